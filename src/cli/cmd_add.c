/* add: the whole job for each video, one or many. */
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include "bgmusic/app/account.h"
#include "bgmusic/app/add_music.h"
#include "bgmusic/app/batch.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "add_plan.h"
#include "add_view.h"
#include "command.h"
#include "report.h"
#include "results.h"

/* What the jobs of a batch say, each with its place on the screen. */
struct job_view {
    struct add_view_context *context;
    int job;
};

struct add_view_context {
    struct cli *cli;
    bool is_batch;
    const struct add_plan *plan;
    struct report *report; /* NULL: none is wanted */
    char **facts;          /* of each item that is done, for the table; NULL: there is none */
    struct job_view views[BATCH_MOST_JOBS];
    const char *inputs[BATCH_MOST_JOBS]; /* of the input each job works on; its own thread's */
};

static void on_stage(void *context, const char *input, const char *stage)
{
    const struct job_view *view = context;
    progress_stage(&view->context->cli->messages, view->job, input, stage);
}

static void on_progress(void *context, const char *stage, int64_t done, int64_t total)
{
    const struct job_view *view = context;
    progress_update(&view->context->cli->messages, view->job, stage, done, total);
}

static void on_label(void *context, const char *label)
{
    const struct job_view *view = context;
    progress_label(&view->context->cli->messages, view->job, label);
}

static void on_tick(void *context)
{
    progress_tick(&((const struct job_view *)context)->context->cli->messages);
}

static void on_notice(void *context, const char *text)
{
    const struct job_view *view = context;
    const char *input = view->context->inputs[view->job];
    if (view->context->is_batch && input != NULL)
        messages_notice(&view->context->cli->messages, "%.*s: %s", add_view_shown(input), input, text);
    else
        messages_notice(&view->context->cli->messages, "%s", text);
}

static void on_warning(void *context, const char *text)
{
    const struct job_view *view = context;
    const char *input = view->context->inputs[view->job];
    if (view->context->is_batch && input != NULL)
        messages_warning(&view->context->cli->messages, "%.*s: %s", add_view_shown(input), input, text);
    else
        messages_warning(&view->context->cli->messages, "%s", text);
}

static void on_start(void *context, int jobs)
{
    struct add_view_context *view = context;
    if (view->is_batch)
        progress_jobs(&view->cli->messages, jobs, view->plan->count);
}

static struct app_listener listener_for(void *context, int job)
{
    struct add_view_context *view = context;
    view->views[job] = (struct job_view){view, job};
    return (struct app_listener){.context = &view->views[job],
                                 .on_stage = on_stage,
                                 .on_progress = on_progress,
                                 .on_notice = on_notice,
                                 .on_warning = on_warning,
                                 .on_label = on_label,
                                 .on_tick = on_tick};
}

static void on_begin(void *context, int job, const struct batch_item *item)
{
    ((struct add_view_context *)context)->inputs[job] = item->request.input;
}

/* A failure is told when it happens; its object on stdout waits for its turn. */
static void on_end(void *context, int job, const struct batch_item *item, enum batch_state state)
{
    struct add_view_context *view = context;
    struct messages *messages = &view->cli->messages;
    view->inputs[job] = NULL;
    size_t index = (size_t)(item - view->plan->items);
    if (state == BATCH_DONE && view->facts != NULL)
        view->facts[index] = add_view_facts(item->result);
    report_add(view->report, index, view->plan->numbers[index], item, state, app_engine_name(&view->cli->app));
    progress_job_end(messages, job);
    if (state == BATCH_FAILED) {
        struct bgm_error problem = *item->err;
        if (view->is_batch)
            bgm_prefix(&problem, "%.*s", add_view_shown(item->request.input), item->request.input);
        messages_error(messages, &problem);
    }
    if (view->is_batch)
        progress_finished(messages, state == BATCH_FAILED);
}

static bool on_result(void *context, const struct batch_item *item)
{
    struct add_view_context *view = context;
    add_view_result(view->cli, item, view->is_batch);
    return !output_pipe_closed();
}

/* Takes of one input that all failed for one reason have that reason's code, as its only take would have. */
static enum bgm_status code_of_failures(const struct add_plan *plan)
{
    enum bgm_status status = BGM_OK;
    for (size_t i = 0; i < plan->count; i++) {
        const struct batch_item *item = &plan->items[i];
        if (item->state != BATCH_FAILED || item->request.variant == 0 ||
            !text_equal(item->request.input, plan->items[0].request.input) || (i > 0 && item->err->status != status))
            return BGM_PARTIAL;
        status = item->err->status;
    }
    return status;
}

