/* Edits of titles. */
#include <math.h>
#include <string.h>

#include "edit_apply.h"

enum { LEAST_TITLE_MS = 200 };

static void title_tell(struct applying *a, const struct timeline_title *title)
{
    SAY(a->done, "Title \"%s\" from %.1f s to %.1f s.", "标题“%s”，从 %.1f 秒到 %.1f 秒。", title->text,
        seconds(title->start_ms), seconds(title->start_ms + title->length_ms));
}

/* Puts the title where the place says; `length_ms` 0: the place's own length, or what it has. */
static void title_place(struct applying *a, const struct edit_place *place, int64_t length_ms,
                        struct timeline_title *title)
{
    int64_t whole = a->timeline->duration_ms;
    struct place_spans found;
    if (!place_find(place, whole, a->context->scene, &found)) {
        SAY(a->notes, "The video is %.1f s long; there is no such place for a title.",
            "视频长 %.1f 秒，标题放不到那里。", seconds(whole));
        return;
    }
    bool stretch = place->kind == PLACE_FIRST || place->kind == PLACE_LAST ||
                   (place->kind == PLACE_SPAN && place->to_ms > 0) || place->kind == PLACE_FIRST_HALF ||
                   place->kind == PLACE_SECOND_HALF || place->except;
    int64_t start = found.spans[0].start_ms, end = found.spans[0].end_ms;
    int64_t stays = length_ms > 0 ? length_ms : stretch ? end - start : title->length_ms;
    if (place->kind == PLACE_ENDING || (place->kind == PLACE_LAST && length_ms > 0))
        start = whole - stays;
    else if (place->kind == PLACE_MIDDLE)
        start = (whole - stays) / 2;
    title->start_ms = start < 0 ? 0 : start;
    title->length_ms = stays;
}

static void title_fit(const struct timeline *timeline, struct timeline_title *title)
{
    if (title->start_ms < 0 || title->start_ms >= timeline->duration_ms)
        title->start_ms = 0;
    if (title->start_ms + title->length_ms > timeline->duration_ms)
        title->length_ms = timeline->duration_ms - title->start_ms;
}

/* So much later, or earlier where the number is below zero. */
static int64_t title_shifted(const struct timeline_title *title, const struct edit *edit)
{
    int64_t start_ms = title->start_ms + (edit->number < 0 ? -edit->ms : edit->ms);
    return start_ms < 0 ? 0 : start_ms;
}

static void title_add(struct applying *a, const struct edit *edit)
{
    struct timeline *timeline = a->timeline;
    if (timeline->title_count == TIMELINE_MOST_TITLES) {
        SAY(a->notes, "There are %d titles already; remove them first.", "已有 %d 个标题，请先删除。",
            TIMELINE_MOST_TITLES);
        return;
    }
    struct timeline_title title = {.start_ms = edit->ms, .length_ms = edit->length_ms};
    timeline_copy_line(title.text, edit->text);
    if (title.length_ms <= 0)
        title.length_ms = TIMELINE_TITLE_MS;
    if (title.start_ms < 0)
        title.start_ms = timeline->duration_ms - title.length_ms;
    if (edit->place.kind != PLACE_WHOLE || edit->place.except)
        title_place(a, &edit->place, edit->length_ms, &title);
    title_fit(timeline, &title);
    /* The same place again: the new title takes the old one's. */
    size_t at = 0;
    while (at < timeline->title_count && timeline->titles[at].start_ms != title.start_ms)
        at++;
    timeline->titles[at] = title;
    timeline->title_count += at == timeline->title_count;
    title_tell(a, &title);
}

/* Does the title stand there? A place that is not to be found has none. */
static bool title_is_there(const struct applying *a, const struct timeline_title *title, const struct edit_place *place)
{
    struct place_spans found;
    if (!place_find(place, a->timeline->duration_ms, a->context->scene, &found))
        return false;
    for (size_t i = 0; i < found.count; i++)
        if (title->start_ms < found.spans[i].end_ms && title->start_ms + title->length_ms > found.spans[i].start_ms)
            return true;
    return false;
}

