/* The account: who the program is for the service, and the balance. */
#ifndef BGMUSIC_APP_ACCOUNT_H
#define BGMUSIC_APP_ACCOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/error.h"

struct app;

/* Credits, with fractions; below 0 where more was consumed than there was; NAN: not said. */
struct account_balance {
    double available, frozen, total;
};

enum bgm_status account_credits(struct app *app, struct account_balance *balance, struct bgm_error *err);

/* A notice of what `inputs` inputs are likely to cost and what is left, for an anonymous token of the cloud; else, and
 * where the balance cannot be had, nothing. */
void account_tell_cost(struct app *app, size_t inputs);

struct account_status {
    char *base;                   /* the API base whose token this is */
    const char *source;           /* "environment", "login", "anonymous", "none" */
    char *user_id;                /* NULL: not known */
    int64_t created_s, expires_s; /* seconds since 1970; 0: not known */
};

/* What is stored; nothing is reached, no token is asked for. */
enum bgm_status account_status(struct app *app, struct account_status *status, struct bgm_error *err);
void account_status_release(struct account_status *status);

/* Stores a token for the API base of the settings; BGM_USAGE when it cannot be one. */
enum bgm_status account_login(struct app *app, const char *token, struct bgm_error *err);
enum bgm_status account_logout(struct app *app, struct bgm_error *err);

/* The browser link of a session, a secret; the caller's (secret_free()). `task_id` NULL: looked up. */
enum bgm_status account_session_link(struct app *app, const char *session_id, const char *task_id, char **link,
                                     struct bgm_error *err);

#endif
