/* The tune: a theme for A and one for B, sung wherever their sections return; and the voice that answers. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/xalloc.h"
#include "piece.h"
#include "theme.h"

enum {
    MOST_DRAWS = 8,        /* for a theme that is not dull and quotes nobody */
    NOTES_PER_100_S = 190, /* of a full bar: people's tunes have 1.4-1.8 notes a second */
    B_LIFT = 2,            /* degrees that B lies higher */
};

static const struct part_row *lead_of(const struct style *style)
{
    for (int i = 0; i < style->part_count; i++)
        if (style->parts[i].role == SCORE_LEAD)
            return &style->parts[i];
    return NULL;
}

static enum figure lead_figure(const struct style *style)
{
    const struct part_row *row = lead_of(style);
    return row != NULL ? row->figure : FIGURE_SONG;
}

/* How many notes a full bar has, by how long it lasts at the style's own tempo: a mood that changes the tempo keeps the
 * tune. */
static int bar_notes(const struct piece *piece)
{
    int bpm = (piece->style->least_bpm + piece->style->most_bpm) / 2;
    int notes = (NOTES_PER_100_S * 60 * piece->bar_ticks / BEAT / bpm + 50) / 100;
    enum figure figure = lead_figure(piece->style);
    notes = figure == FIGURE_SPARSE ? notes * 2 / 3 : figure == FIGURE_BUSY ? notes + 1 : notes;
    return notes < 2 ? 2 : notes > 8 ? 8 : notes;
}

/* The scale degree of a chord's root, 0-6, from its numeral: "bVI" and "vi" are both the sixth. */
static void read_roots(const char *text, int roots[THEME_BARS][2])
{
    static const char *const numerals[] = {"vii", "iii", "vi", "iv", "ii", "v", "i"};
    static const int degrees[] = {6, 2, 5, 3, 1, 4, 0};
    for (int bar = 0; bar < THEME_BARS; bar++)
        for (int half = 0; half < 2; half++) {
            size_t length, part;
            const char *word = chord_word_at(text, strlen(text), ' ', bar, &length);
            const char *name = chord_word_at(word, length, ',', half, &part);
            size_t skip = part > 0 && (name[0] == 'b' || name[0] == '#');
            roots[bar][half] = 0;
            for (size_t i = 0; i < COUNT(degrees); i++)
                if (strlen(numerals[i]) <= part - skip &&
                    strncasecmp(name + skip, numerals[i], strlen(numerals[i])) == 0) {
                    roots[bar][half] = degrees[i];
                    break;
                }
        }
}

static void draw_theme(struct piece *piece, int which)
{
    struct prng prng;
    prng_init_labelled(&prng, piece->tune_seed, which == 0 ? "theme A" : "theme B");
    struct theme_plan plan = {.bar_steps = piece->bar_ticks / SIXTEENTH, .leads_back = which == 1};
    read_roots(piece->progressions[which], plan.roots);
    int notes = bar_notes(piece);
    for (int i = 0; i < MOST_DRAWS; i++) {
        plan.period = prng_between(&prng, 0, 2) > 0 || which == 1 || lead_figure(piece->style) == FIGURE_SPARSE;
        /* B contrasts: higher, and with longer or shorter notes. */
        plan.bar_notes = which == 0 ? notes : notes + (notes >= 5 || prng_between(&prng, 0, 1) ? -1 : 1);
        plan.low = which == 0 ? -2 : B_LIFT - 2;
        plan.peak = (which == 0 ? 5 : 5 + B_LIFT) + prng_between(&prng, 0, 1);
        theme_draw(&piece->themes[which], &plan, &prng);
        if (!theme_is_dull(&piece->themes[which]) && !theme_quotes(&piece->themes[which]))
            return;
    }
}

void melody_plan(struct piece *piece)
{
    piece->themes = xcalloc(2, sizeof *piece->themes);
    draw_theme(piece, 0);
    if (lead_figure(piece->style) == FIGURE_SPARSE)
        piece->themes[1] = piece->themes[0]; /* one motif all through, over other chords in B */
    else
        draw_theme(piece, 1);
    piece->sung = xcalloc((size_t)piece->bar_count + 1, sizeof *piece->sung);
    bool sparse = lead_figure(piece->style) == FIGURE_SPARSE;
    for (int bar = 0; bar < piece->bar_count; bar++) {
        const struct bar_plan *plan = &piece->bars[bar];
        enum section_kind kind = piece->sections[plan->section].kind;
        int place = theme_bar(piece, bar);
        /* A style without a tune says its motif, and lets it ring. */
        bool silent = plan->spoken || (sparse && place % 4 >= 2);
        piece->sung[bar] = (kind == SECTION_A || kind == SECTION_B) && !silent;
    }
}

