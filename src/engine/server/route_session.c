/* New sessions. */
#include "routes.h"

#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"

void route_session_new(struct exchange *exchange)
{
    struct bgm_error err = BGM_ERROR_INIT;
    const char *name = json_text_or(exchange->json, "task_name", "project");
    const char *language = json_text_or(exchange->json, "language", "en");
    if (session_create(exchange->service->database, exchange->user, name, language, &exchange->session, &err) !=
        BGM_OK) {
        exchange_fail(exchange, &err);
        return;
    }
    struct json *data = json_new_object();
    json_set_text(data, "task_id", exchange->session.task_id);
    json_set_text(data, "session_id", exchange->session.id);
    reply_success(&exchange->request->reply, data, NULL);
}
