/* The order of a mixdown: music and original side by side, the sum, the master, the file. */
#include "mixdown.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/file.h"
#include "bgmusic/base/xalloc.h"
#include "media_check.h"
#include "media_encode.h"
#include "loudness.h"
#include "music_track.h"
#include "original_sound.h"
#include "soundfont.h"
#include "stems.h"
#include "wav.h"
#include "mix_stages.h"

/* How the steps share the progress, by measured times. */
#define MUSIC_SHARE  0.45
#define SUM_SHARE    0.08
#define MASTER_SHARE 0.12
#define ENCODE_SHARE 0.35

/* The spools of six hours take 17 GB; what is longer is a mistake or a lie. */
#define MOST_DURATION_US (INT64_C(6) * 3600 * 1000000)

/* Asks the caller without moving the progress. */
static bool mixdown_cancelled(void *context)
{
    struct mixdown *mix = context;
    return mix->request->progress != NULL && mix->request->progress(mix->request->context, mix->shown);
}

/* Shorter pauses between words do not bring the music up (ducking.c). */
enum { LEAST_PAUSE_MS = 1500 };

/* Adds what of the chunk at frame `at` of the video is spoken over to `under`, and what lies in pauses
 * to `between`. `span`: the first one that may still matter, moved on. */
static void measure_spoken(const struct media_analysis *analysis, size_t *span, int64_t at, const float *stereo,
                           size_t frames, struct loudness *under, struct loudness *between)
{
    int64_t to = at + (int64_t)frames;
    while (*span < analysis->speech_count && sound_frames_of_ms(analysis->speech[*span].end_ms) <= at)
        ++*span;
    for (size_t i = *span; i <= analysis->speech_count; i++) {
        bool last = i == analysis->speech_count;
        int64_t pause_ms = i > 0 ? analysis->speech[i - 1].end_ms : 0;
        int64_t start_ms = last ? INT64_MAX / SOUND_RATE : analysis->speech[i].start_ms;
        int64_t edges[3] = {sound_frames_of_ms(pause_ms), sound_frames_of_ms(start_ms),
                            last ? to : sound_frames_of_ms(analysis->speech[i].end_ms)};
        for (int k = 0; k < 2; k++) {
            int64_t from = edges[k] > at ? edges[k] : at, end = edges[k + 1] < to ? edges[k + 1] : to;
            if (end > from && (k == 1 || start_ms - pause_ms >= LEAST_PAUSE_MS))
                loudness_add(k == 0 ? between : under, stereo + 2 * (from - at), (size_t)(end - from));
        }
        if (edges[2] >= to)
            break;
    }
}

/* How loud the music bus is in the pauses (which is all of it when nobody speaks) and where
 * somebody speaks. */
static enum bgm_status measure_music(struct mixdown *mix, struct bgm_error *err)
{
    const struct media_analysis *analysis = mix->request->analysis;
    float *stereo = xcalloc(SOUND_CHUNK_FRAMES * 2, sizeof *stereo);
    struct loudness *whole = mix->music_meter = loudness_new(), *under = loudness_new(), *between = loudness_new();
    enum bgm_status status = BGM_OK;
    struct spool music = mix->bus;
    size_t span = 0;
    loudness_keep_steps(whole);
    music.origin = mix->music_start;
    for (int64_t at = 0; status == BGM_OK && at < mix->music_frames; at += SOUND_CHUNK_FRAMES) {
        int64_t left = mix->music_frames - at;
        size_t frames = left < SOUND_CHUNK_FRAMES ? (size_t)left : SOUND_CHUNK_FRAMES;
        status = spool_read(&music, at, stereo, frames, err);
        loudness_add(whole, stereo, frames);
        if (analysis->speech_count > 0)
            measure_spoken(analysis, &span, mix->music_start + at, stereo, frames, under, between);
    }
    /* The arrangement is thinner under speech: the whole would take the pauses for quieter than
     * they are. */
    mix->music_lufs = loudness_lufs(between);
    if (mix->music_lufs <= LOUDNESS_SILENCE_LUFS)
        mix->music_lufs = loudness_lufs(whole);
    mix->music_under_speech_lufs = loudness_lufs(under);
    if (mix->music_under_speech_lufs <= LOUDNESS_SILENCE_LUFS)
        mix->music_under_speech_lufs = mix->music_lufs;
    loudness_free(between);
    loudness_free(under);
    free(stereo);
    return status;
}

