/* The styles that the local engine can play, for lists of them. Static data: nothing is started, nothing can fail. */
#ifndef BGMUSIC_ENGINE_ENGINE_STYLES_H
#define BGMUSIC_ENGINE_ENGINE_STYLES_H

#include <stdbool.h>
#include <stddef.h>

struct engine_style {
    const char *id, *title;  /* "lofi", "Lo-fi" */
    int least_bpm, most_bpm; /* the tempo that the seed picks from */
};

/* False past the end. */
bool engine_style_at(size_t index, struct engine_style *style);
/* The instruments of a style, and the words of a prompt that call for it; NULL past the end. */
const char *engine_style_instrument(const char *id, size_t index);
const char *engine_style_word(const char *id, size_t index);

#endif
