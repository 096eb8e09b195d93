/* Would anybody be glad to hear this take? Measured on the score, before it becomes sound. */
#include "take_gate.h"

#include <math.h>
#include <stdlib.h>

#include "bgmusic/base/xalloc.h"

/* A generator of music rejects takes that tick like a clock: loudness in windows of 512 samples at 22.05 kHz, its rises
 * less their mean, and of their autocorrelation the greatest value from the fourth window on against the one at zero.
 * In music that people chose it is 0.35-0.61 (docs/music.md). A score has no room and no decay, so its notes are given
 * one. */
enum { WINDOW_US = 23220, LEAST_LAG = 4, MOST_LAG = 172 /* four seconds */, DECAY_MS = 180 };

static double *rises_of(const struct score *score, size_t *count)
{
    *count = (size_t)(score->end_ms * 1000 / WINDOW_US) + 2;
    double *struck = xcalloc(*count, sizeof *struck);
    for (size_t p = 0; p < score->part_count; p++) {
        const struct score_part *part = &score->parts[p];
        /* What swells in has no edge. */
        double share = part->role == SCORE_PAD ? 0.15 : part->role == SCORE_DRUMS ? 1 : 0.7;
        double level = share * pow(10, part->level_lu / 40);
        for (size_t i = 0; i < part->note_count; i++) {
            size_t at = (size_t)(score_ticks_to_us(score, part->notes[i].start_ticks) / WINDOW_US);
            double loud = part->notes[i].velocity / 127.0;
            if (at < *count)
                struck[at] += level * loud * loud;
        }
    }
    double decay = exp(-(double)WINDOW_US / 1000 / DECAY_MS), sounding = 0, mean = 0;
    for (size_t i = 0; i < *count; i++) {
        double next = sqrt(sounding * sounding * decay * decay + struck[i] * struck[i]);
        struck[i] = next > sounding ? next - sounding : 0;
        sounding = next;
        mean += struck[i] / (double)*count;
    }
    for (size_t i = 0; i < *count; i++)
        struck[i] -= mean;
    return struck;
}

static double metronome(const struct score *score)
{
    size_t count;
    double *rises = rises_of(score, &count), zero = 0, most = 0;
    for (size_t i = 0; i < count; i++)
        zero += rises[i] * rises[i];
    for (size_t lag = LEAST_LAG; lag <= MOST_LAG && lag < count; lag++) {
        double sum = 0;
        for (size_t i = lag; i < count; i++)
            sum += rises[i] * rises[i - lag];
        most = sum > most ? sum : most;
    }
    free(rises);
    return zero > 0 ? most / zero : 0;
}

static const struct score_part *part_with(const struct score *score, enum score_role role)
{
    for (size_t i = 0; i < score->part_count; i++)
        if (score->parts[i].role == role)
            return &score->parts[i];
    return NULL;
}

/* How long two notes sound together, in ticks. */
static int32_t together(const struct score_note *a, const struct score_note *b)
{
    int32_t from = a->start_ticks > b->start_ticks ? a->start_ticks : b->start_ticks;
    int32_t a_end = a->start_ticks + a->length_ticks, b_end = b->start_ticks + b->length_ticks;
    int32_t to = a_end < b_end ? a_end : b_end;
    return to > from ? to - from : 0;
}

/* For how long of a note the part holds the tone a semitone under or over it; octaves of that count, sevenths do not.
 */
static int32_t rubs_with(const struct score_note *note, const struct score_part *part, size_t *first)
{
    int32_t most = 0;
    while (*first < part->note_count &&
           part->notes[*first].start_ticks + 16 * SCORE_TICKS_PER_QUARTER < note->start_ticks)
        ++*first;
    for (size_t k = *first; k < part->note_count; k++) {
        if (part->notes[k].start_ticks >= note->start_ticks + note->length_ticks)
            break;
        int32_t both = abs(part->notes[k].key - note->key) % 12 == 1 ? together(note, &part->notes[k]) : 0;
        most = both > most ? both : most;
    }
    return most;
}

/* The share of the tune's time that rubs against what another part holds for an eighth and longer. */
static double clash(const struct score *score)
{
    enum { HELD = SCORE_TICKS_PER_QUARTER / 2 };
    const struct score_part *lead = part_with(score, SCORE_LEAD);
    int64_t sung = 0, rubbed = 0;
    size_t firsts[SCORE_MOST_PARTS] = {0};
    for (size_t i = 0; lead != NULL && i < lead->note_count; i++) {
        int32_t most = 0;
        for (size_t p = 0; p < score->part_count; p++) {
            enum score_role role = score->parts[p].role;
            if (role != SCORE_KEYS && role != SCORE_PAD && role != SCORE_COUNTER)
                continue;
            int32_t rubs = rubs_with(&lead->notes[i], &score->parts[p], &firsts[p]);
            most = rubs > most ? rubs : most;
        }
        sung += lead->notes[i].length_ticks;
        rubbed += most >= HELD ? most : 0;
    }
    return sung > 0 ? (double)rubbed / (double)sung : 0;
}

/* A tune of few tones, or of one that comes again and again. */
static bool dull(const struct score *score)
{
    const struct score_part *lead = part_with(score, SCORE_LEAD);
    if (lead == NULL || lead->note_count < 16)
        return false;
    bool heard[128] = {false};
    int kinds = 0, least = 127, most = 0;
    size_t same = 0;
    for (size_t i = 0; i < lead->note_count; i++) {
        int key = lead->notes[i].key;
        kinds += !heard[key];
        heard[key] = true;
        least = key < least ? key : least;
        most = key > most ? key : most;
        same += i > 0 && lead->notes[i - 1].key == key;
    }
    return kinds < 4 || most - least < 5 || same * 2 > lead->note_count;
}

struct take_measures take_measure(const struct score *score)
{
    return (struct take_measures){metronome(score), clash(score), dull(score)};
}

const char *tune_fault(const struct take_measures *measures)
{
    if (measures->clash > TAKE_MOST_CLASH)
        return "tune and chords rub";
    return measures->dull ? "the tune is dull" : NULL;
}

const char *hand_fault(const struct take_measures *measures)
{
    return measures->metronome > TAKE_MOST_METRONOME ? "it ticks like a clock" : NULL;
}
