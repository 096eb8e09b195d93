/* The whole job, as steps that a job's record remembers. */
#include "bgmusic/app/add_music.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "add_message.h"
#include "bgmusic/app/app.h"
#include "bgmusic/app/prompt_reading.h"
#include "job_answers.h"
#include "export_video.h"
#include "one_render.h"
#include "marker_list.h"
#include "bgmusic/app/output_kind.h"
#include "bgmusic/app/output_name.h"
#include "bgmusic/app/output_text.h"
#include "bgmusic/app/session_steps.h"
#include "bgmusic/app/upload_media.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/store/job_store.h"

enum { WARNINGS_CEILING = 64 * 1024, BEATS_CEILING = 16 * 1024 * 1024 };

void add_result_init(struct add_result *result)
{
    *result = (struct add_result){.duration_ms = -1};
    draft_init(&result->draft);
    buf_init(&result->warnings, WARNINGS_CEILING);
}

void add_result_release(struct add_result *result)
{
    free(result->session_id);
    free(result->render_id);
    free(result->job_id);
    free(result->reply);
    free(result->damage);
    api_question_release(&result->question);
    draft_release(&result->draft);
    draft_scene_release(&result->scene);
    buf_release(&result->warnings);
    add_result_init(result);
}

/* Each line of `text` to the listener and into the result. What was asked for and is not there is a warning; what had
 * to be done to the file on the way is a notice. */
static void tell_lines(struct add_run *run, char *text, bool is_warning)
{
    for (char *line = text != NULL && *text != '\0' ? text : NULL; line != NULL;) {
        char *end = strchr(line, '\n');
        if (end != NULL)
            *end = '\0';
        if (run->result->warnings.length > 0)
            buf_append_char(&run->result->warnings, '\n');
        buf_append_text(&run->result->warnings, line);
        if (is_warning)
            app_warning(run->app, "%s", line);
        else
            app_notice(run->app, "%s", line);
        line = end != NULL ? end + 1 : NULL;
    }
}

static enum bgm_status step_session(struct add_run *run, struct bgm_error *err)
{
    if (run->job->step >= JOB_SESSION) {
        if (session_store_get(&run->app->store, run->job->base_key, run->job->session_id, &run->session, NULL) !=
            BGM_OK)
            run->session = (struct session_record){.id = xstrdup(run->job->session_id)};
        return BGM_OK;
    }
    session_record_release(&run->session);
    enum bgm_status status;
    if (run->app->session_wanted != NULL) {
        status = session_resolve(run->app, false, &run->session, err);
    } else {
        char *name = upload_place_name(run->job->input), *stem = path_stem(name);
        free(name);
        status = session_start(run->app, stem, false, &run->session, err);
        free(stem);
    }
    if (status != BGM_OK)
        return status;
    free(run->job->session_id);
    run->job->session_id = xstrdup(run->session.id);
    return add_keep_step(run, JOB_SESSION, err);
}

/* An .mp4 or .webm may hold sound alone, a .gif one picture: the name does not tell, the service may. */
static enum bgm_status check_is_video(const struct add_run *run, const struct api_uploaded *uploaded,
                                      struct bgm_error *err)
{
    enum media_group group = uploaded != NULL ? uploaded->group : MEDIA_GROUP_NONE;
    bool sound = group == MEDIA_GROUP_AUDIO, still = group == MEDIA_GROUP_IMAGE && run->app->is_local;
    if (!sound && !still)
        return BGM_OK;
    bgm_fail(err, BGM_INPUT, "\"%s\" holds no video: it is %s", run->job->input,
             sound ? "sound alone" : "a still picture");
    bgm_hint(err, "%s", sound ? UPLOAD_SOUND_HINT : "give a video");
    return BGM_INPUT;
}

static struct music_request named_music(const struct add_request *request)
{
    struct music_request music = request->music;
    if (request->music_path != NULL)
        music.track_name = path_name(request->music_path);
    return music;
}

