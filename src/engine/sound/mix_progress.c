/* How far a mixdown is, and what it tells the user. */
#include <stdarg.h>
#include <stdio.h>

#include "loudness.h"
#include "mix_stages.h"

void mixdown_begin_step(struct mixdown *mix, double from, double width)
{
    mix->from = from;
    mix->width = width;
}

bool mixdown_step(void *context, double share)
{
    struct mixdown *mix = context;
    double now = mix->from + mix->width * loudness_clamp(share, 0, 1);
    mix->shown = now > mix->shown ? now : mix->shown;
    return mix->request->progress != NULL && mix->request->progress(mix->request->context, mix->shown);
}

void mixdown_note(struct mixdown *mix, const char *format, ...)
{
    char text[300];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    buf_appendf(&mix->notes, "%s%s", mix->notes.length > 0 ? "\n" : "", text);
}
