/* English, a clause at a time: how much, what is refused, what is meant. */
#include "agent_idioms_english.h"

#include "agent_idioms_english_look.h"
#include "agent_idioms_english_verbs.h"
#include "agent_idioms_english_where.h"
#include "bgmusic/base/count.h"

/* "Duck only a little", "hardly any ducking", "max ducking": how much of it. */
static void take_how_much_ducking(struct word *words, size_t count)
{
    static const enum word_kind kinds[] = {WORD_DUCK,    WORD_DEGREE, WORD_FACTOR, WORD_ONLY, WORD_FULL,
                                           WORD_UNKNOWN, WORD_WANT,   WORD_MAKE,   WORD_USE,  WORD_ADD,
                                           WORD_MUSIC,   WORD_IT,     WORD_LEVEL};
    static const char *const faint[] = {"slight", "subtle", "mild", "light", "gentle", "soft", "faint", "minor"};
    static const char *const strong[] = {"heavy", "massive", "extreme", "deep", "serious", "aggressive"};
    static const char *const any[] = {"hardly any", "barely any", "only barely", "just barely"};
    if (!words_have(words, count, WORD_DUCK))
        return;
    struct word *how = NULL;
    int up = 0;
    bool only = false;
    for (size_t i = 0; i < count; i++) {
        struct word *word = &words[i];
        only = only || word->kind == WORD_ONLY;
        bool full = word->kind == WORD_FULL, little = word->kind == WORD_DEGREE && word->value < 0;
        if (word->kind == WORD_FACTOR) { /* "twice the ducking" */
            how = word;
            up = word->number > 1 ? 1 : -1;
            continue;
        }
        bool low = word_is_one(word, faint, COUNT(faint)), high = word_is_one(word, strong, COUNT(strong));
        if (low || high || full || (little && (only || word_is_one(word, any, COUNT(any))))) {
            how = word;
            up = low || little ? -1 : high ? 1 : word->value;
            word->is_style = false;
            word->kind = WORD_DEGREE;
        } else if (word->kind == WORD_UNKNOWN) {
            return;
        }
    }
    if (how == NULL || !words_all_are(words, count, kinds, COUNT(kinds)))
        return;
    how->kind = WORD_MORE;
    how->value = up;
    struct word *degree = words_first(words, count, WORD_ONLY);
    if (degree != NULL)
        degree->kind = WORD_FILLER;
}

/* "Don't dip so much": of the ducking. */
static void take_dip(struct word *words, size_t count)
{
    static const char *const dips[] = {"dip", "dip down", "duck down"};
    static const char *const far[] = {"so much", "that much", "so far", "far", "so low", "low", "deep", "hard", "much"};
    struct word *no = NULL, *dip = NULL;
    for (size_t i = 0; i < count; i++) {
        no = words[i].kind == WORD_NOT ? &words[i] : no;
        if (no != NULL && words[i].kind == WORD_TURN && word_is_one(&words[i], dips, COUNT(dips))) {
            dip = &words[i];
            dip->kind = WORD_DUCK;
            dip->value = 0;
        } else if (dip != NULL && word_is_one(&words[i], far, COUNT(far))) {
            words[i].kind = WORD_MORE;
            words[i].value = -1;
            no->kind = WORD_FILLER;
        } else if (dip != NULL && word_is(&words[i], "that")) {
            words[i].kind = WORD_FILLER;
        }
    }
}

/* "Less music under the speech": softer there. "More music at the end": louder there, or longer? */
static void take_more_music_there(struct word *words, size_t count)
{
    static const enum word_kind places[] = {WORD_FROM, WORD_BETWEEN, WORD_AFTER,  WORD_BEFORE, WORD_FIRST,  WORD_LAST,
                                            WORD_HALF, WORD_OPENING, WORD_ENDING, WORD_MIDDLE, WORD_NUMBER, WORD_CUT};
    if (count < 3 || words[0].kind != WORD_MORE || words[1].kind != WORD_MUSIC)
        return;
    size_t next = words_past_filler(words, count, 2);
    enum word_kind kind = words_kind_at(words, count, next);
    if (kind == WORD_UNDER || kind == WORD_WHEN) {
        words[0].kind = WORD_LOUD;
        return;
    }
    for (size_t k = 0; k < COUNT(places); k++)
        if (kind == places[k] || kind == WORD_AT)
            words[0].kind = WORD_UNCLEAR;
}

