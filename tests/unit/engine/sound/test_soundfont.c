/* Where the SoundFont is looked for, and what counts as one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "soundfont.h"
#include "sound_fixtures.h"

static const char font[] = "RIFF\20\0\0\0sfbkLIST\4\0\0\0INFO";
enum { FONT_BYTES = 24 };

static char *put(const char *name, const void *bytes, size_t length)
{
    char *path = fixture_path(name);
    assert_int_equal(file_write(path, 0600, bytes, length, NULL), BGM_OK);
    return path;
}

static void test_told_ones(void **state)
{
    (void)state;
    struct bgm_error err = BGM_ERROR_INIT;
    char *found = NULL, *good = put("good.sf2", font, FONT_BYTES),
         *bad = put("bad.sf2", "RIFF\20\0\0\0WAVELIST\4\0\0\0INFO", FONT_BYTES);
    char *cut = put("cut.sf2", font, FONT_BYTES - 2), *missing = fixture_path("missing.sf2");
    const char *const wrong[] = {bad, cut, missing, fixture_folder};
    assert_int_equal(soundfont_find(good, &found, NULL), BGM_OK);
    assert_string_equal(found, good);
    free(found);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(soundfont_find(wrong[i], &found, &err), BGM_INPUT);
        assert_null(found);
        assert_non_null(strstr(err.message, wrong[i]));
        setenv("BGMUSIC_SOUNDFONT", wrong[i], 1);
        assert_int_equal(soundfont_find(NULL, &found, &err), BGM_INPUT);
        assert_non_null(strstr(err.message, "BGMUSIC_SOUNDFONT"));
    }
    setenv("BGMUSIC_SOUNDFONT", good, 1);
    assert_int_equal(soundfont_find("", &found, NULL), BGM_OK);
    assert_string_equal(found, good);
    free(found);
    unsetenv("BGMUSIC_SOUNDFONT");
    assert_non_null(strstr(err.hint, ".sf2"));
    free(good);
    free(bad);
    free(cut);
    free(missing);
}

static void test_own_folder_and_order(void **state)
{
    (void)state;
    char *folder = fixture_path("soundfonts"), *found = NULL;
    static const char *const names[] = {"TimGM6mb.sf2", "FluidR3_GM.sf2", "MuseScore_General_Lite.sf3"};
    assert_int_equal(file_make_folders(folder, 0700, NULL), BGM_OK);
    setenv("XDG_DATA_HOME", fixture_folder, 1);
    free(put("soundfonts/MuseScore_General.sf3", "no font", 7)); /* passed over */
    for (size_t i = 0; i < 3; i++) {
        char *name = xasprintf("soundfonts/%s", names[i]);
        char *path = put(name, font, FONT_BYTES);
        assert_int_equal(soundfont_find(NULL, &found, NULL), BGM_OK);
        assert_string_equal(found, path); /* each is better than those before */
        free(found);
        free(path);
        free(name);
    }
    unsetenv("XDG_DATA_HOME");
    free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_told_ones),
        cmocka_unit_test(test_own_folder_and_order),
    };
    return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
