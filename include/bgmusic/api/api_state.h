/* The state of a session: the bytes as they came, and where the draft stands in them. */
#ifndef BGMUSIC_API_API_STATE_H
#define BGMUSIC_API_API_STATE_H

#include "bgmusic/api/api.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/json/json_span.h"

struct api_state {
    struct buf raw;         /* the whole answer, byte for byte */
    struct json_span state; /* `data.state`; length 0: none. Spans point into `raw` */
    struct json_span draft; /* `data.state.draft`, byte for byte; length 0: none, or null */
    struct json_span video_infos, canvas_config, video_analyses, generated_media; /* length 0: none */
    char *session_id, *task_id, *task_name; /* NULL: not said. Ids as text also when numbers came */
};

enum bgm_status api_state_read(struct api_client *client, const char *session_id, struct api_state *state,
                               struct bgm_error *err);
void api_state_release(struct api_state *state);

#endif
