/* The connections of a server and their times. */
#include "connections.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"

/* What lies in the kernel's buffers is seen of nobody: a reader stands still for longer before it is called slow. */
enum { LOOK_MS = 250, SLOW_AFTER_MS = 1000, STILL_AFTER_MS = 5000 };

enum phase { WAITING, SENDING, WORKING, ANSWERED };

struct connection {
    int fd;
    enum phase phase;
    bool is_trusted, is_ended;
    int64_t since_ms; /* in this phase */
    int64_t moved_ms; /* when bytes came or went */
    int64_t bytes;    /* of the body */
    struct connection *next, *before;
};

struct connections {
    struct connection_limits limits;
    pthread_mutex_t lock;
    pthread_t watch;
    int wake[2];              /* a byte: somebody to watch, or the end */
    struct connection *first; /* the youngest */
    int count;                /* without those that were ended */
    bool is_over;
};

/* With the lock. */
static void connection_end(struct connections *all, struct connection *connection, const char *why)
{
    trace(TRACE_ENGINE, "connection %d is ended: %s", connection->fd, why);
    shutdown(connection->fd, SHUT_RDWR);
    connection->is_ended = true;
    all->count--;
}

/* What a body may take, by what came of it. */
static int64_t pace_ms(const struct connections *all, const struct connection *connection)
{
    return connection->bytes / all->limits.body_pace_bytes * 1000;
}

static const char *overdue(const struct connections *all, const struct connection *connection, int64_t now_ms)
{
    const struct connection_limits *limits = &all->limits;
    int64_t gone_ms = now_ms - connection->since_ms;
    if (connection->phase == WAITING && gone_ms > (connection->is_trusted ? limits->trusted_ms : limits->head_ms))
        return "no head came";
    if (connection->phase == SENDING &&
        gone_ms > (connection->is_trusted ? limits->body_ms : limits->head_ms) + pace_ms(all, connection))
        return "the body is too slow";
    return NULL;
}

/* Who gives way first: a stranger without a whole request, then who is idle, then whose body falls behind its pace, or
 * who does not read its answer. */
enum rank { STRANGER, IDLE, SLOW, RANKS };

/* RANKS: it stays. */
static enum rank rank_of(const struct connections *all, const struct connection *connection, int64_t now_ms)
{
    if (connection->is_ended || connection->phase == WORKING)
        return RANKS;
    if (connection->phase == ANSWERED)
        return now_ms - connection->moved_ms > STILL_AFTER_MS ? SLOW : RANKS;
    if (!connection->is_trusted)
        return STRANGER;
    if (connection->phase == WAITING)
        return IDLE;
    bool is_slow = now_ms - connection->since_ms > SLOW_AFTER_MS + pace_ms(all, connection);
    return is_slow ? SLOW : RANKS;
}

/* Of those that can go the one that is so for the longest time; NULL: all are at work. */
static struct connection *longest_waiting(const struct connections *all)
{
    struct connection *longest[RANKS + 1] = {NULL};
    int64_t now_ms = clock_real_ms();
    for (struct connection *at = all->first; at != NULL; at = at->next) {
        struct connection **place = &longest[rank_of(all, at, now_ms)];
        if (*place == NULL || at->since_ms <= (*place)->since_ms)
            *place = at;
    }
    for (int rank = 0; rank < RANKS; rank++) {
        if (longest[rank] != NULL)
            return longest[rank];
    }
    return NULL;
}

/* Makes room where there are more than `most`; with the lock. */
static void give_way(struct connections *all, int most)
{
    struct connection *longest;
    while (all->count > most && (longest = longest_waiting(all)) != NULL)
        connection_end(all, longest, "others want its place");
}

static void *watch_run(void *argument)
{
    struct connections *all = argument;
    for (;;) {
        char bytes[16];
        pthread_mutex_lock(&all->lock);
        int64_t now_ms = clock_real_ms();
        for (struct connection *at = all->first; at != NULL; at = at->next) {
            const char *why = at->is_ended ? NULL : overdue(all, at, now_ms);
            if (why != NULL)
                connection_end(all, at, why);
        }
        give_way(all, all->limits.places); /* who was none to go when the others came */
        bool is_over = all->is_over;
        int pause_ms = all->count > 0 ? LOOK_MS : -1;
        pthread_mutex_unlock(&all->lock);
        if (is_over)
            return NULL;
        struct pollfd wake = {.fd = all->wake[0], .events = POLLIN};
        if (poll(&wake, 1, pause_ms) > 0 && read(all->wake[0], bytes, sizeof bytes) < 0 && errno != EINTR)
            return NULL;
    }
}

