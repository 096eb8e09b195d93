/* Renders and levels a group of parts. */
#include "part_group.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "biquad.h"
#include "effects.h"
#include "loudness.h"
#include "mix_rows.h"

/* Calibration: the notes of 4 s, and what they ring on for. */
enum {
    CALIBRATION_NOTES_FRAMES = 4 * SOUND_RATE,
    CALIBRATION_FRAMES = CALIBRATION_NOTES_FRAMES + SOUND_RATE / 4,
};

#define MOST_CORRECTION_DB 30.0
#define MONO               0.985 /* sides that are this much alike */

/* Sums of squares and of products. */
struct sides {
    double left, right, both;
};

static bool has_part(const struct part_group *group, size_t part)
{
    return (group->parts >> part & 1) != 0;
}

/* To the source that the event is for; else to FluidSynth. */
static void send_event(struct part_group *group, const struct synth_event *event)
{
    const struct score *score = group->request->score;
    for (size_t i = 0; i < score->part_count; i++)
        if (has_part(group, i) && part_source_send(&group->sources[i], event))
            return;
    synth_send(group->synth, event);
}

static double power_of(const struct sides *sides)
{
    return (sides->left + sides->right) / CALIBRATION_FRAMES;
}

/* Drums and bass are what a bus compressor and a soft curve are for. */
static bool is_pressed(const struct score_part *part)
{
    return part->role == SCORE_DRUMS || part->role == SCORE_BASS;
}

/* How much room of early reflections a part gets: one that is the same on both sides, wherever it stands. The tune less
 * than those around it; drums have places of their own, bass stays in the middle. */
static float early_share(const struct score_part *part, const struct sides *sides)
{
    if (is_pressed(part) || sides->both * sides->both < MONO * MONO * sides->left * sides->right)
        return 0;
    return part->role == SCORE_LEAD ? 0.6f : 1;
}

/* The level of each part in the score is met by number; the sum of all lands near the level that
 * the effects are made for. */
static void set_gain(struct part_group *group, size_t index, double measured_lufs, const struct sides *sides)
{
    const struct score *score = group->request->score;
    const struct score_part *part = &score->parts[index];
    double all = 0;
    for (size_t i = 0; i < score->part_count; i++)
        all += pow(10, score->parts[i].level_lu / 10);
    double gain_db = EFFECTS_BUS_LUFS - 10 * log10(all) + part->level_lu - measured_lufs;
    /* A part that cannot be measured is one that is hardly heard: leave it as it is. */
    if (measured_lufs <= LOUDNESS_SILENCE_LUFS)
        gain_db = 0;
    gain_db = loudness_clamp(gain_db, -MOST_CORRECTION_DB, MOST_CORRECTION_DB);
    if (is_pressed(part))
        glue_init(&group->glue[index], 10 * log10(power_of(sides) + 1e-12) + gain_db,
                  mix_row_find(score->style)->drive);
    group->gains[index] = (float)pow(10, gain_db / 20);
    trace(TRACE_ENGINE, "part %zu \"%s\": %.1f LUFS, gain %+.1f dB", index, part->name, measured_lufs, gain_db);
}

