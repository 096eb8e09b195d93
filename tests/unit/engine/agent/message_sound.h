/* What sounds when in a timeline of the clip of test_agent_messages.c: the music, its level, the video's own sound. */
#ifndef BGMUSIC_TESTS_MESSAGE_SOUND_H
#define BGMUSIC_TESTS_MESSAGE_SOUND_H

#include <stdlib.h>
#include <string.h>

#include "timeline.h"

enum { CLIP_MS = 20000, EDGE_MS = 300 };

static bool sounds_at(const struct timeline *timeline, int64_t ms)
{
    const struct timeline_music *music = &timeline->music;
    bool sounds = timeline->has_music && ms >= music->start_ms && ms < music->start_ms + music->length_ms;
    for (size_t i = 0; i < music->spans_count; i++)
        sounds =
            sounds && !(music->spans[i].factor == 0 && ms >= music->spans[i].start_ms && ms < music->spans[i].end_ms);
    return sounds;
}

/* "0-6,9-20": music there and nowhere else. */
static bool sounds_only(const struct timeline *timeline, const char *spans)
{
    for (int64_t ms = 0; ms < CLIP_MS; ms += 50) {
        bool inside = false, edge = false;
        for (const char *at = spans; *at != '\0';) {
            char *end;
            int64_t from = (int64_t)(strtod(at, &end) * 1000), to = (int64_t)(strtod(end + 1, &end) * 1000);
            inside = inside || (ms >= from && ms < to);
            edge = edge || llabs(ms - from) <= EDGE_MS || llabs(ms - to) <= EDGE_MS;
            at = *end == ',' ? end + 1 : end;
        }
        if (!edge && inside != sounds_at(timeline, ms))
            return false;
    }
    return true;
}

static double level_at(const struct timeline *timeline, int64_t ms)
{
    double level = 1;
    for (size_t i = 0; i < timeline->music.spans_count; i++) {
        const struct timeline_span *span = &timeline->music.spans[i];
        level *= ms >= span->start_ms && ms < span->end_ms ? span->factor : 1;
    }
    return level;
}

/* "<@5-9": softer there, and there alone. */
static bool level_holds(const struct timeline *timeline, const char *fact)
{
    char *end;
    double from = strtod(fact + 2, &end), to = strtod(end + 1, NULL), whole = CLIP_MS / 1000.0;
    double inside = level_at(timeline, (int64_t)((from + to) * 500));
    double outside = level_at(timeline, (int64_t)((from > whole - to ? from / 2 : (to + whole) / 2) * 1000));
    return (fact[0] == '<' ? inside < 1 : inside > 1) && outside == 1;
}

static double original_at(const struct timeline *timeline, double at_ms)
{
    double level = timeline->keep_original ? timeline->original_volume : 0;
    for (size_t i = 0; i < timeline->original_spans_count; i++) {
        const struct timeline_span *span = &timeline->original_spans[i];
        level *= at_ms >= (double)span->start_ms && at_ms < (double)span->end_ms ? span->factor : 1;
    }
    return level;
}

/* "original<@5-9", "muted@0-3": there, and there alone. */
static bool original_holds(const struct timeline *timeline, const char *fact)
{
    char *end;
    double from = strtod(strchr(fact, '@') + 1, &end), to = strtod(end + 1, NULL), whole = CLIP_MS / 1000.0;
    double inside = original_at(timeline, (from + to) * 500);
    double outside = original_at(timeline, (from > whole - to ? from / 2 : (to + whole) / 2) * 1000);
    bool there = fact[0] == 'm' ? inside == 0 : fact[8] == '<' ? inside < 1 : inside > 1;
    return there && outside == 1;
}

#endif
