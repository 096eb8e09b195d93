/* The voices of the three kits.
 *
 * After the circuits: a kick is a damped oscillator whose pitch falls (TR-808: 49 Hz, decay of half a second and more;
 * TR-909: a deeper fall and a click), a snare two such tones at 180 and 330 Hz and filtered hiss, a clap three bursts
 * of hiss and a tail around 1 kHz, a hat six pulses at 205-800 Hz times a factor, high-passed (Werner, Abel and Smith,
 * "The TR-808 cymbal: a physically-informed, circuit-bendable, digital model", ICMC 2014). Levels are working values.
 */
#include "drum_rows.h"

#include <stddef.h>

#include "bgmusic/base/count.h"

/* clang-format off */
static const struct drum_row rows_909[] = {
    {.name = "kick", .keys = {36, 35}, .hertz = 47, .drop_octaves = 2.3f, .drop_ms = 110, .tone = 1, .tone_ms = 620,
     .noise = 0.08f, .noise_ms = 12, .noise_low = 1200, .noise_high = 7000, .click = 0.25f, .drive = 1.1f, .level = 1.0f,
     .room = 0.02f},
    {.name = "snare", .keys = {38, 40}, .hertz = 186, .drop_octaves = 0.5f, .drop_ms = 60, .tone = 0.7f, .tone_ms = 190,
     .hertz2 = 331, .tone2 = 0.35f, .noise = 0.75f, .noise_ms = 330, .noise_low = 900, .noise_high = 8500, .click = 0.1f,
     .drive = 0.6f, .level = 0.62f, .pan = -0.06f, .room = 0.30f},
    {.name = "clap", .keys = {39}, .noise = 1, .noise_ms = 420, .noise_low = 850, .noise_high = 5200, .bursts = 3,
     .drive = 0.4f, .level = 0.62f, .pan = 0.08f, .room = 0.35f},
    {.name = "rim", .keys = {37}, .hertz = 1700, .tone = 0.6f, .tone_ms = 45, .hertz2 = 510, .tone2 = 0.6f, .noise = 0.15f,
     .noise_ms = 30, .noise_low = 1500, .noise_high = 8000, .click = 0.2f, .drive = 1, .level = 0.5f, .pan = 0.3f,
     .room = 0.2f},
    {.name = "closed hat", .keys = {42, 44}, .noise = 0.5f, .noise_ms = 95, .noise_low = 6500, .noise_high = 11000,
     .metal = 0.45f, .metal_ms = 85, .metal_low = 7200, .level = 0.26f, .pan = 0.38f, .room = 0.08f, .chokes = true},
    {.name = "open hat", .keys = {46}, .noise = 0.5f, .noise_ms = 560, .noise_low = 6000, .noise_high = 11000, .metal = 0.5f,
     .metal_ms = 620, .metal_low = 6800, .level = 0.24f, .pan = 0.38f, .room = 0.1f, .is_hat = true},
    {.name = "tom", .keys = {41, 43, 45, 47, 48, 50}, .hertz = 112, .drop_octaves = 0.7f, .drop_ms = 150, .tone = 1,
     .tone_ms = 520, .follows = true, .noise = 0.06f, .noise_ms = 120, .noise_low = 300, .noise_high = 5000, .click = 0.1f,
     .drive = 0.6f, .level = 0.62f, .room = 0.28f},
    {.name = "crash", .keys = {49, 57, 55, 52}, .noise = 0.7f, .noise_ms = 1900, .noise_low = 3400, .noise_high = 10500,
     .metal = 0.35f, .metal_ms = 2300, .metal_low = 4200, .level = 0.34f, .pan = -0.5f, .room = 0.25f},
    {.name = "ride", .keys = {51, 59, 53}, .noise = 0.16f, .noise_ms = 700, .noise_low = 5000, .noise_high = 10500,
     .metal = 0.6f, .metal_ms = 1300, .metal_low = 5200, .click = 0.04f, .level = 0.22f, .pan = -0.42f, .room = 0.12f},
    {.name = "cowbell", .keys = {56}, .hertz = 800, .tone = 0.5f, .tone_ms = 320, .hertz2 = 540, .tone2 = 0.5f, .drive = 3,
     .level = 0.34f, .pan = 0.45f, .room = 0.15f},
    {.name = "shaker", .keys = {70, 69, 82, 54, 73, 74}, .noise = 1, .noise_ms = 120, .noise_low = 5200,
     .noise_high = 10500, .attack_ms = 16, .level = 0.20f, .pan = -0.55f, .room = 0.12f},
    {.name = "conga", .keys = {60, 61, 62, 63, 64, 65, 66}, .hertz = 78, .drop_octaves = 0.25f, .drop_ms = 60, .tone = 1,
     .tone_ms = 300, .follows = true, .noise = 0.1f, .noise_ms = 25, .noise_low = 900, .noise_high = 6000, .click = 0.1f,
     .level = 0.42f, .pan = -0.4f, .room = 0.2f},
    {.name = "claves", .keys = {75, 76, 77}, .hertz = 2350, .tone = 1, .tone_ms = 70, .hertz2 = 3700, .tone2 = 0.2f,
     .level = 0.3f, .pan = 0.5f, .room = 0.25f},
};

