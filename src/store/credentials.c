/* Tokens, by API base, in one private file. */
#include "bgmusic/store/credentials.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"
#include "bgmusic/store/store.h"

enum { FILE_CEILING = 4 * 1024 * 1024 };

void credential_release(struct credential *credential)
{
    secret_free(credential->token);
    free(credential->user_id);
    *credential = (struct credential){0};
}

/* The file as JSON, an empty object when it is absent; BGM_AUTH when it is open to others. */
static enum bgm_status read_file(const char *path, struct json **root, struct bgm_error *err)
{
    struct stat info;
    if (stat(path, &info) != 0) {
        if (errno != ENOENT)
            return bgm_fail(err, BGM_AUTH, "cannot read \"%s\": %s", path, strerror(errno));
        *root = json_new_object();
        return BGM_OK;
    }
    if ((info.st_mode & 077) != 0) {
        bgm_fail(err, BGM_AUTH, "other users can read the tokens in \"%s\" (mode %04o)", path,
                 (unsigned)(info.st_mode & 07777));
        bgm_hint(err, "chmod 600 '%s'", path);
        return BGM_AUTH;
    }
    struct buf text;
    struct bgm_error problem = BGM_ERROR_INIT;
    buf_init(&text, FILE_CEILING);
    enum bgm_status status = file_read_plain(path, &text, &problem);
    if (status == BGM_OK) {
        *root = json_parse(text.bytes, text.length, &problem);
        if (*root != NULL && !json_is_object(*root)) {
            json_free(*root);
            *root = NULL;
            bgm_fail(&problem, BGM_AUTH, "not a JSON object");
        }
        status = *root != NULL ? BGM_OK : BGM_AUTH;
    }
    if (status == BGM_FAILED) { /* this machine's trouble: the file is good */
        if (err != NULL)
            *err = problem;
    } else if (status != BGM_OK) {
        status = bgm_fail(err, BGM_AUTH, "cannot use the tokens in \"%s\": %s", path, problem.message);
        bgm_hint(err, "move the file away and sign in again");
    }
    secret_wipe(text.bytes, text.length);
    buf_release(&text);
    return status;
}

enum bgm_status credentials_get(const struct store *store, const char *base_key, struct credential *credential,
                                struct bgm_error *err)
{
    *credential = (struct credential){0};
    struct json *root = NULL;
    char *path = path_join(store->state_folder, "credentials.json");
    enum bgm_status status = read_file(path, &root, err);
    if (status != BGM_OK)
        goto out;
    const struct json *entry = json_get(root, base_key);
    const char *token = json_text(entry, "token");
    if (token == NULL || *token == '\0') {
        status = bgm_fail(err, BGM_NOT_FOUND, "no token is stored for %s", base_key);
        goto out;
    }
    credential->token = xstrdup(token);
    credential->user_id = xstrdup(json_text(entry, "user_id"));
    credential->is_login = text_equal(json_text(entry, "source"), "login");
    credential->created_s = json_int(entry, "created_at", 0);
    credential->expires_s = json_int(entry, "expires_at", 0);
out:
    json_free(root);
    free(path);
    return status;
}

static struct json *credential_json(const struct credential *credential)
{
    struct json *entry = json_new_object();
    json_set_text(entry, "token", credential->token);
    if (credential->user_id != NULL)
        json_set_text(entry, "user_id", credential->user_id);
    json_set_text(entry, "source", credential->is_login ? "login" : "anonymous");
    json_set_int(entry, "created_at", credential->created_s);
    json_set_int(entry, "expires_at", credential->expires_s);
    return entry;
}

/* Writes the file again with this base's entry replaced, or taken out (`credential` NULL). */
static enum bgm_status rewrite(const struct store *store, const char *base_key, const struct credential *credential,
                               struct bgm_error *err)
{
    enum bgm_status status;
    struct file_lock lock = FILE_LOCK_INIT;
    struct json *old = NULL, *new = json_new_object();
    struct buf text;
    buf_init(&text, FILE_CEILING);
    char *path = NULL, *lock_path = NULL;
    if ((status = store_path(store->state_folder, "credentials.json", &path, err)) != BGM_OK ||
        (status = store_path(store->state_folder, "credentials.lock", &lock_path, err)) != BGM_OK ||
        (status = file_lock(&lock, lock_path, err)) != BGM_OK || (status = read_file(path, &old, err)) != BGM_OK)
        goto out;
    for (const struct json *entry = json_first(old); entry != NULL; entry = json_next(entry)) {
        if (!text_equal(json_key(entry), base_key))
            json_set(new, json_key(entry), json_copy(entry));
    }
    if (credential != NULL)
        json_set(new, base_key, credential_json(credential));
    if (!json_print(new, &text))
        status = bgm_fail(err, BGM_TOO_LARGE, "too many tokens in \"%s\"", path);
    else
        status = file_write(path, 0600, text.bytes, text.length, err);
    trace(TRACE_STORE, "%s the token of %s", credential != NULL ? "stored" : "forgot", base_key);
out:
    file_unlock(&lock);
    json_free(old);
    json_free(new);
    secret_wipe(text.bytes, text.length);
    buf_release(&text);
    free(path);
    free(lock_path);
    return status;
}

enum bgm_status credentials_put(const struct store *store, const char *base_key, const struct credential *credential,
                                struct bgm_error *err)
{
    return rewrite(store, base_key, credential, err);
}

enum bgm_status credentials_remove(const struct store *store, const char *base_key, struct bgm_error *err)
{
    return rewrite(store, base_key, NULL, err);
}

enum bgm_status credentials_lock(const struct store *store, const char *base_key, struct file_lock *lock,
                                 struct bgm_error *err)
{
    char base[17], *path = NULL;
    store_base_name(base_key, base);
    char *name = xasprintf("token-%s.lock", base);
    enum bgm_status status = store_path(store->state_folder, name, &path, err);
    if (status == BGM_OK)
        status = file_lock(lock, path, err);
    free(name);
    free(path);
    return status;
}
