/* Several pieces in a row: what "then" of the music's segment says, "10000 upbeat|15000 epic rock": from this time of
 * the video on that kind of music, to the next one or the end; "-" is the piece that the other fields describe. */
#ifndef BGMUSIC_ENGINE_TIMELINE_TIMELINE_PIECES_H
#define BGMUSIC_ENGINE_TIMELINE_TIMELINE_PIECES_H

#include <stddef.h>
#include <stdint.h>

#include "timeline.h"

enum { TIMELINE_MOST_PIECES = 6, TIMELINE_LEAST_PIECE_MS = 2000, TIMELINE_PIECE_SIZE = 64 };

struct timeline_piece {
    int64_t start_ms, end_ms;         /* of the video */
    char prompt[TIMELINE_PIECE_SIZE]; /* "": the music's own */
};

/* The pieces, ascending, without gaps, over all of the music; returns how many, at least one. Whatever "then" holds. */
size_t timeline_pieces(const struct timeline_music *music, struct timeline_piece pieces[TIMELINE_MOST_PIECES + 1]);
/* From `start_ms` to `end_ms` such music; what played there goes on behind it. False: no room, or too many. */
bool timeline_piece_set(struct timeline_music *music, int64_t start_ms, int64_t end_ms, const char *prompt);
/* The music of one piece as if it were alone. */
void timeline_piece_alone(const struct timeline_music *music, const struct timeline_piece *piece,
                          struct timeline_music *alone);
/* The style that plays at a time of the video: a row's id. */
const char *timeline_style_at(const struct timeline_music *music, int64_t at_ms, char style[32]);

#endif
