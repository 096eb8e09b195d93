/* Pieces of the kit: places, rooms, and what makes two strokes differ. */
#include "kit.h"

#include <stddef.h>
#include <string.h>

enum { KIT_ELECTRONIC = 24, KIT_ANALOGUE = 25, KIT_BRUSHES = 40, KIT_ORCHESTRA = 48, KIT_HANDS = 49 };
/* 2 ms of a sample at 44.1 kHz. */
enum { LATE_POINTS = 88 };
enum { KICK, SNARE, HATS, TOMS, CYMBALS, RIDE, SHAKEN, HAND };

/* Seen from the drummer's audience: hats right, ride left (docs/sound.md). */
/* clang-format off */
static const struct kit_piece sticks[KIT_PIECES] = {
    /* name, room, low cut, high cut, gain, tuned by, tuning, darker, glide */
    [KICK]    = {"kick", 0.25, 0, 0, 1, 0, 36, 1100, 120},
    [SNARE]   = {"snare", 1.6, 90, 0, 1, 0, 20, 700, 0},
    [HATS]    = {"hats", 0.7, 300, 12000, 0.84f, 0, 14, 800, 0},
    [TOMS]    = {"toms", 1.8, 60, 0, 1, 0, 20, 700, 60},
    [CYMBALS] = {"cymbals", 1.5, 250, 12000, 0.79f, 0, 12, 500, 0},
    [RIDE]    = {"ride", 1.0, 250, 12000, 0.79f, 0, 10, 600, 0},
    [SHAKEN]  = {"shaken", 1.0, 400, 9000, 0.63f, 0, 18, 900, 0},
    [HAND]    = {"hand drums", 1.5, 90, 0, 1, 0, 22, 900, 60},
};
/* Near and dry: the wire fans are soft, and the ride is touched. */
static const struct kit_piece brushes[KIT_PIECES] = {
    [KICK]    = {"kick", 0.4, 0, 3000, 0.7f, 0, 36, 1100, 120},
    [SNARE]   = {"brushed snare", 1.1, 150, 10000, 1.12f, 0, 22, 900, 0},
    [HATS]    = {"hats", 0.8, 400, 10000, 0.6f, 0, 14, 900, 0},
    [TOMS]    = {"toms", 1.5, 60, 8000, 0.9f, 0, 20, 900, 60},
    [CYMBALS] = {"cymbals", 1.4, 250, 10000, 0.6f, 0, 12, 700, 0},
    [RIDE]    = {"ride", 0.9, 250, 10000, 0.6f, 0, 10, 900, 0},
    [SHAKEN]  = {"shaken", 1.0, 500, 8000, 0.56f, 0, 18, 900, 0},
    [HAND]    = {"hand drums", 1.4, 90, 0, 0.9f, 0, 22, 900, 60},
};
/* Far back in the hall; kettledrums are tuned to the chord, so hardly by chance. */
static const struct kit_piece orchestra[KIT_PIECES] = {
    [KICK]    = {"bass drum", 1.8, 0, 6000, 1, 0, 40, 1100, 120},
    [SNARE]   = {"side drum", 2.2, 90, 0, 0.9f, 0, 16, 800, 0},
    [HATS]    = {"small cymbals", 1.5, 300, 12000, 0.7f, 0, 14, 800, 0},
    [TOMS]    = {"kettledrums", 2.0, 0, 0, 1.1f, 0, 5, 900, 20},
    [CYMBALS] = {"cymbals", 2.0, 200, 12000, 0.84f, 0, 10, 500, 0},
    [RIDE]    = {"small cymbals", 1.5, 250, 12000, 0.7f, 0, 10, 600, 0},
    [SHAKEN]  = {"shaken", 1.5, 400, 9000, 0.63f, 0, 18, 900, 0},
    [HAND]    = {"percussion", 2.0, 90, 0, 1, 0, 18, 800, 0},
};
/* Fingers and palms: where a skin is met changes its tone more than any stick does. The low drum is a conga's, a
 * fourth lower, as frame drums and darbukas speak. */