/* Plays the fullest seconds of all parts at once and measures each. */
static void calibrate(struct part_group *group)
{
    const struct score *score = group->request->score;
    struct loudness *meters[SCORE_MOST_PARTS] = {NULL};
    struct sides sides[SCORE_MOST_PARTS] = {{0, 0, 0}};
    struct score_events list = {NULL, 0};
    float stereo[SYNTH_BLOCK_FRAMES * 2], room[SYNTH_BLOCK_FRAMES * 2];
    for (size_t i = 0; i < score->part_count; i++) {
        if (!has_part(group, i))
            continue;
        meters[i] = loudness_new();
        if (score->parts[i].note_count > 0)
            score_events_add_densest(&list, score, i, CALIBRATION_NOTES_FRAMES);
    }
    score_events_sort(&list);
    size_t next = 0;
    for (int64_t at = 0; at < CALIBRATION_FRAMES; at += SYNTH_BLOCK_FRAMES) {
        while (next < list.count && list.events[next].frame < at + SYNTH_BLOCK_FRAMES)
            send_event(group, &list.events[next++]);
        synth_render_block(group->synth, &group->block);
        for (size_t i = 0; i < score->part_count; i++) {
            if (meters[i] == NULL)
                continue;
            /* BS.1770's own weighting takes the DC away. */
            part_source_render(&group->sources[i], &group->block, stereo, room);
            loudness_add(meters[i], stereo, SYNTH_BLOCK_FRAMES);
            for (int j = 0; j < SYNTH_BLOCK_FRAMES; j++) {
                sides[i].left += (double)stereo[2 * j] * stereo[2 * j];
                sides[i].right += (double)stereo[2 * j + 1] * stereo[2 * j + 1];
                sides[i].both += (double)stereo[2 * j] * stereo[2 * j + 1];
            }
        }
    }
    for (size_t i = 0; i < score->part_count; i++) {
        if (meters[i] != NULL)
            set_gain(group, i, loudness_lufs(meters[i]), &sides[i]);
        group->early_shares[i] = meters[i] != NULL ? early_share(&score->parts[i], &sides[i]) : 0;
        early_init(&group->early[i], (unsigned)i);
        loudness_free(meters[i]);
    }
    score_events_release(&list);
    synth_silence(group->synth);
    for (size_t i = 0; i < score->part_count; i++)
        part_source_silence(&group->sources[i]);
}

/* "FM electric piano" as "part-01-fm-electric-piano". */
static void name_stem(const struct score_part *part, size_t number, char *name, size_t size)
{
    int length = snprintf(name, size, "part-%02zu-", number);
    bool gap = true;
    for (const char *c = part->name; *c != '\0' && (size_t)length + 1 < size; c++) {
        bool plain = isalnum((unsigned char)*c) != 0;
        if (plain || !gap)
            name[length++] = plain ? (char)tolower((unsigned char)*c) : '-';
        gap = !plain;
    }
    while (length > 0 && name[length - 1] == '-')
        length--;
    name[length] = '\0';
}

static enum bgm_status open_files(struct part_group *group, struct bgm_error *err)
{
    static const float silence[2 * SYNTH_BLOCK_FRAMES];
    const struct stems_request *request = group->request;
    enum bgm_status status = BGM_OK;
    if (request->stems_folder == NULL)
        return BGM_OK;
    for (size_t i = 0; i < request->score->part_count && status == BGM_OK; i++) {
        char name[64];
        if (!has_part(group, i))
            continue;
        name_stem(&request->score->parts[i], i + 1, name, sizeof name);
        status = wav_open(&group->files[i], request->stems_folder, name, err);
        for (int64_t left = request->lead_frames; status == BGM_OK && left > 0; left -= SYNTH_BLOCK_FRAMES)
            wav_write(&group->files[i], silence, left < SYNTH_BLOCK_FRAMES ? (size_t)left : SYNTH_BLOCK_FRAMES);
    }
    return status;
}

enum bgm_status part_group_open(struct part_group *group, const struct stems_request *request, unsigned parts,
                                struct bgm_error *err)
{
    const struct score *score = request->score;
    memset(group, 0, sizeof *group);
    group->request = request;
    group->parts = parts;
    struct font_use *use = score_font_use(score, parts);
    enum bgm_status status = synth_new(request->soundfont_path, use, &group->synth, err);
    free(use);
    if (status == BGM_OK)
        status = open_files(group, err);
    if (status != BGM_OK)
        return status;
    for (size_t i = 0; i < score->part_count && status == BGM_OK; i++) {
        if (!has_part(group, i))
            continue;
        part_source_open(&group->sources[i], score, i);
        status = part_source_load(&group->sources[i], group->synth, err);
    }
    if (status != BGM_OK)
        return status;
    calibrate(group);
    const struct mix_row *row = mix_row_find(score->style);
    pump_init(&group->pump, row->pump_db, row->pump_ms);
    group->drive = (float)row->drive;
    group->kicks = score_kicks(score, &group->kick_count);
    score_events_init(&group->list, score, parts);
    return BGM_OK;
}

