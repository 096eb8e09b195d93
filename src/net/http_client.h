/* Between http.c (redirects, verdicts, sentences) and http_transfer.c (one hop over libcurl). */
#ifndef BGMUSIC_NET_HTTP_CLIENT_H
#define BGMUSIC_NET_HTTP_CLIENT_H

#include "bgmusic/net/http.h"

/* How one hop ended, before its status is looked at. */
enum hop_end {
    HOP_ANSWERED, /* an answer came as far as it was wanted */
    HOP_UNREACHABLE,
    HOP_UNTRUSTED, /* unreachable: the certificate */
    HOP_CUT_OFF,
    HOP_BROKEN,
    HOP_OVER_CEILING,
    HOP_SINK_FAILED,
    HOP_SOURCE_FAILED, /* a file of the body could not be read */
    HOP_IDLE,
    HOP_TOTAL_TIME,
    HOP_STOPPED, /* on_tick said so */
    HOP_INTERRUPTED,
};

struct http_hop {
    struct http_client *client;
    const struct http_request *request;
    struct http_response *response;
    const char *url;
    const char *method;
    bool with_body;
    bool private_headers; /* the origin is the one that was asked for: bearer and X- headers go out */
    int64_t started_ms;   /* real time of the first hop, for total_timeout_ms */

    /* Out. */
    enum hop_end end;
    char reason[300]; /* libcurl's words, for unreachable, cut off and broken */
    char *location;   /* the Location header, the caller's; NULL: none */

    /* While it runs. */
    void *easy;          /* libcurl's handle */
    bool headers_done;   /* the blank line after them was seen */
    bool answer_started; /* the first body byte of a 2xx was seen */
    bool to_body;        /* it goes to response.body */
    bool stopped_by_sink, stopped_by_ceiling, stopped_by_range;
    size_t header_bytes;
    int64_t up, down; /* bytes on the wire */
    int64_t shown_up, shown_down;
    int64_t active_ms; /* real time of the last byte */
};

/* Runs one hop; fills the response's headers, body and `anything_sent`. */
void http_transfer_run(struct http_hop *hop);

/* What `easy`, a libcurl handle, has of the answer whose headers have come: status and fields into the response, and
 * hop->location. */
void http_headers_read(struct http_hop *hop, void *easy);
/* One field into the response; a name that is not looked at changes nothing. */
void http_header_take(struct http_response *response, const char *name, const char *value);
/* Forgets the headers of an earlier hop or interim answer. */
void http_headers_clear(struct http_response *response);

#endif
