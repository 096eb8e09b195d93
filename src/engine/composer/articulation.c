/* How notes are sung and tied: what a player's breath, bow and fingers do to them.
 *
 * Written as MIDI has it, so that the file, FluidSynth and our own synthesiser all play it: vibrato that comes after a
 * while (controller 1), slides and falls (the wheel, two semitones), overlaps that tie, breaths, swells (controller
 * 11). Vibrato of singers and strings: 5-6 Hz, from about 0.3 s into a note on (Prame, "Vibrato extent and intonation
 * in professional Western lyric singing", JASA 102, 1997: 0.34-1.23 semitones; half of it here, for a background). */
#include <stdlib.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/xalloc.h"
#include "piece.h"

enum { VIBRATO = 1, EXPRESSION = 11, NO_CHANGE = 8192 };

enum habits {
    SINGS = 1,     /* long notes get vibrato */
    SLIDES = 2,    /* some notes are slid into */
    FALLS = 4,     /* the last note of a phrase falls */
    TIES = 8,      /* notes of a phrase overlap */
    BREATHES = 16, /* cannot go on for ever */
    SWELLS = 32,   /* long notes grow and fade */
    GLIDES = 64    /* a bass that is tied now and then, and glides */
};

/* What programs of General MIDI do. */
static const struct {
    int low, high;
    unsigned habits;
} rows[] = {
    {21, 23, BREATHES | SWELLS},                        /* accordion, harmonica */
    {26, 31, SLIDES},                                   /* electric guitars */
    {38, 39, GLIDES},                                   /* synth basses */
    {40, 43, SINGS | SLIDES | TIES | SWELLS},           /* solo strings */
    {44, 44, SWELLS},                                   /* tremolo strings */
    {48, 51, TIES | SWELLS},                            /* string ensembles */
    {52, 54, SINGS | TIES | SWELLS},                    /* voices */
    {56, 60, SINGS | FALLS | TIES | BREATHES | SWELLS}, /* brass alone */
    {61, 63, SWELLS | BREATHES},                        /* brass together */
    {64, 67, SINGS | SLIDES | FALLS | TIES | BREATHES}, /* saxophones */
    {68, 71, SINGS | TIES | BREATHES | SWELLS},         /* reeds */
    {72, 79, SINGS | SLIDES | TIES | BREATHES},         /* flutes, whistles */
    {80, 87, SLIDES | TIES},                            /* synth leads: their patches sing themselves */
    {104, 107, SLIDES},                                 /* sitar, banjo, shamisen, koto: pipa and guzheng */
    {109, 111, SINGS | SLIDES | TIES | SWELLS},         /* bagpipe, fiddle and erhu, shanai */
};

static unsigned habits_of(const struct score_part *part)
{
    unsigned habits = 0;
    for (size_t i = 0; i < COUNT(rows); i++)
        if (part->program >= rows[i].low && part->program <= rows[i].high)
            habits = rows[i].habits;
    switch (part->role) {
    case SCORE_LEAD:
    case SCORE_COUNTER:
        return habits & ~(unsigned)GLIDES;
    case SCORE_BASS:
        return habits & GLIDES;
    default: /* chords are not slid; pads swell by their sections (keys_part.c) */
        return 0;
    }
}

struct player {
    const struct piece *piece;
    struct score_part *part;
    struct prng prng;
    unsigned habits;
    size_t capacity;
    double ticks_a_ms;
};

static int32_t ticks_of(const struct player *player, double ms)
{
    int32_t ticks = (int32_t)(ms * player->ticks_a_ms + 0.5);
    return ticks < 1 ? 1 : ticks;
}

static void control(struct player *player, int32_t at, int controller, int value)
{
    struct score_part *part = player->part;
    if (at < 0 || at > player->piece->end_ticks)
        return;
    if (part->control_count == player->capacity) {
        player->capacity = player->capacity < 32 ? 64 : player->capacity * 2;
        part->controls = xreallocarray(part->controls, player->capacity, sizeof *part->controls);
    }
    part->controls[part->control_count++] = (struct score_control){at, (uint8_t)controller, (uint16_t)value};
}

/* A line of values from one time to another, both ends included. */
static void ramp(struct player *player, int controller, int32_t from, int32_t to, int first, int last)
{
    enum { STEPS = 6 };
    for (int i = 0; i <= STEPS; i++)
        control(player, from + (to - from) * i / STEPS, controller, first + (last - first) * i / STEPS);
}

static int32_t end_of(const struct score_note *note)
{
    return note->start_ticks + note->length_ticks;
}

/* The time to the next note's start, from this one's. */
static int32_t room_of(const struct player *player, size_t i)
{
    const struct score_part *part = player->part;
    for (size_t j = i + 1; j < part->note_count; j++)
        if (part->notes[j].start_ticks > part->notes[i].start_ticks)
            return part->notes[j].start_ticks - part->notes[i].start_ticks;
    return player->piece->end_ticks - part->notes[i].start_ticks;
}

static bool has_next(const struct player *player, size_t i)
{
    return i + 1 < player->part->note_count &&
           player->part->notes[i + 1].start_ticks > player->part->notes[i].start_ticks;
}

/* Longer by so much, unless the same key would be struck meanwhile. */
static void overlap(struct player *player, size_t i, int32_t length)
{
    struct score_part *part = player->part;
    struct score_note *note = &part->notes[i];
    for (size_t j = i + 1; j < part->note_count && part->notes[j].start_ticks < note->start_ticks + length; j++)
        if (part->notes[j].key == note->key)
            return;
    if (note->start_ticks + length <= player->piece->end_ticks &&
        !piece_spoken(player->piece, note->start_ticks, note->start_ticks + length))
        note->length_ticks = length;
}

