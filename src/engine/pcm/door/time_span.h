/* What is found in a clip and meant for a piece: where somebody speaks, where the picture turns. Plain values. */
#ifndef BGMUSIC_ENGINE_PCM_TIME_SPAN_H
#define BGMUSIC_ENGINE_PCM_TIME_SPAN_H

#include <stdint.h>

/* A stretch of time, [start_ms, end_ms). */
struct music_span {
    int64_t start_ms, end_ms;
};

/* A cut in the picture. */
struct music_cut {
    int64_t at_ms;
    double strength; /* 0-1 */
};

#endif
