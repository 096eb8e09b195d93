/* What every unit test needs: cmocka with what must stand before it, tables, private folders, texts to compare. */
#ifndef BGMUSIC_TESTS_UNIT_TEST_H
#define BGMUSIC_TESTS_UNIT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/error.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/xalloc.h"
#include "support/temporary_folder.h"

/* For a failing row of a table: says which one. */
#define CHECK_ROW(good, index, text)                                                                \
    do {                                                                                            \
        if (!(good))                                                                                \
            fail_msg("row %zu (%s): %s", (size_t)(index), (text) != NULL ? (text) : "NULL", #good); \
    } while (0)

/* A private folder for one test, as `*state`; the pair stands in cmocka_unit_test_setup_teardown(). */
static inline int scratch_setup(void **state)
{
    char *folder = NULL;
    if (temporary_folder_make(&folder) != BGM_OK)
        return -1;
    *state = folder;
    return 0;
}

static inline int scratch_teardown(void **state)
{
    file_remove_folder(*state, 8);
    free(*state);
    return 0;
}

/* Runs `work` in a child process; its exit code. */
static inline pid_t start_child(int (*work)(void *context), void *context)
{
    pid_t pid = fork();
    if (pid == 0)
        _exit(work(context));
    return pid;
}

static inline int child_exit_code(pid_t pid)
{
    int status = 0;
    while (waitpid(pid, &status, 0) < 0) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

#endif
