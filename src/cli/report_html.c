/* The report's HTML and SVG. */
#include "add_view.h"
#include "command_again.h"
#include "report_page.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/app/sound_picture.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/draft/draft.h"

enum {
    PICTURE_WIDTH = 640,
    PICTURE_HEIGHT = 120,
    LOUDEST_LUFS = 0,
    LINE_CEILING = 1024 * 1024,
    QUIETEST_LUFS = -60, /* what lies under it is drawn on the floor */
};

static const char style[] =
    "body{font:15px/1.45 system-ui,sans-serif;margin:2em auto;max-width:1400px;padding:0 "
    "1em;color:#1c1f23;background:#f7f7f8}"
    "h1{font-size:1.5em}h2{font-size:1.1em;margin:0 0 .6em}"
    "section{background:#fff;border:1px solid #dcdee2;border-radius:8px;padding:1em 1.2em;margin:1em 0}"
    ".failed{border-left:6px solid #b3261e}.done{border-left:6px solid #2e7d32}.skipped{border-left:6px solid #8a8d93}"
    ".left,.damaged{border-left:6px solid #c77700}.badge{font-size:.8em;padding:.1em "
    ".6em;border-radius:1em;background:#eceef1}"
    ".pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(320px,1fr));gap:1.2em}"
    "figure{margin:0}figcaption{font-weight:600;margin-bottom:.3em}video{width:100%;max-height:360px;background:#000}"
    "svg{width:100%;height:auto;background:#fafbfc;border:1px solid #e6e8eb;margin-top:.4em}"
    "table{border-collapse:collapse;margin:.6em 0}td,th{text-align:left;padding:.15em 1em .15em 0;vertical-align:top}"
    ".warning{color:#8a5a00}.error{color:#b3261e;font-weight:600}.quiet{color:#5c6168}pre{white-space:pre-wrap;font-"
    "size:.85em;margin:.3em 0}"
    "button{font:inherit;padding:.3em .8em}"
    "@media(prefers-color-scheme:dark){body{background:#17191c;color:#e6e7e9}section{background:#1f2226;border-color:#"
    "33373d}"
    "svg{background:#191c1f;border-color:#33373d}.badge{background:#33373d}.quiet{color:#a2a7ae}.warning{color:#e0b050}"
    ".error{color:#ff8a80}}";

void html_append_text(struct buf *out, const char *text)
{
    struct buf shown;
    size_t length = text != NULL ? strlen(text) : 0;
    buf_init(&shown, 4 * length + 16);
    text_append_shown(&shown, text != NULL ? text : "", length);
    for (const char *at = shown.bytes; *at != '\0'; at++) {
        switch (*at) {
        case '&':
            buf_append_text(out, "&amp;");
            break;
        case '<':
            buf_append_text(out, "&lt;");
            break;
        case '>':
            buf_append_text(out, "&gt;");
            break;
        case '"':
            buf_append_text(out, "&quot;");
            break;
        case '\'':
            buf_append_text(out, "&#39;");
            break;
        default:
            buf_append_char(out, *at);
        }
    }
    buf_release(&shown);
}

/* Whole folders that two absolute paths share, with the slash behind them. */
static size_t common_folders(const char *folder, const char *path)
{
    size_t shared = 0, i = 0;
    for (; folder[i] != '\0' && folder[i] == path[i]; i++) {
        if (folder[i] == '/')
            shared = i + 1;
    }
    if (folder[i] == '\0' && path[i] == '/')
        shared = i + 1;
    return shared;
}

void html_append_link(struct buf *out, const char *folder, const char *path)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
    size_t shared = common_folders(folder, path), length = strlen(folder);
    if (length > 0 && folder[length - 1] == '/')
        length--;
    /* "./" in front: a name with a colon in it is no scheme. */
    if (shared > length)
        buf_append_text(out, "./");
    for (size_t i = shared; i < length; i++) {
        if (i == shared || folder[i] == '/')
            buf_append_text(out, "../");
    }
    for (const char *at = path + shared; *at != '\0'; at++) {
        if (strchr(plain, *at) != NULL)
            buf_append_char(out, *at);
        else
            buf_appendf(out, "%%%02X", (unsigned)(unsigned char)*at);
    }
}

