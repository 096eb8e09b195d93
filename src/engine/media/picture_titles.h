/* Titles on the picture: in lines that fit the frame, inside its safe area, in a font that has the characters. */
#ifndef BGMUSIC_ENGINE_MEDIA_PICTURE_TITLES_H
#define BGMUSIC_ENGINE_MEDIA_PICTURE_TITLES_H

#include "bgmusic/base/buf.h"
#include "bgmusic/base/error.h"
#include "media_encode.h"

/* Appends ",drawtext=..." for every line of every title; the texts go into the scratch folder. What cannot be drawn is
 * named in the notes. */
enum bgm_status picture_titles_append(struct buf *graph, const struct media_encode_request *request, struct buf *notes,
                                      struct bgm_error *err);

enum { TITLE_MOST_LINES = 6, TITLE_LINE_BYTES = 512 };

struct title_lines {
    char lines[TITLE_MOST_LINES][TITLE_LINE_BYTES];
    size_t count;
    int size; /* of the letters, in pixels */
};

/* Sets a text into a frame. What does not fit at the least size is cut. */
void title_lines_set(struct title_lines *lines, const char *text, int frame_width, int frame_height);

#endif
