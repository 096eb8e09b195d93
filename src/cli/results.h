/* Results of commands: for programs one JSON object each, for people lines; always on stdout. */
#ifndef BGMUSIC_CLI_RESULTS_H
#define BGMUSIC_CLI_RESULTS_H

#include <stdbool.h>

#include "bgmusic/base/error.h"

struct api_question;
struct cli;
struct draft;
struct json;

/* {"ok":true,"command":...,"engine":...}: the start of every object. The caller's, until result_print(). */
struct json *result_new(struct cli *cli, bool ok);
/* Prints and releases it; a bar that shares the terminal makes room. */
void result_print(struct cli *cli, struct json *result);
/* The failure object, with `input` (NULL: none) and `error`. Prints it. */
void result_print_failure(struct cli *cli, const char *input, const struct bgm_error *err);

/* The same with `question` (NULL: none). */
void result_print_failure_with(struct cli *cli, const char *input, const struct bgm_error *err,
                               const struct api_question *question);

/* A line of text, or the path of a finished file, to stdout; a bar that shares the terminal is taken away first. A path
 * goes to a script byte for byte, to a terminal without its control characters. */
void result_print_line(struct cli *cli, const char *text);
void result_print_path(struct cli *cli, const char *path);

/* With --verbose: which engine did it, in which session, under which render id; on stderr. */
void result_tell_ids(struct cli *cli, const char *session_id, const char *render_id);

/* Adds "tracks": [{"type","name","start_ms","end_ms","volume"}]. What is not known is left out. */
void result_set_tracks(struct json *result, const struct draft *draft);

/* Adds a list of texts from lines with newlines between; `lines` may be NULL. */
void result_set_lines(struct json *result, const char *key, const char *lines);

/* Adds a list of texts from "piano, bass, drums"; `names` may be NULL. */
void result_set_names(struct json *result, const char *key, const char *names);

/* The summary line of a timeline, to stdout. */
void result_print_summary(const struct draft *draft);

#endif
