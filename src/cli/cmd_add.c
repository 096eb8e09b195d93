/* add: the whole job for each video. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/app/account.h"
#include "bgmusic/app/add_music.h"
#include "bgmusic/app/output_name.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/cli/command.h"
#include "bgmusic/cli/results.h"
#include "bgmusic/cli/state_view.h"
#include "bgmusic/json/json_write.h"

#define AT(field) offsetof(struct options, field)

static const struct option_row rows[] = {
    {"prompt", 'p', OPTION_TEXT, "TEXT", AT(prompt), NULL, 0, 0, "what the music should be"},
    {"output", 'o', OPTION_FILE, "PATH", AT(output), NULL, 0, 0,
     "where to: a template with {dir} {stem} {ext} {n}, a folder, - for stdout"},
    {"volume", 0, OPTION_PERCENT, "PERCENT", AT(volume_percent), NULL, 0, 0, "level of the music"},
    {"fade-in", 0, OPTION_SECONDS, "S", AT(fade_in_ms), NULL, 0, 3600, "fade the music in"},
    {"fade-out", 0, OPTION_SECONDS, "S", AT(fade_out_ms), NULL, 0, 3600, "fade the music out"},
    {"from", 0, OPTION_TIME, "TIME", AT(from_ms), NULL, 0, 0, "music begins here in the video"},
    {"to", 0, OPTION_TIME, "TIME", AT(to_ms), NULL, 0, 0, "music ends here in the video"},
    {"no-duck", 0, OPTION_FLAG, NULL, AT(no_duck), NULL, 0, 0, "do not lower the music under speech"},
    {"replace-audio", 0, OPTION_FLAG, NULL, AT(replace_audio), NULL, 0, 0, "drop the original sound"},
    {"music", 0, OPTION_FILE, "FILE", AT(music), NULL, 0, 0, "your own track instead of a composed one"},
    {"title", 0, OPTION_TEXT, "TEXT", AT(title), NULL, 0, 0, "a title at the start"},
    {"seed", 0, OPTION_INTEGER, "N", AT(seed), NULL, 0, 9007199254740992.0,
     "the same seed, prompt and video give the same music (local engine)"},
    {"language", 0, OPTION_TEXT, "CODE", AT(language), NULL, 0, 0, "language of the session"},
    {"wait", 0, OPTION_SECONDS, "SECONDS", AT(wait_ms), NULL, 1, 604800, "how long to wait for a render"},
    {"loudness", 0, OPTION_LOUDNESS, "TARGET", AT(loudness), NULL, 0, 0,
     "social, podcast, broadcast, us-tv, keep, or LUFS"},
    {"skip-existing", 0, OPTION_FLAG, NULL, AT(skip_existing), NULL, 0, 0, "leave finished outputs alone"},
    {"force", 'f', OPTION_FLAG, NULL, AT(force), NULL, 0, 0, "replace outputs that exist"},
    {"dry-run", 'n', OPTION_FLAG, NULL, AT(dry_run), NULL, 0, 0,
     "check everything, print the plan, change nothing"},
    {"keep-going", 0, OPTION_FLAG, NULL, AT(keep_going), NULL, 0, 0,
     "go on when one input fails (the default)"},
    {"fail-fast", 0, OPTION_FLAG, NULL, AT(fail_fast), NULL, 0, 0, "stop at the first input that fails"},
    OPTION_ROWS_END,
};

static int64_t wish(int64_t value)
{
    return value == OPTION_UNSET ? MUSIC_UNSET : value;
}

static enum bgm_status make_request(struct cli *cli, const char *input, int number, char **output,
                                    struct add_request *request, struct bgm_error *err)
{
    const struct options *o = &cli->options;
    const char *pattern = o->output != NULL ? o->output : settings_get(&cli->settings, SETTING_OUTPUT);
    enum bgm_status status = output_name(pattern, input, number, output, err);
    if (status != BGM_OK)
        return status;
    *request = (struct add_request){
        .input = input,
        .output = *output,
        .music_path = o->music,
        .force = o->force,
        .wait_ms = o->wait_ms == OPTION_UNSET ? 0 : o->wait_ms,
        .stdout_fd = STDOUT_FILENO,
    };
    struct music_request *music = &request->music;
    music_request_init(music);
    music->prompt = o->prompt;
    music->volume_percent = wish(o->volume_percent);
    const char *volume = settings_get(&cli->settings, SETTING_VOLUME);
    if (o->volume_percent == OPTION_UNSET && *volume != '\0')
        text_to_int(volume, 0, 100, &music->volume_percent);
    music->fade_in_ms = wish(o->fade_in_ms);
    music->fade_out_ms = wish(o->fade_out_ms);
    music->from_ms = wish(o->from_ms);
    music->to_ms = wish(o->to_ms);
    music->no_duck = o->no_duck;
    music->replace_audio = o->replace_audio;
    music->title = o->title;
    music->seed = wish(o->seed);
    /* The default needs no words: it is what both engines do anyway. */
    if (settings_origin(&cli->settings, SETTING_LOUDNESS) != ORIGIN_DEFAULT)
        music->loudness = settings_get(&cli->settings, SETTING_LOUDNESS);
    return BGM_OK;
}

