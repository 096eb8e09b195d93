/* Chance: the generator's golden numbers, ranges, streams of their own. */
#include "unit/unit_test.h"

#include <math.h>

#include "bgmusic/base/random.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/uuid.h"

/* The published vector of xoshiro256** for the state 1, 2, 3, 4. */
static void the_published_vector(void **state)
{
    (void)state;
    static const uint64_t numbers[] = {11520,
                                       0,
                                       1509978240,
                                       UINT64_C(1215971899390074240),
                                       UINT64_C(1216172134540287360),
                                       UINT64_C(607988272756665600)};
    struct prng prng = {{1, 2, 3, 4}};
    for (size_t i = 0; i < COUNT(numbers); i++)
        assert_true(prng_next(&prng) == numbers[i]);
}

/* Computed by another program (Python) from the two algorithms' descriptions. */
static void golden_numbers(void **state)
{
    (void)state;
    static const struct {
        uint64_t seed, numbers[3];
    } rows[] = {
        {0, {0x99ec5f36cb75f2b4, 0xbf6e1f784956452a, 0x1a5f849d4933e6e0}},
        {1, {0xb3f2af6d0fc710c5, 0x853b559647364cea, 0x92f89756082a4514}},
        {42, {0x15780b2e0c2ec716, 0x6104d9866d113a7e, 0xae17533239e499a1}},
        {UINT64_MAX, {0x8f5520d52a7ead08, 0xc476a018caa1802d, 0x81de31c0d260469e}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct prng prng;
        prng_init(&prng, rows[i].seed);
        for (size_t k = 0; k < 3; k++)
            assert_true(prng_next(&prng) == rows[i].numbers[k]);
    }
    struct prng melody, drums;
    prng_init_labelled(&melody, 42, "melody");
    prng_init_labelled(&drums, 42, "drums");
    assert_true(prng_next(&melody) == UINT64_C(0x90c473a993148e08));
    assert_true(prng_next(&melody) == UINT64_C(0x3b86ba14f1705b59));
    assert_true(prng_next(&drums) == UINT64_C(0xa78161579e8cd382));
}

static void ranges(void **state)
{
    (void)state;
    struct prng prng;
    prng_init(&prng, 7);
    int seen[6] = {0};
    double sum = 0, squares = 0;
    enum { DRAWS = 20000 };
    for (int i = 0; i < DRAWS; i++) {
        double unit = prng_unit(&prng), gauss = prng_gauss(&prng);
        assert_true(unit >= 0 && unit < 1);
        assert_true(fabs(gauss) <= 6);
        sum += gauss;
        squares += gauss * gauss;
        int number = prng_between(&prng, -2, 3);
        assert_in_range(number + 2, 0, 5);
        seen[number + 2]++;
        assert_int_equal(prng_between(&prng, 9, 9), 9);
    }
    for (int i = 0; i < 6; i++)
        assert_in_range(seen[i], DRAWS / 6 - 300, DRAWS / 6 + 300);
    assert_true(fabs(sum / DRAWS) < 0.05);
    assert_true(fabs(squares / DRAWS - 1) < 0.05);
}

static void the_widest_range(void **state)
{
    (void)state;
    struct prng prng;
    prng_init(&prng, 8);
    int negative = 0;
    for (int i = 0; i < 1000; i++)
        negative += prng_between(&prng, INT32_MIN, INT32_MAX) < 0;
    assert_in_range(negative, 400, 600);
    for (int i = 0; i < 100; i++)
        assert_true(prng_between(&prng, 0, INT32_MAX) >= 0);
}

static void weights(void **state)
{
    (void)state;
    static const double weights_table[] = {0, 1, 0, 3, 0};
    struct prng prng;
    prng_init(&prng, 9);
    int seen[5] = {0};
    for (int i = 0; i < 8000; i++)
        seen[prng_choose(&prng, weights_table, 5)]++;
    assert_int_equal(seen[0] + seen[2] + seen[4], 0);
    assert_in_range(seen[1], 1800, 2200);
}

static void counting_bytes(void *bytes, size_t length)
{
    static unsigned char next;
    for (size_t i = 0; i < length; i++)
        ((unsigned char *)bytes)[i] = next++;
}

static void the_source_can_be_replaced(void **state)
{
    (void)state;
    char text[20];
    random_replace(counting_bytes);
    random_hex(text, 18);
    random_replace(NULL);
    assert_string_equal(text, "0123456789abcdef01");
    random_hex(text, 0);
    assert_string_equal(text, "");
    unsigned char a[600] = {0}, b[600] = {0};
    random_bytes(a, sizeof a); /* more than the system gives at once */
    random_bytes(b, sizeof b);
    assert_memory_not_equal(a, b, sizeof a);
    assert_memory_not_equal(a + 512, b + 512, 88);
}

static void uuids(void **state)
{
    (void)state;
    char a[UUID_TEXT_SIZE], b[UUID_TEXT_SIZE];
    uuid_text(a);
    uuid_text(b);
    assert_string_not_equal(a, b);
    assert_int_equal(strlen(a), 36);
    assert_int_equal(strspn(a, "0123456789abcdef-"), 36);
    assert_int_equal(a[14], '4'); /* version */
    assert_non_null(strchr("89ab", a[19]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_vector),
        cmocka_unit_test(golden_numbers),
        cmocka_unit_test(ranges),
        cmocka_unit_test(the_widest_range),
        cmocka_unit_test(weights),
        cmocka_unit_test(the_source_can_be_replaced),
        cmocka_unit_test(uuids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
