/* The happy path: every call of docs/protocol.md answered correctly from memory. */
#include "service_internal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Both are above 2^53 and not a double's neighbours: a client that reads them as numbers loses digits. */
#define FIRST_SESSION_ID 7321985640123456781LL
#define FIRST_TASK_ID    6917529027641081903LL

static cJSON *wrap(cJSON *data)
{
    cJSON *root = cJSON_CreateObject();
    cJSON_AddNumberToObject(root, "code", 0);
    cJSON_AddStringToObject(root, "message", "ok");
    cJSON_AddItemToObject(root, "data", data);
    return root;
}

static void fail(struct answer *answer, unsigned status, int code, const char *message)
{
    cJSON *root = cJSON_CreateObject();
    cJSON_AddNumberToObject(root, "code", code);
    cJSON_AddStringToObject(root, "message", message);
    answer_json(answer, status, root);
}

static const char *header(const struct request *request, const char *name)
{
    return MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, name);
}

static struct session *find_session(struct service *service, const char *id, size_t length)
{
    for (int i = 0; i < service->session_count; i++) {
        if (strlen(service->sessions[i].id) == length && strncmp(service->sessions[i].id, id, length) == 0)
            return &service->sessions[i];
    }
    return NULL;
}

static void answer_token(struct service *service, const struct request *request, struct answer *answer)
{
    if (header(request, "X-Client-Id") == NULL) {
        fail(answer, 400, 400, "X-Client-Id is missing");
        return;
    }
    char token[64];
    snprintf(token, sizeof token, "nmv_usr_scripted%04d", ++service->tokens);
    cJSON *data = cJSON_CreateObject();
    cJSON_AddStringToObject(data, "token", token);
    cJSON_AddStringToObject(data, "user_id", "anon_scripted");
    cJSON_AddNumberToObject(data, "credits", 100);
    cJSON_AddStringToObject(data, "expires_at", "2030-03-18T00:00:00Z");
    answer_json(answer, 200, wrap(data));
}

static void answer_new_session(struct service *service, struct answer *answer)
{
    if (service->session_count == MOST_SESSIONS) {
        fail(answer, 500, 5000, "too many sessions");
        return;
    }
    struct session *session = &service->sessions[service->session_count];
    long long step = 2LL * service->session_count++;
    *session = (struct session){0};
    snprintf(session->id, sizeof session->id, "%lld", FIRST_SESSION_ID + step);
    snprintf(session->task_id, sizeof session->task_id, "%lld", FIRST_TASK_ID + step);
    /* The session id comes as a JSON number, the task id as a text: both must be read. */
    cJSON *data = cJSON_CreateObject();
    cJSON_AddStringToObject(data, "task_id", session->task_id);
    cJSON_AddRawToObject(data, "session_id", session->id);
    cJSON_AddStringToObject(data, "user_id", "anon_scripted");
    answer_json(answer, 200, wrap(data));
}

static void answer_upload(struct session *session, const struct request *request, struct answer *answer)
{
    const char *type = header(request, "Content-Type");
    bool multipart = type != NULL && strncmp(type, "multipart/form-data", 19) == 0;
    cJSON *asked = multipart ? NULL : cJSON_Parse(request->body);
    int count = multipart ? 1 : cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(asked, "urls"));
    cJSON_Delete(asked);
    cJSON *files = cJSON_CreateArray();
    for (int i = 0; i < count; i++) {
        cJSON *file = cJSON_CreateObject();
        cJSON_AddStringToObject(file, "filename", "clip.mp4");
        cJSON_AddStringToObject(file, "file_type", "video");
        cJSON_AddStringToObject(file, "cdn_url", "https://cdn.example.invalid/clip.mp4");
        cJSON_AddNumberToObject(file, "duration", 30.0);
        cJSON_AddNumberToObject(file, "width", 1920);
        cJSON_AddNumberToObject(file, "height", 1080);
        cJSON_AddNumberToObject(file, "fps", 25);
        cJSON_AddItemToArray(files, file);
        session->uploads++;
    }
    cJSON *data = cJSON_CreateObject();
    cJSON_AddItemToObject(data, "files", files);
    cJSON_AddBoolToObject(data, "session_state_applied", 1);
    answer_json(answer, 200, wrap(data));
}

static void add_event(struct answer *answer, const char *json)
{
    char text[2048];
    int length = snprintf(text, sizeof text, "data: %s\n\n", json);
    answer_add_piece(answer, text, (size_t)length, 0);
}

/* A run of the agent: words in pieces, their repeat, a tool, a last word. */
static void answer_chat(struct session *session, struct answer *answer)
{
    answer->chunked = true;
    answer->content_type = strdup("text/event-stream");
    answer_add_piece(answer, ": connected\n\n", 13, 0);
    add_event(answer, "{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Adding calm \"}]},\"partial\":true}");
    add_event(answer, "{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"music.\"}]},\"partial\":true}");
    add_event(answer, "{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Adding calm music.\"},"
                      "{\"functionCall\":{\"id\":\"c1\",\"name\":\"add_bgm\",\"args\":{\"mood\":\"calm\"}}}]}}");
    add_event(answer, "{\"content\":{\"role\":\"user\",\"parts\":[{\"functionResponse\":{\"id\":\"c1\","
                      "\"name\":\"add_bgm\",\"response\":{\"ok\":true}}}]}}");
    session->tracks_of_music++;
    add_event(answer, "{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Background music was added.\"}]}}");
}

