/* A seed is a piece: the same bytes each time and everywhere, another piece by another seed. */
#include "composer_fixtures.h"

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "midi_write.h"
#include "style_table.h"

#define GOLDEN_HASH UINT64_C(0x50a2c46c82236f7f)

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_seed_gives_the_same_bytes),
        cmocka_unit_test(another_seed_gives_another_piece),
        cmocka_unit_test(the_bytes_are_the_same_everywhere),
    };
    return cmocka_run_group_tests_name("composer_variety", tests, NULL, NULL);
}
