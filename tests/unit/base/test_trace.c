/* Masking of secrets, and the trace lines that go through it. */
#include "unit/unit_test.h"

#include "bgmusic/base/trace.h"

static void masking(void **state)
{
    (void)state;
    static const struct {
        const char *text, *masked;
    } rows[] = {
        {"nothing secret", "nothing secret"},
        {"nmv_usr_abc123", "nmv_usr_***"},
        {"token nmv_usr_a-b.c~d+e/f= end", "token nmv_usr_*** end"},
        {"{\"token\":\"nmv_usr_abc\",\"x\":1}", "{\"token\":\"nmv_usr_***\",\"x\":1}"},
        {"clm_0", "clm_***"},
        {"a clm_x b clm_y c nmv_usr_z", "a clm_*** b clm_*** c nmv_usr_***"},
        {"Authorization: Bearer abc.def", "Authorization: Bearer ***"},
        {"authorization: bearer abc\r\nX: y", "authorization: bearer ***\r\nX: y"},
        {"Authorization: BEARER  abc", "Authorization: BEARER  ***"},
        {"Bearer nmv_usr_abc", "Bearer ***"},
        {"Bearer ", "Bearer "},
        {"the bearer of news", "the bearer *** news"}, /* too much is better than too little */
        {"clm_abc-Authorization: def", "***: ***"},    /* a name that is a secret itself */
        {"{\"nmv_usr_token\":\"abc\"}", "{\"***\":\"***\"}"},
        {"he sent (Authorization:Bearer abc-d)", "he sent (Authorization:Bearer ***"},
        {"nmv_usr_", "nmv_usr_"},
        {"NMV_USR_ABC", "NMV_USR_***"},
        {"GET https://h/p?sig=abc&x=1 -> 200", "GET https://h/p?*** -> 200"},
        {"https://h/p?sig=abc", "https://h/p?***"},
        {"https://h/p?", "https://h/p?***"},
        {"\"https://h/a?k=1\",\"https://h/b?k=2\"", "\"https://h/a?***\",\"https://h/b?***\""},
        {"{\"url\":\"https:\\/\\/h\\/p?sig=abc\"}", "{\"url\":\"https:\\/\\/h\\/p?***\"}"},
        {"<a href='https://h/p?k=1'>x?</a>", "<a href='https://h/p?***'>x?</a>"},
        {"see https://h/p why? because", "see https://h/p why? because"},
        {"https://h/?a=nmv_usr_b", "https://h/?***"},
        {"https://h/nmv_usr_abc?x", "https://h/nmv_usr_***?***"},
        {"https://h/claim?ct=clm_abc\nnext? line", "https://h/claim?***\nnext? line"},
        {"Location: /out/x.mp4?X-Amz-Signature=abc", "Location: /out/x.mp4?***"},
        {"< Location: /out/x.mp4?abc\n< Vary: a", "< Location: /out/x.mp4?***\n< Vary: a"},
        {"Location: //cdn.example/p?sig=abc", "Location: //cdn.example/p?***"},
        {"GET /p?sig=abc HTTP/1.1", "GET /p?*** HTTP/1.1"},
        {"\"output\":{\"url\":\"out/x.mp4?sig=abc\"}", "\"output\":{\"url\":\"out/x.mp4?***\"}"},
        {"https:\\u002f\\u002fh\\u002fp\\u003fsig=abc", "https:\\u002f\\u002fh\\u002fp?***"},
        {"http://me:pass@proxy:8080", "http://***@proxy:8080"},
        {"http://me:pa@ss@proxy:8080/", "http://***@proxy:8080/"},
        {"http://me:pass", "http://***"}, /* cut off before its host */
        {"https:\\/\\/me:pass@h\\/p", "https:\\/\\/***@h\\/p"},
        {"me:pass@proxy:8080", "***@proxy:8080"},
        {"CONNECT me:pass@h:443", "CONNECT ***@h:443"},
        {"http://[::1]:80/x", "http://[::1]:80/x"},
        {"https://h:443/p", "https://h:443/p"},
        {"write to somebody@example.org", "write to somebody@example.org"},
        {"Set-Cookie: sid=abc; Path=/\r\nA: b", "Set-Cookie: ***\r\nA: b"},
        {"< set-cookie: sid=abc", "< set-cookie: ***"},
        {"X-Amz-Security-Token: a b", "X-Amz-Security-Token: ***"},
        {"Proxy-Authorization: Basic abc=", "Proxy-Authorization: Basic ***"},
        {"Authorization: abc", "Authorization: ***"},
        {"Link: <https://h/p?sig=abc>; rel=next", "Link: <https://h/p?***>; rel=next"},
        {"nmv_usr_a:!$b c", "nmv_usr_*** c"},
        {"Bearer a:!$b, c", "Bearer *** c"},
        {"{\"access_token\": \"a b\\\"c\",\"n\":1}", "{\"access_token\": \"***\",\"n\":1}"},
        {"{\\\"token\\\":\\\"abc\\\"}", "{\\\"token\\\":\\\"***\"}"},
        {"sent client_secret=abc&grant=x", "sent client_secret=***&grant=x"},
        {"https://h/p#access_token=abc", "https://h/p#***"},
        {"cannot read \"/home/me/what?.mp4\"", "cannot read \"/home/me/what?.mp4\""},
        {"cannot read \"/home/me/token\": no such file", "cannot read \"/home/me/token\": no such file"},
        {"the token: it was refused", "the token: it was refused"},
        {"cannot keep the token: /home/me/7", "cannot keep the token: /home/me/7"},
        {"they sent token: a1b2c3, so", "they sent token: *** so"},
        {"they sent (Cookie: sid=a1b2c3)", "they sent (Cookie: ***"},
        {"WWW-Authenticate: Bearer realm=\"x\", token=\"a b\", c",
         "WWW-Authenticate: Bearer ***\"x\", token=\"***\", c"},
        {"password='a b' c", "password='***' c"},
        {"token=\"abc", "token=\"***"},
        {"https://h/p%3Fsig%3Dabc", "https://h/p?***"},
        {"https%3a%2F%2Fme%3apass%40h%2Fp", "https%3a%2F%2F***%40h%2Fp"},
        {"out%2Fx.mp4%3Fsig%3Dabc c", "out%2Fx.mp4?*** c"},
        {"https://h/p;jsessionid=abc", "https://h/p;jsessionid=***"},
        {"100%3 of what?", "100%3 of what?"},
        {"", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf out;
        buf_init(&out, 10000);
        trace_mask(&out, rows[i].text, strlen(rows[i].text));
        if (strcmp(out.bytes, rows[i].masked) != 0)
            fail_msg("row %zu: \"%s\"", i, out.bytes);
        buf_release(&out);
    }
}

/* A line cut anywhere shows none of the secret. */
static void masking_cut_texts(void **state)
{
    (void)state;
    static const char text[] = "x nmv_usr_SECRET y Bearer SECRET z clm_SECRET https://h/p?k=SECRET //u:SECRET@h/ "
                               "{\"token\": \"SECRET\"} a?b=SECRET\n> Cookie: SECRET";
    for (size_t length = 0; length < sizeof text; length++) {
        struct buf out;
        buf_init(&out, 1000);
        trace_mask(&out, text, length);
        assert_null(strchr(out.bytes, 'S'));
        buf_release(&out);
    }
}

/* A token that looks like none is masked once it is in use, also where a text was cut within it. */
static void masking_what_is_in_use(void **state)
{
    (void)state;
    static const struct {
        const char *text, *masked;
    } rows[] = {
        {"bad token odd:!$word here", "bad token *** here"},
        {"\"odd:!$word\"odd:!$word", "\"***\"***"},
        {"an odd: word", "an odd: word"},
        {"bad token odd:!$w", "bad token ***"},
        {"short", "short"},
        {"nmv_usr_given", "nmv_usr_***"},
    };
    static const char *const secrets[] = {"odd:!$word", "odd:!$word", "short", "nmv_usr_given", NULL};
    for (size_t i = 0; i < COUNT(secrets); i++)
        trace_hide(secrets[i]);
    for (size_t i = 0; i < COUNT(rows); i++) {
        char place[100];
        trace_mask_into(place, sizeof place, rows[i].text);
        assert_string_equal(place, rows[i].masked);
    }
}

static void masking_into_a_place(void **state)
{
    (void)state;
    char place[12];
    trace_mask_into(place, sizeof place, "nmv_usr_secret and more");
    assert_string_equal(place, "nmv_usr_***");
    trace_mask_into(place, sizeof place, "abcdefghij\xe4\xb8\xad");
    assert_string_equal(place, "abcdefghij");
}

/* main() names the file and the areas before the first line is written. */
static void lines(void **state)
{
    (void)state;
    assert_true(trace_on(TRACE_STORE));
    assert_false(trace_on(TRACE_HTTP));
    assert_true(trace_on(TRACE_DRAFT));
    trace(TRACE_HTTP, "not asked for");
    trace(TRACE_STORE, "token %s \033[31mred\033[0m %d", "nmv_usr_secret", 7);
    trace_enable(TRACE_HTTP);
    trace(TRACE_HTTP, "GET %s", "https://h/p?sig=secret");
    struct buf text;
    buf_init(&text, 100000);
    assert_int_equal(file_read(getenv("BGMUSIC_TRACE_FILE"), &text, NULL), BGM_OK);
    assert_null(strstr(text.bytes, "not asked for"));
    assert_null(strstr(text.bytes, "secret"));
    assert_null(strchr(text.bytes, '\033'));
    assert_non_null(strstr(text.bytes, " store] token nmv_usr_*** red 7\n"));
    assert_non_null(strstr(text.bytes, " http] GET https://h/p?***\n"));
    buf_release(&text);
}

int main(void)
{
    char *folder = NULL;
    if (temporary_folder_make(&folder) != BGM_OK)
        return 1;
    char *path = path_join(folder, "trace");
    setenv("BGMUSIC_TRACE_FILE", path, 1);
    setenv("BGMUSIC_TRACE", "store,,unknown,draft", 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(masking),
        cmocka_unit_test(masking_cut_texts),
        cmocka_unit_test(masking_what_is_in_use),
        cmocka_unit_test(masking_into_a_place),
        cmocka_unit_test(lines),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    file_remove_folder(folder, 1);
    free(path);
    free(folder);
    return failed;
}
