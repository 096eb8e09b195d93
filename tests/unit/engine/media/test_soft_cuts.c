/* Turns of the picture that are no cut: crossfades, fades through black and flashes are told, quiet drifts are not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "bgmusic/base/xalloc.h"
#include "media_scan.h"

enum { RATE = 25, SECONDS = 20, FRAMES = RATE * SECONDS };

static void paint(struct key_frame *frame, double luma, double u, double v)
{
    frame->luma = luma;
    frame->u = u;
    frame->v = v;
    frame->saturation = 40;
}

/* Twenty seconds of one colour that drifts slowly. */
static void still(struct key_frame frames[FRAMES])
{
    for (int i = 0; i < FRAMES; i++) {
        frames[i] = (struct key_frame){.at_s = (double)i / RATE};
        paint(&frames[i], 110 + (i % 50) * 0.2 + i * 0.02, 120, 130);
    }
}

static void find(struct key_frame frames[FRAMES], struct media_analysis *analysis)
{
    struct picture_scan scan = {.keys = frames, .key_count = FRAMES};
    soft_cuts_find(&scan, analysis);
}

static void a_drift_is_no_turn(void **state)
{
    (void)state;
    struct key_frame frames[FRAMES];
    struct media_analysis analysis;
    media_analysis_init(&analysis);
    still(frames);
    find(frames, &analysis);
    assert_int_equal(analysis.cut_count, 0);
    media_analysis_release(&analysis);
}

static void a_crossfade_is_soft_and_in_its_middle(void **state)
{
    (void)state;
    struct key_frame frames[FRAMES];
    struct media_analysis analysis;
    media_analysis_init(&analysis);
    still(frames);
    for (int i = 200; i < FRAMES; i++) {
        double share = i < 225 ? (i - 200) / 25.0 : 1;
        paint(&frames[i], frames[i].luma - 60 * share, 120 + 30 * share, 130);
    }
    find(frames, &analysis);
    assert_int_equal(analysis.cut_count, 1);
    assert_int_equal(analysis.cuts[0].kind, MUSIC_CUT_SOFT);
    assert_in_range(analysis.cuts[0].at_ms, 8350, 8650);
    media_analysis_release(&analysis);
}

static void a_fade_through_black_is_one_turn(void **state)
{
    (void)state;
    struct key_frame frames[FRAMES];
    struct media_analysis analysis;
    media_analysis_init(&analysis);
    still(frames);
    for (int i = 0; i < 13; i++) {
        paint(&frames[250 + i], 110 - 94 * i / 12.0, 128, 128);
        paint(&frames[263 + i], 16 + 94 * i / 12.0, 128, 128);
    }
    find(frames, &analysis);
    assert_int_equal(analysis.cut_count, 1);
    assert_int_equal(analysis.cuts[0].kind, MUSIC_CUT_SOFT);
    assert_in_range(analysis.cuts[0].at_ms, 10350, 10650);
    media_analysis_release(&analysis);
}

static void a_flash_is_told_from_a_cut(void **state)
{
    (void)state;
    struct key_frame frames[FRAMES];
    struct media_analysis analysis;
    media_analysis_init(&analysis);
    still(frames);
    paint(&frames[125], 235, 128, 128);
    paint(&frames[126], 235, 128, 128);
    /* The scan for hard cuts took the way back, which was the greater change. */
    analysis.cuts = xcalloc(2, sizeof *analysis.cuts);
    analysis.cuts[0] = (struct music_cut){5080, 0.7, MUSIC_CUT_HARD};
    analysis.cuts[1] = (struct music_cut){15000, 0.7, MUSIC_CUT_HARD};
    analysis.cut_count = 2;
    for (int i = 375; i < FRAMES; i++)
        paint(&frames[i], 60, 110, 150);
    find(frames, &analysis);
    assert_int_equal(analysis.cut_count, 2);
    assert_int_equal(analysis.cuts[0].kind, MUSIC_CUT_FLASH);
    assert_int_equal(analysis.cuts[0].at_ms, 5000);
    assert_int_equal(analysis.cuts[1].kind, MUSIC_CUT_HARD);
    media_analysis_release(&analysis);
}

static void a_step_between_restless_pictures_is_a_cut(void **state)
{
    (void)state;
    struct key_frame frames[FRAMES];
    struct media_analysis analysis;
    media_analysis_init(&analysis);
    still(frames);
    for (int i = 300; i < FRAMES; i++)
        paint(&frames[i], 150, 120, 130);
    find(frames, &analysis);
    assert_int_equal(analysis.cut_count, 1);
    assert_int_equal(analysis.cuts[0].kind, MUSIC_CUT_HARD);
    assert_int_equal(analysis.cuts[0].at_ms, 12000);
    media_analysis_release(&analysis);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_drift_is_no_turn),
        cmocka_unit_test(a_crossfade_is_soft_and_in_its_middle),
        cmocka_unit_test(a_fade_through_black_is_one_turn),
        cmocka_unit_test(a_flash_is_told_from_a_cut),
        cmocka_unit_test(a_step_between_restless_pictures_is_a_cut),
    };
    return cmocka_run_group_tests_name("soft_cuts", tests, NULL, NULL);
}
