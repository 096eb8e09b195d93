/* A piece of music as data: what the composer writes, what the MIDI writer and the synthesiser read.
 *
 * Time is in ticks of 1/480 quarter note; the tempo map turns them into seconds. A score is built once by
 * music_compose() and not changed afterwards; score_release() frees it. */
#ifndef BGMUSIC_ENGINE_SCORE_SCORE_H
#define BGMUSIC_ENGINE_SCORE_SCORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SCORE_TOLD_SIZE = 160, SCORE_TICKS_PER_QUARTER = 480, SCORE_MOST_PARTS = 15, SCORE_DRUM_CHANNEL = 9 };

/* What a part does in the arrangement; the mixer takes its level and place from the role. */
enum score_role {
    SCORE_KEYS, /* chords: piano, electric piano, organ */
    SCORE_PAD,  /* held chords: strings, synth pads, choir */
    SCORE_BASS,
    SCORE_GUITAR,     /* strummed or picked chords */
    SCORE_ARP,        /* broken chords: harp, plucked or synth arpeggio, ostinato */
    SCORE_LEAD,       /* the melody */
    SCORE_COUNTER,    /* answers the melody, doubles it */
    SCORE_DRUMS,      /* drum kit, channel 9 (GM channel 10) */
    SCORE_PERCUSSION, /* pitched or orchestral percussion on a channel of its own: timpani, taiko */
    SCORE_ROLE_COUNT
};

/* The chain that the whole music bus goes through; the sound room knows what each means. */
enum score_effects { SCORE_EFFECTS_NONE, SCORE_EFFECTS_LOFI, SCORE_EFFECTS_HALL, SCORE_EFFECTS_PUMP };

struct score_note {
    int32_t start_ticks;  /* >= 0, in ascending order within a part */
    int32_t length_ticks; /* > 0 */
    uint8_t key;          /* MIDI key 0-127, 60 = middle C */
    uint8_t velocity;     /* 1-127 */
};

/* Beside the numbers of MIDI's controllers: the pitch wheel, whose range is two semitones. */
enum { SCORE_BEND = 128 };

struct score_control {
    int32_t at_ticks;   /* ascending within a part */
    uint8_t controller; /* MIDI controller number, or SCORE_BEND */
    uint16_t value;     /* 0-127; of the wheel 0-16383, 8192 in tune */
};

struct score_part {
    enum score_role role;
    char name[32];      /* for people: "Electric piano" */
    uint8_t channel;    /* 0-15; SCORE_DRUM_CHANNEL for drums alone; one part a channel */
    uint8_t program;    /* General MIDI program, 0-based; for drums the kit (0 standard, 40 brush, ...) */
    double level_lu;    /* loudness that the mixer gives it against the other parts; 0 = the lead level */
    double pan;         /* -1 left ... +1 right */
    double reverb_send; /* 0-1 */
    struct score_note *notes;
    size_t note_count;
    struct score_control *controls;
    size_t control_count;
};

struct score_tempo {
    int32_t at_ticks;
    int32_t us_per_quarter;
};

struct score_section {
    char name[16]; /* "intro", "A", "B", "break", "outro" */
    int64_t start_ms, end_ms;
    double energy; /* 0-1 */
};

/* The harmony, for people and tests: every pitched note is in the key or in the chord of its time. */
struct score_chord {
    int32_t at_ticks;
    char name[16];  /* "Dm9", "G/B" */
    unsigned tones; /* bit n: pitch class n (0 = C) is a tone of the chord */
};

enum score_mode {
    SCORE_MAJOR,
    SCORE_MINOR,
    SCORE_DORIAN,
    SCORE_LYDIAN,
    SCORE_MIXOLYDIAN,
    SCORE_PHRYGIAN,
    SCORE_HARMONIC_MINOR,
    SCORE_MAJOR_PENTATONIC,
    SCORE_MINOR_PENTATONIC,
    SCORE_MODE_COUNT
};

struct score {
    char title[64];              /* for people and the draft: "Calm lo-fi" */
    char style[32];              /* the style table's id */
    int bar_beats;               /* quarters in a bar, begun ones too: 4, or 3 in a waltz */
    int bar_ticks;               /* a whole bar */
    int meter_beats, meter_unit; /* the bar as it is written: 4/4, 6/8 */
    double bpm;                  /* of the first tempo event, for people */
    int tonic;                   /* pitch class 0-11, 0 = C */
    enum score_mode mode;
    double reverb_t60_s;
    double swing; /* 0.5 straight ... 0.67 triplet */
    enum score_effects effects;
    int retries;                   /* takes that were thrown away before this one, 0-3 */
    char retried[SCORE_TOLD_SIZE]; /* why, for people; "" where none was */
    int64_t last_chord_ms;         /* where the closing chord is struck */
    int64_t end_ms;                /* the piece is silent from here on; exactly the length that was ordered */
    struct score_tempo *tempos;    /* at least one, the first at tick 0 */
    size_t tempo_count;
    struct score_section *sections;
    size_t section_count;
    struct score_chord *chords; /* ascending; the last is the closing chord */
    size_t chord_count;
    struct score_part parts[SCORE_MOST_PARTS];
    size_t part_count;
};

void score_init(struct score *score);
void score_release(struct score *score); /* legal twice */

/* The tempo map: ticks to microseconds from the start, and back (rounded to the nearest). */
int64_t score_ticks_to_us(const struct score *score, int32_t ticks);
int32_t score_us_to_ticks(const struct score *score, int64_t us);

const char *score_mode_name(enum score_mode mode); /* "major", "dorian", ... */
/* "F minor", "D dorian"; into at least 32 bytes. Flats for flat keys. */
void score_key_name(int tonic, enum score_mode mode, char text[32]);
/* "Bb" or "A#", as the key writes it; never NULL. */
const char *score_pitch_name(int pitch_class, int tonic, enum score_mode mode);
/* Pitch classes of the mode as semitones above the tonic, ascending; returns how many (5-7). */
size_t score_mode_steps(enum score_mode mode, const int **steps);

#endif
