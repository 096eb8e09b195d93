/* What a kill left beside the records goes; what is young, or a record, stays. */
#include "unit/unit_test.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <utime.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/store/store.h"
#include "bgmusic/store/store_clean.h"

static void make(const char *folder, const char *name, int age_s)
{
    char *path = path_join(folder, name);
    struct utimbuf times = {.actime = (time_t)(clock_wall_s() - age_s), .modtime = (time_t)(clock_wall_s() - age_s)};
    assert_int_equal(file_write(path, 0600, "x", 1, NULL), BGM_OK);
    assert_int_equal(utime(path, &times), 0);
    free(path);
}

static void old_temporaries_go(void **state)
{
    static const struct {
        const char *name;
        int age_s;
        bool stays;
    } rows[] = {
        {"credentials.json", 9999, true},         {"credentials.json.a1B2c3", 9999, false},
        {"credentials.json.a1B2c4", 60, true},    {"current.XyZ012", 9999, false},
        {"12345.json.abcdef", 9999, false},       {"notes.abcdef", 9999, true},
        {"credentials.json.abcdefg", 9999, true}, {"client_id.Ab3456", 9999, false},
        {"housekeeping.62861b", 9999, false},     {"housekeeping", 9999, true},
    };
    char *folder = *state, *state_folder = path_join(folder, "state"), *deep = path_join(state_folder, "sessions/x");
    struct store store = {folder, folder, state_folder, folder};
    assert_int_equal(file_make_folders(deep, 0700, NULL), BGM_OK);
    const char *const folders[] = {folder, state_folder, deep};
    for (size_t f = 0; f < 3; f++) {
        for (size_t i = 0; i < COUNT(rows); i++)
            make(folders[f], rows[i].name, rows[i].age_s);
    }
    store_clean(&store);
    for (size_t f = 0; f < 3; f++) {
        for (size_t i = 0; i < COUNT(rows); i++) {
            char *path = path_join(folders[f], rows[i].name);
            CHECK_ROW(file_exists(path) == rows[i].stays, i, path);
            free(path);
        }
    }
    free(deep);
    free(state_folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(old_temporaries_go, scratch_setup, scratch_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
