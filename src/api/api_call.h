/* What the calls of the service share: the URL, the four headers, the outcome. */
#ifndef BGMUSIC_API_API_CALL_H
#define BGMUSIC_API_API_CALL_H

#include "bgmusic/api/api.h"
#include "bgmusic/api/api_envelope.h"
#include "bgmusic/net/http.h"

enum {
    API_CALL_IDLE_MS = 60000,    /* an ordinary call: no byte for so long */
    API_UPLOAD_IDLE_MS = 300000, /* the service looks at the media before it answers */
    API_REQUEST_CEILING_BYTES = 96 * 1024 * 1024,
    API_HEADERS_MOST = 12,
};

/* One call being made: begin, fill in what differs, send, read, end.
 *
 *     struct api_call call;
 *     api_call_begin(&call, client, "credits", "GET", "/api/credits/balance/simple");
 *     status = api_call_send_json(&call, false, &envelope, err);
 *     api_call_end(&call);
 */
struct api_call {
    struct api_client *client;
    struct api_call_facts facts;
    struct http_request request;
    struct http_response response;
    char *url;
    char *owned[4]; /* header lines made for this call */
    size_t owned_count;
    const char *headers[API_HEADERS_MOST + 1];
    size_t header_count;
};

/* `path` begins with '/'; its variable parts are encoded already (api_path()). */
void api_call_begin(struct api_call *call, struct api_client *client, const char *name, const char *method,
                    const char *path);
/* `before`, `id` encoded, `after`: a path; the caller's. */
char *api_path(const char *before, const char *id, const char *after);
/* "Name: value" is borrowed until api_call_end(). */
void api_call_header(struct api_call *call, const char *line);
/* The same for a line that the call frees. */
void api_call_take_header(struct api_call *call, char *line);
/* Sends; fills client->last. On failure `err` is the transport's sentence, begun with the call's name, unless the
 * service answered: then the body decides (api_envelope_read). Returns BGM_OK when an answer of any status came whole.
 */
enum bgm_status api_call_send(struct api_call *call, struct bgm_error *err);
/* Sends and reads the envelope. */
enum bgm_status api_call_send_json(struct api_call *call, bool keep_render_errors, struct api_envelope *envelope,
                                   struct bgm_error *err);
/* Reads the envelope of an answer that came, and notes its code in client->last. */
enum bgm_status api_call_read(struct api_call *call, bool keep_render_errors, struct api_envelope *envelope,
                              struct bgm_error *err);
/* Notes what an envelope says of the call in client->last: its code, a missing scope, a limit. */
void api_call_note(struct api_call *call, const struct api_envelope *envelope);
void api_call_end(struct api_call *call);

/* The text at `key` of the unwrapped data, or its digits when it is a number; the caller's; NULL: neither. */
char *api_envelope_id(const struct api_envelope *envelope, const struct buf *body, const char *key);

/* BGM_USAGE when an id is not 1-128 characters of letters, digits, '-', '_', '.', '~' or ':'. */
enum bgm_status api_check_id(const char *id, const char *what, struct bgm_error *err);

#endif
