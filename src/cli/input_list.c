/* Lists of inputs: rows of fields, whatever they were written as, into items. */
#include "input_list.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"

enum column { COLUMN_VIDEO, COLUMN_PROMPT, COLUMN_OUTPUT, COLUMN_COUNT, COLUMN_OTHER = COLUMN_COUNT };

static const char *const column_names[COLUMN_COUNT] = {"video", "prompt", "output"};

/* Where the parser stands, and what it knows of the columns. */
struct reader {
    struct input_list *list;
    const char *at, *end;
    size_t line; /* of the row that is being read, from 1 */
    size_t next_line;
    bool first_row_seen, has_header;
    enum column columns[INPUT_LIST_MOST_COLUMNS];
    size_t column_count; /* of the header */
    char *fields[INPUT_LIST_MOST_COLUMNS];
    size_t field_count;
    struct bgm_error *err;
};

void input_list_release(struct input_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].video);
        free(list->items[i].prompt);
        free(list->items[i].output);
    }
    free(list->items);
    *list = (struct input_list){0};
}

void input_list_add(struct input_list *list, const char *video, const char *prompt, const char *output, size_t line)
{
    list->items = xgrow(list->items, list->count, sizeof *list->items);
    list->items[list->count++] = (struct input_item){
        .video = xstrdup(video),
        .prompt = prompt != NULL && *prompt != '\0' ? xstrdup(prompt) : NULL,
        .output = output != NULL && *output != '\0' ? xstrdup(output) : NULL,
        .line = line,
    };
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
    return bgm_fail(reader->err, BGM_INPUT, "line %zu of the list: %s", reader->line, why);
}

static enum bgm_status add_item(struct reader *reader, const char *video, const char *prompt, const char *output)
{
    if (text_is_blank(video))
        return bad_row(reader, "the video is missing");
    if (reader->list->count >= INPUT_LIST_MOST_ITEMS)
        return bgm_fail(reader->err, BGM_INPUT, "a list holds %d videos at most", INPUT_LIST_MOST_ITEMS);
    input_list_add(reader->list, video, prompt, output, reader->line);
    return BGM_OK;
}

static enum column find_column(const char *name)
{
    for (int i = 0; i < COLUMN_COUNT; i++) {
        if (text_equal_ignore_case(name, column_names[i]))
            return (enum column)i;
    }
    return COLUMN_OTHER;
}

/* "promt" would be passed over in silence, and every clip get the same music. */
static enum bgm_status check_other_name(const struct reader *reader, const char *name)
{
    for (int i = 0; i < COLUMN_COUNT && strlen(name) > 3; i++) {
        if (text_distance(name, column_names[i]) <= 2) {
            bgm_fail(reader->err, BGM_INPUT, "line %zu of the list: there is no column \"%s\"", reader->line, name);
            bgm_hint(reader->err, "did you mean %s?", column_names[i]);
            return BGM_INPUT;
        }
    }
    return BGM_OK;
}

static bool is_header(const struct reader *reader)
{
    bool all_known = true, has_video = false;
    for (size_t i = 0; i < reader->field_count; i++) {
        enum column column = find_column(reader->fields[i]);
        all_known = all_known && column != COLUMN_OTHER;
        has_video = has_video || column == COLUMN_VIDEO;
    }
    return has_video && (all_known || find_column(reader->fields[0]) == COLUMN_VIDEO);
}

static enum bgm_status take_header(struct reader *reader)
{
    bool seen[COLUMN_COUNT + 1] = {false};
    reader->has_header = true;
    reader->column_count = reader->field_count;
    for (size_t i = 0; i < reader->field_count; i++) {
        enum column column = find_column(reader->fields[i]);
        if (column == COLUMN_OTHER) {
            enum bgm_status status = check_other_name(reader, reader->fields[i]);
            if (status != BGM_OK)
                return status;
        } else if (seen[column]) {
            return bad_row(reader, "the header names a column twice");
        }
        seen[column] = true;
        reader->columns[i] = column;
    }
    return BGM_OK;
}

