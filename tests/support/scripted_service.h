/* Starts the scripted service (tests/service) as a child of a unit test, in a private folder.
 *
 *     struct scripted_service service;
 *     scripted_start(&service, argv0, "{\"rules\":[...]}", NULL, 0);       NULL: no script, no media
 *     ... service.url ...   scripted_requests(&service, &buf)  the record so far, JSON lines
 *     scripted_stop(&service);
 */
#ifndef BGMUSIC_TESTS_SCRIPTED_SERVICE_H
#define BGMUSIC_TESTS_SCRIPTED_SERVICE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/process.h"
#include "bgmusic/base/xalloc.h"
#include "support/temporary_folder.h"

struct scripted_service {
    struct process child;
    char *folder, *record;
    char url[64];
};

/* The program lies at BUILD/unit/ROOM/test_x, the service at BUILD/tests/service. */
static inline char *scripted_program(const char *argv0)
{
    char *path = xstrdup(argv0);
    for (int i = 0; i < 3; i++) {
        char *folder = path_folder(path);
        free(path);
        path = folder;
    }
    char *program = xasprintf("%s/tests/service", path);
    free(path);
    return program;
}

static inline void scripted_start(struct scripted_service *service, const char *argv0, const char *script,
                                  const void *media, size_t media_bytes)
{
    struct bgm_error err = BGM_ERROR_INIT;
    char line[128] = "";
    size_t used = 0;
    *service = (struct scripted_service){.child = PROCESS_INIT};
    assert_int_equal(temporary_folder_make(&service->folder), BGM_OK);
    service->record = path_join(service->folder, "record.jsonl");
    char *script_path = path_join(service->folder, "script.json");
    char *media_path = path_join(service->folder, "media.mp4");
    char *program = scripted_program(argv0);
    const char *argv[12] = {program, "--until-eof", "--record", service->record};
    int count = 4;
    if (script != NULL) {
        assert_int_equal(file_write(script_path, 0600, script, strlen(script), &err), BGM_OK);
        argv[count++] = "--script";
        argv[count++] = script_path;
    }
    if (media != NULL) {
        assert_int_equal(file_write(media_path, 0600, media, media_bytes, &err), BGM_OK);
        argv[count++] = "--media";
        argv[count++] = media_path;
    }
    argv[count] = NULL;
    if (process_start(&service->child, argv, PROCESS_STDIN | PROCESS_STDOUT, &err) != BGM_OK)
        fail_msg("%s", err.message);
    while (strchr(line, '\n') == NULL && used + 1 < sizeof line) {
        ssize_t got = read(service->child.stdout_fd, line + used, sizeof line - 1 - used);
        if (got <= 0)
            fail_msg("the scripted service ended early");
        used += (size_t)got;
        line[used] = '\0';
    }
    assert_int_equal(sscanf(line, "URL=%63s", service->url), 1);
    free(script_path);
    free(media_path);
    free(program);
}

static inline void scripted_requests(const struct scripted_service *service, struct buf *lines)
{
    buf_clear(lines);
    assert_int_equal(file_read(service->record, lines, NULL), BGM_OK);
}

static inline void scripted_stop(struct scripted_service *service)
{
    process_close_stdin(&service->child);
    process_release(&service->child);
    file_remove_folder(service->folder, 1);
    free(service->folder);
    free(service->record);
}

#endif
