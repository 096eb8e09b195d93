/* The messages of agent_messages.h against the agent and the timeline: what a message must change has changed, and
 * nothing else has. A message is right, or honest (nothing was changed and the reply says so), or misread. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "agent_messages_eighth.h"
#include "agent_messages_eleventh.h"
#include "agent_messages_en.h"
#include "agent_messages_fifth.h"
#include "agent_messages_fourth.h"
#include "agent_messages_later.h"
#include "agent_messages_ninth.h"
#include "agent_messages_seventh.h"
#include "agent_messages_sixth.h"
#include "agent_messages_slips.h"
#include "agent_messages_tenth.h"
#include "agent_messages_third.h"
#include "agent_messages_tongues.h"
#include "agent_messages_tongues_later.h"
#include "agent_messages_tongues_more.h"
#include "agent_messages_tongues_pairs.h"
#include "agent_messages_zh.h"
#include "agent_messages_zh_later.h"
#include "agent_messages_zh_moot.h"
#include "message_judge.h"

/* Nothing was changed and that is said: by the verdict, or by what the timeline's edits note. */
static bool is_honest(const struct conversation *talk, bool changed)
{
    enum agent_verdict verdict = talk->reading.verdict;
    if (changed)
        return talk->reading.refuses_too;
    return verdict == AGENT_ASKS || verdict == AGENT_REFUSES || verdict == AGENT_UNKNOWN ||
           (verdict == AGENT_EDITS && talk->notes.length > 0);
}

static void messages_check(const struct message *rows, size_t count)
{
    static struct conversation talk;
    static struct timeline before;
    size_t right = 0, honest = 0, misread = 0;
    for (size_t i = 0; i < count; i++) {
        const struct message *message = &rows[i];
        talk_begin(&talk, message->setup);
        before = *now(&talk);
        bool changed = turn(&talk, message->say);
        struct judging judging = {&talk, &before, now(&talk), 0};
        bool holds = outcome_holds(&judging, message->outcome), is_told = !holds && is_honest(&talk, changed);
        right += holds;
        honest += is_told;
        misread += !holds && !is_told;
        if (!holds) {
            struct buf edits;
            buf_init(&edits, 65536);
            for (size_t k = 0; k < talk.reading.edits.count; k++)
                buf_appendf(&edits, " %s(%g)", edit_kind_name(talk.reading.edits.edits[k].kind),
                            talk.reading.edits.edits[k].number);
            print_message("%s %-11s %s \"%s\": wanted %s; verdict %d%s, changed %#x, left over \"%s\"\n",
                          is_told ? "honest " : "MISREAD", message->kind, message->setup, message->say,
                          message->outcome, (int)talk.reading.verdict, edits.length > 0 ? edits.bytes : "",
                          changed_facets(&before, now(&talk)), talk.reading.leftover);
            buf_release(&edits);
        }
        talk_end(&talk);
    }
    print_message("%zu right, %zu honest, %zu misread of %zu\n", right, honest, misread, count);
    assert_int_equal(misread, 0);
    assert_true(right * 100 >= count * 95);
}

static void test_messages(void **state)
{
    (void)state;
    messages_check(messages, COUNT(messages));
}

static void test_later_messages(void **state)
{
    (void)state;
    messages_check(later_messages, COUNT(later_messages));
}

static void test_third_messages(void **state)
{
    (void)state;
    messages_check(third_messages, COUNT(third_messages));
}

static void test_fourth_messages(void **state)
{
    (void)state;
    messages_check(fourth_messages, COUNT(fourth_messages));
}

static void test_fifth_messages(void **state)
{
    (void)state;
    messages_check(fifth_messages, COUNT(fifth_messages));
}

static void test_sixth_messages(void **state)
{
    (void)state;
    messages_check(sixth_messages, COUNT(sixth_messages));
}

static void test_seventh_messages(void **state)
{
    (void)state;
    messages_check(seventh_messages, COUNT(seventh_messages));
}

static void test_en_messages(void **state)
{
    (void)state;
    messages_check(en_messages, COUNT(en_messages));
}

static void test_eighth_messages(void **state)
{
    (void)state;
    messages_check(eighth_messages, COUNT(eighth_messages));
}

static void test_ninth_messages(void **state)
{
    (void)state;
    messages_check(ninth_messages, COUNT(ninth_messages));
}

static void test_chinese_messages(void **state)
{
    (void)state;
    messages_check(chinese_messages, COUNT(chinese_messages));
    messages_check(chinese_moot_messages, COUNT(chinese_moot_messages));
    messages_check(chinese_later_messages, COUNT(chinese_later_messages));
}

static void test_tongue_messages(void **state)
{
    (void)state;
    messages_check(tongue_messages, COUNT(tongue_messages));
}

static void test_more_tongue_messages(void **state)
{
    (void)state;
    messages_check(more_tongue_messages, COUNT(more_tongue_messages));
}

static void test_slips_messages(void **state)
{
    (void)state;
    messages_check(slips_messages, COUNT(slips_messages));
}

static void test_tenth_messages(void **state)
{
    (void)state;
    messages_check(tenth_messages, COUNT(tenth_messages));
}

static void test_eleventh_messages(void **state)
{
    (void)state;
    messages_check(eleventh_messages, COUNT(eleventh_messages));
}

static void test_tongue_pair_messages(void **state)
{
    (void)state;
    messages_check(tongues_pairs_messages, COUNT(tongues_pairs_messages));
    messages_check(later_tongue_messages, COUNT(later_tongue_messages));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_messages),
        cmocka_unit_test(test_later_messages),
        cmocka_unit_test(test_third_messages),
        cmocka_unit_test(test_fourth_messages),
        cmocka_unit_test(test_fifth_messages),
        cmocka_unit_test(test_sixth_messages),
        cmocka_unit_test(test_seventh_messages),
        cmocka_unit_test(test_eighth_messages),
        cmocka_unit_test(test_en_messages),
        cmocka_unit_test(test_tongue_messages),
        cmocka_unit_test(test_more_tongue_messages),
        cmocka_unit_test(test_tongue_pair_messages),
        cmocka_unit_test(test_ninth_messages),
        cmocka_unit_test(test_slips_messages),
        cmocka_unit_test(test_tenth_messages),
        cmocka_unit_test(test_eleventh_messages),
        cmocka_unit_test(test_chinese_messages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
