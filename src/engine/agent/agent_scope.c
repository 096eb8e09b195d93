/* What an order is of, across the commas of a message. */
#include "agent_scope.h"

#include "agent_scope_look.h"
#include "agent_scope_parts.h"
#include "bgmusic/base/count.h"

static bool is_act(enum word_kind kind)
{
    static const enum word_kind acts[] = {WORD_TURN, WORD_LOUD, WORD_REMOVE, WORD_FAST,    WORD_ADD, WORD_MORE,
                                          WORD_MAKE, WORD_STOP, WORD_CHANGE, WORD_REPLACE, WORD_TOO, WORD_LEVEL};
    for (size_t i = 0; i < COUNT(acts); i++)
        if (acts[i] == kind)
            return true;
    return false;
}

/* "Turn down the music, not the voice": what is not meant stays as it is. "Louder, but not the drums": all but a part
 * of it cannot be, and is asked. */
static void not_the_other(struct word *words, size_t count, size_t i)
{
    bool no = words[i].kind == WORD_NOT && word_is(&words[i], "not");
    if (!no || i == 0 || words[i - 1].kind != WORD_JOINT || words[i - 1].value == JOINT_ASKS ||
        words[i - 1].value == JOINT_INSTEAD)
        return;
    size_t end = words_clause_end(words, count, i), joint = i - 1;
    const struct word *other = words_only_thing(words, i + 1, end);
    while (joint > 0 && words[joint - 1].kind == WORD_JOINT) /* ", but" */
        joint--;
    size_t first = joint > 0 ? words_clause_start(words, joint - 1) : 0;
    bool act = false, thing = false, music = false, refuses = false;
    for (size_t k = first; k < joint; k++) {
        act = act || is_act(words[k].kind);
        thing = thing || (other != NULL && words[k].kind == other->kind);
        music = music || words[k].kind == WORD_MUSIC || words[k].kind == WORD_IT || words[k].kind == WORD_ALL;
        refuses = refuses || words[k].kind == WORD_NOT;
    }
    if (other == NULL || !act || refuses)
        return;
    bool part_of_it = other->kind == WORD_ROLE && !thing && !words_have(words + first, joint - first, WORD_VOICE);
    if (part_of_it || (other->kind == WORD_ROLE && music)) {
        words[i].kind = WORD_UNCLEAR;
        return;
    }
    words_hush(words, joint, end);
}

/* "Make it louder, never mind", "delete it ... just kidding": nothing of it is meant. */
static void taken_back(struct word *words, size_t count)
{
    static const char *const back[] = {"never mind",
                                       "nevermind",
                                       "nvm",
                                       "forget it",
                                       "forget that",
                                       "just kidding",
                                       "kidding",
                                       "only kidding",
                                       "i'm kidding",
                                       "jk",
                                       "scrap that",
                                       "scratch that",
                                       "never mind that",
                                       "ignore that",
                                       "forget i said that",
                                       "forget what i said",
                                       "ignore what i said",
                                       "strike that",
                                       "disregard that"};
    size_t last = count;
    while (last > 0 && (words[last - 1].kind == WORD_JOINT || words[last - 1].kind == WORD_FILLER) &&
           !word_is_one(&words[last - 1], back, COUNT(back)))
        last--;
    if (last < 2 || !word_is_one(&words[last - 1], back, COUNT(back)))
        return;
    size_t first = last - 1;
    while (first > 0 && (words[first - 1].kind == WORD_FILLER || words[first - 1].kind == WORD_ONLY))
        first--;
    bool said = false;
    for (size_t i = 0; i < first; i++)
        said = said || (words[i].kind != WORD_JOINT && words[i].kind != WORD_FILLER);
    if (first == 0 || words[first - 1].kind != WORD_JOINT || !said)
        return;
    words_hush(words, 0, last);
    words[last - 1].kind = WORD_PRAISE;
}

