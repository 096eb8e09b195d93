/* The report's pieces: nothing from outside becomes markup, links find their file wherever the page lies. */
#include "unit/unit_test.h"

#include "bgmusic/app/sound_picture.h"
#include "report_page.h"

static void text_is_never_markup(void **state)
{
    (void)state;
    static const struct {
        const char *text, *wanted;
    } rows[] = {
        {"a & b", "a &amp; b"},
        {"<script>alert(\"x\")</script>", "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;"},
        {"it's", "it&#39;s"},
        {"\x1b[31mred\x07", "red"},
        {"bad \xff byte", "bad \xef\xbf\xbd byte"},
        {"影片", "影片"},
        {"", ""},
        {NULL, ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf out;
        buf_init(&out, 4096);
        html_append_text(&out, rows[i].text);
        CHECK_ROW(strcmp(out.bytes, rows[i].wanted) == 0, i, out.bytes);
        buf_release(&out);
    }
}

static void links_are_relative_and_encoded(void **state)
{
    (void)state;
    static const struct {
        const char *folder, *path, *wanted;
    } rows[] = {
        {"/a/b", "/a/b/c.mp4", "./c.mp4"},
        {"/a/b", "/a/b/d/c.mp4", "./d/c.mp4"},
        {"/a/b", "/a/c.mp4", "../c.mp4"},
        {"/a/b", "/a/bc/c.mp4", "../bc/c.mp4"},
        {"/a/bc", "/a/b/c.mp4", "../b/c.mp4"},
        {"/a/b/c", "/x/y.mp4", "../../../x/y.mp4"},
        {"/", "/x/y.mp4", "./x/y.mp4"},
        {"/a", "/a/50% \"q\" <x>#1?.mp4", "./50%25%20%22q%22%20%3Cx%3E%231%3F.mp4"},
        {"/a", "/a/javascript:x.mp4", "./javascript%3Ax.mp4"},
        {"/a", "/a/影\xff.mp4", "./%E5%BD%B1%FF.mp4"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf out;
        buf_init(&out, 4096);
        html_append_link(&out, rows[i].folder, rows[i].path);
        CHECK_ROW(strcmp(out.bytes, rows[i].wanted) == 0, i, out.bytes);
        buf_release(&out);
    }
}

static void a_clip_with_everything_hostile(void **state)
{
    char *path = path_join(*state, "<img src=x onerror=alert(1)>.mp4");
    assert_int_equal(file_write(path, 0600, "x", 1, NULL), BGM_OK);
    struct bgm_error err = BGM_ERROR_INIT;
    bgm_fail(&err, BGM_SERVICE, "</section><b>failed</b>");
    bgm_hint(&err, "\"><script>1</script>");
    struct music_wishes wishes;
    music_wishes_init(&wishes);
    wishes.fade_in_ms = 1500;
    wishes.no_duck = true;
    struct batch_item item = {
        .request = {.input = path, .output = path, .music = {.prompt = "<i>calm</i>", .wishes = wishes}}, .err = &err};
    float peaks[3] = {0, 0.5f, 7}, loudness[3] = {-200, -20, 10};
    struct sound_picture picture = {peaks, loudness, 3, -20};
    for (int failed = 0; failed < 2; failed++) {
        struct add_result result;
        add_result_init(&result);
        result.scene.made = xstrdup("lofi, 84 bpm, seed 7");
        result.scene.seed = xstrdup("7");
        buf_append_text(&result.warnings, "first <1>\nsecond");
        item.result = failed ? NULL : &result;
        struct clip_view view = {1, &item, failed ? BATCH_FAILED : BATCH_DONE, *state, "local", &picture, &picture};
        struct buf out;
        buf_init(&out, 65536);
        html_append_clip(&out, &view);
        assert_null(strstr(out.bytes, "<img"));
        assert_null(strstr(out.bytes, "<script"));
        assert_null(strstr(out.bytes, "<b>"));
        assert_null(strstr(out.bytes, "<i>"));
        assert_null(strstr(out.bytes, "nan"));
        assert_non_null(strstr(out.bytes, "&lt;i&gt;calm&lt;/i&gt;"));
        assert_non_null(strstr(out.bytes, "<path class=\"wave\""));
        if (failed)
            assert_non_null(strstr(out.bytes, "service: &lt;/section&gt;"));
        assert_int_equal(strstr(out.bytes, "Music: lofi, 84 bpm, seed 7") != NULL, !failed);
        assert_int_equal(
            strstr(out.bytes,
                   "-p &#39;&lt;i&gt;calm&lt;/i&gt;&#39; --fade-in 1.500 --no-duck --seed 7 --engine local --force") !=
                    NULL ||
                strstr(out.bytes, "-p &quot;&lt;i&gt;calm&lt;/i&gt;&quot; --fade-in 1.500 --no-duck --seed 7 --engine "
                                  "local --force") != NULL,
            !failed);
        assert_int_equal(strstr(out.bytes, "class=\"switch\"") != NULL, !failed);
        if (!failed)
            assert_non_null(
                strstr(out.bytes, "<p class=\"warning\">first &lt;1&gt;</p><p class=\"warning\">second</p>"));
        buf_release(&out);
        add_result_release(&result);
    }
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_never_markup),
        cmocka_unit_test(links_are_relative_and_encoded),
        cmocka_unit_test_setup_teardown(a_clip_with_everything_hostile, scratch_setup, scratch_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
