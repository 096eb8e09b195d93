/* Sessions known on this machine, by API base: one file each under sessions/<base>/, and the name of the current one.
 * Separate files, so that hundreds of runs at once do not wait for each other or lose an update. */
#ifndef BGMUSIC_STORE_SESSION_STORE_H
#define BGMUSIC_STORE_SESSION_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/error.h"
#include "bgmusic/base/file.h"

struct store;

enum { SESSION_KEEP_DAYS = 180, SESSION_LIST_MOST = 1000 };

struct session_record {
    char *id;         /* decimal text, up to 80 characters */
    char *task_id;    /* NULL: unknown */
    char *name;       /* for people; NULL: none */
    char *video_name; /* file name of the first uploaded video; NULL: none yet */
    char *last_draft; /* the timeline as the last turn left it; NULL: not known */
    char *media;      /* addresses that the service gave its uploads, a line each: name, tab, URL; NULL: none */
    int64_t created_s, used_s;
};

void session_record_release(struct session_record *record);

/* Under the record's lock, field by field: what `record` does not know (NULL) stays as another run left it, the first
 * video's name and the time of creation stay what they were, the time of use never goes back, lines of media are added.
 */
enum bgm_status session_store_put(const struct store *store, const char *base_key, const struct session_record *record,
                                  struct bgm_error *err);
/* BGM_NOT_FOUND: not known here. */
enum bgm_status session_store_get(const struct store *store, const char *base_key, const char *id,
                                  struct session_record *record, struct bgm_error *err);
enum bgm_status session_store_forget(const struct store *store, const char *base_key, const char *id,
                                     struct bgm_error *err);

/* Held while a run looks whether a render of the session is at work and submits one; waits for another that does.
 * file_unlock() ends it. */
enum bgm_status session_store_lock_renders(const struct store *store, const char *base_key, const char *id,
                                           struct file_lock *lock, struct bgm_error *err);

/* The current session's id, the caller's; BGM_NOT_FOUND when there is none. */
enum bgm_status session_store_current(const struct store *store, const char *base_key, char **id,
                                      struct bgm_error *err);
enum bgm_status session_store_use(const struct store *store, const char *base_key, const char *id,
                                  struct bgm_error *err);

/* Deletes the records that nobody has used for `keep_s`, but for the current one; `*count` says how many. Cheap: they
 * are not read. Best effort. */
void session_store_clean(const struct store *store, const char *base_key, int64_t keep_s, size_t *count);

/* Can the records be looked at, if there are any? Why not is told with the folder's path. */
enum bgm_status session_store_check(const struct store *store, const char *base_key, struct bgm_error *err);
/* The newest, the last used first; at most SESSION_LIST_MOST. Release each, then free the array. */
void session_store_list(const struct store *store, const char *base_key, struct session_record **records,
                        size_t *count);

#endif
