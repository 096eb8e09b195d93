/* One HTTP exchange over libcurl; with http_body.c the only place that knows it (url.c uses its URL parser). */
#include "http_body.h"
#include "http_client.h"
#include "http_pool.h"

#include <curl/curl.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/net/url.h"

enum {
    LOOP_PAUSE_MS = 100, /* how late a signal or a tick may be noticed */
    HEADERS_CEILING_BYTES = 1024 * 1024,
    TRACED_BODY_BYTES = 1000,
    EXPECT_TIMEOUT_MS = 500,
};

static size_t on_header(char *bytes, size_t size, size_t count, void *context)
{
    struct http_hop *hop = context;
    size_t length = size * count, text = length;
    hop->header_bytes += length;
    if (hop->header_bytes > HEADERS_CEILING_BYTES) {
        hop->stopped_by_ceiling = true;
        return CURL_WRITEFUNC_ERROR;
    }
    while (text > 0 && (bytes[text - 1] == '\r' || bytes[text - 1] == '\n'))
        text--;
    if (text == 0 && !hop->headers_done) {
        http_headers_read(hop, hop->easy);
        hop->headers_done = hop->response->status >= 200; /* what is below is interim: the answer is still to come */
    } else if (text >= 5 && memcmp(bytes, "HTTP/", 5) == 0) {
        hop->headers_done = false; /* libcurl asked again, without what the server did not expect */
    }
    if (trace_on(TRACE_HTTP) && text > 0)
        trace(TRACE_HTTP, "< %.*s", (int)(text < 2000 ? text : 2000), bytes);
    return length;
}

/* The first byte of a wanted body: does it begin where it was asked to? */
static bool start_body(struct http_hop *hop)
{
    const struct http_request *request = hop->request;
    hop->answer_started = true;
    hop->to_body = request->on_bytes == NULL &&
                   (request->fd < 0 || (request->text_to_body && http_type_is_text(hop->response->content_type)));
    if (request->range_from <= 0 || hop->to_body)
        return true;
    if (hop->response->status == 206) {
        if (hop->response->range_first == request->range_from)
            return true;
        hop->stopped_by_range = true;
        return false;
    }
    if (request->on_bytes == NULL && (ftruncate(request->fd, 0) != 0 || lseek(request->fd, 0, SEEK_SET) != 0)) {
        hop->response->sink_errno = errno;
        hop->stopped_by_sink = true;
        return false;
    }
    return true;
}

static bool write_to_sink(struct http_hop *hop, const char *bytes, size_t length)
{
    const struct http_request *request = hop->request;
    struct http_response *response = hop->response;
    if (!hop->answer_started && !start_body(hop))
        return false;
    if (request->on_bytes != NULL) {
        if (!request->on_bytes(request->context, response, bytes, length)) {
            hop->stopped_by_sink = true;
            return false;
        }
    } else if (!hop->to_body) {
        if (!file_write_all(request->fd, bytes, length)) {
            response->sink_errno = errno;
            hop->stopped_by_sink = true;
            return false;
        }
    } else {
        if (response->body.length + length > request->body_ceiling || !buf_append(&response->body, bytes, length)) {
            hop->stopped_by_ceiling = true;
            return false;
        }
    }
    response->body_bytes += (int64_t)length;
    return true;
}

static size_t on_body(char *bytes, size_t size, size_t count, void *context)
{
    struct http_hop *hop = context;
    struct http_response *response = hop->response;
    size_t length = size * count;
    if (response->status >= 200 && response->status < 300)
        return write_to_sink(hop, bytes, length) ? length : CURL_WRITEFUNC_ERROR;
    /* An error's body: its beginning is enough. */
    size_t room = HTTP_ERROR_BODY_CEILING_BYTES - response->body.length;
    buf_append(&response->body, bytes, length < room ? length : room);
    if (length > room) {
        response->body_truncated = true;
        return CURL_WRITEFUNC_ERROR;
    }
    return length;
}

