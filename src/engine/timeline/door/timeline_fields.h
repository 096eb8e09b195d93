/* Every field of the draft, one row each: kind, member, dimension, key in JSON, least, most, what stands there unless
 * told, marks (bgmusic/json/json_fields.h says what a row means). The members of timeline.h, reading, printing, ranges
 * and defaults follow from the rows: a new field is a row here and its use.
 *
 * New rows go to the end and carry FIELD_SPARSE, so that drafts without the wish stay as they were, byte for byte. */
#ifndef BGMUSIC_ENGINE_TIMELINE_TIMELINE_FIELDS_H
#define BGMUSIC_ENGINE_TIMELINE_TIMELINE_FIELDS_H

#include "bgmusic/json/json_fields.h"
#include "score.h"
#include "upload_rows.h"

enum {
    TIMELINE_MOST_TITLES = 16,
    TIMELINE_MOST_MS = 24 * 3600 * 1000,
    TIMELINE_TEXT_SIZE = 256,
    TIMELINE_PROMPT_SIZE = 512,
    TIMELINE_TITLE_MS = 3000, /* how long a title stays unless told */
    TIMELINE_MOST_POINTS = 24,
    TIMELINE_MOST_SPANS = 32,
    TIMELINE_MOST_ORIGINAL_SPANS = 32,
    TIMELINE_MOST_PARTS_THERE = 16,
    TIMELINE_MOST_MARKERS = 256,
    TIMELINE_LEAST_BPM = 40,
    TIMELINE_ALL_ROLES = (1 << SCORE_ROLE_COUNT) - 1,
};
/* What a point of the course is. (Columns of lists are all of 8 bytes: timelines are compared byte for byte.) */
enum timeline_point_kind {
    TIMELINE_POINT_LEVEL, /* so strong from there on */
    TIMELINE_POINT_DROP,  /* likewise, and the climax: what goes before builds up to it */
    TIMELINE_POINT_RAMP,  /* evenly to that strength, over its length (0: to the end) */
};
#define TIMELINE_LOUDNESS_LUFS (-14.0)
#define TIMELINE_VOLUME        0.35
#define TIMELINE_DUCK_LU       14.0 /* docs/sound.md says why; the mix falls back to the same */
#define TIMELINE_LEAST_DUCK_LU 10.0
#define TIMELINE_MOST_DUCK_LU  20.0

/* Of the music's rows: stays when another piece or track takes the music's place. */
enum { TIMELINE_STAYS = FIELD_OWN };

/* clang-format off */

/* The draft itself, and its "m": about the whole. */
#define TIMELINE_ROOT_FIELDS(F)                                                                                        \
    F(TEXT, id, [48], "id", 0, 0, 0, 0)                                                                                \
    F(LONG, duration_ms, , "d", 0, TIMELINE_MOST_MS, 0, 0)                   /* of the video */


#define TIMELINE_HEAD_FIELDS(F)                                                                                        \
    F(TEXT, title, [TIMELINE_TEXT_SIZE], "title", 0, 0, 0, 0)                /* of the project */                      \
    F(WHOLE, width, , "width", 0, 32768, 0, 0)                                                                         \
    F(WHOLE, height, , "height", 0, 32768, 0, 0)                                                                       \
    F(NUMBER, loudness_lufs, , "loudness_lufs", -70, 0, TIMELINE_LOUDNESS_LUFS, 0)                                     \
    F(SWITCH, keep_loudness, , "keep_loudness", 0, 1, false, 0)              /* no common gain at all */               \
    F(SWITCH, keep_original, , "keep_original", 0, 1, true, 0)               /* the video's own sound stays */          \
    F(NUMBER, original_volume, , "original_volume", 0, 4, 1, FIELD_SPARSE)   /* what its level is multiplied by */ \
    F(WHOLE, voice_track, , "voice_track", 0, 32, 0, FIELD_SPARSE)           /* which sound track, from 1; 0: its default */

/* Lists beside them, as TIMELINE_MUSIC_LISTS: where the video's own sound is played louder, softer or not at all. */
#define TIMELINE_HEAD_LISTS(L) L(timeline_span, original_spans, TIMELINE_MOST_ORIGINAL_SPANS, "original_spans", 0)

/* The video's segment, and its "m". */
#define TIMELINE_VIDEO_FIELDS(F)                                                                                       \
    F(TEXT, video_name, [TIMELINE_TEXT_SIZE], "n", 0, 0, 0, 0)
#define TIMELINE_VIDEO_ABOUT_FIELDS(F)                                                                                 \
    F(HEX, video_upload, [UPLOAD_ID_SIZE], "upload", 0, 0, 0, 0)

/* A segment of music: where it lies and how it is played. The length unless told is the draft's. */
#define TIMELINE_SEGMENT_FIELDS(F)                                                                                     \
    F(LONG, start_ms, , "s", 0, TIMELINE_MOST_MS, 0, TIMELINE_STAYS)                                                   \
    F(LONG, length_ms, , "d", 0, TIMELINE_MOST_MS, 0, TIMELINE_STAYS)                                                  \
    F(TEXT, name, [TIMELINE_TEXT_SIZE], "n", 0, 0, 0, 0)                                                               \
    F(NUMBER, volume, , "v", 0, 1, TIMELINE_VOLUME, TIMELINE_STAYS)                                                    \
    F(LONG, fade_in_ms, , "fi", 0, TIMELINE_MOST_MS, 0, TIMELINE_STAYS)                                                \
    F(LONG, fade_out_ms, , "fo", 0, TIMELINE_MOST_MS, 0, TIMELINE_STAYS) \
    F(TEXT, then, [256], "then", 0, 0, 0, FIELD_SPARSE) /* which pieces play in it, in a row: timeline_pieces.h */

