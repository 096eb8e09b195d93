/* A timeline of 30 s with a film and a song, to which messages are told. */
#ifndef BGMUSIC_TESTS_TIMELINE_BENCH_H
#define BGMUSIC_TESTS_TIMELINE_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "agent.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "music_plan.h"
#include "timeline_edit.h"
#include "timeline_upload.h"

struct bench {
    struct timeline timeline;
    struct upload_row uploads[5];
    size_t upload_count;
    struct edit_outcome outcome;
    struct buf done, notes;
};

static int bench_setup(void **state)
{
    static struct bench bench;
    memset(&bench, 0, sizeof bench);
    timeline_init(&bench.timeline);
    snprintf(bench.uploads[0].id, sizeof bench.uploads[0].id, "%s", "aa");
    bench.uploads[0].group = MEDIA_GROUP_VIDEO;
    snprintf(bench.uploads[0].hash, sizeof bench.uploads[0].hash, "%s", "0011");
    snprintf(bench.uploads[1].id, sizeof bench.uploads[1].id, "%s", "bb");
    bench.uploads[1].group = MEDIA_GROUP_AUDIO;
    snprintf(bench.uploads[1].name, sizeof bench.uploads[1].name, "%s", "song.mp3");
    bench.upload_count = 2;
    bench.timeline.has_video = true;
    bench.timeline.duration_ms = 30000;
    snprintf(bench.timeline.video_upload, sizeof bench.timeline.video_upload, "%s", "aa");
    buf_init(&bench.done, 65536);
    buf_init(&bench.notes, 65536);
    *state = &bench;
    return 0;
}

static int bench_teardown(void **state)
{
    struct bench *bench = *state;
    buf_release(&bench->done);
    buf_release(&bench->notes);
    return 0;
}

static void tell(struct bench *bench, const char *message)
{
    static struct agent_reading reading;
    static struct agent_memory memory;
    static const struct music_span speech[] = {{2000, 6000}, {12000, 15000}};
    static const struct music_cut cuts[] = {{.at_ms = 4000, .strength = 1}, {.at_ms = 20000, .strength = 1}};
    const struct edit_scene scene = {true, speech, 2, cuts, 2};
    struct edit_context context = {bench->uploads, bench->upload_count, false, &scene, agent_known_length};
    memory.has_music = bench->timeline.has_music;
    memory.titles = bench->timeline.titles;
    memory.title_count = bench->timeline.title_count;
    buf_clear(&bench->done);
    buf_clear(&bench->notes);
    agent_read(message, &memory, &reading);
    timeline_apply(&bench->timeline, &reading.edits, &context, &bench->outcome, &bench->done, &bench->notes);
}

#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, bench_setup, bench_teardown)

#endif
