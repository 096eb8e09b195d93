/* Instruments for a place alone: "no drums in the first 4 seconds", "strings at 0:20", "only drums at the end". */
#include <string.h>

#include "edit_apply.h"

enum { THERE_NOT, THERE_ALONE, THERE_ONLY, THERE_LEVEL };

static void there_add(struct applying *a, int role, int64_t start_ms, int64_t end_ms, double lu)
{
    struct timeline_music *music = &a->timeline->music;
    /* The same part at the same place: the newer wish counts. */
    size_t at = 0;
    while (at < music->parts_there_count &&
           !(music->parts_there[at].role == role && music->parts_there[at].start_ms == start_ms &&
             music->parts_there[at].end_ms == end_ms))
        at++;
    if (at == TIMELINE_MOST_PARTS_THERE || end_ms <= start_ms)
        return;
    music->parts_there[at] = (struct timeline_part){role, start_ms, end_ms, lu};
    music->parts_there_count += at == music->parts_there_count;
}

static bool is_silent_there(const struct timeline_part *part, int role)
{
    return part->role == role && part->lu <= TIMELINE_SILENT_LU;
}

/* A part that was silent there plays there, too. */
static void there_open(struct applying *a, int role, int64_t start_ms, int64_t end_ms)
{
    struct timeline_music *music = &a->timeline->music;
    for (size_t i = music->parts_there_count; i-- > 0;) {
        struct timeline_part part = music->parts_there[i];
        if (!is_silent_there(&part, role) || part.end_ms <= start_ms || part.start_ms >= end_ms)
            continue;
        music->parts_there_count--;
        memmove(&music->parts_there[i], &music->parts_there[i + 1],
                (music->parts_there_count - i) * sizeof *music->parts_there);
        memset(&music->parts_there[music->parts_there_count], 0, sizeof *music->parts_there);
        there_add(a, role, part.start_ms, start_ms < part.end_ms ? start_ms : part.end_ms, part.lu);
        there_add(a, role, end_ms > part.start_ms ? end_ms : part.start_ms, part.end_ms, part.lu);
    }
}

void apply_part_there(struct applying *a, const struct edit *edit)
{
    struct timeline_music *music = &a->timeline->music;
    int64_t whole = a->timeline->duration_ms;
    struct place_spans place, all = {{{0, whole}}, 1}, rest;
    if (!place_find(&edit->place, whole, a->context->scene, &place)) {
        SAY(a->notes, "The video is %.1f s long; there is no such place in it.", "视频长 %.1f 秒，没有这个位置。",
            seconds(whole));
        return;
    }
    place_without(&all, &place, 0, &rest);
    if (edit->mode == THERE_ONLY) {
        for (int role = 0; role < SCORE_ROLE_COUNT; role++)
            for (size_t i = 0; i < place.count && (edit->roles & 1u << role) == 0; i++)
                there_add(a, role, place.spans[i].start_ms, place.spans[i].end_ms, TIMELINE_SILENT_LU);
        music->with_roles |= edit->roles;
        music->without_roles &= ~edit->roles;
        SAY(a->done, "Nothing else plays from %.1f s to %.1f s.", "从 %.1f 秒到 %.1f 秒只有这些乐器。",
            seconds(place.spans[0].start_ms), seconds(place.spans[0].end_ms));
        return;
    }
    const struct place_spans *changed = edit->mode == THERE_ALONE ? &rest : &place;
    /* It is wanted at some places already: here, too. */
    bool had = false;
    for (size_t i = 0; i < music->parts_there_count; i++)
        had = had || is_silent_there(&music->parts_there[i], edit->role);
    had = had && edit->mode == THERE_ALONE && (music->with_roles & 1u << edit->role) != 0;
    for (size_t i = 0; i < place.count && had; i++)
        there_open(a, edit->role, place.spans[i].start_ms, place.spans[i].end_ms);
    for (size_t i = 0; i < changed->count && !had; i++)
        there_add(a, edit->role, changed->spans[i].start_ms, changed->spans[i].end_ms,
                  edit->mode == THERE_LEVEL ? clamp(edit->number, TIMELINE_SILENT_LU, 12) : TIMELINE_SILENT_LU);
    if (edit->mode == THERE_ALONE) {
        music->with_roles |= 1u << edit->role;
        music->without_roles &= ~(1u << edit->role);
        if (edit->program >= 0)
            music->programs[edit->role] = edit->program;
    }
    SAY(a->done, "That holds from %.1f s to %.1f s.", "从 %.1f 秒到 %.1f 秒如此。", seconds(place.spans[0].start_ms),
        seconds(place.spans[place.count - 1].end_ms));
}
