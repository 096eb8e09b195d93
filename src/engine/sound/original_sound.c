/* Decodes the original beside other work. */
#include "original_sound.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/xalloc.h"
#include "media_decode.h"

enum { LEAST_TIMEOUT_MS = 60 * 1000 };

static void *decode(void *argument)
{
    struct original_sound *job = argument;
    struct media_decoder decoder = MEDIA_DECODER_INIT;
    float *stereo = xcalloc(SOUND_CHUNK_FRAMES * 2, sizeof *stereo);
    /* A clip's length again at the very most, on the slowest machine. */
    int64_t timeout_ms = LEAST_TIMEOUT_MS + job->frames / (SOUND_RATE / 1000);
    job->status = media_decode_start(&decoder, job->path, job->stream_index, job->channels, timeout_ms, &job->error);
    for (int64_t at = 0; job->status == BGM_OK && at < job->frames;) {
        int64_t left = job->frames - at;
        size_t wanted = left < SOUND_CHUNK_FRAMES ? (size_t)left : SOUND_CHUNK_FRAMES, got = 0;
        job->status = media_decode_read(&decoder, stereo, wanted, &got, &job->stop, &job->error);
        if (job->status == BGM_OK)
            job->status = spool_write(job->spool, at, stereo, got, &job->error);
        at += (int64_t)got;
        if (got < wanted)
            break;
    }
    media_decode_release(&decoder);
    free(stereo);
    return NULL;
}

enum bgm_status original_sound_start(struct original_sound *job, struct bgm_error *err)
{
    atomic_store(&job->stop, false);
    job->error = (struct bgm_error)BGM_ERROR_INIT;
    int reason = pthread_create(&job->thread, NULL, decode, job);
    if (reason != 0)
        return bgm_fail(err, BGM_FAILED, "cannot start a thread: %s", strerror(reason));
    job->started = true;
    return BGM_OK;
}

enum bgm_status original_sound_finish(struct original_sound *job, bool stop, struct bgm_error *err)
{
    if (!job->started)
        return BGM_OK;
    if (stop)
        atomic_store(&job->stop, true);
    pthread_join(job->thread, NULL);
    job->started = false;
    if (job->status != BGM_OK && err != NULL)
        *err = job->error;
    return job->status;
}
