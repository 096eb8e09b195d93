/* resume: jobs that were cut off. */
#include <stdlib.h>
#include <unistd.h>

#include "bgmusic/app/add_music.h"
#include "bgmusic/app/export_session.h"
#include "bgmusic/app/resume_jobs.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "command.h"
#include "question_view.h"
#include "results.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"

#define AT(field) offsetof(struct options, field)

static const struct option_row rows[] = {
    {"list", 0, OPTION_FLAG, NULL, AT(list), NULL, 0, 0, "list the unfinished jobs"},
    {"all", 0, OPTION_FLAG, NULL, AT(all), NULL, 0, 0, "finish all of them"},
    {"send-again", 0, OPTION_FLAG, NULL, AT(send_again), NULL, 0, 0,
     "send a message again that is not known to have arrived"},
    {"forget", 0, OPTION_TEXT, "JOB", AT(forget), NULL, 0, 0, "drop this job"},
    {"forget-failed", 0, OPTION_FLAG, NULL, AT(forget_failed), NULL, 0, 0, "drop the jobs whose last run failed"},
    {"output", 'o', OPTION_FILE, "PATH", AT(output), NULL, 0, 0, "write to another file, with one JOB"},
    {"force", 'f', OPTION_FLAG, NULL, AT(force), NULL, 0, 0, "replace an output that exists"},
    {"wait", 0, OPTION_SECONDS, "SECONDS", AT(wait_ms), NULL, 1, 604800, "how long to wait for a render"},
    OPTION_ROWS_END,
};

static struct json *job_json(const struct job *job)
{
    char created[32];
    clock_format_iso8601(job->created_s, created);
    struct json *object = json_new_object();
    json_set_text(object, "job", job->id);
    json_set_text(object, "command", job->command);
    json_set_text(object, "engine", job->engine);
    json_set_text(object, "input", job->input);
    json_set_text(object, "output", job->output);
    json_set_text(object, "session_id", job->session_id);
    json_set_text(object, "render_id", job->render_id);
    json_set_text(object, "step", job_step_name(job->step));
    json_set_text(object, "failure", job->failure);
    json_set_text(object, "created_at", created);
    return object;
}

static void print_list(struct cli *cli, const struct job *jobs, size_t count)
{
    struct json *array = json_new_array();
    size_t listed = 0;
    for (size_t i = 0; i < count; i++) {
        if (jobs[i].in_use)
            continue;
        listed++;
        struct buf line;
        buf_init(&line, 64 * 1024);
        const char *from = jobs[i].input != NULL ? jobs[i].input : jobs[i].session_id;
        buf_appendf(&line, "%s  %-9s %s -> %s", jobs[i].id, job_step_name(jobs[i].step), from != NULL ? from : "?",
                    jobs[i].output != NULL ? jobs[i].output : "?");
        if (cli->options.json)
            json_append(array, job_json(&jobs[i]));
        else
            output_text(line.bytes);
        buf_release(&line);
    }
    struct json *result = result_new(cli, true);
    json_set(result, "jobs", array);
    if (cli->options.json)
        output_json(result);
    else if (listed == 0)
        messages_notice(&cli->messages, "no job is unfinished");
    json_free(result);
}

static void print_resumed(struct cli *cli, const struct resumed *resumed)
{
    const struct job *job = &resumed->job;
    if (cli->options.json) {
        struct json *object = result_new(cli, true);
        json_set_text(object, "job", job->id);
        json_set_text(object, "input", job->input);
        json_set_text(object, "output", job->output);
        json_set_text(object, "session_id", job->session_id);
        json_set_text(object, "render_id", resumed->render_id);
        result_print(cli, object);
    } else if (!text_equal(job->output, "-")) {
        result_print_path(cli, job->output);
    }
}

/* A failure is told here, with what is asked; the caller gets its status alone. */
static void print_failure(struct cli *cli, const struct job *job, const struct resumed *resumed,
                          struct bgm_error *problem, bool is_one_of_many)
{
    const struct api_question *question = resumed->question.count > 0 ? &resumed->question : NULL;
    if (cli->options.json)
        result_print_failure_with(cli, job->input, problem, question);
    else if (question != NULL)
        question_print(cli, question);
    if (is_one_of_many)
        bgm_prefix(problem, "%s", job->id);
    messages_error(&cli->messages, problem);
}

