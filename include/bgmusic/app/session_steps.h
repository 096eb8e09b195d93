/* Sessions: new ones, the current one, and what is remembered of them on this machine. */
#ifndef BGMUSIC_APP_SESSION_STEPS_H
#define BGMUSIC_APP_SESSION_STEPS_H

#include <stdbool.h>
#include <stddef.h>

#include "bgmusic/api/api_state.h"
#include "bgmusic/base/error.h"
#include "bgmusic/draft/draft.h"
#include "bgmusic/store/session_store.h"

struct app;
struct settings;

/* A new session at the service, stored here; the language comes from the settings or the locale. `make_current`: it
 * becomes the current one. Release `record` in any case of success. */
enum bgm_status session_start(struct app *app, const char *name, bool make_current, struct session_record *record,
                              struct bgm_error *err);

/* The session to work on: --session, else the current one, else (with `may_start`) a new one, made current. An id that
 * is not known on this machine is taken as it is: the service will say. BGM_NOT_FOUND when there is none. */
enum bgm_status session_resolve(struct app *app, bool may_start, struct session_record *record, struct bgm_error *err);

/* Reads the state (with repeats) and parses its draft. Either result may be NULL. */
enum bgm_status session_read_state(struct app *app, const char *session_id, struct api_state *state,
                                   struct draft *draft, struct bgm_error *err);

/* Notes that the session was used, with what is known of it now. Best effort: the work itself is done. */
void session_touch(struct app *app, struct session_record *record);

/* What is known on this machine, the last used first; session_record_release() each, then free() the array. The current
 * one's id, or NULL, goes to `*current`, the caller's. */
enum bgm_status session_known(struct app *app, struct session_record **records, size_t *count, char **current,
                              struct bgm_error *err);
/* Makes a session current; one that is not known here is asked for at the service first. */
enum bgm_status session_switch(struct app *app, const char *id, struct bgm_error *err);
/* Forgets it here; the service keeps its own. */
/* Forgets those that nobody has used for so long, but for the current one; returns how many. */
size_t session_drop_older(struct app *app, int64_t keep_s);
enum bgm_status session_drop(struct app *app, const char *id, struct bgm_error *err);

/* "en", "zh-CN": the language setting, else LC_ALL, LC_MESSAGES, LANG; "en" when they say nothing. The caller's. */
char *session_language(const struct settings *settings);
/* The same from any code: "zh_CN.UTF-8" -> "zh-CN", "en_US" -> "en", "C" -> "en". The caller's. */
char *language_from_locale(const char *locale);

#endif
