/* The whole way over the socket: token, session, upload, message, state, render, poll, download. */
#include "engine_client.h"

#include <dirent.h>
#include <unistd.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "media_probe.h"

struct journey {
    struct rig rig;
    char *token, *session, *clip;
};

static int journey_begin(void **state)
{
    struct journey *journey = xcalloc(1, sizeof *journey);
    struct answer answer;
    rig_init(&journey->rig);
    journey->token = token_for(&journey->rig, "journey");
    journey->session = session_for(&journey->rig, journey->token);
    journey->clip = clip_make(&journey->rig, "my clip.mp4", 3);
    char *url_path = path_join(journey->rig.folder, "my%20clip.mp4");
    upload_by_url(&journey->rig, journey->token, journey->session, url_path, &answer);
    free(url_path);
    if (answer.http_status != 200)
        fail_msg("upload: %s", answer.body.bytes);
    const struct json *file = json_first(json_path(answer.json, "data", "files", NULL));
    assert_string_equal(json_text(file, "filename"), "my clip.mp4");
    assert_string_equal(json_text(file, "file_type"), "video");
    assert_int_equal(json_int(file, "width", 0), 160);
    answer_release(&answer);
    *state = journey;
    return 0;
}

static int journey_end(void **state)
{
    struct journey *journey = *state;
    rig_release(&journey->rig);
    free(journey->token);
    free(journey->session);
    free(journey->clip);
    free(journey);
    return 0;
}

/* Sends the session's draft as a render, `output` as JSON; fails the test when it is answered otherwise. */
static void render_order_as(struct journey *journey, const char *id, const char *output, long http_status)
{
    static const char *const where[] = {"data", "state", "draft", NULL};
    struct answer state, answer;
    struct json_span draft;
    state_of(&journey->rig, journey->token, journey->session, &state);
    assert_true(json_span_find(state.body.bytes, state.body.length, where, &draft));
    char *body = xasprintf("{\"id\":\"%s\",\"sessionId\":\"%s\",\"draft\":%.*s,"
                           "\"output\":%s}",
                           id, journey->session, (int)draft.length, draft.bytes, output);
    ask(&journey->rig, journey->token, "POST", "/api/render/proxy/lambda", body, &answer);
    if (answer.http_status != http_status)
        fail_msg("submit: HTTP %ld, %s", answer.http_status, answer.body.bytes);
    free(body);
    answer_release(&state);
    answer_release(&answer);
}

static void render_order(struct journey *journey, const char *id, long http_status)
{
    render_order_as(journey, id, "{\"format\":\"mp4\",\"quality\":\"high\"}", http_status);
}

/* Polls as the client does, with a wait, until the render ends. */
static void render_wait(struct journey *journey, const char *id, const char *wanted, struct answer *answer)
{
    char *path = xasprintf("/api/render/proxy/lambda/%s", id);
    char bearer[128];
    snprintf(bearer, sizeof bearer, "Authorization: Bearer %s", journey->token);
    const char *headers[] = {bearer, "Prefer: wait=20", NULL};
    int64_t end_ms = clock_real_ms() + 300000;
    for (;;) {
        ask_with(&journey->rig, "GET", path, headers, NULL, 0, answer);
        assert_int_equal(answer->http_status, 200);
        assert_non_null(strstr(answer->headers.bytes, "Preference-Applied: wait"));
        const char *status = json_text(json_get(answer->json, "data"), "status");
        if (strcmp(status, "completed") == 0 || strcmp(status, "failed") == 0)
            break;
        answer_release(answer);
        if (clock_real_ms() > end_ms)
            fail_msg("the render does not end");
    }
    free(path);
    if (strcmp(json_text(json_get(answer->json, "data"), "status"), wanted) != 0)
        fail_msg("render: %s", answer->body.bytes);
}

static void expect_type(struct journey *journey, const char *path, const char *type)
{
    struct answer answer;
    ask(&journey->rig, journey->token, "GET", path, NULL, &answer);
    assert_int_equal(answer.http_status, 200);
    if (strcasestr(answer.headers.bytes, type) == NULL)
        fail_msg("%s is no %s: %s", path, type, answer.headers.bytes);
    answer_release(&answer);
}

