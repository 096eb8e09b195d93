/* What an order is of, where several instruments are named. */
#include "agent_scope_parts.h"

#include "agent_scope_look.h"
#include "bgmusic/base/count.h"

/* "A piano, nothing else": that alone. Behind an order it only ends it. */
static void nothing_else(struct word *words, size_t count, size_t i)
{
    static const char *const none[] = {"nothing else", "and nothing else", "nothing more", "no other instruments"};
    size_t joint = i;
    while (joint > 0 && (words[joint - 1].kind == WORD_JOINT || words[joint - 1].kind == WORD_FILLER))
        joint--;
    if (joint == 0 || joint == i || !word_is_one(&words[i], none, COUNT(none)) ||
        words_kind_at(words, count, words_past_filler(words, count, i + 1)) != WORD_JOINT)
        return;
    size_t first = words_clause_start(words, joint - 1);
    const struct word *thing = words_only_thing(words, first, joint);
    while (first > 1 && thing != NULL && thing->kind == WORD_ROLE && words[first - 1].kind == WORD_JOINT) { /* a list */
        size_t before = words_clause_start(words, first - 2);
        const struct word *other = words_only_thing(words, before, first - 1);
        if (other == NULL || other->kind != WORD_ROLE)
            break;
        first = before;
    }
    if (first > 0 || thing == NULL || thing->kind != WORD_ROLE)
        return;
    words_hush(words, joint, i);
    words[i].kind = WORD_ONLY;
    words[i].value = 0;
}

/* "All instruments but the drums", "take everything out but the bass": those, or these alone. */
static void all_but(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_JOINT || !word_is(&words[i], "but") || i == 0)
        return;
    size_t first = words_clause_start(words, i - 1), end = words_clause_end(words, count, i + 1);
    const struct word *thing = words_only_thing(words, i + 1, end);
    bool all = false, takes = false, turns = false;
    for (size_t k = first; k < i; k++) {
        enum word_kind kind = words[k].kind;
        turns = turns || kind == WORD_TURN || kind == WORD_LOUD;
        all = all || kind == WORD_ALL || kind == WORD_INSTRUMENTS;
        takes = takes || kind == WORD_REMOVE;
        if (kind != WORD_ALL && kind != WORD_INSTRUMENTS && kind != WORD_REMOVE && kind != WORD_FILLER &&
            kind != WORD_TURN && kind != WORD_LOUD && kind != WORD_MAKE)
            return;
    }
    if (all && turns && thing != NULL) { /* "lower everything but the piano" */
        words[i].kind = WORD_UNCLEAR;
        return;
    }
    if (!all || thing == NULL || thing->kind != WORD_ROLE)
        return;
    words_hush(words, first, i);
    words[i].kind = takes ? WORD_ONLY : WORD_REMOVE;
    words[i].value = 0;
}

/* "Remove the drums or the bass", "either lower it or mute it": which, is asked. "No drums or bass" takes both. */
static void one_or_other(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_JOINT || !word_is(&words[i], "or") || i == 0 || i + 1 >= count)
        return;
    size_t first = words_clause_start(words, i - 1), end = words_clause_end(words, count, i + 1);
    bool either = false, refuses = false, orders = false, any = false;
    for (size_t k = first; k < end; k++) {
        enum word_kind kind = words[k].kind;
        either = either || (k < i && word_is(&words[k], "either"));
        any = any || word_starts(&words[k], "any");
        refuses = refuses || kind == WORD_NOT || kind == WORD_WHAT || kind == WORD_ISIT || kind == WORD_SHOULD;
        orders = orders || kind == WORD_REMOVE || kind == WORD_ADD || kind == WORD_WANT || kind == WORD_LOUD ||
                 kind == WORD_TURN || kind == WORD_USE;
    }
    bool parts = words[i - 1].kind == WORD_ROLE &&
                 words_kind_at(words, count, words_past_filler(words, count, i + 1)) == WORD_ROLE;
    if (!refuses && !any && orders && (parts || either))
        words[i].kind = WORD_UNCLEAR;
}

/* "Wait with the drums until the second cut": none until then. */
static void wait_with(struct word *words, size_t count, size_t i)
{
    bool begins = i == 0 || words[i - 1].kind == WORD_JOINT || words[i - 1].kind == WORD_FILLER;
    if (!begins || words[i].kind != WORD_JOINT || !word_is(&words[i], "wait") ||
        words_kind_at(words, count, i + 1) != WORD_WITH)
        return;
    words[i].kind = WORD_REMOVE;
    words[i].value = 0;
    words[i + 1].kind = WORD_FILLER;
}

/* "Piano without anything else": it alone. */
static void without_else(struct word *words, size_t count, size_t i)
{
    static const char *const others[] = {"anything else", "other instruments", "any other instruments",
                                         "the others",    "everything else",   "the rest"};
    size_t next = words_past_filler(words, count, i + 1);
    if (words[i].kind != WORD_NOT || words[i].value != REFUSAL_WITHOUT || i == 0 || next >= count ||
        !word_is_one(&words[next], others, COUNT(others)))
        return;
    words[i].kind = WORD_ONLY;
    words[i].value = 0;
    words_hush(words, i + 1, next + 1);
}

void agent_scope_parts(struct word *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        one_or_other(words, count, i);
        wait_with(words, count, i);
        without_else(words, count, i);
        nothing_else(words, count, i);
        all_but(words, count, i);
    }
}
