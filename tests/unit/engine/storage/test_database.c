/* The database: steps, damage, newer files, other processes; tokens and renders in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bgmusic/base/file.h"
#include "database.h"
#include "database_migrations.h"
#include "render_rows.h"
#include "session_rows.h"
#include "support/temporary_folder.h"

struct place {
    char *folder, *path;
};

static int place_setup(void **state)
{
    static struct place place;
    assert_int_equal(temporary_folder_make(&place.folder), BGM_OK);
    place.path = path_join(place.folder, "engine.db");
    *state = &place;
    return 0;
}

static int place_teardown(void **state)
{
    struct place *place = *state;
    file_remove_folder(place->folder, 1);
    free(place->folder);
    free(place->path);
    return 0;
}

static struct database *opened(const char *path)
{
    struct database *database = NULL;
    struct bgm_error err = BGM_ERROR_INIT;
    if (database_open(path, 1000, &database, &err) != BGM_OK)
        fail_msg("%s", err.message);
    return database;
}

static void test_open_twice(void **state)
{
    struct place *place = *state;
    struct database *first = opened(place->path), *second = opened(place->path);
    struct token_row one, two;
    assert_int_equal(token_issue(first, "client", &one, NULL), BGM_OK);
    assert_int_equal(token_issue(second, "client", &two, NULL), BGM_OK);
    assert_string_equal(one.token, two.token);
    int64_t user = 0;
    assert_int_equal(token_check(second, one.token, &user, NULL), BGM_OK);
    assert_int_equal(user, one.user);
    /* Past its end it is no token, and a new one is made. */
    assert_int_equal(database_exec(first, NULL, NULL, "UPDATE tokens SET expires = 1", ""), BGM_OK);
    assert_int_equal(token_check(second, one.token, &user, NULL), BGM_AUTH);
    assert_int_equal(token_issue(second, "client", &two, NULL), BGM_OK);
    assert_string_not_equal(one.token, two.token);
    assert_int_equal(one.user, two.user);
    database_close(first);
    database_close(second);
}

/* Processes that all begin at once make one database and one token between them. */
static void test_parallel_first_runs(void **state)
{
    enum { CHILDREN = 8 };
    struct place *place = *state;
    int answers[2], gate[2];
    assert_int_equal(pipe(answers), 0);
    assert_int_equal(pipe(gate), 0);
    for (int i = 0; i < CHILDREN; i++) {
        if (fork() != 0)
            continue;
        struct database *database = NULL;
        struct token_row row = {.token = ""};
        char byte;
        close(gate[1]);
        if (read(gate[0], &byte, 1) == 0 && database_open(place->path, 10000, &database, NULL) == BGM_OK)
            token_issue(database, "client", &row, NULL);
        file_write_all(answers[1], row.token, sizeof row.token);
        database_close(database);
        _exit(0);
    }
    close(gate[1]); /* all go now */
    char first[TOKEN_TEXT_SIZE] = "", other[TOKEN_TEXT_SIZE];
    for (int i = 0; i < CHILDREN; i++) {
        assert_int_equal(read(answers[0], other, sizeof other), sizeof other);
        assert_memory_equal(other, "nmv_usr_", 8);
        if (i == 0)
            memcpy(first, other, sizeof first);
        assert_string_equal(first, other);
    }
    while (wait(NULL) > 0)
        ;
    close(gate[0]);
    close(answers[0]);
    close(answers[1]);
}

static void expect_refused(const char *path, const char *words)
{
    struct database *database = NULL;
    struct bgm_error err = BGM_ERROR_INIT;
    assert_int_equal(database_open(path, 50, &database, &err), BGM_FAILED);
    assert_null(database);
    if (strstr(err.message, words) == NULL || strstr(err.message, path) == NULL || err.hint[0] == '\0')
        fail_msg("%s; %s", err.message, err.hint);
}

static void test_damaged(void **state)
{
    struct place *place = *state;
    char garbage[8192];
    memset(garbage, 'x', sizeof garbage);
    file_write(place->path, 0600, garbage, sizeof garbage, NULL);
    expect_refused(place->path, "damaged");
}

static void test_newer(void **state)
{
    struct place *place = *state;
    struct database *database = opened(place->path);
    assert_int_equal(database_script(database, "PRAGMA user_version = 999", NULL), BGM_OK);
    database_close(database);
    expect_refused(place->path, "newer");
}

