/* The guitar: strummed, picked, damped, or comping. */
#include "piece.h"

static void strum(struct part_draft *draft, int32_t at, int32_t length, const int *keys, int first, int count,
                  int velocity)
{
    for (int i = first; i < count; i++)
        part_add(draft, at, length, keys[i], velocity);
}

static void write_strum(struct part_draft *draft, int32_t at, int32_t length, const int *keys, int count, int energy)
{
    /* Eighths: D down, u up (the high strings), . lets ring. */
    static const char *const patterns[5] = {"D..uD.u.", "D.Du.uDu", "D.D.Du.u", "D..u.uD.", "D.DuDuDu"};
    const char *pattern = patterns[energy < 45 ? 0 : prng_between(&draft->prng, 1, energy > 70 ? 4 : 3)];
    for (int i = 0; i * EIGHTH < length; i++) {
        if (pattern[i % 8] == '.')
            continue;
        int rings = 1;
        while (i % 8 + rings < 8 && pattern[i % 8 + rings] == '.')
            rings++;
        int32_t sound = rings * EIGHTH;
        if (i * EIGHTH + sound > length)
            sound = length - i * EIGHTH;
        if (pattern[i % 8] == 'D')
            strum(draft, at + i * EIGHTH, sound, keys, 0, count, i == 0 ? 4 : -2);
        else
            strum(draft, at + i * EIGHTH, sound, keys, count > 3 ? 2 : 1, count, -10);
    }
}

static void write_pick(struct part_draft *draft, int32_t at, int32_t length, const int *keys, int count)
{
    /* String numbers from low to high: thumb and fingers. */
    static const int orders[5][8] = {{0, 2, 1, 3, 0, 2, 1, 3},
                                     {0, 1, 2, 3, 2, 1, 2, 1},
                                     {0, 2, 3, 2, 1, 2, 3, 2},
                                     {0, 3, 1, 2, 0, 3, 2, 1},
                                     {0, -1, 2, 3, -1, 2, 1, 2}};
    const int *order = orders[prng_between(&draft->prng, 0, 4)];
    for (int i = 0; i * EIGHTH < length; i++) {
        int string = order[i % 8];
        if (string < 0)
            continue;
        int32_t rest = length - i * EIGHTH;
        part_add(draft, at + i * EIGHTH, rest < BEAT + EIGHTH ? rest : BEAT + EIGHTH, keys[string % count],
                 i % 4 == 0 ? 3 : -5);
    }
}

static void write_muted(struct part_draft *draft, int32_t at, int32_t length, const int *keys, int count)
{
    int every = prng_between(&draft->prng, 0, 1) == 0 ? 3 : 8;
    for (int i = 0; i * EIGHTH < length; i++) {
        bool accent = i % every == 0;
        part_add(draft, at + i * EIGHTH, EIGHTH * (accent ? 4 : 2) / 5, keys[0], accent ? 6 : -8);
        if (accent && count > 1)
            part_add(draft, at + i * EIGHTH, EIGHTH * 4 / 5, keys[1], 2);
    }
}

static void write_hits(struct part_draft *draft, int32_t at, int32_t length, const int *keys, int count)
{
    static const int bossa[2][5] = {{0, 3, 6, -1, -1}, {0, 3, 4, 7, -1}};
    static const int comp[3][5] = {{2, 5, -1, -1, -1}, {0, 3, 7, -1, -1}, {1, 4, -1, -1, -1}};
    const int *hits = draft->row->figure == FIGURE_BOSSA ? bossa[prng_between(&draft->prng, 0, 1)]
                                                         : comp[prng_between(&draft->prng, 0, 2)];
    for (int i = 0; i < 5 && hits[i] >= 0; i++)
        if (hits[i] * EIGHTH < length)
            strum(draft, at + hits[i] * EIGHTH, EIGHTH * 4 / 5, keys, 0, count, i == 0 ? 3 : -4);
}

/* Short chords: on the second and third beat, or between the beats. */
static void write_short(struct part_draft *draft, int32_t at, int32_t length, const int *keys, int count)
{
    bool waltz = draft->row->figure == FIGURE_WALTZ;
    for (int32_t off = waltz ? BEAT : EIGHTH; off < length; off += BEAT)
        strum(draft, at + off, waltz ? BEAT * 3 / 5 : SIXTEENTH * 5 / 4, keys, count > 3 ? 1 : 0, count,
              waltz && off > BEAT ? -3 : 0);
}

void guitar_write(const struct piece *piece, struct part_draft *draft)
{
    int keys[VOICING_MOST] = {0}, before = 0;
    for (int i = 0; i < piece->chord_count; i++) {
        const struct chord_plan *plan = &piece->chords[i];
        bool closing = i + 1 == piece->chord_count;
        if (!closing && !part_plays_bar(piece, draft->row, plan->bar))
            continue;
        before = part_voice_chord(piece, draft, plan, 4, 4, keys, before);
        int32_t at = plan->start_ticks, length = plan->end_ticks - at;
        int energy = closing ? 0 : piece->sections[piece->bars[plan->bar].section].manner;
        if (closing)
            strum(draft, at, length, keys, 0, before, 4);
        else if (draft->row->figure == FIGURE_STRUM)
            write_strum(draft, at, length, keys, before, energy);
        else if (draft->row->figure == FIGURE_PICK)
            write_pick(draft, at, length, keys, before);
        else if (draft->row->figure == FIGURE_MUTED)
            write_muted(draft, at, length, keys, before);
        else if (draft->row->figure == FIGURE_WALTZ || draft->row->figure == FIGURE_SKANK)
            write_short(draft, at, length, keys, before);
        else
            write_hits(draft, at, length, keys, before);
    }
}
