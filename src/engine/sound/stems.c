/* Renders, levels and sums the parts of a score. */
#include "bgmusic/engine/sound/stems.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/engine/sound/biquad.h"
#include "bgmusic/engine/sound/effects.h"
#include "bgmusic/engine/sound/fades.h"
#include "bgmusic/engine/sound/loudness.h"
#include "bgmusic/engine/sound/reverb.h"
#include "bgmusic/engine/sound/score_events.h"
#include "bgmusic/engine/sound/synth.h"
#include "bgmusic/engine/sound/wav.h"

/* Calibration: the notes of 4 s, and what they ring on for. */
enum {
    CALIBRATION_NOTES_FRAMES = 4 * SOUND_RATE,
    CALIBRATION_FRAMES = CALIBRATION_NOTES_FRAMES + SOUND_RATE / 2,
    MOST_ENDING_MS = 1500,
};

/* Fonts carry DC of up to 0.029 of full scale; nothing musical lies under this. */
#define RUMBLE_HERTZ 28.0
#define MOST_CORRECTION_DB 30.0

enum { KEY_KICK_OLD = 35, KEY_KICK = 36 };

struct stems {
    const struct stems_request *request;
    struct synth *synth;
    struct synth_block block;
    float gains[SCORE_MOST_PARTS];
    struct reverb *reverb;
    struct effects *effects;
    struct biquad bus_high_pass, send_high_pass;
    struct wav files[SCORE_MOST_PARTS];
    float bus[SOUND_CHUNK_FRAMES * 2];
    float send[SYNTH_BLOCK_FRAMES * 2];
};

static float *interleave(const struct synth_block *block, int channel, float gain,
                         float stereo[SYNTH_BLOCK_FRAMES * 2])
{
    const float *left = block->planes[channel][0], *right = block->planes[channel][1];
    for (int i = 0; i < SYNTH_BLOCK_FRAMES; i++) {
        stereo[2 * i] = left[i] * gain;
        stereo[2 * i + 1] = right[i] * gain;
    }
    return stereo;
}

/* The level of each part in the table of the score is met by number; the sum of all lands near the level that the
 * effects are made for. */
static void set_gains(struct stems *stems, struct loudness *const meters[])
{
    const struct score *score = stems->request->score;
    double power = 0;
    for (size_t i = 0; i < score->part_count; i++)
        power += pow(10, score->parts[i].level_lu / 10);
    double reference = EFFECTS_BUS_LUFS - (power > 0 ? 10 * log10(power) : 0);
    for (size_t i = 0; i < score->part_count; i++) {
        const struct score_part *part = &score->parts[i];
        double measured = loudness_lufs(meters[i]);
        double gain_db = reference + part->level_lu - measured;
        /* A part that cannot be measured is one that is hardly heard: leave it as it is. */
        if (measured <= LOUDNESS_SILENCE_LUFS)
            gain_db = 0;
        gain_db = loudness_clamp(gain_db, -MOST_CORRECTION_DB, MOST_CORRECTION_DB);
        stems->gains[i] = (float)pow(10, gain_db / 20);
        trace(TRACE_ENGINE, "part %zu \"%s\": %.1f LUFS, gain %+.1f dB", i, part->name, measured,
              gain_db);
    }
}

static void calibrate(struct stems *stems)
{
    const struct score *score = stems->request->score;
    struct loudness *meters[SCORE_MOST_PARTS];
    struct biquad filters[SCORE_MOST_PARTS];
    struct score_events list = {NULL, 0};
    for (size_t i = 0; i < score->part_count; i++) {
        meters[i] = loudness_new();
        biquad_init_high_pass(&filters[i], RUMBLE_HERTZ, 0.7071);
        if (score->parts[i].note_count > 0)
            score_events_add_densest(&list, score, i, CALIBRATION_NOTES_FRAMES);
    }
    score_events_sort(&list);
    size_t next = 0;
    for (int64_t at = 0; at < CALIBRATION_FRAMES; at += SYNTH_BLOCK_FRAMES) {
        while (next < list.count && list.events[next].frame < at + SYNTH_BLOCK_FRAMES)
            synth_send(stems->synth, &list.events[next++]);
        synth_render_block(stems->synth, &stems->block);
        for (size_t i = 0; i < score->part_count; i++) {
            float stereo[SYNTH_BLOCK_FRAMES * 2];
            interleave(&stems->block, score->parts[i].channel & 15, 1, stereo);
            biquad_run(&filters[i], stereo, SYNTH_BLOCK_FRAMES);
            loudness_add(meters[i], stereo, SYNTH_BLOCK_FRAMES);
        }
    }
    set_gains(stems, meters);
    for (size_t i = 0; i < score->part_count; i++)
        loudness_free(meters[i]);
    score_events_release(&list);
    synth_silence(stems->synth);
}

