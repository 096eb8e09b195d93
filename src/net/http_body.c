/* Request bodies for libcurl. libcurl resends a request on its own when a kept connection turns out to be dead, even a
 * POST: a message paid for twice. It must rewind the body for that, and a body that was begun here refuses to. */
#include "http_body.h"

#include <curl/curl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bgmusic/base/file.h"
#include "bgmusic/base/xalloc.h"

/* Bytes in memory (fd -1) or an open file; `at` is how far libcurl has read. */
struct body_source {
    struct http_body *body;
    const char *bytes;
    int fd;
    int64_t size, at;
    bool once;
};

static size_t source_read(char *place, size_t size, size_t count, void *context)
{
    struct body_source *source = context;
    const struct http_request *request = source->body->request;
    if (source->at == 0 && source->once && request->part_count == 0 && request->on_send != NULL &&
        !request->on_send(request->context)) {
        source->body->stopped = true;
        return CURL_READFUNC_ABORT;
    }
    int64_t left = source->size - source->at;
    size_t most = size * count;
    ssize_t got = left < (int64_t)most ? (ssize_t)left : (ssize_t)most;
    if (source->fd >= 0 && got > 0)
        got = read(source->fd, place, (size_t)got);
    else if (got > 0)
        memcpy(place, source->bytes + source->at, (size_t)got);
    if (got < 0 || (got == 0 && left > 0)) { /* unreadable, or cut shorter by somebody meanwhile */
        source->body->failed = true;
        return CURL_READFUNC_ABORT;
    }
    source->at += got;
    return (size_t)got;
}

static int source_seek(void *context, curl_off_t offset, int origin)
{
    struct body_source *source = context;
    if (origin != SEEK_SET || offset < 0 || offset > source->size)
        return CURL_SEEKFUNC_FAIL;
    if (offset == source->at)
        return CURL_SEEKFUNC_OK;
    if (source->once || (source->fd >= 0 && lseek(source->fd, (off_t)offset, SEEK_SET) < 0))
        return CURL_SEEKFUNC_FAIL;
    source->at = offset;
    return CURL_SEEKFUNC_OK;
}

static bool source_open(struct body_source *source, const struct http_part *part)
{
    struct stat facts;
    if (part->path == NULL) {
        source->bytes = part->bytes;
        source->size = (int64_t)part->length;
        return true;
    }
    if (file_open_plain(part->path, &source->fd, NULL) != BGM_OK || fstat(source->fd, &facts) != 0)
        return false;
    source->size = facts.st_size;
#if defined(POSIX_FADV_SEQUENTIAL)
    posix_fadvise(source->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
#endif
    return true;
}

static bool part_add(curl_mime *mime, const struct http_part *from, struct body_source *source)
{
    curl_mimepart *part = curl_mime_addpart(mime);
    return part != NULL && curl_mime_name(part, from->field) == CURLE_OK && source_open(source, from) &&
           curl_mime_data_cb(part, source->size, source_read, source_seek, NULL, source) == CURLE_OK &&
           curl_mime_filename(part, from->filename) == CURLE_OK &&
           (from->content_type == NULL || curl_mime_type(part, from->content_type) == CURLE_OK);
}

static bool form_set(struct http_body *body, CURL *easy, const struct http_request *request)
{
    body->mime = curl_mime_init(easy);
    bool good = body->mime != NULL;
    for (size_t i = 0; i < request->part_count && good; i++)
        good = part_add(body->mime, &request->parts[i], &body->sources[i]);
    if (good)
        curl_easy_setopt(easy, CURLOPT_MIMEPOST, body->mime);
    return good;
}

bool http_body_set(struct http_body *body, void *easy, const struct http_hop *hop)
{
    const struct http_request *request = hop->request;
    bool form = hop->with_body && request->part_count > 0;
    *body = (struct http_body){.request = request, .count = form ? request->part_count : 1};
    body->sources = xcalloc(body->count, sizeof *body->sources);
    for (size_t i = 0; i < body->count; i++)
        body->sources[i] = (struct body_source){.body = body, .fd = -1, .once = request->send_once};
    if (form)
        return form_set(body, easy, request);
    if (strcmp(hop->method, "HEAD") == 0) {
        curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    } else if (strcmp(hop->method, "POST") == 0) {
        size_t length = hop->with_body && request->body != NULL ? request->body_length : 0;
        curl_easy_setopt(easy, CURLOPT_POST, 1L);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)length);
        if (length == 0) {
            curl_easy_setopt(easy, CURLOPT_POSTFIELDS, "");
            return true;
        }
        body->sources[0].bytes = request->body;
        body->sources[0].size = (int64_t)length;
        curl_easy_setopt(easy, CURLOPT_READFUNCTION, source_read);
        curl_easy_setopt(easy, CURLOPT_READDATA, &body->sources[0]);
        curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, source_seek);
        curl_easy_setopt(easy, CURLOPT_SEEKDATA, &body->sources[0]);
    } else if (strcmp(hop->method, "GET") != 0) {
        return curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, hop->method) == CURLE_OK;
    }
    return true;
}

void http_body_release(struct http_body *body)
{
    curl_mime_free(body->mime);
    for (size_t i = 0; i < body->count; i++) {
        if (body->sources[i].fd >= 0)
            close(body->sources[i].fd);
    }
    free(body->sources);
    *body = (struct http_body){0};
}
