/* The agent: a message in plain words, English or Chinese, into a list of edits. A pure function of the message: what
 * the edits mean for a timeline is timeline_edit.h's matter.
 *
 *     struct edit_list edits;
 *     agent_read("make it jazzier and a bit louder", &edits);   two edits
 *
 * The message is read in three ways, in this order:
 *   1. from its end, whole sentences in the fixed form that `bgmusic add` writes ("Music volume 35%.");
 *   2. "Add background music: PROMPT." at its beginning: the rest up to the first fixed sentence is a style prompt, in
 *      which only musical words count (a prompt may say anything, dots included);
 *   3. anything else clause by clause, by the phrase table (phrase_table.h). */
#ifndef BGMUSIC_ENGINE_AGENT_H
#define BGMUSIC_ENGINE_AGENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { AGENT_MOST_EDITS = 32, AGENT_MOST_MESSAGE_BYTES = 16 * 1024 };

enum edit_kind {
    EDIT_MUSIC, /* text: style prompt, "" = the default; a new piece, or the style of the old one */
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
    struct edit edits[AGENT_MOST_EDITS];
    size_t count;
    /* "Add background music: ...": earlier wishes about the music do not count any more */
    bool new_piece;
    bool keeps_tune; /* "keep the tune but ..." */
    /* Of that prompt, what speaks of the style: the course of the piece is said by edits ("starts quiet"). */
    char style[512];
};

void agent_read(const char *message, struct edit_list *edits);

/* Appends an edit of the kind, everything else zero (roles and programs -1); a full list gives a scratch place. */
struct edit *edit_list_add(struct edit_list *edits, enum edit_kind kind);

/* For tests and traces: "volume", "fade_in", ... */
const char *edit_kind_name(enum edit_kind kind);

#endif
