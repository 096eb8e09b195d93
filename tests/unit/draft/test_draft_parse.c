/* Reading timelines: the published keys, the likely ones, everything hostile. */
#include "unit/draft/draft_cases.h"

#include <math.h>

static void the_published_example(void **state)
{
    (void)state;
    struct draft draft = draft_from("{'d':10000,'m':{'title':'Urban Dreams','width':1080,'height':1920},"
                                    "'t':[{'tt':0,'sg':[{'d':10000}]},{'tt':1,'sg':[{'d':10000}]},"
                                    "{'tt':7,'sg':[{'d':3000,'unknown':{'x':[1]}}]}],'more':1}");
    assert_string_equal(draft.title, "Urban Dreams");
    assert_int_equal(draft.duration_ms, 10000);
    assert_int_equal(draft.track_count, 3);
    static const int types[] = {DRAFT_VIDEO, DRAFT_AUDIO, DRAFT_TEXT};
    static const int64_t durations[] = {10000, 10000, 3000};
    for (size_t t = 0; t < 3; t++) {
        assert_int_equal(draft.tracks[t].type, types[t]);
        assert_int_equal(draft.tracks[t].segment_count, 1);
        const struct draft_segment *segment = &draft.tracks[t].segments[0];
        assert_int_equal(segment->duration_ms, durations[t]);
        assert_int_equal(segment->start_ms, 0); /* end to end from the beginning */
        assert_true(segment->volume < 0);
        assert_int_equal(segment->fade_in_ms, -1);
        assert_int_equal(segment->fade_out_ms, -1);
        assert_null(segment->name);
        assert_null(segment->text);
    }
    assert_true(draft_is_ready(&draft));
    assert_ptr_equal(draft_music(&draft), &draft.tracks[1]);
    draft_release(&draft);
    draft_release(&draft);
    assert_int_equal(draft.track_count, 0);
}

static void spellings(void **state)
{
    (void)state;
    static const struct {
        const char *keys[11];
        size_t offset;
    } rows[] = {
        {{"s", "st", "start", "start_ms", "startMs", "start_time", "startTime", "begin", "offset", NULL},
         offsetof(struct draft_segment, start_ms)},
        {{"d", "duration", "duration_ms", "durationMs", "dur", NULL}, offsetof(struct draft_segment, duration_ms)},
        {{"fi", "fade_in", "fadeIn", "fade_in_ms", "fadeInMs", NULL}, offsetof(struct draft_segment, fade_in_ms)},
        {{"fo", "fade_out", "fadeOut", "fade_out_ms", "fadeOutMs", NULL}, offsetof(struct draft_segment, fade_out_ms)},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (size_t k = 0; rows[i].keys[k] != NULL; k++) {
            static const char *const forms[] = {"{'%s':1250}", "{'m':{'%s':1250}}", "{'%s':'text','m':{'%s':1250}}"};
            for (size_t f = 0; f < 3; f++) {
                struct buf text;
                buf_init(&text, 1000);
                for (const char *at = forms[f]; *at != '\0'; at++) {
                    if (strncmp(at, "%s", 2) != 0)
                        buf_append_char(&text, *at);
                    else
                        buf_append_text(&text, (at++, rows[i].keys[k]));
                }
                struct draft draft = draft_from_segments(text.bytes);
                CHECK_ROW(*(int64_t *)((char *)&draft.tracks[0].segments[0] + rows[i].offset) == 1250, i, text.bytes);
                draft_release(&draft);
                buf_release(&text);
            }
        }
    }
}

