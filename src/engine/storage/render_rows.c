/* Renders in the database. */
#include "render_rows.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/xalloc.h"
#include "database.h"

#define RENDER_COLUMNS                                                                           \
    "r.id, r.session, r.status, r.progress, r.owner, r.file, r.size, r.duration_ms, r.created, " \
    "r.updated, r.cancelled, r.error, r.notes, r.wanted, r.error_code, r.loudness, r.damaged"

#define RENDER_STATE_WORD(state, word) [state] = word,
static const char *const state_names[] = {RENDER_STATES(RENDER_STATE_WORD)};

const char *render_state_name(enum render_state state)
{
    return state_names[state];
}

bool render_state_is_open(enum render_state state)
{
    return state == RENDER_PENDING || state == RENDER_PROCESSING;
}

static enum render_state state_of(const char *word)
{
    for (enum render_state state = RENDER_PENDING; state < RENDER_FAILED; state++) {
        if (strcmp(state_names[state], word) == 0)
            return state;
    }
    return RENDER_FAILED;
}

static void render_fill(const struct query *query, struct render_row *row)
{
    memset(row, 0, sizeof *row);
    snprintf(row->id, sizeof row->id, "%s", query_text(query, 0));
    snprintf(row->session, sizeof row->session, "%s", query_text(query, 1));
    row->state = state_of(query_text(query, 2));
    row->progress = (int)query_int(query, 3);
    snprintf(row->owner, sizeof row->owner, "%s", query_text(query, 4));
    snprintf(row->file, sizeof row->file, "%s", query_text(query, 5));
    row->size_bytes = query_int(query, 6);
    row->duration_ms = query_int(query, 7);
    row->created_s = query_int(query, 8);
    row->updated_s = query_int(query, 9);
    row->cancelled = query_int(query, 10) != 0;
    row->error = xstrdup(query_text(query, 11));
    row->notes = xstrdup(query_text(query, 12));
    row->wanted = (unsigned)query_int(query, 13);
    row->error_code = (int)query_int(query, 14);
    row->has_loudness = query_int(query, 15) < 0; /* hundredths of a LUFS; silence and nothing known are 0 */
    row->loudness_lufs = (double)query_int(query, 15) / 100;
    row->damaged = query_int(query, 16) != 0;
}

void render_row_release(struct render_row *row)
{
    free(row->error);
    free(row->notes);
    free(row->draft);
    memset(row, 0, sizeof *row);
}

enum bgm_status render_insert(struct database *database, const struct render_row *row, const char *draft,
                              struct bgm_error *err)
{
    int64_t now = clock_wall_s(), changed = 0;
    enum bgm_status status =
        database_exec(database, &changed, err,
                      "INSERT INTO renders(id, session, status, progress, draft, owner, file, duration_ms,"
                      " created, updated, wanted) VALUES(?, ?, '" RENDER_WORD_PENDING "', 0, ?, ?, ?, ?, ?, ?, ?)"
                      " ON CONFLICT(id) DO NOTHING",
                      "tttttiiii", row->id, row->session, draft, row->owner, row->file, row->duration_ms, now, now,
                      (int64_t)row->wanted);
    if (status == BGM_OK && changed == 0)
        return bgm_fail(err, BGM_OUTPUT_EXISTS, "a render with the id \"%s\" exists already", row->id);
    return status;
}

enum bgm_status render_load(struct database *database, int64_t user, const char *id, struct render_row *row,
                            struct bgm_error *err)
{
    struct query query = QUERY_INIT;
    bool found = false;
    memset(row, 0, sizeof *row);
    enum bgm_status status = query_start(&query, database, err,
                                         "SELECT " RENDER_COLUMNS " FROM renders r JOIN sessions s ON s.id = r.session"
                                         " WHERE r.id = ? AND s.user = ?",
                                         "ti", id, user);
    if (status == BGM_OK)
        status = query_next(&query, &found, err);
    if (status == BGM_OK && found)
        render_fill(&query, row);
    query_end(&query);
    if (status == BGM_OK && !found)
        return bgm_fail(err, BGM_NOT_FOUND, "render not found");
    return status;
}

