/* Looks at everything a job would need. */
#include "bgmusic/app/doctor.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "bgmusic/app/account.h"
#include "bgmusic/app/app.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/version.h"
#if BGMUSIC_WITH_ENGINE
#include "bgmusic/engine/engine.h"
#endif

/* A render of an hour in full HD with its temporary sound is some gigabytes; below the lesser mark even a clip may
 * fail. */
enum { SCARCE_DISK_MB = 2000, TOO_LITTLE_DISK_MB = 200, TOKEN_NEARLY_OVER_S = 24 * 3600 };

struct report {
    struct doctor_check *checks;
    size_t count;
};

__attribute__((format(printf, 4, 5))) static struct doctor_check *add(struct report *report, const char *name,
                                                                      enum doctor_state state, const char *format, ...)
{
    struct doctor_check *check = &report->checks[report->count];
    if (report->count + 1 < DOCTOR_MOST_CHECKS)
        report->count++;
    *check = (struct doctor_check){.state = state, .status = state == DOCTOR_FAULT ? BGM_FAILED : BGM_OK};
    snprintf(check->name, sizeof check->name, "%s", name);
    va_list args;
    va_start(args, format);
    vsnprintf(check->text, sizeof check->text, format, args);
    va_end(args);
    text_cut_partial_character(check->text);
    return check;
}

static void add_error(struct report *report, const char *name, enum doctor_state state, const struct bgm_error *err)
{
    struct doctor_check *check = add(report, name, state, "%s", err->message);
    if (state == DOCTOR_FAULT)
        check->status = err->status;
    const char *fix = err->hint[0] != '\0' ? err->hint : err->link;
    snprintf(check->fix, sizeof check->fix, "%s", fix);
}

#if BGMUSIC_WITH_ENGINE
static void add_bad_part(struct report *report, const struct engine_part *part, enum doctor_state state)
{
    struct doctor_check *check = add(report, part->name, state, "%s", part->text);
    if (state == DOCTOR_FAULT)
        check->status = part->status;
    snprintf(check->fix, sizeof check->fix, "%s", part->fix);
}
#endif

/* What the local engine is made of; `is_needed`: it is the one that would do the job. */
static void look_at_engine(struct report *report, const struct app *app, bool is_needed)
{
    enum doctor_state bad = is_needed ? DOCTOR_FAULT : DOCTOR_WARNING;
#if BGMUSIC_WITH_ENGINE
    struct engine_part parts[ENGINE_MOST_PARTS];
    const char *soundfont = settings_get(app->settings, SETTING_SOUNDFONT);
    struct engine_options options = {
        .data_folder = app->store.data_folder,
        .soundfont = *soundfont != '\0' ? soundfont : NULL,
    };
    size_t count = engine_inspect(&options, parts);
    for (size_t i = 0; i < count; i++) {
        if (parts[i].is_good)
            add(report, parts[i].name, DOCTOR_OK, "%s", parts[i].text);
        else
            add_bad_part(report, &parts[i], parts[i].is_minor ? DOCTOR_WARNING : bad);
    }
#else
    (void)app;
    if (is_needed)
        snprintf(add(report, "local engine", bad, "this bgmusic was built without the local engine")->fix,
                 sizeof report->checks->fix, "use --engine cloud, or build it without ENGINE=no");
#endif
}

/* Can files be made in the folder, and is there room? The folder itself may not be there yet: its nearest parent
 * counts. */
static void look_at_folder(struct report *report, const char *name, const char *folder)
{
    struct statvfs disk;
    char *path = path_absolute(folder);
    while (!file_exists(path) && !text_equal(path, "/")) {
        char *parent = path_folder(path);
        free(path);
        path = parent;
    }
    if (!file_is_folder(path)) {
        struct doctor_check *check = add(report, name, DOCTOR_FAULT, "\"%s\" is no folder", path);
        check->status = BGM_OUTPUT;
        snprintf(check->fix, sizeof check->fix, "move that file away, or choose another folder");
    } else if (access(path, W_OK | X_OK) != 0) {
        struct doctor_check *check =
            add(report, name, DOCTOR_FAULT, "cannot write in \"%s\": %s", path, strerror(errno));
        check->status = BGM_OUTPUT;
        snprintf(check->fix, sizeof check->fix, "chmod u+rwx \"%s\", or choose another folder", path);
    } else if (statvfs(path, &disk) != 0) {
        add(report, name, DOCTOR_WARNING, "\"%s\": the free space is not known: %s", path, strerror(errno));
    } else {
        int64_t free_mb = (int64_t)((double)disk.f_bavail * (double)disk.f_frsize / 1e6);
        enum doctor_state state = free_mb < TOO_LITTLE_DISK_MB ? DOCTOR_FAULT
                                  : free_mb < SCARCE_DISK_MB   ? DOCTOR_WARNING
                                                               : DOCTOR_OK;
        struct doctor_check *check = add(report, name, state, "%s: %" PRId64 ".%" PRId64 " GB free", folder,
                                         free_mb / 1000, free_mb % 1000 / 100);
        if (state != DOCTOR_OK)
            snprintf(check->fix, sizeof check->fix,
                     "make room on that disk: a render wants some GB for an hour of video");
        if (state == DOCTOR_FAULT)
            check->status = BGM_OUTPUT;
    }
    free(path);
}