/* "It's slow enough" is content. */
static void take_slow_enough(struct word *words, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++)
        if (words[i].kind == WORD_FAST && word_is(&words[i], "slow") && word_is(&words[i + 1], "enough") &&
            !words_have(words, i, WORD_NOT)) {
            words[i].kind = WORD_PACE;
            words[i].is_style = false;
        }
}

/* "Slow the second half down": of the tempo, both words. */
static void take_slow_down(struct word *words, size_t count)
{
    static const char *const verbs[] = {"slow", "slow the", "speed", "speed the"};
    struct word *last = &words[count - 1];
    if (count < 3 || last->kind != WORD_TURN || !word_is_one(&words[0], verbs, COUNT(verbs)) ||
        words_have(words, count, WORD_JOINT))
        return;
    words[0].kind = WORD_FAST;
    words[0].value = word_starts(&words[0], "slow") ? -1 : 1;
    last->kind = WORD_FILLER;
}

/* "This version is better than the first": that one is liked. */
static void take_better_than(struct word *words, size_t count)
{
    size_t than = count;
    bool better = false, this_one = false, other = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        if (word_is(&words[i], "than") && better && than == count)
            than = i;
        if (than < count)
            continue;
        better = better || kind == WORD_BETTER || (kind == WORD_BACK && word_is(&words[i], "was better"));
        this_one = this_one || word_is(&words[i], "this") || word_is(&words[i], "this one") ||
                   word_is(&words[i], "now") || word_is(&words[i], "the new") || kind == WORD_IT;
        other = other || (kind != WORD_IT && kind != WORD_FILLER && kind != WORD_VERSION && kind != WORD_ONE &&
                          kind != WORD_BETTER && kind != WORD_DEGREE && kind != WORD_MUSIC);
    }
    bool compares =
        than < count &&
        (words_have(words + than, count - than, WORD_FIRST) || words_have(words + than, count - than, WORD_PREVIOUS) ||
         words_have(words + than, count - than, WORD_VERSION) || words_have(words + than, count - than, WORD_LAST));
    if (!this_one || other || !compares)
        return;
    words_say_nothing(words, count);
    words[0].kind = WORD_PRAISE;
}

/* "Make three versions": more than one is no step to the third. */
static void take_versions(struct word *words, size_t count)
{
    static const char *const several[] = {"versions", "takes", "variations", "variants"};
    bool makes = words_have(words, count, WORD_MAKE) || words_have(words, count, WORD_ADD) ||
                 words_have(words, count, WORD_WANT);
    for (size_t i = 1; i < count && makes; i++)
        if (words[i].kind == WORD_VERSION && word_is_one(&words[i], several, COUNT(several)) &&
            words[i - 1].kind == WORD_NUMBER)
            words[i].kind = WORD_UNCLEAR;
}

/* "Same tune as bossa nova": the tune is kept, and the style is ordered. */
static void take_same_tune_as(struct word *words, size_t count)
{
    static const char *const as[] = {"as", "in", "as a", "just"};
    for (size_t i = 2; i + 1 < count; i++) {
        bool tune = words[i - 1].kind == WORD_TUNE || words[i - 1].kind == WORD_MUSIC;
        size_t style = words_past_filler(words, count, i + 1);
        if (tune && words[i - 2].kind == WORD_KEEP && word_is(&words[i - 2], "same") && style < count &&
            words[style].is_style && word_is_one(&words[i], as, COUNT(as))) {
            words[i].kind = WORD_JOINT;
            words[i].value = JOINT_AND;
            words[i - 1].kind = WORD_TUNE;
            return;
        }
    }
}

