/* Drafts whose media stand as paths of a gateway's own disk. */
#include "bgmusic/draft/draft_media.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"

enum { MOST_NAME_BYTES = 1024, MOST_LEVELS = 6 };

void draft_media_note(struct buf *list, const char *name, const char *url)
{
    if (text_is_blank(name) || url == NULL || strpbrk(name, "\t\n") != NULL || strlen(name) > MOST_NAME_BYTES)
        return;
    bool is_address = text_starts_with(url, "https://") || text_starts_with(url, "http://");
    for (const char *at = url; *at != '\0'; at++)
        is_address = is_address && *at > ' ' && *at < 0x7f && strchr("\"'\\<>", *at) == NULL;
    if (is_address)
        buf_appendf(list, "%s\t%s\n", name, url);
}

static void collect(struct buf *list, const struct json *node, int level)
{
    const char *url = json_text(node, "cdn_url"), *name = json_text(node, "filename");
    if (name == NULL)
        name = json_text(node, "file_name");
    if (name == NULL)
        name = json_text(node, "name");
    draft_media_note(list, name, url);
    for (const struct json *inner = level < MOST_LEVELS ? json_first(node) : NULL; inner != NULL;
         inner = json_next(inner))
        collect(list, inner, level + 1);
}

void draft_media_collect(struct buf *list, struct json_span infos)
{
    struct json *root = infos.length > 0 ? json_parse(infos.bytes, infos.length, NULL) : NULL;
    collect(list, root, 0);
    json_free(root);
}

/* The address of the upload called `name`, the last of several: its length, and where it stands. */
static size_t find_address(const char *list, const char *name, const char **address)
{
    size_t wanted = strlen(name), length = 0;
    for (const char *line = list; *line != '\0'; line += strspn(line, "\n")) {
        size_t before = strcspn(line, "\t\n");
        if (before == wanted && line[before] == '\t' && memcmp(line, name, wanted) == 0) {
            *address = line + before + 1;
            length = strcspn(*address, "\n");
        }
        line += strcspn(line, "\n");
    }
    return length;
}

/* A path within a JSON text: "/mnt/userdata/", its slashes escaped or not, and all up to the closing quote of the text
 * or of an attribute within it. */
struct path_in_text {
    size_t length;                  /* of its bytes in the draft; 0: there is none */
    char name[MOST_NAME_BYTES + 1]; /* behind the last slash, without escapes */
};

/* One character of a JSON text at `at`: how many bytes it takes there, and which byte it is; 0 for what is no plain
 * character (an escape of more than a quote, a slash or a backslash). */
static size_t next_byte(const char *at, const char *end, char *byte)
{
    *byte = *at;
    if (*at != '\\')
        return 1;
    *byte = at + 1 < end && strchr("\"\\/", at[1]) != NULL ? at[1] : '\0';
    return 2;
}

static bool skip_root(const char **at, const char *end)
{
    static const char root[] = "/mnt/userdata/";
    for (size_t i = 0; i < sizeof root - 1; i++) {
        char byte;
        if (*at >= end)
            return false;
        size_t width = next_byte(*at, end, &byte);
        if (byte != root[i])
            return false;
        *at += width;
    }
    return true;
}

/* `quote`: the character before it, with which an attribute of a newer draft's text ends, too. */
static struct path_in_text read_path(const char *at, const char *end, char quote)
{
    struct path_in_text path = {0};
    const char *begin = at;
    size_t used = 0;
    if (!skip_root(&at, end))
        return path;
    while (at < end) {
        char byte;
        size_t width = next_byte(at, end, &byte);
        if (byte == '"' || (quote == '\'' && byte == '\'') || byte == '<' || byte == '>')
            break;
        if (byte == '\0' || used >= MOST_NAME_BYTES)
            return path;
        path.name[used++] = byte;
        used = byte == '/' ? 0 : used;
        at += width;
    }
    path.name[used] = '\0';
    path.length = (size_t)(at - begin);
    return path;
}

/* In the text of a newer draft an ampersand is an entity. */
static bool append_address(struct buf *out, const char *address, size_t length, bool is_markup)
{
    for (size_t i = 0; i < length; i++) {
        bool good = is_markup && address[i] == '&' ? buf_append_text(out, "&amp;") : buf_append_char(out, address[i]);
        if (!good)
            return false;
    }
    return true;
}

size_t draft_media_replace(struct json_span draft, const char *list, struct buf *out)
{
    const char *end = draft.bytes + draft.length, *kept = draft.bytes;
    size_t before = out->length, replaced = 0;
    bool is_markup = draft.length > 0 && draft.bytes[0] == '"', good = true;
    for (const char *at = draft.bytes; at < end && good; at++) {
        const char *address;
        if (*at != '/' && !(*at == '\\' && at + 1 < end && at[1] == '/'))
            continue;
        struct path_in_text path = read_path(at, end, at > draft.bytes ? at[-1] : '\0');
        size_t length = path.length > 0 ? find_address(list, path.name, &address) : 0;
        if (length == 0)
            continue;
        good = buf_append(out, kept, (size_t)(at - kept)) && append_address(out, address, length, is_markup);
        kept = at + path.length;
        at = kept - 1;
        replaced++;
    }
    good = good && buf_append(out, kept, (size_t)(end - kept));
    if (good && replaced > 0)
        return replaced;
    if (out->length > before) {
        out->length = before;
        out->bytes[before] = '\0';
    }
    return 0;
}
