/* Changing a session's timeline while others may do the same. */
#include "session_edit.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/xalloc.h"
#include "database.h"
#include "session_rows.h"
#include "timeline.h"

enum { DRAFT_CEILING = 1 << 20 };

/* The draft as it is stored, after its reader has seen it. */
static enum bgm_status draft_print(const struct timeline *timeline, struct buf *draft, struct bgm_error *err)
{
    struct timeline *again = xmalloc(sizeof *again);
    struct bgm_error refused = BGM_ERROR_INIT;
    enum bgm_status status = BGM_OK;
    if (!timeline_print(timeline, draft))
        status = bgm_fail(err, BGM_TOO_LARGE, "the session's timeline is too large");
    else if (timeline_parse(draft->bytes, draft->length, again, &refused) != BGM_OK)
        status = bgm_fail(err, BGM_FAILED, "that change is not stored, since it could not be read again: %s",
                          refused.message);
    free(again);
    return status;
}

/* Timeline and what goes with it, in one transaction; `*stored` false: somebody else was faster. */
static enum bgm_status draft_store(struct database *database, const struct session_row *row, const char *draft,
                                   const struct session_edit *edit, bool *stored, struct bgm_error *err)
{
    enum bgm_status status = database_begin(database, err);
    if (status != BGM_OK)
        return status;
    status = session_store_draft(database, row->id, row->revision, draft, stored, err);
    if (status == BGM_OK && *stored && edit->store != NULL)
        status = edit->store(edit->context, err);
    bool good = status == BGM_OK && *stored;
    enum bgm_status ended = database_end(database, good, good ? err : NULL);
    return status != BGM_OK ? status : ended;
}

enum bgm_status session_edit(struct database *database, int64_t user, const char *session,
                             const struct session_edit *edit, struct bgm_error *err)
{
    struct timeline *timeline = xmalloc(sizeof *timeline);
    enum bgm_status status = BGM_OK;
    bool stored = false;
    for (int attempt = 0; status == BGM_OK && !stored && attempt < SESSION_EDIT_ATTEMPTS; attempt++) {
        struct session_row row;
        struct buf draft;
        buf_init(&draft, DRAFT_CEILING);
        status = session_load(database, user, session, &row, err);
        if (status == BGM_OK)
            status = timeline_parse(row.draft, strlen(row.draft), timeline, err);
        if (status == BGM_OK && timeline->id[0] == '\0')
            snprintf(timeline->id, sizeof timeline->id, "draft_%s", row.id);
        if (status == BGM_OK && timeline->title[0] == '\0')
            snprintf(timeline->title, sizeof timeline->title, "%s", row.name);
        if (status == BGM_OK)
            status = edit->change(edit->context, timeline, err);
        if (status == BGM_OK)
            status = draft_print(timeline, &draft, err);
        if (status == BGM_OK)
            status = draft_store(database, &row, draft.bytes, edit, &stored, err);
        buf_release(&draft);
        session_row_release(&row);
    }
    free(timeline);
    if (status == BGM_OK && !stored)
        return bgm_fail(err, BGM_FAILED, "the session is changed by others at the same time; try again");
    return status;
}
