/* Edits of where the music plays: outer bounds, and holes within, which are stretches of no volume. */
#include <math.h>
#include <string.h>

#include "composer.h"
#include "edit_apply.h"
#include "timeline_course.h"

enum { LEAST_GAP_MS = 300, LEAST_PIECE_MS = 1000, STOP_MS = 2000 /* unless said */ };

/* Where it plays now. */
static void sounding_find(const struct timeline_music *music, struct place_spans *sounding)
{
    struct place_spans all = {{{music->start_ms, music->start_ms + music->length_ms}}, 1}, holes = {.count = 0};
    for (size_t i = 0; i < music->spans_count; i++)
        if (music->spans[i].factor == 0) {
            struct place_spans hole = {{{music->spans[i].start_ms, music->spans[i].end_ms}}, 1};
            place_with(&holes, &hole, &holes);
        }
    place_without(&all, &holes, 0, sounding);
}

static bool stops_there(const struct timeline_music *music, int64_t start_ms, int64_t end_ms)
{
    for (size_t i = 0; i < music->spans_count; i++)
        if (music->spans[i].stop != 0 && music->spans[i].start_ms == start_ms && music->spans[i].end_ms == end_ms)
            return true;
    return false;
}

static void sounding_set(struct applying *a, const struct place_spans *sounding)
{
    struct timeline_music *music = &a->timeline->music, before = *music;
    int64_t start = sounding->spans[0].start_ms, end = sounding->spans[sounding->count - 1].end_ms;
    bool moved = start != music->start_ms || end != music->start_ms + music->length_ms;
    size_t kept = 0;
    for (size_t i = 0; i < music->spans_count; i++)
        if (music->spans[i].factor != 0)
            music->spans[kept++] = music->spans[i];
    music->spans_count = kept;
    for (size_t i = 1; i < sounding->count && music->spans_count < TIMELINE_MOST_SPANS; i++)
        music->spans[music->spans_count++] = (struct timeline_span){
            .start_ms = sounding->spans[i - 1].end_ms,
            .end_ms = sounding->spans[i].start_ms,
            .stop = stops_there(&before, sounding->spans[i - 1].end_ms, sounding->spans[i].start_ms)};
    music->start_ms = start;
    music->length_ms = end - start;
    a->outcome->composed = a->outcome->composed || (moved && music->upload[0] == '\0');
}

static void sounding_tell(struct applying *a, const struct place_spans *sounding)
{
    struct buf text;
    buf_init(&text, 2048);
    for (size_t i = 0; i < sounding->count; i++)
        buf_appendf(&text, a->context->chinese ? "%s%.1f–%.1f 秒" : "%s%.1f-%.1f s", i > 0 ? ", " : "",
                    seconds(sounding->spans[i].start_ms), seconds(sounding->spans[i].end_ms));
    SAY(a->done, "The music plays at %s.", "音乐在 %s 播放。", text.bytes);
    buf_release(&text);
}

bool apply_place_find(struct applying *a, const struct edit *edit, struct place_spans *place)
{
    if (place_find(&edit->place, a->timeline->duration_ms, a->context->scene, place))
        return true;
    if (place_needs_scene(edit->place.kind) && edit->place.kind != PLACE_CUT && edit->place.kind != PLACE_SHOT)
        SAY(a->notes, "Nobody was heard to speak in the video, so there is no such place; nothing was changed there.",
            "视频里没有听到说话声，找不到这个位置，没有改动。");
    else
        SAY(a->notes, "The video is %.1f s long; there is no such place in it.", "视频长 %.1f 秒，没有这个位置。",
            seconds(a->timeline->duration_ms));
    return false;
}

void apply_sounding(struct applying *a, const struct edit *edit)
{
    struct timeline_music *music = &a->timeline->music;
    struct place_spans now, place, then;
    sounding_find(music, &now);
    if (!apply_place_find(a, edit, &place))
        return;
    if (edit->kind == EDIT_SILENCE)
        place_without(&now, &place, LEAST_GAP_MS, &then);
    else if (edit->kind == EDIT_ALSO_THERE)
        place_with(&now, &place, &then);
    else /* music only where nobody talks: no snatches between two words */
        place_within(&place, &place, place_needs_scene(edit->place.kind) ? LEAST_PIECE_MS : 0, &then);
    if (then.count == 0 || then.spans[then.count - 1].end_ms - then.spans[0].start_ms < MUSIC_LEAST_MS) {
        SAY(a->notes, "That would leave no music at all, so nothing was changed; \"remove the music\" takes all of it.",
            "这样就没有音乐了，所以没有改动；要全部去掉请说“删除音乐”。");
        return;
    }
    if (then.count == now.count && memcmp(then.spans, now.spans, now.count * sizeof *now.spans) == 0) {
        SAY(a->notes, "The music plays so already; nothing was changed.", "音乐本来就是这样播放的，没有改动。");
        return;
    }
    if (music->upload[0] == '\0' && then.spans[then.count - 1].end_ms - then.spans[0].start_ms > MUSIC_MOST_MS)
        then.spans[then.count - 1].end_ms = then.spans[0].start_ms + MUSIC_MOST_MS;
    sounding_set(a, &then);
    sounding_tell(a, &then);
}

/* The piece stops and goes on: a hole that the notes know of. */
void apply_stop(struct applying *a, const struct edit *edit)
{
    struct timeline_music *music = &a->timeline->music;
    struct edit hole = *edit;
    int64_t length_ms = edit->length_ms > 0 ? edit->length_ms : STOP_MS;
    hole.kind = EDIT_SILENCE;
    hole.place = (struct edit_place){PLACE_SPAN, edit->ms, edit->ms + length_ms, false};
    apply_sounding(a, &hole);
    for (size_t i = 0; i < music->spans_count; i++) {
        struct timeline_span *span = &music->spans[i];
        if (span->factor == 0 && span->start_ms == edit->ms && span->end_ms == edit->ms + length_ms)
            span->stop = 1;
    }
    a->outcome->composed = a->outcome->composed || music->upload[0] == '\0';
}

void apply_level_span(struct applying *a, const struct edit *edit)
{
    struct timeline_music *music = &a->timeline->music;
    struct place_spans place;
    if (!apply_place_find(a, edit, &place))
        return;
    for (size_t i = 0; i < place.count; i++) {
        struct edit there = *edit;
        if (edit->mode == LEVEL_SHARE && music->volume > 0)
            there.number = edit->number / music->volume;
        there.ms = place.spans[i].start_ms;
        there.length_ms = place.spans[i].end_ms - place.spans[i].start_ms;
        if (!timeline_span_set(music, a->timeline->duration_ms, &there))
            continue;
        if (there.number >= 1)
            SAY(a->done, "Louder from %.1f s to %.1f s.", "从 %.1f 秒到 %.1f 秒更响。",
                seconds(place.spans[i].start_ms), seconds(place.spans[i].end_ms));
        else
            SAY(a->done, "Softer from %.1f s to %.1f s.", "从 %.1f 秒到 %.1f 秒更轻。",
                seconds(place.spans[i].start_ms), seconds(place.spans[i].end_ms));
    }
}
