/* From the straight grid to something played: swing, timing, velocity.
 *
 * Timing: deviations with long-range (1/f) correlation are preferred to white noise (Hennig
 * 2011); more than players' own size harms (Davies 2013), inside a drum kit most of all. So
 * melodic parts share one 1/f curve (sd 7 ms) and have a little of their own (3.5 ms), drums
 * have 2.5 ms, nothing passes 20 ms. Velocity carries more of the life than timing: metric
 * accent, phrase arch, 1/f. */
#include <stdlib.h>

#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "piece.h"

enum {
    SHARED_US = 5400, /* half-width of each of five uniform octaves: sd 7 ms in all */
    OWN_US = 3500,
    DRUM_US = 2500,
    MOST_US = 20000,
    FIRST_MOST_US = 12000, /* the piece begins on frame 0 */
    VELOCITY_NOISE = 3,    /* half-width of each octave: sd 4 */
    OCTAVES = 5,
};

static uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* 1/f noise at place `k` (Voss and McCartney): octave j changes every 2^j places. Within
 * +-5*width. */
static int pink(uint64_t seed, int32_t k, int width)
{
    int sum = 0;
    for (int j = 0; j < OCTAVES; j++) {
        uint64_t z = mix(seed + (uint64_t)j * UINT64_C(0x9e3779b97f4a7c15) +
                         (uint64_t)(uint32_t)(k >> j) * UINT64_C(0xd1342543de82ef95));
        sum += (int)(z % (uint64_t)(2 * width + 1)) - width;
    }
    return sum;
}

/* Where the straight grid's `ticks` falls: each pair of units is cut at the swing instead of the
 * half. */
static int32_t swing(const struct piece *piece, int32_t ticks)
{
    /* The eighths of compound time stand where they are; so does what is written as triplets. */
    if (piece->compound && ticks % (BEAT / 3) == 0)
        return ticks;
    int32_t unit = piece->style->swing_sixteenths && !piece->compound ? SIXTEENTH : EIGHTH;
    int32_t place = ticks % (2 * unit), base = ticks - place;
    int32_t first = 2 * unit * piece->swing_permille / 1000;
    if (place <= unit)
        return base + place * first / unit;
    return base + first + (place - unit) * (2 * unit - first) / unit;
}

static int metric_accent(int32_t ticks, const struct bar_plan *bar)
{
    int32_t place = ticks - bar->start_ticks;
    if (place == 0)
        return 8;
    if (bar->length_ticks == 3 * BEAT)
        return place % BEAT == 0 ? -3 : -6;
    if (place == meter_second_accent(bar))
        return 4;
    return place % BEAT == 0 ? 0 : -6;
}

/* -8 at the ends of four bars, +8 in the third. */
static int phrase_arch(const struct bar_plan *bar, int32_t ticks)
{
    int32_t place = bar->index % 4 * 16 + (ticks - bar->start_ticks) * 16 / bar->length_ticks;
    return place < 40 ? -8 + place * 16 / 40 : 8 - (place - 40) * 16 / 24;
}

static int bar_at(const struct piece *piece, int32_t ticks)
{
    int low = 0, high = piece->bar_count - 1;
    while (low < high) {
        int middle = (low + high + 1) / 2;
        if (piece->bars[middle].start_ticks <= ticks)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

static int velocity_of(const struct piece *piece, const struct part_draft *draft, uint64_t seed,
                       const struct draft_note *note)
{
    const struct style *style = piece->style;
    bool drums = draft->row->role == SCORE_DRUMS;
    int energy = 55 + 22 * piece->energy / 100, value = 0;
    if (piece->bar_count > 0 && note->start_ticks < piece->final_ticks) {
        const struct bar_plan *bar = &piece->bars[bar_at(piece, note->start_ticks)];
        energy = piece->sections[bar->section].energy;
        double level;
        /* A ramp goes on inside a section: the whole way is 56 of 100 in velocity, of which the section has half. */
        if (ramp_level(piece, score_ticks_to_us(piece->score, note->start_ticks) / 1000, &level))
            value += (int)(level * 28) - piece->sections[bar->section].ramp_velocity;
        int accent = metric_accent(note->start_ticks, bar);
        int arch = phrase_arch(bar, note->start_ticks);
        /* The groove's own accents are written out. */
        value += drums ? accent / 3 + arch / 3 : accent + arch;
    }
    value += style->least_velocity + (style->most_velocity - style->least_velocity) * energy / 100;
    value += draft->row->velocity + note->velocity + pink(seed, note->start_ticks / EIGHTH, VELOCITY_NOISE);
    /* The soft layers of sampled instruments are dull, and the mixer sets the level by number anyway: soft stays soft
     * by its place in the piece, not by leaving its upper partials out. */
    if (value < 88 && !drums)
        value += (88 - value) / 4;
    /* Room at the top: accents of a loud section must not all end at the same ceiling. */
    if (value > 104)
        value = 104 + (value - 104) / 2;
    return value < 18 ? 18 : value > 122 ? 122 : value;
}

/* Milliseconds between the notes of a chord, in microseconds. */
static int strum_us(const struct part_draft *draft, struct prng *prng)
{
    switch (draft->row->role) {
    case SCORE_KEYS:
        return prng_between(prng, 4000, 8000);
    case SCORE_GUITAR:
        return draft->row->figure == FIGURE_STRUM ? prng_between(prng, 12000, 20000) : prng_between(prng, 4000, 7000);
    default:
        return 0;
    }
}

static int compare_drafts(const void *a, const void *b)
{
    const struct draft_note *x = a, *y = b;
    if (x->start_ticks != y->start_ticks)
        return x->start_ticks < y->start_ticks ? -1 : 1;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->length_ticks != y->length_ticks)
        return x->length_ticks < y->length_ticks ? -1 : 1;
    return (x->velocity > y->velocity) - (x->velocity < y->velocity);
}

static int compare_notes(const void *a, const void *b)
{
    const struct score_note *x = a, *y = b;
    if (x->start_ticks != y->start_ticks)
        return x->start_ticks < y->start_ticks ? -1 : 1;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->length_ticks != y->length_ticks)
        return x->length_ticks > y->length_ticks ? -1 : 1;
    return (x->velocity < y->velocity) - (x->velocity > y->velocity);
}