static void tie_and_breathe(struct player *player)
{
    struct score_part *part = player->part;
    int32_t since = 0;
    for (size_t i = 0; i < part->note_count; i++) {
        struct score_note *note = &part->notes[i];
        int32_t room = room_of(player, i), gap = room - note->length_ticks;
        if (gap > ticks_of(player, 120)) {
            since = note->start_ticks + room; /* the phrase has breathed by itself */
            continue;
        }
        if (!has_next(player, i))
            continue;
        int interval = abs((int)part->notes[i + 1].key - (int)note->key);
        bool out_of_breath = note->start_ticks + room - since > 12 * BEAT;
        if ((player->habits & BREATHES) != 0 && out_of_breath && room > BEAT / 2) {
            int32_t shorter = room - ticks_of(player, 140);
            note->length_ticks = shorter > room / 2 ? shorter : room / 2;
            since = note->start_ticks + room;
        } else if ((player->habits & TIES) != 0 && gap < SIXTEENTH / 2 && interval > 0 && interval <= 7) {
            overlap(player, i, room + ticks_of(player, 18));
        } else if ((player->habits & GLIDES) != 0 && gap < EIGHTH && interval > 0 && interval <= 12 &&
                   prng_between(&player->prng, 0, 9) < 4) {
            overlap(player, i, room + ticks_of(player, 30));
        }
    }
}

static void sing(struct player *player, const struct score_note *note)
{
    int32_t delay = ticks_of(player, 300), end = end_of(note);
    if ((player->habits & SINGS) != 0 && note->length_ticks > ticks_of(player, 520)) {
        int depth = prng_between(&player->prng, 34, 58);
        ramp(player, VIBRATO, note->start_ticks + delay, note->start_ticks + delay + ticks_of(player, 350), 0, depth);
        control(player, end, VIBRATO, 0);
    }
    if ((player->habits & SWELLS) != 0 && note->length_ticks >= 2 * BEAT) {
        int32_t top = note->start_ticks + note->length_ticks * 6 / 10;
        ramp(player, EXPRESSION, note->start_ticks, top, 88, 118);
        ramp(player, EXPRESSION, top, end, 118, 96);
        control(player, end + 1, EXPRESSION, 104);
    }
}

/* From below, or from the note before when that is near: over before a tenth of a second is. */
static void slide_into(struct player *player, size_t i)
{
    const struct score_note *note = &player->part->notes[i];
    int32_t length = ticks_of(player, prng_between(&player->prng, 55, 95));
    int interval = i > 0 ? (int)player->part->notes[i - 1].key - (int)note->key : -2;
    int semitones = interval > 0 && interval <= 2 ? interval : interval < 0 && interval >= -2 ? interval : -1;
    ramp(player, SCORE_BEND, note->start_ticks, note->start_ticks + length, NO_CHANGE + semitones * 4000, NO_CHANGE);
}

static void fall_off(struct player *player, const struct score_note *note)
{
    int32_t end = end_of(note), from = end - ticks_of(player, 110);
    ramp(player, SCORE_BEND, from, end, NO_CHANGE, NO_CHANGE - 5200);
    control(player, end + ticks_of(player, 30), SCORE_BEND, NO_CHANGE);
}

static void bend(struct player *player, size_t i)
{
    const struct score_note *note = &player->part->notes[i];
    /* The wheel bends all that sounds: a chord is left alone. */
    bool alone = (i == 0 || player->part->notes[i - 1].start_ticks < note->start_ticks) && has_next(player, i);
    bool lasts = note->length_ticks > ticks_of(player, 240);
    if (!alone || !lasts)
        return;
    if ((player->habits & SLIDES) != 0 && prng_between(&player->prng, 0, 9) < 3)
        slide_into(player, i);
    else if ((player->habits & FALLS) != 0 && room_of(player, i) > note->length_ticks + BEAT / 2 &&
             note->length_ticks > ticks_of(player, 400) && prng_between(&player->prng, 0, 9) < 4)
        fall_off(player, note);
}

/* Into ascending order; what stood before on a tick stays before (tuning and pedal are the writer's). */
static void settle(struct score_part *part, size_t own)
{
    for (size_t i = own; i < part->control_count; i++) {
        struct score_control moved = part->controls[i];
        size_t j = i;
        for (; j > 0 && part->controls[j - 1].at_ticks > moved.at_ticks; j--)
            part->controls[j] = part->controls[j - 1];
        part->controls[j] = moved;
    }
}

void part_articulate(const struct piece *piece, struct score_part *part)
{
    struct player player = {.piece = piece, .part = part, .habits = habits_of(part), .capacity = part->control_count};
    size_t own = part->control_count;
    if (player.habits == 0 || part->note_count == 0)
        return;
    player.ticks_a_ms = 1000.0 * SCORE_TICKS_PER_QUARTER / piece->us_per_quarter;
    prng_init_labelled(&player.prng, piece->brief->seed, part->role == SCORE_LEAD ? "playing the lead" : "playing");
    if ((player.habits & SWELLS) != 0)
        control(&player, 0, EXPRESSION, 104);
    tie_and_breathe(&player);
    for (size_t i = 0; i < part->note_count; i++) {
        if (part->notes[i].start_ticks >= piece->final_ticks)
            break;
        sing(&player, &part->notes[i]);
        bend(&player, i);
    }
    settle(part, own);
}