/* "Mute my voice, no, the music": what was said of the one is meant of the other. Parts are borrowed for elsewhere. */
static void meant_of_the_other(struct word *words, size_t count, size_t i)
{
    bool instead = words[i].kind == WORD_JOINT && words[i].value == JOINT_INSTEAD;
    bool no = words[i].kind == WORD_NOT && word_is(&words[i], "no") &&
              words_kind_at(words, count, i + 1) == WORD_JOINT && i > 0 && words[i - 1].kind == WORD_JOINT;
    if ((!instead && !no) || i == 0)
        return;
    size_t next = i + 1, joint = i;
    while (next < count && words[next].kind == WORD_JOINT)
        next++;
    while (joint > 0 && words[joint - 1].kind == WORD_JOINT)
        joint--;
    size_t end = words_clause_end(words, count, next), first = joint > 0 ? words_clause_start(words, joint - 1) : 0;
    const struct word *meant = words_only_thing(words, next, end);
    struct word *said = NULL;
    size_t things = 0;
    for (size_t k = first; k < joint; k++)
        if (word_kind_is_thing(words[k].kind)) {
            said = &words[k];
            things++;
        }
    if (meant == NULL || things != 1 || (said->kind == WORD_ROLE && meant->kind == WORD_ROLE) ||
        said->kind == meant->kind)
        return;
    *said = *meant;
    words_hush(words, joint, end);
}

/* "The bass is great, the drums too": praised as well, and none of it is ordered. */
static void praised_too(struct word *words, size_t count, size_t i)
{
    static const char *const too[] = {"too", "as well", "also", "likewise"};
    if (words[i].kind != WORD_JOINT || i == 0 || words[i].value == JOINT_ASKS)
        return;
    size_t first = words_clause_start(words, i - 1), next = i + 1;
    while (next < count && words[next].kind == WORD_JOINT && words[next].value == JOINT_AND)
        next++;
    size_t end = words_clause_end(words, count, next);
    bool praise = false, also = i + 1 < next, act = false;
    for (size_t k = first; k < i; k++) {
        praise = praise || words[k].kind == WORD_PRAISE;
        act = act || is_act(words[k].kind) || words[k].kind == WORD_NOT || words[k].kind == WORD_WANT;
    }
    for (size_t k = next; k < end; k++)
        also = also || word_is_one(&words[k], too, COUNT(too));
    also = also || words[i].value == JOINT_AND;
    if (praise && also && !act && words_only_thing(words, next, end) != NULL)
        words_hush(words, next, end);
}

/* "Chill vibe, love it": what is there. */
static void vibe_is_liked(struct word *words, size_t count, size_t i)
{
    static const char *const nouns[] = {"vibe", "vibes", "mood", "feel", "feeling", "atmosphere", "groove", "sound"};
    static const char *const liked[] = {"love", "like", "adore", "dig", "great", "nice", "beautiful", "perfect"};
    if (words[i].kind != WORD_JOINT || words[i].value != JOINT_SOFT || words_clause_start(words, i) != 0)
        return;
    size_t end = words_clause_end(words, count, i + 1);
    bool noun = false, style = false, likes = false;
    for (size_t k = 0; k < i; k++) {
        noun = noun || word_is_one(&words[k], nouns, COUNT(nouns));
        style = style || words[k].is_style;
        if (!words[k].is_style && words[k].kind != WORD_FILLER && !word_is_one(&words[k], nouns, COUNT(nouns)))
            return;
    }
    for (size_t k = i + 1; k < end; k++) {
        for (size_t m = 0; m < COUNT(liked); m++)
            likes = likes || (words[k].kind == WORD_PRAISE && strstr(words[k].start, liked[m]) != NULL);
        if (words[k].kind != WORD_PRAISE && words[k].kind != WORD_FILLER && words[k].kind != WORD_IT)
            return;
    }
    if (noun && style && likes)
        words_hush(words, 0, i);
}

/* "At the very end, like the last 2 seconds": the same place, said closer. */
static void place_said_closer(struct word *words, size_t count, size_t i)
{
    static const char *const leads[] = {"like", "say", "i.e.", "so", "meaning", "that is", "namely", "as in"};
    enum word_kind before = i > 0 ? words[i - 1].kind : WORD_JOINT;
    if (words[i].kind != WORD_JOINT || words[i].value != JOINT_SOFT ||
        (before != WORD_ENDING && before != WORD_OPENING) || i + 2 >= count ||
        !word_is_one(&words[i + 1], leads, COUNT(leads)))
        return;
    size_t at = words_past_filler(words, count, i + 2);
    if (words_kind_at(words, count, at) == (before == WORD_ENDING ? WORD_LAST : WORD_FIRST))
        words_hush(words, i, i + 2);
}

