/* Joints, and what only looks like one. */
#include "agent_interjections.h"

#include <string.h>

#include "agent_look.h"
#include "agent_scope.h"
#include "bgmusic/base/count.h"

/* "Not faster — slower": between numbers a dash means "to", elsewhere it parts. */
static void dash_parts(struct word *words, size_t count, size_t i)
{
    static const char *const dashes[] = {"—", "–", "-"};
    if (words[i].kind != WORD_TO || !word_is_one(&words[i], dashes, COUNT(dashes)))
        return;
    bool number = (i > 0 && words[i - 1].kind == WORD_NUMBER) || words_kind_at(words, count, i + 1) == WORD_NUMBER ||
                  words_kind_at(words, count, i + 1) == WORD_ENDING;
    if (number)
        return;
    words[i].kind = WORD_JOINT;
    words[i].value = JOINT_SOFT;
}

/* "Add a flute, scrap that, a trumpet": the words of undoing take back what this message has just said. */
static void undo_takes_back(struct word *words, size_t count, size_t i)
{
    static const char *const back[] = {"scrap that",  "undo that",    "cancel that", "take that back", "forget that",
                                       "strike that", "take it back", "undo it",     "forget it",      "delete that"};
    if ((words[i].kind != WORD_UNDO && words[i].kind != WORD_UNKNOWN && words[i].kind != WORD_FILLER) ||
        !word_is_one(&words[i], back, COUNT(back)))
        return;
    bool alone = i > 0 && words[i - 1].kind == WORD_JOINT && words_kind_at(words, count, i + 1) == WORD_JOINT;
    bool said = false, follows = false;
    for (size_t k = 0; k < i; k++)
        said = said || (words[k].kind != WORD_JOINT && words[k].kind != WORD_FILLER);
    for (size_t k = i + 1; k < count; k++)
        follows = follows || (words[k].kind != WORD_JOINT && words[k].kind != WORD_FILLER);
    if (!alone || !said || !follows)
        return;
    words[i].kind = WORD_JOINT;
    words[i].value = JOINT_INSTEAD;
}

/* "Is it in minor or in major?": what stands behind "or" is asked, too. */
static void or_asks(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_JOINT || words[i].value != JOINT_AND || !word_is(&words[i], "or"))
        return;
    size_t first = i;
    while (first > 0 && (words[first - 1].kind != WORD_JOINT || words[first - 1].value == JOINT_AND))
        first--;
    first = words_past_filler(words, count, first);
    bool asks = words[first].kind == WORD_ISIT || words[first].kind == WORD_WHAT || words[first].kind == WORD_SHOULD;
    if (asks && first < i)
        words[i].kind = WORD_FILLER;
}

/* "Piano music at 25% that stops at 13 s": what the music does is an order of its own. */
static void that_joins(struct word *words, size_t count, size_t i)
{
    static const char *const relative[] = {"that", "which"};
    enum word_kind next = words_kind_at(words, count, words_past_filler(words, count, i + 1));
    bool does = next == WORD_STOP || next == WORD_START || next == WORD_FADE || next == WORD_LOUD || next == WORD_BUILD;
    if (i == 0 || !does || !word_is_one(&words[i], relative, COUNT(relative)))
        return;
    for (size_t k = i; k-- > 0 && words[k].kind != WORD_JOINT;) {
        enum word_kind kind = words[k].kind;
        if (kind == WORD_MUSIC) {
            words[i].kind = WORD_JOINT;
            words[i].value = JOINT_AND;
            return;
        }
        if (kind != WORD_AT && kind != WORD_NUMBER && kind != WORD_FILLER && kind != WORD_VOLUME)
            return;
    }
}

