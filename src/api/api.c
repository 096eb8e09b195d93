/* The client, and what all calls share: the headers, the token's way, the outcome. */
#include "api_call.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_span.h"
#include "bgmusic/net/url.h"
#include "bgmusic/version.h"

enum { TOKEN_MOST_CHARS = 8192, PLATFORM_MOST_CHARS = 64 };

static bool is_printable_ascii(const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text < ' ' || *text > '~')
            return false;
    }
    return true;
}

bool api_client_id_is_valid(const char *client_id)
{
    size_t length = client_id != NULL ? strnlen(client_id, API_CLIENT_ID_MOST_CHARS + 1) : 0;
    return length > 0 && length <= API_CLIENT_ID_MOST_CHARS && is_printable_ascii(client_id) && client_id[0] != ' ' &&
           client_id[length - 1] != ' ';
}

static bool lies_below(const char *path, const char *home, const char *folder)
{
    if (path == NULL || home == NULL || *home == '\0')
        return false;
    char *start = xasprintf("%s/%s/", home, folder);
    bool below = text_starts_with(path, start);
    free(start);
    return below;
}

const char *api_platform(const char *skill_source, const char *program_path, const char *home)
{
    if (!text_is_blank(skill_source) && is_printable_ascii(skill_source) &&
        strnlen(skill_source, PLATFORM_MOST_CHARS + 1) <= PLATFORM_MOST_CHARS)
        return skill_source;
    if (lies_below(program_path, home, ".clawhub"))
        return "clawhub";
    if (lies_below(program_path, home, ".cursor/skills"))
        return "cursor";
    return "unknown";
}

char *api_register_link(const struct api_client *client)
{
    if (text_is_blank(client->user_id))
        return xasprintf("%s/register", client->web_url);
    struct buf link;
    buf_init(&link, 64 * 1024);
    buf_appendf(&link, "%s/register?bind=", client->web_url);
    url_append_encoded(&link, client->user_id);
    return buf_take(&link);
}

/* A base without the final slashes, so that paths can be put behind it. */
static char *trimmed_base(const char *url, const char *otherwise)
{
    char *base = xstrdup(!text_is_blank(url) ? url : otherwise);
    for (size_t length = strlen(base); length > 0 && base[length - 1] == '/'; length--)
        base[length - 1] = '\0';
    return base;
}

enum bgm_status api_client_init(struct api_client *client, const struct api_options *options, struct bgm_error *err)
{
    enum bgm_status status;
    *client = (struct api_client){.last = {.retry_after_ms = -1}};
    client->base_url =
        trimmed_base(options->base_url, options->unix_socket_path != NULL ? "http://localhost" : API_DEFAULT_URL);
    client->web_url = trimmed_base(options->web_url, API_DEFAULT_WEB_URL);
    client->user_id = xstrdup(options->user_id);
    client->platform = xstrdup(api_platform(options->platform, NULL, NULL));
    if (!url_is_allowed(client->base_url) || strpbrk(client->base_url, "?#") != NULL) {
        status = bgm_fail(err, BGM_USAGE, "\"%s\" cannot be the service's address", client->base_url);
        bgm_hint(err, "it begins with https:// (http:// on this machine alone) and has no query in it");
        goto out;
    }
    if (!text_starts_with_ignore_case(client->web_url, "https://") && !url_is_allowed(client->web_url)) {
        status = bgm_fail(err, BGM_USAGE, "\"%s\" cannot be the web address", client->web_url);
        goto out;
    }
    status = api_client_set_client_id(client, options->client_id, err);
    if (status != BGM_OK)
        goto out;
    status = api_client_set_token(client, options->token, err);
    if (status != BGM_OK)
        goto out;
    struct http_client_options http = {
        .unix_socket_path = options->unix_socket_path,
        .unix_socket_origin = client->base_url,
        .connect_timeout_ms = options->connect_timeout_ms,
    };
    status = http_client_init(&client->http, &http, err);
out:
    if (status != BGM_OK)
        api_client_release(client);
    return status;
}

