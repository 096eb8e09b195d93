/* Tokens: a new anonymous one, and the claim token behind the browser link. */
#ifndef BGMUSIC_API_API_AUTH_H
#define BGMUSIC_API_API_AUTH_H

#include <stdint.h>

#include "bgmusic/api/api.h"

struct api_token {
    char *token;            /* a secret: wiped on release */
    char *user_id;          /* NULL: not said */
    int64_t credits;        /* -1: not said */
    int64_t expires_wall_s; /* seconds since 1970; 0: not said (the service means 7 days) */
};

/* Asks for a token for client.client_id; sends no Authorization. The client keeps its old token until
 * api_client_set_token(). err->http_status 400: the client id is not liked. 429: 1 token a client in 7 days, 10 an
 * address (BGM_RATE_LIMITED, the sentence says so). */
enum bgm_status api_anonymous_token(struct api_client *client, struct api_token *token, struct bgm_error *err);
void api_token_release(struct api_token *token);

struct api_claim {
    char *claim_token;    /* a secret: wiped on release */
    int64_t expires_in_s; /* 0: not said */
    char *link;           /* "<web>/workspace/claim?ct=..."; holds the secret, for stdout alone */
};

enum bgm_status api_claim_token(struct api_client *client, const char *task_id, const char *session_id,
                                struct api_claim *claim, struct bgm_error *err);
void api_claim_release(struct api_claim *claim);

#endif
