/* The folder in which a film lies while another kind is made of it. */
#include "conversion_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/random.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

enum { NAME_HEX = 16, OLD_S = 3600 };

#define NAME_PREFIX "bgmusic."
#define FILM_NAME   "film.mp4"

const char *conversion_folder_root(void)
{
    const char *root = getenv("TMPDIR");
    return root != NULL && *root != '\0' ? root : "/tmp";
}

static bool is_name_of_ours(const char *name)
{
    size_t prefix = strlen(NAME_PREFIX);
    return strncmp(name, NAME_PREFIX, prefix) == 0 && strlen(name + prefix) == NAME_HEX &&
           strspn(name + prefix, "0123456789abcdef") == NAME_HEX;
}

/* In the folder `fd`, which is ours: what else lies in it is nobody's of us, and keeps it. */
static void clear_one(int root, const char *name)
{
    struct stat info;
    int folder = openat(root, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0)
        return;
    int64_t oldest_s = clock_wall_s() - OLD_S;
    if (fstat(folder, &info) == 0 && info.st_uid == geteuid() && (info.st_mode & 077) == 0 &&
        (int64_t)info.st_mtime < oldest_s) {
        int film = openat(folder, FILM_NAME, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
        if (film < 0 ? errno == ENOENT : flock(film, LOCK_EX | LOCK_NB) == 0) {
            unlinkat(folder, FILM_NAME, 0);
            unlinkat(root, name, AT_REMOVEDIR);
        }
        if (film >= 0)
            close(film);
    }
    close(folder);
}

static void clear_left_over(void)
{
    DIR *root = opendir(conversion_folder_root());
    for (struct dirent *entry = root != NULL ? readdir(root) : NULL; entry != NULL; entry = readdir(root)) {
        if (is_name_of_ours(entry->d_name))
            clear_one(dirfd(root), entry->d_name);
    }
    if (root != NULL)
        closedir(root);
}

enum bgm_status conversion_folder_make(struct conversion_folder *folder, struct bgm_error *err)
{
    char random[NAME_HEX + 1];
    clear_left_over();
    random_hex(random, NAME_HEX);
    folder->path = xasprintf("%s/" NAME_PREFIX "%s", conversion_folder_root(), random);
    folder->film = path_join(folder->path, FILM_NAME);
    if (mkdir(folder->path, 0700) != 0)
        return bgm_fail(err, BGM_OUTPUT, "cannot make the folder \"%s\": %s", folder->path, strerror(errno));
    folder->fd = open(folder->film, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (folder->fd < 0 || flock(folder->fd, LOCK_EX | LOCK_NB) != 0)
        return bgm_fail(err, BGM_OUTPUT, "cannot write \"%s\": %s", folder->film, strerror(errno));
    return BGM_OK;
}

void conversion_folder_release(struct conversion_folder *folder)
{
    if (folder->path != NULL)
        file_remove_folder(folder->path, 0);
    if (folder->fd >= 0)
        close(folder->fd);
    free(folder->path);
    free(folder->film);
    *folder = (struct conversion_folder)CONVERSION_FOLDER_INIT;
}
