/* For the engine's tests alone: an engine in a private folder, and a small client on its socket. */
#ifndef BGMUSIC_TESTS_ENGINE_CLIENT_H
#define BGMUSIC_TESTS_ENGINE_CLIENT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <curl/curl.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/process.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/engine/engine.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_span.h"
#include "support/temporary_folder.h"

struct rig {
    char *folder;
    struct engine *engine;
};

struct answer {
    long http_status;
    struct buf body, headers;
    struct json *json; /* NULL when the body is none */
};

static inline void rig_start(struct rig *rig)
{
    struct bgm_error err = BGM_ERROR_INIT;
    struct engine_options options = {.data_folder = rig->folder, .workers = 1};
    if (engine_start(&options, &rig->engine, &err) != BGM_OK)
        fail_msg("engine_start: %s", err.message);
}

static inline void rig_init(struct rig *rig)
{
    rig->engine = NULL;
    assert_int_equal(temporary_folder_make(&rig->folder), BGM_OK);
    rig_start(rig);
}

static inline void rig_release(struct rig *rig)
{
    engine_stop(rig->engine);
    file_remove_folder(rig->folder, 3);
    free(rig->folder);
}

static inline size_t answer_take(char *bytes, size_t size, size_t count, void *place)
{
    return buf_append(place, bytes, size * count) ? size * count : 0;
}

static inline void answer_release(struct answer *answer)
{
    buf_release(&answer->body);
    buf_release(&answer->headers);
    json_free(answer->json);
    answer->json = NULL;
}

/* `headers`: lines, ended by NULL; `body` NULL: none. */
static inline void ask_with(const struct rig *rig, const char *method, const char *path, const char *const headers[],
                            const void *body, size_t length, struct answer *answer)
{
    CURL *curl = curl_easy_init();
    struct curl_slist *list = NULL;
    char *url = xasprintf("%s%s", engine_url(rig->engine), path);
    buf_init(&answer->body, 512 << 20);
    buf_init(&answer->headers, 1 << 20);
    for (size_t i = 0; headers[i] != NULL; i++)
        list = curl_slist_append(list, headers[i]);
    if (engine_socket_path(rig->engine) != NULL)
        curl_easy_setopt(curl, CURLOPT_UNIX_SOCKET_PATH, engine_socket_path(rig->engine));
    curl_easy_setopt(curl, CURLOPT_URL, url);
    if (body != NULL || strcmp(method, "POST") == 0) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body != NULL ? body : "");
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)length);
    }
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 120L);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, answer_take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer->body);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, answer_take);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer->headers);
    CURLcode code = curl_easy_perform(curl);
    if (code != CURLE_OK)
        fail_msg("%s %s: %s", method, path, curl_easy_strerror(code));
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer->http_status);
    curl_slist_free_all(list);
    curl_easy_cleanup(curl);
    free(url);
    answer->json = json_parse(answer->body.bytes, answer->body.length, NULL);
}

/* JSON in, JSON out, with a token (NULL: none). */
static inline void ask(const struct rig *rig, const char *token, const char *method, const char *path, const char *body,
                       struct answer *answer)
{
    char bearer[256];
    snprintf(bearer, sizeof bearer, "Authorization: Bearer %s", token != NULL ? token : "");
    const char *headers[] = {"Content-Type: application/json", token != NULL ? bearer : NULL, NULL};
    ask_with(rig, method, path, headers, body, body != NULL ? strlen(body) : 0, answer);
}

/* Status and code of an answer, and its end. */
static inline void expect_ask(const struct rig *rig, const char *token, const char *method, const char *path,
                              const char *body, long http_status, int code)
{
    struct answer answer;
    ask(rig, token, method, path, body, &answer);
    if (answer.http_status != http_status || json_int(answer.json, "code", -1) != code)
        fail_msg("%s %s: HTTP %ld, %s", method, path, answer.http_status, answer.body.bytes);
    answer_release(&answer);
}

/* A token for a client id; the caller's. */
static inline char *token_for(const struct rig *rig, const char *client)
{
    struct answer answer;
    char line[128];
    snprintf(line, sizeof line, "X-Client-Id: %s", client);
    const char *headers[] = {line, NULL};
    ask_with(rig, "POST", "/api/auth/anonymous-token", headers, NULL, 0, &answer);
    assert_int_equal(answer.http_status, 200);
    char *token = xstrdup(json_text(json_get(answer.json, "data"), "token"));
    assert_non_null(token);
    answer_release(&answer);
    return token;
}

static inline char *session_for(const struct rig *rig, const char *token)
{
    static const char *const where[] = {"data", "session_id", NULL};
    struct answer answer;
    ask(rig, token, "POST", "/api/tasks/me/with-session/nemo_agent", "{\"task_name\":\"project\",\"language\":\"en\"}",
        &answer);
    assert_int_equal(answer.http_status, 200);
    char *id = json_span_id(answer.body.bytes, answer.body.length, where);
    assert_non_null(id);
    answer_release(&answer);
    return id;
}

/* A small clip made by ffmpeg: `seconds` of test picture with a tone. */
static inline char *clip_make(const struct rig *rig, const char *name, int seconds)
{
    char *path = path_join(rig->folder, name);
    char picture[96], tone[96];
    snprintf(picture, sizeof picture, "testsrc=size=160x120:rate=10:duration=%d", seconds);
    snprintf(tone, sizeof tone, "sine=frequency=440:duration=%d", seconds);
    const char *argv[] = {"ffmpeg",   "-v",      "error", "-y",  "-f",   "lavfi",   "-i",      picture,
                          "-f",       "lavfi",   "-i",    tone,  "-c:v", "libx264", "-preset", "ultrafast",
                          "-pix_fmt", "yuv420p", "-c:a",  "aac", path,   NULL};
    struct buf out;
    int exit_code;
    buf_init(&out, 1024);
    assert_int_equal(process_capture(argv, 60000, &out, NULL, &exit_code, NULL), BGM_OK);
    assert_int_equal(exit_code, 0);
    buf_release(&out);
    return path;
}

static inline void upload_by_url(const struct rig *rig, const char *token, const char *session, const char *path,
                                 struct answer *answer)
{
    char *where = xasprintf("/api/upload-video/nemo_agent/me/%s", session);
    char *body = xasprintf("{\"urls\":[\"file://%s\"],\"source_type\":\"url\"}", path);
    ask(rig, token, "POST", where, body, answer);
    free(where);
    free(body);
}

/* The whole event stream of a turn. */
static inline void say(const struct rig *rig, const char *token, const char *session, const char *text,
                       struct answer *answer)
{
    char *body = xasprintf("{\"app_name\":\"nemo_agent\",\"user_id\":\"me\",\"session_id\":\"%s\","
                           "\"new_message\":{\"parts\":[{\"text\":\"%s\"}]}}",
                           session, text);
    ask(rig, token, "POST", "/run_sse", body, answer);
    free(body);
}

static inline void state_of(const struct rig *rig, const char *token, const char *session, struct answer *answer)
{
    char *where = xasprintf("/api/state/nemo_agent/me/%s/latest", session);
    ask(rig, token, "GET", where, NULL, answer);
    free(where);
    assert_int_equal(answer->http_status, 200);
}

#endif
