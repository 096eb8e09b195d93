/* Runs the scan of the picture and that of the sound: side by side, or in one go when the file is short. */
#include "media_analysis.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bgmusic/base/interrupt.h"
#include "loudness.h"
#include "media_scan.h"

void media_analysis_init(struct media_analysis *analysis)
{
    *analysis = (struct media_analysis){
        .sound_lufs = LOUDNESS_SILENCE_LUFS,
        .speech_lufs = LOUDNESS_SILENCE_LUFS,
        .brightness = -1,
        .saturation = -1,
        .motion = -1,
        .music_tonic = -1,
    };
}

void media_analysis_release(struct media_analysis *analysis)
{
    free(analysis->speech);
    free(analysis->music);
    free(analysis->cuts);
    media_analysis_init(analysis);
}

struct scan {
    const struct media_analysis_request *request;
    struct media_analysis *analysis;
    struct picture_scan picture;
    atomic_bool stop, sound_done, picture_done;
    bool packets_apart; /* no sound to read them beside */
    bool one_go;        /* the sound's reader tells of the key frames, too */
    enum bgm_status sound_status;
    struct bgm_error sound_error;
};

static void *run_picture(void *argument)
{
    struct scan *scan = argument;
    picture_scan_frames(&scan->picture, scan->request, &scan->stop);
    if (scan->packets_apart)
        picture_scan_packets(&scan->picture, scan->request, &scan->stop);
    atomic_store(&scan->picture_done, true);
    return NULL;
}

static void *run_sound(void *argument)
{
    struct scan *scan = argument;
    const struct media_info *info = scan->request->info;
    struct media_packet_lines packets = {
        .key_frames = scan->one_go, .take = picture_scan_line, .context = &scan->picture};
    bool has_picture = info->video_stream >= 0 && !info->is_still;
    if (has_picture)
        packets.stream_index = info->streams[info->video_stream].index;
    scan->sound_status = analysis_scan_sound(scan->request, has_picture ? &packets : NULL, scan->analysis, &scan->stop,
                                             &scan->sound_error);
    atomic_store(&scan->sound_done, true);
    return NULL;
}

/* Until both are through, the caller's question is asked every few milliseconds. */
static bool wait_for_both(struct scan *scan)
{
    const struct media_analysis_request *request = scan->request;
    int64_t pause_ns = 500 * 1000;
    while (!atomic_load(&scan->picture_done) || !atomic_load(&scan->sound_done)) {
        if (interrupt_requested() || (request->cancelled != NULL && request->cancelled(request->context))) {
            atomic_store(&scan->stop, true);
            return true;
        }
        struct timespec pause = {.tv_nsec = pause_ns};
        nanosleep(&pause, NULL);
        pause_ns = pause_ns < 10 * 1000 * 1000 ? pause_ns * 5 / 4 : pause_ns;
    }
    return false;
}

/* Starting ffmpeg costs as much as decoding so much of a clip. */
#define ONE_GO_MOST_US (INT64_C(10) * 1000 * 1000)

static enum bgm_status scan_both(struct scan *scan, struct bgm_error *err)
{
    const struct media_info *info = scan->request->info;
    pthread_t picture, sound;
    bool has_picture = info->video_stream >= 0 && !info->is_still, has_sound = info->audio_stream >= 0;
    scan->packets_apart = !has_sound;
    int picture_reason = has_picture && !scan->one_go ? pthread_create(&picture, NULL, run_picture, scan) : 0;
    int sound_reason = has_sound ? pthread_create(&sound, NULL, run_sound, scan) : 0;
    bool picture_runs = has_picture && !scan->one_go && picture_reason == 0,
         sound_runs = has_sound && sound_reason == 0;
    atomic_store(&scan->picture_done, !picture_runs || atomic_load(&scan->picture_done));
    atomic_store(&scan->sound_done, !sound_runs || atomic_load(&scan->sound_done));
    bool interrupted = wait_for_both(scan);
    if (picture_runs)
        pthread_join(picture, NULL);
    if (sound_runs)
        pthread_join(sound, NULL);
    if (interrupted)
        return bgm_fail(err, BGM_INTERRUPTED, "interrupted");
    /* Half of an analysis would be taken for the whole. */
    if (picture_reason != 0 || sound_reason != 0)
        return bgm_fail(err, BGM_FAILED, "cannot start a thread: %s",
                        strerror(picture_reason != 0 ? picture_reason : sound_reason));
    if (has_picture)
        picture_scan_judge(&scan->picture, scan->request, scan->analysis);
    if (scan->sound_status != BGM_OK && err != NULL)
        *err = scan->sound_error;
    return scan->sound_status;
}

/* Half a minute of 640x360 at 25 frames, three seconds of 1080p: a third of a second of one core. */
#define CHEAP_PIXELS 2e8

bool media_frames_are_cheap(const struct media_info *info)
{
    if (info->video_stream < 0 || info->is_still)
        return false;
    const struct media_stream *picture = &info->streams[info->video_stream];
    double pixels = (double)picture->width * picture->height * picture->fps * ((double)info->duration_us / 1e6);
    return pixels > 0 && pixels <= CHEAP_PIXELS;
}

enum bgm_status media_analyse(const struct media_analysis_request *request, struct media_analysis *analysis,
                              struct bgm_error *err)
{
    const struct media_info *info = request->info;
    struct scan scan = {.request = request, .analysis = analysis};
    media_analysis_release(analysis);
    scan.one_go = !request->every_frame && info->video_stream >= 0 && !info->is_still && info->audio_stream >= 0 &&
                  info->duration_us <= ONE_GO_MOST_US;
    enum bgm_status status = scan_both(&scan, err);
    picture_scan_release(&scan.picture);
    /* A picture that cannot be decoded takes the sound with it. */
    if (scan.one_go && status != BGM_OK && status != BGM_INTERRUPTED) {
        scan = (struct scan){.request = request, .analysis = analysis};
        media_analysis_release(analysis);
        status = scan_both(&scan, err);
        picture_scan_release(&scan.picture);
    }
    return status;
}
