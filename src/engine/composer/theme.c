/* Draws a theme: rhythm first, then a line from chord tone to chord tone.
 *
 * Sentence: a two-bar idea, the same moved to its chords, its head twice and rising to the high point, a cadence.
 * Period: idea and open answer, idea again and closed answer, the high point in the last one. (Caplin, Classical Form,
 * 1998, names the two; most songs are one or the other.) */
#include "theme.h"

#include <stdlib.h>
#include <string.h>

enum {
    RHYTHMS = 4,
    LEAST_NOTES = 2,
    MOST_NOTES = 8,
    QUOTE_LENGTH = 7, /* intervals: shorter runs are scales and triads, which belong to everybody */
};

/* A bar of sixteenths: x begins a note, - holds it. By the number of their notes; each can be tapped at once. */
static const char *const rhythms[MOST_NOTES - LEAST_NOTES + 1][RHYTHMS] = {
    {"x-------x-------", "x-----x---------", "x-----------x---", "x---x-----------"},
    {"x---x---x-------", "x-----x-x-------", "x-------x---x---", "x--x--x---------"},
    {"x---x---x---x---", "x--x--x---x-----", "x-----x-x---x---", "x---x-x-x-------"},
    {"x--x--x-x-x-----", "x-x-x---x---x---", "x---x-x-x---x---", "x-x-x---x-x-----"},
    {"x-x-x-x-x---x---", "x-x-x---x-x-x---", "x--x--x-x-x-x---", "x---x-x-x-x-x---"},
    {"x-x-x-x-x-x-x---", "x-x-x-x-x---x-x-", "x-x-x---x-x-x-x-", "x--x--x-x-x-x-x-"},
    {"xxx-x-x-x-x-x---", "x-x-xxx-x-x-x---", "x-xxx-x-x-x-x---", "x-x-x-x-x-x-x-x-"},
};

struct draw {
    struct theme *theme;
    const struct theme_plan *plan;
    struct prng *prng;
    int last, move; /* degree of the note before, and how it was reached */
};

static int root_at(const struct draw *draw, int step)
{
    int bar = step / draw->plan->bar_steps % THEME_BARS;
    return draw->plan->roots[bar][step % draw->plan->bar_steps * 2 >= draw->plan->bar_steps];
}

static int around(int degree)
{
    return ((degree % THEME_DEGREES) + THEME_DEGREES) % THEME_DEGREES;
}

static bool in_chord(int degree, int root)
{
    int above = around(degree - root);
    return above == 0 || above == 2 || above == 4;
}

static int most_at(const struct draw *draw, int step)
{
    /* The high point comes once. */
    int bar = step / draw->plan->bar_steps, high_bar = draw->plan->period ? 6 : 5;
    return bar == high_bar ? draw->plan->peak : draw->plan->peak - 1;
}

static int kept_inside(const struct draw *draw, int degree, int step)
{
    int most = most_at(draw, step);
    return degree < draw->plan->low ? draw->plan->low : degree > most ? most : degree;
}

/* The chord tone nearest to `wish`, the one on the far side of `last` where two are as near. */
static int chord_tone(const struct draw *draw, int wish, int step)
{
    int root = root_at(draw, step);
    wish = kept_inside(draw, wish, step);
    for (int away = 0; away < THEME_DEGREES; away++) {
        int first = wish >= draw->last ? wish + away : wish - away, second = 2 * wish - first;
        if (in_chord(first, root) && kept_inside(draw, first, step) == first)
            return first;
        if (in_chord(second, root) && kept_inside(draw, second, step) == second)
            return second;
    }
    return wish;
}

static void add_note(struct draw *draw, int start, int length, int degree, bool strong)
{
    struct theme *theme = draw->theme;
    if (theme->count == THEME_MOST_NOTES)
        return;
    theme->notes[theme->count++] = (struct theme_note){start, length, degree, strong};
    draw->move = degree - draw->last;
    draw->last = degree;
}

/* Reads a bar's rhythm; what begins behind `until` steps is left out, what sounds over it is cut. Returns the count. */
static int read_rhythm(const char *text, int bar_steps, int until, int start[], int length[])
{
    int count = 0;
    for (int i = 0; i < bar_steps && i < until; i++) {
        bool begins = i < 16 ? text[i] == 'x' : i % 4 == 0;
        if (!begins)
            continue;
        int end = i + 1;
        while (end < bar_steps && (end < 16 ? text[end] != 'x' : end % 4 != 0))
            end++;
        /* A stroke in the last moment before a breath would be swallowed. */
        if (until < bar_steps && until - i < 2)
            break;
        start[count] = i;
        length[count++] = (end < until ? end : until) - i;
    }
    return count;
}

