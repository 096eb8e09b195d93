/* Every style sounds different from every other: measured on what is played, not on the table. */
#include "composer_fixtures.h"

#include <math.h>

#include "style_table.h"
#include "bgmusic/base/count.h"

enum { MOST_STYLES = 128, SEEDS = 4, GRID = 16 };

/* What the ear takes first: tempo, mode, who plays (instruments by their sound), how dense each of them is, where in
 * the bar the drums and the bass fall, how strong. */
struct portrait {
    double octaves; /* of tempo */
    double minor, swing, beats, velocity;
    double density[SCORE_ROLE_COUNT]; /* notes a second */
    double sounds[32];                /* share of notes by the 16 families of General MIDI, and kits */
    double places[2][GRID];           /* share of the bass's and the drums' notes by sixteenth */
};

static void portray(const char *style, uint64_t first_seed, struct portrait *portrait)
{
    memset(portrait, 0, sizeof *portrait);
    for (uint64_t seed = first_seed; seed < first_seed + SEEDS; seed++) {
        struct music_brief brief;
        struct score score;
        const int *steps;
        brief_for(&brief, style, 30000, seed);
        compose(&brief, &score);
        score_mode_steps(score.mode, &steps);
        portrait->octaves += log2(score.bpm) / SEEDS;
        portrait->minor += (steps[2] == 3 || steps[1] == 3) / (double)SEEDS;
        portrait->swing += score.swing / SEEDS;
        portrait->beats += score.bar_beats / (double)SEEDS;
        for (size_t p = 0; p < score.part_count; p++) {
            const struct score_part *part = &score.parts[p];
            int family = part->role == SCORE_DRUMS ? 16 + part->program / 8 : part->program / 8;
            portrait->density[part->role] += (double)part->note_count / 30 / SEEDS;
            portrait->sounds[family & 31] += 1.0 / (double)score.part_count / SEEDS;
            for (size_t i = 0; i < part->note_count; i++) {
                portrait->velocity +=
                    part->notes[i].velocity / (double)part->note_count / (double)score.part_count / SEEDS;
                int place = (part->notes[i].start_ticks + 60) / 120 % (4 * score.bar_beats);
                if (part->role == SCORE_BASS || part->role == SCORE_DRUMS)
                    portrait->places[part->role == SCORE_DRUMS][place] += 1.0 / (double)part->note_count / SEEDS;
            }
        }
        score_release(&score);
    }
}

static double square(double x)
{
    return x * x;
}

/* In steps that a listener tells apart: 8 % of tempo, half the pieces in another mode, a fifth of the ensemble, a note
 * a second in a part, a fifth of the strokes elsewhere. */
static double distance(const struct portrait *a, const struct portrait *b)
{
    double sum = square((a->octaves - b->octaves) / 0.11) + square((a->minor - b->minor) / 0.5);
    sum += square((a->swing - b->swing) / 0.05) + square((a->beats - b->beats) / 0.5);
    sum += square((a->velocity - b->velocity) / 10);
    double sounds = 0, places = 0;
    for (int i = 0; i < 32; i++)
        sounds += fabs(a->sounds[i] - b->sounds[i]) / 2;
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < GRID; i++)
            places += fabs(a->places[k][i] - b->places[k][i]) / 2;
    sum += square(sounds / 0.2) + square(places / 0.2);
    for (int i = 0; i < SCORE_ROLE_COUNT; i++)
        sum += square(sqrt(a->density[i]) - sqrt(b->density[i]));
    return sqrt(sum);
}

static void styles_differ(void **state)
{
    (void)state;
    static struct portrait portraits[MOST_STYLES], again;
    size_t count = 0;
    const char *style;
    double own = 0;
    for (; (style = style_id_at(count)) != NULL && count < MOST_STYLES; count++) {
        portray(style, 1, &portraits[count]);
        portray(style, 101, &again);
        own += distance(&portraits[count], &again);
    }
    assert_in_range(count, 40, MOST_STYLES - 1);
    own /= (double)count;
    double least = 1000;
    size_t first = 0, second = 0;
    for (size_t a = 0; a < count; a++)
        for (size_t b = a + 1; b < count; b++) {
            double d = distance(&portraits[a], &portraits[b]);
            if (d < least) {
                least = d;
                first = a;
                second = b;
            }
        }
    /* The nearest two are further from each other than other seeds of a style from it, on average. */
    print_message("%zu styles; nearest: %s and %s, %.2f; a style from itself: %.2f\n", count, style_id_at(first),
                  style_id_at(second), least, own);
    if (least < 2 || least < own * 1.2)
        fail_msg("\"%s\" and \"%s\" are %.2f apart", style_id_at(first), style_id_at(second), least);
}

/* A blend is neither of its two. */
static void blends_differ(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"jazz", "dark"}, {"lofi", "epic"}, {"synthwave", "ambient"}, {"christmas", "jazz"}, {"rock", "cinematic"},
    };
    for (size_t i = 0; i < COUNT(pairs); i++) {
        struct music_brief brief;
        struct score plain, mixed;
        size_t shared = 0;
        brief_for(&brief, pairs[i][0], 30000, 4);
        compose(&brief, &plain);
        snprintf(brief.blend, sizeof brief.blend, "%s", pairs[i][1]);
        compose(&brief, &mixed);
        for (size_t p = 0; p < mixed.part_count; p++) {
            bool there = false;
            for (size_t k = 0; k < plain.part_count; k++)
                there = there || (plain.parts[k].role == mixed.parts[p].role &&
                                  plain.parts[k].program == mixed.parts[p].program);
            shared += there;
        }
        if (shared == mixed.part_count || shared == 0)
            fail_msg("%s with %s: %zu of %zu parts are those of the plain style", pairs[i][0], pairs[i][1], shared,
                     mixed.part_count);
        check_key(&mixed);
        check_ending(&mixed);
        score_release(&plain);
        score_release(&mixed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(styles_differ),
        cmocka_unit_test(blends_differ),
    };
    return cmocka_run_group_tests_name("style_difference", tests, NULL, NULL);
}
