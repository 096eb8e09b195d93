/* The words of `add`. */
#include "add_view.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/app/account.h"
#include "bgmusic/app/upload_media.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "add_plan.h"
#include "prompt_view.h"
#include "question_view.h"
#include "command.h"
#include "results.h"
#include "state_view.h"
#include "bgmusic/json/json_write.h"

enum { LINE_CEILING = 1024 * 1024 };

int add_view_shown(const char *input)
{
    return (int)(upload_is_url(input) ? strcspn(input, "?#") : strlen(input));
}

static void print_words(struct cli *cli, const struct batch_item *item, bool is_batch)
{
    const struct add_result *result = item->result;
    if (!text_equal(item->request.output, "-"))
        result_print_path(cli, item->request.output);
    /* The table at the end of a batch says the rest. */
    if (!is_batch || cli->messages.verbose > 0) {
        struct buf line;
        buf_init(&line, LINE_CEILING);
        draft_summary(&result->draft, &line);
        messages_notice(&cli->messages, "%s", line.bytes);
        buf_release(&line);
    }
    if (!is_batch)
        prompt_view_tell(cli, &item->request);
    if (!is_batch)
        state_view_tell(cli, &result->draft, &result->scene);
    result_tell_ids(cli, result->session_id, result->render_id);
}

static void set_tenths_or_null(struct json *object, const char *key, bool is_known, double value)
{
    if (is_known)
        json_set_number(object, key, round(value * 10) / 10);
    else
        json_set_null(object, key);
}

/* What the music is, as far as the timeline tells. */
static void set_music(struct json *object, const struct add_result *result)
{
    const struct draft_scene *scene = &result->scene;
    struct json *sections = json_new_array(), *loudness = json_new_object();
    json_set_text(object, "style", scene->style);
    set_tenths_or_null(object, "bpm", scene->bpm > 0, scene->bpm);
    json_set_text(object, "key", scene->key);
    /* All digits: a number of up to 64 bits, as it is composed by; a track of one's own has none. */
    if (scene->style != NULL && scene->seed != NULL && strspn(scene->seed, "0123456789") == strlen(scene->seed))
        json_set_raw(object, "seed", scene->seed);
    else
        json_set_null(object, "seed");
    result_set_names(object, "instruments", scene->instruments);
    for (size_t i = 0; i < scene->section_count; i++) {
        struct json *section = json_new_object();
        json_set_text(section, "name", scene->sections[i].name);
        json_set_int(section, "start_ms", scene->sections[i].start_ms);
        json_set_int(section, "end_ms", scene->sections[i].end_ms);
        json_append(sections, section);
    }
    json_set(object, "sections", sections);
    set_tenths_or_null(loudness, "before", scene->has_before, scene->before_lufs);
    set_tenths_or_null(loudness, "after", result->has_after, result->after_lufs);
    json_set(object, "loudness", loudness);
}

static void print_object(struct cli *cli, const struct batch_item *item)
{
    const struct add_result *result = item->result;
    struct json *object = result_new(cli, true);
    json_set_text(object, "input", item->request.input);
    if (item->made_from == NULL)
        json_set_text(object, "output", item->request.output);
    else
        json_set_null(object, "output"); /* it becomes nothing */
    if (item->state == BATCH_SKIPPED) {
        json_set_bool(object, "skipped", true);
        result_print(cli, object);
        return;
    }
    json_set_text(object, "session_id", result->session_id);
    json_set_text(object, "render_id", result->render_id);
    if (result->duration_ms >= 0)
        json_set_int(object, "duration_ms", result->duration_ms);
    else
        json_set_null(object, "duration_ms");
    result_set_tracks(object, &result->draft);
    set_music(object, result);
    state_view_set_places(object, &result->scene);
    prompt_view_set(cli, object, &item->request);
    json_set_bool(object, "damaged", result->damage != NULL);
    json_set_null(object, "link");
    result_set_lines(object, "warnings", result->warnings.bytes);
    result_print(cli, object);
}

/* What the agent wants to know; NULL: nothing. */
static const struct api_question *question_of(const struct batch_item *item)
{
    bool asks = item->state == BATCH_FAILED && item->result != NULL && item->result->question.count > 0;
    return asks ? &item->result->question : NULL;
}

void add_view_result(struct cli *cli, const struct batch_item *item, bool is_batch)
{
    bool to_stdout = text_equal(item->request.output, "-"); /* stdout is the video itself */
    if (item->state == BATCH_DONE && !cli->options.json)
        print_words(cli, item, is_batch);
    else if ((item->state == BATCH_DONE || item->state == BATCH_SKIPPED) && cli->options.json && !to_stdout)
        print_object(cli, item);
    else if (item->state == BATCH_FAILED && cli->options.json)
        result_print_failure_with(cli, item->request.input, item->err, question_of(item));
    else if (question_of(item) != NULL && !is_batch && !to_stdout)
        question_print(cli, question_of(item));
}

