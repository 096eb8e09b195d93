/* Lists of markers as people and editors write them. */
#include "unit/unit_test.h"

#include "bgmusic/base/count.h"
#include "marker_list.h"

/* Two marks, at 3.48 s and at 7 s, in what others write; `fps` 25. */
static void editors(void **state)
{
    (void)state;
    static const char *const lists[] = {
        "3.48\n7\n",
        "0:03.480 first\r\n0:07 second\r\n",
        "# ours\n\n00:00:07:00\n00:00:03:12\n",
        /* Premiere, with tabs and with commas */
        "Marker Name\tDescription\tIn\tOut\tDuration\tMarker "
        "Type\r\nOne\t\t00:00:03:12\t00:00:03:12\t00:00:00:00\tComment\r\n"
        "Two\t\t00:00:07:00\t00:00:07:00\t00:00:00:00\tComment\r\n",
        "Marker Name,Description,In,Out\nOne,\"a, b\",00:00:03:12,00:00:03:12\nTwo,,00:00:07:00,\n",
        /* Resolve: as CSV and as an edit decision list, whose timeline begins at one o'clock */
        "#,Color,Name,Start TC,End TC\n1,Blue,A,01:00:03:12,01:00:03:13\n2,Blue,B,01:00:07:00,01:00:07:01\n",
        "TITLE: Timeline 1\nFCM: NON-DROP FRAME\n\n"
        "001  001      V     C        01:00:03:12 01:00:03:13 01:00:03:12 01:00:03:13  \n |C:ResolveColorBlue |M:A "
        "|D:1\n\n"
        "002  001      V     C        01:00:07:00 01:00:07:01 01:00:07:00 01:00:07:01  \n |C:ResolveColorBlue |M:B "
        "|D:1\n",
        /* Avid: events are cuts, and the locators count */
        "TITLE:   cut\nFCM: NON-DROP FRAME\n001  AX       V     C        00:00:00:00 00:00:09:00 10:00:00:00 "
        "10:00:09:00\n"
        "* FROM CLIP NAME:  a.mov\n* LOC: 10:00:03:12 RED     one\n* LOC: 10:00:07:00 RED     two\n",
        /* Audacity, Audition, Reaper */
        "3.480000\t3.480000\tone\n7.000000\t7.500000\ttwo\n",
        "Name\tStart\tDuration\tTime Format\nMarker 01\t0:03.480\t0:00.000\tdecimal\nMarker "
        "02\t0:07.000\t0:00.000\tdecimal\n",
        "#,Name,Start,End,Length\nM1,one,0:03.480,,\nM2,two,0:07.000,,\n",
        /* a header of names that nobody knows */
        "what,when\nhit,3.48\nhit,7\n",
    };
    for (size_t i = 0; i < COUNT(lists); i++) {
        struct marker_list list;
        struct bgm_error err = BGM_ERROR_INIT;
        enum bgm_status status =
            marker_list_parse(&list, lists[i], &(struct marker_scale){.fps = 25, .length_ms = 12000}, &err);
        CHECK_ROW(status == BGM_OK, i, err.message);
        CHECK_ROW(list.count == 2 && list.at_ms[0] == 3480 && list.at_ms[1] == 7000, i, lists[i]);
        marker_list_release(&list);
    }
}

static void timecode_counts_frames(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double above, below; /* the rate */
        int64_t ms;
    } rows[] = {
        {"00:10:00:00", 25, 1, 600000},
        /* 30 numbers a second at 29.97: 18000 pictures take longer than ten minutes, unless numbers are dropped. */
        {"00:10:00:00", 30000, 1001, 600600},
        {"00:10:00;00", 30000, 1001, 599999},
        {"00;10;00;00", 30000, 1001, 599999},
        {"00:01:00;02", 30000, 1001, 60060},
        {"00:10:00;00", 60000, 1001, 599999},
        {"00:10:00:00", 24000, 1001, 600600},
        {"00:10:00:12", 24, 1, 600500},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct marker_list list;
        struct bgm_error err = BGM_ERROR_INIT;
        enum bgm_status status =
            marker_list_parse(&list, rows[i].text, &(struct marker_scale){.fps = rows[i].above / rows[i].below}, &err);
        CHECK_ROW(status == BGM_OK && list.count == 1, i, err.message);
        CHECK_ROW(list.count == 1 && list.at_ms[0] == rows[i].ms, i, rows[i].text);
        marker_list_release(&list);
    }
}

static void ends_of_the_video(void **state)
{
    (void)state;
    struct marker_list list;
    struct bgm_error err = BGM_ERROR_INIT;
    struct marker_scale scale = {.fps = 25, .length_ms = 12000};
    assert_int_equal(marker_list_parse(&list, "3\n30\n40\n", &scale, &err), BGM_OK);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.behind, 2);
    marker_list_release(&list);
    assert_int_equal(marker_list_parse(&list, "30\n40\n", &scale, &err), BGM_INPUT);
    assert_non_null(strstr(err.message, "12.0 s"));
    marker_list_release(&list);
    /* A video that is longer than an hour has its own first hour. */
    scale.length_ms = 2 * 3600 * 1000;
    assert_int_equal(marker_list_parse(&list, "01:00:03:12\n", &scale, &err), BGM_OK);
    assert_int_equal(list.at_ms[0], 3603480);
    marker_list_release(&list);
}

static void nonsense(void **state)
{
    (void)state;
    static const char *const lists[] = {
        "",     "\n\n# none\n", "hello\nworld\n", "1\nno time\n", "00:00:99:00\n", "TITLE: empty\n",
        "-1\n", "NaN\n",        "00:00:03:12:9\n"};
    for (size_t i = 0; i < COUNT(lists); i++) {
        struct marker_list list;
        struct bgm_error err = BGM_ERROR_INIT;
        CHECK_ROW(marker_list_parse(&list, lists[i], &(struct marker_scale){.fps = 25}, &err) == BGM_INPUT, i,
                  lists[i]);
        CHECK_ROW(err.message[0] != '\0', i, lists[i]);
        marker_list_release(&list);
    }
    /* Frames without a rate. */
    struct marker_list list;
    assert_int_equal(marker_list_parse(&list, "00:00:03:12", &(struct marker_scale){0}, NULL), BGM_INPUT);
    marker_list_release(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(editors),
        cmocka_unit_test(timecode_counts_frames),
        cmocka_unit_test(ends_of_the_video),
        cmocka_unit_test(nonsense),
    };
    return cmocka_run_group_tests_name("marker_list", tests, NULL, NULL);
}
