/* Orchestral percussion: timpani and taiko, tuned to the root so that they never quarrel with
 * the chord. */
#include "piece.h"

enum { RISE_LEAST = 12 };

/* How long the reversed cymbal of General MIDI fonts swells at the keys from 55 on, in milliseconds (measured on two
 * fonts: 1.42 s at key 60, a semitone up 5.9 % less): it must end on the downbeat. */
static void write_risers(const struct piece *piece, struct part_draft *draft)
{
    static const int swells_ms[12] = {1895, 1789, 1689, 1594, 1504, 1420, 1340, 1265, 1194, 1127, 1064, 1004};
    for (int s = 0; s + 1 < piece->section_count; s++) {
        int bar = piece->sections[s + 1].first_bar;
        if (section_rise(piece, s) < RISE_LEAST || piece->bars[bar - 1].spoken)
            continue;
        int32_t end = piece->bars[bar].start_ticks;
        int key = key_near(piece_chord_at(piece, end)->chord.root, 60, 55, 66);
        int64_t end_us = score_ticks_to_us(piece->score, end);
        int64_t start_us = end_us - swells_ms[key - 55] * 1000;
        int32_t start = score_us_to_ticks(piece->score, start_us);
        if (start_us > 500000)
            part_add(draft, start, end - start, key, 0);
    }
}

void percussion_write(const struct piece *piece, struct part_draft *draft)
{
    if (draft->row->figure == FIGURE_RISER) {
        write_risers(piece, draft);
        return;
    }
    /* Each beat is struck: what comes between leads to the next and is softer. */
    static const char *const drives[4] = {"x...x.o.x...x.oo", "x.o.x...x.o.x.o.", "x...x.o.x.o.x.oo",
                                          "x...x...x...x.o."};
    int low = draft->row->low, high = draft->row->high;
    const char *drive = drives[0];
    for (int i = 0; i < piece->bar_count; i++) {
        const struct bar_plan *bar = &piece->bars[i];
        const struct section_plan *section = &piece->sections[bar->section];
        part_begin_bar(piece, draft, i);
        if (bar->index % 8 == 0)
            drive = drives[prng_between(&draft->prng, 0, 3)];
        if (!part_plays_bar(piece, draft->row, i) || bar->spoken)
            continue;
        /* Kettledrums that only mark the bar ring on until they are struck again. */
        int32_t pulse = bar->length_ticks == 4 * BEAT ? 2 * BEAT : bar->length_ticks;
        for (int32_t off = 0; off < bar->length_ticks; off += SIXTEENTH) {
            const struct chord *chord = &piece_chord_at(piece, bar->start_ticks + off)->chord;
            int key = key_near(chord->root, (low + high) / 2, low, high);
            char step = drive[off / SIXTEENTH % 16];
            bool drives_on = draft->row->figure == FIGURE_DRIVE && section->manner >= 50;
            if (drives_on ? step != '.' : off % pulse == 0)
                part_add(draft, bar->start_ticks + off, drives_on ? EIGHTH : pulse, key,
                         off == 0                   ? 6
                         : drives_on && step == 'x' ? 0
                                                    : -12);
        }
        /* A roll that grows into the next section; who drives goes on driving below it. */
        if (draft->row->figure != FIGURE_DRIVE && bar->index + 1 == section->bar_count &&
            bar->length_ticks >= 3 * BEAT) {
            int32_t roll = bar->start_ticks + bar->length_ticks - BEAT;
            const struct chord *chord = &piece_chord_at(piece, roll)->chord;
            int key = key_near(chord->root, (low + high) / 2, low, high);
            for (int n = 0; n < 8; n++)
                part_add(draft, roll + n * SIXTEENTH / 2, SIXTEENTH / 2, key, -24 + n * 3);
        }
    }
    const struct chord *home = &piece->chords[piece->chord_count - 1].chord;
    if (draft->count > 0 || piece->bar_count < 3)
        part_add(draft, piece->final_ticks, piece->end_ticks - piece->final_ticks,
                 key_near(home->root, (low + high) / 2, low, high), 6);
}