static int on_transfer_info(void *context, curl_off_t down_total, curl_off_t down, curl_off_t up_total, curl_off_t up)
{
    struct http_hop *hop = context;
    const struct http_request *request = hop->request;
    struct http_response *response = hop->response;
    (void)down_total;
    if (up != hop->up || down != hop->down)
        hop->active_ms = clock_real_ms();
    hop->up = up;
    hop->down = down;
    if (request->on_progress == NULL)
        return 0;
    bool big_body = hop->with_body && (request->part_count > 0 || request->body_length > 65536);
    if (big_body && up != hop->shown_up) {
        hop->shown_up = up;
        request->on_progress(request->context, up, up_total > 0 ? up_total : -1);
    } else if (!big_body && hop->answer_started && response->body_bytes != hop->shown_down) {
        hop->shown_down = response->body_bytes;
        int64_t before = response->status == 206 ? request->range_from : 0;
        int64_t total = response->content_length >= 0 ? before + response->content_length : -1;
        request->on_progress(request->context, before + response->body_bytes, total);
    }
    return 0;
}

/* libcurl shows what it sends: the only sure sign that the server may have seen a part of the request. */
static int on_debug(CURL *easy, curl_infotype type, char *bytes, size_t length, void *context)
{
    struct http_hop *hop = context;
    (void)easy;
    if (type != CURLINFO_HEADER_OUT && type != CURLINFO_DATA_OUT)
        return 0;
    hop->active_ms = clock_real_ms();
    if (type == CURLINFO_HEADER_OUT && length >= 8 && strncmp(bytes, "CONNECT ", 8) == 0)
        return 0;
    hop->response->anything_sent = true;
    if (!trace_on(TRACE_HTTP))
        return 0;
    if (type == CURLINFO_HEADER_OUT) {
        for (const char *at = bytes, *end = bytes + length; at < end;) {
            const char *stop = memchr(at, '\n', (size_t)(end - at));
            size_t line = stop != NULL ? (size_t)(stop - at) : (size_t)(end - at);
            if (line > 1)
                trace(TRACE_HTTP, "> %.*s", (int)(line < 2000 ? line : 2000), at);
            at += line + 1;
        }
    }
    return 0;
}

/* A request that lost a header (its token), its socket or its certificates for want of memory must not go out: the
 * service would refuse it, and it would be made again. */
static void append_header(struct curl_slist **list, const char *header)
{
    struct curl_slist *longer = curl_slist_append(*list, header);
    if (longer == NULL)
        memory_gone("a header");
    *list = longer;
}

static void set_text(CURL *easy, CURLoption option, const char *text)
{
    if (curl_easy_setopt(easy, option, text) == CURLE_OUT_OF_MEMORY)
        memory_gone("a request");
}

static struct curl_slist *make_headers(const struct http_hop *hop)
{
    const struct http_request *request = hop->request;
    struct curl_slist *list = NULL;
    for (const char *const *at = request->headers; at != NULL && *at != NULL; at++) {
        bool private_one =
            text_starts_with_ignore_case(*at, "X-") || text_starts_with_ignore_case(*at, "Authorization");
        if (!private_one || hop->private_headers)
            append_header(&list, *at);
    }
    if (request->bearer != NULL && hop->private_headers) {
        char *line = xasprintf("Authorization: Bearer %s", request->bearer);
        append_header(&list, line);
        secret_free(line);
    }
    /* Bytes that are counted, resumed or wanted at once should come as they are. */
    if (request->on_bytes != NULL || request->fd >= 0)
        append_header(&list, "Accept-Encoding: identity");
    if (request->range_from > 0 && request->if_range != NULL) {
        char *line = xasprintf("If-Range: %s", request->if_range);
        append_header(&list, line);
        free(line);
    }
    return list;
}

