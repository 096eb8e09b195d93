/* The balance for people and for programs. */
#include "credits_view.h"

#include "bgmusic/app/account.h"
#include "bgmusic/base/buf.h"
#include "command.h"
#include "results.h"
#include "bgmusic/json/json_write.h"

static void append_number(struct buf *out, const char *label, int64_t value)
{
    if (value >= 0)
        buf_appendf(out, "%s%s %lld", out->length > 0 ? ", " : "", label, (long long)value);
}

static void set_number(struct json *object, const char *key, int64_t value)
{
    if (value >= 0)
        json_set_int(object, key, value);
    else
        json_set_null(object, key);
}

enum bgm_status credits_view_show(struct cli *cli, const char *action, struct bgm_error *err)
{
    struct account_balance balance;
    enum bgm_status status = account_credits(&cli->app, &balance, err);
    if (status != BGM_OK)
        return status;
    progress_clear(&cli->messages);
    if (cli->options.json) {
        struct json *object = result_new(cli, true);
        if (action != NULL)
            json_set_text(object, "action", action);
        set_number(object, "available", balance.available);
        set_number(object, "frozen", balance.frozen);
        set_number(object, "total", balance.total);
        result_print(object);
        return BGM_OK;
    }
    struct buf line;
    buf_init(&line, 4096);
    append_number(&line, "available", balance.available);
    append_number(&line, "frozen", balance.frozen);
    append_number(&line, "total", balance.total);
    output_text(line.length > 0 ? line.bytes : "the service does not say");
    buf_release(&line);
    return BGM_OK;
}
