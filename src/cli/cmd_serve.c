/* serve: the local engine as a server on loopback, for other clients. */
#include "bgmusic/base/buf.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/interrupt.h"
#include "command.h"
#include "results.h"
#include "bgmusic/json/json_write.h"
#if BGMUSIC_WITH_ENGINE
#include "bgmusic/engine/engine.h"
#endif

static const struct option_row rows[] = {
    {"port", 0, OPTION_INTEGER, "N", offsetof(struct options, port), NULL, 0, 65535,
     "port on 127.0.0.1; 0 or nothing: any free one"},
    {"jobs", 'j', OPTION_INTEGER, "N", offsetof(struct options, jobs), NULL, 1, 64, "renders at a time"},
    OPTION_ROWS_END,
};

#if BGMUSIC_WITH_ENGINE
static void print_address(struct cli *cli, const char *url)
{
    if (cli->options.json) {
        struct json *object = result_new(cli, true);
        json_set_text(object, "url", url);
        result_print(cli, object);
    } else {
        output_text(url);
    }
    /* Whoever started this waits for the address, while the program goes on. */
    output_finish(NULL);
    messages_notice(&cli->messages,
                    "the local engine listens; point a client at it with NEMO_API_URL=%s (Ctrl-C ends it)", url);
}

static enum bgm_status run_serve(struct cli *cli, struct bgm_error *err)
{
    const struct options *o = &cli->options;
    const char *soundfont = settings_get(&cli->settings, SETTING_SOUNDFONT);
    struct engine_options options = {
        .data_folder = cli->app.store.data_folder,
        .soundfont = *soundfont != '\0' ? soundfont : NULL,
        .listen_tcp = true,
        .port = o->port == OPTION_UNSET ? 0 : (int)o->port,
        .workers = o->jobs == OPTION_UNSET ? 0 : (int)o->jobs,
    };
    struct engine *engine = NULL;
    enum bgm_status status = engine_check(&options, err);
    if (status == BGM_OK)
        status = engine_start(&options, &engine, err);
    if (status != BGM_OK)
        return status;
    print_address(cli, engine_url(engine));
    while ((status = app_check_time(&cli->app, err)) == BGM_OK && clock_sleep_ms(1000)) {
    }
    engine_stop(engine);
    /* Being stopped is how a server ends; SIGTERM from a supervisor is no failure to explain. */
    if (interrupt_requested()) {
        *err = (struct bgm_error)BGM_ERROR_INIT;
        return BGM_INTERRUPTED;
    }
    return status;
}
#else
static enum bgm_status run_serve(struct cli *cli, struct bgm_error *err)
{
    (void)cli;
    return bgm_fail(err, BGM_USAGE, "this bgmusic was built without the local engine");
}
#endif

const struct command cmd_serve = {
    .name = "serve",
    .summary = "run the local engine as a server for other clients",
    .usage = "serve [--port N] [-j N]",
    .details = "Listens on 127.0.0.1 alone, prints its address and runs until it is stopped. It speaks the\n"
               "service's protocol: a client asks it for an anonymous token and sends that with every call.\n",
    .options = rows,
    .needs = NEEDS_APP,
    .run = run_serve,
};
