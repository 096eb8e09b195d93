/* The MIDI file, read back by a small parser of the test's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/xalloc.h"
#include "composer.h"
#include "midi_write.h"
#include "style_table.h"

struct reader {
    const unsigned char *at, *end;
};

static unsigned get(struct reader *reader, int bytes)
{
    unsigned value = 0;
    for (int i = 0; i < bytes; i++) {
        assert_true(reader->at < reader->end);
        value = value << 8 | *reader->at++;
    }
    return value;
}

static unsigned get_variable(struct reader *reader)
{
    unsigned value = 0, byte;
    do {
        byte = get(reader, 1);
        value = value << 7 | (byte & 0x7f);
    } while (byte & 0x80);
    return value;
}

struct track_facts {
    int bends;
    size_t notes;
    int channel, program, program_at_note; /* -1: none yet */
    bool volume, pan, reverb, ended;
    unsigned last_tick, tempos;
};

static void read_message(struct reader *reader, struct track_facts *facts, unsigned tick, int *held)
{
    unsigned status = get(reader, 1);
    assert_true(status & 0x80);
    if (status == 0xff) {
        unsigned type = get(reader, 1), length = get_variable(reader);
        assert_true((size_t)(reader->end - reader->at) >= length);
        if (type == 0x51) {
            assert_int_equal(length, 3);
            facts->tempos++;
        }
        facts->ended = type == 0x2f;
        reader->at += length;
        return;
    }
    int channel = (int)(status & 15);
    assert_true(facts->channel < 0 || facts->channel == channel);
    facts->channel = channel;
    unsigned first = get(reader, 1);
    assert_true(first < 128);
    if (status >> 4 == 0xc) {
        facts->program = (int)first;
        assert_int_equal(tick, 0);
        return;
    }
    unsigned second = get(reader, 1);
    assert_true(second < 128);
    if (status >> 4 == 9) {
        assert_true(second > 0);
        assert_int_equal(held[first], 0);
        held[first] = 1;
        facts->notes++;
        assert_true(facts->program >= 0 && facts->volume && facts->pan && facts->reverb);
    } else if (status >> 4 == 8) {
        assert_int_equal(held[first], 1);
        held[first] = 0;
    } else if (status >> 4 == 0xe) {
        facts->bends++;
    } else {
        assert_int_equal(status >> 4, 0xb);
        facts->volume = facts->volume || first == 7;
        facts->pan = facts->pan || first == 10;
        facts->reverb = facts->reverb || first == 91;
    }
}

static void read_track(struct reader *file, struct track_facts *facts)
{
    assert_int_equal(get(file, 4), 0x4d54726b);
    unsigned length = get(file, 4);
    assert_true((size_t)(file->end - file->at) >= length);
    struct reader track = {file->at, file->at + length};
    file->at += length;
    int held[128] = {0};
    unsigned tick = 0;
    *facts = (struct track_facts){.channel = -1, .program = -1};
    while (track.at < track.end) {
        assert_false(facts->ended);
        tick += get_variable(&track);
        read_message(&track, facts, tick, held);
    }
    assert_true(facts->ended);
    facts->last_tick = tick;
    for (int key = 0; key < 128; key++)
        assert_int_equal(held[key], 0);
}

static void check_file(const struct score *score, const struct buf *bytes)
{
    struct reader file = {(const unsigned char *)bytes->bytes, (const unsigned char *)bytes->bytes + bytes->length};
    assert_int_equal(get(&file, 4), 0x4d546864);
    assert_int_equal(get(&file, 4), 6);
    assert_int_equal(get(&file, 2), 1);
    assert_int_equal(get(&file, 2), score->part_count + 1);
    assert_int_equal(get(&file, 2), 480);
    struct track_facts facts;
    read_track(&file, &facts);
    assert_int_equal(facts.tempos, score->tempo_count);
    assert_int_equal(facts.notes, 0);
    for (size_t i = 0; i < score->part_count; i++) {
        read_track(&file, &facts);
        assert_int_equal(facts.notes, score->parts[i].note_count);
        assert_int_equal(facts.channel, score->parts[i].channel);
        assert_int_equal(facts.program, score->parts[i].program);
        int64_t end_us = score_ticks_to_us(score, (int32_t)facts.last_tick);
        assert_true(llabs(end_us - score->end_ms * 1000) < 3000);
    }
    assert_ptr_equal(file.at, file.end);
}

