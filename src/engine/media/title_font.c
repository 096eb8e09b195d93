/* Asks fontconfig which font has what. */
#include "title_font.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/process.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

enum { TIMEOUT_MS = 20 * 1000, LIST_CEILING = 4 << 20, MOST_CHARACTERS = 400 };

/* The characters of a text, each once. */
struct characters {
    uint32_t list[MOST_CHARACTERS];
    size_t count;
};

/* Space, and what changes its neighbours without being drawn: joiners, variation selectors, marks of direction. */
static bool is_drawn(uint32_t c)
{
    return c > 0x20 && c != 0xa0 && c != 0x3000 && !(c >= 0x200b && c <= 0x200f) && !(c >= 0x202a && c <= 0x202e) &&
           !(c >= 0x2060 && c <= 0x206f) && !(c >= 0xfe00 && c <= 0xfe0f) && c != 0xfeff;
}

static void collect(const char *text, struct characters *all)
{
    size_t left = strlen(text);
    all->count = 0;
    while (left > 0 && all->count < MOST_CHARACTERS) {
        uint32_t c = 0;
        size_t used = text_decode_utf8(text, left, &c), i = 0;
        used = used > 0 ? used : 1;
        text += used;
        left -= used;
        while (i < all->count && all->list[i] != c)
            i++;
        if (i == all->count && is_drawn(c))
            all->list[all->count++] = c;
    }
}

/* Runs a question; `answer` gets its lines. False: there is no such program, or it failed. */
static bool ask(const char *const argv[], struct buf *answer)
{
    int exit_code = 1;
    return process_capture(argv, TIMEOUT_MS, answer, NULL, &exit_code, NULL) == BGM_OK && exit_code == 0;
}

/* ":scalable=true:color=false:charset=41 4e2d": fonts of pixels and of coloured pictures cannot be drawn. */
static void pattern_of(const struct characters *characters, const char *family, struct buf *pattern)
{
    buf_appendf(pattern, "%s:scalable=true:color=false", family);
    for (size_t i = 0; i < characters->count; i++)
        buf_appendf(pattern, "%s%x", i == 0 ? ":charset=" : " ", (unsigned)characters->list[i]);
}

/* The files of all fonts that have all characters. False: nobody can be asked. */
static bool fonts_with(const struct characters *characters, struct buf *files)
{
    struct buf pattern;
    buf_init(&pattern, 16 * 1024);
    pattern_of(characters, "", &pattern);
    const char *argv[] = {"fc-list", "-f", "%{file}\n", pattern.bytes, NULL};
    bool asked = ask(argv, files);
    buf_release(&pattern);
    return asked;
}

/* The system's own choice, if it is one of `files`; else the first of them. The caller's; NULL: none. */
static char *best_of(const struct characters *characters, const struct buf *files)
{
    struct buf pattern, choice;
    buf_init(&pattern, 16 * 1024);
    buf_init(&choice, 16 * 1024);
    pattern_of(characters, "sans", &pattern);
    const char *argv[] = {"fc-match", "-f", "%{file}", pattern.bytes, NULL};
    char *found = NULL;
    if (ask(argv, &choice) && choice.length > 0 && strstr(files->bytes, choice.bytes) != NULL)
        found = xstrdup(choice.bytes);
    else if (files->length > 0)
        found = xstrndup(files->bytes, strcspn(files->bytes, "\n"));
    buf_release(&choice);
    buf_release(&pattern);
    return found;
}

char *title_font_find(const char *text, struct buf *missing)
{
    struct characters all, kept = {.count = 0};
    struct buf files;
    char *found = NULL;
    collect(text, &all);
    buf_init(&files, LIST_CEILING);
    if (!fonts_with(&all, &files)) {
        buf_release(&files);
        return NULL;
    }
    if (files.length > 0)
        found = best_of(&all, &files);
    /* No font has them all: take one character after the other as long as some font has those so far. */
    for (size_t i = 0; found == NULL && i < all.count; i++) {
        kept.list[kept.count++] = all.list[i];
        buf_clear(&files);
        fonts_with(&kept, &files);
        if (files.length == 0) {
            kept.count--;
            text_append_utf8(missing, all.list[i]);
        }
    }
    if (found == NULL && kept.count > 0) {
        buf_clear(&files);
        fonts_with(&kept, &files);
        found = best_of(&kept, &files);
    }
    buf_release(&files);
    return found;
}
