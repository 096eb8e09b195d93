/* The balance. */
#include "bgmusic/api/api_credits.h"

#include "api_call.h"

#include "bgmusic/json/json_read.h"

enum bgm_status api_credits_read(struct api_client *client, struct api_credits *credits, struct bgm_error *err)
{
    struct api_call call;
    struct api_envelope envelope = {0};
    *credits = (struct api_credits){-1, -1, -1};
    api_call_begin(&call, client, "credits", "GET", "/api/credits/balance/simple");
    enum bgm_status status = api_call_send_json(&call, false, &envelope, err);
    if (status == BGM_OK) {
        credits->available = json_int(envelope.data, "available", -1);
        credits->frozen = json_int(envelope.data, "frozen", -1);
        credits->total = json_int(envelope.data, "total", -1);
        if (credits->available < 0 && credits->total < 0)
            status = bgm_fail(err, BGM_SERVICE, "credits: the service sent no numbers");
    }
    api_envelope_release(&envelope);
    api_call_end(&call);
    return status;
}
