/* SQLite behind a few calls, so that the rest of the engine speaks in statements and rows.
 *
 *     struct query query = QUERY_INIT;
 *     status = query_start(&query, database, err, "SELECT name FROM sessions WHERE id = ?", "t", id);
 *     while (status == BGM_OK && (status = query_next(&query, &row, err)) == BGM_OK && row)
 *         ... query_text(&query, 0) ...
 *     query_end(&query);                              always, also after a failure
 *
 * One connection a process, shared by all threads: query_start() takes the connection's lock and query_end()
 * gives it back, so a query must not wait for anything while it is open. The lock is recursive: queries
 * inside database_begin()/database_end() are fine. Other processes are kept apart by SQLite itself (WAL).
 *
 * Argument letters: `t` const char * (NULL is SQL's NULL), `i` int64_t, `r` double. */
#ifndef BGMUSIC_ENGINE_STORAGE_DATABASE_H
#define BGMUSIC_ENGINE_STORAGE_DATABASE_H

#include <stdbool.h>
#include <stdint.h>

#include "bgmusic/base/error.h"

struct database;

/* How long a statement waits for another process, in real time. */
enum { DATABASE_BUSY_MS = 10000 };

/* Opens or makes the file (0600), and brings its tables up to date (database_migrations.h). BGM_FAILED names the file
 * and what to do when it is damaged, locked for longer than `busy_ms`, or of a newer version. */
enum bgm_status database_open(const char *path, int busy_ms, struct database **database, struct bgm_error *err);
void database_close(struct database *database); /* NULL is legal */

struct query {
    struct database *database; /* NULL: not open */
    void *statement;
};
#define QUERY_INIT       \
    {                    \
        .database = NULL \
    }

enum bgm_status query_start(struct query *query, struct database *database, struct bgm_error *err, const char *sql,
                            const char *letters, ...);
/* `*row`: a row is there to be read; false: the end. */
enum bgm_status query_next(struct query *query, bool *row, struct bgm_error *err);
void query_end(struct query *query);
const char *query_text(const struct query *query, int column); /* borrowed until the next step; "" for NULL */
int64_t query_int(const struct query *query, int column);
double query_real(const struct query *query, int column);

/* A statement without rows; `*changed` (may be NULL) gets the number of rows it touched. */
enum bgm_status database_exec(struct database *database, int64_t *changed, struct bgm_error *err, const char *sql,
                              const char *letters, ...);
/* Several statements in one text, without arguments. */
enum bgm_status database_script(struct database *database, const char *sql, struct bgm_error *err);

/* A transaction that writes: takes the lock of file and connection. End it in every case. */
enum bgm_status database_begin(struct database *database, struct bgm_error *err);
enum bgm_status database_end(struct database *database, bool commit, struct bgm_error *err);

#endif
