/* A power cut at any point leaves no row that promises a file which is not whole: the order of what a render tells the
 * disk, as the C library sees it. */
#include "engine_client.h"

#include <dlfcn.h>
#include <pthread.h>
#include <unistd.h>

#include "bgmusic/base/clock.h"
#include "database.h"

/* What was told, in order: "sync NAME", "rename NAME". The calls stand before the C library's and pass on to them. */
static struct buf told;
static pthread_mutex_t telling = PTHREAD_MUTEX_INITIALIZER;
static struct database *beside;
static char promised[16]; /* the row's state when the folder was told */

static const char *last_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

static void tell(const char *what, const char *path)
{
    pthread_mutex_lock(&telling);
    buf_appendf(&told, "%s %s\n", what, last_name(path));
    pthread_mutex_unlock(&telling);
}

static void look_at_row(void)
{
    struct query query = QUERY_INIT;
    bool row = false;
    if (beside != NULL && query_start(&query, beside, NULL, "SELECT status FROM renders", "") == BGM_OK &&
        query_next(&query, &row, NULL) == BGM_OK && row)
        snprintf(promised, sizeof promised, "%s", query_text(&query, 0));
    query_end(&query);
}

int fsync(int fd)
{
    static int (*real)(int);
    char link[64], path[4096] = "";
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "fsync");
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    if (readlink(link, path, sizeof path - 1) > 0) {
        tell("sync", path);
        if (strcmp(last_name(path), "renders") == 0)
            look_at_row();
    }
    return real(fd);
}

int rename(const char *from, const char *to)
{
    static int (*real)(const char *, const char *);
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "rename");
    tell("rename", from);
    return real(from, to);
}

static char *socket_path;
static bool lock_went_first;

int unlink(const char *path)
{
    static int (*real)(const char *);
    size_t length = strlen(path);
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "unlink");
    if (length > 5 && strcmp(path + length - 5, ".lock") == 0 && socket_path != NULL && file_exists(socket_path))
        lock_went_first = true;
    return real(path);
}

/* `first` stands in what was told, and `then` behind it; returns where `then` begins. */
static const char *expect_order(const char *from, const char *first, const char *then)
{
    const char *at = strstr(from, first), *behind = at != NULL ? strstr(at, then) : NULL;
    if (behind == NULL)
        fail_msg("no %s before %s in:\n%s", first, then, told.bytes);
    return behind;
}

static void test_bytes_name_row(void **state)
{
    (void)state;
    static const char *const draft_key[] = {"data", "state", "draft", NULL};
    struct rig rig;
    struct answer answer;
    struct json_span draft;
    buf_init(&told, 1 << 20);
    rig_init(&rig);
    char *path = path_join(rig.folder, "engine.db");
    assert_int_equal(database_open(path, 1000, &beside, NULL), BGM_OK);
    char *token = token_for(&rig, "one"), *session = session_for(&rig, token), *clip = clip_make(&rig, "c.mp4", 2);
    upload_by_url(&rig, token, session, clip, &answer);
    answer_release(&answer);
    say(&rig, token, session, "add calm lo-fi music", &answer);
    answer_release(&answer);
    state_of(&rig, token, session, &answer);
    assert_true(json_span_find(answer.body.bytes, answer.body.length, draft_key, &draft));
    char *body = xasprintf("{\"id\":\"r\",\"sessionId\":\"%s\",\"draft\":%.*s,\"output\":{\"midi\":true}}", session,
                           (int)draft.length, draft.bytes);
    answer_release(&answer);
    expect_ask(&rig, token, "POST", "/api/render/proxy/lambda", body, 200, 0);
    int64_t end_ms = clock_real_ms() + 120000;
    for (bool done = false; !done;) {
        ask(&rig, token, "GET", "/api/render/proxy/lambda/r", NULL, &answer);
        done = strcmp(json_text(json_get(answer.json, "data"), "status"), "completed") == 0;
        answer_release(&answer);
        if (clock_real_ms() > end_ms)
            fail_msg("the render does not end");
        usleep(20000);
    }
    const char *at = expect_order(told.bytes, "sync music.mid", "rename parts");
    at = expect_order(at, "sync out.mp4", "rename out.mp4");
    expect_order(at, "rename out.mp4", "sync renders");
    assert_string_equal(promised, "processing");
    database_close(beside);
    rig_release(&rig);
    buf_release(&told);
    free(body);
    free(path);
    free(token);
    free(session);
    free(clip);
}

/* An engine that is killed while it ends leaves its lock, by which the next one finds the folder of its socket. */
static void test_lock_goes_last(void **state)
{
    (void)state;
    struct rig rig;
    buf_init(&told, 1 << 20);
    rig_init(&rig);
    socket_path = xstrdup(engine_socket_path(rig.engine));
    assert_true(file_exists(socket_path));
    rig_release(&rig);
    assert_false(file_exists(socket_path));
    assert_false(lock_went_first);
    free(socket_path);
    socket_path = NULL;
    buf_release(&told);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes_name_row),
        cmocka_unit_test(test_lock_goes_last),
    };
    curl_global_init(CURL_GLOBAL_DEFAULT);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
