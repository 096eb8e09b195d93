/* Where results go: templates, folders, and all that is refused before anything is sent. */
#include "unit/unit_test.h"

#include <sys/stat.h>

#include "bgmusic/app/output_name.h"
#include "bgmusic/base/text.h"

static void templates(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *input;
        int number;
        const char *path; /* NULL: refused */
    } rows[] = {
        {"{dir}/{stem}-music.mp4", "a/clip.mov", 1, "a/clip-music.mp4"},
        {"{dir}/{stem}-music.mp4", "clip.mov", 1, "clip-music.mp4"},
        {"{dir}/{stem}-music.mp4", "./clip.mov", 1, "./clip-music.mp4"},
        {"{dir}/{stem}-music.mp4", "/clip.mov", 1, "/clip-music.mp4"},
        {"./{stem}.mp4", "a/clip.mov", 1, "./clip.mp4"},
        {"out-{n}.{ext}", "a/clip.mov", 7, "out-7.mov"},
        {"{n}{n}{stem}{ext}", "noext", 12, "1212noext"},
        {"{stem}.mp4", "a.b/c.d.mp4", 1, "c.d.mp4"},
        {"{stem}.mp4", "{n}.mov", 3, "{n}.mp4"}, /* names of inputs are not templates */
        {"{stem}.mp4", "\xe4\xb8\xad %s.mov", 3, "\xe4\xb8\xad %s.mp4"},
        {"plain.mp4", "clip.mov", 1, "plain.mp4"},
        {"a}b.mp4", "clip.mov", 1, "a}b.mp4"},
        {"new/", "a/clip.mov", 1, "new/clip-music.mp4"}, /* a folder that is not there yet */
        {"new/{n}//", "a/clip.mov", 2, "new/2/clip-music.mp4"},
        {"-", "clip.mov", 1, "-"},
        {"{dir}/{stem}-music.mp4", "-", 1, "stdin-music.mp4"},
        {"{dir}/{stem}-music.mp4", "https://a.example/b/clip.mov?x=/y/z.avi", 1, "clip-music.mp4"},
        {"{dir}/{stem}-music.mp4", "https://a.example/", 1, "video-music.mp4"},
        {"{dir}/{stem}-music.mp4", "https://a.example/..", 1, "video-music.mp4"},
        {"", "clip.mov", 1, NULL},
        {"{stem", "clip.mov", 1, NULL},
        {"{}", "clip.mov", 1, NULL},
        {"{name}.mp4", "clip.mov", 1, NULL},
        {"{Stem}.mp4", "clip.mov", 1, NULL},
        {"{ stem}.mp4", "clip.mov", 1, NULL},
        {"{{stem}}.mp4", "clip.mov", 1, NULL},
        {"{", "clip.mov", 1, NULL},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *path = NULL;
        struct bgm_error err = BGM_ERROR_INIT;
        enum bgm_status status = output_name(rows[i].pattern, rows[i].input, rows[i].number, &path, &err);
        CHECK_ROW(status == (rows[i].path != NULL ? BGM_OK : BGM_USAGE), i, rows[i].pattern);
        CHECK_ROW(rows[i].path == NULL || strcmp(path, rows[i].path) == 0, i, path);
        CHECK_ROW(rows[i].path != NULL || err.message[0] != '\0', i, rows[i].pattern);
        free(path);
    }
}

static void folders(void **state)
{
    char *path = NULL, *wanted = path_join(*state, "clip-music.mp4"), *slashed = xasprintf("%s/", (char *)*state),
         *missing = path_join(*state, "missing/");
    assert_int_equal(output_name(*state, "a/clip.mov", 1, &path, NULL), BGM_OK);
    assert_string_equal(path, wanted);
    free(path);
    assert_int_equal(output_name(slashed, "a/clip.mov", 1, &path, NULL), BGM_OK);
    assert_string_equal(path, wanted);
    free(path);
    assert_false(output_name_is_fixed(*state));
    assert_false(output_name_is_fixed(missing));
    assert_false(output_name_is_fixed("x/"));
    assert_false(output_name_is_fixed("{stem}.mp4"));
    assert_true(output_name_is_fixed(wanted));
    assert_true(output_name_is_fixed("x.mp4"));
    free(missing);
    free(slashed);
    free(wanted);
}

