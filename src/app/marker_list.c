/* Lists of markers. */
#include "marker_list.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/app/music_request.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/media_cage.h"
#include "bgmusic/base/media_input.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

enum { LIST_CEILING_BYTES = 1 << 20, MOST_CELLS = 32, CELL_SIZE = 64, PROBE_MOST_MS = 60 * 1000 };

/* A line cut into cells: by tabs, semicolons or commas, quotes taken off. */
struct cells {
    char text[MOST_CELLS][CELL_SIZE];
    size_t count;
};

void marker_list_release(struct marker_list *list)
{
    free(list->at_ms);
    *list = (struct marker_list){0};
}

static char separator_of(const char *line)
{
    return strchr(line, '\t') != NULL ? '\t' : strchr(line, ';') != NULL && strchr(line, ',') == NULL ? ';' : ',';
}

static void cut_cells(const char *line, struct cells *cells)
{
    /* "00:00:05;12" is a time with frames, no two cells. */
    const char *semicolon = strchr(line, ';');
    bool is_drop_frame = semicolon != NULL && strchr(semicolon, ':') == NULL && strchr(line, ':') != NULL;
    char separator = separator_of(line);
    separator = separator == ';' && is_drop_frame ? ',' : separator;
    cells->count = 0;
    for (const char *at = line; cells->count < MOST_CELLS;) {
        bool quoted = *at == '"';
        const char *end = quoted ? strchr(at + 1, '"') : strchr(at, separator);
        end = end != NULL ? end : at + strlen(at);
        char *cell = cells->text[cells->count++];
        const char *begin = quoted ? at + 1 : at;
        snprintf(cell, CELL_SIZE, "%.*s", (int)(end - begin < CELL_SIZE ? end - begin : CELL_SIZE - 1), begin);
        text_trim(cell);
        at = quoted ? strchr(end, separator) : end;
        if (at == NULL || *at == '\0')
            break;
        at++;
    }
}

/* "00:01:05:12" or "00:01:05;12": hours, minutes, seconds, frames. */
static bool frames_read(const char *cell, int parts[4])
{
    int end = 0;
    char last;
    return sscanf(cell, "%2d:%2d:%2d%c%3d%n", &parts[0], &parts[1], &parts[2], &last, &parts[3], &end) == 5 &&
           (last == ':' || last == ';') && cell[end] == '\0';
}

static bool time_read(const char *cell, double fps, int64_t *ms)
{
    int parts[4];
    if (!frames_read(cell, parts))
        return isdigit((unsigned char)*cell) && text_to_time_ms(cell, ms);
    if (fps <= 0)
        return false;
    *ms = ((int64_t)parts[0] * 3600 + parts[1] * 60 + parts[2]) * 1000 + (int64_t)(parts[3] * 1000 / fps + 0.5);
    return true;
}

/* The column of the times by a header's names; -1: this is none. */
static int header_column(const struct cells *cells)
{
    static const char *const names[] = {"in",          "start",      "time",     "timecode",  "position",
                                        "timecode in", "start time", "begin",    "record in", "source in",
                                        "at",          "start (s)",  "time (s)", "marker in", "location"};
    for (size_t n = 0; n < COUNT(names); n++)
        for (size_t i = 0; i < cells->count; i++)
            if (text_equal_ignore_case(cells->text[i], names[n]))
                return (int)i;
    return -1;
}

/* "12.5 the drop": the first word of a line without cells. */
static void first_word(struct cells *cells)
{
    cells->text[0][strcspn(cells->text[0], " ")] = '\0';
}

static bool marker_of(struct cells *cells, int column, double fps, int64_t *ms)
{
    if (column >= 0)
        return (size_t)column < cells->count && time_read(cells->text[column], fps, ms);
    for (size_t i = 0; i < cells->count; i++)
        if (strchr(cells->text[i], ':') != NULL && time_read(cells->text[i], fps, ms))
            return true;
    for (size_t i = 0; i < cells->count; i++)
        if (time_read(cells->text[i], fps, ms))
            return true;
    first_word(cells);
    return time_read(cells->text[0], fps, ms);
}

static int by_time(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return left < right ? -1 : left > right;
}

static enum bgm_status finish(struct marker_list *list, struct bgm_error *err)
{
    size_t kept = 0;
    if (list->count > 0)
        qsort(list->at_ms, list->count, sizeof *list->at_ms, by_time);
    for (size_t i = 0; i < list->count; i++)
        if (kept == 0 || list->at_ms[kept - 1] != list->at_ms[i])
            list->at_ms[kept++] = list->at_ms[i];
    list->count = kept;
    if (kept > MUSIC_REQUEST_MOST_MARKERS)
        return bgm_fail(err, BGM_INPUT, "there are %zu markers; %d are the most", kept, MUSIC_REQUEST_MOST_MARKERS);
    return kept > 0 ? BGM_OK : bgm_fail(err, BGM_INPUT, "there are no markers in it");
}

