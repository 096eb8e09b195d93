/* Jobs that are under way, a file each. */
#include "bgmusic/store/job_store.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/random.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"
#include "bgmusic/store/store.h"
#include "record_file.h"

enum { MOST_JOBS = 10000 };

static const char *const step_names[] = {"started", "session", "uploaded", "sending", "sent", "rendering", "done"};

const char *job_step_name(enum job_step step)
{
    return step_names[step];
}

#define FIELD_OWNER struct job
static const struct field fields[] = {
    JOB_FIELDS(FIELD_ROW){"step", FIELD_WORD, offsetof(struct job, step), sizeof(enum job_step), 0, JOB_DONE,
                          JOB_STARTED, 0, NULL, step_names},
    FIELD_ROWS_END,
};

void job_release(struct job *job)
{
    fields_release(fields, job);
    if (job->wishes != NULL)
        music_wishes_release(job->wishes);
    free(job->wishes);
    *job = (struct job){0};
}

void job_list_release(struct job *jobs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        job_release(&jobs[i]);
    free(jobs);
}

void job_new_id(struct job *job)
{
    char digits[13];
    random_hex(digits, 12);
    free(job->id);
    job->id = xasprintf("job-%s", digits);
}

static char *folder_of(const struct store *store)
{
    return path_join(store->state_folder, "jobs");
}

enum bgm_status job_store_put(const struct store *store, struct job *job, struct bgm_error *err)
{
    job->changed_s = clock_wall_s();
    if (job->created_s == 0)
        job->created_s = job->changed_s;
    struct json *root = json_new_object();
    fields_print(fields, job, root);
    if (job->wishes != NULL) {
        struct json *wishes = json_new_object();
        music_wishes_print(job->wishes, wishes);
        json_set(root, "wishes", wishes);
    }
    char *folder = folder_of(store);
    enum bgm_status status = record_write(folder, job->id, root, err);
    trace(TRACE_STORE, "%s is at step %s", job->id, job_step_name(job->step));
    free(folder);
    return status;
}

static enum bgm_status read_job(const char *path, struct job *job, struct bgm_error *err)
{
    struct json *root = NULL;
    enum bgm_status status = record_read(path, &root, err);
    if (status == BGM_OK) {
        *job = (struct job){0};
        /* What is damaged in one field must not lose the job. */
        fields_read(fields, root, job, "the job's", NULL);
        if (json_get(root, "wishes") != NULL) {
            job->wishes = xmalloc(sizeof *job->wishes);
            music_wishes_read(job->wishes, json_get(root, "wishes"));
        }
        char **const needed[] = {&job->id, &job->command, &job->base_key, &job->engine};
        for (size_t i = 0; i < COUNT(needed); i++)
            if (*needed[i] == NULL)
                *needed[i] = xstrdup(i == 1 ? "add" : "");
    }
    json_free(root);
    return status;
}

enum bgm_status job_store_get(const struct store *store, const char *id, struct job *job, struct bgm_error *err)
{
    *job = (struct job){0};
    struct bgm_error problem = BGM_ERROR_INIT;
    enum bgm_status status = BGM_NOT_FOUND;
    if (store_id_is_safe(id)) {
        char *folder = folder_of(store), *path = xasprintf("%s/%s.json", folder, id);
        status = read_job(path, job, &problem);
        free(folder);
        free(path);
    }
    if (status == BGM_NOT_FOUND) {
        bgm_fail(&problem, BGM_NOT_FOUND, "there is no job \"%s\"", id);
        bgm_hint(&problem, "`bgmusic resume --list` shows the jobs that can be resumed");
    }
    if (status != BGM_OK && err != NULL)
        *err = problem;
    return status;
}

void job_store_forget(const struct store *store, const char *id)
{
    if (!store_id_is_safe(id))
        return;
    char *folder = folder_of(store);
    char *path = xasprintf("%s/%s.json", folder, id), *lock = xasprintf("%s/%s.lock", folder, id);
    unlink(path);
    unlink(lock);
    free(folder);
    free(path);
    free(lock);
}

