/* Lists of inputs in every format: whole, cut at every point, with either line end. */
#include "unit/unit_test.h"

#include "bgmusic/app/music_request.h"
#include "bgmusic/base/text.h"
#include "input_list.h"

/* `wanted`: "line:video|prompt|output" rows; NULL: refused with `complaint` in the sentence. */
static const struct sample {
    enum input_list_format format;
    const char *text, *wanted, *complaint;
} samples[] = {
    {LIST_LINES, "", "", NULL},
    {LIST_LINES, "a.mp4\nb c.mp4\n", "1:a.mp4||;2:b c.mp4||;", NULL},
    {LIST_LINES, "\n# a comment\n  \t\na.mp4\n\n#b.mp4\nsub/#c.mp4", "4:a.mp4||;7:sub/#c.mp4||;", NULL},
    {LIST_LINES,
     "\xef\xbb\xbf"
     "a.mp4",
     "1:a.mp4||;", NULL},
    {LIST_LINES, "a,b.mp4\nc\"d\".mp4\nvideo\n", "1:a,b.mp4||;2:c\"d\".mp4||;3:video||;", NULL},
    {LIST_LINES, "影片 一.mp4\n", "1:影片 一.mp4||;", NULL},
    {LIST_TSV, "a.mp4\n", "1:a.mp4||;", NULL},
    {LIST_TSV, "a.mp4\tcalm, \"warm\"\tx.mp4\nb.mp4\t\ty.mp4\n", "1:a.mp4|calm, \"warm\"|x.mp4;2:b.mp4||y.mp4;", NULL},
    {LIST_TSV, "video\tprompt\na.mp4\tcalm\n", "2:a.mp4|calm|;", NULL},
    {LIST_TSV, "a.mp4\tcalm\tx.mp4\t\t\n", "1:a.mp4|calm|x.mp4;", NULL},
    {LIST_TSV, "a.mp4\tcalm\tx.mp4\ty\n", NULL, "line 1"},
    {LIST_TSV, "# c\n\tcalm\n", NULL, "line 2 of the list: the video is missing"},
    {LIST_CSV, "a.mp4,calm,x.mp4\nb.mp4\n", "1:a.mp4|calm|x.mp4;2:b.mp4||;", NULL},
    {LIST_CSV, "\"a,1.mp4\",\"say \"\"hi\"\", then\nrest\",\n\"b.mp4\"\n",
     "1:a,1.mp4|say \"hi\", then\nrest|;3:b.mp4||;", NULL},
    {LIST_CSV, "Video,Output,Prompt\na.mp4,x.mp4,calm\n", "2:a.mp4|calm|x.mp4;", NULL},
    {LIST_CSV, "prompt,video\ncalm,a.mp4\n", "2:a.mp4|calm|;", NULL},
    {LIST_CSV, "video,id,prompt\na.mp4,77,calm\n", NULL, "no column \"id\""},
    {LIST_CSV, "video,Seed,volume\na.mp4,7,\nb.mp4,,35\n", "2:a.mp4|||seed=7;3:b.mp4|||volume=35;", NULL},
    {LIST_TSV, "a.mp4\tcalm\n\tcalm\nb.mp4\n", "1:a.mp4|calm|;2:!;3:b.mp4||;", NULL},
    {LIST_CSV, "a.mp4,calm \"x\", y\nb.mp4\n", "1:!;2:b.mp4||;", NULL},
    {LIST_CSV, "\"\",\"calm\"\n", NULL, "the video is missing"},
    {LIST_CSV, "#,x\n\"#a.mp4\"\n", "2:#a.mp4||;", NULL},
    {LIST_CSV, "video,promt\na.mp4,calm\n", NULL, "no column \"promt\""},
    {LIST_CSV, "video,prompt,prompt\na,b,c\n", NULL, "names a column twice"},
    {LIST_CSV, "a.mp4,\"calm\n", NULL, "a quote is not closed"},
    {LIST_CSV, "a.mp4,calm \"lo-fi\"\n", NULL, "in the middle of a field"},
    {LIST_CSV, "a.mp4,\"calm\" lo-fi\n", NULL, "in the middle of a field"},
    {LIST_CSV, "a.mp4,calm, warm,x.mp4\n", NULL, "more columns"},
    {LIST_JSONL, "{\"video\":\"a.mp4\"}\n\n{\"prompt\":\"calm \\\"x\\\"\",\"video\":\"b.mp4\",\"output\":\"o.mp4\"}\n",
     "1:a.mp4||;3:b.mp4|calm \"x\"|o.mp4;", NULL},
    {LIST_JSONL, "{\"video\":\"a.mp4\",\"prompt\":null,\"id\":5}", NULL, "no column \"id\""},
    {LIST_JSONL, "{\"video\":\"a.mp4\",\"seed\":9007199254740992,\"no-duck\":true,\"title\":\"A\"}",
     "1:a.mp4|||no-duck=true|title=A|seed=9007199254740992;", NULL},
    {LIST_JSONL, "{\"video\":\"a.mp4\",\"seed\":[1]}", NULL, "true or false"},
    {LIST_JSONL, "{\"video\":\"a.mp4\"}\n{\"video\":\n{\"video\":\"b.mp4\"}\n", "1:a.mp4||;2:!;3:b.mp4||;", NULL},
    {LIST_JSONL, "{\"video\":5}", NULL, "are texts"},
    {LIST_JSONL, "{\"prompt\":\"calm\"}", NULL, "the video is missing"},
    {LIST_JSONL, "[\"a.mp4\"]", NULL, "no JSON object"},
    {LIST_JSONL, "{\"video\":\"a.mp4\"}\n{\"video\":\"b.m", NULL, "line 2"},
    {LIST_JSONL, "{\"video\":\"a.mp4\",\"outptu\":\"b\"}", NULL, "did you"},
};

