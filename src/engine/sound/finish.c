/* Equaliser of middle and sides, and a compressor of peaks. */
#include "finish.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "loudness.h"
#include "spool.h"

enum { SPAN = FINISH_LATENCY_FRAMES, MOST_TOUCHES = 8, SECTIONS = SPECTRUM_BANDS + 3 + MOST_TOUCHES };

#define SIDE_LEAST_HERTZ 120.0
#define MATCHING         0.85 /* of the difference to the target */
#define KNEE_DB          3.0
#define RATIO            2.5f
#define TOP_HERTZ        7800.0
#define QUALITY          1.2 /* of a band's filter: neighbours meet at half of their gain */
/* What third octaves still lack or have too much: a chord's notes are no fault, so that little is done and never much.
 */
#define TOUCH_QUALITY  2.8
#define LEAST_TOUCH_DB 2.0 /* of difference; nobody hears less */
#define TOUCHING       0.8
#define MOST_TOUCH_DB  5.0 /* downwards; half of it upwards */

/* The third octaves that targets are told in. */
static const double thirds_hertz[] = {31.5, 40,   50,   63,   80,   100,   125,   160,  200,  250,
                                      315,  400,  500,  630,  800,  1000,  1250,  1600, 2000, 2500,
                                      3150, 4000, 5000, 6300, 8000, 10000, 12500, 16000};

/* How far a band may be raised and lowered. Little is raised where a piece without bass or treble has nothing but hiss.
 */
static const double most_lift_db[SPECTRUM_BANDS] = {4.5, 5.5, 4, 4, 4, 4, 6, 12, 9};
static const double most_cut_db[SPECTRUM_BANDS] = {9, 7, 6, 6, 6, 6, 7, 9, 14};
/* Sides under the middle, as wide music of our references has it (docs/sound.md). */
static const double side_db[SPECTRUM_BANDS] = {-60, -22, -7, -6, -6, -6, -6, -6.5, -8};
#define MOST_WIDER_DB    9.0
#define MOST_NARROWER_DB 6.0
/* What the K-weighting of BS.1770 does to each octave. */
static const double weight_db[SPECTRUM_BANDS] = {-2.5, -0.8, 0, 0, 0.2, 1.0, 3.0, 3.8, 4.0};

typedef double pair __attribute__((vector_size(16)));

/* Middle and side go through one section side by side, each by its own numbers. */
struct section {
    pair b0, b1, b2, a1, a2, s1, s2;
};

struct finish {
    struct section sections[SECTIONS];
    int section_count;
    float late[2 * SPAN];
    float late_peak;
    float knee, ceiling, envelope, release, gain;
};

/* 1 at a frequency, a half half an octave beside it, nothing from an octave on. */
static double leaning(double hertz, double center_hertz)
{
    double octaves = log2(hertz / center_hertz);
    return fabs(octaves) < 1 ? 0.5 + 0.5 * cos(M_PI * octaves) : 0;
}

double finish_third_target_db(const struct mix_row *row, double hertz)
{
    if (hertz < 63)
        return row->sub_db - (hertz < 35 ? 4 : 0);
    if (hertz < 125)
        return row->bass_db;
    double db = row->slope_db * log2(fmin(hertz, 4000) / 125);
    db += row->body_db * leaning(hertz, 400) + row->presence_db * leaning(hertz, 2500);
    return hertz > 4000 ? db + row->top_db * log2(hertz / 4000) : db;
}

double finish_target_db(const struct mix_row *row, int band)
{
    double power = 0;
    for (size_t i = 0; i < COUNT(thirds_hertz); i++) {
        double hertz = thirds_hertz[i];
        if (hertz >= spectrum_edges_hertz[band] && hertz < spectrum_edges_hertz[band + 1])
            power += pow(10, finish_third_target_db(row, hertz) / 10);
    }
    return 10 * log10(power);
}

static double db_of(double power)
{
    return 10 * log10(power + 1e-12);
}

