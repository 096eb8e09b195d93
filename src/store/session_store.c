/* Sessions known on this machine, a file each. */
#include "bgmusic/store/session_store.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"
#include "bgmusic/store/store.h"
#include "record_file.h"

void session_record_release(struct session_record *record)
{
    free(record->id);
    free(record->task_id);
    free(record->name);
    free(record->video_name);
    free(record->last_draft);
    free(record->media);
    *record = (struct session_record){0};
}

/* The folder of one API base; the caller's. */
static char *folder_of(const struct store *store, const char *base_key)
{
    char base[17];
    store_base_name(base_key, base);
    return xasprintf("%s/sessions/%s", store->state_folder, base);
}

static enum bgm_status refuse_id(const char *id, struct bgm_error *err)
{
    bgm_fail(err, BGM_USAGE, "\"%s\" is not a session id", id == NULL ? "" : id);
    bgm_hint(err, "`bgmusic session list` shows the sessions known here");
    return BGM_USAGE;
}

static enum bgm_status read_record(const char *path, struct session_record *record, struct bgm_error *err)
{
    struct json *root = NULL;
    enum bgm_status status = record_read(path, &root, err);
    if (status == BGM_OK) {
        *record = (struct session_record){
            .id = xstrdup(json_text_or(root, "id", "")),
            .task_id = xstrdup(json_text(root, "task_id")),
            .name = xstrdup(json_text(root, "name")),
            .video_name = xstrdup(json_text(root, "video_name")),
            .last_draft = xstrdup(json_text(root, "last_draft")),
            .media = xstrdup(json_text(root, "media")),
            .created_s = json_int(root, "created_at", 0),
            .used_s = json_int(root, "used_at", 0),
        };
    }
    json_free(root);
    return status;
}

enum bgm_status session_store_get(const struct store *store, const char *base_key, const char *id,
                                  struct session_record *record, struct bgm_error *err)
{
    *record = (struct session_record){0};
    if (!store_id_is_safe(id))
        return refuse_id(id, err);
    char *folder = folder_of(store, base_key), *path = xasprintf("%s/%s.json", folder, id);
    struct bgm_error problem = BGM_ERROR_INIT;
    enum bgm_status status = read_record(path, record, &problem);
    if (status == BGM_NOT_FOUND) {
        bgm_fail(&problem, BGM_NOT_FOUND, "session %s is not known on this machine", id);
        bgm_hint(&problem, "`bgmusic session list` shows the sessions known here");
    }
    if (status != BGM_OK && err != NULL)
        *err = problem;
    free(folder);
    free(path);
    return status;
}

static enum bgm_status write_record(const struct store *store, const char *base_key,
                                    const struct session_record *record, struct bgm_error *err)
{
    struct json *root = json_new_object();
    json_set_text(root, "id", record->id);
    json_set_text(root, "base", base_key);
    json_set_text(root, "task_id", record->task_id);
    json_set_text(root, "name", record->name);
    json_set_text(root, "video_name", record->video_name);
    json_set_int(root, "created_at", record->created_s);
    json_set_int(root, "used_at", record->used_s);
    json_set_text(root, "last_draft", record->last_draft);
    json_set_text(root, "media", record->media);
    char *folder = folder_of(store, base_key);
    enum bgm_status status = record_write(folder, record->id, root, err);
    trace(TRACE_STORE, "stored session %s", record->id);
    free(folder);
    return status;
}

/* A lock of its own beside the record: "ID.WHAT.lock". */
static enum bgm_status lock_record(const struct store *store, const char *base_key, const char *id, const char *what,
                                   struct file_lock *lock, struct bgm_error *err)
{
    if (!store_id_is_safe(id))
        return bgm_fail(err, BGM_SERVICE, "the service gave a session id that cannot be used");
    char *folder = folder_of(store, base_key), *name = xasprintf("%s.%s.lock", id, what), *path = NULL;
    enum bgm_status status = store_path(folder, name, &path, err);
    if (status == BGM_OK)
        status = file_lock(lock, path, err);
    free(folder);
    free(name);
    free(path);
    return status;
}