static char *written(const struct input_list *list)
{
    struct buf out;
    buf_init(&out, 65536);
    for (size_t i = 0; i < list->count; i++) {
        const struct input_item *item = &list->items[i];
        if (item->problem != NULL) {
            buf_appendf(&out, "%zu:!;", item->line);
            continue;
        }
        buf_appendf(&out, "%zu:%s|%s|%s", item->line, item->video, item->prompt != NULL ? item->prompt : "",
                    item->output != NULL ? item->output : "");
        for (size_t k = 0; item->wishes != NULL && k < MUSIC_WISH_COUNT; k++) {
            if (item->wishes[k] != NULL)
                buf_appendf(&out, "|%s=%s", music_wish_rows[k].name, item->wishes[k]);
        }
        buf_append_text(&out, ";");
    }
    return buf_take(&out);
}

/* Is the complaint told, of the whole list or of one row with its line? */
static bool is_told(const struct input_list *list, const struct bgm_error *err, const char *complaint)
{
    if (strstr(err->message, complaint) != NULL || strstr(err->hint, complaint) != NULL)
        return true;
    for (size_t i = 0; i < list->count; i++) {
        const struct bgm_error *problem = list->items[i].problem;
        if (problem != NULL && strstr(problem->message, "line ") != NULL &&
            (strstr(problem->message, complaint) != NULL || strstr(problem->hint, complaint) != NULL))
            return true;
    }
    return false;
}

static void every_sample_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(samples); i++) {
        const struct sample *row = &samples[i];
        struct input_list list = {0};
        struct bgm_error err = BGM_ERROR_INIT;
        enum bgm_status status = input_list_parse(&list, row->format, row->text, strlen(row->text), &err);
        char *found = written(&list);
        if (row->wanted != NULL) {
            CHECK_ROW(status == BGM_OK, i, err.message);
            CHECK_ROW(strcmp(found, row->wanted) == 0, i, found);
        } else {
            CHECK_ROW(status == BGM_OK || list.count == 0, i, row->text);
            CHECK_ROW(is_told(&list, &err, row->complaint), i, err.message);
        }
        free(found);
        input_list_release(&list);
    }
}

/* A list that is cut is refused, or gives rows that all have a video; rows before the cut's line stay what they were.
 */