static void set_connection(CURL *easy, const struct http_hop *hop)
{
    const struct http_client *client = hop->client;
    bool plain = text_starts_with_ignore_case(hop->url, "http:");
    set_text(easy, CURLOPT_PROTOCOLS_STR, plain ? "http" : "https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    if (plain)
        set_text(easy, CURLOPT_NOPROXY, "*");
    if (client->unix_socket_path != NULL && url_same_origin(hop->url, client->unix_socket_origin))
        set_text(easy, CURLOPT_UNIX_SOCKET_PATH, client->unix_socket_path);
    if (client->ca_file != NULL)
        set_text(easy, CURLOPT_CAINFO, client->ca_file);
    if (client->ca_folder != NULL)
        set_text(easy, CURLOPT_CAPATH, client->ca_folder);
    int64_t connect_ms =
        hop->request->connect_timeout_ms > 0 ? hop->request->connect_timeout_ms : client->connect_timeout_ms;
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)clock_scaled_ms(connect_ms));
    if (hop->request->send_once) {
        /* A connection that idles may be closed by the server while we write to it, and what cannot be sent again is
         * lost then: only one that was used within the last second is taken. On loopback a new one costs nothing. */
        curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, 1L);
        curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, plain ? 1L : 0L);
    }
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
#if LIBCURL_VERSION_NUM >= 0x075700
    /* A name that never resolves must not hold up the end of the program. */
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
#endif
}

static void set_callbacks(CURL *easy, struct http_hop *hop, char *reason)
{
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, reason);
    set_text(easy, CURLOPT_USERAGENT, hop->client->user_agent);
    set_text(easy, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, hop);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, hop);
    curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, on_transfer_info);
    curl_easy_setopt(easy, CURLOPT_XFERINFODATA, hop);
    curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, on_debug);
    curl_easy_setopt(easy, CURLOPT_DEBUGDATA, hop);
    curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(easy, CURLOPT_EXPECT_100_TIMEOUT_MS, (long)EXPECT_TIMEOUT_MS);
    if (hop->request->range_from > 0) {
        /* Not CURLOPT_RESUME_FROM: that makes a failure of a server that starts over. libcurl copies the text. */
        char range[32];
        snprintf(range, sizeof range, "%lld-", (long long)hop->request->range_from);
        set_text(easy, CURLOPT_RANGE, range);
    }
}

/* What libcurl's code means here. */
static enum hop_end classify(const struct http_hop *hop, CURLcode code)
{
    if (hop->stopped_by_sink)
        return HOP_SINK_FAILED;
    if (hop->stopped_by_ceiling)
        return HOP_OVER_CEILING;
    if (hop->stopped_by_range)
        return HOP_BROKEN;
    if (hop->headers_done && (code == CURLE_OK || hop->response->body_truncated))
        return HOP_ANSWERED;
    bool sent = hop->response->anything_sent;
    if (code == CURLE_OK)
        return sent ? HOP_CUT_OFF : HOP_UNREACHABLE; /* in the middle of the headers: fine with libcurl */
    switch (code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_ISSUER_ERROR:
        return HOP_UNTRUSTED;
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_WRITE_ERROR: /* the decoder's; ours were told apart above */
    case CURLE_RANGE_ERROR:
        return sent ? HOP_BROKEN : HOP_UNREACHABLE;
    default:
        return sent ? HOP_CUT_OFF : HOP_UNREACHABLE;
    }
}

