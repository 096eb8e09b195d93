/* Tidying the data folder. */
#include "housekeeping.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "alive_lock.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "database.h"

enum { HOUSEKEEPING_PAUSE_S = 3600, FETCHED_KEEP_S = 7 * 24 * 3600, HOUSEKEEPING_MOST_FILES = 10000 };

enum { LEFT_SPOOL_S = 3600 };

/* A spool's file had a name for a moment, where the file system makes none without; a kill may have left it. */
static void left_spool_remove(const char *path)
{
    struct stat about;
    if (lstat(path, &about) == 0 && S_ISREG(about.st_mode) && about.st_mtime < clock_wall_s() - LEFT_SPOOL_S)
        unlink(path);
}

/* Scratch folders "<engine id>.<random>.tmp" of dead engines, and what else a kill left beside them. */
static void dead_engines_remove(const struct housekeeping *house)
{
    alive_lock_sweep(house->alive);
    DIR *folder = opendir(house->renders_folder);
    struct dirent *entry;
    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        char *path = path_join(house->renders_folder, entry->d_name);
        if (text_starts_with(entry->d_name, FILE_UNNAMED_PREFIX))
            left_spool_remove(path);
        else if (text_ends_with_ignore_case(entry->d_name, ".tmp") && !alive_maker_lives(house->alive, entry->d_name))
            file_remove_folder(path, 2);
        free(path);
    }
    if (folder != NULL)
        closedir(folder);
}

/* Files whose row is gone; young ones are left, they may be on their way into the database. */
static void orphans_remove(struct database *database, const char *folder_path, const char *sql, bool by_path,
                           int64_t young_s)
{
    DIR *folder = opendir(folder_path);
    struct dirent *entry;
    for (int i = 0; folder != NULL && i < HOUSEKEEPING_MOST_FILES && (entry = readdir(folder)) != NULL; i++) {
        struct stat about;
        char *path = path_join(folder_path, entry->d_name);
        const char *key = by_path ? path : entry->d_name;
        bool row = true;
        /* "<32 hex>.parts" beside "<32 hex>.mp4" is a folder, and so is what holds a fetched film. */
        bool is_ours = entry->d_name[0] != '.' && stat(path, &about) == 0 &&
                       (S_ISREG(about.st_mode) || S_ISDIR(about.st_mode)) && !text_ends_with_ignore_case(path, ".tmp");
        if (is_ours && about.st_mtime < clock_wall_s() - young_s) {
            struct query query = QUERY_INIT;
            if (query_start(&query, database, NULL, sql, "t", key) != BGM_OK ||
                query_next(&query, &row, NULL) != BGM_OK)
                row = true;
            query_end(&query);
        }
        if (!row) {
            trace(TRACE_ENGINE, "housekeeping deletes %s", path);
            if (S_ISDIR(about.st_mode))
                file_remove_folder(path, 0);
            else
                unlink(path);
        }
        free(path);
    }
    if (folder != NULL)
        closedir(folder);
}

static enum bgm_status old_rows_delete(struct database *database, struct bgm_error *err)
{
    int64_t now = clock_wall_s(), limit = now - HOUSEKEEPING_KEEP_S;
    enum bgm_status status =
        database_exec(database, NULL, err,
                      "DELETE FROM sessions WHERE updated < ? AND NOT EXISTS"
                      " (SELECT 1 FROM renders r WHERE r.session = sessions.id AND r.updated >= ?)",
                      "ii", limit, limit);
    if (status == BGM_OK)
        status = database_exec(database, NULL, err,
                               "DELETE FROM renders WHERE updated < ?"
                               " AND status IN " RENDER_SQL_ENDED,
                               "i", limit);
    if (status == BGM_OK)
        status = database_exec(database, NULL, err, "DELETE FROM tokens WHERE expires < ?", "i", now);
    if (status == BGM_OK)
        status = database_exec(database, NULL, err, "DELETE FROM claims WHERE expires < ?", "i", now);
    return status;
}

enum bgm_status housekeeping_run(const struct housekeeping *house, struct bgm_error *err)
{
    dead_engines_remove(house);
    char *stamp = path_join(house->data_folder, "housekeeping");
    struct stat about;
    bool due = stat(stamp, &about) != 0 || about.st_mtime < clock_wall_s() - HOUSEKEEPING_PAUSE_S;
    enum bgm_status status = BGM_OK;
    if (due)
        status = file_write(stamp, 0600, "", 0, err);
    if (due && status == BGM_OK)
        status = old_rows_delete(house->database, err);
    if (due && status == BGM_OK) {
        orphans_remove(house->database, house->uploads_folder, "SELECT 1 FROM uploads WHERE path = ?", true,
                       HOUSEKEEPING_PAUSE_S);
        /* A job that was cut off may still want its film. */
        char *fetched = path_join(house->data_folder, "fetched");
        orphans_remove(house->database, fetched,
                       "SELECT 1 FROM uploads WHERE substr(path, 1, length(?1) + 1) = ?1 || '/'", true, FETCHED_KEEP_S);
        free(fetched);
        orphans_remove(house->database, house->renders_folder,
                       "SELECT 1 FROM renders WHERE substr(file, 1, 32) = substr(?, 1, 32)", false,
                       HOUSEKEEPING_PAUSE_S);
    }
    free(stamp);
    return status;
}