static void look_at_token(struct report *report, struct app *app)
{
    struct account_status account;
    struct bgm_error err = BGM_ERROR_INIT;
    if (account_status(app, &account, &err) != BGM_OK) {
        add_error(report, "token", DOCTOR_FAULT, &err);
        return;
    }
    int64_t now_s = clock_wall_s();
    char age[64] = "", end[96] = "";
    if (account.created_s > 0 && account.created_s <= now_s)
        snprintf(age, sizeof age, ", %" PRId64 " h old", (now_s - account.created_s) / 3600);
    if (account.expires_s > 0) {
        char when[32];
        clock_format_iso8601(account.expires_s, when);
        snprintf(end, sizeof end, ", ends %s", when);
    }
    bool is_over = account.expires_s > 0 && account.expires_s <= now_s;
    bool is_login = text_equal(account.source, "login");
    bool is_short = is_login && account.expires_s > 0 && account.expires_s - now_s < TOKEN_NEARLY_OVER_S;
    struct doctor_check *check = add(report, "token", is_over || is_short ? DOCTOR_WARNING : DOCTOR_OK, "%s%s%s%s",
                                     account.source, age, end, is_over ? " (expired)" : "");
    if (check->state == DOCTOR_WARNING)
        snprintf(check->fix, sizeof check->fix, is_login ? "bgmusic auth login" : "nothing: a new one is asked for");
    account_status_release(&account);
}

static void look_at_balance(struct report *report, struct app *app, const struct account_balance *balance)
{
    if (balance->available <= 0) {
        struct doctor_check *check = add(report, "credits", DOCTOR_FAULT, "none are left");
        check->status = BGM_OUT_OF_CREDITS;
        char *link = api_register_link(&app->api);
        snprintf(check->fix, sizeof check->fix, "buy some at %s, or use --engine local", link);
        free(link);
    } else if (isnan(balance->available)) {
        add(report, "credits", DOCTOR_WARNING, "the service does not say how many");
    } else {
        add(report, "credits", DOCTOR_OK, "%.10g available", balance->available);
    }
}

/* The balance is the question that shows whether the service is there and takes the token; a stored token alone shows
 * nothing. */
static void look_at_service(struct report *report, struct app *app)
{
    struct account_balance balance;
    struct bgm_error err = BGM_ERROR_INIT;
    enum bgm_status status = account_credits(app, &balance, &err);
    if (status == BGM_OK || status == BGM_AUTH)
        add(report, "service", DOCTOR_OK, "%s answers", app->api.base_url);
    else
        add_error(report, "service", DOCTOR_FAULT, &err);
    if (status == BGM_AUTH)
        add_error(report, "token", DOCTOR_FAULT, &err);
    else
        look_at_token(report, app);
    if (status == BGM_OK)
        look_at_balance(report, app, &balance);
}

size_t doctor_run(struct app *app, struct doctor_check checks[DOCTOR_MOST_CHECKS])
{
    struct report report = {.checks = checks};
    struct bgm_error err = BGM_ERROR_INIT;
    const char *wanted = settings_get(app->settings, SETTING_ENGINE);
    add(&report, "version", DOCTOR_OK, "bgmusic %s, libcurl %s%s", BGMUSIC_VERSION, api_library_version(),
        BGMUSIC_WITH_ENGINE ? "" : ", without the local engine");
    enum bgm_status connected = app_connect(app, &err);
    bool is_local = text_equal(wanted, "local") || (connected == BGM_OK && app->is_local);
    /* `auto` came to nothing: the cloud was not there, and the local engine is what is left to be mended. */
    bool may_be_local = text_equal(wanted, "auto") && connected != BGM_OK && !app_means_cloud(app);
    add(&report, "engine", DOCTOR_OK, "%s%s", text_equal(wanted, "auto") ? "auto: " : "",
        is_local              ? "local"
        : connected == BGM_OK ? "cloud"
        : may_be_local        ? "neither works"
                              : "cloud");
    look_at_engine(&report, app, is_local || may_be_local);
    look_at_folder(&report, "settings folder", app->store.config_folder);
    look_at_folder(&report, "client id folder", app->store.shared_folder);
    look_at_folder(&report, "state folder", app->store.state_folder);
    look_at_folder(&report, "data folder", app->store.data_folder);
    look_at_folder(&report, "this folder", ".");
    if (connected != BGM_OK) {
        /* A fault of a part of the local engine was named above; what else stopped it is named here. */
        if (!is_local || doctor_verdict(checks, report.count) == BGM_OK)
            add_error(&report, is_local ? "local engine" : "service", DOCTOR_FAULT, &err);
    } else if (is_local) {
        add(&report, "local engine", DOCTOR_OK, "starts and answers");
    } else {
        look_at_service(&report, app);
    }
    return report.count;
}

enum bgm_status doctor_verdict(const struct doctor_check *checks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (checks[i].state == DOCTOR_FAULT)
            return checks[i].status;
    }
    return BGM_OK;
}

const char *doctor_state_name(enum doctor_state state)
{
    return state == DOCTOR_OK ? "ok" : state == DOCTOR_WARNING ? "warning" : "fault";
}
