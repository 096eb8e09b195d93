/* What is done after a message whose fate is not known, row by row. */
#include "unit/unit_test.h"

#include "bgmusic/app/live_render.h"
#include "recovery_policy.h"

struct recovery_case {
    struct recovery_facts facts;
    enum recovery_step step;
};

static const struct recovery_case cases[] = {
    /* Nothing was sent. */
    {{.step = JOB_STARTED, .now = "a"}, RECOVERY_SEND},
    {{.step = JOB_UPLOADED, .before = "a", .now = "b", .has_music = true}, RECOVERY_SEND},
    /* It may have arrived: the timeline tells, and music that was there before does not. */
    {{.step = JOB_SENDING, .before = "a", .now = "b"}, RECOVERY_GO_ON},
    {{.step = JOB_SENDING, .before = "a", .now = "a"}, RECOVERY_WAIT},
    {{.step = JOB_SENDING, .before = "a", .now = "a", .has_music = true}, RECOVERY_WAIT},
    {{.step = JOB_SENDING, .before = "a", .now = "a", .looks = 1}, RECOVERY_WAIT},
    {{.step = JOB_SENDING, .before = "a", .now = "a", .looks = 4}, RECOVERY_WAIT},
    {{.step = JOB_SENDING, .before = "a", .now = "a", .looks = 5}, RECOVERY_STOP},
    {{.step = JOB_SENDING, .before = "a", .now = "b", .looks = 5}, RECOVERY_GO_ON},
    /* A record that does not tell the timeline before: only music can show that it arrived. */
    {{.step = JOB_SENDING, .now = "b"}, RECOVERY_WAIT},
    {{.step = JOB_SENDING, .now = "b", .has_music = true}, RECOVERY_GO_ON},
    /* The turn came to its end. */
    {{.step = JOB_SENT, .before = "a", .now = "b"}, RECOVERY_GO_ON},
    {{.step = JOB_SENT, .before = "a", .now = "a"}, RECOVERY_STOP},
    {{.step = JOB_SENT, .before = "a", .now = "a", .has_music = true}, RECOVERY_STOP},
    {{.step = JOB_SENT, .before = "a", .now = "a", .is_asked = true}, RECOVERY_ASK},
    {{.step = JOB_SENT, .before = "a", .now = "b", .is_asked = true}, RECOVERY_GO_ON},
    /* The user's will sends what is not there, and nothing else. */
    {{.step = JOB_SENT, .before = "a", .now = "a", .send_again = true}, RECOVERY_SEND},
    {{.step = JOB_SENDING, .before = "a", .now = "a", .send_again = true}, RECOVERY_SEND},
    {{.step = JOB_SENDING, .before = "a", .now = "b", .send_again = true}, RECOVERY_GO_ON},
    {{.step = JOB_RENDERING, .before = "a", .now = "a", .send_again = true}, RECOVERY_GO_ON},
    /* The embedded engine died with its process. */
    {{.step = JOB_SENDING, .before = "a", .now = "a", .is_local = true}, RECOVERY_SEND},
    {{.step = JOB_SENDING, .before = "a", .now = "b", .is_local = true}, RECOVERY_GO_ON},
    {{.step = JOB_SENDING, .before = "a", .now = "a", .is_local = true, .looks = 1}, RECOVERY_WAIT},
    {{.step = JOB_RENDERING, .now = "a"}, RECOVERY_GO_ON},
};

static void rows_hold(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum recovery_step step = recovery_decide(&cases[i].facts);
        if (step != cases[i].step)
            fail_msg("row %zu: %d in place of %d", i, step, cases[i].step);
    }
}

/* Two timelines of one length are two timelines. */
static void marks_are_of_all_bytes(void **state)
{
    (void)state;
    static const char *const drafts[] = {"{\"d\":1000}", "{\"d\":2000}", "{\"d\":1001}", "{\"d\":1000} "};
    for (size_t i = 0; i < 4; i++) {
        for (size_t k = 0; k < 4; k++) {
            char *a = live_render_mark((struct json_span){drafts[i], strlen(drafts[i])});
            char *b = live_render_mark((struct json_span){drafts[k], strlen(drafts[k])});
            assert_int_equal(strcmp(a, b) == 0, i == k);
            free(a);
            free(b);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows_hold), cmocka_unit_test(marks_are_of_all_bytes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
