/* The fingerprint of bytes is XXH3-128 as everybody else's, with a mark before it; a file's is that of its bytes. */
#include "unit/unit_test.h"

#include "bgmusic/base/content_hash.h"

/* What `xxh128sum` of xxHash 0.8 says. */
static void is_that_of_xxhash(void **state)
{
    (void)state;
    static const struct {
        const char *text, *digits;
    } rows[] = {
        {"", "xxh3:99aa06d3014798d86001c324468d497f"},
        {"video", "xxh3:6ca361f2c4d16a8d74a653228b033fff"},
        {"abc", "xxh3:06b05ab6733a618578af5f94892f3950"},
    };
    char digits[CONTENT_HASH_SIZE];
    for (size_t i = 0; i < COUNT(rows); i++) {
        content_hash_bytes(rows[i].text, strlen(rows[i].text), digits);
        assert_string_equal(digits, rows[i].digits);
    }
}

static void of_a_file(void **state)
{
    char *path = path_join(*state, "file"), digits[CONTENT_HASH_SIZE], wanted[CONTENT_HASH_SIZE];
    size_t length = 700001; /* several pieces, the last one not whole */
    unsigned char *bytes = xcalloc(1, length);
    struct bgm_error err = BGM_ERROR_INIT;
    bytes[length - 1] = 1;
    assert_int_equal(file_write(path, 0600, bytes, length, NULL), BGM_OK);
    assert_int_equal(content_hash_file(path, digits, &err), BGM_OK);
    content_hash_bytes(bytes, length, wanted);
    assert_string_equal(digits, wanted);
    unlink(path);
    assert_int_equal(content_hash_file(path, digits, &err), BGM_INPUT);
    assert_string_equal(digits, ""); /* half a file has no fingerprint */
    free(bytes);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_that_of_xxhash),
        cmocka_unit_test_setup_teardown(of_a_file, scratch_setup, scratch_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
