/* Every piece is sound: length, range, key, polyphony and ending, for every style and for any brief. */
#include "composer_fixtures.h"

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/random.h"
#include "bgmusic/base/xalloc.h"
#include "midi_write.h"
#include "style_table.h"

static const int64_t lengths_ms[] = {500,   750,   1500,  3000,  5000,  8000,   12345, 15000,
                                     20000, 30000, 45000, 60000, 90001, 180000, 300000};
static const uint64_t seeds[] = {1, 7, 12345678901234567U};

enum { LENGTHS = COUNT(lengths_ms), SEEDS = COUNT(seeds) };

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
        assert_int_equal(score->parts[p].channel == SCORE_DRUM_CHANNEL, score->parts[p].role == SCORE_DRUMS);
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
            for (int i = 0; i < (lengths_ms[l] > 60000 ? 1 : SEEDS); i++) {
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
    for (int round = 0; round < 150; round++) {
        struct music_brief brief;
        const char *style = style_id_at((size_t)prng_between(&prng, 0, (int)styles - 1));
        /* One after the other: in a call each compiler has an order of its own. */
        int length_ms = prng_between(&prng, 500, 100000);
        brief_for(&brief, style, length_ms, prng_next(&prng));
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
            check_part(&score, &score.parts[p], brief.programs[score.parts[p].role] < 0);
            assert_false(brief.without_roles & (1U << score.parts[p].role));
        }
        if (score.part_count > 0)
            check_key(&score);
        score_release(&score);
    }
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
        cmocka_unit_test(bad_briefs_are_refused),
        cmocka_unit_test(any_brief_is_sound),
        cmocka_unit_test(an_hour_is_quick),
    };
    return cmocka_run_group_tests_name("composer", tests, NULL, NULL);
}
