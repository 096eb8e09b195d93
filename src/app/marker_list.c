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

/* "00;00;05;12", and no fifth number behind it. */
static bool begins_with_dropped(const char *line)
{
    int parts[4], end = 0;
    return sscanf(line, "%2d;%2d;%2d;%3d%n", &parts[0], &parts[1], &parts[2], &parts[3], &end) == 4 && line[end] != ';';
}

static void cut_cells(const char *line, struct cells *cells)
{
    /* "00:00:05;12" and "00;00;05;12" are times with frames, no two cells. */
    const char *semicolon = strchr(line, ';');
    bool is_drop_frame = semicolon != NULL && strchr(semicolon, ':') == NULL && strchr(line, ':') != NULL;
    is_drop_frame = is_drop_frame || begins_with_dropped(line);
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

/* "00:01:05:12", with ';' or '.' in it where frames are dropped ("00:01:05;12", "00;01;05;12"): hours, minutes,
 * seconds, frames. */
struct timecode {
    int hours, minutes, seconds, frames;
    bool drops;
};

static bool timecode_read(const char *cell, struct timecode *code)
{
    int end = 0;
    char marks[3];
    if (sscanf(cell, "%2d%c%2d%c%2d%c%3d%n", &code->hours, &marks[0], &code->minutes, &marks[1], &code->seconds,
               &marks[2], &code->frames, &end) != 7 ||
        cell[end] != '\0' || strchr(":;", marks[0]) == NULL || marks[1] != marks[0] || strchr(":;.", marks[2]) == NULL)
        return false;
    code->drops = marks[2] != ':';
    return code->hours >= 0 && code->minutes >= 0 && code->minutes < 60 && code->seconds >= 0 && code->seconds < 60 &&
           code->frames >= 0;
}

/* Timecode counts 30 frames a second where there are 29.97, and 24 for 23.976; "drop frame" leaves out the first two
 * numbers (four of 59.94) of each minute but every tenth (SMPTE ST 12-1). */
static int64_t timecode_frames(const struct timecode *code, double fps)
{
    int64_t nominal = (int64_t)(fps + 0.5), minutes = (int64_t)code->hours * 60 + code->minutes;
    int64_t left_out = code->drops && nominal % 30 == 0 && fps < (double)nominal ? nominal / 15 : 0;
    return (minutes * 60 + code->seconds) * nominal + code->frames - left_out * (minutes - minutes / 10);
}

static bool time_read(const char *cell, const struct marker_scale *scale, int64_t *ms)
{
    struct timecode code;
    if (!timecode_read(cell, &code))
        return isdigit((unsigned char)*cell) && text_to_time_ms(cell, ms);
    if (scale->fps <= 0)
        return false;
    struct timecode begin = {.hours = scale->first_hour, .drops = code.drops};
    *ms = (int64_t)((double)(timecode_frames(&code, scale->fps) - timecode_frames(&begin, scale->fps)) * 1000 /
                        scale->fps +
                    0.5);
    return *ms >= 0;
}

/* The column of the times by a header's names; -1: this is none. */
static int header_column(const struct cells *cells)
{
    static const char *const names[] = {"in",         "start",    "time",      "timecode",  "position", "timecode in",
                                        "start time", "begin",    "record in", "source in", "start tc", "at",
                                        "start (s)",  "time (s)", "marker in", "location"};
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

static bool marker_of(struct cells *cells, int column, const struct marker_scale *scale, int64_t *ms)
{
    if (column >= 0)
        return (size_t)column < cells->count && time_read(cells->text[column], scale, ms);
    for (size_t i = 0; i < cells->count; i++)
        if (strchr(cells->text[i], ':') != NULL && time_read(cells->text[i], scale, ms))
            return true;
    for (size_t i = 0; i < cells->count; i++)
        if (time_read(cells->text[i], scale, ms))
            return true;
    first_word(cells);
    return time_read(cells->text[0], scale, ms);
}

/* A header of one name that is none of those: no digit stands in it. */
static bool is_some_header(const char *line)
{
    return strpbrk(line, "0123456789") == NULL;
}

/* Edit decision lists (CMX 3600) begin with their title. Their events have four timecodes, of which the third is the
 * place in the finished film; Avid's markers stand in comments, "* LOC: 01:00:03:12 RED name". The rest is passed over.
 */
static bool edl_line(const char *line, char cell[CELL_SIZE])
{
    const char *locator = strstr(line, "* LOC:");
    if (locator != NULL)
        return sscanf(locator + strlen("* LOC:"), "%63s", cell) == 1;
    if (!isdigit((unsigned char)*line))
        return false;
    char codes[4][CELL_SIZE];
    size_t count = 0;
    for (const char *at = line; *at != '\0';) {
        char word[CELL_SIZE];
        struct timecode code;
        int used = 0;
        if (sscanf(at, "%63s%n", word, &used) != 1)
            break;
        if (timecode_read(word, &code) && count < COUNT(codes))
            snprintf(codes[count++], CELL_SIZE, "%s", word);
        at += used;
    }
    if (count == COUNT(codes))
        memcpy(cell, codes[2], CELL_SIZE);
    return count == COUNT(codes);
}

static int by_time(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return left < right ? -1 : left > right;
}

static void sort(struct marker_list *list)
{
    size_t kept = 0;
    if (list->count > 0)
        qsort(list->at_ms, list->count, sizeof *list->at_ms, by_time);
    for (size_t i = 0; i < list->count; i++)
        if (kept == 0 || list->at_ms[kept - 1] != list->at_ms[i])
            list->at_ms[kept++] = list->at_ms[i];
    list->count = kept;
}

static void append(struct marker_list *list, int64_t ms)
{
    list->at_ms = xgrow(list->at_ms, list->count, sizeof *list->at_ms);
    list->at_ms[list->count++] = ms;
}

static enum bgm_status read_lines(struct marker_list *list, const char *text, const struct marker_scale *scale,
                                  struct bgm_error *err)
{
    size_t number = 0;
    int column = -1;
    bool begun = false, is_edl = false, has_locators = strstr(text, "* LOC:") != NULL;
    while (*text != '\0') {
        size_t length = strcspn(text, "\r\n");
        char *line = xstrndup(text, length), cell[CELL_SIZE] = "";
        struct cells cells;
        int64_t ms = 0;
        bool is_first = !begun, is_void = text_is_blank(line) || *line == '#';
        number++;
        text += length;
        text += *text == '\r' && text[1] == '\n' ? 2 : *text != '\0' ? 1 : 0;
        cut_cells(line, &cells);
        is_edl = is_edl || (is_first && (text_starts_with(line, "TITLE:") || text_starts_with(line, "FCM:")));
        begun = begun || !is_void || (is_first && header_column(&cells) >= 0);
        bool is_read = true;
        if (is_first && begun && (column = header_column(&cells)) >= 0)
            is_void = true;
        if (is_edl)
            is_void = !edl_line(line, cell) || (has_locators && isdigit((unsigned char)*line));
        if (is_edl && !is_void)
            is_read = time_read(cell, scale, &ms);
        else if (!is_void)
            is_read = marker_of(&cells, column, scale, &ms);
        is_void = is_void || (!is_read && is_first && cells.count > 1 && is_some_header(line));
        if (!is_void && is_read)
            append(list, ms);
        if (!is_void && !is_read) {
            enum bgm_status status =
                bgm_fail(err, BGM_INPUT, "line %zu is no time of a marker: \"%.60s\"", number, line);
            bgm_hint(err, "write a time a line, such as 12.5 or 1:02.250; frames need a video with a rate");
            free(line);
            return status;
        }
        free(line);
    }
    sort(list);
    return BGM_OK;
}

enum bgm_status marker_list_parse(struct marker_list *list, const char *text, const struct marker_scale *given,
                                  struct bgm_error *err)
{
    struct marker_scale scale = *given;
    *list = (struct marker_list){0};
    enum bgm_status status = read_lines(list, text, &scale, err);
    if (status != BGM_OK)
        return status;
    if (list->count == 0)
        return bgm_fail(err, BGM_INPUT, "there are no markers in it");
    /* Timelines of editors begin at one o'clock, say, and the film at 0. */
    enum { HOUR_MS = 3600 * 1000 };
    if (scale.length_ms > 0 && list->at_ms[0] >= scale.length_ms && list->at_ms[0] >= HOUR_MS - 60 * 1000 &&
        strpbrk(text, ":;") != NULL) {
        scale.first_hour = (int)((list->at_ms[0] + 60 * 1000) / HOUR_MS);
        marker_list_release(list);
        status = read_lines(list, text, &scale, err);
    }
    while (scale.length_ms > 0 && list->count > 0 && list->at_ms[list->count - 1] >= scale.length_ms) {
        list->count--;
        list->behind++;
    }
    if (status == BGM_OK && list->count == 0)
        status = bgm_fail(err, BGM_INPUT, "no marker lies in the video, which is %.1f s long",
                          (double)scale.length_ms / 1000);
    if (status == BGM_OK && list->count > MUSIC_REQUEST_MOST_MARKERS)
        status =
            bgm_fail(err, BGM_INPUT, "there are %zu markers; %d are the most", list->count, MUSIC_REQUEST_MOST_MARKERS);
    return status;
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

/* The rate of the pictures and the length of the whole, each 0 where it is not known. */
static struct marker_scale scale_of(const char *video)
{
    struct marker_scale scale = {0};
    struct buf out;
    double above = 0, below = 0, seconds = 0;
    buf_init(&out, CELL_SIZE * MOST_CELLS);
    if (probe(video, "v:0", "stream=avg_frame_rate", &out, NULL) == BGM_OK &&
        sscanf(out.bytes, "%lf/%lf", &above, &below) == 2 && below > 0)
        scale.fps = above / below;
    buf_clear(&out);
    if (probe(video, "v:0", "format=duration", &out, NULL) == BGM_OK && sscanf(out.bytes, "%lf", &seconds) == 1)
        scale.length_ms = (int64_t)(seconds * 1000);
    buf_release(&out);
    return scale;
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
        struct marker_scale scale = {0};
        if (!are_chapters)
            scale = scale_of(video);
        status = marker_list_parse(list, text, &scale, &problem);
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
