/* Music by meaning: length, key, range, ending, difference between seeds, room for speech, for
 * every style. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/random.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/engine/composer/composer.h"
#include "bgmusic/engine/composer/midi_write.h"
#include "bgmusic/engine/composer/style_table.h"

static const int64_t lengths_ms[] = {500,   750,   1500,  3000,  5000,  8000,   12345, 15000,
                                     20000, 30000, 45000, 60000, 90001, 180000, 300000};
static const uint64_t seeds[] = {1, 7, 12345678901234567U};

#define GOLDEN_HASH UINT64_C(0x4403d7fa6257c021)

enum { LENGTHS = sizeof lengths_ms / sizeof *lengths_ms, SEEDS = sizeof seeds / sizeof *seeds };

static void compose(const struct music_brief *brief, struct score *score)
{
    struct bgm_error err = BGM_ERROR_INIT;
    if (music_compose(brief, score, &err) != BGM_OK)
        fail_msg("%s: %s", brief->style, err.message);
}

static void brief_for(struct music_brief *brief, const char *style, int64_t duration_ms,
                      uint64_t seed)
{
    music_brief_init(brief);
    snprintf(brief->style, sizeof brief->style, "%s", style);
    brief->duration_ms = duration_ms;
    brief->seed = seed;
}

static bool pitched(const struct score_part *part)
{
    return part->role != SCORE_DRUMS;
}

static const struct score_part *part_of(const struct score *score, enum score_role role)
{
    for (size_t i = 0; i < score->part_count; i++)
        if (score->parts[i].role == role)
            return &score->parts[i];
    return NULL;
}

static int64_t note_end_us(const struct score *score, const struct score_note *note)
{
    return score_ticks_to_us(score, note->start_ticks + note->length_ticks);
}

static void check_notes(const struct score *score, const struct score_part *part)
{
    static const struct {
        int low, high;
    } ranges[SCORE_ROLE_COUNT] = {
        [SCORE_KEYS] = {36, 84},    [SCORE_PAD] = {43, 84},   [SCORE_BASS] = {26, 55},
        [SCORE_GUITAR] = {40, 84},  [SCORE_ARP] = {48, 92},   [SCORE_LEAD] = {48, 96},
        [SCORE_COUNTER] = {48, 84}, [SCORE_DRUMS] = {27, 87}, [SCORE_PERCUSSION] = {33, 80},
    };
    int32_t ends[128] = {0};
    int32_t before = 0;
    assert_true(part->note_count > 0);
    for (size_t i = 0; i < part->note_count; i++) {
        const struct score_note *note = &part->notes[i];
        assert_in_range(note->key, ranges[part->role].low, ranges[part->role].high);
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

static unsigned scale_of(const struct score *score)
{
    const int *steps;
    size_t count = score_mode_steps(score->mode, &steps);
    unsigned mask = 0;
    for (size_t i = 0; i < count; i++)
        mask |= 1U << ((score->tonic + steps[i]) % 12);
    return mask;
}

/* Notes may come up to 20 ms before their chord. */
static unsigned chord_tones_at(const struct score *score, int32_t ticks)
{
    int32_t late = score_us_to_ticks(score, score_ticks_to_us(score, ticks) + 25000);
    unsigned tones = 0;
    for (size_t i = 0; i < score->chord_count && score->chords[i].at_ticks <= late; i++)
        tones = score->chords[i].tones;
    return tones;
}

