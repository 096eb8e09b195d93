/* Where things are kept: the XDG folders. */
#include "bgmusic/store/store.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

/* $VARIABLE/name when the variable holds an absolute path (the specification ignores others), else
 * $HOME/otherwise/name; NULL when there is no HOME either. */
static char *base_folder(const char *variable, const char *otherwise, const char *name)
{
    const char *root = getenv(variable);
    if (root != NULL && root[0] == '/')
        return xasprintf("%s/%s", root, name);
    const char *home = getenv("HOME");
    if (home == NULL || home[0] != '/')
        return NULL;
    return xasprintf("%s/%s/%s", home, otherwise, name);
}

enum bgm_status store_init(struct store *store, struct bgm_error *err)
{
    *store = (struct store){
        .config_folder = base_folder("XDG_CONFIG_HOME", ".config", "bgmusic"),
        .shared_folder = base_folder("XDG_CONFIG_HOME", ".config", "nemovideo"),
        .state_folder = base_folder("XDG_STATE_HOME", ".local/state", "bgmusic"),
        .data_folder = base_folder("XDG_DATA_HOME", ".local/share", "bgmusic"),
    };
    if (store->config_folder != NULL && store->state_folder != NULL && store->data_folder != NULL)
        return BGM_OK;
    store_release(store);
    bgm_fail(err, BGM_USAGE, "cannot tell where settings belong: HOME is not set");
    bgm_hint(err, "set HOME, or XDG_CONFIG_HOME, XDG_STATE_HOME and XDG_DATA_HOME");
    return BGM_USAGE;
}

void store_release(struct store *store)
{
    free(store->config_folder);
    free(store->shared_folder);
    free(store->state_folder);
    free(store->data_folder);
    *store = (struct store){0};
}

enum bgm_status store_path(const char *folder, const char *name, char **path, struct bgm_error *err)
{
    enum bgm_status status = file_make_folders(folder, 0700, err);
    if (status == BGM_OK)
        *path = path_join(folder, name);
    return status;
}

/* No input of the user's, who may not know of it at all: a fault of this machine, told with what mends it. */
static void advise_rights(struct bgm_error *err)
{
    bgm_hint(err, "bgmusic keeps its own things there: see that it belongs to you (ls -ld), or move it out of the way");
}

enum bgm_status store_read(const char *path, struct buf *out, struct bgm_error *err)
{
    enum bgm_status status = file_read_plain(path, out, err);
    if (status != BGM_INPUT)
        return status;
    if (err != NULL)
        err->status = BGM_FAILED;
    advise_rights(err);
    return BGM_FAILED;
}

enum bgm_status store_check_folder(const char *path, struct bgm_error *err)
{
    DIR *folder = opendir(path);
    if (folder == NULL && errno != ENOENT) {
        bgm_fail(err, BGM_FAILED, "cannot read the folder \"%s\": %s", path, strerror(errno));
        advise_rights(err);
        return BGM_FAILED;
    }
    if (folder != NULL)
        closedir(folder);
    return BGM_OK;
}

bool store_id_is_safe(const char *id)
{
    size_t length = id == NULL ? 0 : strlen(id);
    return length >= 1 && length <= 80 &&
           strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == length;
}

void store_base_name(const char *base_key, char name[17])
{
    snprintf(name, 17, "%016llx", (unsigned long long)text_hash(base_key, strlen(base_key), TEXT_HASH_INIT));
}
