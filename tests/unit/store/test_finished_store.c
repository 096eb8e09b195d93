/* What was made: kept by output, whole, with all digits. */
#include "unit/store/store_scratch.h"

#include "bgmusic/store/finished_store.h"

static void round_trip(void **state)
{
    struct store *store = &((struct scratch *)*state)->store;
    static const char *const outputs[] = {"/out/a-music.mp4", "/out/b-music.mp4", "/out/\xff odd \"name\".mp4"};
    for (size_t i = 0; i < COUNT(outputs); i++) {
        struct finished made = {
            .output = xstrdup(outputs[i]),
            .output_bytes = 5000000000 + (int64_t)i,
            .output_mtime_ns = INT64_C(1773792000123456789) + (int64_t)i,
            .input = xstrdup("/in/a.mp4"),
            .input_identity = xstrdup("1:2:3:4"),
            .input_hash = xstrdup("abcd"),
            .fingerprint = xstrdup("ef01"),
        };
        assert_int_equal(finished_store_put(store, &made, NULL), BGM_OK);
        finished_release(&made);
        finished_release(&made);
    }
    for (size_t i = 0; i < COUNT(outputs); i++) {
        struct finished back;
        assert_int_equal(finished_store_get(store, outputs[i], &back, NULL), BGM_OK);
        assert_string_equal(back.output, outputs[i]);
        assert_int_equal(back.output_bytes, 5000000000 + (int64_t)i);
        assert_true(back.output_mtime_ns == INT64_C(1773792000123456789) + (int64_t)i);
        assert_string_equal(back.input_identity, "1:2:3:4");
        assert_string_equal(back.input_hash, "abcd");
        assert_string_equal(back.fingerprint, "ef01");
        finished_release(&back);
    }
    struct finished none;
    assert_int_equal(finished_store_get(store, "/out/c-music.mp4", &none, NULL), BGM_NOT_FOUND);
    finished_release(&none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(round_trip, store_setup, store_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
