/* Between batch.c (who takes which input, results in order) and batch_item.c (the work of one). */
#ifndef BGMUSIC_APP_BATCH_WORK_H
#define BGMUSIC_APP_BATCH_WORK_H

#include <pthread.h>

#include "bgmusic/app/app.h"
#include "bgmusic/app/batch.h"
#include "bgmusic/base/content_hash.h"

struct job;

struct batch_run {
    struct app *app; /* the caller's; connected once, by whichever job needs an engine first */
    struct batch *batch;
    char music_hash[CONTENT_HASH_SIZE]; /* of the user's own track; "": none */
    struct job *cut_off;                /* unfinished jobs, to go on with */
    size_t cut_off_count;

    pthread_mutex_t fetching;  /* of `fetched`: inputs from elsewhere, once for all their takes */
    pthread_cond_t fetch_news; /* one of them has ended */
    struct fetched_input {
        const char *input; /* the item's */
        char *path;        /* NULL: a job is at it, or it failed */
        bool is_coming;
    } * fetched;
    size_t fetched_count;

    pthread_mutex_t connecting;
    struct bgm_error *unreachable; /* why no engine could be had; NULL: it could, or nobody tried */

    pthread_mutex_t lock; /* of all below, and of the items' states */
    pthread_cond_t news;  /* an item has ended, a job too, or more may begin */
    size_t next;
    int allowed; /* jobs that may work */
    int alive;   /* jobs that have not ended */
    bool stop;   /* begin no more */
};

/* One job: with a thread and a context of its own, or with the caller's. */
struct batch_worker {
    struct batch_run *run;
    struct app *app;
    struct app own;
    struct app_listener listener;
    int job;
    pthread_t thread;
};

/* One input from its check to its end; its state is set last. */
void batch_item_run(struct batch_worker *worker, struct batch_item *item);
/* What it gave is not needed any more. */
void batch_item_drop_result(struct batch_item *item);
/* Jobs at a time where nobody says how many and the work is done here. */
int batch_local_jobs(void);

#endif