/* "Wait 3 seconds before the music starts": it starts then. */
static void wait_before(struct word *words, size_t count, size_t i)
{
    if (!agent_names_time(&words[i]) || words_kind_at(words, count, i + 1) != WORD_START ||
        !word_starts(&words[i + 1], "before"))
        return;
    if (i > 0 && (word_is(&words[i - 1], "wait") || word_is(&words[i - 1], "wait for")))
        words[i - 1].kind = WORD_FILLER;
    words[i].unit = UNIT_CLOCK;
}

/* A slip that may be a style orders none where the clause says what to do: "louder by a factory". */
static void guess_orders_nothing(struct word *words, size_t count, size_t i)
{
    if (!words[i].guessed || !words[i].is_style || words[i].kind != WORD_STYLE)
        return;
    size_t first, end;
    words_clause_about(words, count, i, &first, &end);
    if (words_have(words + first, end - first, WORD_LOUD) || words_have(words + first, end - first, WORD_TURN) ||
        words_have(words + first, end - first, WORD_FAST)) {
        words[i].kind = WORD_UNKNOWN;
        words[i].is_style = false;
    }
}

/* "Music and voice louder": what stands behind both is asked, and not done of one. */
static void both_sounds(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_JOINT || words[i].value != JOINT_AND || i == 0)
        return;
    size_t first = words_clause_start(words, i - 1), end = words_clause_end(words, count, i + 1);
    struct word *ahead = words_only_thing(words, first, i);
    bool voice = words_have(words + i, end - i, WORD_VOICE), music = words_have(words + i, end - i, WORD_MUSIC);
    bool moves = words_have(words + i, end - i, WORD_LOUD) || words_have(words + i, end - i, WORD_TURN);
    if (ahead != NULL && first == 0 && moves &&
        ((ahead->kind == WORD_MUSIC && voice) || (ahead->kind == WORD_VOICE && music)))
        ahead->kind = WORD_UNCLEAR;
}

/* "It's so energetic, great", "nice and quiet, perfect": what pleases is there. */
static void state_is_liked(struct word *words, size_t count, size_t i)
{
    static const char *const states[] = {"it's", "it is", "this is", "that's", "that is", "sounds", "feels", "nice"};
    if (words[i].kind != WORD_JOINT || (words[i].value != JOINT_SOFT && words[i].value != JOINT_HARD))
        return;
    size_t end = words_clause_end(words, count, i + 1);
    if (!word_is_one(&words[0], states, COUNT(states)) || end < count)
        return;
    for (size_t k = 1; k < i; k++) {
        enum word_kind kind = words[k].kind;
        bool state = words[k].is_style || kind == WORD_LEVEL || kind == WORD_PACE || kind == WORD_COURSE;
        bool joins = kind == WORD_JOINT && words[k].value == JOINT_AND;
        if (!state && !joins && kind != WORD_FILLER && kind != WORD_DEGREE && kind != WORD_PRAISE)
            return;
    }
    bool praise = false;
    for (size_t k = i + 1; k < end; k++) {
        praise = praise || words[k].kind == WORD_PRAISE;
        if (words[k].kind != WORD_PRAISE && words[k].kind != WORD_FILLER && words[k].kind != WORD_IT)
            return;
    }
    if (praise)
        words_hush(words, 0, i);
}

/* "The drums make it too aggressive, could we try it without them?", "the guitar gets on my nerves, replace it with a
 * piano": of what was complained of, and the complaint is no order of its own. */
static void what_they_are(struct word *words, size_t count, size_t i)
{
    size_t it = words_past_filler(words, count, i + 1);
    bool without = words[i].kind == WORD_NOT && words[i].value == REFUSAL_WITHOUT &&
                   words_past_filler(words, count, it + 1) == words_clause_end(words, count, i);
    bool replace = words[i].kind == WORD_REPLACE && words[i].value == 0;
    size_t first = words_clause_start(words, i);
    if ((!without && !replace) || words_kind_at(words, count, it) != WORD_IT || first == 0)
        return;
    size_t end = first - 1;
    while (end > 0 && words[end - 1].kind == WORD_JOINT)
        end--;
    size_t start = end > 0 ? words_clause_start(words, end - 1) : 0;
    struct word *role = NULL;
    bool orders = false;
    for (size_t k = start; k < end; k++) {
        enum word_kind kind = words[k].kind;
        if (kind == WORD_ROLE && role != NULL)
            return;
        role = kind == WORD_ROLE ? &words[k] : role;
        orders = orders || kind == WORD_ADD || kind == WORD_REMOVE || kind == WORD_TURN || kind == WORD_NOT ||
                 kind == WORD_WANT;
    }
    if (role == NULL || orders)
        return;
    struct word named = *role;
    named.start = words[it].start;
    named.length = words[it].length;
    words_hush(words, start, end);
    words[it] = named;
    for (size_t k = first; k < i && without; k++) /* "try it without them" */
        if (words[k].kind == WORD_IT || words[k].kind == WORD_MAKE)
            words[k].kind = WORD_FILLER;
}

