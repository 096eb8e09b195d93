/* The bass: the chord's bass note on 1, then what the style does, then a step towards the next
 * chord. */
#include <stdlib.h>

#include "bgmusic/base/count.h"

#include "piece.h"

struct bass {
    const struct piece *piece;
    struct part_draft *draft;
    const struct chord_plan *plan;
    int root, fifth, octave, next_root;
    int32_t at, length;
};

/* A step away from the next chord's root, from the side the line comes from, inside the scale. */
static int approach(const struct bass *bass)
{
    unsigned mask = bass->plan->chord.scale_mask;
    int from = bass->root <= bass->next_root ? -1 : 1;
    int low = bass->draft->row->low - 2, high = bass->draft->row->high + 2;
    int key = key_step(mask, bass->next_root, from, low, high);
    return abs(key - bass->next_root) <= 2 && key != bass->next_root ? key : bass->fifth;
}

static void add_note(struct bass *bass, int32_t offset, int32_t length, int key, int velocity)
{
    if (offset >= bass->length)
        return;
    if (offset + length > bass->length)
        length = bass->length - offset;
    part_add(bass->draft, bass->at + offset, length, key, velocity);
}

static bool chance(struct bass *bass, int percent)
{
    return prng_between(&bass->draft->prng, 0, 99) < percent;
}

/* With the foot of the drummer: a note where the kick falls, a step to the next chord behind the last one. */
static void lock_to_kick(struct bass *bass, const char *kick)
{
    int played = 0;
    for (int step = 5; step < 14; step++) {
        if (kick[step] == '.' || kick[step] == 'g')
            continue;
        int key = played == 0 ? bass->root : chance(bass, 50) ? bass->fifth : bass->octave;
        add_note(bass, step * SIXTEENTH, 2 * SIXTEENTH + SIXTEENTH / 2, key, -4);
        played++;
        step++;
    }
    if (played == 0)
        add_note(bass, 10 * SIXTEENTH, 3 * SIXTEENTH, chance(bass, 60) ? bass->root : bass->fifth, -4);
    if (kick[14] != '.' || chance(bass, 55))
        add_note(bass, 14 * SIXTEENTH, 2 * SIXTEENTH, approach(bass), -4);
}

static void write_syncopated(struct bass *bass)
{
    /* In sixteenths: the starts after 1, as a hip-hop player places them. */
    static const int places[4][3] = {{7, 10, 14}, {6, 10, -1}, {7, 11, 14}, {10, 14, -1}};
    const int *place = places[prng_between(&bass->draft->prng, 0, 3)];
    add_note(bass, 0, 5 * SIXTEENTH, bass->root, 6);
    const char *kick = groove_kick(bass->piece, bass->plan->bar);
    if (kick != NULL && bass->length == 4 * BEAT) {
        lock_to_kick(bass, kick);
        return;
    }
    for (int i = 0; i < 3 && place[i] >= 0; i++) {
        int key = i == 0 ? bass->root : chance(bass, 50) ? bass->fifth : bass->octave;
        if (place[i] == 14)
            key = approach(bass);
        add_note(bass, place[i] * SIXTEENTH, 2 * SIXTEENTH + SIXTEENTH / 2, key, -4);
    }
}

static void write_walk(struct bass *bass)
{
    unsigned tones = bass->plan->chord.tone_mask;
    int low = bass->draft->row->low, high = bass->draft->row->high;
    int beats = bass->length / BEAT;
    int direction = bass->next_root >= bass->root ? 1 : -1;
    int key = bass->root;
    for (int beat = 0; beat < beats; beat++) {
        if (beat > 0 && beat + 1 == beats) {
            key = approach(bass);
        } else if (beat > 0) {
            int next = key_step(beat == 1 && chance(bass, 40) ? bass->plan->chord.scale_mask : tones, key, direction,
                                low, high);
            key = next != key ? next : key_step(tones, key, -direction, low, high);
        }
        add_note(bass, beat * BEAT, BEAT * 19 / 20, key, beat == 0 ? 3 : 0);
    }
}

static void write_eighths(struct bass *bass)
{
    for (int32_t off = 0; off < bass->length; off += EIGHTH) {
        int key = bass->root;
        if (off + EIGHTH >= bass->length && chance(bass, 60))
            key = approach(bass);
        else if (off % (2 * BEAT) == 3 * EIGHTH && chance(bass, 30))
            key = bass->octave;
        add_note(bass, off, EIGHTH * 4 / 5, key, off % BEAT == 0 ? 2 : -6);
    }
}

/* Held, but not always the same: now and then the octave or the fifth answers, or a step leads on. */
static void write_long(struct bass *bass)
{
    int choice = bass->length >= 3 * BEAT ? prng_between(&bass->draft->prng, 0, 9) : 0;
    int32_t first = choice < 5 ? bass->length : choice < 8 ? bass->length / 2 : bass->length - BEAT;
    add_note(bass, 0, first, bass->root, 0);
    if (first < bass->length)
        add_note(bass, first, bass->length - first,
                 choice == 5  ? bass->octave
                 : choice < 8 ? bass->fifth
                              : approach(bass),
                 -4);
}

