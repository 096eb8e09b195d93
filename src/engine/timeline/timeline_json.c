/* The timeline to and from the draft's JSON. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "timeline.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"

enum { TRACK_VIDEO = 0, TRACK_AUDIO = 1, TRACK_TEXT = 7, MOST_TRACKS = 64 };

/* Reading: the first value out of its range is named in `err` and makes the whole draft refused. */
struct reading {
    enum bgm_status status;
    struct bgm_error *err;
    int64_t draft_ms;
};

static double number_within(struct reading *reading, const struct json *object, const char *key, double otherwise,
                            double least, double most)
{
    const struct json *node = json_get(object, key);
    double value = json_value_number(node, NAN);
    if (node == NULL)
        return otherwise;
    if (!(value >= least && value <= most)) {
        if (reading->status == BGM_OK)
            reading->status = bgm_fail(reading->err, BGM_USAGE, "the draft's \"%s\" must be a number from %g to %g",
                                       key, least, most);
        return otherwise;
    }
    return value;
}

static int64_t ms_within(struct reading *reading, const struct json *object, const char *key, int64_t otherwise,
                         int64_t most)
{
    return (int64_t)number_within(reading, object, key, (double)otherwise, 0, (double)most);
}

static void text_within(const struct json *object, const char *key, char *place, size_t size)
{
    /* Made well-formed first: U+FFFD is longer than what it stands for, and the text printed must fit again when read.
     */
    const char *text = json_text_or(object, key, "");
    struct buf shown;
    buf_init(&shown, 16 * size);
    text_append_shown(&shown, text, strnlen(text, 4 * size));
    snprintf(place, size, "%s", shown.bytes);
    text_cut_partial_character(place);
    buf_release(&shown);
}

/* Ids of uploads are hex; anything else names nothing. */
static void upload_id_read(struct reading *reading, const struct json *object, char *place)
{
    const char *id = json_text_or(object, "upload", "");
    if (strlen(id) >= UPLOAD_ID_SIZE || strspn(id, "0123456789abcdef") != strlen(id)) {
        if (reading->status == BGM_OK)
            reading->status = bgm_fail(reading->err, BGM_USAGE, "the draft names an upload that is none");
        return;
    }
    memcpy(place, id, strlen(id) + 1);
}

/* Start and length, the end not past the draft's. */
static void span_read(struct reading *reading, const struct json *segment, int64_t otherwise_ms, int64_t *start_ms,
                      int64_t *length_ms)
{
    *start_ms = ms_within(reading, segment, "s", 0, TIMELINE_MOST_MS);
    *length_ms = ms_within(reading, segment, "d", otherwise_ms, TIMELINE_MOST_MS);
    if (reading->draft_ms > 0 && *start_ms + *length_ms > reading->draft_ms)
        *length_ms = *start_ms < reading->draft_ms ? reading->draft_ms - *start_ms : 0;
}

static uint64_t seed_read(const struct json *object)
{
    const char *text = json_text_or(object, "seed", "");
    uint64_t seed = 0;
    for (; *text >= '0' && *text <= '9'; text++)
        seed = seed * 10 + (uint64_t)(*text - '0');
    return seed;
}

static void brief_read(struct reading *reading, const struct json *m, struct timeline_music *music)
{
    unsigned roles = (1u << SCORE_ROLE_COUNT) - 1;
    text_within(m, "prompt", music->prompt, sizeof music->prompt);
    text_within(m, "style", music->style, sizeof music->style);
    text_within(m, "key", music->key, sizeof music->key);
    music->seed = seed_read(m);
    music->bpm = number_within(reading, m, "bpm", 0, 0, 400);
    music->wanted_bpm = number_within(reading, m, "wanted_bpm", 0, 0, 220);
    if (music->wanted_bpm > 0 && music->wanted_bpm < 40)
        music->wanted_bpm = 40;
    music->tonic = (int)number_within(reading, m, "tonic", -1, -1, 11);
    music->mode = (int)number_within(reading, m, "mode", -1, -1, SCORE_MODE_COUNT - 1);
    music->tempo_factor = number_within(reading, m, "tempo_factor", 1, 0.5, 2);
    music->energy = number_within(reading, m, "energy", 0, -1, 1);
    music->valence = number_within(reading, m, "valence", 0, -1, 1);
    music->with_roles = (unsigned)number_within(reading, m, "with", 0, 0, roles);
    music->without_roles = (unsigned)number_within(reading, m, "without", 0, 0, roles);
    const struct json *program = json_first(json_get(m, "programs"));
    for (int role = 0; role < SCORE_ROLE_COUNT && program != NULL; role++) {
        double value = json_value_number(program, -1);
        music->programs[role] = value >= 0 && value <= 127 ? (int)value : -1;
        program = json_next(program);
    }
}

