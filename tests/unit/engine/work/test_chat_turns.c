/* Turns as threads: how many work and wait at once, what a thread that cannot be made says, and how all of them end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/file.h"
#include "chat_turn.h"
#include "database.h"
#include "event_writer.h"
#include "render_queue.h"
#include "session_rows.h"
#include "stop_flag.h"
#include "upload_analysis.h"
#include "support/temporary_folder.h"
#include "support/thread_limit.h"

struct hall {
    char *folder;
    struct database *database;
    struct upload_reader reader;
    struct stop_flag stopping;
    struct session_row session;
    struct token_row token;
    struct chat_turns *turns;
};

static int hall_open(void **state)
{
    struct hall *hall = calloc(1, sizeof *hall);
    assert_int_equal(temporary_folder_make(&hall->folder), BGM_OK);
    char *path = path_join(hall->folder, "engine.db");
    assert_int_equal(database_open(path, 1000, &hall->database, NULL), BGM_OK);
    assert_int_equal(token_issue(hall->database, "client", &hall->token, NULL), BGM_OK);
    assert_int_equal(session_create(hall->database, hall->token.user, "a", "en", &hall->session, NULL), BGM_OK);
    hall->reader.database = hall->database;
    stop_flag_init(&hall->stopping);
    hall->turns = chat_turns_new(&(struct chat_room){
        .reader = &hall->reader, .stopping = &hall->stopping, .most_at_work = 1, .most_waiting = 1});
    free(path);
    *state = hall;
    return 0;
}

static int hall_close(void **state)
{
    struct hall *hall = *state;
    chat_turns_wait(hall->turns);
    chat_turns_free(hall->turns);
    session_row_release(&hall->session);
    database_close(hall->database);
    file_remove_folder(hall->folder, 1);
    free(hall->folder);
    free(hall);
    return 0;
}

static enum bgm_status start(struct hall *hall, struct event_writer **events, struct bgm_error *err)
{
    *events = event_writer_new();
    return chat_turn_start(hall->turns, hall->token.user, &hall->session, "hello", *events, err);
}

/* Reads the stream to its end, and gives the reader's reference back. */
static void expect_stream(struct event_writer *events, const char *words)
{
    struct buf all;
    char piece[1024];
    buf_init(&all, 1 << 20);
    for (ssize_t got; (got = event_writer_read(events, piece, sizeof piece)) >= 0;)
        buf_append(&all, piece, (size_t)got);
    if (strstr(all.bytes, words) == NULL)
        fail_msg("no \"%s\" in: %s", words, all.bytes);
    buf_release(&all);
    event_writer_release(events);
}

/* The database's lock keeps the first turn at work: a second one waits, a third one is refused and costs no thread. */
static void places(void **state)
{
    struct hall *hall = *state;
    struct event_writer *first, *second, *third;
    struct bgm_error err = BGM_ERROR_INIT;
    assert_int_equal(database_begin(hall->database, NULL), BGM_OK);
    assert_int_equal(start(hall, &first, &err), BGM_OK);
    assert_int_equal(start(hall, &second, &err), BGM_OK);
    assert_int_equal(start(hall, &third, &err), BGM_RATE_LIMITED);
    event_writer_release(third);
    event_writer_release(third);
    assert_int_equal(database_end(hall->database, false, NULL), BGM_OK);
    expect_stream(first, "nothing was changed");
    expect_stream(second, "nothing was changed");
    chat_turns_wait(hall->turns);
    assert_int_equal(start(hall, &third, &err), BGM_OK);
    expect_stream(third, "nothing was changed");
}

static void end_while_one_waits(void **state)
{
    struct hall *hall = *state;
    struct event_writer *first, *second;
    assert_int_equal(database_begin(hall->database, NULL), BGM_OK);
    assert_int_equal(start(hall, &first, NULL), BGM_OK);
    assert_int_equal(start(hall, &second, NULL), BGM_OK);
    stop_flag_set(&hall->stopping);
    assert_int_equal(database_end(hall->database, false, NULL), BGM_OK);
    chat_turns_wait(hall->turns);
    /* Which of the two was at work is chance; none of them hangs, and one at least did not begin. */
    event_writer_abandon(first);
    event_writer_release(first);
    event_writer_abandon(second);
    event_writer_release(second);
    struct bgm_error err = BGM_ERROR_INIT;
    assert_int_equal(start(hall, &first, &err), BGM_INTERRUPTED);
    event_writer_release(first);
    event_writer_release(first);
}

/* Said at once, in the stream, with the system's reason; the place is free again. */
static void no_thread_for_a_turn(void **state)
{
    struct hall *hall = *state;
    struct event_writer *events;
    threads_run_out = true;
    for (int i = 0; i < 3; i++) {
        assert_int_equal(start(hall, &events, NULL), BGM_OK);
        expect_stream(events, "Resource temporarily unavailable");
    }
    threads_run_out = false;
    assert_int_equal(start(hall, &events, NULL), BGM_OK);
    expect_stream(events, "nothing was changed");
}

static void no_thread_for_a_render(void **state)
{
    struct hall *hall = *state;
    struct bgm_error err = BGM_ERROR_INIT;
    struct render_queue *queue = render_queue_new(&(struct render_queue_options){
        .database = hall->database, .owner = "x", .stopping = &hall->stopping, .workers = 1});
    threads_run_out = true;
    assert_int_equal(render_queue_wake(queue, &err), BGM_FAILED);
    assert_non_null(strstr(err.message, "Resource temporarily unavailable"));
    threads_run_out = false;
    assert_int_equal(render_queue_wake(queue, &err), BGM_OK);
    /* A worker that is there takes the next one, too. */
    threads_run_out = true;
    assert_int_equal(render_queue_wake(queue, &err), BGM_OK);
    threads_run_out = false;
    stop_flag_set(&hall->stopping);
    render_queue_stop(queue);
    render_queue_free(queue);
}

int main(void)
{
#define IN_HALL(test) cmocka_unit_test_setup_teardown(test, hall_open, hall_close)
    const struct CMUnitTest tests[] = {
        IN_HALL(places),
        IN_HALL(end_while_one_waits),
        IN_HALL(no_thread_for_a_turn),
        IN_HALL(no_thread_for_a_render),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
