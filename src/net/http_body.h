/* Request bodies for libcurl: bytes, or a form whose files are streamed; on request such that none is ever sent twice.
 */
#ifndef BGMUSIC_NET_HTTP_BODY_H
#define BGMUSIC_NET_HTTP_BODY_H

#include "http_client.h"

/* What libcurl reads from while a hop runs. Must stay until the transfer is over. */
struct http_body {
    void *mime;                  /* curl_mime of a form; NULL: none */
    struct body_source *sources; /* one for each part, or one for the plain body */
    size_t count;
    const struct http_request *request;
    bool failed;  /* a file could not be read, or became shorter */
    bool stopped; /* on_send said so */
};

/* Sets method and body of `hop` on libcurl's handle `easy`. False: out of memory, or a file cannot be opened. */
bool http_body_set(struct http_body *body, void *easy, const struct http_hop *hop);
void http_body_release(struct http_body *body); /* after the handle was reset */

#endif
