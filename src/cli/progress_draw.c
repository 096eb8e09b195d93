/* Bars on a terminal: a line for each job and one for all, redrawn in place, never wider than the window. */
#include "progress.h"

#include <stdio.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "messages.h"

enum {
    LINE_CEILING = 8 * 1024,
    WIDE_BAR = 24,
    NARROW_BAR = 10,
    SPEED_AFTER_MS = 500, /* a rate or a rest of less than that is a guess */
    TELLING_SHARE = 20,   /* a rest is told from one part in so many on */
    SPINNER_PAUSE_MS = 170,
};

static void append_duration(struct buf *out, int64_t ms)
{
    int64_t seconds = (ms + 999) / 1000;
    if (seconds >= 3600)
        buf_appendf(out, "%lld:%02lld:%02lld", (long long)(seconds / 3600), (long long)(seconds / 60 % 60),
                    (long long)(seconds % 60));
    else
        buf_appendf(out, "%lld:%02lld", (long long)(seconds / 60), (long long)(seconds % 60));
}

static size_t width_of(const struct buf *text)
{
    return text_columns(text->bytes, text->length);
}

static size_t next_character(const char *text, size_t length)
{
    uint32_t code_point;
    size_t used = text_decode_utf8(text, length, &code_point);
    return used > 0 ? used : 1;
}

/* The end of a name, which tells more than its start, in at most `columns`. */
static void append_end(struct buf *out, const char *text, size_t columns, bool ascii)
{
    size_t length = strlen(text), cut = 0;
    if (text_columns(text, length) > columns) {
        while (cut < length && text_columns(text + cut, length - cut) + 1 > columns)
            cut += next_character(text + cut, length - cut);
        if (columns > 0)
            buf_append_text(out, ascii ? "~" : "…");
    }
    buf_append(out, text + cut, length - cut);
}

void progress_cut(struct buf *line, size_t columns)
{
    size_t keep = 0;
    while (keep < line->length) {
        size_t used = next_character(line->bytes + keep, line->length - keep);
        if (text_columns(line->bytes, keep + used) > columns)
            break;
        keep += used;
    }
    line->length = keep;
    line->bytes[keep] = '\0';
}

static void append_bar(struct buf *out, int64_t done, int64_t total, int width)
{
    int filled = (int)(done * width / total);
    buf_append_char(out, '[');
    for (int i = 0; i < width; i++)
        buf_append_char(out, i < filled ? '#' : '.');
    buf_append_text(out, "] ");
}

static void append_spinner(struct buf *out, bool ascii)
{
    static const char *const dots[] = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧"};
    static const char *const strokes[] = {"|", "/", "-", "\\"};
    int64_t turn = clock_real_ms() / SPINNER_PAUSE_MS;
    buf_append_text(out, ascii ? strokes[turn % 4] : dots[turn % 8]);
    buf_append_char(out, ' ');
}

/* How much of a line is said; each step says less. */
enum detail { DETAIL_ALL, DETAIL_NARROW, DETAIL_FEW, DETAIL_LEAST };

static void append_state(struct buf *line, const struct progress_job *job, enum detail detail, bool ascii)
{
    int64_t elapsed_ms = clock_now_ms() - job->started_ms;
    bool counts_bytes = text_equal(job->stage, "upload") || text_equal(job->stage, "download");
    bool is_measured = elapsed_ms > SPEED_AFTER_MS && job->done > 0;
    if (job->total > 0) {
        if (detail < DETAIL_FEW)
            append_bar(line, job->done, job->total, detail == DETAIL_ALL ? WIDE_BAR : NARROW_BAR);
        buf_appendf(line, "%3d%%", (int)(job->done * 100 / job->total));
    } else {
        append_spinner(line, ascii);
    }
    if (counts_bytes && job->done > 0 && detail < DETAIL_FEW) {
        buf_append_text(line, "  ");
        text_append_bytes(line, job->done);
        if (job->total > 0 && detail == DETAIL_ALL) {
            buf_append_text(line, " of ");
            text_append_bytes(line, job->total);
        }
        if (is_measured) {
            buf_append_text(line, ", ");
            text_append_bytes(line, job->done * 1000 / elapsed_ms);
            buf_append_text(line, "/s");
        }
    }
    /* From the first few percent nothing can be told: a minute too much is worse than no answer. */
    bool is_foreseeable = is_measured && job->done >= job->total / TELLING_SHARE;
    if (job->total > 0 && is_foreseeable && detail < DETAIL_LEAST) {
        buf_append_text(line, counts_bytes && detail < DETAIL_FEW ? ", " : "  ");
        append_duration(line, elapsed_ms * (job->total - job->done) / job->done);
        buf_append_text(line, " left");
    } else if (!(job->total > 0 && counts_bytes) && detail < DETAIL_LEAST) {
        bool has_bytes = counts_bytes && job->done > 0 && detail < DETAIL_FEW;
        buf_append_text(line, job->total > 0 ? "  " : has_bytes ? ", " : "");
        append_duration(line, elapsed_ms);
    }
    if (job->label[0] != '\0' && detail < DETAIL_FEW)
        buf_appendf(line, "  %s", job->label);
}

