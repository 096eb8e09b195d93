/* Tokens: by base, private, refused when open, nothing lost between processes. */
#include "unit/store/store_scratch.h"

#include "bgmusic/store/credentials.h"

static void put(struct store *store, const char *base, const char *token, bool is_login)
{
    struct credential credential = {xstrdup(token), xstrdup("anon_1"), is_login, 1000, 1773792000};
    assert_int_equal(credentials_put(store, base, &credential, NULL), BGM_OK);
    credential_release(&credential);
    assert_null(credential.token);
    credential_release(&credential);
}

static void assert_token(struct store *store, const char *base, const char *token)
{
    struct credential credential;
    struct bgm_error err = BGM_ERROR_INIT;
    enum bgm_status status = credentials_get(store, base, &credential, &err);
    assert_int_equal(status, token != NULL ? BGM_OK : BGM_NOT_FOUND);
    if (token != NULL)
        assert_string_equal(credential.token, token);
    credential_release(&credential);
}

static void by_base(void **state)
{
    struct store *store = &((struct scratch *)*state)->store;
    assert_token(store, BASE, NULL);
    assert_int_equal(credentials_remove(store, BASE, NULL), BGM_OK); /* what is not there */
    put(store, BASE, "nmv_usr_a", false);
    put(store, "https://b.example:8443", "nmv_usr_b", true);
    put(store, STORE_LOCAL_BASE, "nmv_usr_c", false);
    assert_int_equal(mode_in(store->state_folder, "credentials.json"), 0600);
    assert_int_equal(mode_in(store->state_folder, ""), 0700);
    assert_token(store, BASE, "nmv_usr_a");
    assert_token(store, "https://b.example:8443", "nmv_usr_b");
    assert_token(store, "https://b.example", NULL);
    put(store, BASE, "nmv_usr_a2", false);
    assert_token(store, BASE, "nmv_usr_a2");
    assert_int_equal(credentials_remove(store, BASE, NULL), BGM_OK);
    assert_token(store, BASE, NULL);
    assert_token(store, STORE_LOCAL_BASE, "nmv_usr_c");

    struct credential credential;
    assert_int_equal(credentials_get(store, "https://b.example:8443", &credential, NULL), BGM_OK);
    assert_string_equal(credential.user_id, "anon_1");
    assert_true(credential.is_login);
    assert_int_equal(credential.created_s, 1000);
    assert_int_equal(credential.expires_s, 1773792000);
    credential_release(&credential);
}

static void open_files_are_refused(void **state)
{
    struct store *store = &((struct scratch *)*state)->store;
    static const mode_t modes[] = {0644, 0640, 0604, 0660, 0601};
    static const char content[] = "{\"" BASE "\":{\"token\":\"nmv_usr_secret\"}}";
    for (size_t i = 0; i < COUNT(modes); i++) {
        struct credential credential;
        struct bgm_error err = BGM_ERROR_INIT;
        put_file(store->state_folder, "credentials.json", modes[i], content);
        assert_int_equal(credentials_get(store, BASE, &credential, &err), BGM_AUTH);
        assert_null(credential.token);
        assert_non_null(strstr(err.hint, "chmod 600 '"));
        assert_null(strstr(err.message, "secret"));
        credential = (struct credential){.token = (char *)"nmv_usr_new"};
        assert_int_equal(credentials_put(store, BASE, &credential, &err), BGM_AUTH);
        char *text = get_file(store->state_folder, "credentials.json");
        assert_string_equal(text, content);
        free(text);
    }
}

static void damaged_files(void **state)
{
    struct store *store = &((struct scratch *)*state)->store;
    static const struct {
        const char *content;
        enum bgm_status status;
    } rows[] = {
        {"", BGM_AUTH},
        {"{", BGM_AUTH},
        {"[1]", BGM_AUTH},
        {"\"x\"", BGM_AUTH},
        {"null", BGM_AUTH},
        {"{\"" BASE "\":7}", BGM_NOT_FOUND},
        {"{\"" BASE "\":{\"token\":7}}", BGM_NOT_FOUND},
        {"{\"" BASE "\":{\"token\":\"\"}}", BGM_NOT_FOUND},
        {"{\"" BASE "\":{\"token\":\"t\",\"expires_at\":\"soon\",\"user_id\":7}}", BGM_OK},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct credential credential;
        struct bgm_error err = BGM_ERROR_INIT;
        put_file(store->state_folder, "credentials.json", 0600, rows[i].content);
        CHECK_ROW(credentials_get(store, BASE, &credential, &err) == rows[i].status, i, rows[i].content);
        if (rows[i].status == BGM_OK) {
            assert_null(credential.user_id);
            assert_int_equal(credential.expires_s, 0);
        }
        credential_release(&credential);
        credential = (struct credential){.token = (char *)"nmv_usr_new"};
        enum bgm_status wanted = rows[i].status == BGM_AUTH ? BGM_AUTH : BGM_OK;
        CHECK_ROW(credentials_put(store, BASE, &credential, NULL) == wanted, i, rows[i].content);
    }
}

enum { WRITERS = 6, EACH = 5 };

struct writer {
    struct store *store;
    int number;
};

static int write_some(void *context)
{
    const struct writer *writer = context;
    for (int i = 0; i < EACH; i++) {
        char base[64];
        snprintf(base, sizeof base, "https://%d-%d.example", writer->number, i);
        struct credential credential = {.token = base};
        if (credentials_put(writer->store, base, &credential, NULL) != BGM_OK)
            return 1;
    }
    return 0;
}

static void parallel_writers_lose_nothing(void **state)
{
    struct store *store = &((struct scratch *)*state)->store;
    pid_t pids[WRITERS];
    for (int w = 0; w < WRITERS; w++) {
        struct writer writer = {store, w};
        pids[w] = start_child(write_some, &writer);
    }
    for (int w = 0; w < WRITERS; w++)
        assert_int_equal(child_exit_code(pids[w]), 0);
    for (int w = 0; w < WRITERS; w++) {
        for (int i = 0; i < EACH; i++) {
            char base[64];
            snprintf(base, sizeof base, "https://%d-%d.example", w, i);
            assert_token(store, base, base);
        }
    }
}

static int has_lock_of(void *context)
{
    struct store *store = context;
    char name[17], *file, *path;
    store_base_name(BASE, name);
    file = xasprintf("token-%s.lock", name);
    path = path_join(store->state_folder, file);
    struct file_lock lock = FILE_LOCK_INIT;
    enum bgm_status status = file_lock_try(&lock, path, NULL);
    free(file);
    free(path);
    return status == BGM_OK ? 0 : 1;
}

static void one_asks_at_a_time(void **state)
{
    struct store *store = &((struct scratch *)*state)->store;
    struct file_lock lock = FILE_LOCK_INIT, other = FILE_LOCK_INIT;
    assert_int_equal(credentials_lock(store, BASE, &lock, NULL), BGM_OK);
    assert_int_equal(credentials_lock(store, STORE_LOCAL_BASE, &other, NULL), BGM_OK); /* another base: another lock */
    put(store, BASE, "nmv_usr_a", false); /* storing does not wait for the asking */
    assert_int_equal(child_exit_code(start_child(has_lock_of, store)), 1);
    file_unlock(&other);
    file_unlock(&lock);
    assert_int_equal(child_exit_code(start_child(has_lock_of, store)), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORE_TEST(by_base),
        STORE_TEST(open_files_are_refused),
        STORE_TEST(damaged_files),
        STORE_TEST(parallel_writers_lose_nothing),
        STORE_TEST(one_asks_at_a_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
