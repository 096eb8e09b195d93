/* Tempo and bar lines of a track. */
#include "beat_detect.h"

#include <math.h>
#include <stdlib.h>

#include "bgmusic/base/xalloc.h"

enum {
    HOP = BEAT_HOP_FRAMES,
    MOST_HOPS = BEAT_MOST_HOPS,
    LEAST_LAG = 27,   /* 222 beats a minute */
    MOST_LAG = 100,   /* 60 */
    USUAL_LAG = 52,   /* where two tempos fit, the one nearer to 115 */
    LEAST_HOPS = 500, /* five seconds: less tells nothing */
};

#define LOW_HERTZ      150.0
#define LEAST_STRENGTH 0.15

/* How much the level rises in each hop: of everything, and of the bass, where bars begin. */
struct rises {
    float *all, *low;
    int count;
};

static enum bgm_status read_rises(const struct spool *track, struct rises *rises, struct bgm_error *err)
{
    float *stereo = xcalloc(HOP * 2, sizeof *stereo);
    int64_t hops = track->frames / HOP;
    rises->count = hops < MOST_HOPS ? (int)hops : MOST_HOPS;
    rises->all = xcalloc((size_t)rises->count + 1, sizeof *rises->all);
    rises->low = xcalloc((size_t)rises->count + 1, sizeof *rises->low);
    double share = 1 - exp(-2 * M_PI * LOW_HERTZ / SOUND_RATE), bass = 0, before = 0, low_before = 0;
    enum bgm_status status = BGM_OK;
    for (int i = 0; i < rises->count && status == BGM_OK; i++) {
        double power = 0, low_power = 0;
        status = spool_read(track, (int64_t)i * HOP, stereo, HOP, err);
        for (int k = 0; k < HOP; k++) {
            double x = 0.5 * ((double)stereo[2 * k] + stereo[2 * k + 1]);
            bass += share * (x - bass);
            power += (x - bass) * (x - bass);
            low_power += bass * bass;
        }
        double level = log1p(1e4 * power / HOP), low_level = log1p(1e4 * low_power / HOP);
        rises->all[i] = (float)(fmax(level - before, 0) + fmax(low_level - low_before, 0));
        rises->low[i] = (float)fmax(low_level - low_before, 0);
        before = level;
        low_before = low_level;
    }
    free(stereo);
    return status;
}

static void take_mean_away(float *values, int count)
{
    double sum = 0;
    for (int i = 0; i < count; i++)
        sum += values[i];
    for (int i = 0; i < count; i++)
        values[i] -= (float)(sum / count);
}

static double likeness(const struct rises *rises, int lag)
{
    double both = 0, own = 1e-9;
    for (int i = 0; i < rises->count; i++) {
        own += (double)rises->all[i] * rises->all[i];
        if (i + lag < rises->count)
            both += (double)rises->all[i] * rises->all[i + lag];
    }
    return both / own * rises->count / (rises->count - lag > 0 ? rises->count - lag : 1);
}

/* The lag near `lag` at which the rises are most like themselves, between the hops by a parabola. */
static double best_near(const struct rises *rises, double lag, int reach)
{
    int best = (int)(lag + 0.5);
    double most = -1;
    for (int at = (int)(lag + 0.5) - reach; at <= (int)(lag + 0.5) + reach; at++) {
        double value = likeness(rises, at);
        if (value > most) {
            most = value;
            best = at;
        }
    }
    double left = likeness(rises, best - 1), right = likeness(rises, best + 1);
    double bow = left - 2 * most + right;
    return best + (bow < -1e-9 ? 0.5 * (left - right) / bow : 0);
}

/* Hops in a beat: coarse first, then over ever more beats, which halves the error each time. */
static double find_beat(const struct rises *rises)
{
    double most = -HUGE_VAL, beat = USUAL_LAG;
    for (int lag = LEAST_LAG; lag <= MOST_LAG; lag++) {
        double far = log2((double)lag / USUAL_LAG) / 0.9;
        double value = (likeness(rises, lag) + 0.5 * likeness(rises, 2 * lag) + 0.5 * likeness(rises, 4 * lag)) *
                       exp(-0.5 * far * far);
        if (value > most) {
            most = value;
            beat = lag;
        }
    }
    for (int beats = 1; beats <= 64 && beats * beat < rises->count / 2; beats *= 2)
        beat = best_near(rises, beats * beat, 2) / beats;
    return beat;
}

static double sum_at(const float *values, int count, double first, double step)
{
    double sum = 0;
    int number = 0;
    for (double at = first; at + 1 < count; at += step, number++)
        sum += fmax(values[(int)at], values[(int)at + 1]);
    return number > 0 ? sum / number : 0;
}

void beat_find(float *all, float *low, int count, struct beat_grid *grid)
{
    struct rises rises = {all, low, count};
    *grid = (struct beat_grid){0};
    if (count < LEAST_HOPS)
        return;
    take_mean_away(all, count);
    double beat = find_beat(&rises), phase = 0, most = -HUGE_VAL;
    for (double at = 0; at < beat; at += 0.5) {
        double value = sum_at(all, count, at, beat);
        if (value > most) {
            most = value;
            phase = at;
        }
    }
    most = -HUGE_VAL;
    int first = 0;
    for (int i = 0; i < 4; i++) {
        double value = sum_at(low, count, phase + i * beat, 4 * beat);
        if (value > most) {
            most = value;
            first = i;
        }
    }
    grid->strength = fmax(0, likeness(&rises, (int)(4 * beat + 0.5)));
    if (grid->strength >= LEAST_STRENGTH) {
        grid->bar_frames = 4 * beat * BEAT_HOP_FRAMES;
        grid->first_bar = (phase + first * beat) * BEAT_HOP_FRAMES;
    }
}

enum bgm_status beat_detect(const struct spool *track, struct beat_grid *grid, struct bgm_error *err)
{
    struct rises rises = {NULL, NULL, 0};
    *grid = (struct beat_grid){0};
    enum bgm_status status = read_rises(track, &rises, err);
    if (status == BGM_OK)
        beat_find(rises.all, rises.low, rises.count, grid);
    free(rises.all);
    free(rises.low);
    return status;
}
