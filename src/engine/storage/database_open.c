/* Opening the database: the file, its journal, a look for damage, its tables. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "database_connection.h"
#include "database_migrations.h"

/* A file up to this size is read whole at the start to find damage; more would be felt. */
enum { CHECKED_AT_START_BYTES = 8 << 20 };

/* Turning WAL on needs the file for itself for a moment, and SQLite does not always wait for that: so we do. */
static enum bgm_status turn_wal_on(struct database *database, int busy_ms, struct bgm_error *err)
{
    int64_t end_ms = clock_real_ms() + busy_ms;
    for (;;) {
        int code = sqlite3_exec(database->connection, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
        if (code == SQLITE_OK)
            return BGM_OK;
        if ((code & 0xff) != SQLITE_BUSY || clock_real_ms() >= end_ms)
            return database_fail(database, code, err);
        usleep(20000);
    }
}

static enum bgm_status check_whole(struct database *database, struct bgm_error *err)
{
    if (file_size(database->path) > CHECKED_AT_START_BYTES)
        return BGM_OK;
    struct query query = QUERY_INIT;
    bool row = false;
    enum bgm_status status = query_start(&query, database, err, "PRAGMA quick_check(1)", "");
    if (status == BGM_OK)
        status = query_next(&query, &row, err);
    if (status == BGM_OK && row && strcmp(query_text(&query, 0), "ok") != 0)
        status = database_fail(database, SQLITE_CORRUPT, err);
    query_end(&query);
    return status;
}

enum bgm_status database_open(const char *path, int busy_ms, struct database **database, struct bgm_error *err)
{
    enum bgm_status status;
    struct database *made = xcalloc(1, sizeof *made);
    made->path = xstrdup(path);
    pthread_mutexattr_t recursive;
    pthread_mutexattr_init(&recursive);
    pthread_mutexattr_settype(&recursive, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&made->lock, &recursive);
    pthread_mutexattr_destroy(&recursive);

    /* Made by us first, so that it is private from its first byte; SQLite's own files copy its mode. */
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) {
        status = bgm_fail(err, BGM_OUTPUT, "cannot open the local engine's database \"%s\": %s", path, strerror(errno));
        goto out;
    }
    close(fd);
    int code = sqlite3_open_v2(path, &made->connection,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX, NULL);
    if (code != SQLITE_OK) {
        status = database_fail(made, code, err);
        goto out;
    }
    sqlite3_extended_result_codes(made->connection, 1);
    sqlite3_busy_timeout(made->connection, busy_ms);
    status = turn_wal_on(made, busy_ms, err);
    if (status == BGM_OK)
        status = database_script(made, "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL", err);
    if (status == BGM_OK)
        status = check_whole(made, err);
    if (status == BGM_OK)
        status = database_migrate(made, path, err);
    trace(TRACE_ENGINE, "database %s: %s", path, bgm_status_name(status));
out:
    if (status == BGM_OK)
        *database = made;
    else
        database_close(made);
    return status;
}