/* "course": [[ms, energy], ...]; "spans": [[start ms, end ms, factor], ...]; "levels": LU by role. */
static void course_read(struct reading *reading, const struct json *m, struct timeline_music *music)
{
    text_within(m, "blend", music->blend, sizeof music->blend);
    const struct json *level = json_first(json_get(m, "levels"));
    for (int role = 0; role < SCORE_ROLE_COUNT && level != NULL; role++, level = json_next(level)) {
        double lu = json_value_number(level, 0);
        music->part_levels_lu[role] = lu >= -30 && lu <= 30 ? lu : 0;
    }
    int64_t before = 0;
    for (const struct json *point = json_first(json_get(m, "course")); point != NULL; point = json_next(point)) {
        const struct json *at = json_first(point), *energy = at != NULL ? json_next(at) : NULL;
        double ms = json_value_number(at, -1), value = json_value_number(energy, 9);
        bool good = ms >= (double)before && ms <= TIMELINE_MOST_MS && value >= -1 && value <= 1;
        if (!good || music->course_count == TIMELINE_MOST_POINTS) {
            if (reading->status == BGM_OK)
                reading->status = bgm_fail(reading->err, BGM_USAGE, "the draft's \"course\" is out of order");
            return;
        }
        before = (int64_t)ms;
        music->course[music->course_count++] = (struct timeline_point){before, value};
    }
    for (const struct json *span = json_first(json_get(m, "spans")); span != NULL; span = json_next(span)) {
        const struct json *start = json_first(span), *end = start != NULL ? json_next(start) : NULL;
        const struct json *factor = end != NULL ? json_next(end) : NULL;
        double from = json_value_number(start, -1), to = json_value_number(end, -1), by = json_value_number(factor, -1);
        bool good = from >= 0 && to > from && to <= TIMELINE_MOST_MS && by >= 0 && by <= 8;
        if (!good || music->span_count == TIMELINE_MOST_SPANS) {
            if (reading->status == BGM_OK)
                reading->status = bgm_fail(reading->err, BGM_USAGE, "the draft's \"spans\" are out of range");
            return;
        }
        music->spans[music->span_count++] = (struct timeline_span){(int64_t)from, (int64_t)to, by};
    }
}

static void music_read(struct reading *reading, const struct json *segment, struct timeline *timeline)
{
    struct timeline_music *music = &timeline->music;
    const struct json *m = json_get(segment, "m");
    timeline_music_init(music, 0);
    timeline->has_music = true;
    text_within(segment, "n", music->name, sizeof music->name);
    span_read(reading, segment, timeline->duration_ms, &music->start_ms, &music->length_ms);
    music->volume = number_within(reading, segment, "v", TIMELINE_VOLUME, 0, 1);
    music->fade_in_ms = ms_within(reading, segment, "fi", 0, TIMELINE_MOST_MS);
    music->fade_out_ms = ms_within(reading, segment, "fo", 0, TIMELINE_MOST_MS);
    music->duck = json_bool(m, "duck", true);
    music->duck_lu = number_within(reading, m, "duck_lu", TIMELINE_DUCK_LU, 10, 20);
    music->sync_cuts = json_bool(m, "sync_cuts", false);
    upload_id_read(reading, m, music->upload);
    brief_read(reading, m, music);
    course_read(reading, m, music);
}

