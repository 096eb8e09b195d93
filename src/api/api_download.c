/* Downloads of rendered files into a descriptor, resumable. */
#include "bgmusic/api/api_render.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api_call.h"

#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/net/url.h"

static void note_facts(struct api_download *download, const struct http_response *response)
{
    bool partial = response->status == 206;
    download->received_bytes = response->body_bytes;
    download->resumable = partial || response->accepts_ranges;
    download->started_over = download->from > 0 && response->status == 200;
    if (partial)
        download->total_bytes = response->range_total;
    else if (response->status == 200)
        download->total_bytes = response->content_length;
    /* A weak validator must not be used with If-Range (RFC 9110 §13.1.5). */
    if (response->etag[0] != '\0' && !text_starts_with(response->etag, "W/"))
        snprintf(download->validator, sizeof download->validator, "%s", response->etag);
    else
        snprintf(download->validator, sizeof download->validator, "%s", response->last_modified);
}

/* The service's own error inside a refused download, or the plain sentence. */
static enum bgm_status fail_download(struct api_call *call, struct bgm_error *err)
{
    struct api_envelope envelope = {0};
    enum bgm_status status = api_call_read(call, false, &envelope, err);
    api_envelope_release(&envelope);
    if (status != BGM_OK)
        return status;
    return bgm_fail(err, BGM_SERVICE, "download: the service sent no file");
}

static enum bgm_status run(struct api_call *call, struct api_download *download, struct bgm_error *err)
{
    download->received_bytes = 0;
    download->total_bytes = -1;
    download->resumable = download->started_over = false;
    download->validator[0] = '\0';
    call->facts.at_export = true;
    call->request.fd = download->fd;
    call->request.range_from = download->from;
    call->request.if_range = download->if_range;
    call->request.context = download->progress.context;
    call->request.on_progress = download->progress.on_progress;
    call->request.on_tick = download->progress.on_tick;
    call->request.text_to_body = true;
    enum bgm_status status = api_call_send(call, err);
    const struct http_response *response = &call->response;
    note_facts(download, response);
    if (status != BGM_OK)
        return status;
    if (response->verdict != HTTP_DONE || http_type_is_text(response->content_type))
        return fail_download(call, err);
    int64_t whole = (download->started_over ? 0 : download->from) + download->received_bytes;
    if (whole == 0)
        return bgm_fail(err, BGM_SERVICE, "download: the service sent an empty file");
    if (download->total_bytes >= 0 && whole != download->total_bytes) {
        /* Trying again from here may help, as after a cut. */
        call->client->last.verdict = HTTP_CUT_OFF;
        return bgm_fail(err, BGM_NETWORK, "download: %lld of %lld bytes came", (long long)whole,
                        (long long)download->total_bytes);
    }
    return BGM_OK;
}

/* A GET of a whole address instead of a path of the service's. */
static void begin_at(struct api_call *call, struct api_client *client, const char *what, const char *url)
{
    api_call_begin(call, client, what, "GET", "");
    free(call->url);
    call->url = xstrdup(url);
    call->request.url = call->url;
}

enum bgm_status api_download(struct api_client *client, const char *url, struct api_download *download,
                             struct bgm_error *err)
{
    struct api_call call;
    begin_at(&call, client, "download", url);
    enum bgm_status status;
    if (!url_is_allowed(url) || (url_is_loopback(url) && !url_is_loopback(client->base_url))) {
        status = bgm_fail(err, BGM_SERVICE, "download: the service names a URL that is not allowed");
        goto out;
    }
    if (!url_same_origin(url, client->base_url)) {
        call.request.bearer = NULL;
        call.request.headers = NULL;
    }
    status = run(&call, download, err);
out:
    api_call_end(&call);
    return status;
}

bool api_may_fetch(const char *url)
{
    return url_is_allowed(url);
}

enum bgm_status api_fetch(struct api_client *client, const char *url, struct api_download *download,
                          struct bgm_error *err)
{
    struct api_call call;
    begin_at(&call, client, "fetch", url);
    call.request.bearer = NULL;
    call.request.headers = NULL;
    enum bgm_status status = url_is_allowed(url)
                                 ? run(&call, download, err)
                                 : bgm_fail(err, BGM_USAGE, "this address is not allowed: it must begin with https://");
    api_call_end(&call);
    return status;
}

enum bgm_status api_render_download(struct api_client *client, const char *render_id, struct api_download *download,
                                    struct bgm_error *err)
{
    struct api_call call;
    enum bgm_status status = api_check_id(render_id, "render", err);
    if (status != BGM_OK)
        return status;
    char *path = api_path("/api/render/proxy/", render_id, "/download");
    api_call_begin(&call, client, "download", "GET", path);
    free(path);
    status = run(&call, download, err);
    api_call_end(&call);
    return status;
}
