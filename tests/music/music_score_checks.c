/* Checks of the notes, on the MIDI file as written: read back by a parser that knows nothing of its writer. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/xalloc.h"
#include "music_check.h"

struct midi_note {
    int32_t start, end;
    int channel, key;
};

struct midi {
    const unsigned char *at, *end;
    bool broken;
    struct midi_note *notes;
    size_t note_count;
    int32_t tempo_ticks[512], tempo_us[512];
    size_t tempo_count;
    int program[16];
    size_t stuck;
};

static unsigned take_bytes(struct midi *midi, int count)
{
    unsigned value = 0;
    for (int i = 0; i < count && midi->at < midi->end; i++)
        value = value << 8 | *midi->at++;
    return value;
}

static unsigned take_variable(struct midi *midi)
{
    unsigned value = 0;
    while (midi->at < midi->end) {
        unsigned byte = *midi->at++;
        value = value << 7 | (byte & 0x7f);
        if ((byte & 0x80) == 0)
            break;
    }
    return value;
}

static void read_event(struct midi *midi, int32_t tick, int32_t *held)
{
    unsigned status = take_bytes(midi, 1), kind = status >> 4;
    if (status == 0xff) {
        unsigned type = take_bytes(midi, 1), length = take_variable(midi);
        if (type == 0x51 && midi->tempo_count < 512) {
            midi->tempo_ticks[midi->tempo_count] = tick;
            midi->tempo_us[midi->tempo_count++] = (int32_t)(midi->at[0] << 16 | midi->at[1] << 8 | midi->at[2]);
        }
        midi->at += length;
        return;
    }
    midi->broken = midi->broken || kind < 8;
    int channel = (int)(status & 15);
    unsigned first = take_bytes(midi, 1) & 127, second = kind == 0xc || kind == 0xd ? 1 : take_bytes(midi, 1);
    if (kind == 0xc)
        midi->program[channel] = (int)first;
    bool on = kind == 9 && second > 0, off = kind == 8 || (kind == 9 && second == 0);
    if (on) {
        midi->stuck += held[first] >= 0;
        held[first] = (int32_t)midi->note_count;
        midi->notes[midi->note_count++] = (struct midi_note){tick, -1, channel, (int)first};
    } else if (off && held[first] >= 0) {
        midi->notes[held[first]].end = tick;
        held[first] = -1;
    }
}

static void read_midi(const struct buf *bytes, struct midi *midi)
{
    memset(midi, 0, sizeof *midi);
    midi->at = (const unsigned char *)bytes->bytes;
    midi->end = midi->at + bytes->length;
    midi->notes = xcalloc(bytes->length / 3 + 1, sizeof *midi->notes);
    midi->broken = take_bytes(midi, 4) != 0x4d546864 || take_bytes(midi, 4) != 6 || take_bytes(midi, 2) != 1;
    unsigned tracks = take_bytes(midi, 2);
    midi->broken = midi->broken || take_bytes(midi, 2) != SCORE_TICKS_PER_QUARTER;
    const unsigned char *file_end = midi->end;
    for (unsigned i = 0; i < tracks && !midi->broken; i++) {
        midi->broken = take_bytes(midi, 4) != 0x4d54726b;
        unsigned length = take_bytes(midi, 4);
        int32_t tick = 0, held[128];
        for (int k = 0; k < 128; k++)
            held[k] = -1;
        midi->end = midi->at + length;
        midi->broken = midi->broken || midi->end > file_end;
        while (!midi->broken && midi->at < midi->end) {
            tick += (int32_t)take_variable(midi);
            read_event(midi, tick, held);
        }
        for (int k = 0; k < 128; k++)
            midi->stuck += held[k] >= 0;
        midi->end = file_end;
    }
}

static double midi_seconds(const struct midi *midi, int32_t ticks)
{
    double sum = 0;
    for (size_t i = 0; i < midi->tempo_count && midi->tempo_ticks[i] < ticks; i++) {
        int32_t end = i + 1 < midi->tempo_count && midi->tempo_ticks[i + 1] < ticks ? midi->tempo_ticks[i + 1] : ticks;
        sum += (double)(end - midi->tempo_ticks[i]) * midi->tempo_us[i] / SCORE_TICKS_PER_QUARTER / 1e6;
    }
    return sum;
}

/* The file's own tempo map puts the closing chord where the plan says, its first tempo is the one that is told, and
 * nothing sounds past the end. */
static void check_tempo_map(const struct take *take, const struct midi *midi, struct report *report)
{
    const struct score *score = &take->score;
    int32_t last = score->chords[score->chord_count - 1].at_ticks;
    double off_ms = midi_seconds(midi, last) * 1000 - (double)score->last_chord_ms;
    double told = midi->tempo_count > 0 ? 60e6 / midi->tempo_us[0] - score->bpm : 1000;
    bool good = !midi->broken && midi->tempo_count > 0 && midi->tempo_ticks[0] == 0;
    good = good && off_ms < 1 && off_ms > -1 && told < 0.01 && told > -0.01 && score->end_ms == take->length_ms;
    for (size_t i = 0; i < midi->note_count; i++)
        good = good && midi_seconds(midi, midi->notes[i].end) * 1000 <= (double)take->length_ms;
    report_add(report, CHECK_TEMPO_MAP, good, off_ms, take->name);
}

