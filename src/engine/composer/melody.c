/* The melody: a motif of four to six notes, stated, moved, turned round and answered, resting in
 * at least half of the bars and wherever somebody speaks. */
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/xalloc.h"
#include "piece.h"

enum { MOTIF_MOST = 8 };

struct motif {
    int count;
    int start[MOTIF_MOST], length[MOTIF_MOST]; /* sixteenths */
    int step[MOTIF_MOST];                      /* scale steps from the first note */
};

/* One bar of sixteenths: x begins a note, - holds it. */
static const char *const calm_rhythms[] = {
    "x-----x-x-------", "x---x---x-------", "--x---x-x-------",
    "x-----x-----x---", "x-------x-x-x---", "----x-x-x-------",
};
static const char *const song_rhythms[] = {
    "x--x--x-x-x-----", "x-x-x---x-x-----", "--x-x-x-x---x---", "x---x-x-x--x----",
    "x-x---x-x-x-x---", "x--x--x---x-x---", "--x-x--x-x--x---",
};
static const char *const busy_rhythms[] = {
    "x-x-xxx-x-x-x---", "x-xxx-x-x--x--x-", "x--x--x-xxx-x---",
    "--x-x-xxx-x-x---", "x-x--xx-x-x-x-x-", "xxx-x-x---x-x---",
};

static void read_rhythm(const char *text, struct motif *motif)
{
    motif->count = 0;
    for (int i = 0; text[i] != '\0' && motif->count < MOTIF_MOST; i++) {
        if (text[i] != 'x')
            continue;
        int length = 1;
        while (text[i + length] == '-')
            length++;
        motif->start[motif->count] = i;
        motif->length[motif->count++] = length;
    }
}

static void make_motif(struct prng *prng, enum figure figure, struct motif *motif)
{
    if (figure == FIGURE_SPARSE)
        read_rhythm(calm_rhythms[prng_between(prng, 0, 5)], motif);
    else if (figure == FIGURE_BUSY)
        read_rhythm(busy_rhythms[prng_between(prng, 0, 5)], motif);
    else
        read_rhythm(song_rhythms[prng_between(prng, 0, 6)], motif);
    /* Mostly steps, now and then a third or a fourth that the next step takes back. */
    static const int moves[] = {-1, 1, 2, -2, 3, -3, 0};
    static const double weights[] = {30, 30, 14, 12, 6, 3, 5};
    int place = 0, last = 0;
    for (int i = 0; i < motif->count; i++) {
        motif->step[i] = place;
        int move = moves[prng_choose(prng, weights, 7)];
        if (abs(last) >= 2)
            move = last > 0 ? -1 : 1;
        if (place + move > 5 || place + move < -4)
            move = -move;
        place += move;
        last = move;
    }
}

/* Every two bars (sparse: four) the motif in whichever of the bars is free of speech. */
void melody_plan(struct piece *piece)
{
    piece->statements = xcalloc((size_t)piece->bar_count + 1, 1);
    enum figure figure = FIGURE_SONG;
    for (int i = 0; i < piece->style->part_count; i++)
        if (piece->style->parts[i].role == SCORE_LEAD)
            figure = piece->style->parts[i].figure;
    /* A short piece has no time to wait four bars for its tune. */
    int group = figure == FIGURE_SPARSE && piece->bar_count >= 20 ? 4 : 2;
    for (int s = 0; s < piece->section_count; s++) {
        const struct section_plan *section = &piece->sections[s];
        int count = 0;
        for (int b = 0; b < section->bar_count; b += group, count++) {
            bool closes = b + group * 2 > section->bar_count || count % 4 == 3;
            enum statement third = section->occurrence % 2 == 1 ? STATEMENT_BROKEN : STATEMENT_TURNED;
            enum statement kind = closes && count > 0 ? STATEMENT_CLOSE
                                  : count % 4 == 1    ? STATEMENT_MOVED
                                  : count % 4 == 2    ? third
                                                      : STATEMENT_PLAIN;
            for (int i = 0; i < group && b + i < section->bar_count; i++) {
                int bar = section->first_bar + b + i;
                /* Two statements side by side would leave the ear no rest. */
                bool near = bar > 0 && piece->statements[bar - 1] != STATEMENT_REST;
                if (piece->bars[bar].spoken || near || piece->bars[bar].length_ticks < piece->bar_beats * BEAT)
                    continue;
                piece->statements[bar] = (uint8_t)kind;
                break;
            }
        }
    }
}

/* The first half of the bar twice, the second time a step on: the ear knows the head and hears it move. */
static bool break_motif(const struct motif *motif, struct motif *broken)
{
    *broken = (struct motif){.count = 0};
    for (int turn = 0; turn < 2; turn++)
        for (int i = 0; i < motif->count && motif->start[i] < 8 && broken->count < MOTIF_MOST; i++) {
            int n = broken->count++, room = 8 - motif->start[i];
            broken->start[n] = motif->start[i] + 8 * turn;
            broken->length[n] = motif->length[i] < room ? motif->length[i] : room;
            broken->step[n] = motif->step[i] + turn;
        }
    return broken->count >= 4;
}

struct singer {
    const struct piece *piece;
    struct part_draft *draft;
    int low, high, last;
};

