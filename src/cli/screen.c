/* One lock for all that writes to the terminal, and the lines that stand at its bottom. */
#include "screen.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "bgmusic/base/text.h"

enum { DRAWN_CEILING = 1024 * 1024 };

void screen_init(struct screen *screen)
{
    *screen = (struct screen){0};
    pthread_mutex_init(&screen->lock, NULL);
    buf_init(&screen->drawn, DRAWN_CEILING);
}

void screen_release(struct screen *screen)
{
    buf_release(&screen->drawn);
    pthread_mutex_destroy(&screen->lock);
}

void screen_lock(struct screen *screen)
{
    pthread_mutex_lock(&screen->lock);
}

void screen_unlock(struct screen *screen)
{
    pthread_mutex_unlock(&screen->lock);
}

void screen_window(size_t *columns, size_t *rows)
{
    struct winsize size;
    bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0;
    *columns = known && size.ws_col > 1 ? size.ws_col : 80;
    *rows = known && size.ws_row > 1 ? size.ws_row : 24;
}

void screen_write(const char *bytes, size_t length)
{
    fwrite(bytes, 1, length, stderr);
    fflush(stderr);
}

void screen_keep(struct screen *screen, bool keeps)
{
    screen->keeps = keeps;
}

/* In a window that became narrower the lines take more rows than they were drawn in. */
static size_t rows_used(const struct screen *screen)
{
    size_t columns, rows, used = 0;
    screen_window(&columns, &rows);
    for (int i = 0; i < screen->line_count; i++)
        used += screen->columns[i] > columns ? (screen->columns[i] + columns - 1) / columns : 1;
    return used;
}

void screen_draw(struct screen *screen, const struct buf *lines, int count)
{
    struct buf out;
    buf_init(&out, 2 * DRAWN_CEILING);
    size_t rows = rows_used(screen);
    buf_append_char(&out, '\r');
    if (rows > 1)
        buf_appendf(&out, "\033[%zuA", rows - 1);
    buf_clear(&screen->drawn);
    for (int i = 0; i < count && i < SCREEN_MOST_LINES; i++) {
        if (i > 0)
            buf_append_text(&screen->drawn, "\r\n");
        buf_append(&screen->drawn, lines[i].bytes, lines[i].length);
        buf_append_text(&screen->drawn, "\033[K");
        screen->columns[i] = text_columns(lines[i].bytes, lines[i].length);
    }
    buf_append_text(&screen->drawn, "\033[J");
    buf_append(&out, screen->drawn.bytes, screen->drawn.length);
    screen_write(out.bytes, out.length);
    screen->line_count = count < SCREEN_MOST_LINES ? count : SCREEN_MOST_LINES;
    buf_release(&out);
}

void screen_hide(struct screen *screen)
{
    if (screen->line_count == 0)
        return;
    /* Row by row: what clears the whole screen at once goes into the history of some terminals (tmux). */
    struct buf back;
    buf_init(&back, 64 * 1024);
    buf_append_text(&back, "\r\033[K");
    for (size_t row = 1; row < rows_used(screen); row++)
        buf_append_text(&back, "\033[A\033[K");
    screen_write(back.bytes, back.length);
    buf_release(&back);
    screen->line_count = 0;
}

void screen_take(struct screen *screen)
{
    screen_lock(screen);
    screen->taken_count = screen->line_count;
    screen_hide(screen);
}

void screen_give(struct screen *screen)
{
    /* At once: to wait for the next drawing would be seen as a flicker. */
    if (screen->keeps && screen->taken_count > 0) {
        screen_write(screen->drawn.bytes, screen->drawn.length);
        screen->line_count = screen->taken_count;
    }
    screen->taken_count = 0;
    screen_unlock(screen);
}