/* Its "m": what it is. For composed music this is the brief; composer.h says what the fields mean. */
#define TIMELINE_MUSIC_FIELDS(F)                                                                                       \
    F(SWITCH, duck, , "duck", 0, 1, true, TIMELINE_STAYS)                    /* goes down under speech */              \
    F(NUMBER, duck_lu, , "duck_lu", TIMELINE_LEAST_DUCK_LU, TIMELINE_MOST_DUCK_LU, TIMELINE_DUCK_LU, TIMELINE_STAYS) /* how far under the voice */            \
    F(SWITCH, sync_cuts, , "sync_cuts", 0, 1, false, TIMELINE_STAYS) /* every frame is looked at: beats meet the cuts */ \
    F(HEX, upload, [UPLOAD_ID_SIZE], "upload", 0, 0, 0, 0)                   /* the user's own track; "": composed */  \
    F(TEXT, prompt, [TIMELINE_PROMPT_SIZE], "prompt", 0, 0, 0, 0)                                                      \
    F(TEXT, style, [32], "style", 0, 0, 0, 0)                                                                          \
    F(NUMBER, bpm, , "bpm", 0, 400, 0, 0)                                    /* as composed, for people; 0 unknown */  \
    F(TEXT, key, [32], "key", 0, 0, 0, 0)                                    /* likewise: "F major" */                 \
    F(DIGITS, seed, , "seed", 0, 0, 0, 0)                                                                              \
    F(NUMBER, wanted_bpm, , "wanted_bpm", 0, 220, 0, 0)                      /* 0 free; else 40 and more */            \
    F(WHOLE, tonic, , "tonic", -1, 11, -1, 0)                                                                          \
    F(WHOLE, mode, , "mode", -1, SCORE_MODE_COUNT - 1, -1, 0)                                                          \
    F(NUMBER, tempo_factor, , "tempo_factor", 0.5, 2, 1, 0)                                                            \
    F(NUMBER, energy, , "energy", -1, 1, 0, 0)                                                                         \
    F(NUMBER, valence, , "valence", -1, 1, 0, 0)                                                                       \
    F(BITS, with_roles, , "with", 0, TIMELINE_ALL_ROLES, 0, 0)                                                         \
    F(BITS, without_roles, , "without", 0, TIMELINE_ALL_ROLES, 0, 0)                                                   \
    F(WHOLES, programs, [SCORE_ROLE_COUNT], "programs", 0, 127, -1, 0)                                                 \
    F(TEXT, blend, [32], "blend", 0, 0, 0, 0)                                                                          \
    F(NUMBERS, part_levels_lu, [SCORE_ROLE_COUNT], "levels", -30, 30, 0, 0)                                            \
    F(LONG, track_start_ms, , "track_start", 0, TIMELINE_MOST_MS, 0, FIELD_SPARSE) /* where the own track begins */    \
    F(TEXT, meter, [8], "meter", 0, 0, 0, FIELD_SPARSE)                      /* "6/8"; "": the style's */

/* A list: the element's struct, member, most, key in JSON, the element's columns and what may follow what
 * (timeline_fields.c). The member is so many elements and a count, `course_count`. */
#define TIMELINE_MUSIC_LISTS(L)                                                                                        \
    L(timeline_point, course, TIMELINE_MOST_POINTS, "course", 0) /* ascending */                                       \
    L(timeline_span, spans, TIMELINE_MOST_SPANS, "spans", 0)                                                           \
    L(timeline_marker, markers, TIMELINE_MOST_MARKERS, "markers", TIMELINE_STAYS) /* ascending */

/* The energy of composed music from a time on. */
#define TIMELINE_POINT_COLUMNS(F)                                                                                      \
    F(LONG, at_ms, , "at", 0, TIMELINE_MOST_MS, 0, 0)                        /* of the music */                        \
    F(NUMBER, energy, , "energy", -1, 1, 0, 0)                                                                         \
    F(LONG, kind, , "kind", 0, TIMELINE_POINT_RAMP, TIMELINE_POINT_LEVEL, FIELD_SPARSE)                                \
    F(LONG, length_ms, , "length", 0, TIMELINE_MOST_MS, 0, FIELD_SPARSE)     /* of a ramp */

/* A stretch that is played louder or softer. */
#define TIMELINE_SPAN_COLUMNS(F)                                                                                       \
    F(LONG, start_ms, , "from", 0, TIMELINE_MOST_MS, 0, 0)                   /* of the video */                        \
    F(LONG, end_ms, , "to", 0, TIMELINE_MOST_MS, 0, 0)                                                                 \
    F(NUMBER, factor, , "factor", 0, 8, 0, 0)                                /* of the volume */                       \
    F(LONG, stop, , "stop", 0, 1, 0, FIELD_SPARSE)                          /* 1: the piece itself stops there */

/* A place that the music meets. */
#define TIMELINE_MARKER_COLUMNS(F)                                                                                     \
    F(LONG, at_ms, , "at", 0, TIMELINE_MOST_MS, 0, 0)                        /* of the video */

#define TIMELINE_TITLE_FIELDS(F)                                                                                       \
    F(LONG, start_ms, , "s", 0, TIMELINE_MOST_MS, 0, 0)                                                                \
    F(LONG, length_ms, , "d", 0, TIMELINE_MOST_MS, TIMELINE_TITLE_MS, 0)                                               \
    F(TEXT, text, [TIMELINE_TEXT_SIZE], "n", 0, 0, 0, 0)

/* clang-format on */

/* The rows as tables, each ended by FIELD_ROWS_END: of struct timeline, of struct timeline_music (twice), of struct
 * timeline_title. */
extern const struct field timeline_head_fields[], timeline_segment_fields[], timeline_music_fields[],
    timeline_title_fields[];

#endif
