/* From notes in ticks to events in frames. */
#include "score_events.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/xalloc.h"
#include "kit.h"
#include "part_source.h"
#include "spool.h"

/* Microseconds * 480 per frame at 48 kHz: 480 * 1e6 / 48000. */
enum { UNITS_PER_FRAME = 10000 };

enum { CC_VOLUME = 7, CC_PAN = 10, CC_REVERB = 91, CC_CHORUS = 93 };

/* The second player of a doubled part: to the other side, a little late, a little out of tune, no two notes alike. */
enum { DOUBLE_LATE_FRAMES = SOUND_RATE * 13 / 1000, DOUBLE_LOOSE_FRAMES = SOUND_RATE * 5 / 1000, DOUBLE_CENTS = 7 };

static struct synth_event *add(struct score_events *list, int64_t frame, enum synth_event_kind kind, uint8_t channel,
                               uint8_t number, uint8_t value)
{
    list->events = xgrow(list->events, list->count, sizeof list->events[0]);
    struct synth_event *event = &list->events[list->count];
    *event = (struct synth_event){.frame = frame,
                                  .kind = (uint8_t)kind,
                                  .channel = channel,
                                  .number = number,
                                  .value = value,
                                  .sequence = (uint32_t)list->count};
    list->count++;
    return event;
}

static int compare(const void *left, const void *right)
{
    const struct synth_event *a = left, *b = right;
    if (a->frame != b->frame)
        return a->frame < b->frame ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return a->sequence < b->sequence ? -1 : a->sequence > b->sequence;
}

void score_events_sort(struct score_events *list)
{
    if (list->count > 1)
        qsort(list->events, list->count, sizeof list->events[0], compare);
}

void score_events_release(struct score_events *list)
{
    free(list->events);
    *list = (struct score_events){NULL, 0};
}

static void add_channel(struct score_events *list, uint8_t channel, uint8_t pan)
{
    add(list, 0, SYNTH_CONTROL, channel, CC_VOLUME, 100);
    add(list, 0, SYNTH_CONTROL, channel, CC_PAN, pan);
    add(list, 0, SYNTH_CONTROL, channel, CC_REVERB, 0);
    add(list, 0, SYNTH_CONTROL, channel, CC_CHORUS, 0);
}

/* Registered parameter 1, channel fine tuning: 8192 is in tune, 8192 more a semitone up. */
static void add_tuning(struct score_events *list, uint8_t channel, int cents)
{
    const uint8_t rows[][2] = {{101, 0},
                               {100, 1},
                               {6, (uint8_t)((8192 + cents * 8192 / 100) >> 7)},
                               {38, (uint8_t)((8192 + cents * 8192 / 100) & 127)},
                               {101, 127},
                               {100, 127}};
    for (size_t i = 0; i < COUNT(rows); i++)
        add(list, 0, SYNTH_CONTROL, channel, rows[i][0], rows[i][1]);
}

/* What each part's channels stand at when it begins. Loudness is set by measured gains
 * (stems.h), so the volume is the same for all. */
static void add_channel_setup(struct score_events *list, const struct score *score, size_t index)
{
    const struct score_part *part = &score->parts[index];
    double pan = part->pan < -1 ? -1 : part->pan > 1 ? 1 : part->pan;
    int twin = part_double_channel(score, index);
    /* Two players stand on both sides. */
    if (twin >= 0)
        pan = pan < 0 ? -0.75 : 0.75;
    add_channel(list, part->channel, (uint8_t)(64 + pan * 63));
    if (twin >= 0) {
        add_channel(list, (uint8_t)twin, (uint8_t)(64 - pan * 63));
        add_tuning(list, (uint8_t)twin, DOUBLE_CENTS);
    }
    for (int p = 0; p < KIT_PIECES && part->role == SCORE_DRUMS; p++)
        add_channel(list, (uint8_t)(SYNTH_KIT_CHANNEL + p), 64);
}

/* Walks the tempo map once per part instead of once per note. */
struct tempo_walk {
    const struct score *score;
    size_t segment;
    int64_t units; /* at the start of the segment */
};

