/* The timeline as a picture: every line in its place, in any width, with any names. */
#include "unit/unit_test.h"

#include <stdio.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "bgmusic/draft/draft.h"
#include "bgmusic/draft/draft_picture.h"
#include "bgmusic/draft/draft_scene.h"

#define SPAN(text)            \
    {                         \
        text, sizeof text - 1 \
    }

static const char plain_draft[] =
    "{\"d\":12000,\"t\":[{\"tt\":0,\"sg\":[{\"s\":0,\"d\":12000,\"n\":\"clip.mp4\",\"m\":{\"upload\":\"u1\"}}]},"
    "{\"tt\":1,\"sg\":[{\"s\":0,\"d\":12000,\"n\":\"Calm\",\"v\":0.35,\"fi\":0,\"fo\":6000,"
    "\"m\":{\"style\":\"lofi\",\"bpm\":78.14,\"key\":\"D dorian\",\"seed\":\"17\"}}]},"
    "{\"tt\":7,\"sg\":[{\"s\":3000,\"d\":3000,\"m\":{\"text\":\"Hi\"}}]},{\"tt\":1,\"sg\":[]}]}";
static const char plain_analyses[] =
    "{\"u0\":{\"speech\":[{\"start_ms\":0,\"end_ms\":12000}]},"
    "\"u1\":{\"speech\":[{\"start_ms\":3000,\"end_ms\":6000},{\"start_ms\":5,\"end_ms\":1},7]}}";
static const char plain_media[] = "{\"music\":{\"sections\":[{\"start_ms\":0,\"end_ms\":6000,\"energy\":0.5},"
                                  "{\"start_ms\":6000,\"end_ms\":12000,\"energy\":1.7}]}}";

#define GOLDEN_ASCII                                                \
    "                     0:00           0:05            0:10\n"    \
    "                     |              |               |\n"       \
    " 1. Video clip.mp4   ######################################\n" \
    "    speech                    ~~~~~~~~~~\n"                    \
    " 2. BGM Calm     35% ===================##***++===--::___..\n" \
    " 3. Title \"Hi\"                ==========\n"                  \
    " 4. BGM              (empty)\n"
#define GOLDEN_BLOCKS                                                                                                                           \
    "                     0:00           0:05            0:10\n"                                                                                \
    "                     |              |               |\n"                                                                                   \
    " 1. Video clip.mp4   ██████████████████████████████████████\n" \
    "    speech                    ▒▒▒▒▒▒▒▒▒▒\n"                                                                            \
    " 2. BGM Calm     35% ▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅██▇▇▇▆▆▅▅▅▄▄▃▃▂▂▂▁▁\n" \
    " 3. Title \"Hi\"                ▬▬▬▬▬▬▬▬▬▬\n"                                                                          \
    " 4. BGM              (empty)\n"

static void read_plain(struct draft *draft, struct draft_scene *scene)
{
    struct draft_sources sources = {SPAN(plain_draft), SPAN(plain_analyses), SPAN(plain_media)};
    draft_init(draft);
    assert_int_equal(draft_parse(plain_draft, sizeof plain_draft - 1, draft, NULL), BGM_OK);
    draft_scene_read(&sources, scene);
}

static void drawn(void **state)
{
    (void)state;
    static const struct {
        struct picture_look look;
        const char *text;
    } rows[] = {
        {{.columns = 60, .ascii = true}, GOLDEN_ASCII},
        {{.columns = 60}, GOLDEN_BLOCKS},
    };
    struct draft draft;
    struct draft_scene scene;
    read_plain(&draft, &scene);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf out;
        buf_init(&out, 65536);
        draft_picture(&draft, &scene, &rows[i].look, &out);
        assert_string_equal(out.bytes, rows[i].text);
        buf_release(&out);
    }
    assert_string_equal(scene.made, "lofi, 78 bpm, D dorian, seed 17");
    assert_int_equal(scene.sections[0].start_ms, 0);
    assert_int_equal(scene.sections[0].end_ms, 6000);
    draft_scene_release(&scene);
    draft_release(&draft);
}

struct drawn {
    struct draft draft;
    struct draft_scene scene;
    struct buf picture, svg;
};

