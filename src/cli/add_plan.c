/* Inputs, wishes and outputs of one `add`. */
#include "add_plan.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/app/output_kind.h"
#include "bgmusic/app/output_name.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "command.h"

enum { MOST_SHARDS = 1000000 };

void add_plan_release(struct add_plan *plan)
{
    for (size_t i = 0; i < plan->count; i++)
        batch_item_release(&plan->items[i]);
    for (size_t i = 0; plan->outputs != NULL && i < plan->list.count; i++)
        free(plan->outputs[i]);
    free(plan->outputs);
    free(plan->made_from);
    free(plan->items);
    free(plan->numbers);
    input_list_release(&plan->list);
    *plan = (struct add_plan){0};
}

enum bgm_status add_plan_read_shard(const char *text, size_t *first, size_t *step, struct bgm_error *err)
{
    const char *slash = strchr(text, '/');
    int64_t index = 0, count = 0;
    char *before = slash != NULL ? xstrndup(text, (size_t)(slash - text)) : NULL;
    bool good =
        slash != NULL && text_to_int(slash + 1, 1, MOST_SHARDS, &count) && text_to_int(before, 1, count, &index);
    free(before);
    if (!good) {
        bgm_fail(err, BGM_USAGE, "--shard takes I/N with 1 <= I <= N, not \"%s\"", text);
        bgm_hint(err, "--shard 2/8 takes every 8th input, beginning with the 2nd");
        return BGM_USAGE;
    }
    *first = (size_t)index - 1;
    *step = (size_t)count;
    return BGM_OK;
}

static enum bgm_status read_inputs(struct cli *cli, struct input_list *list, struct bgm_error *err)
{
    const struct options *o = &cli->options;
    for (size_t i = 0; i < o->operand_count; i++) {
        enum bgm_status status = BGM_OK;
        if (file_is_folder(o->operands[i]))
            status = input_list_add_folder(list, o->operands[i], err);
        else
            input_list_add(list, o->operands[i], NULL, NULL, 0);
        if (status != BGM_OK)
            return status;
    }
    if (o->from_list == NULL && o->operand_count == 0) {
        bgm_fail(err, BGM_USAGE, "add: something is missing");
        bgm_hint(err, "usage: bgmusic add VIDEO... [-p TEXT] [-o PATH], or bgmusic add --from-list FILE");
        return BGM_USAGE;
    }
    return o->from_list != NULL ? input_list_read(list, o->from_list, err) : BGM_OK;
}

/* What the options cannot mean for so many inputs. */
static enum bgm_status check_options(const struct cli *cli, size_t count, struct bgm_error *err)
{
    const struct options *o = &cli->options;
    if (o->prompt != NULL && text_is_blank(o->prompt))
        return bgm_fail(err, BGM_USAGE, "--prompt is empty");
    if (o->keep_going && o->fail_fast)
        return bgm_fail(err, BGM_USAGE, "--keep-going and --fail-fast exclude each other");
    if (o->number && (o->force || o->skip_existing))
        return bgm_fail(err, BGM_USAGE, "--number and --%s exclude each other", o->force ? "force" : "skip-existing");
    if (o->json && o->output != NULL && text_equal(o->output, "-"))
        return bgm_fail(err, BGM_USAGE, "--json and -o - both want the standard output");
    if (o->output != NULL && text_equal(o->output, "-") && isatty(STDOUT_FILENO)) {
        bgm_fail(err, BGM_USAGE, "a video is not written to a terminal");
        bgm_hint(err, "redirect the output, or give a file with -o");
        return BGM_USAGE;
    }
    if (o->no_duck && o->duck_lu != OPTION_UNSET)
        return bgm_fail(err, BGM_USAGE, "--duck and --no-duck want opposite things");
    if (count > 1 && (o->stems != NULL || o->midi != NULL))
        return bgm_fail(err, BGM_USAGE, "--stems and --midi take one video, not %zu", count);
    if (count > 1 && o->session != NULL)
        return bgm_fail(err, BGM_USAGE, "--session takes one video, not %zu", count);
    if (count > 1 && o->output != NULL && output_name_is_fixed(o->output)) {
        bgm_fail(err, BGM_USAGE, "-o \"%s\" is one file for %zu inputs", o->output, count);
        bgm_hint(err, "use a template such as {dir}/{stem}-music.mp4, or a folder");
        return BGM_USAGE;
    }
    return BGM_OK;
}

/* A sound under the name of a video would mislead: .wav in place of .mp4. */
static void name_as_sound(char **output)
{
    if (!text_ends_with_ignore_case(*output, ".mp4"))
        return;
    size_t stem = strlen(*output) - strlen(".mp4");
    char *name = xasprintf("%.*s.wav", (int)stem, *output);
    free(*output);
    *output = name;
}

