/* What the instruments of General MIDI can play, and a part's register moved into it. */
#include "piece.h"

#include "bgmusic/base/count.h"

enum { HIGHEST_USED = 96 };

/* Written ranges of the real instruments, from any book of instrumentation, as far as they sound well; programs that
 * are not named (keyboards, synthesisers, effects) play everywhere. */
static const struct {
    int first, last, low, high;
} ranges[] = {
    {8, 8, 60, 108},     /* celesta */
    {9, 9, 72, 108},     /* glockenspiel */
    {10, 10, 48, 96},    /* music box */
    {11, 11, 53, 89},    /* vibraphone */
    {12, 12, 45, 96},    /* marimba */
    {13, 13, 65, 108},   /* xylophone */
    {14, 14, 60, 91},    /* tubular bells */
    {15, 15, 55, 91},    /* dulcimer */
    {21, 23, 48, 89},    /* accordion, harmonica */
    {24, 31, 40, 88},    /* guitars */
    {32, 39, 23, 67},    /* basses */
    {40, 40, 55, 103},   /* violin */
    {41, 41, 48, 91},    /* viola */
    {42, 42, 36, 76},    /* cello */
    {43, 43, 23, 67},    /* double bass */
    {47, 47, 33, 60},    /* timpani */
    {52, 54, 41, 84},    /* voices */
    {56, 56, 54, 86},    /* trumpet */
    {57, 57, 34, 77},    /* trombone */
    {58, 58, 26, 65},    /* tuba */
    {59, 59, 54, 86},    /* muted trumpet */
    {60, 60, 34, 77},    /* horn */
    {61, 63, 34, 86},    /* brass */
    {64, 64, 56, 88},    /* soprano saxophone */
    {65, 65, 49, 81},    /* alto */
    {66, 66, 44, 76},    /* tenor */
    {67, 67, 36, 69},    /* baritone */
    {68, 68, 58, 91},    /* oboe */
    {69, 69, 52, 81},    /* english horn */
    {70, 70, 34, 77},    /* bassoon */
    {71, 71, 50, 91},    /* clarinet */
    {72, 72, 74, 108},   /* piccolo */
    {73, 75, 60, 98},    /* flutes */
    {76, 79, 48, 98},    /* bottle, shakuhachi, whistle, ocarina */
    {104, 104, 36, 84},  /* sitar */
    {105, 105, 48, 84},  /* banjo */
    {106, 106, 50, 84},  /* shamisen */
    {107, 107, 43, 91},  /* koto */
    {108, 108, 48, 91},  /* kalimba */
    {109, 109, 48, 84},  /* bagpipe */
    {110, 110, 55, 103}, /* fiddle */
    {111, 111, 48, 84},  /* shanai */
};

static void program_range(int program, int *low, int *high)
{
    *low = 0;
    *high = 127;
    for (size_t i = 0; i < COUNT(ranges); i++)
        if (program >= ranges[i].first && program <= ranges[i].last) {
            *low = ranges[i].low;
            *high = ranges[i].high;
        }
}

void row_reach(const struct part_row *row, int *low, int *high)
{
    enum { BELOW = 6, ABOVE = 4, LOWEST_SUNG = 48 };
    program_range(row->program, low, high);
    *low = *low > row->low - BELOW ? *low : row->low - BELOW;
    *low = *low > LOWEST_SUNG || row->low < LOWEST_SUNG ? *low : LOWEST_SUNG;
    *high = *high < row->high + ABOVE ? *high : row->high + ABOVE;
    *high = *high < HIGHEST_USED ? *high : HIGHEST_USED;
    *low = *low < row->low ? *low : row->low;
    *high = *high > row->high ? *high : row->high;
}

int low_root(const struct part_row *row, int pc)
{
    int low, high;
    program_range(row->program, &low, &high);
    return low <= 39 ? key_near(pc, 43, low > 36 ? low : 36, 50) : -1;
}

void row_fit_range(struct part_row *row)
{
    int low, high;
    program_range(row->program, &low, &high);
    if (row->role == SCORE_DRUMS)
        return;
    /* What sticks out is cut off where enough is left; else the register moves by octaves. */
    int kept = (row->high < high ? row->high : high) - (row->low > low ? row->low : low);
    bool roomy = kept >= 14 || kept >= row->high - row->low;
    while (!roomy && row->low < low && row->high + 12 <= high)
        row->low += 12, row->high += 12;
    while (!roomy && row->high > high && row->low - 12 >= low)
        row->low -= 12, row->high -= 12;
    row->low = row->low < low ? low : row->low;
    row->high = row->high > high ? high : row->high;
    /* Above C7 everything is shrill, a piccolo in its best octave too. */
    if (row->high > HIGHEST_USED && row->low <= HIGHEST_USED - 14)
        row->high = HIGHEST_USED;
    /* Every pitch class must be there: an octave at least. */
    if (row->high - row->low < 11) {
        row->low = row->high - 11 >= low ? row->high - 11 : low;
        row->high = row->low + 11;
    }
}
