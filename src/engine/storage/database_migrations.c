/* The engine's tables as numbered steps. */
#include "database_migrations.h"

#include <stdio.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/trace.h"
#include "database.h"

/* Times are seconds since 1970. Ids that go over the wire are text: they have 64 bits. */
static const char *const steps[] = {
    /* 1: the first shape */
    "CREATE TABLE users (id INTEGER PRIMARY KEY, client_id TEXT NOT NULL UNIQUE,"
    " public_id TEXT NOT NULL UNIQUE, created INTEGER NOT NULL);"
    "CREATE TABLE tokens (token TEXT PRIMARY KEY,"
    " user INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE, expires INTEGER NOT NULL);"
    "CREATE INDEX tokens_by_user ON tokens(user);"
    "CREATE TABLE sessions (id TEXT PRIMARY KEY, task_id TEXT NOT NULL,"
    " user INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE, name TEXT NOT NULL,"
    " language TEXT NOT NULL, draft TEXT NOT NULL, revision INTEGER NOT NULL DEFAULT 0,"
    " created INTEGER NOT NULL, updated INTEGER NOT NULL);"
    "CREATE TABLE claims (token TEXT PRIMARY KEY,"
    " session TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE, expires INTEGER NOT NULL);"
    "CREATE TABLE uploads (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
    " session TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE, name TEXT NOT NULL,"
    " kind TEXT NOT NULL, path TEXT NOT NULL, is_reference INTEGER NOT NULL, size INTEGER NOT NULL,"
    " mtime_ns INTEGER NOT NULL, hash TEXT NOT NULL, duration_ms INTEGER NOT NULL,"
    " width INTEGER NOT NULL, height INTEGER NOT NULL, fps REAL NOT NULL, analysis TEXT,"
    " created INTEGER NOT NULL);"
    "CREATE INDEX uploads_by_session ON uploads(session);"
    "CREATE TABLE renders (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
    " session TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE, status TEXT NOT NULL,"
    " progress INTEGER NOT NULL, draft TEXT NOT NULL, owner TEXT NOT NULL,"
    " cancelled INTEGER NOT NULL DEFAULT 0, file TEXT NOT NULL, size INTEGER NOT NULL DEFAULT 0,"
    " duration_ms INTEGER NOT NULL DEFAULT 0, error TEXT NOT NULL DEFAULT '',"
    " created INTEGER NOT NULL, updated INTEGER NOT NULL);"
    "CREATE INDEX renders_by_owner ON renders(owner, status);",
    /* 2: what was dropped or changed on the way to the file, for the user */
    "ALTER TABLE renders ADD COLUMN notes TEXT NOT NULL DEFAULT '';",
    /* 3: what can be undone */
    "CREATE TABLE draft_history (number INTEGER PRIMARY KEY AUTOINCREMENT,"
    " session TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE, draft TEXT NOT NULL);"
    "CREATE INDEX draft_history_by_session ON draft_history(session);",
    /* 4: what is wanted besides the video (enum render_wanted) */
    "ALTER TABLE renders ADD COLUMN wanted INTEGER NOT NULL DEFAULT 0;",
    /* 5: versions, with the way back and forth between them, in place of what could be undone */
    "DROP TABLE draft_history;"
    "CREATE TABLE draft_history (number INTEGER PRIMARY KEY AUTOINCREMENT,"
    " session TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE, draft TEXT NOT NULL,"
    " said TEXT NOT NULL, edits TEXT NOT NULL, parent INTEGER NOT NULL, is_current INTEGER NOT NULL);"
    "CREATE INDEX draft_history_by_session ON draft_history(session);",
    /* 6: whose fault a failure is */
    "ALTER TABLE renders ADD COLUMN error_code INTEGER NOT NULL DEFAULT 0;",
    /* 7: what came of it: hundredths of a LUFS (0: not known), and whether the input was damaged */
    ("ALTER TABLE renders ADD COLUMN loudness INTEGER NOT NULL DEFAULT 0;"
     "ALTER TABLE renders ADD COLUMN damaged INTEGER NOT NULL DEFAULT 0;"),
    /* 8: what is known of a file is looked up by its place, too */
    "CREATE INDEX uploads_by_path ON uploads(path);",
};

int database_version_wanted(void)
{
    return (int)COUNT(steps);
}

static enum bgm_status version_read(struct database *database, int64_t *version, struct bgm_error *err)
{
    struct query query = QUERY_INIT;
    bool row = false;
    enum bgm_status status = query_start(&query, database, err, "PRAGMA user_version", "");
    if (status == BGM_OK)
        status = query_next(&query, &row, err);
    if (status == BGM_OK)
        *version = row ? query_int(&query, 0) : 0;
    query_end(&query);
    return status;
}

enum bgm_status database_migrate(struct database *database, const char *path, struct bgm_error *err)
{
    int wanted = database_version_wanted();
    int64_t version = 0;
    enum bgm_status status = version_read(database, &version, err);
    if (status != BGM_OK || version == wanted)
        return status;
    status = database_begin(database, err);
    if (status != BGM_OK)
        return status;
    /* Asked again under the lock: another process may have been faster. */
    status = version_read(database, &version, err);
    if (status == BGM_OK && version > wanted) {
        status = bgm_fail(err, BGM_FAILED,
                          "the local engine's database \"%s\" was made by a newer bgmusic "
                          "(version %lld, this program knows %d)",
                          path, (long long)version, wanted);
        bgm_hint(err, "use the newer program, or move the file away to start with an empty one");
    }
    for (; status == BGM_OK && version < wanted; version++) {
        char pragma[64];
        snprintf(pragma, sizeof pragma, "PRAGMA user_version = %lld", (long long)version + 1);
        status = database_script(database, steps[version], err);
        if (status == BGM_OK)
            status = database_script(database, pragma, err);
        trace(TRACE_ENGINE, "database step %lld: %s", (long long)version + 1, bgm_status_name(status));
    }
    enum bgm_status ended = database_end(database, status == BGM_OK, status == BGM_OK ? err : NULL);
    return status != BGM_OK ? status : ended;
}
