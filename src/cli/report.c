/* The report of a batch: collected by the jobs, written at the end. */
#include "report.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/app/output_name.h"
#include "bgmusic/app/output_text.h"
#include "bgmusic/app/sound_picture.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "add_plan.h"
#include "bgmusic/version.h"
#include "report_page.h"

#define PAGE_CEILING_BYTES ((size_t)1024 * 1024 * 1024)

struct report {
    char *path, *folder;
    size_t count;
    struct section {
        char *html; /* NULL: not ended */
        enum batch_state state;
        bool is_damaged; /* its input is */
    } * sections;        /* each is written by the one job that had its input */
};

struct report *report_new(const char *path, size_t count)
{
    if (path == NULL)
        return NULL;
    struct report *report = xcalloc(1, sizeof *report);
    report->path = path_absolute(path);
    /* Resolved: a browser takes ".." and links out of an address by rules of its own. */
    char *folder = path_folder(report->path);
    file_make_folders(folder, 0777, NULL); /* what stands in the way is told when the page is written */
    report->folder = realpath(folder, NULL);
    if (report->folder == NULL)
        report->folder = xstrdup(folder);
    free(folder);
    report->count = count;
    report->sections = xcalloc(count + 1, sizeof *report->sections);
    return report;
}

void report_free(struct report *report)
{
    if (report == NULL)
        return;
    for (size_t i = 0; i < report->count; i++)
        free(report->sections[i].html);
    free(report->sections);
    free(report->path);
    free(report->folder);
    free(report);
}

/* An older page of ours, or nothing yet? */
static bool may_replace(const char *path)
{
    char head[512];
    if (!file_exists(path))
        return true;
    if (file_size(path) < 0)
        return false;
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return false;
    size_t length = fread(head, 1, sizeof head - 1, file);
    fclose(file);
    head[length] = '\0';
    return strstr(head, REPORT_MARK) != NULL;
}

enum bgm_status report_check(const char *path, bool force, struct bgm_error *err)
{
    if (!text_ends_with_ignore_case(path, ".html") && !text_ends_with_ignore_case(path, ".htm"))
        return bgm_fail(err, BGM_USAGE, "--report takes a name that ends in .html, not \"%s\"", path);
    enum bgm_status status = output_check(path, NULL, true, err);
    if (status == BGM_OK && !force && !may_replace(path)) {
        status = bgm_fail(err, BGM_OUTPUT_EXISTS, "\"%s\" exists already and is no report of this program", path);
        bgm_hint(err, "give another name with --report, or --force to replace it");
    }
    return status;
}

void report_add(struct report *report, size_t index, size_t number, const struct batch_item *item,
                enum batch_state state, const char *engine)
{
    if (report == NULL)
        return;
    struct section *section = &report->sections[index];
    struct sound_picture before = {0}, after = {0};
    bool has_after = (state == BATCH_DONE || state == BATCH_SKIPPED) && !text_equal(item->request.output, "-");
    bool is_drawn = index < REPORT_MOST_PICTURES && has_after && !interrupt_requested();
    bool is_here = file_exists(item->request.input);
    bool has_before_picture = is_drawn && is_here && sound_picture_read(item->request.input, &before, NULL) == BGM_OK;
    bool has_after_picture = is_drawn && sound_picture_read(item->request.output, &after, NULL) == BGM_OK;
    struct clip_view view = {
        .number = number,
        .item = item,
        .state = state,
        .folder = report->folder,
        .engine = engine,
        .before = has_before_picture ? &before : NULL,
        .after = has_after_picture ? &after : NULL,
    };
    struct buf html;
    buf_init(&html, PAGE_CEILING_BYTES);
    html_append_clip(&html, &view);
    free(section->html);
    section->html = buf_take(&html);
    section->state = state;
    section->is_damaged = state == BATCH_DONE && item->result != NULL && item->result->damage != NULL;
    sound_picture_release(&before);
    sound_picture_release(&after);
}

static void append_summary(struct buf *page, const struct report *report, const char *engine, int64_t took_ms)
{
    size_t counts[BATCH_LEFT + 1] = {0}, damaged = 0;
    char date[32];
    for (size_t i = 0; i < report->count; i++) {
        counts[report->sections[i].state]++;
        damaged += report->sections[i].is_damaged;
    }
    clock_format_iso8601(clock_wall_s(), date);
    buf_appendf(page, "<h1>bgmusic: %zu clips</h1><p>%zu done, %zu there already, %zu failed, %zu not begun; ",
                report->count, counts[BATCH_DONE], counts[BATCH_SKIPPED], counts[BATCH_FAILED],
                counts[BATCH_LEFT] + counts[BATCH_WAITING]);
    if (damaged > 0)
        buf_appendf(page, "<strong class=\"error\">%zu of damaged inputs;</strong> ", damaged);
    html_append_text(page, engine);
    buf_appendf(page, " engine, %lld s. <span class=\"quiet\">%s, bgmusic %s</span></p>\n",
                (long long)((took_ms + 500) / 1000), date, BGMUSIC_VERSION);
}

/* Failures first, then what damaged inputs became, then what was not begun, then the rest. */
enum { PLACES = 4 };
static int place_of(const struct section *section)
{
    if (section->state == BATCH_FAILED)
        return 0;
    if (section->is_damaged)
        return 1;
    return section->state == BATCH_LEFT ? 2 : 3;
}

enum bgm_status report_write(struct report *report, const struct add_plan *plan, const char *engine, int64_t took_ms,
                             struct bgm_error *err)
{
    if (report == NULL)
        return BGM_OK;
    struct buf page;
    buf_init(&page, PAGE_CEILING_BYTES);
    for (size_t i = 0; i < report->count; i++) {
        if (report->sections[i].html == NULL)
            report_add(report, i, plan->numbers[i], &plan->items[i], BATCH_LEFT, engine);
    }
    html_append_head(&page, "bgmusic report");
    append_summary(&page, report, engine, took_ms);
    html_append_legend(&page);
    bool fits = true;
    for (int place = 0; place < PLACES; place++) {
        for (size_t i = 0; i < report->count; i++)
            fits =
                fits && (place_of(&report->sections[i]) != place || buf_append_text(&page, report->sections[i].html));
    }
    html_append_tail(&page);
    enum bgm_status status = fits ? output_text_write(report->path, page.bytes, page.length, err)
                                  : bgm_fail(err, BGM_OUTPUT, "the report is too large");
    buf_release(&page);
    return status;
}
