/* What is stored together is stored whole or not at all: uploads of one call, a change and what undoes it. */
#include "engine_client.h"

#include "database.h"

struct shelf {
    struct rig rig;
    struct database *database; /* the engine's, from beside */
    char *token, *session, *clip;
};

static int shelf_begin(void **state)
{
    struct shelf *shelf = xcalloc(1, sizeof *shelf);
    rig_init(&shelf->rig);
    shelf->token = token_for(&shelf->rig, "one");
    shelf->session = session_for(&shelf->rig, shelf->token);
    shelf->clip = clip_make(&shelf->rig, "c.mp4", 1);
    char *path = path_join(shelf->rig.folder, "engine.db");
    assert_int_equal(database_open(path, 1000, &shelf->database, NULL), BGM_OK);
    free(path);
    *state = shelf;
    return 0;
}

static int shelf_end(void **state)
{
    struct shelf *shelf = *state;
    database_close(shelf->database);
    rig_release(&shelf->rig);
    free(shelf->token);
    free(shelf->session);
    free(shelf->clip);
    free(shelf);
    return 0;
}

static int64_t count_of(struct shelf *shelf, const char *sql)
{
    struct query query = QUERY_INIT;
    bool row = false;
    assert_int_equal(query_start(&query, shelf->database, NULL, sql, ""), BGM_OK);
    assert_int_equal(query_next(&query, &row, NULL), BGM_OK);
    int64_t count = query_int(&query, 0);
    query_end(&query);
    return count;
}

/* From now on the statement fails, as on a full disk. */
static void break_when(struct shelf *shelf, const char *when)
{
    char *sql = xasprintf("CREATE TRIGGER broken BEFORE %s BEGIN SELECT RAISE(ABORT, 'broken'); END", when);
    assert_int_equal(database_script(shelf->database, sql, NULL), BGM_OK);
    free(sql);
}

static void mend(struct shelf *shelf)
{
    assert_int_equal(database_script(shelf->database, "DROP TRIGGER broken", NULL), BGM_OK);
}

static void upload_twice(struct shelf *shelf, long http_status)
{
    struct answer answer;
    char *where = xasprintf("/api/upload-video/nemo_agent/me/%s", shelf->session);
    char *body = xasprintf("{\"urls\":[\"file://%s\",\"file://%s\"]}", shelf->clip, shelf->clip);
    ask(&shelf->rig, shelf->token, "POST", where, body, &answer);
    if (answer.http_status != http_status)
        fail_msg("upload: HTTP %ld, %s", answer.http_status, answer.body.bytes);
    answer_release(&answer);
    free(where);
    free(body);
}

static size_t track_count(struct shelf *shelf)
{
    struct answer answer;
    state_of(&shelf->rig, shelf->token, shelf->session, &answer);
    size_t count = json_count(json_path(answer.json, "data", "state", "draft", "t", NULL));
    answer_release(&answer);
    return count;
}

static void test_files_of_one_call(void **state)
{
    struct shelf *shelf = *state;
    break_when(shelf, "INSERT ON uploads WHEN (SELECT count(*) FROM uploads) = 1");
    upload_twice(shelf, 500);
    assert_int_equal(count_of(shelf, "SELECT count(*) FROM uploads"), 0);
    assert_int_equal(track_count(shelf), 0);
    mend(shelf);
    upload_twice(shelf, 200);
    assert_int_equal(count_of(shelf, "SELECT count(*) FROM uploads"), 2);
    assert_int_equal(track_count(shelf), 1);
}

static void expect_say(struct shelf *shelf, const char *text, const char *words)
{
    struct answer answer;
    say(&shelf->rig, shelf->token, shelf->session, text, &answer);
    if (strstr(answer.body.bytes, words) == NULL)
        fail_msg("%s: %s", text, answer.body.bytes);
    answer_release(&answer);
}

static void test_undo_that_fails(void **state)
{
    struct shelf *shelf = *state;
    upload_twice(shelf, 200);
    expect_say(shelf, "add a title \\\"Hello\\\"", "Title");
    assert_int_equal(track_count(shelf), 2);
    break_when(shelf, "UPDATE ON sessions");
    expect_say(shelf, "undo", "errorCode");
    mend(shelf);
    assert_int_equal(track_count(shelf), 2);
    expect_say(shelf, "undo", "was undone");
    assert_int_equal(track_count(shelf), 1);
    expect_say(shelf, "undo", "nothing to undo");
}

/* A change whose way back cannot be kept is no change. */
static void test_change_without_a_way_back(void **state)
{
    struct shelf *shelf = *state;
    upload_twice(shelf, 200);
    break_when(shelf, "INSERT ON draft_history");
    expect_say(shelf, "add a title \\\"Hello\\\"", "errorCode");
    assert_int_equal(track_count(shelf), 1);
    mend(shelf);
}

/* Wishes that the composer would refuse, or that came out of order, are told and leave a session that works. */
static void test_wishes_that_met(void **state)
{
    struct shelf *shelf = *state;
    struct answer answer;
    free(shelf->clip);
    shelf->clip = clip_make(&shelf->rig, "long.mp4", 6);
    upload_twice(shelf, 200);
    expect_say(shelf, "Add background music: calm lo-fi, builds up slowly, build up gradually until 4 s.", "Composed");
    expect_say(shelf, "builds up slowly", "Composed");
    expect_say(shelf, "builds up slowly", "in the timeline");
    expect_say(shelf, "solo piano", "Composed");
    say(&shelf->rig, shelf->token, shelf->session, "without piano", &answer);
    assert_null(strstr(answer.body.bytes, "errorCode"));
    answer_release(&answer);
    assert_int_equal(track_count(shelf), 2);
}

int main(void)
{
#define WITH_SHELF(test) cmocka_unit_test_setup_teardown(test, shelf_begin, shelf_end)
    const struct CMUnitTest tests[] = {
        WITH_SHELF(test_files_of_one_call),
        WITH_SHELF(test_undo_that_fails),
        WITH_SHELF(test_change_without_a_way_back),
        WITH_SHELF(test_wishes_that_met),
    };
    curl_global_init(CURL_GLOBAL_DEFAULT);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
