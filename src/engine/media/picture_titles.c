/* Sets titles and says them in ffmpeg's words. */
#include "picture_titles.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "media_note.h"
#include "title_font.h"

/* Title-safe: the inner 90 % of the frame, each way (SMPTE ST 2046-1). */
#define SAFE_SHARE 0.9
/* Letters are a sixteenth of the height at most, and in upright pictures a fourteenth of the width. */
enum { HEIGHT_PARTS = 16, WIDTH_PARTS = 14, LEAST_SIZE = 8, USUAL_LINES = 3 };
/* From baseline to baseline, in sizes. */
#define LINE_STEP 1.25

/* The width of a character in sizes, on the safe side: those of DejaVu Sans, which is wider than most. */
static double advance_of(uint32_t c)
{
    if (c >= 0x1100 &&
        ((c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) ||
         (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) || c >= 0x1f000))
        return 1.05;
    if (c < 0x80 && strchr("ijlI.,:;'!|`()[]{} ", (int)c) != NULL)
        return 0.4;
    if (c < 0x80 && strchr("mwMW@%&", (int)c) != NULL)
        return 1.0;
    if (c >= 'A' && c <= 'Z')
        return 0.77;
    return c < 0x250 ? 0.65 : 0.85;
}

static double width_of(const char *text, size_t length)
{
    double width = 0;
    while (length > 0) {
        uint32_t c = 0;
        size_t used = text_decode_utf8(text, length, &c);
        used = used > 0 ? used : 1;
        width += advance_of(c);
        text += used;
        length -= used;
    }
    return width;
}

/* May a line end behind the character at `at`? Behind a space, and between characters of scripts without spaces. */
static bool breaks_here(uint32_t c)
{
    return c == ' ' || (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xff00 && c <= 0xff60);
}

/* Fills lines of at most `most` sizes; false: they are too many, or a word is too long. With `force` words are cut and
 * what is too much is left out. */
static bool fill(struct title_lines *lines, const char *text, double most, size_t most_lines, bool force)
{
    lines->count = 0;
    while (*text == ' ')
        text++;
    while (*text != '\0') {
        size_t length = strlen(text), at = 0, good = 0;
        double width = 0;
        while (at < length && at + 5 < TITLE_LINE_BYTES) {
            uint32_t c = 0;
            size_t used = text_decode_utf8(text + at, length - at, &c);
            used = used > 0 ? used : 1;
            if (c != ' ' && width + advance_of(c) > most)
                break;
            width += advance_of(c);
            at += used;
            if (breaks_here(c) || at == length)
                good = at;
        }
        if (good == 0 && !force)
            return false;
        good = good > 0 ? good : at > 0 ? at : 1;
        if (lines->count == most_lines)
            return force;
        snprintf(lines->lines[lines->count], TITLE_LINE_BYTES, "%.*s", (int)good, text);
        text_trim(lines->lines[lines->count++]);
        text += good;
        while (*text == ' ')
            text++;
    }
    return true;
}

/* The narrowest setting that needs no more lines: no single word is left on the last one. */
static void balance(struct title_lines *lines, const char *text, double most)
{
    size_t count = lines->count;
    double least = width_of(text, strlen(text)) / (double)count;
    for (double width = least; width < most; width += most / 40) {
        if (fill(lines, text, width, count, false) && lines->count == count)
            return;
    }
    fill(lines, text, most, count, false);
}

void title_lines_set(struct title_lines *lines, const char *text, int frame_width, int frame_height)
{
    int size = frame_height / HEIGHT_PARTS;
    size = size < frame_width / WIDTH_PARTS ? size : frame_width / WIDTH_PARTS;
    for (;; size -= size > 40 ? size / 20 : 1) {
        size = size > LEAST_SIZE ? size : LEAST_SIZE;
        /* A box of a quarter of the size stands around the letters. */
        double most = (frame_width * SAFE_SHARE) / size - 0.7;
        lines->size = size;
        if (most < 1.2)
            most = 1.2;
        if (fill(lines, text, most, USUAL_LINES, false)) {
            if (lines->count > 1)
                balance(lines, text, most);
            return;
        }
        if (size == LEAST_SIZE) {
            fill(lines, text, most, TITLE_MOST_LINES, true);
            return;
        }
    }
}

/* A path inside a filter graph passes two readers: the filter's (\ ' :) and the graph's (\ ' [ ]
 * , ;). */
static void append_filter_path(struct buf *out, const char *path)
{
    for (; *path != '\0'; path++) {
        char option[3] = {*path, '\0', '\0'};
        if (strchr("\\':", *path) != NULL) {
            option[0] = '\\';
            option[1] = *path;
        }
        for (const char *c = option; *c != '\0'; c++) {
            if (strchr("\\'[],;", *c) != NULL)
                buf_append_char(out, '\\');
            buf_append_char(out, *c);
        }
    }
}