/* Gains of each band for the middle; and for the sides, which follow it and get as wide as they should. */
static void decide(const struct mix_row *row, const struct spectrum *spectrum, double mid_db[], double sides_db[])
{
    double lacks[SPECTRUM_BANDS], sum = 0;
    for (int b = 0; b < SPECTRUM_BANDS; b++)
        lacks[b] = finish_target_db(row, b) - db_of(spectrum->mid[b] + spectrum->side[b]);
    /* What both spectra have in common is their level between 125 Hz and 4 kHz. */
    for (int b = 2; b < 7; b++)
        sum += lacks[b] / 5;
    for (int b = 0; b < SPECTRUM_BANDS; b++) {
        double matching = b < SPECTRUM_BANDS - 1 ? MATCHING : 1; /* hiss is taken all the way */
        mid_db[b] = loudness_clamp(matching * (lacks[b] - sum), -most_cut_db[b], most_lift_db[b]);
        double width = db_of(spectrum->side[b]) - db_of(spectrum->mid[b]);
        double wider = side_db[b] + row->width_db - width;
        sides_db[b] = mid_db[b] + loudness_clamp(wider, -MOST_NARROWER_DB, MOST_WIDER_DB);
    }
}

static void section_put(struct section *section, int side, double b0, double b1, double b2, double a0, double a1,
                        double a2)
{
    section->b0[side] = b0 / a0;
    section->b1[side] = b1 / a0;
    section->b2[side] = b2 / a0;
    section->a1[side] = a1 / a0;
    section->a2[side] = a2 / a0;
}

/* Formulas: R. Bristow-Johnson, as in biquad.h. */
static void put_bell(struct section *section, int side, double hertz, double quality, double gain_db)
{
    double a = pow(10, gain_db / 40), w = 2 * M_PI * hertz / SOUND_RATE, c = cos(w), alpha = sin(w) / (2 * quality);
    section_put(section, side, 1 + alpha * a, -2 * c, 1 - alpha * a, 1 + alpha / a, -2 * c, 1 - alpha / a);
}

static void put_high_shelf(struct section *section, int side, double hertz, double gain_db)
{
    double a = pow(10, gain_db / 40), w = 2 * M_PI * hertz / SOUND_RATE, c = cos(w);
    double slope = 2 * sqrt(a) * sin(w) / 2 * M_SQRT2;
    section_put(section, side, a * ((a + 1) + (a - 1) * c + slope), -2 * a * ((a - 1) + (a + 1) * c),
                a * ((a + 1) + (a - 1) * c - slope), (a + 1) - (a - 1) * c + slope, 2 * ((a - 1) - (a + 1) * c),
                (a + 1) - (a - 1) * c - slope);
}

/* Fourth order, Butterworth: the sides have nothing left below 120 Hz. `gain_db`: of the sides as a whole. */
static void cut_sides(struct finish *finish, double gain_db)
{
    static const double qualities[] = {0.5412, 1.3066};
    double w = 2 * M_PI * SIDE_LEAST_HERTZ / SOUND_RATE, c = cos(w);
    for (int i = 0; i < 2; i++) {
        double alpha = sin(w) / (2 * qualities[i]), g = pow(10, gain_db / 40);
        struct section *cut = &finish->sections[finish->section_count++];
        section_put(cut, 0, 1, 0, 0, 1, 0, 0);
        section_put(cut, 1, g * (1 + c) / 2, -g * (1 + c), g * (1 + c) / 2, 1 + alpha, -2 * c, 1 - alpha);
    }
}

/* One that leaves everything as it is: sections run in twos. */
static void even_out(struct finish *finish)
{
    if (finish->section_count % 2 == 0)
        return;
    struct section *plain = &finish->sections[finish->section_count++];
    section_put(plain, 0, 1, 0, 0, 1, 0, 0);
    section_put(plain, 1, 1, 0, 0, 1, 0, 0);
}

static void set_equaliser(struct finish *finish, const double mid_db[], const double sides_db[])
{
    double mean = 0;
    /* Bells that all lift add up where they meet: what the sides' bands have in common is a plain gain. */
    for (int b = 2; b < SPECTRUM_BANDS; b++)
        mean += sides_db[b] / (SPECTRUM_BANDS - 2);
    cut_sides(finish, mean);
    for (int b = 0; b < SPECTRUM_BANDS; b++) {
        double sides = b < 2 ? 0 : sides_db[b] - mean;
        if (fabs(mid_db[b]) < 0.6 && fabs(sides) < 0.6)
            continue;
        struct section *section = &finish->sections[finish->section_count++];
        double hertz = sqrt(spectrum_edges_hertz[b] * spectrum_edges_hertz[b + 1]);
        for (int side = 0; side < 2; side++) {
            double gain_db = side == 0 ? mid_db[b] : sides;
            if (b == SPECTRUM_BANDS - 1)
                put_high_shelf(section, side, TOP_HERTZ, gain_db);
            else
                put_bell(section, side, hertz, QUALITY, gain_db);
        }
    }
}

