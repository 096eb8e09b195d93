/* The client id: NEMO_CLIENT_ID, else the file that the official tools share, else a new UUID written there.
 * A second id would burn the service's quota of tokens for an address, so parallel first runs make one between them. */
#ifndef BGMUSIC_STORE_CLIENT_ID_H
#define BGMUSIC_STORE_CLIENT_ID_H

#include <stdbool.h>

#include "bgmusic/base/error.h"

struct store;

enum { CLIENT_ID_MOST = 64 };

/* `*id` is the caller's. `*from_environment` (may be NULL) tells whether it may be replaced at all.
 * BGM_USAGE for a value that is no client id: more than 64 characters, or not printable. */
enum bgm_status client_id_get(const struct store *store, char **id, bool *from_environment, struct bgm_error *err);

/* A new UUID that is not written yet: for a service that does not like the old one. */
char *client_id_new(void);
/* Keeps one that the service accepted, replacing what the file holds. */
enum bgm_status client_id_keep(const struct store *store, const char *id, struct bgm_error *err);

#endif