static void test_locked(void **state)
{
    struct place *place = *state;
    struct database *database = opened(place->path), *other = NULL;
    struct bgm_error err = BGM_ERROR_INIT;
    assert_int_equal(database_open(place->path, 50, &other, &err), BGM_OK);
    assert_int_equal(database_begin(database, NULL), BGM_OK);
    assert_int_equal(database_begin(other, &err), BGM_FAILED);
    assert_non_null(strstr(err.message, "locked"));
    assert_int_equal(database_end(database, true, NULL), BGM_OK);
    assert_int_equal(database_begin(other, NULL), BGM_OK);
    assert_int_equal(database_end(other, false, NULL), BGM_OK);
    database_close(database);
    database_close(other);
}

static void test_stale_draft(void **state)
{
    struct place *place = *state;
    struct database *database = opened(place->path);
    struct token_row token;
    struct session_row session, again;
    bool stored = false;
    token_issue(database, "client", &token, NULL);
    assert_int_equal(session_create(database, token.user, "project", "en", &session, NULL), BGM_OK);
    assert_int_equal(session_store_draft(database, session.id, 0, "{}", &stored, NULL), BGM_OK);
    assert_true(stored);
    assert_int_equal(session_store_draft(database, session.id, 0, "{\"d\":1}", &stored, NULL), BGM_OK);
    assert_false(stored);
    assert_int_equal(session_load(database, token.user, session.id, &again, NULL), BGM_OK);
    assert_string_equal(again.draft, "{}");
    session_row_release(&again);
    assert_int_equal(session_load(database, token.user + 1, session.id, &again, NULL), BGM_NOT_FOUND);
    session_row_release(&session);
    database_close(database);
}

static void test_render_life(void **state)
{
    struct place *place = *state;
    struct database *database = opened(place->path);
    struct token_row token, stranger;
    struct session_row session;
    struct render_row row = {.id = "r1", .owner = "a", .file = "f.mp4"}, found;
    bool yes = false;
    token_issue(database, "client", &token, NULL);
    session_create(database, token.user, "project", "en", &session, NULL);
    memcpy(row.session, session.id, sizeof session.id);
    assert_int_equal(render_insert(database, &row, "{}", NULL), BGM_OK);
    assert_int_equal(render_insert(database, &row, "{}", NULL), BGM_OUTPUT_EXISTS);
    assert_int_equal(render_claim(database, "b", &found, &yes, NULL), BGM_OK);
    assert_false(yes);
    render_row_release(&found);
    assert_int_equal(render_adopt(database, "r1", "a", "b", &yes, NULL), BGM_OK);
    assert_true(yes);
    assert_int_equal(render_adopt(database, "r1", "a", "c", &yes, NULL), BGM_OK);
    assert_false(yes); /* too late: it is b's */
    assert_int_equal(render_claim(database, "b", &found, &yes, NULL), BGM_OK);
    assert_true(yes);
    assert_string_equal(found.draft, "{}");
    render_row_release(&found);
    assert_int_equal(render_cancel(database, "r1", NULL), BGM_OK);
    assert_int_equal(render_progress(database, "r1", 50, &yes, NULL), BGM_OK);
    assert_true(yes); /* its worker hears of it */
    assert_int_equal(render_load(database, token.user, "r1", &found, NULL), BGM_OK);
    assert_int_equal(found.state, RENDER_PROCESSING);
    assert_int_equal(found.progress, 50);
    render_row_release(&found);
    assert_int_equal(token_issue(database, "stranger", &stranger, NULL), BGM_OK);
    assert_int_equal(render_load(database, stranger.user, "r1", &found, NULL), BGM_NOT_FOUND);
    render_row_release(&found);
    render_requeue(database, "b", NULL);
    render_cancel(database, "r1", NULL);
    assert_int_equal(render_load(database, token.user, "r1", &found, NULL), BGM_OK);
    assert_int_equal(found.state, RENDER_FAILED);
    assert_string_equal(found.error, "cancelled");
    render_row_release(&found);
    session_row_release(&session);
    database_close(database);
}

int main(void)
{
#define WITH_PLACE(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)
    const struct CMUnitTest tests[] = {
        WITH_PLACE(test_parallel_first_runs),
        WITH_PLACE(test_open_twice),
        WITH_PLACE(test_damaged),
        WITH_PLACE(test_newer),
        WITH_PLACE(test_locked),
        WITH_PLACE(test_stale_draft),
        WITH_PLACE(test_render_life),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