/* A key that sounds is let go before it is struck again; the second of two strokes at once is
 * dropped. */
static void part_settle(struct score_part *part)
{
    if (part->note_count > 0)
        qsort(part->notes, part->note_count, sizeof *part->notes, compare_notes);
    size_t last[128];
    bool seen[128] = {false};
    size_t kept = 0;
    for (size_t i = 0; i < part->note_count; i++) {
        struct score_note note = part->notes[i];
        if (seen[note.key]) {
            struct score_note *before = &part->notes[last[note.key]];
            if (note.start_ticks <= before->start_ticks + 8)
                continue;
            if (before->start_ticks + before->length_ticks > note.start_ticks)
                before->length_ticks = note.start_ticks - before->start_ticks;
        }
        seen[note.key] = true;
        last[note.key] = kept;
        part->notes[kept++] = note;
    }
    part->note_count = kept;
}

/* The timing of one onset, in microseconds against the grid; `step_us` between the keys of a
 * chord. */
static int onset_us(const struct piece *piece, const struct part_draft *draft, struct prng *prng, uint64_t shared_seed,
                    int32_t ticks)
{
    bool drums = draft->row->role == SCORE_DRUMS;
    int us = (int)(prng_gauss(prng) * (drums ? DRUM_US : OWN_US));
    if (!drums)
        us += pink(shared_seed, ticks / EIGHTH, SHARED_US);
    us = us < -MOST_US ? -MOST_US : us > MOST_US ? MOST_US : us;
    if (ticks == 0)
        us = abs(us) < FIRST_MOST_US ? abs(us) : FIRST_MOST_US;
    else if (ticks >= piece->final_ticks)
        us = abs(us) / 2;
    return us;
}

void part_humanize(const struct piece *piece, struct part_draft *draft, struct score_part *part)
{
    if (draft->count > 0)
        qsort(draft->notes, draft->count, sizeof *draft->notes, compare_drafts);
    part->notes = xcalloc(draft->count > 0 ? draft->count : 1, sizeof *part->notes);
    uint64_t shared_seed = mix(piece->brief->seed ^ text_hash("timing", 6, TEXT_HASH_INIT));
    uint64_t own_seed = mix(draft->seed);
    struct prng prng;
    prng_init(&prng, own_seed);
    int32_t onset = -1;
    int us = 0, step_us = 0, in_chord = 0, chord_size = 0;
    for (size_t i = 0; i < draft->count; i++) {
        const struct draft_note *note = &draft->notes[i];
        if (note->start_ticks != onset) {
            onset = note->start_ticks;
            us = onset_us(piece, draft, &prng, shared_seed, onset);
            step_us = strum_us(draft, &prng);
            in_chord = 0;
            for (chord_size = 0;
                 i + (size_t)chord_size < draft->count && draft->notes[i + (size_t)chord_size].start_ticks == onset;)
                chord_size++;
        }
        /* Up-strokes of a strummed guitar, between the beats, come from the high strings. */
        bool up = draft->row->figure == FIGURE_STRUM && onset % BEAT == EIGHTH;
        int64_t late_us = us + (int64_t)step_us * (up ? chord_size - 1 - in_chord : in_chord);
        in_chord++;
        if (draft->row->role == SCORE_DRUMS && (note->key == 38 || note->key == 37 || note->key == 39))
            late_us += piece->style->snare_late_ms * 1000;
        int32_t late = (int32_t)(late_us * BEAT / piece->us_per_quarter);
        int32_t start = swing(piece, note->start_ticks) + late;
        int32_t end = swing(piece, note->start_ticks + note->length_ticks);
        if (note->start_ticks < piece->final_ticks && end > piece->final_ticks)
            end = piece->final_ticks;
        end = end > piece->end_ticks ? piece->end_ticks : end;
        start = start < 0 ? 0 : start;
        if (end <= start)
            end = start + SIXTEENTH / 4;
        if (end > piece->end_ticks)
            continue;
        part->notes[part->note_count++] = (struct score_note){start, end - start, (uint8_t)note->key,
                                                              (uint8_t)velocity_of(piece, draft, own_seed, note)};
    }
    part_settle(part);

    /* Controls keep to the grid; none after the last sound. */
    part->controls = draft->controls;
    part->control_count = draft->control_count;
    draft->controls = NULL;
    while (part->control_count > 0 && part->controls[part->control_count - 1].at_ticks > piece->end_ticks)
        part->control_count--;
}
