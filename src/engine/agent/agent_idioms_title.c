/* What is said of titles: the words about one that mean other things elsewhere. */
#include "agent_idioms_title.h"

#include "agent_look.h"
#include "bgmusic/base/count.h"

static bool names_sound(const struct word *words, size_t count)
{
    return words_have(words, count, WORD_MUSIC) || words_have(words, count, WORD_VOLUME) ||
           words_have(words, count, WORD_ROLE) || words_have(words, count, WORD_VOICE) ||
           words_have(words, count, WORD_GENRE);
}

/* "Swap "A" for "B"", ""A" should be "B"": the second is what it shall say. */
static void take_pair(struct word *words, size_t count)
{
    size_t first = count, second = count;
    for (size_t i = 0; i < count; i++)
        if (words[i].kind == WORD_QUOTED) {
            second = first < count ? i : count;
            first = first < count ? first : i;
        }
    if (second == count)
        return;
    bool swaps = words_have(words, first, WORD_REPLACE) || words_have(words, first, WORD_CHANGE);
    bool shall = false;
    for (size_t i = first + 1; i < second; i++) {
        shall = shall || word_is(&words[i], "should be") || word_is(&words[i], "must be") ||
                word_is(&words[i], "should say") || word_is(&words[i], "should read");
        if (words[i].kind != WORD_FILLER && words[i].kind != WORD_SUBJECT && words[i].kind != WORD_TO &&
            words[i].kind != WORD_WITH && words[i].kind != WORD_BY && words[i].kind != WORD_MAKE &&
            words[i].kind != WORD_SAYS)
            return;
    }
    if (!swaps && !shall)
        return;
    for (size_t i = first + 1; i < second; i++) /* which one the first is: agent_titles.c */
        words[i].kind = WORD_FILLER;
}

/* "End with the text "Bye"", "start with the words "Once"": where it stands. */
static void take_ends_with(struct word *words, size_t count)
{
    for (size_t i = 0; i + 2 < count; i++) {
        if ((words[i].kind != WORD_STOP && words[i].kind != WORD_START) || words[i + 1].kind != WORD_WITH)
            continue;
        size_t at = words_past_filler(words, count, i + 2);
        bool words_of = words_kind_at(words, count, at) == WORD_VOICE &&
                        (word_is(&words[at], "the words") || word_is(&words[at], "words"));
        if (words_of || words_kind_at(words, count, at) == WORD_TITLE)
            words[at].kind = WORD_TITLE;
        else if (words_kind_at(words, count, at) != WORD_QUOTED)
            continue;
        words[i].kind = words[i].kind == WORD_STOP ? WORD_ENDING : WORD_OPENING;
        words[i + 1].kind = WORD_FILLER;
    }
}

/* "Credits "Filmed by Ana"", "another title "Day 2"", "a second text": a title, and what is counted of them. */
static void take_counted(struct word *words, size_t count)
{
    static const char *const credits[] = {"credits", "credit", "end credits", "closing credits"};
    bool quoted = words_have(words, count, WORD_QUOTED);
    for (size_t i = 0; i < count; i++) {
        if (quoted && words[i].is_style && word_is_one(&words[i], credits, COUNT(credits))) {
            words[i].kind = WORD_TITLE;
            words[i].is_style = false;
        }
        if (i == 0 || words[i].kind != WORD_TITLE)
            continue;
        struct word *ahead = &words[i - 1];
        bool more = ahead->kind == WORD_ANOTHER || word_is(ahead, "second") || word_is(ahead, "a second") ||
                    word_is(ahead, "one more") || word_is(ahead, "more") || word_is(ahead, "third") ||
                    word_is(ahead, "additional") || word_is(ahead, "extra");
        if (quoted && more) {
            ahead->kind = WORD_FILLER;
            if (i > 1 && word_is(&words[i - 2], "one"))
                words[i - 2].kind = WORD_FILLER;
        }
    }
}

/* "Keep the title up longer", "the title should come at 4 s", "it should read "Fin"". */
static void take_shown(struct word *words, size_t count)
{
    bool title = words_have(words, count, WORD_TITLE), moves = words_have(words, count, WORD_MOVE);
    for (size_t i = 0; i < count; i++) {
        if (title && !moves && words[i].kind == WORD_TURN && word_is(&words[i], "up"))
            words[i].kind = WORD_FILLER;
        if (i > 0 && words[i - 1].kind == WORD_TITLE && word_starts(&words[i], "leave")) /* "the title leaves at 4 s" */
            words[i].kind = WORD_STOP;
        if (title && (word_is(&words[i], "come") || word_is(&words[i], "comes")))
            words[i].kind = WORD_START;
        if (i > 0 && i + 1 < count && word_is(&words[i], "read") && words[i + 1].kind == WORD_QUOTED && !title &&
            (word_is(&words[i - 1], "should") || word_is(&words[i - 1], "must") || word_is(&words[i - 1], "to"))) {
            words[i].kind = WORD_SAYS;
            words[i - 1].kind = WORD_FILLER;
        }
    }
}

/* "Put "Go" up for 3": shown so long, and nothing is turned up. */
static void take_put_up(struct word *words, size_t count)
{
    for (size_t i = 1; i + 1 < count; i++) {
        if (words[i].kind != WORD_QUOTED || words[i + 1].kind != WORD_TURN || !word_is(&words[i + 1], "up"))
            continue;
        words[i + 1].kind = WORD_FILLER;
        size_t amount = words_past_filler(words, count, i + 2);
        if (words_kind_at(words, count, amount) == WORD_SUBJECT &&
            words_kind_at(words, count, amount + 1) == WORD_NUMBER && words[amount + 1].unit == UNIT_NONE)
            words[amount + 1].unit = UNIT_SECONDS;
    }
}

/* "Add two seconds to the fade out", "take a second off the title": so much longer, or shorter. */
static void take_add_seconds(struct word *words, size_t count)
{
    bool adds = words[0].kind == WORD_ADD, takes = words[0].kind == WORD_REMOVE || words[0].kind == WORD_TURN;
    if (count < 4 || (!adds && !takes) || !agent_names_time(&words[1]) || words[1].unit == UNIT_CLOCK)
        return;
    bool joins = adds ? words[2].kind == WORD_TO : word_is(&words[2], "off") || word_is(&words[2], "from");
    size_t thing = words_past_filler(words, count, 3);
    enum word_kind kind = words_kind_at(words, count, thing);
    if (!joins || (kind != WORD_FADE && kind != WORD_TITLE) || words_past_filler(words, count, thing + 1) != count)
        return;
    words[0].kind = WORD_FILLER;
    words[2].kind = WORD_LONG;
    words[2].value = adds ? 1 : -1;
}

void agent_idioms_title(struct word *words, size_t count)
{
    if (count == 0)
        return;
    take_put_up(words, count);
    take_add_seconds(words, count);
    take_ends_with(words, count);
    take_counted(words, count);
    take_pair(words, count);
    if (!names_sound(words, count))
        take_shown(words, count);
}
