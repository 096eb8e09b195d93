/* Locks between processes: one at a time, dropped with the process that holds them. */
#include "unit/unit_test.h"

#include <signal.h>

struct place {
    const char *lock, *counter;
};

enum { WORKERS = 4, ROUNDS = 25 };

/* Reads, adds one, writes: without the lock, updates get lost. */
static int count_up(void *context)
{
    const struct place *place = context;
    for (int i = 0; i < ROUNDS; i++) {
        struct file_lock lock = FILE_LOCK_INIT;
        struct buf text;
        buf_init(&text, 100);
        if (file_lock(&lock, place->lock, NULL) != BGM_OK)
            return 1;
        long number = file_read(place->counter, &text, NULL) == BGM_OK ? strtol(text.bytes, NULL, 10) : 0;
        buf_clear(&text);
        buf_appendf(&text, "%ld", number + 1);
        if (file_write(place->counter, 0600, text.bytes, text.length, NULL) != BGM_OK)
            return 2;
        file_unlock(&lock);
        buf_release(&text);
    }
    return 0;
}

static void no_update_is_lost(void **state)
{
    char *lock = path_join(*state, "lock"), *counter = path_join(*state, "counter");
    struct place place = {lock, counter};
    pid_t workers[WORKERS];
    for (int i = 0; i < WORKERS; i++)
        workers[i] = start_child(count_up, &place);
    for (int i = 0; i < WORKERS; i++)
        assert_int_equal(child_exit_code(workers[i]), 0);
    struct buf text;
    buf_init(&text, 100);
    assert_int_equal(file_read(counter, &text, NULL), BGM_OK);
    assert_int_equal(strtol(text.bytes, NULL, 10), WORKERS * ROUNDS);
    buf_release(&text);
    free(lock);
    free(counter);
}

static int try_it(void *context)
{
    struct file_lock lock = FILE_LOCK_INIT;
    struct bgm_error err = BGM_ERROR_INIT;
    enum bgm_status status = file_lock_try(&lock, context, &err);
    return status == BGM_OK ? 0 : status == BGM_FAILED && lock.fd == -1 && err.message[0] != '\0' ? 1 : 2;
}

static void trying_does_not_wait(void **state)
{
    char *path = path_join(*state, "lock");
    struct file_lock lock = FILE_LOCK_INIT;
    assert_int_equal(child_exit_code(start_child(try_it, path)), 0);
    assert_int_equal(file_lock_try(&lock, path, NULL), BGM_OK);
    assert_int_equal(child_exit_code(start_child(try_it, path)), 1);
    file_unlock(&lock);
    assert_int_equal(lock.fd, -1);
    file_unlock(&lock); /* legal when not held */
    assert_int_equal(child_exit_code(start_child(try_it, path)), 0);
    free(path);
}

struct holder {
    const char *path;
    int ready[2];
};

/* Takes the lock, says so, and stays until it is killed. */
static int hold_for_ever(void *context)
{
    struct holder *holder = context;
    struct file_lock lock = FILE_LOCK_INIT;
    if (file_lock(&lock, holder->path, NULL) != BGM_OK || write(holder->ready[1], "x", 1) != 1)
        return 1;
    for (;;)
        pause();
}

static void the_dead_hold_nothing(void **state)
{
    char *path = path_join(*state, "lock"), byte;
    struct holder holder = {.path = path};
    assert_int_equal(pipe(holder.ready), 0);
    pid_t pid = start_child(hold_for_ever, &holder);
    assert_int_equal(read(holder.ready[0], &byte, 1), 1);
    assert_int_equal(child_exit_code(start_child(try_it, path)), 1);
    kill(pid, SIGKILL);
    assert_int_equal(child_exit_code(pid), 128 + SIGKILL);
    struct file_lock lock = FILE_LOCK_INIT;
    assert_int_equal(file_lock(&lock, path, NULL), BGM_OK);
    file_unlock(&lock);
    close(holder.ready[0]);
    close(holder.ready[1]);
    free(path);
}

static void no_place_for_a_lock(void **state)
{
    (void)state;
    struct file_lock lock = FILE_LOCK_INIT;
    struct bgm_error err = BGM_ERROR_INIT;
    assert_int_equal(file_lock(&lock, "/no/such/folder/lock", &err), BGM_OUTPUT);
    assert_int_equal(lock.fd, -1);
}

#define SCRATCH(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH(no_update_is_lost),
        SCRATCH(trying_does_not_wait),
        SCRATCH(the_dead_hold_nothing),
        cmocka_unit_test(no_place_for_a_lock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
