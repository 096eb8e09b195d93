/* The engine's life: folders, lock, database, socket, server; and the way back. */
#include "bgmusic/engine/engine.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "alive_lock.h"
#include "bgmusic/base/cores.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/process.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "chat_turn.h"
#include "database.h"
#include "housekeeping.h"
#include "instruments.h"
#include "listen_socket.h"
#include "local_service.h"
#include "probe_cache.h"
#include "render_job.h"
#include "render_queue.h"
#include "render_rows.h"
#include "sound_cache.h"
#include "soundfont.h"
#include "stop_flag.h"
#include "upload_analysis.h"

/* A turn decodes a video for some seconds, and half of that time it waits for its ffmpeg. */
enum { TURNS_A_WORKER = 2, MOST_WAITING_TURNS = 32, MOST_WAITING_JOBS = 1024 };

/* Open files of the smallest job, counted with `ulimit -n`: database, socket, connections of both ends, the pipes of a
 * helper program. */
enum { FILES_NEEDED = 32 };

/* Owns its parts; what a room needs of them it gets by name, in the structs at the end, which borrow. */
struct engine {
    char *data_folder;
    char *uploads_folder, *renders_folder, *engines_folder; /* inside data_folder */
    char *soundfont;                                        /* what the options said, NULL: searched */
    char *url;
    char *socket_path; /* NULL with TCP */
    char *socket_folder;
    struct stop_flag stopping;
    struct alive_lock alive;
    struct database *database;
    struct probe_cache *probes;
    struct sound_cache *sounds;
    struct instruments *instruments;
    struct chat_turns *turns;
    struct render_queue *queue;
    struct server *server;
    struct upload_reader reader;
    struct render_room renders;
    struct local_service service;
};

static enum bgm_status folders_make(struct engine *engine, struct bgm_error *err)
{
    const char *folders[] = {engine->data_folder, engine->uploads_folder, engine->renders_folder,
                             engine->engines_folder};
    for (size_t i = 0; i < COUNT(folders); i++) {
        enum bgm_status status = file_make_folders(folders[i], 0700, err);
        if (status != BGM_OK)
            return status;
    }
    return BGM_OK;
}

static void render_row_run(void *renders, const struct render_row *row)
{
    render_job_run(renders, row);
}

/* With folders, lock and database there: what works on requests. */
static void crew_make(struct engine *engine, const struct engine_options *options)
{
    int workers = options->workers > 0 ? options->workers : cores_available();
    engine->reader = (struct upload_reader){engine->database, engine->probes, engine->sounds, engine->renders_folder};
    engine->turns = chat_turns_new(&(struct chat_room){
        .reader = &engine->reader,
        .instruments = engine->instruments,
        .soundfont = engine->soundfont,
        .stopping = &engine->stopping,
        .most_at_work = TURNS_A_WORKER * workers,
        /* Strangers may leave, and their messages stay; the jobs of this process wait for theirs. */
        .most_waiting = options->listen_tcp ? MOST_WAITING_TURNS : MOST_WAITING_JOBS,
    });
    engine->queue = render_queue_new(&(struct render_queue_options){
        .database = engine->database,
        .owner = engine->alive.id,
        .stopping = &engine->stopping,
        .workers = workers > RENDER_MOST_WORKERS ? RENDER_MOST_WORKERS : workers,
        .render = render_row_run,
        .context = &engine->renders,
    });
    engine->renders = (struct render_room){
        .reader = &engine->reader,
        .renders_folder = engine->renders_folder,
        .soundfont = engine->soundfont,
        .owner = engine->alive.id,
        .in_batch = options->in_batch,
        .stopping = &engine->stopping,
        .queue = engine->queue,
    };
}

static void note_socket_folder(void *alive, const char *folder)
{
    alive_lock_note(alive, folder);
}

static enum bgm_status service_open(struct engine *engine, const struct engine_options *options, struct bgm_error *err)
{
    int listen_fd = -1;
    enum bgm_status status = options->listen_tcp ? listen_on_loopback(options->port, &listen_fd, &engine->url, err)
                                                 : listen_on_socket(note_socket_folder, &engine->alive, &listen_fd,
                                                                    &engine->socket_folder, &engine->socket_path, err);
    if (status != BGM_OK)
        return status;
    if (engine->url == NULL)
        engine->url = xstrdup("http://localhost");
    engine->service = (struct local_service){
        .database = engine->database,
        .uploads_folder = engine->uploads_folder,
        .renders_folder = engine->renders_folder,
        .url = engine->url,
        .is_private = engine->socket_path != NULL,
        .stopping = &engine->stopping,
        .alive = &engine->alive,
        .probes = engine->probes,
        .turns = engine->turns,
        .queue = engine->queue,
    };
    status = server_start(listen_fd, &routes_handlers, &engine->service, &engine->server, err);
    if (status == BGM_FAILED)
        bgm_hint(err, "too many processes or too little memory: look at the limits (ulimit -a), and try again");
    return status;
}

