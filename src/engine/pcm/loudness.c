/* Loudness by ITU-R BS.1770-4, written here because the mix is measured five times on its way: both
 * channels run through the K-weighting in one vector. */
#include "loudness.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "bgmusic/base/xalloc.h"
#include "spool.h"

/* Blocks of 400 ms that begin every 100 ms. */
enum { HOP_FRAMES = SOUND_RATE / 10, HOPS_IN_BLOCK = 4 };

#define ABSOLUTE_GATE_LUFS (-70.0)
#define RELATIVE_GATE_LU   10.0

/* Left and right. */
typedef double pair __attribute__((vector_size(16)));

/* The two filters of the standard at 48 kHz (BS.1770-4, tables 1 and 2): the head as a shelf, then
 * a high-pass (whose b are 1, -2, 1). */
#define SHELF_B0 1.53512485958697
#define SHELF_B1 (-2.69169618940638)
#define SHELF_B2 1.19839281085285
#define SHELF_A1 (-1.69065929318241)
#define SHELF_A2 0.73248077421585
#define PASS_A1  (-1.99004745483398)
#define PASS_A2  0.99007225036621

struct loudness {
    double shelf[2][2], pass[2][2]; /* [state][channel] */
    double hop[2];                  /* sums of squares, so far */
    size_t in_hop;                  /* frames */
    double recent[HOPS_IN_BLOCK];   /* sums of whole hops, a ring */
    size_t hops;
    float *blocks; /* mean power of each block over the absolute gate */
    size_t count;
    bool keeps_steps;
    float *steps; /* mean power of every hop */
    size_t step_count;
};

struct loudness *loudness_new(void)
{
    return xcalloc(1, sizeof(struct loudness));
}

void loudness_free(struct loudness *meter)
{
    if (meter == NULL)
        return;
    free(meter->blocks);
    free(meter->steps);
    free(meter);
}

static double lufs_of(double power)
{
    return power > 0 ? -0.691 + 10 * log10(power) : -HUGE_VAL;
}

/* Mean power of the last four hops; hops before the beginning were silent. */
static double block_power(const struct loudness *meter)
{
    double sum = 0;
    for (int i = 0; i < HOPS_IN_BLOCK; i++)
        sum += meter->recent[i];
    return sum / (HOPS_IN_BLOCK * HOP_FRAMES);
}

static void append(float **list, size_t *count, double value)
{
    *list = xgrow(*list, *count, sizeof **list);
    (*list)[(*count)++] = (float)value;
}

void loudness_keep_steps(struct loudness *meter)
{
    meter->keeps_steps = true;
}

const float *loudness_steps(const struct loudness *meter, size_t *count)
{
    *count = meter->step_count;
    return meter->steps;
}

static void end_hop(struct loudness *meter)
{
    meter->recent[meter->hops++ % HOPS_IN_BLOCK] = meter->hop[0] + meter->hop[1];
    if (meter->keeps_steps)
        append(&meter->steps, &meter->step_count, (meter->hop[0] + meter->hop[1]) / HOP_FRAMES);
    meter->hop[0] = meter->hop[1] = 0;
    meter->in_hop = 0;
    if (meter->hops < HOPS_IN_BLOCK)
        return;
    double power = block_power(meter);
    if (lufs_of(power) <= ABSOLUTE_GATE_LUFS)
        return;
    append(&meter->blocks, &meter->count, power);
}

/* `frames` stay within the hop. */
static void weigh(struct loudness *meter, const float *stereo, size_t frames)
{
    pair s1 = {meter->shelf[0][0], meter->shelf[0][1]}, s2 = {meter->shelf[1][0], meter->shelf[1][1]};
    pair p1 = {meter->pass[0][0], meter->pass[0][1]}, p2 = {meter->pass[1][0], meter->pass[1][1]};
    pair sum = {meter->hop[0], meter->hop[1]};
    for (size_t i = 0; i < frames; i++) {
        /* The tiny constant keeps decaying states out of the slow denormal range. */
        pair x = {stereo[2 * i] + 1e-15, stereo[2 * i + 1] + 1e-15};
        pair y = SHELF_B0 * x + s1;
        s1 = SHELF_B1 * x - SHELF_A1 * y + s2;
        s2 = SHELF_B2 * x - SHELF_A2 * y;
        pair z = y + p1;
        p1 = p2 - 2 * y - PASS_A1 * z;
        p2 = y - PASS_A2 * z;
        sum += z * z;
    }
    for (int c = 0; c < 2; c++) {
        meter->shelf[0][c] = s1[c];
        meter->shelf[1][c] = s2[c];
        meter->pass[0][c] = p1[c];
        meter->pass[1][c] = p2[c];
        meter->hop[c] = sum[c];
    }
}

void loudness_add(struct loudness *meter, const float *stereo, size_t frames)
{
    while (frames > 0) {
        size_t part = HOP_FRAMES - meter->in_hop;
        part = part < frames ? part : frames;
        weigh(meter, stereo, part);
        meter->in_hop += part;
        stereo += 2 * part;
        frames -= part;
        if (meter->in_hop == HOP_FRAMES)
            end_hop(meter);
    }
}

/* The mean power of the blocks over a gate; 0 when none is. */
static double gated_power(const struct loudness *meter, double gate)
{
    double sum = 0;
    size_t count = 0;
    for (size_t i = 0; i < meter->count; i++) {
        if (meter->blocks[i] > gate) {
            sum += meter->blocks[i];
            count++;
        }
    }
    return count > 0 ? sum / (double)count : 0;
}

static double at_least_silence(double lufs)
{
    return lufs > LOUDNESS_SILENCE_LUFS ? lufs : LOUDNESS_SILENCE_LUFS;
}

double loudness_lufs(const struct loudness *meter)
{
    double first = gated_power(meter, 0);
    return at_least_silence(lufs_of(gated_power(meter, first * pow(10, -RELATIVE_GATE_LU / 10))));
}

double loudness_momentary(const struct loudness *meter)
{
    return at_least_silence(lufs_of(block_power(meter)));
}
