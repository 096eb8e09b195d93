/* What is said in passing: of what pleases, of what was done, asked with a single noun. */
#include "agent_idioms_talk.h"

#include "agent_look.h"
#include "bgmusic/base/count.h"

/* "I like how it starts", "good job with the fade": what pleases is there, and none of it is ordered. */
static void take_liked(struct word *words, size_t count, size_t i)
{
    static const char *const liked[] = {
        "i like how",   "i love how",     "i really like how", "like how",       "love how",        "like the way",
        "love the way", "i like the way", "good that",         "great that",     "nice that",       "glad that",
        "glad you",     "happy that",     "happy you",         "i'm glad that",  "i'm glad you",    "i'm happy that",
        "i'm so glad",  "it's good that", "it's great that",   "it's nice that", "good thing that", "good thing you",
        "thanks for",   "good job with",  "i love the way",    "great job with", "nice job with",   "good job on",
        "great job on", "nice job on"};
    if (words[i].kind != WORD_PRAISE || !word_is_one(&words[i], liked, COUNT(liked)))
        return;
    size_t first, end;
    words_clause_about(words, count, i, &first, &end);
    if (words_past_filler(words, count, first) != i)
        return;
    for (size_t k = i + 1; k < end; k++) {
        words[k].kind = WORD_FILLER;
        words[k].is_style = false;
    }
}

/* "So relaxing", "such a calm song": said of what is heard, where nothing else is. */
static void take_so_calm(struct word *words, size_t count, size_t i)
{
    static const char *const so[] = {"so", "such a", "such", "how", "what a", "very", "really"};
    if (i > 0 || !word_is_one(&words[i], so, COUNT(so)))
        return;
    size_t end = 0;
    while (end < count && words[end].kind != WORD_JOINT)
        end++;
    if (end < count && words[end].value != JOINT_SOFT && words[end].value != JOINT_HARD)
        return;
    size_t quality = 0;
    for (size_t k = i + 1; k < end; k++) {
        bool thing = words[k].kind == WORD_MUSIC || words[k].kind == WORD_ONE || words[k].kind == WORD_TUNE;
        if (words[k].is_style && words[k].kind != WORD_ROLE && quality == 0)
            quality = k;
        else if (words[k].kind != WORD_FILLER && !(thing && quality > 0))
            return;
    }
    if (quality == 0)
        return;
    words[quality].kind = WORD_PRAISE;
    words[quality].is_style = false;
    for (size_t k = i; k < quality; k++)
        words[k].kind = WORD_FILLER;
}

/* "OK, 50%": the word before an order agrees to nothing. */
static void take_ok(struct word *words, size_t count, size_t i)
{
    static const char *const oks[] = {"ok", "okay", "alright", "all right", "fine", "k", "okey"};
    bool first = i == 0 || words[i - 1].kind == WORD_JOINT;
    if (words[i].kind == WORD_PRAISE && first && word_is_one(&words[i], oks, COUNT(oks)) &&
        words_kind_at(words, count, words_past_filler(words, count, i + 1)) != WORD_JOINT)
        words[i].kind = WORD_FILLER;
}

/* "Key?", "major or minor?", "and the bpm?": a noun alone that asks. The mark says what the question word would. */
static void take_bare_question(struct word *words, size_t count, size_t i)
{
    static const enum word_kind nouns[] = {WORD_KEY,   WORD_MODE,        WORD_TEMPO,    WORD_VOLUME,
                                           WORD_GENRE, WORD_INSTRUMENTS, WORD_FADE,     WORD_TITLE,
                                           WORD_DUCK,  WORD_UNIT,        WORD_LOUDNESS, WORD_METER};
    if (words[i].kind != WORD_JOINT || words[i].value != JOINT_ASKS)
        return;
    size_t first = i, named = 0;
    bool mode = false, unit = false;
    while (first > 0 && (words[first - 1].kind != WORD_JOINT || words[first - 1].value == JOINT_AND)) {
        const struct word *word = &words[--first];
        bool noun = false;
        for (size_t k = 0; k < COUNT(nouns); k++)
            noun = noun || word->kind == nouns[k];
        if (!noun && word->kind != WORD_FILLER && word->kind != WORD_JOINT)
            return;
        /* "a title?", "some fade?", "how about a fade?" offer one */
        if (word_is(word, "a") || word_is(word, "some") || word_is(word, "maybe") || word_is(word, "perhaps") ||
            word_starts(word, "how about") || word_starts(word, "what about") || word_starts(word, "can") ||
            word_starts(word, "could"))
            return;
        named += noun;
        mode = mode || word->kind == WORD_MODE || word->kind == WORD_METER;
        unit = unit || word->kind == WORD_UNIT;
    }
    if (named == 0 || i + 1 < count)
        return;
    for (size_t k = first; k < i; k++)
        if (words[k].kind == WORD_JOINT)
            words[k].kind = WORD_FILLER;
    words[i].kind = WORD_WHAT;
    words[i].value = mode ? QUESTION_KEY : unit ? QUESTION_HOW_LOUD : QUESTION_ANY;
    words[i].number = unit;
}