static enum bgm_status finish_one(struct cli *cli, const struct job *job, bool is_one_of_many, struct bgm_error *err)
{
    const struct options *o = &cli->options;
    struct resumed resumed = {0};
    char *output = NULL;
    if (o->output != NULL)
        output = text_equal(o->output, "-") ? xstrdup("-") : path_absolute(o->output);
    struct resume_request request = {
        .wish = {.wait_ms = o->wait_ms == OPTION_UNSET ? 0 : o->wait_ms,
                 .stdout_fd = STDOUT_FILENO,
                 .send_again = o->send_again},
        .output = output,
        .force = o->force,
    };
    enum bgm_status status = BGM_OK;
    struct bgm_error problem = BGM_ERROR_INIT;
    if (text_equal(output != NULL ? output : job->output, "-") && (o->json || isatty(STDOUT_FILENO))) {
        status = bgm_fail(&problem, BGM_USAGE, "%s writes its video to the standard output", job->id);
        bgm_hint(&problem, "bgmusic resume %s > music.mp4", job->id);
    } else {
        status = resume_job(&cli->app, job->id, &request, &resumed, &problem);
    }
    if (status == BGM_OK) {
        print_resumed(cli, &resumed);
    } else if (is_one_of_many && resumed.is_anothers) {
        messages_notice(&cli->messages, "%s: passed over: %s", job->id, problem.message);
        status = BGM_OK;
    } else if (status == BGM_INTERRUPTED) {
        *err = problem;
    } else {
        print_failure(cli, job, &resumed, &problem, is_one_of_many);
    }
    resumed_release(&resumed);
    free(output);
    return status;
}

static enum bgm_status finish_all(struct cli *cli, const struct job *jobs, size_t count, struct bgm_error *err)
{
    size_t tried = 0, failed = 0;
    enum bgm_status last = BGM_OK;
    for (size_t i = 0; i < count; i++) {
        if (jobs[i].in_use)
            continue;
        tried++;
        enum bgm_status status = finish_one(cli, &jobs[i], true, err);
        if (status == BGM_INTERRUPTED)
            return status;
        failed += status != BGM_OK;
        last = status != BGM_OK ? status : last;
    }
    return failed == 0 ? BGM_OK : tried == 1 ? last : BGM_PARTIAL;
}

static enum bgm_status forget_one(struct cli *cli, const char *id, struct bgm_error *err)
{
    enum bgm_status status = resume_forget(&cli->app, id, err);
    if (status == BGM_OK && cli->options.json) {
        struct json *object = result_new(cli, true);
        json_set_text(object, "forgotten", id);
        result_print(cli, object);
    } else if (status == BGM_OK) {
        messages_notice(&cli->messages, "%s is forgotten", id);
    }
    return status;
}

static enum bgm_status forget_failed(struct cli *cli, const struct job *jobs, size_t count, struct bgm_error *err)
{
    size_t forgotten = 0;
    for (size_t i = 0; i < count; i++) {
        if (jobs[i].in_use || jobs[i].failure == NULL)
            continue;
        enum bgm_status status = forget_one(cli, jobs[i].id, err);
        if (status != BGM_OK)
            return status;
        forgotten++;
    }
    if (forgotten == 0)
        messages_notice(&cli->messages, "no job has failed");
    return BGM_OK;
}

static enum bgm_status run_resume(struct cli *cli, struct bgm_error *err)
{
    const struct options *o = &cli->options;
    struct job *jobs = NULL;
    size_t count = 0;
    if (o->output != NULL && (o->all || o->list || o->operand_count == 0))
        return bgm_fail(err, BGM_USAGE, "-o names the output of one job: bgmusic resume JOB -o PATH");
    if (o->send_again && (o->all || o->operand_count == 0))
        return bgm_fail(err, BGM_USAGE, "--send-again is for one job: bgmusic resume JOB --send-again");
    if ((o->forget != NULL || o->forget_failed) && (o->all || o->list || o->operand_count > 0))
        return bgm_fail(err, BGM_USAGE, "--forget and --forget-failed stand for themselves");
    if (o->forget != NULL)
        return forget_one(cli, o->forget, err);
    enum bgm_status status = resume_list(&cli->app, &jobs, &count, err);
    const char *wanted = o->operand_count > 0 ? o->operands[0] : NULL;
    if (status != BGM_OK) {
        /* nothing can be said of jobs that cannot be looked at */
    } else if (o->forget_failed) {
        status = forget_failed(cli, jobs, count, err);
    } else if (o->all) {
        status = finish_all(cli, jobs, count, err);
    } else if (o->list || wanted == NULL) {
        print_list(cli, jobs, count);
    } else {
        struct job job;
        status = resume_find(&cli->app, wanted, &job, err);
        if (status == BGM_OK)
            status = finish_one(cli, &job, false, err);
        job_release(&job);
    }
    job_list_release(jobs, count);
    return status;
}

const struct command cmd_resume = {
    .name = "resume",
    .summary = "list or finish jobs that were cut off",
    .usage = "resume [--list]\nresume JOB [-o PATH] [-f] [--send-again]\nresume --all [-f]\n"
             "resume --forget JOB\nresume --forget-failed",
    .details = "Nothing that was paid for is bought again: the upload, the message and the render of a job are\n"
               "looked up, not repeated.\n",
    .options = rows,
    .most_operands = 1,
    .needs = NEEDS_APP,
    .run = run_resume,
};
