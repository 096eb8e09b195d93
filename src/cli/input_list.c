/* Lists of inputs: rows of fields, whatever they were written as, into items. */
#include "input_list.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/app/music_request.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"

/* The columns: these, then the wishes in their order. */
enum {
    COLUMN_VIDEO,
    COLUMN_PROMPT,
    COLUMN_OUTPUT,
    COLUMN_MUSIC, /* by its name alone: a row without a header ends before it */
    COLUMN_WISHES,
    COLUMN_COUNT = COLUMN_WISHES + MUSIC_WISH_COUNT
};

static const char *column_name(size_t column)
{
    static const char *const names[] = {"video", "prompt", "output", "music"};
    return column < COLUMN_WISHES ? names[column] : music_wish_rows[column - COLUMN_WISHES].name;
}

/* Where the parser stands, and what it knows of the columns. */
struct reader {
    struct input_list *list;
    const char *at, *end;
    size_t line; /* of the row that is being read, from 1 */
    size_t next_line;
    bool first_row_seen, has_header;
    bool is_fatal; /* what is wrong is not the row's alone */
    size_t columns[INPUT_LIST_MOST_COLUMNS];
    size_t column_count; /* of the header */
    char *fields[INPUT_LIST_MOST_COLUMNS];
    size_t field_count;
    struct bgm_error *err;
};

static void wishes_free(char **wishes)
{
    for (size_t i = 0; wishes != NULL && i < MUSIC_WISH_COUNT; i++)
        free(wishes[i]);
    free(wishes);
}

void input_list_release(struct input_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].video);
        free(list->items[i].prompt);
        free(list->items[i].output);
        free(list->items[i].music);
        free(list->items[i].problem);
        wishes_free(list->items[i].wishes);
    }
    free(list->items);
    *list = (struct input_list){0};
}

static struct input_item *item_new(struct input_list *list)
{
    list->items = xgrow(list->items, list->count, sizeof *list->items);
    list->items[list->count] = (struct input_item){0};
    return &list->items[list->count++];
}

static char *text_or_null(const char *text)
{
    return text != NULL && *text != '\0' ? xstrdup(text) : NULL;
}

void input_list_add(struct input_list *list, const char *video, const char *prompt, const char *output, size_t line)
{
    struct input_item *item = item_new(list);
    item->video = xstrdup(video);
    item->prompt = text_or_null(prompt);
    item->output = text_or_null(output);
    item->line = line;
}

static void item_copy(struct input_list *list, const struct input_item *item, int variant)
{
    input_list_add(list, item->video, item->prompt, item->output, item->line);
    struct input_item *copy = &list->items[list->count - 1];
    copy->variant = variant;
    copy->music = xstrdup(item->music);
    if (item->problem != NULL) {
        copy->problem = xmalloc(sizeof *copy->problem);
        *copy->problem = *item->problem;
    }
    if (item->wishes == NULL)
        return;
    copy->wishes = xcalloc(MUSIC_WISH_COUNT, sizeof *copy->wishes);
    for (size_t i = 0; i < MUSIC_WISH_COUNT; i++)
        copy->wishes[i] = xstrdup(item->wishes[i]);
}

void input_list_repeat(struct input_list *list, int count)
{
    struct input_list longer = {0};
    for (size_t i = 0; i < list->count; i++) {
        for (int variant = 1; variant <= count; variant++)
            item_copy(&longer, &list->items[i], variant);
    }
    input_list_release(list);
    *list = longer;
}

void input_item_refuse(struct input_item *item, const struct bgm_error *err)
{
    if (item->problem != NULL)
        return;
    item->problem = xmalloc(sizeof *item->problem);
    *item->problem = *err;
    bgm_prefix(item->problem, "line %zu of the list", item->line);
}

enum input_list_format input_list_format(const char *name)
{
    if (text_ends_with_ignore_case(name, ".tsv"))
        return LIST_TSV;
    if (text_ends_with_ignore_case(name, ".csv"))
        return LIST_CSV;
    if (text_ends_with_ignore_case(name, ".jsonl") || text_ends_with_ignore_case(name, ".ndjson"))
        return LIST_JSONL;
    return LIST_LINES;
}