void job_store_clean(const struct store *store)
{
    char *path = folder_of(store);
    int64_t oldest_s = clock_wall_s() - (int64_t)JOB_KEEP_DAYS * 24 * 3600;
    DIR *folder = opendir(path);
    for (struct dirent *entry = folder != NULL ? readdir(folder) : NULL; entry != NULL; entry = readdir(folder)) {
        if (entry->d_name[0] == '.')
            continue;
        char *file = path_join(path, entry->d_name);
        struct stat info;
        bool is_old = stat(file, &info) == 0 && (int64_t)info.st_mtime < oldest_s;
        /* The lock of a job that is resumed after days is as old as the job: it goes with its record. */
        if (is_old && text_ends_with_ignore_case(file, ".lock")) {
            char *record = xasprintf("%.*s.json", (int)(strlen(file) - strlen(".lock")), file);
            is_old = !file_exists(record);
            free(record);
        }
        if (is_old)
            unlink(file);
        free(file);
    }
    if (folder != NULL)
        closedir(folder);
    free(path);
}

static int by_age(const void *a, const void *b)
{
    const struct job *left = a, *right = b;
    if (left->created_s != right->created_s)
        return left->created_s < right->created_s ? -1 : 1;
    return strcmp(left->id, right->id);
}

enum bgm_status job_store_check(const struct store *store, struct bgm_error *err)
{
    char *path = folder_of(store);
    enum bgm_status status = store_check_folder(path, err);
    free(path);
    return status;
}

void job_store_list(const struct store *store, struct job **jobs, size_t *count)
{
    *jobs = NULL;
    *count = 0;
    char *path = folder_of(store);
    DIR *folder = opendir(path);
    for (struct dirent *entry = folder != NULL ? readdir(folder) : NULL; entry != NULL && *count < MOST_JOBS;
         entry = readdir(folder)) {
        if (!text_ends_with_ignore_case(entry->d_name, ".json"))
            continue;
        *jobs = xgrow(*jobs, *count, sizeof **jobs);
        char *file = path_join(path, entry->d_name);
        if (read_job(file, &(*jobs)[*count], NULL) == BGM_OK)
            (*count)++;
        free(file);
    }
    if (folder != NULL)
        closedir(folder);
    free(path);
    if (*count > 0)
        qsort(*jobs, *count, sizeof **jobs, by_age);
}

/* A lock of its own among the records: "NAME.lock". */
static enum bgm_status claim(const struct store *store, const char *name, const char *what, struct file_lock *lock,
                             struct bgm_error *err)
{
    char *folder = folder_of(store), *file = xasprintf("%s.lock", name), *path = NULL;
    enum bgm_status status = store_path(folder, file, &path, err);
    if (status == BGM_OK && (status = file_lock_try(lock, path, err)) == BGM_FAILED) {
        bgm_fail(err, BGM_FAILED, "another process is working on %s", what);
        bgm_hint(err, "wait for it to end");
    }
    free(folder);
    free(file);
    free(path);
    return status;
}

enum bgm_status job_store_claim(const struct store *store, const char *id, struct file_lock *lock,
                                struct bgm_error *err)
{
    if (!store_id_is_safe(id))
        return bgm_fail(err, BGM_NOT_FOUND, "there is no job \"%s\"", id);
    return claim(store, id, id, lock, err);
}

enum bgm_status job_store_claim_output(const struct store *store, const char *output, struct file_lock *lock,
                                       struct bgm_error *err)
{
    char *path = path_absolute(output);
    char *name = xasprintf("output-%016" PRIx64, text_hash(path, strlen(path), TEXT_HASH_INIT));
    enum bgm_status status = claim(store, name, path, lock, err);
    free(path);
    free(name);
    return status;
}