/* A row of fields: the header, or an item. */
static enum bgm_status take_row(struct reader *reader)
{
    const char *values[COLUMN_COUNT + 1] = {NULL};
    bool is_first = !reader->first_row_seen;
    reader->first_row_seen = true;
    if (is_first && is_header(reader))
        return take_header(reader);
    size_t known = reader->has_header ? reader->column_count : COLUMN_COUNT;
    for (size_t i = 0; i < reader->field_count; i++) {
        if (i < known)
            values[reader->has_header ? reader->columns[i] : (enum column)i] = reader->fields[i];
        else if (*reader->fields[i] != '\0')
            return bad_row(reader, "it has more columns than there are names for them (a comma or tab in a "
                                   "text wants quotes in CSV)");
    }
    return add_item(reader, values[COLUMN_VIDEO], values[COLUMN_PROMPT], values[COLUMN_OUTPUT]);
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
        return bad_row(reader, "there is a zero byte in it");
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
        if (quote == NULL)
            return bad_row(reader, "a quote is not closed");
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
    return status == BGM_OK ? take_row(reader) : status;
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
    const char *values[COLUMN_COUNT] = {NULL};
    for (const struct json *member = json_first(root); status == BGM_OK && member != NULL; member = json_next(member)) {
        enum column column = COLUMN_OTHER;
        for (int i = 0; i < COLUMN_COUNT; i++)
            column = text_equal(json_key(member), column_names[i]) ? (enum column)i : column;
        bool is_null = !json_is_text(member) && !json_is_object(member) && !json_is_array(member) &&
                       !json_is_number(member) && !json_is_true(member) && !json_is_false(member);
        if (column == COLUMN_OTHER)
            status = check_other_name(reader, json_key(member));
        else if (json_is_text(member))
            values[column] = json_value_text(member);
        else if (!is_null)
            status = bad_row(reader, "video, prompt and output are texts");
    }
    if (status == BGM_OK)
        status = add_item(reader, values[COLUMN_VIDEO], values[COLUMN_PROMPT], values[COLUMN_OUTPUT]);
    json_free(root);
    return status;
}

static enum bgm_status take_path(struct reader *reader, const char *line, size_t length)
{
    enum bgm_status status = add_field(reader, line, length);
    return status == BGM_OK ? add_item(reader, reader->fields[0], NULL, NULL) : status;
}

enum bgm_status input_list_parse(struct input_list *list, enum input_list_format format, const char *bytes,
                                 size_t length, struct bgm_error *err)
{
    struct input_list fresh = {0};
    struct reader reader = {.list = &fresh, .at = bytes, .end = bytes + length, .next_line = 1, .err = err};
    enum bgm_status status = BGM_OK;
    if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
        reader.at += 3; /* spreadsheets write a byte order mark */
    while (status == BGM_OK && reader.at < reader.end) {
        const char *line;
        size_t line_length = take_line(&reader, &line);
        if (is_skipped(line, line_length))
            continue;
        if (format == LIST_CSV)
            status = take_csv_row(&reader, line);
        else if (format == LIST_TSV)
            status = take_tsv_row(&reader, line, line_length);
        else if (format == LIST_JSONL)
            status = take_json_row(&reader, line, line_length);
        else
            status = take_path(&reader, line, line_length);
        clear_fields(&reader);
    }
    for (size_t i = 0; status == BGM_OK && i < fresh.count; i++) {
        const struct input_item *item = &fresh.items[i];
        input_list_add(list, item->video, item->prompt, item->output, item->line);
    }
    input_list_release(&fresh);
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
    struct bgm_error problem = BGM_ERROR_INIT;
    enum bgm_status status = is_stdin ? read_stdin(&text, &problem) : file_read(path, &text, &problem);
    if (status == BGM_NOT_FOUND)
        status = bgm_fail(&problem, BGM_INPUT, "cannot read the list \"%s\": no such file", path);
    if (status == BGM_OK) {
        status =
            input_list_parse(list, is_stdin ? LIST_LINES : input_list_format(path), text.bytes, text.length, &problem);
        if (status != BGM_OK)
            bgm_prefix(&problem, "\"%s\"", is_stdin ? "standard input" : path);
    }
    buf_release(&text);
    if (status != BGM_OK && err != NULL)
        *err = problem;
    return status;
}
