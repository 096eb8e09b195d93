/* What the agent asks: shapes that are read, what people see, and what is answered. */
#include "unit/unit_test.h"

#include <stdio.h>

#include "bgmusic/api/api_question.h"
#include "bgmusic/json/json_read.h"

static void read_arguments(struct api_question *question, const char *text)
{
    struct json *root = json_parse(text, strlen(text), NULL);
    assert_non_null(root);
    *question = (struct api_question){0};
    api_question_read(question, root);
    json_free(root);
}

#define MOODS                                                                                          \
    "{\"title\":\"The music\",\"questions\":[{\"id\":\"m\",\"prompt\":\"Which mood "                   \
    "fits?\",\"options\":[{\"id\":\"c\","                                                              \
    "\"label\":\"Calm piano\"},{\"id\":\"l\",\"label\":\"Lo-fi\"},{\"id\":\"o\",\"label\":\"Loud\"}]," \
    "\"allow_multiple\":MANY},{\"id\":\"t\",\"prompt\":\"What is the title?\",\"options\":[]}]}"

static void read_moods(struct api_question *question, bool many)
{
    char text[1024];
    const char *at = strstr(MOODS, "MANY");
    snprintf(text, sizeof text, "%.*s%s%s", (int)(at - MOODS), MOODS, many ? "true" : "false", at + 4);
    read_arguments(question, text);
}

/* Each shape, and what is shown of it. */
static void shapes_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *arguments, *words;
    } rows[] = {
        {"{\"questions\":[{\"prompt\":\"A?\",\"options\":[\"x\",{\"id\":\"y\"}]}]}", "1. A?\n   1) x\n   2) y"},
        {"{\"title\":\"T\",\"questions\":{\"question\":\"A?\",\"choices\":[{\"text\":\"x\"}]}}", "T\n1. A?\n   1) x"},
        {"{\"title\":\"T\",\"prompt\":\"A?\",\"options\":[{\"label\":\"x\"}],\"allow_multiple\":true}",
         "T\n1. A? (several may be chosen)\n   1) x"},
        {"{\"questions\":[\"A?\",\"B?\"]}", "1. A?\n2. B?"},
        {"\"{\\\"questions\\\":[{\\\"prompt\\\":\\\"A?\\\"}]}\"", "1. A?"},
        {"\"Just a text?\"", "1. Just a text?"},
        {"{\"x\":{\"y\":[\"some\",3,\"words\"]}}", "1. some\nwords"},
        {"{}", "1. the agent asks something without words"},
        {"{\"questions\":[]}", "1. the agent asks something without words"},
        {"7", "1. the agent asks something without words"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct api_question question;
        struct buf words;
        buf_init(&words, 4096);
        read_arguments(&question, rows[i].arguments);
        api_question_append_words(&question, &words);
        CHECK_ROW(strcmp(words.bytes, rows[i].words) == 0, i, words.bytes);
        buf_release(&words);
        api_question_release(&question);
        api_question_release(&question);
    }
}

