/* Finished outputs, a file each. */
#include "bgmusic/store/finished_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"
#include "bgmusic/store/store.h"
#include "record_file.h"

void finished_release(struct finished *finished)
{
    free(finished->output);
    free(finished->input);
    free(finished->input_identity);
    free(finished->input_hash);
    free(finished->fingerprint);
    *finished = (struct finished){0};
}

static void name_of(const char *output, char id[17])
{
    snprintf(id, 17, "%016llx", (unsigned long long)text_hash(output, strlen(output), TEXT_HASH_INIT));
}

/* Thousands of records: folders of their own by the first two digits keep each of them quick. */
static char *folder_of(const struct store *store, const char *id)
{
    return xasprintf("%s/finished/%.2s", store->state_folder, id);
}

enum bgm_status finished_store_put(const struct store *store, const struct finished *finished, struct bgm_error *err)
{
    char id[17];
    name_of(finished->output, id);
    struct json *root = json_new_object();
    json_set_text(root, "id", id);
    json_set_text(root, "output", finished->output);
    json_set_int(root, "output_bytes", finished->output_bytes);
    /* Nanoseconds do not fit a JSON number of every reader. */
    char mtime[32];
    snprintf(mtime, sizeof mtime, "%lld", (long long)finished->output_mtime_ns);
    json_set_text(root, "output_mtime_ns", mtime);
    json_set_text(root, "input", finished->input);
    json_set_text(root, "input_identity", finished->input_identity);
    json_set_text(root, "input_hash", finished->input_hash);
    json_set_text(root, "fingerprint", finished->fingerprint);
    char *folder = folder_of(store, id);
    enum bgm_status status = record_write(folder, id, root, err);
    free(folder);
    return status;
}

enum bgm_status finished_store_get(const struct store *store, const char *output, struct finished *finished,
                                   struct bgm_error *err)
{
    char id[17];
    name_of(output, id);
    *finished = (struct finished){0};
    struct json *root = NULL;
    char *folder = folder_of(store, id), *path = xasprintf("%s/%s.json", folder, id);
    enum bgm_status status = record_read(path, &root, err);
    /* Two paths with one hash: the record is the other one's. JSON cannot hold a path that is no UTF-8. */
    if (status == BGM_OK && text_is_utf8(output, strlen(output)) && !text_equal(json_text(root, "output"), output))
        status = bgm_fail(err, BGM_NOT_FOUND, "nothing is known of \"%s\"", output);
    int64_t mtime_ns = -1;
    if (status == BGM_OK) {
        text_to_int(json_text_or(root, "output_mtime_ns", ""), INT64_MIN, INT64_MAX, &mtime_ns);
        *finished = (struct finished){
            .output = xstrdup(output),
            .output_bytes = json_int(root, "output_bytes", -1),
            .output_mtime_ns = mtime_ns,
            .input = xstrdup(json_text(root, "input")),
            .input_identity = xstrdup(json_text_or(root, "input_identity", "")),
            .input_hash = xstrdup(json_text_or(root, "input_hash", "")),
            .fingerprint = xstrdup(json_text_or(root, "fingerprint", "")),
        };
    }
    json_free(root);
    free(folder);
    free(path);
    return status;
}