static void draw(const char *with, size_t length, struct drawn *drawn)
{
    const struct picture_look look = {.columns = 60, .ascii = true};
    draft_init(&drawn->draft);
    buf_init(&drawn->picture, 65536);
    buf_init(&drawn->svg, 65536);
    assert_int_equal(draft_parse(with, length, &drawn->draft, NULL), BGM_OK);
    draft_scene_read(&(struct draft_sources){.draft = {with, length}}, &drawn->scene);
    draft_picture(&drawn->draft, &drawn->scene, &look, &drawn->picture);
    draft_svg(&drawn->draft, &drawn->scene, &drawn->svg);
}

static void drawn_release(struct drawn *drawn)
{
    buf_release(&drawn->picture);
    buf_release(&drawn->svg);
    draft_scene_release(&drawn->scene);
    draft_release(&drawn->draft);
}

/* A hole in the music is one in the picture; odd lists of them are none. */
static void holes(void **state)
{
    (void)state;
    static const char with[] =
        "{\"t\":[{\"tt\":1,\"sg\":[{\"s\":0,\"d\":10000,\"n\":\"Calm\",\"m\":{\"spans\":[[2000,6000,0],"
        "[6000,8000,1.5],[1,2],7,[\"a\",2,0],[9000,8000,0]]}}]}]}";
    struct drawn drawn;
    draw(with, sizeof with - 1, &drawn);
    assert_int_equal(drawn.scene.hole_count, 1);
    assert_non_null(strstr(drawn.picture.bytes, " ========               ================\n"));
    assert_non_null(strstr(drawn.picture.bytes, "+3.5 dB"));
    drawn_release(&drawn);
}

/* Where the video's own sound was taken away stands under it. */
static void muted(void **state)
{
    (void)state;
    static const char with[] = "{\"t\":[{\"tt\":0,\"sg\":[{\"s\":0,\"d\":10000,\"n\":\"a.mp4\"}]}],"
                               "\"m\":{\"original_spans\":[[2000,6000,0],[6000,8000,1.5],[\"a\",2,0]]}}";
    struct drawn drawn;
    draw(with, sizeof with - 1, &drawn);
    assert_int_equal(drawn.scene.muted_count, 1);
    assert_int_equal(drawn.scene.original_level_count, 1);
    assert_non_null(strstr(drawn.picture.bytes, "    no sound"));
    assert_non_null(strstr(drawn.picture.bytes, " xxxxxxxxxxxxxxx"));
    assert_non_null(strstr(drawn.picture.bytes, "    level"));
    assert_non_null(strstr(drawn.picture.bytes, "+3.5 dB"));
    assert_non_null(strstr(drawn.svg.bytes, "class=\"muted\""));
    assert_non_null(strstr(drawn.svg.bytes, "class=\"louder\""));
    assert_non_null(strstr(drawn.svg.bytes, ">+3.5 dB</text>"));
    drawn_release(&drawn);
}

/* Names of all kinds in windows of all widths: no line is wider than the window, nothing can drive the terminal. */
static void fits(void **state)
{
    (void)state;
    static const char *const names[] = {
        "海边的日落和一个非常非常长的文件名.mp4",
        "🎬🎵 trailer 🎬🎵🎬🎵🎬🎵 final.mp4",
        "e\\u0301te\\u0301.mp4",
        "a\\u001b[31mred\\u0007\\nnew line\\t.mp4",
        "x",
        "a-name-without-any-blank-that-goes-on-and-on-and-on-and-on-and-on-and-on-and-on.mp4",
    };
    static const int64_t lengths_ms[] = {1, 400, 3700, 59999, 3600000, 86400000, INT64_C(9000000000000)};
    struct draft_scene scene = {0};
    for (size_t n = 0; n < COUNT(names); n++) {
        for (size_t l = 0; l < COUNT(lengths_ms); l++) {
            struct draft draft;
            char json[1024];
            snprintf(json, sizeof json,
                     "{\"t\":[{\"tt\":0,\"sg\":[{\"s\":0,\"d\":%lld,\"n\":\"%s\"}]},{\"tt\":1,\"sg\":[{\"s\":%lld,"
                     "\"d\":%lld,"
                     "\"n\":\"%s\",\"v\":1}]},{\"tt\":9,\"sg\":[{\"n\":\"%s\"}]}]}",
                     (long long)lengths_ms[l], names[n], (long long)lengths_ms[l] / 2, (long long)lengths_ms[l],
                     names[n], names[n]);
            draft_init(&draft);
            assert_int_equal(draft_parse(json, strlen(json), &draft, NULL), BGM_OK);
            for (size_t columns = 0; columns < 300; columns += 7) {
                struct buf out;
                size_t most = columns < PICTURE_LEAST_COLUMNS ? PICTURE_LEAST_COLUMNS : columns, lines = 0;
                struct picture_look look = {.columns = columns, .ascii = columns % 2 == 0};
                buf_init(&out, 1024 * 1024);
                draft_picture(&draft, &scene, &look, &out);
                for (const char *line = out.bytes; *line != '\0'; lines++) {
                    size_t length = strcspn(line, "\n");
                    CHECK_ROW(text_columns(line, length) <= most, columns, out.bytes);
                    CHECK_ROW(length == 0 || line[length - 1] != ' ', columns, out.bytes);
                    line += length + 1;
                }
                assert_int_equal(lines, 5);
                assert_null(strchr(out.bytes, '\033'));
                assert_null(strchr(out.bytes, '\t'));
                for (const char *c = out.bytes; look.ascii && *c != '\0'; c++)
                    assert_true((unsigned char)*c < 0x80);
                buf_release(&out);
            }
            draft_release(&draft);
        }
    }
}