/* "By a factor of 1.5". */
static void take_factor_of(struct word *words, size_t count)
{
    for (size_t i = 1; i + 2 < count; i++)
        if (word_is(&words[i], "factor") && word_is(&words[i + 1], "of") && words[i + 2].kind == WORD_NUMBER &&
            words[i + 2].unit == UNIT_NONE) {
            size_t by = i;
            while (by > 0 && (words[by - 1].kind == WORD_FILLER || words[by - 1].kind == WORD_BY))
                by--;
            words_say_nothing(words + by, i + 2 - by);
            words[i + 2].unit = UNIT_TIMES;
        }
}

/* "Keep the music out of the way of my voice". */
static void take_out_of_the_way(struct word *words, size_t count)
{
    struct word *way = NULL;
    for (size_t i = 0; i < count; i++)
        way = words[i].kind == WORD_TURN && word_is(&words[i], "out of the way") ? &words[i] : way;
    if (way == NULL || !words_have(words, count, WORD_VOICE) || words_have(words, count, WORD_NOT))
        return;
    for (size_t i = 0; i < count; i++)
        if (words[i].kind == WORD_KEEP || words[i].kind == WORD_SUBJECT || words[i].kind == WORD_MAKE)
            words[i].kind = WORD_FILLER;
    way->kind = WORD_LOUD;
    way->value = -1;
}

/* "Don't let the music drop under my voice": it goes down there, and nothing is taken away. */
static void take_drop_under(struct word *words, size_t count)
{
    static const char *const drops[] = {"drop", "drops"};
    for (size_t i = 1; i + 1 < count; i++) {
        bool subject =
            words[i - 1].kind == WORD_MUSIC || words[i - 1].kind == WORD_IT || words[i - 1].kind == WORD_VOLUME;
        size_t next = words_past_filler(words, count, i + 1);
        enum word_kind where = words_kind_at(words, count, next);
        bool spoken = where == WORD_UNDER || where == WORD_WHEN || where == WORD_TALK;
        bool further = where == WORD_TURN; /* "drop lower under the dialogue" */
        if (!subject || !word_is_one(&words[i], drops, COUNT(drops)) || (!spoken && !further))
            continue;
        words[i].kind = further ? WORD_FILLER : WORD_TURN;
        words[i].value = -1;
    }
}

/* "50% of the current volume", "half of what it is". */
static void take_share_of_now(struct word *words, size_t count)
{
    static const char *const now[] = {"current", "present", "existing", "original", "previous", "old"};
    for (size_t i = 1; i + 1 < count; i++) {
        if (!word_is_one(&words[i], now, COUNT(now)) || words[i].kind == WORD_VOICE)
            continue;
        enum word_kind thing = words_kind_at(words, count, i + 1);
        if (thing != WORD_VOLUME && thing != WORD_TEMPO && thing != WORD_MUSIC)
            continue;
        size_t of = i;
        while (of > 0 && (words[of - 1].kind == WORD_FILLER || words[of - 1].kind == WORD_SUBJECT))
            of--;
        bool share = of > 0 && words[of - 1].kind == WORD_NUMBER && words[of - 1].unit == UNIT_PERCENT && of < i;
        if (!share)
            continue;
        words[of - 1].kind = WORD_FACTOR;
        words[of - 1].value = 0;
        words[of - 1].number /= 100;
        for (size_t k = of; k <= i; k++)
            word_say_nothing(&words[k]);
    }
}

/* "Volume 60 instead of 35", "45%, not 35%": the number that is not meant says nothing. */
static void take_number_instead(struct word *words, size_t count)
{
    for (size_t i = 1; i + 1 < count; i++) {
        size_t next = words_past_filler(words, count, i + 1);
        bool ahead = false;
        for (size_t k = 0; k < i; k++)
            ahead = ahead || words[k].kind == WORD_NUMBER;
        if (ahead && words[i].kind == WORD_REPLACE && words[i].value == 0 &&
            words_kind_at(words, count, next) == WORD_NUMBER)
            words[i].kind = words[next].kind = WORD_FILLER;
    }
}

