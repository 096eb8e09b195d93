/* Renders: submit, status, cancel, download.
 *
 *     api_render_new_id(id);                                  on disk first, then:
 *     api_render_submit(&client, session_id, id, draft, &render, &err);
 *     poll with render.id (the service may give another one) until render.state is COMPLETED or FAILED:
 *         api_render_status(&client, render.id, 30, &render, &err);
 *     api_download(&client, render.url, &download, &err)  or  api_render_download(&client, render.id, ...)
 *
 * After a submit whose connection died (client.last.anything_sent) the id is looked up with
 * api_render_status(): known, go on; BGM_NOT_FOUND, submit once more with a new id. */
#ifndef BGMUSIC_API_API_RENDER_H
#define BGMUSIC_API_API_RENDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/api/api.h"
#include "bgmusic/api/api_upload.h" /* struct api_progress */
#include "bgmusic/json/json_span.h"

enum api_render_state {
    API_RENDER_PENDING,    /* also "queued" */
    API_RENDER_PROCESSING, /* and every word that is not known, also none */
    API_RENDER_COMPLETED,
    API_RENDER_FAILED, /* also "cancelled" and "error" */
};

enum { API_RENDER_ID_SIZE = 40, API_RENDER_WAIT_S = 30 };

/* What is wanted besides the video; the local engine's alone. */
struct api_render_wish {
    bool stems, midi;   /* as parts of the answer */
    bool copy_picture;  /* keep the picture's packets, whatever players say */
    bool compatible;    /* H.264 in yuv420p and AAC, whatever it costs */
    bool strict;        /* a damaged input is a failure */
    const char *format; /* an ending that the local engine knows ("mkv"; "wav": the music alone); NULL: "mp4" */
};

struct api_render_part {
    char *name; /* "music.mid"; lower-case letters, digits, "-" and one ".": safe as a file's name */
    char *url;  /* absolute */
};

struct api_render {
    char *id; /* as the service names it; after a status call without one, the id asked for */
    enum api_render_state state;
    char *status_word;             /* as it came; NULL: none */
    bool cancelled;                /* it failed because somebody called it off */
    int progress;                  /* 0-100; -1: not said */
    char *url;                     /* absolute; NULL: none (then api_render_download()). Its query is a secret */
    double duration_s;             /* -1: not said */
    int64_t size_bytes;            /* -1: not said */
    char *error_text;              /* why it failed; NULL: not said */
    bool input_fault;              /* it failed, and the input is to blame */
    bool machine_fault;            /* it failed, and this machine is to blame (the local engine's) */
    bool disk_fault;               /* it failed, and the folder it is made in is to blame (the local engine's) */
    bool has_loudness;             /* loudness_lufs is told */
    double loudness_lufs;          /* of the result */
    bool damaged;                  /* it is what could be made of a damaged input; the first note says where */
    char *notes;                   /* what the user should know of the result, newlines between; NULL: nothing */
    struct api_render_part *parts; /* what came besides; NULL: nothing */
    size_t part_count;
    bool waited;            /* the answer was held (Preference-Applied: wait): ask again at once */
    int64_t retry_after_ms; /* -1: not said */
};

/* "render_" and 32 hexadecimal digits, unguessable. */
void api_render_new_id(char id[API_RENDER_ID_SIZE]);

/* `draft` goes out untouched; `wish` NULL: the video alone. BGM_PLAN_BLOCKED (402, 403), BGM_OUT_OF_CREDITS,
 * BGM_NOT_FOUND (session) are final; other service errors may be tried once more with a new id. */
enum bgm_status api_render_submit(struct api_client *client, const char *session_id, const char *render_id,
                                  struct json_span draft, const struct api_render_wish *wish, struct api_render *render,
                                  struct bgm_error *err);

/* `wait_s`: how long the server may hold the answer (Prefer: wait=N); 0: not at all. A render that failed is BGM_OK
 * with state FAILED. `render` may hold an earlier answer; it is replaced on success and kept on failure. */
enum bgm_status api_render_status(struct api_client *client, const char *render_id, int wait_s,
                                  struct api_render *render, struct bgm_error *err);

enum bgm_status api_render_cancel(struct api_client *client, const char *render_id, struct bgm_error *err);

void api_render_release(struct api_render *render);

struct api_download {
    int fd;               /* in: open for writing, positioned at `from` */
    int64_t from;         /* in: bytes that are there already; 0: none. A server that starts over truncates fd */
    const char *if_range; /* in: ETag or date of what is there; NULL: none */
    struct api_progress progress; /* in; counts from the start of the file */
    int64_t received_bytes;       /* out: bytes written in this call */
    int64_t total_bytes;          /* out: whole length; -1: unknown */
    bool resumable;               /* out: the server takes ranges */
    bool started_over;            /* out: a range was asked for and all of it came */
    char validator[256];          /* out: ETag (strong) or Last-Modified, for the next if_range; "" when none */
};

/* From a URL of the service's answer: the token is sent only when it is the API's own origin. On failure `out` fields
 * tell how far it came (BGM_NETWORK: go on with `from`; HTTP 416 or 412: start over). A file shorter or longer than
 * announced, and an HTML or JSON answer, are failures. */
enum bgm_status api_download(struct api_client *client, const char *url, struct api_download *download,
                             struct bgm_error *err);
/* The same from an address of the user's: nothing of the service, no token and no header, goes there. */
enum bgm_status api_fetch(struct api_client *client, const char *url, struct api_download *download,
                          struct bgm_error *err);
/* May such an address be asked? https, and http to this machine alone. */
bool api_may_fetch(const char *url);
/* The fallback: GET /api/render/proxy/<id>/download. */
enum bgm_status api_render_download(struct api_client *client, const char *render_id, struct api_download *download,
                                    struct bgm_error *err);

#endif
