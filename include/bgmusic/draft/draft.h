/* The timeline of a session as this program understands it.
 *
 * The service publishes only the short keys `t`, `tt`, `sg`, `d` and `m`; volume, start, fades and text are read
 * leniently under the likely names, and what was not found stays "unknown" and is not shown. The draft that goes
 * back to the service is never printed from here: it is passed on byte for byte (json/json_span.h).
 *
 *     struct draft draft;
 *     if (draft_parse(bytes, length, &draft, err) == BGM_OK) draft_summary(&draft, &line);
 *     draft_release(&draft);
 */
#ifndef BGMUSIC_DRAFT_DRAFT_H
#define BGMUSIC_DRAFT_DRAFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/error.h"

struct buf;
struct draft_facts;

enum { DRAFT_MOST_TRACKS = 256, DRAFT_MOST_SEGMENTS = 4096 };

/* The longest time that is one: a week. */
#define DRAFT_MOST_MS (INT64_C(7) * 24 * 3600 * 1000)

/* Values of `tt` that are published; others occur. */
enum draft_track_type { DRAFT_VIDEO = 0, DRAFT_AUDIO = 1, DRAFT_TEXT = 7 };

struct draft_segment {
    char *name;                      /* NULL: none was found */
    char *text;                      /* a title's words; NULL for other tracks */
    int64_t start_ms;                /* -1 unknown; without a start, segments are laid end to end */
    int64_t duration_ms;             /* -1 unknown */
    double volume;                   /* 1.0 = 100 %; -1 unknown */
    int64_t fade_in_ms, fade_out_ms; /* -1 unknown */
    struct draft_facts *facts;       /* of music (draft_facts.h); NULL: none known */
};

struct draft_track {
    int type; /* `tt`; -1 when it is missing */
    struct draft_segment *segments;
    size_t segment_count;
};

struct draft {
    char *title;         /* NULL: none */
    int64_t duration_ms; /* -1 unknown */
    struct draft_track *tracks;
    size_t track_count;
    struct draft_facts *facts; /* of the whole; NULL: none known */
    bool is_markup;            /* a newer draft: a text in place of {"t":...}, of which not all is understood */
    bool is_unknown;           /* something else that holds more than nothing: no track of it can be told */
};

void draft_init(struct draft *draft);
void draft_release(struct draft *draft); /* legal twice, and after a failed parse */

/* `bytes` may be NULL or JSON null: a session without a draft is an empty timeline, not an error. */
enum bgm_status draft_parse(const char *bytes, size_t length, struct draft *draft, struct bgm_error *err);

/* Can it be rendered: is there a track with at least one segment? */
bool draft_is_ready(const struct draft *draft);
/* The first audio track with a segment: the background music; NULL: there is none. */
const struct draft_track *draft_music(const struct draft *draft);
/* First start and last end of a track's segments; false when no times are known. */
bool draft_track_times(const struct draft_track *track, int64_t *start_ms, int64_t *end_ms);
/* The one volume to show for a track: of its first segment that has one; -1 unknown. */
double draft_track_volume(const struct draft_track *track);
/* What the draft says of its music beyond names and times, as text: "style", "bpm", "key", "seed" (the keys that the
 * local engine publishes); NULL: not known. */
const char *draft_music_fact(const struct draft *draft, const char *key);
/* "Video", "BGM", "Title", "Track". And for JSON: "video", "audio", "text", "other". */
const char *draft_track_label(const struct draft_track *track);
const char *draft_track_kind(const struct draft_track *track);
/* Names (or the quoted text of a title) of the segments, joined with ", "; appends nothing when none is known. */
void draft_track_names(const struct draft_track *track, struct buf *out);

/* One line: Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: "Urban Dreams"
 * (0-3s) */
void draft_summary(const struct draft *draft, struct buf *out);
/* One track of it: `Video: city timelapse (0-10s)`. */
void draft_track_summary(const struct draft_track *track, struct buf *out);

/* What changed, in words, clauses joined with "; ": "added BGM: Lo-fi, 0-30 s, 35%". Appends nothing when the two
 * are the same in everything that is understood; returns whether it appended. Looks at the first 4096 segments. */
bool draft_changes(const struct draft *before, const struct draft *after, struct buf *out);

#endif