/* A server that cannot take a connection is silent: better said before anybody waits for it. */
static enum bgm_status files_check(struct bgm_error *err)
{
    if (file_may_open(FILES_NEEDED))
        return BGM_OK;
    bgm_fail(err, BGM_FAILED, "the local engine needs %d open files more than this process may have: %s", FILES_NEEDED,
             strerror(errno));
    bgm_hint(err, "raise the limit of open files (ulimit -n 256; ulimit -a shows it) and try again");
    return BGM_FAILED;
}

enum bgm_status engine_start(const struct engine_options *options, struct engine **engine, struct bgm_error *err)
{
    struct engine *made = xcalloc(1, sizeof *made);
    made->alive = (struct alive_lock)ALIVE_LOCK_INIT;
    made->data_folder = path_absolute(options->data_folder);
    made->uploads_folder = path_join(made->data_folder, "uploads");
    made->renders_folder = path_join(made->data_folder, "renders");
    made->engines_folder = path_join(made->data_folder, "engines");
    made->soundfont = xstrdup(options->soundfont);
    made->probes = probe_cache_new();
    made->instruments = instruments_new();
    made->sounds = sound_cache_new();
    stop_flag_init(&made->stopping);

    char *path = path_join(made->data_folder, "engine.db");
    enum bgm_status status = files_check(err);
    if (status == BGM_OK)
        status = folders_make(made, err);
    if (status == BGM_OK)
        status = alive_lock_take(&made->alive, made->engines_folder, err);
    if (status == BGM_OK)
        status = database_open(path, DATABASE_BUSY_MS, &made->database, err);
    if (status == BGM_OK)
        status = housekeeping_run(&(struct housekeeping){made->database, &made->alive, made->data_folder,
                                                         made->uploads_folder, made->renders_folder},
                                  err);
    if (status == BGM_OK) {
        crew_make(made, options);
        status = service_open(made, options, err);
    }
    trace(TRACE_ENGINE, "engine %s in %s: %s", made->alive.id, made->data_folder, bgm_status_name(status));
    free(path);
    if (status == BGM_OK)
        *engine = made;
    else
        engine_stop(made);
    return status;
}

void engine_stop(struct engine *engine)
{
    if (engine == NULL)
        return;
    stop_flag_set(&engine->stopping);
    /* Renders and turns first: answers that wait for them come free, then the server can end. */
    render_queue_stop(engine->queue);
    chat_turns_wait(engine->turns);
    server_stop(engine->server);
    chat_turns_free(engine->turns);
    render_queue_free(engine->queue);
    instruments_free(engine->instruments);
    sound_cache_free(engine->sounds);
    probe_cache_free(engine->probes);
    /* What this engine still had under way becomes pending. */
    if (engine->database != NULL)
        render_requeue(engine->database, engine->alive.id, NULL);
    database_close(engine->database);
    /* The lock names the socket's folder: it goes last, so that who is killed here leaves something to find it by. */
    if (engine->socket_folder != NULL)
        file_remove_folder(engine->socket_folder, 0);
    alive_lock_release(&engine->alive);
    free(engine->data_folder);
    free(engine->uploads_folder);
    free(engine->renders_folder);
    free(engine->engines_folder);
    free(engine->soundfont);
    free(engine->url);
    free(engine->socket_path);
    free(engine->socket_folder);
    free(engine);
}

bool engine_has_lost(struct engine *engine)
{
    return server_has_lost(engine->server);
}

const char *engine_url(const struct engine *engine)
{
    return engine->url;
}

const char *engine_socket_path(const struct engine *engine)
{
    return engine->socket_path;
}

enum bgm_status engine_check(const struct engine_options *options, struct bgm_error *err)
{
    static const char *const programs[] = {"ffmpeg", "ffprobe"};
    for (size_t i = 0; i < COUNT(programs); i++) {
        if (!process_program_exists(programs[i])) {
            bgm_fail(err, BGM_FAILED, "the local engine needs %s, which is not installed", programs[i]);
            bgm_hint(err, "install ffmpeg: sudo apt install ffmpeg (Debian, Ubuntu), brew install "
                          "ffmpeg (macOS)");
            return BGM_FAILED;
        }
    }
    char *font = NULL;
    enum bgm_status status = soundfont_find(options->soundfont, &font, err);
    free(font);
    return status;
}
