/* The timeline to and from the draft's JSON. */
#include <stdio.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "composer.h"
#include "timeline.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"

enum { TRACK_VIDEO = 0, TRACK_AUDIO = 1, TRACK_TEXT = 7, MOST_TRACKS = 64 };

#define FIELD_OWNER struct timeline
static const struct field root_fields[] = {TIMELINE_ROOT_FIELDS(FIELD_ROW) FIELD_ROWS_END};
static const struct field video_fields[] = {TIMELINE_VIDEO_FIELDS(FIELD_ROW) FIELD_ROWS_END};
static const struct field video_about_fields[] = {TIMELINE_VIDEO_ABOUT_FIELDS(FIELD_ROW) FIELD_ROWS_END};
#undef FIELD_OWNER

/* Reading: the first value out of its range is named in `err` and makes the whole draft refused. */
struct reading {
    enum bgm_status status;
    struct bgm_error *err;
    struct timeline *timeline;
};

static void read_fields(struct reading *reading, const struct field *fields, const struct json *object, void *owner)
{
    enum bgm_status status =
        fields_read(fields, object, owner, "the draft's", reading->status == BGM_OK ? reading->err : NULL);
    reading->status = reading->status == BGM_OK ? status : reading->status;
}

/* No end past the draft's. */
static void cut_to_draft(const struct reading *reading, int64_t start_ms, int64_t *length_ms)
{
    int64_t draft_ms = reading->timeline->duration_ms;
    if (draft_ms > 0 && start_ms + *length_ms > draft_ms)
        *length_ms = start_ms < draft_ms ? draft_ms - start_ms : 0;
}

/* Behind the numbers of "levels": [role, from ms, to ms, LU]. */
static void parts_there_read(struct reading *reading, const struct json *m, struct timeline_music *music)
{
    const struct json *node = json_first(json_get(m, "levels"));
    for (; node != NULL; node = json_next(node)) {
        double values[4];
        size_t count = 0;
        for (const struct json *value = json_first(node); value != NULL && count < 4; value = json_next(value))
            values[count++] = json_value_number(value, -1e9);
        if (!json_is_array(node))
            continue;
        bool good = count == 4 && values[0] >= 0 && values[0] < SCORE_ROLE_COUNT && values[1] >= 0 &&
                    values[2] > values[1] && values[2] <= TIMELINE_MOST_MS && values[3] >= TIMELINE_SILENT_LU &&
                    values[3] <= 12;
        if (!good || music->parts_there_count == TIMELINE_MOST_PARTS_THERE) {
            if (reading->status == BGM_OK)
                reading->status =
                    bgm_fail(reading->err, BGM_USAGE, "the draft's \"levels\" name a part or a place that is none");
            return;
        }
        music->parts_there[music->parts_there_count++] =
            (struct timeline_part){(int)values[0], (int64_t)values[1], (int64_t)values[2], values[3]};
    }
}

static void parts_there_print(const struct timeline_music *music, struct json *m)
{
    struct buf text;
    if (music->parts_there_count == 0)
        return;
    buf_init(&text, 8192);
    for (int role = 0; role < SCORE_ROLE_COUNT; role++)
        buf_appendf(&text, "%s%.4g", role > 0 ? "," : "[", music->part_levels_lu[role]);
    for (size_t i = 0; i < music->parts_there_count; i++)
        buf_appendf(&text, ",[%d,%lld,%lld,%.4g]", music->parts_there[i].role,
                    (long long)music->parts_there[i].start_ms, (long long)music->parts_there[i].end_ms,
                    music->parts_there[i].lu);
    buf_append_text(&text, "]");
    json_remove(m, "levels");
    json_set_raw(m, "levels", text.bytes);
    buf_release(&text);
}

static void music_read(struct reading *reading, const struct json *segment)
{
    struct timeline_music *music = &reading->timeline->music;
    timeline_music_init(music, reading->timeline->duration_ms);
    reading->timeline->has_music = true;
    read_fields(reading, timeline_segment_fields, segment, music);
    read_fields(reading, timeline_music_fields, json_get(segment, "m"), music);
    parts_there_read(reading, json_get(segment, "m"), music);
    struct music_meter meter;
    if (!music_meter_read(music->meter, &meter) && reading->status == BGM_OK)
        reading->status =
            bgm_fail(reading->err, BGM_USAGE,
                     "the draft's \"meter\" is \"%s\"; bars can be 4/4, 3/4, 5/4, 6/8, 7/8 or 12/8", music->meter);
    cut_to_draft(reading, music->start_ms, &music->length_ms);
    if (music->wanted_bpm > 0 && music->wanted_bpm < TIMELINE_LEAST_BPM)
        music->wanted_bpm = TIMELINE_LEAST_BPM;
}

