/* The step of `add` that costs: its message. */
#include "add_message.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/app/app.h"
#include "bgmusic/app/live_render.h"
#include "bgmusic/app/session_steps.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "job_answers.h"
#include "recovery_policy.h"
#include "turn_recovery.h"

enum { MOST_HINTED_BYTES = 400 }; /* a line that was cut would do harm */

enum bgm_status add_keep_step(struct add_run *run, enum job_step step, struct bgm_error *err)
{
    run->job->step = step;
    return job_store_put(&run->app->store, run->job, err);
}

/* Noted before the first byte that costs: the timeline as it was, by which a later run sees whether anything came. */
static enum bgm_status before_sending(void *context, const struct turn *turn, struct bgm_error *err)
{
    struct add_run *run = context;
    free(run->job->before_mark);
    run->job->before_mark = xstrdup(turn->before_mark);
    free(run->job->question);
    run->job->question = NULL;
    return add_keep_step(run, JOB_SENDING, err);
}

/* Nobody here can answer: what is asked, and the line that answers it. */
static enum bgm_status fail_asked(const struct add_run *run, struct bgm_error *err)
{
    const char *line = run->job->question;
    bgm_fail(err, BGM_ASKED, "the agent asks before it goes on, in session %s", run->session.id);
    if (strlen(line) < MOST_HINTED_BYTES)
        bgm_hint(err, "answer it, for instance: %s", line);
    else
        bgm_hint(err, "answer it with: bgmusic chat --session %s", run->session.id);
    return BGM_ASKED;
}

static enum bgm_status keep_question(struct add_run *run, struct bgm_error *err)
{
    free(run->job->question);
    run->job->question = turn_answer_line(run->session.id, &run->turn.question);
    api_question_release(&run->result->question);
    run->result->question = run->turn.question;
    run->turn.question = (struct api_question){0};
    return add_keep_step(run, JOB_SENT, err);
}

/* Music that was there before a message that changed nothing and was answered by nothing is not what was asked for. The
 * local engine does what it is told, and the same wish again gives the same timeline. */
bool add_music_is_old(const struct add_run *run)
{
    return run->turn.before_mark != NULL && !run->turn.is_changed && text_is_blank(run->turn.reply) &&
           !run->app->is_local;
}

/* One message and its end, in the job's record. */
static enum bgm_status send_once(struct add_run *run, struct bgm_error *err)
{
    enum bgm_status status = turn_run(run->app, &run->session, run->job->message, before_sending, run, &run->turn, err);
    free(run->result->reply);
    run->result->reply = xstrdup(run->turn.reply);
    if (run->turn.question.count > 0 && run->turn.has_ended)
        return keep_question(run, err);
    if (status == BGM_OK && !add_music_is_old(run)) {
        /* The service has said that it is done: nothing is to be compared any more. */
        free(run->job->before_mark);
        run->job->before_mark = NULL;
    }
    if (run->turn.has_ended) {
        enum bgm_status kept = add_keep_step(run, JOB_SENT, status == BGM_OK ? err : NULL);
        return status == BGM_OK ? kept : status;
    }
    if (run->turn.was_refused && run->job->step == JOB_SENDING)
        add_keep_step(run, JOB_UPLOADED, NULL);
    return status;
}

/* The job's message, and answers to what the agent asks as long as there are some. */
static enum bgm_status send_message(struct add_run *run, struct bgm_error *err)
{
    run->wish.send_again = false;
    turn_go_on(&run->turn);
    for (;;) {
        enum bgm_status status = send_once(run, err);
        if (status != BGM_OK || run->job->question == NULL)
            return status;
        char *answer = job_answer_beforehand(run->job, &run->result->question);
        if (answer == NULL)
            return fail_asked(run, err);
        app_notice(run->app, "the agent asks; answering: %s", answer);
        free(run->job->message);
        run->job->message = answer;
        turn_go_on(&run->turn);
    }
}

static enum bgm_status fail_not_done(const struct add_run *run, struct bgm_error *err)
{
    bgm_fail(err, BGM_NETWORK, "nothing of the message is in the timeline of session %s: the music is not done",
             run->session.id);
    return BGM_NETWORK;
}

/* The mark of the timeline before the message. A record of an older version does not hold it; as long as the message
 * was only being sent, the session's record does. The caller's. */
static char *mark_before(const struct add_run *run)
{
    const char *kept = run->session.last_draft;
    if (run->job->before_mark != NULL || run->job->step != JOB_SENDING || kept == NULL)
        return xstrdup(run->job->before_mark);
    return live_render_mark((struct json_span){kept, strlen(kept)});
}

/* A resumed job whose message may have been taken: the timeline tells. */
static enum bgm_status find_sent(struct add_run *run, struct bgm_error *err)
{
    struct turn *turn = &run->turn;
    enum bgm_status status = session_read_state(run->app, run->session.id, &turn->state, &turn->after, err);
    if (status != BGM_OK)
        return status;
    char *before = mark_before(run), *now = live_render_mark(turn->state.draft);
    switch (recovery_decide(&(struct recovery_facts){
        .step = run->job->step,
        .before = before,
        .now = now,
        .has_music = draft_music(&turn->after) != NULL,
        .is_asked = run->job->question != NULL,
        .is_local = run->app->is_local,
        .send_again = run->wish.send_again,
    })) {
    case RECOVERY_SEND:
        status = send_message(run, err);
        break;
    case RECOVERY_WAIT:
        status = turn_wait_for_change(run->app, run->session.id, before, &turn->state, err);
        if (status == BGM_OK) {
            draft_release(&turn->after);
            status = draft_parse(turn->state.draft.bytes, turn->state.draft.length, &turn->after, err);
        }
        if (status == BGM_OK)
            status = add_keep_step(run, JOB_SENT, err);
        break;
    case RECOVERY_ASK:
        status = fail_asked(run, err);
        break;
    case RECOVERY_STOP:
        status = fail_not_done(run, err);
        break;
    case RECOVERY_GO_ON:
        if (run->job->step == JOB_SENDING)
            status = add_keep_step(run, JOB_SENT, err);
        break;
    }
    free(before);
    free(now);
    return status;
}

enum bgm_status add_message(struct add_run *run, struct bgm_error *err)
{
    if (run->job->step >= JOB_SENDING)
        return find_sent(run, err);
    return send_message(run, err);
}
