/* Progress on stderr: a bar on a terminal, one plain line a stage elsewhere, JSON events on request. */
#include "bgmusic/cli/messages.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/text.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"

/* Six redraws a second are as many as an eye needs and a slow terminal likes. */
enum { REDRAW_PAUSE_MS = 1000 / 6 };

static size_t terminal_columns(void)
{
    struct winsize size;
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1)
        return size.ws_col;
    return 80;
}

void progress_clear(struct messages *messages)
{
    if (!messages->bar_drawn)
        return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
    messages->bar_drawn = false;
}

/* "1.5 MB" and its kin: decimal units, as curl and the network people count. */
static void append_bytes(struct buf *out, int64_t bytes)
{
    static const char *const units[] = {"B", "kB", "MB", "GB"};
    double value = (double)bytes;
    size_t unit = 0;
    while (value >= 1000 && unit + 1 < sizeof units / sizeof *units) {
        value /= 1000;
        unit++;
    }
    buf_appendf(out, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
}

static void append_duration(struct buf *out, int64_t ms)
{
    int64_t seconds = (ms + 999) / 1000;
    buf_appendf(out, "%lld:%02lld", (long long)(seconds / 60), (long long)(seconds % 60));
}

static bool counts_bytes(const char *stage)
{
    return text_equal(stage, "upload") || text_equal(stage, "download");
}

static void draw_bar(struct messages *messages, int64_t done, int64_t total)
{
    enum { WIDTH = 24 };
    if (messages->holds_line)
        return;
    struct buf line;
    buf_init(&line, 4096);
    int64_t elapsed_ms = clock_now_ms() - messages->stage_started_ms;
    buf_appendf(&line, "%-10s ", messages->stage);
    if (total > 0) {
        int filled = (int)(done * WIDTH / total);
        buf_append_char(&line, '[');
        for (int i = 0; i < WIDTH; i++)
            buf_append_char(&line, i < filled ? '#' : '.');
        buf_appendf(&line, "] %3d%%", (int)(done * 100 / total));
    }
    if (counts_bytes(messages->stage)) {
        buf_append_text(&line, "  ");
        append_bytes(&line, done);
        if (elapsed_ms > 500 && done > 0) {
            buf_append_text(&line, ", ");
            append_bytes(&line, done * 1000 / elapsed_ms);
            buf_append_text(&line, "/s");
        }
    }
    if (total > 0 && done > 0 && elapsed_ms > 1000) {
        buf_append_text(&line, ", ");
        append_duration(&line, elapsed_ms * (total - done) / done);
        buf_append_text(&line, " left");
    } else if (elapsed_ms > 1000) {
        buf_append_text(&line, "  ");
        append_duration(&line, elapsed_ms);
    }
    size_t columns = terminal_columns() - 1;
    if (line.length > columns) {
        line.length = columns;
        line.bytes[columns] = '\0';
    }
    fprintf(stderr, "\r%s\033[K", line.bytes);
    fflush(stderr);
    messages->bar_drawn = true;
    messages->bar_drawn_ms = clock_real_ms();
    buf_release(&line);
}

void progress_stage(struct messages *messages, const char *input, const char *stage)
{
    const char *name = input != NULL ? input : "";
    if (text_equal(messages->stage, stage) && text_equal(messages->input, name))
        return;
    snprintf(messages->stage, sizeof messages->stage, "%s", stage);
    snprintf(messages->input, sizeof messages->input, "%s", name);
    messages->stage_started_ms = clock_now_ms();
    messages->last_percent = -1;
    messages->last_done = 0;
    messages->bar_drawn_ms = 0;
    if (messages->quiet)
        return;
    if (messages->progress == PROGRESS_JSON) {
        struct json *event = json_new_object();
        json_set_text(event, "event", "stage");
        json_set_text(event, "input", input);
        json_set_text(event, "stage", stage);
        messages_event(event);
    } else if (messages->progress == PROGRESS_PLAIN) {
        struct buf line;
        buf_init(&line, 4096);
        buf_append_text(&line, "bgmusic: ");
        if (*name != '\0') {
            text_append_shown(&line, name, strlen(name));
            buf_append_text(&line, ": ");
        }
        buf_appendf(&line, "%s\n", stage);
        fwrite(line.bytes, 1, line.length, stderr);
        fflush(stderr);
        buf_release(&line);
    } else if (messages->progress == PROGRESS_BAR) {
        draw_bar(messages, 0, 0);
    }
}

void progress_update(struct messages *messages, const char *stage, int64_t done, int64_t total)
{
    if (messages->quiet || !text_equal(messages->stage, stage) || done < 0)
        return;
    if (total > 0 && done > total)
        done = total;
    int percent = total > 0 ? (int)(done * 100 / total) : -1;
    /* A server may report less than it did before; what was shown never goes back. */
    if ((percent >= 0 && percent < messages->last_percent) || done < messages->last_done)
        return;
    if (messages->progress == PROGRESS_JSON) {
        bool is_early = clock_real_ms() - messages->bar_drawn_ms < REDRAW_PAUSE_MS;
        if (percent >= 0 ? percent == messages->last_percent : is_early)
            return;
        messages->bar_drawn_ms = clock_real_ms();
        struct json *event = json_new_object();
        json_set_text(event, "event", "progress");
        json_set_text(event, "stage", stage);
        json_set_int(event, "done", done);
        if (total > 0)
            json_set_int(event, "total", total);
        else
            json_set_null(event, "total");
        if (percent >= 0)
            json_set_int(event, "percent", percent);
        else
            json_set_null(event, "percent");
        messages_event(event);
    } else if (messages->progress == PROGRESS_BAR &&
               clock_real_ms() - messages->bar_drawn_ms >= REDRAW_PAUSE_MS) {
        draw_bar(messages, done, total);
    }
    if (percent >= 0)
        messages->last_percent = percent;
    messages->last_done = done;
}
