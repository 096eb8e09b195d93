/* Rendering a session's timeline and fetching the result.
 *
 * Export is free, but a render that is lost is a render waited for twice: its id is in the job's record before the
 * submit is sent, trouble while polling never ends the wait before its time, and a run that was cut off is picked up
 * later. */
#ifndef BGMUSIC_APP_EXPORT_VIDEO_H
#define BGMUSIC_APP_EXPORT_VIDEO_H

#include <stdbool.h>
#include <stdint.h>

#include "bgmusic/api/api_render.h"
#include "bgmusic/base/error.h"
#include "bgmusic/json/json_span.h"
#include "bgmusic/store/job_store.h"

struct draft;
struct app;

enum { EXPORT_WAIT_MS = 300 * 1000 };

struct export_request {
    const char *session_id;
    struct json_span draft;       /* as it came, byte for byte; unused with `render_id` */
    struct json_span media_infos; /* `state.video_infos`: where a draft's media can be had; length 0: not told */
    const char *render_id;        /* a render that was submitted before; NULL: submit one */
    const char *output;           /* path or "-" */
    bool force;
    bool no_wait;    /* submit only */
    int64_t wait_ms; /* longest wait for the render */
    int stdout_fd;   /* for output "-" */
    struct job *job; /* its record follows the steps; NULL: none */
    /* Once a render was submitted, and stands in the job's record; NULL: nobody needs to know. */
    void (*on_submitted)(void *context);
    void *context;
    /* Of the local engine alone: a folder for stems and a file for the MIDI (NULL: not wanted), and the music alone in
     * place of the video. */
    const char *stems_folder, *midi_path;
    bool sound_only;
    /* Of the local engine's render alone: what is wished of the picture and of a damaged input; NULL: nothing. */
    const struct music_wishes *wishes;
};

struct export_result {
    char *render_id;    /* the caller's; known also after many failures */
    char *notes;        /* what the user should know of the result, newlines between; NULL: nothing */
    double duration_s;  /* -1: not said */
    int64_t size_bytes; /* -1: not said */
    bool has_loudness;
    double loudness_lufs; /* of the result, where the service tells it */
    bool damaged;         /* the input was; the notes say where */
};

void export_result_release(struct export_result *result);

/* BGM_TIMED_OUT: not finished in time; the hint has the line that picks it up. BGM_RENDER_FAILED: failed twice.
 * BGM_NOT_FOUND: the service does not know the render. */
enum bgm_status export_run(struct app *app, const struct export_request *request, struct export_result *result,
                           struct bgm_error *err);

/* Does at `path` lie the very file that this job finished in an earlier run? */
bool export_is_made(const struct job *job, const char *path);

/* Is there anything to render? BGM_NOTHING_TO_EXPORT, with what to do: no. */
enum bgm_status export_check_ready(const char *session_id, const struct draft *draft, struct bgm_error *err);

#endif
