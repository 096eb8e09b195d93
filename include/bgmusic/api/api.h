/* The client side of the service: who is asking, and what came of the last call.
 *
 *     struct api_client client;
 *     api_client_init(&client, &(struct api_options){.base_url = ..., .client_id = ...}, &err);
 *     api_anonymous_token(&client, &token, &err);        api_auth.h
 *     api_client_set_token(&client, token.token);
 *     api_session_new(&client, "project", "en", &session, &err);     api_session.h
 *     api_upload_files(...)   api_chat(...)   api_state(...)   api_render_submit(...) ...
 *     api_client_release(&client);
 *
 * One function per call of docs/protocol.md, each with typed structs and a release of its own (legal on a zeroed
 * struct; every call that fails leaves its result released and zeroed). A call is sent once: repeating,
 * signing in again and looking up after a cut are the caller's, who decides by `client.last`:
 *
 *     .verdict, .http_status, .retry_after_ms   for net/retry_policy.h
 *     .service_code                             1001, 1002, 2001 ... (0: none)
 *     .anything_sent                            false: the server has not seen the call
 *     .work_began                               true: nobody may send the message again
 *
 * Session and render ids are text everywhere. A client belongs to one thread at a time. */
#ifndef BGMUSIC_API_API_H
#define BGMUSIC_API_API_H

#include <stdbool.h>
#include <stdint.h>

#include "bgmusic/base/error.h"
#include "bgmusic/net/http.h"

#define API_DEFAULT_URL     "https://mega-api-prod.nemovideo.ai"
#define API_DEFAULT_WEB_URL "https://nemovideo.com"

enum { API_CLIENT_ID_MOST_CHARS = 64, API_ID_MOST_CHARS = 128 };

/* What a stranger may say of a length, a year: more is no length, and does not fit into milliseconds at some point. */
enum { API_MOST_DURATION_S = 366 * 24 * 3600 };

/* The service's own codes that the program acts on. */
enum api_code {
    API_CODE_OTHER = -1,   /* a code that is none of the numbers: a failure, told by its words */
    API_CODE_OUTPUT = 507, /* the local engine's: its folder cannot be written (a full disk, no right to) */
    API_CODE_TOKEN = 1001, /* 1010 and 1011 mean the same */
    API_CODE_SESSION = 1002,
    API_CODE_CREDITS = 2001,
    API_CODE_FILE_TYPE = 4001,
    API_CODE_FILE_SIZE = 4002,
    API_CODE_INPUT = 4003,   /* the local engine's: the file is to blame; its words say why */
    API_CODE_MACHINE = 5003, /* the local engine's: this machine could not do it (a helper killed, not started) */
};

struct api_options {
    const char *base_url;         /* NULL: API_DEFAULT_URL. https, or http on loopback; a final slash is cut off */
    const char *web_url;          /* NULL: API_DEFAULT_WEB_URL */
    const char *token;            /* NULL: none yet */
    const char *client_id;        /* at most 64 printable ASCII characters; needed for api_anonymous_token() */
    const char *user_id;          /* NULL: unknown; for the registration link */
    const char *platform;         /* NULL: "unknown" */
    const char *unix_socket_path; /* the embedded engine; NULL: none. Then base_url is "http://localhost" */
    int64_t connect_timeout_ms;   /* 0: the usual one */
};

/* What came of the latest call. */
struct api_outcome {
    const char *call; /* "upload", "chat", ...: a static text */
    enum http_verdict verdict;
    int http_status;        /* 0: no answer */
    int service_code;       /* 0: none */
    bool lacks_scope;       /* refused for what the token is meant for: a new one would not help */
    bool rate_limited;      /* HTTP 429, or a code that means it */
    bool is_unreadable;     /* an answer came, and is no JSON object */
    int64_t retry_after_ms; /* -1: not said */
    bool anything_sent;
    bool untrusted;  /* not reachable for its certificate: trying again would not help */
    bool work_began; /* a message: the agent has, or may have, begun to work, and it must not be sent again */
};

struct api_client {
    struct http_client http;
    char *base_url, *web_url;
    char *token; /* a secret: wiped on release and replacement */
    char *client_id, *user_id, *platform;
    struct api_outcome last;
    /* Called some times a second while a call runs that has no tick of its own; false ends the call. NULL: none. */
    bool (*on_tick)(void *context);
    void *tick_context;
};

/* BGM_USAGE for a base or web URL or a client id that cannot be used. */
enum bgm_status api_client_init(struct api_client *client, const struct api_options *options, struct bgm_error *err);
/* The same service, token and connections for another thread. */
void api_client_share(struct api_client *client, const struct api_client *from);
void api_client_release(struct api_client *client); /* legal twice, and on a zeroed struct */

/* Each copies; NULL forgets. A token with characters that a header cannot hold is refused with BGM_AUTH. */
enum bgm_status api_client_set_token(struct api_client *client, const char *token, struct bgm_error *err);
void api_client_set_user_id(struct api_client *client, const char *user_id);
enum bgm_status api_client_set_client_id(struct api_client *client, const char *client_id, struct bgm_error *err);

/* 1-4096 printable ASCII characters without a space: what a header can hold. */
bool api_token_is_valid(const char *token);

/* 1-64 printable ASCII characters, neither first nor last a space: what X-Client-Id may hold. */
bool api_client_id_is_valid(const char *client_id);

/* The value of X-Skill-Platform, borrowed: `skill_source` (the value of SKILL_SOURCE, may be NULL) when it is a word
 * that a header can hold; else "clawhub" or "cursor" by where the program lies below `home`; else "unknown". */
const char *api_platform(const char *skill_source, const char *program_path, const char *home);

/* "<web>/register?bind=<user_id>", or "<web>/register" without one. The caller's. */
char *api_register_link(const struct api_client *client);

/* Of libcurl, which speaks HTTP: "7.88.1", borrowed. */
const char *api_library_version(void);

#endif
