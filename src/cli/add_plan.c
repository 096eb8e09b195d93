/* Inputs, wishes and outputs of one `add`. */
#include "add_plan.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/app/edit_turn.h"
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

/* Wishes of one input that cannot be together. */
static enum bgm_status check_wishes(const struct music_wishes *wishes, const char *music_path, struct bgm_error *err)
{
    if (wishes->no_duck && wishes->duck_lu != MUSIC_UNSET)
        return bgm_fail(err, BGM_USAGE, "--duck and --no-duck want opposite things");
    if (wishes->replace_audio && wishes->original_percent != MUSIC_UNSET)
        return bgm_fail(err, BGM_USAGE, "--replace-audio and --original-volume want opposite things");
    if (wishes->copy_picture && wishes->compatible)
        return bgm_fail(err, BGM_USAGE, "--copy-picture and --compatible want opposite things");
    if (wishes->music_start_ms != MUSIC_UNSET && music_path == NULL)
        return bgm_fail(err, BGM_USAGE, "--music-start is a place in --music FILE, and there is none");
    if (music_path != NULL && (wishes->bpm != MUSIC_UNSET || wishes->key != NULL))
        return bgm_fail(err, BGM_USAGE, "--bpm and --key are for composed music, not for a track of your own");
    return BGM_OK;
}