static const struct drum_row rows_808[] = {
    {.name = "kick", .keys = {36, 35}, .hertz = 45, .drop_octaves = 1.5f, .drop_ms = 60, .tone = 1, .tone_ms = 1250,
     .click = 0.16f, .drive = 1.3f, .level = 1.0f, .room = 0.01f},
    {.name = "snare", .keys = {38, 40}, .hertz = 176, .drop_octaves = 0.2f, .drop_ms = 40, .tone = 0.6f, .tone_ms = 150,
     .hertz2 = 335, .tone2 = 0.4f, .noise = 0.7f, .noise_ms = 260, .noise_low = 1500, .noise_high = 9500, .click = 0.12f,
     .drive = 0.8f, .level = 0.56f, .pan = 0.05f, .room = 0.25f},
    {.name = "clap", .keys = {39}, .noise = 1, .noise_ms = 520, .noise_low = 750, .noise_high = 4200, .bursts = 4,
     .drive = 0.6f, .level = 0.66f, .pan = -0.06f, .room = 0.4f},
    {.name = "rim", .keys = {37}, .hertz = 1667, .tone = 0.7f, .tone_ms = 30, .hertz2 = 455, .tone2 = 0.5f, .click = 0.2f,
     .drive = 1.5f, .level = 0.5f, .pan = 0.3f, .room = 0.2f},
    {.name = "closed hat", .keys = {42, 44}, .noise = 0.25f, .noise_ms = 55, .noise_low = 7500, .noise_high = 11500,
     .metal = 0.6f, .metal_ms = 70, .metal_low = 7800, .level = 0.24f, .pan = 0.34f, .room = 0.05f, .chokes = true},
    {.name = "open hat", .keys = {46}, .noise = 0.25f, .noise_ms = 420, .noise_low = 7000, .noise_high = 11500,
     .metal = 0.6f, .metal_ms = 520, .metal_low = 7400, .level = 0.22f, .pan = 0.34f, .room = 0.08f, .is_hat = true},
    {.name = "tom", .keys = {41, 43, 45, 47, 48, 50}, .hertz = 105, .drop_octaves = 0.45f, .drop_ms = 120, .tone = 1,
     .tone_ms = 640, .follows = true, .noise = 0.04f, .noise_ms = 160, .noise_low = 200, .noise_high = 3000, .level = 0.6f,
     .room = 0.2f},
    {.name = "cymbal", .keys = {49, 57, 55, 52}, .noise = 0.3f, .noise_ms = 1500, .noise_low = 4500, .noise_high = 11000,
     .metal = 0.6f, .metal_ms = 1900, .metal_low = 5200, .level = 0.3f, .pan = -0.45f, .room = 0.2f},
    {.name = "ride", .keys = {51, 59, 53}, .metal = 0.7f, .metal_ms = 1000, .metal_low = 6200, .level = 0.2f, .pan = -0.4f,
     .room = 0.1f},
    {.name = "cowbell", .keys = {56}, .hertz = 800, .tone = 0.5f, .tone_ms = 420, .hertz2 = 540, .tone2 = 0.5f, .drive = 3,
     .level = 0.34f, .pan = 0.4f, .room = 0.12f},
    {.name = "maracas", .keys = {70, 69, 82, 54, 73, 74}, .noise = 1, .noise_ms = 60, .noise_low = 6000,
     .noise_high = 11000, .attack_ms = 9, .level = 0.2f, .pan = -0.5f, .room = 0.08f},
    {.name = "conga", .keys = {60, 61, 62, 63, 64, 65, 66}, .hertz = 82, .drop_octaves = 0.1f, .drop_ms = 40, .tone = 1,
     .tone_ms = 260, .follows = true, .click = 0.08f, .level = 0.42f, .pan = -0.35f, .room = 0.15f},
    {.name = "claves", .keys = {75, 76, 77}, .hertz = 2500, .tone = 1, .tone_ms = 60, .level = 0.3f, .pan = 0.5f,
     .room = 0.2f},
};

