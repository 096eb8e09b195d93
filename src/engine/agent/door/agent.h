/* The agent: a message in plain words into edits, an answer, a question back, or the word that it was not understood.
 * A pure function of the message and of what was said before: what edits mean for a timeline is timeline_edit.h's
 * matter.
 *
 *     struct agent_memory memory = {.has_music = true};
 *     struct agent_reading reading;
 *     agent_read("make it jazzier and a bit louder", &memory, &reading);   AGENT_EDITS, two of them
 *
 * The message is read in three ways, in this order:
 *   1. from its end, whole sentences in the fixed form that `bgmusic add` writes ("Music volume 35%.");
 *   2. "Add background music: PROMPT." at its beginning: the rest up to the first fixed sentence is a style prompt, in
 *      which only musical words count (a prompt may say anything, dots included);
 *   3. anything else clause by clause: words (agent_lexicon.h) to frames (agent_frames.c). Every word that carries
 *      meaning must have its place in the frame; where one is left over nothing is done.
 *
 * docs/engine.md follows a message through. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_H
#define BGMUSIC_ENGINE_AGENT_AGENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "edit_list.h"

enum { AGENT_MOST_MESSAGE_BYTES = 16 * 1024 };

struct timeline_title;

/* What the dialogue knows. */
struct agent_memory {
    bool has_music;
    const struct timeline_title *titles; /* those that are there; NULL: their texts are not known */
    size_t title_count;
    bool undone;           /* what was taken back can be done again */
    struct edit_list last; /* the edits of the last turn that made any, for "a bit more", "the other way", "30" */
};

enum agent_verdict {
    AGENT_UNKNOWN, /* nothing was understood */
    AGENT_EDITS,   /* `edits` are to be done */
    AGENT_ASKS,    /* something was, but what is left over could change it: nothing is done */
    AGENT_ANSWERS, /* a question; `topic` */
    AGENT_REFUSES, /* out of reach; `beyond` */
    AGENT_AGREES,  /* praise, or a wish to leave things as they are: nothing to do */
    AGENT_HISTORY, /* `step` through the versions; `edits`, if any, are done to what is there then */
    AGENT_EXPORTS, /* a wish for the finished file, which is the client's to fulfil */
};

enum agent_topic {
    TOPIC_ANY,
    TOPIC_TEMPO,
    TOPIC_KEY,
    TOPIC_VOLUME,
    TOPIC_STYLE,
    TOPIC_INSTRUMENTS,
    TOPIC_FADES,
    TOPIC_PLACE,
    TOPIC_SECTIONS,
    TOPIC_RIGHTS,
    TOPIC_DONE,
    TOPIC_HELP,
    TOPIC_TITLES,
    TOPIC_DUCKING,
    TOPIC_ORIGINAL,
    TOPIC_MUSIC,
    TOPIC_WHY,
    TOPIC_ADVICE,
    TOPIC_LENGTH,
    TOPIC_VERSIONS
};

enum agent_step_kind {
    STEP_UNDO,     /* count times, or all */
    STEP_UNDO_ONE, /* what an edit like `about` did */
    STEP_REDO,
    STEP_VERSION,  /* number `count` */
    STEP_PREVIOUS, /* the version before this one */
    STEP_STYLE,    /* the latest one in the style of `text` */
    STEP_OTHER,    /* the latest one with another piece */
};

struct agent_step {
    enum agent_step_kind kind;
    int count;
    bool all;
    enum edit_kind about;
    char text[128];
};

struct agent_reading {
    enum agent_verdict verdict;
    struct edit_list edits;
    enum agent_topic topic;
    bool refuses_too;     /* of AGENT_EDITS: one wish was out of reach, `beyond` */
    int beyond;           /* enum agent_beyond, agent_refusal.h */
    char beyond_name[96]; /* an artist's */
    struct agent_step step;
    char guesses[256];    /* "quiter" -> quieter: told */
    char understood[256]; /* of AGENT_ASKS: what was read */
    char leftover[256];   /* ... and what was not; of AGENT_EDITS: a clause that said nothing */
    char choices[2][128]; /* of AGENT_ASKS: two messages that would be clear, or "" */
};

void agent_read(const char *message, const struct agent_memory *memory, struct agent_reading *reading);

/* How many bytes at the start of `text` (lower case) are a word that the agent knows; 0: none. */
size_t agent_known_length(const char *text);

struct buf;
/* Appends why a wish is out of reach. */
void agent_refusal(const struct agent_reading *reading, bool chinese, struct buf *out);

#endif
