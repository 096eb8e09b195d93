/* The tables, as numbered steps: step N brings a database from user_version N-1 to N. Steps that were released
 * never change; a new need is a new step at the end. */
#ifndef BGMUSIC_ENGINE_STORAGE_DATABASE_MIGRATIONS_H
#define BGMUSIC_ENGINE_STORAGE_DATABASE_MIGRATIONS_H

#include "bgmusic/base/error.h"

struct database;

int database_version_wanted(void);
/* BGM_FAILED for a database of a newer program. */
enum bgm_status database_migrate(struct database *database, const char *path, struct bgm_error *err);

#endif