struct singer {
    const struct piece *piece;
    int low, high;
    int base;                  /* key of degree 0 */
    int top;                   /* the highest key of both themes */
    int last_key, last_degree; /* of the note before; key -1: none */
};

static int degree_key(const struct piece *piece, int base, int degree)
{
    const int *steps;
    enum score_mode mode = piece->mode == SCORE_MAJOR_PENTATONIC   ? SCORE_MAJOR
                           : piece->mode == SCORE_MINOR_PENTATONIC ? SCORE_MINOR
                                                                   : piece->mode;
    score_mode_steps(mode, &steps);
    int octave = degree >= 0 ? degree / THEME_DEGREES : -((THEME_DEGREES - 1 - degree) / THEME_DEGREES);
    return base + 12 * octave + steps[degree - octave * THEME_DEGREES];
}

/* The octave in which both themes lie best in the instrument's register. */
static struct singer singer_for(const struct piece *piece, const struct part_row *row)
{
    struct singer singer = {.piece = piece};
    row_reach(row, &singer.low, &singer.high);
    int least = 99, most = -99;
    for (int t = 0; t < 2; t++)
        for (int i = 0; i < piece->themes[t].count; i++) {
            int degree = piece->themes[t].notes[i].degree;
            least = degree < least ? degree : least;
            most = degree > most ? degree : most;
        }
    /* Valence lifts the register: happy is high (Eerola et al. 2013). */
    int middle = (row->low + row->high) / 2 + piece->valence * 3 / 100, best = 1 << 30;
    for (int base = piece->tonic; base < 128; base += 12) {
        int low = degree_key(piece, base, least), high = degree_key(piece, base, most);
        int over = (low < row->low ? row->low - low : 0) + (high > row->high ? high - row->high : 0);
        int beyond = (low < singer.low ? singer.low - low : 0) + (high > singer.high ? high - singer.high : 0);
        int cost = beyond * 40 + over * 4 + abs((low + high) / 2 - middle);
        if (cost < best) {
            best = cost;
            singer.base = base;
            singer.top = high;
        }
    }
    return singer;
}

static const struct theme *theme_in(const struct piece *piece, int bar)
{
    return &piece->themes[piece->sections[piece->bars[bar].section].kind == SECTION_B];
}

/* The note as it sounds in that bar; false: it has no room there. */
static bool sing(struct singer *singer, const struct theme_note *note, int bar, struct draft_note *sung)
{
    const struct piece *piece = singer->piece;
    const struct bar_plan *plan = &piece->bars[bar];
    const struct theme *theme = theme_in(piece, bar);
    int32_t off = note->start % theme->bar_steps * SIXTEENTH, length = note->length * SIXTEENTH;
    if (off >= plan->length_ticks)
        return false;
    length = off + length > plan->length_ticks ? plan->length_ticks - off : length;
    const struct chord *chord = &piece_chord_at(piece, plan->start_ticks + off)->chord;
    int shift = piece_key_shift(piece, bar);
    shift -= shift > 0 && singer->top + shift > singer->high ? 12 : 0;
    int key = degree_key(piece, singer->base, note->degree) + shift;
    /* Where another chord stands than the one the theme was written over, its strong notes follow. */
    unsigned mask = note->strong && chord->tone_mask != 0 && !(chord->scale_mask >> (key % 12) & 1) ? chord->tone_mask
                                                                                                    : chord->scale_mask;
    if (note->strong && !theme_chord_stands(piece, bar, off))
        mask = chord->tone_mask;
    if (note->start == 0)
        singer->last_key = -1;
    if (!(mask >> (key % 12) & 1) || key > singer->high || key < singer->low) {
        key = key_in_mask(mask, key, singer->low, singer->high);
        /* A scale of five tones has no room for every step: what moved still moves. */
        if (key == singer->last_key && note->degree != singer->last_degree)
            key = key_step(mask, key, note->degree > singer->last_degree ? 1 : -1, singer->low, singer->high);
    }
    singer->last_key = key;
    singer->last_degree = note->degree;
    *sung = (struct draft_note){plan->start_ticks + off, length * 9 / 10, key, note->strong ? 2 : -4};
    return true;
}

bool theme_chord_stands(const struct piece *piece, int bar, int32_t off)
{
    const struct bar_plan *plan = &piece->bars[bar];
    int degree = theme_in(piece, bar)->roots[theme_bar(piece, bar)][off * 2 >= piece->bar_ticks];
    const struct chord *chord = &piece_chord_at(piece, plan->start_ticks + off)->chord;
    int root = degree_key(piece, piece->tonic, degree) + piece_key_shift(piece, bar);
    int away = (chord->root - root + 24) % 12;
    return away == 0 || away == 1 || away == 11;
}

