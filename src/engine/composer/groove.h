/* A drum groove as lines of text. */
#ifndef BGMUSIC_ENGINE_COMPOSER_GROOVE_H
#define BGMUSIC_ENGINE_COMPOSER_GROOVE_H

#include <stddef.h>

#include "style_row.h"

struct groove_line {
    int key; /* General MIDI drum */
    /* -1: always; 0, 1: one of the two, drawn every two bars; 2, 3: at times, from energy 55, 72. */
    int variant;
    const char *steps; /* 16 */
};

struct groove_row {
    const struct groove_line *lines;
    size_t count;
};

const struct groove_row *groove_row(enum groove groove); /* GROOVE_NONE gives a light one */

#endif