/* One block of the synthesiser, with the parts at their levels and the room, onto `bus`. */
static void render_block(struct stems *stems, float *bus)
{
    const struct score *score = stems->request->score;
    float stereo[SYNTH_BLOCK_FRAMES * 2];
    synth_render_block(stems->synth, &stems->block);
    memset(bus, 0, sizeof stereo);
    memset(stems->send, 0, sizeof stems->send);
    for (size_t i = 0; i < score->part_count; i++) {
        const struct score_part *part = &score->parts[i];
        float send = (float)loudness_clamp(part->reverb_send, 0, 1);
        interleave(&stems->block, part->channel & 15, stems->gains[i], stereo);
        for (int j = 0; j < SYNTH_BLOCK_FRAMES * 2; j++) {
            bus[j] += stereo[j];
            stems->send[j] += stereo[j] * send;
        }
        wav_write(&stems->files[i], stereo, SYNTH_BLOCK_FRAMES);
    }
    biquad_run(&stems->bus_high_pass, bus, SYNTH_BLOCK_FRAMES);
    biquad_run(&stems->send_high_pass, stems->send, SYNTH_BLOCK_FRAMES);
    reverb_run(stems->reverb, stems->send, bus, SYNTH_BLOCK_FRAMES);
    effects_run(stems->effects, bus, SYNTH_BLOCK_FRAMES);
}

static bool is_kick(const struct synth_event *event)
{
    return event->kind == SYNTH_NOTE_ON && event->channel == SCORE_DRUM_CHANNEL &&
           (event->number == KEY_KICK || event->number == KEY_KICK_OLD);
}

static enum bgm_status render(struct stems *stems, const struct score_events *list,
                              struct spool *bus, struct bgm_error *err)
{
    const struct stems_request *request = stems->request;
    const struct score *score = request->score;
    int64_t ring_ms = score->end_ms - score->last_chord_ms;
    int64_t ending = sound_frames_of_ms(ring_ms < 0                ? 0
                                        : ring_ms < MOST_ENDING_MS ? ring_ms
                                                                   : MOST_ENDING_MS);
    size_t next = 0;
    for (int64_t at = 0; at < request->frames; at += SOUND_CHUNK_FRAMES) {
        int64_t left = request->frames - at;
        size_t frames = left < SOUND_CHUNK_FRAMES ? (size_t)left : SOUND_CHUNK_FRAMES;
        for (size_t done = 0; done < frames; done += SYNTH_BLOCK_FRAMES) {
            int64_t due = at + (int64_t)done + SYNTH_BLOCK_FRAMES / 2; /* to the nearest edge */
            for (; next < list->count && list->events[next].frame < due; next++) {
                synth_send(stems->synth, &list->events[next]);
                if (is_kick(&list->events[next]))
                    effects_kick(stems->effects);
            }
            render_block(stems, stems->bus + 2 * done);
        }
        fade_ending(stems->bus, frames, at, request->frames, ending);
        enum bgm_status status = spool_write(bus, at, stems->bus, frames, err);
        if (status != BGM_OK)
            return status;
        if (request->progress != NULL &&
            request->progress(request->context, (double)at / (double)request->frames))
            return bgm_fail(err, BGM_INTERRUPTED, "interrupted");
    }
    return BGM_OK;
}

static enum bgm_status open_files(struct stems *stems, struct bgm_error *err)
{
    enum bgm_status status = BGM_OK;
    const struct score *score = stems->request->score;
    if (stems->request->stems_folder == NULL)
        return BGM_OK;
    for (size_t i = 0; i < score->part_count && status == BGM_OK; i++) {
        char name[32];
        snprintf(name, sizeof name, "part-%02zu", i);
        status = wav_open(&stems->files[i], stems->request->stems_folder, name, err);
    }
    return status;
}

enum bgm_status stems_render(const struct stems_request *request, struct spool *bus,
                             struct bgm_error *err)
{
    const struct score *score = request->score;
    struct stems *stems = xcalloc(1, sizeof *stems);
    struct score_events list = {NULL, 0};
    bool hall = score->effects == SCORE_EFFECTS_HALL;
    stems->request = request;
    stems->reverb = reverb_new(score->reverb_t60_s, hall ? 30 : 15);
    stems->effects = effects_new(score->effects);
    biquad_init_high_pass(&stems->bus_high_pass, RUMBLE_HERTZ, 0.7071);
    biquad_init_high_pass(&stems->send_high_pass, 120, 0.7071); /* bass in a room is mud */

    enum bgm_status status = synth_new(request->soundfont_path, &stems->synth, err);
    if (status == BGM_OK)
        status = open_files(stems, err);
    if (status != BGM_OK)
        goto out;
    for (size_t i = 0; i < score->part_count; i++)
        synth_program(stems->synth, score->parts[i].channel & 15, score->parts[i].program & 127);
    calibrate(stems);
    score_events_init(&list, score);
    status = render(stems, &list, bus, err);

out:
    for (size_t i = 0; i < score->part_count; i++) {
        enum bgm_status closed = wav_close(&stems->files[i], status == BGM_OK ? err : NULL);
        status = status == BGM_OK ? closed : status;
    }
    score_events_release(&list);
    synth_free(stems->synth);
    effects_free(stems->effects);
    reverb_free(stems->reverb);
    free(stems);
    return status;
}