static void every_sample_cut_at_every_point(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(samples); i++) {
        for (size_t cut = 0; cut < strlen(samples[i].text); cut++) {
            struct input_list list = {0};
            char *piece = xstrndup(samples[i].text, cut); /* of its own size: a read behind it is found */
            enum bgm_status status = input_list_parse(&list, samples[i].format, piece, cut, NULL);
            CHECK_ROW(status == BGM_OK || (status == BGM_INPUT && list.count == 0), i, piece);
            for (size_t k = 0; k < list.count; k++)
                CHECK_ROW(!text_is_blank(list.items[k].video), i, piece);
            char *found = written(&list);
            if (status == BGM_OK && samples[i].wanted != NULL && cut > 0 && piece[cut - 1] == '\n' &&
                strchr(found, '!') == NULL)
                CHECK_ROW(text_starts_with(samples[i].wanted, found), i, found);
            free(found);
            free(piece);
            input_list_release(&list);
        }
    }
}

static void windows_line_ends_mean_the_same(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(samples); i++) {
        if (samples[i].wanted == NULL || strstr(samples[i].text, "then\n") != NULL)
            continue; /* inside quotes a line end is text */
        struct buf text;
        buf_init(&text, 65536);
        for (const char *at = samples[i].text; *at != '\0'; at++) {
            if (*at == '\n')
                buf_append_char(&text, '\r');
            buf_append_char(&text, *at);
        }
        struct input_list list = {0};
        assert_int_equal(input_list_parse(&list, samples[i].format, text.bytes, text.length, NULL), BGM_OK);
        char *found = written(&list);
        CHECK_ROW(strcmp(found, samples[i].wanted) == 0, i, found);
        free(found);
        input_list_release(&list);
        buf_release(&text);
    }
}

static void zero_bytes_are_refused(void **state)
{
    (void)state;
    static const enum input_list_format formats[] = {LIST_LINES, LIST_TSV, LIST_CSV, LIST_JSONL};
    for (size_t i = 0; i < COUNT(formats); i++) {
        struct input_list list = {0};
        assert_int_equal(input_list_parse(&list, formats[i], "a\0b.mp4\n", 8, NULL), BGM_INPUT);
        assert_int_equal(list.count, 0);
        input_list_release(&list);
    }
}

static void the_ending_tells_the_format(void **state)
{
    (void)state;
    assert_int_equal(input_list_format("a.CSV"), LIST_CSV);
    assert_int_equal(input_list_format("x/y.tsv"), LIST_TSV);
    assert_int_equal(input_list_format("a.jsonl"), LIST_JSONL);
    assert_int_equal(input_list_format("a.NDJSON"), LIST_JSONL);
    assert_int_equal(input_list_format("a.txt"), LIST_LINES);
    assert_int_equal(input_list_format("csv"), LIST_LINES);
}

static void a_bad_list_adds_nothing(void **state)
{
    (void)state;
    struct input_list list = {0};
    struct bgm_error err = BGM_ERROR_INIT;
    input_list_add(&list, "first.mp4", NULL, NULL, 0);
    assert_int_equal(input_list_parse(&list, LIST_CSV, "video,nonsense\nb.mp4,c\n", 23, &err), BGM_INPUT);
    assert_int_equal(list.count, 1);
    assert_int_equal(input_list_parse(&list, LIST_CSV, "b.mp4\n", 6, &err), BGM_OK);
    assert_int_equal(list.count, 2);
    assert_string_equal(list.items[1].video, "b.mp4");
    input_list_release(&list);
    input_list_release(&list);
    assert_int_equal(input_list_read(&list, "/nowhere/list.csv", &err), BGM_INPUT);
    assert_non_null(strstr(err.message, "/nowhere/list.csv"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sample_whole),
        cmocka_unit_test(every_sample_cut_at_every_point),
        cmocka_unit_test(windows_line_ends_mean_the_same),
        cmocka_unit_test(zero_bytes_are_refused),
        cmocka_unit_test(the_ending_tells_the_format),
        cmocka_unit_test(a_bad_list_adds_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
