/* credits: the balance, for people and for programs. */
#include "cmd_credits.h"

#include <math.h>

#include "bgmusic/app/account.h"
#include "bgmusic/base/buf.h"
#include "command.h"
#include "results.h"
#include "bgmusic/json/json_write.h"

static void append_number(struct buf *out, const char *label, double value)
{
    if (!isnan(value))
        buf_appendf(out, "%s%s %.10g", out->length > 0 ? ", " : "", label, value);
}

static void set_number(struct json *object, const char *key, double value)
{
    if (!isnan(value))
        json_set_number(object, key, value);
    else
        json_set_null(object, key);
}

enum bgm_status credits_show(struct cli *cli, const char *action, struct bgm_error *err)
{
    struct account_balance balance;
    enum bgm_status status = account_credits(&cli->app, &balance, err);
    if (status != BGM_OK)
        return status;
    if (cli->options.json) {
        struct json *object = result_new(cli, true);
        if (action != NULL)
            json_set_text(object, "action", action);
        set_number(object, "available", balance.available);
        set_number(object, "frozen", balance.frozen);
        set_number(object, "total", balance.total);
        result_print(cli, object);
        return BGM_OK;
    }
    struct buf line;
    buf_init(&line, 4096);
    append_number(&line, "available", balance.available);
    append_number(&line, "frozen", balance.frozen);
    append_number(&line, "total", balance.total);
    result_print_line(cli, line.length > 0 ? line.bytes : "the service does not say");
    buf_release(&line);
    return BGM_OK;
}

static enum bgm_status run_credits(struct cli *cli, struct bgm_error *err)
{
    return credits_show(cli, NULL, err);
}

const struct command cmd_credits = {
    .name = "credits",
    .summary = "show the balance",
    .usage = "credits",
    .details = "Frozen credits are held by work in progress. The local engine costs nothing.\n",
    .needs = NEEDS_APP | NEEDS_SERVICE,
    .run = run_credits,
};
