/* Putting media into a session: files of this machine, or URLs. */
#ifndef BGMUSIC_APP_UPLOAD_MEDIA_H
#define BGMUSIC_APP_UPLOAD_MEDIA_H

#include <stdbool.h>
#include <stddef.h>

#include "bgmusic/api/api_upload.h"
#include "bgmusic/base/error.h"

struct app;
struct session_record;

/* Uploads all of `places` (paths or http(s) URLs, in one call of the service as long as they are of one kind) into the
 * session. Files are checked (kind by content, size) before a byte is sent. The embedded engine reads files where they
 * are. A cut upload is started once more from the beginning. The record learns the first video's name. */
enum bgm_status upload_media(struct app *app, struct session_record *session, const char *const *places, size_t count,
                             struct api_upload_result *result, struct bgm_error *err);

/* What a file is wanted for: as a film sound alone and pictures are refused, as a track pictures, too. */
enum upload_use { UPLOAD_ANY, UPLOAD_FILM, UPLOAD_TRACK };

/* What to do with sound alone: it may come with a cover, which its container calls no film. */
#define UPLOAD_SOUND_HINT                                                                          \
    "give a video; your own music goes with --music FILE; a cover with its sound becomes a film: " \
    "ffmpeg -i IN -c copy -disposition:v 0 OUT.mkv"

/* Kind and size of a file, before anything is sent; of a URL, whether it is one that is fetched from. */
enum bgm_status upload_check(const char *path, enum upload_use use, struct bgm_error *err);
/* What only a connected app knows: does its engine take this kind of file? BGM_UNSUPPORTED when it does not. */
enum bgm_status upload_check_engine(const struct app *app, const char *path, struct bgm_error *err);

bool upload_is_url(const char *place);
/* "clip.mp4" of a path or a URL, without folders and query; the caller's. */
char *upload_place_name(const char *place);

#endif