static const struct drum_row rows_chip[] = {
    {.name = "kick", .keys = {36, 35}, .hertz = 62, .drop_octaves = 2.2f, .drop_ms = 160, .tone = 1, .tone_ms = 260,
     .drive = 3.5f, .noise = 0.2f, .noise_ms = 20, .noise_low = 300, .noise_high = 9000, .hold = 6, .level = 0.9f},
    {.name = "snare", .keys = {38, 40, 39, 37}, .hertz = 210, .drop_octaves = 0.6f, .drop_ms = 50, .tone = 0.4f,
     .tone_ms = 90, .noise = 1, .noise_ms = 230, .noise_low = 400, .noise_high = 10000, .hold = 7, .drive = 1,
     .level = 0.55f, .pan = -0.08f},
    {.name = "closed hat", .keys = {42, 44, 70, 69, 82, 54}, .noise = 1, .noise_ms = 55, .noise_low = 4500,
     .noise_high = 12000, .hold = 2, .level = 0.22f, .pan = 0.25f, .chokes = true},
    {.name = "open hat", .keys = {46, 51, 53, 59}, .noise = 1, .noise_ms = 300, .noise_low = 4500, .noise_high = 12000,
     .hold = 2, .level = 0.2f, .pan = 0.25f, .is_hat = true},
    {.name = "tom", .keys = {41, 43, 45, 47, 48, 50}, .hertz = 120, .drop_octaves = 1.2f, .drop_ms = 220, .tone = 1,
     .tone_ms = 260, .follows = true, .drive = 3, .level = 0.5f},
    {.name = "crash", .keys = {49, 57, 55, 52}, .noise = 1, .noise_ms = 1100, .noise_low = 1200, .noise_high = 11000,
     .hold = 4, .level = 0.3f, .pan = -0.3f},
};
/* clang-format on */

static const struct {
    const struct drum_row *rows;
    size_t count;
} kits[] = {
    [DRUM_KIT_909] = {rows_909, COUNT(rows_909)},
    [DRUM_KIT_808] = {rows_808, COUNT(rows_808)},
    [DRUM_KIT_CHIP] = {rows_chip, COUNT(rows_chip)},
};

const struct drum_row *drum_row_find(enum drum_kit kit, int key)
{
    const struct drum_row *hat = &kits[kit].rows[0];
    for (size_t i = 0; i < kits[kit].count; i++) {
        const struct drum_row *row = &kits[kit].rows[i];
        for (size_t k = 0; k < sizeof row->keys && row->keys[k] != 0; k++)
            if (row->keys[k] == key)
                return row;
        if (row->chokes)
            hat = row; /* what no row names is something small and high */
    }
    return hat;
}
