/* ffmpeg's lines for each ending. */
#include "convert_file.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/media_cage.h"
#include "bgmusic/base/media_input.h"
#include "bgmusic/base/process.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

enum { MOST_WORDS = 48, CONVERT_MOST_MS = 6 * 3600 * 1000, COMPLAINT_CEILING = 64 * 1024 };

#define SOUND_ALONE "-map", "0:a:0", "-vn"

static const char *const mov[] = {"-map", "0", "-c", "copy", "-f", "mov", NULL};
static const char *const mkv[] = {"-map", "0", "-map", "-0:d", "-c", "copy", "-f", "matroska", NULL};
static const char *const webm[] = {
    "-map",    "0:V:0", "-map",     "0:a?",    "-c:v", "libvpx-vp9", "-crf", "30",   "-b:v", "0",    "-cpu-used", "4",
    "-row-mt", "1",     "-pix_fmt", "yuv420p", "-c:a", "libopus",    "-b:a", "160k", "-f",   "webm", NULL};
static const char *const wav[] = {SOUND_ALONE, "-c:a", "pcm_s24le", "-f", "wav", NULL};
static const char *const mp3[] = {SOUND_ALONE, "-c:a", "libmp3lame", "-b:a", "320k", "-f", "mp3", NULL};
static const char *const m4a[] = {SOUND_ALONE, "-c:a", "copy", "-f", "ipod", NULL};
static const char *const flac[] = {SOUND_ALONE, "-c:a", "flac", "-f", "flac", NULL};
static const char *const ogg[] = {SOUND_ALONE, "-c:a", "libvorbis", "-q:a", "8", "-f", "ogg", NULL};
static const char *const opus[] = {SOUND_ALONE, "-c:a", "libopus", "-b:a", "192k", "-f", "opus", NULL};

static const struct {
    const char *ending;
    const char *const *words;
} rows[] = {{"mov", mov}, {"mkv", mkv},   {"webm", webm}, {"wav", wav},  {"mp3", mp3},
            {"m4a", m4a}, {"flac", flac}, {"ogg", ogg},   {"opus", opus}};

static const char *const *words_of(const char *ending)
{
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (text_equal(rows[i].ending, ending))
            return rows[i].words;
    }
    return NULL;
}

bool convert_is_possible(const char *ending)
{
    return words_of(ending) != NULL && process_program_exists("ffmpeg");
}

enum bgm_status convert_file(const char *from, const char *to, const char *ending, struct bgm_error *err)
{
    const char *const *words = words_of(ending);
    const char *argv[MOST_WORDS] = {"ffmpeg", "-nostdin", "-hide_banner",     "-v",
                                    "error",  "-y",       MEDIA_INPUT_GUARDS, "-i"};
    size_t count = 0;
    if (words == NULL)
        return bgm_fail(err, BGM_FAILED, "nothing is made for .%s", ending);
    char *full = path_absolute(from), *goal = path_absolute(to);
    char *input = media_input_url(full), *output = xasprintf("file:%s", goal);
    struct buf nothing, complaint;
    int exit_code = 0;
    while (argv[count] != NULL)
        count++;
    argv[count++] = input;
    while (*words != NULL && count + 2 < MOST_WORDS)
        argv[count++] = *words++;
    argv[count++] = output;
    buf_init(&nothing, COMPLAINT_CEILING);
    buf_init(&complaint, COMPLAINT_CEILING);
    enum bgm_status status = media_capture(argv, media_cage_converter(full, goal, CONVERT_MOST_MS), CONVERT_MOST_MS,
                                           &nothing, &complaint, &exit_code, err);
    if (status == BGM_OK && exit_code != 0) {
        status = bgm_fail(err, BGM_OUTPUT, "ffmpeg cannot make .%s of what the service gave: %.*s", ending,
                          (int)strcspn(complaint.bytes, "\n"), complaint.bytes);
        bgm_hint(err, "an output that ends in .mp4 is taken as it comes");
    }
    buf_release(&nothing);
    buf_release(&complaint);
    free(full);
    free(goal);
    free(input);
    free(output);
    return status;
}
