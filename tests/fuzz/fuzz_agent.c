/* Messages to the engine's agent: a bounded list of edits, which always leave a timeline that can be rendered. */
#include "fuzz.h"

#include "agent.h"
#include "score.h"
#include "timeline_edit.h"

static void check_edits(const struct edit_list *edits, bool whole)
{
    PROPERTY(edits->count <= EDIT_LIST_MOST, "edits have a ceiling");
    for (size_t i = 0; i < edits->count; i++) {
        const struct edit *edit = &edits->edits[i];
        PROPERTY((size_t)edit->kind < EDIT_KIND_COUNT && edit_kind_name(edit->kind)[0] != '\0', "an edit is one");
        PROPERTY(memchr(edit->text, '\0', sizeof edit->text) != NULL, "a text ends");
        PROPERTY(!whole || text_is_utf8(edit->text, strlen(edit->text)), "a text stays whole");
        PROPERTY(edit->number == edit->number, "a number is one");
        if (edit->kind == EDIT_VOLUME)
            PROPERTY(edit->number >= 0 && edit->number <= 1, "a volume is one");
        if (edit->kind == EDIT_KEY)
            PROPERTY(edit->tonic >= -1 && edit->tonic <= 11 && edit->mode >= -1 && edit->mode < SCORE_MODE_COUNT &&
                         (edit->tonic >= 0 || edit->mode >= 0),
                     "a key is one, or a mode");
        if (edit->kind == EDIT_PART_WITH || edit->kind == EDIT_PART_WITHOUT)
            PROPERTY(edit->role >= 0 && edit->role < SCORE_ROLE_COUNT && edit->program >= -1 && edit->program <= 127,
                     "a part is one");
    }
}

/* As the chat route does it: a session with a film of ten seconds and a track of the user's own. */
static void check_applied(const struct edit_list *edits, bool chinese, bool whole)
{
    struct upload_row uploads[] = {{.id = "0a", .name = "clip.mp4", .group = MEDIA_GROUP_VIDEO, .duration_ms = 10000},
                                   {.id = "0b", .name = "song.mp3", .group = MEDIA_GROUP_AUDIO, .duration_ms = 30000}};
    struct edit_context context = {
        .uploads = uploads, .upload_count = 2, .chinese = chinese, .known_length = agent_known_length};
    static struct timeline timeline, again;
    struct edit_outcome outcome;
    struct buf done, notes, draft;
    struct bgm_error err = BGM_ERROR_INIT;
    buf_init(&done, FUZZ_ROOM_BYTES);
    buf_init(&notes, FUZZ_ROOM_BYTES);
    buf_init(&draft, FUZZ_ROOM_BYTES);
    timeline_init(&timeline);
    timeline.duration_ms = 10000;
    timeline.has_video = true;
    memcpy(timeline.video_upload, "0a", 3);
    for (int round = 0; round < 2; round++) {
        timeline_apply(&timeline, edits, &context, &outcome, &done, &notes);
        PROPERTY(!whole || (text_is_utf8(done.bytes, done.length) && text_is_utf8(notes.bytes, notes.length)),
                 "the answer is text");
        buf_clear(&draft);
        PROPERTY(timeline_print(&timeline, &draft), "an edited timeline can be written");
        PROPERTY(timeline_parse(draft.bytes, draft.length, &again, &err) == BGM_OK,
                 "an edited timeline can be rendered");
    }
    buf_release(&done);
    buf_release(&notes);
    buf_release(&draft);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct agent_reading reading;
    static struct agent_memory memory;
    char *message = fuzz_text(data, size);
    bool whole = text_is_utf8(message, strlen(message));
    memory.has_music = size % 3 != 0;
    agent_read(message, &memory, &reading);
    check_edits(&reading.edits, whole);
    check_applied(&reading.edits, size % 2 == 1, whole);
    /* Music goes by an order alone: a word that takes away, or that refuses, stands in the message. */
    for (size_t i = 0; i < reading.edits.count; i++)
        PROPERTY(reading.edits.edits[i].kind != EDIT_MUSIC_REMOVE || reading.understood[0] != '\0',
                 "music is removed by a whole frame");
    /* What was said now is leant on by the next: "more", "the other way". */
    memory.last = reading.edits;
    free(message);
    return 0;
}