/* Drums and bass into a soft curve: at the level of the bus their peaks reach to where it bends. */
static void saturate(float drive, float *stereo)
{
    for (int j = 0; j < SYNTH_BLOCK_FRAMES * 2; j++) {
        float x = stereo[j] * drive * 3;
        x = x > 3 ? 3 : x < -3 ? -3 : x;
        stereo[j] = x * (27 + x * x) / (27 + 9 * x * x) / (drive * 3);
    }
}

static void render_block(struct part_group *group, float *dry, float *send)
{
    const struct score *score = group->request->score;
    float stereo[SYNTH_BLOCK_FRAMES * 2], room[SYNTH_BLOCK_FRAMES * 2], dips[SYNTH_BLOCK_FRAMES * 2];
    synth_render_block(group->synth, &group->block);
    pump_run(&group->pump, dips, SYNTH_BLOCK_FRAMES);
    for (int j = SYNTH_BLOCK_FRAMES - 1; j >= 0; j--)
        dips[2 * j] = dips[2 * j + 1] = dips[j];
    memset(dry, 0, sizeof stereo);
    memset(send, 0, sizeof stereo);
    for (size_t i = 0; i < score->part_count; i++) {
        const struct score_part *part = &score->parts[i];
        float gain = group->gains[i];
        if (!has_part(group, i))
            continue;
        part_source_render(&group->sources[i], &group->block, stereo, room);
        for (int j = 0; j < SYNTH_BLOCK_FRAMES * 2; j++) {
            stereo[j] *= gain;
            room[j] *= gain;
        }
        if (part->role != SCORE_DRUMS)
            for (int j = 0; j < SYNTH_BLOCK_FRAMES * 2; j++) {
                stereo[j] *= dips[j];
                room[j] *= dips[j];
            }
        if (group->drive > 0 && is_pressed(part)) {
            glue_run(&group->glue[i], stereo, SYNTH_BLOCK_FRAMES);
            saturate(group->drive, stereo);
        }
        if (group->early_shares[i] > 0)
            early_run(&group->early[i], stereo, group->early_shares[i]);
        for (int j = 0; j < SYNTH_BLOCK_FRAMES * 2; j++) {
            dry[j] += stereo[j];
            send[j] += room[j];
        }
        wav_write(&group->files[i], stereo, SYNTH_BLOCK_FRAMES);
    }
}

void part_group_render(struct part_group *group, int64_t at, size_t frames, struct group_chunk *chunk)
{
    for (size_t block = 0; block * SYNTH_BLOCK_FRAMES < frames; block++) {
        size_t place = block * SYNTH_BLOCK_FRAMES;
        int64_t due = at + (int64_t)place + SYNTH_BLOCK_FRAMES / 2; /* to the nearest edge */
        while (group->next < group->list.count && group->list.events[group->next].frame < due)
            send_event(group, &group->list.events[group->next++]);
        while (group->next_kick < group->kick_count && group->kicks[group->next_kick] < due) {
            pump_kick(&group->pump);
            group->next_kick++;
        }
        render_block(group, chunk->dry + 2 * place, chunk->send + 2 * place);
    }
}

enum bgm_status part_group_close(struct part_group *group, struct bgm_error *err)
{
    enum bgm_status status = BGM_OK;
    for (size_t i = 0; i < SCORE_MOST_PARTS; i++) {
        enum bgm_status closed = wav_close(&group->files[i], status == BGM_OK ? err : NULL);
        status = status == BGM_OK ? closed : status;
    }
    score_events_release(&group->list);
    for (size_t i = 0; i < SCORE_MOST_PARTS; i++)
        part_source_close(&group->sources[i]);
    free(group->kicks);
    group->kicks = NULL;
    synth_free(group->synth);
    group->synth = NULL;
    return status;
}