/* Runs until libcurl is done or one of our own limits is reached. */
static bool run_loop(struct http_hop *hop, CURLM *multi, CURLcode *code)
{
    const struct http_request *request = hop->request;
    int64_t idle_ms = request->idle_timeout_ms == 0 ? HTTP_IDLE_TIMEOUT_MS : request->idle_timeout_ms;
    int64_t last_tick = 0;
    for (;;) {
        int running = 0, queued = 0;
        if (curl_multi_perform(multi, &running) != CURLM_OK) {
            *code = CURLE_FAILED_INIT;
            return true;
        }
        for (CURLMsg *message; (message = curl_multi_info_read(multi, &queued)) != NULL;) {
            if (message->msg == CURLMSG_DONE) {
                *code = message->data.result;
                return true;
            }
        }
        int64_t now = clock_real_ms();
        if (interrupt_requested()) {
            hop->end = HOP_INTERRUPTED;
            return false;
        }
        if (request->on_tick != NULL && now - last_tick >= LOOP_PAUSE_MS / 2) {
            last_tick = now;
            if (!request->on_tick(request->context)) {
                hop->end = HOP_STOPPED;
                return false;
            }
        }
        int64_t pause = LOOP_PAUSE_MS;
        if (idle_ms > 0) {
            int64_t left = hop->active_ms + clock_scaled_ms(idle_ms) - now;
            hop->end = HOP_IDLE;
            /* While the connection is being made, the connect timeout alone counts. */
            if (left <= 0 && hop->response->anything_sent)
                return false;
            pause = left > 0 && left < pause ? left : pause;
        }
        if (request->total_timeout_ms > 0) {
            int64_t left = hop->started_ms + clock_scaled_ms(request->total_timeout_ms) - now;
            hop->end = HOP_TOTAL_TIME;
            if (left <= 0)
                return false;
            pause = left < pause ? left : pause;
        }
        curl_multi_poll(multi, NULL, 0, (int)pause, NULL);
    }
}

static void trace_body(const char *mark, const char *bytes, size_t length)
{
    if (length > 0 && trace_on(TRACE_HTTP))
        trace(TRACE_HTTP, "%s %.*s%s", mark, (int)(length < TRACED_BODY_BYTES ? length : TRACED_BODY_BYTES), bytes,
              length > TRACED_BODY_BYTES ? " ..." : "");
}

void http_transfer_run(struct http_hop *hop)
{
    struct http_handle *handle = http_pool_take(hop->client->pool);
    CURLcode code = CURLE_FAILED_INIT;
    char reason[CURL_ERROR_SIZE] = "";
    struct http_body body;
    long fresh = 0;

    if (handle == NULL) {
        hop->end = HOP_UNREACHABLE;
        snprintf(hop->reason, sizeof hop->reason, "libcurl cannot be started");
        return;
    }
    CURL *easy = hop->easy = handle->easy;
    curl_easy_reset(easy);
    struct curl_slist *headers = make_headers(hop);
    set_callbacks(easy, hop, reason);
    set_connection(easy, hop);
    set_text(easy, CURLOPT_URL, hop->url);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    if (!http_body_set(&body, easy, hop)) {
        hop->end = HOP_SOURCE_FAILED;
        goto out;
    }
    hop->active_ms = clock_real_ms();
    int64_t started = hop->active_ms;
    if (hop->with_body)
        trace_body(">", hop->request->body, hop->request->body != NULL ? hop->request->body_length : 0);
    if (curl_multi_add_handle(handle->multi, easy) != CURLM_OK) {
        hop->end = HOP_UNREACHABLE;
        goto out;
    }
    if (run_loop(hop, handle->multi, &code))
        hop->end = body.stopped ? HOP_STOPPED : body.failed ? HOP_SOURCE_FAILED : classify(hop, code);
    if (curl_easy_getinfo(easy, CURLINFO_NUM_CONNECTS, &fresh) == CURLE_OK)
        hop->client->connections_made += fresh;
    curl_multi_remove_handle(handle->multi, easy);
    const char *words = reason[0] != '\0'  ? reason
                        : code == CURLE_OK ? "it ended in the middle"
                                           : curl_easy_strerror(code);
    trace_mask_into(hop->reason, sizeof hop->reason, words);
    trace_body("<", hop->response->body.bytes, hop->response->body.length);
    trace(TRACE_HTTP, "%s %s: status %d, %lld bytes, %lld ms%s%s", hop->method, hop->url, hop->response->status,
          (long long)hop->response->body_bytes, (long long)(clock_real_ms() - started),
          hop->end == HOP_ANSWERED ? "" : ", ended: ", hop->end == HOP_ANSWERED ? "" : hop->reason);
out:
    /* Nothing may point at this hop once it is over. */
    curl_easy_reset(easy);
    http_body_release(&body);
    curl_slist_free_all(headers);
    http_pool_put(hop->client->pool, handle);
}

const char *http_library_version(void)
{
    return curl_version_info(CURLVERSION_NOW)->version;
}