static void append_seconds(struct buf *out, int64_t ms)
{
    buf_appendf(out, "%lld.%lld s", (long long)(ms / 1000), (long long)(ms % 1000 / 100));
}

/* The greatest value of the steps that share column `x` of `width`. */
static float greatest(const float *values, size_t count, size_t x, size_t width)
{
    size_t first = x * count / width, last = (x + 1) * count / width;
    float most = values[first < count ? first : count - 1];
    for (size_t i = first; i < last && i < count; i++)
        most = values[i] > most ? values[i] : most;
    return most;
}

static double loudness_y(double lufs)
{
    double part = (LOUDEST_LUFS - lufs) / (LOUDEST_LUFS - QUIETEST_LUFS);
    part = part < 0 ? 0 : part > 1 ? 1 : part;
    return part * (PICTURE_HEIGHT - 2) + 1;
}

/* The waveform as an area around the middle, the loudness as a line on a scale from 0 to -60 LUFS. */
static void append_picture(struct buf *out, const struct sound_picture *picture)
{
    size_t columns = picture->count < PICTURE_WIDTH / 2 ? picture->count : PICTURE_WIDTH / 2;
    double step = (double)PICTURE_WIDTH / (double)columns, middle = PICTURE_HEIGHT / 2.0;
    buf_appendf(out, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"waveform and loudness\">", PICTURE_WIDTH,
                PICTURE_HEIGHT);
    for (int lufs = -15; lufs > QUIETEST_LUFS; lufs -= 15)
        buf_appendf(out,
                    "<line x1=\"0\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#8884\"/>"
                    "<text x=\"2\" y=\"%.1f\" font-size=\"9\" fill=\"#888\">%d LUFS</text>",
                    PICTURE_WIDTH, loudness_y(lufs), loudness_y(lufs), loudness_y(lufs) - 2, lufs);
    buf_append_text(out, "<path class=\"wave\" fill=\"#7aa7d9\" d=\"M0 60");
    for (size_t x = 0; x < columns; x++) {
        double peak = (double)greatest(picture->peaks, picture->count, x, columns);
        buf_appendf(out, "L%.0f %.1f", ((double)x + 0.5) * step, middle - (peak > 1 ? 1 : peak) * (middle - 1));
    }
    for (size_t x = columns; x-- > 0;) {
        double peak = (double)greatest(picture->peaks, picture->count, x, columns);
        buf_appendf(out, "L%.0f %.1f", ((double)x + 0.5) * step, middle + (peak > 1 ? 1 : peak) * (middle - 1));
    }
    buf_append_text(out, "Z\"/><path class=\"loudness\" fill=\"none\" stroke=\"#c2410c\" stroke-width=\"1.5\" d=\"");
    for (size_t x = 0; x < columns; x++)
        buf_appendf(out, "%c%.0f %.1f", x == 0 ? 'M' : 'L', ((double)x + 0.5) * step,
                    loudness_y((double)greatest(picture->loudness, picture->count, x, columns)));
    buf_append_text(out, "\"/></svg><p class=\"quiet\">");
    append_seconds(out, (int64_t)picture->count * SOUND_PICTURE_STEP_MS);
    if (picture->integrated_lufs > (double)SOUND_PICTURE_SILENCE_LUFS)
        buf_appendf(out, ", %.1f LUFS</p>", picture->integrated_lufs);
    else
        buf_append_text(out, ", silent</p>");
}

static void append_player(struct buf *out, const struct clip_view *view, const char *label, const char *path,
                          const struct sound_picture *picture)
{
    char *full = realpath(path, NULL); /* NULL: there is no such file */
    buf_appendf(out, "<figure><figcaption>%s</figcaption>", label);
    if (full != NULL) {
        buf_append_text(out, "<video controls preload=\"metadata\" src=\"");
        html_append_link(out, view->folder, full);
        buf_append_text(out, "#t=0.1\"></video>"); /* a picture instead of a black field */
    } else {
        buf_append_text(out, "<p class=\"quiet\">the file is not there</p>");
    }
    if (picture != NULL && picture->count > 0)
        append_picture(out, picture);
    else if (picture != NULL)
        buf_append_text(out, "<p class=\"quiet\">no sound</p>");
    buf_append_text(out, "</figure>");
    free(full);
}

