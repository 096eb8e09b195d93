/* Decoding of sound by a child ffmpeg. */
#include "media_decode.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/media_cage.h"
#include "bgmusic/base/media_input.h"
#include "bgmusic/base/process_cage.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "media_complaint.h"
#include "media_lines.h"
#include "picture_scan.h"

enum { FRAME_BYTES = 2 * sizeof(float), END_TIMEOUT_MS = 5000 };

enum { MOST_ARGUMENTS = 64 };

static size_t add_words(const char *argv[], size_t count, const char *const words[])
{
    for (; *words != NULL && count + 1 < MOST_ARGUMENTS; words++)
        argv[count++] = *words;
    argv[count] = NULL;
    return count;
}

char *media_stereo_filter(int channels)
{
    /* ffmpeg knows the usual layouts of up to eight channels, also where the file does not name them. */
    if (channels == 1)
        return xstrdup("pan=stereo|c0=c0|c1=c0");
    if (channels <= 8)
        return xstrdup("anull");
    struct buf sides[2];
    for (int side = 0; side < 2; side++) {
        buf_init(&sides[side], 8192);
        for (int c = side; c < channels && c < 64; c += 2)
            buf_appendf(&sides[side], "%s%.3f*c%d", c > 1 ? "+" : "", 2.0 / channels, c);
    }
    char *filter = xasprintf("pan=stereo|c0=%s|c1=%s", sides[0].bytes, sides[1].bytes);
    buf_release(&sides[0]);
    buf_release(&sides[1]);
    return filter;
}

enum bgm_status media_decode_start_with_packets(struct media_decoder *decoder, const char *path, int stream_index,
                                                int channels, const struct media_packet_lines *packets,
                                                int64_t timeout_ms, struct bgm_error *err)
{
    char *url = MEDIA_INPUT_URL(path);
    char sound[32], picture[32], keys[32];
    const char *argv[MOST_ARGUMENTS];
    snprintf(sound, sizeof sound, "0:%d", stream_index);
    snprintf(picture, sizeof picture, "0:%d", packets != NULL ? packets->stream_index : 0);
    snprintf(keys, sizeof keys, "1:%d", packets != NULL ? packets->stream_index : 0);
    /* async fills gaps, first_pts keeps a late start late: without both the sound moves. Left to
     * itself, ffmpeg would take 3 dB off a mono sound. */
    char *stereo = media_stereo_filter(channels);
    char *filter = xasprintf("aresample=48000:async=1:first_pts=0,%s", stereo);
    size_t count = add_words(argv, 0,
                             (const char *const[]){"ffmpeg", "-nostdin", "-hide_banner", "-v", "error", "-nostats",
                                                   MEDIA_INPUT_FILM, "-i", url, NULL});
    bool key_frames = packets != NULL && packets->key_frames;
    if (key_frames)
        count =
            add_words(argv, count, (const char *const[]){MEDIA_INPUT_FILM, MEDIA_KEY_FRAMES_ALONE, "-i", url, NULL});
    if (stream_index >= 0)
        count = add_words(argv, count,
                          (const char *const[]){"-map", sound, "-vn", "-sn", "-dn", "-af", filter, "-ac", "2", "-f",
                                                "f32le", "pipe:1", NULL});
    if (packets != NULL)
        count = add_words(argv, count,
                          (const char *const[]){"-map", picture, "-c", "copy", "-flush_packets", "1", "-f", "framecrc",
                                                "pipe:3", NULL});
    if (key_frames)
        count = add_words(argv, count,
                          (const char *const[]){"-map", keys, "-an", "-sn", "-dn", "-vf",
                                                MEDIA_PICTURE_FILTER("pipe\\\\:3"), "-fps_mode", "passthrough", "-f",
                                                "null", "-", NULL});
    *decoder = (struct media_decoder)MEDIA_DECODER_INIT;
    if (packets != NULL)
        decoder->packets = *packets;
    decoder->deadline_ms = clock_real_ms() + timeout_ms;
    struct process_cage *cage = media_cage_reader(argv[0], path, timeout_ms);
    enum bgm_status status = process_start_caged(&decoder->child, argv,
                                                 PROCESS_STDOUT | (packets != NULL ? PROCESS_PROGRESS : 0), cage, err);
    process_cage_free(cage);
    if (status != BGM_OK && !process_program_exists("ffmpeg"))
        bgm_hint(err, MEDIA_INSTALL_HINT);
    free(filter);
    free(stereo);
    free(url);
    return status;
}

