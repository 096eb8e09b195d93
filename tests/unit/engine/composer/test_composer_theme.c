/* The tune: it comes back note for note, it breathes, it stays under another mood, it quotes nobody. */
#include "composer_fixtures.h"

#include "bgmusic/base/xalloc.h"
#include "style_table.h"
#include "theme.h"

enum { SIXTEENTH_TICKS = SCORE_TICKS_PER_QUARTER / 4 };

/* The tune of a section as places in sixteenths and keys; returns the count. */
static size_t tune_of(const struct score *score, const struct score_section *section, int bars, int64_t *places)
{
    const struct score_part *lead = part_of(score, SCORE_LEAD);
    int32_t start = score_us_to_ticks(score, section->start_ms * 1000);
    int32_t bar_ticks = score->bar_beats * SCORE_TICKS_PER_QUARTER;
    start = (start + bar_ticks / 2) / bar_ticks * bar_ticks;
    size_t count = 0;
    for (size_t i = 0; lead != NULL && i < lead->note_count; i++) {
        int32_t off = lead->notes[i].start_ticks - start + SIXTEENTH_TICKS / 2;
        if (off >= 0 && off < bars * bar_ticks)
            places[count++] = (int64_t)(off / SIXTEENTH_TICKS) * 128 + lead->notes[i].key;
    }
    qsort(places, count, sizeof *places, compare_ints);
    return count;
}

/* An A as long as the first one, in bars. */
static bool is_such_a(const struct score_section *section, int bars, double bar_ms)
{
    return strcmp(section->name, "A") == 0 &&
           (int)((double)(section->end_ms - section->start_ms) / bar_ms + 0.5) == bars;
}

static void a_comes_back_note_for_note(void **state)
{
    (void)state;
    const char *style;
    for (size_t s = 0; (style = style_id_at(s)) != NULL; s++) {
        struct music_brief brief;
        struct score score;
        brief_for(&brief, style, 120000, 3);
        compose(&brief, &score);
        double bar_ms = score.bar_beats * 60000 / score.bpm;
        int bars = 0;
        for (size_t i = 0; i < score.section_count && bars == 0; i++)
            if (strcmp(score.sections[i].name, "A") == 0)
                bars = (int)((double)(score.sections[i].end_ms - score.sections[i].start_ms) / bar_ms + 0.5);
        int64_t first[512], again[512];
        size_t first_count = 0, returns = 0;
        for (size_t i = 0; i < score.section_count; i++) {
            if (!is_such_a(&score.sections[i], bars, bar_ms))
                continue;
            size_t count = tune_of(&score, &score.sections[i], bars, first_count == 0 ? first : again);
            if (first_count == 0) {
                first_count = count;
                assert_true(count >= 6);
                continue;
            }
            returns++;
            size_t same = 0;
            for (size_t a = 0, b = 0; a < first_count && b < count;)
                if (first[a] == again[b])
                    same++, a++, b++;
                else if (first[a] < again[b])
                    a++;
                else
                    b++;
            /* A note of another colour of a chord, from the third A on. */
            if (same * 20 < first_count * 19)
                fail_msg("%s: %zu of %zu notes came back", style, same, first_count);
        }
        if (returns == 0)
            fail_msg("%s: A never came back", style);
        score_release(&score);
    }
}

/* The longest stretch without a rest of a beat, in quarters; the share of the tune's time that is silent. */
static double longest_phrase(const struct score_part *lead, double *silence)
{
    double longest = 0, sung = 0;
    size_t first = 0;
    for (size_t i = 0; i < lead->note_count; i++) {
        const struct score_note *note = &lead->notes[i];
        int32_t end = note->start_ticks + note->length_ticks;
        sung += note->length_ticks;
        double beats = (double)(end - lead->notes[first].start_ticks) / SCORE_TICKS_PER_QUARTER;
        longest = beats > longest ? beats : longest;
        if (i + 1 < lead->note_count && lead->notes[i + 1].start_ticks - end > SCORE_TICKS_PER_QUARTER * 19 / 20)
            first = i + 1;
    }
    const struct score_note *last = &lead->notes[lead->note_count - 1];
    *silence = 1 - sung / (double)(last->start_ticks + last->length_ticks - lead->notes[0].start_ticks);
    return longest;
}

