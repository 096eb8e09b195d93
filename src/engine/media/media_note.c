/* Notes, appended. */
#include "media_note.h"

#include <stdarg.h>
#include <stdio.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"

void note_add(struct buf *notes, const char *format, ...)
{
    char text[400];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    text_cut_partial_character(text);
    buf_appendf(notes, "%s%s", notes->length > 0 ? "\n" : "", text);
}
