/* Progress on stderr: bars on a terminal, one plain line a stage elsewhere, JSON events on request. */
#include <stdio.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/text.h"
#include "messages.h"
#include "bgmusic/json/json_write.h"
#include "progress.h"

/* Six redraws a second are as many as an eye needs and a slow terminal likes. */
enum { REDRAW_PAUSE_MS = 1000 / 6 };

void progress_fit(const struct messages *messages, size_t taken, struct buf *line)
{
    size_t columns, rows;
    screen_window(&columns, &rows);
    size_t room = columns > taken ? columns - taken : 1;
    if (messages->progress != PROGRESS_BAR || text_columns(line->bytes, line->length) <= room)
        return;
    progress_cut(line, room - 1);
    buf_append_text(line, messages->ascii ? "~" : "…");
}

void progress_clear(struct messages *messages)
{
    screen_lock(&messages->screen);
    /* Outside a batch what comes now is the result: a tick must not draw a bar into it. */
    if (messages->input_count == 0)
        messages->jobs[0].is_active = false;
    screen_hide(&messages->screen);
    screen_unlock(&messages->screen);
}

void progress_tick(struct messages *messages)
{
    if (messages->quiet || messages->holds_line || messages->progress != PROGRESS_BAR)
        return;
    screen_lock(&messages->screen);
    bool is_active = messages->input_count > 0;
    for (int i = 0; i < messages->job_count; i++)
        is_active = is_active || messages->jobs[i].is_active;
    if (is_active && clock_real_ms() - messages->drawn_ms >= REDRAW_PAUSE_MS) {
        size_t columns, rows;
        screen_window(&columns, &rows);
        progress_draw(messages, columns, rows);
        messages->drawn_ms = clock_real_ms();
    }
    screen_unlock(&messages->screen);
}

void progress_jobs(struct messages *messages, int jobs, size_t input_count)
{
    screen_lock(&messages->screen);
    messages->job_count = jobs < 1 ? 1 : jobs > PROGRESS_MOST_JOBS ? PROGRESS_MOST_JOBS : jobs;
    messages->input_count = input_count;
    screen_keep(&messages->screen, input_count > 0);
    messages->finished = messages->failed = 0;
    messages->batch_started_ms = clock_now_ms();
    screen_unlock(&messages->screen);
}

static void write_stage(const struct messages *messages, const struct progress_job *job, const char *input)
{
    if (messages->progress == PROGRESS_JSON) {
        struct json *event = json_new_object();
        json_set_text(event, "event", "stage");
        json_set_text(event, "input", input);
        json_set_text(event, "stage", job->stage);
        messages_event(event);
    } else if (messages->progress == PROGRESS_PLAIN) {
        struct buf line;
        buf_init(&line, 8192);
        buf_append_text(&line, "bgmusic: ");
        if (input != NULL && *input != '\0') {
            text_append_shown(&line, job->input, strlen(job->input));
            buf_append_text(&line, ": ");
        }
        buf_appendf(&line, "%s\n", job->stage);
        screen_write(line.bytes, line.length);
        buf_release(&line);
    }
}

/* Texts from outside, as a terminal may see them, on one line, cut to their place. */
static void keep_shown(char *place, size_t size, const char *text)
{
    struct buf shown;
    buf_init(&shown, 64 * 1024);
    text_append_shown(&shown, text, strnlen(text, 16 * 1024));
    for (size_t i = 0; i < shown.length; i++) {
        if (shown.bytes[i] == '\n' || shown.bytes[i] == '\t')
            shown.bytes[i] = ' ';
    }
    /* The end of a path is what tells it from others. */
    size_t skip = shown.length >= size ? shown.length - size + 1 : 0;
    while (skip > 0 && skip < shown.length && ((unsigned char)shown.bytes[skip] & 0xc0) == 0x80)
        skip++;
    snprintf(place, size, "%s", shown.bytes + skip);
    buf_release(&shown);
}

void progress_stage(struct messages *messages, int job, const char *input, const char *stage)
{
    char name[sizeof messages->jobs[0].input];
    struct progress_job *at = &messages->jobs[job];
    keep_shown(name, sizeof name, input != NULL ? input : "");
    screen_lock(&messages->screen);
    if (!at->is_active || !text_equal(at->stage, stage) || !text_equal(at->input, name)) {
        *at = (struct progress_job){.is_active = true, .total = -1, .last_percent = -1};
        snprintf(at->stage, sizeof at->stage, "%s", stage);
        snprintf(at->input, sizeof at->input, "%s", name);
        at->started_ms = clock_now_ms();
        if (!messages->quiet)
            write_stage(messages, at, input);
    }
    screen_unlock(&messages->screen);
    progress_tick(messages);
}

void progress_label(struct messages *messages, int job, const char *label)
{
    screen_lock(&messages->screen);
    keep_shown(messages->jobs[job].label, sizeof messages->jobs[job].label, label);
    /* The names of tools are written for programs: "read_picture". */
    for (char *at = messages->jobs[job].label; *at != '\0'; at++)
        *at = *at == '_' ? ' ' : *at;
    screen_unlock(&messages->screen);
    progress_tick(messages);
}

static void write_event(const struct progress_job *job, const char *input, int percent)
{
    struct json *event = json_new_object();
    json_set_text(event, "event", "progress");
    if (*input != '\0')
        json_set_text(event, "input", input);
    json_set_text(event, "stage", job->stage);
    json_set_int(event, "done", job->done);
    if (job->total > 0)
        json_set_int(event, "total", job->total);
    else
        json_set_null(event, "total");
    if (percent >= 0)
        json_set_int(event, "percent", percent);
    else
        json_set_null(event, "percent");
    messages_event(event);
}

/* A server may report less than it did before; what was shown never goes back. */
static void take_progress(struct messages *messages, struct progress_job *job, int64_t done, int64_t total)
{
    if (total > 0 && done > total)
        done = total;
    int percent = total > 0 ? (int)(done * 100 / total) : -1;
    if ((percent >= 0 && percent < job->last_percent) || done < job->done)
        return;
    job->done = done;
    job->total = total > 0 ? total : -1;
    bool is_early = clock_real_ms() - job->event_ms < REDRAW_PAUSE_MS;
    bool is_news = percent >= 0 ? percent != job->last_percent : !is_early;
    if (messages->progress == PROGRESS_JSON && is_news) {
        job->event_ms = clock_real_ms();
        write_event(job, messages->input_count > 0 ? job->input : "", percent);
    }
    if (percent >= 0)
        job->last_percent = percent;
}

void progress_update(struct messages *messages, int job, const char *stage, int64_t done, int64_t total)
{
    struct progress_job *at = &messages->jobs[job];
    if (messages->quiet || done < 0)
        return;
    screen_lock(&messages->screen);
    if (at->is_active && text_equal(at->stage, stage))
        take_progress(messages, at, done, total);
    screen_unlock(&messages->screen);
    progress_tick(messages);
}

void progress_job_end(struct messages *messages, int job)
{
    screen_lock(&messages->screen);
    messages->jobs[job].is_active = false;
    screen_unlock(&messages->screen);
}

void progress_finished(struct messages *messages, bool failed)
{
    screen_lock(&messages->screen);
    messages->finished++;
    messages->failed += failed;
    screen_unlock(&messages->screen);
    progress_tick(messages);
}
