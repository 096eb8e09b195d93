/* The edits of one message: what agent_read() (agent.h) hears and timeline_apply() (timeline_edit.h) does. */
#ifndef BGMUSIC_ENGINE_TIMELINE_EDIT_LIST_H
#define BGMUSIC_ENGINE_TIMELINE_EDIT_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { EDIT_LIST_MOST = 32 };
/* Modes of single kinds. */
enum { ORIGINAL_ONLY = 1, TITLE_ENDS = 1, OWN_FILM = 1, THEN_BEHIND = 1 };

/* Of EDIT_COURSE, its mode; anything else: so strong from there on. */
enum edit_course {
    COURSE_RISING = 1,  /* in steps */
    COURSE_DROP = 2,    /* the climax begins there */
    COURSE_TO_DROP = 3, /* rising in steps to the climax */
    COURSE_RAMP = 4     /* evenly, over length_ms (0: to the end) */
};

enum edit_kind {
    EDIT_MUSIC,     /* text: style prompt, "" = the default; a new piece, or the style of the old one */
    EDIT_MUSIC_OWN, /* text: file name of an upload, "" = the only or latest one; mode OWN_FILM: another film's sound */
    EDIT_MUSIC_REMOVE,
    EDIT_MUSIC_ANOTHER, /* the same wishes, another seed */
    EDIT_VOLUME,        /* number: 0-1 */
    EDIT_VOLUME_FACTOR, /* number: what the volume is multiplied by */
    EDIT_FADE_IN,       /* ms; is_added: so much longer, below 0 shorter */
    EDIT_FADE_OUT,      /* ms; is_added: so much longer, below 0 shorter */
    EDIT_START,         /* ms */
    EDIT_END,           /* ms, -1: the end of the video */
    EDIT_DUCK,          /* number: 1 on, 0 off */
    EDIT_DUCK_DEPTH,    /* number: LU under the voice */
    EDIT_SYNC,          /* number: 1 every frame is looked at for exact cuts, 0 key frames */
    EDIT_ORIGINAL,      /* number: 1 keep, 0 drop; place: there; mode ORIGINAL_ONLY: and nowhere else */
    EDIT_TITLE,         /* text; ms: start, -1 at the end; length_ms: 0 the default */
    EDIT_TITLE_REMOVE,
    EDIT_LOUDNESS, /* number: LUFS */
    EDIT_LOUDNESS_KEEP,
    EDIT_SEED,         /* seed */
    EDIT_BPM,          /* number */
    EDIT_KEY,          /* tonic 0-11 and mode, one of them -1 where it is not said */
    EDIT_TEMPO_FACTOR, /* number: multiplied */
    EDIT_ENERGY,       /* number: added */
    EDIT_VALENCE,      /* number: added */
    EDIT_PART_WITH,    /* role; program, or -1 for the style's */
    EDIT_PART_WITHOUT, /* role */
    EDIT_PART_LEVEL,   /* role; number: LU added to what it has */
    EDIT_PARTS_ONLY,   /* roles: bits; all others go */
    EDIT_COURSE,       /* number: the energy from `ms` on (-1 the start, -2 the middle, -3 the last part), for length_ms
                        * (0: until the next); mode: enum edit_course; is_added: on top of what is there */
    EDIT_LEVEL_SPAN,   /* number: what the volume is multiplied by from ms on for length_ms (0: to the end); mode
                          LEVEL_SHARE: the volume that it is there */
    EDIT_MOOD,         /* text: moods; tune, style and tempo stay */
    EDIT_SILENCE,      /* place: no music there */
    EDIT_ONLY_THERE,   /* place: music there and nowhere else */
    EDIT_ALSO_THERE,   /* place: music there again */
    EDIT_START_SHIFT,  /* ms, added to the music's start */
    EDIT_ORIGINAL_GAIN, /* number: what the original sound's gain is multiplied by; is_added false: what it becomes;
                           place: there */
    EDIT_DUCK_STEP,     /* number: LU added to how far the music lies under the voice */
    EDIT_FADE_FACTOR,   /* mode: 1 in, 2 out, 3 both; number: what its length is multiplied by */
    EDIT_TITLE_TEXT,    /* text: what the title says from now on */
    EDIT_TITLE_MOVE,    /* place; is_added: ms later than it is, number below 0: earlier */
    EDIT_TITLE_STAY,    /* ms: how long it stays (is_added: longer, number below 0: shorter), or number: what that is
                           multiplied by; mode TITLE_ENDS: ms is its end */
    EDIT_PART_THERE,    /* role, program; place; mode 0: not there, 1: there alone, 2: nothing else there, 3: number LU
                           there */
    EDIT_STYLE_NOT,     /* text: a style that it must not be, "" = the one that it is */
    EDIT_BPM_BY,        /* number: added */
    EDIT_VOICE_TRACK,   /* number: which sound track of the video is the voice, from 1 */
    EDIT_TRACK_START,   /* ms: where in the user's own track the music begins */
    EDIT_MARKERS,    /* text: times of the video that the music meets, "1.5 s, 3 s"; of a message all count together */
    EDIT_METER,      /* number over mode, "6/8"; 0: the style's */
    EDIT_STOP,       /* the piece stops at ms for length_ms (0: about a bar) */
    EDIT_MUSIC_THEN, /* text: style prompt; place: such music there, what plays now around it; mode THEN_BEHIND: from
                        the end of the place on */
    EDIT_KIND_COUNT
};

