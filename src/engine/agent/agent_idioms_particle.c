/* Verbs that the small word behind their thing gives a meaning: "take the guitar down", "fade it out". */
#include "agent_idioms_particle.h"

#include "agent_look.h"
#include "bgmusic/base/count.h"

/* "Kick the drums out", "throw that piano out": the small word at the end says it. */
static void take_out(struct word *words, size_t count, size_t i)
{
    static const char *const verbs[] = {"kick", "throw", "rip",  "pull", "chuck", "toss",  "boot", "strip", "edit",
                                        "weed", "mix",   "yank", "get",  "push",  "bring", "keep", "leave", "hold"};
    bool holds = word_is(&words[i], "hold") || word_is(&words[i], "keep");
    if (!word_is_one(&words[i], verbs, COUNT(verbs)))
        return;
    bool thing = false;
    for (size_t k = i + 1; k < count && words[k].kind != WORD_JOINT; k++) {
        enum word_kind kind = words[k].kind;
        bool back = holds && kind == WORD_BRING && word_is(&words[k], "back");
        if (thing && ((kind == WORD_REMOVE && word_is(&words[k], "out")) || back)) {
            words[k].kind = WORD_REMOVE;
            words[k].value = 0;
            words[i].kind = WORD_FILLER;
            words[i].is_style = false;
            return;
        }
        thing = thing || kind == WORD_ROLE || kind == WORD_MUSIC || kind == WORD_TITLE || kind == WORD_IT;
        if (kind != WORD_FILLER && kind != WORD_ALL && kind != WORD_ROLE && kind != WORD_MUSIC && kind != WORD_TITLE &&
            kind != WORD_IT)
            return;
    }
}

/* "Nudge the track down", "take the guitar up a notch": the verb says nothing beside the small word behind its thing.
 */
static void take_up_or_down(struct word *words, size_t count, size_t i)
{
    static const char *const verbs[] = {"nudge",    "edge",   "knock",   "dial",    "tone",    "notch",   "ease",
                                        "crank",    "take",   "pull",    "push",    "pump",    "ratchet", "ramp",
                                        "bump",     "tune",   "wind",    "step",    "kick",    "move",    "shift",
                                        "slide",    "jack",   "inch",    "scoot",   "drag",    "drop",    "turning",
                                        "bringing", "taking", "pulling", "pushing", "nudging", "dialing", "cranking",
                                        "roll",     "tamp",   "mix",     "fetch",   "put",     "whack",   "hike"};
    if (!word_is_one(&words[i], verbs, COUNT(verbs)))
        return;
    bool thing = false;
    for (size_t k = i + 1; k < count && words[k].kind != WORD_JOINT; k++) {
        enum word_kind kind = words[k].kind;
        if (thing && kind == WORD_TURN && (word_is(&words[k], "down") || word_is(&words[k], "up"))) {
            words[i].kind = WORD_FILLER;
            words[i].is_style = false;
            return;
        }
        thing = thing || kind == WORD_ROLE || kind == WORD_MUSIC || kind == WORD_VOICE || kind == WORD_VOLUME ||
                kind == WORD_IT || kind == WORD_TEMPO;
        if (kind != WORD_FILLER && kind != WORD_ALL && kind != WORD_ROLE && kind != WORD_MUSIC && kind != WORD_VOICE &&
            kind != WORD_VOLUME && kind != WORD_IT && kind != WORD_TEMPO)
            return;
    }
}

/* "Knock the soundtrack back some", "take ten bpm off": less of it. */
static void take_back_or_off(struct word *words, size_t count, size_t i)
{
    static const char *const verbs[] = {"knock",    "dial", "pull", "scale", "ease",  "wind",
                                        "throttle", "pare", "tone", "take",  "shave", "drop"};
    if (!word_is_one(&words[i], verbs, COUNT(verbs)))
        return;
    enum word_unit unit = UNIT_NONE;
    bool thing = false;
    for (size_t k = i + 1; k < count && words[k].kind != WORD_JOINT; k++) {
        enum word_kind kind = words[k].kind;
        bool back = thing && kind == WORD_BRING && word_is(&words[k], "back") && !word_is(&words[i], "take");
        bool off = unit != UNIT_NONE && kind == WORD_REMOVE && word_is(&words[k], "off");
        if (back || off) {
            words[i].kind = WORD_FILLER;
            words[k].kind = off && unit == UNIT_BPM ? WORD_FAST : WORD_TURN;
            words[k].value = -1;
            if (words_kind_at(words, count, k + 1) == WORD_WITH && word_is(&words[k + 1], "some"))
                words[k + 1].kind = WORD_FILLER;
            return;
        }
        if (kind == WORD_NUMBER &&
            (words[k].unit == UNIT_BPM || words[k].unit == UNIT_DB || words[k].unit == UNIT_PERCENT))
            unit = words[k].unit;
        thing = thing || kind == WORD_ROLE || kind == WORD_MUSIC || kind == WORD_VOLUME || kind == WORD_IT;
        if (kind != WORD_FILLER && kind != WORD_ROLE && kind != WORD_MUSIC && kind != WORD_VOLUME && kind != WORD_IT &&
            kind != WORD_NUMBER)
            return;
    }
}