static enum bgm_status make_music(struct mixdown *mix, struct bgm_error *err)
{
    const struct mixdown_request *request = mix->request;
    enum bgm_status status = BGM_OK;
    struct spool bus = mix->bus;
    bus.origin = mix->music_start;
    if (mix->music_frames == 0)
        return BGM_OK;
    if (request->score != NULL) {
        char *font = NULL;
        struct stems_request stems = {
            .score = request->score,
            .frames = mix->music_frames,
            .stems_folder = request->stems_folder,
            .lead_frames = mix->music_start,
            .progress = mixdown_step,
            .context = mix,
        };
        status = soundfont_find(request->soundfont_path, &font, err);
        stems.soundfont_path = font;
        if (status == BGM_OK)
            status = stems_render(&stems, &bus, err);
        free(font);
    } else {
        struct music_track_request track = {
            .path = request->music_path,
            .start_frames = sound_frames_of_ms(request->track_start_ms),
            .scratch_folder = request->scratch_folder,
            .frames = mix->music_frames,
            .progress = mixdown_step,
            .context = mix,
        };
        status = music_track_render(&track, &bus, err);
    }
    if (status == BGM_OK)
        status = measure_music(mix, err);
    if (status == BGM_OK && request->score == NULL && mix->music_lufs <= LOUDNESS_SILENCE_LUFS)
        mixdown_note(mix, "The track of your own is silent: there is no music to be heard.");
    return status;
}

/* Music and original at the same time: the one keeps a core busy here, the other one in a child. */
static enum bgm_status gather(struct mixdown *mix, struct bgm_error *err)
{
    const struct mixdown_request *request = mix->request;
    const struct media_info *info = request->info;
    struct original_sound original = {.path = request->video_path, .frames = mix->frames, .spool = &mix->original};
    enum bgm_status status = BGM_OK;
    if (mix->original_kept) {
        const struct media_stream *stream = &info->streams[info->audio_stream];
        original.stream_index = stream->index;
        original.channels = stream->channels;
        if (!mix->original_borrowed)
            status = original_sound_start(&original, err);
        if (stream->channels > 2)
            mixdown_note(mix, "The original sound has %d channels; the result is stereo.", stream->channels);
    }
    if (status == BGM_OK)
        status = make_music(mix, err);
    enum bgm_status decoded = original_sound_finish(&original, status != BGM_OK, status == BGM_OK ? err : NULL);
    return status == BGM_OK ? decoded : status;
}

static enum bgm_status read_master(void *context, int64_t at, float *stereo, size_t frames, struct bgm_error *err)
{
    struct mixdown *mix = context;
    return master_read(&mix->master, at, stereo, frames, err);
}

/* The master as a file of its own, without a picture. */
static enum bgm_status write_sound(struct mixdown *mix, struct bgm_error *err)
{
    const struct mixdown_request *request = mix->request;
    float *stereo = xcalloc(SOUND_CHUNK_FRAMES * 2, sizeof *stereo);
    char *folder = path_folder(request->output_path), *name = path_stem(request->output_path);
    struct wav wav = {.file = NULL};
    enum bgm_status status = wav_open(&wav, folder, name, err);
    for (int64_t at = 0; status == BGM_OK && at < mix->frames; at += SOUND_CHUNK_FRAMES) {
        int64_t left = mix->frames - at;
        size_t frames = left < SOUND_CHUNK_FRAMES ? (size_t)left : SOUND_CHUNK_FRAMES;
        status = master_read(&mix->master, at, stereo, frames, err);
        wav_write(&wav, stereo, frames);
        if (status == BGM_OK && mixdown_step(mix, (double)at / (double)mix->frames))
            status = bgm_fail(err, BGM_INTERRUPTED, "interrupted");
    }
    enum bgm_status closed = wav_close(&wav, status == BGM_OK ? err : NULL);
    free(folder);
    free(name);
    free(stereo);
    return status == BGM_OK ? closed : status;
}

/* ffmpeg begins before there is sound for it: it takes 0.08 s to get ready, a sixth of a clip of seconds. Not for such
 * a clip in a batch: there the jobs are what fills the cores, as many as the user allows. (24 clips of 2 s: with two
 * jobs 6.7 s with early or late encoders, with one 12.0 s with late ones, on one core, and 10.3 with early ones, on one
 * and a half.) */
static bool encoder_is_early(const struct mixdown *mix)
{
    return mix->frames >= 6 * SOUND_RATE || !mix->request->in_batch;
}

