/* Jobs: kept whole between steps, one process at a time, forgotten when done. */
#include "unit/store/store_scratch.h"

#include <utime.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/store/job_store.h"

static void new_job(struct job *job)
{
    *job = (struct job){.command = xstrdup("add"),
                        .base_key = xstrdup(BASE),
                        .engine = xstrdup("cloud"),
                        .output = xstrdup("/out/clip-music.mp4")};
    job_new_id(job);
}

static void round_trip(void **state)
{
    struct store *store = &((struct scratch *)*state)->store;
    struct job job, back;
    new_job(&job);
    assert_int_equal(strlen(job.id), strlen("job-") + 12);
    assert_int_equal(job_store_put(store, &job, NULL), BGM_OK);
    assert_true(job.created_s > 0);
    assert_int_equal(job_store_get(store, job.id, &back, NULL), BGM_OK);
    assert_null(back.input);
    assert_null(back.message);
    assert_null(back.session_id);
    assert_null(back.render_id);
    assert_false(back.force || back.sound_only);
    assert_null(back.wishes);
    assert_int_equal(back.step, JOB_STARTED);
    job_release(&back);

    job.input = xstrdup("/in/\xff odd \"name\".mp4");
    job.message = xstrdup("calm lo-fi\n");
    job.music_path = xstrdup("/in/song.mp3");
    job.session_id = xstrdup("1234567890123456789");
    job.render_id = xstrdup("render_1");
    job.fingerprint = xstrdup("0123abcd");
    job.stems_folder = xstrdup("/out/stems");
    job.midi_path = xstrdup("/out/notes.mid");
    job.beats_path = xstrdup("/out/beats.json");
    job.draft_mark = xstrdup("feed");
    job.sound_only = true;
    job.force = true;
    struct music_wishes wishes;
    music_wishes_init(&wishes);
    wishes.volume_percent = 0;
    wishes.no_duck = wishes.strict = true;
    wishes.title = "Urban \"Dreams\"";
    job.wishes = xmalloc(sizeof *job.wishes);
    music_wishes_copy(job.wishes, &wishes);
    for (int step = JOB_STARTED; step <= JOB_DONE; step++) {
        job.step = (enum job_step)step;
        job.force = step % 2 == 0;
        int64_t created_s = job.created_s;
        assert_int_equal(job_store_put(store, &job, NULL), BGM_OK);
        assert_int_equal(job_store_get(store, job.id, &back, NULL), BGM_OK);
        assert_int_equal(back.step, step);
        assert_int_equal(back.created_s, created_s);
        assert_string_equal(back.id, job.id);
        assert_string_equal(back.command, "add");
        assert_string_equal(back.base_key, BASE);
        assert_string_equal(back.engine, "cloud");
        assert_string_equal(back.output, job.output);
        assert_string_equal(back.message, job.message);
        assert_string_equal(back.music_path, job.music_path);
        assert_string_equal(back.session_id, job.session_id);
        assert_string_equal(back.render_id, "render_1");
        assert_string_equal(back.fingerprint, "0123abcd");
        assert_string_equal(back.stems_folder, "/out/stems");
        assert_string_equal(back.midi_path, "/out/notes.mid");
        assert_string_equal(back.beats_path, "/out/beats.json");
        assert_string_equal(back.draft_mark, "feed");
        assert_true(back.sound_only && back.force == job.force);
        assert_true(back.wishes->volume_percent == 0 && back.wishes->no_duck && back.wishes->strict &&
                    !back.wishes->replace_audio);
        assert_string_equal(back.wishes->title, "Urban \"Dreams\"");
        assert_true(back.wishes->seed == MUSIC_UNSET && back.wishes->key == NULL);
        job_release(&back);
    }
    job_store_forget(store, job.id);
    job_store_forget(store, job.id); /* what is gone */
    assert_int_equal(job_store_get(store, job.id, &back, NULL), BGM_NOT_FOUND);
    job_release(&job);
    job_release(&job);
}

static void the_list(void **state)
{
    struct store *store = &((struct scratch *)*state)->store;
    struct job *jobs = NULL;
    size_t count = 7;
    job_store_list(store, &jobs, &count);
    assert_int_equal(count, 0);
    free(jobs);
    static const int64_t ages[] = {300, 100, 200};
    for (size_t i = 0; i < COUNT(ages); i++) {
        struct job job;
        new_job(&job);
        job.created_s = ages[i];
        assert_int_equal(job_store_put(store, &job, NULL), BGM_OK);
        job_release(&job);
    }
    char *folder = path_join(store->state_folder, "jobs");
    put_file(folder, "broken.json", 0600, "{\"id\":");
    put_file(folder, "evil.json", 0600, "{\"id\":\"../../x\"}");
    put_file(folder, "none.json", 0600, "{}");
    put_file(folder, "job-x.lock", 0600, "");
    job_store_list(store, &jobs, &count);
    assert_int_equal(count, 3);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(jobs[i].created_s, (int64_t)(i + 1) * 100);
        job_release(&jobs[i]);
    }
    free(jobs);
    free(folder);
}

