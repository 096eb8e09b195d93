/* What a message must hold before it may remove the music: in one clause a word that takes away and one that names the
 * music, and nothing else that means something. For the random words of the unit tests and of the fuzz target. */
#ifndef BGMUSIC_TESTS_REMOVE_FRAME_H
#define BGMUSIC_TESTS_REMOVE_FRAME_H

#include <stdbool.h>
#include <stddef.h>

#include "agent.h"
#include "agent_tokens.h"

static inline bool removes_music(const struct agent_reading *reading)
{
    for (size_t i = 0; i < reading->edits.count; i++)
        if (reading->edits.edits[i].kind == EDIT_MUSIC_REMOVE)
            return true;
    return false;
}

static inline bool remove_frame_stands(const char *message)
{
    static struct word tokens[AGENT_MOST_WORDS + 2];
    size_t read = agent_tokens(message, tokens, AGENT_MOST_WORDS, NULL, 0);
    bool whole = false, takes = false, names = false, clean = true;
    for (size_t i = 0; i <= read; i++) {
        enum word_kind kind = i < read ? tokens[i].kind : WORD_JOINT;
        bool begins = kind == WORD_WITH || (kind == WORD_NOT && tokens[i].value == REFUSAL_WITHOUT);
        if (kind == WORD_JOINT || kind == WORD_BECAUSE || begins) {
            whole = whole || (takes && names && clean);
            takes = begins && kind == WORD_NOT;
            names = false;
            clean = true;
            continue;
        }
        takes = takes || kind == WORD_REMOVE || kind == WORD_NOT;
        names = names || kind == WORD_MUSIC || kind == WORD_OWN;
        clean = clean && (kind == WORD_REMOVE || kind == WORD_NOT || kind == WORD_MUSIC || kind == WORD_OWN ||
                          kind == WORD_IT || kind == WORD_ALL || kind == WORD_WANT || kind == WORD_ADD ||
                          kind == WORD_FILLER || kind == WORD_FROM || kind == WORD_TO || kind == WORD_AT ||
                          kind == WORD_BETWEEN || kind == WORD_UNDER || kind == WORD_ONWARD || kind == WORD_PRAISE ||
                          kind == WORD_EXPORT || kind == WORD_ONLY);
    }
    return whole;
}

#endif
