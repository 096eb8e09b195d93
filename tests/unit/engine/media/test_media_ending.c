/* Files cut short by a few bytes, by the marks at their ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "media_ending.h"
#include "unit/engine/sound/sound_fixtures.h"
#include "bgmusic/base/count.h"

#define SMALL MAKE "-f lavfi -i testsrc2=s=32x32:d=1 "

static const struct {
    const char *name, *format, *make;
    size_t lost; /* bytes, the fewest that show */
} rows[] = {
    {"a.avi", "avi", SMALL "-c:v mjpeg @a.avi", 2},
    {"a.mkv", "matroska,webm", SMALL "-c:v mjpeg @a.mkv", 1},
    {"a.ts", "mpegts", SMALL "-c:v mpeg2video @a.ts", 1},
    {"a.ogv", "ogg", SMALL "-c:v libtheora @a.ogv", 1},
    {"a.flv", "flv", SMALL "-c:v flv1 @a.flv", 1},
    {"a.wmv", "asf", SMALL "-c:v wmv2 @a.wmv", 1},
    {"a.mxf", "mxf", MAKE "-f lavfi -i testsrc2=s=160x96:r=25:d=1 -c:v mpeg2video @a.mxf", 1},
    {"a.mov", "mov,mp4,m4a,3gp,3g2,mj2", SMALL "-c:v mjpeg @a.mov", 1},
    {"a.mp4", "mov,mp4,m4a,3gp,3g2,mj2", SMALL "-c:v mpeg4 -movflags +empty_moov+frag_keyframe @a.mp4", 1},
    {"a.gif", "gif", SMALL "@a.gif", 1},
    {"a.apng", "apng", SMALL "@a.apng", 5},
};

static void cut_files_end_early(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(fixture_run(rows[i].make, NULL), 0);
        char *whole = fixture_path(rows[i].name), *cut = fixture_path("cut");
        struct buf bytes;
        buf_init(&bytes, 1 << 24);
        assert_int_equal(file_read(whole, &bytes, NULL), BGM_OK);
        assert_false(media_ends_early(whole, rows[i].format));
        const size_t lost[] = {rows[i].lost, rows[i].lost + 500};
        for (size_t k = 0; k < COUNT(lost); k++) {
            assert_int_equal(file_write(cut, 0600, bytes.bytes, bytes.length - lost[k], NULL), BGM_OK);
            if (!media_ends_early(cut, rows[i].format))
                fail_msg("%s without its last %zu bytes", rows[i].name, lost[k]);
        }
        buf_release(&bytes);
        free(whole);
        free(cut);
    }
}

/* Whatever the bytes are, there is an answer, and none where nothing tells. */
static void scraps_have_an_answer(void **state)
{
    (void)state;
    char *path = fixture_path("scrap");
    unsigned char bytes[64];
    for (size_t length = 1; length < sizeof bytes; length += 3) {
        for (int fill = 0; fill < 256; fill += 51) {
            memset(bytes, fill, sizeof bytes);
            memcpy(bytes, "RIFF\x1a\x45\xdf\xa3", length < 8 ? length : 8);
            assert_int_equal(file_write(path, 0600, bytes, length, NULL), BGM_OK);
            for (size_t i = 0; i < COUNT(rows); i++)
                media_ends_early(path, rows[i].format);
        }
    }
    assert_false(media_ends_early(path, "mov,mp4"));
    assert_false(media_ends_early("/nowhere", "avi"));
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cut_files_end_early),
        cmocka_unit_test(scraps_have_an_answer),
    };
    return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
