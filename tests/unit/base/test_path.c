/* Paths taken apart and put together. */
#include "unit/unit_test.h"

static void parts(void **state)
{
    (void)state;
    static const struct {
        const char *path, *folder, *name, *stem, *extension;
    } rows[] = {
        {"a/b.mp4", "a", "b.mp4", "b", "mp4"},
        {"b.mp4", ".", "b.mp4", "b", "mp4"},
        {"/b.mp4", "/", "b.mp4", "b", "mp4"},
        {"/a/b/c.d.mp4", "/a/b", "c.d.mp4", "c.d", "mp4"},
        {"./x", ".", "x", "x", ""},
        {"../x.y", "..", "x.y", "x", "y"},
        {".hidden", ".", ".hidden", ".hidden", ""},
        {"a/.x", "a", ".x", ".x", ""},
        {".x.mp4", ".", ".x.mp4", ".x", "mp4"},
        {"a.b/c", "a.b", "c", "c", ""},
        {"dot.", ".", "dot.", "dot.", ""},
        {"", ".", "", "", ""},
        {"/", "/", "", "", ""},
        {"a/", "a", "", "", ""},
        {"\xe4\xb8\xad \xe6\x96\x87.MP4", ".", "\xe4\xb8\xad \xe6\x96\x87.MP4", "\xe4\xb8\xad \xe6\x96\x87", "MP4"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *folder = path_folder(rows[i].path), *stem = path_stem(rows[i].path);
        CHECK_ROW(strcmp(folder, rows[i].folder) == 0, i, rows[i].path);
        CHECK_ROW(strcmp(path_name(rows[i].path), rows[i].name) == 0, i, rows[i].path);
        CHECK_ROW(strcmp(stem, rows[i].stem) == 0, i, rows[i].path);
        CHECK_ROW(strcmp(path_extension(rows[i].path), rows[i].extension) == 0, i, rows[i].path);
        free(folder);
        free(stem);
    }
}

static void joining(void **state)
{
    (void)state;
    static const struct {
        const char *folder, *name, *whole;
    } rows[] = {
        {"a", "b", "a/b"},
        {"a/", "b", "a/b"},
        {"/", "b", "/b"},
        {".", "b", "./b"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *whole = path_join(rows[i].folder, rows[i].name);
        CHECK_ROW(strcmp(whole, rows[i].whole) == 0, i, rows[i].folder);
        free(whole);
    }
}

static void absolute(void **state)
{
    char *before = getcwd(NULL, 0), *real = realpath(*state, NULL), *wanted = path_join(real, "x.mp4");
    assert_int_equal(chdir(*state), 0);
    char *whole = path_absolute("x.mp4"), *same = path_absolute("/etc/../x");
    assert_string_equal(whole, wanted);
    assert_string_equal(same, "/etc/../x"); /* not resolved */
    assert_int_equal(chdir(before), 0);
    free(same);
    free(whole);
    free(wanted);
    free(real);
    free(before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts),
        cmocka_unit_test(joining),
        cmocka_unit_test_setup_teardown(absolute, scratch_setup, scratch_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
