/* The connections of a server, so that none that says nothing keeps others out.
 *
 * A connection waits for a request, sends one, or has one worked on. Who sends must come to an end: a head has a time,
 * a body a time and a pace. Where all places are taken, the one that has waited longest for its next head goes: a
 * client that means it sends its head with its first packet. Whoever has shown a token, or got a good answer, may wait
 * longer between two requests, and goes last: idle, with a body that falls behind its
 * pace, or with a file that it does not read.
 *
 *     connection = connections_add(all, fd);            accepted
 *     connection_head(all, connection);                 a head is whole: the body comes
 *     connection_trust(all, connection);                its token is good
 *     connection_moved(all, connection, bytes);         a piece came
 *     connection_work(all, connection);                 the request is whole: no limit of ours
 *     connection_answer(all, connection);               a file goes out, moved() piece by piece
 *     connection_wait(all, connection);                 answered: the next head
 *     connections_remove(all, connection);              before its socket is closed
 *
 * A connection that is over its time is shut down, not closed: its thread sees the end and closes it. Times are real.
 */
#ifndef BGMUSIC_ENGINE_SERVER_CONNECTIONS_H
#define BGMUSIC_ENGINE_SERVER_CONNECTIONS_H

#include <stdint.h>

#include "bgmusic/base/error.h"

struct connection;
struct connections;

struct connection_limits {
    int places;         /* more of them and the longest waiting ones go */
    int64_t head_ms;    /* from the connection, or the last answer, to a whole head */
    int64_t trusted_ms; /* the same for who is trusted */
    int64_t body_ms;    /* for a body of who is trusted (others: head_ms), and a second more for each pace of bytes */
    int64_t body_pace_bytes;
};

/* Starts a thread that watches the times. */
enum bgm_status connections_new(const struct connection_limits *limits, struct connections **all,
                                struct bgm_error *err);
/* Ends the thread; all connections must have been removed. NULL is legal. */
void connections_free(struct connections *all);

struct connection *connections_add(struct connections *all, int fd);
void connections_remove(struct connections *all, struct connection *connection); /* NULL is legal */

void connection_head(struct connections *all, struct connection *connection);
void connection_trust(struct connections *all, struct connection *connection);
void connection_moved(struct connections *all, struct connection *connection, int64_t bytes);
void connection_work(struct connections *all, struct connection *connection);
void connection_answer(struct connections *all, struct connection *connection);
void connection_wait(struct connections *all, struct connection *connection);

#endif