/* "Nothing should change", "nothing must be altered": all stays. */
static void take_nothing_changes(struct word *words, size_t count)
{
    static const enum word_kind kinds[] = {WORD_UNKNOWN, WORD_CHANGE, WORD_MAKE, WORD_ALL, WORD_PLACE, WORD_WANT};
    bool nothing = count > 0 && word_is(&words[0], "nothing") && words[0].kind == WORD_UNKNOWN;
    if (!nothing || !words_have(words, count, WORD_CHANGE) || !words_all_are(words, count, kinds, COUNT(kinds)))
        return;
    words[0].kind = WORD_NOT;
    words[0].value = REFUSAL_NOT;
}

/* "Could it not be so loud": an order to be less so. "Can we not have drums" refuses them. */
static void take_could_not(struct word *words, size_t count)
{
    static const char *const could[] = {"could it", "can it", "could the", "can the", "could", "can", "might"};
    static const char *const we[] = {"can we not", "could we not", "can't we not"};
    for (size_t i = 0; i < count; i++) {
        bool have = i + 1 < count && (word_is(&words[i + 1], "have") || word_is(&words[i + 1], "use"));
        if (words[i].kind == WORD_FILLER && word_is_one(&words[i], we, COUNT(we)) && have) {
            words[i].kind = WORD_NOT;
            words[i].value = REFUSAL_NOT;
            words[i + 1].kind = WORD_WANT;
        }
        if (words[i].kind != WORD_NOT || !word_is(&words[i], "not") || !word_is_one(&words[0], could, COUNT(could)))
            continue;
        for (size_t k = i + 1; k < count; k++)
            if (words[k].kind == WORD_LOUD && word_starts(&words[k], "so "))
                words[i].kind = WORD_FILLER;
    }
}

/* "It was better without drums", "it sounds nicer with no bass": they are to go. */
static void take_better_without(struct word *words, size_t count)
{
    static const char *const better[] = {"better", "nicer", "cleaner"};
    struct word *no = NULL, *back = NULL;
    bool role = false;
    for (size_t i = 0; i < count; i++) {
        bool says = false;
        for (size_t k = 0; k < COUNT(better); k++)
            says = says || word_is_one(&words[i], better, COUNT(better)) ||
                   (words[i].kind == WORD_BACK && words[i].length > strlen(better[k]) &&
                    text_starts_with_ignore_case(words[i].start + words[i].length - strlen(better[k]), better[k]));
        back = says ? &words[i] : back;
        no = back != NULL && words[i].kind == WORD_NOT && words[i].value == REFUSAL_WITHOUT ? &words[i] : no;
        role = role || (no != NULL && words[i].kind == WORD_ROLE);
        if (words[i].kind == WORD_VERSION || words[i].kind == WORD_TITLE || words[i].kind == WORD_VOICE ||
            words[i].kind == WORD_WHAT || words[i].kind == WORD_ISIT)
            return;
    }
    if (role)
        back->kind = WORD_FILLER;
}

/* "Keep everything except the guitar": that alone goes. */
static void take_keep_except(struct word *words, size_t count)
{
    struct word *keep = count > 0 && words[0].kind == WORD_KEEP ? &words[0] : NULL;
    size_t i = 1;
    while (i < count && (words[i].kind == WORD_FILLER || words[i].kind == WORD_ALL ||
                         words[i].kind == WORD_INSTRUMENTS || words[i].kind == WORD_IT))
        i++;
    bool except =
        i < count && (words[i].kind == WORD_EXCEPT || (words[i].kind == WORD_NOT && words[i].value == REFUSAL_BUT));
    size_t thing = words_past_filler(words, count, i + 1);
    enum word_kind kind = words_kind_at(words, count, thing);
    if (keep == NULL || !except || (kind != WORD_ROLE && kind != WORD_TITLE && kind != WORD_FADE))
        return;
    for (size_t k = 0; k < i; k++)
        words[k].kind = WORD_FILLER;
    words[i].kind = WORD_REMOVE;
    words[i].value = 0;
}

