/* Drafts of the service: read, put into one line, compared with themselves and with nothing. */
#include "fuzz.h"

#include "bgmusic/draft/draft.h"
#include "bgmusic/draft/draft_picture.h"
#include "bgmusic/draft/draft_scene.h"

static void check_track(const struct draft_track *track)
{
    int64_t start_ms, end_ms;
    double volume = draft_track_volume(track);
    if (draft_track_times(track, &start_ms, &end_ms))
        PROPERTY(start_ms >= 0 && start_ms <= end_ms, "times are in order");
    PROPERTY(volume == -1 || (volume >= 0 && volume <= 100), "a volume is one");
    for (size_t s = 0; s < track->segment_count; s++) {
        const struct draft_segment *segment = &track->segments[s];
        PROPERTY(segment->start_ms >= -1 && segment->duration_ms >= -1 && segment->fade_in_ms >= -1 &&
                     segment->fade_out_ms >= -1,
                 "a time is known or -1");
    }
}

/* The bytes as everything that a picture is made of. */
static void check_pictures(const struct draft *draft, const uint8_t *data, size_t size)
{
    struct json_span span = {(const char *)data, size};
    struct draft_scene scene;
    struct buf out;
    buf_init(&out, FUZZ_ROOM_BYTES);
    draft_scene_read(&(struct draft_sources){span, span, span}, &scene);
    struct picture_look look = {.columns = 60 + size % 100, .ascii = size % 2 == 0};
    draft_picture(draft, &scene, &look, &out);
    for (const char *line = out.bytes; *line != '\0'; line += strcspn(line, "\n") + 1)
        PROPERTY(text_columns(line, strcspn(line, "\n")) <= look.columns, "a picture fits");
    PROPERTY(memchr(out.bytes, '\033', out.length) == NULL, "a picture cannot drive the terminal");
    buf_clear(&out);
    draft_svg(draft, &scene, &out);
    PROPERTY(text_ends_with_ignore_case(out.bytes, "</svg>\n"), "a drawing is whole");
    draft_scene_release(&scene);
    buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct draft draft, empty;
    struct buf summary, changes;
    struct bgm_error err = BGM_ERROR_INIT;
    buf_init(&summary, FUZZ_ROOM_BYTES);
    buf_init(&changes, FUZZ_ROOM_BYTES);
    draft_init(&empty);
    enum bgm_status status = draft_parse((const char *)data, size, &draft, &err);
    PROPERTY(status == BGM_OK || fuzz_is_told(&err, status), "a refusal is a sentence");
    PROPERTY(status == BGM_OK || draft.track_count == 0, "a refused draft is empty");
    PROPERTY(draft.track_count <= DRAFT_MOST_TRACKS, "tracks have a ceiling");
    size_t segments = 0;
    for (size_t t = 0; t < draft.track_count; t++) {
        check_track(&draft.tracks[t]);
        segments += draft.tracks[t].segment_count;
    }
    PROPERTY(draft_is_ready(&draft) == (segments > 0), "a draft with a segment is ready");
    PROPERTY(draft_music(&draft) == NULL || draft_is_ready(&draft), "music is a segment");

    draft_summary(&draft, &summary);
    PROPERTY(text_starts_with(summary.bytes, "Timeline ("), "the summary is one");
    PROPERTY(strpbrk(summary.bytes, "\n\r") == NULL, "the summary is one line");
    PROPERTY(!draft_changes(&draft, &draft, &changes) && changes.length == 0, "a draft is what it is");
    bool came = draft_changes(&empty, &draft, &changes);
    PROPERTY(came == (changes.length > 0), "what changed is said");
    PROPERTY(segments == 0 || came, "segments that came are a change");
    PROPERTY(strchr(changes.bytes, '\n') == NULL, "changes are one line");
    check_pictures(&draft, data, size);
    buf_clear(&changes);
    bool went = draft_changes(&draft, &empty, &changes);
    PROPERTY(went == (changes.length > 0), "what changed is said");
    PROPERTY(segments == 0 || went, "segments that went are a change");
    draft_release(&draft);
    draft_release(&draft);
    buf_release(&summary);
    buf_release(&changes);
    return 0;
}
