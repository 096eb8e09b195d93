/* Each word is shown once, however pieces and repeats follow one another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "api_chat_text.h"
#include "bgmusic/base/count.h"

/* A script: "+x" a piece, "=x" a text without partial, "C" a tool call, "R" its result, "A" activity, "K" keep-alive,
 * "F" a failure, "~x" a text of a flat event, "Q" a question; separated by ';'. */
static const struct {
    const char *script, *shown, *turns;
} cases[] = {
    {"=Hello", "Hello", "[Hello]"},
    {"+Hel;+lo;=Hello", "Hello", "[Hello]"},
    {"+Hel;+lo", "Hello", "[Hello]"},
    {"+Hel;+lo;=Hello;=Hello", "HelloHello", "[Hello][Hello]"},
    {"=One;C;R;=Two", "OneTwo", "[One][Two]"},
    {"+On;+e;=One;C;R;+Tw;+o;=Two", "OneTwo", "[One][Two]"},
    /* The tool call comes before the repeat: the repeat is still one. */
    {"+On;+e;C;=One;R;=Two", "OneTwo", "[One][Two]"},
    {"+On;+e;C;R;=Two", "OneTwo", "[One][Two]"},
    /* After a fresh whole text the repeat of an earlier turn is a turn of its own. */
    {"+One;C;R;=Two;=Two", "OneTwoTwo", "[One][Two][Two]"},
    /* The same after the repeat itself, and after pieces that came in between. */
    {"+One;C;=One;=One", "OneOne", "[One][One]"},
    {"+One;C;+Two;=Two;=Two", "OneTwoTwo", "[One][Two][Two]"},
    /* A piece was lost: the repeat brings the rest. */
    {"+Hel;=Hello", "Hello", "[Hello]"},
    {"+a b;=a  b", "a b", "[a  b]"},
    {"+Hello there;=Hello", "Hello there", "[Hello there]"},
    /* No repeat at all: nothing is lost. */
    {"+One;=Two", "OneTwo", "[One][Two]"},
    {"+la ;+la ;+la;=la la la", "la la la", "[la la la]"},
    {"+a;K;A;+b;K;=ab", "ab", "[ab]"},
    {"+ ;=", " ", ""},
    {"C;R;K;A", "", ""},
    {"+half;F", "half", "[half]"},
    {"", "", ""},
    /* Flat events: pieces join, sentences stand for themselves. */
    {"~one, ;~two, ;~three", "one, two, three", "[one, two, three]"},
    {"~Hel;~lo;~ there.", "Hello there.", "[Hello there.]"},
    {"~First.;~Second.", "First.Second.", "[First.][Second.]"},
    {"~Wait: ;~Second.", "Wait: Second.", "[Wait: Second.]"},
    {"~Done。;~好", "Done。好", "[Done。][好]"},
    {"~One;C;R;~two", "Onetwo", "[One][two]"},
    {"~One;K;A;~two", "Onetwo", "[Onetwo]"},
    {"~Same;C;R;~Same", "SameSame", "[Same][Same]"},
    {"~Same.;~Same.", "Same.Same.", "[Same.][Same.]"},
    {"~One;=Two", "OneTwo", "[One][Two]"},
    {"+Hel;+lo;~Hello", "Hello", "[Hello]"},
    {"+On;+e;C;~One;R;~Two", "OneTwo", "[One][Two]"},
    {"~Ask;Q", "Ask", "[Ask]"},
};

static void play(const char *script, struct buf *shown, struct buf *turns)
{
    struct chat_text text;
    char copy[256];
    size_t told = 0;
    chat_text_init(&text);
    snprintf(copy, sizeof copy, "%s", script);
    for (char *word = copy, *next; *word != '\0'; word = next) {
        next = word + strcspn(word, ";");
        if (*next == ';')
            *next++ = '\0';
        struct api_event event = {
            .text = word + 1, .name = "", .code = "", .partial = word[0] == '+', .flat = word[0] == '~'};
        event.kind = word[0] == 'C'   ? API_EVENT_TOOL_CALL
                     : word[0] == 'R' ? API_EVENT_TOOL_RESULT
                     : word[0] == 'A' ? API_EVENT_ACTIVITY
                     : word[0] == 'K' ? API_EVENT_KEEPALIVE
                     : word[0] == 'F' ? API_EVENT_FAILURE
                     : word[0] == 'Q' ? API_EVENT_QUESTION
                                      : API_EVENT_TEXT;
        told += chat_text_break(&text, &event);
        told += chat_text_add(&text, &event, shown);
        assert_int_equal(told, text.count);
    }
    told += chat_text_end(&text);
    assert_int_equal(told, text.count);
    for (size_t i = 0; i < text.count; i++)
        buf_appendf(turns, "[%s]", text.turns[i]);
    chat_text_release(&text);
    chat_text_release(&text);
}

static void rows_hold(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf shown, turns;
        buf_init(&shown, 4096);
        buf_init(&turns, 4096);
        play(cases[i].script, &shown, &turns);
        if (strcmp(shown.bytes, cases[i].shown) != 0 || strcmp(turns.bytes, cases[i].turns) != 0)
            fail_msg("%s: shown \"%s\", turns %s", cases[i].script, shown.bytes, turns.bytes);
        buf_release(&shown);
        buf_release(&turns);
    }
}

static void an_endless_reply_is_bounded(void **state)
{
    (void)state;
    struct chat_text text;
    struct buf fresh;
    chat_text_init(&text);
    buf_init(&fresh, 1 << 20);
    struct api_event event = {.kind = API_EVENT_TEXT, .text = "words", .name = "", .code = ""};
    for (int i = 0; i < 3000; i++)
        chat_text_add(&text, &event, &fresh);
    assert_int_equal(text.count, CHAT_TEXT_MOST_TURNS);
    chat_text_release(&text);
    buf_release(&fresh);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_hold),
        cmocka_unit_test(an_endless_reply_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