static void append_tracks(struct buf *out, const struct draft *draft)
{
    if (draft->track_count == 0)
        return;
    buf_append_text(
        out, "<table class=\"tracks\"><tr><th>Track</th><th>Name</th><th>From</th><th>To</th><th>Level</th></tr>");
    for (size_t t = 0; t < draft->track_count; t++) {
        const struct draft_track *track = &draft->tracks[t];
        int64_t start_ms, end_ms;
        buf_append_text(out, "<tr><td>");
        html_append_text(out, draft_track_kind(track));
        buf_append_text(out, "</td><td>");
        for (size_t s = 0; s < track->segment_count; s++) {
            const struct draft_segment *segment = &track->segments[s];
            const char *name = segment->text != NULL ? segment->text : segment->name;
            if (s > 0 && name != NULL)
                buf_append_text(out, ", ");
            html_append_text(out, name);
        }
        buf_append_text(out, "</td>");
        if (draft_track_times(track, &start_ms, &end_ms)) {
            buf_append_text(out, "<td>");
            append_seconds(out, start_ms);
            buf_append_text(out, "</td><td>");
            append_seconds(out, end_ms);
            buf_append_text(out, "</td>");
        } else {
            buf_append_text(out, "<td></td><td></td>");
        }
        double volume = track->type == DRAFT_AUDIO ? draft_track_volume(track) : -1;
        if (volume >= 0)
            buf_appendf(out, "<td>%.0f%%</td></tr>", volume * 100);
        else
            buf_append_text(out, "<td></td></tr>");
    }
    buf_append_text(out, "</table>");
}

static void append_lines(struct buf *out, const char *kind, const char *lines)
{
    while (lines != NULL && *lines != '\0') {
        size_t length = strcspn(lines, "\n");
        char *line = xstrndup(lines, length);
        buf_appendf(out, "<p class=\"%s\">", kind);
        html_append_text(out, line);
        buf_append_text(out, "</p>");
        free(line);
        lines += length + (lines[length] == '\n');
    }
}

/* What was said of the result: the damage of its input stands out. */
static void append_warnings(struct buf *out, const struct add_result *result)
{
    const char *lines = result->warnings.bytes;
    append_lines(out, "error", result->damage);
    while (lines != NULL && *lines != '\0') {
        size_t length = strcspn(lines, "\n");
        char *line = xstrndup(lines, length);
        if (!text_equal(line, result->damage))
            append_lines(out, "warning", line);
        free(line);
        lines += length + (lines[length] == '\n');
    }
}

static void append_failure(struct buf *out, const struct bgm_error *err)
{
    buf_append_text(out, "<p class=\"error\">");
    html_append_text(out, bgm_status_name(err->status));
    buf_append_text(out, ": ");
    html_append_text(out, err->message);
    buf_append_text(out, "</p>");
    append_lines(out, "quiet", err->hint);
}

static void append_lufs(struct buf *out, const char *label, bool is_known, double lufs)
{
    if (is_known)
        buf_appendf(out, ", %s %.1f LUFS", label, lufs);
}

/* What the music is, and how loud. */
static void append_facts(struct buf *out, const struct clip_view *view)
{
    const struct add_result *result = view->item->result;
    const struct draft_scene *scene = &result->scene;
    buf_append_text(out, "<p class=\"facts\">Music: ");
    html_append_text(out, scene->made != NULL ? scene->made : "not told");
    if (scene->instruments != NULL) {
        buf_append_text(out, "; ");
        html_append_text(out, scene->instruments);
    }
    append_lufs(out, "before", scene->has_before, scene->before_lufs);
    append_lufs(out, "after", result->has_after, result->after_lufs);
    buf_append_text(out, "</p>");
}

static void append_again(struct buf *out, const struct clip_view *view)
{
    struct buf line;
    buf_init(&line, LINE_CEILING);
    command_again_append(&line, &view->item->request, view->engine, view->item->result->scene.seed);
    buf_append_text(out, "<p class=\"quiet\">This take again:</p><pre>");
    html_append_text(out, line.bytes);
    buf_append_text(out, "</pre>");
    buf_release(&line);
}