/* "I don't want the volume change", "lose the tempo change", "discard all changes": what was changed is taken back. */
static void take_change(struct word *words, size_t count, size_t i)
{
    static const char *const changes[] = {"change", "changes", "edit", "edits", "adjustment", "adjustments"};
    if (words[i].kind != WORD_CHANGE || !word_is_one(&words[i], changes, COUNT(changes)) ||
        words_kind_at(words, count, words_past_filler(words, count, i + 1)) != WORD_JOINT)
        return;
    size_t first, end, takes = count;
    words_clause_about(words, count, i, &first, &end);
    bool names = false, the = false;
    for (size_t k = first; k < i; k++) {
        enum word_kind kind = words[k].kind;
        bool facet = kind == WORD_VOLUME || kind == WORD_TEMPO || kind == WORD_KEY || kind == WORD_FADE ||
                     kind == WORD_GENRE || kind == WORD_TITLE || kind == WORD_STYLE || kind == WORD_DUCK ||
                     kind == WORD_ALL || kind == WORD_LAST || kind == WORD_PREVIOUS;
        if (kind == WORD_REMOVE || (kind == WORD_NOT && words[k].value == REFUSAL_NOT))
            takes = k;
        else if (!facet && kind != WORD_FILLER && kind != WORD_WANT && kind != WORD_IT && kind != WORD_NUMBER)
            return;
        names = names || (facet && takes < count); /* "the volume shouldn't change" leaves it */
        the = the || word_is(&words[k], "the") || word_is(&words[k], "that") || word_is(&words[k], "this") ||
              word_is(&words[k], "my") || kind == WORD_ALL || kind == WORD_LAST || kind == WORD_PREVIOUS;
    }
    /* "I don't want any changes" leaves all as it is. */
    if (takes == count || !names || !the ||
        (words[takes].kind == WORD_NOT && words_have(words + first, i - first, WORD_ALL)))
        return;
    words[takes].kind = WORD_UNDO;
    words[takes].value = 0;
    for (size_t k = first; k <= i; k++)
        if (words[k].kind == WORD_LAST || words[k].kind == WORD_WANT || words[k].kind == WORD_IT || k == i)
            words[k].kind = WORD_FILLER;
}

/* "More like 50": a number, and no more of it. "Same with the bass": for it, too. */
static void take_like_number(struct word *words, size_t count, size_t i)
{
    if (words[i].kind == WORD_MORE && i + 2 < count && word_is(&words[i + 1], "like") &&
        words[i + 2].kind == WORD_NUMBER)
        words[i].kind = words[i + 1].kind = WORD_FILLER;
    if (words[i].kind == WORD_KEEP && word_is(&words[i], "same") && i + 1 < count && words[i + 1].kind == WORD_WITH)
        words[i + 1].kind = WORD_SUBJECT;
}

/* "Move the title up to 0:05": there, and not until then. */
static void take_up_to(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_TO || !word_is(&words[i], "up to") || words_kind_at(words, count, i + 1) != WORD_NUMBER)
        return;
    for (size_t k = i; k-- > 0 && words[k].kind != WORD_JOINT;)
        if (words[k].kind == WORD_MOVE)
            words[i].value = 0;
}

/* "The version before", "the version before this one": the one ahead of this. "A blacksmith and his metal": a thing,
 * and no style. */
