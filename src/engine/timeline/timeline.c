/* The timeline's defaults, and what its texts may be. */
#include "timeline.h"

#include <stdio.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"

void timeline_init(struct timeline *timeline)
{
    memset(timeline, 0, sizeof *timeline);
    fields_init(timeline_head_fields, timeline);
    timeline_music_init(&timeline->music, 0);
}

void timeline_music_init(struct timeline_music *music, int64_t length_ms)
{
    memset(music, 0, sizeof *music);
    fields_init(timeline_segment_fields, music);
    fields_init(timeline_music_fields, music);
    music->length_ms = length_ms;
}

void timeline_music_replace(struct timeline_music *music, const struct timeline_music *old)
{
    fields_carry(timeline_segment_fields, TIMELINE_STAYS, old, music);
    fields_carry(timeline_music_fields, TIMELINE_STAYS, old, music);
}

void timeline_copy_line(char place[TIMELINE_TEXT_SIZE], const char *text)
{
    snprintf(place, TIMELINE_TEXT_SIZE, "%s", text);
    text_cut_partial_character(place);
    for (char *at = place; *at != '\0'; at++) {
        if ((unsigned char)*at < 0x20 || *at == 0x7f)
            *at = ' ';
    }
    /* Ill-formed bytes become U+FFFD, which is longer: what is kept must be what is printed and read again. */
    struct buf shown;
    buf_init(&shown, 3 * TIMELINE_TEXT_SIZE);
    text_append_shown(&shown, place, strlen(place));
    snprintf(place, TIMELINE_TEXT_SIZE, "%s", shown.bytes);
    text_cut_partial_character(place);
    buf_release(&shown);
    text_trim(place);
}