/* "Since I talk there" says why, "since I started talking" from when on. */
static void since_i_talk(struct word *words, size_t count, size_t i)
{
    static const char *const edges[] = {"start", "began", "begin", "stop", "finish", "done", "came"};
    if (words[i].kind != WORD_FROM || !word_is(&words[i], "since") || words_kind_at(words, count, i + 1) != WORD_TALK)
        return;
    for (size_t k = 0; k + 4 < words[i + 1].length; k++)
        for (size_t m = 0; m < COUNT(edges); m++)
            if (text_starts_with_ignore_case(words[i + 1].start + k, edges[m]))
                return;
    words[i].kind = WORD_BECAUSE;
    words[i].value = BECAUSE_COMES;
}

/* "When I talk it's fine, but in between it's too loud": where nobody talks. */
static void in_between(struct word *words, size_t count, size_t i)
{
    enum word_kind next = words_kind_at(words, count, words_past_filler(words, count, i + 1));
    bool names = next == WORD_NUMBER || next == WORD_CUT || next == WORD_FIRST || next == WORD_LAST ||
                 next == WORD_TALK || next == WORD_VOICE || next == WORD_BETWEEN || next == WORD_SHOT;
    if (words[i].kind != WORD_BETWEEN || i == 0 || !word_is(&words[i - 1], "in") || names)
        return;
    bool talk = words_have(words, count, WORD_TALK) || words_have(words, count, WORD_VOICE);
    words[i].kind = talk ? WORD_PLACE : WORD_UNCLEAR;
    words[i].place = (struct edit_place){PLACE_NO_SPEECH, 0, 0, false};
}

/* "Lower the music, the bass especially": how much more of it, is asked. */
static void especially(struct word *words, size_t count, size_t i)
{
    static const char *const more[] = {"especially", "particularly", "in particular", "above all", "specially"};
    size_t first = words_clause_start(words, i), end = words_clause_end(words, count, i);
    if (first == 0 || !word_is_one(&words[i], more, COUNT(more)))
        return;
    for (size_t k = first; k < end; k++)
        if (k != i && words[k].kind != WORD_FILLER && words[k].kind != WORD_ROLE)
            return;
    words[i].kind = WORD_UNCLEAR;
}

/* "Voice only": and the music? */
static void voice_only(struct word *words, size_t count)
{
    struct word *only = NULL;
    bool voice = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        only = kind == WORD_ONLY ? &words[i] : only;
        voice = voice || kind == WORD_VOICE;
        if (kind != WORD_ONLY && kind != WORD_VOICE && kind != WORD_KEEP && kind != WORD_WANT && kind != WORD_USE &&
            kind != WORD_FILLER && kind != WORD_JOINT)
            return;
    }
    if (only != NULL && voice)
        only->kind = WORD_UNCLEAR;
}

/* "+8 bpm": more, where nothing stands ahead. */
static void plus_ahead(struct word *words, size_t count)
{
    if (count > 1 && words[0].kind == WORD_JOINT && word_is(&words[0], "+") && words[1].kind == WORD_NUMBER &&
        words[1].unit == UNIT_BPM) {
        words[0].kind = WORD_MORE;
        words[0].value = 1;
    }
}

/* "First: no drums. Second: 15% volume": marks of a list. */
static void list_marks(struct word *words, size_t count, size_t i)
{
    static const char *const marks[] = {"first",  "firstly", "second", "secondly", "third",  "thirdly",
                                        "fourth", "one",     "two",    "three",    "finally"};
    bool begins = i == 0 || words[i - 1].kind == WORD_JOINT;
    if (begins && i + 2 < count && word_is_one(&words[i], marks, COUNT(marks)) && word_is(&words[i + 1], ":"))
        words_hush(words, i, i + 2);
}

