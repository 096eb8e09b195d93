/* Versions: undo, redo, "the first one". */
#include "turn_history.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "style_table.h"
#include "timeline_revert.h"

enum { EDITS_CEILING = 64 * 1024 };

enum bgm_status turn_history_load(struct turn_history *history, struct database *database, const char *session,
                                  const char *draft, struct bgm_error *err)
{
    turn_history_release(history);
    *history = (struct turn_history){.database = database, .session = session};
    enum bgm_status status = draft_history_list(database, session, &history->versions, &history->count, err);
    for (size_t i = 0; i < history->count; i++)
        if (history->versions[i].is_current) {
            history->current = history->versions[i].number;
            history->strayed = !text_equal(history->versions[i].draft, draft);
        }
    return status;
}

void turn_history_release(struct turn_history *history)
{
    draft_versions_free(history->versions, history->count);
    history->versions = NULL;
    history->count = 0;
}

static const struct draft_version *version_find(const struct turn_history *history, int64_t number)
{
    for (size_t i = 0; i < history->count; i++)
        if (history->versions[i].number == number && number != 0)
            return &history->versions[i];
    return NULL;
}

void turn_history_last(const struct turn_history *history, struct edit_list *edits)
{
    const struct draft_version *version = version_find(history, history->current);
    edit_list_parse(version != NULL ? version->edits : "", edits);
}

bool turn_history_undone(const struct turn_history *history)
{
    for (size_t i = 0; i < history->count && !history->strayed; i++)
        if (history->versions[i].parent == history->current)
            return history->current != 0;
    return false;
}

const char *turn_history_said(const struct turn_history *history)
{
    const struct draft_version *version = version_find(history, history->current);
    return version != NULL ? version->said : "";
}

void turn_history_list(const struct turn_history *history, struct buf *out)
{
    int place = 0;
    for (size_t i = 0; i < history->count; i++)
        if (history->versions[i].said[0] != '\0')
            buf_appendf(out, "%d%s %.*s\n", ++place, history->versions[i].number == history->current ? "*" : "",
                        (int)strcspn(history->versions[i].said, "\n"), history->versions[i].said);
}

static bool draft_read(const struct draft_version *version, struct timeline *timeline)
{
    struct bgm_error unread = BGM_ERROR_INIT;
    return version != NULL && timeline_parse(version->draft, strlen(version->draft), timeline, &unread) == BGM_OK;
}

/* Along the parents; what an upload left counts as a step of its own. */
static bool step_undo(struct turn_history *history, const struct agent_step *step, struct timeline *timeline)
{
    const struct draft_version *version = version_find(history, history->current),
                               *target = history->strayed ? version : NULL;
    int left = step->count - (history->strayed ? 1 : 0);
    history->passed = history->strayed ? 1 : 0;
    while (version != NULL && (left > 0 || step->all)) {
        const struct draft_version *parent = version_find(history, version->parent);
        if (parent == NULL)
            break;
        target = version = parent;
        left--;
        history->passed++;
    }
    if (target == NULL)
        return false;
    history->selects = target->number;
    return draft_read(target, timeline);
}

static bool step_redo(struct turn_history *history, const struct agent_step *step, struct timeline *timeline)
{
    const struct draft_version *target = NULL;
    int64_t at = history->strayed ? 0 : history->current;
    for (int left = step->count; left > 0 && at != 0; left--) {
        const struct draft_version *child = NULL;
        for (size_t i = 0; i < history->count; i++)
            child = history->versions[i].parent == at ? &history->versions[i] : child;
        if (child == NULL)
            break;
        target = child;
        at = child->number;
        history->passed++;
    }
    if (target == NULL)
        return false;
    history->selects = target->number;
    return draft_read(target, timeline);
}

static bool step_numbered(const struct turn_history *history, const struct agent_step *step, struct timeline *timeline)
{
    int place = 0;
    for (size_t i = 0; i < history->count; i++)
        if (history->versions[i].said[0] != '\0' && ++place == step->count)
            return draft_read(&history->versions[i], timeline);
    return false;
}

