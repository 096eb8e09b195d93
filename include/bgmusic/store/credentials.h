/* Tokens, by API base: `credentials.json` in the state folder, 0600. A file that others can read is refused.
 *
 * A first run asks the service for a token while it holds credentials_lock(), so that parallel first runs get one
 * between them: lock, look again, ask, put, unlock. */
#ifndef BGMUSIC_STORE_CREDENTIALS_H
#define BGMUSIC_STORE_CREDENTIALS_H

#include <stdbool.h>
#include <stdint.h>

#include "bgmusic/base/error.h"
#include "bgmusic/base/file.h"

struct store;

struct credential {
    char *token;                  /* wiped on release */
    char *user_id;                /* NULL: not told */
    bool is_login;                /* stored by `auth login`: never replaced silently */
    int64_t created_s, expires_s; /* seconds since 1970; expires 0: unknown */
};

void credential_release(struct credential *credential);

/* BGM_NOT_FOUND: none is stored for this base. BGM_AUTH: others can read the file; the hint mends it. */
enum bgm_status credentials_get(const struct store *store, const char *base_key, struct credential *credential,
                                struct bgm_error *err);
enum bgm_status credentials_put(const struct store *store, const char *base_key, const struct credential *credential,
                                struct bgm_error *err);
/* Forgetting what is not there is fine. */
enum bgm_status credentials_remove(const struct store *store, const char *base_key, struct bgm_error *err);
/* Held while a token is asked for; file_unlock() ends it. */
enum bgm_status credentials_lock(const struct store *store, const char *base_key, struct file_lock *lock,
                                 struct bgm_error *err);

#endif
