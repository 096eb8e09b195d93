/* Looks at both ends of a file. */
#include "media_ending.h"

#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/media_kind.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

enum { END_BYTES = 66 * 1024, MOST_RIFF_CHUNKS = 4096 }; /* a page of Ogg is 65 307 bytes at most */

struct ends {
    int fd;
    uint64_t size;
    size_t length; /* of head and tail, which are the same in a small file */
    unsigned char head[END_BYTES], tail[END_BYTES];
};

static uint64_t big(const unsigned char *at, size_t bytes)
{
    uint64_t value = 0;
    for (size_t i = 0; i < bytes; i++)
        value = value << 8 | at[i];
    return value;
}

static uint64_t little(const unsigned char *at, size_t bytes)
{
    uint64_t value = 0;
    for (size_t i = bytes; i > 0; i--)
        value = value << 8 | at[i - 1];
    return value;
}

/* RIFF: the chunk's size is the rest of the file, or of 1 GB of it, behind which another chunk follows. Sizes that a
 * crash left at 0 or full of ones say nothing. */
static bool riff_ends_early(const struct ends *ends)
{
    uint64_t at = 0;
    unsigned char head[8];
    for (int i = 0; i < MOST_RIFF_CHUNKS && at + sizeof head <= ends->size; i++) {
        if (pread(ends->fd, head, sizeof head, (off_t)at) != (ssize_t)sizeof head || memcmp(head, "RIFF", 4) != 0)
            return false;
        uint64_t length = little(head + 4, 4);
        if (length == 0 || length >= UINT32_MAX - 1)
            return false;
        at += 8 + length + length % 2;
        if (at > ends->size + 1)
            return true;
    }
    return false;
}

/* A number of EBML: the leading bit tells its length (RFC 8794). `*bytes` 0: none; all ones is "unknown". */
static uint64_t ebml_size(const unsigned char *at, size_t room, size_t *bytes)
{
    size_t length = 1;
    *bytes = 0;
    if (room == 0 || at[0] == 0)
        return 0;
    while ((at[0] & 0x80 >> (length - 1)) == 0)
        length++;
    if (length > room)
        return 0;
    *bytes = length;
    uint64_t mask = (UINT64_C(1) << 7 * length) - 1, value = big(at, length) & mask;
    return value == mask ? UINT64_MAX : value;
}

static bool matroska_ends_early(const struct ends *ends)
{
    size_t bytes;
    uint64_t header = ebml_size(ends->head + 4, ends->length > 4 ? ends->length - 4 : 0, &bytes);
    if (bytes == 0 || header > ends->length)
        return false;
    uint64_t at = 4 + bytes + header;
    if (at + 12 > ends->length || big(ends->head + at, 4) != 0x18538067)
        return false;
    uint64_t segment = ebml_size(ends->head + at + 4, 8, &bytes);
    return bytes > 0 && segment != UINT64_MAX && segment > ends->size - at - 4 - bytes;
}

/* The distance of the packets shows in the head, the end in what is left of the last one. */
static bool transport_ends_early(const struct ends *ends)
{
    size_t skip, step = media_transport_packet(ends->head, ends->length, &skip);
    size_t ahead = step == 192 ? 4 : 0; /* cameras' time stamps stand ahead of the packets */
    return step > 0 && (ends->size + ahead - skip) % step != 0;
}

static bool ogg_ends_early(const struct ends *ends)
{
    enum { HEAD = 27, IS_LAST = 4 };
    if (ends->length < HEAD)
        return false;
    for (size_t at = ends->length - HEAD + 1; at > 0; at--) {
        const unsigned char *page = ends->tail + at - 1;
        size_t room = ends->length - (at - 1), segments = page[26], length = HEAD + segments;
        if (memcmp(page, "OggS", 4) != 0 || page[4] != 0)
            continue;
        if (length > room)
            return true;
        for (size_t i = 0; i < segments; i++)
            length += page[HEAD + i];
        return length > room || (page[5] & IS_LAST) == 0;
    }
    return true; /* less than the head of a page behind the last whole one, or no page at all */
}

static bool flv_ends_early(const struct ends *ends)
{
    enum { TAG_HEAD = 11 };
    if (ends->length < TAG_HEAD + 4)
        return false;
    uint64_t length = big(ends->tail + ends->length - 4, 4);
    if (length < TAG_HEAD || length > ends->size - 4)
        return true;
    unsigned char tag[4];
    if (pread(ends->fd, tag, sizeof tag, (off_t)(ends->size - 4 - length)) != (ssize_t)sizeof tag)
        return true;
    int kind = tag[0] & 0x1f; /* sound, picture, script */
    return (kind != 8 && kind != 9 && kind != 18) || big(tag + 1, 3) + TAG_HEAD != length;
}