/* "Drop 12 bpm", "5 bpm less": of the tempo. */
static void take_bpm_less(struct word *words, size_t count)
{
    static const enum word_kind kinds[] = {WORD_REMOVE, WORD_TURN, WORD_MORE, WORD_NUMBER, WORD_ADD,
                                           WORD_MUSIC,  WORD_IT,   WORD_MAKE, WORD_BY,     WORD_WANT};
    static const char *const takes[] = {"drop", "lose", "cut", "cut the", "take", "take off", "minus"};
    const struct word *number = words_first(words, count, WORD_NUMBER);
    if (number == NULL || number->unit != UNIT_BPM)
        return;
    if (count == 2 && words[0].kind == WORD_NOT && word_is(&words[0], "minus"))
        words[0].kind = WORD_REMOVE;
    if (!words_all_are(words, count, kinds, COUNT(kinds)))
        return;
    for (size_t i = 0; i < count; i++) {
        if (words[i].kind == WORD_TURN && !words_have(words, count, WORD_TO)) { /* "5 bpm up" */
            words[i].kind = WORD_FAST;
            continue;
        }
        bool less = words[i].kind == WORD_REMOVE && word_is_one(&words[i], takes, COUNT(takes));
        bool plus = words[i].kind == WORD_ADD && word_starts(&words[i], "add");
        bool led = i + 1 < count && words[i + 1].kind == WORD_TO; /* "drop to 90 bpm" */
        if (led || (!less && !plus && words[i].kind != WORD_MORE))
            continue;
        words[i].value = words[i].kind == WORD_MORE ? words[i].value : plus ? 1 : -1;
        words[i].kind = WORD_FAST;
    }
}

/* "Add 3 dB", "add 10% to the volume": so much more of it. */
static void take_add_decibels(struct word *words, size_t count)
{
    static const enum word_kind kinds[] = {WORD_ADD,   WORD_NUMBER, WORD_TO, WORD_MUSIC, WORD_VOLUME,
                                           WORD_TEMPO, WORD_MAKE,   WORD_IT, WORD_ROLE,  WORD_VOICE};
    const struct word *number = words_first(words, count, WORD_NUMBER);
    bool share = number != NULL && number->unit == UNIT_PERCENT && words_have(words, count, WORD_TO);
    if (number == NULL || (number->unit != UNIT_DB && !share) ||
        (words[0].kind != WORD_ADD && !word_is(&words[0], "add")) || !words_all_are(words, count, kinds, COUNT(kinds)))
        return;
    words[0].kind = WORD_TURN;
    words[0].value = 1;
    for (size_t i = 0; i < count; i++)
        words[i].kind = words[i].kind == WORD_TO ? WORD_FILLER : words[i].kind;
}

/* "Something else in this style": another one of it. */
static void take_in_this_style(struct word *words, size_t count)
{
    static const char *const which[] = {"this", "that", "the same", "same", "this same", "the"};
    for (size_t i = 1; i < count; i++) {
        if (words[i].kind != WORD_GENRE || !words_have(words, i, WORD_ANOTHER))
            continue;
        size_t in = i;
        while (in > 0 && (word_is_one(&words[in - 1], which, COUNT(which)) || words[in - 1].kind == WORD_FILLER) &&
               !word_is(&words[in - 1], "in"))
            in--;
        if (in == i || in == 0 || !word_is(&words[in - 1], "in"))
            continue;
        for (size_t k = in - 1; k <= i; k++)
            word_say_nothing(&words[k]);
    }
}

/* "Export as is": as it is now. "Export later": not yet. */
static void take_as_is(struct word *words, size_t count)
{
    static const enum word_kind later[] = {WORD_EXPORT, WORD_LATER, WORD_IT, WORD_PICTURE};
    if (words_have(words, count, WORD_EXPORT) && words_have(words, count, WORD_LATER) &&
        words_all_are(words, count, later, COUNT(later))) {
        words_say_nothing(words, count);
        words[0].kind = WORD_PRAISE;
        return;
    }
    static const char *const so[] = {"as is", "as it is", "like this", "like that", "this way", "as-is"};
    for (size_t i = 0; i < count && words_have(words, count, WORD_EXPORT); i++)
        if (words[i].kind == WORD_PRAISE && word_is_one(&words[i], so, COUNT(so)))
            words[i].kind = WORD_FILLER;
}

