/* The client id: found, or made once. */
#include "bgmusic/store/client_id.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/uuid.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/store/store.h"

static bool is_client_id(const char *id)
{
    size_t length = strlen(id);
    if (length == 0 || length > CLIENT_ID_MOST)
        return false;
    for (; *id != '\0'; id++) {
        if (*id < 0x21 || *id > 0x7e)
            return false;
    }
    return true;
}

static enum bgm_status refuse(const char *where, struct bgm_error *err)
{
    bgm_fail(err, BGM_USAGE, "the client id in %s is not 1-%d printable characters", where, CLIENT_ID_MOST);
    bgm_hint(err, "correct it, or remove it to get a new one");
    return BGM_USAGE;
}

static enum bgm_status read_id(const char *path, char **id, struct bgm_error *err)
{
    struct buf text;
    buf_init(&text, 4096);
    enum bgm_status status = store_read(path, &text, err);
    if (status == BGM_OK) {
        char *found = text_trim(buf_take(&text));
        if (is_client_id(found)) {
            *id = found;
        } else {
            free(found);
            status = refuse(path, err);
        }
    }
    buf_release(&text);
    return status;
}

char *client_id_new(void)
{
    char id[UUID_TEXT_SIZE];
    uuid_text(id);
    return xstrdup(id);
}

static enum bgm_status write_id(const char *path, const char *id, struct bgm_error *err)
{
    char *line = xasprintf("%s\n", id);
    enum bgm_status status = file_write(path, 0600, line, strlen(line), err);
    free(line);
    return status;
}

enum bgm_status client_id_keep(const struct store *store, const char *id, struct bgm_error *err)
{
    char *path = NULL;
    enum bgm_status status = store_path(store->shared_folder, "client_id", &path, err);
    if (status == BGM_OK)
        status = write_id(path, id, err);
    free(path);
    return status;
}

enum bgm_status client_id_get(const struct store *store, char **id, bool *from_environment, struct bgm_error *err)
{
    const char *wanted = getenv("NEMO_CLIENT_ID");
    bool told = wanted != NULL && *wanted != '\0';
    if (from_environment != NULL)
        *from_environment = told;
    if (told) {
        if (!is_client_id(wanted))
            return refuse("NEMO_CLIENT_ID", err);
        *id = xstrdup(wanted);
        return BGM_OK;
    }
    char *path = path_join(store->shared_folder, "client_id"), *lock_path = NULL, *made = NULL;
    struct file_lock lock = FILE_LOCK_INIT;
    struct bgm_error problem = BGM_ERROR_INIT;
    enum bgm_status status = read_id(path, id, &problem);
    if (status == BGM_NOT_FOUND) {
        /* Under the lock it is looked up once more: another first run may have made it meanwhile. */
        if ((status = store_path(store->state_folder, "client_id.lock", &lock_path, &problem)) == BGM_OK &&
            (status = file_lock(&lock, lock_path, &problem)) == BGM_OK &&
            (status = read_id(path, id, &problem)) == BGM_NOT_FOUND) {
            made = client_id_new();
            status = client_id_keep(store, made, &problem);
            if (status == BGM_OK) {
                *id = made;
                made = NULL;
            }
        }
    }
    if (status != BGM_OK && err != NULL)
        *err = problem;
    file_unlock(&lock);
    free(made);
    free(path);
    free(lock_path);
    return status;
}
