/* Sessions known here: kept whole, listed by last use, hostile ids refused. */
#include "unit/store/store_scratch.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/store/session_store.h"

static void put(struct store *store, const char *base, const char *id, int64_t used_s)
{
    struct session_record record = {.id = (char *)id, .name = (char *)"project", .created_s = 5, .used_s = used_s};
    assert_int_equal(session_store_put(store, base, &record, NULL), BGM_OK);
}

static void put_and_get(void **state)
{
    struct store *store = &((struct scratch *)*state)->store;
    struct session_record record = {
        .id = (char *)"1234567890123456789",
        .task_id = (char *)"t",
        .name = (char *)"n\xc3\xa4\n\"",
        .video_name = (char *)"clip.mp4",
        .last_draft = (char *)"{\"id\":9223372036854775807, \"x\":\"\\u00e4\"}",
        .created_s = 100,
        .used_s = 200,
    };
    assert_int_equal(session_store_put(store, BASE, &record, NULL), BGM_OK);
    struct session_record back;
    assert_int_equal(session_store_get(store, BASE, record.id, &back, NULL), BGM_OK);
    assert_string_equal(back.id, record.id);
    assert_string_equal(back.task_id, "t");
    assert_string_equal(back.name, record.name);
    assert_string_equal(back.video_name, "clip.mp4");
    assert_string_equal(back.last_draft, record.last_draft); /* byte for byte */
    assert_int_equal(back.created_s, 100);
    assert_int_equal(back.used_s, 200);
    session_record_release(&back);
    session_record_release(&back);
    record = (struct session_record){.id = (char *)"1234567890123456789"};
    /* Field by field: what this run does not know stays, the first video keeps its name, time goes on. */
    record.video_name = (char *)"other.mp4";
    record.created_s = 150;
    record.used_s = 180;
    assert_int_equal(session_store_put(store, BASE, &record, NULL), BGM_OK);
    assert_int_equal(session_store_get(store, BASE, record.id, &back, NULL), BGM_OK);
    assert_string_equal(back.task_id, "t");
    assert_non_null(back.last_draft);
    assert_string_equal(back.video_name, "clip.mp4");
    assert_int_equal(back.created_s, 100);
    assert_int_equal(back.used_s, 200);
    session_record_release(&back);
    record.last_draft = (char *)"{}";
    record.used_s = 300;
    assert_int_equal(session_store_put(store, BASE, &record, NULL), BGM_OK);
    assert_int_equal(session_store_get(store, BASE, record.id, &back, NULL), BGM_OK);
    assert_string_equal(back.last_draft, "{}");
    assert_int_equal(back.used_s, 300);
    session_record_release(&back);
    struct bgm_error err = BGM_ERROR_INIT;
    assert_int_equal(session_store_get(store, BASE, "404", &back, &err), BGM_NOT_FOUND);
    assert_non_null(strstr(err.message, "404"));
    assert_int_equal(session_store_get(store, "https://other.example", record.id, &back, NULL), BGM_NOT_FOUND);
}

static void the_list(void **state)
{
    struct store *store = &((struct scratch *)*state)->store;
    struct session_record *records = NULL;
    size_t count = 7;
    session_store_list(store, BASE, &records, &count);
    assert_int_equal(count, 0);
    free(records);
    put(store, BASE, "1", 100);
    put(store, BASE, "2", 300);
    put(store, BASE, "3", 200);
    put(store, BASE, "b", 100);
    put(store, "https://other.example", "4", 900);
    char base[17], *folder = NULL;
    store_base_name(BASE, base);
    folder = xasprintf("%s/sessions/%s", store->state_folder, base);
    put_file(folder, "broken.json", 0600, "{");
    put_file(folder, "list.json", 0600, "[]");
    put_file(folder, "evil.json", 0600, "{\"id\":\"../../x\",\"used_at\":999}");
    put_file(folder, "5.json.AbCdEf", 0600, "{\"id\":\"5\"}"); /* left by a crash */
    session_store_list(store, BASE, &records, &count);
    static const char *const order[] = {"2", "3", "1", "b"};
    assert_int_equal(count, COUNT(order));
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(records[i].id, order[i]);
        session_record_release(&records[i]);
    }
    free(records);
    free(folder);
}

static void set_age(const struct store *store, const char *id, int64_t days)
{
    char base[17];
    store_base_name(BASE, base);
    char *path = xasprintf("%s/sessions/%s/%s.json", store->state_folder, base, id);
    struct timespec times[2] = {{.tv_sec = clock_wall_s() - days * 24 * 3600},
                                {.tv_sec = clock_wall_s() - days * 24 * 3600}};
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    free(path);
}

