/* A client: what all its exchanges share. */
#include <stdlib.h>

#include "bgmusic/base/xalloc.h"
#include "bgmusic/net/http.h"
#include "bgmusic/version.h"
#include "http_pool.h"

static char *environment_text(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && *value != '\0' ? xstrdup(value) : NULL;
}

enum bgm_status http_client_init(struct http_client *client, const struct http_client_options *options,
                                 struct bgm_error *err)
{
    *client = (struct http_client){.pool = http_pool_new()};
    struct http_handle *handle = http_pool_take(client->pool);
    if (handle == NULL) {
        http_client_release(client);
        return bgm_fail(err, BGM_FAILED, "cannot start libcurl");
    }
    http_pool_put(client->pool, handle);
    client->unix_socket_path = xstrdup(options->unix_socket_path);
    client->unix_socket_origin =
        xstrdup(options->unix_socket_origin != NULL ? options->unix_socket_origin : "http://localhost");
    client->user_agent = xstrdup(options->user_agent != NULL ? options->user_agent : "bgmusic/" BGMUSIC_VERSION);
    http_client_set_connect_timeout(client, options->connect_timeout_ms);
    /* libcurl reads the proxy variables itself, but these three only its command line tool does. */
    client->ca_file = environment_text("CURL_CA_BUNDLE");
    if (client->ca_file == NULL) {
        client->ca_file = environment_text("SSL_CERT_FILE");
        client->ca_folder = environment_text("SSL_CERT_DIR");
    }
    return BGM_OK;
}

void http_client_share(struct http_client *client, const struct http_client *from)
{
    *client = (struct http_client){
        .pool = http_pool_join(from->pool),
        .unix_socket_path = xstrdup(from->unix_socket_path),
        .unix_socket_origin = xstrdup(from->unix_socket_origin),
        .user_agent = xstrdup(from->user_agent),
        .ca_file = xstrdup(from->ca_file),
        .ca_folder = xstrdup(from->ca_folder),
        .connect_timeout_ms = from->connect_timeout_ms,
    };
}

void http_client_set_connect_timeout(struct http_client *client, int64_t connect_timeout_ms)
{
    client->connect_timeout_ms = connect_timeout_ms > 0 ? connect_timeout_ms : HTTP_CONNECT_TIMEOUT_MS;
}

void http_client_release(struct http_client *client)
{
    http_pool_leave(client->pool);
    free(client->unix_socket_path);
    free(client->unix_socket_origin);
    free(client->user_agent);
    free(client->ca_file);
    free(client->ca_folder);
    *client = (struct http_client){0};
}
