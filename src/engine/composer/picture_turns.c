/* Where the picture turns: cuts that were found, markers that were set by hand. */
#include <stdlib.h>

#include "bgmusic/base/xalloc.h"
#include "piece.h"

enum { SAME_TURN_MS = 150 }; /* a marker this near to a cut means the cut */

static int compare_cuts(const void *left, const void *right)
{
    const struct music_cut *a = left, *b = right;
    if (a->at_ms != b->at_ms)
        return a->at_ms < b->at_ms ? -1 : 1;
    return (a->strength < b->strength) - (a->strength > b->strength);
}

/* A marker takes the place of the cuts around it: who set it knows better than the scan. */
static size_t drop_near(struct music_cut *cuts, size_t count, int64_t at_ms)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (cuts[i].at_ms < at_ms - SAME_TURN_MS || cuts[i].at_ms > at_ms + SAME_TURN_MS)
            cuts[kept++] = cuts[i];
    return kept;
}

size_t picture_turns(const struct music_brief *brief, struct music_cut **cuts)
{
    size_t count = brief->cut_count;
    *cuts = xcalloc(count + brief->marker_count + brief->event_count + 1, sizeof **cuts);
    for (size_t i = 0; i < count; i++)
        (*cuts)[i] = brief->cuts[i];
    for (size_t i = 0; i < brief->marker_count; i++)
        count = drop_near(*cuts, count, brief->markers_ms[i]);
    for (size_t i = 0; i < brief->marker_count; i++)
        if (i == 0 || brief->markers_ms[i] > brief->markers_ms[i - 1])
            (*cuts)[count++] = (struct music_cut){.at_ms = brief->markers_ms[i], .strength = 1};
    for (size_t i = 0; i < brief->event_count; i++)
        if (brief->events[i].kind == MUSIC_EVENT_HIT || brief->events[i].kind == MUSIC_EVENT_DROP)
            (*cuts)[count++] = (struct music_cut){.at_ms = brief->events[i].at_ms, .strength = 1};
    /* The tempo has these in view as well, as the least of cuts. */
    for (size_t i = 0; i < brief->event_count; i++)
        if (brief->events[i].kind == MUSIC_EVENT_ENTRY || brief->events[i].kind == MUSIC_EVENT_EXIT ||
            brief->events[i].kind == MUSIC_EVENT_STOP)
            (*cuts)[count++] = (struct music_cut){.at_ms = brief->events[i].at_ms, .strength = 0.25};
    qsort(*cuts, count, sizeof **cuts, compare_cuts);
    return count;
}
