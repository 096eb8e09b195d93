/* The drums: the style's groove, a fill before each new section, crash and kick where it begins. */
#include "groove.h"
#include "piece.h"
#include "bgmusic/base/count.h"

enum {
    KICK = 36,
    SNARE = 38,
    CRASH = 49,
    SPLASH = 55,
    RIDE_BELL = 53,
    TOM_HIGH = 50,
    TOM_MID = 47,
    TOM_LOW = 43,
    KETTLE_LOW = 41,
    KETTLE_HIGH = 53,
    BRUSH_SWIRL = 40,
    BRUSH_KIT = 40,
    ORCHESTRA_KIT = 48
};

enum { HIT = SIXTEENTH };

/* What keeps running under the strokes that are heard: hats, ride, shakers, tambourine. */
static bool runs(int key)
{
    static const int running[] = {42, 44, 51, 54, 69, 70, 82};
    for (size_t i = 0; i < COUNT(running); i++)
        if (running[i] == key)
            return true;
    return false;
}

/* Dynamics of a hand: velocities of drummers at a set have a standard deviation of about 35 (docs/music.md), so the
 * soft strokes are soft, and what runs lies well under the backbeat. */
static int step_velocity(char step, int key)
{
    int under = runs(key) ? 18 : 0;
    switch (step) {
    case 'X':
        return 20 - under;
    case 'x':
        return 2 - under;
    case 'o':
        return -26 - under;
    default:
        return -46;
    }
}

/* The orchestra's kit of General MIDI (level 2) has no toms and no set: its keys 41 to 53 are kettledrums from F to f,
 * each sounding at its own pitch, so they are tuned to the chord; concert cymbals and hi-hats lie elsewhere. */
static int orchestra_key(const struct piece *piece, int32_t at, int key)
{
    static const struct {
        int kit, orchestra;
    } moved[] = {{42, 27}, {44, 28}, {46, 29}, {49, 57}, {51, 30}, {53, 30}};
    for (size_t i = 0; i < COUNT(moved); i++)
        if (moved[i].kit == key)
            return moved[i].orchestra;
    if (key < KETTLE_LOW || key > KETTLE_HIGH)
        return key;
    const struct chord *chord = &piece_chord_at(piece, at)->chord;
    int fifth = (chord->root + 7) % 12;
    bool high = key >= TOM_MID && (chord->tone_mask & (1U << fifth)) != 0;
    return key_near(high ? fifth : chord->root, high ? 48 : 44, KETTLE_LOW, KETTLE_HIGH);
}

/* Hands on skins: what a set's player strikes with sticks and feet, as low drum, slap, bongos, tambourine and shaker.
 */
static int hand_key(int key)
{
    static const struct {
        int kit, hands;
    } moved[] = {{35, 64}, {36, 64}, {37, 60}, {38, 62}, {40, 63}, {42, 70}, {44, 70}, {46, 54},
                 {49, 54}, {51, 54}, {53, 54}, {55, 54}, {43, 64}, {47, 61}, {48, 60}, {50, 60}};
    for (size_t i = 0; i < COUNT(moved); i++)
        if (moved[i].kit == key)
            return moved[i].hands;
    return key;
}

struct drummer {
    const struct piece *piece;
    struct part_draft *draft;
    const struct groove_row *groove;
    int choice;     /* of the two kick lines */
    bool extras[2]; /* lines of variants 2 and 3 */
};

static void strike(const struct drummer *drummer, int32_t at, int32_t length, int key, int velocity)
{
    if (drummer->draft->row->program == ORCHESTRA_KIT)
        key = orchestra_key(drummer->piece, at, key);
    else if (drummer->draft->row->program == STYLE_HAND_DRUMS)
        key = hand_key(key);
    part_add(drummer->draft, at, length, key, velocity);
}

static bool line_plays(const struct drummer *drummer, const struct groove_line *line)
{
    if (line->variant < 0)
        return true;
    if (line->variant < 2)
        return line->variant == drummer->choice;
    return drummer->extras[line->variant - 2];
}