static void watch_wake(struct connections *all)
{
    if (write(all->wake[1], "", 1) < 0)
        trace(TRACE_ENGINE, "the watch over connections is not woken: %s", strerror(errno));
}

enum bgm_status connections_new(const struct connection_limits *limits, struct connections **all, struct bgm_error *err)
{
    struct connections *made = xcalloc(1, sizeof *made);
    made->limits = *limits;
    if (pipe(made->wake) != 0) {
        enum bgm_status status = bgm_fail(err, BGM_FAILED, "cannot make a pipe: %s", strerror(errno));
        free(made);
        return status;
    }
    for (int i = 0; i < 2; i++) {
        fcntl(made->wake[i], F_SETFD, FD_CLOEXEC);
        fcntl(made->wake[i], F_SETFL, O_NONBLOCK); /* full: woken already */
    }
    pthread_mutex_init(&made->lock, NULL);
    int reason = pthread_create(&made->watch, NULL, watch_run, made);
    if (reason == 0) {
        *all = made;
        return BGM_OK;
    }
    pthread_mutex_destroy(&made->lock);
    close(made->wake[0]);
    close(made->wake[1]);
    free(made);
    return bgm_fail(err, BGM_FAILED, "cannot start a thread for the server: %s", strerror(reason));
}

void connections_free(struct connections *all)
{
    if (all == NULL)
        return;
    pthread_mutex_lock(&all->lock);
    all->is_over = true;
    pthread_mutex_unlock(&all->lock);
    watch_wake(all);
    pthread_join(all->watch, NULL);
    pthread_mutex_destroy(&all->lock);
    close(all->wake[0]);
    close(all->wake[1]);
    free(all);
}

struct connection *connections_add(struct connections *all, int fd)
{
    struct connection *made = xcalloc(1, sizeof *made);
    made->fd = fd;
    made->since_ms = made->moved_ms = clock_real_ms();
    pthread_mutex_lock(&all->lock);
    give_way(all, all->limits.places - 1);
    made->next = all->first;
    if (all->first != NULL)
        all->first->before = made;
    all->first = made;
    bool is_first = all->count++ == 0;
    pthread_mutex_unlock(&all->lock);
    if (is_first)
        watch_wake(all);
    return made;
}

void connections_remove(struct connections *all, struct connection *connection)
{
    if (connection == NULL)
        return;
    pthread_mutex_lock(&all->lock);
    if (connection->before != NULL)
        connection->before->next = connection->next;
    else
        all->first = connection->next;
    if (connection->next != NULL)
        connection->next->before = connection->before;
    all->count -= !connection->is_ended;
    pthread_mutex_unlock(&all->lock);
    free(connection);
}

static void phase_begin(struct connections *all, struct connection *connection, enum phase phase)
{
    pthread_mutex_lock(&all->lock);
    connection->phase = phase;
    connection->since_ms = connection->moved_ms = clock_real_ms();
    connection->bytes = 0;
    pthread_mutex_unlock(&all->lock);
}

void connection_head(struct connections *all, struct connection *connection)
{
    phase_begin(all, connection, SENDING);
}

void connection_work(struct connections *all, struct connection *connection)
{
    phase_begin(all, connection, WORKING);
}

void connection_answer(struct connections *all, struct connection *connection)
{
    phase_begin(all, connection, ANSWERED);
}

void connection_wait(struct connections *all, struct connection *connection)
{
    phase_begin(all, connection, WAITING);
}

void connection_trust(struct connections *all, struct connection *connection)
{
    pthread_mutex_lock(&all->lock);
    connection->is_trusted = true;
    pthread_mutex_unlock(&all->lock);
}

void connection_moved(struct connections *all, struct connection *connection, int64_t bytes)
{
    pthread_mutex_lock(&all->lock);
    connection->moved_ms = clock_real_ms();
    connection->bytes += bytes;
    pthread_mutex_unlock(&all->lock);
}
