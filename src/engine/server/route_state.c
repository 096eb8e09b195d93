/* The state of a session: the draft and what is known of its media. */
#include "routes.h"

#include <string.h>

#include "media_analysis.h"
#include "music_plan.h"
#include "timeline.h"
#include "timeline_pieces.h"
#include "upload_rows.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"

enum { GRID_MOST_BEATS = 20000 }; /* an hour at 220 bpm has 13 200 */

static struct json *video_info(const struct upload_row *row)
{
    struct json *info = json_new_object();
    json_set_text(info, "id", row->id);
    json_set_text(info, "filename", row->name);
    json_set_text(info, "file_type", media_group_name(row->group));
    json_set_number(info, "duration", (double)row->duration_ms / 1000);
    json_set_int(info, "width", row->width);
    json_set_int(info, "height", row->height);
    json_set_number(info, "fps", row->fps);
    json_set_text(info, "hash", row->hash);
    return info;
}

/* Times of beats and bars, in the video's. */
static void set_grid(struct json *music, const struct score *score, const struct timeline *timeline)
{
    struct buf beats, bars;
    buf_init(&beats, JSON_BODY_CEILING);
    buf_init(&bars, JSON_BODY_CEILING);
    for (int32_t beat = 0; beat < GRID_MOST_BEATS; beat++) {
        int64_t at_ms = (score_ticks_to_us(score, beat * SCORE_TICKS_PER_QUARTER) + 500) / 1000;
        if (at_ms >= timeline->music.length_ms)
            break;
        at_ms += timeline->music.start_ms;
        buf_appendf(&beats, "%s%lld", beat > 0 ? "," : "[", (long long)at_ms);
        if (score->bar_beats > 0 && beat % score->bar_beats == 0)
            buf_appendf(&bars, "%s%lld", beat > 0 ? "," : "[", (long long)at_ms);
    }
    buf_append_text(&beats, beats.length > 0 ? "]" : "[]");
    buf_append_text(&bars, bars.length > 0 ? "]" : "[]");
    json_set_raw(music, "beats_ms", beats.bytes);
    json_set_raw(music, "bars_ms", bars.bytes);
    buf_release(&beats);
    buf_release(&bars);
}

/* How the music's energy goes, in the video's time:
 * {"music":{"name","sections":[{"name","start_ms","end_ms","energy","style"}],"beats_ms","bars_ms","instruments"}}.
 * Composing again gives the same piece, and takes less than a message of its own would. NULL: nothing was composed. */
static struct json *music_sections(const struct timeline *timeline, const struct upload_row *rows, size_t count)
{
    struct timeline copy = *timeline;
    struct media_analysis analysis;
    struct score score;
    bool is_known = false;
    if (!timeline->has_music || timeline->music.upload[0] != '\0')
        return NULL;
    media_analysis_init(&analysis);
    for (size_t i = 0; i < count && !is_known; i++)
        is_known = strcmp(rows[i].id, timeline->video_upload) == 0 && rows[i].analysis != NULL &&
                   media_analysis_parse(rows[i].analysis, &analysis, NULL) == BGM_OK;
    enum bgm_status status = music_plan_compose(&copy, is_known ? &analysis : NULL, &score, NULL);
    media_analysis_release(&analysis);
    if (status != BGM_OK)
        return NULL;
    struct json *media = json_new_object(), *music = json_new_object(), *sections = json_new_array();
    for (size_t i = 0; i < score.section_count; i++) {
        struct json *section = json_new_object();
        char style[32];
        json_set_text(section, "name", score.sections[i].name);
        json_set_int(section, "start_ms", timeline->music.start_ms + score.sections[i].start_ms);
        json_set_int(section, "end_ms", timeline->music.start_ms + score.sections[i].end_ms);
        json_set_number(section, "energy", score.sections[i].energy);
        json_set_text(
            section, "style",
            timeline_style_at(&timeline->music, timeline->music.start_ms + score.sections[i].start_ms, style));
        json_append(sections, section);
    }
    json_set_text(music, "name", timeline->music.name);
    json_set(music, "sections", sections);
    set_grid(music, &score, timeline);
    struct buf instruments, form;
    buf_init(&instruments, 2048);
    buf_init(&form, 2048);
    score_describe(&score, &instruments, &form);
    json_set_text(music, "instruments", instruments.bytes);
    buf_release(&instruments);
    buf_release(&form);
    json_set(media, "music", music);
    score_release(&score);
    return media;
}

void route_state(struct exchange *exchange)
{
    struct bgm_error err = BGM_ERROR_INIT;
    struct session_row *session = &exchange->session;
    struct upload_row *rows = NULL;
    size_t count = 0;
    struct timeline timeline;
    struct buf draft;
    buf_init(&draft, JSON_BODY_CEILING);
    if (upload_list(exchange->service->database, session->id, &rows, &count, &err) != BGM_OK ||
        timeline_parse(session->draft, strlen(session->draft), &timeline, &err) != BGM_OK) {
        exchange_fail(exchange, &err);
        goto out;
    }
    timeline_print(&timeline, &draft);
    struct json *data = json_new_object(), *state = json_new_object(), *infos = json_new_array();
    struct json *analyses = json_new_object(), *canvas = json_new_object();
    for (size_t i = 0; i < count; i++) {
        json_append(infos, video_info(&rows[i]));
        if (rows[i].analysis != NULL)
            json_set_raw(analyses, rows[i].id, rows[i].analysis);
    }
    json_set_int(canvas, "width", timeline.width);
    json_set_int(canvas, "height", timeline.height);
    json_set_raw(state, "draft", draft.bytes);
    json_set(state, "video_infos", infos);
    json_set(state, "canvas_config", canvas);
    json_set(state, "video_analyses", analyses);
    struct json *media = music_sections(&timeline, rows, count);
    if (media != NULL)
        json_set(state, "generated_media", media);
    else
        json_set_null(state, "generated_media");
    json_set_text(data, "session_id", session->id);
    json_set_text(data, "task_id", session->task_id);
    json_set_text(data, "task_name", session->name);
    json_set(data, "state", state);
    reply_success(&exchange->request->reply, data, NULL);
out:
    buf_release(&draft);
    upload_rows_free(rows, count);
}
