/* config: settings, each with where its value comes from. */
#include <stdio.h>
#include <stdlib.h>

#include "bgmusic/app/output_kind.h"
#include "bgmusic/app/output_name.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "command.h"
#include "results.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"

static struct json *setting_json(struct cli *cli, enum setting setting)
{
    struct json *object = json_new_object();
    json_set_text(object, "name", setting_row(setting)->name);
    json_set_text(object, "value", settings_get(&cli->settings, setting));
    json_set_text(object, "origin", setting_origin_name(settings_origin(&cli->settings, setting)));
    return object;
}

static void list_settings(struct cli *cli)
{
    struct json *array = json_new_array();
    for (int i = 0; i < SETTING_COUNT; i++) {
        enum setting setting = (enum setting)i;
        struct buf line;
        buf_init(&line, 64 * 1024);
        buf_appendf(&line, "%-10s %-12s %s", setting_row(setting)->name,
                    setting_origin_name(settings_origin(&cli->settings, setting)),
                    settings_get(&cli->settings, setting));
        if (cli->options.json)
            json_append(array, setting_json(cli, setting));
        else
            output_text(line.bytes);
        buf_release(&line);
    }
    struct json *result = result_new(cli, true);
    json_set(result, "settings", array);
    if (cli->options.json)
        output_json(result);
    json_free(result);
}

/* A pattern that every later `add` would refuse. */
static enum bgm_status check_output(const char *pattern, struct bgm_error *err)
{
    char *path = NULL;
    const struct output_kind *kind;
    enum bgm_status status = output_name(pattern, "video.mp4", 1, &path, err);
    if (status == BGM_OK)
        status = output_kind_find(path, &kind, err);
    free(path);
    return status;
}

static enum bgm_status unknown_setting(const char *name, struct bgm_error *err)
{
    const char *nearest = NULL;
    size_t best = 4;
    for (int i = 0; i < SETTING_COUNT; i++) {
        size_t distance = text_distance(name, setting_row((enum setting)i)->name);
        if (distance < best) {
            best = distance;
            nearest = setting_row((enum setting)i)->name;
        }
    }
    bgm_fail(err, BGM_USAGE, "there is no setting \"%s\"", name);
    if (nearest != NULL)
        bgm_hint(err, "did you mean %s?", nearest);
    else
        bgm_hint(err, "`bgmusic config list` shows them");
    return BGM_USAGE;
}

bool config_mends(const struct options *options)
{
    return options->operand_count > 0 &&
           (text_equal(options->operands[0], "set") || text_equal(options->operands[0], "unset"));
}

static enum bgm_status run_config(struct cli *cli, struct bgm_error *err)
{
    const struct options *o = &cli->options;
    const char *what = o->operand_count > 0 ? o->operands[0] : "list";
    bool sets = text_equal(what, "set"), unsets = text_equal(what, "unset");
    if (text_equal(what, "list") && o->operand_count <= 1) {
        list_settings(cli);
        return BGM_OK;
    }
    if ((!sets && !unsets && !text_equal(what, "get")) || o->operand_count != (sets ? 3u : 2u)) {
        bgm_fail(err, BGM_USAGE, "config takes list, get NAME, set NAME VALUE or unset NAME");
        return BGM_USAGE;
    }
    enum setting setting = setting_find(o->operands[1]);
    if (setting == SETTING_COUNT)
        return unknown_setting(o->operands[1], err);
    if (sets || unsets) {
        enum bgm_status status = sets && setting == SETTING_OUTPUT ? check_output(o->operands[2], err) : BGM_OK;
        if (status == BGM_OK)
            status = settings_save(&cli->app.store, setting, sets ? o->operands[2] : NULL, err);
        if (status != BGM_OK || !o->json)
            return status;
        settings_release(&cli->settings);
        if ((status = settings_load_to_mend(&cli->settings, &cli->app.store, err)) != BGM_OK)
            return status;
    }
    if (cli->options.json) {
        struct json *result = result_new(cli, true);
        json_set(result, "setting", setting_json(cli, setting));
        result_print(cli, result);
    } else {
        output_text(settings_get(&cli->settings, setting));
    }
    return BGM_OK;
}

const struct command cmd_config = {
    .name = "config",
    .summary = "show or change settings",
    .usage = "config [list]\nconfig get NAME\nconfig set NAME VALUE\nconfig unset NAME",
    .details = "Each value is listed with where it comes from: option, environment, file or default.\n",
    .operand_words = "list|get|set|unset",
    .second_operand = OPERAND_SETTING,
    .first_operand = OPERAND_WORD,
    .most_operands = 3,
    .needs = NEEDS_APP,
    .run = run_config,
};
