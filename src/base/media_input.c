/* How a file is named to ffmpeg. */
#include "bgmusic/base/media_input.h"

#include <string.h>

#include "bgmusic/base/xalloc.h"

char *media_input_url(const char *path)
{
    if (strpbrk(path, "%*?{") == NULL)
        return xasprintf("file:%s", path);
    /* "|" parts the members of a concatenation. Such a name has no form that is safe: it names nothing. */
    return strchr(path, '|') == NULL ? xasprintf("concat:file:%s|", path) : xasprintf("file:");
}