static void take_before_this(struct word *words, size_t count, size_t i)
{
    static const char *const whose[] = {"his", "her", "its", "their", "my", "our", "your"};
    static const char *const things[] = {"metal",   "rock",  "house", "trap",   "drill", "garage",
                                         "country", "soul",  "swing", "folk",   "club",  "punk",
                                         "pop",     "salsa", "opera", "ballet", "blues", "dub"};
    size_t at = words_past_filler(words, count, i + 1);
    bool version = words[i].kind == WORD_VERSION && words[i].value == 0;
    if (version && words_kind_at(words, count, at) == WORD_BEFORE && word_is(&words[at], "before")) {
        size_t end = at + 1;
        while (end < count &&
               (words[end].kind == WORD_FILLER || words[end].kind == WORD_IT || words[end].kind == WORD_ONE))
            end++;
        enum word_kind next = words_kind_at(words, count, end);
        if (next == WORD_JOINT || next == WORD_BETTER || next == WORD_PRAISE || next == WORD_BACK) {
            words[i].kind = WORD_PREVIOUS;
            for (size_t k = at; k < end; k++)
                words[k].kind = WORD_FILLER;
        }
    }
    if (words[i].is_style && words[i].kind != WORD_ROLE && i > 0 && word_is_one(&words[i - 1], whose, COUNT(whose)) &&
        word_is_one(&words[i], things, COUNT(things)) && words_kind_at(words, count, i + 1) == WORD_JOINT) {
        words[i].kind = WORD_UNKNOWN;
        words[i].is_style = false;
    }
}

/* "Reset the tempo to 90": to that, and not to what it was. */
static void take_reset(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_UNDO || !word_starts(&words[i], "reset"))
        return;
    for (size_t k = i + 1; k + 1 < count && words[k].kind != WORD_JOINT; k++)
        if (words[k].kind == WORD_TO && words[k + 1].kind == WORD_NUMBER)
            words[i].kind = WORD_MAKE;
}

/* "Better", "way better": it is, and nothing else is said. "Continue" alone brings nothing back. */
static void take_alone(struct word *words, size_t count, size_t i)
{
    bool better = words[i].kind == WORD_BETTER && word_is(&words[i], "better");
    bool goes_on = words[i].kind == WORD_BRING && word_starts(&words[i], "continue");
    size_t first, end;
    if (!better && !goes_on)
        return;
    words_clause_about(words, count, i, &first, &end);
    for (size_t k = first; k < end; k++)
        if (k != i && words[k].kind != WORD_FILLER && words[k].kind != WORD_DEGREE && words[k].kind != WORD_IT)
            return;
    if (goes_on || first == 0) /* behind another order it says why */
        words[i].kind = goes_on ? WORD_FILLER : WORD_PRAISE;
}

/* "1) louder", "1. louder 2. slower": marks of a list, and no numbers of anything. */
static void take_mark(struct word *words, size_t count, size_t i)
{
    if (i > 0 || words[0].kind != WORD_NUMBER || words[0].unit != UNIT_NONE)
        return;
    char mark = words[0].start[words[0].length];
    double next = words[0].number + 1;
    if ((mark != ')' && mark != '.') || count < 3)
        return;
    words[0].kind = WORD_FILLER;
    for (size_t k = 1; k + 1 < count; k++)
        if (words[k].kind == WORD_NUMBER && words[k].unit == UNIT_NONE && words[k].number == next &&
            words[k].start[words[k].length] == mark) {
            words[k].kind = WORD_JOINT;
            words[k].value = JOINT_HARD;
            next++;
        }
}

/* "Sounds like a funeral, make it happier", "it's giving funeral": what it is now, and no style to play. */
static void take_sounds_like(struct word *words, size_t count, size_t i)
{
    static const char *const like[] = {"sounds like", "feels like", "sounds",
                                       "feels",       "giving",     "sounds too much like"};
    if (!word_is_one(&words[i], like, COUNT(like)))
        return;
    size_t first, end;
    words_clause_about(words, count, i, &first, &end);
    bool style = false, more = false;
    for (size_t k = first; k < i; k++)
        if ((words[k].kind != WORD_FILLER && words[k].kind != WORD_IT) || word_starts(&words[k], "some") ||
            word_is(&words[k], "that") || word_is(&words[k], "which"))
            return;
    size_t at = i + 1;
    if (!word_is(&words[i], "sounds like") && !word_is(&words[i], "feels like") && !word_is(&words[i], "giving")) {
        if (at >= end || words[at].kind != WORD_LIKE)
            return;
        at++;
    }
    for (size_t k = at; k < end; k++) {
        enum word_kind kind = words[k].kind;
        style = style || words[k].is_style;
        if (kind == WORD_LOUD || kind == WORD_FAST || kind == WORD_TOO || kind == WORD_NOT || kind == WORD_REMOVE)
            return;
    }
    for (size_t k = end; k < count; k++)
        more = more || (words[k].kind != WORD_JOINT && words[k].kind != WORD_FILLER);
    for (size_t k = first; k < end && style; k++) {
        words[k].kind = more || k < at ? WORD_FILLER : WORD_UNKNOWN;
        words[k].is_style = false;
    }
}

