/* A fingerprint of bytes, 128 bits: tells whether a file is the one that was seen before. Fast (it reads at the speed
 * of memory), for accidents only: who wants to can make two files with one fingerprint, so it protects nothing.
 *
 *     struct content_hash hash;
 *     content_hash_init(&hash);
 *     content_hash_add(&hash, bytes, length);            in any pieces: the result is the same
 *     content_hash_finish(&hash, digits);                32 hexadecimal digits
 *
 * Four lanes of 64 bits, each mixed by the folded product of a 64 x 64 bit multiplication, as in the family of
 * Wang Yi's "wyhash"; constants are the digits of pi. */
#ifndef BGMUSIC_BASE_CONTENT_HASH_H
#define BGMUSIC_BASE_CONTENT_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/error.h"

enum { CONTENT_HASH_SIZE = 33 };

struct content_hash {
    uint64_t lanes[4];
    uint64_t length;
    unsigned char rest[32]; /* what does not fill a block yet */
    size_t rest_length;
};

void content_hash_init(struct content_hash *hash);
void content_hash_add(struct content_hash *hash, const void *bytes, size_t length);
void content_hash_finish(struct content_hash *hash, char digits[CONTENT_HASH_SIZE]);

/* Of a whole file. Ends early with BGM_INTERRUPTED when a signal asks to stop. */
enum bgm_status content_hash_file(const char *path, char digits[CONTENT_HASH_SIZE], struct bgm_error *err);

#endif
