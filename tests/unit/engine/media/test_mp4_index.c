/* The index of an MP4 file: what ffmpeg's muxer writes, and boxes put together by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "mp4_index.h"
#include "unit/engine/sound/sound_fixtures.h"
#include "bgmusic/base/count.h"

/* A "moov" body that grows; boxes are opened and closed like brackets. */
struct boxes {
    unsigned char bytes[4096];
    size_t length, open[8], depth;
};

static void put32(struct boxes *boxes, uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        boxes->bytes[boxes->length++] = (unsigned char)(value >> shift);
}

static void box_open(struct boxes *boxes, const char *type)
{
    boxes->open[boxes->depth++] = boxes->length;
    put32(boxes, 0);
    memcpy(boxes->bytes + boxes->length, type, 4);
    boxes->length += 4;
}

static void box_close(struct boxes *boxes)
{
    size_t at = boxes->open[--boxes->depth], end = boxes->length;
    boxes->length = at;
    put32(boxes, (uint32_t)(end - at));
    boxes->length = end;
}

static void box(struct boxes *boxes, const char *type, const uint32_t *words, size_t count)
{
    box_open(boxes, type);
    for (size_t i = 0; i < count; i++)
        put32(boxes, words[i]);
    box_close(boxes);
}
#define BOX(boxes, type, ...) \
    box(boxes, type, (const uint32_t[]){__VA_ARGS__}, COUNT(((const uint32_t[]){__VA_ARGS__})))

/* One track of ten samples of 100 bytes and a tenth of a second, five in a chunk, from byte 1000 on; the movie counts
 * in milliseconds. `edits`: rows of length, media time, rate. */
static void make_movie(struct boxes *boxes, const uint32_t *edits, uint32_t count)
{
    *boxes = (struct boxes){.length = 0};
    BOX(boxes, "mvhd", 0, 0, 0, 1000, 1000, 0);
    box_open(boxes, "trak");
    BOX(boxes, "tkhd", 0, 0, 0, 7, 0, 1000);
    if (count > 0) {
        box_open(boxes, "edts");
        box_open(boxes, "elst");
        put32(boxes, 0);
        put32(boxes, count);
        for (uint32_t i = 0; i < 3 * count; i++)
            put32(boxes, edits[i]);
        box_close(boxes);
        box_close(boxes);
    }
    box_open(boxes, "mdia");
    BOX(boxes, "mdhd", 0, 0, 0, 10, 10, 0);
    box_open(boxes, "minf");
    box_open(boxes, "stbl");
    BOX(boxes, "stsd", 0, 1, 16, 0x61766331, 0, 0); /* avc1 */
    BOX(boxes, "stts", 0, 1, 10, 1);
    BOX(boxes, "stsc", 0, 1, 1, 5, 1);
    BOX(boxes, "stsz", 0, 100, 10);
    BOX(boxes, "stco", 0, 2, 1000, 1500);
    box_close(boxes);
    box_close(boxes);
    box_close(boxes);
    box_close(boxes);
}

static void assert_near(double is, double shall)
{
    if (is < shall - 1e-6 || is > shall + 1e-6)
        fail_msg("%f, expected %f", is, shall);
}

static void samples_are_held_against_the_file(void **state)
{
    (void)state;
    static const struct {
        uint64_t size;
        double whole_s;
    } rows[] = {{2000, 1.0}, {1999, 0.9}, {1500, 0.5}, {1450, 0.4}, {1000, 0}, {0, 0}};
    struct boxes boxes;
    struct mp4_index index;
    make_movie(&boxes, NULL, 0);
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_true(mp4_index_parse(boxes.bytes, boxes.length, rows[i].size, &index));
        assert_int_equal(index.count, 1);
        const struct mp4_track *track = mp4_index_track(&index, 7);
        assert_non_null(track);
        assert_near(track->media_s, 1.0);
        assert_near(track->whole_s, rows[i].whole_s);
        assert_false(track->is_encrypted);
        assert_int_equal(track->edit_parts, 0);
    }
    assert_null(mp4_index_track(&index, 8));
    assert_false(index.is_fragmented);
}

