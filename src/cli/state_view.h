/* What the timeline looks like, for `state`, for a conversation that asks for it, and at the end of `add`. */
#ifndef BGMUSIC_CLI_STATE_VIEW_H
#define BGMUSIC_CLI_STATE_VIEW_H

#include <stdbool.h>

#include "bgmusic/base/error.h"

struct cli;
struct draft;
struct draft_scene;
struct json;

struct state_wish {
    const char *session_id;
    const char *action;   /* NULL: none; else added to the JSON object, for commands that can answer in several ways */
    const char *svg_path; /* NULL: none; else the picture goes there, too */
    bool force;           /* an SVG file that is there is replaced */
};

/* Reads the session's state, and prints the summary line and the picture (draft/draft_picture.h), or the JSON object.
 */
enum bgm_status state_view_show(struct cli *cli, const struct state_wish *wish, struct bgm_error *err);

/* On a terminal, to stderr: the picture, and what the music is. Nothing elsewhere. */
void state_view_tell(struct cli *cli, const struct draft *draft, const struct draft_scene *scene);

/* `silences` and `levels`: where the music is silent in between, louder or softer; `original_silences` and
 * `original_levels`: the same of the video's own sound. Nothing where there is none. */
void state_view_set_places(struct json *object, const struct draft_scene *scene);

#endif