static void title_read(struct reading *reading, const struct json *segment)
{
    struct timeline *timeline = reading->timeline;
    if (timeline->title_count == TIMELINE_MOST_TITLES) {
        if (reading->status == BGM_OK)
            reading->status =
                bgm_fail(reading->err, BGM_USAGE, "the draft has more than %d titles", TIMELINE_MOST_TITLES);
        return;
    }
    struct timeline_title *title = &timeline->titles[timeline->title_count];
    fields_init(timeline_title_fields, title);
    read_fields(reading, timeline_title_fields, segment, title);
    cut_to_draft(reading, title->start_ms, &title->length_ms);
    timeline_copy_line(title->text, json_text_or(json_get(segment, "m"), "text", json_text_or(segment, "n", "")));
    if (!text_is_blank(title->text) && title->length_ms > 0)
        timeline->title_count++;
}

static void track_read(struct reading *reading, const struct json *track)
{
    struct timeline *timeline = reading->timeline;
    int64_t type = json_int(track, "tt", -1);
    const struct json *segment = json_first(json_get(track, "sg"));
    for (; segment != NULL && reading->status == BGM_OK; segment = json_next(segment)) {
        if (type == TRACK_VIDEO && !timeline->has_video) {
            timeline->has_video = true;
            read_fields(reading, video_fields, segment, timeline);
            read_fields(reading, video_about_fields, json_get(segment, "m"), timeline);
        } else if (type == TRACK_AUDIO && !timeline->has_music) {
            music_read(reading, segment);
        } else if (type == TRACK_TEXT) {
            title_read(reading, segment);
        }
    }
}

enum bgm_status timeline_parse(const char *draft, size_t length, struct timeline *timeline, struct bgm_error *err)
{
    struct reading reading = {.status = BGM_OK, .err = err, .timeline = timeline};
    timeline_init(timeline);
    if (length == 0)
        return BGM_OK;
    struct json *root = json_parse(draft, length, err);
    if (root == NULL || !json_is_object(root)) {
        json_free(root);
        return bgm_fail(err, BGM_USAGE, "the draft is no JSON object");
    }
    read_fields(&reading, root_fields, root, timeline);
    read_fields(&reading, timeline_head_fields, json_get(root, "m"), timeline);
    const struct json *track = json_first(json_get(root, "t"));
    for (int i = 0; track != NULL && i < MOST_TRACKS && reading.status == BGM_OK; i++) {
        track_read(&reading, track);
        track = json_next(track);
    }
    json_free(root);
    return reading.status;
}

static struct json *segment_new(const char *id, const struct field *fields, const void *owner)
{
    struct json *segment = json_new_object();
    json_set_text(segment, "id", id);
    fields_print(fields, owner, segment);
    return segment;
}

/* Appends a track; takes `segments`. */
static void track_add(struct json *tracks, const char *id, int type, struct json *segments)
{
    struct json *track = json_new_object();
    json_set_text(track, "id", id);
    json_set_int(track, "tt", type);
    json_set(track, "sg", segments);
    json_append(tracks, track);
}

static void music_print(const struct timeline_music *music, struct json *tracks)
{
    struct json *segment = segment_new("m1", timeline_segment_fields, music);
    struct json *m = json_new_object(), *segments = json_new_array();
    fields_print(timeline_music_fields, music, m);
    parts_there_print(music, m);
    json_set(segment, "m", m);
    json_append(segments, segment);
    track_add(tracks, "t2", TRACK_AUDIO, segments);
}

static void titles_print(const struct timeline *timeline, struct json *tracks)
{
    struct json *segments = json_new_array();
    for (size_t i = 0; i < timeline->title_count; i++) {
        const struct timeline_title *title = &timeline->titles[i];
        char id[32];
        snprintf(id, sizeof id, "x%zu", i + 1);
        struct json *segment = segment_new(id, timeline_title_fields, title);
        struct json *m = json_new_object();
        json_set_text(m, "text", title->text);
        json_set(segment, "m", m);
        json_append(segments, segment);
    }
    track_add(tracks, "t3", TRACK_TEXT, segments);
}

static void video_print(const struct timeline *timeline, struct json *tracks)
{
    struct json *segment = json_new_object(), *about = json_new_object(), *segments = json_new_array();
    json_set_text(segment, "id", "v1");
    json_set_int(segment, "s", 0);
    json_set_int(segment, "d", timeline->duration_ms);
    fields_print(video_fields, timeline, segment);
    json_set_number(segment, "v", timeline->keep_original ? timeline->original_volume : 0);
    fields_print(video_about_fields, timeline, about);
    json_set(segment, "m", about);
    json_append(segments, segment);
    track_add(tracks, "t1", TRACK_VIDEO, segments);
}

bool timeline_print(const struct timeline *timeline, struct buf *out)
{
    struct json *draft = json_new_object(), *m = json_new_object(), *tracks = json_new_array();
    fields_print(root_fields, timeline, draft);
    fields_print(timeline_head_fields, timeline, m);
    json_set(draft, "m", m);
    if (timeline->has_video)
        video_print(timeline, tracks);
    if (timeline->has_music)
        music_print(&timeline->music, tracks);
    if (timeline->title_count > 0)
        titles_print(timeline, tracks);
    json_set(draft, "t", tracks);
    bool good = json_print(draft, out);
    json_free(draft);
    return good;
}