/* What runs in eighths runs in threes in compound time. */
static void play_triplets(struct drummer *drummer, const struct bar_plan *bar, const struct groove_line *line,
                          int steps, bool thin)
{
    for (int beat = 0; beat * 4 < steps; beat++) {
        char on = line->steps[beat * 4], off = line->steps[beat * 4 + 2];
        for (int third = 0; third < 3; third++) {
            char step = third == 0 ? on : off == '.' && on == 'X' ? '.' : third == 1 ? 'o' : off == 'X' ? 'x' : 'o';
            if (step != '.' && !(thin && third == 1))
                strike(drummer, bar->start_ticks + beat * BEAT + third * (BEAT / 3), HIT, line->key,
                       step_velocity(step, line->key) - (thin ? 6 : 0));
        }
    }
}

static void play_groove(struct drummer *drummer, const struct bar_plan *bar, int steps, bool thin)
{
    for (size_t l = 0; l < drummer->groove->count; l++) {
        const struct groove_line *line = &drummer->groove->lines[l];
        if (!line_plays(drummer, line))
            continue;
        if (drummer->piece->compound && runs(line->key)) {
            play_triplets(drummer, bar, line, steps, thin);
            continue;
        }
        for (int i = 0; i < steps; i++) {
            char step = line->steps[meter_groove_step(drummer->piece, i)];
            if (step == '.' || (thin && (step == 'g' || step == 'o')))
                continue;
            strike(drummer, bar->start_ticks + i * SIXTEENTH, HIT, line->key,
                   step_velocity(step, line->key) - (thin ? 6 : 0));
        }
    }
}

/* Brushes stir between their taps: once round for two beats. */
static void stir(const struct drummer *drummer, const struct bar_plan *bar, int steps, bool thin)
{
    enum groove groove = drummer->piece->style->groove;
    if (drummer->draft->row->program != BRUSH_KIT || thin ||
        (groove != GROOVE_BRUSH && groove != GROOVE_WALTZ && groove != GROOVE_RIDE))
        return;
    int32_t round = drummer->piece->bar_beats == 3 ? 3 * BEAT : 2 * BEAT;
    for (int32_t at = 0; at < steps * SIXTEENTH; at += round)
        strike(drummer, bar->start_ticks + at, round, BRUSH_SWIRL, at == 0 ? -26 : -32);
}

/* Over the last `beats` beats of the bar. */
static void play_fill(struct drummer *drummer, const struct bar_plan *bar, int beats)
{
    static const char *const shapes[5] = {"x.x.x.xx", "..xxx.xx", "xx.xx.xx", "x..x..xx", "..x.x.xx"};
    static const int toms[4] = {SNARE, TOM_HIGH, TOM_MID, TOM_LOW};
    const char *shape = shapes[prng_between(&drummer->draft->prng, 0, 4)];
    bool soft = drummer->piece->style->groove == GROOVE_BRUSH || drummer->piece->style->groove == GROOVE_RIDE ||
                drummer->piece->style->groove == GROOVE_SHAKER;
    /* Big drums go on marking the beat below it. */
    bool pulses = drummer->piece->style->groove == GROOVE_EPIC;
    int steps = beats * 4;
    int32_t start = bar->start_ticks + bar->length_ticks - steps * SIXTEENTH;
    for (int i = 0; i < steps; i++) {
        bool pulse = pulses && i % 4 == 0;
        if (pulse)
            strike(drummer, start + i * SIXTEENTH, HIT, KICK, 0);
        if (shape[(i + 8 - steps % 8) % 8] == '.' && !pulse)
            continue;
        int key = toms[i * 4 / steps];
        /* The short fill begins on the backbeat and keeps it. */
        int accent = steps == 4 && i == 0 && !soft ? 22 : 0;
        strike(drummer, start + i * SIXTEENTH, HIT, key, (soft ? -22 : -8) + accent + i * 12 / steps);
    }
}