/* A passing note goes a step, seldom a third. */
static int next_weak(struct draw *draw, int step, int pull)
{
    static const int moves[] = {1, -1, 2, -2, 0};
    static const double weights[] = {42, 42, 4, 4, 8};
    int move = moves[prng_choose(draw->prng, weights, 5)];
    if (abs(draw->move) >= 3)
        move = draw->move > 0 ? -1 : 1; /* a leap is followed by a step back */
    else if (pull != 0 && move * pull < 0 && prng_between(draw->prng, 0, 9) < 6)
        move = -move;
    int wish = draw->last + move;
    if (wish < draw->plan->low || wish > most_at(draw, step))
        wish = draw->last - move;
    return kept_inside(draw, wish, step);
}

/* A strong note is a tone of the chord, mostly near at hand: by how far away it lies. */
static int next_strong(struct draw *draw, int step, int pull)
{
    static const double by_distance[] = {5, 46, 24, 8, 4};
    double weights[9] = {0};
    int root = root_at(draw, step);
    for (int away = -4; away <= 4; away++) {
        int degree = draw->last + away;
        if (!in_chord(degree, root) || kept_inside(draw, degree, step) != degree)
            continue;
        weights[away + 4] = by_distance[abs(away)];
        if (away * pull < 0)
            weights[away + 4] *= 0.5;
        if (abs(draw->move) >= 3 && (away * draw->move > 0 || abs(away) > 2))
            weights[away + 4] *= 0.1;
    }
    size_t chosen = prng_choose(draw->prng, weights, 9);
    return weights[chosen] > 0 ? draw->last + (int)chosen - 4 : chord_tone(draw, draw->last, step);
}

static bool is_strong(const struct draw *draw, int place, int length)
{
    int half = draw->plan->bar_steps == 16 ? 8 : draw->plan->bar_steps;
    return place % half == 0 || length >= 6;
}

/* A bar of its own; `pull` is the way it should go, up, down or 0. */
static void draw_bar(struct draw *draw, int bar, const char *rhythm, int until, int pull)
{
    int start[20], length[20], first = bar * draw->plan->bar_steps;
    int count = read_rhythm(rhythm, draw->plan->bar_steps, until, start, length);
    for (int i = 0; i < count; i++) {
        bool strong = is_strong(draw, start[i], length[i]) || i + 1 == count;
        add_note(draw, first + start[i], length[i],
                 strong ? next_strong(draw, first + start[i], pull) : next_weak(draw, first + start[i], pull), strong);
    }
}

/* By how many degrees the notes of a bar are best moved to lie on the chords of another: as near to `wish` as can be,
 * as many strong notes on the chord as can be, so that the shape stays what it was. */
static int best_shift(const struct draw *draw, int from, int bar, int wish)
{
    const struct theme *theme = draw->theme;
    int steps = draw->plan->bar_steps, best = wish, most = -99;
    for (int shift = wish - 3; shift <= wish + 3; shift++) {
        int value = -abs(shift - wish) * 2;
        bool first = true;
        for (int i = 0; i < theme->count; i++) {
            const struct theme_note *note = &theme->notes[i];
            int start = note->start + (bar - from) * steps, degree = note->degree + shift;
            if (note->start / steps != from)
                continue;
            /* A leap into the repetition would tear it off what was before. */
            int leap = first ? abs(degree - draw->last) - 2 : 0;
            first = false;
            value -= leap > 0 ? 2 * leap : 0;
            value += note->strong && in_chord(degree, root_at(draw, start)) ? 3 : 0;
            value -= kept_inside(draw, degree, start) != degree ? 4 : 0;
        }
        if (value > most) {
            most = value;
            best = shift;
        }
    }
    return best;
}

/* The notes of `from` again in `bar`, moved to the chord that is there. */
static void repeat_bar(struct draw *draw, int from, int bar, int wish)
{
    const struct theme *theme = draw->theme;
    int steps = draw->plan->bar_steps, count = theme->count, shift = best_shift(draw, from, bar, wish);
    bool first = true;
    for (int i = 0; i < count; i++) {
        struct theme_note note = theme->notes[i];
        if (note.start / steps != from)
            continue;
        int start = note.start + (bar - from) * steps, degree = kept_inside(draw, note.degree + shift, start);
        bool last = i + 1 == count || theme->notes[i + 1].start / steps != from;
        if (note.strong && (first || last || note.length >= 6) && !in_chord(degree, root_at(draw, start)))
            degree = chord_tone(draw, degree, start);
        first = false;
        add_note(draw, start, note.length, degree, note.strong);
    }
}