/* "Can you like make it slower": the word says nothing before a verb. */
static void like_is_said(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_LIKE || !word_is(&words[i], "like"))
        return;
    enum word_kind next = words_kind_at(words, count, i + 1);
    /* "so like the music could be a bit louder" */
    size_t first = i;
    while (first > 0 && words[first - 1].kind == WORD_FILLER)
        first--;
    bool begins = first == 0 || words[first - 1].kind == WORD_JOINT, directs = false;
    for (size_t k = i + 1; k < count && words[k].kind != WORD_JOINT; k++)
        directs = directs || words[k].kind == WORD_LOUD || words[k].kind == WORD_FAST || words[k].kind == WORD_TURN ||
                  words[k].kind == WORD_TOO;
    if ((begins && directs) || next == WORD_MAKE || next == WORD_TURN || next == WORD_REMOVE || next == WORD_ADD ||
        next == WORD_DEGREE || next == WORD_LOUD || next == WORD_FAST || next == WORD_CHANGE || next == WORD_WANT ||
        next == WORD_NOT || next == WORD_TOO)
        words[i].kind = WORD_FILLER;
}

/* "Fades of two seconds at the start and the end": both ends, and one order. */
static void both_ends_fade(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_JOINT || words[i].value != JOINT_AND || i == 0)
        return;
    size_t next = i + 1;
    while (next < count && (words[next].kind == WORD_FILLER || words[next].kind == WORD_AT))
        next++;
    enum word_kind before = words[i - 1].kind, behind = words_kind_at(words, count, next);
    behind = behind == WORD_STOP ? WORD_ENDING : behind == WORD_START ? WORD_OPENING : behind;
    bool ends = (before == WORD_OPENING && behind == WORD_ENDING) || (before == WORD_ENDING && behind == WORD_OPENING);
    struct word *fade = NULL;
    for (size_t k = i; k-- > 0 && words[k].kind != WORD_JOINT;)
        fade = words[k].kind == WORD_FADE && words[k].value == 3 ? &words[k] : fade;
    for (size_t k = next; k < count && words[k].kind != WORD_JOINT; k++)
        fade = words[k].kind == WORD_FADE && words[k].value == 3 ? &words[k] : fade;
    if (!ends || fade == NULL)
        return;
    for (size_t k = i - 1; k <= next; k++)
        words[k].kind = WORD_FILLER;
}

/* "First calm, then epic", "calm first": at the beginning. */
static void first_opens(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_FIRST || !word_is(&words[i], "first"))
        return;
    enum word_kind before = i > 0 ? words[i - 1].kind : WORD_JOINT, next = words_kind_at(words, count, i + 1);
    bool style_next = i + 1 < count && (words[i + 1].is_style || next == WORD_COURSE || next == WORD_LEVEL) &&
                      words_kind_at(words, count, i + 2) == WORD_JOINT && i + 2 < count;
    bool style_before = i > 0 && (words[i - 1].is_style || before == WORD_COURSE || before == WORD_LEVEL) &&
                        next == WORD_JOINT && i + 1 < count;
    if ((before == WORD_JOINT && style_next) || style_before)
        words[i].kind = WORD_OPENING;
}

/* "Not the drums, the bass": what of them, only what was said before tells. */
static void not_this_but_that(struct word *words, size_t count)
{
    size_t roles = 0, joints = 0;
    for (size_t i = 1; i < count; i++) {
        roles += words[i].kind == WORD_ROLE;
        joints += words[i].kind == WORD_JOINT && words[i].value == JOINT_SOFT;
        if (words[i].kind != WORD_ROLE && words[i].kind != WORD_FILLER && words[i].kind != WORD_JOINT)
            return;
    }
    if (count == 0 || roles != 2 || joints != 1 || words[0].kind != WORD_NOT || !word_starts(&words[0], "not"))
        return;
    /* "not a flute, a clarinet": two that one part plays */
    struct word *first = &words[1];
    while (first->kind != WORD_ROLE)
        first++;
    const struct word *second = first + 1;
    while (second->kind != WORD_ROLE)
        second++;
    bool other = first->value == second->value && first->number >= 0 && second->number >= 0;
    words[0].kind = other ? WORD_FILLER : WORD_UNKNOWN;
    if (other)
        first->kind = WORD_FILLER;
}

