/* The plan of a piece and the parts being written: what the composer's files share.
 *
 * Order: form_plan() (tempo, bars, sections) -> harmony_plan() (chords) -> melody_plan() (where
 * the melody speaks) -> one writer per part (keys_write() ...) onto the straight grid ->
 * part_humanize() -> score. Each part draws from a chance of its own (prng_init_labelled), so
 * leaving one out changes no other. */
#ifndef BGMUSIC_ENGINE_COMPOSER_PIECE_H
#define BGMUSIC_ENGINE_COMPOSER_PIECE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/random.h"
#include "composer.h"
#include "score.h"
#include "style_row.h"

/* clang fuses a*b+c where the machine can, which changes last bits between machines. */
#ifdef __clang__
#pragma STDC FP_CONTRACT OFF
#endif

enum {
    BEAT = SCORE_TICKS_PER_QUARTER,
    EIGHTH = BEAT / 2,
    SIXTEENTH = BEAT / 4,
    CHORD_MOST_TONES = 6,
    VOICING_MOST = 6,
    CUT_NEAR_US = 60000, /* a beat this near to a cut is felt as being on it */
};

enum { OCCURRENCE_LAYERS = 10 }; /* what a section has more of when it returns, in points of its layers */

enum section_kind { SECTION_INTRO, SECTION_A, SECTION_B, SECTION_BREAK, SECTION_OUTRO };

struct section_plan {
    enum section_kind kind;
    int first_bar, bar_count;
    int energy;        /* 0-100, how hard it is played; the brief's energy is in it */
    int manner;        /* 0-100, the energy that chooses figures: the same each time that a kind of section returns */
    int layers;        /* 0-100, which parts play; moved less by the brief */
    int occurrence;    /* 0 for the first A, 1 for the next ... */
    int ramp_velocity; /* of a ramp over it, already in its energy */
    int key_shift;     /* semitones that it lies away from the piece's key; a movement's */
};

struct bar_plan {
    int32_t start_ticks, length_ticks;
    int section;
    int index;            /* in its section */
    unsigned cut_beats;   /* bit n: a strong cut falls on beat n */
    unsigned soft_beats;  /* likewise a crossfade or a fade */
    unsigned hit_beats;   /* likewise a flash, which is struck */
    unsigned title_beats; /* the nearest beat to where a title appears */
    bool spoken;          /* somebody speaks during it */
};

struct chord {
    int root, bass;              /* pitch classes */
    int tones[CHORD_MOST_TONES]; /* pitch classes, root first, colour last */
    int tone_count;
    unsigned tone_mask;  /* bit n: pitch class n is a chord tone */
    unsigned scale_mask; /* what may be sung over it; contains tone_mask */
    char name[16];
};

struct chord_plan {
    int32_t start_ticks, end_ticks;
    int bar;
    struct chord chord;
};

struct theme;

enum { PROGRESSION_SIZE = 192 };

struct piece {
    const struct music_brief *brief;
    uint64_t tune_seed; /* of key, tempo, chords and themes: the brief's, whatever take of the rest this is */
    const struct style *style;
    const struct style *blend;              /* lends its colours; NULL: none */
    struct part_row rows[SCORE_MOST_PARTS]; /* the style's parts as the brief wants them */
    int row_count;
    int detune_cents[SCORE_MOST_PARTS]; /* of a pad's halves */
    int anchor;                         /* the row that always plays, so that no section is empty; -1: drums alone */
    struct score *score;                /* tempo map, filled by form_plan() */
    int energy, valence;                /* -100 ... +100 */
    int32_t us_per_quarter;
    int bar_beats;            /* quarters in a bar, begun ones too: 3, 4 or 5 */
    struct music_meter meter; /* as written */
    bool compound;            /* 6/8, 12/8: a beat here is a dotted quarter there (meter.c) */
    int32_t bar_ticks;        /* a whole bar: 3, 3.5, 4 or 5 quarters */
    int32_t pulse_ticks;      /* what bars and cuts are counted in: a quarter, or in 7/8 an eighth */
    int tonic;
    enum score_mode mode;
    int swing_permille; /* 500 straight */
    struct bar_plan *bars;
    int bar_count;
    int main_cut_bar;       /* whose first beat meets the strongest cut; -1: none */
    int32_t main_cut_ticks; /* the beat that meets it; -1: none */
    struct section_plan *sections;
    int section_count;
    struct chord_plan *chords; /* the last is the closing chord */
    int chord_count;
    char progressions[2][PROGRESSION_SIZE]; /* of A and B, in this piece's mode: a word a bar */
    struct theme *themes;                   /* of A and B */
    bool *sung;                             /* one a bar: the tune is there, if the part is */
    int last_a;                             /* the last A, the fullest section; -1: none */
    int32_t final_ticks;                    /* the closing chord */
    int32_t end_ticks;                      /* last tick that may sound */
};

