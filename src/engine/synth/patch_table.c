/* The patches, and which program of which style each of them plays. */
#include <string.h>

#include "bgmusic/base/count.h"

#include "patch.h"
#include "tone_synth.h"

/* Working values, set by measuring (docs/sound.md, "The synthesiser") and by what the machines of these styles did:
 * detuned saws (Roland JP-8000), a saw and a sub through a low-pass with an envelope (SH-101), a filter that sings
 * (TB-303), the long sine of a TR-808's kick tuned as a bass, two saws against each other ("Reese", 1988). */
/* clang-format off */
const struct patch patch_rows[] = {
    {.name = "super saw", .wave = WAVE_SAW, .unison = 7, .detune = 15, .spread = 1, .second = WAVE_NONE,
     .cutoff_hertz = 3200, .resonance = 0.9f, .follow = 0.3f, .velocity_octaves = 1, .envelope_octaves = 1,
     .filter_envelope = {4, 900, 0.4f, 400}, .sweep_octaves = 1.6f, .sweep_beats = 32, .envelope = {4, 2500, 0.8f,
     350}},
    {.name = "stab", .wave = WAVE_SAW, .unison = 5, .detune = 12, .spread = 0.9f, .second = WAVE_PULSE,
     .second_level = 0.4f, .width = 0.5f, .cutoff_hertz = 1800, .resonance = 1.4f, .follow = 0.3f,
     .envelope_octaves = 2, .velocity_octaves = 1, .filter_envelope = {1, 500, 0, 200}, .sweep_octaves = 1.2f,
     .sweep_beats = 32, .envelope = {2, 1100, 0.2f, 250}},
    {.name = "warm pad", .wave = WAVE_SAW, .unison = 3, .detune = 9, .spread = 1, .second = WAVE_TRIANGLE,
     .second_level = 0.6f, .second_semitones = -12, .cutoff_hertz = 1100, .resonance = 0.8f, .follow = 0.5f,
     .envelope_octaves = 0.8f, .filter_envelope = {900, 4000, 0.6f, 1500}, .sweep_octaves = 1.4f, .sweep_beats =
     32, .envelope = {350, 4000, 0.9f, 1000}},
    {.name = "bright pad", .wave = WAVE_SAW, .unison = 5, .detune = 12, .spread = 1, .cutoff_hertz = 2100,
     .resonance = 0.9f, .follow = 0.4f, .envelope_octaves = 1, .filter_envelope = {700, 3000, 0.6f, 1500},
     .sweep_octaves = 1.7f, .sweep_beats = 32, .envelope = {180, 4000, 0.9f, 1400}},
    {.name = "sweep pad", .wave = WAVE_PULSE, .unison = 3, .detune = 10, .spread = 1, .width = 0.35f, .width_lfo =
     0.2f, .second = WAVE_SAW, .second_level = 0.5f, .second_semitones = 0.09f, .cutoff_hertz = 900, .resonance =
     1.8f, .follow = 0.4f, .sweep_octaves = 2.2f, .sweep_beats = 32, .lfo_beats = 8, .lfo_octaves = 0.2f,
     .envelope = {500, 4000, 0.9f, 2500}},
    {.name = "air pad", .wave = WAVE_TRIANGLE, .unison = 5, .detune = 14, .spread = 1, .second = WAVE_SINE,
     .second_level = 0.5f, .second_semitones = 12.04f, .noise = 0.05f, .cutoff_hertz = 2400, .resonance = 0.8f,
     .follow = 0.5f, .sweep_octaves = 1.1f, .sweep_beats = 24, .envelope = {700, 4000, 1, 3000}},
    {.name = "string machine", .wave = WAVE_SAW, .unison = 3, .detune = 8, .spread = 1, .second = WAVE_SAW,
     .second_level = 0.6f, .second_semitones = 12.03f, .cutoff_hertz = 2600, .resonance = 0.7f, .follow = 0.3f,
     .sweep_octaves = 0.6f, .sweep_beats = 32, .lfo_beats = 2, .lfo_octaves = 0.12f, .envelope = {140, 3000, 0.9f,
     700}},
    {.name = "synth brass", .wave = WAVE_SAW, .unison = 3, .detune = 7, .spread = 0.8f, .cutoff_hertz = 900,
     .resonance = 0.9f, .follow = 0.4f, .envelope_octaves = 2, .velocity_octaves = 1.2f, .filter_envelope = {45,
     900, 0.5f, 350}, .sweep_octaves = 0.5f, .sweep_beats = 32, .envelope = {25, 1500, 0.85f, 320}},
    {.name = "house bass", .wave = WAVE_SAW, .unison = 1, .second = WAVE_PULSE, .second_level = 0.3f, .width =
     0.5f, .sub = 0.9f, .cutoff_hertz = 420, .resonance = 1.3f, .follow = 0.3f, .envelope_octaves = 2.2f,
     .velocity_octaves = 0.8f, .filter_envelope = {1, 420, 0, 150}, .sweep_octaves = 0.8f, .sweep_beats = 32,
     .envelope = {3, 1500, 0.6f, 120}, .drive = 0.8f, .mono = true, .glide_ms = 30},
    {.name = "acid bass", .wave = WAVE_SAW, .unison = 1, .sub = 0.5f, .cutoff_hertz = 260, .resonance = 5, .follow
     = 0.2f, .envelope_octaves = 2.6f, .velocity_octaves = 1.5f, .filter_envelope = {1, 600, 0, 120},
     .sweep_octaves = 1.8f, .sweep_beats = 32, .envelope = {2, 1500, 0.5f, 80}, .drive = 1.6f, .mono = true,
     .glide_ms = 60},
    {.name = "reese", .wave = WAVE_SAW, .unison = 3, .detune = 22, .spread = 0.15f, .sub = 1.0f, .cutoff_hertz =
     480, .resonance = 1.2f, .follow = 0.2f, .sweep_octaves = 1.4f, .sweep_beats = 16, .lfo_beats = 4,
     .lfo_octaves = 0.5f, .envelope = {6, 4000, 0.9f, 160}, .drive = 1.4f, .mono = true, .glide_ms = 70},
    {.name = "808 bass", .wave = WAVE_SINE, .unison = 1, .second = WAVE_TRIANGLE, .second_level = 0.25f,
     .drop_semitones = 14, .drop_ms = 60, .cutoff_hertz = 900, .resonance = 0.7f, .follow = 0.3f,
     .envelope_octaves = 1, .filter_envelope = {1, 500, 0, 200}, .sweep_octaves = 0.3f, .sweep_beats = 32,
     .envelope = {2, 5200, 0, 180}, .drive = 1.8f, .mono = true, .glide_ms = 90},
    {.name = "wobble", .wave = WAVE_SAW, .unison = 3, .detune = 16, .spread = 0.2f, .second = WAVE_PULSE,
     .second_level = 0.7f, .width = 0.4f, .second_semitones = -12, .sub = 1.1f, .cutoff_hertz = 500, .resonance =
     2.6f, .follow = 0.2f, .lfo_beats = 0.5f, .lfo_octaves = 2.0f, .sweep_octaves = 0.5f, .sweep_beats = 16,
     .envelope = {4, 4000, 0.9f, 120}, .drive = 2.2f, .mono = true, .glide_ms = 50},
    {.name = "synthwave bass", .wave = WAVE_SAW, .unison = 3, .detune = 6, .spread = 0.1f, .second = WAVE_PULSE,
     .second_level = 0.5f, .width = 0.45f, .second_semitones = -12, .sub = 0.3f, .cutoff_hertz = 600, .resonance =
     1.5f, .follow = 0.3f, .envelope_octaves = 1.9f, .velocity_octaves = 0.8f, .filter_envelope = {1, 380, 0,
     150}, .sweep_octaves = 0.6f, .sweep_beats = 32, .envelope = {2, 1800, 0.5f, 110}, .drive = 0.6f, .mono =
     true},
    {.name = "sub bass", .wave = WAVE_SINE, .unison = 1, .second = WAVE_SAW, .second_level = 0.15f, .cutoff_hertz
     = 360, .resonance = 0.7f, .follow = 0.3f, .sweep_octaves = 0.6f, .sweep_beats = 32, .envelope = {10, 5000,
     0.85f, 250}, .drive = 0.6f, .mono = true, .glide_ms = 80},
    {.name = "pluck", .wave = WAVE_SAW, .unison = 3, .detune = 7, .spread = 0.8f, .cutoff_hertz = 900, .resonance
     = 1.7f, .follow = 0.5f, .envelope_octaves = 2.4f, .velocity_octaves = 1.5f, .filter_envelope = {1, 380, 0,
     250}, .sweep_octaves = 1.5f, .sweep_beats = 32, .envelope = {2, 900, 0, 300}},
    {.name = "acid line", .wave = WAVE_PULSE, .unison = 1, .width = 0.4f, .cutoff_hertz = 500, .resonance = 6,
     .follow = 0.2f, .envelope_octaves = 2.2f, .velocity_octaves = 1.6f, .filter_envelope = {1, 420, 0, 150},
     .sweep_octaves = 2.2f, .sweep_beats = 32, .envelope = {2, 1100, 0.2f, 100}, .drive = 1.5f, .mono = true,
     .glide_ms = 50},
    {.name = "saw lead", .wave = WAVE_SAW, .unison = 3, .detune = 8, .spread = 0.6f, .second = WAVE_SAW,
     .second_level = 0.4f, .second_semitones = -12, .cutoff_hertz = 3000, .resonance = 1.1f, .follow = 0.5f,
     .velocity_octaves = 1, .envelope_octaves = 0.8f, .filter_envelope = {10, 900, 0.4f, 300}, .sweep_octaves =
     0.7f, .sweep_beats = 32, .vibrato_cents = 12, .vibrato_hertz = 5.4f, .vibrato_ms = 260, .envelope = {6, 3000,
     0.85f, 260}, .mono = true, .glide_ms = 55},
    {.name = "square lead", .wave = WAVE_PULSE, .unison = 2, .detune = 5, .spread = 0.5f, .width = 0.42f,
     .width_lfo = 0.08f, .second = WAVE_TRIANGLE, .second_level = 0.5f, .cutoff_hertz = 2600, .resonance = 1,
     .follow = 0.6f, .velocity_octaves = 1, .envelope_octaves = 0.7f, .filter_envelope = {6, 700, 0.4f, 250},
     .sweep_octaves = 0.7f, .sweep_beats = 32, .vibrato_cents = 14, .vibrato_hertz = 5.2f, .vibrato_ms = 280,
     .envelope = {6, 3000, 0.85f, 240}, .mono = true, .glide_ms = 50},
    {.name = "fifth lead", .wave = WAVE_SAW, .unison = 3, .detune = 9, .spread = 0.6f, .second = WAVE_SAW,
     .second_level = 0.7f, .second_semitones = 7, .cutoff_hertz = 2400, .resonance = 1.1f, .follow = 0.5f,
     .velocity_octaves = 1, .sweep_octaves = 0.8f, .sweep_beats = 32, .vibrato_cents = 10, .vibrato_hertz = 5,
     .vibrato_ms = 300, .envelope = {8, 3000, 0.85f, 260}},
    {.name = "soft lead", .wave = WAVE_TRIANGLE, .unison = 2, .detune = 4, .spread = 0.4f, .second = WAVE_PULSE,
     .second_level = 0.25f, .width = 0.3f, .width_lfo = 0.1f, .noise = 0.02f, .cutoff_hertz = 2400, .resonance =
     0.8f, .follow = 0.6f, .sweep_octaves = 0.6f, .sweep_beats = 32, .vibrato_cents = 16, .vibrato_hertz = 5,
     .vibrato_ms = 240, .envelope = {30, 3000, 0.9f, 380}, .mono = true, .glide_ms = 70},
    {.name = "glass bell", .wave = WAVE_FM, .unison = 2, .detune = 4, .spread = 0.8f, .fm_ratio = 3.5f, .fm_index
     = 0.28f, .second = WAVE_SINE, .second_level = 0.4f, .second_semitones = 12.05f, .cutoff_hertz = 7000,
     .resonance = 0.7f, .follow = 0.4f, .velocity_octaves = 1, .sweep_octaves = 0.5f, .sweep_beats = 32, .envelope
     = {2, 3200, 0, 1800}},
    {.name = "chip pulse", .wave = WAVE_PULSE, .unison = 1, .width = 0.25f, .cutoff_hertz = 20000, .resonance =
     0.7f, .vibrato_cents = 18, .vibrato_hertz = 6.5f, .vibrato_ms = 200, .envelope = {1, 1800, 0.5f, 60}, .mono =
     true},
    {.name = "chip arp", .wave = WAVE_PULSE, .unison = 1, .width = 0.125f, .cutoff_hertz = 20000, .resonance =
     0.7f, .envelope = {1, 700, 0.25f, 50}},
    {.name = "chip square", .wave = WAVE_PULSE, .unison = 1, .width = 0.5f, .cutoff_hertz = 20000, .resonance =
     0.7f, .vibrato_cents = 12, .vibrato_hertz = 6, .vibrato_ms = 250, .envelope = {1, 1600, 0.6f, 60}, .mono =
     true},
    {.name = "chip bass", .wave = WAVE_STEPS, .unison = 1, .cutoff_hertz = 20000, .resonance = 0.7f, .envelope =
     {1, 1000, 1, 20}, .mono = true},
    {.name = "riser", .wave = WAVE_NOISE, .unison = 2, .spread = 1, .filter = FILTER_BAND, .cutoff_hertz = 700,
     .resonance = 1.6f, .rise_beats = 4, .envelope = {5, 1000, 1, 250}},
    {.name = NULL},
};
/* clang-format on */

