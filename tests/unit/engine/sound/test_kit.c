/* The sampled kit piece by piece: which piece plays a key, kits that differ, strokes that are never the same. */
#include "sound_fixtures.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kit.h"
#include "soundfont.h"
#include "soundfont_subset.h"
#include "spool.h"
#include "support/likeness.h"
#include "fluid_synth.h"

enum { STICKS = 0, BRUSHES = 40, ORCHESTRA = 48, HANDS = 49 };

static void test_pieces(void **state)
{
    (void)state;
    static const struct {
        int program, key;
        const char *piece;
    } rows[] = {
        {STICKS, 36, "kick"},           {STICKS, 38, "snare"},
        {STICKS, 46, "hats"},           {STICKS, 64, "hand drums"},
        {BRUSHES, 40, "brushed snare"}, {ORCHESTRA, 43, "kettledrums"},
        {HANDS, 64, "low drum"},        {HANDS, 62, "slap"},
        {HANDS, 60, "bongos"},          {HANDS, 54, "jingles"},
        {HANDS, 39, "palms"},           {ORCHESTRA, 57, "cymbals"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(kit_piece(rows[i].program, kit_piece_of(rows[i].program, rows[i].key))->name,
                            rows[i].piece);
    for (int key = 0; key < 128; key++)
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            assert_in_range(kit_piece_of(rows[i].program, key), 0, KIT_PIECES - 1);
            assert_in_range(kit_pan_of(rows[i].program, key), 0, 127);
        }
    /* Hand drums are in every plain kit; the others are kits of the font. */
    assert_int_equal(kit_font_program(HANDS), STICKS);
    assert_int_equal(kit_font_program(BRUSHES), BRUSHES);
    /* Shakers have no hiss, and brushes strike softer than sticks. */
    for (int program = 0; program <= HANDS; program++)
        assert_true(kit_piece(program, kit_piece_of(program, 70))->high_cut_hertz <= 9000);
    assert_true(kit_piece(BRUSHES, kit_piece_of(BRUSHES, 51))->gain <
                kit_piece(STICKS, kit_piece_of(STICKS, 51))->gain);
}

/* Soft strokes are duller than strong ones, each is tuned for itself, and hand drums speak lower than their samples. */
static void test_colours(void **state)
{
    (void)state;
    double soft = 0, strong = 0, square = 0;
    for (uint32_t i = 0; i < 200; i++) {
        struct synth_event event = {.number = 36, .value = 40};
        kit_colour_stroke(&event, STICKS, kit_piece_of(STICKS, 36), i);
        soft += event.darker_cents / 200.0;
        square += event.tune_cents * event.tune_cents / 200.0;
        event.value = 120;
        kit_colour_stroke(&event, STICKS, kit_piece_of(STICKS, 36), i);
        strong += event.darker_cents / 200.0;
    }
    assert_true(soft > strong + 500);
    int row = kit_piece(STICKS, kit_piece_of(STICKS, 36))->tune_cents;
    assert_true(sqrt(square) > row * 0.8 && sqrt(square) < row * 1.2);
    struct synth_event event = {.number = 64, .value = 100};
    kit_colour_stroke(&event, HANDS, kit_piece_of(HANDS, 64), 1);
    assert_true(event.tune_cents < -300 && event.tune_cents > -800);
}

enum { STROKES = 12, STROKE_FRAMES = 64 * 190 };

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* The median likeness of each stroke's wave to the one before, of the first 85 ms. */
static double strokes_alike(const char *font, int program, int key)
{
    static float waves[STROKES][STROKE_FRAMES];
    static struct synth_block block;
    struct font_use *use = xcalloc(1, sizeof *use);
    struct synth *synth;
    int piece = kit_piece_of(program, key), channel = SYNTH_KIT_CHANNEL + piece;
    font_use_program(use, channel, kit_font_program(program));
    font_use_note(use, channel, key, 100);
    assert_int_equal(synth_new(font, use, &synth, NULL), BGM_OK);
    free(use);
    assert_int_equal(synth_program(synth, channel, kit_font_program(program), NULL), BGM_OK);
    for (uint32_t i = 0; i < STROKES; i++) {
        struct synth_event event = {
            .kind = SYNTH_NOTE_ON, .channel = (uint8_t)channel, .number = (uint8_t)key, .value = 100};
        kit_colour_stroke(&event, program, piece, i);
        synth_send(synth, &event);
        for (int at = 0; at < STROKE_FRAMES; at += SYNTH_BLOCK_FRAMES) {
            synth_render_block(synth, &block);
            memcpy(waves[i] + at, block.planes[channel][0], sizeof block.planes[channel][0]);
        }
    }
    synth_free(synth);
    double alike[STROKES - 1];
    for (int i = 0; i + 1 < STROKES; i++)
        alike[i] = stroke_likeness(waves[i], waves[i + 1]);
    qsort(alike, STROKES - 1, sizeof *alike, by_size);
    return alike[STROKES / 2];
}

static void test_strokes_differ(void **state)
{
    (void)state;
    static const struct {
        int program, key;
        double most;
    } rows[] = {{STICKS, 36, 0.97}, {STICKS, 38, 0.93}, {STICKS, 42, 0.3}, {BRUSHES, 38, 0.93}, {HANDS, 64, 0.97}};
    char *font;
    assert_int_equal(soundfont_find(NULL, &font, NULL), BGM_OK);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double alike = strokes_alike(font, rows[i].program, rows[i].key);
        print_message("kit %d, key %d: %.3f\n", rows[i].program, rows[i].key, alike);
        assert_true(alike > 0 && alike <= rows[i].most);
    }
    free(font);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_colours),
        cmocka_unit_test(test_strokes_differ),
    };
    return cmocka_run_group_tests_name("kit", tests, NULL, NULL);
}
