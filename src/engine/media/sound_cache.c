/* One decoded sound, kept. */
#include "sound_cache.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "bgmusic/base/file.h"
#include "bgmusic/base/xalloc.h"

struct sound_cache {
    pthread_mutex_t lock;
    char *path; /* NULL: empty */
    int64_t size_bytes, mtime_ns;
    struct spool spool;
};

struct sound_cache *sound_cache_new(void)
{
    struct sound_cache *cache = xcalloc(1, sizeof *cache);
    pthread_mutex_init(&cache->lock, NULL);
    cache->spool = (struct spool)SPOOL_INIT;
    return cache;
}

void sound_cache_free(struct sound_cache *cache)
{
    if (cache == NULL)
        return;
    spool_close(&cache->spool);
    pthread_mutex_destroy(&cache->lock);
    free(cache->path);
    free(cache);
}

static bool facts_of(const char *path, int64_t *size_bytes, int64_t *mtime_ns)
{
    struct stat about;
    if (stat(path, &about) != 0)
        return false;
    *size_bytes = about.st_size;
    *mtime_ns = file_modified_ns(&about);
    return true;
}

void sound_cache_put(struct sound_cache *cache, const char *path, struct spool *spool)
{
    pthread_mutex_lock(&cache->lock);
    spool_close(&cache->spool);
    free(cache->path);
    cache->path = NULL;
    if (facts_of(path, &cache->size_bytes, &cache->mtime_ns)) {
        cache->path = xstrdup(path);
        cache->spool = *spool;
        *spool = (struct spool)SPOOL_INIT;
    }
    pthread_mutex_unlock(&cache->lock);
    spool_close(spool);
}

bool sound_cache_get(struct sound_cache *cache, const char *path, struct spool *spool)
{
    int64_t size_bytes, mtime_ns;
    *spool = (struct spool)SPOOL_INIT;
    pthread_mutex_lock(&cache->lock);
    bool found = cache->path != NULL && strcmp(cache->path, path) == 0 && facts_of(path, &size_bytes, &mtime_ns) &&
                 size_bytes == cache->size_bytes && mtime_ns == cache->mtime_ns &&
                 spool_share(&cache->spool, spool, NULL) == BGM_OK;
    pthread_mutex_unlock(&cache->lock);
    return found;
}
