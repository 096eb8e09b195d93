/* A fingerprint of bytes: tells whether a file is the one that was seen before. XXH3-128 of xxHash, so it reads at the
 * speed of memory, and is for accidents only: who wants to can make two files with one fingerprint, so it protects
 * nothing.
 *
 * Written as CONTENT_HASH_MARK and 32 hexadecimal digits, those that `xxh128sum` shows. The mark tells it from what
 * another function made. */
#ifndef BGMUSIC_BASE_CONTENT_HASH_H
#define BGMUSIC_BASE_CONTENT_HASH_H

#include <stddef.h>

#include "bgmusic/base/error.h"

#define CONTENT_HASH_MARK "xxh3:"
enum { CONTENT_HASH_SIZE = sizeof CONTENT_HASH_MARK + 32 };

void content_hash_bytes(const void *bytes, size_t length, char digits[CONTENT_HASH_SIZE]);

/* Of a whole file; BGM_INPUT when it cannot be read. Ends early with BGM_INTERRUPTED when a signal asks to stop. */
enum bgm_status content_hash_file(const char *path, char digits[CONTENT_HASH_SIZE], struct bgm_error *err);

#endif
