/* Edits of the sound that the video came with: kept or dropped, louder or softer, as a whole or at a place. */
#include <math.h>
#include <string.h>

#include "edit_apply.h"

/* What speech and breath lie between: less is as good as off, more clips. */
#define LEAST_ORIGINAL 0.05
#define MOST_ORIGINAL  4.0

/* Takes [start, end) out of the stretches, of those that are silent or of all. */
static void spans_cut(struct timeline *timeline, const struct music_span *place, bool silent_only)
{
    struct timeline_span kept[TIMELINE_MOST_ORIGINAL_SPANS];
    size_t count = 0;
    for (size_t i = 0; i < timeline->original_spans_count; i++) {
        struct timeline_span span = timeline->original_spans[i], behind = span;
        bool meets = span.start_ms < place->end_ms && span.end_ms > place->start_ms;
        if (!meets || (silent_only && span.factor != 0)) {
            if (count < TIMELINE_MOST_ORIGINAL_SPANS)
                kept[count++] = span;
            continue;
        }
        span.end_ms = place->start_ms;
        behind.start_ms = place->end_ms;
        if (span.end_ms > span.start_ms && count < TIMELINE_MOST_ORIGINAL_SPANS)
            kept[count++] = span;
        if (behind.end_ms > behind.start_ms && count < TIMELINE_MOST_ORIGINAL_SPANS)
            kept[count++] = behind;
    }
    memset(timeline->original_spans, 0, sizeof timeline->original_spans);
    memcpy(timeline->original_spans, kept, count * sizeof *kept);
    timeline->original_spans_count = count;
}

/* False: there are as many as there can be. */
static bool span_add(struct timeline *timeline, const struct music_span *place, double factor)
{
    for (size_t i = 0; i < timeline->original_spans_count; i++) {
        struct timeline_span *span = &timeline->original_spans[i];
        if (span->start_ms == place->start_ms && span->end_ms == place->end_ms && span->factor > 0 && factor > 0) {
            span->factor = round(clamp(span->factor * factor, LEAST_ORIGINAL, MOST_ORIGINAL) * 1000) / 1000;
            return true;
        }
    }
    if (timeline->original_spans_count == TIMELINE_MOST_ORIGINAL_SPANS)
        return false;
    timeline->original_spans[timeline->original_spans_count++] =
        (struct timeline_span){.start_ms = place->start_ms, .end_ms = place->end_ms, .factor = factor};
    return true;
}

static void place_tell(struct applying *a, const struct music_span *place, double factor, bool only)
{
    double from = seconds(place->start_ms), to = seconds(place->end_ms);
    if (only)
        SAY(a->done, "The original sound plays from %.1f s to %.1f s.", "原声在 %.1f 秒到 %.1f 秒播放。", from, to);
    else if (factor == 0)
        SAY(a->done, "The original sound is silent from %.1f s to %.1f s.", "从 %.1f 秒到 %.1f 秒没有原声。", from, to);
    else if (factor > 1)
        SAY(a->done, "The original sound is louder from %.1f s to %.1f s.", "从 %.1f 秒到 %.1f 秒原声更响。", from, to);
    else
        SAY(a->done, "The original sound is softer from %.1f s to %.1f s.", "从 %.1f 秒到 %.1f 秒原声更轻。", from, to);
}

static void original_there(struct applying *a, const struct edit *edit)
{
    struct timeline *timeline = a->timeline;
    bool silences = edit->kind == EDIT_ORIGINAL && edit->number == 0;
    bool restores = edit->kind == EDIT_ORIGINAL && edit->number > 0, only = restores && edit->mode == ORIGINAL_ONLY;
    struct place_spans place, whole = {{{0, timeline->duration_ms}}, 1}, others;
    if (!timeline->keep_original && !restores) {
        SAY(a->notes, "The original sound is dropped; \"bring the original sound back\" keeps it.",
            "原声已经去掉了；说“保留原声”可以恢复。");
        return;
    }
    if (!apply_place_find(a, edit, &place))
        return;
    place_without(&whole, &place, 0, &others);
    bool was_dropped = !timeline->keep_original;
    if (was_dropped) { /* back at this place, and there alone */
        timeline->keep_original = true;
        a->outcome->composed = a->outcome->composed || (timeline->has_music && timeline->music.upload[0] == '\0');
    }
    const struct timeline before = *timeline;
    bool room = true;
    for (size_t i = 0; i < place.count; i++) {
        if (edit->kind == EDIT_ORIGINAL)
            spans_cut(timeline, &place.spans[i], restores);
        double factor = silences ? 0 : clamp(edit->number, LEAST_ORIGINAL, MOST_ORIGINAL);
        if (!restores)
            room = span_add(timeline, &place.spans[i], round(factor * 1000) / 1000) && room;
        if (!restores || was_dropped || only)
            place_tell(a, &place.spans[i], factor, restores);
    }
    bool changed = memcmp(&before, timeline, sizeof before) != 0;
    if (restores && !was_dropped && !only && !changed)
        SAY(a->notes, "The original sound plays there already; nothing was changed.", "那里本来就有原声，没有改动。");
    for (size_t i = 0; i < place.count && restores && !was_dropped && !only && changed; i++)
        place_tell(a, &place.spans[i], 1, true);
    for (size_t i = 0; i < others.count && (was_dropped || only); i++) {
        spans_cut(timeline, &others.spans[i], false);
        room = span_add(timeline, &others.spans[i], 0) && room;
    }
    if (!room)
        SAY(a->notes, "There are %d such places already; no more were added.", "这样的位置已有 %d 个，没有再加。",
            TIMELINE_MOST_ORIGINAL_SPANS);
}

static void original_gain(struct applying *a, const struct edit *edit)
{
    struct timeline *timeline = a->timeline;
    double wanted = edit->is_added ? timeline->original_volume * edit->number : edit->number;
    if (wanted < 0.01) {
        timeline->keep_original = false;
        SAY(a->done, "The original sound is dropped.", "已去掉原声。");
        return;
    }
    timeline->keep_original = true;
    timeline->original_volume = round(clamp(wanted, LEAST_ORIGINAL, MOST_ORIGINAL) * 1000) / 1000;
    if (wanted > MOST_ORIGINAL)
        SAY(a->notes, "More than %.0f%% of the original sound is out of reach.", "原声音量最多 %.0f%%。",
            MOST_ORIGINAL * 100);
    SAY(a->done, "The original sound plays at %.0f%%.", "原声音量 %.0f%%。", timeline->original_volume * 100);
}

void apply_original(struct applying *a, const struct edit *edit)
{
    struct timeline *timeline = a->timeline;
    if (edit->place.kind != PLACE_WHOLE || edit->place.except) {
        original_there(a, edit);
        return;
    }
    if (edit->kind == EDIT_ORIGINAL_GAIN) {
        original_gain(a, edit);
        return;
    }
    a->outcome->composed = a->outcome->composed || (timeline->has_music && timeline->music.upload[0] == '\0' &&
                                                    timeline->keep_original != (edit->number > 0));
    timeline->keep_original = edit->number > 0;
    for (size_t i = timeline->original_spans_count; i-- > 0 && timeline->keep_original;)
        if (timeline->original_spans[i].factor == 0) /* all of it is back */
            spans_cut(
                timeline,
                &(const struct music_span){timeline->original_spans[i].start_ms, timeline->original_spans[i].end_ms},
                true);
    if (timeline->keep_original)
        SAY(a->done, "The original sound stays.", "保留原声。");
    else
        SAY(a->done, "The original sound is dropped.", "已去掉原声。");
}
