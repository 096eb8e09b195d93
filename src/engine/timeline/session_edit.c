/* Changing a session's timeline while others may do the same. */
#include "session_edit.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/xalloc.h"
#include "session_rows.h"
#include "timeline.h"

enum { DRAFT_CEILING = 1 << 20 };

enum bgm_status session_edit(struct database *database, int64_t user, const char *session,
                             enum bgm_status (*change)(void *context, struct timeline *timeline, struct bgm_error *err),
                             void *context, struct bgm_error *err)
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
            status = change(context, timeline, err);
        if (status == BGM_OK && !timeline_print(timeline, &draft))
            status = bgm_fail(err, BGM_TOO_LARGE, "the session's timeline is too large");
        if (status == BGM_OK)
            status = session_store_draft(database, row.id, row.revision, draft.bytes, &stored, err);
        buf_release(&draft);
        session_row_release(&row);
    }
    free(timeline);
    if (status == BGM_OK && !stored)
        return bgm_fail(err, BGM_FAILED, "the session is changed by others at the same time; try again");
    return status;
}
