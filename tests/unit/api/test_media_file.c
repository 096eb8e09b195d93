/* Files that are to be sent: kind and size. */
#include "unit/unit_test.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/api/media_file.h"
#include "bgmusic/base/file.h"

static void files_are_checked(void **state)
{
    (void)state;
    char *folder;
    enum media_kind kind;
    int64_t bytes;
    struct bgm_error err = BGM_ERROR_INIT;
    assert_int_equal(temporary_folder_make(&folder), BGM_OK);
    char *path = path_join(folder, "a.mp4");
    assert_int_equal(media_check_file(path, &kind, &bytes, &err), BGM_INPUT);
    assert_int_equal(media_check_file(folder, &kind, &bytes, &err), BGM_INPUT);
    assert_int_equal(file_write(path, 0600, "", 0, &err), BGM_OK);
    assert_int_equal(media_check_file(path, &kind, &bytes, &err), BGM_INPUT);
    assert_int_equal(file_write(path, 0600, "plain text", 10, &err), BGM_OK);
    assert_int_equal(media_check_file(path, &kind, &bytes, &err), BGM_UNSUPPORTED);
    assert_non_null(strstr(err.hint, "mp4, mov"));
    assert_int_equal(file_write(path, 0600,
                                "\0\0\0\x18"
                                "ftypisom\0\0\2\0",
                                16, &err),
                     BGM_OK);
    assert_int_equal(media_check_file(path, &kind, &bytes, &err), BGM_OK);
    assert_int_equal(kind, MEDIA_MP4);
    assert_int_equal(bytes, 16);
    /* 500 MB exactly is taken, one byte more is not; the file is sparse. */
    assert_int_equal(truncate(path, MEDIA_MOST_BYTES), 0);
    assert_int_equal(media_check_file(path, &kind, &bytes, &err), BGM_OK);
    assert_int_equal(truncate(path, MEDIA_MOST_BYTES + 1), 0);
    assert_int_equal(media_check_file(path, &kind, &bytes, &err), BGM_TOO_LARGE);
    assert_non_null(strstr(err.hint, "ffmpeg -i '"));
    free(path);
    file_remove_folder(folder, 1);
    free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