/* "First calm, later energetic": what comes after. */
static void later_follows(struct word *words, size_t count, size_t i)
{
    static const char *const later[] = {"later", "later on", "and later", "afterward", "thereafter", "subsequently"};
    bool begins = i > 0 && words[i - 1].kind == WORD_JOINT;
    size_t next = words_past_filler(words, count, i + 1);
    /* "rock at first and jazz later" */
    bool behind = i > 1 && words_kind_at(words, count, next) == WORD_JOINT && words[i - 1].is_style &&
                  word_is_one(&words[i], later, COUNT(later));
    for (size_t k = 0; k < i && behind; k++)
        if (words[k].kind == WORD_JOINT) {
            words[i].kind = WORD_JOINT;
            words[i].value = JOINT_THEN;
            return;
        }
    if (!begins || next >= count || !word_is_one(&words[i], later, COUNT(later)) ||
        (!words[next].is_style && words[next].kind != WORD_COURSE && words[next].kind != WORD_LEVEL &&
         words[next].kind != WORD_ENERGY && words[next].kind != WORD_LOUD))
        return;
    words[i].kind = WORD_JOINT;
    words[i].value = JOINT_THEN;
}

/* "ad jazz": a slip, where music follows. */
static void ad_adds(struct word *words, size_t count, size_t i)
{
    bool begins = i == 0 || words[i - 1].kind == WORD_JOINT || words[i - 1].kind == WORD_FILLER;
    size_t next = words_past_filler(words, count, i + 1);
    if (begins && words[i].kind == WORD_UNKNOWN && word_is(&words[i], "ad") && next < count &&
        (words[next].kind == WORD_MORE || words[next].is_style || words[next].kind == WORD_MUSIC ||
         words[next].kind == WORD_ROLE))
        words[i].kind = WORD_ADD;
}

/* "Piano and bass only", "batterie et basse seulement": the word behind is of all that are named. */
static void only_leads(struct word *words, size_t count, size_t i)
{
    bool ends = words_kind_at(words, count, words_past_filler(words, count, i + 1)) == WORD_JOINT;
    if (words[i].kind != WORD_ONLY || !ends || i < 3)
        return;
    size_t first = i, roles = 0;
    while (first > 0) {
        const struct word *word = &words[first - 1];
        bool parts = word->kind == WORD_JOINT && (word->value == JOINT_AND || word->value == JOINT_SOFT);
        if (word->kind != WORD_ROLE && word->kind != WORD_FILLER && !parts)
            break;
        roles += word->kind == WORD_ROLE;
        first--;
    }
    bool begins = first == 0 || words[first - 1].kind == WORD_JOINT;
    if (roles < 2 || !begins)
        return;
    struct word only = words[i];
    only.start = words[first].start;
    only.length = words[first].length;
    memmove(words + first + 1, words + first, (i - first) * sizeof *words);
    words[first] = only;
}

/* "Not the voice, the music is too loud": what is not meant says nothing. */
static void not_meant(struct word *words, size_t count)
{
    static const char *const nots[] = {"not", "it's not", "it is not", "isn't", "no, not"};
    size_t first = words_past_filler(words, count, 0);
    if (first >= count || words[first].kind != WORD_NOT || !word_is_one(&words[first], nots, COUNT(nots)))
        return;
    size_t thing = words_past_filler(words, count, first + 1), joint = thing + 1;
    enum word_kind kind = words_kind_at(words, count, thing);
    if ((kind != WORD_VOICE && kind != WORD_ROLE && kind != WORD_MUSIC && kind != WORD_TITLE) ||
        words_kind_at(words, count, joint) != WORD_JOINT || joint >= count || words[joint].value == JOINT_ASKS)
        return;
    bool other = false, directs = false;
    for (size_t k = joint + 1; k < count && words[k].kind != WORD_JOINT; k++) {
        other = other || words[k].kind == WORD_VOICE || words[k].kind == WORD_ROLE || words[k].kind == WORD_MUSIC ||
                words[k].kind == WORD_TITLE;
        directs = directs || words[k].kind == WORD_LOUD || words[k].kind == WORD_TURN || words[k].kind == WORD_TOO ||
                  words[k].kind == WORD_LEVEL || words[k].kind == WORD_REMOVE || words[k].kind == WORD_MORE ||
                  words[k].kind == WORD_FAST;
    }
    if (other && directs)
        words[first].kind = words[thing].kind = WORD_FILLER;
}