static void edit_lists_are_added_up(void **state)
{
    (void)state;
    enum { RATE = 0x10000, NOTHING = UINT32_MAX };
    static const struct {
        uint32_t edits[9], count;
        int parts;
        double lead_s, length_s, media_s, media_end_s;
    } rows[] = {
        {{1000, 0, RATE}, 1, 1, 0, 1, 0, 1},
        {{500, 2, RATE}, 1, 1, 0, 0.5, 0.2, 0.7},
        {{250, NOTHING, RATE, 750, 0, RATE}, 2, 1, 0.25, 0.75, 0, 0.75},
        {{200, 0, RATE, 300, 5, RATE}, 2, 2, 0, 0.5, 0.5, 0.8},
        /* nothing between two parts is time, too; behind the last one it is none */
        {{200, 0, RATE, 100, NOTHING, RATE, 300, 5, RATE}, 3, 2, 0, 0.6, 0.5, 0.8},
        {{200, 0, RATE, 100, NOTHING, RATE}, 2, 1, 0, 0.2, 0, 0.2},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct boxes boxes;
        struct mp4_index index;
        make_movie(&boxes, rows[i].edits, rows[i].count);
        assert_true(mp4_index_parse(boxes.bytes, boxes.length, 2000, &index));
        const struct mp4_track *track = mp4_index_track(&index, 7);
        assert_int_equal(track->edit_parts, rows[i].parts);
        assert_near(track->edit_lead_s, rows[i].lead_s);
        assert_near(track->edit_length_s, rows[i].length_s);
        assert_near(track->edit_media_s, rows[i].media_s);
        assert_near(track->edit_media_end_s, rows[i].media_end_s);
    }
}

/* Counts and sizes that promise more than there is are cut to what there is, wherever the index breaks off. */
static void liars_are_held_against_their_box(void **state)
{
    (void)state;
    struct boxes boxes;
    struct mp4_index index;
    make_movie(&boxes, (const uint32_t[]){500, 2, 0x10000}, 1);
    for (size_t length = 0; length <= boxes.length; length++) {
        unsigned char *exact = malloc(length + 1); /* so that a read past it shows under a sanitizer */
        memcpy(exact, boxes.bytes, length);
        mp4_index_parse(exact, length, 2000, &index);
        free(exact);
    }
    for (size_t at = 0; at < boxes.length; at++) {
        unsigned char kept = boxes.bytes[at];
        boxes.bytes[at] = 0xff;
        mp4_index_parse(boxes.bytes, boxes.length, 2000, &index);
        assert_true(index.count <= 1);
        boxes.bytes[at] = kept;
    }
}

static void files_of_the_muxer_are_read(void **state)
{
    (void)state;
    struct mp4_index index;
    char *plain = fixture_path("plain.mp4"), *parts = fixture_path("parts.mp4"), *words = fixture_path("words.mp4");
    assert_int_equal(fixture_run(MAKE PICTURE TONE H264 "-c:a aac @plain.mp4", NULL), 0);
    assert_int_equal(fixture_run(MAKE "-i @plain.mp4 -c copy -movflags frag_keyframe+empty_moov @parts.mp4", NULL), 0);
    assert_int_equal(file_write(words, 0600, "no boxes at all", 15, NULL), BGM_OK);
    assert_true(mp4_index_read(plain, &index));
    assert_int_equal(index.count, 2);
    assert_false(index.is_fragmented);
    assert_near(index.tracks[0].media_s, 2.0);
    assert_near(index.tracks[0].whole_s, 2.0);
    assert_true(mp4_index_read(parts, &index));
    assert_true(index.is_fragmented);
    assert_false(mp4_index_read(words, &index));
    assert_false(mp4_index_read("/nowhere", &index));
    free(plain);
    free(parts);
    free(words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(samples_are_held_against_the_file),
        cmocka_unit_test(edit_lists_are_added_up),
        cmocka_unit_test(liars_are_held_against_their_box),
        cmocka_unit_test(files_of_the_muxer_are_read),
    };
    return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