static enum bgm_status step_upload(struct add_run *run, struct bgm_error *err)
{
    if (run->job->step >= JOB_UPLOADED)
        return BGM_OK;
    struct api_upload_result uploaded = {0};
    /* A fresh run names the files as its user did. */
    const struct add_request *request = run->request;
    const char *video = request != NULL ? request->input : run->job->input;
    const char *track = request != NULL ? request->music_path : run->job->music_path;
    /* The last film is the one that is worked on: one that lends its sound goes before it. */
    size_t place = track != NULL && upload_check(track, UPLOAD_FILM, NULL) == BGM_OK ? 1 : 0;
    const char *places[2] = {place == 0 ? video : track, place == 0 ? track : video};
    if (place == 1 && run->session.video_name == NULL)
        run->session.video_name = upload_place_name(video); /* the session is not named after the track */
    enum bgm_status status = upload_media(run->app, &run->session, places, track != NULL ? 2 : 1, &uploaded, err);
    if (status != BGM_OK)
        return status;
    const struct api_uploaded *taken = place < uploaded.count ? &uploaded.files[place] : NULL;
    status = check_is_video(run, taken, err);
    int64_t video_ms = taken != NULL && taken->duration_s > 0 ? llround(taken->duration_s * 1000) : -1;
    api_upload_result_release(&uploaded);
    if (status != BGM_OK)
        return status;
    if (request != NULL && video_ms >= 0 && request->music.wishes.from_ms != MUSIC_UNSET &&
        request->music.wishes.from_ms >= video_ms)
        return bgm_fail(err, BGM_USAGE, "--from lies behind the end of the video (%.1f s)", (double)video_ms / 1000);
    return add_keep_step(run, JOB_UPLOADED, err);
}

static enum bgm_status step_verify(struct add_run *run, struct bgm_error *err)
{
    draft_release(&run->result->draft);
    run->result->draft = run->turn.after;
    draft_init(&run->turn.after);
    const struct api_state *state = &run->turn.state;
    draft_scene_release(&run->result->scene);
    draft_scene_read(&(struct draft_sources){state->draft, state->video_analyses, state->generated_media},
                     &run->result->scene);
    const struct draft *draft = &run->result->draft;
    if (draft->is_unknown) {
        bgm_fail(err, BGM_SERVICE,
                 "the timeline of session %s is of a kind that this version does not know: it cannot tell whether the "
                 "music is in it",
                 run->session.id);
        bgm_hint(err, "bgmusic session link --session %s opens it in a browser", run->session.id);
        return BGM_SERVICE;
    }
    if (draft_music(draft) == NULL || add_music_is_old(run)) {
        const char *reply = run->result->reply;
        bgm_fail(err, BGM_SERVICE, "no %smusic appeared in the timeline of session %s%s%.300s",
                 draft_music(draft) != NULL ? "new " : "", run->session.id,
                 !text_is_blank(reply) ? "; the service said: " : "", !text_is_blank(reply) ? reply : "");
        bgm_hint(err, "ask in other words: bgmusic chat --session %s \"add ... music\"", run->session.id);
        return BGM_SERVICE;
    }
    /* A resumed job has no request; what was asked for stands in its record. */
    struct music_request asked = {.prompt = run->job->prompt, .track_name = run->job->music_path};
    if (run->request != NULL)
        asked = named_music(run->request);
    char *complaint = prompt_complaint(run->app, &asked);
    tell_lines(run, complaint, true);
    free(complaint);
    if (run->job->wishes != NULL) {
        struct buf complaints;
        buf_init(&complaints, WARNINGS_CEILING);
        music_request_verify(run->job->wishes, draft, &complaints);
        if (complaints.length > 0)
            tell_lines(run, complaints.bytes, true);
        buf_release(&complaints);
    }
    return BGM_OK;
}

static enum bgm_status step_export(struct add_run *run, struct bgm_error *err)
{
    struct export_result exported = {.duration_s = -1, .size_bytes = -1};
    struct export_request request = {
        .session_id = run->session.id,
        .draft = run->turn.state.draft,
        .media_infos = run->turn.state.video_infos,
        .output = run->job->output,
        .stems_folder = run->job->stems_folder,
        .midi_path = run->job->midi_path,
        .sound_only = run->job->sound_only,
        .force = run->job->force,
        .wait_ms = run->wish.wait_ms,
        .stdout_fd = run->wish.stdout_fd,
        .job = run->job,
        .wishes = run->job->wishes,
    };
    /* A session of this run's own has no other renders. */
    bool is_own = run->request != NULL && run->app->session_wanted == NULL;
    bool is_waiting;
    enum bgm_status status = is_own ? export_run(run->app, &request, &exported, err)
                                    : one_render_resume(run->app, &request, &exported, &is_waiting, err);
    run->result->render_id = xstrdup(exported.render_id);
    run->result->duration_ms =
        exported.duration_s >= 0 ? llround(exported.duration_s * 1000) : run->result->draft.duration_ms;
    run->result->has_after = exported.has_loudness;
    run->result->after_lufs = exported.loudness_lufs;
    char *notes = exported.notes;
    if (exported.damaged && notes != NULL) {
        size_t length = strcspn(notes, "\n");
        run->result->damage = xstrndup(notes, length);
        notes += length + (notes[length] == '\n');
        char *damage = xstrdup(run->result->damage);
        tell_lines(run, damage, true);
        free(damage);
    }
    tell_lines(run, notes, false);
    export_result_release(&exported);
    return status;
}

