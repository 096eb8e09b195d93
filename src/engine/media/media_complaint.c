/* What ffmpeg and ffprobe say on stderr, as sentences for people. */
#include "media_complaint.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/media_input.h"
#include "bgmusic/base/text.h"
#include "render_rows.h"

/* What a shell would say of a program that it cannot run, or whose libraries are not to be had. */
enum { EXIT_NOT_RUN = 126 };

/* Behind one "[name @ 0x...] "; there may be several: a decoder's, and its helper's. */
static const char *without_origins(const char *line)
{
    while (line[0] == '[') {
        size_t length = strcspn(line, "]\n");
        const char *address = strstr(line, " @ 0x");
        if (strncmp(line + length, "] ", 2) != 0 || address == NULL || address > line + length)
            break;
        line += length + 2;
    }
    return line;
}

void media_complaint_line(const char *text, char *line, size_t size)
{
    const char *from = without_origins(text);
    struct buf shown;
    buf_init(&shown, 64 * 1024);
    text_append_shown(&shown, from, strcspn(from, "\n"));
    snprintf(line, size, "%s", shown.bytes);
    text_cut_partial_character(line);
    buf_release(&shown);
}

/* Of -max_pixels (media_input.h). */
static bool is_too_large(const char *text, int *width, int *height)
{
    const char *size = strstr(text, "Picture size ");
    return size != NULL && strstr(size, "exceeds specified max pixel count") != NULL &&
           sscanf(size, "Picture size %dx%d", width, height) == 2;
}

bool media_complaint_is_final(const char *text)
{
    int width, height;
    return is_too_large(text, &width, &height) || strstr(text, strerror(ENOMEM)) != NULL;
}

enum bgm_status media_complaint_fail(const char *path, const char *url, const char *text, int exit_code,
                                     struct bgm_error *err)
{
    char line[512];
    int width, height;
    bool too_large = is_too_large(text, &width, &height);
    media_complaint_line(text, line, sizeof line);
    /* ffprobe puts the name before its reason; the sentence has it already. */
    const char *reason = line;
    if (text_starts_with(reason, url) && text_starts_with(reason + strlen(url), ": "))
        reason += strlen(url) + 2;
    if (exit_code >= EXIT_NOT_RUN || strstr(text, strerror(ENOMEM)) != NULL) {
        bgm_fail(err, BGM_FAILED, "ffprobe could not look at \"%s\": %.200s", path,
                 reason[0] != '\0' ? reason : "it was ended from outside");
        bgm_hint(err, "that is no fault of the file: look at the memory and at the limits (ulimit -a), and try again");
        return BGM_FAILED;
    }
    if (too_large) {
        bgm_fail(err, BGM_UNSUPPORTED, "the picture of \"%s\" is %dx%d, larger than %dx%d", path, width, height,
                 MEDIA_MOST_SIDE, MEDIA_MOST_SIDE);
        bgm_hint(err, "make it smaller first: ffmpeg -i INPUT -vf scale=3840:-2 smaller.mp4");
        return BGM_UNSUPPORTED;
    }
    return bgm_fail(err, BGM_UNSUPPORTED, "\"%s\" is no video or sound file that can be read%s%.200s", path,
                    reason[0] != '\0' ? ": " : "", reason);
}

bool media_fail_killed(const char *what, int exit_code, struct bgm_error *err)
{
    /* Not every code from 126 on: ffmpeg ends with its own error numbers, too. */
    bool not_run = exit_code == EXIT_NOT_RUN || exit_code == EXIT_NOT_RUN + 1;
    if (!not_run && exit_code != 128 + SIGKILL && exit_code != 128 + SIGTERM)
        return false;
    bgm_fail(err, BGM_FAILED,
             not_run ? "ffmpeg, which was to %s, could not be run" : "ffmpeg, which was to %s, was ended from outside",
             what);
    bgm_hint(err, "that is no fault of the file: look at the memory and at the limits (ulimit -a), and try again");
    if (err != NULL)
        err->service_code = RENDER_CODE_MACHINE;
    return true;
}