static const struct kit_piece hands[KIT_PIECES] = {
    [KICK]    = {"low drum", 1.0, 0, 4500, 1.12f, -520, 30, 1300, 130},
    [SNARE]   = {"slap", 1.3, 120, 0, 0.9f, 80, 30, 1100, 60},
    [HATS]    = {"jingles", 0.9, 500, 10000, 0.5f, 0, 20, 900, 0},
    [TOMS]    = {"bongos", 1.3, 120, 0, 0.9f, -60, 26, 1100, 60},
    [CYMBALS] = {"jingles", 1.1, 400, 10000, 0.56f, 0, 20, 900, 0},
    [RIDE]    = {"jingles", 1.0, 400, 10000, 0.5f, 0, 20, 900, 0},
    [SHAKEN]  = {"shaken", 1.0, 500, 8500, 0.5f, 0, 20, 900, 0},
    [HAND]    = {"palms", 1.4, 120, 0, 0.9f, 0, 40, 1100, 0},
};
/* clang-format on */

static const struct kit_piece *rows_of(int program)
{
    return program == KIT_HANDS       ? hands
           : program == KIT_ORCHESTRA ? orchestra
           : program == KIT_BRUSHES   ? brushes
                                      : sticks;
}

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
    if (program == KIT_HANDS) /* congas, bongos and a tambourine for a set */
        return key == 64 || key == 41                ? KICK
               : key == 62 || key == 63              ? SNARE
               : key == 60 || key == 61              ? TOMS
               : key == 54                           ? CYMBALS
               : key == 70 || key == 69 || key == 82 ? SHAKEN
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

int kit_font_program(int program)
{
    return program == KIT_HANDS ? 0 : program;
}

const struct kit_piece *kit_piece(int program, int piece)
{
    return &rows_of(program)[piece];
}

uint8_t kit_pan_of(int program, int key)
{
    static const uint8_t by_piece[KIT_PIECES] = {64, 61, 92, 64, 30, 34, 24, 96};
    if (program == KIT_ORCHESTRA)
        return key >= 41 && key <= 53 ? 50 : key == 57 || key == 59 ? 78 : 64;
    if (program == KIT_HANDS) /* one player, the jingles and the shaker beside */
        return key == 60                             ? 74
               : key == 61                           ? 52
               : key == 54                           ? 34
               : key == 70 || key == 69 || key == 82 ? 98
               : key == 62 || key == 63              ? 70
                                                     : 60;
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

void kit_colour_stroke(struct synth_event *event, int program, int piece, uint32_t number)
{
    const struct kit_piece *row = kit_piece(program, piece);
    uint32_t seed = scatter(number * 31 + (uint32_t)event->number * 7919 + 1);
    event->tune_cents = (int16_t)(row->base_cents + chance(seed, row->tune_cents));
    /* Soft strokes are dull, and the weaker hand, every second stroke, a little so. */
    int darker = (int)(scatter(seed ^ 0x5bd1e995u) % (uint32_t)(row->darker_cents + 1));
    darker += (100 - (int)event->value) * 12 + (number % 2 == 1 ? 120 : 0);
    event->darker_cents = (int16_t)(darker < 0 ? 0 : darker > 3600 ? 3600 : darker);
    /* A skin struck hard is stretched: it begins sharp and falls to its pitch (up to a tone, T. D. Rossing, "Science of
     * Percussion Instruments", 2000). */
    if (row->glide_cents > 0)
        event->glide_cents = (int16_t)(((int)event->value - 80) * row->glide_cents / 60 +
                                       chance(scatter(seed ^ 0x27d4eb2fu), row->glide_cents));
    /* Where the stick is soft or comes from the side, the first edge is missing. */
    event->late_points = (int16_t)(scatter(seed ^ 0x1b873593u) % LATE_POINTS);
}
