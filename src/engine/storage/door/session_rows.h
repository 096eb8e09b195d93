/* Users, tokens and sessions in the database.
 *
 * A user is a client id; its sessions, uploads and renders are seen by nobody else. Ids on the wire are text. */
#ifndef BGMUSIC_ENGINE_STORAGE_SESSION_ROWS_H
#define BGMUSIC_ENGINE_STORAGE_SESSION_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "bgmusic/base/error.h"

struct database;

enum { TOKEN_LIFE_S = 7 * 24 * 3600, TOKEN_TEXT_SIZE = 64, SESSION_ID_SIZE = 24 };

struct token_row {
    char token[TOKEN_TEXT_SIZE];
    char public_id[40]; /* "anon_..." */
    int64_t user;
    int64_t expires_s;
};

struct session_row {
    char id[SESSION_ID_SIZE];
    char task_id[SESSION_ID_SIZE];
    char name[256];
    char language[16];
    char *draft;      /* JSON text, the row's */
    int64_t revision; /* grows with each change of the draft */
};

/* The live token of a client, the same one for calls side by side; a new one when there is none. */
enum bgm_status token_issue(struct database *database, const char *client_id, struct token_row *row,
                            struct bgm_error *err);
/* BGM_AUTH when the token is unknown or past its end. */
enum bgm_status token_check(struct database *database, const char *token, int64_t *user, struct bgm_error *err);

enum bgm_status session_create(struct database *database, int64_t user, const char *name, const char *language,
                               struct session_row *row, struct bgm_error *err);
/* BGM_NOT_FOUND when there is none of that id, or it is another user's. Release the row in any case. */
enum bgm_status session_load(struct database *database, int64_t user, const char *id, struct session_row *row,
                             struct bgm_error *err);
/* Stores the draft if the revision is still `revision`; `*stored` false: somebody else was faster. */
enum bgm_status session_store_draft(struct database *database, const char *id, int64_t revision, const char *draft,
                                    bool *stored, struct bgm_error *err);
void session_row_release(struct session_row *row);

/* A claim token ("clm_...") for the session; `place` of at least TOKEN_TEXT_SIZE. */
enum bgm_status claim_issue(struct database *database, const char *session, char *place, struct bgm_error *err);

#endif
