/* The craft: three-four time, the bass with the kick drum, risers, pads on both sides, chords in other lights,
 * registers. */
#include "composer_fixtures.h"

#include "style_table.h"
#include "bgmusic/base/count.h"

static void a_waltz_goes_by_threes(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed < 6; seed++)
        for (int64_t ms = 4000; ms < 100000; ms += 13131) {
            struct music_brief brief;
            struct score score;
            brief_for(&brief, "waltz", ms, seed);
            compose(&brief, &score);
            assert_int_equal(score.bar_beats, 3);
            /* The closing chord stands on a downbeat, chords change on downbeats. */
            for (size_t i = 0; i < score.chord_count; i++)
                assert_int_equal(score.chords[i].at_ticks % (3 * SCORE_TICKS_PER_QUARTER), 0);
            const struct score_part *keys = part_of(&score, SCORE_KEYS);
            size_t on_one = 0, others = 0;
            for (size_t i = 0; keys != NULL && i < keys->note_count; i++) {
                int beat = (keys->notes[i].start_ticks + 60) / 480 % 3;
                *(beat == 0 ? &on_one : &others) += 1;
            }
            assert_true(on_one <= 8 && (others > 0 || ms < 6000));
            check_ending(&score);
            score_release(&score);
        }
}

/* Where the foot falls the bass plays: its notes between the first beat and the step to the next chord. */
static void the_bass_goes_with_the_kick(void **state)
{
    (void)state;
    static const char *const styles[] = {"hiphop", "funk", "rnb", "lofi"};
    for (size_t s = 0; s < 4; s++) {
        size_t together = 0, all = 0;
        for (uint64_t seed = 1; seed < 5; seed++) {
            struct music_brief brief;
            struct score score;
            brief_for(&brief, styles[s], 60000, seed);
            compose(&brief, &score);
            const struct score_part *bass = part_of(&score, SCORE_BASS), *drums = part_of(&score, SCORE_DRUMS);
            for (size_t i = 0; i < bass->note_count; i++) {
                int place = (bass->notes[i].start_ticks + 50) / 120 % 16;
                bool kick = false, drummed = false;
                for (size_t k = 0; k < drums->note_count; k++) {
                    int32_t off = drums->notes[k].start_ticks - bass->notes[i].start_ticks;
                    drummed = drummed || (off > -960 && off < 960);
                    kick = kick || (drums->notes[k].key == 36 && off > -70 && off < 70);
                }
                if (place < 5 || place > 12 || !drummed)
                    continue;
                all++;
                together += kick;
            }
            score_release(&score);
        }
        if (together * 10 < all * 6)
            fail_msg("%s: %zu of %zu bass notes have a kick", styles[s], together, all);
    }
}

static void risers_end_where_sections_begin(void **state)
{
    (void)state;
    size_t risers = 0;
    for (uint64_t seed = 1; seed < 9; seed++) {
        struct music_brief brief;
        struct score score;
        brief_for(&brief, "pop", 75000, seed);
        compose(&brief, &score);
        for (size_t p = 0; p < score.part_count; p++) {
            const struct score_part *part = &score.parts[p];
            if (part->program != 119)
                continue;
            for (size_t i = 0; i < part->note_count; i++) {
                int64_t end_ms = note_end_us(&score, &part->notes[i]) / 1000, nearest = 100000;
                for (size_t s = 1; s < score.section_count; s++) {
                    int64_t off = score.sections[s].start_ms - end_ms;
                    off = off < 0 ? -off : off;
                    nearest = off < nearest ? off : nearest;
                }
                assert_true(nearest <= 30);
                risers++;
            }
        }
        score_release(&score);
        brief.without_roles = 1U << SCORE_DRUMS;
        compose(&brief, &score);
        for (size_t p = 0; p < score.part_count; p++)
            assert_int_not_equal(score.parts[p].program, 119);
        score_release(&score);
    }
    assert_true(risers >= 8);
}

static void pads_stand_on_both_sides(void **state)
{
    (void)state;
    struct music_brief brief;
    struct score score;
    brief_for(&brief, "ambient", 30000, 3);
    compose(&brief, &score);
    double pans = 0;
    int tunings = 0, pads = 0;
    for (size_t p = 0; p < score.part_count; p++) {
        const struct score_part *part = &score.parts[p];
        if (part->role != SCORE_PAD)
            continue;
        pans = pads++ % 2 == 0 ? part->pan : part->pan - pans;
        if (pads % 2 == 0)
            assert_true(pans > 1 && pans < 1.2);
        /* Registered parameter 1, then 6 cents up or down of 8192. */
        assert_true(part->control_count > 6);
        assert_int_equal(part->controls[0].controller, 101);
        assert_int_equal(part->controls[1].controller, 100);
        assert_int_equal(part->controls[1].value, 1);
        int value = part->controls[2].value << 7 | part->controls[3].value;
        tunings += value - 8192;
        assert_true(abs(value - 8192) > 400 && abs(value - 8192) < 600);
    }
    assert_true(pads >= 2 && pads % 2 == 0);
    assert_true(abs(tunings) <= 2);
    score_release(&score);
}

/* More chords than the progression has: added tones, suspensions, dominants of what follows. */
static void chords_come_in_other_lights(void **state)
{
    (void)state;
    static const char *const styles[] = {"pop", "lofi", "cinematic", "jazz", "acoustic", "funk"};
    for (size_t s = 0; s < 6; s++) {
        struct music_brief brief;
        struct score score;
        brief_for(&brief, styles[s], 120000, 6);
        compose(&brief, &score);
        size_t kinds = 0;
        for (size_t i = 0; i < score.chord_count; i++) {
            bool again = false;
            for (size_t k = 0; k < i; k++)
                again = again || strcmp(score.chords[k].name, score.chords[i].name) == 0;
            kinds += !again;
        }
        if (kinds < 7)
            fail_msg("%s: %zu kinds of chords in two minutes", styles[s], kinds);
        score_release(&score);
    }
}

