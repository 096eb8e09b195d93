/* The composer: from a brief to a score. Pure: no files, no clock, no chance but the seed; the same brief
 * gives the same score on every machine, byte for byte (see midi_write.h).
 *
 *     struct music_brief brief;
 *     music_brief_init(&brief);
 *     style_match_prompt("calm lo-fi", &match);  (style_table.h)
 *     snprintf(brief.style, sizeof brief.style, "%s", match.style);
 *     brief.energy = match.energy; ... valence, tempo_factor
 *     brief.duration_ms = 20000;
 *     brief.seed = 7;
 *     struct score score;
 *     if (music_compose(&brief, &score, err) == BGM_OK) ... score_release(&score);
 */
#ifndef BGMUSIC_ENGINE_COMPOSER_COMPOSER_H
#define BGMUSIC_ENGINE_COMPOSER_COMPOSER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/error.h"
#include "score.h"
#include "time_span.h"

/* The course of the energy: from this time on, until the next point. */
struct music_point {
    int64_t at_ms;
    double energy; /* -1 hardly anything ... 0 as the style goes ... +1 all that there is */
};

/* The bar: 4/4, 3/4, 5/4, 6/8, 7/8 or 12/8. {0, 0}: the style's own. */
struct music_meter {
    int beats, unit;
};

/* What is to happen at a time. It comes at the nearest bar line, or, where that is more than half a beat off, at the
 * nearest beat; a part that has no note there begins with its first one behind it. */
enum music_event_kind {
    MUSIC_EVENT_ENTRY, /* the part is silent until then, and plays from then on to the next exit or the end */
    MUSIC_EVENT_EXIT,  /* the part is silent from then on, until it enters again */
    MUSIC_EVENT_STOP,  /* everything is silent for length_ms (0: a bar), then goes on */
    MUSIC_EVENT_DROP,  /* the climax: what goes before builds up to it, and from then on everything plays */
    MUSIC_EVENT_HIT,   /* one strong stroke: a marker that is no section's beginning */
    MUSIC_EVENT_RAMP,  /* from then on, over length_ms (0: to the end), evenly to `energy` */
    MUSIC_EVENT_KINDS
};

struct music_event {
    int64_t at_ms, length_ms; /* of the piece; what lies behind its end is passed over */
    enum music_event_kind kind;
    enum score_role role; /* of an entry or an exit: the part, which the piece then has */
    double energy;        /* of a ramp: where it leads, -1 ... +1 */
};

/* Everything the composer may know; "free" fields are chosen from the style and the seed. Borrowed
 * pointers must live until music_compose() returns. */
struct music_brief {
    char style[32]; /* id of a row of the style table, such as "lofi"; "" = the table's default */
    char blend[32]; /* id of a second row, which lends its colours and a third of its tempo: "" or unknown = none */
    int64_t duration_ms; /* 500 ms ... 60 min; the piece fills it exactly */
    uint64_t seed;
    double bpm;                     /* 0: free; else 40-220, kept within what the fit to the length needs (4 %) */
    int tonic;                      /* -1: free; else pitch class 0-11 */
    int mode;                       /* -1: free; else enum score_mode */
    double tempo_factor;            /* 1: the style's; 0.5-2: slower, faster; without effect beside a bpm */
    double energy;                  /* -1 ... +1, 0: the style's: density, velocity, layers */
    double valence;                 /* -1 sad ... +1 happy, 0: the style's: mode and register */
    unsigned without_roles;         /* bit (1 << enum score_role): leave the part out */
    unsigned with_roles;            /* bit: the part must be there */
    int programs[SCORE_ROLE_COUNT]; /* -1: the style's; else the General MIDI program wanted for a
                                     * role, which the piece then has */
    double part_level_lu[SCORE_ROLE_COUNT]; /* 0; louder, softer by so much: changes no note */
    const struct music_point *course; /* ascending; sections begin at its points, as near as bars go; none: by form */
    size_t course_count;
    struct music_meter meter;
    const struct music_event *events; /* ascending by time */
    size_t event_count;
    const int64_t
        *markers_ms; /* ascending: places in the picture named by hand; each counts as a cut of full strength */
    size_t marker_count;
    const int64_t *titles_ms; /* ascending: where a title appears. A soft event comes at the nearest beat; tempo and
                               * sections do not move for it, so that a title changes the music around it alone */
    size_t title_count;
    const struct music_span *speech; /* where somebody speaks: thin and low there; ascending,
                                      * not overlapping */
    size_t speech_count;
    const struct music_cut *cuts; /* ascending */
    size_t cut_count;
};

enum { MUSIC_MOST_POINTS = 32, MUSIC_MOST_EVENTS = 32, MUSIC_MOST_MARKERS = 256 };
enum { MUSIC_LEAST_MS = 500, MUSIC_MOST_MS = 3600 * 1000 };

/* Is this a bar that the composer can fill? {0, 0} is. */
bool music_meter_known(struct music_meter meter);
/* "6/8"; "" is {0, 0}. False, and {0, 0}, for anything else. */
bool music_meter_read(const char *text, struct music_meter *meter);

void music_brief_init(struct music_brief *brief); /* everything free, no speech, no cuts */

/* Fills `score` (score_release() it, which is legal after a failure too); BGM_USAGE for a brief out of its
 * ranges, or one that leaves every instrument out. A part without a single note is no part of the score. */
enum bgm_status music_compose(const struct music_brief *brief, struct score *score, struct bgm_error *err);

#endif
