/* The connection behind struct database, for the files that speak to SQLite themselves. */
#ifndef BGMUSIC_ENGINE_STORAGE_DATABASE_CONNECTION_H
#define BGMUSIC_ENGINE_STORAGE_DATABASE_CONNECTION_H

#include <pthread.h>

#include "database.h"

struct sqlite3;

struct database {
    struct sqlite3 *connection;
    char *path;
    pthread_mutex_t lock; /* recursive */
};

/* The sentence for one of SQLite's codes, with what to do. */
enum bgm_status database_fail(struct database *database, int code, struct bgm_error *err);

#endif