static void print_added(struct cli *cli, const struct add_request *request,
                        const struct add_result *result)
{
    if (!cli->options.json) {
        if (!text_equal(request->output, "-"))
            result_print_path(cli, request->output);
        struct buf line;
        buf_init(&line, 1024 * 1024);
        draft_summary(&result->draft, &line);
        messages_notice(&cli->messages, "%s", line.bytes);
        buf_release(&line);
        state_view_tell(cli, &result->draft, &result->scene);
        result_tell_ids(cli, result->session_id, result->render_id);
        return;
    }
    if (text_equal(request->output, "-"))
        return; /* stdout is the video itself */
    struct json *object = result_new(cli, true);
    json_set_text(object, "input", request->input);
    json_set_text(object, "output", request->output);
    json_set_text(object, "session_id", result->session_id);
    json_set_text(object, "render_id", result->render_id);
    if (result->duration_ms >= 0)
        json_set_int(object, "duration_ms", result->duration_ms);
    else
        json_set_null(object, "duration_ms");
    result_set_tracks(object, &result->draft);
    json_set_null(object, "link");
    result_set_lines(object, "warnings", result->warnings.bytes);
    result_print(object);
}

/* The plan of one input, for --dry-run: what would be asked, and where it would go. */
static enum bgm_status print_plan(struct cli *cli, const struct add_request *request, struct bgm_error *err)
{
    /* The balance is also the proof that the token is taken. */
    struct account_balance balance;
    enum bgm_status status = account_credits(&cli->app, &balance, err);
    if (status != BGM_OK)
        return status;
    if (balance.available == 0)
        messages_warning(&cli->messages, "there are no credits left");
    bool is_local = cli->app.is_local;
    struct music_request music = request->music;
    if (request->music_path != NULL)
        music.track_name = path_name(request->music_path);
    char *words = music_request_words(&music, -1, is_local);
    if (cli->options.json) {
        struct json *object = result_new(cli, true);
        json_set_text(object, "input", request->input);
        json_set_text(object, "output", request->output);
        json_set_bool(object, "dry_run", true);
        json_set_text(object, "message", words);
        if (balance.available >= 0)
            json_set_int(object, "credits", balance.available);
        else
            json_set_null(object, "credits");
        result_print(object);
    } else {
        struct buf line;
        buf_init(&line, 1024 * 1024);
        buf_appendf(&line, "%s -> %s (%s engine): %s", request->input, request->output,
                    app_engine_name(&cli->app), words);
        output_text(line.bytes);
        buf_release(&line);
    }
    free(words);
    return BGM_OK;
}

