/* Walks presets, instruments and zones, and lets go of the samples that no note reaches. */
#include "soundfont_subset.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/xalloc.h"

/* Records and generators of SoundFont 2.04, sections 7.2 to 7.9 and 8.1.2. */
enum {
    PRESET_BYTES = 38,
    PRESET_NUMBER = 20,
    PRESET_BANK = 22,
    PRESET_BAG = 24,
    INSTRUMENT_BYTES = 22,
    INSTRUMENT_BAG = 20,
    BAG_BYTES = 4,
    GENERATOR_BYTES = 4,
    GENERATOR_INSTRUMENT = 41,
    GENERATOR_KEY_RANGE = 43,
    GENERATOR_VELOCITY_RANGE = 44,
    GENERATOR_SAMPLE = 53,
    DRUM_CHANNEL = 9,
    DRUM_BANK = 128,
    NO_GENERATOR = -1,
    MOST_ZONES = 1000000, /* walked; a real piece has some thousands */
};

/* One of the lists' chunks: records of equal size, the last of which only ends the one before. */
struct records {
    uint8_t *bytes;
    size_t count, bytes_each;
};

struct hydra {
    struct records presets, preset_bags, preset_generators, instruments, bags, generators;
    int zones;            /* walked so far */
    bool *in_use, *heard; /* by generator: names a sample of an instrument in use; is reached by a note */
};

/* Of the keys 0-127 and the velocities. */
struct zone {
    int keys[2], velocities[2];
    int target; /* index of the generator that names instrument or sample; or NO_GENERATOR */
};

void font_use_program(struct font_use *use, int channel, int program)
{
    use->channels[channel & 31].plays = true;
    use->channels[channel & 31].program = (uint8_t)(program & 127);
}

void font_use_note(struct font_use *use, int channel, int key, int velocity)
{
    use->channels[channel & 31].velocities[key & 127][velocity >> 6 & 1] |= UINT64_C(1) << (velocity & 63);
}

static unsigned word_at(const struct records *records, size_t index, size_t offset)
{
    const uint8_t *at = records->bytes + index * records->bytes_each + offset;
    return (unsigned)at[0] | (unsigned)at[1] << 8;
}

static bool find_records(uint8_t *pdta, size_t size, const char *name, size_t bytes_each, struct records *records)
{
    for (size_t at = 0; size >= 8 && at <= size - 8;) {
        size_t length =
            (size_t)pdta[at + 4] | (size_t)pdta[at + 5] << 8 | (size_t)pdta[at + 6] << 16 | (size_t)pdta[at + 7] << 24;
        if (length > size - at - 8)
            return false;
        if (memcmp(pdta + at, name, 4) == 0) {
            *records = (struct records){pdta + at + 8, length / bytes_each, bytes_each};
            return length % bytes_each == 0 && records->count >= 2;
        }
        at += 8 + length + (length & 1);
    }
    return false;
}

/* The records that belong to record `index` of `owners`, by the numbers at `offset` in it and in the next. */
static bool span_of(const struct records *owners, size_t index, size_t offset, const struct records *owned,
                    size_t span[2])
{
    if (index + 1 >= owners->count)
        return false;
    span[0] = word_at(owners, index, offset);
    span[1] = word_at(owners, index + 1, offset);
    return span[0] <= span[1] && span[1] < owned->count;
}

/* A range counts where it may stand alone: ahead of all other generators, that of the keys first. FluidSynth drops it
 * elsewhere, and the zone is played by all notes. What stands behind `target` does not count. */
static bool read_zone(const struct records *bags, size_t bag, const struct records *generators, unsigned target,
                      struct zone *zone)
{
    size_t span[2];
    *zone = (struct zone){{0, 127}, {0, 127}, NO_GENERATOR};
    if (!span_of(bags, bag, 0, generators, span))
        return false;
    for (size_t i = span[0]; i < span[1] && zone->target == NO_GENERATOR; i++) {
        unsigned kind = word_at(generators, i, 0), amount = word_at(generators, i, 2);
        bool first = i == span[0], second = i == span[0] + 1 && word_at(generators, span[0], 0) == GENERATOR_KEY_RANGE;
        int *range = kind == GENERATOR_KEY_RANGE && first                    ? zone->keys
                     : kind == GENERATOR_VELOCITY_RANGE && (first || second) ? zone->velocities
                                                                             : NULL;
        if (range != NULL) {
            range[0] = (int)(amount & 255);
            range[1] = (int)(amount >> 8);
        }
        if (kind == target)
            zone->target = (int)i;
    }
    return true;
}

