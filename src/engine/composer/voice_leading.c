/* Voice leading: of all ways to lay a chord out, the one whose voices move least. */
#include <stdlib.h>

#include "piece.h"

enum { TOP_LEAP_MOST = 5, FAR = 1000000 };

int key_near(int pc, int target, int low, int high)
{
    int best = -1;
    for (int key = low; key <= high; key++)
        if (key % 12 == pc && (best < 0 || abs(key - target) < abs(best - target)))
            best = key;
    if (best >= 0)
        return best;
    /* A register under an octave may miss the pitch class: the nearest outside it. */
    for (int off = 1; off < 12; off++) {
        if (high + off <= 127 && (high + off) % 12 == pc)
            return high + off;
        if (low - off >= 0 && (low - off) % 12 == pc)
            return low - off;
    }
    return low;
}

int key_in_mask(unsigned mask, int target, int low, int high)
{
    target = target < low ? low : target > high ? high : target;
    for (int off = 0; off < 12; off++) {
        if (target + off <= high && (mask & (1U << ((target + off) % 12))))
            return target + off;
        if (target - off >= low && (mask & (1U << ((target - off) % 12))))
            return target - off;
    }
    return target;
}

int key_step(unsigned mask, int key, int steps, int low, int high)
{
    int direction = steps < 0 ? -1 : 1;
    for (int left = abs(steps); left > 0; left--) {
        int next = key + direction;
        while (next >= low && next <= high && !(mask & (1U << (next % 12))))
            next += direction;
        if (next < low || next > high)
            return key;
        key = next;
    }
    return key;
}

/* The pitch classes that `voices` voices can sing: the fifth goes first, the root (the bass has
 * it) next. */
static int reduce(const struct chord *chord, int voices, int tones[VOICING_MOST])
{
    int count = 0;
    int surplus = chord->tone_count - voices;
    for (int i = 0; i < chord->tone_count && count < VOICING_MOST; i++) {
        bool fifth = i == 2 && (chord->tones[i] - chord->root + 12) % 12 == 7;
        if (surplus > 0 && (fifth || (i == 0 && surplus > 1))) {
            surplus--;
            continue;
        }
        tones[count++] = chord->tones[i];
    }
    if (count > voices) {
        /* Still too many: the last colour stays, the ones before it go. */
        tones[voices - 1] = tones[count - 1];
        count = voices;
    }
    for (int i = 0; count < voices && i < chord->tone_count && count < VOICING_MOST; i++)
        tones[count++] = chord->tones[i];
    return count;
}

static int movement(const int *from, int before, const int *to, int count, int middle)
{
    if (before == 0)
        return abs((to[0] + to[count - 1]) / 2 - middle) * 2;
    int sum = 0;
    for (int i = 0; i < count; i++) {
        int nearest = FAR;
        for (int j = 0; j < before; j++)
            if (abs(to[i] - from[j]) < nearest)
                nearest = abs(to[i] - from[j]);
        sum += nearest;
    }
    int leap = abs(to[count - 1] - from[before - 1]);
    if (leap > TOP_LEAP_MOST)
        sum += (leap - TOP_LEAP_MOST) * 3;
    /* A light pull to the middle, or chords would wander off over the minutes. */
    return sum * 4 + abs((to[0] + to[count - 1]) / 2 - middle);
}

static void sort_keys(int *keys, int count)
{
    for (int i = 1; i < count; i++)
        for (int j = i; j > 0 && keys[j] < keys[j - 1]; j--) {
            int swap = keys[j];
            keys[j] = keys[j - 1];
            keys[j - 1] = swap;
        }
}

/* Close position from `bottom` up, the tones in the order of `tones` from `turn` on. */
static bool lay_out(const int *tones, int count, int turn, int bottom, int high, bool open, int *keys)
{
    /* The tones as they lie in an octave, so that close position stays close. */
    int sorted[VOICING_MOST];
    for (int i = 0; i < count; i++)
        sorted[i] = tones[i];
    sort_keys(sorted, count);
    int last = bottom - 1;
    for (int i = 0; i < count; i++) {
        int pc = sorted[(turn + i) % count];
        int key = last + 1;
        while (key % 12 != pc)
            key++;
        if (i == 0 && key != bottom)
            return false;
        keys[i] = last = key;
    }
    if (open && count >= 3)
        keys[count - 2] -= 12;
    sort_keys(keys, count);
    return keys[count - 1] <= high;
}

int voicing_next(const struct chord *chord, int voices, int low, int high, int keys[VOICING_MOST], int before)
{
    int tones[VOICING_MOST], best[VOICING_MOST] = {0}, trial[VOICING_MOST] = {0};
    int count = reduce(chord, voices, tones);
    int best_cost = FAR;
    for (int bottom = low; bottom <= high; bottom++)
        for (int turn = 0; turn < count; turn++)
            for (int open = 0; open < 2; open++) {
                if (!lay_out(tones, count, turn, bottom, high, open == 1, trial) || trial[0] < low)
                    continue;
                int cost = movement(keys, before, trial, count, (low + high) / 2) + open * 3;
                /* Seconds at the bottom are mud, at the top they bite. */
                if (trial[1] - trial[0] < 3 && trial[0] < 60)
                    cost += 8;
                if (trial[count - 1] - trial[count - 2] == 1)
                    cost += 6;
                if (cost < best_cost) {
                    best_cost = cost;
                    for (int i = 0; i < count; i++)
                        best[i] = trial[i];
                }
            }
    if (best_cost == FAR)
        for (int i = 0; i < count; i++)
            best[i] = key_near(tones[i], (low + high) / 2, low, high);
    sort_keys(best, count);
    for (int i = 0; i < count; i++)
        keys[i] = best[i];
    return count;
}
