/* What the fuzz targets share. A target is one file fuzz_SUBJECT.c with one LLVMFuzzerTestOneInput(): it gives the
 * bytes to one subject of the program and says what must hold for whatever they are.
 *
 * libFuzzer drives it (`make fuzz`), or replay.c, which gives it the saved inputs (`make fuzz-replay`, part of
 * `make check`, any compiler). A target is deterministic: where it needs chance (cuts, sizes) it takes it from the
 * input, so that a saved input does the same every time. */
#ifndef BGMUSIC_TESTS_FUZZ_H
#define BGMUSIC_TESTS_FUZZ_H

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/error.h"
#include "bgmusic/base/random.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

enum { FUZZ_ROOM_BYTES = 64 * 1024 * 1024 }; /* ceiling of a target's own buffers */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold; the sentence is what a reader of a finding sees first. */
#define PROPERTY(holds, sentence)                                                              \
    do {                                                                                       \
        if (!(holds)) {                                                                        \
            fprintf(stderr, "%s:%d: broken: %s (%s)\n", __FILE__, __LINE__, sentence, #holds); \
            abort();                                                                           \
        }                                                                                      \
    } while (0)

/* The input as text of exactly its size, so that a sanitizer sees a read past its end; free() it. */
static inline char *fuzz_text(const uint8_t *data, size_t size)
{
    return xstrndup((const char *)data, strnlen((const char *)data, size));
}

/* Cuts `*rest` at its next newline: the line, NUL-terminated, in place; `*rest` NULL behind the last one. */
static inline char *fuzz_line(char **rest)
{
    char *line = *rest;
    if (line == NULL)
        return NULL;
    char *end = strchr(line, '\n');
    if (end != NULL)
        *end++ = '\0';
    *rest = end;
    return line;
}

static inline void fuzz_chance(struct prng *prng, const uint8_t *data, size_t size)
{
    prng_init(prng, text_hash(data, size, TEXT_HASH_INIT));
}

/* Three ways to hand bytes to a push parser: whole, one by one, in pieces of chance length. */
enum fuzz_cut { FUZZ_WHOLE, FUZZ_BYTES, FUZZ_PIECES, FUZZ_CUTS };

static inline size_t fuzz_piece(enum fuzz_cut cut, struct prng *prng, size_t left)
{
    size_t length = cut == FUZZ_WHOLE   ? left
                    : cut == FUZZ_BYTES ? 1
                                        : (size_t)prng_between(prng, 1, 1 << prng_between(prng, 0, 8));
    return length < left ? length : left;
}

/* Is it whole UTF-8 without anything that drives a terminal, newline and tab apart? */
static inline bool fuzz_is_shown(const char *text, size_t length)
{
    for (size_t i = 0; i < length;) {
        uint32_t c = 0;
        size_t used = text_decode_utf8(text + i, length - i, &c);
        if (used == 0 || (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c <= 0x9f) ||
            (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
            return false;
        i += used;
    }
    return true;
}

/* Is a token still to be read: letters or digits behind what a token begins with? */
static inline bool fuzz_has_secret(const char *text)
{
    static const char *const starts[] = {"nmv_usr_", "clm_", "bearer "};
    for (size_t k = 0; k < COUNT(starts); k++) {
        for (const char *at = text; (at = text_find_ignore_case(at, starts[k])) != NULL;) {
            at += strlen(starts[k]);
            if (isalnum((unsigned char)*at))
                return true;
        }
    }
    return false;
}

/* A failure that can be shown: the status that was returned, and a sentence. */
static inline bool fuzz_is_told(const struct bgm_error *err, enum bgm_status status)
{
    return status != BGM_OK && err->status == status && !text_is_blank(err->message);
}

#endif