static enum bgm_status bad_row(const struct reader *reader, const char *why)
{
    return bgm_fail(reader->err, BGM_INPUT, "%s", why);
}

/* The whole list cannot be used. */
static enum bgm_status bad_list(struct reader *reader, const char *why)
{
    reader->is_fatal = true;
    return bgm_fail(reader->err, BGM_INPUT, "line %zu of the list: %s", reader->line, why);
}

/* `values` by column. */
static enum bgm_status add_item(struct reader *reader, const char *const values[COLUMN_COUNT])
{
    if (text_is_blank(values[COLUMN_VIDEO]))
        return bad_row(reader, "the video is missing");
    if (reader->list->count >= INPUT_LIST_MOST_ITEMS) {
        reader->is_fatal = true;
        return bgm_fail(reader->err, BGM_INPUT, "a list holds %d videos at most", INPUT_LIST_MOST_ITEMS);
    }
    input_list_add(reader->list, values[COLUMN_VIDEO], values[COLUMN_PROMPT], values[COLUMN_OUTPUT], reader->line);
    struct input_item *item = &reader->list->items[reader->list->count - 1];
    item->music = text_or_null(values[COLUMN_MUSIC]);
    for (size_t i = 0; i < MUSIC_WISH_COUNT; i++) {
        char *value = text_or_null(values[COLUMN_WISHES + i]);
        if (value != NULL && item->wishes == NULL)
            item->wishes = xcalloc(MUSIC_WISH_COUNT, sizeof *item->wishes);
        if (value != NULL)
            item->wishes[i] = value;
    }
    return BGM_OK;
}

static void add_bad_item(struct reader *reader, const char *video)
{
    char *place = xasprintf("line %zu of the list", reader->line);
    input_list_add(reader->list, text_is_blank(video) ? place : video, NULL, NULL, reader->line);
    input_item_refuse(&reader->list->items[reader->list->count - 1], reader->err);
    free(place);
}

/* COLUMN_COUNT: there is none of that name. */
static size_t find_column(const char *name)
{
    size_t column = 0;
    while (column < COLUMN_COUNT && !text_equal_ignore_case(name, column_name(column)))
        column++;
    return column;
}

/* "promt" would be passed over in silence, and every clip get the same music. */
static enum bgm_status refuse_name(struct reader *reader, const char *name)
{
    bgm_fail(reader->err, BGM_INPUT, "there is no column \"%s\"", name);
    bgm_hint(reader->err,
             "columns are video, prompt, output, music, and the wishes by their option: volume, seed, title");
    size_t best = 3; /* the nearest, at most two slips away */
    for (size_t i = 0; i < COLUMN_COUNT && strlen(name) > 3; i++) {
        size_t distance = text_distance(name, column_name(i));
        if (distance >= best)
            continue;
        best = distance;
        bgm_hint(reader->err, "did you mean %s?", column_name(i));
    }
    return BGM_INPUT;
}

static bool is_header(const struct reader *reader)
{
    bool all_known = true, has_video = false;
    for (size_t i = 0; i < reader->field_count; i++) {
        size_t column = find_column(reader->fields[i]);
        all_known = all_known && column != COLUMN_COUNT;
        has_video = has_video || column == COLUMN_VIDEO;
    }
    return has_video && (all_known || find_column(reader->fields[0]) == COLUMN_VIDEO);
}

static enum bgm_status take_header(struct reader *reader)
{
    bool seen[COLUMN_COUNT] = {false};
    reader->has_header = true;
    reader->column_count = reader->field_count;
    for (size_t i = 0; i < reader->field_count; i++) {
        size_t column = find_column(reader->fields[i]);
        if (column == COLUMN_COUNT) {
            reader->is_fatal = true;
            refuse_name(reader, reader->fields[i]);
            bgm_prefix(reader->err, "line %zu of the list", reader->line);
            return BGM_INPUT;
        }
        if (seen[column])
            return bad_list(reader, "the header names a column twice");
        seen[column] = true;
        reader->columns[i] = column;
    }
    return BGM_OK;
}

