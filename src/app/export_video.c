/* Rendering a session's timeline and fetching the result. */
#include "export_video.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/app/app.h"
#include "download.h"
#include "part_file.h"
#include "render_poll.h"
#include "render_submit.h"
#include "bgmusic/app/output_kind.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/draft/draft.h"
#include "bgmusic/base/xalloc.h"

/* What keep_made() needs. */
struct keeping {
    struct app *app;
    const struct export_request *request;
};

void export_result_release(struct export_result *result)
{
    free(result->render_id);
    free(result->notes);
    *result = (struct export_result){.duration_s = -1, .size_bytes = -1};
}

/* The music alone, by the wish for it or by the output's ending? */
static bool is_sound(const struct export_request *request)
{
    const struct output_kind *kind;
    output_kind_find(request->output, &kind, NULL);
    return request->sound_only || kind->is_sound;
}

/* A finished file is known to the job before it has its name: who is killed in between finds it done. */
static enum bgm_status keep_made(void *context, const char *identity, struct bgm_error *err)
{
    const struct keeping *keeping = context;
    struct job *job = keeping->request->job;
    if (job == NULL || identity == NULL)
        return BGM_OK;
    char *longer = job->made != NULL ? xasprintf("%s\n%s", job->made, identity) : xstrdup(identity);
    free(job->made);
    job->made = longer;
    return job_store_put(&keeping->app->store, job, err);
}

bool export_is_made(const struct job *job, const char *path)
{
    char *identity = job->made != NULL && !text_equal(path, "-") ? file_identity(path) : NULL;
    bool is_made = false;
    for (const char *line = identity != NULL ? job->made : NULL; line != NULL && !is_made;) {
        size_t length = strcspn(line, "\n");
        is_made = strlen(identity) == length && strncmp(line, identity, length) == 0;
        line = line[length] == '\n' ? line + length + 1 : NULL;
    }
    free(identity);
    return is_made;
}

/* One file of the render to its place, unless an earlier run of the job put it there. */
static enum bgm_status fetch_file(struct app *app, const struct export_request *request,
                                  const struct api_render *render, enum download_kind kind, const char *path,
                                  const char *convert_to, struct bgm_error *err)
{
    struct keeping keeping = {app, request};
    if (request->job != NULL && export_is_made(request->job, path))
        return BGM_OK;
    return download_render(app,
                           &(struct download_request){.render = render,
                                                      .convert_to = convert_to,
                                                      .kind = kind,
                                                      .path = path,
                                                      .stdout_fd = request->stdout_fd,
                                                      .force = request->force,
                                                      .before_naming = keep_made,
                                                      .context = &keeping},
                           err);
}

static enum bgm_status make_stems_folder(struct app *app, const char *folder, struct bgm_error *err)
{
    bool is_new = !file_is_folder(folder);
    enum bgm_status status = file_make_folders(folder, 0777, err);
    if (status == BGM_OK && is_new)
        app_notice(app, "made the folder \"%s\"", folder);
    return status;
}

/* The stems into their folder, the MIDI to its file. */
static enum bgm_status fetch_parts(struct app *app, const struct export_request *request,
                                   const struct api_render *render, struct bgm_error *err)
{
    bool has_midi = false, has_stems = false;
    enum bgm_status status = BGM_OK;
    if (request->stems_folder != NULL)
        status = make_stems_folder(app, request->stems_folder, err);
    for (size_t i = 0; i < render->part_count && status == BGM_OK; i++) {
        const struct api_render_part *part = &render->parts[i];
        bool midi = text_ends_with_ignore_case(part->name, ".mid");
        if ((midi ? request->midi_path : request->stems_folder) == NULL)
            continue;
        char *path = midi ? xstrdup(request->midi_path) : path_join(request->stems_folder, part->name);
        struct api_render from = {.id = render->id, .url = part->url};
        status = fetch_file(app, request, &from, DOWNLOAD_PART, path, NULL, err);
        has_midi = has_midi || midi;
        has_stems = has_stems || !midi;
        free(path);
    }
    if (status == BGM_OK &&
        ((request->midi_path != NULL && !has_midi) || (request->stems_folder != NULL && !has_stems)))
        status = bgm_fail(err, BGM_SERVICE, "the render came without its %s",
                          has_stems || request->stems_folder == NULL ? "MIDI file" : "stems");
    return status;
}

enum bgm_status export_check_ready(const char *session_id, const struct draft *draft, struct bgm_error *err)
{
    if (draft_is_ready(draft))
        return BGM_OK;
    if (draft->is_unknown) {
        bgm_fail(err, BGM_NOTHING_TO_EXPORT, "the timeline of session %s is of a kind that this version does not know",
                 session_id);
        bgm_hint(err, "bgmusic session link --session %s opens it in a browser; bgmusic state --raw shows it",
                 session_id);
        return BGM_NOTHING_TO_EXPORT;
    }
    bgm_fail(err, BGM_NOTHING_TO_EXPORT, "session %s holds nothing to export yet", session_id);
    bgm_hint(err, "bgmusic upload VIDEO, then bgmusic chat \"add calm lo-fi music\"");
    return BGM_NOTHING_TO_EXPORT;
}