enum bgm_status marker_list_parse(struct marker_list *list, const char *text, double fps, struct bgm_error *err)
{
    size_t room = 0, number = 0;
    int column = -1;
    bool begun = false;
    *list = (struct marker_list){0};
    while (*text != '\0') {
        size_t length = strcspn(text, "\r\n");
        char *line = xstrndup(text, length);
        struct cells cells;
        int64_t ms = 0;
        number++;
        text += length;
        text += *text == '\r' && text[1] == '\n' ? 2 : *text != '\0' ? 1 : 0;
        cut_cells(line, &cells);
        if (!begun && (column = header_column(&cells)) >= 0) {
            begun = true;
        } else if (!text_is_blank(line) && *line != '#') {
            begun = true;
            if (!marker_of(&cells, column, fps, &ms)) {
                enum bgm_status status =
                    bgm_fail(err, BGM_INPUT, "line %zu is no time of a marker: \"%.60s\"", number, line);
                bgm_hint(err, "write a time a line, such as 12.5 or 1:02.250; frames need a video with a rate");
                free(line);
                return status;
            }
            if (list->count == room) {
                room = room == 0 ? 32 : 2 * room;
                list->at_ms = xreallocarray(list->at_ms, room, sizeof *list->at_ms);
            }
            list->at_ms[list->count++] = ms;
        }
        free(line);
    }
    return finish(list, err);
}

/* UTF-16 with a byte order mark into UTF-8, a mark of UTF-8 taken off; pairs of surrogates (names of markers alone hold
 * them) become U+FFFD. */
static char *as_utf8(const struct buf *bytes)
{
    const unsigned char *at = (const unsigned char *)bytes->bytes;
    struct buf text;
    if (bytes->length >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0)
        return xstrdup(bytes->bytes + 3);
    bool is_little = bytes->length >= 2 && at[0] == 0xff && at[1] == 0xfe;
    if (!is_little && !(bytes->length >= 2 && at[0] == 0xfe && at[1] == 0xff))
        return xstrndup(bytes->bytes, bytes->length);
    buf_init(&text, 2 * (size_t)LIST_CEILING_BYTES);
    for (size_t i = 2; i + 1 < bytes->length; i += 2) {
        uint32_t unit = is_little ? (uint32_t)(at[i] | at[i + 1] << 8) : (uint32_t)(at[i + 1] | at[i] << 8);
        text_append_utf8(&text, unit == 0 || (unit >= 0xd800 && unit < 0xe000) ? 0xfffd : unit);
    }
    return buf_take(&text);
}

/* What ffprobe says of the video, one value a line. */
static enum bgm_status probe(const char *video, const char *streams, const char *entries, struct buf *out,
                             struct bgm_error *err)
{
    char *url = media_input_url(video);
    const char *argv[] = {"ffprobe",
                          "-v",
                          "error",
                          MEDIA_INPUT_GUARDS,
                          "-select_streams",
                          streams,
                          "-show_entries",
                          entries,
                          "-of",
                          "csv=p=0",
                          "-i",
                          url,
                          NULL};
    int exit_code = 0;
    enum bgm_status status = media_capture(argv, media_cage_reader(argv[0], video, PROBE_MOST_MS), PROBE_MOST_MS, out,
                                           NULL, &exit_code, err);
    free(url);
    if (status == BGM_OK && exit_code != 0)
        status = bgm_fail(err, BGM_INPUT, "ffprobe cannot read \"%s\"", video);
    return status;
}

static double frame_rate(const char *video)
{
    struct buf out;
    double above = 0, below = 1;
    buf_init(&out, CELL_SIZE * MOST_CELLS);
    if (probe(video, "v:0", "stream=avg_frame_rate", &out, NULL) == BGM_OK)
        sscanf(out.bytes, "%lf/%lf", &above, &below);
    buf_release(&out);
    return below > 0 ? above / below : 0;
}

enum bgm_status marker_list_read(struct marker_list *list, const char *place, const char *video, struct bgm_error *err)
{
    struct buf bytes;
    struct bgm_error problem = BGM_ERROR_INIT;
    bool are_chapters = text_equal(place, "chapters");
    enum bgm_status status = BGM_OK;
    *list = (struct marker_list){0};
    buf_init(&bytes, LIST_CEILING_BYTES);
    if (are_chapters)
        status = probe(video, "v:0", "chapter=start_time", &bytes, &problem);
    else
        status = file_read(place, &bytes, &problem);
    if (status == BGM_NOT_FOUND)
        status = bgm_fail(&problem, BGM_INPUT, "there is no such file");
    if (status == BGM_OK) {
        char *text = as_utf8(&bytes);
        status = marker_list_parse(list, text, are_chapters ? 0 : frame_rate(video), &problem);
        if (status != BGM_OK && are_chapters && list->count == 0)
            status = bgm_fail(&problem, BGM_INPUT, "\"%s\" has no chapters", video);
        free(text);
    }
    buf_release(&bytes);
    if (status == BGM_OK)
        return BGM_OK;
    bgm_prefix(&problem, "--markers %s", place);
    if (err != NULL)
        *err = problem;
    return status;
}