static int64_t walk_to(struct tempo_walk *walk, int32_t ticks)
{
    const struct score *score = walk->score;
    while (walk->segment + 1 < score->tempo_count && score->tempos[walk->segment + 1].at_ticks <= ticks) {
        const struct score_tempo *tempo = &score->tempos[walk->segment];
        walk->units += (int64_t)(tempo[1].at_ticks - tempo->at_ticks) * tempo->us_per_quarter;
        walk->segment++;
    }
    const struct score_tempo *tempo = &score->tempos[walk->segment];
    int64_t units = walk->units + (int64_t)(ticks - tempo->at_ticks) * tempo->us_per_quarter;
    return (units + UNITS_PER_FRAME / 2) / UNITS_PER_FRAME;
}

static void add_control(struct score_events *list, int64_t frame, uint8_t channel, const struct score_control *control)
{
    bool bends = control->controller == SCORE_BEND;
    struct synth_event *event =
        add(list, frame, bends ? SYNTH_BEND : SYNTH_CONTROL, channel, control->controller & 127, control->value & 127);
    if (bends)
        event->tune_cents = (int16_t)(((int)control->value - 8192) * 200 / 8192);
}

/* A stroke on a sampled kit goes to its piece's channel, coloured and placed by itself. */
static void add_stroke(struct score_events *list, const struct score_part *part, const struct score_note *note,
                       int64_t start, uint32_t number)
{
    int piece = kit_piece_of(part->program, note->key);
    uint8_t channel = (uint8_t)(SYNTH_KIT_CHANNEL + piece);
    add(list, start, SYNTH_CONTROL, channel, CC_PAN, kit_pan_of(part->program, note->key));
    struct synth_event *event = add(list, start, SYNTH_NOTE_ON, channel, note->key & 127, note->velocity & 127);
    kit_colour_stroke(event, part->program, piece, number);
}

static void add_double(struct score_events *list, uint8_t channel, const struct score_note *note, int64_t start,
                       int64_t end, uint32_t number)
{
    int loose = (int)(number * 2654435761u >> 16) % (2 * DOUBLE_LOOSE_FRAMES) - DOUBLE_LOOSE_FRAMES;
    int64_t late = DOUBLE_LATE_FRAMES + loose;
    uint8_t velocity = (uint8_t)(note->velocity > 8 ? note->velocity - (number * 40503u >> 8) % 8 : note->velocity);
    add(list, start + late, SYNTH_NOTE_ON, channel, note->key & 127, velocity & 127);
    add(list, end > start + late + SYNTH_BLOCK_FRAMES ? end : start + late + SYNTH_BLOCK_FRAMES, SYNTH_NOTE_OFF,
        channel, note->key & 127, 0);
}

static void add_notes(struct score_events *list, const struct score *score, size_t index)
{
    const struct score_part *part = &score->parts[index];
    struct tempo_walk starts = {score, 0, 0};
    size_t off_of_key[128]; /* index + 1 of the note-off of the last note on each key */
    bool strokes = part->role == SCORE_DRUMS && part_is_sampled(score, part);
    int twin = part_double_channel(score, index);
    memset(off_of_key, 0, sizeof off_of_key);
    for (size_t i = 0; i < part->note_count; i++) {
        const struct score_note *note = &part->notes[i];
        uint8_t key = note->key & 127;
        int64_t start = walk_to(&starts, note->start_ticks);
        if (strokes) {
            add_stroke(list, part, note, start, (uint32_t)i);
            continue;
        }
        struct tempo_walk ends = starts;
        int64_t end = walk_to(&ends, note->start_ticks + note->length_ticks);
        size_t before = off_of_key[key];
        if (before > 0 && list->events[before - 1].frame > start)
            list->events[before - 1].frame = start;
        if (end < start + SYNTH_BLOCK_FRAMES)
            end = start + SYNTH_BLOCK_FRAMES;
        if (twin >= 0)
            add_double(list, (uint8_t)twin, note, start, end, (uint32_t)i);
        add(list, start, SYNTH_NOTE_ON, part->channel, key, note->velocity & 127);
        add(list, end, SYNTH_NOTE_OFF, part->channel, key, 0);
        off_of_key[key] = list->count;
    }
}

void score_events_init(struct score_events *list, const struct score *score, unsigned parts)
{
    *list = (struct score_events){NULL, 0};
    for (size_t i = 0; i < score->part_count; i++) {
        const struct score_part *part = &score->parts[i];
        struct tempo_walk walk = {score, 0, 0};
        if ((parts >> i & 1) == 0)
            continue;
        add_channel_setup(list, score, i);
        for (size_t j = 0; j < part->control_count; j++)
            add_control(list, walk_to(&walk, part->controls[j].at_ticks), part->channel, &part->controls[j]);
        add_notes(list, score, i);
    }
    score_events_sort(list);
}

