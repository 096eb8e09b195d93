/* Where a redirect may lead, and what goes along, row by row. */
#include "unit/unit_test.h"

#include "redirect_rules.h"

#define API "https://api.example"
#define CDN "https://cdn.example"

static const struct {
    struct redirect_facts facts;
    struct redirect_rule rule;
} cases[] = {
    /* Reading: everywhere that is allowed; what is private stays at its origin. */
    {{"GET", 302, API "/a", API "/b", API, true}, {REDIRECT_FOLLOWED, true}},
    {{"GET", 301, API "/a", CDN "/b", API, true}, {REDIRECT_FOLLOWED, false}},
    {{"HEAD", 303, API "/a", CDN "/b", API, true}, {REDIRECT_FOLLOWED, false}},
    {{"GET", 302, API "/a", "https://api.example:444/b", API, true}, {REDIRECT_FOLLOWED, false}},
    /* Once away, away: a way that leads back brings nothing back. */
    {{"GET", 302, CDN "/b", API "/c", API, false}, {REDIRECT_FOLLOWED, false}},
    /* Not spoken to, and from outside never to this machine. */
    {{"GET", 302, API "/a", "http://other.example/b", API, true}, {REDIRECT_NOT_ALLOWED, false}},
    {{"GET", 302, API "/a", "file:///etc/passwd", API, true}, {REDIRECT_NOT_ALLOWED, false}},
    {{"GET", 302, API "/a", "ftp://other.example/b", API, true}, {REDIRECT_NOT_ALLOWED, false}},
    {{"GET", 302, API "/a", NULL, API, true}, {REDIRECT_NOT_ALLOWED, false}},
    {{"GET", 302, API "/a", "http://127.0.0.1:8080/b", API, true}, {REDIRECT_NOT_ALLOWED, false}},
    {{"GET", 302, API "/a", "https://localhost/b", API, true}, {REDIRECT_NOT_ALLOWED, false}},
    {{"GET", 302, API "/a", "http://[::1]/b", API, true}, {REDIRECT_NOT_ALLOWED, false}},
    {{"GET", 302, "http://localhost:1/a", "http://127.0.0.1:2/b", "http://localhost:1", true},
     {REDIRECT_FOLLOWED, false}},
    {{"GET", 302, "http://localhost:1/a", API "/b", "http://localhost:1", true}, {REDIRECT_FOLLOWED, false}},
    /* What was sent is sent again to the same origin alone, and only where the method is kept. */
    {{"POST", 307, API "/a", API "/b", API, true}, {REDIRECT_FOLLOWED, true}},
    {{"POST", 308, API "/a", API "/b", API, true}, {REDIRECT_FOLLOWED, true}},
    {{"POST", 302, API "/a", API "/b", API, true}, {REDIRECT_OF_A_MESSAGE, false}},
    {{"POST", 303, API "/a", API "/b", API, true}, {REDIRECT_OF_A_MESSAGE, false}},
    {{"POST", 307, API "/a", CDN "/b", API, true}, {REDIRECT_OF_A_MESSAGE, false}},
};

static void rows_hold(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct redirect_rule rule = redirect_rule(&cases[i].facts);
        if (rule.verdict != cases[i].rule.verdict || rule.keeps_private_headers != cases[i].rule.keeps_private_headers)
            fail_msg("row %zu: verdict %d, private %d", i, rule.verdict, rule.keeps_private_headers);
    }
}

static void not_every_3xx_is_one(void **state)
{
    (void)state;
    static const int statuses[] = {200, 300, 304, 305, 306, 309, 404};
    for (size_t i = 0; i < COUNT(statuses); i++)
        assert_false(redirect_is_one(statuses[i]));
    assert_true(redirect_is_one(303));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows_hold), cmocka_unit_test(not_every_3xx_is_one)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
