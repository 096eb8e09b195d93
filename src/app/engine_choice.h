/* Cloud or local: the rule, and what follows from it.
 *
 * `engine` says cloud or local: that one. `auto`: a token in NEMO_TOKEN or from `auth login`, or an API address
 * that was told, means cloud, and nothing falls back. Otherwise the cloud is tried, and only if it cannot be reached at
 * all (name, route, connect or TLS, within 5 s, before anything was sent) the local engine does the work, with one
 * notice. Fills app->api, app->engine, app->base_key, app->is_local and sees that there is a token. */
#ifndef BGMUSIC_APP_ENGINE_CHOICE_H
#define BGMUSIC_APP_ENGINE_CHOICE_H

#include "bgmusic/base/error.h"

struct app;

enum bgm_status engine_choose(struct app *app, struct bgm_error *err);
/* No choice: the API base that is named (STORE_LOCAL_BASE: the embedded engine). */
enum bgm_status engine_connect_to(struct app *app, const char *base_key, struct bgm_error *err);
void engine_choice_release(struct app *app); /* stops the engine, closes the connections; legal twice */

#endif
