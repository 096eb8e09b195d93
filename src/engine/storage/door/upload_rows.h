/* Uploaded media in the database. The file itself lies under uploads/ with a random name, or is somewhere
 * else on this disk and only referred to; then size and time tell whether it is still the same. */
#ifndef BGMUSIC_ENGINE_STORAGE_UPLOAD_ROWS_H
#define BGMUSIC_ENGINE_STORAGE_UPLOAD_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/content_hash.h"
#include "bgmusic/base/error.h"
#include "bgmusic/base/media_kind.h"

struct database;

enum { UPLOAD_ID_SIZE = 25, SESSION_MOST_UPLOADS = 256 };

struct upload_row {
    char id[UPLOAD_ID_SIZE]; /* random hex */
    char name[256];          /* for people: the last component of what the client called it */
    enum media_group group;
    char *path; /* absolute, the row's */
    bool is_reference;
    int64_t size_bytes, mtime_ns;
    char hash[CONTENT_HASH_SIZE]; /* of size and samples of the content */
    int64_t duration_ms;
    int width, height;
    double fps;
    char *analysis; /* JSON of media_analysis_print(), NULL when not made yet; the row's */
};

enum bgm_status upload_insert(struct database *database, const char *session, const struct upload_row *row,
                              struct bgm_error *err);
/* BGM_NOT_FOUND when the session has no such upload. Release the row in any case. */
enum bgm_status upload_load(struct database *database, const char *session, const char *id, struct upload_row *row,
                            struct bgm_error *err);
/* All of a session, oldest first; `*rows` is the caller's (upload_rows_free). */
enum bgm_status upload_list(struct database *database, const char *session, struct upload_row **rows, size_t *count,
                            struct bgm_error *err);
enum bgm_status upload_store_analysis(struct database *database, const char *id, const char *analysis,
                                      struct bgm_error *err);
/* The analyses of the same unchanged file, referred to by other uploads, the newest first: whoever wants another kind
 * asks for the next. `number` counts from 0; `*analysis` is the caller's, NULL: there are no more. */
enum bgm_status upload_find_analysis(struct database *database, const struct upload_row *row, int number,
                                     char **analysis, struct bgm_error *err);
void upload_row_release(struct upload_row *row);
void upload_rows_free(struct upload_row *rows, size_t count);

/* Is the file behind the row still the one that was uploaded? BGM_INPUT with a sentence when not. */
enum bgm_status upload_check_file(const struct upload_row *row, struct bgm_error *err);

#endif
