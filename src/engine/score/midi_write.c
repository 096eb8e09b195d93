/* A score as a Standard MIDI File, format 1: a track for the tempo, one for each part. */
#include "midi_write.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/xalloc.h"
#include "score.h"

enum { MIDI_VOLUME = 7, MIDI_PAN = 10, MIDI_REVERB = 91 };

struct midi_event {
    int32_t at_ticks;
    uint32_t order; /* note-offs before controls before note-ons, then as they came */
    uint8_t bytes[3];
};

static bool put_number(struct buf *out, uint32_t value, int bytes)
{
    char text[4];
    for (int i = 0; i < bytes; i++)
        text[i] = (char)(value >> (8 * (bytes - 1 - i)) & 0xff);
    return buf_append(out, text, (size_t)bytes);
}

/* Seven bits a byte, the high bit on all but the last. */
static bool put_variable(struct buf *out, uint32_t value)
{
    char text[5];
    int count = 0;
    text[4 - count++] = (char)(value & 0x7f);
    while ((value >>= 7) > 0)
        text[4 - count++] = (char)((value & 0x7f) | 0x80);
    return buf_append(out, text + 5 - count, (size_t)count);
}

static bool put_meta(struct buf *out, int type, const void *bytes, size_t length)
{
    char head[2] = {(char)0xff, (char)type};
    return buf_append(out, head, 2) && put_variable(out, (uint32_t)length) && buf_append(out, bytes, length);
}

static bool put_track(struct buf *out, const struct buf *track)
{
    return buf_append(out, "MTrk", 4) && put_number(out, (uint32_t)track->length, 4) &&
           buf_append(out, track->bytes, track->length);
}

/* CC7 for players that do not measure: gain follows 40*log10(value/127) in General MIDI, the
 * lead at 100. */
static int volume_of(double level_lu)
{
    static const int values[] = {127, 126, 119, 112, 106, 100, 94, 89, 84, 79, 75,
                                 71,  67,  63,  60,  56,  53,  50, 47, 45, 42, 40};
    /* values[5 + n] is -n LU. */
    int place = 5 - (int)(level_lu < 0 ? level_lu - 0.5 : level_lu + 0.5);
    int last = (int)COUNT(values) - 1;
    return values[place < 0 ? 0 : place > last ? last : place];
}

static int limit_7bit(double value)
{
    return value < 0 ? 0 : value > 127 ? 127 : (int)value;
}

static int compare_events(const void *a, const void *b)
{
    const struct midi_event *x = a, *y = b;
    if (x->at_ticks != y->at_ticks)
        return x->at_ticks < y->at_ticks ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static size_t collect(const struct score_part *part, struct midi_event *events)
{
    enum { CONTROLS = 1 << 28, NOTE_ONS = 2 << 28 };
    uint8_t channel = part->channel & 15;
    size_t count = 0;
    for (size_t i = 0; i < part->control_count; i++) {
        const struct score_control *control = &part->controls[i];
        struct midi_event *event = &events[count++];
        *event = (struct midi_event){control->at_ticks,
                                     CONTROLS + (uint32_t)i,
                                     {(uint8_t)(0xb0 | channel), control->controller & 127, control->value & 127}};
        if (control->controller == SCORE_BEND) {
            event->bytes[0] = (uint8_t)(0xe0 | channel);
            event->bytes[1] = control->value & 127;
            event->bytes[2] = control->value >> 7 & 127;
        }
    }
    for (size_t i = 0; i < part->note_count; i++) {
        const struct score_note *note = &part->notes[i];
        events[count++] = (struct midi_event){note->start_ticks,
                                              NOTE_ONS + (uint32_t)i,
                                              {(uint8_t)(0x90 | channel), note->key & 127, note->velocity & 127}};
        events[count++] = (struct midi_event){
            note->start_ticks + note->length_ticks, (uint32_t)i, {(uint8_t)(0x80 | channel), note->key & 127, 64}};
    }
    qsort(events, count, sizeof *events, compare_events);
    return count;
}

static bool put_end(struct buf *track, int32_t at, int32_t end)
{
    return put_variable(track, (uint32_t)(end > at ? end - at : 0)) && put_meta(track, 0x2f, "", 0);
}

static bool write_part(const struct score_part *part, int32_t end, struct buf *track)
{
    char channel = (char)(part->channel & 15);
    char setup[][3] = {
        {(char)(0xb0 | channel), MIDI_VOLUME, (char)volume_of(part->level_lu)},
        {(char)(0xb0 | channel), MIDI_PAN, (char)limit_7bit(64.5 + part->pan * 63)},
        {(char)(0xb0 | channel), MIDI_REVERB, (char)limit_7bit(part->reverb_send * 127 + 0.5)},
    };
    char program[3] = {0, (char)(0xc0 | channel), (char)(part->program & 127)};
    bool good =
        put_variable(track, 0) && put_meta(track, 3, part->name, strlen(part->name)) && buf_append(track, program, 3);
    for (size_t i = 0; i < COUNT(setup); i++)
        good = good && put_variable(track, 0) && buf_append(track, setup[i], 3);

    struct midi_event *events = xcalloc(part->control_count + 2 * part->note_count + 1, sizeof *events);
    size_t count = collect(part, events);
    int32_t at = 0;
    for (size_t i = 0; good && i < count; i++) {
        good = put_variable(track, (uint32_t)(events[i].at_ticks - at)) && buf_append(track, events[i].bytes, 3);
        at = events[i].at_ticks;
    }
    free(events);
    return good && put_end(track, at, end);
}

static bool write_tempos(const struct score *score, int32_t end, struct buf *track)
{
    /* A click for each quarter, in eighths for each three of them; the unit as a power of two. */
    bool eighths = score->meter_unit == 8;
    const char meter[4] = {(char)(score->meter_beats > 0 ? score->meter_beats : 4), eighths ? 3 : 2, eighths ? 36 : 24,
                           8};
    bool good = put_variable(track, 0) && put_meta(track, 3, score->title, strlen(score->title)) &&
                put_variable(track, 0) && put_meta(track, 0x58, meter, sizeof meter);
    int32_t at = 0;
    for (size_t i = 0; good && i < score->tempo_count; i++) {
        uint32_t us = (uint32_t)score->tempos[i].us_per_quarter;
        char bytes[3] = {(char)(us >> 16 & 0xff), (char)(us >> 8 & 0xff), (char)(us & 0xff)};
        good = put_variable(track, (uint32_t)(score->tempos[i].at_ticks - at)) && put_meta(track, 0x51, bytes, 3);
        at = score->tempos[i].at_ticks;
    }
    return good && put_end(track, at, end);
}

bool midi_write(const struct score *score, struct buf *out)
{
    int32_t end = score_us_to_ticks(score, score->end_ms * 1000);
    bool good = buf_append(out, "MThd", 4) && put_number(out, 6, 4) && put_number(out, 1, 2) &&
                put_number(out, (uint32_t)score->part_count + 1, 2) && put_number(out, SCORE_TICKS_PER_QUARTER, 2);
    struct buf track;
    buf_init(&track, out->ceiling);
    good = good && write_tempos(score, end, &track) && put_track(out, &track);
    for (size_t i = 0; good && i < score->part_count; i++) {
        buf_clear(&track);
        good = write_part(&score->parts[i], end, &track) && put_track(out, &track);
    }
    buf_release(&track);
    return good;
}
