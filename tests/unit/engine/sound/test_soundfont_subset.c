/* What of a SoundFont is loaded for a piece, and that it sounds the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "soundfont.h"
#include "soundfont_subset.h"
#include "sound_fixtures.h"

enum { KEYS = 43, VELOCITIES = 44, INSTRUMENT = 41, SAMPLE = 53, ATTENUATION = 48 };

static void put_words(struct buf *to, size_t count, const unsigned *words)
{
    for (size_t i = 0; i < count; i++) {
        const char bytes[] = {(char)(words[i] & 255), (char)(words[i] >> 8)};
        buf_append(to, bytes, 2);
    }
}
#define WORDS(to, ...) put_words(to, sizeof(unsigned[]){__VA_ARGS__} / sizeof(unsigned), (unsigned[]){__VA_ARGS__})

static void put_chunk(struct buf *to, const char *name, struct buf *content)
{
    buf_append(to, name, 4);
    WORDS(to, (unsigned)content->length, 0);
    buf_append(to, content->bytes, content->length);
    content->length = 0;
}

static void put_preset(struct buf *to, unsigned program, unsigned bank, unsigned bag)
{
    buf_append(to, "a preset            ", 20);
    WORDS(to, program, bank, bag, 0, 0, 0, 0, 0, 0);
}

static void put_instrument(struct buf *to, unsigned bag)
{
    buf_append(to, "an instrument       ", 20);
    WORDS(to, bag);
}

enum { ZONES = 5, CHUNK_HEAD_BYTES = 8, GENERATOR_BYTES = 4 };

/* One preset in bank 0 (program 5) and one of drums, on the same instrument: up to key 59 sample 1; from 60 on 2 when
 * soft and 3 when loud; sample 4 always, because its range stands where it does not count; sample 6 never. */
static void make_list(struct buf *list)
{
    struct buf part;
    buf_init(list, 1 << 16);
    buf_init(&part, 1 << 16);
    put_preset(&part, 5, 0, 0);
    put_preset(&part, 0, 128, 1);
    put_preset(&part, 0, 0, 2);
    put_chunk(list, "phdr", &part);
    WORDS(&part, 0, 0, 2, 0, 3, 0);
    put_chunk(list, "pbag", &part);
    WORDS(&part, KEYS, 0 | 100 << 8, INSTRUMENT, 0, INSTRUMENT, 0, 0, 0);
    put_chunk(list, "pgen", &part);
    put_instrument(&part, 0);
    put_instrument(&part, ZONES);
    put_chunk(list, "inst", &part);
    WORDS(&part, 0, 0, 2, 0, 5, 0, 8, 0, 11, 0, 13, 0);
    put_chunk(list, "ibag", &part);
    WORDS(&part, KEYS, 0 | 59 << 8, SAMPLE, 1);
    WORDS(&part, KEYS, 60 | 127 << 8, VELOCITIES, 0 | 63 << 8, SAMPLE, 2);
    WORDS(&part, KEYS, 60 | 127 << 8, VELOCITIES, 64 | 127 << 8, SAMPLE, 3);
    WORDS(&part, ATTENUATION, 10, KEYS, 0 | 1 << 8, SAMPLE, 4);
    WORDS(&part, KEYS, 101 | 127 << 8, SAMPLE, 6, 0, 0);
    put_chunk(list, "igen", &part);
    buf_release(&part);
}

/* The samples of the zones, as digits. */
static void read_samples(const struct buf *list, char digits[ZONES + 1])
{
    static const size_t places[ZONES] = {1, 4, 7, 10, 12};
    const char *at = memmem(list->bytes, list->length, "igen", 4);
    for (size_t i = 0; i < ZONES; i++)
        digits[i] = (char)('0' + at[CHUNK_HEAD_BYTES + GENERATOR_BYTES * places[i] + 2]);
    digits[ZONES] = '\0';
}

static void expect_samples(int channel, int key, int velocity, bool understood, const char *expected)
{
    struct buf list;
    struct font_use *use = xcalloc(1, sizeof *use);
    char digits[ZONES + 1];
    make_list(&list);
    font_use_program(use, channel, channel == 9 ? 0 : 5);
    font_use_note(use, channel, key, velocity);
    assert_int_equal(soundfont_subset((uint8_t *)list.bytes, list.length, use), understood);
    read_samples(&list, digits);
    assert_string_equal(digits, expected);
    buf_release(&list);
    free(use);
}

static void test_zones_out_of_reach_are_let_go(void **state)
{
    (void)state;
    expect_samples(0, 40, 100, true, "11141");
    expect_samples(0, 60, 63, true, "22242");
    expect_samples(0, 60, 64, true, "33343");
    expect_samples(9, 60, 64, true, "33343");
    /* The preset's own range keeps the note from the instrument; then nothing is needed and nothing changed. */
    expect_samples(0, 101, 64, true, "12346");
    /* The drums have none. */
    expect_samples(9, 101, 64, true, "33346");
}

