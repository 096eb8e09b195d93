/* One event's data into typed events: the table of the contract, row by row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "bgmusic/api/api_events.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"

static const char *kind_name(enum api_event_kind kind)
{
    static const char *const names[] = {"text",     "turn_text", "tool_call", "question",     "tool_result",
                                        "activity", "keepalive", "failure",   "still_working"};
    return (size_t)kind < COUNT(names) ? names[kind] : "keepalive";
}

/* Noted as kind(text|name|code), with + for partial. */
static void note(void *context, const struct api_event *event)
{
    buf_appendf(context, "%s%s(%s|%s|%s)", event->partial ? "+" : "", kind_name(event->kind), event->text, event->name,
                event->code);
}

static const char *const cases[][2] = {
    /* The Agent Development Kit. */
    {"{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Hi\"}]},\"partial\":true}", "+text(Hi||)"},
    {"{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Hi\"},{\"text\":\" there\"}]}}", "text(Hi there||)"},
    {"{\"content\":{\"parts\":[{\"text\":\"Hi\"}]}}", "text(Hi||)"},
    {"{\"content\":{\"parts\":[{\"functionCall\":{\"id\":\"1\",\"name\":\"add_bgm\",\"args\":{\"text\":\"no\"}}}]}}",
     "tool_call(|add_bgm|)"},
    {"{\"content\":{\"parts\":[{\"function_call\":{\"name\":\"add_bgm\"}}]}}", "tool_call(|add_bgm|)"},
    {"{\"content\":{\"role\":\"user\",\"parts\":[{\"functionResponse\":{\"name\":\"add_bgm\",\"response\":{\"error\":"
     "\"x\"}}}]}}",
     "tool_result(|add_bgm|)"},
    {"{\"content\":{\"parts\":[{\"text\":\"secret\",\"thought\":true},{\"text\":\"shown\"}]}}",
     "activity(||)text(shown||)"},
    {"{\"content\":{\"parts\":[{\"text\":\"a\"},{\"functionCall\":{\"name\":\"t\"}},{\"text\":\"b\"}]}}",
     "text(a||)tool_call(|t|)text(b||)"},
    {"{\"content\":{\"role\":\"user\",\"parts\":[{\"text\":\"echo of the user\"}]}}", "activity(||)"},
    {"{\"content\":{\"parts\":[{\"text\":\"\"}]}}", "activity(||)"},
    {"{\"content\":{\"parts\":[{\"inlineData\":{}}]}}", "activity(||)"},
    {"{\"actions\":{\"stateDelta\":{}}}", "activity(||)"},
    {"{\"content\":{\"parts\":[]},\"invocationId\":\"e\"}", "activity(||)"},
    /* Flat, bare, keep-alives. */
    {"{\"type\":\"text\",\"content\":\"Hi\"}", "text(Hi||)"},
    {"{\"type\":\"text\",\"content\":\"Hi\",\"partial\":true}", "+text(Hi||)"},
    {"{\"type\":\"tool_call\",\"name\":\"t\",\"args\":{}}", "tool_call(|t|)"},
    {"{\"type\":\"tool_result\",\"name\":\"t\",\"result\":{\"error\":\"x\"}}", "tool_result(|t|)"},
    {"{\"type\":\"heartbeat\"}", "keepalive(||)"},
    {"{\"type\":\"new_fashion\",\"payload\":1}", "keepalive(||)"},
    {"{\"text\":\"Hi\"}", "text(Hi||)"},
    {"", "keepalive(||)"},
    {" \n", "keepalive(||)"},
    {"heartbeat", "keepalive(||)"},
    {"[DONE]", "keepalive(||)"},
    {"[1,2]", "keepalive(||)"},
    {"17", "keepalive(||)"},
    {"{}", "keepalive(||)"},
    {"{\"content\":\"text of no type\"}", "keepalive(||)"},
    {"{\"Text\":\"keys have a case\"}", "keepalive(||)"},
    {"{\"text\":17}", "keepalive(||)"},
    {"{\"content\":{\"parts\":\"not a list\"}}", "activity(||)"},
    {"{\"content\":{\"parts\":[7,null,\"x\"]}}", "activity(||)activity(||)activity(||)"},
    /* Failures. */
    {"{\"error\":\"broken\"}", "failure(broken||)"},
    {"{\"error\":\"it said \"no\" twice\"}", "failure(it said \"no\" twice||)"},
    {"{\"error\": \"line\nbreak\"}", "failure(line\nbreak||)"},
    {"{\"error\":{\"code\":503,\"message\":\"overloaded\"}}", "failure(overloaded||503)"},
    {"{\"errorCode\":\"429\",\"errorMessage\":\"slow down\"}", "failure(slow down||429)"},
    {"{\"errorCode\":429}", "failure(429||429)"},
    {"{\"errorMessage\":\"odd\"}", "failure(odd||)"},
    {"{\"errorCode\":\"STOP\"}", "keepalive(||)"},
    {"{\"errorCode\":\"STOP\",\"errorMessage\":\"done\",\"actions\":{}}", "activity(||)"},
    {"{\"errorCode\":\"MAX_TOKENS\",\"content\":{\"parts\":[{\"text\":\"cut\"}]}}", "text(cut||)"},
    {"{\"error\":null,\"text\":\"fine\"}", "text(fine||)"},
    {"{\"error\":\"\"}", "keepalive(||)"},
    {"{\"code\":1002,\"message\":\"session not found\"}", "failure(session not found||1002)"},
    {"{\"code\":0,\"message\":\"ok\"}", "keepalive(||)"},
    {"{\"type\":\"error\",\"message\":\"bad\"}", "failure(bad||)"},
    /* A failure's code and words, wherever they stand: none of them is a success, and a limit stays one. */
    {"{\"type\":\"error\",\"error\":{\"code\":429,\"message\":\"slow\"}}", "failure(slow||429)"},
    {"{\"type\":\"error\",\"errorCode\":\"429\",\"errorMessage\":\"slow\"}", "failure(slow||429)"},
    {"{\"error\":\"slow\",\"errorCode\":\"429\"}", "failure(slow||429)"},
    {"{\"error\":\"slow\",\"code\":429}", "failure(slow||429)"},
    {"{\"error\":{\"status\":\"RESOURCE_EXHAUSTED\",\"message\":\"quota\"}}", "failure(quota||RESOURCE_EXHAUSTED)"},
    {"{\"error\":{\"code\":429}}", "failure(429||429)"},
    {"{\"error\":{\"detail\":\"why\"}}", "failure(why||)"},
    {"{\"error\":{}}", "keepalive(||)"},
    {"{\"success\":false,\"message\":\"not now\"}", "failure(not now||)"},
    {"{\"success\":false,\"detail\":\"not now\"}", "failure(not now||)"},
    {"{\"success\":true,\"message\":\"fine\"}", "keepalive(||)"},
    {"{\"message\":\"only words\"}", "keepalive(||)"},
    {"{\"code\":1001}", "failure(1001||1001)"},
};

