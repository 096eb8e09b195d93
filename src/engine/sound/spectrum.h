/* How the power of a sound lies over the octaves, of its middle and of its sides, and over third octaves.
 *
 *     struct spectrum *spectrum = spectrum_new();
 *     spectrum_add(spectrum, stereo, SOUND_CHUNK_FRAMES); ...
 *     spectrum->mid[3], spectrum->side[3] ...                powers in one unit
 *     spectrum_free(spectrum); */
#ifndef BGMUSIC_ENGINE_SOUND_SPECTRUM_H
#define BGMUSIC_ENGINE_SOUND_SPECTRUM_H

#include <stddef.h>

/* Octaves up to 62.5, 125, 250, 500, 1000, 2000, 4000, 8000 and 20 000 Hz; the first begins at 28 Hz. */
enum { SPECTRUM_BANDS = 9, SPECTRUM_POINTS = 4096 };
extern const double spectrum_edges_hertz[SPECTRUM_BANDS + 1];
/* Third octaves from 125 Hz, below which the transform's points lie too far apart, up to 16 kHz. */
enum { SPECTRUM_THIRDS = 22 };
extern const double spectrum_thirds_hertz[SPECTRUM_THIRDS];

struct spectrum {
    double mid[SPECTRUM_BANDS], side[SPECTRUM_BANDS];
    double thirds[SPECTRUM_THIRDS]; /* middle and sides together */
    double peak;                    /* the largest sample */
    float window[SPECTRUM_POINTS];
    float turns[SPECTRUM_POINTS][2];
    float points[SPECTRUM_POINTS][2];
};

struct spectrum *spectrum_new(void);
void spectrum_free(struct spectrum *spectrum); /* NULL is legal */
/* Looks at the first 4096 of every call's frames, which tells a piece's spectrum to a tenth of a dB; calls with fewer
 * frames count for their peak alone. */
void spectrum_add(struct spectrum *spectrum, const float *stereo, size_t frames);

#endif
