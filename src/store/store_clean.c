/* Temporaries that a kill left. */
#include "bgmusic/store/store_clean.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/file.h"
#include "bgmusic/store/store.h"

enum { OLD_S = 3600, SUFFIX_CHARS = 6 /* of mkstemp() */ };

/* "credentials.json.a1B2c3": nothing of ours ends like this under its own name. */
static bool is_temporary(const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    const char *dot = strrchr(name, '.');
    if (dot == NULL || dot == name || strlen(dot + 1) != SUFFIX_CHARS || strspn(dot + 1, letters) != SUFFIX_CHARS)
        return false;
    static const char *const kinds[] = {".json", "current", "client_id", "chat_history", "housekeeping"};
    size_t length = (size_t)(dot - name);
    for (size_t i = 0; i < COUNT(kinds); i++) {
        size_t size = strlen(kinds[i]);
        if (length >= size && strncmp(dot - size, kinds[i], size) == 0)
            return true;
    }
    return false;
}

static void clean_folder(const char *path, int depth)
{
    int64_t oldest_s = clock_wall_s() - OLD_S;
    DIR *folder = opendir(path);
    for (struct dirent *entry = folder != NULL ? readdir(folder) : NULL; entry != NULL; entry = readdir(folder)) {
        if (entry->d_name[0] == '.')
            continue;
        char *inside = path_join(path, entry->d_name);
        struct stat info;
        if (lstat(inside, &info) == 0 && S_ISDIR(info.st_mode) && depth > 0)
            clean_folder(inside, depth - 1);
        else if (is_temporary(entry->d_name) && S_ISREG(info.st_mode) && (int64_t)info.st_mtime < oldest_s)
            unlink(inside);
        free(inside);
    }
    if (folder != NULL)
        closedir(folder);
}

void store_clean(const struct store *store)
{
    clean_folder(store->state_folder, 2);
    clean_folder(store->config_folder, 0);
    clean_folder(store->shared_folder, 0);
    clean_folder(store->data_folder, 0);
}
