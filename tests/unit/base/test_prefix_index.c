/* Words by their beginnings: the longest first, of equal ones the first that came, none that does not fit. */
#include "unit/unit_test.h"

#include <stdio.h>

#include "bgmusic/base/prefix_index.h"

static void finds_the_longest_first(void **state)
{
    (void)state;
    static struct prefix_index index;
    static const char *const words[] = {"a", "drum", "drums", "dr", "drum and bass", "鼓", "鼓点", "drum", "zzz"};
    for (size_t i = 0; i < COUNT(words); i++)
        prefix_index_add(&index, words[i], strlen(words[i]));
    prefix_index_sort(&index);
    static const struct {
        const char *text, *numbers;
    } rows[] = {
        {"drum and bass", " 4 1 7 3"}, {"drums", " 2 1 7 3"}, {"drab", " 3"},   {"d", ""},  {"", ""}, {"a", " 0"},
        {"鼓点响一点", " 6 5"},        {"鼓", " 5"},          {"\xe9\xbc", ""}, {"zz", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct prefix_walk walk = {.text = rows[i].text};
        char found[64] = "";
        size_t number, length, used = 0;
        while (prefix_index_next(&index, &walk, &number, &length)) {
            CHECK_ROW(length == strlen(words[number]), i, rows[i].text);
            used += (size_t)snprintf(found + used, sizeof found - used, " %zu", number);
        }
        CHECK_ROW(strcmp(found, rows[i].numbers) == 0, i, found);
    }
    prefix_index_release(&index);
}

/* So many words that lists are shared: each is found, at its own place, and what was never added is not. */
static void finds_each_of_many(void **state)
{
    (void)state;
    enum { WORDS = 40000 };
    static struct prefix_index index;
    static char words[WORDS][8];
    for (size_t i = 0; i < WORDS; i++) {
        snprintf(words[i], sizeof words[i], "%zx", i * 7);
        prefix_index_add(&index, words[i], strlen(words[i]));
    }
    prefix_index_sort(&index);
    for (size_t i = 0; i < (size_t)WORDS * 7; i++) {
        char text[16];
        snprintf(text, sizeof text, "%zx", i);
        struct prefix_walk walk = {.text = text};
        size_t number = WORDS, length = 0;
        bool whole = prefix_index_next(&index, &walk, &number, &length) && length == strlen(text);
        assert_int_equal(whole, i % 7 == 0);
        if (whole)
            assert_int_equal(number, i / 7);
    }
    prefix_index_release(&index);
}

static void is_empty(void **state)
{
    (void)state;
    static struct prefix_index index;
    prefix_index_sort(&index);
    struct prefix_walk walk = {.text = "drums"};
    size_t number, length;
    assert_false(prefix_index_next(&index, &walk, &number, &length));
    prefix_index_release(&index);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_longest_first),
        cmocka_unit_test(finds_each_of_many),
        cmocka_unit_test(is_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
