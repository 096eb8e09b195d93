/* What a handler does with its request besides answering it. */
#include "exchange.h"

#include <stdlib.h>

#include "bgmusic/base/trace.h"
#include "bgmusic/json/json_span.h"

void exchange_fail(struct exchange *exchange, const struct bgm_error *err)
{
    trace(TRACE_ENGINE, "%s %s fails: %s", exchange->request->method, exchange->request->path, err->message);
    reply_error(&exchange->request->reply, err);
}

void exchange_fail_session(struct exchange *exchange, const struct bgm_error *err)
{
    struct bgm_error told = *err;
    if (told.status == BGM_NOT_FOUND)
        told.service_code = 1002;
    exchange_fail(exchange, &told);
}

bool exchange_load_session(struct exchange *exchange, const char *key)
{
    struct bgm_error err = BGM_ERROR_INIT;
    const char *const where[] = {key, NULL};
    /* As text from the bytes: a number of 19 digits does not survive a double. */
    char *id = json_span_id(exchange->body.bytes, exchange->body.length, where);
    enum bgm_status status =
        id == NULL ? bgm_fail(&err, BGM_USAGE, "\"%s\" is missing", key)
                   : session_load(exchange->service->database, exchange->user, id, &exchange->session, &err);
    free(id);
    if (status != BGM_OK)
        exchange_fail_session(exchange, &err);
    return status == BGM_OK;
}
