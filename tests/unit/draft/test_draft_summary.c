/* The timeline in one line: exact words. */
#include "unit/draft/draft_cases.h"

static void lines(void **state)
{
    (void)state;
    static const struct {
        const char *draft, *line;
    } rows[] = {
        {"{'t':[{'tt':0,'sg':[{'name':'city timelapse','d':10000}]},"
         "{'tt':1,'sg':[{'name':'Lo-fi','d':10000,'volume':0.35}]},"
         "{'tt':7,'sg':[{'text':'Urban Dreams','d':3000}]}]}",
         "Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) "
         "3. Title: \"Urban Dreams\" (0-3s)"},
        {"null", "Timeline (0 tracks): (empty)"},
        {"{'t':[{'tt':0,'sg':[]}]}", "Timeline (1 track): 1. Video: (empty)"},
        {"{'t':[{'tt':1,'sg':[{'n':'A','d':2500},{'n':'B','d':1500}]}]}", "Timeline (1 track): 1. BGM: A, B (0-4s)"},
        {"{'t':[{'tt':1,'sg':[{'n':'A','s':2000,'d':2500}]}]}", "Timeline (1 track): 1. BGM: A (2-4.5s)"},
        {"{'t':[{'tt':1,'sg':[{'n':'B','s':9960,'d':40},{'n':'A','s':1049,'d':1}]}]}",
         "Timeline (1 track): 1. BGM: B, A (1-10s)"},
        {"{'t':[{'tt':1,'sg':[{'d':1250}]}]}", "Timeline (1 track): 1. BGM: (no name) (0-1.3s)"},
        {"{'t':[{'tt':1,'sg':[{'v':0.5}]}]}", "Timeline (1 track): 1. BGM: (no name) (50%)"},
        {"{'t':[{'tt':1,'sg':[{}]}]}", "Timeline (1 track): 1. BGM: (no name)"},
        {"{'t':[{'tt':1,'sg':[{'n':'A','d':1000},{'n':'B','d':1000,'v':0.2},{'d':1000,'v':0.9}]}]}",
         "Timeline (1 track): 1. BGM: A, B (0-3s, 20%)"},
        {"{'t':[{'tt':0,'sg':[{'n':'clip','d':1000,'v':1}]}]}", "Timeline (1 track): 1. Video: clip (0-1s)"},
        {"{'t':[{'tt':1,'sg':[{'n':'A','d':1000,'v':0}]}]}", "Timeline (1 track): 1. BGM: A (0-1s, 0%)"},
        {"{'t':[{'tt':2,'sg':[{'n':'fx','d':1000,'v':0.5}]},{'sg':[]}]}",
         "Timeline (2 tracks): 1. Track: fx (0-1s) 2. Track: (empty)"},
        {"{'t':[{'tt':7,'sg':[{'text':'two\\nlines','name':'x','d':1000}]}]}",
         "Timeline (1 track): 1. Title: \"two lines\" (0-1s)"},
        {"{'t':[{'tt':7,'sg':[{'n':'Hello','d':3000}]},{'tt':1,'sg':[{'text':'spoken','d':1000}]}]}",
         "Timeline (2 tracks): 1. Title: \"Hello\" (0-3s) 2. BGM: spoken (0-1s)"},
        {"{'t':[{'tt':1,'sg':[{'n':'\xe4\xb8\xad\xe6\x96\x87','d':3600000}]}]}",
         "Timeline (1 track): 1. BGM: \xe4\xb8\xad\xe6\x96\x87 (0-3600s)"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct draft draft = draft_from(rows[i].draft);
        struct buf line;
        buf_init(&line, 10000);
        draft_summary(&draft, &line);
        assert_string_equal(line.bytes, rows[i].line);
        buf_release(&line);
        draft_release(&draft);
    }
}

static void music_and_readiness(void **state)
{
    (void)state;
    struct draft draft = draft_from("{'t':[{'tt':0,'sg':[{'d':1}]},{'tt':1,'sg':[]},{'tt':1,'sg':[{'n':'x','d':5}]}]}");
    assert_ptr_equal(draft_music(&draft), &draft.tracks[2]);
    assert_true(draft_is_ready(&draft));
    int64_t start_ms = -7, end_ms = -7;
    assert_false(draft_track_times(&draft.tracks[1], &start_ms, &end_ms));
    assert_int_equal(start_ms, -7);
    assert_true(draft_track_times(&draft.tracks[2], &start_ms, &end_ms));
    assert_int_equal(end_ms, 5);
    assert_string_equal(draft_track_kind(&draft.tracks[0]), "video");
    assert_string_equal(draft_track_kind(&draft.tracks[1]), "audio");
    draft_release(&draft);

    draft = draft_from("{'t':[{'tt':1,'sg':[]},{'tt':7}]}");
    assert_false(draft_is_ready(&draft));
    assert_null(draft_music(&draft));
    assert_string_equal(draft_track_kind(&draft.tracks[1]), "text");
    draft_release(&draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines),
        cmocka_unit_test(music_and_readiness),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