/* The last note of all: at home, or open where the section leads on. */
static void close_theme(struct draw *draw)
{
    struct theme_note *last = &draw->theme->notes[draw->theme->count - 1];
    int root = root_at(draw, last->start), wish = draw->plan->leads_back ? 4 : last->degree >= 4 ? THEME_DEGREES : 0;
    if (!in_chord(wish, root))
        wish = chord_tone(draw, wish, last->start);
    last->degree = kept_inside(draw, wish, last->start);
    last->strong = true;
}

/* Raises the highest strong note of the bar to the high point, as far as the chord lets it. */
static void raise_peak(struct draw *draw, int bar)
{
    struct theme *theme = draw->theme;
    struct theme_note *best = NULL;
    for (int i = 0; i < theme->count; i++) {
        struct theme_note *note = &theme->notes[i];
        if (note->start / theme->bar_steps == bar && note->strong && (best == NULL || note->degree > best->degree))
            best = note;
    }
    if (best == NULL)
        return;
    best->degree = chord_tone(draw, draw->plan->peak, best->start);
    for (int i = 0; i < theme->count; i++)
        if (&theme->notes[i] != best && theme->notes[i].degree >= best->degree)
            theme->notes[i].degree = best->degree - 1 - theme->notes[i].strong;
}

static const char *rhythm_of(struct draw *draw, int notes)
{
    int row = notes < LEAST_NOTES ? 0 : notes > MOST_NOTES ? MOST_NOTES - LEAST_NOTES : notes - LEAST_NOTES;
    return rhythms[row][prng_between(draw->prng, 0, RHYTHMS - 1)];
}

void theme_draw(struct theme *theme, const struct theme_plan *plan, struct prng *prng)
{
    *theme = (struct theme){.count = 0, .bar_steps = plan->bar_steps};
    memcpy(theme->roots, plan->roots, sizeof theme->roots);
    struct draw draw = {theme, plan, prng, 0, 0};
    int steps = plan->bar_steps, notes = plan->bar_notes;
    /* A breath of a beat and a half after the idea, of two beats and more at the end. */
    int breath = steps - 6, ending = steps / 2 + 2;
    const char *head = rhythm_of(&draw, notes), *tail = rhythm_of(&draw, notes - 1);
    const char *run = rhythm_of(&draw, notes), *close = rhythm_of(&draw, notes - 1);
    draw.last = (plan->low + plan->peak) / 2 + prng_between(prng, -1, 1);
    int way = prng_between(prng, 0, 1) ? 1 : -1;
    draw_bar(&draw, 0, head, steps, way);
    draw_bar(&draw, 1, tail, plan->period ? steps : breath, -way);
    if (plan->period) {
        draw_bar(&draw, 2, run, steps, 0);
        draw_bar(&draw, 3, close, breath, -1);
        repeat_bar(&draw, 0, 4, 0);
        repeat_bar(&draw, 1, 5, 0);
        repeat_bar(&draw, 2, 6, 1);
        draw_bar(&draw, 7, close, ending, -1);
        raise_peak(&draw, 6);
    } else {
        int shift = prng_between(prng, 0, 1) ? 1 : -1;
        repeat_bar(&draw, 0, 2, shift);
        repeat_bar(&draw, 1, 3, shift);
        repeat_bar(&draw, 0, 4, 1);
        repeat_bar(&draw, 0, 5, 2);
        draw_bar(&draw, 6, run, steps, -1);
        draw_bar(&draw, 7, close, ending, -1);
        raise_peak(&draw, 5);
    }
    close_theme(&draw);
}

bool theme_is_dull(const struct theme *theme)
{
    int least = 99, most = -99, same = 0, seen[64] = {0}, kinds = 0;
    for (int i = 0; i < theme->count; i++) {
        int degree = theme->notes[i].degree;
        least = degree < least ? degree : least;
        most = degree > most ? degree : most;
        same += i > 0 && degree == theme->notes[i - 1].degree;
        kinds += seen[(degree + 32) & 63]++ == 0;
    }
    return theme->count < 10 || most - least < 5 || kinds < 5 || same * 3 > theme->count;
}

bool theme_quotes(const struct theme *theme)
{
    for (size_t k = 0; k < known_tune_count; k++)
        for (int at = 0; at + QUOTE_LENGTH < theme->count; at++) {
            int same = 0;
            while (same < QUOTE_LENGTH &&
                   theme->notes[at + same + 1].degree - theme->notes[at + same].degree == known_tunes[k].steps[same])
                same++;
            if (same == QUOTE_LENGTH)
                return true;
        }
    return false;
}