static void print_skipped(struct cli *cli, const char *input, const char *output)
{
    struct json *object = result_new(cli, true);
    json_set_text(object, "input", input);
    json_set_text(object, "output", output);
    json_set_bool(object, "skipped", true);
    result_print(object);
}

/* One input from its name to its printed result; `err` is filled on failure and not yet reported. */
static enum bgm_status add_one(struct cli *cli, const char *input, int number, struct bgm_error *err)
{
    char *output = NULL;
    struct add_request request;
    struct add_result result;
    add_result_init(&result);
    cli->app.input = input;
    enum bgm_status status = make_request(cli, input, number, &output, &request, err);
    if (status == BGM_OK && cli->options.skip_existing && file_exists(output)) {
        messages_notice(&cli->messages, "%s: \"%s\" is there already, skipped", input, output);
        if (cli->options.json)
            print_skipped(cli, input, output);
        goto out;
    }
    if (status == BGM_OK)
        status = add_check(&request, err);
    if (status == BGM_OK)
        status = app_connect(&cli->app, err);
    if (status == BGM_OK && cli->options.dry_run) {
        status = print_plan(cli, &request, err);
        goto out;
    }
    if (status == BGM_OK)
        status = add_run(&cli->app, &request, &result, err);
    if (status == BGM_OK)
        print_added(cli, &request, &result);
out:
    cli->app.input = NULL;
    add_result_release(&result);
    free(output);
    return status;
}

static enum bgm_status run_add(struct cli *cli, struct bgm_error *err)
{
    const struct options *o = &cli->options;
    size_t failed = 0, count = o->operand_count;
    if (o->prompt != NULL && text_is_blank(o->prompt))
        return bgm_fail(err, BGM_USAGE, "--prompt is empty");
    if (o->json && o->output != NULL && text_equal(o->output, "-"))
        return bgm_fail(err, BGM_USAGE, "--json and -o - both want the standard output");
    if (o->output != NULL && text_equal(o->output, "-") && isatty(STDOUT_FILENO)) {
        bgm_fail(err, BGM_USAGE, "a video is not written to a terminal");
        bgm_hint(err, "redirect the output, or give a file with -o");
        return BGM_USAGE;
    }
    if (count > 1 && o->session != NULL)
        return bgm_fail(err, BGM_USAGE, "--session takes one video, not %zu", count);
    if (count > 1 && o->output != NULL && output_name_is_fixed(o->output)) {
        bgm_fail(err, BGM_USAGE, "-o \"%s\" is one file for %zu inputs", o->output, count);
        bgm_hint(err, "use a template such as {dir}/{stem}-music.mp4, or a folder");
        return BGM_USAGE;
    }
    for (size_t i = 0; i < count; i++) {
        struct bgm_error problem = BGM_ERROR_INIT;
        enum bgm_status status = add_one(cli, o->operands[i], (int)i + 1, &problem);
        if (status == BGM_OK)
            continue;
        if (o->json)
            result_print_failure(cli, o->operands[i], &problem);
        if (count > 1)
            bgm_prefix(&problem, "%s", o->operands[i]);
        messages_error(&cli->messages, &problem);
        failed++;
        if (count == 1 || status == BGM_INTERRUPTED)
            return status;
        if (o->fail_fast)
            break;
    }
    return failed > 0 ? BGM_PARTIAL : BGM_OK;
}

const struct command cmd_add = {
    .name = "add",
    .summary = "put background music under a video",
    .usage = "add VIDEO... [-p TEXT] [-o PATH] [options]",
    .details = "Signs in, starts a session, uploads the video, asks for the music, checks that it is there,\n"
               "renders and downloads. Prints the path of each finished file. The input is never touched,\n"
               "and an output that exists is refused before anything is sent.\n",
    .options = rows,
    .first_operand = OPERAND_FILE,
    .least_operands = 1,
    .most_operands = 100000,
    .needs = NEEDS_APP,
    .run = run_add,
};
