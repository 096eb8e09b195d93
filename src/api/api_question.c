/* What the agent asks before it goes on. */
#include "bgmusic/api/api_question.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"

enum { WORDS_CEILING_BYTES = 64 * 1024 };

void api_question_release(struct api_question *question)
{
    for (size_t i = 0; i < question->count; i++) {
        struct api_question_item *item = &question->items[i];
        for (size_t k = 0; k < item->option_count; k++) {
            free(item->options[k].id);
            free(item->options[k].label);
        }
        free(item->options);
        free(item->id);
        free(item->prompt);
    }
    free(question->items);
    free(question->title);
    *question = (struct api_question){0};
}

static const char *first_text(const struct json *object, const char *const *keys)
{
    for (; *keys != NULL; keys++) {
        const char *text = json_text(object, *keys);
        if (!text_is_blank(text))
            return text;
    }
    return NULL;
}

/* A choice is an object, or its label alone; the choices are a list, or an object of ids with their labels. Of more
 * than can be shown the first are. */
static void read_options(struct api_question_item *item, const struct json *list)
{
    static const char *const labels[] = {"label", "text", "title", "name", "value", "id", NULL};
    size_t count = json_is_array(list) || json_is_object(list) ? json_count(list) : 0;
    if (count == 0)
        return;
    if (count > API_QUESTION_MOST_OPTIONS)
        count = API_QUESTION_MOST_OPTIONS;
    item->options = xcalloc(count, sizeof *item->options);
    for (const struct json *node = json_first(list); node != NULL && item->option_count < count;
         node = json_next(node)) {
        const char *label = json_is_text(node) ? json_value_text(node) : first_text(node, labels);
        if (text_is_blank(label))
            continue;
        const char *id = json_text_or(node, "id", json_key(node) != NULL ? json_key(node) : label);
        item->options[item->option_count++] = (struct api_option){.id = xstrdup(id), .label = xstrdup(label)};
    }
}

static const char no_words[] = "the agent asks something without words";

/* Is it asked already? A call may come as its start and whole, and need not have an id that tells so. */
static bool is_asked(const struct api_question *question, const char *prompt)
{
    for (size_t i = 0; i < question->count; i++) {
        if (text_equal(question->items[i].prompt, prompt))
            return true;
    }
    return false;
}

/* The start of a call, before its words came: the words make it good. */
static void drop_wordless(struct api_question *question)
{
    if (question->count == 1 && text_equal(question->items[0].prompt, no_words)) {
        char *title = question->title;
        question->title = NULL;
        api_question_release(question);
        question->title = title;
    }
}

static struct api_question_item *add_item(struct api_question *question, const char *id, const char *prompt)
{
    question->items = xreallocarray(question->items, question->count + 1, sizeof *question->items);
    struct api_question_item *item = &question->items[question->count++];
    *item = (struct api_question_item){.id = xstrdup(id != NULL ? id : ""),
                                       .prompt = xstrdup(prompt != NULL ? prompt : "")};
    return item;
}

static void read_item(struct api_question *question, const struct json *node)
{
    static const char *const prompts[] = {"prompt", "question", "text", "title", "label", NULL};
    if (question->count >= API_QUESTION_MOST)
        return;
    const char *prompt = json_is_text(node) ? json_value_text(node) : first_text(node, prompts);
    if (prompt != NULL && is_asked(question, prompt))
        return;
    if (json_is_text(node)) {
        add_item(question, NULL, prompt);
        return;
    }
    struct api_question_item *item = add_item(question, json_text(node, "id"), prompt);
    const struct json *options = json_get(node, "options");
    read_options(item, options != NULL ? options : json_get(node, "choices"));
    item->allow_multiple = json_bool(node, "allow_multiple", json_bool(node, "allowMultiple", false));
}

/* All texts of a value, in order, lines between: of a shape that nobody told of. */
static void append_texts(struct buf *out, const struct json *node, int depth)
{
    if (json_is_text(node) && !text_is_blank(json_value_text(node))) {
        if (out->length > 0)
            buf_append_char(out, '\n');
        buf_append_text(out, json_value_text(node));
    }
    for (const struct json *child = depth > 0 ? json_first(node) : NULL; child != NULL; child = json_next(child))
        append_texts(out, child, depth - 1);
}

static void read_arguments(struct api_question *question, const struct json *arguments)
{
    bool has_items = false;
    const struct json *questions = json_get(arguments, "questions");
    if (question->title == NULL && !text_is_blank(json_text(arguments, "title")))
        question->title = xstrdup(json_text(arguments, "title"));
    drop_wordless(question);
    if (json_is_array(questions)) {
        has_items = json_count(questions) > 0;
        for (const struct json *node = json_first(questions); node != NULL; node = json_next(node))
            read_item(question, node);
    } else if (json_is_object(questions)) {
        has_items = true;
        read_item(question, questions);
    } else if (json_get(arguments, "prompt") != NULL || json_get(arguments, "question") != NULL) {
        has_items = true;
        read_item(question, arguments);
    }
    if (has_items)
        return;
    struct buf words;
    buf_init(&words, WORDS_CEILING_BYTES);
    append_texts(&words, arguments, 6);
    const char *prompt = words.length > 0 ? words.bytes : no_words;
    bool says_nothing_new = is_asked(question, prompt) || (words.length == 0 && question->count > 0);
    if (question->count < API_QUESTION_MOST && !says_nothing_new)
        add_item(question, NULL, prompt);
    buf_release(&words);
}