/* "2 s in, 3 s out, both as fades": each is a fade of its own. */
static void fades_counted(struct word *words, size_t count)
{
    struct word *fade = NULL, *in = NULL, *out = NULL;
    for (size_t i = 0; i < count; i++) {
        bool timed = i > 0 && words[i - 1].kind == WORD_NUMBER && words[i - 1].unit != UNIT_CLOCK;
        if (words[i].kind == WORD_FADE && words[i].value == 3 && fade == NULL)
            fade = &words[i];
        else if (timed && word_is(&words[i], "in"))
            in = &words[i];
        else if (timed && word_is(&words[i], "out"))
            out = &words[i];
        else if (words[i].kind != WORD_NUMBER && words[i].kind != WORD_JOINT && words[i].kind != WORD_FILLER &&
                 words[i].kind != WORD_ALL && words[i].kind != WORD_WITH && words[i].kind != WORD_LIKE &&
                 !word_is(&words[i], ":"))
            return;
    }
    if (fade == NULL || in == NULL || out == NULL)
        return;
    for (size_t i = 0; i < count; i++)
        if (words[i].kind != WORD_NUMBER && words[i].kind != WORD_JOINT)
            word_say_nothing(&words[i]);
    in->kind = out->kind = WORD_FADE;
    in->value = 1;
    out->value = 2;
}

/* "Not 35%, 45%": the number that is not meant says nothing. */
static void not_this_number(struct word *words, size_t count, size_t i)
{
    bool begins = i == 0 || words[i - 1].kind == WORD_JOINT;
    if (!begins || words[i].kind != WORD_NOT || !word_is(&words[i], "not") ||
        words_kind_at(words, count, i + 1) != WORD_NUMBER || words_kind_at(words, count, i + 2) != WORD_JOINT ||
        i + 3 >= count)
        return;
    size_t end = words_clause_end(words, count, i + 3);
    for (size_t k = i + 3; k < end; k++)
        if (words[k].kind == WORD_NUMBER && words[k].unit == words[i + 1].unit) {
            words_hush(words, i, i + 3);
            return;
        }
}

/* "It's neither too loud nor too quiet": it is right. */
static void neither_nor(struct word *words, size_t count, size_t i)
{
    size_t state = words_past_filler(words, count, i + 1), joint = words_clause_end(words, count, i);
    enum word_kind kind = words_kind_at(words, count, state);
    size_t end = words_clause_end(words, count, joint + 1 < count ? joint + 1 : count);
    /* "neither the drums nor the bass should be louder": they are not to be */
    bool behind =
        words_have(words + joint, end - joint, WORD_LOUD) || words_have(words + joint, end - joint, WORD_TURN) ||
        words_have(words + joint, end - joint, WORD_FAST) || words_have(words + joint, end - joint, WORD_LEVEL);
    kind = behind && kind == WORD_ROLE ? WORD_LOUD : kind;
    if (words[i].kind != WORD_NOT || !word_is(&words[i], "neither") || joint >= count ||
        !word_is(&words[joint], "nor") ||
        (kind != WORD_LOUD && kind != WORD_FAST && kind != WORD_LEVEL && kind != WORD_PACE && kind != WORD_TOO &&
         kind != WORD_LONG && kind != WORD_ENERGY && kind != WORD_VALENCE))
        return;
    words_hush(words, i, words_clause_end(words, count, joint + 1));
    words[i].kind = WORD_PRAISE;
}

/* "Isn't it too loud?" asks; "it is, isn't it?" says nothing. */
static void tag_asks(struct word *words, size_t count, size_t i)
{
    bool would = words[i].kind == WORD_NOT && word_is(&words[i], "wouldn't"); /* "wouldn't a flute be nice?" */
    for (size_t k = i + 1; k < count && words[k].kind != WORD_JOINT && would; k++)
        if (words[k].kind == WORD_PRAISE && words_have(words + i, k - i, WORD_ROLE)) {
            words[i].kind = WORD_FILLER;
            words[k].kind = WORD_WANT;
        }
    static const char *const tags[] = {"isn't it", "isn't", "aren't", "is it not", "wasn't"};
    bool begins = i == 0 || words[i - 1].kind == WORD_JOINT;
    size_t end = words_clause_end(words, count, i);
    if (begins && words[i].kind == WORD_NOT && word_is_one(&words[i], tags, COUNT(tags)) && end < count &&
        words[end].value == JOINT_ASKS && end > i + 1)
        words[i].kind = WORD_ISIT;
}

