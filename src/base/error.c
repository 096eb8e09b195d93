/* Errors as values: fills the sentence, names the status. */
#include "bgmusic/base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "bgmusic/base/text.h"

/* vsnprintf that never leaves half a UTF-8 character at the end. */
__attribute__((format(printf, 3, 0))) static void format_into(char *place, size_t size, const char *format,
                                                              va_list args)
{
    int wanted = vsnprintf(place, size, format, args);
    if (wanted >= 0 && (size_t)wanted >= size)
        text_cut_partial_character(place);
}

enum bgm_status bgm_fail(struct bgm_error *err, enum bgm_status status, const char *format, ...)
{
    if (err == NULL)
        return status;
    /* The arguments may point into the error itself, so the new one is built aside. */
    struct bgm_error fresh = {.status = status};
    va_list args;
    va_start(args, format);
    format_into(fresh.message, sizeof fresh.message, format, args);
    va_end(args);
    *err = fresh;
    return status;
}

void bgm_hint(struct bgm_error *err, const char *format, ...)
{
    if (err == NULL)
        return;
    char hint[sizeof err->hint];
    va_list args;
    va_start(args, format);
    format_into(hint, sizeof hint, format, args);
    va_end(args);
    memcpy(err->hint, hint, sizeof hint);
}

void bgm_prefix(struct bgm_error *err, const char *format, ...)
{
    if (err == NULL)
        return;
    char whole[sizeof err->message];
    va_list args;
    va_start(args, format);
    format_into(whole, sizeof whole, format, args);
    va_end(args);
    size_t used = strlen(whole);
    int wanted = snprintf(whole + used, sizeof whole - used, ": %s", err->message);
    if (wanted >= 0 && (size_t)wanted >= sizeof whole - used)
        text_cut_partial_character(whole);
    memcpy(err->message, whole, sizeof whole);
}

const char *bgm_status_name(enum bgm_status status)
{
    switch (status) {
#define BGM_STATUS_NAME(id, name, code) \
    case id:                            \
        return name;
        BGM_STATUS_LIST(BGM_STATUS_NAME)
#undef BGM_STATUS_NAME
    }
    return "failed";
}

int bgm_status_exit_code(enum bgm_status status)
{
    switch (status) {
#define BGM_STATUS_CODE(id, name, code) \
    case id:                            \
        return code;
        BGM_STATUS_LIST(BGM_STATUS_CODE)
#undef BGM_STATUS_CODE
    }
    return 1;
}