/* "Quieter than my voice": the music. "Louder than my voice" alone: told, or ordered? "Inaudible", likewise. */
static void take_than_voice(struct word *words, size_t count)
{
    static const enum word_kind bare[] = {WORD_LOUD, WORD_DEGREE, WORD_FULL};
    bool voice = words_have(words, count, WORD_VOICE), music = words_have(words, count, WORD_MUSIC);
    for (size_t i = 0; i + 1 < count && voice && !music; i++) {
        if (words[i].kind != WORD_LOUD)
            continue;
        if (word_is(&words[i], "louder than")) {
            struct word *it = words_first(words, i, WORD_IT); /* "it's louder than my voice" */
            if (it != NULL)
                it->kind = WORD_MUSIC;
            else
                words[i].kind = WORD_UNCLEAR;
        } else if (word_is(&words[i + 1], "than") && words[i].value < 0) {
            for (size_t k = i + 1; k < count; k++)
                words[k].kind = words[k].kind == WORD_VOICE ? WORD_FILLER : words[k].kind;
        }
    }
    if (words_all_are(words, count, bare, COUNT(bare)) && words_have(words, count, WORD_LOUD))
        for (size_t i = 0; i < count; i++)
            if (words[i].kind == WORD_LOUD && word_is(&words[i], "inaudible"))
                words[i].kind = WORD_UNCLEAR;
    /* "cut the level in two" */
    struct word *last = &words[count - 1];
    bool cuts = words_have(words, count, WORD_REMOVE) || words_have(words, count, WORD_TURN) ||
                words_have(words, count, WORD_CUT);
    if (count > 2 && cuts && last->kind == WORD_NUMBER && word_is(last, "two") && word_is(last - 1, "in")) {
        last->kind = WORD_FACTOR;
        last->value = 0;
        last->number = 0.5;
    }
}

/* "Barely audible, please": an order, where "it is barely audible" complains. */
static void take_barely_audible(struct word *words, size_t count)
{
    static const char *const please[] = {"please", "pls", "plz"};
    bool orders = false;
    for (size_t i = 0; i < count; i++)
        orders = orders || word_is_one(&words[i], please, COUNT(please));
    if (!orders || words[0].kind != WORD_LOUD || !word_is(&words[0], "barely audible"))
        return;
    words[0].kind = WORD_FULL;
    words[0].value = -1;
    if (count > 1)
        words[count - 1].kind = WORD_MAKE;
}

/* "The title isn't on long enough": it is to stay longer. */
static void take_long_enough(struct word *words, size_t count)
{
    struct word *no = NULL;
    for (size_t i = 1; i < count; i++) {
        no = words[i].kind == WORD_NOT && words[i].value == REFUSAL_NOT ? &words[i] : no;
        if (no == NULL || !word_is(&words[i], "enough") || !word_is(&words[i - 1], "long"))
            continue;
        no->kind = words[i].kind = WORD_FILLER;
        words[i - 1].kind = WORD_LONG;
        words[i - 1].value = 1;
        for (struct word *word = no; word < &words[i]; word++)
            word->kind = word->kind == WORD_ONWARD ? WORD_FILLER : word->kind;
    }
}

/* "No fade after all", "I don't want a title after all": what is refused is named. "I miss them". */
static void take_after_all(struct word *words, size_t count)
{
    static const enum word_kind kinds[] = {WORD_NOT,  WORD_BACK,  WORD_WANT, WORD_FADE, WORD_TITLE,
                                           WORD_ROLE, WORD_VOICE, WORD_DUCK, WORD_MUSIC};
    struct word *after = NULL;
    for (size_t i = 0; i < count; i++)
        after = words[i].kind == WORD_BACK && word_is(&words[i], "after all") ? &words[i] : after;
    if (after != NULL && words_have(words, count, WORD_NOT) && words_all_are(words, count, kinds, COUNT(kinds)))
        after->kind = WORD_FILLER;
    static const enum word_kind missed[] = {WORD_WANT, WORD_IT};
    bool misses = word_is(&words[0], "i miss") || word_is(&words[0], "we miss");
    if (misses && words_have(words, count, WORD_IT) && words_all_are(words, count, missed, COUNT(missed)))
        words[0].kind = WORD_BRING;
}

