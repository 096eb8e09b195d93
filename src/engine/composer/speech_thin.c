/* Room for speech: what the parts leave out while somebody speaks.
 *
 * Solo instruments in the voice's range are what disturbs most (docs/music.md): the lead and
 * the counter melody are silent there, broken chords keep their beats alone, all gets softer. */
#include <string.h>

#include "piece.h"

enum { MARGIN_US = 250000, SOFTER = 8 };

bool piece_spoken(const struct piece *piece, int32_t start_ticks, int32_t end_ticks)
{
    const struct music_brief *brief = piece->brief;
    if (brief->speech_count == 0)
        return false;
    int64_t start_us = score_ticks_to_us(piece->score, start_ticks) - MARGIN_US;
    int64_t end_us = score_ticks_to_us(piece->score, end_ticks) + MARGIN_US;
    /* The spans ascend: the first one that ends behind the start decides. */
    size_t low = 0, high = brief->speech_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (brief->speech[middle].end_ms * 1000 > start_us)
            high = middle;
        else
            low = middle + 1;
    }
    return low < brief->speech_count && brief->speech[low].start_ms * 1000 < end_us;
}

void part_thin(const struct piece *piece, struct part_draft *draft)
{
    enum score_role role = draft->row->role;
    if (piece->brief->speech_count == 0 || role == SCORE_PAD)
        return;
    size_t kept = 0;
    for (size_t i = 0; i < draft->count; i++) {
        struct draft_note note = draft->notes[i];
        if (piece_spoken(piece, note.start_ticks, note.start_ticks + note.length_ticks)) {
            bool closing = note.start_ticks >= piece->final_ticks;
            if (role == SCORE_LEAD || role == SCORE_COUNTER)
                continue;
            bool runs = role == SCORE_ARP || draft->row->figure == FIGURE_BROKEN || draft->row->figure == FIGURE_PICK;
            if (runs && !closing && note.start_ticks % BEAT != 0)
                continue;
            if (role != SCORE_BASS)
                note.velocity -= SOFTER;
        }
        draft->notes[kept++] = note;
    }
    draft->count = kept;
}
