/* Lists: the things that stand beside each other with one verb for all. */
#include "agent_lists.h"

#include <string.h>

#include "agent_look.h"
#include "bgmusic/base/count.h"

enum { MOST_LISTED = 8 };

/* The role that the joint at `at` leads on to, over filler; `count`: it leads to another word. */
static size_t role_behind(const struct word *words, size_t at, size_t count)
{
    at++;
    while (at < count && words[at].kind == WORD_FILLER)
        at++;
    return at < count && words[at].kind == WORD_ROLE ? at : count;
}

/* "No drums and bass louder": two orders, of which the list's last one has its own. */
static bool parts_company(const struct word *words, size_t first, size_t last, size_t count)
{
    static const enum word_kind own[] = {WORD_LOUD,   WORD_TURN, WORD_LEVEL, WORD_MORE,
                                         WORD_STRONG, WORD_TOO,  WORD_START, WORD_BRING};
    while (first > 0 && words[first - 1].kind == WORD_FILLER)
        first--;
    if (first == 0 || (words[first - 1].kind != WORD_NOT && words[first - 1].kind != WORD_REMOVE))
        return false;
    for (last++; last < count && words[last].kind != WORD_JOINT; last++)
        for (size_t i = 0; i < COUNT(own); i++)
            if (words[last].kind == own[i])
                return true;
    return false;
}

/* "Drums, bass quieter": a list without an "and", of which something is said, where nothing stands ahead of it. */
static bool is_list_ahead(const struct word *words, size_t first, size_t last, size_t count)
{
    while (first > 0 && (words[first - 1].kind == WORD_FILLER || words[first - 1].kind == WORD_MAKE))
        first--;
    enum word_kind kind = words_kind_at(words, count, words_past_filler(words, count, last + 1));
    return first == 0 &&
           (kind == WORD_REMOVE || kind == WORD_LOUD || kind == WORD_TURN || kind == WORD_TOO || kind == WORD_DEGREE);
}

static void lists_of_roles(struct word *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t joints[MOST_LISTED], found = 0, role = i;
        if (words[i].kind != WORD_ROLE)
            continue;
        bool ended = false; /* the "and" is the list's last joint */
        while (!ended && found < COUNT(joints) && role + 1 < count && words[role + 1].kind == WORD_JOINT &&
               (words[role + 1].value == JOINT_SOFT || words[role + 1].value == JOINT_AND) &&
               role_behind(words, role + 1, count) < count) {
            ended = words[role + 1].value == JOINT_AND;
            joints[found++] = role + 1;
            role = role_behind(words, role + 1, count);
        }
        /* "the drums, the bass, and the piano" */
        size_t comma = role + 1;
        if (!ended && found > 0 && found + 1 < COUNT(joints) && comma + 1 < count && words[comma].kind == WORD_JOINT &&
            words[comma + 1].kind == WORD_JOINT && words[comma + 1].value == JOINT_AND &&
            role_behind(words, comma + 1, count) < count) {
            joints[found++] = comma;
            joints[found++] = comma + 1;
            role = role_behind(words, comma + 1, count);
            ended = true;
        }
        ended = ended || (found > 0 && is_list_ahead(words, i, role, count));
        for (size_t k = 0; ended && !parts_company(words, i, role, count) && k < found; k++)
            words[joints[k]].kind = WORD_FILLER;
        i = role;
    }
}

/* What a list may name beside instruments. The music itself goes only where its own clause says so. */
static bool is_thing(enum word_kind kind)
{
    return kind == WORD_ROLE || kind == WORD_TITLE || kind == WORD_FADE || kind == WORD_VOICE || kind == WORD_DUCK;
}

static bool takes_away(const struct word *word)
{
    return word->kind == WORD_REMOVE || word->kind == WORD_NOT;
}

static size_t clause_end(const struct word *words, size_t first, size_t count)
{
    while (first < count && words[first].kind != WORD_JOINT)
        first++;
    return first;
}

