/* The timeline as an SVG document. */
#include "bgmusic/draft/draft_picture.h"

#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "bgmusic/draft/draft.h"
#include "bgmusic/draft/draft_scene.h"
#include "bgmusic/draft/draft_words.h"

/* User units. */
enum {
    WIDTH = 960,
    LEFT = 230,
    RIGHT = 20,
    TOP = 46,
    ROW = 40,
    BAR = 28,
    SLICES = 240,
    NAME_CEILING = 64 * 1024,
    /* of a track; more could not be told apart, and a hostile timeline has many */
    MOST_BARS = 512,
    MOST_CURVES = 16
};

static double x_of(int64_t ms, int64_t end_ms)
{
    return LEFT + (double)(WIDTH - LEFT - RIGHT) * (double)ms / (double)end_ms;
}

/* U+FFFE and U+FFFF, which are no characters: ef bf be, ef bf bf. */
static bool is_no_character(const char *at)
{
    return (unsigned char)at[0] == 0xef && (unsigned char)at[1] == 0xbf && (unsigned char)at[2] >= 0xbe;
}

/* XML 1.0 knows no control characters, not even as references; text_append_shown() has dropped them. */
static void append_escaped(struct buf *out, const char *text)
{
    struct buf shown;
    buf_init(&shown, NAME_CEILING);
    text_append_shown(&shown, text, strnlen(text, NAME_CEILING / 4));
    for (const char *c = shown.bytes; *c != '\0'; c++) {
        if (is_no_character(c)) {
            text_append_utf8(out, 0xfffd);
            c += 2;
        } else if (*c == '&')
            buf_append_text(out, "&amp;");
        else if (*c == '<')
            buf_append_text(out, "&lt;");
        else if (*c == '>')
            buf_append_text(out, "&gt;");
        else if (*c == '"')
            buf_append_text(out, "&quot;");
        else
            buf_append_char(out, *c == '\n' || *c == '\t' ? ' ' : *c);
    }
    buf_release(&shown);
}

/* At most `most` characters of it, the last of them an ellipsis. */
static void cut_name(struct buf *name, size_t most)
{
    size_t at = 0, count = 0;
    while (at < name->length && count + 1 < most) {
        uint32_t character;
        size_t used = text_decode_utf8(name->bytes + at, name->length - at, &character);
        at += used > 0 ? used : 1;
        count++;
    }
    if (at >= name->length)
        return;
    name->length = at;
    name->bytes[at] = '\0';
    buf_append_text(name, "…");
}

static void append_axis(struct buf *out, int64_t end_ms, int height)
{
    int64_t step_ms = picture_step_ms(end_ms, 9);
    for (int64_t ms = 0; ms <= end_ms; ms += step_ms) {
        double x = x_of(ms, end_ms);
        buf_appendf(out, "<line class=\"mark\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>", x, TOP - 10, x,
                    height - 8);
        buf_appendf(out, "<text class=\"time\" x=\"%.1f\" y=\"%d\">", x, TOP - 16);
        picture_append_time(out, ms, step_ms);
        buf_append_text(out, "</text>\n");
    }
}

static void append_bar(struct buf *out, const char *class, int64_t start_ms, int64_t stop_ms, int64_t end_ms, double y,
                       double height)
{
    double x = x_of(start_ms, end_ms);
    buf_appendf(out, "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n", class, x, y,
                x_of(stop_ms, end_ms) - x, height);
}

/* The energy as slices that stand on the bar's lower edge. */
static void append_energy(struct buf *out, const struct draft_scene *scene, const struct draft_segment *segment,
                          int64_t end_ms, int y)
{
    buf_append_text(out, "<path class=\"energy\" d=\"");
    for (int i = 0; i <= SLICES; i++) {
        int64_t ms = segment->start_ms + segment->duration_ms * i / SLICES;
        int64_t at = i == SLICES ? ms - 1 : ms;
        double top = y + BAR - (picture_is_hole(scene, at) ? 0 : BAR * picture_energy(scene, segment, at));
        if (i == 0)
            buf_appendf(out, "M%.1f %d", x_of(ms, end_ms), y + BAR);
        buf_appendf(out, "L%.1f %.1f", x_of(ms, end_ms), top);
        if (i == SLICES)
            buf_appendf(out, "L%.1f %dZ", x_of(ms, end_ms), y + BAR);
    }
    buf_append_text(out, "\"/>\n");
}

/* Where the sound of a bar is louder or softer, and by how much. */
static void append_levels(struct buf *out, const struct scene_span *levels, size_t count, int64_t end_ms, int y)
{
    for (size_t i = 0; i < count; i++) {
        int64_t stop_ms = levels[i].end_ms < end_ms ? levels[i].end_ms : end_ms;
        if (levels[i].start_ms >= stop_ms)
            continue;
        append_bar(out, levels[i].factor > 1 ? "louder" : "softer", levels[i].start_ms, stop_ms, end_ms, y, 4);
        buf_appendf(out, "<text class=\"gain\" x=\"%.1f\" y=\"%d\">", x_of(levels[i].start_ms, end_ms) + 2, y + 14);
        draft_append_gain(out, levels[i].factor);
        buf_append_text(out, "</text>\n");
    }
}

