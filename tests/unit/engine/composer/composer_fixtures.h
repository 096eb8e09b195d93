/* What the tests of the composer share: briefs, pieces, and the checks that hold for every piece. */
#ifndef BGMUSIC_TESTS_COMPOSER_FIXTURES_H
#define BGMUSIC_TESTS_COMPOSER_FIXTURES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "composer.h"
#include "bgmusic/base/count.h"

static inline void compose(const struct music_brief *brief, struct score *score)
{
    struct bgm_error err = BGM_ERROR_INIT;
    if (music_compose(brief, score, &err) != BGM_OK)
        fail_msg("%s: %s", brief->style, err.message);
}

static inline void brief_for(struct music_brief *brief, const char *style, int64_t duration_ms, uint64_t seed)
{
    music_brief_init(brief);
    snprintf(brief->style, sizeof brief->style, "%s", style);
    brief->duration_ms = duration_ms;
    brief->seed = seed;
}

static inline bool pitched(const struct score_part *part)
{
    return part->role != SCORE_DRUMS;
}

static inline const struct score_part *part_of(const struct score *score, enum score_role role)
{
    for (size_t i = 0; i < score->part_count; i++)
        if (score->parts[i].role == role)
            return &score->parts[i];
    return NULL;
}

static inline int64_t note_end_us(const struct score *score, const struct score_note *note)
{
    return score_ticks_to_us(score, note->start_ticks + note->length_ticks);
}

/* `usual`: in the register of the role, which an instrument that the brief asks for may not have. */
static inline void check_part(const struct score *score, const struct score_part *part, bool usual)
{
    static const struct {
        int low, high;
    } ranges[SCORE_ROLE_COUNT] = {
        [SCORE_KEYS] = {36, 84},    [SCORE_PAD] = {43, 84},   [SCORE_BASS] = {26, 55},
        [SCORE_GUITAR] = {40, 84},  [SCORE_ARP] = {36, 96},   [SCORE_LEAD] = {48, 96},
        [SCORE_COUNTER] = {41, 94}, [SCORE_DRUMS] = {27, 87}, [SCORE_PERCUSSION] = {33, 80},
    };
    int32_t ends[128] = {0};
    int32_t before = 0;
    assert_true(part->note_count > 0);
    for (size_t i = 0; i < part->note_count; i++) {
        const struct score_note *note = &part->notes[i];
        if (usual && (note->key < ranges[part->role].low || note->key > ranges[part->role].high))
            fail_msg("%s: key %d of %s", score->style, note->key, part->name);
        assert_in_range(note->velocity, 1, 127);
        assert_true(note->length_ticks > 0);
        assert_true(note->start_ticks >= before);
        before = note->start_ticks;
        /* The same key is never struck while it sounds. */
        assert_true(note->start_ticks >= ends[note->key]);
        ends[note->key] = note->start_ticks + note->length_ticks;
        assert_true(note_end_us(score, note) <= score->end_ms * 1000);
    }
    before = 0;
    for (size_t i = 0; i < part->control_count; i++) {
        assert_true(part->controls[i].at_ticks >= before);
        assert_true(score_ticks_to_us(score, part->controls[i].at_ticks) <= score->end_ms * 1000);
        before = part->controls[i].at_ticks;
    }
}

static inline void check_notes(const struct score *score, const struct score_part *part)
{
    check_part(score, part, true);
}

static inline unsigned scale_of(const struct score *score)
{
    const int *steps;
    size_t count = score_mode_steps(score->mode, &steps);
    unsigned mask = 0;
    for (size_t i = 0; i < count; i++)
        mask |= 1U << ((score->tonic + steps[i]) % 12);
    return mask;
}

/* Notes may come up to 20 ms before their chord. */
static inline unsigned chord_tones_at(const struct score *score, int32_t ticks)
{
    int32_t late = score_us_to_ticks(score, score_ticks_to_us(score, ticks) + 25000);
    unsigned tones = 0;
    for (size_t i = 0; i < score->chord_count && score->chords[i].at_ticks <= late; i++)
        tones = score->chords[i].tones;
    return tones;
}

static inline void check_key(const struct score *score)
{
    size_t inside = 0, all = 0;
    for (size_t p = 0; p < score->part_count; p++)
        for (size_t i = 0; pitched(&score->parts[p]) && i < score->parts[p].note_count; i++) {
            const struct score_note *note = &score->parts[p].notes[i];
            unsigned allowed = scale_of(score) | chord_tones_at(score, note->start_ticks);
            inside += (allowed >> (note->key % 12)) & 1;
            all++;
        }
    if (inside * 100 < all * 97)
        fail_msg("%s: %zu of %zu notes are in the key", score->style, inside, all);
}

/* What sounds from the closing chord on: the triad of the tonic, its seventh and ninth. */
static inline void check_ending(const struct score *score)
{
    const struct score_chord *last = &score->chords[score->chord_count - 1];
    assert_true(last->tones & (1U << score->tonic));
    int allowed_steps[] = {0, 2, 3, 4, 7, 10, 11};
    unsigned allowed = 0;
    for (size_t i = 0; i < COUNT(allowed_steps); i++)
        allowed |= 1U << ((score->tonic + allowed_steps[i]) % 12);
    assert_false(last->tones & ~allowed);
    size_t heard = 0;
    for (size_t p = 0; p < score->part_count; p++)
        for (size_t i = 0; i < score->parts[p].note_count; i++) {
            const struct score_note *note = &score->parts[p].notes[i];
            if (note->start_ticks < last->at_ticks)
                continue;
            heard++;
            if (pitched(&score->parts[p]))
                assert_true((last->tones >> (note->key % 12)) & 1);
        }
    assert_true(heard > 0);
    int64_t at_ms = (score_ticks_to_us(score, last->at_ticks) + 500) / 1000;
    assert_int_equal(at_ms, score->last_chord_ms);
    int64_t ring_ms = score->end_ms - score->last_chord_ms;
    assert_true(ring_ms >= 180 && ring_ms < 7000);
}

static inline int compare_ints(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

#endif