static enum bgm_status start_encoder(struct mixdown *mix, struct media_encoder **encoder, struct bgm_error *err)
{
    const struct mixdown_request *request = mix->request;
    struct media_encode_result result = {.picture_copied = false};
    struct media_encode_request encoding = {
        .video_path = request->video_path,
        .info = request->info,
        .output_path = request->output_path,
        .scratch_folder = request->scratch_folder,
        .titles = request->titles,
        .title_count = request->title_count,
        .keep_other_tracks = request->keep_original,
        .copy_picture = request->copy_picture,
        .compatible = request->compatible,
        .bare = mix->bare,
        .frames = mix->frames,
        .read_sound = read_master,
        .progress = mixdown_step,
        .context = mix,
    };
    enum bgm_status status = media_encode_start(&encoding, encoder, &result, &mix->notes, err);
    mix->report->picture_copied = result.picture_copied;
    memcpy(mix->report->reason, result.reason, sizeof mix->report->reason);
    return status;
}

static enum bgm_status check(const struct mixdown_request *request, struct bgm_error *err)
{
    const struct media_info *info = request->info;
    if (info->video_stream < 0)
        return bgm_fail(err, BGM_UNSUPPORTED, "\"%s\" has no picture", request->video_path);
    if (info->is_still || info->duration_us <= 0)
        return bgm_fail(err, BGM_UNSUPPORTED, "\"%s\" is a still picture: it has no length", request->video_path);
    if (info->duration_us > MOST_DURATION_US)
        return bgm_fail(err, BGM_TOO_LARGE, "\"%s\" is longer than six hours", request->video_path);
    if (request->strict && info->promised_us > 0)
        return bgm_fail(err, BGM_UNSUPPORTED, "\"%s\" is cut short: it ends at %.1f s, in the middle of its data",
                        request->video_path, (double)info->broken_us / 1e6);
    if (request->keep_original && !request->sound_only && info->audio_stream < 0 && info->mute_stream >= 0) {
        const struct media_stream *mute = &info->streams[info->mute_stream];
        bgm_fail(err, BGM_UNSUPPORTED, "the sound of \"%s\" (%s) cannot be decoded by this ffmpeg", request->video_path,
                 mute->codec[0] != '\0' ? mute->codec
                 : mute->tag[0] != '\0' ? mute->tag
                                        : "of an unknown kind");
        bgm_hint(err, "--replace-audio makes the film without it");
        return BGM_UNSUPPORTED;
    }
    if (request->title_count > PICTURE_MOST_TITLES)
        return bgm_fail(err, BGM_USAGE, "more than %d titles", PICTURE_MOST_TITLES);
    return BGM_OK;
}

/* "pictures are broken or missing from 1.4 s on", of what a look at the whole file found; false: nothing. */
static bool name_damage(struct mixdown *mix, char *place, size_t size, int64_t *at_us)
{
    const struct mixdown_request *request = mix->request;
    struct media_damage picture, sound;
    media_check(request->video_path, request->info, mixdown_cancelled, mix, &picture, &sound);
    if (!request->keep_original)
        sound.found = false;
    if (!picture.found && !sound.found)
        return false;
    *at_us = !sound.found || (picture.found && picture.at_us <= sound.at_us) ? picture.at_us : sound.at_us;
    snprintf(place, size, "%s broken or missing from %.1f s on",
             picture.found && sound.found ? "pictures and sound are"
             : picture.found              ? "pictures are"
                                          : "its sound is",
             (double)*at_us / 1e6);
    return true;
}

/* What is known of the input's damage: told, or with `strict` the end of it. */
static enum bgm_status judge_input(struct mixdown *mix, bool complained, struct bgm_error *err)
{
    enum { NEAR_US = 1000 * 1000 };
    const struct mixdown_request *request = mix->request;
    const struct media_info *info = request->info;
    char *sentence = mix->report->damage, where[100];
    const size_t size = sizeof mix->report->damage;
    int64_t at_us = 0;
    /* In tenths of a second, as it is told. */
    bool is_short = llround((double)info->promised_us / 1e5) > llround((double)info->broken_us / 1e5);
    bool has_end = info->promised_us > 0;
    bool look = complained || request->strict || has_end || request->analysis->is_damaged || info->lacks_pictures;
    /* A last picture that is broken is part of a broken end. */
    bool found =
        look && name_damage(mix, where, sizeof where, &at_us) && (!has_end || at_us < info->broken_us - NEAR_US);
    if (found && request->strict)
        return bgm_fail(err, BGM_UNSUPPORTED, "\"%s\" is damaged: %s", request->video_path, where);
    if (found)
        snprintf(sentence, size, "The input is damaged: %s.", where);
    else if (is_short)
        snprintf(sentence, size, "The input is cut short: it ends at %.1f s, and %.1f s are announced.",
                 (double)info->broken_us / 1e6, (double)info->promised_us / 1e6);
    else if (has_end)
        snprintf(sentence, size, "The input is cut short: it ends at %.1f s in the middle of its data.",
                 (double)info->broken_us / 1e6);
    return BGM_OK;
}

