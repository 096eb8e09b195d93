/* Freeing the data folder: which rows go is asked first, then every file is looked at once. */
#include "bgmusic/engine/engine_clean.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "alive_lock.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "database.h"

enum {
    FILE_CHARS = 32,     /* of a render's file: "<32 hex>.mp4", "<32 hex>.parts" */
    YOUNG_S = 3600,      /* a file without a row may be on its way into the database */
    MOST_ROWS = 1000000, /* a ceiling for what is kept in memory */
    SCRATCH_DEPTH = 2,
};

struct doomed {
    char *id;
    char file[FILE_CHARS + 1];
};

struct cleaning {
    const struct engine_clean_wish *wish;
    struct engine_clean_part *parts;
    struct database *database;
    struct alive_lock alive;
    char *data_folder, *uploads_folder, *fetched_folder, *renders_folder, *engines_folder, *database_path;
    int64_t limit_s; /* what was touched later stays */
    struct doomed *renders;
    size_t render_count;
};

/* Sessions that nobody used, and none of whose renders anybody did. */
#define OLD_SESSIONS                                                                                      \
    "s.updated <= ? AND NOT EXISTS (SELECT 1 FROM renders n WHERE n.session = s.id AND (n.updated > ? OR" \
    " n.status IN " RENDER_SQL_OPEN "))"

/* A file is the upload itself, a folder under fetched/ holds it. */
#define UPLOAD_AT "(u.path = ?1 OR substr(u.path, 1, length(?1) + 1) = ?1 || '/')"

static void count_file(struct engine_clean_part *part, int64_t files, int64_t bytes, bool is_freed)
{
    part->files += files;
    part->bytes += bytes;
    part->freed_files += is_freed ? files : 0;
    part->freed_bytes += is_freed ? bytes : 0;
}

/* What a file takes, or all plain files of a folder and of those in it. */
static int64_t bytes_under(const char *path, int depth)
{
    struct stat about;
    if (lstat(path, &about) != 0)
        return 0;
    if (!S_ISDIR(about.st_mode))
        return S_ISREG(about.st_mode) ? (int64_t)about.st_size : 0;
    int64_t bytes = 0;
    DIR *folder = depth >= 0 ? opendir(path) : NULL;
    for (struct dirent *entry = folder != NULL ? readdir(folder) : NULL; entry != NULL; entry = readdir(folder)) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        char *inside = path_join(path, entry->d_name);
        bytes += bytes_under(inside, depth - 1);
        free(inside);
    }
    if (folder != NULL)
        closedir(folder);
    return bytes;
}

static int by_file(const void *a, const void *b)
{
    return strcmp(((const struct doomed *)a)->file, ((const struct doomed *)b)->file);
}

static bool is_doomed(const struct cleaning *cleaning, const char *name)
{
    struct doomed key = {0};
    if (strlen(name) <= FILE_CHARS)
        return false;
    memcpy(key.file, name, FILE_CHARS);
    return cleaning->render_count > 0 &&
           bsearch(&key, cleaning->renders, cleaning->render_count, sizeof *cleaning->renders, by_file) != NULL;
}

/* The finished renders whose engine has gone: one that lives may have its result fetched right now. */
static enum bgm_status find_doomed(struct cleaning *cleaning, struct bgm_error *err)
{
    struct query query = QUERY_INIT;
    bool row = false;
    enum bgm_status status = query_start(&query, cleaning->database, err,
                                         "SELECT id, file, owner FROM renders"
                                         " WHERE status IN " RENDER_SQL_ENDED " AND updated <= ?",
                                         "i", cleaning->limit_s);
    while (status == BGM_OK && (status = query_next(&query, &row, err)) == BGM_OK && row &&
           cleaning->render_count < MOST_ROWS) {
        if (alive_owner_lives(&cleaning->alive, query_text(&query, 2)))
            continue;
        cleaning->renders = xgrow(cleaning->renders, cleaning->render_count, sizeof *cleaning->renders);
        struct doomed *doomed = &cleaning->renders[cleaning->render_count++];
        *doomed = (struct doomed){.id = xstrdup(query_text(&query, 0))};
        strncpy(doomed->file, query_text(&query, 1), FILE_CHARS);
    }
    query_end(&query);
    if (cleaning->render_count > 0)
        qsort(cleaning->renders, cleaning->render_count, sizeof *cleaning->renders, by_file);
    return status;
}

