/* The engine's inside: what routes, turns and renders share. Made by engine_start(), passed to all. */
#ifndef BGMUSIC_SRC_ENGINE_ENGINE_INTERNAL_H
#define BGMUSIC_SRC_ENGINE_ENGINE_INTERNAL_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "bgmusic/base/file.h"
#include "bgmusic/engine/render_rows.h"

struct database;
struct instruments;
struct probe_cache;
struct render_queue;
struct server;
struct sound_cache;

struct engine {
    char *data_folder;
    char *uploads_folder, *renders_folder, *engines_folder; /* inside data_folder */
    char *soundfont; /* what the options said, NULL: searched */
    char *url;
    char *socket_path; /* NULL with TCP */
    char *socket_folder;
    char id[OWNER_ID_SIZE]; /* of this engine, as owner of renders */
    struct file_lock alive; /* engines/<id>.lock, held while this engine lives */
    struct database *database;
    struct server *server;
    struct render_queue *queue;
    struct probe_cache *probes;
    struct instruments *instruments;
    struct sound_cache *sounds;
    bool in_batch; /* as the options said */
    atomic_bool stopping;
    /* Threads of chat turns that still run; engine_stop() waits until there is none. */
    pthread_mutex_t turns_lock;
    pthread_cond_t turns_changed;
    int turns;
};

/* For the `cancelled` arguments of long work: true once the engine stops or a signal came. */
bool engine_is_stopping(void *engine);

#endif
