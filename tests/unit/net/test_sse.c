/* The event stream parser: whole, byte by byte, cut at every point. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/net/sse.h"

/* Events are noted as "name|id|data;" with "~" before an unterminated one and ":" before a comment. */
static bool note(void *context, const struct sse_event *event)
{
    struct buf *log = context;
    assert_int_equal(event->data[event->data_length], '\0');
    if (event->comment)
        buf_append_char(log, ':');
    else
        buf_appendf(log, "%s%s|%s|", event->unterminated ? "~" : "", event->name, event->id);
    buf_append(log, event->data, event->data_length);
    buf_append_char(log, ';');
    return true;
}

struct sse_case {
    const char *input;
    size_t length; /* 0: strlen */
    const char *events;
    size_t events_length;
};

static const struct sse_case cases[] = {
    {"data: a\n\n", 0, "message||a;", 0},
    {"data:a\n\ndata:  b\n\n", 0, "message||a;message|| b;", 0},
    {"data: a\r\n\r\ndata: b\r\rdata: c\n\n", 0, "message||a;message||b;message||c;", 0},
    {"\xef\xbb\xbf"
     "data: bom\n\n",
     0, "message||bom;", 0},
    {"\xef\xbb"
     "data: x\n\n",
     0, "", 0},
    {"data: one\ndata: two\ndata\ndata: four\n\n", 0, "message||one\ntwo\n\nfour;", 0},
    {": comment\n:\ndata: a\n\n", 0, ": comment;:;message||a;", 0},
    {"event: ping\ndata: x\n\ndata: y\n\n", 0, "ping||x;message||y;", 0},
    {"event: ping\n\ndata: y\n\n", 0, "message||y;", 0},
    {"id: 7\ndata: a\n\ndata: b\n\nid\ndata: c\n\n", 0, "message|7|a;message|7|b;message||c;", 0},
    {"unknown: field\nnothing\ndata: a\n\n", 0, "message||a;", 0},
    {"data:\n\n", 0, "message||;", 0},
    {"data: heartbeat", 0, "~message||heartbeat;", 0},
    {"data: a\n\ndata: {\"x\":1}\n", 0, "message||a;~message||{\"x\":1};", 0},
    {"\n\n\n\r\n\r", 0, "", 0},
    {"", 0, "", 0},
    {"data: a\0b\n\n", 11, "message||a\0b;", 13},
    {"id: a\0b\ndata: c\n\n", 18, "message||c;", 0},
    {"data: \xe9\x9f\xb3\xe4\xb9\x90 \xf0\x9f\x8e\xb5\n\n", 0, "message||\xe9\x9f\xb3\xe4\xb9\x90 \xf0\x9f\x8e\xb5;",
     0},
    {"\r\ndata: a\r\n\r\n\r\ndata: b\r\n\r\n", 0, "message||a;message||b;", 0},
};

static size_t length_of(const char *text, size_t length)
{
    return length > 0 ? length : strlen(text);
}

/* Feeds input in pieces that end at `cut` and, with `step`, every `step` bytes. */
static void check(const struct sse_case *row, size_t number, size_t cut, size_t step)
{
    struct sse_parser parser;
    struct buf log;
    size_t length = length_of(row->input, row->length);
    buf_init(&log, 1 << 20);
    sse_init(&parser, note, &log);
    for (size_t at = 0; at < length;) {
        size_t piece = step > 0 ? step : at < cut ? cut : length - at;
        if (piece > length - at)
            piece = length - at;
        /* A copy of exactly this size: reading past it is caught by the sanitizer. */
        char *copy = malloc(piece);
        memcpy(copy, row->input + at, piece);
        assert_true(sse_feed(&parser, copy, piece));
        free(copy);
        at += piece;
    }
    assert_true(sse_finish(&parser));
    size_t wanted = length_of(row->events, row->events_length);
    if (log.length != wanted || memcmp(log.bytes, row->events, wanted) != 0)
        fail_msg("case %zu, cut %zu, step %zu: got \"%s\", wanted \"%s\"", number, cut, step, log.bytes, row->events);
    sse_release(&parser);
    sse_release(&parser);
    buf_release(&log);
}

static void whole_by_bytes_and_cut_everywhere(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t length = length_of(cases[i].input, cases[i].length);
        check(&cases[i], i, length, 0);
        for (size_t step = 1; step <= 3; step++)
            check(&cases[i], i, 0, step);
        for (size_t cut = 1; cut < length; cut++)
            check(&cases[i], i, cut, 0);
    }
}

static bool note_retry(void *context, const struct sse_event *event)
{
    *(int64_t *)context = event->retry_ms;
    return true;
}

static void retry_takes_digits_alone(void **state)
{
    (void)state;
    static const struct {
        const char *input;
        int64_t retry_ms;
    } rows[] = {
        {"data: a\n\n", -1},
        {"retry: 1500\ndata: a\n\n", 1500},
        {"retry: 15s\ndata: a\n\n", -1},
        {"retry: -1\ndata: a\n\n", -1},
        {"retry:\ndata: a\n\n", -1},
        {"retry: 99999999999999999999\ndata: a\n\n", -1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct sse_parser parser;
        int64_t retry_ms = -2;
        sse_init(&parser, note_retry, &retry_ms);
        assert_true(sse_feed(&parser, rows[i].input, strlen(rows[i].input)));
        assert_int_equal(retry_ms, rows[i].retry_ms);
        sse_release(&parser);
    }
}

static void ceilings_are_kept_and_errors_stick(void **state)
{
    (void)state;
    static const char *const inputs[] = {
        "data: 0123456789abcdefghij\n\n",
        "data: 01234567\ndata: 01234567\ndata: 01234567\n\n",
        "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789",
    };
    for (size_t i = 0; i < COUNT(inputs); i++) {
        for (size_t step = 1; step < 200; step += 60) {
            struct sse_parser parser;
            struct buf log;
            bool good = true;
            buf_init(&log, 1 << 20);
            sse_init(&parser, note, &log);
            sse_limit(&parser, 16);
            for (size_t at = 0; at < strlen(inputs[i]); at += step) {
                size_t left = strlen(inputs[i]) - at;
                good = sse_feed(&parser, inputs[i] + at, left < step ? left : step) && good;
            }
            assert_false(good);
            assert_int_equal(parser.error, SSE_EVENT_TOO_LARGE);
            assert_false(sse_feed(&parser, "data: a\n\n", 9));
            assert_false(sse_finish(&parser));
            assert_int_equal(log.length, 0);
            sse_release(&parser);
            buf_release(&log);
        }
    }
}

static bool stop_at_second(void *context, const struct sse_event *event)
{
    (void)event;
    return ++*(int *)context < 2;
}

static void a_listener_can_stop_it(void **state)
{
    (void)state;
    struct sse_parser parser;
    int seen = 0;
    sse_init(&parser, stop_at_second, &seen);
    assert_false(sse_feed(&parser, "data: 1\n\ndata: 2\n\ndata: 3\n\n", 27));
    assert_int_equal(seen, 2);
    assert_int_equal(parser.error, SSE_STOPPED);
    sse_release(&parser);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_by_bytes_and_cut_everywhere),
        cmocka_unit_test(retry_takes_digits_alone),
        cmocka_unit_test(ceilings_are_kept_and_errors_stick),
        cmocka_unit_test(a_listener_can_stop_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
