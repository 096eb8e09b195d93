/* The client id: found, made once between parallel first runs, refused when it is none. */
#include "unit/store/store_scratch.h"

#include "bgmusic/store/client_id.h"

static void made_and_kept(void **state)
{
    struct store *store = &((struct scratch *)*state)->store;
    char *first = NULL, *again = NULL;
    bool from_environment = true;
    assert_int_equal(client_id_get(store, &first, &from_environment, NULL), BGM_OK);
    assert_false(from_environment);
    assert_int_equal(strlen(first), 36);
    assert_int_equal(mode_in(store->shared_folder, "client_id"), 0600);
    assert_int_equal(client_id_get(store, &again, NULL, NULL), BGM_OK);
    assert_string_equal(again, first);
    free(first);
    free(again);
    char *fresh = client_id_new();
    assert_int_equal(client_id_keep(store, fresh, NULL), BGM_OK);
    assert_int_equal(client_id_get(store, &again, NULL, NULL), BGM_OK);
    assert_string_equal(again, fresh);
    free(again);
    free(fresh);
}

static void one_that_is_there(void **state)
{
    struct store *store = &((struct scratch *)*state)->store;
    static const struct {
        const char *content, *id; /* NULL: refused */
    } rows[] = {
        {"abc", "abc"},
        {"abc\n", "abc"},
        {"  abc \r\n", "abc"},
        {"!~#:/", "!~#:/"},
        {"0123456789012345678901234567890123456789012345678901234567890123",
         "0123456789012345678901234567890123456789012345678901234567890123"},
        {"01234567890123456789012345678901234567890123456789012345678901234", NULL},
        {"", NULL},
        {"\n", NULL},
        {"a b", NULL},
        {"a\nb", NULL},
        {"\xc3\xa4", NULL},
        {"a\x7f", NULL},
        {"a\033[31m", NULL},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *id = NULL;
        struct bgm_error err = BGM_ERROR_INIT;
        put_file(store->shared_folder, "client_id", 0644, rows[i].content);
        enum bgm_status status = client_id_get(store, &id, NULL, &err);
        CHECK_ROW(status == (rows[i].id != NULL ? BGM_OK : BGM_USAGE), i, rows[i].content);
        CHECK_ROW(rows[i].id == NULL || strcmp(id, rows[i].id) == 0, i, rows[i].content);
        CHECK_ROW(rows[i].id != NULL || (strstr(err.message, "client_id") != NULL && err.hint[0] != '\0'), i,
                  rows[i].content);
        free(id);
        char *text = get_file(store->shared_folder, "client_id"); /* shared with others: stays as it is */
        assert_string_equal(text, rows[i].content);
        free(text);
        assert_int_equal(mode_in(store->shared_folder, "client_id"), 0644);
    }
}

static void from_the_environment(void **state)
{
    struct store *store = &((struct scratch *)*state)->store;
    char *id = NULL;
    bool from_environment = false;
    setenv("NEMO_CLIENT_ID", "given-by-hand", 1);
    assert_int_equal(client_id_get(store, &id, &from_environment, NULL), BGM_OK);
    assert_string_equal(id, "given-by-hand");
    assert_true(from_environment);
    free(id);
    assert_false(file_exists(store->shared_folder)); /* nothing is written */
    struct bgm_error err = BGM_ERROR_INIT;
    setenv("NEMO_CLIENT_ID", "not an id", 1);
    assert_int_equal(client_id_get(store, &id, NULL, &err), BGM_USAGE);
    assert_non_null(strstr(err.message, "NEMO_CLIENT_ID"));
    setenv("NEMO_CLIENT_ID", "", 1); /* empty is unset */
    assert_int_equal(client_id_get(store, &id, &from_environment, NULL), BGM_OK);
    assert_false(from_environment);
    free(id);
    unsetenv("NEMO_CLIENT_ID");
}

static int first_run(void *context)
{
    struct scratch *scratch = context;
    char *id = NULL;
    if (client_id_get(&scratch->store, &id, NULL, NULL) != BGM_OK)
        return 1;
    char name[32];
    snprintf(name, sizeof name, "seen-%ld", (long)getpid());
    char *path = path_join(scratch->folder, name);
    return file_write(path, 0600, id, strlen(id), NULL) == BGM_OK ? 0 : 2;
}

static void parallel_first_runs_make_one(void **state)
{
    struct scratch *scratch = *state;
    enum { RUNS = 8 };
    pid_t pids[RUNS];
    for (int i = 0; i < RUNS; i++)
        pids[i] = start_child(first_run, scratch);
    for (int i = 0; i < RUNS; i++)
        assert_int_equal(child_exit_code(pids[i]), 0);
    char *kept = NULL;
    assert_int_equal(client_id_get(&scratch->store, &kept, NULL, NULL), BGM_OK);
    for (int i = 0; i < RUNS; i++) {
        char name[32];
        snprintf(name, sizeof name, "seen-%ld", (long)pids[i]);
        char *seen = get_file(scratch->folder, name);
        assert_string_equal(seen, kept);
        free(seen);
    }
    free(kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORE_TEST(made_and_kept),
        STORE_TEST(one_that_is_there),
        STORE_TEST(from_the_environment),
        STORE_TEST(parallel_first_runs_make_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