/* Times of beats, bars and sections, for those who cut by them. */
static enum bgm_status step_beats(struct add_run *run, struct bgm_error *err)
{
    const char *path = run->job->beats_path;
    struct buf text;
    if (path == NULL)
        return BGM_OK;
    if (run->result->scene.beat_count == 0)
        return bgm_fail(err, BGM_SERVICE, "the timeline does not tell the beats of the music");
    buf_init(&text, BEATS_CEILING);
    if (text_ends_with_ignore_case(path, ".txt"))
        draft_scene_print_labels(&run->result->scene, &text);
    else
        draft_scene_print_beats(&run->result->scene, &text);
    enum bgm_status status = output_make_folder(run->app, path, err);
    if (status == BGM_OK)
        status = output_text_write(path, text.bytes, text.length, err);
    buf_release(&text);
    return status;
}

static void begin_again(struct add_run *run)
{
    app_notice(run->app, "the session is not known any more: begun again");
    run->job->step = JOB_STARTED;
    free(run->job->render_id);
    run->job->render_id = NULL;
    free(run->result->render_id);
    run->result->render_id = NULL;
    turn_release(&run->turn);
    turn_init(&run->turn);
}

/* All steps. A session that the service has forgotten is started again, as long as no message was sent: that would be
 * paid for twice. The local engine takes nothing, and a job that is resumed may come to it with another data folder. */
static enum bgm_status run_steps(struct add_run *run, struct bgm_error *err)
{
    enum bgm_status (*const steps[])(struct add_run *, struct bgm_error *) = {step_session, step_upload, add_message,
                                                                              step_verify,  step_beats,  step_export};
    enum bgm_status status = BGM_OK;
    for (int tries = 0; tries < 2; tries++) {
        status = BGM_OK;
        for (size_t i = 0; i < COUNT(steps) && status == BGM_OK; i++)
            status = steps[i](run, err);
        bool is_resumed = run->request == NULL;
        bool costs_nothing = run->job->step < JOB_SENDING || (run->app->is_local && is_resumed);
        if (status != BGM_NOT_FOUND || !costs_nothing || run->app->session_wanted != NULL || tries > 0)
            break;
        begin_again(run);
    }
    return status;
}

/* Is there something that `resume` could finish? What passes by itself: always. A failed write, a failed service: when
 * it would save an upload. A refused token or no credits: when the message was sent. */
static bool is_worth_keeping(const struct job *job, enum bgm_status status)
{
    switch (status) {
    case BGM_NETWORK:
    case BGM_TIMED_OUT:
    case BGM_INTERRUPTED:
    case BGM_RATE_LIMITED:
    case BGM_ASKED:
        return true;
    case BGM_OUTPUT:
    case BGM_OUTPUT_EXISTS:
        return job->step >= JOB_UPLOADED;
    case BGM_SERVICE:
    case BGM_FAILED:
        return job->step >= JOB_UPLOADED;
    case BGM_AUTH:
    case BGM_OUT_OF_CREDITS:
        /* The message is paid for: what came of it can be fetched once the account is in order. */
        return job->step >= JOB_SENDING;
    default:
        return false;
    }
}

/* The answer to the message was a failure, and nothing came of it: there is nothing to finish. */
static bool is_void(const struct add_run *run, enum bgm_status status)
{
    return status == BGM_SERVICE && run->turn.has_failed && run->turn.has_ended && !run->turn.is_changed;
}

/* The line to go on with, after what is to be done first. */
static void add_resume_line(struct bgm_error *err, const struct job *job, enum bgm_status status)
{
    if (err == NULL)
        return;
    bool is_late = status == BGM_TIMED_OUT || (status == BGM_RATE_LIMITED && job->step == JOB_RENDERING);
    if (err->hint[0] == '\0' || is_late)
        bgm_hint(err, "what was done is saved; finish it with: bgmusic resume %s", job->id);
    else
        bgm_hint(err, "%s; then finish it with: bgmusic resume %s", err->hint, job->id);
    bool may_send_again = status == BGM_NETWORK && (job->step == JOB_SENDING || job->step == JOB_SENT);
    if (may_send_again)
        bgm_hint(err,
                 "bgmusic resume %s looks again; bgmusic resume %s --send-again sends the message once more, if it is "
                 "not known to have arrived",
                 job->id, job->id);
}