static void names_and_texts(void **state)
{
    (void)state;
    static const struct {
        const char *segment, *name, *text; /* as a title; of other tracks see below */
    } rows[] = {
        {"{'n':'a'}", "a", "a"},
        {"{'name':'a'}", "a", "a"},
        {"{'title':'a'}", "a", "a"},
        {"{'file_name':'a'}", "a", "a"},
        {"{'fileName':'a'}", "a", "a"},
        {"{'filename':'a'}", "a", "a"},
        {"{'label':'a'}", "a", "a"},
        {"{'m':{'title':'a'}}", "a", "a"},
        {"{'text':'x'}", NULL, "x"},
        {"{'content':'x'}", NULL, "x"},
        {"{'txt':'x'}", NULL, "x"},
        {"{'tx':'x'}", NULL, "x"},
        {"{'m':{'text':'x','name':'a'}}", "a", "x"},
        {"{'name':'','label':'a'}", "a", "a"},
        {"{'name':7,'text':null}", NULL, NULL},
        {"{'name':{'x':'a'},'text':['x']}", NULL, NULL},
        {"{'Name':'a','TEXT':'x'}", NULL, NULL},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *document = xasprintf("{'t':[{'tt':7,'sg':[%s]},{'tt':1,'sg':[%s]}]}", rows[i].segment, rows[i].segment);
        struct draft draft = draft_from(document);
        const struct draft_segment *segment = &draft.tracks[0].segments[0];
        CHECK_ROW((segment->name == NULL) == (rows[i].name == NULL), i, rows[i].segment);
        CHECK_ROW((segment->text == NULL) == (rows[i].text == NULL), i, rows[i].segment);
        CHECK_ROW(segment->name == NULL || strcmp(segment->name, rows[i].name) == 0, i, rows[i].segment);
        CHECK_ROW(segment->text == NULL || strcmp(segment->text, rows[i].text) == 0, i, rows[i].segment);
        /* Other tracks have no words, but what stands for them is better than no name. */
        const struct draft_segment *other = &draft.tracks[1].segments[0];
        const char *name = rows[i].name != NULL ? rows[i].name : rows[i].text;
        CHECK_ROW(other->text == NULL && (other->name == NULL) == (name == NULL), i, rows[i].segment);
        CHECK_ROW(name == NULL || strcmp(other->name, name) == 0, i, rows[i].segment);
        draft_release(&draft);
        free(document);
    }
}

static void volumes(void **state)
{
    (void)state;
    static const struct {
        const char *segment;
        double volume;
    } rows[] = {
        {"{'v':0.35}", 0.35},
        {"{'vol':1}", 1},
        {"{'volume':35}", 0.35},
        {"{'m':{'volume':35}}", 0.35},
        {"{'v':0}", 0},
        {"{'v':4}", 4},
        {"{'v':100}", 1},
        {"{'v':-1}", -1},
        {"{'v':'35'}", 0.35},
        {"{'v':'35%'}", 0.35},
        {"{'v':'loud'}", -1},
        {"{'v':1e300}", -1},
        {"{'v':-0.5}", -1},
        {"{'v':null}", -1},
        {"{}", -1},
        {"{'v':true}", -1},
        {"{'v':400}", 4},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct draft draft = draft_from_segments(rows[i].segment);
        CHECK_ROW(fabs(draft.tracks[0].segments[0].volume - rows[i].volume) < 1e-9, i, rows[i].segment);
        draft_release(&draft);
    }
}