/* "Oops, not that": what was done last is not meant. */
static void not_that(struct word *words, size_t count)
{
    struct word *that = NULL;
    bool lead = false;
    for (size_t i = 0; i < count; i++) {
        if (words[i].kind == WORD_NOT && (word_is(&words[i], "not that") || word_is(&words[i], "not this")))
            that = &words[i];
        else if (words[i].kind != WORD_JOINT && words[i].kind != WORD_FILLER)
            return;
        lead = lead || (words[i].kind == WORD_JOINT && words[i].value == JOINT_INSTEAD && that == NULL);
    }
    if (that == NULL)
        return;
    that->kind = lead ? WORD_UNDO : WORD_UNCLEAR; /* alone it says too little */
    that->value = 0;
    that->number = 0;
}

/* "Louder from there": where, only what was said before in this message tells. */
static void from_nowhere(struct word *words, size_t count, size_t i)
{
    static const char *const there[] = {"there", "there on", "there onwards", "that point", "that point on"};
    if (words[i].kind != WORD_FROM || i + 1 >= count || !word_is_one(&words[i + 1], there, COUNT(there)))
        return;
    for (size_t k = 0; k < i; k++)
        if (words[k].kind == WORD_JOINT)
            return;
    words[i + 1].kind = WORD_UNCLEAR;
}

/* "Bring the drums back but keep it louder": as loud as it is. */
static void keeps_louder(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_KEEP || i < 2 || words[i - 1].kind != WORD_JOINT ||
        words_kind_at(words, count, words_past_filler(words, count, i + 1)) != WORD_IT)
        return;
    size_t joint = i - 1, end = words_clause_end(words, count, i);
    while (joint > 0 && words[joint - 1].kind == WORD_JOINT)
        joint--;
    if (joint == 0)
        return;
    size_t first = words_clause_start(words, joint - 1);
    bool back = words_have(words + first, joint - first, WORD_BRING) ||
                words_have(words + first, joint - first, WORD_UNDO) ||
                words_have(words + first, joint - first, WORD_BACK);
    for (size_t k = i + 1; k < end && back; k++) {
        enum word_kind kind = words[k].kind;
        if (kind != WORD_FILLER && kind != WORD_IT && kind != WORD_LOUD && kind != WORD_FAST && kind != WORD_ENERGY &&
            kind != WORD_VALENCE && kind != WORD_DEGREE)
            return;
    }
    if (back)
        words_hush(words, i, end);
}

/* "The first three and the last three seconds": the unit stands once. */
static void unit_stands_once(struct word *words, size_t count, size_t i)
{
    bool edge = words[i].kind == WORD_FIRST || words[i].kind == WORD_LAST;
    if (!edge || i + 3 >= count || words[i + 1].kind != WORD_NUMBER || words[i + 1].unit != UNIT_NONE ||
        words[i + 2].kind != WORD_JOINT || words[i + 2].value != JOINT_AND)
        return;
    size_t other = words_past_filler(words, count, i + 3);
    enum word_kind side = words_kind_at(words, count, other);
    if ((side == WORD_FIRST || side == WORD_LAST) && other + 1 < count && agent_names_time(&words[other + 1]))
        words[i + 1].unit = words[other + 1].unit;
}

void agent_scope(struct word *words, size_t count)
{
    agent_scope_parts(words, count);
    for (size_t i = 0; i < count; i++) {
        list_marks(words, count, i);
        not_the_other(words, count, i);
        meant_of_the_other(words, count, i);
        praised_too(words, count, i);
        vibe_is_liked(words, count, i);
        state_is_liked(words, count, i);
        place_said_closer(words, count, i);
        unit_stands_once(words, count, i);
        not_this_number(words, count, i);
        tag_asks(words, count, i);
        wait_before(words, count, i);
        both_sounds(words, count, i);
        what_they_are(words, count, i);
        since_i_talk(words, count, i);
        in_between(words, count, i);
        especially(words, count, i);
        guess_orders_nothing(words, count, i);
        neither_nor(words, count, i);
        from_nowhere(words, count, i);
        keeps_louder(words, count, i);
    }
    not_that(words, count);
    voice_only(words, count);
    plus_ahead(words, count);
    fades_counted(words, count);
    taken_back(words, count);
}
