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

/* How the part goes: what is drawn once, and what is drawn anew every eight bars. */
struct arp {
    enum figure figure;
    int32_t step;
    bool drives; /* an ostinato, and all that runs over big drums, marks the beat; others play across it */
    int gate;    /* percent of a step that sounds */
    int shape, accent, lift;
};

static struct arp arp_begin(const struct piece *piece, struct part_draft *draft)
{
    struct arp arp = {.figure = draft->row->figure, .accent = 4};
    arp.step = arp.figure == FIGURE_SIXTEENTHS || arp.figure == FIGURE_OSTINATO ? SIXTEENTH
               : arp.figure == FIGURE_SLOW                                      ? BEAT
                                                                                : EIGHTH;
    /* Compound time runs in threes. */
    if (piece->compound && arp.step < BEAT)
        arp.step = BEAT / 3;
    arp.drives = arp.figure == FIGURE_OSTINATO || piece->style->groove == GROOVE_EPIC;
    arp.gate = prng_between(&draft->prng, 70, 92);
    return arp;
}

/* The contour holds over eight bars; the last one may turn. */
static void arp_turn(struct arp *arp, struct part_draft *draft, const struct bar_plan *bar)
{
    if (bar->index % 8 != 0 && bar->index % 8 != 7)
        return;
    arp->shape = prng_between(&draft->prng, 0, 4);
    arp->accent = prng_between(&draft->prng, 3, 5);
    if (arp->drives)
        arp->accent = BEAT / arp->step;
    arp->lift = prng_between(&draft->prng, 0, 4);
}

static void arp_chord(const struct arp *arp, struct part_draft *draft, const struct chord_plan *plan)
{
    int keys[ARP_VOICES];
    int count = spread(&plan->chord, draft->row->low + arp->lift, draft->row->high, keys);
    for (int n = 0; n * arp->step < plan->end_ticks - plan->start_ticks; n++) {
        /* An ostinato leaves holes; slow figures sometimes wait. */
        if (arp->figure == FIGURE_OSTINATO && (n % 8 == 3 || n % 8 == 6))
            continue;
        if (arp->figure == FIGURE_SLOW && n > 0 && prng_between(&draft->prng, 0, 9) < 3)
            continue;
        int32_t at = plan->start_ticks + n * arp->step;
        int32_t length = arp->figure == FIGURE_SLOW ? 2 * BEAT : arp->step * arp->gate / 100;
        if (at + length > plan->end_ticks)
            length = plan->end_ticks - at;
        int voice = arp->figure == FIGURE_OSTINATO ? (n % 8 < 4 ? 0 : 1 + n / 8 % 2)
                                                   : contour(arp->shape, n, count < 2 ? 2 : count);
        part_add(draft, at, length, keys[voice % count], n % arp->accent == 0 ? 5 : arp->drives ? -10 : -4);
    }
}

/* The closing chord, rolled. */
static void arp_close(const struct piece *piece, struct part_draft *draft)
{
    const struct chord_plan *home = &piece->chords[piece->chord_count - 1];
    int keys[ARP_VOICES];
    int count = spread(&home->chord, draft->row->low, draft->row->high, keys);
    for (int i = 0; i < count && i < 4; i++) {
        int32_t at = piece->final_ticks + i * SIXTEENTH / 2;
        if (at + SIXTEENTH < piece->end_ticks)
            part_add(draft, at, piece->end_ticks - at, keys[i], 0);
    }
}

void arp_write(const struct piece *piece, struct part_draft *draft)
{
    struct arp arp = arp_begin(piece, draft);
    for (int i = 0; i + 1 < piece->chord_count; i++) {
        const struct chord_plan *plan = &piece->chords[i];
        const struct bar_plan *bar = &piece->bars[plan->bar];
        if (plan->start_ticks == bar->start_ticks) {
            part_begin_bar(piece, draft, plan->bar);
            arp_turn(&arp, draft, bar);
        }
        if (part_plays_bar(piece, draft->row, plan->bar))
            arp_chord(&arp, draft, plan);
    }
    arp_close(piece, draft);
}