static bool has_row(struct cleaning *cleaning, const char *sql, const char *key)
{
    struct query query = QUERY_INIT;
    bool row = true;
    if (query_start(&query, cleaning->database, NULL, sql, "t", key) != BGM_OK ||
        query_next(&query, &row, NULL) != BGM_OK)
        row = true;
    query_end(&query);
    return row;
}

static void drop(const struct cleaning *cleaning, const char *path)
{
    if (cleaning->wish->dry_run)
        return;
    trace(TRACE_ENGINE, "clean deletes %s", path);
    if (file_is_folder(path))
        file_remove_folder(path, SCRATCH_DEPTH);
    else
        unlink(path);
}

/* Every entry of `folder`: its kind, and whether it goes. */
static void look_at_folder(struct cleaning *cleaning, const char *folder_path, enum engine_clean_kind folder_kind)
{
    DIR *folder = opendir(folder_path);
    for (struct dirent *entry = folder != NULL ? readdir(folder) : NULL; entry != NULL; entry = readdir(folder)) {
        const char *name = entry->d_name;
        struct stat about;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
            continue;
        char *path = path_join(folder_path, name);
        bool is_renders = folder_kind == CLEAN_RENDERS;
        bool is_scratch = is_renders && text_ends_with_ignore_case(name, ".tmp"), goes = false;
        enum engine_clean_kind kind = folder_kind;
        if (is_scratch) {
            kind = CLEAN_LEFT;
            goes = !alive_maker_lives(&cleaning->alive, name);
        } else if (is_renders && is_doomed(cleaning, name)) {
            goes = true;
        } else if (!has_row(cleaning,
                            is_renders ? "SELECT 1 FROM renders WHERE substr(file, 1, 32) = substr(?, 1, 32)"
                                       : "SELECT 1 FROM uploads u WHERE " UPLOAD_AT,
                            is_renders ? name : path)) {
            kind = CLEAN_LEFT;
            goes = stat(path, &about) == 0 && (int64_t)about.st_mtime <= clock_wall_s() - YOUNG_S;
        } else if (!is_renders && cleaning->wish->older_s >= 0) {
            struct query query = QUERY_INIT;
            if (query_start(&query, cleaning->database, NULL,
                            "SELECT 1 FROM uploads u JOIN sessions s ON s.id = u.session WHERE " UPLOAD_AT
                            " AND " OLD_SESSIONS,
                            "tii", path, cleaning->limit_s, cleaning->limit_s) == BGM_OK)
                query_next(&query, &goes, NULL);
            query_end(&query);
        }
        count_file(&cleaning->parts[kind], 1, bytes_under(path, SCRATCH_DEPTH), goes);
        if (goes)
            drop(cleaning, path);
        free(path);
    }
    if (folder != NULL)
        closedir(folder);
}

/* The rows go behind their files: killed in between, the next run finds the rest. */
static enum bgm_status drop_rows(struct cleaning *cleaning, struct bgm_error *err)
{
    enum bgm_status status = database_begin(cleaning->database, err);
    if (status != BGM_OK)
        return status;
    for (size_t i = 0; i < cleaning->render_count && status == BGM_OK; i++)
        status = database_exec(cleaning->database, NULL, err, "DELETE FROM renders WHERE id = ?", "t",
                               cleaning->renders[i].id);
    if (status == BGM_OK && cleaning->wish->older_s >= 0)
        status = database_exec(cleaning->database, NULL, err,
                               "DELETE FROM sessions WHERE id IN (SELECT s.id FROM sessions s WHERE " OLD_SESSIONS ")",
                               "ii", cleaning->limit_s, cleaning->limit_s);
    enum bgm_status ended = database_end(cleaning->database, status == BGM_OK, status == BGM_OK ? err : NULL);
    /* Best effort: another process may be reading. */
    if (status == BGM_OK && ended == BGM_OK)
        database_script(cleaning->database, "VACUUM", NULL);
    return status != BGM_OK ? status : ended;
}

