/* What a client calls a file, made harmless. */
#include "media_name.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"

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
                    !(code_point >= 0x202a && code_point <= 0x202e) && !(code_point >= 0x2066 && code_point <= 0x2069);
        if (good)
            buf_append(&clean, at, used);
        used = used > 0 ? used : 1;
        at += used;
        left -= used;
    }
    /* Trimmed before it is cut: of "          a" the blanks alone could be left. */
    if (clean.length > 0)
        text_trim(clean.bytes);
    bool empty = clean.bytes[0] == '\0' || strcmp(clean.bytes, ".") == 0 || strcmp(clean.bytes, "..") == 0;
    snprintf(place, size, "%s", empty ? "file" : clean.bytes);
    text_cut_partial_character(place);
    buf_release(&clean);
}
