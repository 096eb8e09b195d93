/* Handles with their connections, shared by the threads of a run. */
#include "http_pool.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

#include "bgmusic/base/xalloc.h"

enum { HANDLE_CONNECTIONS = 8 };

struct http_pool {
    pthread_mutex_t lock;
    struct http_handle *idle;
    int users;
};

static pthread_once_t curl_once = PTHREAD_ONCE_INIT;

static void start_curl(void)
{
    curl_global_init(CURL_GLOBAL_DEFAULT);
}

struct http_pool *http_pool_new(void)
{
    pthread_once(&curl_once, start_curl);
    struct http_pool *pool = xcalloc(1, sizeof *pool);
    pthread_mutex_init(&pool->lock, NULL);
    pool->users = 1;
    return pool;
}

struct http_pool *http_pool_join(struct http_pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->users++;
    pthread_mutex_unlock(&pool->lock);
    return pool;
}

static void handle_free(struct http_handle *handle)
{
    if (handle->easy != NULL)
        curl_easy_cleanup(handle->easy);
    if (handle->multi != NULL)
        curl_multi_cleanup(handle->multi);
    free(handle);
}

void http_pool_leave(struct http_pool *pool)
{
    if (pool == NULL)
        return;
    pthread_mutex_lock(&pool->lock);
    bool is_last = --pool->users == 0;
    pthread_mutex_unlock(&pool->lock);
    if (!is_last)
        return;
    while (pool->idle != NULL) {
        struct http_handle *next = pool->idle->next;
        handle_free(pool->idle);
        pool->idle = next;
    }
    pthread_mutex_destroy(&pool->lock);
    free(pool);
}

struct http_handle *http_pool_take(struct http_pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    struct http_handle *handle = pool->idle;
    if (handle != NULL)
        pool->idle = handle->next;
    pthread_mutex_unlock(&pool->lock);
    if (handle != NULL)
        return handle;
    handle = xcalloc(1, sizeof *handle);
    handle->multi = curl_multi_init();
    handle->easy = curl_easy_init();
    if (handle->multi == NULL || handle->easy == NULL) {
        handle_free(handle);
        return NULL;
    }
    curl_multi_setopt(handle->multi, CURLMOPT_MAXCONNECTS, (long)HANDLE_CONNECTIONS);
    return handle;
}

void http_pool_put(struct http_pool *pool, struct http_handle *handle)
{
    if (handle == NULL)
        return;
    pthread_mutex_lock(&pool->lock);
    handle->next = pool->idle;
    pool->idle = handle;
    pthread_mutex_unlock(&pool->lock);
}
