/* A message as words, in the characters that the tables of words are written in. */
#include "agent_message.h"

#include <string.h>

#include "bgmusic/base/text.h"

size_t agent_message_words(const char *message, char *plain, struct word *words, struct agent_reading *reading)
{
    text_simplify_chinese(plain);
    size_t count = agent_tokens(plain, words, AGENT_MOST_WORDS, reading->guesses, sizeof reading->guesses);
    for (size_t i = 0; i < count; i++)
        if (words[i].kind == WORD_QUOTED)
            memcpy(plain + (words[i].start - plain), message + (words[i].start - plain), words[i].length);
    return count;
}
