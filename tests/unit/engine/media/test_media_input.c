/* Names that ffmpeg could take for something else, pictures that claim too much, and complaints as sentences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/file.h"
#include "bgmusic/base/media_input.h"
#include "bgmusic/base/process.h"
#include "bgmusic/base/xalloc.h"
#include "media_complaint.h"
#include "media_intake.h"
#include "media_probe.h"
#include "probe_cache.h"
#include "unit/unit_test.h"

static char *folder;

static void run(const char *const argv[])
{
    struct buf out;
    int exit_code = -1;
    buf_init(&out, 4096);
    assert_int_equal(process_capture(argv, 60000, &out, NULL, &exit_code, NULL), BGM_OK);
    assert_int_equal(exit_code, 0);
    buf_release(&out);
}

static int make_folder(void **state)
{
    (void)state;
    assert_int_equal(temporary_folder_make(&folder), BGM_OK);
    char *clip = path_join(folder, "clip.mp4"), *still = path_join(folder, "q0.png");
    run((const char *const[]){"ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=size=160x120:rate=5:duration=1",
                              "-pix_fmt", "yuv420p", clip, NULL});
    run((const char *const[]){"ffmpeg", "-v", "error", "-f", "lavfi", "-i", "color=size=32x32:rate=1:duration=1",
                              "-frames:v", "1", still, NULL});
    free(clip);
    free(still);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    file_remove_folder(folder, 2);
    free(folder);
    return 0;
}

/* A file is what it holds, whatever its name would mean to ffmpeg: the picture q0.png beside it is never opened. */
static void names_are_names(void **state)
{
    static const char *const names[] = {"q%d.png",  "q%01d.png", "%d.jpg", "50%.mp4", "q*.png",
                                        "http:x.y", "a|b.mp4",   "-i.mp4", "q[0].png"};
    (void)state;
    char *clip = path_join(folder, "clip.mp4");
    for (size_t i = 0; i < COUNT(names); i++) {
        struct bgm_error err = BGM_ERROR_INIT;
        struct media_info info;
        char *path = path_join(folder, names[i]);
        assert_int_equal(link(clip, path), 0);
        CHECK_ROW(media_probe(path, &info, &err) == BGM_OK, i, err.message);
        CHECK_ROW(info.width == 160 && info.height == 120 && !info.is_still, i, names[i]);
        unlink(path);
        free(path);
    }
    char *still = path_join(folder, "q0.png"), *pattern = path_join(folder, "q%d.png");
    struct media_info info;
    assert_int_equal(rename(still, pattern), 0);
    assert_int_equal(media_probe(pattern, &info, NULL), BGM_OK);
    assert_true(info.is_still && info.width == 32);
    assert_int_equal(rename(pattern, still), 0);
    free(pattern);
    free(still);
    free(clip);
}

/* The head of a PNG that claims so many points; nothing of them is there. */
static void claim(const char *path, unsigned width, unsigned height)
{
    unsigned char png[] = {0x89, 'P', 'N', 'G', 13, 10, 26, 10,  0,   0,   0,   13,   'I',  'H', 'D',
                           'R',  0,   0,   0,   0,  0,  0,  0,   0,   8,   2,   0,    0,    0,   0,
                           0,    0,   0,   0,   0,  0,  0,  'I', 'D', 'A', 'T', 0x78, 0x9c, 3,   0};
    for (int i = 0; i < 4; i++) {
        png[16 + i] = (unsigned char)(width >> (24 - 8 * i));
        png[20 + i] = (unsigned char)(height >> (24 - 8 * i));
    }
    assert_int_equal(file_write(path, 0600, (const char *)png, sizeof png, NULL), BGM_OK);
}

static void claims_are_measured(void **state)
{
    (void)state;
    struct probe_cache *probes = probe_cache_new();
    struct upload_row row;
    struct bgm_error err = BGM_ERROR_INIT;
    char *path = path_join(folder, "huge.png");
    claim(path, 16000, 15000);
    assert_int_equal(media_intake(probes, path, "huge.png", true, &row, &err), BGM_UNSUPPORTED);
    if (strstr(err.message, "16000x15000") == NULL || strstr(err.message, "8192x8192") == NULL)
        fail_msg("%s", err.message);
    upload_row_release(&row);
    free(path);
    probe_cache_free(probes);
}

static void complaints(void **state)
{
    static const struct {
        const char *text, *line;
    } rows[] = {
        {"", ""},
        {"moov atom not found\nmore", "moov atom not found"},
        {"[mov,mp4 @ 0x55aa] moov atom not found\n", "moov atom not found"},
        {"[h264 @ 0x55cc6a4879c0] [IMGUTILS @ 0x7ffd69dd3930] Picture size 1x1 is invalid",
         "Picture size 1x1 is invalid"},
        {"[a file].mp4: Invalid data", "[a file].mp4: Invalid data"},
        {"[x @ 0x1", "[x @ 0x1"},
    };
    static const struct {
        const char *text;
        int exit_code;
        enum bgm_status status;
        const char *words;
    } ends[] = {
        {"file:/a: Invalid data found", 1, BGM_UNSUPPORTED, "can be read: Invalid data found"},
        {"[x @ 0x1] Cannot allocate memory\n", 1, BGM_FAILED, "Cannot allocate memory"},
        {"", 137, BGM_FAILED, "ended from outside"},
        {"ffprobe: error while loading shared libraries: libx.so: failed to map", 127, BGM_FAILED, "shared libraries"},
        {"[h @ 0x1] [I @ 0x2] Picture size 9000x9000 exceeds specified max pixel count 67108864", 1, BGM_UNSUPPORTED,
         "9000x9000, larger than 8192x8192"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char line[256];
        media_complaint_line(rows[i].text, line, sizeof line);
        CHECK_ROW(strcmp(line, rows[i].line) == 0, i, line);
    }
    for (size_t i = 0; i < COUNT(ends); i++) {
        struct bgm_error err = BGM_ERROR_INIT;
        CHECK_ROW(media_complaint_fail("/a", "file:/a", ends[i].text, ends[i].exit_code, &err) == ends[i].status, i,
                  err.message);
        CHECK_ROW(strstr(err.message, ends[i].words) != NULL, i, err.message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_names),
        cmocka_unit_test(claims_are_measured),
        cmocka_unit_test(complaints),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
