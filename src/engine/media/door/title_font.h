/* A font that has the characters of a title, asked from fontconfig (fc-match, fc-list). */
#ifndef BGMUSIC_ENGINE_MEDIA_TITLE_FONT_H
#define BGMUSIC_ENGINE_MEDIA_TITLE_FONT_H

#include "bgmusic/base/buf.h"

/* The path of a font's file for `text` (UTF-8), the caller's; NULL: there is no fontconfig here, and what draws the
 * text chooses. `missing` gets the characters that no font of this machine can draw, each once, as UTF-8. */
char *title_font_find(const char *text, struct buf *missing);

#endif
