/* Requests with a verdict: redirects by hand, what a status means, and the sentence for people. */
#include "http_client.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/net/url.h"
#include "redirect_rules.h"

const char *http_verdict_name(enum http_verdict verdict)
{
    static const char *const names[] = {
        [HTTP_DONE] = "done",
        [HTTP_RETRY_LATER] = "retry_later",
        [HTTP_REAUTHENTICATE] = "reauthenticate",
        [HTTP_REFUSED] = "refused",
        [HTTP_GONE] = "gone",
        [HTTP_TOO_LARGE] = "too_large",
        [HTTP_BROKEN] = "broken",
        [HTTP_CUT_OFF] = "cut_off",
        [HTTP_UNREACHABLE] = "unreachable",
        [HTTP_TIMED_OUT] = "timed_out",
        [HTTP_INTERRUPTED] = "interrupted",
    };
    return (size_t)verdict < COUNT(names) ? names[verdict] : "broken";
}

void http_response_init(struct http_response *response)
{
    *response = (struct http_response){.verdict = HTTP_BROKEN};
    buf_init(&response->body, HTTP_BODY_CEILING_BYTES);
    http_headers_clear(response);
}

void http_response_release(struct http_response *response)
{
    buf_release(&response->body);
}

static void response_clear(struct http_response *response, size_t ceiling)
{
    struct buf body = response->body;
    http_response_init(response);
    response->body = body;
    buf_clear(&response->body);
    response->body.ceiling = ceiling > HTTP_ERROR_BODY_CEILING_BYTES ? ceiling : HTTP_ERROR_BODY_CEILING_BYTES;
}

static enum bgm_status refuse(struct http_response *response, struct bgm_error *err, const char *sentence,
                              const char *url)
{
    char *host = url_host(url);
    response->verdict = HTTP_REFUSED;
    enum bgm_status status = bgm_fail(err, BGM_SERVICE, "%s (%s)", sentence, host != NULL ? host : "no host in it");
    bgm_hint(err, "only https is spoken, and plain http to this machine (localhost, 127.0.0.1, ::1)");
    if (err != NULL)
        err->http_status = response->status;
    free(host);
    return status;
}

/* The sentence for a hop that brought no whole answer. */
static enum bgm_status fail_hop(const struct http_hop *hop, const char *host, struct bgm_error *err)
{
    const struct http_request *request = hop->request;
    struct http_response *response = hop->response;
    enum bgm_status status = BGM_NETWORK;
    switch (hop->end) {
    case HOP_UNTRUSTED:
        response->verdict = HTTP_UNREACHABLE;
        response->untrusted = true;
        bgm_fail(err, status, "cannot reach %s safely: %s", host, hop->reason);
        bgm_hint(err, "check the clock of this machine, and SSL_CERT_FILE or CURL_CA_BUNDLE behind a company proxy");
        break;
    case HOP_UNREACHABLE:
        response->verdict = HTTP_UNREACHABLE;
        bgm_fail(err, status, "cannot reach %s: %s", host, hop->reason);
        bgm_hint(err, "check the network connection and the proxy variables (https_proxy, NO_PROXY)");
        break;
    case HOP_CUT_OFF:
        response->verdict = HTTP_CUT_OFF;
        bgm_fail(err, status, "the connection to %s was cut off: %s", host, hop->reason);
        bgm_hint(err, "try again; what was begun on the service may still go on");
        break;
    case HOP_OVER_CEILING:
        response->verdict = HTTP_TOO_LARGE;
        status =
            bgm_fail(err, BGM_SERVICE, "%s sent an answer over %zu MB", host, request->body_ceiling / (1024 * 1024));
        break;
    case HOP_SINK_FAILED:
        response->verdict = HTTP_BROKEN;
        status = response->sink_errno != 0
                     ? bgm_fail(err, BGM_OUTPUT, "cannot write what %s sends: %s", host, strerror(response->sink_errno))
                     : bgm_fail(err, BGM_SERVICE, "what %s sends cannot be used", host);
        break;
    case HOP_SOURCE_FAILED:
        response->verdict = HTTP_BROKEN;
        status = bgm_fail(err, BGM_INPUT, "cannot read the file that is being sent to %s", host);
        break;
    case HOP_IDLE:
        /* An engine in this process shares its files: with none left it cannot take a connection. */
        if (!file_may_open(1)) {
            response->verdict = HTTP_BROKEN;
            status = bgm_fail(err, BGM_FAILED, "cannot talk to %s: %s", host, strerror(errno));
            bgm_hint(err, "raise the limit of open files (ulimit -n 256; ulimit -a shows it) and try again");
            break;
        }
        response->verdict = HTTP_TIMED_OUT;
        status = bgm_fail(err, BGM_TIMED_OUT, "%s has been silent for too long", host);
        bgm_hint(err, "try again; if it goes on, the service or the network is overloaded");
        break;
    case HOP_TOTAL_TIME:
    case HOP_STOPPED:
        response->verdict = HTTP_TIMED_OUT;
        status = bgm_fail(err, BGM_TIMED_OUT, "%s did not finish in time", host);
        break;
    case HOP_INTERRUPTED:
        response->verdict = HTTP_INTERRUPTED;
        status = bgm_fail(err, BGM_INTERRUPTED, "interrupted");
        break;
    default:
        response->verdict = HTTP_BROKEN;
        status = hop->stopped_by_range
                     ? bgm_fail(err, BGM_SERVICE, "%s sent another part of the file than was asked for", host)
                     : bgm_fail(err, BGM_SERVICE, "%s sent an answer that cannot be read: %s", host, hop->reason);
        break;
    }
    if (err != NULL)
        err->http_status = response->status;
    return status;
}

