/* The shapes around every JSON answer, and what the service's errors mean: pure functions.
 *
 * The rule: HTTP not 2xx, or `code` present and not 0, or `success` present and false, is an error with whatever text
 * is there (`message`, `error`, `detail`); otherwise `data` is unwrapped when it is an object, and a bare object stands
 * for itself. HTML, nothing, and JSON that is cut short are errors that show the first words. */
#ifndef BGMUSIC_API_API_ENVELOPE_H
#define BGMUSIC_API_API_ENVELOPE_H

#include <stdbool.h>
#include <stddef.h>

#include "bgmusic/api/api.h"
#include "bgmusic/base/error.h"

struct json;

struct api_envelope {
    struct json *root;       /* owned */
    const struct json *data; /* borrowed: `data` unwrapped, else the root; an object */
    bool wrapped;            /* there was a `data` object: raw spans begin at "data" */
    int service_code;        /* `code`, 0 when absent or 0 */
    bool lacks_scope;        /* of an answer that failed: the token is good, but not for this */
    bool is_unreadable;      /* the body was no JSON object */
};

/* What an error needs to know about the call. */
struct api_call_facts {
    const char *call;    /* "upload": the start of the sentence */
    bool on_session;     /* HTTP 404 means that the session is not known */
    bool at_export;      /* 402 and 403 mean the plan here */
    const char *web_url; /* for links; NULL: none */
    const char *user_id; /* NULL: unknown */
    const char *input;   /* a file that is being uploaded, for the ffmpeg line; NULL: none */
};

/* Reads `body` of an answer with `http_status`. On failure `envelope` is released and zeroed except for
 * `service_code`; `err` has status, HTTP status, service code, message, hint and link.
 * `keep_render_errors`: {"error":…} or success:false beside HTTP 200 is let through when the object (or its data) has a
 * `status`: a render that failed is an answer, not a failure of the call. */
enum bgm_status api_envelope_read(struct api_envelope *envelope, const struct api_call_facts *facts, int http_status,
                                  const char *body, size_t length, bool keep_render_errors, struct bgm_error *err);
void api_envelope_release(struct api_envelope *envelope);

/* The error for a service code and HTTP status (either may be 0) with the service's own words, and its own `hint` what
 * to do (the local engine's `hint` beside `message`), which then stands instead of ours. Both may be NULL or "". */
enum bgm_status api_fail(struct bgm_error *err, const struct api_call_facts *facts, int http_status, int service_code,
                         const char *words, const char *hint);

/* 1001, 1010, 1011 or HTTP 401: a new token is needed. */
bool api_needs_token(int http_status, int service_code);

/* Does a refusal speak of the token's scope? Then neither a new token nor credits nor a plan would help. */
bool api_lacks_scope(int http_status, int service_code, const char *words);

/* The title of a web page, as short and safe as api_first_words(); without one its words without the tags. */
void api_page_title(char title[512], const char *body, size_t length);

/* `body` as a short text for people: secrets masked, control characters gone, at most 120 characters, ending in
 * "..." when cut; "" for nothing. */
void api_first_words(char words[512], const char *body, size_t length);

#endif
