/* Pieces of the kit: places, rooms, and what makes two strokes differ. */
#include "kit.h"

#include <stddef.h>
#include <string.h>

enum { KIT_ELECTRONIC = 24, KIT_ANALOGUE = 25, KIT_ORCHESTRA = 48 };
enum { KICK, SNARE, HATS, TOMS, CYMBALS, RIDE, SHAKEN, HAND };

/* Seen from the drummer's audience: hats right, ride left (docs/sound.md). */
static const struct kit_piece pieces[KIT_PIECES] = {
    [KICK] = {"kick", 0.25, 0, 1, 36, 900},
    [SNARE] = {"snare", 1.6, 90, 1, 16, 700},
    [HATS] = {"hats", 0.7, 300, 0.84f, 14, 800},
    [TOMS] = {"toms", 1.8, 60, 1, 12, 500},
    [CYMBALS] = {"cymbals", 1.5, 250, 0.79f, 12, 500},
    [RIDE] = {"ride", 1.0, 250, 0.79f, 10, 600},
    [SHAKEN] = {"shaken", 1.0, 400, 0.63f, 18, 900},
    [HAND] = {"hand drums", 1.5, 90, 1, 16, 700},
};

bool kit_is_machine(const struct score *score, const struct score_part *part, enum drum_kit *kit)
{
    if (part->role != SCORE_DRUMS || (part->program != KIT_ELECTRONIC && part->program != KIT_ANALOGUE))
        return false;
    *kit = strcmp(score->style, "chiptune") == 0 ? DRUM_KIT_CHIP
           : part->program == KIT_ANALOGUE       ? DRUM_KIT_808
                                                 : DRUM_KIT_909;
    return true;
}

int kit_piece_of(int program, int key)
{
    if (program == KIT_ORCHESTRA) /* its keys 41-53 are kettledrums, its hats lie at 27 */
        return key >= 27 && key <= 30   ? HATS
               : key >= 41 && key <= 53 ? TOMS
               : key == 57 || key == 59 ? CYMBALS
               : key <= 36              ? KICK
               : key <= 40              ? SNARE
                                        : HAND;
    switch (key) {
    case 35:
    case 36:
        return KICK;
    case 37:
    case 38:
    case 39:
    case 40:
        return SNARE;
    case 42:
    case 44:
    case 46:
        return HATS;
    case 41:
    case 43:
    case 45:
    case 47:
    case 48:
    case 50:
        return TOMS;
    case 49:
    case 52:
    case 55:
    case 57:
        return CYMBALS;
    case 51:
    case 53:
    case 59:
        return RIDE;
    case 54:
    case 69:
    case 70:
    case 82:
        return SHAKEN;
    default:
        return HAND;
    }
}

const struct kit_piece *kit_piece(int piece)
{
    return &pieces[piece];
}

uint8_t kit_pan_of(int program, int key)
{
    static const uint8_t by_piece[KIT_PIECES] = {64, 61, 92, 64, 30, 34, 24, 96};
    if (program == KIT_ORCHESTRA)
        return key >= 41 && key <= 53 ? 50 : key == 57 || key == 59 ? 78 : 64;
    switch (key) {
    case 39: /* claps stand beside the snare */
        return 70;
    case 50:
        return 92;
    case 48:
        return 82;
    case 47:
        return 68;
    case 45:
        return 54;
    case 43:
        return 42;
    case 41:
        return 34;
    case 57:
    case 55:
        return 100;
    case 69: /* the shaker's hand and the other one */
    case 54:
        return 104;
    default:
        return by_piece[kit_piece_of(program, key)];
    }
}

static uint32_t scatter(uint32_t x)
{
    x = (x ^ (x >> 16)) * 0x7feb352du;
    x = (x ^ (x >> 15)) * 0x846ca68bu;
    return x ^ (x >> 16);
}

/* About normal: the sum of four uniform numbers, standard deviation `deviation`. */
static int chance(uint32_t seed, int deviation)
{
    int sum = 0;
    for (uint32_t i = 0; i < 4; i++)
        sum += (int)(scatter(seed + i * 0x9e3779b9u) & 1023) - 512;
    return sum * deviation / 592;
}

void kit_colour_stroke(struct synth_event *event, int piece, uint32_t number)
{
    const struct kit_piece *row = &pieces[piece];
    uint32_t seed = scatter(number * 31 + (uint32_t)event->number * 7919 + 1);
    event->tune_cents = (int16_t)chance(seed, row->tune_cents);
    /* Soft strokes are dull, and the weaker hand, every second stroke, a little so. */
    int darker = (int)(scatter(seed ^ 0x5bd1e995u) % (uint32_t)(row->darker_cents + 1));
    darker += (100 - (int)event->value) * 12 + (number % 2 == 1 ? 120 : 0);
    event->darker_cents = (int16_t)(darker < 0 ? 0 : darker > 3600 ? 3600 : darker);
}
