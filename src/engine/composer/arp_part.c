/* Broken chords: the contour changes every two bars, accents come every three, four or five
 * steps. */
#include "piece.h"

enum { ARP_VOICES = 5 };

/* The i-th of the voices under contour `shape`. */
static int contour(int shape, int i, int count)
{
    static const int weave[4] = {0, 2, 1, 3};
    int around = 2 * (count - 1);
    switch (shape) {
    case 0:
        return i % count;
    case 1:
        return count - 1 - i % count;
    case 2:
        i %= around;
        return i < count ? i : around - i;
    case 3:
        return (weave[i % 4] + i / 4 % 2) % count;
    default:
        return i % 3 == 0 ? 0 : 1 + (i / 3 + i) % (count - 1);
    }
}

/* Chord tones from the low end of the register upwards: the arp has the whole chord in its
 * hands. */
static int spread(const struct chord *chord, int low, int high, int keys[ARP_VOICES])
{
    int count = 0;
    for (int key = low; key <= high && count < ARP_VOICES; key++)
        if (chord->tone_mask & (1U << (key % 12)))
            keys[count++] = key;
    if (count == 0)
        keys[count++] = key_near(chord->root, low, low, high);
    return count;
}

void arp_write(const struct piece *piece, struct part_draft *draft)
{
    enum figure figure = draft->row->figure;
    int32_t step = figure == FIGURE_SIXTEENTHS || figure == FIGURE_OSTINATO ? SIXTEENTH
                   : figure == FIGURE_SLOW                                  ? BEAT
                                                                            : EIGHTH;
    /* Compound time runs in threes. */
    if (piece->compound && step < BEAT)
        step = BEAT / 3;
    bool drives = figure == FIGURE_OSTINATO || piece->style->groove == GROOVE_EPIC;
    int gate = prng_between(&draft->prng, 70, 92);
    int shape = 0, accent = 4, lift = 0;
    for (int i = 0; i + 1 < piece->chord_count; i++) {
        const struct chord_plan *plan = &piece->chords[i];
        const struct bar_plan *bar = &piece->bars[plan->bar];
        /* The contour holds over eight bars; the last one may turn. */
        if (plan->start_ticks == bar->start_ticks)
            part_begin_bar(piece, draft, plan->bar);
        if ((bar->index % 8 == 0 || bar->index % 8 == 7) && plan->start_ticks == bar->start_ticks) {
            shape = prng_between(&draft->prng, 0, 4);
            /* An ostinato drives the beat, and so does all that runs over big drums; other contours play across it. */
            accent = prng_between(&draft->prng, 3, 5);
            accent = drives ? BEAT / step : accent;
            lift = prng_between(&draft->prng, 0, 4);
        }
        if (!part_plays_bar(piece, draft->row, plan->bar))
            continue;
        int keys[ARP_VOICES];
        int count = spread(&plan->chord, draft->row->low + lift, draft->row->high, keys);
        for (int n = 0; n * step < plan->end_ticks - plan->start_ticks; n++) {
            /* An ostinato leaves holes; slow figures sometimes wait. */
            if (figure == FIGURE_OSTINATO && (n % 8 == 3 || n % 8 == 6))
                continue;
            if (figure == FIGURE_SLOW && n > 0 && prng_between(&draft->prng, 0, 9) < 3)
                continue;
            int32_t at = plan->start_ticks + n * step;
            int32_t length = figure == FIGURE_SLOW ? 2 * BEAT : step * gate / 100;
            if (at + length > plan->end_ticks)
                length = plan->end_ticks - at;
            int voice =
                figure == FIGURE_OSTINATO ? (n % 8 < 4 ? 0 : 1 + n / 8 % 2) : contour(shape, n, count < 2 ? 2 : count);
            part_add(draft, at, length, keys[voice % count], n % accent == 0 ? 5 : drives ? -10 : -4);
        }
    }
    const struct chord_plan *home = &piece->chords[piece->chord_count - 1];
    int keys[ARP_VOICES];
    int count = spread(&home->chord, draft->row->low, draft->row->high, keys);
    for (int i = 0; i < count && i < 4; i++) {
        int32_t at = piece->final_ticks + i * SIXTEENTH / 2;
        if (at + SIXTEENTH < piece->end_ticks)
            part_add(draft, at, piece->end_ticks - at, keys[i], 0);
    }
}
