/* Results of commands. */
#include "results.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "command.h"
#include "question_json.h"
#include "bgmusic/draft/draft.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"

enum { TEXT_CEILING = 16 * 1024 * 1024 };

/* What comes now is a result. The bars of a batch only make room for it; others are over. */
static void begin_result(struct messages *messages)
{
    if (messages->input_count == 0)
        progress_clear(messages);
    screen_take(&messages->screen);
}

struct json *result_new(struct cli *cli, bool ok)
{
    struct json *result = json_new_object();
    json_set_bool(result, "ok", ok);
    json_set_text(result, "command", cli->command != NULL ? cli->command->name : NULL);
    json_set_text(result, "engine", cli->has_app ? app_engine_name(&cli->app) : NULL);
    return result;
}

void result_print_line(struct cli *cli, const char *text)
{
    begin_result(&cli->messages);
    output_text(text);
    screen_give(&cli->messages.screen);
}

void result_print_path(struct cli *cli, const char *path)
{
    if (isatty(STDOUT_FILENO)) {
        result_print_line(cli, path);
        return;
    }
    begin_result(&cli->messages);
    output_bytes(path, strlen(path));
    output_bytes("\n", 1);
    output_flush(); /* whoever reads the paths wants each when its file is there */
    screen_give(&cli->messages.screen);
}

void result_tell_ids(struct cli *cli, const char *session_id, const char *render_id)
{
    if (cli->messages.verbose > 0)
        messages_notice(&cli->messages, "%s engine, session %s, render %s", app_engine_name(&cli->app), session_id,
                        render_id);
}

void result_print(struct cli *cli, struct json *result)
{
    begin_result(&cli->messages);
    output_json(result);
    screen_give(&cli->messages.screen);
    json_free(result);
}

void result_print_failure(struct cli *cli, const char *input, const struct bgm_error *err)
{
    result_print_failure_with(cli, input, err, NULL);
}

void result_print_failure_with(struct cli *cli, const char *input, const struct bgm_error *err,
                               const struct api_question *question)
{
    struct json *result = result_new(cli, false);
    if (input != NULL)
        json_set_text(result, "input", input);
    if (question != NULL)
        json_set(result, "question", question_json(question));
    json_set(result, "error", error_json(err));
    result_print(cli, result);
}

void result_set_tracks(struct json *result, const struct draft *draft)
{
    struct json *tracks = json_new_array();
    for (size_t t = 0; t < draft->track_count; t++) {
        const struct draft_track *track = &draft->tracks[t];
        struct json *object = json_new_object();
        struct buf names;
        buf_init(&names, TEXT_CEILING);
        for (size_t s = 0; s < track->segment_count; s++) {
            const struct draft_segment *segment = &track->segments[s];
            const char *name = segment->text != NULL ? segment->text : segment->name;
            if (name == NULL)
                continue;
            if (names.length > 0)
                buf_append_text(&names, ", ");
            buf_append_text(&names, name);
        }
        json_set_text(object, "type", draft_track_kind(track));
        json_set_text(object, "name", names.length > 0 ? names.bytes : NULL);
        int64_t start_ms, end_ms;
        if (draft_track_times(track, &start_ms, &end_ms)) {
            json_set_int(object, "start_ms", start_ms);
            json_set_int(object, "end_ms", end_ms);
        }
        if (track->type == DRAFT_AUDIO && draft_track_volume(track) >= 0)
            json_set_number(object, "volume", draft_track_volume(track));
        json_append(tracks, object);
        buf_release(&names);
    }
    json_set(result, "tracks", tracks);
}

void result_print_summary(const struct draft *draft)
{
    struct buf line;
    buf_init(&line, TEXT_CEILING);
    draft_summary(draft, &line);
    output_text(line.bytes);
    buf_release(&line);
}

void result_set_lines(struct json *result, const char *key, const char *lines)
{
    struct json *array = json_new_array();
    while (lines != NULL && *lines != '\0') {
        size_t length = strcspn(lines, "\n");
        char *line = xstrndup(lines, length);
        json_append(array, json_new_text(line));
        free(line);
        lines += length + (lines[length] == '\n');
    }
    json_set(result, key, array);
}

void result_set_names(struct json *result, const char *key, const char *names)
{
    struct json *array = json_new_array();
    for (const char *at = names; at != NULL && *at != '\0';) {
        size_t length = strcspn(at, ",");
        char *name = xstrndup(at, length);
        json_append(array, json_new_text(text_trim(name)));
        free(name);
        at += length + (at[length] == ',');
    }
    json_set(result, key, array);
}
