/* What changed between two timelines: exact words. */
#include "unit/draft/draft_cases.h"

#define VIDEO            "{'tt':0,'sg':[{'n':'clip','d':30000,'v':1}]}"
#define TIMELINE(tracks) "{'t':[" tracks "]}"
#define MUSIC(fields)    "{'tt':1,'sg':[{" fields "}]}"

static void words(void **state)
{
    (void)state;
    static const struct {
        const char *before, *after, *words;
    } rows[] = {
        {"null", "null", ""},
        {TIMELINE(VIDEO), TIMELINE(VIDEO), ""},
        {TIMELINE(VIDEO), "{'t':[" VIDEO "],'unknown':7,'m':{'title':'x'}}", ""},
        {TIMELINE(VIDEO), TIMELINE(VIDEO "," MUSIC("'n':'Lo-fi','d':30000,'v':0.35")), "added BGM: Lo-fi, 0-30 s, 35%"},
        {TIMELINE(VIDEO), TIMELINE(VIDEO "," MUSIC("'d':30000")), "added BGM, 0-30 s"},
        {TIMELINE(VIDEO), TIMELINE(VIDEO "," MUSIC("'n':'A'")), "added BGM: A"},
        {TIMELINE(VIDEO), TIMELINE(VIDEO ",{'tt':7,'sg':[{'text':'Hi','d':2500}]}"), "added Title: \"Hi\", 0-2.5 s"},
        {TIMELINE(VIDEO "," MUSIC("'n':'A','d':1000")), TIMELINE(VIDEO), "removed BGM: A"},
        {TIMELINE(MUSIC("'n':'A','d':1000,'v':0.35")), TIMELINE(MUSIC("'n':'A','d':1000,'v':0.5")),
         "BGM volume 35% -> 50%"},
        {TIMELINE(MUSIC("'n':'A','d':1000")), TIMELINE(MUSIC("'n':'A','d':1000,'v':0.5")), "BGM volume 50%"},
        {TIMELINE(MUSIC("'n':'A','d':1000,'v':0.5")), TIMELINE(MUSIC("'n':'A','d':1000")), ""},
        {TIMELINE(MUSIC("'n':'A','d':1000,'v':0.5")), TIMELINE(MUSIC("'n':'A','d':1000,'v':0.5001")), ""},
        {TIMELINE(MUSIC("'n':'A','d':1000,'v':0.35")), TIMELINE(MUSIC("'n':'A','d':1000,'v':0.36")),
         "BGM volume 35% -> 36%"},
        {TIMELINE(MUSIC("'n':'A','d':1000,'v':0.35")), TIMELINE(MUSIC("'n':'A','d':1000,'v':0.39")),
         "BGM volume 35% -> 39%"},
        {TIMELINE(MUSIC("'n':'A','s':0,'end':4000")), TIMELINE(MUSIC("'n':'A','s':0,'end':8000")),
         "BGM time 0-4 s -> 0-8 s"},
        {TIMELINE(MUSIC("'n':'A','s':0,'d':10000")), TIMELINE(MUSIC("'n':'A','s':2000,'d':8500")),
         "BGM time 0-10 s -> 2-10.5 s"},
        {TIMELINE(MUSIC("'n':'A'")), TIMELINE(MUSIC("'n':'A','s':2000,'d':8000")), "BGM time 2-10 s"},
        {TIMELINE(MUSIC("'n':'A','fi':1000,'fo':2000")), TIMELINE(MUSIC("'n':'A','fi':1500,'fo':0")),
         "BGM fade in 1 -> 1.5 s; BGM fade out 2 -> 0 s"},
        {TIMELINE(MUSIC("'n':'A'")), TIMELINE(MUSIC("'n':'A','fi':1500")), "BGM fade in 1.5 s"},
        {TIMELINE(MUSIC("'n':'A','d':1000,'v':0.3")), TIMELINE(MUSIC("'n':'B','d':1000,'v':0.4")),
         "changed BGM: A -> B; BGM volume 30% -> 40%"},
        {TIMELINE("{'tt':7,'sg':[{'text':'Hi','d':1}]}"), TIMELINE("{'tt':7,'sg':[{'text':'Ho','d':1}]}"),
         "changed Title: \"Hi\" -> \"Ho\""},
        {TIMELINE(VIDEO "," MUSIC("'n':'A','d':1000")), TIMELINE(VIDEO ",{'tt':7,'sg':[{'text':'Hi'}]}"),
         "added Title: \"Hi\"; removed BGM: A"},
        /* What the music is, where the service says it. */
        {TIMELINE(
             MUSIC("'n':'A','m':{'style':'lofi','bpm':81,'key':'G major','seed':'7','energy':0,'course':[[0,1]]}")),
         TIMELINE(MUSIC(
             "'n':'A','m':{'style':'jazz','bpm':92.4,'key':'D minor','seed':'7','energy':-0.5,'course':[[0,2]]}")),
         "BGM style lofi -> jazz; BGM tempo 81 -> 92.4 bpm; BGM key G major -> D minor; BGM energy -0.5; BGM course "
         "changed"},
        {TIMELINE(MUSIC("'n':'A','m':{'with':1,'without':2,'duck':true,'bpm':80}")),
         TIMELINE(MUSIC("'n':'A','m':{'with':3,'without':4,'duck':false}")),
         "BGM instruments changed; BGM lowering under speech on -> off"},
        {TIMELINE(MUSIC("'n':'A'")), TIMELINE(MUSIC("'n':'A','m':{'bpm':'fast','key':{},'seed':9}")), ""},
        {"{'m':{'loudness_lufs':-14},'t':[]}", "{'m':{'loudness_lufs':-16},'t':[]}", "loudness -14 -> -16 LUFS"},
        {TIMELINE(MUSIC("'n':'A','m':{'bpm':80}")), TIMELINE(MUSIC("'n':'B','m':{'bpm':90}")), "changed BGM: A -> B"},
        {TIMELINE("{'tt':9,'sg':[{'n':'x','m':{'bpm':1}}]}"), TIMELINE("{'tt':9,'sg':[{'n':'x','m':{'bpm':2}}]}"), ""},
        /* Tracks that only changed places did not change; two of one name stay two. */
        {TIMELINE(VIDEO "," MUSIC("'n':'A','d':9")), TIMELINE(MUSIC("'n':'A','d':9") "," VIDEO), ""},
        {TIMELINE("{'tt':1,'sg':[{'n':'A','s':0,'d':1000},{'n':'A','s':1000,'d':1000}]}"),
         TIMELINE("{'tt':1,'sg':[{'n':'A','s':0,'d':1000},{'n':'A','s':1000,'d':1000},{'n':'A','s':2000,'d':1000}]}"),
         "added BGM: A, 2-3 s"},
        {TIMELINE("{'tt':1,'sg':[{'n':'A','d':5},{'n':'B','s':5,'d':5}]}"), TIMELINE(MUSIC("'n':'B','s':5,'d':5")),
         "removed BGM: A"},
        {TIMELINE("{'tt':9,'sg':[{'n':'x'}]}"), TIMELINE("{'tt':8,'sg':[{'n':'x'}]}"),
         "added Track: x; removed Track: x"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct draft before = draft_from(rows[i].before), after = draft_from(rows[i].after);
        struct buf out;
        buf_init(&out, 10000);
        buf_append_text(&out, "> "); /* appends: what stood there stays */
        bool changed = draft_changes(&before, &after, &out);
        CHECK_ROW(changed == (rows[i].words[0] != '\0'), i, rows[i].words);
        assert_string_equal(out.bytes + 2, rows[i].words);
        buf_release(&out);
        draft_release(&before);
        draft_release(&after);
    }
}

/* A megabyte of empty segments must not keep the comparison busy: each with each would outlast the ten minutes that the
 * runner gives a program. */
static void far_too_many(void **state)
{
    (void)state;
    struct buf text, out;
    buf_init(&text, 10000000);
    buf_init(&out, 1000000);
    buf_append_text(&text, "{'t':[{'tt':1}");
    for (int t = 0; t < 100; t++) {
        buf_append_text(&text, ",{'tt':1,'sg':[{'n':'x'}");
        for (int s = 0; s < 1000; s++)
            buf_append_text(&text, ",{}");
        buf_append_text(&text, "]}");
    }
    buf_append_text(&text, "]}");
    struct draft before = draft_from(text.bytes), after = draft_from(text.bytes);
    assert_false(draft_changes(&before, &after, &out));
    draft_release(&before);
    draft_release(&after);
    buf_release(&text);
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words),
        cmocka_unit_test(far_too_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