/* A row of fields: the header, or an item. */
static enum bgm_status take_row(struct reader *reader)
{
    const char *values[COLUMN_COUNT] = {NULL};
    bool is_first = !reader->first_row_seen;
    reader->first_row_seen = true;
    if (is_first && is_header(reader))
        return take_header(reader);
    size_t known = reader->has_header ? reader->column_count : COLUMN_MUSIC;
    for (size_t i = 0; i < reader->field_count; i++) {
        if (i < known)
            values[reader->has_header ? reader->columns[i] : i] = reader->fields[i];
        else if (*reader->fields[i] != '\0')
            return bad_row(reader, "it has more columns than there are names for them (a comma or tab in a "
                                   "text wants quotes in CSV)");
    }
    return add_item(reader, values);
}

static void clear_fields(struct reader *reader)
{
    for (size_t i = 0; i < reader->field_count; i++)
        free(reader->fields[i]);
    reader->field_count = 0;
}

static enum bgm_status add_field(struct reader *reader, const char *bytes, size_t length)
{
    if (memchr(bytes, '\0', length) != NULL)
        return bad_list(reader, "there is a zero byte in it");
    if (reader->field_count == INPUT_LIST_MOST_COLUMNS)
        return bad_row(reader, "it has too many columns");
    reader->fields[reader->field_count++] = xstrndup(bytes, length);
    return BGM_OK;
}

/* The physical line at `at`, its end (LF, CR LF, or of the list) not counted; `at` moves behind it. */
static size_t take_line(struct reader *reader, const char **line)
{
    const char *start = reader->at;
    const char *stop = memchr(start, '\n', (size_t)(reader->end - start));
    size_t length = (size_t)((stop != NULL ? stop : reader->end) - start);
    reader->at = stop != NULL ? stop + 1 : reader->end;
    reader->line = reader->next_line++;
    *line = start;
    return length > 0 && start[length - 1] == '\r' ? length - 1 : length;
}

static bool is_skipped(const char *line, size_t length)
{
    if (length > 0 && line[0] == '#')
        return true;
    for (size_t i = 0; i < length; i++) {
        if (line[i] != ' ' && line[i] != '\t')
            return false;
    }
    return true;
}

static enum bgm_status take_tsv_row(struct reader *reader, const char *line, size_t length)
{
    enum bgm_status status = BGM_OK;
    for (const char *end = line + length; status == BGM_OK;) {
        const char *tab = memchr(line, '\t', (size_t)(end - line));
        status = add_field(reader, line, (size_t)((tab != NULL ? tab : end) - line));
        if (tab == NULL)
            break;
        line = tab + 1;
    }
    return status == BGM_OK ? take_row(reader) : status;
}

/* A field in quotes; `at` stands behind the opening one, and behind the closing one afterwards. */
static enum bgm_status take_quoted(struct reader *reader, struct buf *field)
{
    for (;;) {
        const char *quote = memchr(reader->at, '"', (size_t)(reader->end - reader->at));
        if (quote == NULL) {
            reader->at = reader->end; /* the rest is inside it */
            return bad_row(reader, "a quote is not closed");
        }
        for (const char *c = reader->at; c < quote; c++)
            reader->next_line += *c == '\n';
        buf_append(field, reader->at, (size_t)(quote - reader->at));
        reader->at = quote + 1;
        if (reader->at == reader->end || *reader->at != '"')
            return BGM_OK;
        buf_append_char(field, '"');
        reader->at++;
    }
}

