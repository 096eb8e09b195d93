/* A scripted service for tests: answers the protocol's happy path from memory, except where a script says otherwise.
 *
 *     service [--script FILE] [--record FILE] [--media FILE] [--polls N] [--port N] [--tls FILE] [--ignore-range]
 *             [--until-eof] [--hold FILE]
 *
 * --hold FILE: no render ends while that file is there, so that a test has all the time that it needs to look at one.
 * --tls FILE (PEM: private key and certificate) speaks https. Prints "URL=http://127.0.0.1:PORT" (https://) once it
 * listens, and runs until SIGTERM or SIGINT (with --until-eof: until its stdin ends). Each request becomes one JSON
 * line in the record: n, method, path, query, peer, headers, body_bytes, body. */
#include "service_internal.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

char *service_read_whole(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fprintf(stderr, "service: cannot read %s\n", path);
        exit(1);
    }
    char *bytes = NULL;
    size_t used = 0, room = 0, got;
    do {
        room = room > 0 ? 2 * room : 65536;
        bytes = realloc(bytes, room + 1);
        got = fread(bytes + used, 1, room - used, file);
        used += got;
    } while (used == room);
    fclose(file);
    bytes[used] = '\0';
    *length = used;
    return bytes;
}

static enum MHD_Result add_to_object(void *context, enum MHD_ValueKind kind, const char *key, const char *value)
{
    (void)kind;
    cJSON_AddStringToObject(context, key, value != NULL ? value : "");
    return MHD_YES;
}

static unsigned peer_port(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (info == NULL || info->client_addr->sa_family != AF_INET)
        return 0;
    return ntohs(((const struct sockaddr_in *)(const void *)info->client_addr)->sin_port);
}

static void record(struct service *service, const struct request *request)
{
    if (service->record == NULL)
        return;
    cJSON *line = cJSON_CreateObject();
    cJSON *headers = cJSON_AddObjectToObject(line, "headers");
    cJSON *query = cJSON_AddObjectToObject(line, "query");
    MHD_get_connection_values(request->connection, MHD_HEADER_KIND, add_to_object, headers);
    MHD_get_connection_values(request->connection, MHD_GET_ARGUMENT_KIND, add_to_object, query);
    cJSON_AddNumberToObject(line, "n", service->requests);
    cJSON_AddStringToObject(line, "method", request->method);
    cJSON_AddStringToObject(line, "path", request->path);
    cJSON_AddNumberToObject(line, "peer", peer_port(request->connection));
    cJSON_AddNumberToObject(line, "body_bytes", (double)request->body_bytes);
    char body[RECORDED_BODY_BYTES + 1];
    size_t kept = request->body_kept < RECORDED_BODY_BYTES ? request->body_kept : RECORDED_BODY_BYTES;
    for (size_t i = 0; i < kept; i++) {
        /* A film is no text: only ASCII goes into the line as it is. */
        unsigned char c = (unsigned char)request->body[i];
        body[i] = c == '\0' || c > 126 ? '?' : (char)c;
    }
    body[kept] = '\0';
    cJSON_AddStringToObject(line, "body", body);
    char *text = cJSON_PrintUnformatted(line);
    fprintf(service->record, "%s\n", text);
    fflush(service->record);
    free(text);
    cJSON_Delete(line);
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *path,
                                  const char *method, const char *version, const char *data, size_t *data_length,
                                  void **state)
{
    struct service *service = context;
    struct request *request = *state;
    (void)version;
    if (request == NULL) {
        *state = request = calloc(1, sizeof *request);
        pthread_mutex_lock(&service->lock);
        request->body_limit = script_upload_limit(service, method, path);
        pthread_mutex_unlock(&service->lock);
        return MHD_YES;
    }
    if (*data_length > 0) {
        size_t room = KEPT_BODY_BYTES - request->body_kept;
        size_t kept = *data_length < room ? *data_length : room;
        /* Of a film only the beginning is of interest. */
        if (request->body_kept > 65536 && request->body[0] == '-')
            kept = 0;
        request->body = realloc(request->body, request->body_kept + kept + 1);
        memcpy(request->body + request->body_kept, data, kept);
        request->body_kept += kept;
        request->body[request->body_kept] = '\0';
        request->body_bytes += *data_length;
        *data_length = 0;
        if (request->body_limit < 0 || request->body_bytes <= (unsigned long long)request->body_limit)
            return MHD_YES;
        request->connection = connection;
        request->method = method;
        request->path = path;
        pthread_mutex_lock(&service->lock);
        service->requests++;
        record(service, request);
        pthread_mutex_unlock(&service->lock);
        return MHD_NO;
    }
    if (request->body == NULL)
        request->body = calloc(1, 1);
    request->connection = connection;
    request->method = method;
    request->path = path;
    struct answer answer;
    answer_init(&answer);
    pthread_mutex_lock(&service->lock);
    service->requests++;
    record(service, request);
    routes_answer(service, request, &answer);
    script_apply(service, request, &answer);
    pthread_mutex_unlock(&service->lock);
    return answer_send(connection, &answer);
}