static void title_read(struct reading *reading, const struct json *segment, struct timeline *timeline)
{
    if (timeline->title_count == TIMELINE_MOST_TITLES) {
        if (reading->status == BGM_OK)
            reading->status =
                bgm_fail(reading->err, BGM_USAGE, "the draft has more than %d titles", TIMELINE_MOST_TITLES);
        return;
    }
    struct timeline_title *title = &timeline->titles[timeline->title_count];
    const struct json *m = json_get(segment, "m");
    const char *text = json_text_or(m, "text", json_text_or(segment, "n", ""));
    timeline_copy_line(title->text, text);
    span_read(reading, segment, TIMELINE_TITLE_MS, &title->start_ms, &title->length_ms);
    if (!text_is_blank(title->text) && title->length_ms > 0)
        timeline->title_count++;
}

static void track_read(struct reading *reading, const struct json *track, struct timeline *timeline)
{
    int64_t type = json_int(track, "tt", -1);
    const struct json *segment = json_first(json_get(track, "sg"));
    for (; segment != NULL && reading->status == BGM_OK; segment = json_next(segment)) {
        if (type == TRACK_VIDEO && !timeline->has_video) {
            timeline->has_video = true;
            text_within(segment, "n", timeline->video_name, sizeof timeline->video_name);
            upload_id_read(reading, json_get(segment, "m"), timeline->video_upload);
        } else if (type == TRACK_AUDIO && !timeline->has_music) {
            music_read(reading, segment, timeline);
        } else if (type == TRACK_TEXT) {
            title_read(reading, segment, timeline);
        }
    }
}

enum bgm_status timeline_parse(const char *draft, size_t length, struct timeline *timeline, struct bgm_error *err)
{
    struct reading reading = {.status = BGM_OK, .err = err};
    timeline_init(timeline);
    if (length == 0)
        return BGM_OK;
    struct json *root = json_parse(draft, length, err);
    if (root == NULL || !json_is_object(root)) {
        json_free(root);
        return bgm_fail(err, BGM_USAGE, "the draft is no JSON object");
    }
    const struct json *m = json_get(root, "m");
    text_within(root, "id", timeline->id, sizeof timeline->id);
    text_within(m, "title", timeline->title, sizeof timeline->title);
    timeline->duration_ms = ms_within(&reading, root, "d", 0, TIMELINE_MOST_MS);
    reading.draft_ms = timeline->duration_ms;
    timeline->width = (int)number_within(&reading, m, "width", 0, 0, 32768);
    timeline->height = (int)number_within(&reading, m, "height", 0, 0, 32768);
    timeline->loudness_lufs = number_within(&reading, m, "loudness_lufs", TIMELINE_LOUDNESS_LUFS, -70, 0);
    timeline->keep_loudness = json_bool(m, "keep_loudness", false);
    timeline->keep_original = json_bool(m, "keep_original", true);
    const struct json *track = json_first(json_get(root, "t"));
    for (int i = 0; track != NULL && i < MOST_TRACKS && reading.status == BGM_OK; i++) {
        track_read(&reading, track, timeline);
        track = json_next(track);
    }
    json_free(root);
    return reading.status;
}

