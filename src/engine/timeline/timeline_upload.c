/* What new uploads do to a timeline. */
#include "timeline_upload.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "composer.h"

/* The music under another picture: it is never stretched over a longer one, and cut to a shorter one. Composed music
 * has bounds of its own: past them a render could not make it. */
static void music_fit(struct timeline *timeline, struct buf *message)
{
    struct timeline_music *music = &timeline->music;
    bool is_composed = music->upload[0] == '\0';
    music->start_ms = music->start_ms < timeline->duration_ms ? music->start_ms : 0;
    int64_t most_ms = timeline->duration_ms - music->start_ms;
    if (music->length_ms > most_ms)
        music->length_ms = most_ms;
    int64_t end_ms = music->start_ms + music->length_ms;
    if (end_ms + 500 < timeline->duration_ms)
        buf_appendf(message, "The music still ends at %.1f s; say \"music over the whole video\", or order another. ",
                    (double)end_ms / 1000);
    if (is_composed && music->length_ms > MUSIC_MOST_MS)
        music->length_ms = MUSIC_MOST_MS;
    if (is_composed && music->length_ms < MUSIC_LEAST_MS) {
        timeline->has_music = false;
        timeline_music_init(music, timeline->duration_ms);
        buf_append_text(message, "It is too short for the music, which is gone. ");
    }
}

static void video_place(struct timeline *timeline, const struct upload_row *row, struct buf *message)
{
    if (timeline->has_video)
        buf_appendf(message,
                    "The picture is now \"%.100s\", in the place of \"%.100s\"; \"undo\" brings that one back. ",
                    row->name, timeline->video_name);
    timeline->has_video = true;
    memset(timeline->original_spans, 0, sizeof timeline->original_spans);
    timeline->original_spans_count = 0;
    memcpy(timeline->video_upload, row->id, sizeof row->id);
    snprintf(timeline->video_name, sizeof timeline->video_name, "%s", row->name);
    timeline->duration_ms = row->duration_ms < TIMELINE_MOST_MS ? row->duration_ms : TIMELINE_MOST_MS;
    timeline->width = row->width;
    timeline->height = row->height;
    if (timeline->has_music)
        music_fit(timeline, message);
}

void timeline_place_uploads(struct timeline *timeline, const struct upload_row *rows, size_t count, char *message,
                            size_t size)
{
    struct buf told;
    buf_init(&told, 64 * 1024);
    for (size_t i = 0; i < count; i++) {
        const struct upload_row *row = &rows[i];
        if (row->group == MEDIA_GROUP_VIDEO)
            video_place(timeline, row, &told);
        else if (row->group == MEDIA_GROUP_AUDIO)
            buf_appendf(&told, "\"%.100s\" is ready; say \"use my track\" to put it under the video. ", row->name);
        else
            buf_appendf(&told, "\"%.100s\" is kept, but a still picture has no place in the timeline. ", row->name);
    }
    snprintf(message, size, "%s", told.bytes);
    text_cut_partial_character(message);
    text_trim(message);
    buf_release(&told);
}