static void state_motif(struct singer *singer, const struct motif *motif, int bar, enum statement kind, int lift)
{
    const struct piece *piece = singer->piece;
    const struct bar_plan *plan = &piece->bars[bar];
    int delay =
        kind == STATEMENT_MOVED && motif->start[motif->count - 1] < 13 && prng_between(&singer->draft->prng, 0, 2) == 0
            ? 2
            : 0;
    int sign = kind == STATEMENT_TURNED ? -1 : 1;
    int centre = (singer->low + singer->high) / 2 + lift;
    const struct chord *first = &piece_chord_at(piece, plan->start_ticks)->chord;
    int anchor = key_in_mask(first->tone_mask, (singer->last + centre * 2) / 3, singer->low, singer->high);
    int key = anchor;
    struct motif broken;
    if (kind == STATEMENT_BROKEN && break_motif(motif, &broken))
        motif = &broken;
    for (int i = 0; i < motif->count; i++) {
        int32_t off = (motif->start[i] + delay) * SIXTEENTH;
        int32_t length = motif->length[i] * SIXTEENTH;
        if (off >= plan->length_ticks)
            break;
        const struct chord *chord = &piece_chord_at(piece, plan->start_ticks + off)->chord;
        int wish = key_step(chord->scale_mask, anchor, sign * motif->step[i], singer->low, singer->high);
        bool strong =
            off % (piece->bar_beats == 3 ? 3 * BEAT : 2 * BEAT) == 0 || motif->length[i] >= 4 || i + 1 == motif->count;
        key = key_in_mask(strong ? chord->tone_mask : chord->scale_mask, wish, singer->low, singer->high);
        if (kind == STATEMENT_CLOSE && i + 1 == motif->count) {
            key = key_near(chord->root, key, singer->low, singer->high);
            length += BEAT;
        }
        if (off + length > plan->length_ticks)
            length = plan->length_ticks - off;
        int velocity = i == 0 ? 3 : strong ? 1 : -4;
        part_add(singer->draft, plan->start_ticks + off, length * 19 / 20, key, velocity);
        singer->last = key;
    }
}

void melody_write(const struct piece *piece, struct part_draft *draft)
{
    struct motif first, second;
    make_motif(&draft->prng, draft->row->figure, &first);
    make_motif(&draft->prng, draft->row->figure, &second);
    /* Valence lifts the register: happy is high (Eerola et al. 2013). */
    int lift = piece->valence * 3 / 100;
    struct singer singer = {piece, draft, draft->row->low, draft->row->high, (draft->row->low + draft->row->high) / 2};
    for (int bar = 0; bar < piece->bar_count; bar++) {
        enum statement kind = (enum statement)piece->statements[bar];
        const struct section_plan *section = &piece->sections[piece->bars[bar].section];
        if (piece->bars[bar].index == 0 && section->occurrence > 1) {
            /* Third time: a new answer to the old call. */
            make_motif(&draft->prng, draft->row->figure, &second);
        }
        if (kind == STATEMENT_REST || !part_plays_bar(piece, draft->row, bar))
            continue;
        bool other = section->kind == SECTION_B || (section->occurrence > 1 && kind == STATEMENT_TURNED);
        state_motif(&singer, other ? &second : &first, bar, kind, lift + (section->kind == SECTION_B ? 4 : 0));
    }
    /* Home at the end: the third or the fifth over the closing chord, if the lead has been heard
     * at all. */
    if (draft->count > 0) {
        const struct chord *home = &piece->chords[piece->chord_count - 1].chord;
        int tone = home->tones[prng_between(&draft->prng, 0, 2) % home->tone_count];
        part_add(draft, piece->final_ticks, piece->end_ticks - piece->final_ticks,
                 key_near(tone, singer.last, draft->row->low, draft->row->high), 2);
    }
}

/* Two long notes in the melody's rests, the thirds and sevenths of the chords. */
void counter_write(const struct piece *piece, struct part_draft *draft)
{
    int low = draft->row->low, high = draft->row->high, last = (low + high) / 2;
    for (int bar = 0; bar < piece->bar_count; bar++) {
        if (piece->statements[bar] != STATEMENT_REST || piece->bars[bar].spoken ||
            !part_plays_bar(piece, draft->row, bar))
            continue;
        const struct bar_plan *plan = &piece->bars[bar];
        const struct chord_plan *chord = piece_chord_at(piece, plan->start_ticks);
        int third = chord->chord.tones[1 % chord->chord.tone_count];
        int key = key_near(third, last, low, high);
        int32_t half = plan->length_ticks / 2;
        part_add(draft, plan->start_ticks, half, key, 0);
        const struct chord_plan *later = piece_chord_at(piece, plan->start_ticks + half);
        int next = key_step(later->chord.tone_mask, key, prng_between(&draft->prng, 0, 1) ? 1 : -1, low, high);
        next = key_in_mask(later->chord.tone_mask, next, low, high);
        if (next != key)
            part_add(draft, plan->start_ticks + half, half, next, -3);
        last = next;
    }
    if (draft->count > 0) {
        const struct chord *home = &piece->chords[piece->chord_count - 1].chord;
        part_add(draft, piece->final_ticks, piece->end_ticks - piece->final_ticks,
                 key_near(home->tones[2 % home->tone_count], last, low, high), 0);
    }
}