/* "Cut the fade out down to one second": it is to be that long. */
static void take_cut_down_to(struct word *words, size_t count, size_t i)
{
    if (!word_is(&words[i], "cut the") && !word_is(&words[i], "cut") && !word_is(&words[i], "trim the"))
        return;
    size_t thing = words_past_filler(words, count, i + 1), down = words_past_filler(words, count, thing + 1);
    enum word_kind kind = words_kind_at(words, count, thing);
    if ((kind != WORD_FADE && kind != WORD_TITLE) || words_kind_at(words, count, down) != WORD_TURN ||
        words_kind_at(words, count, down + 1) != WORD_TO)
        return;
    words[i].kind = WORD_MAKE;
    words[down].kind = WORD_FILLER;
}

/* "Fade everything out", "fades the whole track in": one way of fading, and nothing is taken away. */
static void take_fade_out(struct word *words, size_t count, size_t i)
{
    if (words[i].kind != WORD_FADE || words[i].value != 3 || word_is_wide(&words[i]))
        return;
    bool thing = false;
    for (size_t k = i + 1; k < count && words[k].kind != WORD_JOINT; k++) {
        enum word_kind kind = words[k].kind;
        bool out = kind == WORD_REMOVE && (word_is(&words[k], "out") || word_is(&words[k], "away"));
        bool in = kind == WORD_FILLER && word_is(&words[k], "in");
        bool down = kind == WORD_TURN && word_is(&words[k], "down"), up = kind == WORD_TURN && word_is(&words[k], "up");
        out = out || down;
        in = in || up;
        if (thing && (out || in)) {
            words[i].value = in ? 1 : 2;
            words[k].kind = WORD_FILLER;
            return;
        }
        thing = thing || kind == WORD_MUSIC || kind == WORD_IT || kind == WORD_ALL || kind == WORD_TUNE ||
                kind == WORD_VOLUME;
        if (kind != WORD_FILLER && kind != WORD_MUSIC && kind != WORD_IT && kind != WORD_ALL && kind != WORD_TUNE &&
            kind != WORD_VOLUME)
            return;
    }
}

/* "Drums out, strings in": what comes in is wanted. */
static void take_in(struct word *words, size_t count, size_t i)
{
    bool ends = words_kind_at(words, count, i + 1) == WORD_JOINT;
    if (i > 0 && ends && words[i].kind == WORD_FILLER && word_is(&words[i], "in") && words[i - 1].kind == WORD_ROLE)
        words[i].kind = WORD_ADD;
}

/* "Strip it down to piano and bass": nothing else is left. */
static void take_down_to(struct word *words, size_t count, size_t i)
{
    static const char *const verbs[] = {"strip",  "pare", "slim", "boil",  "narrow",
                                        "reduce", "cut",  "take", "bring", "trim"};
    if (!word_is_one(&words[i], verbs, COUNT(verbs)))
        return;
    for (size_t k = i + 1; k < count && words[k].kind != WORD_JOINT; k++) {
        enum word_kind kind = words[k].kind;
        size_t next = words_past_filler(words, count, k + 1);
        while (next < count && words[next].kind == WORD_ONLY)
            next = words_past_filler(words, count, next + 1);
        if (kind == WORD_TO && words_kind_at(words, count, next) == WORD_ROLE) {
            for (size_t m = i; m < k; m++)
                words[m].kind = WORD_FILLER;
            words[k].kind = WORD_ONLY;
            words[k].value = 0;
            return;
        }
        if (kind != WORD_FILLER && kind != WORD_IT && kind != WORD_MUSIC && kind != WORD_TURN && kind != WORD_ALL)
            return;
    }
}

/* "Switch the original sound on again", "turn the ducking off": the small word behind its thing says what to do. */
static void take_on_or_off(struct word *words, size_t count, size_t i)
{
    static const char *const verbs[] = {"switch", "turn", "put", "have", "flip", "toggle"};
    if (!word_is_one(&words[i], verbs, COUNT(verbs)))
        return;
    bool thing = false;
    for (size_t k = i + 1; k < count && words[k].kind != WORD_JOINT; k++) {
        enum word_kind kind = words[k].kind, next = words_kind_at(words, count, k + 1);
        bool on = kind == WORD_ONWARD && word_is(&words[k], "on"),
             off = kind == WORD_REMOVE && word_is(&words[k], "off");
        bool ends = next == WORD_JOINT || next == WORD_AGAIN || next == WORD_FILLER || next == WORD_BRING || off;
        if (thing && (on || off) && ends) {
            words[i].kind = WORD_FILLER;
            words[k].kind = on ? WORD_BRING : WORD_REMOVE;
            return;
        }
        thing = thing || kind == WORD_MUSIC || kind == WORD_VOICE || kind == WORD_DUCK || kind == WORD_VOLUME ||
                kind == WORD_FADE || kind == WORD_ROLE;
        if (kind != WORD_FILLER && kind != WORD_MUSIC && kind != WORD_VOICE && kind != WORD_DUCK &&
            kind != WORD_VOLUME && kind != WORD_FADE && kind != WORD_ROLE && kind != WORD_IT && kind != WORD_PICTURE)
            return;
    }
}

void agent_idioms_particle(struct word *words, size_t count, size_t i)
{
    take_out(words, count, i);
    take_on_or_off(words, count, i);
    take_up_or_down(words, count, i);
    take_back_or_off(words, count, i);
    take_cut_down_to(words, count, i);
    take_fade_out(words, count, i);
    take_in(words, count, i);
    take_down_to(words, count, i);
}
