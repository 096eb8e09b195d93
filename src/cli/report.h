/* The report of a batch: one HTML page that needs nothing but itself and the clips it links to.
 *
 *     struct report *report = report_new("out/report.html");        NULL path: NULL, and every call does nothing
 *     status = report_check(path, &plan, err);                      before the work: could it be written?
 *     report_add(report, index, number, &item, state);              from any thread, when an input has ended
 *     status = report_write(report, &plan, took_ms, err);           what has not ended is listed as not begun
 *     report_free(report);
 *
 * Each clip has its players before and after, waveform and loudness (drawn as SVG from what the program measures; of
 * the first REPORT_MOST_PICTURES clips), tracks, prompt, warnings; failures stand on top. No script, no network, all
 * text escaped. Links to the clips are relative to the page, so that the folder can be moved. */
#ifndef BGMUSIC_CLI_REPORT_H
#define BGMUSIC_CLI_REPORT_H

#include <stddef.h>
#include <stdint.h>

#include "bgmusic/app/batch.h"
#include "bgmusic/base/error.h"

struct add_plan;
struct report;

enum { REPORT_MOST_PICTURES = 2000 };

struct report *report_new(const char *path, size_t count);
void report_free(struct report *report);

/* BGM_USAGE for a name that does not end in .html or .htm: a mistyped one could be a video. BGM_OUTPUT for a folder
 * that is not there, BGM_OUTPUT_EXISTS for a file that is no page of ours, unless `force`. */
enum bgm_status report_check(const char *path, bool force, struct bgm_error *err);
void report_add(struct report *report, size_t index, size_t number, const struct batch_item *item,
                enum batch_state state, const char *engine);
/* `engine`: who did the work. An older page of that name is replaced. */
enum bgm_status report_write(struct report *report, const struct add_plan *plan, const char *engine, int64_t took_ms,
                             struct bgm_error *err);

#endif
