/* The timeline for people and for programs. */
#include "state_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "bgmusic/app/output_text.h"
#include "bgmusic/app/session_steps.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "command.h"
#include "results.h"
#include "bgmusic/draft/draft_picture.h"
#include "bgmusic/draft/draft_scene.h"
#include "bgmusic/json/json_write.h"

enum { TEXT_CEILING = 16 * 1024 * 1024, USUAL_COLUMNS = 80 };

/* Of the stream, if it is a terminal; else what fits anywhere. */
static size_t stream_columns(int fd)
{
    struct winsize size;
    return isatty(fd) && ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col : USUAL_COLUMNS;
}

static struct picture_look look_for(const struct cli *cli, int fd)
{
    const char *color = settings_get(&cli->settings, SETTING_COLOR), *no_color = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    bool may_color = isatty(fd) && (no_color == NULL || *no_color == '\0') && !text_equal(term, "dumb");
    return (struct picture_look){
        .columns = stream_columns(fd),
        .ascii = cli->messages.ascii,
        .color = text_equal(color, "always") || (text_equal(color, "auto") && may_color),
    };
}

static void print_text(struct cli *cli, const struct draft *draft, const struct draft_scene *scene)
{
    struct buf text;
    struct picture_look look = look_for(cli, STDOUT_FILENO);
    result_print_summary(draft);
    buf_init(&text, TEXT_CEILING);
    draft_picture(draft, scene, &look, &text);
    output_bytes(text.bytes, text.length);
    buf_release(&text);
}

static void set_spans(struct json *object, const char *name, const struct scene_span *spans, size_t count)
{
    if (count == 0)
        return;
    struct json *list = json_new_array();
    for (size_t i = 0; i < count; i++) {
        struct json *span = json_new_object();
        json_set_int(span, "start_ms", spans[i].start_ms);
        json_set_int(span, "end_ms", spans[i].end_ms);
        if (spans[i].factor > 0)
            json_set_number(span, "factor", spans[i].factor);
        json_append(list, span);
    }
    json_set(object, name, list);
}

void state_view_set_places(struct json *object, const struct draft_scene *scene)
{
    set_spans(object, "silences", scene->holes, scene->hole_count);
    set_spans(object, "levels", scene->levels, scene->level_count);
    set_spans(object, "original_silences", scene->muted, scene->muted_count);
    set_spans(object, "original_levels", scene->original_levels, scene->original_level_count);
}

static void print_object(struct cli *cli, const struct state_wish *wish, const struct draft *draft,
                         const struct draft_scene *scene)
{
    struct buf line;
    buf_init(&line, TEXT_CEILING);
    draft_summary(draft, &line);
    struct json *object = result_new(cli, true);
    if (wish->action != NULL)
        json_set_text(object, "action", wish->action);
    json_set_text(object, "session_id", wish->session_id);
    json_set_text(object, "summary", line.bytes);
    result_set_tracks(object, draft);
    state_view_set_places(object, scene);
    if (wish->svg_path != NULL)
        json_set_text(object, "svg", wish->svg_path);
    result_print(cli, object);
    buf_release(&line);
}

static enum bgm_status write_svg(const struct state_wish *wish, const struct draft *draft,
                                 const struct draft_scene *scene, struct bgm_error *err)
{
    struct buf svg;
    bool to_stdout = text_equal(wish->svg_path, "-");
    if (!to_stdout && !wish->force && file_exists(wish->svg_path)) {
        bgm_fail(err, BGM_OUTPUT_EXISTS, "\"%s\" exists already", wish->svg_path);
        bgm_hint(err, "give another name, or --force to replace it");
        return BGM_OUTPUT_EXISTS;
    }
    buf_init(&svg, TEXT_CEILING);
    draft_svg(draft, scene, &svg);
    enum bgm_status status = BGM_OK;
    if (to_stdout)
        output_bytes(svg.bytes, svg.length);
    else
        status = output_text_write(wish->svg_path, svg.bytes, svg.length, err);
    buf_release(&svg);
    return status;
}

enum bgm_status state_view_show(struct cli *cli, const struct state_wish *wish, struct bgm_error *err)
{
    struct draft draft;
    struct api_state state = {0};
    struct draft_scene scene = {0};
    draft_init(&draft);
    enum bgm_status status = session_read_state(&cli->app, wish->session_id, &state, &draft, err);
    if (status == BGM_OK)
        draft_scene_read(&(struct draft_sources){state.draft, state.video_analyses, state.generated_media}, &scene);
    if (status == BGM_OK && wish->svg_path != NULL)
        status = write_svg(wish, &draft, &scene, err);
    if (status == BGM_OK && !text_equal(wish->svg_path, "-")) {
        progress_clear(&cli->messages);
        if (cli->options.json)
            print_object(cli, wish, &draft, &scene);
        else
            print_text(cli, &draft, &scene);
    }
    draft_scene_release(&scene);
    draft_release(&draft);
    api_state_release(&state);
    return status;
}

void state_view_tell(struct cli *cli, const struct draft *draft, const struct draft_scene *scene)
{
    struct messages *messages = &cli->messages;
    if (messages->progress != PROGRESS_BAR || messages->quiet)
        return;
    struct buf text;
    struct picture_look look = look_for(cli, STDERR_FILENO);
    buf_init(&text, TEXT_CEILING);
    draft_picture(draft, scene, &look, &text);
    if (scene->made != NULL) {
        buf_append_text(&text, "    ");
        text_append_shown(&text, scene->made, strlen(scene->made));
        buf_append_char(&text, '\n');
    }
    screen_take(&messages->screen);
    screen_write(text.bytes, text.length);
    screen_give(&messages->screen);
    buf_release(&text);
}
