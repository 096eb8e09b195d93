/* Origins, loopback, resolving, encoding. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/net/url.h"

struct url_case {
    const char *url, *origin; /* NULL: none */
    bool loopback, allowed;
};

static const struct url_case cases[] = {
    {"https://Mega.Example/a?b#c", "https://mega.example", false, true},
    {"https://mega.example:443/", "https://mega.example", false, true},
    {"https://mega.example:8443", "https://mega.example:8443", false, true},
    {"HTTPS://mega.example", "https://mega.example", false, true},
    {"http://mega.example/", "http://mega.example", false, false},
    {"http://localhost:80/x", "http://localhost", true, true},
    {"http://localhost:8080", "http://localhost:8080", true, true},
    {"http://127.0.0.1:1", "http://127.0.0.1:1", true, true},
    {"http://127.255.3.4/", "http://127.255.3.4", true, true},
    {"http://[::1]:99/", "http://[::1]:99", true, true},
    {"http://128.0.0.1/", "http://128.0.0.1", false, false},
    {"http://127.0.0.1.evil.example/", "http://127.0.0.1.evil.example", false, false},
    {"http://localhost.evil.example/", "http://localhost.evil.example", false, false},
    {"http://localhost@evil.example/", NULL, false, false},
    {"https://user:pw@mega.example/", NULL, false, false},
    {"https://user@mega.example/", NULL, false, false},
    {"https://213070643%33/", NULL, false, false}, /* 127.0.0.1, once it is decoded */
    {"https:/mega%2eexample/a", NULL, false, false},
    {"https://mega.example/a%20b?c=%3f", "https://mega.example", false, true},
    {"file:///etc/passwd", NULL, false, false},
    {"ftp://mega.example/x", "ftp://mega.example", false, false},
    {"javascript:alert(1)", NULL, false, false},
    {"/relative", NULL, false, false},
    {"", NULL, false, false},
    {NULL, NULL, false, false},
    {"https://mega.example/a b", NULL, false, false},
    {"https://mega.example\\@evil.example/", NULL, false, false},
    {"https://mega.example/\r\nX: y", NULL, false, false},
};

static void rows_hold(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char *origin = url_origin(cases[i].url);
        bool same =
            origin == NULL ? cases[i].origin == NULL : cases[i].origin != NULL && strcmp(origin, cases[i].origin) == 0;
        if (!same || url_is_loopback(cases[i].url) != cases[i].loopback ||
            url_is_allowed(cases[i].url) != cases[i].allowed)
            fail_msg("%s: origin %s, loopback %d, allowed %d", cases[i].url, origin, url_is_loopback(cases[i].url),
                     url_is_allowed(cases[i].url));
        free(origin);
    }
}

static void origins_compare_safely(void **state)
{
    (void)state;
    assert_true(url_same_origin("https://a.example/x", "https://A.example:443/y"));
    assert_false(url_same_origin("https://a.example", "https://a.example:444"));
    assert_false(url_same_origin("https://a.example", "http://a.example"));
    assert_false(url_same_origin("https://a.example", "https://b.a.example"));
    assert_false(url_same_origin("nonsense", "nonsense"));
    assert_false(url_same_origin(NULL, NULL));
}

static void targets_are_resolved(void **state)
{
    (void)state;
    static const char *const rows[][3] = {
        {"https://a.example/b/c?q", "/d", "https://a.example/d"},
        {"https://a.example/b/c", "d", "https://a.example/b/d"},
        {"https://a.example/b", "https://x.example/y?z=1", "https://x.example/y?z=1"},
        {"https://a.example/b", "//x.example/y", "https://x.example/y"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *got = url_resolve(rows[i][0], rows[i][1]);
        assert_string_equal(got, rows[i][2]);
        free(got);
    }
    assert_null(url_resolve("nonsense", "x"));
    assert_null(url_resolve(NULL, "x"));
}

static void paths_become_urls(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, 1000);
    char *url = url_from_path("/home/a b/100% \xc3\xa9#?.mp4");
    assert_string_equal(url, "file:///home/a%20b/100%25%20%C3%A9%23%3F.mp4");
    free(url);
    url_append_encoded(&out, "a/b c~_-.");
    assert_string_equal(out.bytes, "a%2Fb%20c~_-.");
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_hold),
        cmocka_unit_test(origins_compare_safely),
        cmocka_unit_test(targets_are_resolved),
        cmocka_unit_test(paths_become_urls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