static void on_end(void *context, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode code)
{
    struct request *request = *state;
    (void)context;
    (void)connection;
    (void)code;
    if (request != NULL)
        free(request->body);
    free(request);
    *state = NULL;
}

static void read_arguments(struct service *service, int count, char **words, unsigned *port, bool *until_eof)
{
    for (int i = 1; i < count; i++) {
        const char *word = words[i];
        const char *value = i + 1 < count ? words[i + 1] : NULL;
        size_t length;
        if (strcmp(word, "--until-eof") == 0) {
            *until_eof = true;
            continue;
        }
        if (strcmp(word, "--ignore-range") == 0) {
            service->ignore_range = true;
            continue;
        }
        if (value == NULL) {
            fprintf(stderr, "service: %s needs a value\n", word);
            exit(2);
        }
        i++;
        if (strcmp(word, "--script") == 0) {
            char *text = service_read_whole(value, &length);
            service->script = cJSON_Parse(text);
            free(text);
            if (!cJSON_IsArray(cJSON_GetObjectItemCaseSensitive(service->script, "rules"))) {
                fprintf(stderr, "service: %s is no script\n", value);
                exit(2);
            }
        } else if (strcmp(word, "--record") == 0) {
            service->record = fopen(value, "a"); /* so that a test may empty it */
        } else if (strcmp(word, "--media") == 0) {
            service->media = service_read_whole(value, &service->media_bytes);
        } else if (strcmp(word, "--tls") == 0) {
            service->tls = service_read_whole(value, &length);
        } else if (strcmp(word, "--polls") == 0) {
            service->polls_until_done = atoi(value);
        } else if (strcmp(word, "--hold") == 0) {
            service->hold = value;
        } else if (strcmp(word, "--port") == 0) {
            *port = (unsigned)atoi(value);
        } else {
            fprintf(stderr, "service: what is %s?\n", word);
            exit(2);
        }
    }
}

int main(int count, char **words)
{
    static struct service service = {.polls_until_done = 2};
    unsigned port = 0;
    bool until_eof = false;
    sigset_t ends;
    pthread_mutex_init(&service.lock, NULL);
    read_arguments(&service, count, words, &port, &until_eof);

    signal(SIGPIPE, SIG_IGN);
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    if (!until_eof)
        pthread_sigmask(SIG_BLOCK, &ends, NULL);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    struct MHD_OptionItem tls[] = {{MHD_OPTION_HTTPS_MEM_KEY, 0, service.tls},
                                   {MHD_OPTION_HTTPS_MEM_CERT, 0, service.tls},
                                   {MHD_OPTION_END, 0, NULL}};
    unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION;
    if (service.tls != NULL)
        flags |= MHD_USE_TLS;
    else
        tls[0] = tls[2];
    struct MHD_Daemon *daemon =
        MHD_start_daemon(flags, 0, NULL, NULL, on_request, &service, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address,
                         MHD_OPTION_NOTIFY_COMPLETED, on_end, NULL, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                         (size_t)256 * 1024, MHD_OPTION_ARRAY, tls, MHD_OPTION_END);
    if (daemon == NULL) {
        fprintf(stderr, "service: cannot listen\n");
        return 1;
    }
    pthread_mutex_lock(&service.lock);
    service.port = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
    pthread_mutex_unlock(&service.lock);
    printf("URL=%s://127.0.0.1:%u\n", service.tls != NULL ? "https" : "http", service.port);
    fflush(stdout);
    if (until_eof) {
        char byte;
        while (read(STDIN_FILENO, &byte, 1) > 0) {
        }
    } else {
        int which;
        sigwait(&ends, &which);
    }
    /* Streams without end are cut by the end of the process. */
    if (service.record != NULL)
        fflush(service.record);
    _exit(0);
}
