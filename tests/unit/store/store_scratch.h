/* A store in a private folder, and nothing of the caller's environment in it. */
#ifndef BGMUSIC_TESTS_STORE_SCRATCH_H
#define BGMUSIC_TESTS_STORE_SCRATCH_H

#include "unit/unit_test.h"

#include <stdio.h>
#include <sys/stat.h>

#include "bgmusic/store/settings.h"
#include "bgmusic/store/store.h"

#define BASE "https://api.example"

struct scratch {
    void *folder;
    struct store store;
};

static inline int store_setup(void **state)
{
    static struct scratch scratch;
    static const char *const variables[] = {"XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "HOME"};
    if (scratch_setup(&scratch.folder) != 0)
        return -1;
    for (size_t i = 0; i < COUNT(variables); i++) {
        char *path = path_join(scratch.folder, variables[i]);
        setenv(variables[i], path, 1);
        free(path);
    }
    unsetenv("NEMO_CLIENT_ID");
    for (int i = 0; i < SETTING_COUNT; i++) {
        if (setting_row((enum setting)i)->environment != NULL)
            unsetenv(setting_row((enum setting)i)->environment);
    }
    *state = &scratch;
    return store_init(&scratch.store, NULL) == BGM_OK ? 0 : -1;
}

static inline int store_teardown(void **state)
{
    struct scratch *scratch = *state;
    store_release(&scratch->store);
    return scratch_teardown(&scratch->folder);
}

#define STORE_TEST(test) cmocka_unit_test_setup_teardown(test, store_setup, store_teardown)

/* Puts a file of this content and mode into a folder of the store. */
static inline void put_file(const char *folder, const char *name, mode_t mode, const char *content)
{
    char *path = NULL;
    assert_int_equal(store_path(folder, name, &path, NULL), BGM_OK);
    assert_int_equal(file_write(path, mode, content, strlen(content), NULL), BGM_OK);
    free(path);
}

/* The content of a file, the caller's; NULL: there is none. */
static inline char *get_file(const char *folder, const char *name)
{
    struct buf text;
    buf_init(&text, 1000000);
    char *path = path_join(folder, name), *bytes = NULL;
    if (file_read(path, &text, NULL) == BGM_OK)
        bytes = buf_take(&text);
    buf_release(&text);
    free(path);
    return bytes;
}

static inline int mode_in(const char *folder, const char *name)
{
    char *path = path_join(folder, name);
    struct stat info;
    int mode = stat(path, &info) == 0 ? (int)(info.st_mode & 07777) : -1;
    free(path);
    return mode;
}

#endif
