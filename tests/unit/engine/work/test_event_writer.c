/* The stream of a turn: pieces, their repetition, calls, failures, comments while nothing comes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "event_writer.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"

/* All bytes of a finished stream, read `piece` at a time. */
static void stream_take(struct event_writer *writer, size_t piece, struct buf *all)
{
    char place[64];
    ssize_t got;
    while ((got = event_writer_read(writer, place, piece)) >= 0)
        buf_append(all, place, (size_t)got);
}

/* The n-th event's JSON; the caller's. */
static struct json *event_at(const struct buf *all, int n)
{
    const char *at = all->bytes;
    for (int i = 0; i < n; i++)
        at = strstr(at, "\n\n") + 2;
    assert_memory_equal(at, "data: ", 6);
    struct json *event = json_parse(at + 6, (size_t)(strstr(at, "\n\n") - at - 6), NULL);
    assert_non_null(event);
    return event;
}

static const struct json *part_of(const struct json *event)
{
    return json_first(json_path(event, "content", "parts", NULL));
}

static void test_shapes(void **state)
{
    (void)state;
    struct event_writer *writer = event_writer_new();
    struct buf all;
    buf_init(&all, 65536);
    event_writer_text(writer, "one ");
    event_writer_text(writer, "two");
    event_writer_call(writer, "compose_music", NULL);
    event_writer_response(writer, "compose_music", NULL);
    event_writer_text(writer, "three");
    event_writer_failure(writer, "input", "no \"room\"\n");
    event_writer_finish(writer);
    stream_take(writer, 7, &all);

    struct json *event = event_at(&all, 1);
    assert_true(json_bool(event, "partial", false));
    assert_string_equal(json_text(part_of(event), "text"), "two");
    json_free(event);
    event = event_at(&all, 2); /* the whole text of the model turn, with its call */
    assert_false(json_bool(event, "partial", false));
    assert_string_equal(json_text(part_of(event), "text"), "one two");
    char *call = strdup(json_text(json_get(json_next(part_of(event)), "functionCall"), "id"));
    json_free(event);
    event = event_at(&all, 3);
    assert_string_equal(json_text(json_get(part_of(event), "functionResponse"), "id"), call);
    free(call);
    json_free(event);
    event = event_at(&all, 5);
    assert_string_equal(json_text(part_of(event), "text"), "three");
    json_free(event);
    event = event_at(&all, 6);
    assert_null(json_get(event, "content"));
    assert_string_equal(json_text(event, "errorMessage"), "no \"room\"\n");
    json_free(event);
    buf_release(&all);
    event_writer_release(writer);
    event_writer_release(writer);
}

/* The rule's ten seconds are ten milliseconds here (main sets the clock's scale). */
static void test_keep_alive(void **state)
{
    (void)state;
    struct event_writer *writer = event_writer_new();
    char place[64];
    ssize_t got = event_writer_read(writer, place, sizeof place);
    assert_true(got > 3);
    assert_memory_equal(place, ": ", 2);
    assert_memory_equal(place + got - 2, "\n\n", 2);
    event_writer_abandon(writer);
    event_writer_text(writer, "nobody reads this");
    event_writer_finish(writer);
    assert_int_equal(event_writer_read(writer, place, sizeof place), -1);
    event_writer_release(writer);
    event_writer_release(writer);
}

/* The call holds what a client needs to ask, and repeats the text before it. */
static void test_ask(void **state)
{
    (void)state;
    const struct event_option moods[] = {{"calm", "Calm piano"}, {"lofi", "Lo-fi"}};
    const struct event_question questions[] = {
        {.id = "mood", .prompt = "Which mood fits?", .options = moods, .option_count = 2, .allow_multiple = true},
        {.id = "name", .prompt = "What is the title?"},
    };
    struct event_writer *writer = event_writer_new();
    struct buf all;
    buf_init(&all, 65536);
    event_writer_text(writer, "Before I begin: ");
    event_writer_ask(writer, "The music", questions, 2);
    event_writer_finish(writer);
    stream_take(writer, 64, &all);
    struct json *event = event_at(&all, 1);
    assert_string_equal(json_text(part_of(event), "text"), "Before I begin: ");
    const struct json *call = json_get(json_next(part_of(event)), "functionCall");
    assert_string_equal(json_text(call, "name"), "ask_question");
    assert_string_equal(json_text(json_get(call, "args"), "title"), "The music");
    const struct json *first = json_first(json_path(call, "args", "questions", NULL)), *second = json_next(first);
    assert_string_equal(json_text(first, "id"), "mood");
    assert_string_equal(json_text(first, "prompt"), "Which mood fits?");
    assert_true(json_bool(first, "allow_multiple", false));
    assert_int_equal(json_count(json_get(first, "options")), 2);
    assert_string_equal(json_text(json_next(json_first(json_get(first, "options"))), "label"), "Lo-fi");
    assert_int_equal(json_count(json_get(second, "options")), 0);
    assert_false(json_bool(second, "allow_multiple", true));
    json_free(event);
    buf_release(&all);
    event_writer_release(writer);
    event_writer_release(writer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_shapes), cmocka_unit_test(test_ask),
                                       cmocka_unit_test(test_keep_alive)};
    setenv("BGMUSIC_TEST_CLOCK_SCALE", "1000", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