/* An instrument that is asked for plays where it can. */
static void instruments_keep_their_range(void **state)
{
    (void)state;
    static const struct {
        enum score_role role;
        int program, low, high;
    } rows[] = {
        {SCORE_LEAD, 42, 36, 76},  {SCORE_LEAD, 9, 72, 108},    {SCORE_LEAD, 57, 34, 77},
        {SCORE_LEAD, 40, 55, 103}, {SCORE_KEYS, 8, 60, 108},    {SCORE_KEYS, 11, 53, 89},
        {SCORE_ARP, 12, 45, 96},   {SCORE_COUNTER, 68, 58, 91}, {SCORE_GUITAR, 105, 48, 84},
    };
    const char *style;
    for (size_t s = 0; (style = style_id_at(s)) != NULL; s++)
        for (size_t r = 0; r < COUNT(rows); r++) {
            struct music_brief brief;
            struct score score;
            brief_for(&brief, style, 20000, 2);
            brief.programs[rows[r].role] = rows[r].program;
            compose(&brief, &score);
            for (size_t p = 0; p < score.part_count; p++)
                for (size_t i = 0; score.parts[p].role == rows[r].role && i < score.parts[p].note_count; i++)
                    if (score.parts[p].notes[i].key < rows[r].low || score.parts[p].notes[i].key > rows[r].high)
                        fail_msg("%s: key %d of %s", style, score.parts[p].notes[i].key, score.parts[p].name);
            score_release(&score);
        }
}

/* Sections begin where the course turns; what is to be strong has the tune and the drums. */
static void the_course_is_followed(void **state)
{
    (void)state;
    static const struct music_point course[] = {{0, -0.8}, {20000, 0.8}, {45000, -0.7}};
    const char *style;
    for (size_t s = 0; (style = style_id_at(s)) != NULL; s++) {
        struct music_brief brief;
        struct score score;
        size_t quiet = 0, strong = 0;
        brief_for(&brief, style, 60000, 7);
        brief.course = course;
        brief.course_count = 3;
        compose(&brief, &score);
        for (size_t p = 0; p < score.part_count; p++)
            for (size_t i = 0; i < score.parts[p].note_count; i++) {
                int64_t ms = score_ticks_to_us(&score, score.parts[p].notes[i].start_ticks) / 1000;
                quiet += ms < 18000 ? score.parts[p].notes[i].velocity : 0;
                strong += ms >= 22000 && ms < 40000 ? score.parts[p].notes[i].velocity : 0;
            }
        if (quiet * 4 > strong * 3)
            fail_msg("%s: notes of %zu where it is quiet, of %zu where it is strong", style, quiet, strong);
        check_ending(&score);
        check_key(&score);
        score_release(&score);
    }
}

static unsigned tones_at(const struct score *score, int32_t ticks)
{
    unsigned tones = 0;
    for (size_t i = 0; i < score->chord_count; i++)
        if (score->chords[i].at_ticks <= ticks + 60)
            tones = score->chords[i].tones;
    return tones;
}

/* The keys of toms and cymbals are kettledrums in the orchestra's kit: in tune with the chord. Its bass drum is struck
 * on each beat, also below a fill, so that a trailer drives. */
static void the_orchestra_keeps_the_beat_in_tune(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed < 5; seed++) {
        struct music_brief brief;
        struct score score;
        brief_for(&brief, "trailer", 45000, seed);
        brief.energy = 0.6;
        compose(&brief, &score);
        const struct score_part *drums = part_of(&score, SCORE_DRUMS);
        assert_non_null(drums);
        assert_int_equal(drums->program, 48);
        size_t kettles = 0, crashes = 0, beats[4] = {0};
        for (size_t i = 0; i < drums->note_count; i++) {
            const struct score_note *note = &drums->notes[i];
            crashes += note->key == 57;
            int place = (note->start_ticks + 60) % 480;
            beats[(note->start_ticks + 60) / 480 % 4] += note->key == 36 && place < 120;
            if (note->key < 41 || note->key > 53)
                continue;
            kettles++;
            assert_true(tones_at(&score, note->start_ticks) >> note->key % 12 & 1);
        }
        assert_true(kettles > 4 && crashes > 0);
        for (int beat = 1; beat < 4; beat++)
            assert_true(beats[beat] + 2 >= beats[0]);
        score_release(&score);
    }
}

/* Two thirds of the style's tempo, one of the blend's. */
static void a_blend_changes_the_tempo(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed < 8; seed++) {
        struct music_brief brief;
        struct score score;
        brief_for(&brief, "cinematic", 30000, seed); /* 76 to 92 by itself, a trailer 132 to 146 */
        snprintf(brief.blend, sizeof brief.blend, "trailer");
        compose(&brief, &score);
        assert_true(score.bpm > 90 && score.bpm < 115);
        score_release(&score);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_waltz_goes_by_threes),          cmocka_unit_test(the_bass_goes_with_the_kick),
        cmocka_unit_test(risers_end_where_sections_begin), cmocka_unit_test(pads_stand_on_both_sides),
        cmocka_unit_test(chords_come_in_other_lights),     cmocka_unit_test(instruments_keep_their_range),
        cmocka_unit_test(the_course_is_followed),          cmocka_unit_test(the_orchestra_keeps_the_beat_in_tune),
        cmocka_unit_test(a_blend_changes_the_tempo),
    };
    return cmocka_run_group_tests_name("composer_craft", tests, NULL, NULL);
}
