/* The fingerprint of bytes: the same in any pieces, another one after any change. */
#include "unit/unit_test.h"

#include "bgmusic/base/content_hash.h"
#include "bgmusic/base/random.h"

static void hash_pieces(const unsigned char *bytes, size_t length, size_t piece, char digits[CONTENT_HASH_SIZE])
{
    struct content_hash hash;
    content_hash_init(&hash);
    for (size_t at = 0; at < length; at += piece)
        content_hash_add(&hash, bytes + at, length - at < piece ? length - at : piece);
    content_hash_finish(&hash, digits);
}

static void in_any_pieces_the_same(void **state)
{
    (void)state;
    unsigned char bytes[200];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * 7);
    for (size_t length = 0; length <= sizeof bytes; length++) {
        char whole[CONTENT_HASH_SIZE], cut[CONTENT_HASH_SIZE];
        hash_pieces(bytes, length, sizeof bytes, whole);
        assert_int_equal(strlen(whole), 32);
        for (size_t piece = 1; piece < 70; piece++) {
            hash_pieces(bytes, length, piece, cut);
            assert_string_equal(cut, whole);
        }
    }
}

/* Every bit of the input turns about half of the bits of the result, and no two lengths of zeros are alike. */
static void any_change_shows(void **state)
{
    (void)state;
    unsigned char bytes[100] = {0};
    char first[CONTENT_HASH_SIZE], other[CONTENT_HASH_SIZE];
    hash_pieces(bytes, sizeof bytes, 100, first);
    for (size_t bit = 0; bit < 8 * sizeof bytes; bit++) {
        bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
        hash_pieces(bytes, sizeof bytes, 100, other);
        bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
        int same = 0;
        for (int i = 0; i < 32; i++)
            same += first[i] == other[i];
        if (same > 10) /* two of 32 digits are alike by chance; ten are not, in 800 tries */
            fail_msg("bit %zu: %s and %s", bit, first, other);
    }
    char seen[101][CONTENT_HASH_SIZE];
    for (size_t length = 0; length <= 100; length++) {
        hash_pieces(bytes, length, 100, seen[length]);
        for (size_t i = 0; i < length; i++)
            assert_string_not_equal(seen[i], seen[length]);
    }
}

static void blocks_in_another_order_show(void **state)
{
    (void)state;
    unsigned char bytes[128];
    char first[CONTENT_HASH_SIZE], other[CONTENT_HASH_SIZE];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i / 8);
    hash_pieces(bytes, sizeof bytes, 128, first);
    for (size_t i = 0; i < 16; i++) {
        for (size_t k = i + 1; k < 16; k++) {
            unsigned char swapped[128];
            memcpy(swapped, bytes, sizeof swapped);
            memcpy(swapped + 8 * i, bytes + 8 * k, 8);
            memcpy(swapped + 8 * k, bytes + 8 * i, 8);
            hash_pieces(swapped, sizeof swapped, 128, other);
            assert_string_not_equal(first, other);
        }
    }
}

static void of_a_file(void **state)
{
    char *path = path_join(*state, "file"), digits[CONTENT_HASH_SIZE], wanted[CONTENT_HASH_SIZE];
    size_t length = 700001;
    unsigned char *bytes = xcalloc(1, length);
    struct bgm_error err = BGM_ERROR_INIT;
    bytes[length - 1] = 1;
    assert_int_equal(file_write(path, 0600, bytes, length, NULL), BGM_OK);
    assert_int_equal(content_hash_file(path, digits, &err), BGM_OK);
    hash_pieces(bytes, length, length, wanted);
    assert_string_equal(digits, wanted);
    unlink(path);
    assert_int_equal(content_hash_file(path, digits, &err), BGM_INPUT);
    free(bytes);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_any_pieces_the_same),
        cmocka_unit_test(any_change_shows),
        cmocka_unit_test(blocks_in_another_order_show),
        cmocka_unit_test_setup_teardown(of_a_file, scratch_setup, scratch_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
