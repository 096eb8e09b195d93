/* What a job is: the context that all workflows share, and how they talk to the outside.
 *
 *     struct app app;
 *     app_init(&app, &settings, &listener, err);      folders and settings, nothing is reached
 *     app_connect(&app, err);                         engine chosen and started, token there
 *     ... session_steps.h, upload_media.h, edit_turn.h, export_video.h, add_music.h, account.h ...
 *     app_release(&app);
 *
 * A workflow never prints and never reads the terminal: it calls the listener. It waits through base/clock.h, stops
 * when a signal asks for it (BGM_INTERRUPTED) or when the command's own time is up (BGM_TIMED_OUT). */
#ifndef BGMUSIC_APP_APP_H
#define BGMUSIC_APP_APP_H

#include <stdbool.h>
#include <stdint.h>

#include "bgmusic/api/api.h"
#include "bgmusic/base/error.h"
#include "bgmusic/store/settings.h"
#include "bgmusic/store/store.h"

struct engine;

/* Every callback may be NULL. Texts are borrowed for the call. */
struct app_listener {
    void *context;
    void (*on_stage)(void *context, const char *input, const char *stage);              /* "upload", "render", ... */
    void (*on_progress)(void *context, const char *stage, int64_t done, int64_t total); /* total -1: unknown */
    void (*on_notice)(void *context, const char *text);
    void (*on_warning)(void *context, const char *text);
    void (*on_reply)(void *context, const char *piece); /* the service's words, a sentence at a time; reply_stream.h */
    void (*on_label)(void *context, const char *label); /* what the service is doing within the stage: a tool's name */
    void (*on_tick)(void *context); /* some times a second while a call runs: clocks and spinners go on */
};

enum token_source { TOKEN_NONE, TOKEN_ENVIRONMENT, TOKEN_LOGIN, TOKEN_ANONYMOUS };

struct app {
    struct store store;
    const struct settings *settings; /* borrowed */
    struct app_listener listener;
    const char *input;          /* what the job is about, for the listener; borrowed, NULL: nothing */
    const char *session_wanted; /* --session; NULL: the current one */
    bool in_batch;              /* one of many inputs: what engine_options calls so */
    int64_t deadline_ms;        /* clock_now_ms() at which --timeout is reached; 0: none */
    /* After app_connect(): */
    struct api_client api;
    struct engine *engine;  /* NULL: cloud, or another context's */
    struct engine *serving; /* the engine behind the calls, also one that is shared; borrowed, NULL: cloud */
    bool is_connected, is_local;
    char *base_key; /* keeps tokens and sessions apart */
    enum token_source token_source;
    /* The service refused the token: a new one, or BGM_AUTH and a hint in `err`, which holds the refusal (from
     * ensure_ready.c; NULL: there is no token yet). */
    enum bgm_status (*renew_token)(struct app *app, struct bgm_error *err);
};

enum bgm_status app_init(struct app *app, const struct settings *settings, const struct app_listener *listener,
                         struct bgm_error *err);
void app_release(struct app *app); /* legal twice, and on a zeroed struct */

/* Chooses the engine (engine_choice.c has the rule), starts it where it is the local one, and sees that there is a
 * token. */
enum bgm_status app_connect(struct app *app, struct bgm_error *err);

/* The same for one API base alone, as a job remembers it: an address, or STORE_LOCAL_BASE. */
enum bgm_status app_connect_to(struct app *app, const char *base_key, struct bgm_error *err);

/* Stops the engine, closes the connections; legal twice. app_release() does it. */
void app_disconnect(struct app *app);

/* A token in NEMO_TOKEN or an address of the service that somebody gave: `auto` is the cloud then, without asking. */
bool app_means_cloud(const struct app *app);

/* Another context for a job of its own in another thread: the same folders, engine, token and connections, with a
 * listener of its own. `app` is connected and outlives it; app_release() ends it and leaves `app` as it was. */
enum bgm_status app_share(struct app *worker, const struct app *app, const struct app_listener *listener,
                          struct bgm_error *err);

const char *app_engine_name(const struct app *app); /* "cloud", "local"; "auto" before app_connect() */

/* Towards the listener. */
void app_stage(struct app *app, const char *stage);
void app_progress(struct app *app, const char *stage, int64_t done, int64_t total);
void app_notice(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
void app_warning(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A failure of the local engine by this machine's disk, memory, processes or files is not the service's: BGM_OUTPUT and
 * BGM_FAILED say so. Returns the status that `err` has now. */
enum bgm_status app_blame_machine(const struct app *app, struct bgm_error *err);

/* After a call that could not reach the service: the local engine needs no network. */
void app_advise_local(const struct app *app, struct bgm_error *err);

/* Is there time left, and nobody asked to stop? */
enum bgm_status app_check_time(const struct app *app, struct bgm_error *err);
/* Waits, at most to the deadline. */
enum bgm_status app_wait(const struct app *app, int64_t duration_ms, struct bgm_error *err);
/* For the `on_tick` of calls: `context` is the app; false when the deadline has passed. */
bool app_on_tick(void *context);

#endif