enum bgm_status media_decode_start(struct media_decoder *decoder, const char *path, int stream_index, int channels,
                                   int64_t timeout_ms, struct bgm_error *err)
{
    return media_decode_start_with_packets(decoder, path, stream_index, channels, NULL, timeout_ms, err);
}

void media_first_complaint(const struct process *child, char *text, size_t size)
{
    media_complaint_line(child->stderr_text.bytes != NULL ? child->stderr_text.bytes : "", text, size);
    if (text[0] == '\0')
        snprintf(text, size, "no reason given");
}

static enum bgm_status end_of_sound(struct media_decoder *decoder, struct bgm_error *err)
{
    int exit_code = 0;
    if (decoder->child.pid == 0)
        return BGM_OK;
    enum bgm_status status = process_finish(&decoder->child, END_TIMEOUT_MS, &exit_code, err);
    if (status != BGM_OK)
        return status;
    decoder->complained = decoder->child.stderr_text.length > 0 && media_says_damage(decoder->child.stderr_text.bytes);
    /* With the pictures in it, nobody knows what it was that ended the sound early. */
    if (exit_code != 0 && (decoder->frames == 0 || decoder->packets.key_frames)) {
        char complaint[200];
        if (media_fail_killed("decode the sound", exit_code, err))
            return BGM_FAILED;
        media_first_complaint(&decoder->child, complaint, sizeof complaint);
        return bgm_fail(err, BGM_UNSUPPORTED, "cannot decode the sound: %s", complaint);
    }
    return BGM_OK;
}

/* Lines too long to be one of ours are cut. */
static void read_packet_lines(struct media_decoder *decoder)
{
    char piece[16384];
    ssize_t got = read(decoder->child.progress_fd, piece, sizeof piece);
    if (got < 0 && errno == EINTR)
        return;
    if (got <= 0) {
        close(decoder->child.progress_fd);
        decoder->child.progress_fd = -1;
        return;
    }
    for (ssize_t i = 0; i < got; i++) {
        if (piece[i] != '\n') {
            if (decoder->line_length + 1 < sizeof decoder->line)
                decoder->line[decoder->line_length++] = piece[i];
            continue;
        }
        decoder->line[decoder->line_length] = '\0';
        decoder->line_length = 0;
        decoder->packets.take(decoder->packets.context, decoder->line);
    }
}

enum bgm_status media_decode_read(struct media_decoder *decoder, float *stereo, size_t frames, size_t *got,
                                  const atomic_bool *stop, struct bgm_error *err)
{
    char *bytes = (char *)stereo;
    size_t wanted = frames * FRAME_BYTES, have = 0;
    struct process *child = &decoder->child;
    *got = 0;
    /* With the sound at its end, the lines are still read to theirs. */
    while (have < wanted && (child->stdout_fd >= 0 || child->progress_fd >= 0)) {
        if (interrupt_requested() || (stop != NULL && atomic_load(stop)))
            return bgm_fail(err, BGM_INTERRUPTED, "interrupted");
        int64_t left = decoder->deadline_ms - clock_real_ms();
        if (left <= 0)
            return bgm_fail(err, BGM_TIMED_OUT, "decoding the sound takes too long");
        struct pollfd waits[2] = {{.fd = child->stdout_fd, .events = POLLIN},
                                  {.fd = child->progress_fd, .events = POLLIN}};
        if (poll(waits, 2, left < 200 ? (int)left : 200) <= 0)
            continue;
        if (waits[1].revents != 0)
            read_packet_lines(decoder);
        if (waits[0].revents == 0)
            continue;
        ssize_t part = read(child->stdout_fd, bytes + have, wanted - have);
        if (part < 0 && errno == EINTR)
            continue;
        if (part <= 0)
            process_close_stdout(child);
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
