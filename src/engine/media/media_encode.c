/* Runs the encoding ffmpeg: feeds it sound, reads its progress, and puts the finished file in
 * place. */
#include "media_encode.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/media_cage.h"
#include "bgmusic/base/media_input.h"
#include "bgmusic/base/process.h"
#include "bgmusic/base/process_cage.h"
#include "bgmusic/base/random.h"
#include "bgmusic/base/xalloc.h"
#include "media_decode.h"
#include "spool.h"
#include "encode_arguments.h"
#include "media_complaint.h"

/* Limits in time: so much at least, and so many times the length of the clip (a picture that is
 * encoded again on a slow machine may take long). */
enum { LEAST_TIMEOUT_MS = 120 * 1000, COPY_FACTOR = 20, ENCODE_FACTOR = 240, POLL_MS = 100, PIPE_BYTES = 1 << 20 };

struct media_encoder {
    struct media_encode_request request;
    char *target; /* the file under its working name */
    bool picture_copied;
    struct process child;
    int64_t at; /* frames read from the caller */
    float chunk[SOUND_CHUNK_FRAMES * 2];
    size_t have, sent; /* bytes of the chunk */
    char line[256];    /* of the progress report, so far */
    size_t line_length;
    int64_t encoded_us;
    long long pictures; /* written so far; -1: ffmpeg tells nothing of any */
    bool progress_open;
};

/* Lines like "out_time_us=1234567" and "frame=12"; other keys and "N/A" are passed over. */
static void read_progress(struct media_encoder *feed)
{
    char piece[512];
    ssize_t got = read(feed->child.progress_fd, piece, sizeof piece);
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (got <= 0) {
        feed->progress_open = false;
        return;
    }
    for (ssize_t i = 0; i < got; i++) {
        if (piece[i] != '\n') {
            if (feed->line_length + 1 < sizeof feed->line)
                feed->line[feed->line_length++] = piece[i];
            continue;
        }
        long long us;
        feed->line[feed->line_length] = '\0';
        feed->line_length = 0;
        if (sscanf(feed->line, "out_time_us=%lld", &us) == 1 && us > feed->encoded_us)
            feed->encoded_us = us;
        sscanf(feed->line, "frame=%lld", &feed->pictures);
    }
}

/* Writes what the pipe takes; false when the child has closed its end, or all is written. */
static enum bgm_status write_sound(struct media_encoder *feed, struct bgm_error *err)
{
    const struct media_encode_request *request = &feed->request;
    if (feed->sent == feed->have) {
        int64_t left = request->frames - feed->at;
        size_t frames = left < SOUND_CHUNK_FRAMES ? (size_t)left : SOUND_CHUNK_FRAMES;
        if (frames == 0) {
            process_close_stdin(&feed->child);
            return BGM_OK;
        }
        enum bgm_status status = request->read_sound(request->context, feed->at, feed->chunk, frames, err);
        if (status != BGM_OK)
            return status;
        feed->at += (int64_t)frames;
        feed->have = frames * 2 * sizeof feed->chunk[0];
        feed->sent = 0;
    }
    ssize_t put = write(feed->child.stdin_fd, (const char *)feed->chunk + feed->sent, feed->have - feed->sent);
    if (put > 0)
        feed->sent += (size_t)put;
    else if (put < 0 && errno != EINTR && errno != EAGAIN)
        process_close_stdin(&feed->child); /* its complaint or exit code says why */
    return BGM_OK;
}

static enum bgm_status feed_all(struct media_encoder *feed, int64_t deadline_ms, struct bgm_error *err)
{
    const struct media_encode_request *request = &feed->request;
    double length_us = (double)request->frames * 1e6 / SOUND_RATE;
    enum bgm_status status = BGM_OK;
    feed->progress_open = true;
    fcntl(feed->child.stdin_fd, F_SETFL, fcntl(feed->child.stdin_fd, F_GETFL) | O_NONBLOCK);
#ifdef F_SETPIPE_SZ
    /* Fewer changes of turn between the two processes; what is refused leaves 64 KB. */
    fcntl(feed->child.stdin_fd, F_SETPIPE_SZ, PIPE_BYTES);
#endif
    while (status == BGM_OK && (feed->child.stdin_fd >= 0 || feed->progress_open)) {
        struct pollfd waits[2] = {
            {.fd = feed->child.stdin_fd, .events = POLLOUT}, /* negative: passed over */
            {.fd = feed->progress_open ? feed->child.progress_fd : -1, .events = POLLIN},
        };
        poll(waits, 2, POLL_MS);
        if (waits[1].revents != 0)
            read_progress(feed);
        if (feed->child.stdin_fd >= 0 && waits[0].revents != 0)
            status = write_sound(feed, err);
        double share = (double)feed->encoded_us / length_us;
        if (status != BGM_OK)
            break;
        if (interrupt_requested() ||
            (request->progress != NULL && request->progress(request->context, share < 1 ? share : 1)))
            status = bgm_fail(err, BGM_INTERRUPTED, "interrupted");
        else if (clock_real_ms() > deadline_ms)
            status = bgm_fail(err, BGM_TIMED_OUT, "encoding takes too long");
    }
    return status;
}

