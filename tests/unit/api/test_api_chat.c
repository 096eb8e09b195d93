/* A message and its stream of events, over the wire: what is shown, and what each end of a stream means. */
#include "api_fixture.h"

#include "bgmusic/api/api_chat.h"
#include "bgmusic/base/count.h"

struct heard {
    struct buf shown, turns;
    size_t calls, results;
};

static void on_event(void *context, const struct api_event *event)
{
    struct heard *heard = context;
    if (event->kind == API_EVENT_TEXT)
        buf_append_text(&heard->shown, event->text);
    if (event->kind == API_EVENT_TURN_TEXT)
        buf_appendf(&heard->turns, "[%s]", event->text);
    heard->calls += event->kind == API_EVENT_TOOL_CALL;
    heard->results += event->kind == API_EVENT_TOOL_RESULT;
}

static void heard_init(struct heard *heard)
{
    *heard = (struct heard){0};
    buf_init(&heard->shown, 1 << 20);
    buf_init(&heard->turns, 1 << 20);
}

static void heard_release(struct heard *heard)
{
    buf_release(&heard->shown);
    buf_release(&heard->turns);
}

static void a_message_is_answered_and_each_word_shown_once(void **state)
{
    (void)state;
    struct fixture f;
    struct heard heard;
    struct api_chat_result reply;
    heard_init(&heard);
    struct api_chat_listener listener = {.context = &heard, .on_event = on_event};
    open_fixture(&f, NULL, NULL, 0);
    new_session(&f);
    expect(api_chat(&f.client, f.session, "add \"calm\" music", &listener, NULL, &reply, &f.err), &f);
    assert_string_equal(heard.shown.bytes, "Adding calm music.Background music was added.");
    assert_string_equal(heard.turns.bytes, "[Adding calm music.][Background music was added.]");
    assert_int_equal(heard.calls, 1);
    assert_int_equal(heard.results, 1);
    assert_int_equal(reply.turn_count, 2);
    assert_true(reply.ended && f.client.last.work_began && !reply.failed);
    api_chat_result_release(&reply);
    heard_release(&heard);
    close_fixture(&f);
}

/* What a stream's end means: one row a script. */
struct chat_case {
    const char *script;
    enum bgm_status status;
    enum http_verdict verdict;
    bool started, ended;
    const char *turns; /* joined by '|' */
    int service_code;
};

#define STREAM(pieces, rest) \
    "{\"rules\":[{\"path\":\"/run_sse\",\"type\":\"text/event-stream\",\"pieces\":[" pieces "]" rest "}]}"
#define TEXT_A "{\"text\":\"data: {\\\"text\\\":\\\"A\\\"}\\n\\n\"}"

static const struct chat_case chat_cases[] = {
    {STREAM(TEXT_A, ""), BGM_OK, HTTP_DONE, true, true, "A", 0},
    /* No text at all is no failure. */
    {STREAM("{\"text\":\": alive\\n\\n\"}", ""), BGM_OK, HTTP_DONE, true, true, "", 0},
    {STREAM("{\"text\":\"\"}", ""), BGM_OK, HTTP_DONE, true, true, "", 0},
    /* A last event without its blank line counts when it is whole JSON, and only then. */
    {STREAM(TEXT_A ",{\"text\":\"data: {\\\"text\\\":\\\"B\\\"}\"}", ""), BGM_OK, HTTP_DONE, true, true, "AB", 0},
    {STREAM(TEXT_A ",{\"text\":\"data: {\\\"text\\\":\\\"B\"}", ""), BGM_OK, HTTP_DONE, true, true, "A", 0},
    /* The connection dies: what came stays, the state must be looked up. */
    {STREAM(TEXT_A ",{\"text\":\"data: 2345678901234567890\"}", ",\"cut_after\":25"), BGM_NETWORK, HTTP_CUT_OFF, true,
     false, "A", 0},
    {"{\"rules\":[{\"path\":\"/run_sse\",\"close\":true}]}", BGM_NETWORK, HTTP_CUT_OFF, true, false, "", 0},
    /* Failures inside the stream. */
    {STREAM("{\"text\":\"data: {\\\"error\\\":\\\"it said \\\"no\\\" again\\\"}\\n\\n\"}", ""), BGM_SERVICE, HTTP_DONE,
     true, true, "", 0},
    {STREAM("{\"text\":\"data: {\\\"errorCode\\\":\\\"429\\\",\\\"errorMessage\\\":\\\"slow\\\"}\\n\\n\"}", ""),
     BGM_RATE_LIMITED, HTTP_DONE, true, true, "", 0},
    /* Refusals before any work. */
    {"{\"rules\":[{\"path\":\"/run_sse\",\"status\":401,\"json\":{\"code\":1001,\"message\":\"expired\"}}]}", BGM_AUTH,
     HTTP_REAUTHENTICATE, false, false, "", 1001},
    {"{\"rules\":[{\"path\":\"/run_sse\",\"status\":200,\"json\":{\"code\":1010,\"message\":\"expired\"}}]}", BGM_AUTH,
     HTTP_DONE, false, false, "", 1010},
    {"{\"rules\":[{\"path\":\"/run_sse\",\"status\":429,\"headers\":{\"Retry-After\":\"7\"},\"body\":\"\"}]}",
     BGM_RATE_LIMITED, HTTP_RETRY_LATER, false, false, "", 0},
    {"{\"rules\":[{\"path\":\"/run_sse\",\"json\":{\"code\":2001,\"message\":\"no credits\"}}]}", BGM_OUT_OF_CREDITS,
     HTTP_DONE, false, false, "", 2001},
    /* 5xx and a web page: nobody knows whether work began. */
    {"{\"rules\":[{\"path\":\"/run_sse\",\"status\":503,\"body\":\"<html>down</html>\"}]}", BGM_SERVICE,
     HTTP_RETRY_LATER, true, false, "", 0},
    {"{\"rules\":[{\"path\":\"/run_sse\",\"body\":\"<html>sign in</html>\"}]}", BGM_SERVICE, HTTP_DONE, true, false, "",
     0},
};

