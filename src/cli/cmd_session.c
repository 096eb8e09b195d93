/* session: those known on this machine, the current one marked. */
#include <stdlib.h>

#include "bgmusic/app/account.h"
#include "bgmusic/app/session_steps.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "command.h"
#include "results.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"

static const struct option_row rows[] = {
    {"older-than", 0, OPTION_AGE, "AGE", offsetof(struct options, older_s), NULL, 0, 0,
     "forget those that nobody used for so long: 30d, 12h, 2w"},
    OPTION_ROWS_END,
};

static struct json *session_json(const struct session_record *record, const char *current)
{
    char created[32], used[32];
    clock_format_iso8601(record->created_s, created);
    clock_format_iso8601(record->used_s, used);
    struct json *object = json_new_object();
    json_set_text(object, "session_id", record->id);
    json_set_text(object, "name", record->name);
    json_set_text(object, "task_id", record->task_id);
    json_set_text(object, "video", record->video_name);
    json_set_bool(object, "current", text_equal(record->id, current));
    json_set_text(object, "created_at", record->created_s != 0 ? created : NULL);
    json_set_text(object, "used_at", record->used_s != 0 ? used : NULL);
    return object;
}

static void print_session(struct cli *cli, const struct session_record *record, const char *current)
{
    if (cli->options.json) {
        struct json *object = result_new(cli, true);
        json_set(object, "session", session_json(record, current));
        json_set_text(object, "session_id", record->id);
        result_print(cli, object);
        return;
    }
    result_print_line(cli, record->id);
}

static enum bgm_status show(struct cli *cli, struct bgm_error *err)
{
    struct session_record record;
    enum bgm_status status = session_resolve(&cli->app, false, &record, err);
    if (status == BGM_OK)
        print_session(cli, &record, cli->options.session == NULL ? record.id : NULL);
    session_record_release(&record);
    return status;
}

static enum bgm_status start(struct cli *cli, struct bgm_error *err)
{
    struct session_record record;
    const char *name = cli->options.operand_count > 1 ? cli->options.operands[1] : "project";
    enum bgm_status status = session_start(&cli->app, name, true, &record, err);
    if (status == BGM_OK)
        print_session(cli, &record, record.id);
    session_record_release(&record);
    return status;
}

static enum bgm_status list_sessions(struct cli *cli, struct bgm_error *err)
{
    struct session_record *records = NULL;
    size_t count = 0;
    char *current = NULL;
    enum bgm_status status = session_known(&cli->app, &records, &count, &current, err);
    if (status != BGM_OK) {
        free(records);
        free(current);
        return status;
    }
    struct json *array = json_new_array();
    struct buf line;
    buf_init(&line, 64 * 1024);
    for (size_t i = 0; i < count; i++) {
        char used[32];
        clock_format_iso8601(records[i].used_s, used);
        buf_clear(&line);
        buf_appendf(&line, "%c %s  %s  %s", text_equal(records[i].id, current) ? '*' : ' ', records[i].id, used,
                    records[i].video_name != NULL ? records[i].video_name
                    : records[i].name != NULL     ? records[i].name
                                                  : "");
        if (cli->options.json)
            json_append(array, session_json(&records[i], current));
        else
            output_text(line.bytes);
        session_record_release(&records[i]);
    }
    if (count == 0 && !cli->options.json)
        messages_notice(&cli->messages, "no sessions are known here; `bgmusic session new` makes one");
    struct json *object = result_new(cli, true);
    json_set(object, "sessions", array);
    if (cli->options.json)
        output_json(object);
    json_free(object);
    buf_release(&line);
    free(records);
    free(current);
    return BGM_OK;
}

static enum bgm_status link_to(struct cli *cli, struct bgm_error *err)
{
    struct session_record record;
    char *link = NULL;
    enum bgm_status status = session_resolve(&cli->app, false, &record, err);
    if (status == BGM_OK)
        status = account_session_link(&cli->app, record.id, record.task_id, &link, err);
    if (status == BGM_OK && cli->options.json) {
        struct json *object = result_new(cli, true);
        json_set_text(object, "session_id", record.id);
        json_set_text(object, "link", link);
        result_print(cli, object);
    } else if (status == BGM_OK) {
        output_text(link);
    }
    secret_free(link);
    session_record_release(&record);
    return status;
}

static void forget_older(struct cli *cli)
{
    size_t count = session_drop_older(&cli->app, cli->options.older_s);
    if (cli->options.json) {
        struct json *object = result_new(cli, true);
        json_set_int(object, "forgotten", (int64_t)count);
        result_print(cli, object);
    } else {
        messages_notice(&cli->messages, count == 1 ? "%zu session forgotten" : "%zu sessions forgotten", count);
    }
}

/* use and forget: a word and an id. */
static enum bgm_status with_id(struct cli *cli, const char *what, struct bgm_error *err)
{
    if (cli->options.operand_count < 2) {
        bgm_fail(err, BGM_USAGE, "session %s: the session id is missing", what);
        bgm_hint(err, "`bgmusic session list` shows them");
        return BGM_USAGE;
    }
    const char *id = cli->options.operands[1];
    enum bgm_status status =
        text_equal(what, "use") ? session_switch(&cli->app, id, err) : session_drop(&cli->app, id, err);
    if (status != BGM_OK)
        return status;
    if (cli->options.json) {
        struct json *object = result_new(cli, true);
        json_set_text(object, "session_id", id);
        result_print(cli, object);
    } else if (text_equal(what, "use")) {
        output_text(id);
    }
    return BGM_OK;
}

static enum bgm_status run_session(struct cli *cli, struct bgm_error *err)
{
    const char *what = cli->options.operand_count > 0 ? cli->options.operands[0] : "show";
    enum bgm_status status = BGM_OK;
    bool alone = text_equal(what, "show") || text_equal(what, "list") || text_equal(what, "link");
    if (alone && cli->options.operand_count > 1)
        return bgm_fail(err, BGM_USAGE, "session %s: \"%s\" is one operand too many", what, cli->options.operands[1]);
    bool is_older = cli->options.older_s != OPTION_UNSET;
    if (is_older && (!text_equal(what, "forget") || cli->options.operand_count > 1))
        return bgm_fail(err, BGM_USAGE, "--older-than stands with `session forget` alone, without an id");
    if ((status = app_connect(&cli->app, err)) != BGM_OK)
        return status;
    if (is_older) {
        forget_older(cli);
        return BGM_OK;
    }
    if (text_equal(what, "show"))
        return show(cli, err);
    if (text_equal(what, "new"))
        return start(cli, err);
    if (text_equal(what, "list"))
        return list_sessions(cli, err);
    if (text_equal(what, "link"))
        return link_to(cli, err);
    return with_id(cli, what, err);
}

const struct command cmd_session = {
    .name = "session",
    .summary = "show, start, list or switch sessions",
    .usage = "session [show]\nsession new [NAME]\nsession list\nsession use ID\nsession link\nsession forget "
             "ID\nsession forget --older-than 30d",
    .options = rows,
    .details = "Sessions are kept apart by service. `link` prints a link that opens the session in a browser.\n"
               "Those that nobody used for 180 days are forgotten by themselves.\n",
    .operand_words = "show|new|list|use|link|forget",
    .first_operand = OPERAND_WORD,
    .most_operands = 2,
    .needs = NEEDS_APP,
    .run = run_session,
};
