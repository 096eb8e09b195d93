/* Looks at the bytes of the subtitles. */
#include "subtitle_charset.h"

#include <stdio.h>
#include <stdlib.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/media_cage.h"
#include "bgmusic/base/media_input.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

enum { TIMEOUT_MS = 120 * 1000, TEXT_CEILING = 8 << 20 };

const char *subtitle_charset_find(const char *path, const struct media_info *info)
{
    char map[16] = "";
    for (size_t i = 0; i < info->stream_count && map[0] == '\0'; i++) {
        const struct media_stream *stream = &info->streams[i];
        /* MP4 and WebM have UTF-8 by their standards. */
        if (stream->kind == MEDIA_SUBTITLE && (text_equal(stream->codec, "subrip") ||
                                               text_equal(stream->codec, "ass") || text_equal(stream->codec, "text")))
            snprintf(map, sizeof map, "0:%d", stream->index);
    }
    if (map[0] == '\0')
        return NULL;
    char *url = MEDIA_INPUT_URL(path);
    const char *argv[] = {
        "ffmpeg", "-nostdin", "-hide_banner", "-v",   "error", "-nostats", MEDIA_INPUT_GUARDS, "-i", url,
        "-map",   map,        "-c",           "copy", "-f",    "data",     "pipe:1",           NULL};
    struct buf text;
    int exit_code;
    const char *charset = NULL;
    buf_init(&text, TEXT_CEILING);
    enum bgm_status status =
        media_capture(argv, media_cage_reader(argv[0], path, TIMEOUT_MS), TIMEOUT_MS, &text, NULL, &exit_code, NULL);
    if (status == BGM_OK && text.length > 0 && !text_is_utf8(text.bytes, text.length))
        charset = "CP1252";
    buf_release(&text);
    free(url);
    return charset;
}
