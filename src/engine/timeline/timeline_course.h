/* Edits of the music's course: how strong it is where, and how loud. */
#ifndef BGMUSIC_ENGINE_TIMELINE_TIMELINE_COURSE_H
#define BGMUSIC_ENGINE_TIMELINE_TIMELINE_COURSE_H

#include <stdbool.h>
#include <stdint.h>

#include "edit_list.h"
#include "timeline.h"

/* EDIT_COURSE; after the last of a message timeline_course_finish(). */
void timeline_course_set(struct timeline_music *music, const struct edit *edit);
void timeline_course_finish(struct timeline_music *music);

/* EDIT_LEVEL_SPAN; false when the stretch lies outside the video. */
bool timeline_span_set(struct timeline_music *music, int64_t video_ms, const struct edit *edit);

#endif