static void answer_state(const struct session *session, struct answer *answer)
{
    char text[8192], tracks[4096] = "";
    size_t used = 0;
    if (session->uploads > 0)
        used += (size_t)snprintf(tracks, sizeof tracks,
                                 "{\"tt\":0,\"sg\":[{\"id\":9007199254740993,\"n\":\"clip.mp4\",\"s\":0,"
                                 "\"d\":30000}]}");
    for (int i = 0; i < session->tracks_of_music && i < 16; i++)
        used += (size_t)snprintf(tracks + used, sizeof tracks - used,
                                 "%s{\"tt\":1, \"sg\":[{\"n\":\"Lo-fi\",\"s\":0,\"d\":30000,\"v\":0.350}]}",
                                 used > 0 ? "," : "");
    /* Spaces, 64-bit numbers and trailing zeros: what a careless pass through a JSON library would change. */
    int length = snprintf(text, sizeof text,
                          "{\"code\":0,\"data\":{\"session_id\":%s,\"task_id\":\"%s\",\"task_name\":\"project\","
                          "\"state\":{\"draft\":{ \"t\":[%s], \"d\":30000,\"m\":{\"title\":\"project\","
                          "\"width\":1920,\"height\":1080},\"rev\":9007199254740995},"
                          "\"video_infos\":[],\"canvas_config\":{\"width\":1920,\"height\":1080}}}}",
                          session->id, session->task_id, tracks);
    answer->content_type = strdup("application/json");
    answer_add_piece(answer, text, (size_t)length, 0);
}

static void answer_render_submit(struct service *service, const struct request *request, struct answer *answer)
{
    cJSON *asked = cJSON_Parse(request->body);
    const char *id = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(asked, "id"));
    const char *session = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(asked, "sessionId"));
    if (header(request, "X-Skill-Source") == NULL || header(request, "X-Skill-Version") == NULL ||
        header(request, "X-Skill-Platform") == NULL)
        fail(answer, 402, 402, "export is not in the plan");
    else if (id == NULL || session == NULL || strlen(id) > 127 ||
             !cJSON_IsObject(cJSON_GetObjectItemCaseSensitive(asked, "draft")))
        fail(answer, 400, 400, "id, sessionId and draft are needed");
    else if (find_session(service, session, strlen(session)) == NULL)
        fail(answer, 404, 1002, "session not found");
    else if (service->render_count == MOST_RENDERS)
        fail(answer, 500, 5000, "too many renders");
    else {
        struct render *render = &service->renders[service->render_count++];
        *render = (struct render){0};
        snprintf(render->id, sizeof render->id, "%s", id);
        cJSON *data = cJSON_CreateObject();
        cJSON_AddStringToObject(data, "id", id);
        cJSON_AddStringToObject(data, "status", "pending");
        cJSON_AddNumberToObject(data, "progress", 5);
        cJSON *root = cJSON_CreateObject();
        cJSON_AddBoolToObject(root, "success", 1);
        cJSON_AddItemToObject(root, "data", data);
        answer_json(answer, 200, root);
    }
    cJSON_Delete(asked);
}

static struct render *find_render(struct service *service, const char *id, size_t length)
{
    for (int i = 0; i < service->render_count; i++) {
        if (strlen(service->renders[i].id) == length && strncmp(service->renders[i].id, id, length) == 0)
            return &service->renders[i];
    }
    return NULL;
}

static void answer_render_status(struct service *service, struct render *render, struct answer *answer)
{
    cJSON *data = cJSON_CreateObject();
    render->polls++;
    if (render->cancelled)
        cJSON_AddStringToObject(data, "error", "cancelled");
    bool held = service->hold != NULL && access(service->hold, F_OK) == 0;
    bool done = render->polls >= service->polls_until_done && !held;
    cJSON_AddStringToObject(data, "id", render->id);
    cJSON_AddStringToObject(data, "status", render->cancelled ? "failed" : done ? "completed" : "processing");
    cJSON_AddNumberToObject(data, "progress", done ? 100 : held ? 50 : 100 * render->polls / service->polls_until_done);
    if (done && !render->cancelled && service->media != NULL) {
        char url[256];
        snprintf(url, sizeof url, "%s://127.0.0.1:%u/media/%s.mp4?signature=scripted",
                 service->tls != NULL ? "https" : "http", service->port, render->id);
        cJSON_AddStringToObject(data, "outputUrl", url);
    }
    cJSON *root = cJSON_CreateObject();
    cJSON_AddBoolToObject(root, "success", 1);
    cJSON_AddItemToObject(root, "data", data);
    answer_json(answer, 200, root);
}

