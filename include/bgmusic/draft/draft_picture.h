/* The timeline as a picture: tracks on a time axis, for a terminal and as SVG. Pure: the text goes into a buffer.
 *
 *                           0:00        0:03        0:06        0:09
 *                           |           |           |           |
 *     1. Video clip.mp4     ████████████████████████████████████████████
 *        speech             ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
 *     2. BGM Calm lo-fi 35% ▂▂▂▂▂▅▅▅▅▅▅▅▅▅▅▅▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▅▅▅▅▂▂▂▂
 *
 * Blocks show the music's energy where the state tells it, faded as the segment fades. */
#ifndef BGMUSIC_DRAFT_DRAFT_PICTURE_H
#define BGMUSIC_DRAFT_DRAFT_PICTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct draft;
struct draft_scene;

enum { PICTURE_LEAST_COLUMNS = 40, PICTURE_MOST_COLUMNS = 240, PICTURE_MOST_TRACKS = 64 };

struct picture_look {
    size_t columns; /* of the terminal; kept within the limits above */
    bool ascii;     /* no blocks, no letters past ASCII */
    bool color;
};

/* Lines without trailing spaces, each with a newline; safe to show. Nothing for an empty timeline. */
void draft_picture(const struct draft *draft, const struct draft_scene *scene, const struct picture_look *look,
                   struct buf *out);

/* A whole SVG 1.1 document, names escaped. An empty timeline gives a picture that says so. */
void draft_svg(const struct draft *draft, const struct draft_scene *scene, struct buf *out);

/* Shared by the two pictures (draft_axis.c). */

/* When the whole ends: the draft's duration or its last segment; at least 1. */
int64_t picture_end_ms(const struct draft *draft);
/* A round step between marks, so that at most `most` fit. */
int64_t picture_step_ms(int64_t end_ms, int most);
/* "0:05", "1:02:03", with tenths when `step_ms` asks for them. */
void picture_append_time(struct buf *out, int64_t ms, int64_t step_ms);
struct draft_segment;
/* Is the music silent there? */
bool picture_is_hole(const struct draft_scene *scene, int64_t ms);
/* How strong the music is at a moment of a segment, 0-1: the energy there, faded; -1 when no energy is known. */
double picture_energy(const struct draft_scene *scene, const struct draft_segment *segment, int64_t ms);

#endif
