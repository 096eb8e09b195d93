/* A folder as input: the films in it. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bgmusic/base/file.h"
#include "bgmusic/base/media_kind.h"
#include "bgmusic/base/xalloc.h"
#include "input_list.h"

static bool is_film(const char *path)
{
    char head[MEDIA_HEAD_BYTES];
    struct stat about;
    /* Not blocking: a named pipe among the films is none. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t got = fd >= 0 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode) ? read(fd, head, sizeof head) : -1;
    if (fd >= 0)
        close(fd);
    return got > 0 && media_group(media_sniff(head, (size_t)got)) == MEDIA_GROUP_VIDEO;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

enum bgm_status input_list_add_folder(struct input_list *list, const char *path, struct bgm_error *err)
{
    char **films = NULL;
    size_t count = 0;
    DIR *folder = opendir(path);
    if (folder == NULL)
        return bgm_fail(err, BGM_INPUT, "cannot read the folder \"%s\": %s", path, strerror(errno));
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        char *film = path_join(path, entry->d_name);
        /* Hidden files are what other programs keep beside the films ("._clip.mp4"). */
        if (entry->d_name[0] == '.' || !is_film(film)) {
            free(film);
            continue;
        }
        films = xgrow(films, count, sizeof *films);
        films[count++] = film;
    }
    closedir(folder);
    if (count > 1)
        qsort(films, count, sizeof *films, by_name);
    for (size_t i = 0; i < count; i++) {
        input_list_add(list, films[i], NULL, NULL, 0);
        free(films[i]);
    }
    free(films);
    return count > 0 ? BGM_OK : bgm_fail(err, BGM_INPUT, "there is no film in the folder \"%s\"", path);
}