void html_append_clip(struct buf *out, const struct clip_view *view)
{
    static const char *const classes[] = {
        [BATCH_WAITING] = "left",    [BATCH_RUNNING] = "left",  [BATCH_DONE] = "done",
        [BATCH_SKIPPED] = "skipped", [BATCH_FAILED] = "failed", [BATCH_LEFT] = "left",
    };
    static const char *const words[] = {
        [BATCH_WAITING] = "not begun",     [BATCH_RUNNING] = "not ended", [BATCH_DONE] = "done",
        [BATCH_SKIPPED] = "there already", [BATCH_FAILED] = "failed",     [BATCH_LEFT] = "not begun",
    };
    const struct batch_item *item = view->item;
    const struct add_request *request = &item->request;
    buf_appendf(out, "<section class=\"%s\" id=\"clip%zu\"><h2>%zu. ",
                item->result != NULL && item->result->damage != NULL ? "damaged" : classes[view->state], view->number,
                view->number);
    char *shown = xstrndup(request->input, (size_t)add_view_shown(request->input));
    html_append_text(out, shown);
    free(shown);
    buf_appendf(out, " <span class=\"badge\">%s</span></h2>", words[view->state]);
    if (view->state == BATCH_FAILED && item->err != NULL)
        append_failure(out, item->err);
    if (view->state == BATCH_DONE && item->result != NULL)
        append_warnings(out, item->result);
    buf_append_text(out, "<p>Prompt: ");
    html_append_text(out, request->music.prompt != NULL ? request->music.prompt : MUSIC_DEFAULT_PROMPT);
    buf_append_text(out, "</p>");
    bool is_done = view->state == BATCH_DONE && item->result != NULL;
    if (is_done)
        append_facts(out, view);
    buf_append_text(out, "<div class=\"pair\">");
    append_player(out, view, "Before", request->input, view->before);
    bool has_after = (view->state == BATCH_DONE || view->state == BATCH_SKIPPED) && !text_equal(request->output, "-");
    if (has_after)
        append_player(out, view, "After", request->output, view->after);
    buf_append_text(out, "</div>");
    /* Shown by the script at the end: without one it would do nothing. */
    if (has_after)
        buf_append_text(
            out, "<p><button type=\"button\" class=\"switch\" hidden>Switch between before and after</button></p>");
    if (is_done)
        append_tracks(out, &item->result->draft);
    if (is_done)
        append_again(out, view);
    buf_append_text(out, "</section>\n");
}

void html_append_head(struct buf *out, const char *title)
{
    buf_append_text(out, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">" REPORT_MARK
                         "<meta name=\"viewport\" content=\"width=device-width\"><title>");
    html_append_text(out, title);
    /* An empty picture of its own: nobody asks the network for a favicon. */
    buf_appendf(out, "</title><link rel=\"icon\" href=\"data:,\"><style>%s</style></head><body>\n", style);
}

void html_append_legend(struct buf *out)
{
    buf_append_text(out,
                    "<p class=\"quiet\">Blue: peaks of the waveform, the full height is full scale (0 dBFS). Orange: "
                    "loudness over 400 ms in LUFS, from 0 above to -60 below. The figure under a picture is the "
                    "integrated loudness (ITU-R BS.1770). Tempo in beats a minute (bpm); the same seed, prompt and "
                    "video give the same music.</p>\n");
}

/* The one script: the other player goes on where this one is. */
static const char script[] =
    "<script>for(const s of document.querySelectorAll('section')){const v=s.querySelectorAll('video'),"
    "b=s.querySelector('button.switch');if(!b||v.length<2)continue;let on=0;b.hidden=false;"
    "const say=()=>{b.textContent='Hear '+(on?'before':'after')+' from here'};say();"
    "v.forEach((p,i)=>p.addEventListener('play',()=>{on=i;v[1-i].pause();say()}));"
    "b.addEventListener('click',()=>{const from=v[on],to=v[1-on],at=from.currentTime;from.pause();"
    "to.currentTime=at;to.play().catch(()=>{})})}</script>";

void html_append_tail(struct buf *out)
{
    buf_append_text(out, script);
    buf_append_text(out, "</body></html>\n");
}
