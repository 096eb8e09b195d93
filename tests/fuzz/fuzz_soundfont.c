/* The lists of a SoundFont, as the engine takes out what a piece does not hear. */
#include "fuzz.h"

#include "soundfont_subset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct prng prng;
    struct font_use *use = xcalloc(1, sizeof *use);
    uint8_t *list = xmalloc(size + (size == 0)), *again = xmalloc(size + (size == 0));
    memcpy(list, data, size);
    fuzz_chance(&prng, data, size);
    for (int channel = 0; channel < SYNTH_CHANNELS; channel += 9) {
        font_use_program(use, channel, channel == 9 ? 0 : 5);
        for (int i = 0; i < 4; i++)
            font_use_note(use, channel, (int)prng_between(&prng, 0, 127), (int)prng_between(&prng, 1, 127));
    }
    bool understood = soundfont_subset(list, size, use);
    PROPERTY(understood || memcmp(list, data, size) == 0, "what is not understood stays");
    memcpy(again, list, size);
    PROPERTY(soundfont_subset(again, size, use) == understood && memcmp(again, list, size) == 0,
             "nothing is left to be taken out");
    free(use);
    free(again);
    free(list);
    return 0;
}
