/* Lowers the music further where it comes too near to the voice. */
#include "speech_trim.h"

#include <math.h>
#include <stdlib.h>

#include "bgmusic/base/xalloc.h"
#include "media_analysis.h"
#include "spool.h"

/* Three seconds are what listeners judge by (EBU's "short-term"; Torcoli 2024). A window counts from a second of speech
 * on (half of it by the detector, which hears less of it). What it lacks holds for all of it, evened out over 1.5 s. */
enum { WINDOW_STEPS = 30, LEAST_SPOKEN_STEPS = 5, EVEN_STEPS = 15 };

#define MOST_TRIM_DB 8.0

/* The share of each step in which somebody speaks. */
static float *spoken_shares(const struct media_analysis *analysis, size_t steps)
{
    float *shares = xcalloc(steps + 1, sizeof *shares);
    for (size_t i = 0; i < analysis->speech_count; i++) {
        const struct music_span *span = &analysis->speech[i];
        for (int64_t at = span->start_ms; at < span->end_ms;) {
            int64_t step = at / SPEECH_TRIM_STEP_MS, next = (step + 1) * SPEECH_TRIM_STEP_MS;
            int64_t end = next < span->end_ms ? next : span->end_ms;
            if ((size_t)step >= steps)
                break;
            shares[step] += (float)(end - at) / SPEECH_TRIM_STEP_MS;
            at = end;
        }
    }
    return shares;
}

static double music_power(const struct speech_trim_question *question, size_t step)
{
    int64_t at = (int64_t)step - question->music_start_ms / SPEECH_TRIM_STEP_MS;
    return at >= 0 && (size_t)at < question->music_count ? question->music[at] : 0;
}

/* How much each window of three seconds lacks, at its first step. */
static float *find_lacks(const struct speech_trim_question *question, const float *shares, size_t steps)
{
    float *lacks = xcalloc(steps + 1, sizeof *lacks);
    double voice = 0, music = 0, spoken = 0;
    for (size_t i = 0; i < steps + WINDOW_STEPS - 1; i++) {
        if (i < steps) {
            voice += shares[i] * (double)question->voice[i];
            music += shares[i] * music_power(question, i);
            spoken += shares[i];
        }
        if (i >= WINDOW_STEPS) {
            size_t gone = i - WINDOW_STEPS;
            voice -= shares[gone] * (double)question->voice[gone];
            music -= shares[gone] * music_power(question, gone);
            spoken -= shares[gone];
        }
        if (i + 1 < WINDOW_STEPS || spoken < LEAST_SPOKEN_STEPS || music < 1e-12 || voice < 1e-12)
            continue;
        double over_lu = 10 * log10(voice / music) - question->music_db;
        double lack = question->least_lu - over_lu;
        lacks[i + 1 - WINDOW_STEPS] = (float)(lack < 0 ? 0 : lack < MOST_TRIM_DB ? lack : MOST_TRIM_DB);
    }
    return lacks;
}

/* The greatest lack of all windows that hold the step. */
static float worst_at(const float *lacks, size_t step, size_t steps)
{
    size_t from = step >= WINDOW_STEPS - 1 ? step - (WINDOW_STEPS - 1) : 0;
    float worst = 0;
    for (size_t i = from; i <= step && i < steps; i++)
        worst = lacks[i] > worst ? lacks[i] : worst;
    return worst;
}

void speech_trim_init(struct speech_trim *trim, const struct speech_trim_question *question)
{
    size_t steps = question->voice_count;
    *trim = (struct speech_trim){.db = NULL};
    if (question->analysis->speech_count == 0 || steps == 0)
        return;
    float *shares = spoken_shares(question->analysis, steps);
    float *lacks = find_lacks(question, shares, steps);
    float *worst = xcalloc(steps + 1, sizeof *worst);
    trim->db = xcalloc(steps + 1, sizeof *trim->db);
    trim->count = steps;
    for (size_t i = 0; i < steps; i++)
        worst[i] = worst_at(lacks, i, steps);
    for (size_t i = 0; i < steps; i++) {
        double sum = 0;
        int count = 0;
        for (int k = -EVEN_STEPS / 2; k <= EVEN_STEPS / 2; k++) {
            int64_t at = (int64_t)i + k;
            if (at >= 0 && at < (int64_t)steps) {
                sum += worst[at];
                count++;
            }
        }
        trim->db[i] = (float)(-sum / count);
    }
    free(worst);
    free(lacks);
    free(shares);
}

double speech_trim_mean_db(const struct speech_trim *trim, const struct speech_trim_question *question)
{
    float *shares = spoken_shares(question->analysis, trim->count);
    double plain = 0, trimmed = 0;
    for (size_t i = 0; i < trim->count; i++) {
        double power = shares[i] * music_power(question, i);
        plain += power;
        trimmed += power * pow(10, trim->db[i] / 10);
    }
    free(shares);
    return trimmed > 1e-12 ? 10 * log10(plain / trimmed) : 0;
}

void speech_trim_release(struct speech_trim *trim)
{
    free(trim->db);
    *trim = (struct speech_trim){.db = NULL};
}

double speech_trim_db(const struct speech_trim *trim, int64_t frame)
{
    if (trim == NULL || trim->count == 0)
        return 0;
    double place = (double)frame / (SOUND_RATE / 1000 * SPEECH_TRIM_STEP_MS) - 0.5;
    if (place <= 0)
        return trim->db[0];
    size_t step = (size_t)place;
    if (step + 1 >= trim->count)
        return trim->db[trim->count - 1];
    return trim->db[step] + (trim->db[step + 1] - trim->db[step]) * (place - (double)step);
}