/* ffmpeg writes the file. If it cannot, it is tried once more with picture and sound alone: better than nothing, and
 * one odd track shall not be the end of the job. */
static enum bgm_status encode(struct mixdown *mix, struct media_encoder **encoder, bool *complained,
                              struct bgm_error *err)
{
    enum bgm_status status = media_encode_finish(*encoder, err);
    if (status == BGM_FAILED) {
        struct bgm_error first = err != NULL ? *err : (struct bgm_error)BGM_ERROR_INIT;
        media_encode_free(*encoder);
        *encoder = NULL;
        master_release(&mix->master);
        mix->bare = true;
        status = master_init(&mix->master, mix, err);
        if (status == BGM_OK)
            status = start_encoder(mix, encoder, err);
        if (status == BGM_OK)
            status = media_encode_finish(*encoder, err);
        if (status == BGM_OK)
            mixdown_note(mix, "The result holds picture and sound alone: %s.", first.message);
    }
    *complained = status == BGM_OK && media_encode_complained(*encoder);
    return status;
}

/* The music's place, kept inside the video. */
static void place_music(struct mixdown *mix)
{
    const struct mixdown_request *request = mix->request;
    if ((request->score == NULL && request->music_path == NULL) || request->volume <= 0)
        return;
    int64_t start = sound_frames_of_ms(request->music_start_ms > 0 ? request->music_start_ms : 0);
    int64_t end = sound_frames_of_ms(request->music_end_ms);
    end = end < mix->frames ? end : mix->frames;
    /* A score made for whole milliseconds may end a breath before the picture does. */
    mix->music_start = start;
    mix->music_frames = end > start ? end - start : 0;
}

enum bgm_status mixdown_run(const struct mixdown_request *request, struct mixdown_report *report, struct bgm_error *err)
{
    memset(report, 0, sizeof *report);
    enum bgm_status status = check(request, err);
    if (status != BGM_OK)
        return status;
    struct media_encoder *encoder = NULL;
    struct mixdown mix = {
        .request = request,
        .report = report,
        .frames = sound_frames_of_us(request->info->duration_us),
        .original = SPOOL_INIT,
        .bus = SPOOL_INIT,
        .original_kept = request->keep_original && !request->sound_only && request->info->audio_stream >= 0,
        .music_lufs = LOUDNESS_SILENCE_LUFS,
        .music_under_speech_lufs = LOUDNESS_SILENCE_LUFS,
    };
    buf_init(&mix.notes, sizeof report->notes - 1);
    place_music(&mix);
    mixdown_begin_step(&mix, 0, MUSIC_SHARE);
    mix.original_borrowed = mix.original_kept && request->original != NULL;
    if (mix.original_borrowed)
        mix.original = *request->original;
    else
        status = spool_open(&mix.original, request->scratch_folder, err);
    if (status == BGM_OK)
        status = spool_open(&mix.bus, request->scratch_folder, err);
    if (status == BGM_OK && !request->sound_only && encoder_is_early(&mix))
        status = start_encoder(&mix, &encoder, err);
    if (status == BGM_OK)
        status = gather(&mix, err);
    mixdown_begin_step(&mix, MUSIC_SHARE, SUM_SHARE);
    if (status == BGM_OK)
        status = mix_sum(&mix, err);
    mixdown_begin_step(&mix, MUSIC_SHARE + SUM_SHARE, MASTER_SHARE);
    if (status == BGM_OK)
        status = master_init(&mix.master, &mix, err);
    if (status == BGM_OK && !request->sound_only && !encoder_is_early(&mix))
        status = start_encoder(&mix, &encoder, err);
    mixdown_begin_step(&mix, MUSIC_SHARE + SUM_SHARE + MASTER_SHARE, ENCODE_SHARE);
    bool complained = false;
    if (status == BGM_OK)
        status = request->sound_only ? write_sound(&mix, err) : encode(&mix, &encoder, &complained, err);
    if (status == BGM_OK)
        status = judge_input(&mix, complained, err);
    media_encode_free(encoder);
    if (status == BGM_OK)
        master_report(&mix.master);
    master_release(&mix.master);
    snprintf(report->notes, sizeof report->notes, "%s", mix.notes.bytes);
    buf_release(&mix.notes);
    loudness_free(mix.music_meter);
    if (!mix.original_borrowed)
        spool_close(&mix.original);
    spool_close(&mix.bus);
    return status;
}
