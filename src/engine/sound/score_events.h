/* A score as one list of events in frames, ready for the synthesiser. */
#ifndef BGMUSIC_ENGINE_SOUND_SCORE_EVENTS_H
#define BGMUSIC_ENGINE_SOUND_SCORE_EVENTS_H

#include <stddef.h>

#include "score.h"
#include "soundfont_subset.h"

struct score_events {
    struct synth_event *events; /* by frame; at the same frame note-offs, controls, note-ons */
    size_t count;
};

/* The parts whose bits stand in `parts`. A note that would sound into the next one on the same
 * key ends where that begins: FluidSynth would let the first note-off end both. */
void score_events_init(struct score_events *list, const struct score *score, unsigned parts);
/* The seconds in which the part plays the most, moved to frame 0, with the controllers as they
 * stand there: for measuring how loud the part is. `part` must have notes. Appends to `list`,
 * which stays sorted only after score_events_sort(). */
void score_events_add_densest(struct score_events *list, const struct score *score, size_t part, int64_t window_frames);
void score_events_sort(struct score_events *list);
void score_events_release(struct score_events *list);

/* The programs and notes of these parts, for synth_new(); the caller's to free(). */
struct font_use *score_font_use(const struct score *score, unsigned parts);

/* Where kick drums begin, in frames by the tempo map (to the nearest), in ascending order; the caller's to free(). NULL
 * for none. */
int64_t *score_kicks(const struct score *score, size_t *count);

#endif
