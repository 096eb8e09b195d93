/* Sessions: started, found, remembered. */
#include "bgmusic/app/session_steps.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/api/api_session.h"
#include "bgmusic/app/app.h"
#include "service_call.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

char *language_from_locale(const char *locale)
{
    if (locale == NULL || *locale == '\0' || text_equal(locale, "C") || text_equal(locale, "POSIX") ||
        text_starts_with(locale, "C."))
        return xstrdup("en");
    size_t length = strcspn(locale, ".@");
    char *code = xstrndup(locale, length);
    for (char *at = code; *at != '\0'; at++) {
        if (*at == '_')
            *at = '-';
    }
    /* What is no language code (letters, digits, hyphens) is of no use to the service. */
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
    bool is_code = length > 0 && length <= 35 && code[0] != '-' && strspn(code, allowed) == length;
    /* English is one language to the service; Chinese has two scripts, told apart by the region. */
    if (!is_code || text_starts_with_ignore_case(code, "en-")) {
        free(code);
        return xstrdup("en");
    }
    return code;
}

char *session_language(const struct settings *settings)
{
    const char *told = settings_get(settings, SETTING_LANGUAGE);
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < 3 && *told == '\0'; i++) {
        const char *value = getenv(variables[i]);
        if (value != NULL)
            told = value;
    }
    return language_from_locale(told);
}

enum bgm_status session_start(struct app *app, const char *name, bool make_current, struct session_record *record,
                              struct bgm_error *err)
{
    *record = (struct session_record){0};
    char *language = session_language(app->settings);
    struct api_session session = {0};
    struct service_call call;
    app_stage(app, "session");
    service_call_begin(&call, app, RETRY_READ);
    while (service_call_next(&call))
        call.status = api_session_new(&app->api, name, language, &session, &call.problem);
    enum bgm_status status = service_call_end(&call, err);
    if (status == BGM_OK) {
        *record = (struct session_record){
            .id = xstrdup(session.session_id),
            .task_id = xstrdup(session.task_id),
            .name = xstrdup(name),
            .created_s = clock_wall_s(),
            .used_s = clock_wall_s(),
        };
        status = session_store_put(&app->store, app->base_key, record, err);
        session_drop_older(app, (int64_t)SESSION_KEEP_DAYS * 24 * 3600);
        char *current = NULL;
        /* Somebody's own current session stays: runs in a loop must not pull it away. */
        if (status == BGM_OK &&
            (make_current || session_store_current(&app->store, app->base_key, &current, NULL) != BGM_OK))
            status = session_store_use(&app->store, app->base_key, record->id, err);
        free(current);
        if (status != BGM_OK)
            session_record_release(record);
    }
    api_session_release(&session);
    free(language);
    return status;
}

enum bgm_status session_resolve(struct app *app, bool may_start, struct session_record *record, struct bgm_error *err)
{
    *record = (struct session_record){0};
    char *id = NULL;
    enum bgm_status status = BGM_OK;
    if (app->session_wanted != NULL) {
        if (!store_id_is_safe(app->session_wanted))
            return bgm_fail(err, BGM_USAGE, "--session takes a session id, not \"%s\"", app->session_wanted);
        id = xstrdup(app->session_wanted);
    } else if ((status = session_store_current(&app->store, app->base_key, &id, err)) != BGM_OK) {
        return status == BGM_NOT_FOUND && may_start ? session_start(app, "project", true, record, err) : status;
    }
    status = session_store_get(&app->store, app->base_key, id, record, err);
    if (status == BGM_NOT_FOUND) {
        *record = (struct session_record){.id = xstrdup(id), .created_s = clock_wall_s()};
        status = BGM_OK;
    }
    free(id);
    return status;
}

enum bgm_status session_read_state(struct app *app, const char *session_id, struct api_state *state,
                                   struct draft *draft, struct bgm_error *err)
{
    struct api_state own = {0};
    struct service_call call;
    if (state == NULL)
        state = &own;
    service_call_begin(&call, app, RETRY_READ);
    while (service_call_next(&call))
        call.status = api_state_read(&app->api, session_id, state, &call.problem);
    enum bgm_status status = service_call_end(&call, err);
    if (status == BGM_OK && draft != NULL) {
        draft_release(draft);
        status = draft_parse(state->draft.bytes, state->draft.length, draft, err);
        if (status != BGM_OK)
            api_state_release(state);
    }
    api_state_release(&own);
    return status;
}

void session_touch(struct app *app, struct session_record *record)
{
    struct bgm_error problem = BGM_ERROR_INIT;
    record->used_s = clock_wall_s();
    if (session_store_put(&app->store, app->base_key, record, &problem) != BGM_OK)
        app_warning(app, "%s", problem.message);
}

enum bgm_status session_known(struct app *app, struct session_record **records, size_t *count, char **current,
                              struct bgm_error *err)
{
    enum bgm_status status = session_store_check(&app->store, app->base_key, err);
    *current = NULL;
    session_store_current(&app->store, app->base_key, current, NULL);
    session_store_list(&app->store, app->base_key, records, count);
    return status;
}

enum bgm_status session_switch(struct app *app, const char *id, struct bgm_error *err)
{
    struct session_record record = {0};
    enum bgm_status status = session_store_get(&app->store, app->base_key, id, &record, err);
    if (status == BGM_NOT_FOUND) {
        struct api_state state = {0};
        status = session_read_state(app, id, &state, NULL, err);
        if (status == BGM_OK) {
            record = (struct session_record){.id = xstrdup(id),
                                             .task_id = xstrdup(state.task_id),
                                             .name = xstrdup(state.task_name),
                                             .created_s = clock_wall_s()};
            session_touch(app, &record);
        }
        api_state_release(&state);
    }
    if (status == BGM_OK)
        status = session_store_use(&app->store, app->base_key, id, err);
    session_record_release(&record);
    return status;
}

enum bgm_status session_drop(struct app *app, const char *id, struct bgm_error *err)
{
    return session_store_forget(&app->store, app->base_key, id, err);
}

size_t session_drop_older(struct app *app, int64_t keep_s)
{
    size_t count;
    session_store_clean(&app->store, app->base_key, keep_s, &count);
    return count;
}
