/* Users, tokens and sessions in the database. */
#include "session_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/random.h"
#include "bgmusic/base/xalloc.h"
#include "database.h"

static enum bgm_status user_find_or_add(struct database *database, const char *client_id, struct token_row *row,
                                        struct bgm_error *err)
{
    char public_id[40] = "anon_";
    random_hex(public_id + 5, 24);
    enum bgm_status status = database_exec(
        database, NULL, err, "INSERT INTO users(client_id, public_id, created) VALUES(?, ?, ?) ON CONFLICT DO NOTHING",
        "tti", client_id, public_id, clock_wall_s());
    struct query query = QUERY_INIT;
    bool found = false;
    if (status == BGM_OK)
        status =
            query_start(&query, database, err, "SELECT id, public_id FROM users WHERE client_id = ?", "t", client_id);
    if (status == BGM_OK)
        status = query_next(&query, &found, err);
    if (status == BGM_OK && found) {
        row->user = query_int(&query, 0);
        snprintf(row->public_id, sizeof row->public_id, "%s", query_text(&query, 1));
    }
    query_end(&query);
    return status;
}

static enum bgm_status token_find(struct database *database, struct token_row *row, bool *found, struct bgm_error *err)
{
    struct query query = QUERY_INIT;
    enum bgm_status status = query_start(&query, database, err,
                                         "SELECT token, expires FROM tokens WHERE user = ? AND expires > ?"
                                         " ORDER BY expires DESC LIMIT 1",
                                         "ii", row->user, clock_wall_s());
    if (status == BGM_OK)
        status = query_next(&query, found, err);
    if (status == BGM_OK && *found) {
        snprintf(row->token, sizeof row->token, "%s", query_text(&query, 0));
        row->expires_s = query_int(&query, 1);
    }
    query_end(&query);
    return status;
}

enum bgm_status token_issue(struct database *database, const char *client_id, struct token_row *row,
                            struct bgm_error *err)
{
    bool found = false;
    memset(row, 0, sizeof *row);
    enum bgm_status status = database_begin(database, err);
    if (status != BGM_OK)
        return status;
    status = user_find_or_add(database, client_id, row, err);
    if (status == BGM_OK)
        status = token_find(database, row, &found, err);
    if (status == BGM_OK && !found) {
        memcpy(row->token, "nmv_usr_", 9);
        random_hex(row->token + 8, 40);
        row->expires_s = clock_wall_s() + TOKEN_LIFE_S;
        status = database_exec(database, NULL, err, "INSERT INTO tokens(token, user, expires) VALUES(?, ?, ?)", "tii",
                               row->token, row->user, row->expires_s);
    }
    enum bgm_status ended = database_end(database, status == BGM_OK, status == BGM_OK ? err : NULL);
    return status != BGM_OK ? status : ended;
}

enum bgm_status token_check(struct database *database, const char *token, int64_t *user, struct bgm_error *err)
{
    struct query query = QUERY_INIT;
    bool found = false;
    enum bgm_status status = query_start(
        &query, database, err, "SELECT user FROM tokens WHERE token = ? AND expires > ?", "ti", token, clock_wall_s());
    if (status == BGM_OK)
        status = query_next(&query, &found, err);
    if (status == BGM_OK && found)
        *user = query_int(&query, 0);
    query_end(&query);
    if (status == BGM_OK && !found)
        return bgm_fail(err, BGM_AUTH, "the token is unknown or has expired");
    return status;
}

/* 19 digits, above 2^53, below 2^63: what the service's ids look like. */
static void id_new(char id[SESSION_ID_SIZE])
{
    uint64_t bits;
    random_bytes(&bits, sizeof bits);
    snprintf(id, SESSION_ID_SIZE, "%llu",
             (unsigned long long)(UINT64_C(1000000000000000000) + bits % UINT64_C(8000000000000000000)));
}

enum bgm_status session_create(struct database *database, int64_t user, const char *name, const char *language,
                               struct session_row *row, struct bgm_error *err)
{
    memset(row, 0, sizeof *row);
    id_new(row->id);
    id_new(row->task_id);
    snprintf(row->name, sizeof row->name, "%s", name);
    snprintf(row->language, sizeof row->language, "%s", language);
    row->draft = xstrdup("");
    int64_t now = clock_wall_s();
    return database_exec(database, NULL, err,
                         "INSERT INTO sessions(id, task_id, user, name, language, draft, created, updated)"
                         " VALUES(?, ?, ?, ?, ?, '', ?, ?)",
                         "ttittii", row->id, row->task_id, user, row->name, row->language, now, now);
}

enum bgm_status session_load(struct database *database, int64_t user, const char *id, struct session_row *row,
                             struct bgm_error *err)
{
    struct query query = QUERY_INIT;
    bool found = false;
    memset(row, 0, sizeof *row);
    enum bgm_status status = query_start(&query, database, err,
                                         "SELECT id, task_id, name, language, draft, revision FROM sessions"
                                         " WHERE id = ? AND user = ?",
                                         "ti", id, user);
    if (status == BGM_OK)
        status = query_next(&query, &found, err);
    if (status == BGM_OK && found) {
        snprintf(row->id, sizeof row->id, "%s", query_text(&query, 0));
        snprintf(row->task_id, sizeof row->task_id, "%s", query_text(&query, 1));
        snprintf(row->name, sizeof row->name, "%s", query_text(&query, 2));
        snprintf(row->language, sizeof row->language, "%s", query_text(&query, 3));
        row->draft = xstrdup(query_text(&query, 4));
        row->revision = query_int(&query, 5);
    }
    query_end(&query);
    if (status == BGM_OK && !found)
        return bgm_fail(err, BGM_NOT_FOUND, "session not found");
    return status;
}

enum bgm_status session_store_draft(struct database *database, const char *id, int64_t revision, const char *draft,
                                    bool *stored, struct bgm_error *err)
{
    int64_t changed = 0;
    enum bgm_status status = database_exec(database, &changed, err,
                                           "UPDATE sessions SET draft = ?, revision = revision + 1, updated = ?"
                                           " WHERE id = ? AND revision = ?",
                                           "titi", draft, clock_wall_s(), id, revision);
    *stored = changed == 1;
    return status;
}

void session_row_release(struct session_row *row)
{
    free(row->draft);
    memset(row, 0, sizeof *row);
}

enum bgm_status claim_issue(struct database *database, const char *session, char *place, struct bgm_error *err)
{
    memcpy(place, "clm_", 5);
    random_hex(place + 4, 40);
    return database_exec(database, NULL, err, "INSERT INTO claims(token, session, expires) VALUES(?, ?, ?)", "tti",
                         place, session, clock_wall_s() + TOKEN_LIFE_S);
}