enum bgm_status render_claim(struct database *database, const char *owner, struct render_row *row, bool *found,
                             struct bgm_error *err)
{
    struct query query = QUERY_INIT;
    *found = false;
    memset(row, 0, sizeof *row);
    enum bgm_status status = database_begin(database, err);
    if (status != BGM_OK)
        return status;
    status = query_start(&query, database, err,
                         "SELECT " RENDER_COLUMNS ", r.draft FROM renders r"
                         " WHERE r.owner = ? AND r.status = '" RENDER_WORD_PENDING "' ORDER BY r.number LIMIT 1",
                         "t", owner);
    if (status == BGM_OK)
        status = query_next(&query, found, err);
    if (status == BGM_OK && *found) {
        render_fill(&query, row);
        row->draft = xstrdup(query_text(&query, 17));
    }
    query_end(&query);
    if (status == BGM_OK && *found)
        status = database_exec(database, NULL, err,
                               "UPDATE renders SET status = '" RENDER_WORD_PROCESSING "', progress = 1, updated = ?"
                               " WHERE id = ?",
                               "it", clock_wall_s(), row->id);
    enum bgm_status ended = database_end(database, status == BGM_OK, status == BGM_OK ? err : NULL);
    return status != BGM_OK ? status : ended;
}

enum bgm_status render_progress(struct database *database, const char *id, int progress, bool *cancelled,
                                struct bgm_error *err)
{
    struct query query = QUERY_INIT;
    bool row = false;
    enum bgm_status status = query_start(
        &query, database, err, "UPDATE renders SET progress = ?, updated = ? WHERE id = ? RETURNING cancelled", "iit",
        (int64_t)progress, clock_wall_s(), id);
    if (status == BGM_OK)
        status = query_next(&query, &row, err);
    if (status == BGM_OK)
        *cancelled = !row || query_int(&query, 0) != 0;
    query_end(&query);
    return status;
}

enum bgm_status render_complete(struct database *database, const char *id, const struct render_outcome *outcome,
                                struct bgm_error *err)
{
    int64_t loudness = outcome->has_loudness ? llround(outcome->loudness_lufs * 100) : 0;
    return database_exec(database, NULL, err,
                         "UPDATE renders SET status = '" RENDER_WORD_COMPLETED
                         "', progress = 100, size = ?, duration_ms = ?,"
                         " notes = ?, loudness = ?, damaged = ?, updated = ? WHERE id = ?",
                         "iitiiit", outcome->size_bytes, outcome->duration_ms, outcome->notes, loudness,
                         (int64_t)outcome->damaged, clock_wall_s(), id);
}

enum bgm_status render_fail(struct database *database, const char *id, const char *reason, int code,
                            struct bgm_error *err)
{
    return database_exec(database, NULL, err,
                         "UPDATE renders SET status = '" RENDER_WORD_FAILED
                         "', error = ?, error_code = ?, updated = ? WHERE id = ?",
                         "tiit", reason, (int64_t)code, clock_wall_s(), id);
}

enum bgm_status render_cancel(struct database *database, const char *id, struct bgm_error *err)
{
    return database_exec(database, NULL, err,
                         "UPDATE renders SET cancelled = 1, updated = ?,"
                         " error = CASE status WHEN '" RENDER_WORD_PENDING "' THEN 'cancelled' ELSE error END,"
                         " status = CASE status WHEN '" RENDER_WORD_PENDING "' THEN '" RENDER_WORD_FAILED
                         "' ELSE status END"
                         " WHERE id = ? AND status IN " RENDER_SQL_OPEN,
                         "it", clock_wall_s(), id);
}

enum bgm_status render_requeue(struct database *database, const char *owner, struct bgm_error *err)
{
    return database_exec(database, NULL, err,
                         "UPDATE renders SET status = '" RENDER_WORD_PENDING "', progress = 0, updated = ?"
                         " WHERE owner = ? AND status = '" RENDER_WORD_PROCESSING "'",
                         "it", clock_wall_s(), owner);
}

enum bgm_status render_adopt(struct database *database, const char *id, const char *from, const char *owner,
                             bool *adopted, struct bgm_error *err)
{
    int64_t changed = 0;
    enum bgm_status status =
        database_exec(database, &changed, err,
                      "UPDATE renders SET owner = ?, status = '" RENDER_WORD_PENDING "', progress = 0, updated = ?"
                      " WHERE id = ? AND owner = ? AND status IN " RENDER_SQL_OPEN,
                      "titt", owner, clock_wall_s(), id, from);
    *adopted = changed == 1;
    return status;
}