enum bgm_status session_store_lock_renders(const struct store *store, const char *base_key, const char *id,
                                           struct file_lock *lock, struct bgm_error *err)
{
    return lock_record(store, base_key, id, "render", lock, err);
}

static char *first_known(char *a, char *b)
{
    return a != NULL ? a : b;
}

/* Lines that were stored, and behind them those of `fresh` that were not; the newest stay. The caller's. */
static char *merge_lines(const char *stored, const char *fresh)
{
    enum { MOST_BYTES = 256 * 1024 };
    if (stored == NULL || fresh == NULL)
        return xstrdup(stored != NULL ? stored : fresh);
    struct buf lines;
    buf_init(&lines, 2 * MOST_BYTES);
    buf_append_text(&lines, stored);
    for (const char *line = fresh; *line != '\0'; line += strcspn(line, "\n") + 1) {
        char *one = xstrndup(line, strcspn(line, "\n") + 1);
        if (strstr(stored, one) == NULL)
            buf_append_text(&lines, one);
        free(one);
    }
    while (lines.length > MOST_BYTES)
        buf_drop_front(&lines, strcspn(lines.bytes, "\n") + 1);
    return buf_take(&lines);
}

enum bgm_status session_store_put(const struct store *store, const char *base_key, const struct session_record *record,
                                  struct bgm_error *err)
{
    struct file_lock lock = FILE_LOCK_INIT;
    struct session_record stored = {0};
    enum bgm_status status = lock_record(store, base_key, record->id, "record", &lock, err);
    if (status != BGM_OK)
        return status;
    session_store_get(store, base_key, record->id, &stored, NULL);
    struct session_record merged = {
        .id = record->id,
        .task_id = first_known(record->task_id, stored.task_id),
        .name = first_known(record->name, stored.name),
        .video_name = first_known(stored.video_name, record->video_name),
        .last_draft = first_known(record->last_draft, stored.last_draft),
        .created_s = stored.created_s != 0 ? stored.created_s : record->created_s,
        .used_s = stored.used_s > record->used_s ? stored.used_s : record->used_s,
        .media = merge_lines(stored.media, record->media),
    };
    status = write_record(store, base_key, &merged, err);
    free(merged.media);
    session_record_release(&stored);
    file_unlock(&lock);
    return status;
}

enum bgm_status session_store_current(const struct store *store, const char *base_key, char **id, struct bgm_error *err)
{
    struct buf text;
    buf_init(&text, 4096);
    char *folder = folder_of(store, base_key), *path = path_join(folder, "current");
    struct bgm_error problem = BGM_ERROR_INIT;
    enum bgm_status status = store_read(path, &text, &problem);
    char *found = text_trim(buf_take(&text));
    if (status == BGM_OK && store_id_is_safe(found)) {
        *id = found;
        found = NULL;
    } else if (status != BGM_OK && status != BGM_NOT_FOUND) {
        if (err != NULL)
            *err = problem;
    } else {
        status = bgm_fail(err, BGM_NOT_FOUND, "there is no current session");
        bgm_hint(err, "`bgmusic session new` makes one, `bgmusic upload VIDEO` makes one and fills it");
    }
    free(found);
    free(folder);
    free(path);
    return status;
}

enum bgm_status session_store_use(const struct store *store, const char *base_key, const char *id,
                                  struct bgm_error *err)
{
    if (!store_id_is_safe(id))
        return refuse_id(id, err);
    char *folder = folder_of(store, base_key), *path = NULL, *line = xasprintf("%s\n", id);
    enum bgm_status status = store_path(folder, "current", &path, err);
    if (status == BGM_OK)
        status = file_write(path, 0600, line, strlen(line), err);
    free(folder);
    free(path);
    free(line);
    return status;
}

