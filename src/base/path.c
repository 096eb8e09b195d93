/* Paths: taking them apart and putting them together; text only, the disk is not asked. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/file.h"
#include "bgmusic/base/xalloc.h"

char *path_join(const char *folder, const char *name)
{
    size_t length = strlen(folder);
    const char *separator = length > 0 && folder[length - 1] == '/' ? "" : "/";
    return xasprintf("%s%s%s", folder, separator, name);
}

const char *path_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

char *path_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return xstrdup(".");
    return slash == path ? xstrdup("/") : xstrndup(path, (size_t)(slash - path));
}

const char *path_extension(const char *path)
{
    const char *name = path_name(path);
    const char *dot = strrchr(name, '.');
    return dot != NULL && dot != name ? dot + 1 : "";
}

char *path_stem(const char *path)
{
    const char *name = path_name(path);
    const char *extension = path_extension(path);
    size_t length = strlen(name);
    return xstrndup(name, *extension != '\0' ? length - strlen(extension) - 1 : length);
}

char *path_absolute(const char *path)
{
    if (path[0] == '/')
        return xstrdup(path);
    char *folder = getcwd(NULL, 0);
    if (folder == NULL)
        return xstrdup(path);
    char *whole = path_join(folder, path);
    free(folder);
    return whole;
}

char *path_resolved(const char *path)
{
    char *whole = path_absolute(path), *slash = strrchr(whole, '/');
    char *folder = xstrndup(whole, slash == whole ? 1 : (size_t)(slash - whole)), *real = realpath(folder, NULL);
    char *resolved = real != NULL ? path_join(real, slash + 1) : xstrdup(whole);
    free(real);
    free(folder);
    free(whole);
    return resolved;
}
