/* Taking a job to go on with. */
#include "job_claim.h"

#include "bgmusic/app/app.h"

enum bgm_status job_claim(struct app *app, const char *id, struct file_lock *claim, struct job *job,
                          struct bgm_error *err)
{
    *job = (struct job){0};
    enum bgm_status status = job_store_claim(&app->store, id, claim, err);
    if (status != BGM_OK)
        return status;
    status = job_store_get(&app->store, id, job, err);
    if (status != BGM_OK) {
        /* Not even its lock shall stay of a job that is gone. */
        if (status == BGM_NOT_FOUND)
            job_store_forget(&app->store, id);
        file_unlock(claim);
    }
    return status;
}
