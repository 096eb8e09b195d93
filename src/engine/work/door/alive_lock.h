/* Which engines live: each holds a lock in a folder that all engines of a data folder share, so that what a dead one
 * left (renders under way, scratch folders, its socket) is taken over or removed.
 *
 *     struct alive_lock alive = ALIVE_LOCK_INIT;
 *     status = alive_lock_take(&alive, "<data>/engines", err);
 *     ... alive_owner_lives(&alive, row->owner) ...
 *     alive_lock_release(&alive); */
#ifndef BGMUSIC_ENGINE_WORK_ALIVE_LOCK_H
#define BGMUSIC_ENGINE_WORK_ALIVE_LOCK_H

#include <stdbool.h>

#include "bgmusic/base/error.h"
#include "bgmusic/base/file.h"
#include "render_rows.h"

/* How the private folder of an engine's socket is called in the folder for temporary files. */
#define SOCKET_FOLDER_PREFIX "bgmusic-"

struct alive_lock {
    char *folder;
    char id[OWNER_ID_SIZE]; /* of this engine, as owner of renders; random */
    struct file_lock lock;
};

#define ALIVE_LOCK_INIT        \
    {                          \
        .lock = FILE_LOCK_INIT \
    }

/* Makes FOLDER/<id>.lock and holds it. Release in any case. */
enum bgm_status alive_lock_take(struct alive_lock *alive, const char *folder, struct bgm_error *err);
/* Where this engine will listen, for who tidies up after a kill; the last note counts. */
void alive_lock_note(struct alive_lock *alive, const char *socket_folder);
void alive_lock_release(struct alive_lock *alive);

/* Is an engine of that id alive (this one included)? A dead one's lock and socket are removed. */
bool alive_owner_lives(const struct alive_lock *alive, const char *id);
/* The same for whoever made "<id>.something". */
bool alive_maker_lives(const struct alive_lock *alive, const char *file_name);
/* Looks at every lock of the folder. */
void alive_lock_sweep(const struct alive_lock *alive);

#endif