/* Nothing but things and filler, and at least one thing. */
static bool only_things(const struct word *words, size_t first, size_t end)
{
    bool things = false;
    for (size_t i = first; i < end; i++) {
        things = things || is_thing(words[i].kind);
        if (!is_thing(words[i].kind) && words[i].kind != WORD_FILLER)
            return false;
    }
    return things;
}

/* The verb of a clause that takes one thing away and says nothing else: "remove the title", "the drums off"; `end`:
 * it is none, or is turned round ("don't remove the drums"). */
static size_t verb_of(const struct word *words, size_t first, size_t end)
{
    size_t verb = end;
    for (size_t i = first; i < end; i++)
        if (takes_away(&words[i])) {
            if (verb < end)
                return end;
            verb = i;
        }
    size_t object = verb + 1; /* "I don't want drums" */
    while (object < end && words[object].kind == WORD_WANT)
        object++;
    bool ahead = verb < end && only_things(words, object, end);
    for (size_t i = first; i < verb && ahead; i++) /* "can you", "please" */
        ahead = words[i].kind == WORD_FILLER || words[i].kind == WORD_WANT;
    bool behind = verb < end && verb > first && only_things(words, first, verb);
    for (size_t i = verb + 1; i < end && behind; i++)
        behind = words[i].kind == WORD_FILLER;
    return ahead || behind ? verb : end;
}

static size_t insert(struct word *words, size_t count, size_t at, struct word word)
{
    memmove(words + at + 1, words + at, (count - at) * sizeof *words);
    words[at] = word;
    return count + 1;
}

/* The joints behind the clause that ends at `joint`, as far as nothing but things stand between them and the last one
 * is an "and"; how many. */
static size_t list_behind(const struct word *words, size_t joint, size_t count, size_t joints[MOST_LISTED])
{
    size_t found = 0;
    while (found < MOST_LISTED && joint < count &&
           (words[joint].value == JOINT_SOFT || words[joint].value == JOINT_AND)) {
        size_t end = joint + 1 < count ? clause_end(words, joint + 1, count) : count;
        if (end == joint + 1 && end < count && words[end].value == JOINT_AND) { /* ", and" */
            joint = end;
            continue;
        }
        if (joint + 1 >= end || !only_things(words, joint + 1, end))
            return 0;
        joints[found++] = joint;
        if (words[joint].value == JOINT_AND)
            return found;
        joint = end;
    }
    return 0;
}

/* "Remove the title and fade out": the second is an order of its own, where "the fade out" is a thing. */
static bool fades_itself(const struct word *words, size_t verb, size_t joint, size_t count)
{
    return words[verb].kind == WORD_REMOVE && joint + 1 < count && words[joint + 1].kind == WORD_FADE &&
           (word_is(&words[joint + 1], "fade out") || word_is(&words[joint + 1], "fade in"));
}

/* "A guitar or a piano": which of the two? Behind a "no" both are meant. */
static void choice_asks(struct word *words, size_t count, size_t i)
{
    static const char *const ors[] = {"or", "oder", "ou", "或", "或者", "还是", "either", "o"};
    size_t role = role_behind(words, i, count);
    if (words[i].kind != WORD_JOINT || !word_is_one(&words[i], ors, COUNT(ors)) || i == 0 ||
        words[i - 1].kind != WORD_ROLE || role == count)
        return;
    for (size_t k = i - 1; k > 0 && words[k - 1].kind != WORD_JOINT; k--) {
        enum word_kind kind = words[k - 1].kind;
        if (kind == WORD_NOT || kind == WORD_REMOVE || kind == WORD_MORE || kind == WORD_TOO || kind == WORD_EXCEPT ||
            kind == WORD_WHAT || kind == WORD_SHOULD || kind == WORD_ISIT || kind == WORD_KEEP)
            return;
    }
    if (words[role].value != words[i - 1].value)
        words[role] = (struct word){.kind = WORD_UNCLEAR, .start = words[role].start, .length = words[role].length};
}