static void checks(void **state)
{
    struct bgm_error err = BGM_ERROR_INIT;
    char *input = path_join(*state, "clip.mp4"), *output = path_join(*state, "out.mp4"),
         *hard = path_join(*state, "hard.mp4"), *soft = path_join(*state, "soft.mp4"),
         *dangling = path_join(*state, "dangling.mp4"), *nowhere = path_join(*state, "no/out.mp4"),
         *around = xasprintf("%s/../%s/clip.mp4", (char *)*state, path_name(*state)),
         *under_file = path_join(input, "out.mp4");
    assert_int_equal(file_write(input, 0600, "video", 5, NULL), BGM_OK);
    assert_int_equal(link(input, hard), 0);
    assert_int_equal(symlink("clip.mp4", soft), 0);
    assert_int_equal(symlink("nowhere", dangling), 0);
    const struct {
        const char *output;
        bool force;
        enum bgm_status status;
    } rows[] = {
        {"-", false, BGM_OK},
        {output, false, BGM_OK},
        {output, true, BGM_OK},
        {input, false, BGM_OUTPUT},
        {input, true, BGM_OUTPUT},
        {around, true, BGM_OUTPUT},
        {hard, true, BGM_OUTPUT},
        {soft, true, BGM_OUTPUT},
        {dangling, false, BGM_OUTPUT_EXISTS},
        {dangling, true, BGM_OK},
        {*state, false, BGM_OUTPUT},
        {*state, true, BGM_OUTPUT},
        {nowhere, false, BGM_OK}, /* its folder will be made */
        {under_file, true, BGM_OUTPUT},
        {"/dev/null", false, BGM_OUTPUT_EXISTS},
        {"/dev/null", true, BGM_OUTPUT}, /* a device must not be renamed over */
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        CHECK_ROW(output_check(rows[i].output, input, rows[i].force, &err) == rows[i].status, i, rows[i].output);
    assert_int_equal(file_write(output, 0600, "old", 3, NULL), BGM_OK);
    assert_int_equal(output_check(output, input, false, &err), BGM_OUTPUT_EXISTS);
    assert_non_null(strstr(err.hint, "--force"));
    assert_int_equal(output_check(output, input, true, NULL), BGM_OK);
    assert_int_equal(output_check(output, NULL, true, NULL), BGM_OK);
    char *next = output_next_free(output), *nothing_there = output_next_free(nowhere);
    assert_true(text_ends_with_ignore_case(next, "-2.mp4"));
    assert_string_equal(nothing_there, nowhere);
    free(next);
    free(nothing_there);
    char *rest[] = {input, output, hard, soft, dangling, nowhere, around, under_file};
    for (size_t i = 0; i < COUNT(rest); i++)
        free(rest[i]);
}

/* Known before a message is paid for, and not when the result is to be put there. Only root can be several users. */
static void files_of_others(void **state)
{
    enum { US = 54321, OTHER = 54322 };
    struct bgm_error err = BGM_ERROR_INIT;
    if (geteuid() != 0)
        skip();
    char *shared = path_join(*state, "shared"), *output = path_join(shared, "out.mp4");
    assert_int_equal(chmod(*state, 0755), 0);
    assert_int_equal(file_make_folders(shared, 0777, NULL), BGM_OK);
    assert_int_equal(chmod(shared, 01777), 0);
    assert_int_equal(file_write(output, 0644, "old", 3, NULL), BGM_OK);
    assert_int_equal(chown(output, OTHER, OTHER), 0);
    assert_int_equal(seteuid(US), 0);
    enum bgm_status others = output_check(output, NULL, true, &err);
    assert_int_equal(seteuid(0) | seteuid(OTHER), 0);
    enum bgm_status own = output_check(output, NULL, true, NULL);
    assert_int_equal(seteuid(0), 0);
    assert_int_equal(others, BGM_OUTPUT);
    assert_non_null(strstr(err.message, "another user's"));
    assert_int_equal(own, BGM_OK);
    free(output);
    free(shared);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(templates),
        cmocka_unit_test_setup_teardown(folders, scratch_setup, scratch_teardown),
        cmocka_unit_test_setup_teardown(checks, scratch_setup, scratch_teardown),
        cmocka_unit_test_setup_teardown(files_of_others, scratch_setup, scratch_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
