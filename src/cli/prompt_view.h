/* What was made of the prompt of an `add`, for programs and for people. Where the engine keeps that to itself there is
 * nothing to tell. */
#ifndef BGMUSIC_CLI_PROMPT_VIEW_H
#define BGMUSIC_CLI_PROMPT_VIEW_H

struct add_request;
struct cli;
struct json;

/* Adds "understood" and "unknown": lists of words, empty where nothing is known. */
void prompt_view_set(struct cli *cli, struct json *object, const struct add_request *request);
/* A notice of what was understood, when there was a prompt. (What was not is a warning of the work itself.) */
void prompt_view_tell(struct cli *cli, const struct add_request *request);
/* A line of a plan, to stdout: "    understood: lo-fi, 90 bpm; not understood: zorblax". */
void prompt_view_plan(struct cli *cli, const struct add_request *request);

#endif