static void every_style_reads_back(void **state)
{
    (void)state;
    static const int64_t lengths_ms[] = {500, 8000, 30000, 200000};
    const char *style;
    for (size_t s = 0; (style = style_id_at(s)) != NULL; s++)
        for (size_t l = 0; l < COUNT(lengths_ms); l++) {
            struct music_brief brief;
            music_brief_init(&brief);
            snprintf(brief.style, sizeof brief.style, "%s", style);
            brief.duration_ms = lengths_ms[l];
            brief.seed = 99;
            struct score score;
            assert_int_equal(music_compose(&brief, &score, NULL), BGM_OK);
            struct buf bytes;
            buf_init(&bytes, 4 << 20);
            assert_true(midi_write(&score, &bytes));
            check_file(&score, &bytes);
            buf_release(&bytes);
            score_release(&score);
        }
}

/* Two notes of one key that meet, a control on the same tick: off, control, on. */
static void the_order_on_one_tick_is_fixed(void **state)
{
    (void)state;
    struct score score;
    score_init(&score);
    score.tempos = xcalloc(1, sizeof *score.tempos);
    score.tempos[0] = (struct score_tempo){0, 500000};
    score.tempo_count = 1;
    score.end_ms = 1000;
    score.part_count = 1;
    struct score_part *part = &score.parts[0];
    part->notes = xcalloc(2, sizeof *part->notes);
    part->notes[0] = (struct score_note){0, 480, 60, 100};
    part->notes[1] = (struct score_note){480, 240, 60, 90};
    part->note_count = 2;
    part->controls = xcalloc(1, sizeof *part->controls);
    part->controls[0] = (struct score_control){480, 64, 127};
    part->control_count = 1;
    struct buf bytes;
    buf_init(&bytes, 1000);
    assert_true(midi_write(&score, &bytes));
    check_file(&score, &bytes);
    static const char wanted[] = {(char)0x83, 0x60, (char)0x80, 60, 64, 0,          (char)0xb0, 64,
                                  127,        0,    (char)0x90, 60, 90, (char)0x81, 0x70};
    bool found = false;
    for (size_t i = 0; i + sizeof wanted <= bytes.length; i++)
        found = found || memcmp(bytes.bytes + i, wanted, sizeof wanted) == 0;
    assert_true(found);
    buf_release(&bytes);
    score_release(&score);
}

/* The wheel has its own message: low seven bits, then high. */
static void a_bend_is_written(void **state)
{
    (void)state;
    static const char wanted[] = {(char)0x83, 0x60, (char)0xe0, 0x05, 0x30};
    static struct score_tempo tempo = {0, 500000};
    static struct score_control bend = {480, SCORE_BEND, 0x30 << 7 | 5};
    static struct score_note note = {960, 100, 60, 90};
    struct score score = {.tempos = &tempo, .tempo_count = 1, .part_count = 1, .end_ms = 2000};
    score.parts[0] = (struct score_part){.controls = &bend, .control_count = 1, .notes = &note, .note_count = 1};
    struct buf bytes;
    bool found = false;
    buf_init(&bytes, 1 << 16);
    assert_true(midi_write(&score, &bytes));
    for (size_t i = 0; i + sizeof wanted <= bytes.length; i++)
        found = found || memcmp(bytes.bytes + i, wanted, sizeof wanted) == 0;
    assert_true(found);
    buf_release(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_style_reads_back),
        cmocka_unit_test(a_bend_is_written),
        cmocka_unit_test(the_order_on_one_tick_is_fixed),
    };
    return cmocka_run_group_tests_name("midi_write", tests, NULL, NULL);
}
