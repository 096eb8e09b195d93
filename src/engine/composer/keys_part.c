/* Keys and pads: the chords, in the hands of a player. */
#include "piece.h"

enum { PEDAL = 64, EXPRESSION = 11 };

static void chord_notes(struct part_draft *draft, int32_t start, int32_t length, const int *keys, int count,
                        int velocity)
{
    for (int i = 0; i < count; i++)
        part_add(draft, start, length, keys[i], velocity - (i > 0 && i + 1 < count ? 4 : 0));
}

/* Down a moment after the chord, up just before the next: as a foot does it. */
static void pedal(struct part_draft *draft, int32_t start, int32_t end)
{
    part_control(draft, start + SIXTEENTH / 2, PEDAL, 100);
    part_control(draft, end - SIXTEENTH / 4, PEDAL, 0);
}

static void write_offbeat(struct part_draft *draft, int32_t at, int32_t length, const int *keys, int count)
{
    /* One long chord, then answers between the beats, never the same two bars running. */
    static const int answers[4][3] = {{7, 10, -1}, {6, 11, -1}, {10, -1, -1}, {7, 13, -1}};
    int choice = prng_between(&draft->prng, 0, 3);
    chord_notes(draft, at, answers[choice][0] * SIXTEENTH - SIXTEENTH / 2, keys, count, 4);
    for (int i = 0; i < 3 && answers[choice][i] >= 0; i++) {
        int32_t off = answers[choice][i] * SIXTEENTH;
        if (off + SIXTEENTH * 2 > length)
            break;
        int upper = count > 3 ? 1 : 0;
        chord_notes(draft, at + off, 2 * SIXTEENTH + SIXTEENTH / 2, keys + upper, count - upper, -8);
    }
}

static void write_comp(struct part_draft *draft, int32_t at, int32_t length, const int *keys, int count)
{
    /* Steps in eighths: Charleston and its relatives. */
    static const int hits[6][3] = {{0, 3, -1}, {1, 4, -1}, {0, 5, -1}, {3, 6, -1}, {0, 3, 6}, {2, 7, -1}};
    int choice = prng_between(&draft->prng, 0, 5);
    for (int i = 0; i < 3 && hits[choice][i] >= 0; i++) {
        int32_t off = hits[choice][i] * EIGHTH;
        if (off >= length)
            break;
        bool stays = prng_between(&draft->prng, 0, 2) == 0;
        chord_notes(draft, at + off, stays ? EIGHTH + SIXTEENTH : EIGHTH - SIXTEENTH / 2, keys, count, i == 0 ? 2 : -4);
    }
}

static void write_quarters(struct part_draft *draft, int32_t at, int32_t length, const int *keys, int count, int energy)
{
    /* In eighths; a dash holds. Calm sections have two chords a bar. */
    static const char *const patterns[4] = {"x---x---", "x-x-x-x-", "x--x--x-", "x-x--xx-"};
    const char *pattern = patterns[energy < 48 ? 0 : prng_between(&draft->prng, 1, 3)];
    for (int i = 0; i * EIGHTH < length; i++) {
        if (pattern[i % 8] == '-')
            continue;
        int32_t sound = EIGHTH * (energy > 60 ? 3 : 4) / 4;
        for (int n = i % 8 + 1; n < 8 && pattern[n] == '-'; n++)
            sound += EIGHTH * (energy > 60 ? 1 : 3) / 4;
        if (i * EIGHTH + sound > length)
            sound = length - i * EIGHTH;
        chord_notes(draft, at + i * EIGHTH, sound, keys, count, i % 4 == 0 ? 0 : -5);
    }
}

static void write_broken(const struct piece *piece, struct part_draft *draft, const struct chord_plan *plan,
                         const int *keys, int count, int energy)
{
    static const int orders[4][8] = {
        {0, 1, 2, 3, 2, 1, 2, 1},
        {0, 2, 1, 3, 1, 2, 1, 2},
        {0, 1, 3, 2, 1, 2, 3, 1},
        {0, 2, 3, 2, 1, 2, 3, 2},
    };
    int root = low_root(draft->row, plan->chord.bass);
    int32_t length = plan->end_ticks - plan->start_ticks;
    if (root >= 0)
        part_add(draft, plan->start_ticks, length, root, 0);
    const int *order = orders[prng_between(&draft->prng, 0, 3)];
    int32_t step = energy < 45 ? BEAT : piece->compound ? BEAT / 3 : EIGHTH;
    int skip = energy < 45 ? 0 : 1;
    for (int i = skip; i * step < length; i++) {
        int32_t at = plan->start_ticks + i * step;
        part_add(draft, at, step * 2 < length - i * step ? step * 2 : length - i * step, keys[order[i % 8] % count],
                 i % 2 == 0 ? -4 : -10);
    }
    if (!piece_spoken(piece, plan->start_ticks, plan->end_ticks) && energy >= 60)
        part_add(draft, plan->start_ticks, length, keys[count - 1], 6);
}

