/* Connections that say nothing, too little or too slowly: who goes, and who stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bgmusic/base/clock.h"
#include "connections.h"

enum { PLACES = 3, FOREVER_MS = 1000000 };

struct guest {
    int ours, theirs;
    struct connection *connection;
};

static struct connections *open_house(int64_t head_ms, int64_t trusted_ms, int64_t body_ms)
{
    struct connections *all = NULL;
    struct connection_limits limits = {PLACES, head_ms, trusted_ms, body_ms, 1000};
    assert_int_equal(connections_new(&limits, &all, NULL), BGM_OK);
    return all;
}

static struct guest comes(struct connections *all)
{
    int ends[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    return (struct guest){ends[0], ends[1], connections_add(all, ends[0])};
}

/* Does the other side see the end within `ms`? */
static bool is_out(const struct guest *guest, int ms)
{
    struct pollfd wait = {.fd = guest->theirs, .events = POLLIN};
    return poll(&wait, 1, ms) > 0;
}

static void goes(struct connections *all, struct guest *guest)
{
    connections_remove(all, guest->connection);
    close(guest->ours);
    close(guest->theirs);
}

/* With all places taken the stranger who waits longest goes; who works, or sends with a token, stays. */
static void the_longest_waiting_goes(void **state)
{
    (void)state;
    struct connections *all = open_house(FOREVER_MS, FOREVER_MS, FOREVER_MS);
    struct guest working = comes(all), sending = comes(all), idle = comes(all);
    connection_head(all, working.connection);
    connection_work(all, working.connection);
    connection_trust(all, sending.connection);
    connection_head(all, sending.connection);
    connection_trust(all, idle.connection);
    struct guest stranger = comes(all); /* the idle one gives way to it */
    assert_true(is_out(&idle, 0));
    struct guest slow = comes(all); /* and this stranger to the next */
    assert_true(is_out(&stranger, 0));
    connection_head(all, slow.connection); /* a head without a token is no right to stay */
    struct guest last = comes(all);
    assert_true(is_out(&slow, 0));
    assert_false(is_out(&working, 0) || is_out(&sending, 0) || is_out(&last, 0));
    struct guest *all_guests[] = {&working, &sending, &idle, &stranger, &slow, &last};
    for (size_t i = 0; i < 6; i++)
        goes(all, all_guests[i]);
    connections_free(all);
}

/* A token is no right to hold a place with a body that does not come; a body that comes keeps it. */
static void a_slow_body_gives_way(void **state)
{
    (void)state;
    struct connections *all = open_house(FOREVER_MS, FOREVER_MS, FOREVER_MS);
    struct guest guests[PLACES + 2];
    int64_t begun_ms = clock_real_ms();
    for (int i = 0; i < PLACES; i++) {
        guests[i] = comes(all);
        connection_trust(all, guests[i].connection);
        connection_head(all, guests[i].connection);
    }
    connection_moved(all, guests[0].connection, 3600 * 1000);
    guests[PLACES] = comes(all); /* one too many, and too early to tell who goes */
    if (clock_real_ms() - begun_ms < 900)
        assert_false(is_out(&guests[1], 0) || is_out(&guests[2], 0));
    connection_head(all, guests[PLACES].connection);
    connection_work(all, guests[PLACES].connection);
    assert_true(is_out(&guests[1], 20000)); /* once it shows who is slow */
    assert_false(is_out(&guests[0], 0) || is_out(&guests[2], 0));
    guests[PLACES + 1] = comes(all);
    assert_true(is_out(&guests[2], 0));
    assert_false(is_out(&guests[0], 0) || is_out(&guests[PLACES], 0) || is_out(&guests[PLACES + 1], 0));
    for (int i = 0; i < PLACES + 2; i++)
        goes(all, &guests[i]);
    connections_free(all);
}

/* Nor with an answer that is not read; who reads keeps it. */
static void who_does_not_read_gives_way(void **state)
{
    (void)state;
    struct connections *all = open_house(FOREVER_MS, FOREVER_MS, FOREVER_MS);
    struct guest guests[PLACES + 1];
    int64_t begun_ms = clock_real_ms();
    for (int i = 0; i < PLACES; i++) {
        guests[i] = comes(all);
        connection_trust(all, guests[i].connection);
        connection_head(all, guests[i].connection);
        connection_work(all, guests[i].connection);
        connection_answer(all, guests[i].connection);
        connection_moved(all, guests[i].connection, 1 << 30); /* what the kernel took */
    }
    while (clock_real_ms() - begun_ms < 5500) {
        connection_moved(all, guests[0].connection, 1);
        poll(NULL, 0, 50);
    }
    guests[PLACES] = comes(all);
    assert_true(is_out(&guests[1], 0));
    assert_false(is_out(&guests[0], 0) || is_out(&guests[2], 0) || is_out(&guests[PLACES], 0));
    for (int i = 0; i < PLACES + 1; i++)
        goes(all, &guests[i]);
    connections_free(all);
}

/* Everything has a time: a first head, a body, and the head behind an answer. */
static void everything_has_a_time(void **state)
{
    (void)state;
    struct connections *all = open_house(50, FOREVER_MS, 50);
    struct guest silent = comes(all), slow = comes(all), answered = comes(all);
    connection_trust(all, slow.connection);
    connection_head(all, slow.connection);
    connection_head(all, answered.connection);
    connection_work(all, answered.connection);
    connection_wait(all, answered.connection);
    assert_true(is_out(&silent, 20000));
    assert_true(is_out(&slow, 20000));
    assert_true(is_out(&answered, 20000));
    goes(all, &silent);
    goes(all, &slow);
    goes(all, &answered);
    connections_free(all);
}

/* And nobody goes who keeps to it: a body at its pace, a request that is worked on, an idle connection with a token. */
static void who_keeps_the_time_stays(void **state)
{
    (void)state;
    struct connections *all = open_house(FOREVER_MS, FOREVER_MS, 700);
    struct guest quick = comes(all), working = comes(all), idle = comes(all);
    connection_trust(all, quick.connection);
    connection_head(all, quick.connection);
    connection_moved(all, quick.connection, 3600 * 1000);
    connection_head(all, working.connection);
    connection_work(all, working.connection);
    connection_trust(all, idle.connection);
    assert_false(is_out(&quick, 1300) || is_out(&working, 0) || is_out(&idle, 0));
    goes(all, &quick);
    goes(all, &working);
    goes(all, &idle);
    connections_free(all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_waiting_goes),    cmocka_unit_test(a_slow_body_gives_way),
        cmocka_unit_test(who_does_not_read_gives_way), cmocka_unit_test(everything_has_a_time),
        cmocka_unit_test(who_keeps_the_time_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