static void hostile(void **state)
{
    (void)state;
    static const char *const texts[] = {"",
                                        "null",
                                        "[]",
                                        "{}",
                                        "7",
                                        "{\"music\":7}",
                                        "{\"music\":{\"sections\":{}}}",
                                        "{\"u1\":{\"speech\":\"no\"}}",
                                        "{\"t\":[{\"tt\":1,\"sg\":7}]}",
                                        "{\"t\":{\"tt\":1}}"};
    for (size_t i = 0; i < COUNT(texts); i++) {
        for (size_t k = 0; k < 3; k++) {
            struct draft_scene scene;
            struct json_span span = {texts[i], strlen(texts[i])}, none = {NULL, 0};
            draft_scene_read(&(struct draft_sources){k == 0 ? span : none, k == 1 ? span : none, k == 2 ? span : none},
                             &scene);
            assert_int_equal(scene.speech_count + scene.energy_count, 0);
            assert_null(scene.made);
            draft_scene_release(&scene);
        }
    }
}

static void as_svg(void **state)
{
    (void)state;
    static const char nasty[] =
        "{\"m\":{\"title\":\"a<b>&\\\"c\\u0001\\ufffe\\uffff\"},\"t\":[{\"tt\":0,\"sg\":[{\"s\":0,\"d\":1000,"
        "\"n\":\"<script>alert(1)</script>&amp;\\ufffe.mp4\"}]}]}";
    struct draft draft;
    struct draft_scene scene;
    struct buf out;
    buf_init(&out, 1024 * 1024);
    read_plain(&draft, &scene);
    draft_svg(&draft, &scene, &out);
    assert_non_null(strstr(out.bytes, "class=\"energy\""));
    assert_non_null(strstr(out.bytes, "class=\"speech\""));
    assert_non_null(strstr(out.bytes, ">35%</text>"));
    draft_release(&draft);
    draft_scene_release(&scene);
    buf_clear(&out);
    draft_init(&draft);
    scene = (struct draft_scene){0};
    draft_svg(&draft, &scene, &out);
    assert_non_null(strstr(out.bytes, "(empty)"));
    buf_clear(&out);
    assert_int_equal(draft_parse(nasty, strlen(nasty), &draft, NULL), BGM_OK);
    draft_svg(&draft, &scene, &out);
    assert_null(strstr(out.bytes, "<script"));
    assert_non_null(strstr(out.bytes, "&lt;script&gt;"));
    assert_null(strchr(out.bytes, '\001'));
    /* No characters of XML: the one that stands for them is. */
    assert_null(strstr(out.bytes, "\xef\xbf\xbe"));
    assert_null(strstr(out.bytes, "\xef\xbf\xbf"));
    assert_non_null(strstr(out.bytes, "\xef\xbf\xbd.mp4"));
    draft_release(&draft);
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drawn), cmocka_unit_test(holes),   cmocka_unit_test(muted),
        cmocka_unit_test(fits),  cmocka_unit_test(hostile), cmocka_unit_test(as_svg),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
