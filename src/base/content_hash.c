/* Fingerprints by libxxhash. */
#include "bgmusic/base/content_hash.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

#include "bgmusic/base/file.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/xalloc.h"

enum { PIECE_BYTES = 256 * 1024 };

static void write_digits(XXH128_hash_t hash, char digits[CONTENT_HASH_SIZE])
{
    snprintf(digits, CONTENT_HASH_SIZE, "%s%016llx%016llx", CONTENT_HASH_MARK, (unsigned long long)hash.high64,
             (unsigned long long)hash.low64);
}

void content_hash_bytes(const void *bytes, size_t length, char digits[CONTENT_HASH_SIZE])
{
    write_digits(XXH3_128bits(bytes, length), digits);
}

static enum bgm_status read_all(int fd, const char *path, XXH3_state_t *state, struct bgm_error *err)
{
    enum bgm_status status = BGM_OK;
    char *piece = xmalloc(PIECE_BYTES);
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
        XXH3_128bits_update(state, piece, (size_t)got);
    }
    free(piece);
    return status;
}

enum bgm_status content_hash_file(const char *path, char digits[CONTENT_HASH_SIZE], struct bgm_error *err)
{
    digits[0] = '\0';
    int fd;
    enum bgm_status status = file_open_plain(path, &fd, err);
    if (status == BGM_NOT_FOUND)
        status = bgm_fail(err, BGM_INPUT, "cannot read \"%s\": %s", path, strerror(ENOENT));
    if (status != BGM_OK)
        return status;
    XXH3_state_t *state = XXH3_createState();
    if (state == NULL || XXH3_128bits_reset(state) != XXH_OK)
        status = bgm_fail(err, BGM_FAILED, "not enough memory to read \"%s\"", path);
    else
        status = read_all(fd, path, state, err);
    if (status == BGM_OK)
        write_digits(XXH3_128bits_digest(state), digits);
    XXH3_freeState(state);
    close(fd);
    return status;
}
