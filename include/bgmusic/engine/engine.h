/* The local engine: the service's protocol (docs/protocol.md), answered on this machine.
 *
 * Embedded: a UNIX socket in a private folder, for the life of one command:
 *
 *     struct engine *engine = NULL;
 *     struct engine_options options = {.data_folder = data};
 *     status = engine_start(&options, &engine, err);
 *     ... speak HTTP to http://localhost over the socket engine_socket_path(engine) ...
 *     engine_stop(engine);
 *
 * `serve`: `listen_tcp`, loopback alone; engine_url() tells the port. Everything that must survive lives in SQLite
 * under `data_folder`, shared by any number of processes. Renders that are under way when the engine stops
 * go back to pending and are taken up by the next engine that is asked for them. */
#ifndef BGMUSIC_ENGINE_ENGINE_H
#define BGMUSIC_ENGINE_ENGINE_H

#include <stdbool.h>
#include <stddef.h>

#include "bgmusic/base/error.h"

struct engine;

enum { ENGINE_MOST_WORKERS = 64 };

struct engine_options {
    const char *data_folder; /* made when missing, 0700 */
    const char *soundfont;   /* NULL: searched */
    bool listen_tcp;         /* false: UNIX socket */
    int port;                /* TCP: 0 lets the system choose */
    int workers;             /* renders at a time, 1-64; 0: number of cores */
    bool in_batch; /* many clips will come, so many at a time as cores are to work: a short one keeps to one */
};

enum bgm_status engine_start(const struct engine_options *options, struct engine **engine, struct bgm_error *err);
/* Ends quickly: cancels what is under way, joins all threads. NULL is legal. */
void engine_stop(struct engine *engine);

/* Was a connection closed unread, because the system gave no thread for it? Each is told once; nothing of what was sent
 * over it was taken. */
bool engine_has_lost(struct engine *engine);

const char *engine_url(const struct engine *engine);         /* "http://localhost" or "http://127.0.0.1:PORT" */
const char *engine_socket_path(const struct engine *engine); /* NULL with TCP */

/* What works here, for `doctor` and for a clear error before a job begins: BGM_OK, or the first thing
 * that is missing (ffmpeg, ffprobe, a SoundFont) with the line that mends it. */
enum bgm_status engine_check(const struct engine_options *options, struct bgm_error *err);

/* All parts one by one: ffmpeg, its encoders, ffprobe, their cage, the SoundFont, FluidSynth, fonts for titles. */
enum { ENGINE_MOST_PARTS = 8 };
struct engine_part {
    const char *name; /* a static text */
    bool is_good;
    bool is_minor;          /* not good, and most jobs do well without it */
    enum bgm_status status; /* of one that is not good: what a job would fail with */
    char text[512];         /* version or path; or what is wrong */
    char fix[512];          /* of a part that is not good: what to do */
};
/* Asks the programs for their versions (at most 10 s each); returns how many parts were looked at. */
size_t engine_inspect(const struct engine_options *options, struct engine_part parts[ENGINE_MOST_PARTS]);

#endif