static void append_job(const struct messages *messages, int index, size_t columns, enum detail detail, struct buf *line)
{
    const struct progress_job *job = &messages->jobs[index];
    if (messages->input_count > 0) {
        size_t room = columns / 3 < 28 ? columns / 3 : 28;
        append_end(line, path_name(job->input), room, messages->ascii);
        for (size_t width = width_of(line); width < room + 1; width++)
            buf_append_char(line, ' ');
    }
    buf_appendf(line, "%-9s ", job->stage);
    append_state(line, job, detail, messages->ascii);
}

/* The longest time left of a job that can be told. */
static int64_t most_left_ms(const struct messages *messages)
{
    int64_t most = 0, now_ms = clock_now_ms();
    for (int i = 0; i < messages->job_count; i++) {
        const struct progress_job *job = &messages->jobs[i];
        if (!job->is_active || job->total <= 0 || job->done <= 0 || job->done < job->total / TELLING_SHARE)
            continue;
        int64_t left = (now_ms - job->started_ms) * (job->total - job->done) / job->done;
        most = left > most ? left : most;
    }
    return most;
}

static void append_total(const struct messages *messages, enum detail detail, struct buf *line)
{
    int64_t elapsed_ms = clock_now_ms() - messages->batch_started_ms;
    size_t finished = messages->finished, count = messages->input_count;
    buf_appendf(line, "%zu of %zu ", finished, count);
    if (detail < DETAIL_FEW && count > 0)
        append_bar(line, (int64_t)finished, (int64_t)count, detail == DETAIL_ALL ? WIDE_BAR : NARROW_BAR);
    if (messages->failed > 0)
        buf_appendf(line, "%zu failed, ", messages->failed);
    append_duration(line, elapsed_ms);
    if (finished > 0 && finished < count && detail < DETAIL_LEAST) {
        buf_append_text(line, ", about ");
        /* Those that are done may have been the short ones. */
        int64_t left_ms = elapsed_ms * (int64_t)(count - finished) / (int64_t)finished,
                least_ms = most_left_ms(messages);
        append_duration(line, left_ms > least_ms ? left_ms : least_ms);
        buf_append_text(line, " left");
    }
}

void progress_line(const struct messages *messages, int job, size_t columns, struct buf *line)
{
    for (int detail = DETAIL_ALL; detail <= DETAIL_LEAST; detail++) {
        buf_clear(line);
        if (job < 0)
            append_total(messages, (enum detail)detail, line);
        else
            append_job(messages, job, columns, (enum detail)detail, line);
        if (width_of(line) <= columns)
            return;
    }
    progress_cut(line, columns);
}

void progress_draw(struct messages *messages, size_t columns, size_t rows)
{
    struct buf lines[SCREEN_MOST_LINES] = {0};
    int count = 0;
    bool is_batch = messages->input_count > 0;
    for (int i = 0; i <= messages->job_count; i++) {
        bool is_total = i == messages->job_count;
        if (is_total ? !is_batch : !messages->jobs[i].is_active)
            continue;
        /* The total has its line whatever the window's height. */
        if (!is_total && (size_t)count + (is_batch ? 2 : 1) > (rows > 1 ? rows - 1 : 1))
            continue;
        /* The last column stays free: terminals differ in what they do behind it. */
        buf_init(&lines[count], LINE_CEILING);
        progress_line(messages, is_total ? -1 : i, columns > 1 ? columns - 1 : 1, &lines[count]);
        count++;
    }
    screen_draw(&messages->screen, lines, count);
    for (int i = 0; i < count; i++)
        buf_release(&lines[i]);
}
