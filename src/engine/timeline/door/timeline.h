/* The session's timeline: our draft as a struct, and its JSON with the service's short keys.
 *
 *     {"id":"...","d":30000,"m":{"title","width","height","loudness_lufs","keep_loudness","keep_original"},
 *      "t":[{"id":"t1","tt":0,"sg":[{"id","s":0,"d":30000,"n":"clip.mp4","v":1,"m":{"upload":"<id>"}}]},
 *           {"id":"t2","tt":1,"sg":[{"id","s","d","n":"Calm lo-fi","v":0.35,"fi":0,"fo":0,"m":{"duck":true, ...}}]},
 *           {"id":"t3","tt":7,"sg":[{"id","s":0,"d":3000,"n":"Urban Dreams","m":{"text":"Urban Dreams"}}]}]}
 *
 * `s` start and `d` length in milliseconds, `n` name, `v` volume 0-1, `fi`/`fo` fades in milliseconds, `m` what is
 * needed to make it again exactly: for composed music every field of the brief (docs/engine.md).
 *
 * A plain value: no ownership, copy it with `=`. A draft that comes back with a render is hostile: timeline_parse()
 * checks every range, and nothing in it is used as a path; ids of uploads are looked up in the session. */
#ifndef BGMUSIC_ENGINE_TIMELINE_TIMELINE_H
#define BGMUSIC_ENGINE_TIMELINE_TIMELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/error.h"
#include "timeline_fields.h"

struct buf;

#define TIMELINE_LIST_MEMBER(element, member, most, key, marks) \
    struct element member[most];                                \
    size_t member##_count;

struct timeline_point {
    TIMELINE_POINT_COLUMNS(FIELD_MEMBER)
};

struct timeline_span {
    TIMELINE_SPAN_COLUMNS(FIELD_MEMBER)
};

/* A part that is louder or softer at a place; at TIMELINE_SILENT_LU it is not there. In the draft these follow the
 * numbers of "levels", each as [role, from ms, to ms, LU]. */
struct timeline_part {
    int role;
    int64_t start_ms, end_ms; /* of the video */
    double lu;
};
#define TIMELINE_SILENT_LU (-30.0)
struct timeline_marker {
    TIMELINE_MARKER_COLUMNS(FIELD_MEMBER)
};

struct timeline_music {
    TIMELINE_SEGMENT_FIELDS(FIELD_MEMBER)
    TIMELINE_MUSIC_FIELDS(FIELD_MEMBER)
    TIMELINE_MUSIC_LISTS(TIMELINE_LIST_MEMBER)
    struct timeline_part parts_there[TIMELINE_MOST_PARTS_THERE];
    size_t parts_there_count;
};

struct timeline_title {
    TIMELINE_TITLE_FIELDS(FIELD_MEMBER)
};

struct timeline {
    TIMELINE_ROOT_FIELDS(FIELD_MEMBER)
    TIMELINE_HEAD_FIELDS(FIELD_MEMBER)
    TIMELINE_HEAD_LISTS(TIMELINE_LIST_MEMBER)
    bool has_video;
    TIMELINE_VIDEO_FIELDS(FIELD_MEMBER)
    TIMELINE_VIDEO_ABOUT_FIELDS(FIELD_MEMBER)
    bool has_music;
    struct timeline_music music;
    struct timeline_title titles[TIMELINE_MOST_TITLES];
    size_t title_count;
};

/* Empty: no picture, no music, social loudness, the original sound kept. */
void timeline_init(struct timeline *timeline);
/* Music over the whole video with the defaults: nothing known but the length. */
void timeline_music_init(struct timeline_music *music, int64_t length_ms);
/* Another piece in the place of `old`: where it lies and how it is played stay (TIMELINE_STAYS). */
void timeline_music_replace(struct timeline_music *music, const struct timeline_music *old);

/* Copies a title's text: one line, control characters become blanks, cut at a character to what fits. */
void timeline_copy_line(char place[TIMELINE_TEXT_SIZE], const char *text);
/* The place of a title among `count` of them by time, from 1; of two that come together the one added first. */
int timeline_title_rank(const struct timeline_title *titles, size_t count, size_t index);

/* Reads a draft; unknown keys and tracks are ignored, "" is an empty timeline. BGM_USAGE for what is no JSON object or
 * has values out of range. Music, titles and picture are cut to the draft's length. */
enum bgm_status timeline_parse(const char *draft, size_t length, struct timeline *timeline, struct bgm_error *err);
/* Appends the JSON; the same timeline always gives the same bytes. */
bool timeline_print(const struct timeline *timeline, struct buf *out);

#endif