struct font_use *score_font_use(const struct score *score, unsigned parts)
{
    struct font_use *use = xcalloc(1, sizeof *use);
    for (size_t i = 0; i < score->part_count; i++) {
        const struct score_part *part = &score->parts[i];
        if ((parts >> i & 1) == 0 || !part_is_sampled(score, part))
            continue;
        int twin = part_double_channel(score, i);
        if (part->role != SCORE_DRUMS)
            font_use_program(use, part->channel, part->program);
        if (twin >= 0)
            font_use_program(use, twin, part->program);
        for (size_t j = 0; j < part->note_count; j++) {
            const struct score_note *note = &part->notes[j];
            int channel = part->channel;
            if (part->role == SCORE_DRUMS) {
                channel = SYNTH_KIT_CHANNEL + kit_piece_of(part->program, note->key);
                font_use_program(use, channel, kit_font_program(part->program));
            }
            font_use_note(use, channel, note->key, note->velocity);
            for (int softer = 0; twin >= 0 && softer < 8 && note->velocity > 8; softer++)
                font_use_note(use, twin, note->key, note->velocity - softer);
        }
    }
    return use;
}

int64_t *score_kicks(const struct score *score, size_t *count)
{
    enum { KEY_KICK_OLD = 35, KEY_KICK = 36 };
    int64_t *frames = NULL;
    *count = 0;
    for (size_t i = 0; i < score->part_count; i++) {
        const struct score_part *part = &score->parts[i];
        struct tempo_walk walk = {score, 0, 0};
        if (part->role != SCORE_DRUMS)
            continue;
        frames = xreallocarray(frames, *count + part->note_count + 1, sizeof *frames);
        for (size_t j = 0; j < part->note_count; j++) {
            int64_t start = walk_to(&walk, part->notes[j].start_ticks);
            if (part->notes[j].key == KEY_KICK || part->notes[j].key == KEY_KICK_OLD)
                frames[(*count)++] = start;
        }
    }
    return frames;
}

/* The start of the window of `window_frames` with the greatest sum of velocities. `frames`
 * ascending. */
static int64_t densest_start(const struct score_part *part, const int64_t *frames, int64_t window_frames)
{
    int64_t best = 0, sum = 0, best_start = frames[0];
    size_t first = 0;
    for (size_t last = 0; last < part->note_count; last++) {
        sum += part->notes[last].velocity;
        while (frames[last] - frames[first] >= window_frames)
            sum -= part->notes[first++].velocity;
        if (sum > best) {
            best = sum;
            best_start = frames[first];
        }
    }
    return best_start;
}

void score_events_add_densest(struct score_events *list, const struct score *score, size_t index, int64_t window_frames)
{
    const struct score_part *part = &score->parts[index];
    int64_t *frames = xcalloc(part->note_count, sizeof *frames);
    struct tempo_walk walk = {score, 0, 0};
    for (size_t i = 0; i < part->note_count; i++)
        frames[i] = walk_to(&walk, part->notes[i].start_ticks);
    int64_t from = densest_start(part, frames, window_frames);
    free(frames);

    add_channel_setup(list, score, index);
    walk = (struct tempo_walk){score, 0, 0};
    for (size_t i = 0; i < part->control_count; i++) {
        int64_t at = walk_to(&walk, part->controls[i].at_ticks) - from;
        if (at >= window_frames)
            break;
        add_control(list, at > 0 ? at : 0, part->channel, &part->controls[i]);
    }
    struct score_events notes = {NULL, 0};
    add_notes(&notes, score, index);
    score_events_sort(&notes);
    for (size_t i = 0; i < notes.count; i++) {
        const struct synth_event *event = &notes.events[i];
        if (event->frame >= from && event->frame < from + window_frames) {
            struct synth_event *moved =
                add(list, event->frame - from, event->kind, event->channel, event->number, event->value);
            moved->tune_cents = event->tune_cents;
            moved->darker_cents = event->darker_cents;
            moved->late_points = event->late_points;
            moved->glide_cents = event->glide_cents;
        }
    }
    score_events_release(&notes);
}
