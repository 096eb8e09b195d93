/* The music follows its brief: room for speech, parts, tempo, key and mood as asked, beats on the cuts. */
#include "composer_fixtures.h"

#include "style_table.h"

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
                    assert_false(score_ticks_to_us(&with, part->notes[i].start_ticks) < speech[k].end_ms * 1000 &&
                                 note_end_us(&with, &part->notes[i]) > speech[k].start_ms * 1000);
        }
        if (notes_with > notes_without)
            fail_msg("%s: %zu notes under speech, %zu without it", style, notes_with, notes_without);
        all_with += notes_with;
        all_without += notes_without;
        score_release(&with);
        score_release(&without);
    }
    assert_true(all_with * 100 < all_without * 85);
}

static void parts_can_be_left_out_and_asked_for(void **state)
{
    (void)state;
    const char *style;
    for (size_t s = 0; (style = style_id_at(s)) != NULL; s++) {
        struct music_brief brief;
        struct score all, less, more;
        brief_for(&brief, style, 30000, 11);
        compose(&brief, &all);
        for (int role = 0; role < SCORE_ROLE_COUNT; role++) {
            brief.with_roles = 0;
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
                if (before->note_count != mine->note_count)
                    fail_msg("%s without role %d: role %d has %zu notes, was %zu", style, role, (int)mine->role,
                             mine->note_count, before->note_count);
                assert_memory_equal(before->notes, mine->notes, mine->note_count * sizeof *mine->notes);
            }
            brief.without_roles = 0;
            brief.with_roles = 1U << role;
            compose(&brief, &more);
            assert_non_null(part_of(&more, (enum score_role)role));
            score_release(&less);
            score_release(&more);
        }
        score_release(&all);
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

/* Of what has a pitch: a livelier kit has more ghost notes, which are soft. */
static double mean_velocity(const struct score *score)
{
    double sum = 0, count = 0;
    for (size_t p = 0; p < score->part_count; p++)
        for (size_t i = 0; score->parts[p].role != SCORE_DRUMS && i < score->parts[p].note_count; i++, count++)
            sum += score->parts[p].notes[i].velocity;
    return sum / count;
}

static size_t strokes(const struct score *score)
{
    size_t count = 0;
    for (size_t p = 0; p < score->part_count; p++)
        count += score->parts[p].role == SCORE_DRUMS ? score->parts[p].note_count : 0;
    return count;
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
    assert_true(strokes(&high) > strokes(&low));
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
    static const struct music_cut cuts[] = {{2970, 1, MUSIC_CUT_HARD},
                                            {7010, 0.5, MUSIC_CUT_HARD},
                                            {11020, 1, MUSIC_CUT_HARD},
                                            {17030, 0.8, MUSIC_CUT_HARD},
                                            {23000, 1, MUSIC_CUT_HARD}};
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(speech_silences_the_melody),
        cmocka_unit_test(parts_can_be_left_out_and_asked_for),
        cmocka_unit_test(wishes_are_kept),
        cmocka_unit_test(moods_move_the_cues),
        cmocka_unit_test(cuts_draw_beats),
    };
    return cmocka_run_group_tests_name("composer_wishes", tests, NULL, NULL);
}
