/* Does the music come back? Recurrence, tune, kit and arrangement of a score, measured as in people's music
 * (docs/music.md, "What is checked by ear-like measures"); goals are medians there, so half of the takes must reach
 * them.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/xalloc.h"
#include "music_check.h"

enum {
    SIXTEENTH = SCORE_TICKS_PER_QUARTER / 4,
    BLOCK_BARS = 4,
    MOST_BLOCKS = 64,
    LEAST_IN_BLOCK = 3,
};

static int compare_places(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

struct block {
    int64_t *places; /* in the block, key and part as one number; ascending, each once */
    size_t count;
};

/* The notes of the parts whose roles are in `roles`, in blocks of four bars. Returns how many blocks; free them. */
static size_t blocks_of(const struct score *score, unsigned roles, struct block blocks[MOST_BLOCKS])
{
    int32_t length = BLOCK_BARS * score->bar_ticks;
    size_t all = 0, most = 0;
    memset(blocks, 0, MOST_BLOCKS * sizeof *blocks);
    for (size_t p = 0; p < score->part_count; p++)
        all += score->parts[p].note_count;
    for (size_t p = 0; p < score->part_count; p++)
        for (size_t i = 0; (roles >> score->parts[p].role & 1) != 0 && i < score->parts[p].note_count; i++) {
            const struct score_note *note = &score->parts[p].notes[i];
            size_t block = (size_t)((note->start_ticks + SIXTEENTH / 2) / length);
            if (block >= MOST_BLOCKS)
                continue;
            if (blocks[block].places == NULL)
                blocks[block].places = xcalloc(all, sizeof *blocks[block].places);
            int64_t place = (note->start_ticks % length + SIXTEENTH / 2) / SIXTEENTH % (length / SIXTEENTH);
            blocks[block].places[blocks[block].count++] = (place * 128 + note->key) * SCORE_MOST_PARTS + (int64_t)p;
            most = block + 1 > most ? block + 1 : most;
        }
    size_t kept = 0;
    for (size_t b = 0; b < most; b++) {
        struct block block = blocks[b];
        size_t single = 0;
        if (block.count > 0)
            qsort(block.places, block.count, sizeof *block.places, compare_places);
        for (size_t i = 0; i < block.count; i++)
            if (single == 0 || block.places[single - 1] != block.places[i])
                block.places[single++] = block.places[i];
        block.count = single;
        if (single >= LEAST_IN_BLOCK)
            blocks[kept++] = block;
        else
            free(block.places);
    }
    return kept;
}

static double likeness(const struct block *one, const struct block *other)
{
    size_t both = 0;
    for (size_t i = 0, k = 0; i < one->count && k < other->count;) {
        int64_t a = one->places[i], b = other->places[k];
        both += a == b;
        i += a <= b;
        k += b <= a;
    }
    return (double)both / (double)(one->count + other->count - both);
}

/* The mean likeness of a block to the most alike earlier one, -1 with fewer than four blocks; `each` (CHECK_COUNT:
 * none) gets every block, good where it is one that came before. */
static double recurrence(const struct take *take, unsigned roles, enum check each, struct report *report)
{
    struct block blocks[MOST_BLOCKS];
    size_t count = blocks_of(&take->score, roles, blocks);
    double sum = 0;
    for (size_t i = 1; i < count && count >= 4; i++) {
        double best = 0;
        for (size_t k = 0; k < i; k++)
            best = fmax(best, likeness(&blocks[i], &blocks[k]));
        sum += best;
        if (each != CHECK_COUNT)
            report_add(report, each, best > 0.9, best, take->name);
    }
    for (size_t i = 0; i < count; i++)
        free(blocks[i].places);
    return count >= 4 ? sum / (double)(count - 1) : -1;
}

static void check_recurrence(const struct take *take, struct report *report)
{
    unsigned all = (1u << SCORE_ROLE_COUNT) - 1, tune = 1u << SCORE_LEAD;
    recurrence(take, all, CHECK_BLOCKS_RETURN, report);
    double sung = recurrence(take, tune, CHECK_COUNT, report);
    double backing = recurrence(take, all & ~tune & ~(1u << SCORE_DRUMS), CHECK_COUNT, report);
    if (sung >= 0)
        report_add(report, CHECK_TUNE_RETURNS, sung >= 0.6, sung, take->name);
    if (backing >= 0)
        report_add(report, CHECK_BACKING_RETURNS, backing >= 0.5, backing, take->name);
}

/* The share of runs of three intervals that come more than once. */
static double trigrams_again(const struct score_part *lead)
{
    size_t runs = lead->note_count - 3, again = 0;
    const struct score_note *n = lead->notes;
    for (size_t i = 0; i < runs; i++)
        for (size_t k = 0; k < runs; k++) {
            bool same = k != i;
            for (size_t j = 0; j < 3 && same; j++)
                same = n[i + j + 1].key - n[i + j].key == n[k + j + 1].key - n[k + j].key;
            if (same) {
                again++;
                break;
            }
        }
    return (double)again / (double)runs;
}