/* A roll that gets denser and louder over the bar, before a much stronger section of electronic music. */
static void play_build(struct drummer *drummer, const struct bar_plan *bar)
{
    int steps = bar->length_ticks / SIXTEENTH;
    for (int i = 0; i < steps; i++)
        if (i % 2 == 0 || i * 2 >= steps)
            strike(drummer, bar->start_ticks + i * SIXTEENTH, HIT, SNARE, -26 + i * 30 / steps);
}

/* Beats of fill at the end of the bar: one at the fourth, two at the eighth and where a section ends. */
static int fill_beats(const struct piece *piece, int index)
{
    const struct bar_plan *bar = &piece->bars[index];
    const struct section_plan *section = &piece->sections[bar->section];
    if (bar->spoken || bar->length_ticks != piece->bar_ticks)
        return 0;
    bool last = bar->index + 1 == section->bar_count, ends = index + 1 == piece->bar_count;
    /* A section of one bar has just begun: it keeps its groove. */
    if (last)
        return section->bar_count == 1 ? 0 : section->manner >= 60 || ends || bar->index % 8 == 7 ? 2 : 1;
    if (section->kind == SECTION_OUTRO)
        return 0;
    return bar->index % 8 == 7 ? 2 : bar->index % 4 == 3 ? 1 : 0;
}

/* A cut gets a splash and the bass drum, a flash a stroke. */
static void mark_cut(struct drummer *drummer, const struct bar_plan *bar, int beat)
{
    bool hit = (bar->hit_beats & (1U << beat)) != 0;
    strike(drummer, bar->start_ticks + beat * BEAT, BEAT, SPLASH, hit ? 8 : 0);
    strike(drummer, bar->start_ticks + beat * BEAT, HIT, KICK, hit ? 14 : 6);
}

static void play_bar(struct drummer *drummer, int index)
{
    const struct piece *piece = drummer->piece;
    const struct bar_plan *bar = &piece->bars[index];
    const struct section_plan *section = &piece->sections[bar->section];
    part_begin_bar(piece, drummer->draft, index);
    /* The groove holds over the section: the same lines in every bar, more of them in stronger sections. */
    drummer->choice = groove_choice(piece, index);
    drummer->extras[0] = section->manner >= 46;
    drummer->extras[1] = section->manner >= 62;
    bool last = bar->index + 1 == section->bar_count;
    int fill = fill_beats(piece, index);
    bool builds =
        last && fill > 0 && piece->style->effects == SCORE_EFFECTS_PUMP && section_rise(piece, bar->section) >= 14;
    if (builds) {
        play_build(drummer, bar);
        fill = 0;
    }
    int steps = bar->length_ticks / SIXTEENTH - fill * 4;
    play_groove(drummer, bar, steps, bar->spoken);
    stir(drummer, bar, steps, bar->spoken);
    if (fill > 0)
        play_fill(drummer, bar, fill);
    bool starts = bar->index == 0 && section->energy >= 50 && index > 0;
    if (starts && !bar->spoken)
        strike(drummer, bar->start_ticks, 2 * BEAT, CRASH, -4);
    for (int beat = 0; beat < piece->bar_beats; beat++)
        if ((bar->cut_beats & (1U << beat)) && !(beat == 0 && starts) && !bar->spoken)
            mark_cut(drummer, bar, beat);
}

void drums_write(const struct piece *piece, struct part_draft *draft)
{
    struct drummer drummer = {piece, draft, groove_row(piece->style->groove), 0, {false, false}};
    bool played = false;
    for (int bar = 0; bar < piece->bar_count; bar++)
        if (part_plays_bar(piece, draft->row, bar)) {
            play_bar(&drummer, bar);
            played = true;
        }
    if (!played && piece->bar_count > 0)
        return;
    bool spoken = piece_spoken(piece, piece->final_ticks, piece->end_ticks);
    strike(&drummer, piece->final_ticks, BEAT, KICK, spoken ? -6 : 4);
    if (!spoken)
        strike(&drummer, piece->final_ticks, 2 * BEAT, CRASH, 0);
}
