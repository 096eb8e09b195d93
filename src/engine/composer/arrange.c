/* The arrangement: the style's parts as the brief wants them, and who plays in which section.
 *
 * A part enters with the energy of a section: one layer more or less from block to block. */
#include <stdlib.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/xalloc.h"
#include "piece.h"

enum { PAD_DETUNE_CENTS = 6 };
#define PAD_SIDE 0.55

static bool has_bit(unsigned bits, enum score_role role)
{
    return (bits & (1U << role)) != 0;
}

static void add_row(struct piece *piece, const struct part_row *row, struct prng *prng)
{
    /* Drawn for every row, used or not: a part left out must not change the others' programs. */
    bool other = prng_between(prng, 0, 1) == 1;
    const struct music_brief *brief = piece->brief;
    if (has_bit(brief->without_roles, row->role) || piece->row_count == SCORE_MOST_PARTS)
        return;
    struct part_row *mine = &piece->rows[piece->row_count++];
    *mine = *row;
    if (other && row->other_program >= 0)
        mine->program = row->other_program;
    if (brief->programs[row->role] >= 0)
        mine->program = brief->programs[row->role];
    row_fit_range(mine);
    if (has_bit(brief->with_roles, row->role))
        mine->least_energy = 0;
    /* A pad stands on both sides, a little out of tune with itself: wide, and never quite still. */
    if (row->role != SCORE_PAD || piece->row_count == SCORE_MOST_PARTS)
        return;
    piece->detune_cents[piece->row_count - 1] = -PAD_DETUNE_CENTS;
    piece->detune_cents[piece->row_count] = PAD_DETUNE_CENTS;
    struct part_row *twin = &piece->rows[piece->row_count++];
    mine->level_lu -= 3;
    *twin = *mine;
    mine->pan -= PAD_SIDE;
    twin->pan += PAD_SIDE;
}

static const struct part_row *row_of(const struct style *style, enum score_role role)
{
    for (int i = 0; i < style->part_count; i++)
        if (style->parts[i].role == role)
            return &style->parts[i];
    return NULL;
}

/* The row of the style, in the colours of the blend: its pad, its answering voice, every second time its lead; the
 * rest, above all what keeps time, stays. */
static struct part_row coloured(const struct piece *piece, const struct part_row *row, bool lead)
{
    struct part_row mine = *row;
    const struct part_row *colour = row_of(piece->blend, row->role);
    bool takes = row->role == SCORE_PAD || row->role == SCORE_COUNTER || (row->role == SCORE_LEAD && lead);
    if (colour == NULL || !takes)
        return mine;
    mine.program = colour->program;
    mine.other_program = colour->other_program;
    mine.low = colour->low;
    mine.high = colour->high;
    return mine;
}

/* What the style has no part for comes from the blend: a harp, drums of the orchestra, a choir. */
static unsigned add_colours(struct piece *piece, unsigned there, struct prng *prng)
{
    static const enum score_role roles[] = {SCORE_PAD, SCORE_PERCUSSION, SCORE_ARP, SCORE_DRUMS};
    int added = 0;
    for (size_t i = 0; i < COUNT(roles) && added < 2; i++) {
        const struct part_row *colour = row_of(piece->blend, roles[i]);
        if (colour == NULL || has_bit(there, roles[i]))
            continue;
        struct part_row mine = *colour;
        /* The colour must be heard in the middle of the piece, whatever it is kept for at home. */
        mine.least_energy = mine.least_energy > 46 ? 46 : mine.least_energy;
        mine.level_lu -= 4;
        add_row(piece, &mine, prng);
        there |= 1U << roles[i];
        added++;
    }
    return there;
}

