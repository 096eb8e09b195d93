/* Dates, pauses and addresses of the service's headers and answers. */
#include "fuzz.h"

#include "bgmusic/base/clock.h"
#include "bgmusic/net/http.h"
#include "bgmusic/net/url.h"

static void check_date(const char *text)
{
    int64_t wall_s, again_s;
    char written[32];
    if (!clock_parse_iso8601(text, &wall_s))
        return;
    clock_format_iso8601(wall_s, written);
    /* An offset can put the first day of 1970 before it and the last of 9999 behind it. */
    if (wall_s >= 0 && wall_s < INT64_C(253402300800))
        PROPERTY(clock_parse_iso8601(written, &again_s) && again_s == wall_s, "a date is read back");
}

static void check_url(const char *text)
{
    char *origin = url_origin(text), *host = url_host(text), *seen = url_resolve("https://api.example/a/b", text);
    PROPERTY((origin == NULL) == (host == NULL), "an origin has a host");
    PROPERTY(origin != NULL || (!url_is_allowed(text) && !url_is_loopback(text)), "no origin, no call");
    if (origin != NULL) {
        char *again = url_origin(origin);
        PROPERTY(text_equal(origin, again), "an origin is its own");
        PROPERTY(url_same_origin(text, origin), "an address has its origin");
        PROPERTY(!url_is_allowed(text) || text_starts_with(origin, "https://") || url_is_loopback(text),
                 "plain http goes to this machine alone");
        PROPERTY(strpbrk(origin, "@ \r\n") == NULL, "an origin has no user and no blank");
        free(again);
    }
    free(origin);
    free(host);
    free(seen);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = fuzz_text(data, size);
    check_date(text);
    check_url(text);
    http_type_is_text(text);
    free(text);
    return 0;
}
