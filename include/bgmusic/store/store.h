/* Where the program keeps what it knows, by the XDG base directory specification:
 *
 *     config  $XDG_CONFIG_HOME/bgmusic     settings                         (default ~/.config)
 *     shared  $XDG_CONFIG_HOME/nemovideo   the client id, shared with the official tools
 *     state   $XDG_STATE_HOME/bgmusic      credentials, sessions, jobs, locks (default ~/.local/state)
 *     data    $XDG_DATA_HOME/bgmusic       the local engine's               (default ~/.local/share)
 *
 * Folders are made when something is first written into them, 0700. Tokens and sessions are kept apart by API base:
 * `base_key` is the origin of the service, or STORE_LOCAL_BASE for the embedded engine. */
#ifndef BGMUSIC_STORE_STORE_H
#define BGMUSIC_STORE_STORE_H

#include <stdbool.h>

#include "bgmusic/base/error.h"

struct store {
    char *config_folder, *shared_folder, *state_folder, *data_folder;
};

struct buf;

/* Stands for the embedded engine where an API base is expected. */
#define STORE_LOCAL_BASE "local"

/* BGM_USAGE when neither the XDG variables nor HOME tell where. */
enum bgm_status store_init(struct store *store, struct bgm_error *err);
void store_release(struct store *store);

/* `folder`/`name`, the folder made (0700) first. The path is the caller's. */
enum bgm_status store_path(const char *folder, const char *name, char **path, struct bgm_error *err);

/* What stands in a file of the store, to the end of `out`. BGM_NOT_FOUND: there is none; BGM_FAILED: it cannot be read,
 * which is told with its path. */
enum bgm_status store_read(const char *path, struct buf *out, struct bgm_error *err);

/* Can the folder's names be read, if it is there? BGM_FAILED: why not, with its path. */
enum bgm_status store_check_folder(const char *path, struct bgm_error *err);

/* An id from outside as part of a file name: 1-80 letters, digits, `-`, `_`; anything else is refused. */
bool store_id_is_safe(const char *id);

/* A short name for a folder that belongs to one API base: 16 hexadecimal digits (FNV-1a). */
void store_base_name(const char *base_key, char name[17]);

#endif