static enum bgm_status name_outputs(struct cli *cli, struct add_plan *plan, struct bgm_error *err)
{
    const char *usual =
        cli->options.output != NULL ? cli->options.output : settings_get(&cli->settings, SETTING_OUTPUT);
    plan->outputs = xcalloc(plan->list.count + 1, sizeof *plan->outputs);
    for (size_t i = 0; i < plan->list.count; i++) {
        const struct input_item *item = &plan->list.items[i];
        const char *pattern = item->output != NULL ? item->output : usual;
        if (text_equal(pattern, "-") && plan->list.count > 1)
            return bgm_fail(err, BGM_USAGE, "the standard output takes one video, not %zu", plan->list.count);
        enum bgm_status status = output_name(pattern, item->video, (int)i + 1, &plan->outputs[i], err);
        if (status != BGM_OK) {
            if (item->output != NULL)
                bgm_prefix(err, "line %zu of the list", item->line);
            return status;
        }
        if (cli->options.preview)
            name_as_sound(&plan->outputs[i]);
        const struct output_kind *kind;
        status = output_kind_find(plan->outputs[i], &kind, err);
        if (status == BGM_OK && cli->options.preview && !kind->is_sound && strchr(plan->outputs[i], '.') != NULL)
            status = bgm_fail(err, BGM_USAGE, "--preview is the music alone, and \"%s\" a film", plan->outputs[i]);
        if (status != BGM_OK)
            return status;
        if (cli->options.number && !text_equal(plan->outputs[i], "-")) {
            char *free_name = output_next_free(plan->outputs[i]);
            free(plan->outputs[i]);
            plan->outputs[i] = free_name;
        }
    }
    return BGM_OK;
}

static int64_t wish(int64_t value)
{
    return value == OPTION_UNSET ? MUSIC_UNSET : value;
}

static struct add_request make_request(struct cli *cli, const struct input_item *item, const char *output)
{
    const struct options *o = &cli->options;
    const struct output_kind *kind;
    output_kind_find(output, &kind, NULL);
    struct add_request request = {
        .input = item->video,
        .output = output,
        .music_path = o->music,
        .stems_folder = o->stems,
        .midi_path = o->midi,
        .sound_only = o->preview || kind->is_sound,
        .force = o->force,
        .answers = o->answers,
        .wait_ms = o->wait_ms == OPTION_UNSET ? 0 : o->wait_ms,
        .stdout_fd = STDOUT_FILENO,
    };
    struct music_request *music = &request.music;
    music_request_init(music);
    music->prompt = item->prompt != NULL ? item->prompt : o->prompt;
    music->volume_percent = wish(o->volume_percent);
    const char *volume = settings_get(&cli->settings, SETTING_VOLUME);
    if (o->volume_percent == OPTION_UNSET && *volume != '\0')
        text_to_int(volume, 0, 100, &music->volume_percent);
    music->fade_in_ms = wish(o->fade_in_ms);
    music->fade_out_ms = wish(o->fade_out_ms);
    music->from_ms = wish(o->from_ms);
    music->to_ms = wish(o->to_ms);
    music->no_duck = o->no_duck;
    music->duck_lu = wish(o->duck_lu);
    music->sync_cuts = o->sync != NULL;
    music->replace_audio = o->replace_audio;
    music->title = o->title;
    music->seed = wish(o->seed);
    /* The default needs no words: it is what both engines do anyway. */
    if (settings_origin(&cli->settings, SETTING_LOUDNESS) != ORIGIN_DEFAULT)
        music->loudness = settings_get(&cli->settings, SETTING_LOUDNESS);
    return request;
}

enum bgm_status add_plan_make(struct cli *cli, struct add_plan *plan, struct bgm_error *err)
{
    size_t first = 0, step = 1;
    enum bgm_status status = BGM_OK;
    if (cli->options.shard != NULL)
        status = add_plan_read_shard(cli->options.shard, &first, &step, err);
    if (status == BGM_OK)
        status = read_inputs(cli, &plan->list, err);
    if (status == BGM_OK)
        status = check_options(cli, plan->list.count, err);
    if (status == BGM_OK)
        status = name_outputs(cli, plan, err);
    if (status == BGM_OK)
        status = add_plan_check_collisions(plan, cli->options.skip_existing && !cli->options.force, err);
    if (status != BGM_OK)
        return status;
    size_t room = plan->list.count / step + 1;
    plan->items = xcalloc(room, sizeof *plan->items);
    plan->numbers = xcalloc(room, sizeof *plan->numbers);
    for (size_t i = first; i < plan->list.count; i += step) {
        plan->items[plan->count].request = make_request(cli, &plan->list.items[i], plan->outputs[i]);
        plan->items[plan->count].made_from = plan->made_from[i];
        plan->numbers[plan->count++] = i + 1;
    }
    return BGM_OK;
}
