/* The timed wishes of a timeline as the composer's events: parts that enter and leave, stops, drops, ramps. */
#ifndef BGMUSIC_ENGINE_WORK_PLAN_EVENTS_H
#define BGMUSIC_ENGINE_WORK_PLAN_EVENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "composer.h"
#include "timeline.h"

/* Fills `events`, ascending, in the piece's time (0 to `length_ms`); returns how many. */
size_t plan_events(const struct timeline_music *music, int64_t length_ms, struct music_event events[MUSIC_MOST_EVENTS]);

/* Does the piece itself follow the wish? A part that is silent up to a time, or from one on, enters and leaves; what is
 * left is done to the finished notes. */
bool plan_has_entry(const struct timeline_music *music, const struct timeline_part *there);

#endif
