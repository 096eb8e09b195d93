/* Drafts that come back to the engine: refused with a sentence, or a timeline in its ranges that is written as the
 * draft it was read from. */
#include "fuzz.h"

#include "bgmusic/draft/draft.h"
#include "timeline.h"

static void check_music(const struct timeline *timeline)
{
    const struct timeline_music *music = &timeline->music;
    PROPERTY(music->start_ms >= 0 && music->length_ms >= 0, "music has a place");
    PROPERTY(timeline->duration_ms == 0 || music->length_ms == 0 ||
                 music->start_ms + music->length_ms <= timeline->duration_ms,
             "music is cut to the draft");
    PROPERTY(music->volume >= 0 && music->volume <= 1, "a volume is one");
    PROPERTY(music->fade_in_ms >= 0 && music->fade_out_ms >= 0, "fades are not negative");
    PROPERTY(strspn(music->upload, "0123456789abcdef") == strlen(music->upload), "an upload is an id");
    PROPERTY(music->energy >= -1 && music->energy <= 1 && music->tempo_factor >= 0.5 && music->tempo_factor <= 2,
             "the brief is in its ranges");
    PROPERTY(music->tonic >= -1 && music->tonic <= 11 && music->mode >= -1 && music->mode < SCORE_MODE_COUNT,
             "a key is one");
    for (int role = 0; role < SCORE_ROLE_COUNT; role++)
        PROPERTY(music->programs[role] >= -1 && music->programs[role] <= 127, "a program is one");
}

static void check_written(const struct timeline *timeline)
{
    struct buf once, twice;
    struct draft draft;
    struct bgm_error err = BGM_ERROR_INIT;
    static struct timeline again;
    buf_init(&once, FUZZ_ROOM_BYTES);
    buf_init(&twice, FUZZ_ROOM_BYTES);
    PROPERTY(timeline_print(timeline, &once), "a timeline can be written");
    PROPERTY(text_is_utf8(once.bytes, once.length), "a draft is UTF-8");
    PROPERTY(timeline_parse(once.bytes, once.length, &again, &err) == BGM_OK, "what was written is taken back");
    PROPERTY(timeline_print(&again, &twice), "a timeline can be written");
    PROPERTY(text_equal(once.bytes, twice.bytes), "what was written is read as it was");
    PROPERTY(draft_parse(once.bytes, once.length, &draft, &err) == BGM_OK, "the client reads it");
    PROPERTY(draft_is_ready(&draft) == (timeline->has_video || timeline->has_music || timeline->title_count > 0),
             "the client sees what is there");
    draft_release(&draft);
    buf_release(&once);
    buf_release(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct timeline timeline;
    struct bgm_error err = BGM_ERROR_INIT;
    enum bgm_status status = timeline_parse((const char *)data, size, &timeline, &err);
    if (status != BGM_OK) {
        PROPERTY(fuzz_is_told(&err, status), "a refusal is a sentence");
        return 0;
    }
    PROPERTY(timeline.duration_ms >= 0 && timeline.duration_ms <= TIMELINE_MOST_MS, "a length is one");
    PROPERTY(timeline.title_count <= TIMELINE_MOST_TITLES, "titles have a ceiling");
    for (size_t i = 0; i < timeline.title_count; i++)
        PROPERTY(strchr(timeline.titles[i].text, '\n') == NULL && timeline.titles[i].length_ms > 0,
                 "a title is a line with a length");
    check_music(&timeline);
    check_written(&timeline);
    return 0;
}