/* "Our designer asked for less bass": who wants it says nothing. */
static void take_who_wants(struct word *words, size_t count, size_t i)
{
    static const char *const whose[] = {"my", "our", "the", "his", "her", "their"};
    (void)count;
    if (words[i].kind != WORD_WANT || i < 2 || i > 4)
        return;
    if (!word_is_one(&words[0], whose, COUNT(whose)))
        return;
    for (size_t k = 1; k < i; k++)
        if (words[k].kind != WORD_UNKNOWN && words[k].kind != WORD_FILLER)
            return;
    for (size_t k = 1; k < i; k++)
        words[k].kind = WORD_FILLER;
}

/* "Enough with the drums" is of a part; what else it may be of is asked. "Perfect except the end" says not what is. */
static void take_enough_with(struct word *words, size_t count, size_t i)
{
    size_t first, end;
    words_clause_about(words, count, i, &first, &end);
    bool had = word_starts(&words[i], "enough ") || word_starts(&words[i], "stop with") ||
               word_starts(&words[i], "quit ") || word_starts(&words[i], "spare ");
    if (words[i].kind == WORD_REMOVE && had && !words_have(words + first, end - first, WORD_ROLE))
        words[i].kind = WORD_UNKNOWN;
    if (words[i].kind != WORD_JOINT || i == count)
        return;
    bool except = false;
    for (size_t k = 0; k + strlen("except") <= words[i].length; k++)
        except = except || text_starts_with_ignore_case(words[i].start + k, "except");
    static const enum word_kind states[] = {WORD_LOUD,    WORD_LEVEL, WORD_TOO,   WORD_FAST, WORD_PACE,  WORD_ENERGY,
                                            WORD_VALENCE, WORD_LONG,  WORD_LATER, WORD_MORE, WORD_ENOUGH};
    bool state = false;
    size_t k = i + 1;
    for (; except && k < count && words[k].kind != WORD_JOINT; k++)
        for (size_t m = 0; m < COUNT(states); m++)
            state = state || words[k].kind == states[m];
    if (except && !state)
        words[i].kind = WORD_PRAISE; /* "great except the drums, lose them" */
}

/* "Later, like at 4 s": about then. */
static void take_like_at(struct word *words, size_t count, size_t i)
{
    if (words[i].kind == WORD_LIKE && word_is(&words[i], "like") && words_kind_at(words, count, i + 1) == WORD_AT &&
        words_kind_at(words, count, i + 2) == WORD_NUMBER)
        words[i].kind = WORD_FILLER;
}

/* "I don't want no drums" refuses them but once. "Make it quite" is a slip of "quiet". */
static void take_spoken(struct word *words, size_t count, size_t i)
{
    size_t want = words_past_filler(words, count, i + 1), no = words_past_filler(words, count, want + 1);
    if (words[i].kind == WORD_NOT && words[i].value == REFUSAL_NOT && words_kind_at(words, count, want) == WORD_WANT &&
        words_kind_at(words, count, no) == WORD_NOT && word_is(&words[no], "no"))
        words[no].kind = WORD_FILLER;
    bool last = words_kind_at(words, count, words_past_filler(words, count, i + 1)) == WORD_JOINT;
    if (i > 1 && last && word_is(&words[i], "quite") && words[i].kind == WORD_FILLER &&
        (words[i - 1].kind == WORD_IT || words[i - 1].kind == WORD_MUSIC) && words[i - 2].kind == WORD_MAKE) {
        words[i].kind = WORD_LOUD;
        words[i].value = -1;
    }
}

void agent_idioms_talk(struct word *words, size_t count, size_t i)
{
    take_liked(words, count, i);
    take_so_calm(words, count, i);
    take_ok(words, count, i);
    take_bare_question(words, count, i);
    take_change(words, count, i);
    take_like_number(words, count, i);
    take_before_this(words, count, i);
    take_up_to(words, count, i);
    take_reset(words, count, i);
    take_alone(words, count, i);
    take_spoken(words, count, i);
    take_mark(words, count, i);
    take_like_at(words, count, i);
    take_enough_with(words, count, i);
    take_sounds_like(words, count, i);
    take_who_wants(words, count, i);
}