static enum bgm_status finish(struct add_run *run, enum bgm_status status, struct bgm_error *err)
{
    run->result->session_id = xstrdup(run->job->session_id);
    run->result->job_id = xstrdup(run->job->id);
    free(run->job->failure);
    run->job->failure = status != BGM_OK && status != BGM_INTERRUPTED && err != NULL ? xstrdup(err->message) : NULL;
    if (status == BGM_OK) {
        /* Only a note for who asks later: the work is done, whether it can be written or not. */
        add_keep_step(run, JOB_DONE, NULL);
    } else if (!is_worth_keeping(run->job, status) || is_void(run, status)) {
        if (err != NULL && status == BGM_NOT_FOUND && run->job->step >= JOB_SENDING && !run->app->is_local)
            bgm_hint(
                err,
                "the message was sent to session %s, and may be paid for; the same command begins anew, in another "
                "session",
                run->job->session_id);
        job_store_forget(&run->app->store, run->job->id);
        if (err != NULL && err->hint[0] == '\0' && is_void(run, status))
            bgm_hint(err, "nothing came of it: ask again, or in other words with: bgmusic chat --session %s",
                     run->session.id);
    } else {
        job_store_put(&run->app->store, run->job, NULL);
        add_resume_line(err, run->job, status);
    }
    turn_release(&run->turn);
    session_record_release(&run->session);
    return status;
}

enum bgm_status add_run(struct app *app, const struct add_request *request, struct add_result *result,
                        struct bgm_error *err)
{
    enum bgm_status possible = add_check_engine(app, request, err);
    if (possible != BGM_OK)
        return possible;
    struct file_lock claim = FILE_LOCK_INIT;
    struct music_request music = named_music(request);
    struct marker_list markers = {0};
    if (music.wishes.markers != NULL) {
        possible = marker_list_read(&markers, music.wishes.markers, request->input, err);
        music.markers_ms = markers.at_ms;
        music.marker_count = markers.count;
        if (possible == BGM_OK && markers.behind > 0)
            app_warning(app, "%zu of the %zu markers lie behind the end of the video, and are left out", markers.behind,
                        markers.count + markers.behind);
    }
    if (possible != BGM_OK) {
        marker_list_release(&markers);
        return possible;
    }
    if (!request->preview)
        output_kind_tell(app, request->output);
    if (request->sound_only && music.wishes.title != NULL)
        app_warning(app, "the title is drawn on no picture: the result is the music alone");
    /* The service gives the film alone: with no other sound in it, its sound is the music. */
    if (request->sound_only && !app->is_local) {
        music.wishes.replace_audio = true;
        music.wishes.original_percent = MUSIC_UNSET;
    }
    struct job job = {
        .command = xstrdup("add"),
        .base_key = xstrdup(app->base_key),
        .engine = xstrdup(app_engine_name(app)),
        .input = upload_is_url(request->input) ? xstrdup(request->input) : path_absolute(request->input),
        .music_path = request->music_path != NULL ? path_absolute(request->music_path) : NULL,
        .output = text_equal(request->output, "-") ? xstrdup("-") : path_absolute(request->output),
        .stems_folder = request->stems_folder != NULL ? path_absolute(request->stems_folder) : NULL,
        .midi_path = request->midi_path != NULL ? path_absolute(request->midi_path) : NULL,
        .beats_path = request->beats_path != NULL ? path_absolute(request->beats_path) : NULL,
        .wishes = xmalloc(sizeof *job.wishes),
        .sound_only = request->sound_only,
        .message = music_request_words(&music, -1, app->is_local),
        .prompt = xstrdup(music.prompt),
        .force = request->force,
        .fingerprint = xstrdup(request->fingerprint),
        .answers = job_join_answers(request->answers),
    };
    marker_list_release(&markers);
    job_new_id(&job);
    music_wishes_copy(job.wishes, &music.wishes);
    struct add_run run = {.app = app,
                          .request = request,
                          .job = &job,
                          .result = result,
                          .wish = {.wait_ms = request->wait_ms, .stdout_fd = request->stdout_fd}};
    turn_init(&run.turn);
    enum bgm_status status = job_store_claim(&app->store, job.id, &claim, err);
    if (status == BGM_OK)
        status = add_keep_step(&run, JOB_STARTED, err);
    if (status == BGM_OK)
        status = run_steps(&run, err);
    status = finish(&run, status, err);
    file_unlock(&claim);
    job_release(&job);
    return status;
}

enum bgm_status add_resume(struct app *app, struct job *job, const struct resume_wish *wish, struct add_result *result,
                           struct bgm_error *err)
{
    struct add_run run = {.app = app, .job = job, .result = result, .wish = *wish};
    enum bgm_status status = BGM_OK;
    turn_init(&run.turn);
    bool is_made = export_is_made(job, job->output); /* by a run that was killed before it could say so */
    if (!is_made && !text_equal(job->output, "-"))
        status = output_check(job->output, job->input, job->force, err);
    if (status == BGM_OK && !is_made)
        status = run_steps(&run, err);
    return finish(&run, status, err);
}
