/* The last answers of ffprobe. */
#include "probe_cache.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "bgmusic/base/file.h"
#include "bgmusic/base/xalloc.h"

enum { ENTRIES = 16 };

struct entry {
    char *path; /* NULL: empty */
    int64_t size_bytes, mtime_ns;
    struct media_info info;
};

struct probe_cache {
    pthread_mutex_t lock;
    struct entry entries[ENTRIES];
    size_t next; /* replaced next: the oldest */
};

struct probe_cache *probe_cache_new(void)
{
    struct probe_cache *cache = xcalloc(1, sizeof *cache);
    pthread_mutex_init(&cache->lock, NULL);
    return cache;
}

void probe_cache_free(struct probe_cache *cache)
{
    if (cache == NULL)
        return;
    for (size_t i = 0; i < ENTRIES; i++)
        free(cache->entries[i].path);
    pthread_mutex_destroy(&cache->lock);
    free(cache);
}

static bool find(struct probe_cache *cache, const char *path, const struct stat *about, struct media_info *info)
{
    int64_t mtime_ns = file_modified_ns(about);
    bool found = false;
    pthread_mutex_lock(&cache->lock);
    for (size_t i = 0; i < ENTRIES && !found; i++) {
        const struct entry *entry = &cache->entries[i];
        found = entry->path != NULL && entry->size_bytes == about->st_size && entry->mtime_ns == mtime_ns &&
                strcmp(entry->path, path) == 0;
        if (found)
            *info = entry->info;
    }
    pthread_mutex_unlock(&cache->lock);
    return found;
}

static void keep(struct probe_cache *cache, const char *path, const struct stat *about, const struct media_info *info)
{
    pthread_mutex_lock(&cache->lock);
    struct entry *entry = &cache->entries[cache->next];
    cache->next = (cache->next + 1) % ENTRIES;
    free(entry->path);
    entry->path = xstrdup(path);
    entry->size_bytes = about->st_size;
    entry->mtime_ns = file_modified_ns(about);
    entry->info = *info;
    pthread_mutex_unlock(&cache->lock);
}

enum bgm_status probe_cached(struct probe_cache *cache, const char *path, struct media_info *info,
                             struct bgm_error *err)
{
    /* Asked before the probe: a file that changes meanwhile is then probed again. */
    struct stat about;
    bool known = stat(path, &about) == 0;
    if (known && find(cache, path, &about, info))
        return BGM_OK;
    enum bgm_status status = media_probe(path, info, err);
    if (status == BGM_OK && known)
        keep(cache, path, &about, info);
    return status;
}
