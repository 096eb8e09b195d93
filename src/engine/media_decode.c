/* Decoding of sound by a child ffmpeg. */
#include "bgmusic/engine/media_decode.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "media_input_internal.h"

enum { FRAME_BYTES = 2 * sizeof(float), END_TIMEOUT_MS = 5000 };

enum bgm_status media_decode_start(struct media_decoder *decoder, const char *path,
                                   int stream_index, int channels, int64_t timeout_ms,
                                   struct bgm_error *err)
{
    char *url = MEDIA_INPUT_URL(path);
    char map[32];
    snprintf(map, sizeof map, "0:%d", stream_index);
    /* async fills gaps, first_pts keeps a late start late: without both the sound moves. Left to
     * itself, ffmpeg would take 3 dB off a mono sound. */
    const char *filter = channels == 1
                             ? "aresample=48000:async=1:first_pts=0,pan=stereo|c0=c0|c1=c0"
                             : "aresample=48000:async=1:first_pts=0";
    const char *argv[] = {
        "ffmpeg", "-nostdin", "-hide_banner", "-v", "error", "-nostats", MEDIA_INPUT_GUARDS,
        "-i",     url,        "-map",         map,  "-vn",   "-sn",      "-dn",
        "-af",    filter,     "-ac",          "2",  "-f",    "f32le",    "pipe:1",
        NULL};
    decoder->deadline_ms = clock_real_ms() + timeout_ms;
    decoder->frames = 0;
    enum bgm_status status = process_start(&decoder->child, argv, PROCESS_STDOUT, err);
    if (status != BGM_OK)
        bgm_hint(err, MEDIA_INSTALL_HINT);
    free(url);
    return status;
}

void media_first_complaint(const struct process *child, char *text, size_t size)
{
    const char *line = child->stderr_text.bytes != NULL ? child->stderr_text.bytes : "";
    /* "[mp4 @ 0x5581...] what is wrong": the address helps nobody. */
    if (line[0] == '[') {
        const char *end = strstr(line, "] ");
        const char *newline = strchr(line, '\n');
        if (end != NULL && (newline == NULL || end < newline))
            line = end + 2;
    }
    struct buf shown;
    buf_init(&shown, 64 * 1024);
    text_append_shown(&shown, line, strcspn(line, "\n"));
    snprintf(text, size, "%s", shown.length > 0 ? shown.bytes : "no reason given");
    text_cut_partial_character(text);
    buf_release(&shown);
}

static enum bgm_status end_of_sound(struct media_decoder *decoder, struct bgm_error *err)
{
    int exit_code = 0;
    if (decoder->child.pid == 0)
        return BGM_OK;
    enum bgm_status status = process_finish(&decoder->child, END_TIMEOUT_MS, &exit_code, err);
    if (status != BGM_OK)
        return status;
    if (exit_code != 0 && decoder->frames == 0) {
        char complaint[200];
        media_first_complaint(&decoder->child, complaint, sizeof complaint);
        return bgm_fail(err, BGM_UNSUPPORTED, "cannot decode the sound: %s", complaint);
    }
    return BGM_OK;
}

enum bgm_status media_decode_read(struct media_decoder *decoder, float *stereo, size_t frames,
                                  size_t *got, const atomic_bool *stop, struct bgm_error *err)
{
    char *bytes = (char *)stereo;
    size_t wanted = frames * FRAME_BYTES, have = 0;
    *got = 0;
    while (have < wanted && decoder->child.stdout_fd >= 0) {
        if (interrupt_requested() || (stop != NULL && atomic_load(stop)))
            return bgm_fail(err, BGM_INTERRUPTED, "interrupted");
        int64_t left = decoder->deadline_ms - clock_real_ms();
        if (left <= 0)
            return bgm_fail(err, BGM_TIMED_OUT, "decoding the sound takes too long");
        struct pollfd wait = {.fd = decoder->child.stdout_fd, .events = POLLIN};
        if (poll(&wait, 1, left < 200 ? (int)left : 200) <= 0)
            continue;
        ssize_t part = read(wait.fd, bytes + have, wanted - have);
        if (part < 0 && errno == EINTR)
            continue;
        if (part <= 0)
            process_close_stdout(&decoder->child);
        else
            have += (size_t)part;
    }
    *got = have / FRAME_BYTES;
    decoder->frames += (int64_t)*got;
    return *got < frames ? end_of_sound(decoder, err) : BGM_OK;
}

void media_decode_release(struct media_decoder *decoder)
{
    process_release(&decoder->child);
}
