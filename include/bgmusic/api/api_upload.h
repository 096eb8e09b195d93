/* Uploads: files of this machine (streamed, memory does not grow with them), or URLs that the service fetches. */
#ifndef BGMUSIC_API_API_UPLOAD_H
#define BGMUSIC_API_API_UPLOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/api/api.h"
#include "bgmusic/base/media_kind.h"

enum { API_UPLOAD_MOST_FILES = 64 };

struct api_uploaded { /* every text may be NULL, every number -1: not said */
    char *filename, *file_type, *cdn_url, *hash;
    enum media_group group; /* of the file type */
    double duration_s;
    int width, height;
    double fps;
};

struct api_upload_result {
    struct api_uploaded *files;
    size_t count;       /* as many as the service named; may differ from what was sent */
    bool state_applied; /* session_state_applied; true when not said */
};

struct api_progress { /* NULL callback: none */
    void *context;
    void (*on_progress)(void *context, int64_t done_bytes, int64_t total_bytes);
    bool (*on_tick)(void *context); /* false ends the call with BGM_TIMED_OUT */
};

/* Kind (by content, api/media_file.h) and size of every file are checked before a byte is sent: BGM_INPUT,
 * BGM_UNSUPPORTED, BGM_TOO_LARGE name the file. The name that is sent has the extension that fits the content. */
enum bgm_status api_upload_files(struct api_client *client, const char *session_id, const char *const *paths,
                                 size_t count, const struct api_progress *progress, struct api_upload_result *result,
                                 struct bgm_error *err);

/* `https:` URLs; `file:` URLs alone when the client speaks through the embedded engine's socket. */
enum bgm_status api_upload_urls(struct api_client *client, const char *session_id, const char *const *urls,
                                size_t count, struct api_upload_result *result, struct bgm_error *err);

/* Files of this machine by reference, for the embedded engine alone: it reads them where they are. Checked like
 * api_upload_files(). */
enum bgm_status api_upload_references(struct api_client *client, const char *session_id, const char *const *paths,
                                      size_t count, struct api_upload_result *result, struct bgm_error *err);

void api_upload_result_release(struct api_upload_result *result);

#endif