static void check_key(const struct score *score)
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
static void check_ending(const struct score *score)
{
    const struct score_chord *last = &score->chords[score->chord_count - 1];
    assert_true(last->tones & (1U << score->tonic));
    int allowed_steps[] = {0, 2, 3, 4, 7, 10, 11};
    unsigned allowed = 0;
    for (size_t i = 0; i < sizeof allowed_steps / sizeof *allowed_steps; i++)
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

static int compare_ints(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void check_whole(const struct score *score)
{
    size_t count = 0;
    int64_t first_us = INT64_MAX;
    for (size_t p = 0; p < score->part_count; p++) {
        count += score->parts[p].note_count;
        int64_t us = score_ticks_to_us(score, score->parts[p].notes[0].start_ticks);
        first_us = us < first_us ? us : first_us;
        for (size_t q = 0; q < p; q++)
            assert_int_not_equal(score->parts[p].channel, score->parts[q].channel);
        assert_int_equal(score->parts[p].channel == SCORE_DRUM_CHANNEL,
                         score->parts[p].role == SCORE_DRUMS);
    }
    assert_true(first_us < 30000);
    /* Polyphony: ends (even) before starts (odd) at the same time. */
    int64_t *edges = xcalloc(2 * count, sizeof *edges);
    size_t n = 0;
    for (size_t p = 0; p < score->part_count; p++)
        for (size_t i = 0; i < score->parts[p].note_count; i++) {
            const struct score_note *note = &score->parts[p].notes[i];
            edges[n++] = (int64_t)note->start_ticks * 2 + 1;
            edges[n++] = (int64_t)(note->start_ticks + note->length_ticks) * 2;
        }
    qsort(edges, n, sizeof *edges, compare_ints);
    int sounding = 0, most = 0;
    for (size_t i = 0; i < n; i++) {
        sounding += edges[i] & 1 ? 1 : -1;
        most = sounding > most ? sounding : most;
    }
    free(edges);
    assert_true(most <= 64);
    assert_int_equal(sounding, 0);
    /* No silence before the end longer than a slow bar. */
    for (size_t s = 0; s < score->section_count; s++)
        assert_true(score->sections[s].end_ms > score->sections[s].start_ms);
    assert_int_equal(score->sections[0].start_ms, 0);
    assert_int_equal(score->sections[score->section_count - 1].end_ms, score->end_ms);
}

static void every_style_and_length_is_sound(void **state)
{
    (void)state;
    const char *style;
    for (size_t s = 0; (style = style_id_at(s)) != NULL; s++)
        for (int l = 0; l < LENGTHS; l++)
            for (int i = 0; i < SEEDS; i++) {
                struct music_brief brief;
                brief_for(&brief, style, lengths_ms[l], seeds[i]);
                struct score score;
                compose(&brief, &score);
                assert_int_equal(score.end_ms, lengths_ms[l]);
                assert_string_equal(score.style, style);
                assert_true(score.part_count > 0);
                for (size_t p = 0; p < score.part_count; p++)
                    check_notes(&score, &score.parts[p]);
                check_key(&score);
                check_ending(&score);
                check_whole(&score);
                score_release(&score);
            }
}

static char *midi_of(const struct music_brief *brief, size_t *length)
{
    struct score score;
    compose(brief, &score);
    struct buf out;
    buf_init(&out, 8 << 20);
    assert_true(midi_write(&score, &out));
    *length = out.length;
    score_release(&score);
    return buf_take(&out);
}

static void a_seed_gives_the_same_bytes(void **state)
{
    (void)state;
    const char *style;
    for (size_t s = 0; (style = style_id_at(s)) != NULL; s++) {
        struct music_brief brief;
        brief_for(&brief, style, 30000, 42);
        size_t first_length, second_length;
        char *first = midi_of(&brief, &first_length);
        char *second = midi_of(&brief, &second_length);
        assert_int_equal(first_length, second_length);
        assert_memory_equal(first, second, first_length);
        free(first);
        free(second);
    }
}

/* A note as one number: where in time (10 ms) and which key. */
static size_t note_set(const struct score *score, int64_t **set)
{
    size_t count = 0;
    for (size_t p = 0; p < score->part_count; p++)
        count += pitched(&score->parts[p]) ? score->parts[p].note_count : 0;
    *set = xcalloc(count + 1, sizeof **set);
    size_t n = 0;
    for (size_t p = 0; p < score->part_count; p++)
        for (size_t i = 0; pitched(&score->parts[p]) && i < score->parts[p].note_count; i++) {
            const struct score_note *note = &score->parts[p].notes[i];
            /* Sixteenths of the bar: another tempo or another hand alone is no difference. */
            int64_t place = (note->start_ticks + 60) / 120;
            (*set)[n++] = place * 128 + note->key;
        }
    qsort(*set, n, sizeof **set, compare_ints);
    return n;
}

static double alike(const struct score *a, const struct score *b)
{
    int64_t *x, *y;
    size_t x_count = note_set(a, &x), y_count = note_set(b, &y), common = 0;
    for (size_t i = 0, j = 0; i < x_count && j < y_count;) {
        if (x[i] == y[j]) {
            common++;
            i++;
            j++;
        } else if (x[i] < y[j]) {
            i++;
        } else {
            j++;
        }
    }
    free(x);
    free(y);
    return (double)common / (double)(x_count + y_count - common);
}

static void another_seed_gives_another_piece(void **state)
{
    (void)state;
    const char *style;
    for (size_t s = 0; (style = style_id_at(s)) != NULL; s++)
        for (uint64_t seed = 1; seed < 6; seed++) {
            struct music_brief brief;
            struct score one, other;
            brief_for(&brief, style, 30000, seed);
            compose(&brief, &one);
            brief.seed = seed + 1;
            compose(&brief, &other);
            double share = alike(&one, &other);
            if (share >= 0.6)
                fail_msg("%s: seeds %d and %d share %.2f", style, (int)seed, (int)seed + 1, share);
            score_release(&one);
            score_release(&other);
        }
}

/* Bars of eight are compared as sets of sixteenths and keys. */
static void no_eight_bars_come_twice(void **state)
{
    (void)state;
    const char *style;
    for (size_t s = 0; (style = style_id_at(s)) != NULL; s++) {
        struct music_brief brief;
        struct score score;
        brief_for(&brief, style, 180000, 3);
        compose(&brief, &score);
        enum { BLOCK = 8 * 16 };
        int64_t *set;
        size_t count = note_set(&score, &set);
        size_t blocks = (size_t)(set[count - 1] / 128 / BLOCK);
        for (size_t a = 0; a < blocks; a++)
            for (size_t b = a + 1; b < blocks; b++) {
                size_t i = 0, j = 0, same = 0, all = 0;
                while (i < count && set[i] / 128 < (int64_t)a * BLOCK)
                    i++;
                while (j < count && set[j] / 128 < (int64_t)b * BLOCK)
                    j++;
                int64_t shift = (int64_t)(b - a) * BLOCK * 128;
                for (; i < count && set[i] / 128 < (int64_t)(a + 1) * BLOCK; i++, all++) {
                    while (j < count && set[j] - shift < set[i])
                        j++;
                    same += j < count && set[j] - shift == set[i];
                }
                if (all > 0 && same == all)
                    fail_msg("%s: block %zu is block %zu again", style, b, a);
            }
        free(set);
        score_release(&score);
    }
}

static size_t starts_inside(const struct score *score, const struct music_span *spans, int count)
{
    size_t inside = 0;
    for (size_t p = 0; p < score->part_count; p++)
        for (size_t i = 0; i < score->parts[p].note_count; i++)
            for (int k = 0; k < count; k++) {
                int64_t us = score_ticks_to_us(score, score->parts[p].notes[i].start_ticks);
                inside += us >= spans[k].start_ms * 1000 && us < spans[k].end_ms * 1000;
            }
    return inside;
}

static void speech_silences_the_melody(void **state)
{
    (void)state;
    static const struct music_span speech[] = {{4000, 9500}, {12000, 13000}, {20000, 27000}};
    const char *style;
    size_t all_with = 0, all_without = 0;
    for (size_t s = 0; (style = style_id_at(s)) != NULL; s++) {
        struct music_brief brief;
        struct score with, without;
        brief_for(&brief, style, 40000, 5);
        compose(&brief, &without);
        brief.speech = speech;
        brief.speech_count = 3;
        compose(&brief, &with);
        size_t notes_with = starts_inside(&with, speech, 3);
        size_t notes_without = starts_inside(&without, speech, 3);
        for (size_t p = 0; p < with.part_count; p++) {
            const struct score_part *part = &with.parts[p];
            if (part->role != SCORE_LEAD && part->role != SCORE_COUNTER)
                continue;
            for (size_t i = 0; i < part->note_count; i++)
                for (int k = 0; k < 3; k++)
                    assert_false(score_ticks_to_us(&with, part->notes[i].start_ticks) <
                                     speech[k].end_ms * 1000 &&
                                 note_end_us(&with, &part->notes[i]) > speech[k].start_ms * 1000);
        }
        if (notes_with > notes_without)
            fail_msg("%s: %zu notes under speech, %zu without it", style, notes_with,
                     notes_without);
        all_with += notes_with;
        all_without += notes_without;
        score_release(&with);
        score_release(&without);
    }
    assert_true(all_with * 100 < all_without * 85);
}

static void the_melody_rests_in_half_of_the_bars(void **state)
{
    (void)state;
    const char *style;
    for (size_t s = 0; (style = style_id_at(s)) != NULL; s++) {
        struct music_brief brief;
        struct score score;
        brief_for(&brief, style, 60000, 9);
        compose(&brief, &score);
        const struct score_part *lead = part_of(&score, SCORE_LEAD);
        assert_non_null(lead);
        bool sung[400] = {false};
        int bars = (int)(score_us_to_ticks(&score, score.last_chord_ms * 1000) / 1920);
        int count = 0;
        for (size_t i = 0; i < lead->note_count; i++) {
            int bar = (lead->notes[i].start_ticks + 40) / 1920;
            if (bar < bars && bar < 400 && !sung[bar]) {
                sung[bar] = true;
                count++;
            }
        }
        assert_true(count > 0);
        /* A bar of two beats shifts the count by one. */
        assert_true(count * 2 <= bars + 2);
        score_release(&score);
    }
}

static void parts_can_be_left_out_and_asked_for(void **state)
{
    (void)state;
    const char *style;
    for (size_t s = 0; (style = style_id_at(s)) != NULL; s++)
        for (int role = 0; role < SCORE_ROLE_COUNT; role++) {
            struct music_brief brief;
            struct score all, less, more;
            brief_for(&brief, style, 30000, 11);
            compose(&brief, &all);
            brief.without_roles = 1U << role;
            compose(&brief, &less);
            assert_null(part_of(&less, (enum score_role)role));
            /* The other parts play what they played. */
            for (size_t p = 0; p < less.part_count; p++) {
                const struct score_part *mine = &less.parts[p];
                if (mine->role != SCORE_LEAD && mine->role != SCORE_BASS)
                    continue;
                const struct score_part *before = part_of(&all, mine->role);
                assert_non_null(before);
                assert_int_equal(before->note_count, mine->note_count);
                assert_memory_equal(before->notes, mine->notes,
                                    mine->note_count * sizeof *mine->notes);
            }
            brief.without_roles = 0;
            brief.with_roles = 1U << role;
            compose(&brief, &more);
            assert_non_null(part_of(&more, (enum score_role)role));
            score_release(&all);
            score_release(&less);
            score_release(&more);
        }
}

static void wishes_are_kept(void **state)
{
    (void)state;
    struct music_brief brief;
    struct score score;
    for (int bpm = 60; bpm <= 180; bpm += 7)
        for (int64_t length = 4000; length < 70000; length += 9173) {
            brief_for(&brief, "pop", length, 3);
            brief.bpm = bpm;
            brief.tonic = 2;
            brief.mode = SCORE_DORIAN;
            brief.programs[SCORE_LEAD] = 56;
            compose(&brief, &score);
            assert_true(score.bpm > bpm * 0.959 && score.bpm < bpm * 1.043);
            assert_int_equal(score.tonic, 2);
            assert_int_equal(score.mode, SCORE_DORIAN);
            const struct score_part *lead = part_of(&score, SCORE_LEAD);
            if (lead != NULL)
                assert_int_equal(lead->program, 56);
            check_key(&score);
            check_ending(&score);
            score_release(&score);
        }
    brief_for(&brief, "lofi", 30000, 3);
    for (int mode = 0; mode < SCORE_MODE_COUNT; mode++) {
        brief.mode = mode;
        compose(&brief, &score);
        check_key(&score);
        check_ending(&score);
        score_release(&score);
    }
}

static double mean_velocity(const struct score *score)
{
    double sum = 0, count = 0;
    for (size_t p = 0; p < score->part_count; p++)
        for (size_t i = 0; i < score->parts[p].note_count; i++, count++)
            sum += score->parts[p].notes[i].velocity;
    return sum / count;
}

static void moods_move_the_cues(void **state)
{
    (void)state;
    struct music_brief brief;
    struct score low, high;
    brief_for(&brief, "lofi", 30000, 4);
    brief.energy = -0.8;
    brief.valence = -0.8;
    compose(&brief, &low);
    brief.energy = 0.8;
    brief.valence = 0.8;
    compose(&brief, &high);
    assert_true(high.bpm > low.bpm * 1.08);
    assert_true(mean_velocity(&high) > mean_velocity(&low) + 5);
    const int *steps;
    score_mode_steps(low.mode, &steps);
    assert_int_equal(steps[2], 3);
    score_mode_steps(high.mode, &steps);
    assert_int_equal(steps[2], 4);
    score_release(&low);
    score_release(&high);
    brief_for(&brief, "happy", 30000, 4);
    compose(&brief, &low);
    brief.tempo_factor = 1.25;
    compose(&brief, &high);
    assert_true(high.bpm > low.bpm * 1.15 && high.bpm < low.bpm * 1.35);
    score_release(&low);
    score_release(&high);
}

static void cuts_draw_beats(void **state)
{
    (void)state;
    static const struct music_cut cuts[] = {
        {2970, 1}, {7010, 0.5}, {11020, 1}, {17030, 0.8}, {23000, 1}};
    const char *styles[] = {"lofi", "pop", "cinematic", "electronic", "corporate"};
    int met = 0, met_blind = 0;
    for (size_t s = 0; s < 5; s++)
        for (int aware = 0; aware < 2; aware++) {
            struct music_brief brief;
            struct score score;
            brief_for(&brief, styles[s], 30000, 8);
            brief.cuts = cuts;
            brief.cut_count = aware ? 5 : 0;
            compose(&brief, &score);
            for (int c = 0; c < 5; c++) {
                int32_t ticks = score_us_to_ticks(&score, cuts[c].at_ms * 1000);
                int32_t beat = (ticks + 240) / 480 * 480;
                int64_t off = score_ticks_to_us(&score, beat) - cuts[c].at_ms * 1000;
                *(aware ? &met : &met_blind) += off <= 60000 && off >= -60000;
            }
            check_ending(&score);
            score_release(&score);
        }
    if (met < 12 || met * 2 < met_blind * 3)
        fail_msg("%d of 25 cuts on beats, %d by chance", met, met_blind);
}

static void bad_briefs_are_refused(void **state)
{
    (void)state;
    static const struct music_span crossed[] = {{5000, 9000}, {8000, 9500}};
    struct music_brief good;
    brief_for(&good, "lofi", 20000, 1);
    struct music_brief bad[12];
    for (size_t i = 0; i < 12; i++)
        bad[i] = good;
    bad[0].duration_ms = 499;
    bad[1].duration_ms = 3600001;
    bad[2].bpm = 39;
    bad[3].bpm = 1e300;
    bad[4].tonic = 12;
    bad[5].mode = SCORE_MODE_COUNT;
    bad[6].energy = 1.5;
    bad[7].valence = __builtin_nan("");
    bad[8].tempo_factor = 0;
    bad[9].programs[2] = 128;
    bad[10].without_roles = (1U << SCORE_ROLE_COUNT) - 1;
    bad[11].speech = crossed;
    bad[11].speech_count = 2;
    for (size_t i = 0; i < 12; i++) {
        struct score score;
        struct bgm_error err = BGM_ERROR_INIT;
        assert_int_equal(music_compose(&bad[i], &score, &err), BGM_USAGE);
        assert_true(err.message[0] != '\0');
        score_release(&score);
    }
    struct score score;
    brief_for(&good, "no such style", 20000, 1);
    compose(&good, &score);
    assert_string_equal(score.style, "lofi");
    score_release(&score);
}

/* Wishes, speech and cuts by chance, all at once. */
static void any_brief_is_sound(void **state)
{
    (void)state;
    struct prng prng;
    prng_init(&prng, 2024);
    size_t styles = 0;
    while (style_id_at(styles) != NULL)
        styles++;
    for (int round = 0; round < 400; round++) {
        struct music_brief brief;
        const char *style = style_id_at((size_t)prng_between(&prng, 0, (int)styles - 1));
        brief_for(&brief, style, prng_between(&prng, 500, 100000), prng_next(&prng));
        struct music_span speech[20];
        struct music_cut cuts[40];
        int64_t at = 0;
        for (int i = 0; i < 20; i++) {
            speech[i].start_ms = at += prng_between(&prng, 0, 6000);
            speech[i].end_ms = at += prng_between(&prng, 0, 9000);
        }
        at = 0;
        for (int i = 0; i < 40; i++) {
            cuts[i].at_ms = at += prng_between(&prng, 0, 5000);
            cuts[i].strength = prng_unit(&prng);
        }
        brief.speech = speech;
        brief.speech_count = (size_t)prng_between(&prng, 0, 20);
        brief.cuts = cuts;
        brief.cut_count = (size_t)prng_between(&prng, 0, 40);
        brief.bpm = prng_between(&prng, 0, 2) == 0 ? prng_between(&prng, 40, 220) : 0;
        brief.tonic = prng_between(&prng, -1, 11);
        brief.mode = prng_between(&prng, -1, SCORE_MODE_COUNT - 1);
        brief.tempo_factor = 0.5 + prng_unit(&prng) * 1.5;
        brief.energy = prng_unit(&prng) * 2 - 1;
        brief.valence = prng_unit(&prng) * 2 - 1;
        brief.without_roles = (unsigned)prng_next(&prng) & (unsigned)prng_next(&prng) & 0x1ff;
        brief.with_roles = (unsigned)prng_next(&prng) & 0x1ff;
        for (int i = 0; i < SCORE_ROLE_COUNT; i++)
            brief.programs[i] = prng_between(&prng, 0, 3) == 0 ? prng_between(&prng, 0, 127) : -1;
        struct score score;
        enum bgm_status status = music_compose(&brief, &score, NULL);
        if (status != BGM_OK) {
            /* Only when everything was left out. */
            assert_int_equal(brief.without_roles & 0x3f, 0x3f);
            continue;
        }
        assert_int_equal(score.end_ms, brief.duration_ms);
        for (size_t p = 0; p < score.part_count; p++) {
            check_notes(&score, &score.parts[p]);
            assert_false(brief.without_roles & (1U << score.parts[p].role));
        }
        if (score.part_count > 0)
            check_key(&score);
        score_release(&score);
    }
}

/* The bytes are a promise over machines and compilers: this number changes only when the music is
 * meant to change, and is then copied from the failure's message. */
static void the_bytes_are_the_same_everywhere(void **state)
{
    (void)state;
    uint64_t hash = TEXT_HASH_INIT;
    const char *style;
    for (size_t s = 0; (style = style_id_at(s)) != NULL; s++) {
        struct music_brief brief;
        brief_for(&brief, style, 45000, 2026);
        brief.energy = 0.3;
        size_t length;
        char *bytes = midi_of(&brief, &length);
        hash = text_hash(bytes, length, hash);
        free(bytes);
    }
    if (hash != GOLDEN_HASH)
        fail_msg("the hash is now 0x%016llx", (unsigned long long)hash);
}

static void an_hour_is_quick(void **state)
{
    (void)state;
    struct music_brief brief;
    struct score score;
    brief_for(&brief, "electronic", MUSIC_MOST_MS, 2);
    compose(&brief, &score);
    assert_int_equal(score.end_ms, MUSIC_MOST_MS);
    for (size_t p = 0; p < score.part_count; p++)
        check_notes(&score, &score.parts[p]);
    struct buf out;
    buf_init(&out, 8 << 20);
    assert_true(midi_write(&score, &out));
    buf_release(&out);
    /* A ceiling is kept. */
    buf_init(&out, 1000);
    assert_false(midi_write(&score, &out));
    buf_release(&out);
    score_release(&score);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_style_and_length_is_sound),
        cmocka_unit_test(a_seed_gives_the_same_bytes),
        cmocka_unit_test(another_seed_gives_another_piece),
        cmocka_unit_test(no_eight_bars_come_twice),
        cmocka_unit_test(speech_silences_the_melody),
        cmocka_unit_test(the_melody_rests_in_half_of_the_bars),
        cmocka_unit_test(parts_can_be_left_out_and_asked_for),
        cmocka_unit_test(wishes_are_kept),
        cmocka_unit_test(moods_move_the_cues),
        cmocka_unit_test(cuts_draw_beats),
        cmocka_unit_test(bad_briefs_are_refused),
        cmocka_unit_test(any_brief_is_sound),
        cmocka_unit_test(the_bytes_are_the_same_everywhere),
        cmocka_unit_test(an_hour_is_quick),
    };
    return cmocka_run_group_tests_name("composer", tests, NULL, NULL);
}
