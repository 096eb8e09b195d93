/* The folder in which a film lies while another kind is made of it: `$TMPDIR/bgmusic.<16 hex>/film.mp4`.
 *
 *     struct conversion_folder folder = CONVERSION_FOLDER_INIT;
 *     status = conversion_folder_make(&folder, err);
 *     ... write to folder.fd; convert folder.film ...
 *     conversion_folder_release(&folder);              deletes it; legal twice
 *
 * The film is held by a lock as long as the run lives. Folders that a kill left are cleared before a new one is made:
 * ours alone, an hour old, whose film nobody holds, and no link is followed. */
#ifndef BGMUSIC_APP_CONVERSION_FOLDER_H
#define BGMUSIC_APP_CONVERSION_FOLDER_H

#include "bgmusic/base/error.h"

struct conversion_folder {
    char *path, *film;
    int fd; /* of the film, for reading and writing; -1: none */
};

#define CONVERSION_FOLDER_INIT \
    {                          \
        .fd = -1               \
    }

enum bgm_status conversion_folder_make(struct conversion_folder *folder, struct bgm_error *err);
void conversion_folder_release(struct conversion_folder *folder);

/* $TMPDIR, else /tmp. */
const char *conversion_folder_root(void);

#endif
