/* Text: UTF-8 decoding, terminal columns, and stripping what must not reach a terminal. */
#include "bgmusic/base/text.h"

#include <locale.h>
#include <pthread.h>
#include <string.h>
#include <wchar.h>
#ifdef __APPLE__
#include <xlocale.h>
#endif

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"

size_t text_decode_utf8(const char *bytes, size_t length, uint32_t *code_point)
{
    if (length == 0)
        return 0;
    const unsigned char *byte = (const unsigned char *)bytes;
    uint32_t first = byte[0];
    if (first < 0x80) {
        *code_point = first;
        return 1;
    }
    size_t size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
    if (size == 0 || first > 0xf4 || size > length)
        return 0;
    uint32_t value = first & (0x7fu >> size);
    for (size_t i = 1; i < size; i++) {
        if ((byte[i] & 0xc0) != 0x80)
            return 0;
        value = value << 6 | (byte[i] & 0x3f);
    }
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (value < least[size] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
        return 0;
    *code_point = value;
    return size;
}

bool text_is_utf8(const char *bytes, size_t length)
{
    uint32_t code_point;
    while (length > 0) {
        size_t size = text_decode_utf8(bytes, length, &code_point);
        if (size == 0)
            return false;
        bytes += size;
        length -= size;
    }
    return true;
}

void text_append_utf8(struct buf *out, uint32_t c)
{
    if (c < 0x80) {
        buf_append_char(out, (char)c);
    } else if (c < 0x800) {
        buf_append_char(out, (char)(0xc0 | c >> 6));
        buf_append_char(out, (char)(0x80 | (c & 0x3f)));
    } else if (c < 0x10000) {
        buf_append_char(out, (char)(0xe0 | c >> 12));
        buf_append_char(out, (char)(0x80 | (c >> 6 & 0x3f)));
        buf_append_char(out, (char)(0x80 | (c & 0x3f)));
    } else {
        buf_append_char(out, (char)(0xf0 | c >> 18));
        buf_append_char(out, (char)(0x80 | (c >> 12 & 0x3f)));
        buf_append_char(out, (char)(0x80 | (c >> 6 & 0x3f)));
        buf_append_char(out, (char)(0x80 | (c & 0x3f)));
    }
}

void text_cut_partial_character(char *text)
{
    size_t length = strlen(text);
    size_t start = length;
    while (start > 0 && length - start < 4) {
        start--;
        unsigned char byte = (unsigned char)text[start];
        if ((byte & 0xc0) == 0x80)
            continue;
        uint32_t code_point;
        if (byte >= 0x80 && text_decode_utf8(text + start, length - start, &code_point) == 0)
            text[start] = '\0';
        return;
    }
}

/* The C library's table of widths, whatever the locale of the program is; (locale_t)0 where the system has no UTF-8. */
static locale_t utf8_locale;
static pthread_once_t utf8_once = PTHREAD_ONCE_INIT;

static void find_utf8_locale(void)
{
    static const char *const names[] = {"C.UTF-8", "en_US.UTF-8", "UTF-8"};
    for (size_t i = 0; i < COUNT(names) && utf8_locale == (locale_t)0; i++)
        utf8_locale = newlocale(LC_CTYPE_MASK, names[i], (locale_t)0);
}

size_t text_columns(const char *text, size_t length)
{
    size_t columns = 0;
    pthread_once(&utf8_once, find_utf8_locale);
    locale_t before = utf8_locale != (locale_t)0 ? uselocale(utf8_locale) : (locale_t)0;
    while (length > 0) {
        uint32_t c;
        size_t size = text_decode_utf8(text, length, &c);
        int width = size == 0 || c < 0x80 ? 1 : wcwidth((wchar_t)c);
        /* What the library does not know, being newer than it, is drawn as one. */
        columns += width >= 0 ? (size_t)width : 1;
        size = size == 0 ? 1 : size;
        text += size;
        length -= size;
    }
    if (before != (locale_t)0)
        uselocale(before);
    return columns;
}

/* Length of the escape sequence that begins with the ESC at `bytes` (ECMA-48): CSI up to its final byte,
 * OSC/DCS/SOS/PM/APC strings up to BEL or ST, intermediate bytes with their final one (ESC ( B), anything
 * else two bytes. A sequence that never ends eats the rest, which is what a terminal would do. */
static size_t escape_length(const char *bytes, size_t length)
{
    if (length < 2)
        return length;
    char kind = bytes[1];
    size_t i = 2;
    if (kind == '[') {
        while (i < length && (unsigned char)bytes[i] >= 0x20 && (unsigned char)bytes[i] <= 0x3f)
            i++;
        return i < length && (unsigned char)bytes[i] >= 0x40 && (unsigned char)bytes[i] <= 0x7e ? i + 1 : i;
    }
    if (kind == ']' || kind == 'P' || kind == 'X' || kind == '^' || kind == '_') {
        for (; i < length; i++) {
            if (bytes[i] == '\a')
                return i + 1;
            if (bytes[i] == '\033' && i + 1 < length && bytes[i + 1] == '\\')
                return i + 2;
        }
        return length;
    }
    if (kind >= 0x20 && kind <= 0x2f) {
        while (i < length && bytes[i] >= 0x20 && bytes[i] <= 0x2f)
            i++;
        return i < length && bytes[i] >= 0x30 && bytes[i] < 0x7f ? i + 1 : i;
    }
    return (unsigned char)kind >= 0x20 && (unsigned char)kind < 0x7f ? 2 : 1;
}

void text_append_shown(struct buf *out, const char *bytes, size_t length)
{
    while (length > 0) {
        uint32_t c = 0;
        size_t size = text_decode_utf8(bytes, length, &c);
        if (size == 0) {
            text_append_utf8(out, 0xfffd);
            size = 1;
        } else if (c == 0x1b) {
            size = escape_length(bytes, length);
        } else if ((c >= 0x20 && c != 0x7f && !(c >= 0x80 && c <= 0x9f) &&
                    /* Bidirectional overrides can make a file name read as another one. */
                    !(c >= 0x202a && c <= 0x202e) && !(c >= 0x2066 && c <= 0x2069)) ||
                   c == '\n' || c == '\t') {
            buf_append(out, bytes, size);
        }
        bytes += size;
        length -= size;
    }
}