static void the_end_of_a_stream_is_understood(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(chat_cases); i++) {
        const struct chat_case *row = &chat_cases[i];
        struct fixture f;
        struct api_chat_result reply;
        struct buf turns;
        buf_init(&turns, 1 << 16);
        open_fixture(&f, row->script, NULL, 0);
        new_session(&f);
        enum bgm_status status = api_chat(&f.client, f.session, "hi", NULL, NULL, &reply, &f.err);
        for (size_t k = 0; k < reply.turn_count; k++)
            buf_appendf(&turns, "%s%s", k > 0 ? "|" : "", reply.turns[k]);
        if (status != row->status || f.client.last.verdict != row->verdict ||
            f.client.last.work_began != row->started || reply.ended != row->ended ||
            strcmp(turns.bytes, row->turns) != 0 || f.client.last.service_code != row->service_code)
            fail_msg("row %zu: %s, %s, started %d, ended %d, \"%s\", code %d: %s", i, bgm_status_name(status),
                     http_verdict_name(f.client.last.verdict), f.client.last.work_began, reply.ended, turns.bytes,
                     f.client.last.service_code, f.err.message);
        if (row->status == BGM_RATE_LIMITED && row->verdict == HTTP_RETRY_LATER)
            assert_int_equal(f.client.last.retry_after_ms, 7000);
        api_chat_result_release(&reply);
        buf_release(&turns);
        close_fixture(&f);
    }
}

/* libcurl repeats a request on a kept connection that died: for a message that would be an edit paid twice. */
static void a_message_is_sent_once_even_when_the_connection_dies(void **state)
{
    (void)state;
    struct fixture f;
    struct api_chat_result reply;
    struct buf lines;
    buf_init(&lines, 1 << 20);
    open_fixture(&f, "{\"rules\":[{\"path\":\"/run_sse\",\"close\":true}]}", NULL, 0);
    new_session(&f);
    assert_int_equal(api_chat(&f.client, f.session, "once", NULL, NULL, &reply, &f.err), BGM_NETWORK);
    assert_true(f.client.last.anything_sent);
    api_chat_result_release(&reply);
    scripted_requests(&f.service, &lines);
    assert_int_equal(count_of(lines.bytes, "\"/run_sse\""), 1);
    buf_release(&lines);
    close_fixture(&f);
}

static void a_silent_stream_is_given_up_with_notices_before(void **state)
{
    (void)state;
    struct fixture f;
    struct api_chat_result reply;
    open_fixture(&f, STREAM("{\"text\":\"data: heartbeat\\n\\n\",\"pause_ms\":20}", ",\"repeat_last\":true"), NULL, 0);
    new_session(&f);
    struct api_chat_limits quiet = {.notice_ms = 100, .quiet_ms = 350, .total_ms = 5000};
    assert_int_equal(api_chat(&f.client, f.session, "x", NULL, &quiet, &reply, &f.err), BGM_TIMED_OUT);
    assert_int_equal(f.client.last.verdict, HTTP_TIMED_OUT);
    assert_true(f.client.last.work_began && !reply.ended);
    api_chat_result_release(&reply);
    close_fixture(&f);
}

int main(int count, char **words)
{
    (void)count;
    program_name = words[0];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_message_is_answered_and_each_word_shown_once),
        cmocka_unit_test(the_end_of_a_stream_is_understood),
        cmocka_unit_test(a_message_is_sent_once_even_when_the_connection_dies),
        cmocka_unit_test(a_silent_stream_is_given_up_with_notices_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
