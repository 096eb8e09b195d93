/* The files of one multipart request, written to disk as they come; memory stays flat. What nobody took over is deleted
 * by upload_spool_free(). */
#ifndef BGMUSIC_ENGINE_SERVER_UPLOAD_SPOOL_H
#define BGMUSIC_ENGINE_SERVER_UPLOAD_SPOOL_H

#include <stddef.h>

#include "bgmusic/base/error.h"

enum { SPOOL_MOST_FILES = 32, SPOOL_MOST_FILE_BYTES = 500 * 1024 * 1024 };

struct upload_spool;

struct spooled_file {
    char *name; /* as the client wrote it */
    char *path; /* where it lies; set to NULL by who takes the file over */
};

/* NULL when the content type names no boundary. */
struct upload_spool *upload_spool_new(const char *folder, const char *content_type);
enum bgm_status upload_spool_feed(struct upload_spool *spool, const char *bytes, size_t length, struct bgm_error *err);
/* The whole body is there: its files. */
enum bgm_status upload_spool_end(struct upload_spool *spool, struct spooled_file **files, size_t *count,
                                 struct bgm_error *err);
void upload_spool_free(struct upload_spool *spool);

#endif
