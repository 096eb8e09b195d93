/* A client of the service and the scripted service it talks to, for the tests of the calls. `program_name` is the
 * test's argv[0], by which the service's program is found. */
#ifndef BGMUSIC_TESTS_API_FIXTURE_H
#define BGMUSIC_TESTS_API_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "bgmusic/api/api.h"
#include "bgmusic/api/api_session.h"
#include "support/scripted_service.h"

static const char *program_name;

struct fixture {
    struct scripted_service service;
    struct api_client client;
    struct bgm_error err;
    char session[32];
};

static inline void open_fixture(struct fixture *fixture, const char *script, const void *media, size_t bytes)
{
    *fixture = (struct fixture){0};
    scripted_start(&fixture->service, program_name, script, media, bytes);
    struct api_options options = {
        .base_url = fixture->service.url,
        .client_id = "11111111-2222-4333-8444-555555555555",
        .token = "nmv_usr_unit",
        .user_id = "anon_unit",
    };
    if (api_client_init(&fixture->client, &options, &fixture->err) != BGM_OK)
        fail_msg("%s", fixture->err.message);
}

static inline void close_fixture(struct fixture *fixture)
{
    api_client_release(&fixture->client);
    scripted_stop(&fixture->service);
}

static inline void new_session(struct fixture *fixture)
{
    struct api_session session;
    enum bgm_status status = api_session_new(&fixture->client, "project", "en", &session, &fixture->err);
    if (status != BGM_OK)
        fail_msg("%s", fixture->err.message);
    snprintf(fixture->session, sizeof fixture->session, "%s", session.session_id);
    api_session_release(&session);
}

static inline void expect(enum bgm_status status, const struct fixture *fixture)
{
    if (status != BGM_OK)
        fail_msg("%s", fixture->err.message);
}

static inline size_t count_of(const char *text, const char *needle)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, needle)) != NULL; at++)
        count++;
    return count;
}

static inline int temporary_file(const struct fixture *f, const char *name, char **path)
{
    *path = path_join(f->service.folder, name);
    return open(*path, O_RDWR | O_CREAT | O_TRUNC, 0600);
}

#endif
