/* The versions of a session's timeline. */
#include "draft_history.h"

#include <stdlib.h>

#include "bgmusic/base/xalloc.h"
#include "database.h"

enum bgm_status draft_history_list(struct database *database, const char *session, struct draft_version **versions,
                                   size_t *count, struct bgm_error *err)
{
    struct query query = QUERY_INIT;
    bool row = false;
    *versions = NULL;
    *count = 0;
    enum bgm_status status = query_start(&query, database, err,
                                         "SELECT number, parent, draft, said, edits, is_current FROM draft_history"
                                         " WHERE session = ? ORDER BY number",
                                         "t", session);
    if (status == BGM_OK)
        status = query_next(&query, &row, err);
    while (status == BGM_OK && row) {
        *versions = xreallocarray(*versions, *count + 1, sizeof **versions);
        (*versions)[(*count)++] = (struct draft_version){.number = query_int(&query, 0),
                                                         .parent = query_int(&query, 1),
                                                         .draft = xstrdup(query_text(&query, 2)),
                                                         .said = xstrdup(query_text(&query, 3)),
                                                         .edits = xstrdup(query_text(&query, 4)),
                                                         .is_current = query_int(&query, 5) != 0};
        status = query_next(&query, &row, err);
    }
    query_end(&query);
    if (status != BGM_OK) {
        draft_versions_free(*versions, *count);
        *versions = NULL;
        *count = 0;
    }
    return status;
}

void draft_versions_free(struct draft_version *versions, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(versions[i].draft);
        free(versions[i].said);
        free(versions[i].edits);
    }
    free(versions);
}

enum bgm_status draft_history_select(struct database *database, const char *session, int64_t number,
                                     struct bgm_error *err)
{
    return database_exec(database, NULL, err, "UPDATE draft_history SET is_current = (number = ?) WHERE session = ?",
                         "it", number, session);
}

enum bgm_status draft_history_add(struct database *database, const char *session, const struct draft_version *version,
                                  int64_t *number, struct bgm_error *err)
{
    struct query query = QUERY_INIT;
    bool row = false;
    enum bgm_status status =
        database_exec(database, NULL, err,
                      "INSERT INTO draft_history(session, draft, said, edits, parent, is_current)"
                      " VALUES(?, ?, ?, ?, ?, 0)",
                      "tttti", session, version->draft, version->said, version->edits, version->parent);
    if (status == BGM_OK)
        status =
            query_start(&query, database, err, "SELECT max(number) FROM draft_history WHERE session = ?", "t", session);
    if (status == BGM_OK)
        status = query_next(&query, &row, err);
    if (status == BGM_OK)
        *number = row ? query_int(&query, 0) : 0;
    query_end(&query);
    if (status == BGM_OK)
        status = draft_history_select(database, session, *number, err);
    if (status == BGM_OK)
        status = database_exec(database, NULL, err,
                               "DELETE FROM draft_history WHERE session = ? AND number NOT IN"
                               " (SELECT number FROM draft_history WHERE session = ?"
                               " ORDER BY number DESC LIMIT ?)",
                               "tti", session, session, (int64_t)DRAFT_HISTORY_MOST);
    return status;
}