/* One field of a CSV row; `*more`: another one follows. */
static enum bgm_status take_csv_field(struct reader *reader, bool *more)
{
    enum bgm_status status = BGM_OK;
    struct buf field;
    buf_init(&field, INPUT_LIST_MOST_BYTES);
    if (reader->at < reader->end && *reader->at == '"') {
        reader->at++;
        status = take_quoted(reader, &field);
    } else {
        const char *start = reader->at;
        while (reader->at < reader->end && *reader->at != ',' && *reader->at != '\n' && *reader->at != '"')
            reader->at++;
        size_t length = (size_t)(reader->at - start);
        bool line_ends = reader->at == reader->end || *reader->at == '\n';
        if (line_ends && length > 0 && start[length - 1] == '\r')
            length--;
        buf_append(&field, start, length);
    }
    if (status == BGM_OK)
        status = add_field(reader, field.bytes, field.length);
    buf_release(&field);
    if (status != BGM_OK)
        return status;
    if (reader->end - reader->at >= 2 && reader->at[0] == '\r' && reader->at[1] == '\n')
        reader->at++;
    else if (reader->end - reader->at == 1 && *reader->at == '\r')
        reader->at++;
    *more = reader->at < reader->end && *reader->at == ',';
    if (reader->at < reader->end && !*more && *reader->at != '\n')
        return bad_row(reader, "a quote stands in the middle of a field");
    if (reader->at < reader->end)
        reader->at++;
    return BGM_OK;
}

static enum bgm_status take_csv_row(struct reader *reader, const char *line)
{
    enum bgm_status status = BGM_OK;
    reader->at = line; /* the row may go on behind the end of the line */
    for (bool more = true; more && status == BGM_OK;)
        status = take_csv_field(reader, &more);
    if (status == BGM_OK)
        return take_row(reader);
    const char *stop = memchr(reader->at, '\n', (size_t)(reader->end - reader->at));
    reader->at = stop != NULL ? stop + 1 : reader->end;
    return status;
}

static char *number_word(double number)
{
    bool is_whole = fabs(number) < 1e18 && floor(number) == number;
    return is_whole ? xasprintf("%.0f", number) : xasprintf("%.15g", number);
}

/* The value of a key as the command line would say it: a text, a number or true; the caller's. NULL: nothing. */
static enum bgm_status json_word(const struct reader *reader, const struct json *member, size_t column, char **word)
{
    *word = NULL;
    if (json_is_text(member))
        *word = xstrdup(json_value_text(member));
    else if (column >= COLUMN_WISHES && json_is_number(member))
        *word = number_word(json_value_number(member, 0));
    else if (column >= COLUMN_WISHES && (json_is_true(member) || json_is_false(member)))
        *word = xstrdup(json_is_true(member) ? "true" : "false");
    else if (json_is_object(member) || json_is_array(member) || json_is_number(member) || json_is_true(member) ||
             json_is_false(member))
        return bad_row(reader, column < COLUMN_WISHES ? "video, prompt, output and music are texts"
                                                      : "wishes are texts, numbers, true or false");
    return BGM_OK;
}

static enum bgm_status take_json_row(struct reader *reader, const char *line, size_t length)
{
    struct bgm_error problem = BGM_ERROR_INIT;
    struct json *root = json_parse(line, length, &problem);
    enum bgm_status status = BGM_OK;
    if (root == NULL)
        return bad_row(reader, problem.message);
    if (!json_is_object(root))
        status = bad_row(reader, "it is no JSON object");
    char *values[COLUMN_COUNT] = {NULL};
    for (const struct json *member = json_first(root); status == BGM_OK && member != NULL; member = json_next(member)) {
        size_t column = find_column(json_key(member));
        if (column == COLUMN_COUNT) {
            status = refuse_name(reader, json_key(member));
            break;
        }
        free(values[column]);
        status = json_word(reader, member, column, &values[column]);
    }
    if (status == BGM_OK)
        status = add_item(reader, (const char *const *)values);
    if (status == BGM_INPUT && !reader->is_fatal && values[COLUMN_VIDEO] != NULL)
        status = add_field(reader, values[COLUMN_VIDEO], strlen(values[COLUMN_VIDEO])) == BGM_OK ? BGM_INPUT : status;
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        free(values[i]);
    json_free(root);
    return status;
}

static enum bgm_status take_path(struct reader *reader, const char *line, size_t length)
{
    enum bgm_status status = add_field(reader, line, length);
    const char *values[COLUMN_COUNT] = {reader->fields[0]};
    return status == BGM_OK ? add_item(reader, values) : status;
}

