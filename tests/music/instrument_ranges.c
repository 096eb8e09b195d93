/* What each General MIDI instrument can play: written ranges of the real instruments (any book of instrumentation),
 * synthesisers as far as a MIDI keyboard with its octave switches goes. */
#include "music_check.h"

#include "bgmusic/base/count.h"

void instrument_range(int program, int *low, int *high)
{
    static const struct {
        int first, last, low, high;
    } rows[] = {
        {0, 7, 21, 108},     /* pianos */
        {8, 8, 60, 108},     /* celesta */
        {9, 9, 72, 108},     /* glockenspiel, sounding from G5 = 79; its lower octaves exist on others */
        {10, 10, 48, 96},    /* music box */
        {11, 11, 53, 89},    /* vibraphone */
        {12, 12, 45, 96},    /* marimba */
        {13, 13, 65, 108},   /* xylophone */
        {14, 14, 60, 91},    /* tubular bells and their synthetic kin */
        {15, 15, 55, 91},    /* dulcimer */
        {16, 20, 24, 108},   /* organs */
        {21, 23, 48, 89},    /* accordion, harmonica */
        {24, 31, 40, 88},    /* guitars */
        {32, 39, 23, 67},    /* basses */
        {40, 40, 55, 103},   /* violin */
        {41, 41, 48, 91},    /* viola */
        {42, 42, 36, 76},    /* cello */
        {43, 43, 23, 67},    /* double bass */
        {44, 45, 23, 103},   /* string sections, tremolo and plucked */
        {46, 46, 23, 103},   /* harp */
        {47, 47, 33, 60},    /* timpani, small piccolo timpani included */
        {48, 51, 23, 103},   /* string sections */
        {52, 54, 41, 84},    /* voices */
        {55, 55, 24, 96},    /* hit */
        {56, 56, 54, 86},    /* trumpet */
        {57, 57, 34, 77},    /* trombone */
        {58, 58, 26, 65},    /* tuba */
        {59, 59, 54, 86},    /* muted trumpet */
        {60, 60, 34, 77},    /* horn */
        {61, 63, 34, 86},    /* brass section */
        {64, 64, 56, 88},    /* soprano saxophone */
        {65, 65, 49, 81},    /* alto */
        {66, 66, 44, 76},    /* tenor */
        {67, 67, 36, 69},    /* baritone */
        {68, 68, 58, 91},    /* oboe */
        {69, 69, 52, 81},    /* english horn */
        {70, 70, 34, 77},    /* bassoon */
        {71, 71, 50, 91},    /* clarinet */
        {72, 72, 74, 108},   /* piccolo */
        {73, 73, 60, 98},    /* flute */
        {74, 74, 60, 98},    /* recorders */
        {75, 75, 60, 98},    /* pan flute */
        {76, 79, 48, 98},    /* bottle, shakuhachi, whistle, ocarina */
        {80, 103, 21, 108},  /* synthesisers */
        {104, 104, 36, 84},  /* sitar */
        {105, 105, 48, 84},  /* banjo */
        {106, 106, 50, 84},  /* shamisen */
        {107, 107, 43, 91},  /* koto */
        {108, 108, 48, 91},  /* kalimba */
        {109, 109, 48, 84},  /* bagpipe */
        {110, 110, 55, 103}, /* fiddle */
        {111, 111, 48, 84},  /* shanai */
        {112, 127, 0, 127},  /* bells, drums and noises without a range of their own */
    };
    *low = 0;
    *high = 127;
    for (size_t i = 0; i < COUNT(rows); i++)
        if (program >= rows[i].first && program <= rows[i].last) {
            *low = rows[i].low;
            *high = rows[i].high;
        }
}