static void check_tune(const struct take *take, struct report *report)
{
    const struct score *score = &take->score;
    const struct score_part *lead = NULL;
    for (size_t p = 0; p < score->part_count && lead == NULL; p++)
        lead = score->parts[p].role == SCORE_LEAD ? &score->parts[p] : NULL;
    if (lead == NULL || lead->note_count < 12)
        return;
    const struct score_note *last = &lead->notes[lead->note_count - 1];
    double longest = 0, sung = 0, begins = lead->notes[0].start_ticks;
    double span_ticks = last->start_ticks + last->length_ticks - lead->notes[0].start_ticks;
    for (size_t i = 0; i < lead->note_count; i++) {
        double end = lead->notes[i].start_ticks + lead->notes[i].length_ticks;
        sung += lead->notes[i].length_ticks;
        longest = fmax(longest, (end - begins) / SCORE_TICKS_PER_QUARTER);
        if (i + 1 < lead->note_count && lead->notes[i + 1].start_ticks - end >= SCORE_TICKS_PER_QUARTER * 0.95)
            begins = lead->notes[i + 1].start_ticks;
    }
    double seconds = (double)(score_ticks_to_us(score, last->start_ticks + last->length_ticks) -
                              score_ticks_to_us(score, lead->notes[0].start_ticks)) /
                     1e6;
    double silent = 1 - sung / span_ticks, rate = (double)lead->note_count / seconds, again = trigrams_again(lead);
    report_add(report, CHECK_TRIGRAMS, again >= 0.8, again, take->name);
    report_add(report, CHECK_PHRASES, longest >= 7 && longest <= 16, longest, take->name);
    report_add(report, CHECK_SILENCE_LEAST, silent >= 0.3, silent, take->name);
    report_add(report, CHECK_SILENCE_MOST, silent <= 0.45, silent, take->name);
    report_add(report, CHECK_RATE_LEAST, rate >= 1.0, rate, take->name);
    report_add(report, CHECK_RATE_MOST, rate <= 1.8, rate, take->name);
}

static void check_kit(const struct take *take, struct report *report)
{
    const struct score *score = &take->score;
    const struct score_part *drums = NULL;
    for (size_t p = 0; p < score->part_count && drums == NULL; p++)
        drums = score->parts[p].role == SCORE_DRUMS ? &score->parts[p] : NULL;
    if (drums == NULL || drums->note_count < 12)
        return;
    double sum = 0, squares = 0, count = (double)drums->note_count;
    for (size_t i = 0; i < drums->note_count; i++) {
        sum += drums->notes[i].velocity;
        squares += (double)drums->notes[i].velocity * drums->notes[i].velocity;
    }
    double spread = sqrt(fmax(0, squares / count - sum / count * (sum / count)));
    report_add(report, CHECK_KIT_DYNAMICS, spread >= 20, spread, take->name);

    /* Bars as sums of the hashes of their strokes: the same strokes give the same sum, in any order. */
    uint64_t bars[MOST_BARS] = {0}, seen[MOST_BARS];
    size_t kinds = 0, played = 0;
    for (size_t i = 0; i < drums->note_count; i++) {
        int32_t at = drums->notes[i].start_ticks;
        size_t bar = (size_t)((at + SIXTEENTH / 2) / score->bar_ticks);
        uint64_t place = (uint64_t)((at % score->bar_ticks + SIXTEENTH / 2) / SIXTEENTH) % 16;
        uint64_t stroke = (place * 128 + drums->notes[i].key + 1) * UINT64_C(0x9e3779b97f4a7c15);
        if (bar < MOST_BARS)
            bars[bar] += stroke ^ stroke >> 29;
    }
    for (size_t b = 0; b < MOST_BARS; b++) {
        bool known = false;
        for (size_t k = 0; k < kinds; k++)
            known = known || seen[k] == bars[b];
        if (bars[b] != 0 && !known)
            seen[kinds++] = bars[b];
        played += bars[b] != 0;
    }
    double share = (double)kinds / (double)played;
    report_add(report, CHECK_KIT_BARS, share <= 0.35, share, take->name);
}

/* Entries and exits a minute: seconds in which the number of sounding parts is another than in the one before. */
static void check_arrangement(const struct take *take, struct report *report)
{
    enum { MOST_SECONDS = 600 };
    const struct score *score = &take->score;
    int sounding[MOST_SECONDS] = {0}, seconds = (int)((score->end_ms + 999) / 1000), changes = 0;
    seconds = seconds > MOST_SECONDS ? MOST_SECONDS : seconds;
    for (size_t p = 0; p < score->part_count; p++) {
        bool there[MOST_SECONDS] = {false};
        for (size_t i = 0; i < score->parts[p].note_count; i++) {
            const struct score_note *note = &score->parts[p].notes[i];
            int64_t from = score_ticks_to_us(score, note->start_ticks) / 1000000;
            int64_t to = (score_ticks_to_us(score, note->start_ticks + note->length_ticks) - 1000) / 1000000;
            for (int64_t s = from; s <= to && s < seconds; s++)
                there[s] = true;
        }
        for (int s = 0; s < seconds; s++)
            sounding[s] += there[s];
    }
    for (int s = 1; s < seconds; s++)
        changes += sounding[s] != sounding[s - 1];
    double a_minute = changes * 60000.0 / (double)score->end_ms;
    report_add(report, CHECK_ENTRIES, a_minute <= 12, a_minute, take->name);
}

void check_return(const struct take *take, struct report *report)
{
    check_recurrence(take, report);
    check_tune(take, report);
    check_kit(take, report);
    check_arrangement(take, report);
}
