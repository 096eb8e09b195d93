/* A fast fingerprint of bytes. */
#include "bgmusic/base/content_hash.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/xalloc.h"

enum { BLOCK_BYTES = 32, PIECE_BYTES = 256 * 1024 };

/* The first 64-bit words of pi's fraction in binary (as in Blowfish's tables), made odd: an even factor loses a bit. */
static const uint64_t factors[4] = {
    UINT64_C(0x243f6a8885a308d3),
    UINT64_C(0x13198a2e03707345),
    UINT64_C(0xa4093822299f31d1),
    UINT64_C(0x082efa98ec4e6c89),
};

static uint64_t fold(uint64_t a, uint64_t b)
{
    /* In halves: a 128-bit type is not standard C. */
    uint64_t a_low = (uint32_t)a, a_high = a >> 32, b_low = (uint32_t)b, b_high = b >> 32;
    uint64_t low = a_low * b_low, mid1 = a_high * b_low, mid2 = a_low * b_high, high = a_high * b_high;
    uint64_t carry = (low >> 32) + (uint32_t)mid1 + (uint32_t)mid2;
    return ((carry << 32) | (uint32_t)low) ^ (high + (mid1 >> 32) + (mid2 >> 32) + (carry >> 32));
}

static uint64_t word_at(const unsigned char *bytes)
{
    uint64_t word = 0;
    for (int i = 7; i >= 0; i--)
        word = word << 8 | bytes[i];
    return word;
}

static void take_block(struct content_hash *hash, const unsigned char *block)
{
    for (int i = 0; i < 4; i++) {
        uint64_t word = word_at(block + 8 * i);
        /* The word is added, too: a lane that is zero by chance must not swallow it. */
        hash->lanes[i] = fold(hash->lanes[i] ^ word, factors[i] ^ (hash->lanes[i] >> 29)) + word;
    }
}

void content_hash_init(struct content_hash *hash)
{
    *hash = (struct content_hash){.lanes = {factors[3], factors[2], factors[1], factors[0]}};
}

void content_hash_add(struct content_hash *hash, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    hash->length += length;
    if (hash->rest_length > 0) {
        size_t room = BLOCK_BYTES - hash->rest_length, piece = length < room ? length : room;
        memcpy(hash->rest + hash->rest_length, at, piece);
        hash->rest_length += piece;
        at += piece;
        length -= piece;
        if (hash->rest_length < BLOCK_BYTES)
            return;
        take_block(hash, hash->rest);
        hash->rest_length = 0;
    }
    for (; length >= BLOCK_BYTES; at += BLOCK_BYTES, length -= BLOCK_BYTES)
        take_block(hash, at);
    if (length > 0)
        memcpy(hash->rest, at, length);
    hash->rest_length = length;
}

void content_hash_finish(struct content_hash *hash, char digits[CONTENT_HASH_SIZE])
{
    memset(hash->rest + hash->rest_length, 0, BLOCK_BYTES - hash->rest_length);
    take_block(hash, hash->rest);
    uint64_t halves[2] = {hash->length, ~hash->length};
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 4; i++) {
            halves[0] = fold(halves[0] ^ hash->lanes[i], factors[i]) + halves[1];
            halves[1] = fold(halves[1] ^ hash->lanes[3 - i], factors[i]) + halves[0];
        }
    }
    snprintf(digits, CONTENT_HASH_SIZE, "%016llx%016llx", (unsigned long long)halves[0], (unsigned long long)halves[1]);
}

enum bgm_status content_hash_file(const char *path, char digits[CONTENT_HASH_SIZE], struct bgm_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return bgm_fail(err, BGM_INPUT, "cannot read \"%s\": %s", path, strerror(errno));
    enum bgm_status status = BGM_OK;
    char *piece = xmalloc(PIECE_BYTES);
    struct content_hash hash;
    content_hash_init(&hash);
    for (;;) {
        if (interrupt_requested()) {
            status = bgm_fail(err, BGM_INTERRUPTED, "interrupted");
            break;
        }
        ssize_t got = read(fd, piece, PIECE_BYTES);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            status = bgm_fail(err, BGM_INPUT, "cannot read \"%s\": %s", path, strerror(errno));
        if (got <= 0)
            break;
        content_hash_add(&hash, piece, (size_t)got);
    }
    content_hash_finish(&hash, digits);
    free(piece);
    close(fd);
    return status;
}
