/* A job is read after it was claimed: what another run has made of it since counts. */
#include "unit/unit_test.h"

#include "bgmusic/app/app.h"
#include "job_claim.h"

static void what_was_listed_may_be_old(void **state)
{
    char *folder = *state;
    struct app app = {.store = {folder, folder, folder, folder}};
    struct job job = {
        .command = xstrdup("add"), .base_key = xstrdup("x"), .output = xstrdup("/a"), .step = JOB_UPLOADED};
    job_new_id(&job);
    assert_int_equal(job_store_put(&app.store, &job, NULL), BGM_OK);
    struct job *listed = NULL, claimed;
    size_t count = 0;
    job_store_list(&app.store, &listed, &count);
    assert_int_equal(count, 1);

    /* Another run finishes it, then this one comes. */
    job.step = JOB_DONE;
    assert_int_equal(job_store_put(&app.store, &job, NULL), BGM_OK);
    struct file_lock claim = FILE_LOCK_INIT, second = FILE_LOCK_INIT;
    assert_int_equal(job_claim(&app, listed[0].id, &claim, &claimed, NULL), BGM_OK);
    assert_int_equal(claimed.step, JOB_DONE);
    job_release(&claimed);

    /* Held by one at a time. */
    struct bgm_error err = BGM_ERROR_INIT;
    assert_int_equal(job_claim(&app, listed[0].id, &second, &claimed, &err), BGM_FAILED);
    assert_non_null(strstr(err.message, "another process"));
    file_unlock(&claim);

    /* Forgotten meanwhile: nothing is held. */
    job_store_forget(&app.store, job.id);
    assert_int_equal(job_claim(&app, listed[0].id, &claim, &claimed, NULL), BGM_NOT_FOUND);
    assert_int_equal(claim.fd, -1);
    job_list_release(listed, count);
    job_release(&job);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_listed_may_be_old, scratch_setup, scratch_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