static void test_music_to_file(void **context)
{
    struct journey *journey = *context;
    struct answer answer;
    say(&journey->rig, journey->token, journey->session,
        "Add background music: calm lo-fi. Music volume 40%. Fade out 1 s. Add the title \\\"Urban "
        "Dreams\\\" at the "
        "start. Seed 42.",
        &answer);
    assert_int_equal(answer.http_status, 200);
    assert_non_null(strstr(answer.headers.bytes, "text/event-stream"));
    assert_non_null(strstr(answer.body.bytes, "\"partial\":true"));
    assert_non_null(strstr(answer.body.bytes, "compose_music"));
    assert_null(strstr(answer.body.bytes, "errorCode"));
    answer_release(&answer);

    state_of(&journey->rig, journey->token, journey->session, &answer);
    const struct json *track = json_first(json_path(answer.json, "data", "state", "draft", "t", NULL));
    const struct json *music = json_first(json_get(json_next(track), "sg"));
    assert_int_equal(json_int(json_next(track), "tt", -1), 1);
    assert_true(json_number(music, "v", 0) == 0.4);
    assert_int_equal(json_int(music, "fo", 0), 1000);
    assert_string_equal(json_text(json_get(music, "m"), "seed"), "42");
    assert_string_equal(json_text(json_get(music, "m"), "style"), "lofi");
    assert_true(json_number(json_get(music, "m"), "bpm", 0) > 40);
    answer_release(&answer);

    render_order(journey, "render_one", 200);
    render_order(journey, "render_one", 409);
    render_wait(journey, "render_one", "completed", &answer);
    const char *url = json_text(json_path(answer.json, "data", "output", NULL), "url");
    assert_string_equal(url, "http://localhost/api/render/proxy/render_one/download");
    int64_t size = json_int(json_path(answer.json, "data", "output", NULL), "size", 0);
    answer_release(&answer);

    expect_type(journey, "/api/render/proxy/render_one/download", "Content-Type: video/mp4");
    ask(&journey->rig, journey->token, "GET", "/api/render/proxy/render_one/download", NULL, &answer);
    assert_int_equal(answer.http_status, 200);
    assert_int_equal(answer.body.length, size);
    char *path = path_join(journey->rig.folder, "result.mp4");
    struct media_info info;
    assert_int_equal(file_write(path, 0600, answer.body.bytes, answer.body.length, NULL), BGM_OK);
    assert_int_equal(media_probe(path, &info, NULL), BGM_OK);
    assert_true(info.video_stream >= 0 && info.audio_stream >= 0);
    assert_in_range(info.duration_us / 1000, 2900, 3200);
    free(path);

    /* The rest of it alone, as a client does that was cut off. */
    struct answer rest;
    char bearer[128], range[64];
    snprintf(bearer, sizeof bearer, "Authorization: Bearer %s", journey->token);
    snprintf(range, sizeof range, "Range: bytes=%lld-", (long long)size - 100);
    const char *headers[] = {bearer, range, NULL};
    ask_with(&journey->rig, "GET", "/api/render/proxy/render_one/download", headers, NULL, 0, &rest);
    assert_int_equal(rest.http_status, 206);
    assert_int_equal(rest.body.length, 100);
    assert_memory_equal(rest.body.bytes, answer.body.bytes + size - 100, 100);
    answer_release(&rest);
    answer_release(&answer);
}

/* Each thing that a render gives has its own type, and is its owner's alone: to another user there is no such render.
 */
static void test_parts_and_strangers(void **context)
{
    static const char *const calls[][2] = {
        {"GET", "/api/render/proxy/lambda/mine"},
        {"POST", "/api/render/proxy/lambda/mine/cancel"},
        {"GET", "/api/render/proxy/mine/download"},
        {"GET", "/api/render/proxy/mine/parts/music.mid"},
    };
    struct journey *journey = *context;
    struct answer answer;
    char *stranger = token_for(&journey->rig, "stranger");
    say(&journey->rig, journey->token, journey->session, "add calm lo-fi music", &answer);
    answer_release(&answer);
    render_order_as(journey, "mine", "{\"format\":\"wav\",\"stems\":true,\"midi\":true}", 200);
    render_wait(journey, "mine", "completed", &answer);
    const struct json *part = json_first(json_path(answer.json, "data", "output", "parts", NULL));
    assert_true(json_count(json_path(answer.json, "data", "output", "parts", NULL)) > 2);
    for (; part != NULL; part = json_next(part)) {
        bool is_midi = strcmp(json_text(part, "name"), "music.mid") == 0;
        expect_type(journey, json_text(part, "url") + strlen("http://localhost"),
                    is_midi ? "Content-Type: audio/midi" : "Content-Type: audio/wav");
    }
    answer_release(&answer);
    expect_type(journey, "/api/render/proxy/mine/download", "Content-Type: audio/wav");
    for (size_t i = 0; i < COUNT(calls); i++)
        expect_ask(&journey->rig, stranger, calls[i][0], calls[i][1], NULL, 404, 404);
    free(stranger);
}

/* The path of the one finished file that ends so, the caller's. */
static char *finished_file(struct journey *journey, const char *end)
{
    char *folder = path_join(journey->rig.folder, "renders"), *path = NULL;
    DIR *listing = opendir(folder);
    assert_non_null(listing);
    for (struct dirent *entry; (entry = readdir(listing)) != NULL;) {
        if (path == NULL && text_ends_with_ignore_case(entry->d_name, end))
            path = path_join(folder, entry->d_name);
    }
    closedir(listing);
    free(folder);
    assert_non_null(path);
    return path;
}

