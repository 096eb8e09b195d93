/* Which of the accepted kinds a file is, by its first bytes. */
#include "bgmusic/engine/media_signature.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"

struct signature {
    const char *kind;
    size_t offset;
    const char *bytes;
    size_t length;
    const char *second; /* four bytes at offset 8, NULL: none */
};

static const struct signature signatures[] = {
    {"mp4", 4, "ftyp", 4, NULL},
    {"mp4", 4, "moov", 4, NULL}, /* QuickTime files of old begin with any of these atoms */
    {"mp4", 4, "mdat", 4, NULL},
    {"mp4", 4, "wide", 4, NULL},
    {"mp4", 4, "free", 4, NULL},
    {"mp4", 4, "skip", 4, NULL},
    {"mp4", 4, "pnot", 4, NULL},
    {"webm", 0, "\x1a\x45\xdf\xa3", 4, NULL},
    {"avi", 0, "RIFF", 4, "AVI "},
    {"wav", 0, "RIFF", 4, "WAVE"},
    {"wav", 0, "RF64", 4, "WAVE"},
    {"webp", 0, "RIFF", 4, "WEBP"},
    {"jpg", 0, "\xff\xd8\xff", 3, NULL},
    {"png", 0, "\x89PNG\r\n\x1a\n", 8, NULL},
    {"gif", 0, "GIF87a", 6, NULL},
    {"gif", 0, "GIF89a", 6, NULL},
    {"mp3", 0, "ID3", 3, NULL},
};

const char *media_signature(const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < sizeof signatures / sizeof signatures[0]; i++) {
        const struct signature *row = &signatures[i];
        if (length < row->offset + row->length ||
            memcmp(bytes + row->offset, row->bytes, row->length) != 0)
            continue;
        if (row->second == NULL || (length >= 12 && memcmp(bytes + 8, row->second, 4) == 0))
            return row->kind;
    }
    /* MPEG audio frames: eleven set bits, then version and layer; layer 0 is ADTS, which is AAC. */
    if (length >= 2 && bytes[0] == 0xff && (bytes[1] & 0xf6) == 0xf0)
        return "aac";
    if (length >= 2 && bytes[0] == 0xff && (bytes[1] & 0xe0) == 0xe0 && (bytes[1] & 0x06) != 0)
        return "mp3";
    return NULL;
}

void media_clean_name(const char *client_name, char *place, size_t size)
{
    const char *name = client_name;
    for (const char *at = client_name; *at != '\0'; at++) {
        if (*at == '/' || *at == '\\')
            name = at + 1;
    }
    struct buf clean;
    buf_init(&clean, 4096);
    size_t left = strlen(name);
    for (const char *at = name; left > 0;) {
        uint32_t code_point = 0;
        size_t used = text_decode_utf8(at, left, &code_point);
        /* No controls, and no bidirectional ones either: a name must not read as another one. */
        bool good = used > 0 && code_point >= 0x20 && !(code_point >= 0x7f && code_point < 0xa0) &&
                    !(code_point >= 0x202a && code_point <= 0x202e) &&
                    !(code_point >= 0x2066 && code_point <= 0x2069);
        if (good)
            buf_append(&clean, at, used);
        used = used > 0 ? used : 1;
        at += used;
        left -= used;
    }
    /* Trimmed before it is cut: of "          a" the blanks alone could be left. */
    if (clean.length > 0)
        text_trim(clean.bytes);
    bool empty = clean.bytes[0] == '\0' || strcmp(clean.bytes, ".") == 0 ||
                 strcmp(clean.bytes, "..") == 0;
    snprintf(place, size, "%s", empty ? "file" : clean.bytes);
    text_cut_partial_character(place);
    buf_release(&clean);
}