static void append_track(struct buf *out, const struct draft_track *track, const struct draft_scene *scene,
                         size_t number, int64_t end_ms, int y)
{
    struct buf name;
    buf_init(&name, NAME_CEILING);
    buf_appendf(&name, "%zu. %s ", number, draft_track_label(track));
    draft_track_names(track, &name);
    buf_append_text(out, "<g><title>");
    append_escaped(out, name.bytes);
    buf_append_text(out, "</title>");
    cut_name(&name, 26);
    buf_appendf(out, "<text class=\"name\" x=\"10\" y=\"%d\">", y + 18);
    append_escaped(out, name.bytes);
    buf_append_text(out, "</text>\n");
    if (track->type == DRAFT_AUDIO && draft_track_volume(track) >= 0) {
        buf_appendf(out, "<text class=\"level\" x=\"%d\" y=\"%d\">", LEFT - 8, y + 18);
        draft_append_percent(out, draft_track_volume(track));
        buf_append_text(out, "</text>\n");
    }
    for (size_t s = 0; s < track->segment_count && s < MOST_BARS; s++) {
        const struct draft_segment *segment = &track->segments[s];
        if (segment->start_ms < 0 || segment->duration_ms <= 0)
            continue;
        append_bar(out, draft_track_kind(track), segment->start_ms, segment->start_ms + segment->duration_ms, end_ms, y,
                   BAR);
        if (track->type == DRAFT_AUDIO && scene->energy_count > 0 && s < MOST_CURVES)
            append_energy(out, scene, segment, end_ms, y);
    }
    buf_append_text(out, "</g>\n");
    buf_release(&name);
}

void draft_svg(const struct draft *draft, const struct draft_scene *scene, struct buf *out)
{
    size_t tracks = draft->track_count < PICTURE_MOST_TRACKS ? draft->track_count : PICTURE_MOST_TRACKS;
    int height = TOP + ROW * (int)(tracks > 0 ? tracks : 1) + 14;
    int64_t end_ms = picture_end_ms(draft);
    bool has_speech = false, has_music = false;
    buf_appendf(out,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"%d\" height=\"%d\" "
                "viewBox=\"0 0 %d %d\" role=\"img\">\n<title>",
                WIDTH, height, WIDTH, height);
    append_escaped(out, draft->title != NULL ? draft->title : "Timeline");
    buf_append_text(out, "</title>\n<style>text{font:13px sans-serif;fill:#333}.time{font-size:11px;text-anchor:middle;"
                         "fill:#777}.level{text-anchor:end;fill:#2a7a3b}.mark{stroke:#ddd}.video{fill:#5b8def}"
                         ".audio{fill:#cfe8d4}.energy{fill:#43a35a}.text{fill:#e8b339}.other{fill:#b58be0}"
                         ".speech{fill:#1f3f80;fill-opacity:.55}.muted{fill:#fff;fill-opacity:.7}"
                         ".louder{fill:#c0392b}.softer{fill:#7f8c8d}.gain{font-size:10px}</style>\n"
                         "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    append_axis(out, end_ms, height);
    for (size_t t = 0; t < tracks; t++) {
        int y = TOP + ROW * (int)t;
        append_track(out, &draft->tracks[t], scene, t + 1, end_ms, y);
        if (draft->tracks[t].type == DRAFT_AUDIO && !has_music) {
            has_music = true;
            append_levels(out, scene->levels, scene->level_count, end_ms, y);
        }
        if (draft->tracks[t].type != DRAFT_VIDEO || has_speech)
            continue;
        has_speech = true;
        for (size_t i = 0; i < scene->speech_count; i++) {
            int64_t stop_ms = scene->speech[i].end_ms < end_ms ? scene->speech[i].end_ms : end_ms;
            if (scene->speech[i].start_ms < stop_ms)
                append_bar(out, "speech", scene->speech[i].start_ms, stop_ms, end_ms, y + BAR - 8, 8);
        }
        for (size_t i = 0; i < scene->muted_count; i++) { /* over the speech: nobody is heard there */
            int64_t stop_ms = scene->muted[i].end_ms < end_ms ? scene->muted[i].end_ms : end_ms;
            if (scene->muted[i].start_ms < stop_ms)
                append_bar(out, "muted", scene->muted[i].start_ms, stop_ms, end_ms, y + BAR - 8, 8);
        }
        append_levels(out, scene->original_levels, scene->original_level_count, end_ms, y);
    }
    if (tracks == 0)
        buf_appendf(out, "<text class=\"name\" x=\"10\" y=\"%d\">(empty)</text>\n", TOP + 18);
    buf_append_text(out, "</svg>\n");
}
