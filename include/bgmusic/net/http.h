/* HTTP over libcurl, with a verdict as answer.
 *
 *     struct http_client client;
 *     http_client_init(&client, &(struct http_client_options){0});
 *     struct http_request request = HTTP_REQUEST_INIT;
 *     request.method = "GET";
 *     request.url = "https://example.org/x";
 *     struct http_response response;
 *     http_response_init(&response);
 *     status = http_perform(&client, &request, &response, &err);
 *     ... response.verdict, response.status, response.body ...
 *     http_response_release(&response);
 *     http_client_release(&client);
 *
 * A client keeps its connections: many calls share one TLS handshake. A client belongs to one thread at a
 * time; several threads take several clients, which share connections when http_client_share() made them.
 * http_perform() sends once and never repeats by itself: whether to try again is net/retry_policy.h's answer and the
 * caller's act.
 *
 * Only https is spoken; plain http to loopback alone, and then without a proxy. Proxies follow curl's variables;
 * certificates follow CURL_CA_BUNDLE, SSL_CERT_FILE, SSL_CERT_DIR. Redirects are followed by hand, at most
 * HTTP_MOST_REDIRECTS: GET and HEAD everywhere that is allowed, other methods for 307 and 308 within the origin
 * alone; `bearer` and `X-` headers never go to another origin; from outside never to loopback.
 *
 * All times are rule time (base/clock.h). While a request runs, a signal (base/interrupt.h) ends it within 0.1 s. */
#ifndef BGMUSIC_NET_HTTP_H
#define BGMUSIC_NET_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/error.h"

enum {
    HTTP_BODY_CEILING_BYTES = 64 * 1024 * 1024,  /* a buffered answer; counted after decompression */
    HTTP_ERROR_BODY_CEILING_BYTES = 1024 * 1024, /* body of an answer that is not 2xx; the rest is not read */
    HTTP_MOST_REDIRECTS = 5,
    HTTP_CONNECT_TIMEOUT_MS = 15000,
    HTTP_PROBE_TIMEOUT_MS = 5000, /* "is the cloud reachable at all", before anything was sent */
    HTTP_IDLE_TIMEOUT_MS = 60000,
};

/* What came of a request. Nothing here decides about repeating. */
enum http_verdict {
    HTTP_DONE,           /* 2xx, and the body came whole */
    HTTP_RETRY_LATER,    /* 408, 425, 429, 5xx */
    HTTP_REAUTHENTICATE, /* 401 */
    HTTP_REFUSED,        /* any other status that is not 2xx; a URL or redirect that is not allowed (status 0 or 3xx) */
    HTTP_GONE,           /* 404, 410 */
    HTTP_TOO_LARGE,      /* 413; or, with a 2xx status, an answer over the ceiling */
    HTTP_BROKEN,         /* an answer that is not HTTP, cannot be decompressed, or lies about its range; or the
                            sink refused the bytes (response.sink_errno) */
    HTTP_CUT_OFF,        /* the connection died after the request may have reached the server */
    HTTP_UNREACHABLE,    /* nothing was sent: name, route, connect or TLS failed */
    HTTP_TIMED_OUT,      /* idle or total time is up, or on_tick said stop; see response.anything_sent */
    HTTP_INTERRUPTED,    /* a signal asked the program to stop */
};

const char *http_verdict_name(enum http_verdict verdict); /* "cut_off" and its kin */

struct http_client_options {
    const char *unix_socket_path;   /* NULL: none. Requests to `unix_socket_origin` go through this socket */
    const char *unix_socket_origin; /* NULL: "http://localhost" */
    int64_t connect_timeout_ms;     /* 0: HTTP_CONNECT_TIMEOUT_MS */
    const char *user_agent;         /* NULL: "bgmusic/VERSION" */
};

struct http_pool;

struct http_client { /* all private */
    struct http_pool *pool;
    char *unix_socket_path, *unix_socket_origin, *user_agent;
    char *ca_file, *ca_folder;
    int64_t connect_timeout_ms;
    int64_t connections_made; /* for tests: new connections since init */
};

/* Of libcurl: "7.88.1", borrowed. */
const char *http_library_version(void);

enum bgm_status http_client_init(struct http_client *client, const struct http_client_options *options,
                                 struct bgm_error *err);
/* Another client for another thread: the same settings, and the handles and open connections of one pool between them.
 */
void http_client_share(struct http_client *client, const struct http_client *from);
void http_client_release(struct http_client *client); /* legal twice, and on a zeroed struct */
/* For a probe that must not take long; 0 restores the default. */
void http_client_set_connect_timeout(struct http_client *client, int64_t connect_timeout_ms);