/* By the age of the file; a lock goes once its record is gone, which a second run sees whatever the first met first. */
static void old_jobs_go(void **state)
{
    struct store *store = &((struct scratch *)*state)->store;
    static const struct {
        const char *name;
        int age_days;
        bool stays;
    } rows[] = {
        {"job-old.json", JOB_KEEP_DAYS + 1, false},   {"job-old.lock", JOB_KEEP_DAYS + 1, false},
        {"job-young.json", JOB_KEEP_DAYS - 1, true},  {"job-young.lock", JOB_KEEP_DAYS + 1, true},
        {"job-alone.lock", JOB_KEEP_DAYS + 1, false}, {"job-begun.lock", 0, true},
        {".job-hidden", JOB_KEEP_DAYS + 1, true},
    };
    char *folder = path_join(store->state_folder, "jobs");
    job_store_clean(store); /* no folder yet */
    assert_int_equal(file_make_folders(folder, 0700, NULL), BGM_OK);
    for (size_t i = 0; i < COUNT(rows); i++) {
        time_t touched = (time_t)(clock_wall_s() - (int64_t)rows[i].age_days * 24 * 3600);
        char *path = path_join(folder, rows[i].name);
        put_file(folder, rows[i].name, 0600, "{}");
        assert_int_equal(utime(path, &(struct utimbuf){touched, touched}), 0);
        free(path);
    }
    job_store_clean(store);
    job_store_clean(store);
    for (size_t i = 0; i < COUNT(rows); i++)
        CHECK_ROW((mode_in(folder, rows[i].name) != -1) == rows[i].stays, i, rows[i].name);
    free(folder);
}

struct claimer {
    struct store *store;
    const char *id;
};

static int try_to_claim(void *context)
{
    const struct claimer *claimer = context;
    struct file_lock lock = FILE_LOCK_INIT;
    struct bgm_error err = BGM_ERROR_INIT;
    enum bgm_status status = job_store_claim(claimer->store, claimer->id, &lock, &err);
    return status == BGM_OK ? 0 : status == BGM_FAILED && strstr(err.message, claimer->id) != NULL ? 1 : 2;
}

static void one_process_has_it(void **state)
{
    struct store *store = &((struct scratch *)*state)->store;
    struct job job;
    new_job(&job);
    assert_int_equal(job_store_put(store, &job, NULL), BGM_OK);
    struct claimer claimer = {store, job.id}, other = {store, "job-other"};
    struct file_lock lock = FILE_LOCK_INIT;
    assert_int_equal(job_store_claim(store, job.id, &lock, NULL), BGM_OK);
    assert_int_equal(child_exit_code(start_child(try_to_claim, &claimer)), 1);
    assert_int_equal(child_exit_code(start_child(try_to_claim, &other)), 0);
    file_unlock(&lock);
    assert_int_equal(child_exit_code(start_child(try_to_claim, &claimer)), 0);
    job_release(&job);
}

static void hostile_ids(void **state)
{
    struct store *store = &((struct scratch *)*state)->store;
    static const char *const ids[] = {"../x", "..", "", "a/b", "../credentials", "a\n"};
    put_file(store->state_folder, "credentials.json", 0600, "{}");
    put_file(store->state_folder, "x.json", 0600, "{\"id\":\"x\"}");
    for (size_t i = 0; i < COUNT(ids); i++) {
        struct job job;
        struct file_lock lock = FILE_LOCK_INIT;
        CHECK_ROW(job_store_get(store, ids[i], &job, NULL) == BGM_NOT_FOUND, i, ids[i]);
        CHECK_ROW(job_store_claim(store, ids[i], &lock, NULL) == BGM_NOT_FOUND, i, ids[i]);
        CHECK_ROW(lock.fd == -1, i, ids[i]);
        job_store_forget(store, ids[i]);
    }
    assert_int_equal(mode_in(store->state_folder, "credentials.json"), 0600);
    assert_int_equal(mode_in(store->state_folder, "x.lock"), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORE_TEST(round_trip),         STORE_TEST(the_list),    STORE_TEST(old_jobs_go),
        STORE_TEST(one_process_has_it), STORE_TEST(hostile_ids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
