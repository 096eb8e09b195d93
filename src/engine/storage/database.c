/* SQLite wrapped: one connection, one lock, statements with letters for their arguments. */
#include "database_connection.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

enum bgm_status database_fail(struct database *database, int code, struct bgm_error *err)
{
    const char *path = database->path;
    switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        bgm_fail(err, BGM_FAILED, "the local engine's database \"%s\" is damaged", path);
        bgm_hint(err, "move it away and start again: mv \"%s\" \"%s.damaged\"", path, path);
        return BGM_FAILED;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        bgm_fail(err, BGM_FAILED, "the local engine's database \"%s\" is locked by another program", path);
        bgm_hint(err, "end the other program that uses it, then try again");
        return BGM_FAILED;
    case SQLITE_FULL:
        bgm_fail(err, BGM_OUTPUT, "no space left for the local engine's database \"%s\"", path);
        bgm_hint(err, "make room on its disk and try again");
        return BGM_OUTPUT;
    case SQLITE_IOERR:
        bgm_fail(err, BGM_OUTPUT, "cannot read or write the local engine's database \"%s\": %s", path,
                 sqlite3_errmsg(database->connection));
        bgm_hint(err, "make room on its disk, or look at the limits (ulimit -f), and try again");
        return BGM_OUTPUT;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        bgm_fail(err, BGM_OUTPUT, "cannot open the local engine's database \"%s\" for writing", path);
        bgm_hint(err, "check who owns the folder and that it can be written");
        return BGM_OUTPUT;
    default:
        return bgm_fail(err, BGM_FAILED, "the local engine's database \"%s\": %s", path,
                        sqlite3_errmsg(database->connection));
    }
}

static enum bgm_status bind_all(struct query *query, struct bgm_error *err, const char *letters, va_list arguments)
{
    sqlite3_stmt *statement = query->statement;
    int code = SQLITE_OK;
    for (int at = 1; code == SQLITE_OK && letters[at - 1] != '\0'; at++) {
        switch (letters[at - 1]) {
        case 't': {
            const char *text = va_arg(arguments, const char *);
            code = text == NULL ? sqlite3_bind_null(statement, at)
                                : sqlite3_bind_text(statement, at, text, -1, SQLITE_TRANSIENT);
            break;
        }
        case 'i':
            code = sqlite3_bind_int64(statement, at, va_arg(arguments, int64_t));
            break;
        default:
            code = sqlite3_bind_double(statement, at, va_arg(arguments, double));
            break;
        }
    }
    return code == SQLITE_OK ? BGM_OK : database_fail(query->database, code, err);
}

static enum bgm_status query_open(struct query *query, struct database *database, struct bgm_error *err,
                                  const char *sql, const char *letters, va_list arguments)
{
    pthread_mutex_lock(&database->lock);
    query->database = database;
    query->statement = NULL;
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(database->connection, sql, -1, &statement, NULL);
    query->statement = statement;
    if (code != SQLITE_OK)
        return database_fail(database, code, err);
    return bind_all(query, err, letters, arguments);
}

enum bgm_status query_start(struct query *query, struct database *database, struct bgm_error *err, const char *sql,
                            const char *letters, ...)
{
    va_list arguments;
    va_start(arguments, letters);
    enum bgm_status status = query_open(query, database, err, sql, letters, arguments);
    va_end(arguments);
    return status;
}

enum bgm_status query_next(struct query *query, bool *row, struct bgm_error *err)
{
    int code = sqlite3_step(query->statement);
    *row = code == SQLITE_ROW;
    return code == SQLITE_ROW || code == SQLITE_DONE ? BGM_OK : database_fail(query->database, code, err);
}

void query_end(struct query *query)
{
    if (query->database == NULL)
        return;
    sqlite3_finalize(query->statement);
    query->statement = NULL;
    pthread_mutex_unlock(&query->database->lock);
    query->database = NULL;
}

const char *query_text(const struct query *query, int column)
{
    const char *text = (const char *)sqlite3_column_text(query->statement, column);
    return text != NULL ? text : "";
}

int64_t query_int(const struct query *query, int column)
{
    return sqlite3_column_int64(query->statement, column);
}

double query_real(const struct query *query, int column)
{
    return sqlite3_column_double(query->statement, column);
}

enum bgm_status database_exec(struct database *database, int64_t *changed, struct bgm_error *err, const char *sql,
                              const char *letters, ...)
{
    struct query query = QUERY_INIT;
    va_list arguments;
    va_start(arguments, letters);
    enum bgm_status status = query_open(&query, database, err, sql, letters, arguments);
    va_end(arguments);
    bool row = true;
    while (status == BGM_OK && row)
        status = query_next(&query, &row, err);
    if (status == BGM_OK && changed != NULL)
        *changed = sqlite3_changes(database->connection);
    query_end(&query);
    return status;
}

enum bgm_status database_script(struct database *database, const char *sql, struct bgm_error *err)
{
    pthread_mutex_lock(&database->lock);
    int code = sqlite3_exec(database->connection, sql, NULL, NULL, NULL);
    enum bgm_status status = code == SQLITE_OK ? BGM_OK : database_fail(database, code, err);
    pthread_mutex_unlock(&database->lock);
    return status;
}

enum bgm_status database_begin(struct database *database, struct bgm_error *err)
{
    pthread_mutex_lock(&database->lock);
    enum bgm_status status = database_script(database, "BEGIN IMMEDIATE", err);
    if (status != BGM_OK)
        pthread_mutex_unlock(&database->lock);
    return status;
}

enum bgm_status database_end(struct database *database, bool commit, struct bgm_error *err)
{
    enum bgm_status status = database_script(database, commit ? "COMMIT" : "ROLLBACK", err);
    if (status != BGM_OK && commit)
        database_script(database, "ROLLBACK", NULL);
    pthread_mutex_unlock(&database->lock);
    return status;
}

void database_close(struct database *database)
{
    if (database == NULL)
        return;
    sqlite3_close(database->connection);
    pthread_mutex_destroy(&database->lock);
    free(database->path);
    free(database);
}
