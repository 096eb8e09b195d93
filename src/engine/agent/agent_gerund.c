/* Suggestions: the verb in -ing behind "how about" and its like is the order's. */
#include "agent_gerund.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "agent_lexicon.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"

static size_t one_of(const char *text, const char *const *words, size_t count)
{
    size_t longest = 0;
    for (size_t i = 0; i < count; i++)
        if (text_starts_with(text, words[i]) && strlen(words[i]) > longest)
            longest = strlen(words[i]);
    return longest;
}

static bool is_verb(const char *stem)
{
    static const enum word_kind kinds[] = {WORD_ADD,    WORD_MAKE, WORD_REMOVE, WORD_REPLACE, WORD_KEEP, WORD_USE,
                                           WORD_MOVE,   WORD_STOP, WORD_START,  WORD_BRING,   WORD_TURN, WORD_CHANGE,
                                           WORD_SHOW,   WORD_UNDO, WORD_REDO,   WORD_EXPORT,  WORD_FADE, WORD_DUCK,
                                           WORD_FILLER, WORD_FAST, WORD_LONG,   WORD_LOUD,    WORD_BACK, WORD_BUILD};
    size_t length;
    const struct lexeme *row = lexicon_find(stem, true, LANGUAGE_ENGLISH, &length);
    for (size_t i = 0; row != NULL && i < COUNT(kinds); i++)
        if (row->kind == kinds[i])
            return true;
    return false;
}

/* "making": make, "turning": turn, "dropping": drop. 0: no verb that is known ends so. */
static size_t stem_of(const char *text, size_t length, char stem[32])
{
    enum { LEAST = 5 };
    size_t base = length - strlen("ing");
    if (length < LEAST || length >= 24 || strncmp(text + base, "ing", 3) != 0)
        return 0;
    bool doubled = base >= 3 && text[base - 1] == text[base - 2];
    const struct {
        size_t letters;
        const char *ending;
        bool may;
    } ways[] = {{base, "e", true}, {base, "", true}, {base - 1, "", doubled}};
    for (size_t i = 0; i < COUNT(ways); i++) {
        snprintf(stem, 32, "%.*s%s", (int)ways[i].letters, text, ways[i].ending);
        /* With what follows: "turn it up" is one word of the lexicon, "turn" none. */
        char followed[96];
        snprintf(followed, sizeof followed, "%s%.60s", stem, text + length);
        if (ways[i].may && is_verb(followed))
            return strlen(stem);
    }
    return 0;
}

void agent_gerunds(char *lower)
{
    static const char *const leads[] = {"how about ",   "what about ",     "consider ",    "suggest ",    "propose ",
                                        "recommend ",   "would you mind ", "do you mind ", "mind ",       "try ",
                                        "is it worth ", "worth ",          "be up for ",   "be open to ", "feel like "};
    static const char *const adverbs[] = {"just ", "maybe ", "perhaps ", "also ",      "simply ",
                                          "only ", "even ",  "not ",     "maybe just "};
    for (char *at = lower; *at != '\0'; at++) {
        if (at != lower && isalnum((unsigned char)at[-1]))
            continue;
        size_t lead = one_of(at, leads, COUNT(leads));
        if (lead == 0)
            continue;
        char *verb = at + lead, stem[32];
        verb += one_of(verb, adverbs, COUNT(adverbs));
        size_t length = strspn(verb, "abcdefghijklmnopqrstuvwxyz"), kept = stem_of(verb, length, stem);
        if (kept == 0)
            continue;
        memset(verb, ' ', length - kept);
        memcpy(verb + length - kept, stem, kept);
    }
}
