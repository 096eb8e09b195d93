/* The mark by which a draft is known again: after a cut it tells whether anything changed. */
#include "unit/unit_test.h"

#include "bgmusic/app/live_render.h"

static char *mark_of(const char *text)
{
    return live_render_mark((struct json_span){text, strlen(text)});
}

static void drafts_of_one_length_differ(void **state)
{
    (void)state;
    static const char *const drafts[] = {"{\"t\":[{\"v\":0.35}]}", "{\"t\":[{\"v\":0.45}]}", "{\"t\":[{\"v\":0.35}] }",
                                         "{\"t\":[]}"};
    for (size_t i = 0; i < COUNT(drafts); i++) {
        char *first = mark_of(drafts[i]), *again = mark_of(drafts[i]);
        assert_string_equal(first, again);
        for (size_t k = 0; k < i; k++) {
            char *other = mark_of(drafts[k]);
            CHECK_ROW(strcmp(first, other) != 0, i, drafts[i]);
            free(other);
        }
        free(first);
        free(again);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(drafts_of_one_length_differ)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