static void write_bar_chord(const struct piece *piece, struct part_draft *draft, const struct chord_plan *plan,
                            const int *keys, int count)
{
    int32_t at = plan->start_ticks, length = plan->end_ticks - plan->start_ticks;
    int energy = piece->sections[piece->bars[plan->bar].section].manner;
    switch (draft->row->figure) {
    case FIGURE_OFFBEAT:
        write_offbeat(draft, at, length, keys, count);
        pedal(draft, at, at + (length < BEAT ? length : BEAT + EIGHTH));
        break;
    case FIGURE_QUARTERS:
        write_quarters(draft, at, length, keys, count, energy);
        break;
    case FIGURE_COMP:
        write_comp(draft, at, length, keys, count);
        break;
    case FIGURE_BROKEN:
        write_broken(piece, draft, plan, keys, count, energy);
        pedal(draft, at, plan->end_ticks);
        break;
    case FIGURE_WALTZ:
        for (int32_t off = BEAT; off < length; off += BEAT)
            chord_notes(draft, at + off, BEAT * 3 / 5, keys, count, off == BEAT ? 0 : -3);
        break;
    case FIGURE_SKANK:
        for (int32_t off = BEAT / 2; off < length; off += BEAT)
            chord_notes(draft, at + off, SIXTEENTH * 5 / 4, keys, count, 0);
        break;
    case FIGURE_STABS:
        for (int32_t off = EIGHTH; off < length; off += BEAT)
            if (prng_between(&draft->prng, 0, 9) < 8)
                chord_notes(draft, at + off, SIXTEENTH * 3 / 2, keys, count, off % (2 * BEAT) == EIGHTH ? 0 : -5);
        break;
    default:
        chord_notes(draft, at, length - SIXTEENTH / 2, keys, count, 0);
        pedal(draft, at, plan->end_ticks);
        break;
    }
}

static void close_keys(const struct piece *piece, struct part_draft *draft, const int *keys, int count, bool with_root)
{
    const struct chord_plan *home = &piece->chords[piece->chord_count - 1];
    int32_t length = piece->end_ticks - piece->final_ticks;
    int root = with_root ? low_root(draft->row, home->chord.root) : -1;
    if (root >= 0)
        part_add(draft, piece->final_ticks, length, root, 4);
    chord_notes(draft, piece->final_ticks, length, keys, count, 4);
}

void keys_write(const struct piece *piece, struct part_draft *draft)
{
    int keys[VOICING_MOST] = {0}, before = 0;
    int voices = draft->row->figure == FIGURE_QUARTERS ? 3 : 4;
    for (int i = 0; i < piece->chord_count; i++) {
        const struct chord_plan *plan = &piece->chords[i];
        bool closing = i + 1 == piece->chord_count;
        if (!closing && !part_plays_bar(piece, draft->row, plan->bar))
            continue;
        before = part_voice_chord(piece, draft, plan, voices, 3, keys, before);
        if (closing)
            close_keys(piece, draft, keys, before, true);
        else
            write_bar_chord(piece, draft, plan, keys, before);
    }
}

/* In the bar before a stronger section the pad grows into it; 0 elsewhere. `bar` is moved on to the bar of `at`. */
static int swell_into(const struct piece *piece, int *bar, int32_t at)
{
    enum { FROM = 84, TO = 122, RISE_LEAST = 8 };
    while (*bar + 1 < piece->bar_count && piece->bars[*bar + 1].start_ticks <= at)
        ++*bar;
    const struct bar_plan *plan = &piece->bars[*bar];
    /* Into a crossfade, and to where a title appears, it swells over the beats before. */
    for (int beat = 0; beat < piece->bar_beats; beat++) {
        int32_t to_turn = plan->start_ticks + beat * BEAT - at;
        if (((plan->soft_beats | plan->title_beats) & (1U << beat)) != 0 && to_turn >= 0 && to_turn <= 2 * BEAT)
            return TO - (TO - FROM) * to_turn / (2 * BEAT);
    }
    bool last = plan->index + 1 == piece->sections[plan->section].bar_count;
    if (!last || section_rise(piece, plan->section) < RISE_LEAST)
        return 0;
    return FROM + (TO - FROM) * (at - plan->start_ticks) / plan->length_ticks;
}

/* A slow swell over each chord: 4 bars up and down as a triangle between 70 and 104. */
static void swell(const struct piece *piece, struct part_draft *draft)
{
    enum { LOW = 70, HIGH = 104, PERIOD = 32 * EIGHTH };
    int32_t phase = prng_between(&draft->prng, 0, 15) * EIGHTH;
    int bar = 0;
    for (int32_t at = 0; at < piece->final_ticks; at += BEAT) {
        int32_t place = (at + phase) % PERIOD;
        int32_t up = place < PERIOD / 2 ? place : PERIOD - place;
        int value = LOW + (HIGH - LOW) * up / (PERIOD / 2), rise = swell_into(piece, &bar, at);
        part_control(draft, at, EXPRESSION, rise > value ? rise : value);
    }
    part_control(draft, piece->final_ticks, EXPRESSION, 96);
}

void pad_write(const struct piece *piece, struct part_draft *draft)
{
    int keys[VOICING_MOST] = {0}, before = 0;
    for (int i = 0; i < piece->chord_count; i++) {
        const struct chord_plan *plan = &piece->chords[i];
        bool closing = i + 1 == piece->chord_count;
        if (!closing && !part_plays_bar(piece, draft->row, plan->bar))
            continue;
        int energy = closing ? 60 : piece->sections[piece->bars[plan->bar].section].manner;
        int voices = energy < 40 ? 3 : 4;
        /* Every second phrase begins elsewhere in the register. */
        if (!closing && piece->bars[plan->bar].index % 4 == 0)
            before = 0;
        before = voicing_next(&plan->chord, voices, draft->row->low, draft->row->high, keys, before);
        if (closing)
            close_keys(piece, draft, keys, before, false);
        else
            chord_notes(draft, plan->start_ticks, plan->end_ticks - plan->start_ticks, keys, before, 0);
    }
    swell(piece, draft);
}