static void the_tune_breathes(void **state)
{
    (void)state;
    const char *style;
    for (size_t s = 0; (style = style_id_at(s)) != NULL; s++) {
        struct music_brief brief;
        struct score score;
        brief_for(&brief, style, 90000, 9);
        compose(&brief, &score);
        const struct score_part *lead = part_of(&score, SCORE_LEAD);
        assert_non_null(lead);
        double silence, longest = longest_phrase(lead, &silence);
        if (longest < 5 || longest > 20 || silence < 0.2 || silence > 0.85)
            fail_msg("%s: phrases of up to %.1f beats, %.2f silent", style, longest, silence);
        score_release(&score);
    }
}

/* Where in the scale each note of the tune lies: degree 0-6 by the nearest step, so that a mode of the other kind gives
 * the same numbers. */
static size_t degrees_of(const struct score *score, int *degrees, size_t most)
{
    static const int by_interval[12] = {0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 6};
    const struct score_part *lead = part_of(score, SCORE_LEAD);
    size_t count = 0;
    for (size_t i = 0; i < lead->note_count && count < most; i++)
        degrees[count++] = by_interval[(lead->notes[i].key - score->tonic + 120) % 12];
    return count;
}

enum { HAND_TICKS = 40 }; /* what a hand is early or late, twice */

/* "Make it sad but keep the tune": note by note the same place in time and in the scale. A chord of the other mode may
 * lack a tone that the tune had on it (a borrowed chord of rock and folk); there alone a note takes the next one. */
static void another_mood_keeps_the_tune(void **state)
{
    (void)state;
    size_t all = 0, kept = 0;
    static const char *const styles[] = {"pop", "rock", "happy", "corporate", "folk", "travel", "inspiring", "piano"};
    for (size_t s = 0; s < sizeof styles / sizeof *styles; s++)
        for (uint64_t seed = 1; seed <= 8; seed++) {
            struct music_brief brief;
            struct score glad, sad;
            brief_for(&brief, styles[s], 30000, seed);
            brief.bpm = 100;
            brief.valence = 0.6;
            compose(&brief, &glad);
            brief.valence = -0.6;
            compose(&brief, &sad);
            assert_int_not_equal(glad.mode, sad.mode);
            int one[400], other[400];
            size_t count = degrees_of(&glad, one, 400), other_count = degrees_of(&sad, other, 400), same = 0;
            /* But for the closing note, which belongs to the cadence. */
            assert_int_equal(count, other_count);
            for (size_t i = 0; i + 1 < count; i++)
                same += one[i] == other[i] && abs(part_of(&glad, SCORE_LEAD)->notes[i].start_ticks -
                                                  part_of(&sad, SCORE_LEAD)->notes[i].start_ticks) <= HAND_TICKS;
            if (same * 20 < (count - 1) * 19)
                fail_msg("%s, seed %d: %zu of %zu notes kept their place", styles[s], (int)seed, same, count - 1);
            all += count - 1;
            kept += same;
            score_release(&glad);
            score_release(&sad);
        }
    if (kept * 1000 < all * 995)
        fail_msg("%zu of %zu notes kept their place", kept, all);
}

/* The same over known incipits, by a theme made of them. */
static void known_tunes_are_told(void **state)
{
    (void)state;
    assert_true(known_tune_count >= 30);
    for (size_t k = 0; k < known_tune_count; k++) {
        struct theme theme = {.bar_steps = 16};
        theme.notes[theme.count++].degree = 3;
        for (int i = 0; i < known_tunes[k].count; i++) {
            theme.notes[theme.count].degree = theme.notes[theme.count - 1].degree + known_tunes[k].steps[i];
            theme.count++;
        }
        if (!theme_quotes(&theme))
            fail_msg("\"%s\" is not told", known_tunes[k].name);
        theme.notes[4].degree += 2;
        theme.notes[9].degree += 2;
        if (theme.count <= 11)
            assert_false(theme_quotes(&theme));
    }
}

