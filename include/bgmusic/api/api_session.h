/* A new session (and the task it belongs to). */
#ifndef BGMUSIC_API_API_SESSION_H
#define BGMUSIC_API_API_SESSION_H

#include "bgmusic/api/api.h"

struct api_session {
    char *session_id; /* 19 digits above 2^53, as text also when a JSON number came */
    char *task_id;    /* NULL: not said */
    char *user_id;    /* NULL: not said */
};

enum bgm_status api_session_new(struct api_client *client, const char *task_name, const char *language,
                                struct api_session *session, struct bgm_error *err);
void api_session_release(struct api_session *session);

#endif
