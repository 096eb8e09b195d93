/* Fingerprints as they were: four lanes of 64 bits, each mixed by the folded product of a 64 x 64 bit multiplication,
 * over the wishes that there were. */
#include "old_fingerprint.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/app/add_music.h"
#include "bgmusic/base/content_hash.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

enum { BLOCK_BYTES = 32, PIECE_BYTES = 256 * 1024, OLD_DIGITS_SIZE = 33 };

struct old_hash {
    uint64_t lanes[4];
    uint64_t length;
    unsigned char rest[BLOCK_BYTES]; /* what does not fill a block yet */
    size_t rest_length;
};

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

static void take_block(struct old_hash *hash, const unsigned char *block)
{
    for (int i = 0; i < 4; i++) {
        uint64_t word = word_at(block + 8 * i);
        /* The word is added, too: a lane that is zero by chance must not swallow it. */
        hash->lanes[i] = fold(hash->lanes[i] ^ word, factors[i] ^ (hash->lanes[i] >> 29)) + word;
    }
}

static void hash_init(struct old_hash *hash)
{
    *hash = (struct old_hash){.lanes = {factors[3], factors[2], factors[1], factors[0]}};
}

static void hash_add(struct old_hash *hash, const void *bytes, size_t length)
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

static void hash_finish(struct old_hash *hash, char digits[OLD_DIGITS_SIZE])
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
    snprintf(digits, OLD_DIGITS_SIZE, "%016llx%016llx", (unsigned long long)halves[0], (unsigned long long)halves[1]);
}

static bool hash_file(const char *path, char digits[OLD_DIGITS_SIZE])
{
    int fd;
    if (file_open_plain(path, &fd, NULL) != BGM_OK)
        return false;
    char *piece = xmalloc(PIECE_BYTES);
    struct old_hash hash;
    hash_init(&hash);
    ssize_t got = 1;
    while (got != 0 && !interrupt_requested()) {
        got = read(fd, piece, PIECE_BYTES);
        if (got < 0 && errno != EINTR)
            break;
        if (got > 0)
            hash_add(&hash, piece, (size_t)got);
    }
    hash_finish(&hash, digits);
    free(piece);
    close(fd);
    return got == 0;
}

static void add_text(struct old_hash *hash, const char *name, const char *value)
{
    hash_add(hash, name, strlen(name) + 1);
    if (value != NULL)
        hash_add(hash, value, strlen(value));
    hash_add(hash, value != NULL ? "\1" : "\2", 1);
}

static void add_number(struct old_hash *hash, const char *name, int64_t value)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%lld", (long long)value);
    add_text(hash, name, digits);
}

/* What came later is part of no old fingerprint. */
static bool wishes_are_old(const struct add_request *request)
{
    const struct music_wishes *wishes = &request->music.wishes;
    return request->beats_path == NULL && wishes->original_percent == MUSIC_UNSET &&
           wishes->audio_track == MUSIC_UNSET && wishes->music_start_ms == MUSIC_UNSET && wishes->bpm == MUSIC_UNSET &&
           wishes->key == NULL && wishes->markers == NULL && !wishes->copy_picture && !wishes->compatible &&
           !wishes->strict;
}

bool old_fingerprint_matches(const struct add_request *request, const char *engine, const char *fingerprint)
{
    const struct music_request *music = &request->music;
    const struct music_wishes *wishes = &music->wishes;
    char video[OLD_DIGITS_SIZE], track[OLD_DIGITS_SIZE], digits[OLD_DIGITS_SIZE];
    if (fingerprint == NULL || text_starts_with(fingerprint, CONTENT_HASH_MARK) || !wishes_are_old(request) ||
        !hash_file(request->input, video) || (request->music_path != NULL && !hash_file(request->music_path, track)))
        return false;
    struct old_hash hash;
    hash_init(&hash);
    add_text(&hash, "video", video);
    add_text(&hash, "track", request->music_path != NULL ? track : NULL);
    add_text(&hash, "engine", engine);
    const char *prompt = music->prompt != NULL ? music->prompt : MUSIC_DEFAULT_PROMPT;
    add_text(&hash, "prompt", request->music_path == NULL ? prompt : NULL);
    add_number(&hash, "volume", wishes->volume_percent);
    add_number(&hash, "fade-in", wishes->fade_in_ms);
    add_number(&hash, "fade-out", wishes->fade_out_ms);
    add_number(&hash, "from", wishes->from_ms);
    add_number(&hash, "to", wishes->to_ms);
    add_number(&hash, "no-duck", wishes->no_duck);
    add_number(&hash, "duck", wishes->duck_lu);
    add_number(&hash, "sync", wishes->sync != NULL);
    add_number(&hash, "replace-audio", wishes->replace_audio);
    add_text(&hash, "title", wishes->title);
    add_text(&hash, "loudness", wishes->loudness);
    add_number(&hash, "seed", wishes->seed);
    add_number(&hash, "sound-only", request->sound_only);
    add_text(&hash, "stems", request->stems_folder);
    add_text(&hash, "midi", request->midi_path);
    hash_finish(&hash, digits);
    return text_equal(digits, fingerprint);
}