enum bgm_status session_store_forget(const struct store *store, const char *base_key, const char *id,
                                     struct bgm_error *err)
{
    struct session_record record;
    enum bgm_status status = session_store_get(store, base_key, id, &record, err);
    if (status != BGM_OK)
        return status;
    session_record_release(&record);
    char *folder = folder_of(store, base_key), *path = xasprintf("%s/%s.json", folder, id);
    char *current_path = path_join(folder, "current"), *current = NULL;
    if (unlink(path) != 0 && errno != ENOENT)
        status = bgm_fail(err, BGM_OUTPUT, "cannot delete \"%s\": %s", path, strerror(errno));
    if (status == BGM_OK && session_store_current(store, base_key, &current, NULL) == BGM_OK && text_equal(current, id))
        unlink(current_path);
    static const char *const locks[] = {"record", "render"};
    for (size_t i = 0; i < 2; i++) {
        char *lock = xasprintf("%s/%s.%s.lock", folder, id, locks[i]);
        unlink(lock);
        free(lock);
    }
    free(current);
    free(current_path);
    free(folder);
    free(path);
    return status;
}

static int by_last_use(const void *a, const void *b)
{
    const struct session_record *left = a, *right = b;
    if (left->used_s != right->used_s)
        return left->used_s < right->used_s ? 1 : -1;
    return strcmp(left->id, right->id);
}

/* A record by its file: when it was written last, which each use does. */
struct session_file {
    char *path;
    int64_t used_ns;
};

static int by_time(const void *a, const void *b)
{
    const struct session_file *left = a, *right = b;
    return left->used_ns < right->used_ns ? 1 : left->used_ns > right->used_ns ? -1 : strcmp(left->path, right->path);
}

/* All record files of the folder, the newest first; the caller's, with their paths. */
static struct session_file *files_of(const char *path, size_t *count)
{
    struct session_file *files = NULL;
    size_t room = 0;
    *count = 0;
    DIR *folder = opendir(path);
    for (struct dirent *entry = folder != NULL ? readdir(folder) : NULL; entry != NULL; entry = readdir(folder)) {
        struct stat info;
        char *file = path_join(path, entry->d_name);
        if (!text_ends_with_ignore_case(entry->d_name, ".json") || stat(file, &info) != 0) {
            free(file);
            continue;
        }
        if (*count == room) {
            room = room == 0 ? 64 : 2 * room;
            files = xreallocarray(files, room, sizeof *files);
        }
        files[(*count)++] = (struct session_file){file, file_modified_ns(&info)};
    }
    if (folder != NULL)
        closedir(folder);
    if (*count > 0)
        qsort(files, *count, sizeof *files, by_time);
    return files;
}

static void files_free(struct session_file *files, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(files[i].path);
    free(files);
}

enum bgm_status session_store_check(const struct store *store, const char *base_key, struct bgm_error *err)
{
    char *path = folder_of(store, base_key);
    enum bgm_status status = store_check_folder(path, err);
    free(path);
    return status;
}

void session_store_list(const struct store *store, const char *base_key, struct session_record **records, size_t *count)
{
    size_t file_count;
    char *path = folder_of(store, base_key);
    struct session_file *files = files_of(path, &file_count);
    *records = xcalloc(SESSION_LIST_MOST, sizeof **records);
    *count = 0;
    for (size_t i = 0; i < file_count && *count < SESSION_LIST_MOST; i++) {
        /* One damaged record must not hide the others. */
        if (read_record(files[i].path, &(*records)[*count], NULL) == BGM_OK)
            (*count)++;
    }
    files_free(files, file_count);
    free(path);
    qsort(*records, *count, sizeof **records, by_last_use);
}

void session_store_clean(const struct store *store, const char *base_key, int64_t keep_s, size_t *count)
{
    size_t file_count;
    char *path = folder_of(store, base_key), *current = NULL;
    struct session_file *files = files_of(path, &file_count);
    session_store_current(store, base_key, &current, NULL);
    char *kept = xasprintf("%s/%s.json", path, current != NULL ? current : "");
    int64_t oldest_s = clock_wall_s() - keep_s;
    *count = 0;
    for (size_t i = file_count; i-- > 0 && files[i].used_ns / 1000000000 < oldest_s;)
        if (!text_equal(files[i].path, kept) && unlink(files[i].path) == 0)
            (*count)++;
    files_free(files, file_count);
    free(kept);
    free(current);
    free(path);
}