void api_client_share(struct api_client *client, const struct api_client *from)
{
    *client = (struct api_client){
        .base_url = xstrdup(from->base_url),
        .web_url = xstrdup(from->web_url),
        .token = xstrdup(from->token),
        .client_id = xstrdup(from->client_id),
        .user_id = xstrdup(from->user_id),
        .platform = xstrdup(from->platform),
        .last = {.retry_after_ms = -1},
    };
    http_client_share(&client->http, &from->http);
}

void api_client_release(struct api_client *client)
{
    http_client_release(&client->http);
    free(client->base_url);
    free(client->web_url);
    secret_free(client->token);
    free(client->client_id);
    free(client->user_id);
    free(client->platform);
    *client = (struct api_client){.last = {.retry_after_ms = -1}};
}

bool api_token_is_valid(const char *token)
{
    size_t length = strnlen(token, TOKEN_MOST_CHARS + 1);
    return length > 0 && length <= TOKEN_MOST_CHARS && is_printable_ascii(token) && strchr(token, ' ') == NULL;
}

enum bgm_status api_client_set_token(struct api_client *client, const char *token, struct bgm_error *err)
{
    if (token != NULL && !api_token_is_valid(token)) {
        bgm_fail(err, BGM_AUTH,
                 "the token is no token: it is empty, too long, or has spaces or "
                 "characters outside ASCII in it");
        bgm_hint(err, "copy it again, without quotes and line ends");
        return BGM_AUTH;
    }
    char *copy = xstrdup(token);
    secret_free(client->token);
    client->token = copy;
    trace_hide(copy);
    return BGM_OK;
}

void api_client_set_user_id(struct api_client *client, const char *user_id)
{
    char *copy = xstrdup(user_id);
    free(client->user_id);
    client->user_id = copy;
}

enum bgm_status api_client_set_client_id(struct api_client *client, const char *client_id, struct bgm_error *err)
{
    if (client_id != NULL && !api_client_id_is_valid(client_id)) {
        bgm_fail(err, BGM_USAGE, "the client id cannot be used");
        bgm_hint(err, "it has 1 to %d printable ASCII characters", API_CLIENT_ID_MOST_CHARS);
        return BGM_USAGE;
    }
    char *copy = xstrdup(client_id);
    free(client->client_id);
    client->client_id = copy;
    return BGM_OK;
}

enum bgm_status api_check_id(const char *id, const char *what, struct bgm_error *err)
{
    size_t length = id != NULL ? strnlen(id, API_ID_MOST_CHARS + 1) : 0;
    bool good = length > 0 && length <= API_ID_MOST_CHARS && strcmp(id, ".") != 0 && strcmp(id, "..") != 0;
    for (size_t i = 0; good && i < length; i++) {
        char c = id[i];
        good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-_.~:", c) != NULL;
    }
    return good ? BGM_OK
                : bgm_fail(err, BGM_USAGE, "this is no %s id: 1 to %d letters, digits, '-', '_', '.', ':'", what,
                           API_ID_MOST_CHARS);
}

char *api_path(const char *before, const char *id, const char *after)
{
    struct buf path;
    buf_init(&path, 8 * 1024);
    buf_append_text(&path, before);
    url_append_encoded(&path, id);
    buf_append_text(&path, after);
    return buf_take(&path);
}

void api_call_header(struct api_call *call, const char *line)
{
    assert(call->header_count < API_HEADERS_MOST);
    call->headers[call->header_count++] = line;
    call->headers[call->header_count] = NULL;
}

void api_call_take_header(struct api_call *call, char *line)
{
    assert(call->owned_count < COUNT(call->owned));
    call->owned[call->owned_count++] = line;
    api_call_header(call, line);
}

