/* One render per session at a time. */
#ifndef BGMUSIC_APP_ONE_RENDER_H
#define BGMUSIC_APP_ONE_RENDER_H

#include <stdbool.h>

#include "bgmusic/base/error.h"

struct app;
struct export_request;
struct export_result;

/* export_run() for a request that has a job and names no render. The session's lock is held until it is known what
 * this run does: a render of the very timeline that is at work already is picked up, one of another timeline is waited
 * for, and then a new one is submitted. `is_waiting` (out): it ended in that wait; the job's record stands, and comes
 * back here when it is resumed. */
enum bgm_status one_render_run(struct app *app, const struct export_request *request, struct export_result *result,
                               bool *is_waiting, struct bgm_error *err);

/* export_run() for the render that the job's record names. The record was written before the submit, on purpose: one
 * that the service does not know never arrived, and one_render_run() goes on. */
enum bgm_status one_render_resume(struct app *app, const struct export_request *request, struct export_result *result,
                                  bool *is_waiting, struct bgm_error *err);

#endif