static void rows_hold(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf log;
        buf_init(&log, 1 << 16);
        api_event_read(cases[i][0], strlen(cases[i][0]), note, &log);
        if (strcmp(log.bytes, cases[i][1]) != 0)
            fail_msg("%s\n  gave %s\n  not  %s", cases[i][0], log.bytes, cases[i][1]);
        buf_release(&log);
    }
}

/* Whatever is cut off or flipped, something typed comes out and nothing breaks. */
static void damage_is_survived(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char copy[512];
        size_t length = strlen(cases[i][0]);
        for (size_t cut = 0; cut < length; cut++) {
            struct buf log;
            buf_init(&log, 1 << 16);
            memcpy(copy, cases[i][0], length);
            api_event_read(copy, cut, note, &log);
            assert_true(log.length > 0);
            buf_clear(&log);
            copy[cut] = (char)(copy[cut] ^ 0x11);
            api_event_read(copy, length, note, &log);
            assert_true(log.length > 0);
            buf_release(&log);
        }
    }
}

static void limits_are_known_by_their_codes(void **state)
{
    (void)state;
    assert_true(api_event_code_is_rate_limit("429"));
    assert_true(api_event_code_is_rate_limit("RESOURCE_EXHAUSTED"));
    assert_false(api_event_code_is_rate_limit("500"));
    assert_false(api_event_code_is_rate_limit(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_hold),
        cmocka_unit_test(damage_is_survived),
        cmocka_unit_test(limits_are_known_by_their_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
