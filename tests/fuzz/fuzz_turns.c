/* A conversation with the engine, a message a line: whatever is said, and in whatever order, the state can be read, the
 * timeline can be rendered, and what was before can be brought back. */
#include "fuzz.h"

#include "agent.h"
#include "music_plan.h"
#include "turn_edit.h"

enum { MOST_TURNS = 8 };

/* What the state and the next turn read, and what a render makes of it. */
static void check_stored(const struct timeline *timeline)
{
    static struct timeline again;
    struct bgm_error err = BGM_ERROR_INIT;
    struct score score;
    struct buf draft;
    buf_init(&draft, FUZZ_ROOM_BYTES);
    PROPERTY(timeline_print(timeline, &draft), "a timeline can be written");
    PROPERTY(timeline_parse(draft.bytes, draft.length, &again, &err) == BGM_OK, "the session can be opened");
    if (again.has_music && again.music.upload[0] == '\0') {
        PROPERTY(music_plan_compose(&again, NULL, &score, &err) == BGM_OK, "the session can be rendered");
        score_release(&score);
    }
    buf_release(&draft);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct timeline timeline, before[MOST_TURNS];
    static struct agent_reading reading;
    static struct agent_memory memory;
    struct upload_row uploads[] = {{.id = "0a", .name = "clip.mp4", .group = MEDIA_GROUP_VIDEO},
                                   {.id = "0b", .name = "song.mp3", .group = MEDIA_GROUP_AUDIO, .duration_ms = 30000}};
    struct edit_context context = {.uploads = uploads, .upload_count = 2, .known_length = agent_known_length};
    struct edit_outcome outcome;
    struct buf done, notes;
    char *text = fuzz_text(data, size), *rest = text;
    size_t turns = 0;
    buf_init(&done, FUZZ_ROOM_BYTES);
    buf_init(&notes, FUZZ_ROOM_BYTES);
    timeline_init(&timeline);
    memset(&memory, 0, sizeof memory);
    /* From half a second on; the shortest are where stretches meet. */
    timeline.duration_ms = 500 + (int64_t)(size % 16) * 1700;
    timeline.has_video = true;
    memcpy(timeline.video_upload, "0a", 3);
    for (char *line; turns < MOST_TURNS && (line = fuzz_line(&rest)) != NULL;) {
        before[turns++] = timeline;
        agent_read(line, &memory, &reading);
        memory.last = reading.edits;
        memory.has_music = timeline.has_music;
        memory.titles = timeline.titles;
        memory.title_count = timeline.title_count;
        turn_edit(&timeline, &reading.edits, &context, &outcome, &done, &notes);
        check_stored(&timeline);
        /* What nobody can mean (no instrument at all) may be refused; a course, a key or a tempo are made as they can.
         */
        PROPERTY(strstr(notes.bytes, "no such music") == NULL || strstr(notes.bytes, "every instrument") != NULL,
                 "the composer refuses no ordinary wish");
    }
    while (turns > 0)
        check_stored(&before[--turns]);
    free(text);
    buf_release(&done);
    buf_release(&notes);
    return 0;
}
