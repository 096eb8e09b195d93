/* The balance. */
#include "bgmusic/api/api_credits.h"

#include <math.h>

#include "api_call.h"

#include "bgmusic/json/json_read.h"

/* Far above any balance, and exact as a double. */
#define MOST_CREDITS 1e15

/* A number, or one that is written as text; NAN: neither. */
static double amount(const struct json *data, const char *key)
{
    double value = json_number_or_text(data, key, NAN);
    return fabs(value) <= MOST_CREDITS ? value : NAN;
}

/* Without `total` the service may tell what was granted and consumed. */
static void read_granted(const struct json *data, struct api_credits *credits)
{
    double granted = amount(data, "total_granted"), consumed = amount(data, "total_consumed");
    credits->total = granted - consumed;
    if (isnan(credits->available))
        credits->available = credits->frozen > 0 ? credits->total - credits->frozen : credits->total;
}

enum bgm_status api_credits_read(struct api_client *client, struct api_credits *credits, struct bgm_error *err)
{
    struct api_call call;
    struct api_envelope envelope = {0};
    *credits = (struct api_credits){NAN, NAN, NAN};
    api_call_begin(&call, client, "credits", "GET", "/api/credits/balance/simple");
    enum bgm_status status = api_call_send_json(&call, false, &envelope, err);
    if (status == BGM_OK) {
        credits->available = amount(envelope.data, "available");
        credits->frozen = amount(envelope.data, "frozen");
        credits->total = amount(envelope.data, "total");
        if (isnan(credits->total))
            read_granted(envelope.data, credits);
        if (isnan(credits->available) && isnan(credits->total))
            status = bgm_fail(err, BGM_SERVICE, "credits: the service sent no numbers");
    }
    api_envelope_release(&envelope);
    api_call_end(&call);
    return status;
}