/* The latest version with another piece, or with one in the style that was named. */
static bool step_other(const struct turn_history *history, const struct agent_step *step, struct timeline *timeline)
{
    struct timeline *candidate = xmalloc(sizeof *candidate);
    struct style_match match;
    bool found = false;
    style_match_prompt(step->text, &match);
    for (size_t i = history->count; i-- > 0 && !found;) {
        if (history->versions[i].number == history->current && !history->strayed)
            continue;
        if (!draft_read(&history->versions[i], candidate) || !candidate->has_music)
            continue;
        const struct timeline_music *music = &candidate->music, *now = &timeline->music;
        bool other = strcmp(music->style, now->style) != 0 || music->seed != now->seed ||
                     strcmp(music->upload, now->upload) != 0;
        found = step->kind == STEP_OTHER
                    ? other
                    : match.style[0] != '\0' && (strcmp(music->style, match.style) == 0 ||
                                                 text_find_ignore_case(music->prompt, step->text) != NULL);
    }
    if (found)
        *timeline = *candidate;
    free(candidate);
    return found;
}

static bool step_one(const struct turn_history *history, const struct agent_step *step, struct timeline *timeline)
{
    struct edit_list *edits = xmalloc(sizeof *edits);
    struct timeline *before = xmalloc(sizeof *before);
    bool found = false;
    const struct draft_version *version = version_find(history, history->current);
    while (version != NULL && !found) {
        const struct draft_version *parent = version_find(history, version->parent);
        edit_list_parse(version->edits, edits);
        for (size_t i = 0; i < edits->count && parent != NULL && !found; i++)
            if (edit_kinds_alike(edits->edits[i].kind, step->about) && draft_read(parent, before)) {
                timeline_revert(timeline, before, step->about);
                found = true;
            }
        version = parent;
    }
    free(before);
    free(edits);
    return found;
}

bool turn_history_step(struct turn_history *history, const struct agent_step *step, struct timeline *timeline)
{
    history->selects = 0;
    history->passed = 0;
    switch (step->kind) {
    case STEP_UNDO:
    case STEP_PREVIOUS:
        return step_undo(history, step, timeline);
    case STEP_REDO:
        return step_redo(history, step, timeline);
    case STEP_VERSION:
        return step_numbered(history, step, timeline);
    case STEP_STYLE:
    case STEP_OTHER:
        return step_other(history, step, timeline);
    case STEP_UNDO_ONE:
        return step_one(history, step, timeline);
    }
    return false;
}

void turn_history_tell(const struct turn_history *history, const struct agent_step *step, bool chinese, struct buf *out)
{
    bool back = step->kind == STEP_UNDO;
    int passed = history->passed;
    if (chinese && passed == 1)
        buf_append_text(out, back ? "已撤销上一次修改。" : "已重做。");
    else if (chinese)
        buf_appendf(out, back ? "已撤销 %d 次修改。" : "已重做 %d 次修改。", passed);
    else if (passed == 1)
        buf_append_text(out, back ? "The last change was undone." : "The change was done again.");
    else
        buf_appendf(out, back ? "The last %d changes were undone." : "%d changes were done again.", passed);
    if (!step->all && passed < step->count)
        buf_append_text(out, chinese ? "没有更多了。" : " There are no more.");
}

enum bgm_status turn_history_store(struct turn_history *history, const char *earlier, const char *draft,
                                   const char *said, const struct edit_list *edits, struct bgm_error *err)
{
    enum bgm_status status = BGM_OK;
    int64_t parent = history->current;
    struct buf text;
    buf_init(&text, EDITS_CEILING);
    /* Where this came from has no version yet: the bare video, or what an upload left. */
    if (parent == 0 || history->strayed) {
        const struct draft_version base = {
            .parent = parent, .draft = (char *)earlier, .said = (char *)"", .edits = (char *)""};
        status = draft_history_add(history->database, history->session, &base, &parent, err);
    }
    if (status == BGM_OK && history->selects != 0) {
        status = draft_history_select(history->database, history->session, history->selects, err);
    } else if (status == BGM_OK) {
        edit_list_print(edits, &text);
        const struct draft_version version = {
            .parent = parent, .draft = (char *)draft, .said = (char *)said, .edits = text.bytes};
        int64_t number;
        status = draft_history_add(history->database, history->session, &version, &number, err);
    }
    buf_release(&text);
    return status;
}
