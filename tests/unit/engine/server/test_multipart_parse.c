/* multipart bodies: whole, byte by byte, and broken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "multipart_parse.h"
#include "bgmusic/base/count.h"

static enum bgm_status note_begin(void *context, const char *name, const char *file_name, struct bgm_error *err)
{
    (void)err;
    buf_appendf(context, "<%s|%s>", name, file_name != NULL ? file_name : "-");
    return BGM_OK;
}

static enum bgm_status note_data(void *context, const char *bytes, size_t length, struct bgm_error *err)
{
    (void)err;
    return buf_append(context, bytes, length) ? BGM_OK : BGM_TOO_LARGE;
}

static enum bgm_status note_end(void *context, struct bgm_error *err)
{
    (void)err;
    buf_append_text(context, "</>");
    return BGM_OK;
}

static const struct multipart_handler noter = {note_begin, note_data, note_end};

struct row {
    const char *body, *parts; /* NULL: refused */
};

static const struct row rows[] = {
    {"--xyz\r\nContent-Disposition: form-data; name=\"files\"; "
     "filename=\"a;b.mp4\"\r\n\r\nhello\r\n--xyz--\r\n",
     "<files|a;b.mp4>hello</>"},
    {"preamble\r\n--xyz\r\ncontent-disposition: form-data; filename=a.mp4; name=files\r\nX: "
     "y\r\n\r\n\r\n--xy\r\n--xyz\r\n"
     "Content-Disposition: form-data; name=\"q\"\r\n\r\n\r\n--xyz--epilogue",
     "<files|a.mp4>\r\n--xy</><q|-></>"},
    {"--xyz \t\r\nContent-Disposition: form-data; name=\"a\\\"b\"\r\n\r\n--xyz--", "<a\"b|-></>"},
    {"--xyz--\r\n", ""},
    {"--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nhello", NULL},
    {"--xyz\r\nX: y\r\n\r\nhello\r\n--xyz--", NULL},
    {"--xyzz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nhello\r\n--xyz--", NULL},
    {"nothing", NULL},
    {"", NULL},
};

static void row_check(const struct row *row, size_t piece)
{
    struct multipart parser;
    struct buf parts;
    enum bgm_status status = BGM_OK;
    buf_init(&parts, 65536);
    assert_true(multipart_init(&parser, "multipart/form-data; boundary=\"xyz\"", &noter, &parts));
    size_t length = strlen(row->body);
    for (size_t at = 0; at < length && status == BGM_OK; at += piece)
        status = multipart_feed(&parser, row->body + at, length - at < piece ? length - at : piece, NULL);
    if (status == BGM_OK)
        status = multipart_end(&parser, NULL);
    if ((status == BGM_OK) != (row->parts != NULL))
        fail_msg("pieces of %zu: %s: %s", piece, row->body, bgm_status_name(status));
    if (row->parts != NULL)
        assert_string_equal(parts.bytes, row->parts);
    multipart_release(&parser);
    buf_release(&parts);
}

static void test_any_cut(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (size_t piece = 1; piece <= strlen(rows[i].body) + 1; piece++)
            row_check(&rows[i], piece);
    }
}

static void test_ceilings(void **state)
{
    (void)state;
    struct multipart parser;
    struct buf parts, body;
    buf_init(&parts, 1 << 20);
    buf_init(&body, 1 << 20);
    assert_false(multipart_init(&parser, "multipart/form-data", &noter, &parts));
    multipart_release(&parser);
    assert_false(multipart_init(&parser, "text/plain; boundary=x", &noter, &parts));
    multipart_release(&parser);
    /* A header without end. */
    assert_true(multipart_init(&parser, "multipart/form-data; boundary=xyz", &noter, &parts));
    buf_append_text(&body, "--xyz\r\n");
    while (body.length < 200000)
        buf_append_text(&body, "X: y\r\n");
    assert_int_not_equal(multipart_feed(&parser, body.bytes, body.length, NULL), BGM_OK);
    assert_int_not_equal(multipart_feed(&parser, "x", 1, NULL), BGM_OK); /* sticky */
    multipart_release(&parser);
    /* More parts than anybody sends. */
    buf_clear(&body);
    for (int i = 0; i < MULTIPART_MOST_PARTS + 1; i++)
        buf_append_text(&body, "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n");
    assert_true(multipart_init(&parser, "multipart/form-data; boundary=xyz", &noter, &parts));
    assert_int_not_equal(multipart_feed(&parser, body.bytes, body.length, NULL), BGM_OK);
    multipart_release(&parser);
    buf_release(&parts);
    buf_release(&body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_any_cut), cmocka_unit_test(test_ceilings)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