/* One part of a multipart/form-data body: bytes, or a file that is streamed (memory does not grow with it). */
struct http_part {
    const char *field;
    const char *path; /* the file to stream; NULL: `bytes` */
    const char *bytes;
    size_t length;
    const char *filename;     /* NULL: no filename is sent */
    const char *content_type; /* NULL: none */
};

struct http_response;

/* Everything is borrowed until http_perform() returns. Begin with HTTP_REQUEST_INIT. */
struct http_request {
    const char *method; /* "GET", "POST", "HEAD" */
    const char *url;
    const char *bearer;         /* token for the Authorization header; NULL: none. Only ever to `url`'s origin */
    const char *const *headers; /* "Name: value", NULL-terminated; NULL: none */

    /* The body: one of the two, or none (a POST then has length 0). */
    const char *body;
    size_t body_length;
    const struct http_part *parts;
    size_t part_count;

    /* Where a 2xx body goes: `on_bytes`, else `fd`, else response.body (at most `body_ceiling`). Other statuses'
     * bodies always go to response.body. `on_bytes` sees decompressed bytes as they come; false stops the
     * request with HTTP_BROKEN. */
    bool (*on_bytes)(void *context, const struct http_response *response, const char *bytes, size_t length);
    int fd;            /* -1: none. Written from its current position (see range_from) */
    bool text_to_body; /* a web page, XML or JSON goes to response.body instead of `fd`: it is no film */
    size_t body_ceiling;

    /* Go on with a download: asks for the bytes from here (Range), if_range being the ETag or date of what is there
     * (NULL: none). A server that sends all again (200) makes the fd start over: ftruncate(0) and seek to 0. */
    int64_t range_from;
    const char *if_range;

    int64_t connect_timeout_ms; /* 0: the client's */
    int64_t idle_timeout_ms;    /* no byte in either direction for so long; 0: HTTP_IDLE_TIMEOUT_MS, -1: no limit */
    int64_t total_timeout_ms;   /* 0: none */
    bool send_once;             /* a message, an upload, a submit: never sent again by libcurl on a dead connection */

    void *context; /* for the callbacks */
    /* With `send_once` and a `body`: called when the connection stands and nothing of the body has gone out. The last
     * moment to note that it will have been sent; false ends the request with HTTP_TIMED_OUT. */
    bool (*on_send)(void *context);
    /* Bytes of the body sent (with `parts` or a body over 64 KiB) or received; total -1: unknown. */
    void (*on_progress)(void *context, int64_t done_bytes, int64_t total_bytes);
    /* About ten times a second while the request runs; false ends it with HTTP_TIMED_OUT. */
    bool (*on_tick)(void *context);
};

#define HTTP_REQUEST_INIT                                                  \
    {                                                                      \
        .method = "GET", .fd = -1, .body_ceiling = HTTP_BODY_CEILING_BYTES \
    }

struct http_response {
    enum http_verdict verdict;
    int status; /* HTTP status of the last hop; 0: none came */
    struct buf body;
    bool body_truncated;    /* an error body over its ceiling */
    bool anything_sent;     /* request bytes may have reached the server */
    bool untrusted;         /* HTTP_UNREACHABLE for its certificate: it will be the same one the next time */
    int sink_errno;         /* writing to fd failed by this; 0: it did not */
    int64_t body_bytes;     /* bytes delivered to the sink in this call */
    char content_type[128]; /* lower case, without parameters; "" when there is none */
    int64_t retry_after_ms; /* -1: no Retry-After. Dates are turned into a distance, at least 0 */
    bool preference_wait;   /* Preference-Applied named "wait" (RFC 7240) */
    int64_t content_length; /* as sent; -1: unknown */
    int64_t range_first;    /* of Content-Range; -1: none */
    int64_t range_total;    /* whole length by Content-Range; -1: unknown */
    bool accepts_ranges;
    char etag[256];
    char last_modified[64];
    char origin[300]; /* of the last hop */
};

void http_response_init(struct http_response *response);
void http_response_release(struct http_response *response); /* legal twice */

/* HTML, XML or JSON? What a server sends in place of a file when something is wrong. */
bool http_type_is_text(const char *content_type);

/* Sends `request` once. BGM_OK exactly when the verdict is HTTP_DONE. Otherwise `err` names the host, what
 * happened and what to do: BGM_NETWORK (unreachable, cut off), BGM_TIMED_OUT, BGM_INTERRUPTED,
 * BGM_RATE_LIMITED (429), BGM_AUTH (401), BGM_NOT_FOUND (404, 410), BGM_TOO_LARGE (413), BGM_OUTPUT (writing to
 * `fd` failed), BGM_SERVICE (all else); `err->http_status` is set. `response` is filled in either case and
 * may be used for several calls one after the other (it is cleared first). */
enum bgm_status http_perform(struct http_client *client, const struct http_request *request,
                             struct http_response *response, struct bgm_error *err);

#endif