static enum bgm_status run_batch(struct cli *cli, struct add_plan *plan)
{
    const struct options *o = &cli->options;
    int64_t jobs = o->jobs, begun_ms = clock_now_ms();
    const char *usual_jobs = settings_get(&cli->settings, SETTING_JOBS);
    if (jobs == OPTION_UNSET && !text_to_int(usual_jobs, 1, INT_MAX, &jobs))
        jobs = 0;
    if (jobs > BATCH_MOST_JOBS)
        jobs = BATCH_MOST_JOBS;
    struct add_view_context view = {
        .cli = cli,
        .is_batch = plan->list.count > 1,
        .plan = plan,
        .report = report_new(o->report, plan->count),
        .facts = plan->list.count > 1 ? xcalloc(plan->count + 1, sizeof *view.facts) : NULL,
    };
    struct batch batch = {
        .items = plan->items,
        .count = plan->count,
        .jobs = (int)jobs,
        .fail_fast = o->fail_fast,
        .skip_existing = o->skip_existing,
        .engine = settings_get(&cli->settings, SETTING_ENGINE),
        .tells_cost = isatty(STDERR_FILENO) && !o->quiet && !o->json,
        .context = &view,
        .on_start = on_start,
        .listener_for = listener_for,
        .on_begin = on_begin,
        .on_end = on_end,
        .on_result = on_result,
    };
    enum bgm_status status = batch_run(&cli->app, &batch);
    progress_jobs(&cli->messages, 1, 0);
    int64_t took_ms = clock_now_ms() - begun_ms;
    struct bgm_error problem = BGM_ERROR_INIT;
    if (report_write(view.report, plan, app_engine_name(&cli->app), took_ms, &problem) != BGM_OK) {
        messages_error(&cli->messages, &problem);
        status = status == BGM_OK ? problem.status : status;
    }
    report_free(view.report);
    if (!view.is_batch)
        return status;
    add_view_summary(cli, plan, view.facts, took_ms);
    for (size_t i = 0; i < plan->count; i++)
        free(view.facts[i]);
    free(view.facts);
    if (problem.status != BGM_OK && status == problem.status)
        return status;
    return status == BGM_OK || status == BGM_INTERRUPTED || status == BGM_TIMED_OUT ? status : code_of_failures(plan);
}

/* The balance is also the proof that the token is taken. */
static enum bgm_status plan_one(struct cli *cli, const struct add_request *request, struct account_balance *balance,
                                bool *is_known, struct bgm_error *err)
{
    enum bgm_status status = add_check(request, err);
    if (status == BGM_OK)
        status = app_connect(&cli->app, err);
    if (status == BGM_OK)
        status = add_check_engine(&cli->app, request, err);
    if (status == BGM_OK && !*is_known) {
        status = account_credits(&cli->app, balance, err);
        if (status == BGM_OK && balance->available <= 0)
            messages_warning(&cli->messages, "there are no credits left");
        *is_known = status == BGM_OK;
    }
    if (status == BGM_OK)
        add_view_plan(cli, request, balance);
    return status;
}

static enum bgm_status run_dry(struct cli *cli, const struct add_plan *plan)
{
    struct account_balance balance = {NAN, NAN, NAN};
    bool is_known = false;
    size_t failed = 0;
    for (size_t i = 0; i < plan->count; i++) {
        const struct add_request *request = &plan->items[i].request;
        struct bgm_error problem = BGM_ERROR_INIT;
        if (plan->items[i].made_from != NULL)
            continue;
        enum bgm_status status = BGM_OK;
        if (plan->items[i].refused != NULL) {
            problem = *plan->items[i].refused;
            status = problem.status;
        } else {
            status = plan_one(cli, request, &balance, &is_known, &problem);
        }
        if (status == BGM_OK)
            continue;
        failed++;
        if (cli->options.json)
            result_print_failure(cli, request->input, &problem);
        if (plan->list.count > 1)
            bgm_prefix(&problem, "%.*s", add_view_shown(request->input), request->input);
        messages_error(&cli->messages, &problem);
        if (plan->list.count == 1 || status == BGM_INTERRUPTED)
            return status;
        if (cli->options.fail_fast)
            break;
    }
    return failed > 0 ? BGM_PARTIAL : BGM_OK;
}

static enum bgm_status run_add(struct cli *cli, struct bgm_error *err)
{
    struct add_plan plan = {0};
    enum bgm_status status =
        cli->options.report != NULL ? report_check(cli->options.report, cli->options.force, err) : BGM_OK;
    if (status == BGM_OK)
        status = add_plan_make(cli, &plan, err);
    if (status == BGM_OK && plan.count == 0)
        messages_notice(&cli->messages, plan.list.count == 0 ? "the list is empty: nothing to do"
                                                             : "this shard is empty: nothing to do");
    else if (status == BGM_OK && cli->options.dry_run)
        status = run_dry(cli, &plan);
    else if (status == BGM_OK)
        status = run_batch(cli, &plan);
    add_plan_release(&plan);
    return status;
}

const struct command cmd_add = {
    .name = "add",
    .summary = "put background music under a video",
    .usage = "add VIDEO... [-p TEXT] [-o PATH] [options]\nadd --from-list FILE [options]",
    .details = "Signs in, starts a session, uploads the video, asks for the music, checks that it is there,\n"
               "renders and downloads. Prints the path of each finished file. The input is never touched,\n"
               "and an output that exists is refused before anything is sent.\n",
    .options = add_option_rows,
    .first_operand = OPERAND_FILE,
    .most_operands = 100000,
    .needs = NEEDS_APP,
    .run = run_add,
};
