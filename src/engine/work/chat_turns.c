/* The turns that run: a thread each, so many at work at a time. */
#include "chat_turn.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/xalloc.h"
#include "chat_turn_work.h"
#include "stop_flag.h"

struct chat_turns {
    struct chat_room room;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int running; /* threads, those that wait for their turn included */
    int at_work;
};

/* What a thread begins with; its to free. */
struct start {
    struct chat_turns *turns;
    struct chat_turn *turn;
};

/* Waits until fewer than the most are at work; false: the engine stops. */
static bool turns_enter(struct chat_turns *turns)
{
    pthread_mutex_lock(&turns->lock);
    while (turns->at_work >= turns->room.most_at_work && !stop_flag_is_set(turns->room.stopping))
        pthread_cond_wait(&turns->changed, &turns->lock);
    bool entered = !stop_flag_is_set(turns->room.stopping);
    turns->at_work += entered;
    pthread_mutex_unlock(&turns->lock);
    return entered;
}

static void turns_leave(struct chat_turns *turns, bool entered)
{
    pthread_mutex_lock(&turns->lock);
    turns->at_work -= entered;
    turns->running--;
    pthread_cond_broadcast(&turns->changed);
    pthread_mutex_unlock(&turns->lock);
}

static void *turn_run(void *argument)
{
    struct start *start = argument;
    struct chat_turn *turn = start->turn;
    struct chat_turns *turns = start->turns;
    free(start);
    struct bgm_error err = BGM_ERROR_INIT;
    bool entered = turns_enter(turns);
    enum bgm_status status =
        entered ? chat_turn_work(turn, &err) : bgm_fail(&err, BGM_INTERRUPTED, "the local engine is stopping");
    chat_turn_close(turn, status, &err);
    chat_turn_free(turn);
    turns_leave(turns, entered);
    return NULL;
}

struct chat_turns *chat_turns_new(const struct chat_room *room)
{
    struct chat_turns *turns = xcalloc(1, sizeof *turns);
    turns->room = *room;
    pthread_mutex_init(&turns->lock, NULL);
    pthread_cond_init(&turns->changed, NULL);
    return turns;
}

void chat_turns_wait(struct chat_turns *turns)
{
    if (turns == NULL)
        return;
    pthread_mutex_lock(&turns->lock);
    pthread_cond_broadcast(&turns->changed); /* those that wait for their turn see the stop flag */
    while (turns->running > 0)
        pthread_cond_wait(&turns->changed, &turns->lock);
    pthread_mutex_unlock(&turns->lock);
}

void chat_turns_free(struct chat_turns *turns)
{
    if (turns == NULL)
        return;
    pthread_mutex_destroy(&turns->lock);
    pthread_cond_destroy(&turns->changed);
    free(turns);
}

/* Counts one thread more, unless the engine stops or too many wait. */
static enum bgm_status turns_count(struct chat_turns *turns, struct bgm_error *err)
{
    pthread_mutex_lock(&turns->lock);
    bool stopping = stop_flag_is_set(turns->room.stopping);
    bool full = turns->running >= turns->room.most_at_work + turns->room.most_waiting;
    turns->running += !stopping && !full;
    pthread_mutex_unlock(&turns->lock);
    if (stopping)
        return bgm_fail(err, BGM_INTERRUPTED, "the local engine is stopping");
    if (full)
        return bgm_fail(err, BGM_RATE_LIMITED, "the local engine has %d messages to work on already",
                        turns->room.most_at_work + turns->room.most_waiting);
    return BGM_OK;
}

enum bgm_status chat_turn_start(struct chat_turns *turns, int64_t user, const struct session_row *session,
                                const char *message, struct event_writer *events, struct bgm_error *err)
{
    pthread_attr_t detached;
    pthread_t thread;
    enum bgm_status status = turns_count(turns, err);
    if (status != BGM_OK)
        return status;
    struct chat_turn *turn = chat_turn_new(&turns->room, user, session, message, events);
    struct start *start = xmalloc(sizeof *start);
    *start = (struct start){turns, turn};
    pthread_attr_init(&detached);
    pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
    int reason = pthread_create(&thread, &detached, turn_run, start);
    pthread_attr_destroy(&detached);
    if (reason != 0) {
        struct bgm_error told = BGM_ERROR_INIT;
        bgm_fail(&told, BGM_FAILED, "cannot start a thread for the turn: %s", strerror(reason));
        chat_turn_close(turn, BGM_FAILED, &told);
        chat_turn_free(turn);
        turns_leave(turns, false);
        free(start);
    }
    return BGM_OK;
}
