/* What is told of a prompt before anything is done. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/engine/engine_prompt.h"

static void test_prompts(void **state)
{
    (void)state;
    static const struct {
        const char *prompt, *understood, *unknown;
    } rows[] = {
        {"calm lo-fi, no drums, 90 bpm in D minor", "calm, lo-fi, no drums, 90 bpm, D minor", ""},
        {"jazz with zorblax", "jazz", "zorblax"},
        {"banjo", "Country, Banjo", ""},
        {"sad piano in 6/8", "sad, piano, 6/8", ""},
        {"治愈的音乐，不要鼓", "治愈, no drums", ""},
        {"欢快 花鸟虫鱼", "欢快", "花鸟虫鱼"},
        {"zorblax", "", "zorblax"},
        {"", "", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf understood, unknown;
        buf_init(&understood, 4096);
        buf_init(&unknown, 4096);
        engine_prompt_read(rows[i].prompt, &understood, &unknown);
        assert_string_equal(understood.length > 0 ? understood.bytes : "", rows[i].understood);
        assert_string_equal(unknown.length > 0 ? unknown.bytes : "", rows[i].unknown);
        buf_release(&understood);
        buf_release(&unknown);
    }
}

static void test_silence(void **state)
{
    (void)state;
    assert_true(engine_prompt_is_silence("Silence."));
    assert_true(engine_prompt_is_silence(" no music at all "));
    assert_true(engine_prompt_is_silence("静音"));
    assert_false(engine_prompt_is_silence(""));
    assert_false(engine_prompt_is_silence("no music with drums"));
    assert_false(engine_prompt_is_silence("the sound of silence"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_prompts), cmocka_unit_test(test_silence)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