static void answer_media(const struct service *service, const struct request *request, struct answer *answer)
{
    unsigned long long first = 0;
    const char *range = service->ignore_range ? NULL : header(request, "Range");
    if (service->media == NULL) {
        fail(answer, 404, 404, "no such file");
        return;
    }
    answer->content_type = strdup("video/mp4");
    answer_add_header(answer, "Accept-Ranges", "bytes");
    answer_add_header(answer, "ETag", "\"scripted-1\"");
    if (range != NULL && sscanf(range, "bytes=%llu-", &first) == 1) {
        char text[96];
        if (first >= service->media_bytes) {
            fail(answer, 416, 416, "range not satisfiable");
            return;
        }
        snprintf(text, sizeof text, "bytes %llu-%zu/%zu", first, service->media_bytes - 1, service->media_bytes);
        answer_add_header(answer, "Content-Range", text);
        answer->status = 206;
    }
    answer_add_piece(answer, service->media + first, service->media_bytes - first, 0);
}

static void answer_claim(struct answer *answer)
{
    cJSON *data = cJSON_CreateObject();
    cJSON_AddStringToObject(data, "claim_token", "clm_scripted");
    cJSON_AddNumberToObject(data, "expires_in", 604800);
    answer_json(answer, 200, wrap(data));
}

static void answer_credits(struct answer *answer)
{
    cJSON *data = cJSON_CreateObject();
    cJSON_AddNumberToObject(data, "available", 25000);
    cJSON_AddNumberToObject(data, "frozen", 40);
    cJSON_AddNumberToObject(data, "total", 25040);
    answer_json(answer, 200, wrap(data));
}

/* `path` is `start`, an id, `end`: the id's place and length. */
static bool id_between(const char *path, const char *start, const char *end, const char **id, size_t *length)
{
    size_t whole = strlen(path), before = strlen(start), after = strlen(end);
    if (whole <= before + after || strncmp(path, start, before) != 0 || strcmp(path + whole - after, end) != 0)
        return false;
    *id = path + before;
    *length = whole - before - after;
    return memchr(*id, '/', *length) == NULL;
}

/* Calls with a session or render id in their path. */
static bool answer_by_id(struct service *service, const struct request *request, struct answer *answer)
{
    const char *id;
    size_t length;
    bool get = strcmp(request->method, "GET") == 0, post = strcmp(request->method, "POST") == 0;
    bool upload = post && id_between(request->path, "/api/upload-video/nemo_agent/me/", "", &id, &length);
    if (upload || (get && id_between(request->path, "/api/state/nemo_agent/me/", "/latest", &id, &length))) {
        struct session *session = find_session(service, id, length);
        if (session == NULL)
            fail(answer, 404, 1002, "session not found");
        else if (upload)
            answer_upload(session, request, answer);
        else
            answer_state(session, answer);
        return true;
    }
    bool cancel = post && id_between(request->path, "/api/render/proxy/lambda/", "/cancel", &id, &length);
    bool fetch = get && id_between(request->path, "/api/render/proxy/", "/download", &id, &length);
    if (cancel || fetch || (get && id_between(request->path, "/api/render/proxy/lambda/", "", &id, &length))) {
        struct render *render = find_render(service, id, length);
        if (render == NULL) {
            fail(answer, 404, 1404, "render not found");
        } else if (fetch) {
            answer_media(service, request, answer);
        } else {
            render->cancelled = render->cancelled || cancel;
            answer_render_status(service, render, answer);
        }
        return true;
    }
    return false;
}

static void answer_run(struct service *service, const struct request *request, struct answer *answer)
{
    cJSON *asked = cJSON_Parse(request->body);
    const char *id = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(asked, "session_id"));
    struct session *session = id != NULL ? find_session(service, id, strlen(id)) : NULL;
    if (session == NULL)
        fail(answer, 200, 1002, "session not found");
    else
        answer_chat(session, answer);
    cJSON_Delete(asked);
}

void routes_answer(struct service *service, const struct request *request, struct answer *answer)
{
    bool get = strcmp(request->method, "GET") == 0, post = strcmp(request->method, "POST") == 0;
    const char *path = request->path;
    if (post && strcmp(path, "/api/auth/anonymous-token") == 0) {
        answer_token(service, request, answer);
        return;
    }
    if (get && strncmp(path, "/media/", 7) == 0) {
        answer_media(service, request, answer);
        return;
    }
    if (header(request, "Authorization") == NULL) {
        fail(answer, 401, 1001, "no token");
        return;
    }
    if (post && strcmp(path, "/api/tasks/me/with-session/nemo_agent") == 0)
        answer_new_session(service, answer);
    else if (post && strcmp(path, "/run_sse") == 0)
        answer_run(service, request, answer);
    else if (get && strcmp(path, "/api/credits/balance/simple") == 0)
        answer_credits(answer);
    else if (post && strcmp(path, "/api/render/proxy/lambda") == 0)
        answer_render_submit(service, request, answer);
    else if (post && strcmp(path, "/api/auth/claim-token") == 0)
        answer_claim(answer);
    else if (!answer_by_id(service, request, answer))
        fail(answer, 404, 404, "no such route");
}
