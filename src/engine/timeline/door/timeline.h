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
#include "score.h"
#include "upload_rows.h"

struct buf;

enum {
    TIMELINE_MOST_TITLES = 16,
    TIMELINE_MOST_MS = 24 * 3600 * 1000,
    TIMELINE_TEXT_SIZE = 256,
    TIMELINE_PROMPT_SIZE = 512,
    TIMELINE_TITLE_MS = 3000, /* how long a title stays unless told */
};
#define TIMELINE_LOUDNESS_LUFS (-14.0)
#define TIMELINE_VOLUME        0.35
#define TIMELINE_DUCK_LU       14.0

/* The energy of composed music from a time on, and a stretch that is played louder or softer. */
enum { TIMELINE_MOST_POINTS = 24, TIMELINE_MOST_SPANS = 8 };

struct timeline_point {
    int64_t at_ms; /* of the music */
    double energy; /* -1 ... +1 */
};

struct timeline_span {
    int64_t start_ms, end_ms; /* of the video */
    double factor;            /* of the volume */
};

struct timeline_music {
    char name[TIMELINE_TEXT_SIZE];
    int64_t start_ms, length_ms;
    double volume; /* 0-1 */
    int64_t fade_in_ms, fade_out_ms;
    bool duck;
    double duck_lu;              /* how far under the voice, 10-20 */
    bool sync_cuts;              /* every frame was looked at, so that beats meet the cuts */
    char upload[UPLOAD_ID_SIZE]; /* the user's own track; "": composed from what follows */
    char prompt[TIMELINE_PROMPT_SIZE];
    char style[32];
    uint64_t seed;
    double bpm;   /* as composed, for people; 0 unknown */
    char key[32]; /* likewise: "F major" */
    /* The brief; see composer.h for the meanings. */
    double wanted_bpm;
    int tonic, mode;
    double tempo_factor, energy, valence;
    char blend[32];
    double part_levels_lu[SCORE_ROLE_COUNT];
    struct timeline_point course[TIMELINE_MOST_POINTS]; /* ascending */
    size_t course_count;
    struct timeline_span spans[TIMELINE_MOST_SPANS];
    size_t span_count;
    unsigned with_roles, without_roles;
    int programs[SCORE_ROLE_COUNT];
};

struct timeline_title {
    char text[TIMELINE_TEXT_SIZE];
    int64_t start_ms, length_ms;
};

struct timeline {
    char id[48];
    char title[TIMELINE_TEXT_SIZE]; /* of the project */
    int64_t duration_ms;            /* of the video */
    int width, height;
    double loudness_lufs;
    bool keep_loudness; /* no common gain at all */
    bool keep_original; /* the video's own sound stays */
    bool has_video;
    char video_upload[UPLOAD_ID_SIZE];
    char video_name[TIMELINE_TEXT_SIZE];
    bool has_music;
    struct timeline_music music;
    struct timeline_title titles[TIMELINE_MOST_TITLES];
    size_t title_count;
};

/* Empty: no picture, no music, social loudness, the original sound kept. */
void timeline_init(struct timeline *timeline);
/* Music over the whole video with the defaults: nothing known but the length. */
void timeline_music_init(struct timeline_music *music, int64_t length_ms);

/* Copies a title's text: one line, control characters become blanks, cut at a character to what fits. */
void timeline_copy_line(char place[TIMELINE_TEXT_SIZE], const char *text);

/* Reads a draft; unknown keys and tracks are ignored, "" is an empty timeline. BGM_USAGE for what is no JSON object or
 * has values out of range. Music, titles and picture are cut to the draft's length. */
enum bgm_status timeline_parse(const char *draft, size_t length, struct timeline *timeline, struct bgm_error *err);
/* Appends the JSON; the same timeline always gives the same bytes. */
bool timeline_print(const struct timeline *timeline, struct buf *out);

#endif