static struct json *segment_new(const char *id, const char *name, int64_t start_ms, int64_t length_ms)
{
    struct json *segment = json_new_object();
    json_set_text(segment, "id", id);
    json_set_int(segment, "s", start_ms);
    json_set_int(segment, "d", length_ms);
    json_set_text(segment, "n", name);
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

static void brief_print(const struct timeline_music *music, struct json *m)
{
    char seed[24];
    snprintf(seed, sizeof seed, "%llu", (unsigned long long)music->seed);
    json_set_text(m, "prompt", music->prompt);
    json_set_text(m, "style", music->style);
    json_set_number(m, "bpm", music->bpm);
    json_set_text(m, "key", music->key);
    json_set_text(m, "seed", seed);
    json_set_number(m, "wanted_bpm", music->wanted_bpm);
    json_set_int(m, "tonic", music->tonic);
    json_set_int(m, "mode", music->mode);
    json_set_number(m, "tempo_factor", music->tempo_factor);
    json_set_number(m, "energy", music->energy);
    json_set_number(m, "valence", music->valence);
    json_set_int(m, "with", music->with_roles);
    json_set_int(m, "without", music->without_roles);
    char programs[SCORE_ROLE_COUNT * 5 + 3] = "[";
    for (int role = 0; role < SCORE_ROLE_COUNT; role++) {
        size_t used = strlen(programs);
        snprintf(programs + used, sizeof programs - used, "%s%d", role > 0 ? "," : "", music->programs[role]);
    }
    size_t used = strlen(programs);
    snprintf(programs + used, sizeof programs - used, "]");
    json_set_raw(m, "programs", programs);
}

static void course_print(const struct timeline_music *music, struct json *m)
{
    struct buf text;
    buf_init(&text, 4096);
    json_set_text(m, "blend", music->blend);
    for (int role = 0; role < SCORE_ROLE_COUNT; role++)
        buf_appendf(&text, "%s%.4g", role > 0 ? "," : "[", music->part_levels_lu[role]);
    buf_append_text(&text, "]");
    json_set_raw(m, "levels", text.bytes);
    buf_clear(&text);
    for (size_t i = 0; i < music->course_count; i++)
        buf_appendf(&text, "%s[%lld,%.4g]", i > 0 ? "," : "[", (long long)music->course[i].at_ms,
                    music->course[i].energy);
    if (music->course_count > 0) {
        buf_append_text(&text, "]");
        json_set_raw(m, "course", text.bytes);
    }
    buf_clear(&text);
    for (size_t i = 0; i < music->span_count; i++)
        buf_appendf(&text, "%s[%lld,%lld,%.4g]", i > 0 ? "," : "[", (long long)music->spans[i].start_ms,
                    (long long)music->spans[i].end_ms, music->spans[i].factor);
    if (music->span_count > 0) {
        buf_append_text(&text, "]");
        json_set_raw(m, "spans", text.bytes);
    }
    buf_release(&text);
}

static void music_print(const struct timeline_music *music, struct json *tracks)
{
    struct json *segment = segment_new("m1", music->name, music->start_ms, music->length_ms);
    struct json *m = json_new_object(), *segments = json_new_array();
    json_set_number(segment, "v", music->volume);
    json_set_int(segment, "fi", music->fade_in_ms);
    json_set_int(segment, "fo", music->fade_out_ms);
    json_set_bool(m, "duck", music->duck);
    json_set_number(m, "duck_lu", music->duck_lu);
    json_set_bool(m, "sync_cuts", music->sync_cuts);
    if (music->upload[0] != '\0')
        json_set_text(m, "upload", music->upload);
    else
        json_set_null(m, "upload");
    brief_print(music, m);
    course_print(music, m);
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
        struct json *segment = segment_new(id, title->text, title->start_ms, title->length_ms);
        struct json *m = json_new_object();
        json_set_text(m, "text", title->text);
        json_set(segment, "m", m);
        json_append(segments, segment);
    }
    track_add(tracks, "t3", TRACK_TEXT, segments);
}

bool timeline_print(const struct timeline *timeline, struct buf *out)
{
    struct json *draft = json_new_object(), *m = json_new_object(), *tracks = json_new_array();
    json_set_text(draft, "id", timeline->id);
    json_set_int(draft, "d", timeline->duration_ms);
    json_set_text(m, "title", timeline->title);
    json_set_int(m, "width", timeline->width);
    json_set_int(m, "height", timeline->height);
    json_set_number(m, "loudness_lufs", timeline->loudness_lufs);
    json_set_bool(m, "keep_loudness", timeline->keep_loudness);
    json_set_bool(m, "keep_original", timeline->keep_original);
    json_set(draft, "m", m);
    if (timeline->has_video) {
        struct json *segment = segment_new("v1", timeline->video_name, 0, timeline->duration_ms);
        struct json *about = json_new_object(), *segments = json_new_array();
        json_set_number(segment, "v", timeline->keep_original ? 1 : 0);
        json_set_text(about, "upload", timeline->video_upload);
        json_set(segment, "m", about);
        json_append(segments, segment);
        track_add(tracks, "t1", TRACK_VIDEO, segments);
    }
    if (timeline->has_music)
        music_print(&timeline->music, tracks);
    if (timeline->title_count > 0)
        titles_print(timeline, tracks);
    json_set(draft, "t", tracks);
    bool good = json_print(draft, out);
    json_free(draft);
    return good;
}