int timeline_title_rank(const struct timeline_title *titles, size_t count, size_t index)
{
    int rank = 1;
    for (size_t i = 0; i < count; i++)
        rank +=
            titles[i].start_ms < titles[index].start_ms || (titles[i].start_ms == titles[index].start_ms && i < index);
    return rank;
}

/* The title that the edit counts by time, from the end below zero; NULL: there are not so many. */
static struct timeline_title *title_counted(struct timeline *timeline, int number)
{
    int wanted = number > 0 ? number : (int)timeline->title_count + 1 + number;
    for (size_t i = 0; i < timeline->title_count; i++)
        if (timeline_title_rank(timeline->titles, timeline->title_count, i) == wanted)
            return &timeline->titles[i];
    return NULL;
}

/* The titles of that text, number and at that place; all where none is said. */
static void title_remove(struct applying *a, const struct edit *edit)
{
    struct timeline *timeline = a->timeline;
    bool placed = edit->place.kind != PLACE_WHOLE;
    const struct timeline_title *counted = edit->title != 0 ? title_counted(timeline, edit->title) : NULL;
    char text[sizeof counted->text] = "";
    if (counted != NULL)
        memcpy(text, counted->text, sizeof text);
    else
        timeline_copy_line(text, edit->text);
    size_t kept = 0;
    for (size_t i = 0; i < timeline->title_count; i++) {
        const struct timeline_title *title = &timeline->titles[i];
        bool other = counted != NULL ? title != counted : edit->text[0] != '\0' && strcmp(title->text, edit->text) != 0;
        if (other || (placed && !title_is_there(a, title, &edit->place)))
            timeline->titles[kept++] = *title;
    }
    if (kept == timeline->title_count && edit->text[0] != '\0' && counted == NULL) {
        SAY(a->notes, "There is no title \"%s\".", "没有标题“%s”。", edit->text);
        return;
    }
    if (kept == timeline->title_count) {
        SAY(a->notes, "There is no title at that place.", "那里没有标题。");
        return;
    }
    timeline->title_count = kept;
    if (kept == 0)
        SAY(a->done, "The titles are gone.", "已删除标题。");
    else if (text[0] != '\0')
        SAY(a->done, "The title \"%s\" is gone.", "已删除标题“%s”。", text);
    else
        SAY(a->done, "The title there is gone.", "已删除那里的标题。");
}

void apply_title(struct applying *a, const struct edit *edit)
{
    struct timeline *timeline = a->timeline;
    if (edit->kind == EDIT_TITLE) {
        title_add(a, edit);
        return;
    }
    if (timeline->title_count == 0) {
        SAY(a->notes, "There is no title yet; say for example: add the title \"Beach Day\".",
            "还没有标题；可以说：加标题“海边的一天”。");
        return;
    }
    struct timeline_title *title =
        edit->title != 0 ? title_counted(timeline, edit->title) : &timeline->titles[timeline->title_count - 1];
    if (title == NULL) {
        SAY(a->notes, "There are only %zu titles.", "只有 %zu 个标题。", timeline->title_count);
        return;
    }
    if (edit->kind == EDIT_TITLE_REMOVE) {
        title_remove(a, edit);
        return;
    }
    if (edit->kind == EDIT_TITLE_TEXT)
        timeline_copy_line(title->text, edit->text);
    else if (edit->kind == EDIT_TITLE_MOVE && edit->is_added)
        title->start_ms = title_shifted(title, edit);
    else if (edit->kind == EDIT_TITLE_MOVE)
        title_place(a, &edit->place, edit->length_ms, title);
    else if (edit->mode == TITLE_ENDS)
        title->length_ms = edit->ms - title->start_ms;
    else if (edit->ms > 0 && edit->is_added)
        title->length_ms += edit->number < 0 ? -edit->ms : edit->ms;
    else if (edit->ms > 0)
        title->length_ms = edit->ms;
    else
        title->length_ms = (int64_t)round((double)title->length_ms * edit->number);
    title->length_ms = title->length_ms < LEAST_TITLE_MS ? LEAST_TITLE_MS : title->length_ms;
    title_fit(timeline, title);
    title_tell(a, title);
}
