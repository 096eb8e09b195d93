/* The handles of libcurl, with their open connections, that the clients of one run share.
 *
 * A client takes one for a hop and puts it back: the one that was used last is given first, so that a run of one job
 * keeps to one connection, and a run of N jobs to N. A handle belongs to one thread while it is out: libcurl's own
 * sharing of connections is not safe between threads (CURLSHOPT_SHARE(3), CURL_LOCK_DATA_CONNECT). */
#ifndef BGMUSIC_NET_HTTP_POOL_H
#define BGMUSIC_NET_HTTP_POOL_H

struct http_handle {
    void *multi, *easy;
    struct http_handle *next; /* private to the pool */
};

struct http_pool;

struct http_pool *http_pool_new(void);
/* Each client that uses the pool has joined it; the last one that leaves closes everything. NULL is legal. */
struct http_pool *http_pool_join(struct http_pool *pool);
void http_pool_leave(struct http_pool *pool);

/* NULL: libcurl cannot be started. */
struct http_handle *http_pool_take(struct http_pool *pool);
void http_pool_put(struct http_pool *pool, struct http_handle *handle);

#endif
