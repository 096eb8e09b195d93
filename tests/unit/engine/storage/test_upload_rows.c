/* Uploads in the database, and whether the file behind one is still the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "bgmusic/base/file.h"
#include "upload_rows.h"
#include "support/temporary_folder.h"

#ifdef __APPLE__
#define st_mtim st_mtimespec
#endif

/* Same size and another time is another file: a clip that was cut again may have as many bytes. */
static void changed_files(void **state)
{
    (void)state;
    char *folder = NULL;
    struct stat about;
    assert_int_equal(temporary_folder_make(&folder), BGM_OK);
    char *path = path_join(folder, "clip");
    assert_int_equal(file_write(path, 0600, "clip", 4, NULL), BGM_OK);
    assert_int_equal(stat(path, &about), 0);
    struct upload_row row = {.path = path,
                             .size_bytes = about.st_size,
                             .mtime_ns = (int64_t)about.st_mtim.tv_sec * 1000000000 + about.st_mtim.tv_nsec};
    assert_int_equal(upload_check_file(&row, NULL), BGM_OK);
    row.mtime_ns++;
    struct bgm_error err = BGM_ERROR_INIT;
    assert_int_equal(upload_check_file(&row, &err), BGM_INPUT);
    assert_non_null(strstr(err.message, "has changed since it was uploaded"));
    row.mtime_ns--;
    row.size_bytes++;
    assert_int_equal(upload_check_file(&row, NULL), BGM_INPUT);
    file_remove_folder(folder, 0);
    assert_int_equal(upload_check_file(&row, &err), BGM_INPUT);
    assert_non_null(strstr(err.message, "no longer where it was"));
    free(path);
    free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changed_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