/* Produced music announces its strong sections; a jazz band or a string quartet does not. */
static void add_riser(struct piece *piece, struct prng *prng)
{
    static const struct part_row riser = {SCORE_PERCUSSION, 119, -1, FIGURE_RISER, 0, -11, 0, 0.5, 55, 66, 0};
    enum groove groove = piece->style->groove;
    bool produced = piece->style->effects == SCORE_EFFECTS_PUMP || groove == GROOVE_EPIC || groove == GROOVE_POP ||
                    groove == GROOVE_HOUSE || groove == GROOVE_TRAP || groove == GROOVE_HIPHOP ||
                    groove == GROOVE_BREAKS || groove == GROOVE_CLAPS || groove == GROOVE_METAL ||
                    groove == GROOVE_TECHNO || groove == GROOVE_RNB;
    unsigned wished =
        piece->brief->without_roles | (piece->brief->programs[SCORE_PERCUSSION] >= 0 ? 1U << SCORE_PERCUSSION : 0);
    if (produced && !has_bit(wished, SCORE_DRUMS) && !has_bit(wished, SCORE_PERCUSSION))
        add_row(piece, &riser, prng);
}

/* Parts that are to enter at a time have to be there. */
static unsigned timed_roles(const struct music_brief *brief)
{
    unsigned roles = 0;
    for (size_t i = 0; i < brief->event_count; i++)
        if (brief->events[i].kind == MUSIC_EVENT_ENTRY)
            roles |= 1U << brief->events[i].role;
    return roles;
}

void arrange_plan(struct piece *piece)
{
    struct prng prng;
    prng_init_labelled(&prng, piece->tune_seed, "instruments");
    unsigned there = 0;
    bool lead = piece->tune_seed % 2 == 0;
    for (int i = 0; i < piece->style->part_count; i++) {
        struct part_row row = piece->style->parts[i];
        if (piece->blend != NULL)
            row = coloured(piece, &row, lead);
        add_row(piece, &row, &prng);
        there |= 1U << row.role;
    }
    if (piece->blend != NULL)
        there = add_colours(piece, there, &prng);
    for (int role = 0; role < SCORE_ROLE_COUNT; role++) {
        bool wanted = has_bit(piece->brief->with_roles, (enum score_role)role) || piece->brief->programs[role] >= 0 ||
                      has_bit(timed_roles(piece->brief), (enum score_role)role);
        if (wanted && !has_bit(there, (enum score_role)role))
            add_row(piece, style_default_part((enum score_role)role), &prng);
    }
    add_riser(piece, &prng);
    piece->anchor = -1;
    for (int i = 0; i < piece->row_count; i++) {
        enum score_role role = piece->rows[i].role;
        bool carries = role != SCORE_DRUMS && role != SCORE_PERCUSSION && role != SCORE_LEAD && role != SCORE_COUNTER;
        if (carries && (piece->anchor < 0 || piece->rows[i].least_energy < piece->rows[piece->anchor].least_energy))
            piece->anchor = i;
    }
}

bool part_plays_bar(const struct piece *piece, const struct part_row *row, int bar)
{
    const struct section_plan *section = &piece->sections[piece->bars[bar].section];
    int asked = part_asked_in(piece, row->role, bar);
    if (asked >= 0)
        return asked == 1;
    if (piece->anchor >= 0 && row == &piece->rows[piece->anchor])
        return true;
    bool beats = row->role == SCORE_DRUMS || row->role == SCORE_PERCUSSION;
    bool sings = row->role == SCORE_LEAD || row->role == SCORE_COUNTER;
    if (row->role == SCORE_LEAD && section->kind != SECTION_BREAK && section->kind != SECTION_INTRO)
        return true; /* where a theme is stated, it is heard */
    /* Nothing else carries the piece: then what there is plays throughout. */
    if (piece->anchor < 0)
        return true;
    if (section->kind == SECTION_BREAK && beats)
        return false;
    if ((section->kind == SECTION_BREAK || section->kind == SECTION_INTRO) && sings)
        return false;
    /* Who joins A at its first return joins its second half already: one at a time. */
    int joins =
        section->kind == SECTION_A && section->occurrence == 0 && section->bar_count >= 8 && piece->bars[bar].index >= 4
            ? OCCURRENCE_LAYERS
            : 0;
    return section->layers + joins >= row->least_energy;
}

int piece_key_shift(const struct piece *piece, int bar)
{
    return piece->sections[piece->bars[bar].section].key_shift;
}
