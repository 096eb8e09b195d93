/* Records of the store: JSON objects in files of their own. */
#include "record_file.h"

#include <stdlib.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"
#include "bgmusic/store/store.h"

/* A record may hold a draft of 64 MiB as text, and escapes make it longer. */
#define RECORD_CEILING_BYTES ((size_t)140 * 1024 * 1024)

enum bgm_status record_write(const char *folder, const char *id, struct json *root, struct bgm_error *err)
{
    struct buf text;
    buf_init(&text, RECORD_CEILING_BYTES);
    char *name = xasprintf("%s.json", id), *path = NULL;
    enum bgm_status status = store_path(folder, name, &path, err);
    if (status == BGM_OK && !json_print(root, &text))
        status = bgm_fail(err, BGM_TOO_LARGE, "the record of %s is too large", id);
    if (status == BGM_OK)
        status = file_write(path, 0600, text.bytes, text.length, err);
    json_free(root);
    buf_release(&text);
    free(name);
    free(path);
    return status;
}

enum bgm_status record_read(const char *path, struct json **root, struct bgm_error *err)
{
    struct buf text;
    buf_init(&text, RECORD_CEILING_BYTES);
    *root = NULL;
    enum bgm_status status = store_read(path, &text, err);
    if (status == BGM_OK && (*root = json_parse(text.bytes, text.length, err)) == NULL) {
        bgm_prefix(err, "\"%s\"", path);
        status = BGM_FAILED;
    }
    if (status == BGM_OK && !store_id_is_safe(json_text(*root, "id"))) {
        status = bgm_fail(err, BGM_FAILED, "\"%s\" holds no record of this program", path);
        json_free(*root);
        *root = NULL;
    }
    buf_release(&text);
    return status;
}