/* The video of a row that could not be taken, as far as it was read; NULL: it is not known. */
static const char *video_of(const struct reader *reader, enum input_list_format format)
{
    for (size_t i = 0; i < reader->field_count; i++) {
        if (format == LIST_JSONL || (reader->has_header ? reader->columns[i] == COLUMN_VIDEO : i == COLUMN_VIDEO))
            return reader->fields[i];
    }
    return NULL;
}

enum bgm_status input_list_parse(struct input_list *list, enum input_list_format format, const char *bytes,
                                 size_t length, struct bgm_error *err)
{
    struct input_list fresh = {0};
    struct bgm_error problem = BGM_ERROR_INIT;
    struct reader reader = {.list = &fresh, .at = bytes, .end = bytes + length, .next_line = 1, .err = &problem};
    enum bgm_status status = BGM_OK;
    if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
        reader.at += 3; /* spreadsheets write a byte order mark */
    while (status == BGM_OK && reader.at < reader.end) {
        const char *line;
        size_t line_length = take_line(&reader, &line);
        if (is_skipped(line, line_length))
            continue;
        if (memchr(line, '\0', line_length) != NULL) { /* no text at all */
            status = bad_list(&reader, "there is a zero byte in it");
            break;
        }
        if (format == LIST_CSV)
            status = take_csv_row(&reader, line);
        else if (format == LIST_TSV)
            status = take_tsv_row(&reader, line, line_length);
        else if (format == LIST_JSONL)
            status = take_json_row(&reader, line, line_length);
        else
            status = take_path(&reader, line, line_length);
        if (status != BGM_OK && !reader.is_fatal) {
            add_bad_item(&reader, video_of(&reader, format));
            problem = (struct bgm_error)BGM_ERROR_INIT;
            status = BGM_OK;
        }
        clear_fields(&reader);
    }
    for (size_t i = 0; status == BGM_OK && i < fresh.count; i++) {
        *item_new(list) = fresh.items[i];
        fresh.items[i] = (struct input_item){0};
    }
    input_list_release(&fresh);
    if (status != BGM_OK && err != NULL)
        *err = problem;
    return status;
}

static enum bgm_status read_stdin(struct buf *text, struct bgm_error *err)
{
    char piece[16 * 1024];
    for (;;) {
        ssize_t got = read(STDIN_FILENO, piece, sizeof piece);
        if (got < 0 && errno == EINTR && !interrupt_requested())
            continue;
        if (got < 0 && errno == EINTR)
            return bgm_fail(err, BGM_INTERRUPTED, "interrupted");
        if (got < 0)
            return bgm_fail(err, BGM_INPUT, "cannot read the standard input: %s", strerror(errno));
        if (got == 0)
            return BGM_OK;
        if (!buf_append(text, piece, (size_t)got))
            return bgm_fail(err, BGM_TOO_LARGE, "the list on the standard input is over %d MB",
                            INPUT_LIST_MOST_BYTES / (1024 * 1024));
    }
}

enum bgm_status input_list_read(struct input_list *list, const char *path, struct bgm_error *err)
{
    struct buf text;
    buf_init(&text, INPUT_LIST_MOST_BYTES);
    bool is_stdin = text_equal(path, "-");
    size_t had = list->count;
    struct bgm_error problem = BGM_ERROR_INIT;
    enum bgm_status status = is_stdin ? read_stdin(&text, &problem) : file_read(path, &text, &problem);
    if (status == BGM_NOT_FOUND)
        status = bgm_fail(&problem, BGM_INPUT, "cannot read the list \"%s\": no such file", path);
    if (status == BGM_OK) {
        status =
            input_list_parse(list, is_stdin ? LIST_LINES : input_list_format(path), text.bytes, text.length, &problem);
        const char *name = is_stdin ? "standard input" : path;
        if (status != BGM_OK)
            bgm_prefix(&problem, "\"%s\"", name);
        for (size_t i = had; i < list->count; i++)
            if (list->items[i].problem != NULL)
                bgm_prefix(list->items[i].problem, "\"%s\"", name);
    }
    buf_release(&text);
    if (status != BGM_OK && err != NULL)
        *err = problem;
    return status;
}