/* The format decides on the container; what cannot be made is refused before any work. */
static void test_formats(void **context)
{
    static const struct {
        const char *id, *output, *type;
    } rows[] = {
        {"a-film", "{\"format\":\"mkv\",\"copy_picture\":true}", "Content-Type: video/x-matroska"},
        {"a-song", "{\"format\":\"mp3\"}", "Content-Type: audio/mpeg"},
    };
    struct journey *journey = *context;
    struct answer answer;
    say(&journey->rig, journey->token, journey->session, "add calm lo-fi music", &answer);
    answer_release(&answer);
    render_order_as(journey, "no-film", "{\"format\":\"gif\"}", 400);
    render_order_as(journey, "no-sense", "{\"copy_picture\":true,\"compatible\":true}", 400);
    for (size_t i = 0; i < COUNT(rows); i++) {
        char path[80];
        render_order_as(journey, rows[i].id, rows[i].output, 200);
        render_wait(journey, rows[i].id, "completed", &answer);
        answer_release(&answer);
        snprintf(path, sizeof path, "/api/render/proxy/%s/download", rows[i].id);
        expect_type(journey, path, rows[i].type);
    }
    /* A link in the place of the finished song leads nowhere. */
    char *song = finished_file(journey, ".mp3");
    assert_int_equal(unlink(song), 0);
    assert_int_equal(symlink(journey->clip, song), 0);
    ask(&journey->rig, journey->token, "GET", "/api/render/proxy/a-song/download", NULL, &answer);
    assert_int_equal(answer.http_status, 410);
    answer_release(&answer);
    free(song);
}

/* A file that changed after the upload is told, not mixed. */
static void test_changed_source(void **context)
{
    struct journey *journey = *context;
    struct answer answer;
    say(&journey->rig, journey->token, journey->session, "add calm music", &answer);
    answer_release(&answer);
    assert_int_equal(file_write(journey->clip, 0600, "gone", 4, NULL), BGM_OK);
    render_order(journey, "render_two", 200);
    render_wait(journey, "render_two", "failed", &answer);
    assert_non_null(strstr(json_text(json_get(answer.json, "data"), "error"), "has changed"));
    answer_release(&answer);
}

/* An engine that ends in the middle leaves the render to the next one. */
static void test_render_survives(void **context)
{
    struct journey *journey = *context;
    struct answer answer;
    say(&journey->rig, journey->token, journey->session, "add calm music", &answer);
    answer_release(&answer);
    render_order(journey, "render_three", 200);
    engine_stop(journey->rig.engine);
    journey->rig.engine = NULL;
    rig_start(&journey->rig);
    render_wait(journey, "render_three", "completed", &answer);
    answer_release(&answer);
}

/* One that waits and one that is worked on: both end soon, in the protocol's word for it. */
static void test_cancel(void **context)
{
    struct journey *journey = *context;
    struct answer answer;
    say(&journey->rig, journey->token, journey->session, "add calm music", &answer);
    answer_release(&answer);
    render_order(journey, "works", 200);
    render_order(journey, "waits", 200);
    static const char *const ids[] = {"waits", "works"};
    for (int i = 0; i < 2; i++) {
        char *path = xasprintf("/api/render/proxy/lambda/%s/cancel", ids[i]);
        expect_ask(&journey->rig, journey->token, "POST", path, NULL, 200, 0);
        free(path);
        render_wait(journey, ids[i], "failed", &answer);
        assert_string_equal(json_text(json_get(answer.json, "data"), "error"), "cancelled");
        answer_release(&answer);
        path = xasprintf("/api/render/proxy/%s/download", ids[i]);
        expect_ask(&journey->rig, journey->token, "GET", path, NULL, 409, 409);
        free(path);
    }
}

/* Changes of a turn stay where the message put them, and a turn about nothing leaves the bytes alone. */
static void test_turns_in_a_row(void **context)
{
    static const char *const where[] = {"data", "state", "draft", NULL};
    struct journey *journey = *context;
    struct answer answer, before, after;
    struct json_span first, second;
    say(&journey->rig, journey->token, journey->session, "加一段轻松的低保真音乐，音量30%", &answer);
    assert_non_null(strstr(answer.body.bytes, "已作曲"));
    answer_release(&answer);
    state_of(&journey->rig, journey->token, journey->session, &before);
    say(&journey->rig, journey->token, journey->session, "what a nice day", &answer);
    answer_release(&answer);
    state_of(&journey->rig, journey->token, journey->session, &after);
    assert_true(json_span_find(before.body.bytes, before.body.length, where, &first));
    assert_true(json_span_find(after.body.bytes, after.body.length, where, &second));
    assert_int_equal(first.length, second.length);
    assert_memory_equal(first.bytes, second.bytes, first.length);
    assert_non_null(strstr(before.body.bytes, "\"v\":0.3,"));
    answer_release(&before);
    answer_release(&after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_music_to_file, journey_begin, journey_end),
        cmocka_unit_test_setup_teardown(test_parts_and_strangers, journey_begin, journey_end),
        cmocka_unit_test_setup_teardown(test_formats, journey_begin, journey_end),
        cmocka_unit_test_setup_teardown(test_changed_source, journey_begin, journey_end),
        cmocka_unit_test_setup_teardown(test_render_survives, journey_begin, journey_end),
        cmocka_unit_test_setup_teardown(test_cancel, journey_begin, journey_end),
        cmocka_unit_test_setup_teardown(test_turns_in_a_row, journey_begin, journey_end),
    };
    curl_global_init(CURL_GLOBAL_DEFAULT);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