void add_view_plan(struct cli *cli, const struct add_request *request, const struct account_balance *balance)
{
    struct music_request music = request->music;
    if (request->music_path != NULL)
        music.track_name = path_name(request->music_path);
    char *words = music_request_words(&music, -1, cli->app.is_local);
    if (cli->options.json) {
        struct json *object = result_new(cli, true);
        json_set_text(object, "input", request->input);
        json_set_text(object, "output", request->output);
        json_set_bool(object, "dry_run", true);
        json_set_text(object, "message", words);
        prompt_view_set(cli, object, request);
        if (!isnan(balance->available))
            json_set_number(object, "credits", balance->available);
        else
            json_set_null(object, "credits");
        result_print(cli, object);
    } else {
        struct buf line;
        buf_init(&line, LINE_CEILING);
        buf_appendf(&line, "%.*s -> %s (%s engine): %s", add_view_shown(request->input), request->input,
                    request->output, app_engine_name(&cli->app), words);
        output_text(line.bytes);
        buf_release(&line);
        prompt_view_plan(cli, request);
    }
    free(words);
}

static void append_took(struct buf *out, int64_t ms)
{
    int64_t seconds = (ms + 500) / 1000;
    if (seconds >= 3600)
        buf_appendf(out, "%lld:", (long long)(seconds / 3600));
    buf_appendf(out, seconds >= 3600 ? "%02lld:%02lld" : "%lld:%02lld", (long long)(seconds / 60 % 60),
                (long long)(seconds % 60));
}

static const char *state_word(enum batch_state state)
{
    static const char *const words[] = {
        [BATCH_WAITING] = "not begun", [BATCH_RUNNING] = "not ended", [BATCH_DONE] = "done",
        [BATCH_SKIPPED] = "skipped",   [BATCH_FAILED] = "failed",     [BATCH_LEFT] = "not begun",
    };
    return words[state];
}

char *add_view_facts(const struct add_result *result)
{
    const char *made = result->scene.made;
    if (made == NULL)
        return result->damage != NULL ? xstrdup("damaged input") : NULL;
    return xasprintf("%s%s", result->damage != NULL ? "damaged input; " : "", made);
}

static void print_row(struct cli *cli, const struct batch_item *item, const char *facts, size_t number,
                      int number_width)
{
    struct buf line;
    buf_init(&line, LINE_CEILING);
    bool was_begun = item->state == BATCH_DONE || item->state == BATCH_FAILED;
    buf_appendf(&line, "%*zu  %-9s  ", number_width, number, state_word(item->state));
    size_t start = line.length;
    if (was_begun)
        append_took(&line, item->took_ms);
    while (line.length < start + 6)
        buf_append_char(&line, ' ');
    buf_appendf(&line, " %.*s", add_view_shown(item->request.input), item->request.input);
    if (item->state == BATCH_FAILED)
        buf_appendf(&line, ": %s: %s", bgm_status_name(item->err->status), item->err->message);
    else
        buf_appendf(&line, " -> %s", item->request.output);
    if (facts != NULL)
        buf_appendf(&line, "  (%s)", facts);
    progress_fit(&cli->messages, strlen("bgmusic: "), &line);
    messages_notice(&cli->messages, "%s", line.bytes);
    buf_release(&line);
}

void add_view_summary(struct cli *cli, const struct add_plan *plan, char *const *facts, int64_t took_ms)
{
    size_t counts[BATCH_LEFT + 1] = {0}, saved = 0;
    int width = 1;
    for (size_t n = plan->list.count; n >= 10; n /= 10)
        width++;
    for (size_t i = 0; i < plan->count; i++) {
        const struct batch_item *item = &plan->items[i];
        counts[item->state]++;
        saved += item->state == BATCH_FAILED && strstr(item->err->hint, "bgmusic resume job-") != NULL;
        if (plan->count <= ADD_VIEW_ALL_ROWS || item->state == BATCH_FAILED)
            print_row(cli, item, facts[i], plan->numbers[i], width);
    }
    struct buf line;
    buf_init(&line, LINE_CEILING);
    buf_appendf(&line, plan->count == 1 ? "%zu input in " : "%zu inputs in ", plan->count);
    append_took(&line, took_ms);
    buf_appendf(&line, ": %zu done", counts[BATCH_DONE]);
    for (int state = BATCH_SKIPPED; state <= BATCH_LEFT; state++) {
        if (counts[state] > 0)
            buf_appendf(&line, ", %zu %s", counts[state], state_word((enum batch_state)state));
    }
    messages_notice(&cli->messages, "%s", line.bytes);
    buf_release(&line);
    if (saved > 0)
        messages_notice(&cli->messages,
                        "%zu cut off in the middle and saved: `bgmusic resume --all` finishes what was begun", saved);
    if (counts[BATCH_LEFT] > 0)
        messages_notice(&cli->messages, "%zu not begun: the same command with --skip-existing%s does what is missing",
                        counts[BATCH_LEFT], cli->options.force ? " in place of --force" : "");
}