/* A part being written. Velocities are offsets until part_humanize(). */
struct draft_note {
    int32_t start_ticks, length_ticks;
    int key, velocity;
};

struct part_draft {
    const struct part_row *row;
    struct prng prng; /* set anew by part_begin_bar() */
    uint64_t seed;    /* the part's own */
    struct draft_note *notes;
    size_t count;
    struct score_control *controls;
    size_t control_count;
};

/* brief_check.c: BGM_USAGE, with what is wrong, for a brief out of its ranges. */
enum bgm_status brief_check(const struct music_brief *brief, struct bgm_error *err);

/* picture_turns.c: the brief's cuts and what counts as one: markers, and the strokes that were asked for. `cuts` is the
 * caller's to free(). */
size_t picture_turns(const struct music_brief *brief, struct music_cut **cuts);

/* cut_tempo.c: fills the score's tempo map so that beats meet the brief's cuts, the tempo of the whole
 * somewhere in [least_us, most_us] a quarter, near to `wanted_us`. Returns the pulses before the closing
 * chord, whole bars; 0 when there is no way, and no tempo map. */
int cut_tempo_plan(struct piece *piece, double wanted_us, double least_us, double most_us);
/* form.c, sections.c */
void form_plan(struct piece *piece);
void sections_plan(struct piece *piece);
/* harmony.c */
void harmony_plan(struct piece *piece);
const struct chord_plan *piece_chord_at(const struct piece *piece, int32_t ticks);
/* chord_text.c */
void chord_read(const char *text, size_t length, int tonic, enum score_mode mode, struct chord *chord);
/* The `index`-th word of `text` (counted round), parted by `gap`. */
const char *chord_word_at(const char *text, size_t text_length, char gap, int index, size_t *length);
/* chord_lights.c: the word of a bar as it is to sound when it comes again, in `place`; false: as it is. */
struct chord_turn {
    const char *word, *next; /* of this bar and the one behind it; not terminated */
    size_t length, next_length;
    bool repeated; /* the bar before has the same word */
    int times;     /* that the word stood in a bar of the section before */
};
bool chord_vary(const struct piece *piece, struct prng *prng, int bar, const struct chord_turn *turn, char *place,
                size_t size);
/* mode_turn.c: a progression of the other kind of mode, each chord on the same degree of the scale. */
void progression_turn(const char *text, bool to_minor, char place[PROGRESSION_SIZE]);
/* chord_table.c */
enum { CADENCES = 2 };
const char *cadence_text(enum score_mode mode, enum ending ending, int which);
const char *fallback_progression(enum score_mode mode, int index);
bool mode_is_minor(enum score_mode mode);
unsigned mode_mask(int tonic, enum score_mode mode);

/* voice_leading.c: the chord as `voices` keys in [low, high], ascending, near to `keys` (whose
 * count is `before`, 0: nothing before). Returns how many were set. */
int voicing_next(const struct chord *chord, int voices, int low, int high, int keys[VOICING_MOST], int before);
/* The key of pitch class `pc` nearest to `target` in [low, high]. */
int key_near(int pc, int target, int low, int high);
/* The tone of `mask` nearest to `target`, above it when two are as near. */
int key_in_mask(unsigned mask, int target, int low, int high);
/* `steps` tones of `mask` up or down from `key`. */
int key_step(unsigned mask, int key, int steps, int low, int high);