static void write_pump(struct bass *bass)
{
    for (int32_t off = 0; off < bass->length; off += BEAT) {
        add_note(bass, off + EIGHTH, SIXTEENTH * 3 / 2, bass->root, 0);
        if (chance(bass, 45))
            add_note(bass, off + EIGHTH + SIXTEENTH, SIXTEENTH * 4 / 5, chance(bass, 50) ? bass->octave : bass->root,
                     -8);
    }
}

static void write_waltz(struct bass *bass)
{
    add_note(bass, 0, 2 * BEAT, bass->plan->bar % 2 == 1 && chance(bass, 60) ? bass->fifth : bass->root, 3);
    if (chance(bass, 30))
        add_note(bass, 2 * BEAT, BEAT, approach(bass), -6);
}

/* Off the one: the line drops in behind it and leaves the last beat open. */
static void write_skank(struct bass *bass)
{
    add_note(bass, EIGHTH, EIGHTH, bass->root, 2);
    add_note(bass, BEAT, EIGHTH * 3 / 2, chance(bass, 50) ? bass->octave : bass->root, -2);
    add_note(bass, 2 * BEAT, EIGHTH, bass->fifth, 0);
    add_note(bass, 2 * BEAT + EIGHTH, EIGHTH, chance(bass, 50) ? bass->root : bass->fifth, -4);
    if (chance(bass, 60))
        add_note(bass, 3 * BEAT + EIGHTH, EIGHTH, approach(bass), -4);
}

static void write_bossa(struct bass *bass)
{
    add_note(bass, 0, BEAT + EIGHTH, bass->root, 3);
    add_note(bass, BEAT + EIGHTH, EIGHTH, bass->fifth, -4);
    add_note(bass, 2 * BEAT, BEAT + EIGHTH, bass->fifth, 2);
    add_note(bass, 3 * BEAT + EIGHTH, EIGHTH, chance(bass, 50) ? approach(bass) : bass->root, -4);
}

static void write_roots(struct bass *bass)
{
    add_note(bass, 0, BEAT + EIGHTH, bass->root, 3);
    if (chance(bass, 50))
        add_note(bass, BEAT + EIGHTH, EIGHTH, bass->root, -6);
    add_note(bass, 2 * BEAT, BEAT, chance(bass, 60) ? bass->fifth : bass->root, -2);
    if (chance(bass, 55))
        add_note(bass, 3 * BEAT + EIGHTH, EIGHTH, approach(bass), -4);
    else
        add_note(bass, 3 * BEAT, BEAT, bass->root, -5);
}

static void write_chord(struct bass *bass)
{
    /* `bar`: written for a bar of four beats, so a fifth one has to be filled. */
    static const struct {
        enum figure figure;
        void (*write)(struct bass *bass);
        bool bar;
    } writers[] = {
        {FIGURE_SYNCOPATED, write_syncopated, true}, {FIGURE_WALK, write_walk, false},
        {FIGURE_EIGHTHS, write_eighths, false},      {FIGURE_PUMP, write_pump, false},
        {FIGURE_WALTZ, write_waltz, true},           {FIGURE_SKANK, write_skank, true},
        {FIGURE_BOSSA, write_bossa, true},           {FIGURE_ROOTS, write_roots, true},
    };
    for (size_t i = 0; i < COUNT(writers); i++) {
        if (writers[i].figure != bass->draft->row->figure)
            continue;
        writers[i].write(bass);
        if (writers[i].bar && bass->length > 4 * BEAT)
            add_note(bass, 4 * BEAT, BEAT * 9 / 10, chance(bass, 50) ? bass->fifth : bass->root, -3);
        return;
    }
    write_long(bass);
}

void bass_write(const struct piece *piece, struct part_draft *draft)
{
    int low = draft->row->low, high = draft->row->high;
    int last = (low + high * 2) / 3 - 4;
    for (int i = 0; i + 1 < piece->chord_count; i++) {
        const struct chord_plan *plan = &piece->chords[i];
        if (!part_plays_bar(piece, draft->row, plan->bar))
            continue;
        struct bass bass = {.piece = piece, .draft = draft, .plan = plan};
        if (plan->start_ticks == piece->bars[plan->bar].start_ticks)
            part_begin_bar(piece, draft, plan->bar);
        if (piece->bars[plan->bar].index % 8 == 0)
            last = (low + high * 2) / 3 - 4;
        bass.root = key_near(plan->chord.bass, last, low, high);
        int fifth = plan->chord.tone_count >= 3 ? plan->chord.tones[2] : plan->chord.root;
        bass.fifth = key_near(fifth, bass.root + 5, low, high);
        bass.octave = bass.root + 12 <= high ? bass.root + 12 : bass.root;
        bass.next_root = key_near(piece->chords[i + 1].chord.bass, bass.root, low, high);
        bass.at = plan->start_ticks;
        bass.length = plan->end_ticks - plan->start_ticks;
        enum section_kind kind = piece->sections[piece->bars[plan->bar].section].kind;
        if (kind == SECTION_BREAK || kind == SECTION_INTRO)
            add_note(&bass, 0, bass.length, bass.root, -2);
        else
            write_chord(&bass);
        /* The line wanders with the chords but comes back to the middle of its register. */
        last = (bass.root * 2 + (low + high) / 2) / 3;
    }
    const struct chord_plan *home = &piece->chords[piece->chord_count - 1];
    part_add(draft, piece->final_ticks, piece->end_ticks - piece->final_ticks,
             key_near(home->chord.root, last, low, high), 4);
}
