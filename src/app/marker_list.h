/* Places in a video that the music shall meet, as people keep them: lines of times ("12.5", "1:02.250 drop"), an
 * editor's export of markers (CSV or tabs, with or without a header; Audacity's labels), or the chapters of the video.
 *
 * An edit decision list (EDL) gives the record time of its events, or its locators where it has some. Where all markers
 * lie behind the video, by hours, the timeline they come from began at that hour, which is taken off.
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
    size_t behind; /* how many more lie behind the video's end: they are left out */
};

/* What the times are measured by. */
struct marker_scale {
    double fps;        /* of the pictures; 0: times in frames are refused */
    int64_t length_ms; /* of the video; 0: not known, nothing lies behind it */
    int first_hour;    /* at which the timecode begins */
};

/* `place` is a path, or "chapters" for those of `video`. BGM_INPUT: unreadable, a line that is no time, none at all, or
 * more than MUSIC_REQUEST_MOST_MARKERS, or all of them behind the video's end. Release in any case. */
enum bgm_status marker_list_read(struct marker_list *list, const char *place, const char *video, struct bgm_error *err);
/* The same from text. */
enum bgm_status marker_list_parse(struct marker_list *list, const char *text, const struct marker_scale *scale,
                                  struct bgm_error *err);
void marker_list_release(struct marker_list *list); /* legal twice, and on a zeroed struct */

#endif
