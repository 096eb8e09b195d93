/* The table of checks. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "bgmusic/base/xalloc.h"
#include "music_check.h"

enum { MOST_WORST = 3 };

struct row {
    int taken, passed;
    double least, most;
    char worst[MOST_WORST][200];
    int worst_count;
};

struct report {
    bool verbose;
    struct row rows[CHECK_COUNT];
};

/* `share`: percent of the takes that must pass. */
static const struct {
    const char *name, *rule;
    double share;
} checks[CHECK_COUNT] = {
    [CHECK_TEMPO_MAP] = {"tempo map", "MIDI file and plan agree to 1 ms", 100},
    [CHECK_SCALE] = {"notes in scale or chord", ">= 97 %", 100},
    [CHECK_RANGE] = {"notes out of the instrument's range", "0", 100},
    [CHECK_POLYPHONY] = {"polyphony", "<= 64", 100},
    [CHECK_STUCK] = {"stuck notes", "0", 100},
    [CHECK_ENDING_CHORD] = {"foreign notes in the closing chord", "0", 100},
    [CHECK_SAME_BYTES] = {"same seed, same MIDI bytes", "equal", 100},
    /* Medians of docs/music.md: half of the takes reach them. Of the blocks of four bars three in twenty came before.
     */
    [CHECK_TUNE_RETURNS] = {"likeness of the tune's blocks to earlier ones", ">= 0.6", 50},
    [CHECK_BACKING_RETURNS] = {"likeness of the backing's blocks", ">= 0.5", 50},
    [CHECK_BLOCKS_RETURN] = {"blocks that return", "likeness > 0.9", 15},
    [CHECK_TRIGRAMS] = {"interval trigrams of the tune that recur", ">= 0.8", 50},
    [CHECK_PHRASES] = {"longest phrase, beats", "7 ... 16", 90},
    [CHECK_SILENCE_LEAST] = {"silence inside the tune", ">= 0.3", 50},
    [CHECK_SILENCE_MOST] = {"silence inside the tune", "<= 0.45", 50},
    [CHECK_RATE_LEAST] = {"notes of the tune a second", ">= 1.0", 50},
    [CHECK_RATE_MOST] = {"notes of the tune a second", "<= 1.8", 50},
    [CHECK_KIT_BARS] = {"distinct bars of the kit", "<= 0.35", 50},
    [CHECK_KIT_DYNAMICS] = {"deviation of the kit's velocities", ">= 20", 50},
    [CHECK_ENTRIES] = {"parts entering or leaving a minute", "<= 12", 50},
    [CHECK_LENGTH] = {"sound against picture, ms", "<= 22 + a picture", 95},
    [CHECK_TEMPO_HEARD] = {"tempo heard / planned", "4 %, x0.5, x1, x2", 90},
    [CHECK_KEY_HEARD] = {"in-scale chroma", ">= 0.68, rank 1-2", 95},
    [CHECK_LOUDNESS] = {"loudness, LUFS", "-14 +- 0.5", 95},
    [CHECK_TRUE_PEAK] = {"true peak after AAC, dBTP", "<= -1.0", 95},
    [CHECK_CLIPPING] = {"|DC| x 1000, no clipped sample", "< 1", 95},
    [CHECK_START] = {"first sound, ms", "< 100", 95},
    [CHECK_GAPS] = {"longest gap, s", "<= 0.3", 95},
    [CHECK_ENDING] = {"last 0.1 s, dBFS; falls", "<= -50", 95},
    [CHECK_LOW] = {"under 120 Hz (with a bass), dB", "-12 ... -1", 95},
    [CHECK_MIDDLE] = {"1-4 kHz, dB", "-19 ... -6", 95},
    [CHECK_HIGH] = {"over 5 kHz, dB", "-36 ... -16", 95},
    [CHECK_CREST] = {"peaks over loudness, dB", "by style: 7-10.2, 7-10.8, 9-13, 10.5-13", 95},
    [CHECK_WIDTH] = {"sides 0.5-8 kHz, dB", "-10 ... -2.5", 95},
    [CHECK_BASS_WIDTH] = {"sides under 100 Hz, dB", "<= -17", 95},
    [CHECK_LOW_WIDTH] = {"sides 0.12-0.5 kHz, dB", "-12 ... -2.5", 95},
    [CHECK_HIGH_WIDTH] = {"sides over 8 kHz, dB", "-16 ... -3", 95},
    [CHECK_SUB] = {"under 63 Hz: dance; jazz and folk, dB", "-8 ... -2; <= -6", 95},
    [CHECK_AIR] = {"over 10 kHz, dB", "<= -26", 95},
    /* A laid-back kit of six seconds has a dozen strokes, late ones among them: too few for the figure in one take of
       ten. */
    [CHECK_REGULARITY] = {"onset regularity at the beat", ">= 0.3", 90},
    [CHECK_REPETITION] = {"bar self-similarity", "0.45 ... 0.95", 95},
    [CHECK_SEEDS] = {"seeds: chroma cosine; notes shared", "< 0.95; < 0.6", 95},
};

struct report *report_new(bool verbose)
{
    struct report *report = xcalloc(1, sizeof *report);
    report->verbose = verbose;
    return report;
}

void report_free(struct report *report)
{
    free(report);
}

void report_add(struct report *report, enum check check, bool good, double figure, const char *who)
{
    struct row *row = &report->rows[check];
    row->least = row->taken == 0 ? figure : fmin(row->least, figure);
    row->most = row->taken == 0 ? figure : fmax(row->most, figure);
    row->taken++;
    row->passed += good;
    if (good)
        return;
    if (row->worst_count < MOST_WORST)
        snprintf(row->worst[row->worst_count++], sizeof row->worst[0], "%.3g: %s", figure, who);
    if (report->verbose)
        printf("  fails  %-36s %8.3f  %s\n", checks[check].name, figure, who);
}

bool report_print(const struct report *report)
{
    bool good = true;
    printf("| check | rule | takes | pass | seen |\n| --- | --- | --- | --- | --- |\n");
    for (int i = 0; i < CHECK_COUNT; i++) {
        const struct row *row = &report->rows[i];
        double share = row->taken > 0 ? 100.0 * row->passed / row->taken : 100;
        bool enough = share >= checks[i].share;
        good = good && enough;
        printf("| %s | %s | %d | %.1f %%%s | %.3g ... %.3g |\n", checks[i].name, checks[i].rule, row->taken, share,
               enough ? "" : " **too few**", row->least, row->most);
    }
    for (int i = 0; i < CHECK_COUNT; i++)
        for (int k = 0; k < report->rows[i].worst_count; k++)
            printf("%s%s: %s\n", k == 0 && i == 0 ? "\n" : "", checks[i].name, report->rows[i].worst[k]);
    return good;
}