/* What the options cannot mean for so many inputs. */
static enum bgm_status check_options(const struct cli *cli, const struct input_list *list, struct bgm_error *err)
{
    size_t count = list->count;
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
    for (const char **answer = o->answers; answer != NULL && *answer != NULL; answer++) {
        enum bgm_status status = turn_check_message(*answer, err);
        if (status != BGM_OK) {
            bgm_prefix(err, "--answer");
            return status;
        }
    }
    if (o->variants > 1 && o->music != NULL)
        return bgm_fail(err, BGM_USAGE, "--variants is for composed music, not for a track of your own");
    if (o->variants > 1 && o->output != NULL && text_equal(o->output, "-"))
        return bgm_fail(err, BGM_USAGE, "the standard output takes one video, not %lld takes", (long long)o->variants);
    size_t takes = o->variants > 1 ? count * (size_t)o->variants : count;
    if (takes > 1 && (o->stems != NULL || o->midi != NULL || o->beats != NULL))
        return bgm_fail(err, BGM_USAGE, "--stems, --midi and --beats take one video and one take, not %zu", takes);
    size_t from_stdin = 0;
    for (size_t i = 0; i < list->count; i++)
        from_stdin += text_equal(list->items[i].video, "-");
    if (from_stdin > 1 || (from_stdin > 0 && text_equal(o->from_list, "-")))
        return bgm_fail(err, BGM_USAGE, "the standard input is one video, or one list, not more");
    if (from_stdin > 0 && isatty(STDIN_FILENO)) {
        bgm_fail(err, BGM_USAGE, "a video is not read from a terminal");
        bgm_hint(err, "send it there, bgmusic add - < clip.mp4, or give its name");
        return BGM_USAGE;
    }
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

/* "clip-music.mp4" becomes "clip-music-2.mp4". */
static void number_output(char **output, int variant)
{
    const char *name = path_name(*output), *dot = strrchr(name, '.');
    int stem = (int)(dot != NULL && dot > name ? dot - *output : (ptrdiff_t)strlen(*output));
    char *numbered = xasprintf("%.*s-%d%s", stem, *output, variant, *output + stem);
    free(*output);
    *output = numbered;
}

static enum bgm_status name_output(struct cli *cli, const struct input_item *item, size_t number, char **output,
                                   struct bgm_error *err)
{
    const char *usual =
        cli->options.output != NULL ? cli->options.output : settings_get(&cli->settings, SETTING_OUTPUT);
    enum bgm_status status =
        output_name(item->output != NULL ? item->output : usual, item->video, (int)number, output, err);
    if (status == BGM_OK && cli->options.preview)
        name_as_sound(output);
    if (status == BGM_OK && item->variant > 0)
        number_output(output, item->variant);
    const struct output_kind *kind;
    if (status == BGM_OK)
        status = output_kind_find(*output, &kind, err);
    if (status == BGM_OK && cli->options.preview && !kind->is_sound && strchr(*output, '.') != NULL)
        status = bgm_fail(err, BGM_USAGE, "--preview is the music alone, and \"%s\" a film", *output);
    if (status == BGM_OK && cli->options.number && !text_equal(*output, "-")) {
        char *free_name = output_next_free(*output);
        free(*output);
        *output = free_name;
    }
    return status;
}

static enum bgm_status name_outputs(struct cli *cli, struct add_plan *plan, int takes, struct bgm_error *err)
{
    plan->outputs = xcalloc(plan->list.count + 1, sizeof *plan->outputs);
    for (size_t i = 0; i < plan->list.count; i++) {
        struct input_item *item = &plan->list.items[i];
        if (plan->list.count > 1 && text_equal(item->output, "-"))
            return bgm_fail(err, BGM_USAGE, "the standard output takes one video, not %zu", plan->list.count);
        struct bgm_error problem = BGM_ERROR_INIT;
        enum bgm_status status = item->problem != NULL
                                     ? BGM_INPUT
                                     : name_output(cli, item, i / (size_t)takes + 1, &plan->outputs[i], &problem);
        if (status == BGM_OK)
            continue;
        if (item->line == 0 || (item->problem == NULL && item->output == NULL)) {
            *err = problem;
            return status;
        }
        input_item_refuse(item, &problem);
        /* It becomes nothing; a name that no other item has. */
        free(plan->outputs[i]);
        plan->outputs[i] = xasprintf("line %zu of the list, take %d", item->line, item->variant);
    }
    return BGM_OK;
}

/* What the row of the list says beside the options of the command line. */
static enum bgm_status read_columns(const struct input_item *item, struct options *options, struct bgm_error *err)
{
    for (size_t i = 0; item->wishes != NULL && i < MUSIC_WISH_COUNT; i++) {
        const struct option_row *row = add_option_rows;
        while (row->offset != offsetof(struct options, wishes) + music_wish_rows[i].offset)
            row++;
        enum bgm_status status = BGM_OK;
        if (item->wishes[i] != NULL)
            status = options_read_value(row, item->wishes[i], options, err);
        if (status != BGM_OK)
            return status;
    }
    return BGM_OK;
}

static enum bgm_status make_request(struct cli *cli, const struct input_item *item, const char *output,
                                    struct add_request *request, struct bgm_error *err)
{
    const struct options *o = &cli->options;
    const struct output_kind *kind = NULL;
    struct options own = *o; /* its operands stay the command line's */
    enum bgm_status status = read_columns(item, &own, err);
    output_kind_find(output, &kind, NULL);
    *request = (struct add_request){
        .input = item->video,
        .output = output,
        .music_path = item->music != NULL ? item->music : o->music,
        .stems_folder = o->stems,
        .midi_path = o->midi,
        .beats_path = o->beats,
        .sound_only = o->preview || (kind != NULL && kind->is_sound),
        .preview = o->preview,
        .force = o->force,
        .answers = o->answers,
        .wait_ms = o->wait_ms == OPTION_UNSET ? 0 : o->wait_ms,
        .stdout_fd = STDOUT_FILENO,
    };
    struct music_request *music = &request->music;
    music_request_init(music);
    music->wishes = own.wishes;
    music->prompt = item->prompt != NULL ? item->prompt : o->prompt;
    const char *volume = settings_get(&cli->settings, SETTING_VOLUME);
    if (music->wishes.volume_percent == MUSIC_UNSET && *volume != '\0')
        text_to_int(volume, 0, 100, &music->wishes.volume_percent);
    /* The default needs no words: it is what both engines do anyway. */
    bool in_row = music->wishes.loudness != o->wishes.loudness;
    if (!in_row)
        music->wishes.loudness = settings_origin(&cli->settings, SETTING_LOUDNESS) != ORIGIN_DEFAULT
                                     ? settings_get(&cli->settings, SETTING_LOUDNESS)
                                     : NULL;
    if (status == BGM_OK && item->variant > 0 && request->music_path != NULL)
        status = bgm_fail(err, BGM_USAGE, "--variants is for composed music, not for a track of your own");
    return status == BGM_OK ? check_wishes(&music->wishes, request->music_path, err) : status;
}

/* Each take of an input has a seed of its own: the one that was asked for and those behind it; without one the first
 * take is the one that is made without --variants, too. */
static void vary(struct add_request *request, int variant)
{
    int64_t *seed = &request->music.wishes.seed;
    request->variant = variant;
    if (*seed != MUSIC_UNSET)
        *seed += variant - 1;
    else if (variant > 1)
        *seed = variant;
}

enum bgm_status add_plan_make(struct cli *cli, struct add_plan *plan, struct bgm_error *err)
{
    size_t first = 0, step = 1;
    int takes = cli->options.variants > 1 ? (int)cli->options.variants : 1;
    enum bgm_status status = BGM_OK;
    if (cli->options.shard != NULL)
        status = add_plan_read_shard(cli->options.shard, &first, &step, err);
    if (status == BGM_OK)
        status = read_inputs(cli, &plan->list, err);
    if (status == BGM_OK)
        status = check_options(cli, &plan->list, err);
    if (status == BGM_OK && takes > 1)
        input_list_repeat(&plan->list, takes);
    if (status == BGM_OK)
        status = name_outputs(cli, plan, takes, err);
    if (status == BGM_OK)
        status = add_plan_check_collisions(plan, cli->options.skip_existing && !cli->options.force, err);
    if (status != BGM_OK)
        return status;
    plan->items = xcalloc(plan->list.count + 1, sizeof *plan->items);
    plan->numbers = xcalloc(plan->list.count + 1, sizeof *plan->numbers);
    for (size_t i = 0; i < plan->list.count; i++) {
        struct input_item *source = &plan->list.items[i];
        struct batch_item *item = &plan->items[plan->count];
        struct bgm_error problem = BGM_ERROR_INIT;
        if (i / (size_t)takes % step != first)
            continue;
        status = make_request(cli, source, plan->outputs[i], &item->request, &problem);
        if (status != BGM_OK && (source->line == 0 || (source->wishes == NULL && source->music == NULL))) {
            *err = problem;
            return status;
        }
        if (status != BGM_OK)
            input_item_refuse(source, &problem);
        if (source->variant > 0)
            vary(&item->request, source->variant);
        item->refused = source->problem;
        item->made_from = plan->made_from[i];
        plan->numbers[plan->count++] = i + 1;
    }
    return BGM_OK;
}