void api_call_begin(struct api_call *call, struct api_client *client, const char *name, const char *method,
                    const char *path)
{
    *call = (struct api_call){
        .client = client,
        .facts = {.call = name, .web_url = client->web_url, .user_id = client->user_id},
        .request = HTTP_REQUEST_INIT,
    };
    client->last = (struct api_outcome){.call = name, .verdict = HTTP_REFUSED, .retry_after_ms = -1};
    http_response_init(&call->response);
    call->url = xasprintf("%s%s", client->base_url, path);
    call->request.method = method;
    call->request.url = call->url;
    call->request.headers = call->headers;
    call->request.bearer = client->token;
    call->request.idle_timeout_ms = API_CALL_IDLE_MS;
    call->request.on_tick = client->on_tick;
    call->request.context = client->tick_context;
    api_call_header(call, "X-Skill-Source: background-music");
    api_call_header(call, "X-Skill-Version: " BGMUSIC_VERSION);
    api_call_take_header(call, xasprintf("X-Skill-Platform: %s", client->platform));
}

void api_call_end(struct api_call *call)
{
    for (size_t i = 0; i < call->owned_count; i++)
        free(call->owned[i]);
    call->owned_count = 0;
    http_response_release(&call->response);
    free(call->url);
    call->url = NULL;
}

enum bgm_status api_call_send(struct api_call *call, struct bgm_error *err)
{
    struct api_outcome *last = &call->client->last;
    enum bgm_status status = http_perform(&call->client->http, &call->request, &call->response, err);
    last->verdict = call->response.verdict;
    last->http_status = call->response.status;
    last->retry_after_ms = call->response.retry_after_ms;
    last->rate_limited = call->response.status == 429;
    last->anything_sent = call->response.anything_sent;
    last->untrusted = call->response.untrusted;
    if (status == BGM_OK)
        return BGM_OK;
    switch (call->response.verdict) {
    case HTTP_RETRY_LATER:
    case HTTP_REAUTHENTICATE:
    case HTTP_GONE:
        return BGM_OK;
    case HTTP_REFUSED:
        /* A URL or redirect of the wrong kind is ours to tell; a refusal of the service is in the body. */
        if (call->response.status >= 400)
            return BGM_OK;
        break;
    case HTTP_TOO_LARGE:
        if (call->response.status == 413)
            return BGM_OK;
        break;
    default:
        break;
    }
    bgm_prefix(err, "%s", call->facts.call);
    return status;
}

void api_call_note(struct api_call *call, const struct api_envelope *envelope)
{
    call->client->last.service_code = envelope->service_code;
    call->client->last.lacks_scope = envelope->lacks_scope;
    call->client->last.is_unreadable = envelope->is_unreadable;
    if (envelope->service_code == 429)
        call->client->last.rate_limited = true;
}

enum bgm_status api_call_read(struct api_call *call, bool keep_render_errors, struct api_envelope *envelope,
                              struct bgm_error *err)
{
    enum bgm_status status = api_envelope_read(envelope, &call->facts, call->response.status, call->response.body.bytes,
                                               call->response.body.length, keep_render_errors, err);
    api_call_note(call, envelope);
    return status;
}

enum bgm_status api_call_send_json(struct api_call *call, bool keep_render_errors, struct api_envelope *envelope,
                                   struct bgm_error *err)
{
    *envelope = (struct api_envelope){0};
    enum bgm_status status = api_call_send(call, err);
    return status == BGM_OK ? api_call_read(call, keep_render_errors, envelope, err) : status;
}

char *api_envelope_id(const struct api_envelope *envelope, const struct buf *body, const char *key)
{
    const char *const wrapped[] = {"data", key, NULL};
    const char *const bare[] = {key, NULL};
    char *id = json_span_id(body->bytes, body->length, envelope->wrapped ? wrapped : bare);
    /* A text with escapes in it is no id that we would send, but it is one that can be compared. */
    return id != NULL ? id : xstrdup(json_text(envelope->data, key));
}

const char *api_library_version(void)
{
    return http_library_version();
}
