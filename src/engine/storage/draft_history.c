/* Earlier timelines of a session. */
#include "draft_history.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "database.h"

enum bgm_status draft_history_add(struct database *database, const char *session, const char *draft,
                                  struct bgm_error *err)
{
    enum bgm_status status = database_exec(
        database, NULL, err, "INSERT INTO draft_history(session, draft) VALUES(?, ?)", "tt", session, draft);
    if (status == BGM_OK)
        status = database_exec(database, NULL, err,
                               "DELETE FROM draft_history WHERE session = ? AND number NOT IN"
                               " (SELECT number FROM draft_history WHERE session = ?"
                               " ORDER BY number DESC LIMIT ?)",
                               "tti", session, session, (int64_t)DRAFT_HISTORY_MOST);
    return status;
}

enum bgm_status draft_history_latest(struct database *database, const char *session, int64_t *number, char **draft,
                                     struct bgm_error *err)
{
    struct query query = QUERY_INIT;
    bool found = false;
    *draft = NULL;
    enum bgm_status status = query_start(&query, database, err,
                                         "SELECT number, draft FROM draft_history WHERE session = ?"
                                         " ORDER BY number DESC LIMIT 1",
                                         "t", session);
    if (status == BGM_OK)
        status = query_next(&query, &found, err);
    if (status == BGM_OK && found) {
        *number = query_int(&query, 0);
        *draft = xstrdup(query_text(&query, 1));
    }
    query_end(&query);
    return status;
}

enum bgm_status draft_history_remove(struct database *database, int64_t number, struct bgm_error *err)
{
    return database_exec(database, NULL, err, "DELETE FROM draft_history WHERE number = ?", "i", number);
}

enum bgm_status draft_history_clear(struct database *database, const char *session, struct bgm_error *err)
{
    return database_exec(database, NULL, err, "DELETE FROM draft_history WHERE session = ?", "t", session);
}

bool message_is_undo(const char *message)
{
    static const char *const wishes[] = {
        "undo",
        "undo that",
        "undo it",
        "undo this",
        "undo the last change",
        "undo the last edit",
        "undo the change",
        "undo the last step",
        "undo last change",
        "take that back",
        "take it back",
        "revert",
        "revert that",
        "revert the last change",
        "撤销",
        "撤回",
        "撤销上一步",
        "撤销上一步修改",
        "撤销刚才的修改",
    };
    static const char *const ends[] = {"please", "now", "。", "！", "吧", ".", "!", ",", " ", "\n", "\t", "\r"};
    if (strlen(message) > 128)
        return false;
    char *words = xstrdup(message);
    text_trim(words);
    text_lower(words);
    char *start = text_starts_with(words, "please ") ? words + strlen("please ") : words;
    size_t length = strlen(start);
    for (size_t i = 0; i < COUNT(ends);) {
        size_t end = strlen(ends[i]);
        if (length > end && memcmp(start + length - end, ends[i], end) == 0) {
            length -= end;
            start[length] = '\0';
            i = 0; /* what stands before it may be an end, too */
        } else {
            i++;
        }
    }
    bool is_undo = false;
    for (size_t i = 0; i < COUNT(wishes) && !is_undo; i++)
        is_undo = text_equal(start, wishes[i]);
    free(words);
    return is_undo;
}