/* Where in the video an edit is meant; edit_place.h finds the stretches. */
enum edit_place_kind {
    PLACE_WHOLE,
    PLACE_SPAN,  /* from_ms to to_ms, -1: the end */
    PLACE_POINT, /* from_ms on, or there */
    PLACE_FIRST, /* the first from_ms */
    PLACE_LAST,  /* the last from_ms */
    PLACE_OPENING,
    PLACE_MIDDLE, /* a third, or from_ms of it */
    PLACE_ENDING,
    PLACE_FIRST_HALF,
    PLACE_SECOND_HALF,
    PLACE_FIRST_THIRD,
    PLACE_MIDDLE_THIRD,
    PLACE_LAST_THIRD,
    PLACE_SPEECH,
    PLACE_NO_SPEECH,
    PLACE_UNTIL_GOODBYE,      /* up to the end of the last words */
    PLACE_AFTER_FIRST_SPEECH, /* from the end of the first words on */
    PLACE_FROM_GOODBYE,       /* from the end of the last words on */
    PLACE_CUT,                /* from the cut number from_ms (1 the first, -1 the last) on */
    PLACE_SHOT,               /* the shot number from_ms (1 the first, -1 the last), between two cuts */
    PLACE_FIRST_QUARTER,
    PLACE_LAST_QUARTER,
    PLACE_KIND_COUNT
};

struct edit_place {
    enum edit_place_kind kind;
    int64_t from_ms, to_ms;
    bool except; /* everywhere but there */
};

enum { LEVEL_SHARE = 1 };

struct edit {
    enum edit_kind kind;
    struct edit_place place;
    double number;
    int64_t ms, length_ms;
    uint64_t seed;
    int tonic, mode, role, program;
    int title; /* which of the titles, by time from 1, from the end -1; 0: none is named */
    unsigned roles;
    bool is_added;
    char text[512];
};

struct edit_list {
    struct edit edits[EDIT_LIST_MOST];
    size_t count;
    /* "Add background music: ...": earlier wishes about the music do not count any more */
    bool new_piece;
    bool keeps_tune; /* "keep the tune but ..." */
    /* Of that prompt, what speaks of the style: the course of the piece is said by edits ("starts quiet"). */
    char style[512];
};

/* Appends an edit of the kind, everything else zero (roles and programs -1); a full list gives a scratch place. */
struct edit *edit_list_add(struct edit_list *edits, enum edit_kind kind);

struct buf;
/* A list as text, one edit a line, and back: what the dialogue remembers of a turn. What cannot be read is left out. */
void edit_list_print(const struct edit_list *edits, struct buf *out);
void edit_list_parse(const char *text, struct edit_list *edits);

/* For tests and traces: "volume", "fade_in", ... */
const char *edit_kind_name(enum edit_kind kind);

#endif