/* What a section does to the middle at a frequency, in dB. */
static double response_db(const struct section *section, double hertz)
{
    double w = 2 * M_PI * hertz / SOUND_RATE, c1 = cos(w), s1 = sin(w), c2 = cos(2 * w), s2 = sin(2 * w);
    double b0 = section->b0[0], b1 = section->b1[0], b2 = section->b2[0], a1 = section->a1[0], a2 = section->a2[0];
    double over = pow(b0 + b1 * c1 + b2 * c2, 2) + pow(b1 * s1 + b2 * s2, 2);
    double under = pow(1 + a1 * c1 + a2 * c2, 2) + pow(a1 * s1 + a2 * s2, 2);
    return 10 * log10(over / under);
}

/* Octaves are met; of their thirds the few that stand out furthest are touched, middle and sides alike. */
static void touch_thirds(struct finish *finish, const struct mix_row *row, const struct spectrum *spectrum)
{
    double off[SPECTRUM_THIRDS], mean = 0;
    int in_mean = 0;
    for (int i = 0; i < SPECTRUM_THIRDS; i++) {
        double hertz = spectrum_thirds_hertz[i];
        off[i] = db_of(spectrum->thirds[i]) - finish_third_target_db(row, hertz);
        for (int s = 0; s < finish->section_count; s++)
            off[i] += response_db(&finish->sections[s], hertz);
        if (hertz <= 4000) {
            mean += off[i];
            in_mean++;
        }
    }
    mean /= in_mean;
    for (int touch = 0; touch < MOST_TOUCHES; touch++) {
        int most = 0;
        for (int i = 1; i < SPECTRUM_THIRDS; i++)
            if (fabs(off[i] - mean) > fabs(off[most] - mean))
                most = i;
        if (fabs(off[most] - mean) < LEAST_TOUCH_DB)
            break;
        double gain_db = loudness_clamp(TOUCHING * (mean - off[most]), -MOST_TOUCH_DB, MOST_TOUCH_DB / 2);
        struct section *section = &finish->sections[finish->section_count++];
        for (int side = 0; side < 2; side++)
            put_bell(section, side, spectrum_thirds_hertz[most], TOUCH_QUALITY, gain_db);
        trace(TRACE_ENGINE, "third octave at %.0f Hz %+.1f dB off: %+.1f dB", spectrum_thirds_hertz[most],
              off[most] - mean, gain_db);
        for (int i = 0; i < SPECTRUM_THIRDS; i++)
            off[i] += response_db(section, spectrum_thirds_hertz[i]);
        off[most] = mean; /* once is enough */
    }
}

struct finish *finish_new(const struct mix_row *row, const struct spectrum *spectrum, double lufs)
{
    struct finish *finish = xcalloc(1, sizeof *finish);
    double mid_db[SPECTRUM_BANDS], sides_db[SPECTRUM_BANDS], before = 1e-12, after = 1e-12;
    decide(row, spectrum, mid_db, sides_db);
    set_equaliser(finish, mid_db, sides_db);
    touch_thirds(finish, row, spectrum);
    even_out(finish);
    for (int b = 0; b < SPECTRUM_BANDS; b++) {
        double weight = pow(10, weight_db[b] / 10);
        before += weight * (spectrum->mid[b] + spectrum->side[b]);
        after += weight * spectrum->mid[b] * pow(10, mid_db[b] / 10);
        if (b >= 2)
            after += weight * spectrum->side[b] * pow(10, sides_db[b] / 10);
    }
    double loudness = lufs <= LOUDNESS_SILENCE_LUFS ? LOUDNESS_SILENCE_LUFS : lufs + 10 * log10(after / before);
    /* Pressing peaks takes loudness, too: about a fifth of a dB for each dB (measured). */
    double over = 20 * log10(spectrum->peak + 1e-9) + loudness - lufs - (loudness + row->plr_db);
    double ceiling_db = loudness + row->plr_db - 0.2 * fmax(over, 0);
    finish->ceiling = (float)pow(10, ceiling_db / 20);
    finish->knee = (float)pow(10, (ceiling_db - KNEE_DB) / 20);
    finish->release = (float)exp(-SPAN / ((row->plr_db < 10 ? 0.05 : 0.12) * SOUND_RATE));
    finish->gain = 1;
    trace(TRACE_ENGINE,
          "bus %.1f LUFS, finished %.1f, peaks %.1f dB over it; bands %+.1f %+.1f %+.1f %+.1f %+.1f %+.1f %+.1f %+.1f "
          "%+.1f dB",
          lufs, loudness, row->plr_db, mid_db[0], mid_db[1], mid_db[2], mid_db[3], mid_db[4], mid_db[5], mid_db[6],
          mid_db[7], mid_db[8]);
    return finish;
}