/* "Super, no changes needed", "really?": how much of nothing. "Rather weak" takes nothing back. "The music should cover
 * the whole video" drowns nobody. */
static void said_in_passing(struct word *words, size_t count, size_t i)
{
    static const char *const much[] = {"super", "really", "totally", "absolutely", "clearly", "audibly", "visibly"};
    bool begins = i == 0 || words[i - 1].kind == WORD_JOINT;
    enum word_kind next = words_kind_at(words, count, i + 1);
    /* "You removed the drums!" tells what happened. */
    static const char *const past[] = {"removed", "deleted", "muted", "dropped", "took out", "cut out", "taken out"};
    bool you = i > 0 && words[i - 1].kind == WORD_FILLER && word_is(&words[i - 1], "you") &&
               (i == 1 || words[i - 2].kind == WORD_JOINT || words[i - 2].kind == WORD_FILLER);
    if (words[i].kind == WORD_REMOVE && you && word_is_one(&words[i], past, COUNT(past)))
        words[i].kind = WORD_UNKNOWN;
    if (words[i].kind == WORD_DEGREE && begins && next == WORD_JOINT && word_is_one(&words[i], much, COUNT(much)))
        words[i].kind = i + 1 < count && words[i + 1].value == JOINT_ASKS ? WORD_ISIT : WORD_PRAISE;
    /* "jazz up to 8 s and classical from there" */
    bool joined = false;
    for (size_t k = 0; k < i; k++)
        joined = joined || words[k].kind == WORD_JOINT;
    if (joined && words[i].kind == WORD_FROM && word_is(&words[i], "from") && i > 0 && i + 1 < count &&
        word_is(&words[i + 1], "there") && words_kind_at(words, count, i + 2) == WORD_JOINT &&
        words[i - 1].kind != WORD_JOINT) {
        words[i].kind = WORD_FILLER;
        words[i + 1].kind = WORD_JOINT;
        words[i + 1].value = JOINT_THEN;
    }
    if (words[i].kind == WORD_JOINT && word_is(&words[i], "rather") && i > 0 && words[i - 1].kind != WORD_JOINT &&
        next != WORD_JOINT)
        words[i].kind = WORD_FILLER;
    enum word_kind what = words_kind_at(words, count, words_past_filler(words, count, i + 1));
    if (words[i].kind == WORD_LOUD && word_starts(&words[i], "cover") &&
        (what == WORD_EVERYWHERE || what == WORD_PICTURE || what == WORD_ALL || what == WORD_HALF ||
         what == WORD_FIRST || what == WORD_LAST))
        words[i].kind = WORD_USE;
}

void agent_interjections(struct word *words, size_t count)
{
    agent_scope(words, count);
    for (size_t i = 0; i < count; i++) {
        dash_parts(words, count, i);
        undo_takes_back(words, count, i);
        or_asks(words, count, i);
        only_leads(words, count, i);
        said_in_passing(words, count, i);
        ad_adds(words, count, i);
        first_opens(words, count, i);
        later_follows(words, count, i);
        both_ends_fade(words, count, i);
        that_joins(words, count, i);
        like_is_said(words, count, i);
    }
    not_this_but_that(words, count);
    not_meant(words, count);
}