/* "The music and the drums quieter", "remove the title and the music": what of the music, the list says too little. */
static void music_asks(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_JOINT || words[i].value != JOINT_AND || i == 0 || i + 1 >= count)
        return;
    size_t first = words_clause_start(words, i - 1), end = clause_end(words, i + 1, count);
    for (int side = 0; side < 2; side++) {
        size_t from = side == 0 ? first : i + 1, to = side == 0 ? i : end;
        size_t other = side == 0 ? i + 1 : first, other_end = side == 0 ? end : i;
        struct word *music = NULL;
        bool bare = true, thing = false, acts = false;
        for (size_t k = from; k < to; k++) {
            music = words[k].kind == WORD_MUSIC ? &words[k] : music;
            bare = bare && (words[k].kind == WORD_MUSIC || words[k].kind == WORD_FILLER);
        }
        for (size_t k = other; k < other_end; k++) {
            enum word_kind kind = words[k].kind;
            thing = thing || is_thing(kind);
            acts = acts || kind == WORD_REMOVE || kind == WORD_LOUD || kind == WORD_TURN || kind == WORD_LEVEL;
        }
        if (bare && music != NULL && thing && acts)
            music->kind = WORD_UNCLEAR;
    }
}

/* "Fade in and fade out 2 s each": so long is the first one, too. */
static size_t each_takes(struct word *words, size_t count, size_t i)
{
    static const char *const each[] = {"each", "both", "je", "jeweils", "cada uno", "cada um", "chacun"};
    size_t end = words[i].kind == WORD_JOINT && words[i].value == JOINT_AND ? clause_end(words, i + 1, count) : 0;
    if (i == 0 || end < i + 3 || words[i - 1].kind != WORD_FADE || words[i + 1].kind != WORD_FADE ||
        words[i + 2].kind != WORD_AMOUNT)
        return count;
    for (size_t k = i + 3; k < end; k++)
        if (word_is_one(&words[k], each, COUNT(each)))
            return insert(words, count, i, words[i + 2]);
    return count;
}

/* "The bass, I don't want it": taken away. */
static void left_then_removed(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_JOINT || words[i].value != JOINT_SOFT || i == 0)
        return;
    size_t first = words_clause_start(words, i - 1), end = clause_end(words, i + 1, count);
    bool removes = false;
    for (size_t k = i + 1; k < end; k++) {
        removes = removes || (words[k].kind == WORD_REMOVE && words[k].value == 0);
        if (words[k].kind != WORD_REMOVE && words[k].kind != WORD_IT && words[k].kind != WORD_FILLER)
            return;
    }
    if (!removes || !only_things(words, first, i))
        return;
    for (size_t k = i; k < end; k++)
        if (words[k].kind != WORD_REMOVE)
            words[k].kind = WORD_FILLER;
}

static struct word shared(const struct word *verb, const char *start)
{
    struct word word = *verb;
    word.start = start;
    word.length = 0;
    return word;
}

size_t agent_lists(struct word *words, size_t count, size_t most)
{
    for (size_t first = 0; first < count && count + MOST_LISTED < most;) {
        size_t joint = clause_end(words, first, count), next = joint + 1, joints[MOST_LISTED];
        if (next >= count)
            break;
        size_t verb = verb_of(words, first, joint), listed = list_behind(words, joint, count, joints);
        size_t end = clause_end(words, next, count), behind = verb_of(words, next, end);
        if (verb < joint && is_thing(words[joint - 1].kind) && listed > 0 &&
            !fades_itself(words, verb, joints[listed - 1], count)) {
            /* "remove the title, the drums and the fade", "no fade in and fade out" */
            for (size_t k = listed; k-- > 0;)
                count = insert(words, count, joints[k] + 1, shared(&words[verb], words[joints[k] + 1].start));
        } else if (words[joint].value == JOINT_AND && behind < end && behind > next &&
                   only_things(words, first, joint)) {
            /* "the title and the drums off" */
            count = insert(words, count, joint, shared(&words[behind], words[joint].start));
            next++;
        }
        first = next;
    }
    for (size_t i = 0; i < count && count < most; i++) {
        choice_asks(words, count, i);
        left_then_removed(words, count, i);
        music_asks(words, count, i);
        count = each_takes(words, count, i);
    }
    lists_of_roles(words, count);
    return count;
}