static enum bgm_status check_end(const struct process *child, int exit_code, struct bgm_error *err)
{
    char complaint[300];
    if (exit_code == 0)
        return BGM_OK;
    if (media_fail_killed("write the video", exit_code, err))
        return BGM_FAILED;
    media_first_complaint(child, complaint, sizeof complaint);
    if (strstr(child->stderr_text.bytes, strerror(ENOSPC)) != NULL)
        return bgm_fail(err, BGM_OUTPUT, "cannot write the video: %s", strerror(ENOSPC));
    if (strstr(child->stderr_text.bytes, strerror(EACCES)) != NULL ||
        strstr(child->stderr_text.bytes, strerror(EROFS)) != NULL)
        return bgm_fail(err, BGM_OUTPUT, "cannot write the video: %s", complaint);
    return bgm_fail(err, BGM_FAILED, "ffmpeg could not write the video: %s", complaint);
}

/* ffmpeg ends well also when no packet began a picture, or none could be decoded: that is no film. */
static enum bgm_status check_pictures(const struct media_encoder *feed, struct bgm_error *err)
{
    if (feed->pictures != 0)
        return BGM_OK;
    bgm_fail(err, BGM_UNSUPPORTED, "the picture of \"%s\" cannot be shown: no key frame of it is whole",
             feed->request.video_path);
    bgm_hint(err, "fetch or export it again");
    return BGM_UNSUPPORTED;
}

/* The finished file gets its name, which must still be free. */
static enum bgm_status put_in_place(const char *target, const char *output, struct bgm_error *err)
{
    if (file_publish(target, output, false))
        return BGM_OK;
    return errno == EEXIST ? bgm_fail(err, BGM_OUTPUT_EXISTS, "\"%s\" exists already", output)
                           : bgm_fail(err, BGM_OUTPUT, "cannot write \"%s\": %s", output, strerror(errno));
}

enum bgm_status media_encode_start(const struct media_encode_request *request, struct media_encoder **encoder,
                                   struct media_encode_result *result, struct buf *notes, struct bgm_error *err)
{
    struct argument_list arguments = {.count = 0};
    char digits[17];
    *encoder = NULL;
    if (request->info->video_stream < 0)
        return bgm_fail(err, BGM_UNSUPPORTED, "\"%s\" has no picture", request->video_path);
    if (file_exists(request->output_path))
        return bgm_fail(err, BGM_OUTPUT_EXISTS, "\"%s\" exists already", request->output_path);
    random_hex(digits, 16);
    char *folder = path_folder(request->output_path);
    char *name = xasprintf(".bgmusic-%s.part", digits);
    struct media_encoder *made = xcalloc(1, sizeof *made);
    made->request = *request;
    made->pictures = -1;
    made->child = (struct process)PROCESS_INIT;
    made->target = path_join(folder, name);
    enum bgm_status status = BGM_OK;
    if (!file_is_folder(folder))
        status = bgm_fail(err, BGM_OUTPUT, "there is no folder \"%s\"", folder);
    if (status == BGM_OK)
        status = encode_arguments_make(&arguments, request, made->target, result, notes, err);
    if (status == BGM_OK) {
        made->picture_copied = result->picture_copied;
        int64_t length_ms = request->frames / (SOUND_RATE / 1000);
        struct process_cage *cage = media_cage_writer(request->video_path, folder, request->scratch_folder,
                                                      (int64_t)request->info->width * request->info->height, length_ms,
                                                      LEAST_TIMEOUT_MS + length_ms * ENCODE_FACTOR);
        status = process_start_caged(&made->child, (const char *const *)arguments.words,
                                     PROCESS_STDIN | PROCESS_PROGRESS, cage, err);
        process_cage_free(cage);
        if (status != BGM_OK && !process_program_exists("ffmpeg"))
            bgm_hint(err, MEDIA_INSTALL_HINT);
    }
    argument_list_release(&arguments);
    free(name);
    free(folder);
    if (status == BGM_OK)
        *encoder = made;
    else
        media_encode_free(made);
    return status;
}

enum bgm_status media_encode_finish(struct media_encoder *encoder, struct bgm_error *err)
{
    int64_t length_ms = encoder->request.frames / (SOUND_RATE / 1000);
    int64_t deadline =
        clock_real_ms() + LEAST_TIMEOUT_MS + length_ms * (encoder->picture_copied ? COPY_FACTOR : ENCODE_FACTOR);
    enum bgm_status status = feed_all(encoder, deadline, err);
    if (status != BGM_OK)
        return status;
    int exit_code = 0;
    int64_t left = deadline - clock_real_ms();
    status = process_finish(&encoder->child, left > 1000 ? left : 1000, &exit_code, err);
    if (status == BGM_OK)
        status = check_end(&encoder->child, exit_code, err);
    if (status == BGM_OK)
        status = check_pictures(encoder, err);
    if (status == BGM_OK)
        status = put_in_place(encoder->target, encoder->request.output_path, err);
    return status;
}

bool media_encode_complained(const struct media_encoder *encoder)
{
    return encoder->child.stderr_text.length > 0;
}

void media_encode_free(struct media_encoder *encoder)
{
    if (encoder == NULL)
        return;
    process_release(&encoder->child);
    unlink(encoder->target);
    free(encoder->target);
    free(encoder);
}