/* "Mute me" is the voice. */
static void take_mute_me(struct word *words, size_t count)
{
    for (size_t i = 0; i + 2 < count; i++) /* "take me out from 3 to 5" */
        if (words[i].kind == WORD_REMOVE && word_is(&words[i + 1], "me") &&
            (word_is(&words[i + 2], "out") || word_is(&words[i + 2], "off"))) {
            words[i + 1].kind = WORD_VOICE;
            words[i + 2].kind = WORD_FILLER;
        }
    bool mutes = count > 1 && words[0].kind == WORD_REMOVE && words[0].value == 1;
    if (mutes && words[1].kind == WORD_FILLER && word_is(&words[1], "me"))
        words[1].kind = WORD_VOICE;
}

/* "Cut it by 30%", "drop to 20%": down. */
static void take_cut_by(struct word *words, size_t count)
{
    static const char *const cuts[] = {"cut", "cut the", "drop"};
    static const enum word_kind kinds[] = {WORD_CUT, WORD_REMOVE, WORD_IT, WORD_MUSIC, WORD_VOLUME,
                                           WORD_BY,  WORD_NUMBER, WORD_TO, WORD_TURN};
    const struct word *number = words_first(words, count, WORD_NUMBER);
    bool lead = words_have(words, count, WORD_BY) || words_have(words, count, WORD_TO);
    if (!lead || number == NULL || !word_is_one(&words[0], cuts, COUNT(cuts)) ||
        !words_all_are(words, count, kinds, COUNT(kinds)))
        return;
    if (number->unit == UNIT_PERCENT || number->unit == UNIT_DB) {
        words[0].kind = WORD_TURN;
        words[0].value = -1;
    } else if (number->unit == UNIT_BPM) {
        words[0].kind = WORD_MAKE;
    }
}

/* "1.5 times as loud". */
static void take_times_as(struct word *words, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++) {
        enum word_kind state = words_kind_at(words, count, words_past_filler(words, count, i + 1));
        if (words[i].kind == WORD_NUMBER && words[i].unit == UNIT_TIMES &&
            (state == WORD_LEVEL || state == WORD_PACE)) {
            words[i].kind = WORD_FACTOR;
            words[i].value = 0;
        }
    }
}

/* "The piano mustn't go": it stays. */
static void take_must_not_go(struct word *words, size_t count)
{
    static const char *const goes[] = {"go", "leave", "disappear", "vanish", "go away"};
    if (count > 1 && words[count - 2].kind == WORD_NOT && words[count - 2].value == REFUSAL_NOT &&
        word_is_one(&words[count - 1], goes, COUNT(goes))) {
        words[count - 1].kind = WORD_REMOVE;
        words[count - 1].value = 0;
    }
}

void agent_idioms_english(struct word *words, size_t count)
{
    if (count == 0)
        return;
    agent_idioms_english_where(words, count);
    agent_idioms_english_verbs(words, count);
    take_how_much_ducking(words, count);
    take_dip(words, count);
    take_more_music_there(words, count);
    take_slow_enough(words, count);
    take_slow_down(words, count);
    take_better_than(words, count);
    take_versions(words, count);
    take_factor_of(words, count);
    take_same_tune_as(words, count);
    take_out_of_the_way(words, count);
    take_drop_under(words, count);
    take_share_of_now(words, count);
    take_number_instead(words, count);
    take_nothing_changes(words, count);
    take_could_not(words, count);
    take_better_without(words, count);
    take_keep_except(words, count);
    take_bpm_less(words, count);
    take_add_decibels(words, count);
    take_in_this_style(words, count);
    take_as_is(words, count);
    take_mute_me(words, count);
    take_after_all(words, count);
    take_barely_audible(words, count);
    take_than_voice(words, count);
    take_long_enough(words, count);
    take_cut_by(words, count);
    take_times_as(words, count);
    take_must_not_go(words, count);
}