static bool is_heard(const struct font_use *use, int channel, const struct zone *outer, const struct zone *inner)
{
    for (int key = 0; key < 128; key++) {
        const uint64_t *bits = use->channels[channel].velocities[key];
        if (key < outer->keys[0] || key > outer->keys[1] || key < inner->keys[0] || key > inner->keys[1] ||
            (bits[0] | bits[1]) == 0)
            continue;
        for (int velocity = 0; velocity < 128; velocity++) {
            if ((bits[velocity >> 6] >> (velocity & 63) & 1) != 0 && velocity >= outer->velocities[0] &&
                velocity <= outer->velocities[1] && velocity >= inner->velocities[0] &&
                velocity <= inner->velocities[1])
                return true;
        }
    }
    return false;
}

static bool walk_instrument(struct hydra *hydra, const struct font_use *use, int channel, const struct zone *outer)
{
    size_t instrument = word_at(&hydra->preset_generators, (size_t)outer->target, 2), span[2];
    if (!span_of(&hydra->instruments, instrument, INSTRUMENT_BAG, &hydra->bags, span))
        return false;
    for (size_t bag = span[0]; bag < span[1]; bag++) {
        struct zone zone;
        if (++hydra->zones > MOST_ZONES || !read_zone(&hydra->bags, bag, &hydra->generators, GENERATOR_SAMPLE, &zone))
            return false;
        if (zone.target == NO_GENERATOR)
            continue;
        hydra->in_use[zone.target] = true;
        hydra->heard[zone.target] |= is_heard(use, channel, outer, &zone);
    }
    return true;
}

static bool walk_preset(struct hydra *hydra, const struct font_use *use, int channel)
{
    const struct records *presets = &hydra->presets;
    bool drums = channel == DRUM_CHANNEL || (channel >= SYNTH_KIT_CHANNEL && channel < SYNTH_DOUBLE_CHANNEL);
    unsigned bank = drums ? DRUM_BANK : 0;
    size_t found = 0, matches = 0, span[2];
    for (size_t i = 0; i + 1 < presets->count; i++) {
        if (word_at(presets, i, PRESET_BANK) == bank &&
            word_at(presets, i, PRESET_NUMBER) == use->channels[channel].program) {
            found = i;
            matches++;
        }
    }
    if (matches != 1 || !span_of(presets, found, PRESET_BAG, &hydra->preset_bags, span))
        return false;
    for (size_t bag = span[0]; bag < span[1]; bag++) {
        struct zone zone;
        if (!read_zone(&hydra->preset_bags, bag, &hydra->preset_generators, GENERATOR_INSTRUMENT, &zone) ||
            (zone.target != NO_GENERATOR && !walk_instrument(hydra, use, channel, &zone)))
            return false;
    }
    return true;
}

static void drop_unheard(struct hydra *hydra)
{
    const struct records *generators = &hydra->generators;
    const uint8_t *needed = NULL;
    for (size_t i = 0; i < generators->count && needed == NULL; i++)
        needed = hydra->heard[i] ? generators->bytes + i * GENERATOR_BYTES + 2 : NULL;
    for (size_t i = 0; i < generators->count && needed != NULL; i++) {
        if (hydra->in_use[i] && !hydra->heard[i])
            memcpy(generators->bytes + i * GENERATOR_BYTES + 2, needed, 2);
    }
}

bool soundfont_subset(uint8_t *pdta, size_t size, const struct font_use *use)
{
    struct hydra hydra = {.in_use = NULL};
    if (!find_records(pdta, size, "phdr", PRESET_BYTES, &hydra.presets) ||
        !find_records(pdta, size, "pbag", BAG_BYTES, &hydra.preset_bags) ||
        !find_records(pdta, size, "pgen", GENERATOR_BYTES, &hydra.preset_generators) ||
        !find_records(pdta, size, "inst", INSTRUMENT_BYTES, &hydra.instruments) ||
        !find_records(pdta, size, "ibag", BAG_BYTES, &hydra.bags) ||
        !find_records(pdta, size, "igen", GENERATOR_BYTES, &hydra.generators))
        return false;
    bool understood = true;
    hydra.in_use = xcalloc(hydra.generators.count, sizeof *hydra.in_use);
    hydra.heard = xcalloc(hydra.generators.count, sizeof *hydra.heard);
    for (int channel = 0; understood && channel < SYNTH_CHANNELS; channel++)
        understood = !use->channels[channel].plays || walk_preset(&hydra, use, channel);
    if (understood)
        drop_unheard(&hydra);
    free(hydra.in_use);
    free(hydra.heard);
    return understood;
}
