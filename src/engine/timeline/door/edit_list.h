/* The edits of one message: what agent_read() (agent.h) hears and timeline_apply() (timeline_edit.h) does. */
#ifndef BGMUSIC_ENGINE_TIMELINE_EDIT_LIST_H
#define BGMUSIC_ENGINE_TIMELINE_EDIT_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { EDIT_LIST_MOST = 32 };

enum edit_kind {
    EDIT_MUSIC,     /* text: style prompt, "" = the default; a new piece, or the style of the old one */
    EDIT_MUSIC_OWN, /* text: file name of an upload, "" = the only or latest one */
    EDIT_MUSIC_REMOVE,
    EDIT_MUSIC_ANOTHER, /* the same wishes, another seed */
    EDIT_VOLUME,        /* number: 0-1 */
    EDIT_VOLUME_FACTOR, /* number: what the volume is multiplied by */
    EDIT_FADE_IN,       /* ms */
    EDIT_FADE_OUT,      /* ms */
    EDIT_START,         /* ms */
    EDIT_END,           /* ms, -1: the end of the video */
    EDIT_DUCK,          /* number: 1 on, 0 off */
    EDIT_DUCK_DEPTH,    /* number: LU under the voice */
    EDIT_SYNC,          /* number: 1 every frame is looked at for exact cuts, 0 key frames */
    EDIT_ORIGINAL,      /* number: 1 keep, 0 drop */
    EDIT_TITLE,         /* text; ms: start, -1 at the end; length_ms: 0 the default */
    EDIT_TITLE_REMOVE,
    EDIT_LOUDNESS, /* number: LUFS */
    EDIT_LOUDNESS_KEEP,
    EDIT_SEED,         /* seed */
    EDIT_BPM,          /* number */
    EDIT_KEY,          /* tonic 0-11 and mode (-1: not said) */
    EDIT_TEMPO_FACTOR, /* number: multiplied */
    EDIT_ENERGY,       /* number: added */
    EDIT_VALENCE,      /* number: added */
    EDIT_PART_WITH,    /* role; program, or -1 for the style's */
    EDIT_PART_WITHOUT, /* role */
    EDIT_PART_LEVEL,   /* role; number: LU added to what it has */
    EDIT_PARTS_ONLY,   /* roles: bits; all others go */
    EDIT_COURSE,       /* number: the energy from `ms` on (-1 the start, -2 the middle, -3 the last part), for length_ms
                        * (0: until the next); mode 1: rising to it; is_added: on top of what is there */
    EDIT_LEVEL_SPAN,   /* number: what the volume is multiplied by from ms on for length_ms (0: to the end) */
    EDIT_MOOD,         /* text: moods; tune, style and tempo stay */
    EDIT_KIND_COUNT
};

struct edit {
    enum edit_kind kind;
    double number;
    int64_t ms, length_ms;
    uint64_t seed;
    int tonic, mode, role, program;
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

/* For tests and traces: "volume", "fade_in", ... */
const char *edit_kind_name(enum edit_kind kind);

#endif