static void check_scale(const struct take *take, const struct midi *midi, struct report *report)
{
    const struct score *score = &take->score;
    const int *steps;
    size_t count = score_mode_steps(score->mode, &steps), inside = 0, all = 0, foreign = 0;
    unsigned scale = 0;
    for (size_t i = 0; i < count; i++)
        scale |= 1u << ((score->tonic + steps[i]) % 12);
    const struct score_chord *home = &score->chords[score->chord_count - 1];
    for (size_t i = 0; i < midi->note_count; i++) {
        const struct midi_note *note = &midi->notes[i];
        unsigned allowed = scale;
        if (note->channel == SCORE_DRUM_CHANNEL)
            continue;
        /* Hands are up to 20 ms early. */
        for (size_t c = 0; c < score->chord_count; c++) {
            bool begun = midi_seconds(midi, score->chords[c].at_ticks) <= midi_seconds(midi, note->start) + 0.025;
            if (begun)
                allowed = scale | score->chords[c].tones;
        }
        inside += allowed >> (note->key % 12) & 1;
        all++;
        if (note->start >= home->at_ticks)
            foreign += !(home->tones >> (note->key % 12) & 1);
    }
    double share = all > 0 ? (double)inside / (double)all : 1;
    report_add(report, CHECK_SCALE, share >= 0.97, share, take->name);
    report_add(report, CHECK_ENDING_CHORD, foreign == 0, (double)foreign, take->name);
}

static void check_range(const struct take *take, const struct midi *midi, struct report *report)
{
    size_t outside = 0;
    char who[300];
    snprintf(who, sizeof who, "%s", take->name);
    for (size_t i = 0; i < midi->note_count; i++) {
        int low, high, channel = midi->notes[i].channel;
        if (channel == SCORE_DRUM_CHANNEL)
            continue;
        instrument_range(midi->program[channel], &low, &high);
        if (midi->notes[i].key < low || midi->notes[i].key > high) {
            if (outside++ == 0)
                snprintf(who, sizeof who, "%s: key %d on program %d", take->name, midi->notes[i].key,
                         midi->program[channel]);
        }
    }
    report_add(report, CHECK_RANGE, outside == 0, (double)outside, who);
}

static int compare_edges(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void check_polyphony(const struct take *take, const struct midi *midi, struct report *report)
{
    int64_t *edges = xcalloc(2 * midi->note_count + 1, sizeof *edges);
    size_t count = 0;
    for (size_t i = 0; i < midi->note_count; i++) {
        edges[count++] = (int64_t)midi->notes[i].start * 2 + 1;
        edges[count++] = (int64_t)midi->notes[i].end * 2;
    }
    qsort(edges, count, sizeof *edges, compare_edges);
    int sounding = 0, most = 0;
    for (size_t i = 0; i < count; i++) {
        sounding += edges[i] & 1 ? 1 : -1;
        most = sounding > most ? sounding : most;
    }
    free(edges);
    report_add(report, CHECK_POLYPHONY, most <= 64, most, take->name);
    report_add(report, CHECK_STUCK, midi->stuck == 0 && sounding == 0, (double)midi->stuck, take->name);
}

void check_score(const struct take *take, struct report *report)
{
    struct midi *midi = xcalloc(1, sizeof *midi);
    read_midi(&take->midi, midi);
    check_tempo_map(take, midi, report);
    check_scale(take, midi, report);
    check_range(take, midi, report);
    check_polyphony(take, midi, report);
    bool same = take->midi.length == take->midi_again.length &&
                memcmp(take->midi.bytes, take->midi_again.bytes, take->midi.length) == 0;
    report_add(report, CHECK_SAME_BYTES, same, same, take->name);
    free(midi->notes);
    free(midi);
}

/* Places in sixteenths and keys, without the drums. */
static int64_t *note_places(const struct score *score, size_t *count)
{
    size_t all = 0;
    for (size_t p = 0; p < score->part_count; p++)
        all += score->parts[p].note_count;
    int64_t *places = xcalloc(all + 1, sizeof *places);
    *count = 0;
    for (size_t p = 0; p < score->part_count; p++)
        for (size_t i = 0; score->parts[p].role != SCORE_DRUMS && i < score->parts[p].note_count; i++) {
            const struct score_note *note = &score->parts[p].notes[i];
            places[(*count)++] = (int64_t)((note->start_ticks + 60) / 120) * 128 + note->key;
        }
    qsort(places, *count, sizeof *places, compare_edges);
    return places;
}

void check_seeds(const struct take *one, const struct take *other, struct report *report)
{
    size_t a_count, b_count, common = 0;
    int64_t *a = note_places(&one->score, &a_count), *b = note_places(&other->score, &b_count);
    for (size_t i = 0, j = 0; i < a_count && j < b_count;) {
        common += a[i] == b[j];
        bool a_first = a[i] <= b[j], b_first = b[j] <= a[i];
        i += a_first;
        j += b_first;
    }
    double shared = a_count + b_count > 0 ? (double)common / (double)(a_count + b_count - common) : 0;
    double cosine = 0;
    int bars = one->bars < other->bars ? one->bars : other->bars;
    for (int bar = 0; bar < bars; bar++)
        cosine += figure_cosine(one->chroma[bar], other->chroma[bar]) / bars;
    report_add(report, CHECK_SEEDS, cosine < 0.95 && shared < 0.6, cosine, one->name);
    free(a);
    free(b);
}
