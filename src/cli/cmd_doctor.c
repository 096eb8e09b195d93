/* doctor: what works here, and what to do about what does not. */
#include "bgmusic/app/doctor.h"
#include "bgmusic/base/buf.h"
#include "command.h"
#include "results.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"

static void print_object(struct cli *cli, const struct doctor_check *checks, size_t count, const struct bgm_error *err)
{
    struct json *object = result_new(cli, err->status == BGM_OK), *array = json_new_array();
    for (size_t i = 0; i < count; i++) {
        struct json *row = json_new_object();
        json_set_text(row, "name", checks[i].name);
        json_set_text(row, "state", doctor_state_name(checks[i].state));
        json_set_text(row, "text", checks[i].text);
        json_set_text(row, "fix", checks[i].fix[0] != '\0' ? checks[i].fix : NULL);
        json_append(array, row);
    }
    json_set(object, "checks", array);
    if (err->status != BGM_OK)
        json_set(object, "error", error_json(err));
    result_print(cli, object);
}

static void print_rows(const struct doctor_check *checks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct buf line;
        buf_init(&line, 16 * 1024);
        buf_appendf(&line, "%-8s %-13s %s", doctor_state_name(checks[i].state), checks[i].name, checks[i].text);
        if (checks[i].fix[0] != '\0')
            buf_appendf(&line, "\n%23sfix: %s", "", checks[i].fix);
        output_text(line.bytes);
        buf_release(&line);
    }
}

static enum bgm_status run_doctor(struct cli *cli, struct bgm_error *err)
{
    struct doctor_check checks[DOCTOR_MOST_CHECKS];
    struct bgm_error problem = BGM_ERROR_INIT;
    size_t count = doctor_run(&cli->app, checks), faults = 0;
    for (size_t i = 0; i < count; i++)
        faults += checks[i].state == DOCTOR_FAULT;
    if (faults > 0)
        bgm_fail(&problem, doctor_verdict(checks, count), faults == 1 ? "%zu fault was found" : "%zu faults were found",
                 faults);
    if (cli->options.json) {
        print_object(cli, checks, count, &problem);
        if (faults > 0)
            messages_error(&cli->messages, &problem);
        return problem.status; /* without a sentence: the object has said it */
    }
    print_rows(checks, count);
    if (faults > 0)
        *err = problem;
    return problem.status;
}

const struct command cmd_doctor = {
    .name = "doctor",
    .summary = "look at what works here, and say what to do about the rest",
    .usage = "doctor",
    .details = "Looks at the parts of the local engine, the folders and the disk, the service, the token and the\n"
               "credits. The exit code is 0 only when the chosen engine can do the job; else that of the first\n"
               "fault. Nothing is changed; a missing anonymous token is asked for.\n",
    .needs = NEEDS_APP,
    .run = run_doctor,
};