static enum http_verdict verdict_of(int status)
{
    if (status >= 200 && status < 300)
        return HTTP_DONE;
    if (status == 401)
        return HTTP_REAUTHENTICATE;
    if (status == 404 || status == 410)
        return HTTP_GONE;
    if (status == 413)
        return HTTP_TOO_LARGE;
    if (status == 408 || status == 425 || status == 429 || status >= 500)
        return HTTP_RETRY_LATER;
    return HTTP_REFUSED;
}

/* A whole answer that is not 2xx, in words. */
static enum bgm_status fail_status(const struct http_response *response, const char *host, struct bgm_error *err)
{
    enum bgm_status status = BGM_SERVICE;
    switch (response->status) {
    case 401:
        status = BGM_AUTH;
        break;
    case 404:
    case 410:
        status = BGM_NOT_FOUND;
        break;
    case 413:
        status = BGM_TOO_LARGE;
        break;
    case 429:
        status = BGM_RATE_LIMITED;
        break;
    default:
        break;
    }
    bgm_fail(err, status, "%s answered with HTTP status %d", host, response->status);
    if (response->status >= 500)
        bgm_hint(err, "the service is in trouble: try again in some minutes");
    if (err != NULL)
        err->http_status = response->status;
    return status;
}

/* Turns `hop` to where its Location points; false when the rules forbid it. */
static bool follow(struct http_hop *hop, char **url, const char *first_origin, const char **problem)
{
    char *next = url_resolve(*url, hop->location);
    struct redirect_rule rule = redirect_rule(&(struct redirect_facts){
        .method = hop->method,
        .status = hop->response->status,
        .from = *url,
        .to = next,
        .first_origin = first_origin,
        .has_private_headers = hop->private_headers,
    });
    if (rule.verdict != REDIRECT_FOLLOWED) {
        *problem = rule.verdict == REDIRECT_OF_A_MESSAGE
                       ? "the service redirects a message to somewhere else, which is not followed"
                       : "the service redirects to a URL that is not allowed";
        free(next);
        return false;
    }
    free(*url);
    *url = next;
    hop->url = next;
    hop->private_headers = rule.keeps_private_headers;
    return true;
}

enum bgm_status http_perform(struct http_client *client, const struct http_request *request,
                             struct http_response *response, struct bgm_error *err)
{
    enum bgm_status status;
    char *url = NULL, *origin = NULL, *host = NULL;
    const char *problem = NULL;
    struct http_hop hop = {
        .client = client,
        .request = request,
        .response = response,
        .method = request->method,
        .with_body = request->body_length > 0 || request->part_count > 0,
        .private_headers = true,
        .started_ms = clock_real_ms(),
    };
    response_clear(response, request->body_ceiling);
    if (!url_is_allowed(request->url)) {
        status = refuse(response, err, "this URL is not spoken to", request->url);
        goto out;
    }
    url = xstrdup(request->url);
    origin = url_origin(url);
    for (int redirects = 0;; redirects++) {
        hop.url = url;
        hop.answer_started = hop.headers_done = false;
        hop.header_bytes = 0;
        hop.up = hop.down = 0;
        hop.end = HOP_UNREACHABLE;
        buf_clear(&response->body);
        response->body_truncated = false;
        http_headers_clear(response);
        http_transfer_run(&hop);
        if (hop.end != HOP_ANSWERED || !redirect_is_one(response->status) || hop.location == NULL)
            break;
        if (redirects == HTTP_MOST_REDIRECTS) {
            status = refuse(response, err, "the service redirects without end", url);
            response->verdict = HTTP_BROKEN;
            goto out;
        }
        if (!follow(&hop, &url, origin, &problem)) {
            status = refuse(response, err, problem, hop.location);
            goto out;
        }
        free(hop.location);
        hop.location = NULL;
    }
    host = url_host(url);
    char *last_origin = url_origin(url);
    snprintf(response->origin, sizeof response->origin, "%s", last_origin != NULL ? last_origin : "");
    free(last_origin);
    if (hop.end != HOP_ANSWERED) {
        status = fail_hop(&hop, host, err);
        goto out;
    }
    response->verdict = verdict_of(response->status);
    status = response->verdict == HTTP_DONE ? BGM_OK : fail_status(response, host, err);
out:
    trace(TRACE_HTTP, "%s: %s", request->method, http_verdict_name(response->verdict));
    free(hop.location);
    free(url);
    free(origin);
    free(host);
    return status;
}