static int64_t database_bytes(const struct cleaning *cleaning)
{
    static const char *const endings[] = {"", "-wal", "-shm"};
    int64_t bytes = 0;
    for (size_t i = 0; i < COUNT(endings); i++) {
        char *path = xasprintf("%s%s", cleaning->database_path, endings[i]);
        int64_t size = file_size(path);
        bytes += size > 0 ? size : 0;
        free(path);
    }
    return bytes;
}

static enum bgm_status clean(struct cleaning *cleaning, struct bgm_error *err)
{
    int64_t before = database_bytes(cleaning);
    enum bgm_status status = alive_lock_take(&cleaning->alive, cleaning->engines_folder, err);
    if (status == BGM_OK)
        status = database_open(cleaning->database_path, DATABASE_BUSY_MS, &cleaning->database, err);
    if (status == BGM_OK)
        status = find_doomed(cleaning, err);
    if (status == BGM_OK) {
        look_at_folder(cleaning, cleaning->renders_folder, CLEAN_RENDERS);
        look_at_folder(cleaning, cleaning->uploads_folder, CLEAN_UPLOADS);
        look_at_folder(cleaning, cleaning->fetched_folder, CLEAN_FETCHED);
    }
    if (status == BGM_OK && !cleaning->wish->dry_run)
        status = drop_rows(cleaning, err);
    database_close(cleaning->database);
    int64_t after = database_bytes(cleaning), freed = cleaning->wish->dry_run || after > before ? 0 : before - after;
    cleaning->parts[CLEAN_DATABASE].files = 1;
    cleaning->parts[CLEAN_DATABASE].bytes = before;
    cleaning->parts[CLEAN_DATABASE].freed_bytes = freed;
    return status;
}

enum bgm_status engine_clean(const char *data_folder, const struct engine_clean_wish *wish,
                             struct engine_clean_part parts[CLEAN_KINDS], struct bgm_error *err)
{
    static const char *const names[] = {"renders", "uploads", "fetched", "leftovers", "database"};
    for (size_t i = 0; i < CLEAN_KINDS; i++)
        parts[i] = (struct engine_clean_part){.name = names[i]};
    struct cleaning cleaning = {
        .wish = wish,
        .parts = parts,
        .alive = ALIVE_LOCK_INIT,
        .data_folder = path_absolute(data_folder),
        .limit_s = clock_wall_s() - (wish->older_s > 0 ? wish->older_s : 0),
    };
    cleaning.uploads_folder = path_join(cleaning.data_folder, "uploads");
    cleaning.fetched_folder = path_join(cleaning.data_folder, "fetched");
    cleaning.renders_folder = path_join(cleaning.data_folder, "renders");
    cleaning.engines_folder = path_join(cleaning.data_folder, "engines");
    cleaning.database_path = path_join(cleaning.data_folder, "engine.db");
    enum bgm_status status = file_exists(cleaning.database_path) ? clean(&cleaning, err) : BGM_OK;
    alive_lock_release(&cleaning.alive);
    for (size_t i = 0; i < cleaning.render_count; i++)
        free(cleaning.renders[i].id);
    free(cleaning.renders);
    free(cleaning.data_folder);
    free(cleaning.uploads_folder);
    free(cleaning.fetched_folder);
    free(cleaning.renders_folder);
    free(cleaning.engines_folder);
    free(cleaning.database_path);
    return status;
}
