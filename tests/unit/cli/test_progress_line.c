/* The lines of the bars: never wider than the window, whatever the names, and what they say. */
#include "unit/unit_test.h"

#include "bgmusic/base/clock.h"
#include "bgmusic/base/text.h"
#include "messages.h"
#include "progress.h"

static int64_t now_ms;

static int64_t fake_now_ms(void)
{
    return now_ms;
}

static int64_t fake_wall_s(void)
{
    return 0;
}

static bool fake_sleep_ms(int64_t duration_ms)
{
    now_ms += duration_ms;
    return true;
}

static const struct clock_ops fake_clock = {fake_now_ms, fake_wall_s, fake_sleep_ms};

static struct messages *messages_at(const char *input, const char *stage, int64_t done, int64_t total,
                                    int64_t elapsed_ms)
{
    struct messages *messages = xcalloc(1, sizeof *messages);
    now_ms = 1000000;
    clock_replace(&fake_clock);
    messages_init(messages);
    messages->progress = PROGRESS_NONE; /* nothing is drawn by itself */
    progress_stage(messages, 0, input, stage);
    now_ms += elapsed_ms;
    progress_update(messages, 0, stage, done, total);
    return messages;
}

static void messages_end(struct messages *messages)
{
    clock_replace(NULL);
    messages_release(messages);
    free(messages);
}

static void bytes_rate_and_time_left(void **state)
{
    (void)state;
    static const struct {
        const char *stage;
        int64_t done, total, elapsed_ms;
        const char *wanted;
    } rows[] = {
        {"upload", 1200000, 3600000, 3000,
         "upload    [########................]  33%  1.2 MB of 3.6 MB, 400.0 kB/s, 0:06 left"},
        {"download", 500, -1, 1000, "500 B, 500 B/s"},
        {"render", 50, 100, 4000, "render    [############............]  50%  0:04 left"},
        {"render", 99, 100, 3600 * 99 * 1000LL, "1:00:00 left"},
        {"render", 1, 100, 4000, "  1%  0:04"},
        {"chat", 0, -1, 65000, "1:05"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct messages *messages =
            messages_at("a.mp4", rows[i].stage, rows[i].done, rows[i].total, rows[i].elapsed_ms);
        struct buf line;
        buf_init(&line, 4096);
        progress_line(messages, 0, 100, &line);
        CHECK_ROW(strstr(line.bytes, rows[i].wanted) != NULL, i, line.bytes);
        buf_release(&line);
        messages_end(messages);
    }
}

static void never_wider_than_the_window(void **state)
{
    (void)state;
    static const char *const names[] = {
        "a.mp4",
        "a/very/long/path/to/a-clip-with-a-name-that-does-not-end-before-the-window-does-001.mp4",
        "一個很長很長很長很長很長很長很長很長很長很長的檔名.mp4",
        "👩‍👩‍👧 🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬.mp4",
        "bad\xff\xfe\x1b[31mname.mp4",
    };
    for (size_t i = 0; i < COUNT(names); i++) {
        for (int ascii = 0; ascii < 2; ascii++) {
            struct messages *messages = messages_at(names[i], "upload", 123456789, 987654321, 100000);
            messages->ascii = ascii;
            progress_label(messages, 0, "add_background_music 正在作曲");
            struct buf line;
            buf_init(&line, 4096);
            for (int batch = 0; batch < 2; batch++) {
                if (batch)
                    messages->input_count = 20;
                for (size_t columns = 1; columns < 130; columns++) {
                    progress_line(messages, 0, columns, &line);
                    CHECK_ROW(text_columns(line.bytes, line.length) <= columns, i, line.bytes);
                    CHECK_ROW(text_is_utf8(line.bytes, line.length), i, line.bytes);
                    CHECK_ROW(strchr(line.bytes, '\x1b') == NULL, i, line.bytes);
                    progress_line(messages, -1, columns, &line);
                    CHECK_ROW(text_columns(line.bytes, line.length) <= columns, i, line.bytes);
                }
            }
            buf_release(&line);
            messages_end(messages);
        }
    }
}

static void a_batch_has_names_and_a_total(void **state)
{
    (void)state;
    struct messages *messages = messages_at("videos/clip-017.mp4", "render", 50, 100, 4000);
    struct buf line;
    buf_init(&line, 4096);
    progress_jobs(messages, 2, 20);
    progress_line(messages, 0, 80, &line);
    assert_true(text_starts_with(line.bytes, "clip-017.mp4"));
    now_ms += 30000;
    for (int i = 0; i < 5; i++)
        progress_finished(messages, i == 0);
    progress_line(messages, -1, 80, &line);
    assert_string_equal(line.bytes, "5 of 20 [######..................] 1 failed, 0:30, about 1:30 left");
    progress_line(messages, -1, 24, &line);
    assert_true(text_starts_with(line.bytes, "5 of 20 1 failed, 0:30"));
    buf_release(&line);
    messages_end(messages);
}

static void what_was_shown_never_goes_back(void **state)
{
    (void)state;
    struct messages *messages = messages_at("a.mp4", "render", 60, 100, 1000);
    struct buf line;
    buf_init(&line, 4096);
    progress_update(messages, 0, "render", 40, 100);
    progress_update(messages, 0, "render", 50, 60);
    progress_line(messages, 0, 80, &line);
    assert_non_null(strstr(line.bytes, " 60%"));
    progress_update(messages, 0, "upload", 90, 100); /* another stage's */
    progress_line(messages, 0, 80, &line);
    assert_non_null(strstr(line.bytes, " 60%"));
    progress_update(messages, 0, "render", 5000, 100);
    progress_line(messages, 0, 80, &line);
    assert_non_null(strstr(line.bytes, "100%"));
    buf_release(&line);
    messages_end(messages);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_rate_and_time_left),
        cmocka_unit_test(never_wider_than_the_window),
        cmocka_unit_test(a_batch_has_names_and_a_total),
        cmocka_unit_test(what_was_shown_never_goes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
