/* Checks of the finished sound. Pass rules and their sources: docs/music.md. */
#include <ebur128.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/process.h"
#include "bgmusic/base/xalloc.h"
#include "music_check.h"

static const struct score_part *part_of(const struct score *score, enum score_role role)
{
    for (size_t i = 0; i < score->part_count; i++)
        if (score->parts[i].role == role)
            return &score->parts[i];
    return NULL;
}

bool take_is_rhythmic(const struct take *take)
{
    const struct score_part *drums = part_of(&take->score, SCORE_DRUMS);
    if (drums == NULL)
        return false;
    /* Bars in which at least three strokes fall. */
    int bars = 0, kept = 0;
    int32_t bar_ticks = take->score.bar_beats * SCORE_TICKS_PER_QUARTER;
    for (int32_t at = 0; score_ticks_to_us(&take->score, at + bar_ticks) <= take->score.last_chord_ms * 1000 + 2000;
         at += bar_ticks) {
        int strokes = 0;
        for (size_t i = 0; i < drums->note_count; i++)
            strokes += drums->notes[i].start_ticks >= at - 40 && drums->notes[i].start_ticks < at + bar_ticks - 40;
        bars++;
        kept += strokes >= 3;
    }
    return bars > 0 && kept * 10 >= bars * 6;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* 60 over the median interval between aubiotrack's beats; 0 when it heard fewer than five. */
static double tempo_heard(const char *wav)
{
    struct buf said;
    int exit_code;
    double beats[2048], before = -1;
    size_t count = 0;
    buf_init(&said, 1 << 18);
    process_capture((const char *const[]){"aubiotrack", "-i", wav, NULL}, 60000, &said, NULL, &exit_code, NULL);
    for (char *at = said.length > 0 ? said.bytes : NULL; at != NULL && *at != '\0' && count < 2048;) {
        char *end;
        double time = strtod(at, &end);
        if (end == at)
            break;
        if (before >= 0)
            beats[count++] = time - before;
        before = time;
        at = end + strspn(end, " \r\n\t");
    }
    buf_release(&said);
    qsort(beats, count, sizeof *beats, by_size);
    return count >= 4 ? 60 / beats[count / 2] : 0;
}

static void check_beat(const struct take *take, struct report *report)
{
    double beat_s = take->score.tempos[0].us_per_quarter / 1e6;
    if (!take_is_rhythmic(take))
        return;
    double heard = tempo_heard(take->wav), best = 9;
    static const double factors[] = {0.5, 1, 2};
    for (int i = 0; i < 3; i++) {
        double ratio = heard * beat_s / 60 / factors[i];
        best = fabs(ratio - 1) < fabs(best - 1) ? ratio : best;
    }
    report_add(report, CHECK_TEMPO_HEARD, fabs(best - 1) <= 0.04, heard * beat_s / 60, take->name);
    double regular = figure_regularity(&take->mix, beat_s);
    report_add(report, CHECK_REGULARITY, regular >= 0.3, regular, take->name);
}

/* A pentatonic scale is heard against the seven-note scale that its chords are built on. */
static unsigned heard_scale(const struct score *score)
{
    const int *steps;
    enum score_mode mode = score->mode == SCORE_MAJOR_PENTATONIC   ? SCORE_MAJOR
                           : score->mode == SCORE_MINOR_PENTATONIC ? SCORE_MINOR
                                                                   : score->mode;
    size_t count = score_mode_steps(mode, &steps);
    unsigned mask = 0;
    for (size_t i = 0; i < count; i++)
        mask |= 1u << ((score->tonic + steps[i]) % 12);
    return mask;
}

static void check_key(const struct take *take, struct report *report)
{
    double chroma[12], shares[12];
    unsigned scale = heard_scale(&take->score);
    if (take->tonal.frames == 0)
        return;
    figure_chroma(&take->tonal, 0, take->tonal.frames, chroma);
    int better = 0;
    for (int turn = 0; turn < 12; turn++) {
        shares[turn] = 0;
        for (int pc = 0; pc < 12; pc++)
            if (scale >> pc & 1)
                shares[turn] += chroma[(pc + turn) % 12];
        better += turn > 0 && shares[turn] > shares[0];
    }
    report_add(report, CHECK_KEY_HEARD, better <= 1 && shares[0] >= 0.68, shares[0], take->name);
}

/* What the mixes of a group of styles have to be like: peaks over loudness, and the power under 63 Hz. Dance music is
 * dense and deep; a band and an orchestra have the peaks that -14 LUFS under -1.6 dBTP leave, which is 12.4 dB; jazz
 * and folk have no sub bass. */
struct mix_rule {
    const char *styles; /* ids, spaces around each */
    double least_peaks_db, most_peaks_db, least_sub_db, most_sub_db;
};

static const struct mix_rule *mix_rule_of(const char *style)
{
    static const struct mix_rule rules[] = {
        {" electronic techno dnb trap house trance dubstep drill ", 7, 10.2, -8, -2},
        {" upbeat synthwave tropical metal chiptune ", 7, 10.8, -90, 0},
        {" jazz swing bossa blues classical piano sad romantic lullaby chinese acoustic celtic medieval waltz ", 10.5,
         13, -90, -6},
        {" calm ambient meditation nature emotional ", 10.5, 13, -90, 0},
        {"", 9, 13, -90, 0},
    };
    char wanted[64];
    size_t i = 0;
    snprintf(wanted, sizeof wanted, " %s ", style);
    while (rules[i].styles[0] != '\0' && strstr(rules[i].styles, wanted) == NULL)
        i++;
    return &rules[i];
}

/* Bass stands in the middle, the rest does not: the bounds lie around the widths of the reference pieces
 * (docs/sound.md), -1 ... -9 dB, up to -12 above 8 kHz. */
static void check_width(const struct take *take, double correlation, struct report *report)
{
    double bass = figure_width(&take->mix, 20, 100), low = figure_width(&take->mix, 120, 500);
    double middle = figure_width(&take->mix, 500, 8000), high = figure_width(&take->mix, 8000, 16000);
    report_add(report, CHECK_BASS_WIDTH, bass <= -17, bass, take->name);
    report_add(report, CHECK_LOW_WIDTH, low >= -12 && low <= -2.5, low, take->name);
    report_add(report, CHECK_WIDTH, middle >= -10 && middle <= -2.5 && correlation >= 0.2 && correlation <= 0.99,
               middle, take->name);
    report_add(report, CHECK_HIGH_WIDTH, high >= -16 && high <= -3, high, take->name);
}

static void check_loudness(const struct take *take, struct report *report)
{
    ebur128_state *meter = ebur128_init(2, FIGURE_RATE, EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK);
    double lufs = -70, left = 0, right = 0;
    ebur128_add_frames_float(meter, take->mix.stereo, take->mix.frames);
    ebur128_loudness_global(meter, &lufs);
    ebur128_true_peak(meter, 0, &left);
    ebur128_true_peak(meter, 1, &right);
    ebur128_destroy(&meter);
    double peak = 2 * figure_db(fmax(left, right));
    report_add(report, CHECK_LOUDNESS, fabs(lufs + 14) <= 0.5, lufs, take->name);
    report_add(report, CHECK_TRUE_PEAK, peak <= -1.0, peak, take->name);
    const struct mix_rule *rule = mix_rule_of(take->score.style);
    double peaks = peak - lufs;
    report_add(report, CHECK_CREST, peaks >= rule->least_peaks_db && peaks <= rule->most_peaks_db, peaks, take->name);
}

static double power_between(const struct sound *sound, size_t from, size_t to)
{
    double sum = 0;
    to = to < sound->frames ? to : sound->frames;
    for (size_t i = 2 * from; i < 2 * to; i++)
        sum += (double)sound->stereo[i] * sound->stereo[i];
    return to > from ? sum / 2 / (double)(to - from) : 0;
}

static void check_levels(const struct take *take, struct report *report)
{
    const struct sound *mix = &take->mix;
    double mean[2] = {0, 0}, square[2] = {0, 0}, cross = 0, peak = 0;
    size_t onset = mix->frames, clipped = 0;
    for (size_t i = 0; i < mix->frames; i++) {
        double left = mix->stereo[2 * i], right = mix->stereo[2 * i + 1];
        mean[0] += left, mean[1] += right;
        square[0] += left * left, square[1] += right * right, cross += left * right;
        double size = fmax(fabs(left), fabs(right));
        peak = fmax(peak, size);
        clipped += size >= 1;
        if (onset == mix->frames && size > 0.01) /* -40 dBFS */
            onset = i;
    }
    double frames = mix->frames > 0 ? (double)mix->frames : 1;
    double dc = fmax(fabs(mean[0]), fabs(mean[1])) / frames;
    double onset_ms = (double)onset * 1000 / FIGURE_RATE;
    double width = square[0] > 0 && square[1] > 0 ? cross / sqrt(square[0] * square[1]) : 1;
    report_add(report, CHECK_CLIPPING, dc < 1e-3 && clipped == 0, dc * 1000, take->name);
    report_add(report, CHECK_START, onset_ms < 100, onset_ms, take->name);
    check_width(take, width, report);
    double off_ms = fabs(take->audio_s - take->video_s) * 1000;
    report_add(report, CHECK_LENGTH, take->audio_s > 0 && off_ms <= 22 + 50, off_ms, take->name);
}

/* The longest stretch before the closing chord whose 100 ms windows lie 35 dB under the median. */
static void check_gaps(const struct take *take, struct report *report)
{
    enum { WINDOW = FIGURE_RATE / 10 };
    size_t count = take->mix.frames / WINDOW, run = 0, most = 0;
    double *levels = xcalloc(count + 1, sizeof *levels), *sorted = xcalloc(count + 1, sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        sorted[i] = levels[i] = figure_db(power_between(&take->mix, i * WINDOW, (i + 1) * WINDOW));
    qsort(sorted, count, sizeof *sorted, by_size);
    for (size_t i = 0; i < count && (int64_t)i * 100 < take->score.last_chord_ms; i++) {
        run = levels[i] < sorted[count / 2] - 35 ? run + 1 : 0;
        most = run > most ? run : most;
    }
    report_add(report, CHECK_GAPS, most <= 3, (double)most / 10, take->name);
    free(levels);
    free(sorted);
}

/* Silent at the very end; and from half a second after the closing chord on, windows of 400 ms get softer (a beat of
 * two strings against each other may lift one by half a dB). */
static void check_ending(const struct take *take, struct report *report)
{
    const struct sound *mix = &take->mix;
    size_t tenth = FIGURE_RATE / 10, end = mix->frames;
    double last = end > tenth ? figure_db(power_between(mix, end - tenth, end)) : 0, before = 99, rise = 0;
    size_t from = (size_t)((take->score.last_chord_ms + 500) * FIGURE_RATE / 1000);
    for (size_t at = from; at + 4 * tenth <= end; at += tenth) {
        double level = figure_db(power_between(mix, at, at + 4 * tenth));
        rise = fmax(rise, level - before);
        before = level;
    }
    report_add(report, CHECK_ENDING, last <= -50 && rise <= 0.5, last, take->name);
}

static void check_spectrum(const struct take *take, struct report *report)
{
    double low, middle, high;
    figure_bands(&take->mix, &low, &middle, &high);
    if (part_of(&take->score, SCORE_BASS) != NULL)
        report_add(report, CHECK_LOW, low >= -12 && low <= -1, low, take->name);
    report_add(report, CHECK_MIDDLE, middle >= -19 && middle <= -6, middle, take->name);
    report_add(report, CHECK_HIGH, high >= -36 && high <= -16, high, take->name);
    const struct mix_rule *rule = mix_rule_of(take->score.style);
    double sub = figure_share(&take->mix, 20, 63), air = figure_share(&take->mix, 10000, 20000);
    if (rule->least_sub_db > -90 || rule->most_sub_db < 0)
        report_add(report, CHECK_SUB, sub >= rule->least_sub_db && sub <= rule->most_sub_db, sub, take->name);
    report_add(report, CHECK_AIR, air <= -26, air, take->name);
}

static void check_repetition(const struct take *take, struct report *report)
{
    double sum = 0;
    int pairs = 0;
    /* Under eight bars a piece is one statement of its progression: there is nothing to repeat yet. */
    if (take->bars < 8)
        return;
    for (int a = 0; a < take->bars; a++)
        for (int b = a + 1; b < take->bars; b++) {
            double cosine = figure_cosine(take->chroma[a], take->chroma[b]);
            sum += cosine;
            pairs++;
        }
    double mean = sum / pairs;
    report_add(report, CHECK_REPETITION, mean >= 0.45 && mean <= 0.95, mean, take->name);
}

void check_sound(const struct take *take, struct report *report)
{
    check_beat(take, report);
    check_key(take, report);
    check_loudness(take, report);
    check_levels(take, report);
    check_gaps(take, report);
    check_ending(take, report);
    check_spectrum(take, report);
    check_repetition(take, report);
}
