/* The engine's life: folders, lock, database, socket, server; and the way back. */
#include "bgmusic/engine/engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/cores.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/process.h"
#include "bgmusic/base/random.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/engine/database.h"
#include "bgmusic/engine/sound/instruments.h"
#include "bgmusic/engine/sound/soundfont.h"
#include "engine_internal.h"
#include "housekeeping_internal.h"
#include "listen_socket_internal.h"
#include "probe_cache_internal.h"
#include "render_queue_internal.h"
#include "routes_internal.h"
#include "sound_cache_internal.h"

static enum bgm_status folders_make(struct engine *engine, struct bgm_error *err)
{
    const char *folders[] = {engine->data_folder, engine->uploads_folder, engine->renders_folder,
                             engine->engines_folder};
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        enum bgm_status status = file_make_folders(folders[i], 0700, err);
        if (status != BGM_OK)
            return status;
    }
    return BGM_OK;
}

/* The lock that tells others that this engine lives; its text will be the socket's folder, for who tidies up after a kill. A
 * cleaner may delete the fresh file before it is locked; then the lock is on nothing, so it is made again. */
static enum bgm_status alive_lock(struct engine *engine, struct bgm_error *err)
{
    char *path = xasprintf("%s/%s.lock", engine->engines_folder, engine->id);
    enum bgm_status status = BGM_OK;
    for (int attempt = 0; attempt < 10; attempt++) {
        status = file_lock(&engine->alive, path, err);
        if (status != BGM_OK || file_exists(path))
            break;
        file_unlock(&engine->alive);
    }
    free(path);
    return status;
}

enum bgm_status engine_start(const struct engine_options *options, struct engine **engine,
                             struct bgm_error *err)
{
    struct engine *made = xcalloc(1, sizeof *made);
    int workers = options->workers > 0 ? options->workers : cores_available();
    char *path = NULL;
    int listen_fd = -1;
    made->alive = (struct file_lock)FILE_LOCK_INIT;
    made->data_folder = path_absolute(options->data_folder);
    made->uploads_folder = path_join(made->data_folder, "uploads");
    made->renders_folder = path_join(made->data_folder, "renders");
    made->engines_folder = path_join(made->data_folder, "engines");
    made->soundfont = xstrdup(options->soundfont);
    made->in_batch = options->in_batch;
    made->probes = probe_cache_new();
    made->instruments = instruments_new();
    made->sounds = sound_cache_new();
    random_hex(made->id, OWNER_ID_SIZE - 1);
    pthread_mutex_init(&made->turns_lock, NULL);
    pthread_cond_init(&made->turns_changed, NULL);
    atomic_init(&made->stopping, false);

    enum bgm_status status = folders_make(made, err);
    if (status == BGM_OK)
        status = alive_lock(made, err);
    path = path_join(made->data_folder, "engine.db");
    if (status == BGM_OK)
        status = database_open(path, DATABASE_BUSY_MS, &made->database, err);
    if (status == BGM_OK)
        status = housekeeping_run(made, err);
    if (status == BGM_OK)
        status = render_queue_start(
            made, workers > ENGINE_MOST_WORKERS ? ENGINE_MOST_WORKERS : workers, &made->queue, err);
    if (status == BGM_OK && options->listen_tcp)
        status = listen_on_loopback(options->port, &listen_fd, &made->url, err);
    else if (status == BGM_OK)
        status = listen_on_socket(&listen_fd, &made->socket_folder, &made->socket_path, err);
    if (status == BGM_OK && made->socket_folder != NULL &&
        pwrite(made->alive.fd, made->socket_folder, strlen(made->socket_folder), 0) < 0)
        trace(TRACE_ENGINE, "%s is not noted in the lock", made->socket_folder);
    if (status == BGM_OK) {
        if (made->url == NULL)
            made->url = xstrdup("http://localhost");
        status = server_start(listen_fd, &routes_handlers, made, &made->server, err);
    }
    trace(TRACE_ENGINE, "engine %s in %s: %s", made->id, made->data_folder,
          bgm_status_name(status));
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
    atomic_store(&engine->stopping, true);
    /* Renders and turns first: answers that wait for them come free, then the server can end. */
    render_queue_stop(engine->queue);
    pthread_mutex_lock(&engine->turns_lock);
    while (engine->turns > 0)
        pthread_cond_wait(&engine->turns_changed, &engine->turns_lock);
    pthread_mutex_unlock(&engine->turns_lock);
    server_stop(engine->server);
    render_queue_free(engine->queue);
    instruments_free(engine->instruments);
    sound_cache_free(engine->sounds);
    probe_cache_free(engine->probes);
    if (engine->database != NULL)
        housekeeping_leave(engine);
    database_close(engine->database);
    if (engine->alive.fd >= 0) {
        char *path = xasprintf("%s/%s.lock", engine->engines_folder, engine->id);
        unlink(path);
        free(path);
        file_unlock(&engine->alive);
    }
    if (engine->socket_folder != NULL)
        file_remove_folder(engine->socket_folder, 0);
    pthread_mutex_destroy(&engine->turns_lock);
    pthread_cond_destroy(&engine->turns_changed);
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

const char *engine_url(const struct engine *engine)
{
    return engine->url;
}

const char *engine_socket_path(const struct engine *engine)
{
    return engine->socket_path;
}

bool engine_is_stopping(void *engine)
{
    return atomic_load(&((struct engine *)engine)->stopping) || interrupt_requested();
}

enum bgm_status engine_check(const struct engine_options *options, struct bgm_error *err)
{
    static const char *const programs[] = {"ffmpeg", "ffprobe"};
    for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
        if (!process_program_exists(programs[i])) {
            bgm_fail(err, BGM_FAILED, "the local engine needs %s, which is not installed",
                     programs[i]);
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
