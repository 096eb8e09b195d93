/* Where no thread can be made, an analysis says so: half of one would be taken for the whole, and kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/file.h"
#include "bgmusic/base/process.h"
#include "media_analysis.h"
#include "media_probe.h"
#include "support/temporary_folder.h"
#include "support/thread_limit.h"

static void picture_without_a_thread(void **state)
{
    (void)state;
    char *folder = NULL;
    struct bgm_error err = BGM_ERROR_INIT;
    struct media_info info;
    struct media_analysis analysis;
    struct buf out;
    int exit_code = -1;
    assert_int_equal(temporary_folder_make(&folder), BGM_OK);
    char *clip = path_join(folder, "clip.mp4");
    buf_init(&out, 4096);
    assert_int_equal(process_capture((const char *const[]){"ffmpeg", "-v", "error", "-f", "lavfi", "-i",
                                                           "testsrc=size=64x48:rate=5:duration=1", clip, NULL},
                                     60000, &out, NULL, &exit_code, NULL),
                     BGM_OK);
    assert_int_equal(exit_code, 0);
    assert_int_equal(media_probe(clip, &info, NULL), BGM_OK);
    media_analysis_init(&analysis);
    struct media_analysis_request request = {.path = clip, .info = &info};
    threads_run_out = true;
    assert_int_equal(media_analyse(&request, &analysis, &err), BGM_FAILED);
    threads_run_out = false;
    assert_non_null(strstr(err.message, "Resource temporarily unavailable"));
    assert_int_equal(media_analyse(&request, &analysis, &err), BGM_OK);
    media_analysis_release(&analysis);
    buf_release(&out);
    file_remove_folder(folder, 0);
    free(clip);
    free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(picture_without_a_thread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