static void test_what_is_not_understood_stays(void **state)
{
    (void)state;
    struct font_use *use = xcalloc(1, sizeof *use);
    struct buf list;
    char digits[ZONES + 1];
    make_list(&list);
    font_use_program(use, 0, 6); /* a preset that is not there: FluidSynth takes another */
    font_use_note(use, 0, 60, 64);
    assert_false(soundfont_subset((uint8_t *)list.bytes, list.length, use));
    read_samples(&list, digits);
    assert_string_equal(digits, "12346");
    font_use_program(use, 0, 5);
    /* A list that ends anywhere, as one of exactly its size. */
    for (size_t size = 0; size < list.length; size++) {
        uint8_t *cut = xmalloc(size + (size == 0));
        memcpy(cut, list.bytes, size);
        assert_false(soundfont_subset(cut, size, use));
        free(cut);
    }
    buf_release(&list);
    free(use);
}

static struct synth *play(const char *font, const struct font_use *use, int first_key, float *left)
{
    struct synth *synth = NULL;
    struct synth_block block;
    assert_int_equal(synth_new(font, use, &synth, NULL), BGM_OK);
    assert_int_equal(synth_program(synth, 0, 0, NULL), BGM_OK);
    assert_int_equal(synth_program(synth, 9, 0, NULL), BGM_OK);
    for (int i = 0; i < 400; i++) {
        const uint8_t key = (uint8_t)(first_key + i / 10);
        const struct synth_event note = {.frame = 0,
                                         .kind = SYNTH_NOTE_ON,
                                         .channel = i % 20 == 0 ? 0 : 9,
                                         .number = key,
                                         .value = 90,
                                         .sequence = 0};
        if (i % 10 == 0)
            synth_send(synth, &note);
        synth_render_block(synth, &block);
        for (int j = 0; j < SYNTH_BLOCK_FRAMES; j++)
            left[i * SYNTH_BLOCK_FRAMES + j] = block.planes[0][0][j] + block.planes[9][1][j];
    }
    return synth;
}

static void test_same_sound(void **state)
{
    (void)state;
    enum { FRAMES = 400 * SYNTH_BLOCK_FRAMES };
    char *font = NULL;
    float *whole = xcalloc(FRAMES, sizeof *whole), *part = xcalloc(FRAMES, sizeof *part), peak = 0;
    struct font_use *use = xcalloc(1, sizeof *use);
    assert_int_equal(soundfont_find(NULL, &font, NULL), BGM_OK);
    font_use_program(use, 0, 0);
    font_use_program(use, 9, 0);
    for (int i = 0; i < 400; i += 10)
        font_use_note(use, i % 20 == 0 ? 0 : 9, 40 + i / 10, 90);
    /* One after the other: side by side they would share what the first has decoded. */
    synth_free(play(font, NULL, 40, whole));
    synth_free(play(font, use, 40, part));
    for (int i = 0; i < FRAMES; i++)
        peak = fmaxf(peak, fabsf(whole[i]));
    assert_true(peak > 0.01F);
    assert_memory_equal(whole, part, FRAMES * sizeof *whole);
    /* Notes that were not told of have lost their samples: the view was in use. */
    synth_free(play(font, NULL, 41, whole));
    synth_free(play(font, use, 41, part));
    assert_memory_not_equal(whole, part, FRAMES * sizeof *whole);
    free(use);
    free(part);
    free(whole);
    free(font);
}

/* A font that cannot be opened any more when its instruments are read is told; FluidSynth alone would play what is not
 * there, and fall. */
static void test_a_font_that_goes_away(void **state)
{
    (void)state;
    char *font = NULL, *link = fixture_path("link.sf3");
    assert_int_equal(soundfont_find(NULL, &font, NULL), BGM_OK);
    for (int viewed = 0; viewed < 2; viewed++) {
        struct font_use *use = xcalloc(1, sizeof *use);
        struct synth *synth = NULL;
        struct bgm_error err = BGM_ERROR_INIT;
        font_use_program(use, 0, 0);
        font_use_note(use, 0, 60, 90);
        assert_int_equal(symlink(font, link), 0);
        assert_int_equal(synth_new(link, viewed ? use : NULL, &synth, NULL), BGM_OK);
        assert_int_equal(unlink(link), 0);
        assert_int_equal(synth_program(synth, 0, 0, &err), BGM_FAILED);
        assert_non_null(strstr(err.message, link));
        synth_free(synth);
        free(use);
    }
    free(link);
    free(font);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_zones_out_of_reach_are_let_go),
        cmocka_unit_test(test_what_is_not_understood_stays),
        cmocka_unit_test(test_same_sound),
        cmocka_unit_test(test_a_font_that_goes_away),
    };
    return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