/* Home at the end: the third or the fifth over the closing chord, if the part has been heard at all. */
static void sing_home(const struct piece *piece, struct part_draft *draft, int which, int velocity)
{
    if (draft->count == 0)
        return;
    const struct chord *home = &piece->chords[piece->chord_count - 1].chord;
    int key = key_near(home->tones[which % home->tone_count], draft->notes[draft->count - 1].key, draft->row->low,
                       draft->row->high);
    part_add(draft, piece->final_ticks, piece->end_ticks - piece->final_ticks, key, velocity);
}

void melody_write(const struct piece *piece, struct part_draft *draft)
{
    struct singer singer = singer_for(piece, draft->row);
    for (int bar = 0; bar < piece->bar_count; bar++) {
        if (!piece->sung[bar] || !part_plays_bar(piece, draft->row, bar))
            continue;
        const struct theme *theme = theme_in(piece, bar);
        struct draft_note sung;
        for (int i = 0; i < theme->count; i++)
            if (theme->notes[i].start / theme->bar_steps == theme_bar(piece, bar) &&
                sing(&singer, &theme->notes[i], bar, &sung))
                part_add(draft, sung.start_ticks, sung.length_ticks, sung.key, sung.velocity);
    }
    sing_home(piece, draft, 1 + prng_between(&draft->prng, 0, 1), 2);
}

/* A third or a sixth under the tune, in its rhythm. */
static void follow_tune(struct singer *singer, struct part_draft *draft, int bar)
{
    const struct piece *piece = singer->piece;
    const struct theme *theme = theme_in(piece, bar);
    for (int i = 0; i < theme->count; i++) {
        struct draft_note sung;
        if (theme->notes[i].start / theme->bar_steps != theme_bar(piece, bar) ||
            !sing(singer, &theme->notes[i], bar, &sung))
            continue;
        const struct chord *chord = &piece_chord_at(piece, sung.start_ticks)->chord;
        int key = key_step(theme->notes[i].strong ? chord->tone_mask : chord->scale_mask, sung.key,
                           theme->notes[i].strong ? -1 : -2, 0, 127);
        while (key > draft->row->high)
            key -= 12;
        while (key < draft->row->low)
            key += 12;
        if (key <= draft->row->high)
            part_add(draft, sung.start_ticks, sung.length_ticks, key, sung.velocity - 4);
    }
}

/* Two long notes, thirds and sevenths of the chords. */
static int hold_bar(const struct piece *piece, struct part_draft *draft, int bar, int last)
{
    int low = draft->row->low, high = draft->row->high;
    const struct bar_plan *plan = &piece->bars[bar];
    const struct chord_plan *chord = piece_chord_at(piece, plan->start_ticks);
    int32_t half = plan->length_ticks / 2 / EIGHTH * EIGHTH;
    int key = key_near(chord->chord.tones[1 % chord->chord.tone_count], last, low, high);
    const struct chord_plan *later = piece_chord_at(piece, plan->start_ticks + half);
    int next = key_step(later->chord.tone_mask, key, prng_between(&draft->prng, 0, 1) ? 1 : -1, low, high);
    next = key_in_mask(later->chord.tone_mask, next, low, high);
    part_add(draft, plan->start_ticks, next == key ? plan->length_ticks : half, key, 0);
    if (next != key)
        part_add(draft, plan->start_ticks + half, plan->length_ticks - half, next, -3);
    return next;
}

void counter_write(const struct piece *piece, struct part_draft *draft)
{
    int middle = (draft->row->low + draft->row->high) / 2, last = middle;
    const struct part_row *lead = NULL;
    for (int i = 0; i < piece->row_count; i++)
        lead = piece->rows[i].role == SCORE_LEAD ? &piece->rows[i] : lead;
    struct singer singer = singer_for(piece, lead != NULL ? lead : draft->row);
    for (int bar = 0; bar < piece->bar_count; bar++) {
        if (piece->bars[bar].spoken || !part_plays_bar(piece, draft->row, bar))
            continue;
        part_begin_bar(piece, draft, bar);
        if (piece->bars[bar].index % THEME_BARS == 0)
            last = middle;
        /* The last A is the fullest: there both sing. */
        if (piece->bars[bar].section == piece->last_a && lead != NULL && piece->sung[bar])
            follow_tune(&singer, draft, bar);
        else
            last = hold_bar(piece, draft, bar, last);
    }
    sing_home(piece, draft, 2, 0);
}