/* The properties hold the size of the file, and a flag that it was broadcast, and so nobody knew. */
static bool asf_ends_early(const struct ends *ends)
{
    static const unsigned char properties[] = {0xa1, 0xdc, 0xab, 0x8c, 0x47, 0xa9, 0xcf, 0x11,
                                               0x8e, 0xe4, 0,    0xc0, 0x0c, 0x20, 0x53, 0x65};
    enum { SIZE_AT = 40, FLAGS_AT = 88, LENGTH = 104 };
    for (size_t at = 0; at + LENGTH <= ends->length; at++) {
        if (memcmp(ends->head + at, properties, sizeof properties) == 0)
            return (ends->head[at + FLAGS_AT] & 1) == 0 && little(ends->head + at + SIZE_AT, 8) > ends->size;
    }
    return false;
}

static bool mxf_ends_early(const struct ends *ends)
{
    enum { KEY = 16, FOOTER_AT = 24, MOST_PACKS = 10000 };
    size_t bytes = 1;
    if (ends->length < KEY + 9 + FOOTER_AT + 8)
        return false;
    if ((ends->head[KEY] & 0x80) != 0)
        bytes += ends->head[KEY] & 0x7f;
    uint64_t at = bytes <= 9 ? big(ends->head + KEY + bytes + FOOTER_AT, 8) : 0;
    if (at == 0 || at >= ends->size)
        return at != 0;
    /* From the footer on, packs of a key, a length and so many bytes (SMPTE 336). */
    for (int i = 0; i < MOST_PACKS && at < ends->size; i++) {
        unsigned char pack[KEY + 9] = {0};
        ssize_t got = pread(ends->fd, pack, sizeof pack, (off_t)at);
        if (got < KEY + 1)
            return true;
        if (memcmp(pack, "\x06\x0e\x2b\x34", 4) != 0)
            return false;
        bytes = pack[KEY] < 0x80 ? 1 : 1 + (size_t)(pack[KEY] & 0x7f);
        if (bytes > 9)
            return false;
        uint64_t length = bytes == 1 ? pack[KEY] : big(pack + KEY + 1, bytes - 1);
        if (length > ends->size - at)
            return true;
        at += KEY + bytes + length;
    }
    return at > ends->size;
}

/* ISO base media: a box that is known goes on behind the end of the file. What others append is none. */
static bool boxes_end_early(const struct ends *ends)
{
    static const char *const known[] = {"moov", "mdat", "moof", "sidx", "mfra", "styp", "ssix"};
    enum { MOST_BOXES = 100000 };
    unsigned char head[16];
    uint64_t at = 0;
    for (int i = 0; i < MOST_BOXES && at + 8 <= ends->size; i++) {
        ssize_t got = pread(ends->fd, head, sizeof head, (off_t)at);
        if (got < 8)
            return false;
        uint64_t size = big(head, 4);
        if (size == 1 && got == (ssize_t)sizeof head)
            size = big(head + 8, 8);
        if (size < 8) /* 0: to the end of the file */
            return false;
        if (size > ends->size - at) {
            for (size_t k = 0; k < COUNT(known); k++)
                if (memcmp(head + 4, known[k], 4) == 0)
                    return true;
            return false;
        }
        at += size;
    }
    return false;
}

/* GIF ends with its trailer, behind which some programs leave zeros. */
static bool gif_ends_early(const struct ends *ends)
{
    size_t length = ends->length;
    while (length > 0 && ends->tail[length - 1] == 0)
        length--;
    return length == 0 || ends->tail[length - 1] != 0x3b;
}

/* The last chunk of a PNG is empty: its length, IEND, its sum. */
static bool png_ends_early(const struct ends *ends)
{
    for (size_t at = ends->length; at >= 8; at--)
        if (memcmp(ends->tail + at - 8, "IEND", 4) == 0)
            return false;
    return true;
}

static bool judge(const struct ends *ends, const char *format)
{
    static const struct {
        const char *format;
        bool (*ends_early)(const struct ends *ends);
    } rows[] = {
        {"avi", riff_ends_early}, {"matroska", matroska_ends_early}, {"mpegts", transport_ends_early},
        {"ogg", ogg_ends_early},  {"flv", flv_ends_early},           {"asf", asf_ends_early},
        {"mxf", mxf_ends_early},  {"mov", boxes_end_early},          {"gif", gif_ends_early},
        {"apng", png_ends_early},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (text_starts_with(format, rows[i].format))
            return rows[i].ends_early(ends);
    }
    return false;
}

bool media_ends_early(const char *path, const char *format)
{
    int64_t size = file_size(path);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return false;
    struct ends *ends = size > 0 ? xmalloc(sizeof *ends) : NULL;
    bool early = false;
    if (ends != NULL) {
        ends->fd = fd;
        ends->size = (uint64_t)size;
        ends->length = size < END_BYTES ? (size_t)size : END_BYTES;
        early = pread(fd, ends->head, ends->length, 0) == (ssize_t)ends->length &&
                pread(fd, ends->tail, ends->length, (off_t)(ends->size - ends->length)) == (ssize_t)ends->length &&
                judge(ends, format);
    }
    free(ends);
    close(fd);
    return early;
}
