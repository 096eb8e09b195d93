/* A private folder below TMPDIR, for a test. */
#ifndef BGMUSIC_TESTS_TEMPORARY_FOLDER_H
#define BGMUSIC_TESTS_TEMPORARY_FOLDER_H

#include <stdlib.h>

#include "bgmusic/base/error.h"
#include "bgmusic/base/xalloc.h"

/* Makes it, mode 0700; the path is the caller's. */
static inline enum bgm_status temporary_folder_make(char **path)
{
    const char *root = getenv("TMPDIR");
    *path = xasprintf("%s/bgmusic-XXXXXX", root != NULL && *root != '\0' ? root : "/tmp");
    return mkdtemp(*path) != NULL ? BGM_OK : BGM_OUTPUT;
}

#endif