/* gm_ranges.c: the row's register moved to where its instrument can play. */
void row_fit_range(struct part_row *row);
/* How far a tune may reach out of the row's register: no note of it is to be bent for a semitone. */
void row_reach(const struct part_row *row, int *low, int *high);
/* A key for the left hand, or -1 where the instrument has no low register. */
int low_root(const struct part_row *row, int pc);

/* groove_table.c: which of the two kick lines the bar has: drums and bass ask alike. */
int groove_choice(const struct piece *piece, int bar);
/* The kick's sixteen steps there; NULL where no kit keeps time. */
const char *groove_kick(const struct piece *piece, int bar);

/* arrange.c: which parts there are, and in which bars they play. */
void arrange_plan(struct piece *piece);
bool part_plays_bar(const struct piece *piece, const struct part_row *row, int bar);
void part_add(struct part_draft *draft, int32_t start, int32_t length, int key, int velocity);
/* part_draft.c. part_begin_bar() sets the part's chance to what it is in this bar of this kind of section: A comes
 * again note for note, and a pattern holds over eight bars but for the last. */
void part_begin_bar(const struct piece *piece, struct part_draft *draft, int bar);
/* voicing_next() inside the part's range. Phrases of four bars lay their first chord anew, `lift` semitones at most
 * from where the last one lay; what returns lies as it did. The closing chord, the piece's last, goes on from where it
 * is. */
int part_voice_chord(const struct piece *piece, struct part_draft *draft, const struct chord_plan *plan, int voices,
                     int lift, int keys[VOICING_MOST], int before);
int piece_key_shift(const struct piece *piece, int bar);
void part_control(struct part_draft *draft, int32_t at, int controller, int value);

/* How much stronger the section after `section` is, in points of energy; 0 for the last. */
int section_rise(const struct piece *piece, int section);

/* The writers. */
void keys_write(const struct piece *piece, struct part_draft *draft);
void pad_write(const struct piece *piece, struct part_draft *draft);
void bass_write(const struct piece *piece, struct part_draft *draft);
void guitar_write(const struct piece *piece, struct part_draft *draft);
void arp_write(const struct piece *piece, struct part_draft *draft);
/* Which bar of its theme a bar states, 0-7. */
int theme_bar(const struct piece *piece, int bar);
/* Is the chord at `off` ticks into the bar the one that the theme was written over? */
bool theme_chord_stands(const struct piece *piece, int bar, int32_t off);
void melody_plan(struct piece *piece);
void melody_write(const struct piece *piece, struct part_draft *draft);
void counter_write(const struct piece *piece, struct part_draft *draft);
void drums_write(const struct piece *piece, struct part_draft *draft);
void percussion_write(const struct piece *piece, struct part_draft *draft);

/* meter.c */
void meter_plan(struct piece *piece);
int meter_groove_step(const struct piece *piece, int step);
int32_t meter_second_accent(const struct bar_plan *bar);
/* Last of all: the bar as it is written, into a finished score. */
void meter_write(const struct piece *piece, struct score *score);

/* event_times.c: the tick of a wish; does it bring the part in or out; whether a part is asked to play (1) or to be
 * silent (0) in a bar, -1: nothing is said; what a part does of it; and the ramp's level at a time, false where none
 * was asked for. */
int32_t beat_ticks(const struct piece *piece, int64_t at_ms); /* the nearest beat, a bar line or not */
int32_t event_ticks(const struct piece *piece, int64_t at_ms);
bool event_concerns(const struct music_event *event, enum score_role role);
int part_asked_in(const struct piece *piece, enum score_role role, int bar);
bool ramp_level(const struct piece *piece, int64_t at_ms, double *level);
/* timed_wishes.c: what a part does of them. */
void part_follow_events(const struct piece *piece, struct part_draft *draft);

/* speech_thin.c: drops what must not sound while somebody speaks. */
bool piece_spoken(const struct piece *piece, int32_t start_ticks, int32_t end_ticks);
void part_thin(const struct piece *piece, struct part_draft *draft);

/* humanize.c: swing, timing, velocity; then the notes of `part`, sorted and free of overlaps. */
void part_humanize(const struct piece *piece, struct part_draft *draft, struct score_part *part);

/* articulation.c: how the notes are sung and tied; last of all. */
void part_articulate(const struct piece *piece, struct score_part *part);

#endif