/* More records than the list holds: the newest are in it, whatever order the folder has. */
static void the_newest_of_many(void **state)
{
    struct store *store = &((struct scratch *)*state)->store;
    struct session_record *records = NULL;
    size_t count = 0;
    char id[16];
    for (int i = 0; i < SESSION_LIST_MOST + 41; i++) {
        snprintf(id, sizeof id, "%d", i * 7919 % 1041);
        put(store, BASE, id, i * 7919 % 1041);
        set_age(store, id, 2000 - i * 7919 % 1041);
    }
    session_store_list(store, BASE, &records, &count);
    assert_int_equal(count, SESSION_LIST_MOST);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(atoi(records[i].id), (int)(1040 - i));
        session_record_release(&records[i]);
    }
    free(records);
}

static void old_ones_go(void **state)
{
    struct store *store = &((struct scratch *)*state)->store;
    struct session_record *records = NULL;
    size_t count = 0;
    static const char *const ids[] = {"1", "2", "3", "4"};
    for (int i = 0; i < 4; i++) {
        put(store, BASE, ids[i], 100 - i);
        set_age(store, ids[i], 10 * i);
    }
    assert_int_equal(session_store_use(store, BASE, "4", NULL), BGM_OK);
    session_store_clean(store, BASE, (int64_t)15 * 24 * 3600, &count);
    assert_int_equal(count, 1); /* "3"; "4" is older, but current */
    session_store_list(store, BASE, &records, &count);
    assert_int_equal(count, 3);
    assert_string_equal(records[2].id, "4");
    for (size_t i = 0; i < count; i++)
        session_record_release(&records[i]);
    free(records);
}

static void the_current_one(void **state)
{
    struct store *store = &((struct scratch *)*state)->store;
    char *id = NULL;
    struct bgm_error err = BGM_ERROR_INIT;
    assert_int_equal(session_store_current(store, BASE, &id, &err), BGM_NOT_FOUND);
    assert_null(id);
    put(store, BASE, "1", 1);
    put(store, BASE, "2", 2);
    assert_int_equal(session_store_use(store, BASE, "1", NULL), BGM_OK);
    assert_int_equal(session_store_current(store, BASE, &id, NULL), BGM_OK);
    assert_string_equal(id, "1");
    free(id);
    assert_int_equal(session_store_current(store, "https://other.example", &id, NULL), BGM_NOT_FOUND);
    assert_int_equal(session_store_forget(store, BASE, "2", NULL), BGM_OK); /* another one: current stays */
    assert_int_equal(session_store_current(store, BASE, &id, NULL), BGM_OK);
    free(id);
    assert_int_equal(session_store_forget(store, BASE, "1", NULL), BGM_OK);
    assert_int_equal(session_store_current(store, BASE, &id, NULL), BGM_NOT_FOUND);
    assert_int_equal(session_store_forget(store, BASE, "1", &err), BGM_NOT_FOUND);
}

static void hostile_ids(void **state)
{
    struct scratch *scratch = *state;
    struct store *store = &scratch->store;
    static const char *const ids[] = {"../x", "..", ".", "", "a/b", "/etc/passwd", "a b", "a\n", "%2e", "x.json"};
    for (size_t i = 0; i < COUNT(ids); i++) {
        struct session_record record = {.id = (char *)ids[i]}, back;
        CHECK_ROW(session_store_put(store, BASE, &record, NULL) == BGM_SERVICE, i, ids[i]);
        CHECK_ROW(session_store_get(store, BASE, ids[i], &back, NULL) == BGM_USAGE, i, ids[i]);
        CHECK_ROW(session_store_use(store, BASE, ids[i], NULL) == BGM_USAGE, i, ids[i]);
        CHECK_ROW(session_store_forget(store, BASE, ids[i], NULL) == BGM_USAGE, i, ids[i]);
    }
    assert_false(file_exists(store->state_folder)); /* nothing was written anywhere */
    /* A current file that somebody else wrote. */
    char base[17], *folder = NULL, *id = NULL;
    store_base_name(BASE, base);
    folder = xasprintf("%s/sessions/%s", store->state_folder, base);
    put_file(folder, "current", 0600, "../../../etc\n");
    assert_int_equal(session_store_current(store, BASE, &id, NULL), BGM_NOT_FOUND);
    free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORE_TEST(put_and_get), STORE_TEST(the_list),        STORE_TEST(the_newest_of_many),
        STORE_TEST(old_ones_go), STORE_TEST(the_current_one), STORE_TEST(hostile_ids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
