/* Everything that goes to stderr, and the results that go to stdout.
 *
 * stdout carries results only. `quiet` keeps warnings and errors. With progress as JSON, notices and warnings are
 * events of that stream. Text from outside is stripped of what could drive a terminal. */
#ifndef BGMUSIC_CLI_MESSAGES_H
#define BGMUSIC_CLI_MESSAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/error.h"

struct json;

enum progress_style { PROGRESS_BAR, PROGRESS_PLAIN, PROGRESS_JSON, PROGRESS_NONE };

struct messages {
    bool json;      /* results as JSON lines */
    bool quiet;
    int verbose;
    bool color;     /* of labels on stderr */
    enum progress_style progress;
    bool holds_line; /* stdout holds an unfinished line on the same screen: no bar is drawn over it */
    /* What the bar shows now; private to progress.c. */
    bool bar_drawn;
    int64_t bar_drawn_ms, stage_started_ms;
    int last_percent;
    int64_t last_done;
    char stage[64], input[256];
};

void messages_init(struct messages *messages);

/* stderr, one line each. */
void messages_notice(struct messages *messages, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void messages_warning(struct messages *messages, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The error sentence, its hint and its link. */
void messages_error(struct messages *messages, const struct bgm_error *err);

/* An event of --progress json, one line on stderr; takes `event`. */
void messages_event(struct json *event);

/* stdout. A failed write is remembered and reported by output_finish(). */
void output_text(const char *text);  /* shown-safe, a newline added */
void output_piece(const char *text); /* shown-safe, at once, nothing added */
void output_bytes(const char *bytes, size_t length); /* as they are: scripts, --raw */
void output_json(const struct json *object);
/* Flushes stdout: BGM_OUTPUT when something could not be written. */
enum bgm_status output_finish(struct bgm_error *err);
/* True when stdout is a pipe whose reader went away: the program ends quietly. */
bool output_pipe_closed(void);

/* Progress (progress.c). */
void progress_stage(struct messages *messages, const char *input, const char *stage);
void progress_update(struct messages *messages, const char *stage, int64_t done, int64_t total);
void progress_clear(struct messages *messages); /* takes a drawn bar off the screen */

/* The JSON object of a failure's `error` key; the caller's. */
struct json *error_json(const struct bgm_error *err);

#endif
