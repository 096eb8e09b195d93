/* What is known while the clauses of a message are read: agent_clauses.c fills it, agent_reader_finish.c looks at all
 * of it at the end. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_READER_H
#define BGMUSIC_ENGINE_AGENT_AGENT_READER_H

#include "agent.h"
#include "agent_lexicon.h"
#include "agent_tokens.h"

enum { MOST_TOPICS = 6 };

struct reader {
    const struct agent_memory *memory;
    struct agent_reading *reading;
    enum word_kind lent; /* what the clause before leaves: NOT, WITH, ONLY */
    unsigned kept_roles;
    bool after_music, keeps_tune, keeps_tempo, keeps_volume, corrects;
    bool explained;    /* the clause before says why, and what follows is the order: 声が聞こえにくいので */
    struct word topic; /* the instrument or the voice that the clause before was about; UNKNOWN: none */
    struct word topics[MOST_TOPICS]; /* ... and the instruments beside it, for "them" */
    size_t topic_count;
    bool topic_moves;  /* ... which starts or stops somewhere: "starts at 4 s and stops at 10 s" */
    bool topic_placed; /* ... and what was said is of a place: "drums louder at the start and quieter at the end" */
    bool topic_stays;  /* ... which it keeps */
    bool topic_added;  /* ... which is new: "add drums, but quiet ones" */
    bool topic_named;  /* "as for the title": and nothing was said of it */
    bool complained;   /* "too loud" */
    bool moody;        /* "too sad" */
    bool removes, changes_it, steps_late;
    struct word clauses[EDIT_LIST_MOST]; /* which words made each edit */
    int styles;                          /* clauses that name one */
    bool style_there;
    size_t previous_first, previous_end; /* the edits of the clause before */
    bool asks, read_any, says_again;
    bool says_too;
    bool both;          /* the place ahead counts as well as the clause's own */
    struct word led[2]; /* places that stood alone ahead of the clause: "in the first 5 seconds, ..." */
    size_t led_count;
    struct edit_place there; /* of the clause before; PLACE_WHOLE: none */
    bool was_there;
    bool opened;      /* ... "start calm": what follows comes after it */
    enum joint joint; /* before the clause */
};

/* The message as a whole, when its last clause is read: what contradicts is asked about, pieces are put in a row, and
 * the verdict falls. */
void reader_finish(struct reader *reader);

#endif