static void times(void **state)
{
    (void)state;
    static const struct {
        const char *segments;
        int64_t start_ms, duration_ms; /* of the last segment */
    } rows[] = {
        {"{'d':1000},{'d':2000}", 1000, 2000},
        {"{'s':500,'d':1000},{'d':2000}", 1500, 2000},
        {"{'d':1000},{'s':0,'d':2000}", 0, 2000},
        {"{'s':500},{'d':2000}", -1, 2000},
        {"{'s':500},{'d':2000},{'s':1,'d':1}", 1, 1},
        {"{'s':0,'e':2500}", 0, 2500},
        {"{'s':1000,'e':3500}", 1000, 2500},
        {"{'start':1000,'end_ms':1000}", 1000, 0},
        {"{'s':1000,'end':999}", 1000, -1},
        {"{'s':1000,'d':7,'end':2000}", 1000, 7},
        {"{'d':1.6}", 0, 2},
        {"{'d':-1}", 0, -1},
        {"{'s':-1,'d':5}", 0, 5},
        {"{'d':1e300}", 0, -1},
        {"{'d':604800000}", 0, 604800000},
        {"{'d':604800001}", 0, -1},
        {"{'d':'1000'}", 0, 1000},
        {"{'d':'10 s'}", 0, -1},
        {"{'d':[1]}", 0, -1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct draft draft = draft_from_segments(rows[i].segments);
        const struct draft_track *track = &draft.tracks[0];
        const struct draft_segment *last = &track->segments[track->segment_count - 1];
        CHECK_ROW(last->start_ms == rows[i].start_ms, i, rows[i].segments);
        CHECK_ROW(last->duration_ms == rows[i].duration_ms, i, rows[i].segments);
        draft_release(&draft);
    }
}

static void odd_documents(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t tracks, segments; /* of the first track */
        int type;
    } rows[] = {
        {"null", 0, 0, 0},
        {"{}", 0, 0, 0},
        {"[]", 0, 0, 0},
        {"7", 0, 0, 0},
        {"'text'", 0, 0, 0},
        {"{'t':null}", 0, 0, 0},
        {"{'t':{'tt':1}}", 0, 0, 0},
        {"{'t':'x','d':'y','m':[]}", 0, 0, 0},
        {"{'t':[]}", 0, 0, 0},
        {"{'t':[{}]}", 1, 0, -1},
        {"{'t':[1,null,'x',[],{'tt':1,'sg':[{}]},2]}", 1, 1, 1},
        {"{'t':[{'tt':'1','sg':{}}]}", 1, 0, 1},
        {"{'t':[{'tt':-5}]}", 1, 0, -1},
        {"{'t':[{'tt':1e300}]}", 1, 0, -1},
        {"{'t':[{'tt':42,'sg':[null,{},7,{},[]]}]}", 1, 2, 42},
        {"{'t':[{'tt':1,'sg':'x'}]}", 1, 0, 1},
        {"{'T':[{'tt':1}]}", 0, 0, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct draft draft = draft_from(rows[i].text);
        CHECK_ROW(draft.track_count == rows[i].tracks, i, rows[i].text);
        if (draft.track_count > 0) {
            CHECK_ROW(draft.tracks[0].segment_count == rows[i].segments, i, rows[i].text);
            CHECK_ROW(draft.tracks[0].type == rows[i].type, i, rows[i].text);
        }
        CHECK_ROW(draft_is_ready(&draft) == (rows[i].segments > 0), i, rows[i].text);
        draft_release(&draft);
    }
    /* More in it than an empty timeline has: of a kind that is not known. */
    static const struct {
        const char *text;
        bool is_unknown;
    } kinds[] = {
        {"{}", false},
        {"{'d':0,'m':{'tags':[1]},'canvas':{'width':1920}}", false},
        {"{'t':[],'tracks':[1]}", false},
        {"''", false},
        {"[]", false},
        {"'text'", true},
        {"[{'tt':1}]", true},
        {"{'tracks':[{'type':'audio'}]}", true},
        {"{'timeline':{'tracks':[1]}}", true},
        {"{'t':{'1':{'tt':1}}}", true},
    };
    for (size_t i = 0; i < COUNT(kinds); i++) {
        struct draft draft = draft_from(kinds[i].text);
        CHECK_ROW(draft.is_unknown == kinds[i].is_unknown, i, kinds[i].text);
        draft_release(&draft);
    }
    struct draft draft;
    assert_int_equal(draft_parse(NULL, 0, &draft, NULL), BGM_OK);
    assert_int_equal(draft.track_count, 0);
    draft_release(&draft);
    struct bgm_error err = BGM_ERROR_INIT;
    assert_int_equal(draft_parse("{\"t\":[", 6, &draft, &err), BGM_SERVICE);
    assert_int_equal(strncmp(err.message, "the draft: ", 11), 0);
    draft_release(&draft);
}

static void far_too_many(void **state)
{
    (void)state;
    struct buf text;
    buf_init(&text, 10000000);
    buf_append_text(&text, "{'t':[{'tt':1,'sg':[{'d':1}");
    for (int i = 1; i < 100000; i++)
        buf_append_text(&text, i % 3 == 0 ? ",null" : ",{'d':1}");
    buf_append_text(&text, "]}");
    for (int i = 1; i < 1000; i++)
        buf_append_text(&text, ",{}");
    buf_append_text(&text, "]}");
    struct draft draft = draft_from(text.bytes);
    assert_int_equal(draft.track_count, DRAFT_MOST_TRACKS);
    assert_in_range(draft.tracks[0].segment_count, 1000, DRAFT_MOST_SEGMENTS);
    draft_release(&draft);
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_example),
        cmocka_unit_test(spellings),
        cmocka_unit_test(names_and_texts),
        cmocka_unit_test(volumes),
        cmocka_unit_test(times),
        cmocka_unit_test(odd_documents),
        cmocka_unit_test(far_too_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
