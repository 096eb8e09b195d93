/* Tidying the data folder. */
#include "housekeeping_internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/engine/database.h"
#include "bgmusic/engine/render_rows.h"
#include "engine_internal.h"
#include "listen_socket_internal.h"

enum { HOUSEKEEPING_PAUSE_S = 3600, HOUSEKEEPING_MOST_FILES = 10000 };

/* The lock's text is where its engine listened; that one was killed before it could remove it. */
static void socket_folder_remove(int lock_fd)
{
    char path[sizeof(((struct sockaddr_un *)NULL)->sun_path)] = "";
    ssize_t length = pread(lock_fd, path, sizeof path - 1, 0);
    const char *name = length > 0 ? strrchr(path, '/') : NULL;
    struct stat about;
    /* /tmp is everybody's: what stands there by that name now may be somebody else's. */
    if (name != NULL && strncmp(name, "/" SOCKET_FOLDER_PREFIX, strlen("/" SOCKET_FOLDER_PREFIX)) == 0 &&
        lstat(path, &about) == 0 && S_ISDIR(about.st_mode) && about.st_uid == geteuid())
        file_remove_folder(path, 0);
}

bool engine_is_alive(struct engine *engine, const char *id)
{
    if (strcmp(id, engine->id) == 0)
        return true;
    if (*id == '\0' || strchr(id, '/') != NULL)
        return false;
    char *path = xasprintf("%s/%s.lock", engine->engines_folder, id);
    int fd = open(path, O_RDWR | O_CLOEXEC);
    bool alive = fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    if (fd >= 0 && !alive) {
        socket_folder_remove(fd);
        unlink(path); /* under its lock: an engine that starts right now will notice */
    }
    if (fd >= 0)
        close(fd);
    free(path);
    return alive;
}

/* The id before the first dot of a name. */
static void name_to_id(const char *name, char id[OWNER_ID_SIZE])
{
    size_t length = strcspn(name, ".");
    length = length < OWNER_ID_SIZE ? length : OWNER_ID_SIZE - 1;
    memcpy(id, name, length);
    id[length] = '\0';
}

/* Locks of dead engines, and scratch folders "<engine id>.<random>.tmp" of theirs under renders/. */
static void dead_engines_remove(struct engine *engine)
{
    char id[OWNER_ID_SIZE];
    DIR *folder = opendir(engine->engines_folder);
    struct dirent *entry;
    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        name_to_id(entry->d_name, id);
        engine_is_alive(engine, id);
    }
    if (folder != NULL)
        closedir(folder);
    folder = opendir(engine->renders_folder);
    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        name_to_id(entry->d_name, id);
        if (!text_ends_with_ignore_case(entry->d_name, ".tmp") || engine_is_alive(engine, id))
            continue;
        char *path = path_join(engine->renders_folder, entry->d_name);
        file_remove_folder(path, 2);
        free(path);
    }
    if (folder != NULL)
        closedir(folder);
}

/* Files whose row is gone; young ones are left, they may be on their way into the database. */
static void orphans_remove(struct engine *engine, const char *folder_path, const char *sql,
                           bool by_path)
{
    DIR *folder = opendir(folder_path);
    struct dirent *entry;
    for (int i = 0;
         folder != NULL && i < HOUSEKEEPING_MOST_FILES && (entry = readdir(folder)) != NULL; i++) {
        struct stat about;
        char *path = path_join(folder_path, entry->d_name);
        const char *key = by_path ? path : entry->d_name;
        bool row = true;
        /* "<32 hex>.parts" beside "<32 hex>.mp4" is a folder. */
        bool parts = text_ends_with_ignore_case(path, ".parts");
        if (stat(path, &about) == 0 && (S_ISREG(about.st_mode) || parts) &&
            about.st_mtime < clock_wall_s() - HOUSEKEEPING_PAUSE_S) {
            struct query query = QUERY_INIT;
            if (query_start(&query, engine->database, NULL, sql, "t", key) != BGM_OK ||
                query_next(&query, &row, NULL) != BGM_OK)
                row = true;
            query_end(&query);
        }
        if (!row) {
            trace(TRACE_ENGINE, "housekeeping deletes %s", path);
            if (parts)
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
                               " AND status IN ('completed', 'failed')",
                               "i", limit);
    if (status == BGM_OK)
        status =
            database_exec(database, NULL, err, "DELETE FROM tokens WHERE expires < ?", "i", now);
    if (status == BGM_OK)
        status =
            database_exec(database, NULL, err, "DELETE FROM claims WHERE expires < ?", "i", now);
    return status;
}

enum bgm_status housekeeping_run(struct engine *engine, struct bgm_error *err)
{
    dead_engines_remove(engine);
    char *stamp = path_join(engine->data_folder, "housekeeping");
    struct stat about;
    bool due = stat(stamp, &about) != 0 || about.st_mtime < clock_wall_s() - HOUSEKEEPING_PAUSE_S;
    enum bgm_status status = BGM_OK;
    if (due)
        status = file_write(stamp, 0600, "", 0, err);
    if (due && status == BGM_OK)
        status = old_rows_delete(engine->database, err);
    if (due && status == BGM_OK) {
        orphans_remove(engine, engine->uploads_folder, "SELECT 1 FROM uploads WHERE path = ?",
                       true);
        orphans_remove(engine, engine->renders_folder, "SELECT 1 FROM renders WHERE substr(file, 1, 32) = substr(?, 1, 32)",
                       false);
    }
    free(stamp);
    return status;
}

void housekeeping_leave(struct engine *engine)
{
    render_requeue(engine->database, engine->id, NULL);
}
