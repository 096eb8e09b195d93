/* Answers to questions, from the timeline. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_ANSWER_H
#define BGMUSIC_ENGINE_AGENT_AGENT_ANSWER_H

#include <stdbool.h>

#include "agent.h"

struct buf;
struct timeline;

/* What is known besides the timeline; texts may be "". */
struct answer_facts {
    const struct timeline *timeline;
    const char *instruments; /* "Electric piano 1, Standard kit" */
    const char *form;        /* "intro 0:00, A 0:12" */
    const char *said;        /* the last message that changed something */
    const char *versions;    /* one a line */
};

void agent_answer(enum agent_topic topic, const struct answer_facts *facts, bool chinese, struct buf *out);

#endif