static void no_piece_quotes_a_known_tune(void **state)
{
    (void)state;
    const char *style;
    for (size_t s = 0; (style = style_id_at(s)) != NULL; s++)
        for (uint64_t seed = 1; seed <= 8; seed++) {
            struct music_brief brief;
            struct score score;
            brief_for(&brief, style, 40000, seed);
            compose(&brief, &score);
            struct theme tune = {.bar_steps = 16};
            int degrees[THEME_MOST_NOTES];
            const struct score_part *lead = part_of(&score, SCORE_LEAD);
            size_t count = lead == NULL ? 0 : degrees_of(&score, degrees, THEME_MOST_NOTES);
            /* Its first statement; what two sections make of their meeting is no tune. */
            int64_t end_us = 0;
            for (size_t i = 0; i < score.section_count && end_us == 0; i++)
                end_us = strcmp(score.sections[i].name, "A") == 0 ? score.sections[i].end_ms * 1000 - 50000 : 0;
            for (size_t i = 0; i < count && score_ticks_to_us(&score, lead->notes[i].start_ticks) < end_us; i++)
                tune.notes[tune.count++].degree = degrees[i] + 7 * ((lead->notes[i].key - score.tonic) / 12);
            if (theme_quotes(&tune))
                fail_msg("%s, seed %d runs into a tune that everybody knows", style, (int)seed);
            score_release(&score);
        }
}

/* By how many semitones, 0-11, the tune of a section lies over that of the first A; -1: it is another one. */
static int section_shift(const struct score *score, const struct score_part *lead, size_t section, size_t first)
{
    enum { COMPARED = 6 };
    int keys[2][COMPARED];
    const size_t sections[2] = {first, section};
    for (int which = 0; which < 2; which++) {
        const struct score_section *here = &score->sections[sections[which]];
        size_t count = 0;
        for (size_t i = 0; i < lead->note_count && count < COMPARED; i++) {
            int64_t ms = score_ticks_to_us(score, lead->notes[i].start_ticks) / 1000;
            if (ms >= here->start_ms - 40 && ms < here->end_ms)
                keys[which][count++] = lead->notes[i].key;
        }
        if (count < COMPARED)
            return -1;
    }
    int shift = (keys[1][0] - keys[0][0] + 120) % 12;
    for (int i = 1; i < COMPARED; i++)
        if ((keys[1][i] - keys[0][i] + 120) % 12 != shift)
            return -1;
    return shift;
}

/* Over three minutes a piece has movements of two to three minutes, every second one in the key of the fourth step, and
 * comes home in its last A; up to three minutes it stays in its key. */
static void long_pieces_have_movements(void **state)
{
    (void)state;
    static const char *const styles[] = {"pop", "rock", "folk", "corporate", "jazz", "electronic"};
    static const int64_t lengths_ms[] = {150000, 300000, 600000};
    int moved = 0, pieces = 0;
    for (size_t s = 0; s < sizeof styles / sizeof *styles; s++)
        for (size_t l = 0; l < sizeof lengths_ms / sizeof *lengths_ms; l++) {
            struct music_brief brief;
            struct score score;
            brief_for(&brief, styles[s], lengths_ms[l], 6);
            compose(&brief, &score);
            const struct score_part *lead = part_of(&score, SCORE_LEAD);
            size_t first = score.section_count, last = 0;
            int away = 0, home_at_end = -1;
            for (size_t i = 0; i < score.section_count; i++) {
                if (strcmp(score.sections[i].name, "A") != 0)
                    continue;
                first = first == score.section_count ? i : first;
                last = i;
                int shift = section_shift(&score, lead, i, first);
                away += shift == 5;
                home_at_end = shift >= 0 ? shift : home_at_end;
                assert_true(shift <= 0 || shift == 5);
            }
            assert_true(last > first);
            assert_int_equal(home_at_end, 0);
            assert_true(lengths_ms[l] > 180000 || away == 0);
            if (lengths_ms[l] > 180000) {
                moved += away > 0;
                pieces++;
            }
            score_release(&score);
        }
    /* A tune may be bent to fit its instrument in the other key, and is not told from another then. */
    if (moved * 10 < pieces * 8)
        fail_msg("%d of %d long pieces leave their key", moved, pieces);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_comes_back_note_for_note),  cmocka_unit_test(the_tune_breathes),
        cmocka_unit_test(another_mood_keeps_the_tune), cmocka_unit_test(long_pieces_have_movements),
        cmocka_unit_test(known_tunes_are_told),        cmocka_unit_test(no_piece_quotes_a_known_tune),
    };
    return cmocka_run_group_tests_name("composer_theme", tests, NULL, NULL);
}
