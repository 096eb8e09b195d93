/* Is what an input would become there already? By content and wishes, not by name alone.
 *
 *     struct work_mark mark;
 *     // reads the video, unless it is known unchanged
 *     status = work_mark_make(app, &request, engine, music_hash, &mark, err);
 *     switch (work_state_of_output(app, &request, &mark)) ...
 *     ... the work ...
 *     work_keep(app, &request, &mark);
 *
 * A file that stands at the output's place counts as ours while its size and time are those that work_keep() saw. The
 * video is not read again while its size, times and inode are the same. */
#ifndef BGMUSIC_APP_FINISHED_WORK_H
#define BGMUSIC_APP_FINISHED_WORK_H

#include <stdbool.h>

#include "bgmusic/base/content_hash.h"
#include "bgmusic/base/error.h"

struct app;
struct add_request;

struct work_mark {
    const char *engine; /* as it was asked for; borrowed */
    char input_identity[128];
    char input_hash[CONTENT_HASH_SIZE];
    char fingerprint[CONTENT_HASH_SIZE]; /* of the content and everything that was wished for */
};

enum work_state {
    WORK_MISSING, /* nothing stands there */
    WORK_SAME,    /* made from this video with these wishes */
    WORK_OTHER,   /* ours, but made from another content or with other wishes: may be replaced */
    WORK_FOREIGN, /* not as this program left it, or never seen: not ours to replace */
};

/* `engine`: as it was asked for ("auto" is a wish like another). `music_hash` NULL: no track of one's own. */
enum bgm_status work_mark_make(const struct app *app, const struct add_request *request, const char *engine,
                               const char *music_hash, struct work_mark *mark, struct bgm_error *err);
/* Is `fingerprint`, of a record, this work's? One from before they were XXH3's is worked out again by reading the
 * video. */
bool work_mark_is(const struct work_mark *mark, const struct add_request *request, const char *fingerprint);
/* WORK_SAME by an old fingerprint leaves the new one in the record. */
enum work_state work_state_of_output(const struct app *app, const struct add_request *request,
                                     const struct work_mark *mark);
/* Best effort: a note that cannot be written costs a repetition, no more. */
void work_keep(const struct app *app, const struct add_request *request, const struct work_mark *mark);

#endif
