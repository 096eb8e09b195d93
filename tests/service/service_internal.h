/* The scripted service: its parts. It shares no code with src/, so that a mistake there cannot hide here. */
#ifndef BGMUSIC_TESTS_SERVICE_INTERNAL_H
#define BGMUSIC_TESTS_SERVICE_INTERNAL_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <cjson/cJSON.h>
#include <microhttpd.h>

enum {
    MOST_SESSIONS = 256,
    MOST_RENDERS = 256,
    MOST_PIECES = 512,
    KEPT_BODY_BYTES = 16 * 1024 * 1024, /* of a body that is not multipart */
    RECORDED_BODY_BYTES = 4096,
};

/* One request as it came. */
struct request {
    const char *method, *path;
    struct MHD_Connection *connection;
    char *body; /* its beginning; NUL-terminated */
    size_t body_kept;
    unsigned long long body_bytes; /* all of it */
    long body_limit;               /* the connection dies beyond it; -1: never */
};

/* One answer to be sent: a list of pieces with a pause before each. */
struct piece {
    char *bytes;
    size_t length;
    unsigned pause_ms;
};

struct answer {
    unsigned status;
    char *content_type;
    cJSON *headers; /* object of texts; owned */
    struct piece *pieces;
    size_t piece_count;
    bool chunked;        /* else a Content-Length is sent */
    bool close_silently; /* no answer at all: the connection is closed */
    bool repeat_last;    /* the last piece again and again, for endless streams */
    long cut_after;      /* the connection dies after so many bytes of the body; -1: never */
    unsigned delay_ms;   /* before anything */
};

struct session {
    char id[24], task_id[24];
    int uploads, tracks_of_music;
};

struct render {
    char id[136];
    int polls;
    bool cancelled;
};

struct service {
    pthread_mutex_t lock;
    unsigned short port;
    char *tls; /* PEM of key and certificate; NULL: plain http */
    int polls_until_done;
    const char *hold;  /* while a file of this name is there, no render ends; NULL: none is held */
    bool ignore_range; /* sends the whole file to whoever asks for a part */
    char *media;       /* the file that downloads give */
    size_t media_bytes;
    FILE *record;
    cJSON *script;
    int requests, tokens;
    struct session sessions[MOST_SESSIONS];
    int session_count;
    struct render renders[MOST_RENDERS];
    int render_count;
};

/* service.c: a file of the test's own, NUL-terminated; ends the program when it cannot be read. */
char *service_read_whole(const char *path, size_t *length);

/* service_answer.c */
void answer_init(struct answer *answer);
void answer_release(struct answer *answer);
void answer_add_piece(struct answer *answer, const char *bytes, size_t length, unsigned pause_ms);
void answer_add_header(struct answer *answer, const char *name, const char *value);
/* The whole body as JSON; takes `json`. */
void answer_json(struct answer *answer, unsigned status, cJSON *json);
/* Sends and takes the answer's content. */
enum MHD_Result answer_send(struct MHD_Connection *connection, struct answer *answer);

/* service_routes.c: the happy path. Called with the lock held. */
void routes_answer(struct service *service, const struct request *request, struct answer *answer);

/* service_script.c: replaces or changes `answer` by the first rule that fits. Called with the lock held. */
void script_apply(struct service *service, const struct request *request, struct answer *answer);
/* Where the request's body is to be cut; -1: nowhere. Called with the lock held, once a request, before its body. */
long script_upload_limit(struct service *service, const char *method, const char *path);

#endif
