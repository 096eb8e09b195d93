/* Many inputs in one run, some of them at a time.
 *
 *     struct batch batch = {.items = items, .count = count, .jobs = 0, .on_result = ..., ...};
 *     status = batch_run(&app, &batch, err);
 *
 * The engine is chosen with the first input that passes its checks; all jobs share it, its connections and its token.
 * Each job is a thread with a context of its own (app_share()); with one job all runs in the caller's thread. Results
 * come in the order of the inputs, in the caller's thread, as soon as all before them have come. */
#ifndef BGMUSIC_APP_BATCH_H
#define BGMUSIC_APP_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/app/add_music.h"
#include "bgmusic/app/app.h"
#include "bgmusic/base/error.h"

enum { BATCH_MOST_JOBS = 64 };

enum batch_state {
    BATCH_WAITING,
    BATCH_RUNNING,
    BATCH_DONE,
    BATCH_SKIPPED, /* the output is there already */
    BATCH_FAILED,  /* `err` tells why; an interruption, too */
    BATCH_LEFT,    /* not begun: somebody stopped the run, or an earlier input failed with `fail_fast` */
};

struct batch_item {
    struct add_request request; /* borrowed texts */
    const char *made_from;      /* the input that becomes this one, which is passed over then; borrowed; NULL: none */
    const struct bgm_error *refused; /* why it cannot be begun: a bad row of a list; borrowed; NULL: it can */
    /* Filled in: */
    enum batch_state state;
    struct bgm_error *err;     /* BATCH_FAILED; the batch's until batch_item_release() */
    struct add_result *result; /* BATCH_DONE, or BATCH_FAILED by BGM_ASKED; until on_result() has seen it */
    int64_t took_ms;
};

struct batch {
    struct batch_item *items;
    size_t count;
    int jobs;           /* at most BATCH_MOST_JOBS; 0: one for the cloud, one a core for the local engine */
    bool fail_fast;     /* begin no more inputs once one has failed; what is under way is finished */
    bool skip_existing; /* finished_work.h; jobs that were cut off are gone on with */
    const char *engine; /* as it was asked for: a part of the wishes */
    bool tells_cost;    /* once, before credits of an anonymous token are spent */

    void *context;
    /* Once, before the first job: so many may run at a time. */
    void (*on_start)(void *context, int jobs);
    /* The listener of the job with this number (from 0), before it begins. */
    struct app_listener (*listener_for)(void *context, int job);
    /* From the job's thread: what it works on now; then what became of it, in the order of completion. */
    void (*on_begin)(void *context, int job, const struct batch_item *item);
    void (*on_end)(void *context, int job, const struct batch_item *item, enum batch_state state);
    /* From the caller's thread, in the order of the inputs. False: nobody wants more results; no more inputs are begun.
     */
    bool (*on_result)(void *context, const struct batch_item *item);
};

/* BGM_OK when all inputs are done or skipped; the status of a single input; BGM_INTERRUPTED; BGM_TIMED_OUT when
 * --timeout stopped it; else BGM_PARTIAL. `err` is not filled: each failure is in its item. */
enum bgm_status batch_run(struct app *app, struct batch *batch);

void batch_item_release(struct batch_item *item); /* legal twice */

#endif
