/* The feedback delay network. */
#include "reverb.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/xalloc.h"
#include "spool.h"

/* Primes between 23 and 61 ms at 48 kHz: no two lines share echoes. */
enum { LINES = 8, LINE_SIZE = 4096, PREDELAY_SIZE = 4096 };
static const int LENGTHS[LINES] = {1103, 1327, 1559, 1801, 2063, 2339, 2617, 2917};

struct reverb {
    float lines[LINES][LINE_SIZE];
    float predelay[PREDELAY_SIZE][2];
    float gains[LINES];  /* per pass through a line, for the wanted T60 */
    float damped[LINES]; /* one-pole low-pass in each loop: air and walls swallow treble */
    float damping;
    float input;
    unsigned at;
    unsigned predelay_frames;
};

struct reverb *reverb_new(double t60_s, double predelay_ms)
{
    struct reverb *reverb = xcalloc(1, sizeof *reverb);
    t60_s = t60_s < 0.1 ? 0.1 : t60_s > 8 ? 8 : t60_s;
    double energy = 0;
    for (int i = 0; i < LINES; i++) {
        reverb->gains[i] = (float)pow(10, -3.0 * LENGTHS[i] / (t60_s * SOUND_RATE));
        energy += reverb->gains[i] * reverb->gains[i] / LINES;
    }
    reverb->damping = 0.35f;
    /* The network stores 1 / (1 - g^2) of the power that comes in: take that out at the door. */
    reverb->input = (float)sqrt(1 - energy);
    double predelay = predelay_ms * SOUND_RATE / 1000;
    reverb->predelay_frames = predelay < 1 ? 1 : predelay >= PREDELAY_SIZE ? PREDELAY_SIZE - 1 : (unsigned)predelay;
    return reverb;
}

void reverb_free(struct reverb *reverb)
{
    free(reverb);
}

/* Multiplies by the 8x8 Hadamard matrix over sqrt(8): keeps power, mixes all lines. */
static void mix_lines(float v[LINES])
{
    for (int half = 1; half < LINES; half *= 2) {
        for (int i = 0; i < LINES; i += 2 * half) {
            for (int j = i; j < i + half; j++) {
                float a = v[j], b = v[j + half];
                v[j] = a + b;
                v[j + half] = a - b;
            }
        }
    }
    for (int i = 0; i < LINES; i++)
        v[i] *= 0.35355339f;
}

void reverb_run(struct reverb *reverb, const float *send, float *bus, size_t frames)
{
    unsigned at = reverb->at;
    for (size_t n = 0; n < frames; n++, at++) {
        float *early = reverb->predelay[(at - reverb->predelay_frames) & (PREDELAY_SIZE - 1)];
        float left = early[0] * reverb->input, right = early[1] * reverb->input;
        float *now = reverb->predelay[at & (PREDELAY_SIZE - 1)];
        now[0] = send[2 * n];
        now[1] = send[2 * n + 1];

        float v[LINES];
        for (int i = 0; i < LINES; i++) {
            float out = reverb->lines[i][(at - (unsigned)LENGTHS[i]) & (LINE_SIZE - 1)];
            reverb->damped[i] += (1 - reverb->damping) * (out - reverb->damped[i]) + 1e-18f;
            v[i] = reverb->damped[i] * reverb->gains[i];
        }
        bus[2 * n] += 0.5f * (v[0] - v[2] + v[4] - v[6]);
        bus[2 * n + 1] += 0.5f * (v[1] - v[3] + v[5] - v[7]);
        mix_lines(v);
        for (int i = 0; i < LINES; i++)
            reverb->lines[i][at & (LINE_SIZE - 1)] = v[i] + (i % 2 == 0 ? left : right) * 0.70710678f;
    }
    reverb->at = at;
}