enum { PATCHES = COUNT(patch_rows) - 1 };

/* Roles as bits. */
#define LEADS (1u << SCORE_LEAD | 1u << SCORE_COUNTER)
#define ARPS  (1u << SCORE_ARP)
#define KEYS  (1u << SCORE_KEYS | 1u << SCORE_GUITAR)
#define PADS  (1u << SCORE_PAD)
#define BASS  (1u << SCORE_BASS)
#define ANY   0xffffu

/* The first row that fits counts. A style of NULL: any. */
static const struct {
    const char *style;
    unsigned roles;
    int low, high; /* programs, both ends included */
    const char *patch;
} uses[] = {
    {"chiptune", BASS, 0, 127, "chip bass"},
    {"chiptune", ARPS, 80, 81, "chip arp"},
    {"chiptune", 1u << SCORE_COUNTER, 80, 81, "chip square"},
    {"chiptune", ANY, 80, 87, "chip pulse"},
    {"techno", BASS, 38, 39, "acid bass"},
    {"techno", ARPS, 80, 81, "acid line"},
    {"dnb", BASS, 38, 39, "reese"},
    {"dubstep", BASS, 38, 39, "wobble"},
    {"trap", BASS, 38, 39, "808 bass"},
    {"hiphop", BASS, 38, 39, "808 bass"},
    {"drill", BASS, 38, 39, "808 bass"},
    {"amapiano", BASS, 38, 39, "808 bass"},
    {"grime", BASS, 38, 39, "reese"},
    {"dubstep", BASS, 86, 87, "wobble"},
    {NULL, BASS, 86, 87, "reese"},
    {"rnb", BASS, 38, 39, "sub bass"},
    {"ambient", BASS, 38, 39, "sub bass"},
    {"space", BASS, 38, 39, "synthwave bass"},
    {"synthwave", BASS, 38, 39, "synthwave bass"},
    {"trailer", BASS, 38, 39, "reese"},
    {"news", BASS, 38, 39, "synthwave bass"},
    {NULL, BASS, 38, 39, "house bass"},
    {NULL, BASS, 80, 81, "house bass"},
    {NULL, ARPS, 80, 87, "pluck"},
    {NULL, ARPS, 98, 99, "glass bell"},
    {NULL, KEYS, 80, 81, "stab"},
    {NULL, KEYS, 90, 90, "super saw"},
    {NULL, PADS, 80, 81, "bright pad"},
    {"trance", PADS, 90, 90, "super saw"},
    {NULL, ANY, 50, 51, "string machine"},
    {NULL, ANY, 62, 63, "synth brass"},
    {NULL, LEADS, 80, 80, "square lead"},
    {NULL, LEADS, 81, 81, "saw lead"},
    {NULL, LEADS, 82, 83, "soft lead"},
    {NULL, LEADS, 84, 84, "saw lead"},
    {NULL, LEADS, 86, 87, "fifth lead"},
    {NULL, LEADS, 88, 88, "soft lead"},
    {NULL, ANY, 89, 89, "warm pad"},
    {NULL, ANY, 90, 90, "bright pad"},
    {NULL, ANY, 92, 92, "air pad"},
    {NULL, ANY, 94, 94, "air pad"},
    {NULL, ANY, 95, 95, "sweep pad"},
    {NULL, ANY, 98, 98, "glass bell"},
};

static const struct patch *named(const char *name)
{
    for (size_t i = 0; i < PATCHES; i++)
        if (strcmp(patch_rows[i].name, name) == 0)
            return &patch_rows[i];
    return NULL;
}

/* Styles of machines, whose reversed cymbal is a sweep of noise. */
static bool has_risers(const char *style)
{
    static const char *const names[] = {"electronic", "techno", "trance", "house",     "dubstep",
                                        "dnb",        "trap",   "upbeat", "synthwave", "tropical"};
    for (size_t i = 0; i < COUNT(names); i++)
        if (strcmp(names[i], style) == 0)
            return true;
    return false;
}

const struct patch *patch_find(const char *style, enum score_role role, int program)
{
    if (role == SCORE_DRUMS)
        return NULL;
    if (role == SCORE_PERCUSSION)
        return program == 119 && has_risers(style) ? named("riser") : NULL;
    for (size_t i = 0; i < COUNT(uses); i++)
        if ((uses[i].style == NULL || strcmp(uses[i].style, style) == 0) && (uses[i].roles >> role & 1) != 0 &&
            program >= uses[i].low && program <= uses[i].high)
            return named(uses[i].patch);
    return NULL;
}