/* The text goes through a file, never through the graph's language. */
static enum bgm_status append_line(struct buf *graph, const struct media_encode_request *request,
                                   const struct picture_title *title, size_t number, const struct title_lines *lines,
                                   size_t line, const char *font, struct bgm_error *err)
{
    char *name = xasprintf("title-%zu-%zu.txt", number, line);
    char *path = path_join(request->scratch_folder, name);
    const char *text = lines->lines[line];
    enum bgm_status status = file_write(path, 0600, text, strlen(text), err);
    int border = lines->size / 4 > 2 ? lines->size / 4 : 2;
    /* The last baseline stands over the safe area's edge by the box and what hangs below. */
    double up = ((double)(lines->count - 1 - line) * LINE_STEP + 0.3) * lines->size + border;
    buf_append_text(graph, ",drawtext=expansion=none:textfile=");
    append_filter_path(graph, path);
    if (font != NULL) {
        buf_append_text(graph, ":fontfile=");
        append_filter_path(graph, font);
    }
    buf_appendf(graph,
                ":fontcolor=white:fontsize=%d:x=(w-text_w)/2:y=h*%.3f-%.1f-max_glyph_a:box=1:"
                "boxcolor=black@0.45:boxborderw=%d:enable='between(t\\,%.3f\\,%.3f)'",
                lines->size, (1 + SAFE_SHARE) / 2, up, lines->count > 1 ? border / 2 + 1 : border,
                (double)title->start_ms / 1000, (double)title->end_ms / 1000);
    free(path);
    free(name);
    return status;
}

/* What no font of outlines has would be drawn as an empty box. Of the spaces on both sides one stays. */
static void drop_missing(struct buf *text, const char *missing)
{
    struct buf kept;
    bool behind_gap = false;
    buf_init(&kept, text->ceiling);
    for (size_t at = 0; at < text->length;) {
        uint32_t c = 0;
        char one[8] = "";
        size_t used = text_decode_utf8(text->bytes + at, text->length - at, &c);
        used = used > 0 ? used : 1;
        memcpy(one, text->bytes + at, used < 5 ? used : 4);
        bool invisible = (c >= 0xfe00 && c <= 0xfe0f) || c == 0x200d;
        bool is_dropped = invisible || strstr(missing, one) != NULL;
        bool is_second_space = behind_gap && c == ' ' && (kept.length == 0 || kept.bytes[kept.length - 1] == ' ');
        if (!is_dropped && !is_second_space)
            buf_append(&kept, one, strlen(one));
        behind_gap = is_dropped || (behind_gap && is_second_space);
        at += used;
    }
    buf_clear(text);
    buf_append(text, kept.bytes, kept.length);
    buf_release(&kept);
}

/* Debian's packages that have characters of that kind. */
static const char *fonts_for(const char *missing)
{
    uint32_t c = 0;
    text_decode_utf8(missing, strlen(missing), &c);
    if (breaks_here(c) || (c >= 0x1100 && c <= 0x11ff) || (c >= 0x20000 && c <= 0x3ffff))
        return "fonts-noto-cjk, fonts-wqy-zenhei";
    return (c >= 0x2000 && c <= 0x2bff) || c >= 0x1f000 ? "fonts-symbola" : "fonts-noto-core";
}

static enum bgm_status append_title(struct buf *graph, const struct media_encode_request *request, size_t number,
                                    struct buf *notes, struct bgm_error *err)
{
    const struct picture_title *title = &request->titles[number];
    struct title_lines *lines = xcalloc(1, sizeof *lines);
    struct buf text, missing;
    enum bgm_status status = BGM_OK;
    buf_init(&text, 4096);
    buf_init(&missing, 2048);
    text_append_shown(&text, title->text, strlen(title->text));
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '\n' || text.bytes[i] == '\t')
            text.bytes[i] = ' ';
    }
    char *font = title_font_find(text.bytes, &missing);
    if (missing.length > 0) {
        note_add(notes,
                 "%s of the title cannot be drawn with the fonts of this machine (coloured ones do not count) and is "
                 "left out: install one that has it (%s).",
                 missing.bytes, fonts_for(missing.bytes));
        drop_missing(&text, missing.bytes);
    }
    title_lines_set(lines, text.bytes, request->info->width, request->info->height);
    for (size_t line = 0; line < lines->count && status == BGM_OK; line++)
        status = append_line(graph, request, title, number, lines, line, font, err);
    free(font);
    free(lines);
    buf_release(&missing);
    buf_release(&text);
    return status;
}

enum bgm_status picture_titles_append(struct buf *graph, const struct media_encode_request *request, struct buf *notes,
                                      struct bgm_error *err)
{
    enum bgm_status status = BGM_OK;
    for (size_t i = 0; i < request->title_count && i < PICTURE_MOST_TITLES && status == BGM_OK; i++)
        status = append_title(graph, request, i, notes, err);
    return status;
}
