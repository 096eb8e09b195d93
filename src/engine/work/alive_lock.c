/* Which engines live. */
#include "alive_lock.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "bgmusic/base/random.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"

static char *lock_path(const struct alive_lock *alive)
{
    return xasprintf("%s/%s.lock", alive->folder, alive->id);
}

/* The lock that tells others that this engine lives; its text will be the socket's folder, for who tidies up after a
 * kill. A cleaner may delete the fresh file before it is locked; then the lock is on nothing, so it is made again. */
enum bgm_status alive_lock_take(struct alive_lock *alive, const char *folder, struct bgm_error *err)
{
    alive->folder = xstrdup(folder);
    random_hex(alive->id, OWNER_ID_SIZE - 1);
    char *path = lock_path(alive);
    enum bgm_status status = BGM_OK;
    for (int attempt = 0; attempt < 10; attempt++) {
        status = file_lock(&alive->lock, path, err);
        if (status != BGM_OK || file_exists(path))
            break;
        file_unlock(&alive->lock);
    }
    free(path);
    return status;
}

void alive_lock_note(struct alive_lock *alive, const char *socket_folder)
{
    /* With its end: a name that was tried before may be longer. */
    if (pwrite(alive->lock.fd, socket_folder, strlen(socket_folder) + 1, 0) < 0)
        trace(TRACE_ENGINE, "%s is not noted in the lock", socket_folder);
}

/* The lock's text is where its engine listened; removed here when that one could not. Is it gone? */
static bool socket_folder_remove(int lock_fd)
{
    char path[sizeof(((struct sockaddr_un *)NULL)->sun_path)] = "";
    ssize_t length = pread(lock_fd, path, sizeof path - 1, 0);
    const char *name = length > 0 ? strrchr(path, '/') : NULL;
    struct stat about;
    /* /tmp is everybody's: what stands there by that name now may be somebody else's. */
    if (name != NULL && strncmp(name, "/" SOCKET_FOLDER_PREFIX, strlen("/" SOCKET_FOLDER_PREFIX)) == 0 &&
        lstat(path, &about) == 0 && S_ISDIR(about.st_mode) && about.st_uid == geteuid())
        file_remove_folder(path, 0);
    else
        return true;
    return !file_is_folder(path);
}

void alive_lock_release(struct alive_lock *alive)
{
    if (alive->lock.fd >= 0) {
        char *path = lock_path(alive);
        if (socket_folder_remove(alive->lock.fd))
            unlink(path); /* else the next engine finds the folder by it */
        free(path);
        file_unlock(&alive->lock);
    }
    free(alive->folder);
    alive->folder = NULL;
}

bool alive_owner_lives(const struct alive_lock *alive, const char *id)
{
    if (strcmp(id, alive->id) == 0)
        return true;
    if (*id == '\0' || strchr(id, '/') != NULL)
        return false;
    char *path = xasprintf("%s/%s.lock", alive->folder, id);
    int fd = open(path, O_RDWR | O_CLOEXEC);
    bool lives = fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    if (fd >= 0 && !lives) {
        if (socket_folder_remove(fd))
            unlink(path); /* under its lock: an engine that starts right now will notice */
    }
    if (fd >= 0)
        close(fd);
    free(path);
    return lives;
}

/* The id before the first dot of a name. */
static void name_to_id(const char *name, char id[OWNER_ID_SIZE])
{
    size_t length = strcspn(name, ".");
    length = length < OWNER_ID_SIZE ? length : OWNER_ID_SIZE - 1;
    memcpy(id, name, length);
    id[length] = '\0';
}

bool alive_maker_lives(const struct alive_lock *alive, const char *file_name)
{
    char id[OWNER_ID_SIZE];
    name_to_id(file_name, id);
    return alive_owner_lives(alive, id);
}

void alive_lock_sweep(const struct alive_lock *alive)
{
    DIR *folder = opendir(alive->folder);
    struct dirent *entry;
    while (folder != NULL && (entry = readdir(folder)) != NULL)
        alive_maker_lives(alive, entry->d_name);
    if (folder != NULL)
        closedir(folder);
}
