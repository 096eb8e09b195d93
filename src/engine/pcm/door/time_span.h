/* What is found in a clip and meant for a piece: where somebody speaks, where the picture turns. Plain values. */
#ifndef BGMUSIC_ENGINE_PCM_TIME_SPAN_H
#define BGMUSIC_ENGINE_PCM_TIME_SPAN_H

#include <stdint.h>

/* A stretch of time, [start_ms, end_ms). */
struct music_span {
    int64_t start_ms, end_ms;
};

/* How the picture turns: at once, step by step (a crossfade, a fade through black), or for a moment. */
enum music_cut_kind { MUSIC_CUT_HARD, MUSIC_CUT_SOFT, MUSIC_CUT_FLASH, MUSIC_CUT_KINDS };

/* A turn of the picture. */
struct music_cut {
    int64_t at_ms;
    double strength; /* 0-1 */
    enum music_cut_kind kind;
};

#endif