/* A render that ended badly, in words. */
static enum bgm_status fail_render(const struct app *app, const struct export_request *request,
                                   const struct api_render *render, struct bgm_error *err)
{
    if (render->cancelled) {
        bgm_fail(err, BGM_RENDER_FAILED, "the render %s was cancelled", render->id);
        bgm_hint(err, "bgmusic export renders session %s again", request->session_id);
        return BGM_RENDER_FAILED;
    }
    const char *words = render->error_text;
    if (render->input_fault)
        return bgm_fail(err, BGM_INPUT, "the input cannot be used: %s", words != NULL ? words : "no reason given");
    if (render->machine_fault)
        return bgm_fail(err, BGM_FAILED, "the render could not be made here: %s",
                        words != NULL ? words : "no reason given");
    bgm_fail(err, BGM_RENDER_FAILED, "the render %s failed%s%s", render->id, words != NULL ? ": " : "",
             words != NULL ? words : "");
    bgm_hint(err, "look at the timeline: bgmusic state --session %s; then: bgmusic export --session %s",
             request->session_id, request->session_id);
    if (err == NULL || app_blame_machine(app, err) == BGM_OUTPUT || !render->disk_fault || !app->is_local)
        return err != NULL ? err->status : BGM_RENDER_FAILED;
    /* The words are short, and end before the reason where the path is long. */
    bgm_fail(err, BGM_OUTPUT, "the local engine cannot write in \"%s\": %s", app->store.data_folder,
             words != NULL ? words : "no reason given");
    bgm_hint(err, "look at the rights of that folder, at the room on its disk and at the limits (ulimit -a)");
    return BGM_OUTPUT;
}

/* A render that has ended well; with `no_wait` one that was submitted. One that fails is tried once more. */
static enum bgm_status render_to_end(struct app *app, const struct export_request *request, struct render_draft *draft,
                                     struct api_render *render, struct export_result *result, struct bgm_error *err)
{
    for (int tries = 0;; tries++) {
        bool is_known = request->render_id != NULL && tries == 0;
        enum bgm_status status = BGM_OK;
        if (is_known)
            *render = (struct api_render){.id = xstrdup(request->render_id), .progress = -1};
        else if ((status = render_submit(app, request, draft, render, err)) != BGM_OK)
            return status;
        free(result->render_id);
        result->render_id = xstrdup(render->id);
        if (!is_known && request->on_submitted != NULL)
            request->on_submitted(request->context);
        if (request->no_wait)
            return BGM_OK;
        status = render_poll(app, request, render, !is_known, err);
        if (status == BGM_NOT_FOUND && err != NULL && request->session_id != NULL)
            bgm_hint(err, "bgmusic export --session %s renders it anew", request->session_id);
        if (status != BGM_OK || render->state == API_RENDER_COMPLETED)
            return status;
        status = fail_render(app, request, render, err);
        /* Without a draft there is nothing to submit again; the local engine would fail the same way, but for what this
         * machine could not do in an earlier run. */
        bool would_fail = app->is_local && !(is_known && (render->machine_fault || render->disk_fault));
        if (render->cancelled || request->draft.length == 0 || would_fail || tries > 0)
            return status;
        if (!render_draft_change(app, request, draft, "the render failed"))
            app_notice(app, "the render failed; trying once more with a new one");
        api_render_release(render);
    }
}

/* The file itself. The service gives MP4 alone: what else the ending wants is made of it here. */
static enum bgm_status fetch_result(struct app *app, const struct export_request *request,
                                    const struct api_render *render, struct bgm_error *err)
{
    const struct output_kind *kind;
    output_kind_find(request->output, &kind, NULL);
    if (app->is_local)
        return fetch_file(app, request, render, is_sound(request) ? DOWNLOAD_SOUND : DOWNLOAD_VIDEO, request->output,
                          NULL, err);
    return fetch_file(app, request, render, DOWNLOAD_VIDEO, request->output,
                      kind->is_the_services ? NULL : kind->ending, err);
}

enum bgm_status export_run(struct app *app, const struct export_request *request, struct export_result *result,
                           struct bgm_error *err)
{
    struct api_render render = {0};
    struct render_draft draft;
    render_draft_init(&draft, request->draft);
    export_result_release(result);
    app_stage(app, "render");
    enum bgm_status status = render_to_end(app, request, &draft, &render, result, err);
    render_draft_release(&draft);
    if (status == BGM_OK && !request->no_wait) {
        result->duration_s = render.duration_s;
        result->size_bytes = render.size_bytes;
        result->notes = xstrdup(render.notes);
        result->has_loudness = render.has_loudness;
        result->loudness_lufs = render.loudness_lufs;
        result->damaged = render.damaged;
        status = fetch_parts(app, request, &render, err);
        if (status == BGM_OK)
            status = fetch_result(app, request, &render, err);
    }
    api_render_release(&render);
    return status;
}
