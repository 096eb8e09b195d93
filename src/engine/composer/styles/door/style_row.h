/* What a row of the style table holds, for who composes by it or tells of it (style_table.h finds the row of a prompt).
 */
#ifndef BGMUSIC_ENGINE_COMPOSER_STYLES_STYLE_ROW_H
#define BGMUSIC_ENGINE_COMPOSER_STYLES_STYLE_ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "score.h"

/* How a part plays; the role says which of them make sense. */
enum figure {
    FIGURE_HELD,       /* pad, keys: the chord, held until it changes */
    FIGURE_OFFBEAT,    /* keys: short chords between the beats, after a long one */
    FIGURE_QUARTERS,   /* keys: chords on the beats */
    FIGURE_COMP,       /* keys, guitar: jazz comping, syncopated */
    FIGURE_BROKEN,     /* keys: left hand and broken chords with the pedal */
    FIGURE_STABS,      /* keys: off-beat stabs of house music */
    FIGURE_STRUM,      /* guitar: strummed eighths */
    FIGURE_PICK,       /* guitar: picked strings */
    FIGURE_MUTED,      /* guitar: damped eighths on one or two strings */
    FIGURE_WALTZ,      /* keys, guitar: chords on 2 and 3; bass: on 1 */
    FIGURE_SKANK,      /* keys, guitar: short chords off the beat */
    FIGURE_BOSSA,      /* guitar, bass: the syncopations of bossa nova */
    FIGURE_EIGHTHS,    /* arp, bass: running eighths */
    FIGURE_SIXTEENTHS, /* arp: running sixteenths */
    FIGURE_OSTINATO,   /* arp: a fixed one-bar shape with accents */
    FIGURE_SLOW,       /* arp, bass: few notes, long */
    FIGURE_ROOTS,      /* bass: root on 1, fifth or octave later */
    FIGURE_SYNCOPATED, /* bass: hip-hop and pop syncopation */
    FIGURE_PUMP,       /* bass: between the kicks */
    FIGURE_WALK,       /* bass: a note on each beat */
    FIGURE_SPARSE,     /* lead: a statement every four bars */
    FIGURE_SONG,       /* lead: every two bars */
    FIGURE_BUSY,       /* lead: every two bars, short notes */
    FIGURE_ANSWER,     /* counter: where the lead rests */
    FIGURE_HITS,       /* percussion: section starts and pulses */
    FIGURE_DRIVE,      /* percussion: a pattern through the bar */
    FIGURE_RISER,      /* percussion: a cymbal played backwards into what is stronger */
    FIGURE_KIT,        /* drums: the style's groove */
};

enum groove {
    GROOVE_NONE,
    GROOVE_LOFI,
    GROOVE_BRUSH,
    GROOVE_POP,
    GROOVE_LIGHT,
    GROOVE_CLAPS,
    GROOVE_FOUR_FLOOR,
    GROOVE_HOUSE,
    GROOVE_SHAKER,
    GROOVE_RIDE,
    GROOVE_BOSSA,
    GROOVE_ROCK,
    GROOVE_FUNK,
    GROOVE_HIPHOP,
    GROOVE_TRAP,
    GROOVE_EPIC,
    GROOVE_WALTZ,
    GROOVE_REGGAE,
    GROOVE_SHUFFLE,
    GROOVE_METAL,
    GROOVE_BREAKS,
    GROOVE_TECHNO,
    GROOVE_DISCO,
    GROOVE_RNB,
    GROOVE_MARCH,
    GROOVE_SWING,
    GROOVE_PALMAS,
    GROOVE_BODHRAN,
    GROOVE_SALSA,
    GROOVE_TANGO,
    GROOVE_SURF,
    GROOVE_GOSPEL,
    GROOVE_AFRO,
    GROOVE_DEMBOW,
    GROOVE_TWO_STEP,
    GROOVE_LOG_DRUM,
    GROOVE_HALF_TIME,
    GROOVE_GRIME,
    GROOVE_SKA,
    GROOVE_CUMBIA,
    GROOVE_SAMBA,
    GROOVE_POLKA,
    GROOVE_TRANCE,
    GROOVE_PUNK,
    GROOVE_TRAIN,
    GROOVE_KPOP,
    GROOVE_COUNT
};

struct part_row {
    enum score_role role;
    int program, other_program; /* the seed picks one; other_program -1: no choice */
    enum figure figure;
    int least_energy; /* 0-100: the part plays in sections of at least this energy */
    double level_lu, pan, reverb_send;
    int low, high; /* lowest and highest key */
    int velocity;  /* against the style's level */
};

/* Four or eight bars; chords parted by spaces, two in a bar by a comma; chord_text.c reads them. */
struct progression {
    enum score_mode mode;
    const char *text;
};

/* The program of a kit of hand drums: low drum, slap, bongos, tambourine and shaker at their keys of General MIDI. Kits
 * that lack it play their plain one, which has all of these. */
enum { STYLE_HAND_DRUMS = 49 };

enum { STYLE_MOST_PARTS = 9, STYLE_MOST_PROGRESSIONS = 6 };

enum ending { ENDING_PLAIN, ENDING_SEVENTHS, ENDING_PLAGAL };

struct style {
    const char *id, *title;
    int least_bpm, most_bpm;
    int bar_beats;     /* 3 for a waltz; 0 means 4 */
    int swing_percent; /* share of the first of a pair: 50 straight; 0: from the tempo (jazz) */
    bool swing_sixteenths;
    bool ritard; /* the last bar slows down */
    int snare_late_ms;
    int least_velocity, most_velocity; /* at section energy 0 and 100 */
    double reverb_t60_s;
    enum score_effects effects;
    enum groove groove;
    enum ending ending;
    struct progression progressions[STYLE_MOST_PROGRESSIONS];
    struct part_row parts[STYLE_MOST_PARTS];
    int part_count;
};

/* The rows, in seven files; style_table.c looks them up. */
extern const struct style style_rows_quiet[], style_rows_songs[], style_rows_beats[];
extern const struct style style_rows_world[], style_rows_bands[], style_rows_scenes[], style_rows_kinds[];
extern const size_t style_rows_quiet_count, style_rows_songs_count, style_rows_beats_count;
extern const size_t style_rows_world_count, style_rows_bands_count, style_rows_scenes_count, style_rows_kinds_count;

/* The row of `id`; the table's default for "" and unknown ids. */
const struct style *style_row(const char *id);
bool style_exists(const char *id);
/* How a role is played in a style that has no such part, when the user asks for it. */
const struct part_row *style_default_part(enum score_role role);

/* General MIDI names: "Electric piano 1"; kits for drums. */
const char *gm_program_name(int program);
const char *gm_kit_name(int program);

#endif
