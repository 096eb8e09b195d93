/* Everything that goes to stderr, and the results that go to stdout.
 *
 * Threads may share one struct messages: notices, warnings, errors and progress take turns by themselves.
 * stdout carries results only. `quiet` keeps warnings and errors. With progress as JSON, notices and warnings are
 * events of that stream. Text from outside is stripped of what could drive a terminal. */
#ifndef BGMUSIC_CLI_MESSAGES_H
#define BGMUSIC_CLI_MESSAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "screen.h"
#include "bgmusic/base/error.h"

struct buf;
struct json;

enum progress_style { PROGRESS_BAR, PROGRESS_PLAIN, PROGRESS_JSON, PROGRESS_NONE };

enum { PROGRESS_MOST_JOBS = SCREEN_MOST_LINES - 1 };

/* What one job shows; private to progress*.c. */
struct progress_job {
    bool is_active;
    char stage[64], label[64], input[256];
    int64_t started_ms;  /* of the stage */
    int64_t done, total; /* total -1: unknown */
    int last_percent;    /* -1: none was told */
    int64_t event_ms;    /* when the last event without a percentage was written */
};

struct messages {
    bool json; /* results as JSON lines */
    bool quiet;
    int verbose;
    bool color; /* of labels on stderr */
    enum progress_style progress;
    bool holds_line; /* stdout holds an unfinished line on the same screen: no bar is drawn over it */
    struct screen screen;
    /* What the bars show now, under the screen's lock; private to progress*.c. */
    bool ascii;                           /* the terminal is not one for UTF-8 */
    int job_count;                        /* lines for jobs; 1 outside a batch */
    size_t finished, failed, input_count; /* of a batch; input_count 0: there is none */
    int64_t batch_started_ms;
    int64_t drawn_ms; /* real time of the last drawing */
    struct progress_job jobs[PROGRESS_MOST_JOBS];
};

void messages_init(struct messages *messages);
void messages_release(struct messages *messages);

/* stderr, one line each. */
void messages_notice(struct messages *messages, const char *format, ...) __attribute__((format(printf, 2, 3)));
void messages_warning(struct messages *messages, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The error sentence, its hint and its link. */
void messages_error(struct messages *messages, const struct bgm_error *err);

/* An event of --progress json, one line on stderr; takes `event`. */
void messages_event(struct json *event);

/* stdout. A failed write is remembered and reported by output_finish(). */
void output_text(const char *text);                  /* shown-safe, a newline added */
void output_piece(const char *text);                 /* shown-safe, at once, nothing added */
void output_bytes(const char *bytes, size_t length); /* as they are: scripts, --raw */
void output_flush(void);
void output_json(const struct json *object);
/* Flushes stdout: BGM_OUTPUT when something could not be written. */
enum bgm_status output_finish(struct bgm_error *err);
/* True when stdout is a pipe whose reader went away: the program ends quietly. */
bool output_pipe_closed(void);

/* Progress (progress.c; progress_draw.c draws). `job` counts from 0; what is not a batch has job 0 alone. A batch has a
 * line for each job and one for all; progress_jobs() begins it, with `jobs` at most PROGRESS_MOST_JOBS. */
void progress_jobs(struct messages *messages, int jobs, size_t input_count);
void progress_stage(struct messages *messages, int job, const char *input, const char *stage);
void progress_label(struct messages *messages, int job, const char *label); /* what is done within the stage */
void progress_update(struct messages *messages, int job, const char *stage, int64_t done, int64_t total);
void progress_job_end(struct messages *messages, int job);      /* its line is free for the next input */
void progress_finished(struct messages *messages, bool failed); /* one more input of the batch */
void progress_tick(struct messages *messages);                  /* clocks and spinners go on; cheap */
void progress_clear(struct messages *messages);                 /* until the next stage, or that of a batch's job */

/* Cuts a row of a table to the window, of which `taken` columns are needed for something else; in a pipe it stays
 * whole. */
void progress_fit(const struct messages *messages, size_t taken, struct buf *line);

/* A line of the trace as an event; for trace_set_writer(). */
void messages_trace_event(const char *line);

/* The JSON object of a failure's `error` key; the caller's. */
struct json *error_json(const struct bgm_error *err);
/* The code that the program will end with: of an interruption, by its signal. */
int messages_exit_code(enum bgm_status status);

#endif