void finish_free(struct finish *finish)
{
    free(finish);
}

/* Two sections in one loop: the second works on the sample before while the first waits for its sums. */
static void sections_run(struct section *first, struct section *second, float *sides, size_t frames)
{
    const struct section f = *first, g = *second;
    pair f1 = f.s1, f2 = f.s2, g1 = g.s1, g2 = g.s2;
    for (size_t i = 0; i < frames; i++) {
        /* The tiny constant keeps the decaying state out of the slow denormal range. */
        pair x = {sides[2 * i] + 1e-20, sides[2 * i + 1] + 1e-20};
        pair y = f.b0 * x + f1;
        f1 = f.b1 * x - f.a1 * y + f2;
        f2 = f.b2 * x - f.a2 * y;
        pair z = g.b0 * y + g1;
        g1 = g.b1 * y - g.a1 * z + g2;
        g2 = g.b2 * y - g.a2 * z;
        sides[2 * i] = (float)z[0];
        sides[2 * i + 1] = (float)z[1];
    }
    first->s1 = f1;
    first->s2 = f2;
    second->s1 = g1;
    second->s2 = g2;
}

static float needed(const struct finish *finish, float peak)
{
    if (peak <= finish->knee)
        return 1;
    float out = finish->knee * powf(peak / finish->knee, 1 / RATIO);
    return (out < finish->ceiling ? out : finish->ceiling) / peak;
}

/* One span comes in and the one before goes out, at the gain that both need. */
static void press(struct finish *finish, float *stereo, size_t frames)
{
    float peak = 0;
    for (size_t i = 0; i < 2 * frames; i++)
        peak = fmaxf(peak, fabsf(stereo[i]));
    float highest = fmaxf(peak, finish->late_peak);
    finish->envelope = fmaxf(highest, finish->envelope * finish->release);
    float to = needed(finish, finish->envelope), from = finish->gain;
    for (size_t i = 0; i < frames; i++) {
        float gain = from + (to - from) * (float)(i + 1) / (float)frames;
        for (size_t c = 0; c < 2; c++) {
            float out = finish->late[2 * i + c] * gain;
            finish->late[2 * i + c] = stereo[2 * i + c];
            stereo[2 * i + c] = out;
        }
    }
    finish->gain = to;
    finish->late_peak = peak;
}

void finish_run(struct finish *finish, float *stereo, size_t frames)
{
    for (size_t i = 0; i < frames; i++) {
        float left = stereo[2 * i], right = stereo[2 * i + 1];
        stereo[2 * i] = 0.5f * (left + right);
        stereo[2 * i + 1] = 0.5f * (left - right);
    }
    for (int s = 0; s < finish->section_count; s += 2)
        sections_run(&finish->sections[s], &finish->sections[s + 1], stereo, frames);
    for (size_t i = 0; i < frames; i++) {
        float mid = stereo[2 * i], side = stereo[2 * i + 1];
        stereo[2 * i] = mid + side;
        stereo[2 * i + 1] = mid - side;
    }
    for (size_t at = 0; at < frames; at += SPAN)
        press(finish, stereo + 2 * at, frames - at < SPAN ? frames - at : SPAN);
}
