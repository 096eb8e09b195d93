/* Cadences and progressions by mode, for whatever a style's row does not say. */
#include <string.h>

#include "piece.h"

bool mode_is_minor(enum score_mode mode)
{
    const int *steps;
    size_t count = score_mode_steps(mode, &steps);
    for (size_t i = 0; i < count; i++)
        if (steps[i] == 4)
            return false;
    return true;
}

unsigned mode_mask(int tonic, enum score_mode mode)
{
    const int *steps;
    size_t count = score_mode_steps(mode, &steps);
    unsigned mask = 0;
    for (size_t i = 0; i < count; i++)
        mask |= 1U << ((tonic + steps[i]) % 12);
    return mask;
}

/* Two bars and the closing chord: ii-V-I, IV-V-I, IV-iv-I; minor iv-V-i, bVI-bVII-i; modes by
 * the chord that tells them from major and minor. */
const char *cadence_text(enum score_mode mode, enum ending ending, int which)
{
    static const char *const texts[SCORE_MODE_COUNT][3][CADENCES] = {
        [SCORE_MAJOR] = {{"IV V I", "ii7 Vsus4 I"},
                         {"ii9 V13 Imaj9", "IVmaj7 V9sus4 Imaj9"},
                         {"IVadd9 iv6 Iadd9", "ii7 IVadd9 Iadd9"}},
        [SCORE_MINOR] = {{"bVI bVII i", "iv bVII i"}, {"iih7 V7b9 i9", "iv9 V7b9 i9"}, {"bVImaj7 iv i", "bVII iv7 i"}},
        [SCORE_DORIAN] = {{"bVII IV i", "IV bVII i"},
                          {"bIIImaj9 V9sus4 i9", "IV9 bVIImaj9 i9"},
                          {"bVII IV i9", "bIII IV i9"}},
        [SCORE_LYDIAN] = {{"vi II I", "iii II I"},
                          {"vi9 II9 Imaj9", "iii7 II9 Imaj9"},
                          {"iii7 II Imaj7", "vi7 II Imaj7"}},
        [SCORE_MIXOLYDIAN] = {{"bVII IV I", "IV bVII I"},
                              {"v7 bVIImaj9 I", "IVmaj7 bVIImaj9 I"},
                              {"bVII IV I", "v IV I"}},
        [SCORE_PHRYGIAN] = {{"bVI bII i", "bvii bII i"},
                            {"bvii7 bIImaj7 i", "bVImaj7 bIImaj7 i"},
                            {"bVI bII i", "bvii bII i"}},
        [SCORE_HARMONIC_MINOR] = {{"iv V7 i", "bVI V i"}, {"iih7 V7b9 i", "bVImaj7 V7b9 i"}, {"bVI V i", "iv V7 i"}},
        [SCORE_MAJOR_PENTATONIC] = {{"IV V I", "ii V I"},
                                    {"vi7 V9sus4 Iadd9", "ii7 V9sus4 Iadd9"},
                                    {"vi V7sus4 I", "IV V7sus4 I"}},
        [SCORE_MINOR_PENTATONIC] = {{"bVI bVII i", "iv bVII i"},
                                    {"iv7 v7 i7", "bIIImaj7 v7 i7"},
                                    {"bIII bVII i", "bVI bVII i"}},
    };
    return texts[mode][ending][which % CADENCES];
}

const char *fallback_progression(enum score_mode mode, int index)
{
    static const char *const texts[SCORE_MODE_COUNT][2] = {
        [SCORE_MAJOR] = {"I V vi IV", "vi IV I V"},
        [SCORE_MINOR] = {"i bVI bIII bVII", "i iv bVI v"},
        [SCORE_DORIAN] = {"i7 IV i7 bVII", "i bIII bVII IV"},
        [SCORE_LYDIAN] = {"I II I iii", "Imaj7 II vi II"},
        [SCORE_MIXOLYDIAN] = {"I bVII IV I", "I v bVII IV"},
        [SCORE_PHRYGIAN] = {"i bII i bvii", "i bVI bII i"},
        [SCORE_HARMONIC_MINOR] = {"i iv V i", "i bVI iv V"},
        [SCORE_MAJOR_PENTATONIC] = {"I vi IV V", "I vi ii V7sus4"},
        [SCORE_MINOR_PENTATONIC] = {"i bVII bIII iv", "i bIII bVII i"},
    };
    return texts[mode][index & 1];
}
