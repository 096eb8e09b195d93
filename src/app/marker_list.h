/* Places in a video that the music shall meet, as people keep them: lines of times ("12.5", "1:02.250 drop"), an
 * editor's export of markers (CSV or tabs, with or without a header; Audacity's labels), or the chapters of the video.
 *
 * In a table the column named In, Start, Time, Timecode, Position or the like counts; without a header the first cell
 * with a colon in it, else the first number. "00:00:05:12" ends in frames: they are counted by the video's rate. Lines
 * that begin with # are passed over; UTF-16 with a byte order mark is read, too. */
#ifndef BGMUSIC_APP_MARKER_LIST_H
#define BGMUSIC_APP_MARKER_LIST_H

#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/error.h"

struct marker_list {
    int64_t *at_ms; /* ascending, none twice */
    size_t count;
};

/* `place` is a path, or "chapters" for those of `video`. BGM_INPUT: unreadable, a line that is no time, none at all, or
 * more than MUSIC_REQUEST_MOST_MARKERS. Release in any case. */
enum bgm_status marker_list_read(struct marker_list *list, const char *place, const char *video, struct bgm_error *err);
/* The same from text; `fps` 0: frames are refused. */
enum bgm_status marker_list_parse(struct marker_list *list, const char *text, double fps, struct bgm_error *err);
void marker_list_release(struct marker_list *list); /* legal twice, and on a zeroed struct */

#endif