void api_question_read(struct api_question *question, const struct json *arguments)
{
    const char *text = json_value_text(arguments);
    struct json *inner = json_is_text(arguments) ? json_parse(text, strlen(text), NULL) : NULL;
    read_arguments(question, inner != NULL ? inner : arguments);
    json_free(inner);
}

void api_question_append_words(const struct api_question *question, struct buf *out)
{
    bool is_first = true;
    if (question->title != NULL) {
        buf_append_text(out, question->title);
        is_first = false;
    }
    for (size_t i = 0; i < question->count; i++) {
        const struct api_question_item *item = &question->items[i];
        if (!is_first)
            buf_append_char(out, '\n');
        is_first = false;
        buf_appendf(out, "%zu. %s%s", i + 1, item->prompt, item->allow_multiple ? " (several may be chosen)" : "");
        for (size_t k = 0; k < item->option_count; k++)
            buf_appendf(out, "\n   %zu) %s", k + 1, item->options[k].label);
    }
}

/* The choice that a word means: its number, its label or its id; else the only one that it begins. NULL: none. */
static const struct api_option *find_option(const struct api_question_item *item, const char *word)
{
    int64_t number;
    for (size_t i = 0; i < item->option_count; i++) {
        if (text_equal_ignore_case(item->options[i].label, word) || text_equal_ignore_case(item->options[i].id, word))
            return &item->options[i];
    }
    if (text_to_int(word, 1, (int64_t)item->option_count, &number))
        return &item->options[number - 1];
    const struct api_option *found = NULL;
    for (size_t i = 0; i < item->option_count; i++) {
        if (!text_starts_with_ignore_case(item->options[i].label, word))
            continue;
        if (found != NULL)
            return NULL;
        found = &item->options[i];
    }
    return found;
}

/* The bytes of what stands between two choices at `at`: a comma, a semicolon, their Chinese kin; between numbers a
 * blank, too. 0: nothing of the kind. */
static size_t separator_at(const char *at, bool are_numbers)
{
    static const char *const marks[] = {",", ";", "，", "、", "；"};
    for (size_t i = 0; i < COUNT(marks); i++) {
        if (text_starts_with(at, marks[i]))
            return strlen(marks[i]);
    }
    return are_numbers && *at == ' ' ? 1 : 0;
}

static bool are_numbers(const char *answer)
{
    bool has_digit = false;
    while (*answer != '\0') {
        size_t mark = separator_at(answer, true);
        if (mark == 0 && !(*answer >= '0' && *answer <= '9'))
            return false;
        has_digit = has_digit || mark == 0;
        answer += mark > 0 ? mark : 1;
    }
    return has_digit;
}

/* "1, 3", "1 3" and "calm, lo-fi" as labels; false: a word fits no choice. `out` NULL: only looks. */
static bool append_labels(const struct api_question_item *item, const char *answer, struct buf *out)
{
    bool is_by_number = are_numbers(answer), all_fit = true;
    size_t count = 0;
    while (*answer != '\0' && all_fit) {
        size_t length = 0;
        while (answer[length] != '\0' && separator_at(answer + length, is_by_number) == 0)
            length++;
        char *word = text_trim(xstrndup(answer, length));
        const struct api_option *option = find_option(item, word);
        bool is_blank = is_by_number && *word == '\0'; /* between "1, 3" there are two marks */
        all_fit = option != NULL || is_blank;
        if (option != NULL && !is_blank) {
            if (out != NULL)
                buf_appendf(out, "%s%s", count > 0 ? ", " : "", option->label);
            count++;
        }
        free(word);
        answer += length;
        answer += separator_at(answer, is_by_number);
    }
    return all_fit && count > 0;
}

bool api_question_misses(const struct api_question *question, size_t index, const char *answer)
{
    const struct api_question_item *item = &question->items[index];
    char *bare = text_trim(xstrdup(answer));
    bool misses = item->option_count > 0 && are_numbers(bare) && find_option(item, bare) == NULL &&
                  !(item->allow_multiple && append_labels(item, bare, NULL));
    /* Where choices are numbers ("90 bpm"), another number is an answer of its own. */
    for (size_t i = 0; i < item->option_count; i++)
        misses = misses && strpbrk(item->options[i].label, "0123456789") == NULL;
    free(bare);
    return misses;
}

/* What was answered, without the words of the question when they stand before it ("1. Which mood fits?: Calm"). */
static char *bare_answer(const struct api_question *question, size_t index, const char *answer)
{
    char *start = xasprintf("%zu. %s:", index + 1, question->items[index].prompt);
    bool repeats = text_starts_with(answer, start);
    char *bare = xstrdup(repeats ? answer + strlen(start) : answer);
    free(start);
    return text_trim(bare);
}

void api_question_append_answer(const struct api_question *question, size_t index, const char *answer, struct buf *out)
{
    const struct api_question_item *item = &question->items[index];
    char *bare = answer != NULL ? bare_answer(question, index, answer) : xstrdup("");
    buf_appendf(out, "%zu. %s: ", index + 1, item->prompt);
    const struct api_option *option = find_option(item, bare);
    if (*bare == '\0')
        buf_append_text(out, "Skipped");
    else if (option != NULL)
        buf_append_text(out, option->label);
    else if (item->allow_multiple && append_labels(item, bare, NULL))
        append_labels(item, bare, out);
    else
        buf_append_text(out, bare);
    free(bare);
}

void api_question_append_example(const struct api_question *question, struct buf *out)
{
    for (size_t i = 0; i < question->count; i++) {
        const struct api_question_item *item = &question->items[i];
        if (i > 0)
            buf_append_char(out, '\n');
        api_question_append_answer(question, i, item->option_count > 0 ? item->options[0].label : "...", out);
    }
}