static void answers_take_the_published_form(void **state)
{
    (void)state;
    static const struct {
        bool many;
        size_t index;
        const char *answer, *line;
    } rows[] = {
        {false, 0, "2", "1. Which mood fits?: Lo-fi"},
        {false, 0, " calm PIANO ", "1. Which mood fits?: Calm piano"},
        {false, 0, "l", "1. Which mood fits?: Lo-fi"},
        {false, 0, "calm", "1. Which mood fits?: Calm piano"},
        {false, 0, "4", "1. Which mood fits?: 4"},
        {false, 0, "1, 2", "1. Which mood fits?: 1, 2"},
        {true, 0, "1, lo-fi", "1. Which mood fits?: Calm piano, Lo-fi"},
        {true, 0, "1, jazz", "1. Which mood fits?: 1, jazz"},
        {true, 0, "2 1", "1. Which mood fits?: Lo-fi, Calm piano"},
        {true, 0, "1,  2", "1. Which mood fits?: Calm piano, Lo-fi"},
        {true, 0, "1、2", "1. Which mood fits?: Calm piano, Lo-fi"},
        {true, 0, "calm；lo-fi", "1. Which mood fits?: Calm piano, Lo-fi"},
        {true, 0, "2 9", "1. Which mood fits?: 2 9"},
        {true, 0, ",", "1. Which mood fits?: ,"},
        {false, 0, "something with bells", "1. Which mood fits?: something with bells"},
        {false, 0, "", "1. Which mood fits?: Skipped"},
        {false, 0, NULL, "1. Which mood fits?: Skipped"},
        {false, 0, "1. Which mood fits?: Lo-fi", "1. Which mood fits?: Lo-fi"},
        {false, 1, "Summer, 2026", "2. What is the title?: Summer, 2026"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct api_question question;
        struct buf line;
        buf_init(&line, 4096);
        read_moods(&question, rows[i].many);
        assert_int_equal(question.count, 2);
        api_question_append_answer(&question, rows[i].index, rows[i].answer, &line);
        CHECK_ROW(strcmp(line.bytes, rows[i].line) == 0, i, line.bytes);
        buf_release(&line);
        api_question_release(&question);
    }
}

static void a_number_of_no_choice_is_told(void **state)
{
    (void)state;
    static const struct {
        bool many;
        size_t index;
        const char *answer;
        bool misses;
    } rows[] = {
        {false, 0, "2", false},      {false, 0, "9", true},  {false, 0, " 9 ", true},     {false, 0, "1, 2", true},
        {true, 0, "1, 2", false},    {true, 0, "1 9", true}, {true, 0, "calm, 9", false}, {false, 0, "", false},
        {false, 0, "90 bpm", false}, {false, 1, "9", false}, {false, 0, ",", false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct api_question question;
        read_moods(&question, rows[i].many);
        CHECK_ROW(api_question_misses(&question, rows[i].index, rows[i].answer) == rows[i].misses, i, rows[i].answer);
        api_question_release(&question);
    }
    /* Choices with numbers in them. */
    struct api_question tempo;
    read_arguments(
        &tempo,
        "{\"questions\":[{\"prompt\":\"How fast?\",\"options\":[{\"label\":\"90 bpm\"},{\"label\":\"fast\"}]}]}");
    assert_false(api_question_misses(&tempo, 0, "120"));
    api_question_release(&tempo);
}

static void an_example_answers_every_item(void **state)
{
    (void)state;
    struct api_question question;
    struct buf text;
    buf_init(&text, 4096);
    read_moods(&question, false);
    api_question_append_example(&question, &text);
    assert_string_equal(text.bytes, "1. Which mood fits?: Calm piano\n2. What is the title?: ...");
    buf_release(&text);
    api_question_release(&question);
}

/* A call that comes as its start, without words, and whole; or twice with the same: one question. */
static void a_call_in_pieces_asks_once(void **state)
{
    (void)state;
    static const char *const pieces[] = {"{}", "{\"questions\":[{\"prompt\":\"A?\",\"options\":{\"x\":\"Calm\"}}]}",
                                         "{\"questions\":[{\"prompt\":\"A?\"},{\"prompt\":\"B?\"}]}", "{}"};
    struct api_question question = {0};
    struct buf words;
    buf_init(&words, 4096);
    for (size_t i = 0; i < COUNT(pieces); i++) {
        struct json *root = json_parse(pieces[i], strlen(pieces[i]), NULL);
        api_question_read(&question, root);
        json_free(root);
    }
    api_question_append_words(&question, &words);
    assert_string_equal(words.bytes, "1. A?\n   1) Calm\n2. B?");
    assert_string_equal(question.items[0].options[0].id, "x");
    buf_release(&words);
    api_question_release(&question);
}

/* A stranger's list is as long as ours allows. */
static void lists_are_bounded(void **state)
{
    (void)state;
    struct api_question question;
    struct buf text;
    buf_init(&text, 1 << 20);
    buf_append_text(&text, "{\"questions\":[\"a\"");
    for (int i = 0; i < 5000; i++)
        buf_appendf(&text, ",\"a%d\"", i);
    buf_append_text(&text, "]}");
    read_arguments(&question, text.bytes);
    assert_int_equal(question.count, API_QUESTION_MOST);
    api_question_release(&question);
    /* Of too many choices the first are shown: none at all would be a question without its choices. */
    buf_clear(&text);
    buf_append_text(&text, "{\"prompt\":\"A?\",\"options\":[\"a\"");
    for (int i = 0; i < 5000; i++)
        buf_appendf(&text, ",\"a%d\"", i);
    buf_append_text(&text, "]}");
    read_arguments(&question, text.bytes);
    assert_int_equal(question.items[0].option_count, API_QUESTION_MOST_OPTIONS);
    assert_string_equal(question.items[0].options[1].label, "a0");
    api_question_release(&question);
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shapes_are_read),
        cmocka_unit_test(answers_take_the_published_form),
        cmocka_unit_test(a_number_of_no_choice_is_told),
        cmocka_unit_test(an_example_answers_every_item),
        cmocka_unit_test(a_call_in_pieces_asks_once),
        cmocka_unit_test(lists_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
