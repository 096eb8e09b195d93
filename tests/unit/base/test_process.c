/* Other programs: arguments, pipes, floods, deadlines, descriptors that do not leak. */
#include "unit/unit_test.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/process.h"

enum { PATIENCE_MS = 20000 };

static enum bgm_status capture(const char *const argv[], struct buf *out, struct buf *complaint, int *code,
                               struct bgm_error *err)
{
    buf_init(out, 1000000);
    return process_capture(argv, PATIENCE_MS, out, complaint, code, err);
}

static void arguments_arrive_as_they_are(void **state)
{
    (void)state;
    static const char *const argv[] = {"printf", "%s|", "a b", "",         "$(id)", "'\"", "*",
                                       "\n",     ";",   "-n",  "\xff\xfe", "`x`",   "\\",  NULL};
    struct buf out;
    int code = -1;
    assert_int_equal(capture(argv, &out, NULL, &code, NULL), BGM_OK);
    assert_int_equal(code, 0);
    assert_string_equal(out.bytes, "a b||$(id)|'\"|*|\n|;|-n|\xff\xfe|`x`|\\|");
    buf_release(&out);
}

static void exit_codes(void **state)
{
    (void)state;
    static const struct {
        const char *script, *out, *complaint;
        int code;
    } rows[] = {
        {"exit 0", "", "", 0},
        {"echo out; echo bad >&2; exit 7", "out\n", "bad\n", 7},
        {"kill -9 $$", "", "", 128 + SIGKILL},
        {"kill -TERM $$", "", "", 128 + SIGTERM},
        {"cat; echo end", "end\n", "", 0}, /* stdin is empty */
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *argv[] = {"sh", "-c", rows[i].script, NULL};
        struct buf out, complaint;
        int code = -1;
        buf_init(&complaint, 1000);
        assert_int_equal(capture(argv, &out, &complaint, &code, NULL), BGM_OK);
        CHECK_ROW(code == rows[i].code, i, rows[i].script);
        CHECK_ROW(strcmp(out.bytes, rows[i].out) == 0, i, rows[i].script);
        CHECK_ROW(strcmp(complaint.bytes, rows[i].complaint) == 0, i, rows[i].script);
        buf_release(&out);
        buf_release(&complaint);
    }
}

/* Children take signals as usual, but for a SIGHUP that nohup ignores on purpose. */
static void nohup_reaches_children(void **state)
{
    (void)state;
    static const char *const argv[] = {"sh", "-c", "kill -HUP $$; echo alive", NULL};
    void (*const before[])(int) = {SIG_DFL, SIG_IGN};
    for (size_t i = 0; i < COUNT(before); i++) {
        struct buf out;
        int code = -1;
        void (*old)(int) = signal(SIGHUP, before[i]);
        assert_int_equal(capture(argv, &out, NULL, &code, NULL), BGM_OK);
        signal(SIGHUP, old);
        assert_int_equal(code, before[i] == SIG_IGN ? 0 : 128 + SIGHUP);
        assert_string_equal(out.bytes, before[i] == SIG_IGN ? "alive\n" : "");
        buf_release(&out);
    }
}

static void a_missing_program(void **state)
{
    (void)state;
    static const char *const argv[] = {"no-such-program-here", NULL};
    struct buf out;
    struct bgm_error err = BGM_ERROR_INIT;
    int code = -1;
    assert_int_equal(capture(argv, &out, NULL, &code, &err), BGM_FAILED);
    assert_non_null(strstr(err.message, "no-such-program-here"));
    buf_release(&out);
    assert_false(process_program_exists("no-such-program-here"));
    assert_true(process_program_exists("sh"));
    assert_true(process_program_exists("/bin/sh"));
    assert_false(process_program_exists("/bin/no-such-program-here"));
    char *own = process_own_path();
    assert_non_null(strstr(own, "test_process"));
    free(own);
}

/* An empty place in PATH is the current folder. */
static void the_path_is_searched(void **state)
{
    char *program = path_join(*state, "tool"), *before = getcwd(NULL, 0), *path = xstrdup(getenv("PATH"));
    assert_int_equal(file_write(program, 0700, "#!/bin/sh\n", 10, NULL), BGM_OK);
    assert_false(process_program_exists("tool"));
    assert_int_equal(chdir(*state), 0);
    setenv("PATH", ":/nowhere", 1);
    assert_true(process_program_exists("tool"));
    setenv("PATH", *state, 1);
    assert_true(process_program_exists("tool"));
    unsetenv("PATH");
    assert_false(process_program_exists("tool"));
    setenv("PATH", path, 1);
    assert_int_equal(chdir(before), 0);
    free(path);
    free(before);
    free(program);
}

enum { BIG_BYTES = 3 * 1000 * 1000 };

static void *feed(void *context)
{
    struct process *child = context;
    char *bytes = xmalloc(BIG_BYTES);
    for (int i = 0; i < BIG_BYTES; i++)
        bytes[i] = (char)(i * 31 >> 3);
    file_write_all(child->stdin_fd, bytes, BIG_BYTES);
    process_close_stdin(child);
    free(bytes);
    return NULL;
}

static void big_pipes_both_ways(void **state)
{
    (void)state;
    static const char *const argv[] = {"cat", NULL};
    struct process child = PROCESS_INIT;
    pthread_t feeder;
    assert_int_equal(process_start(&child, argv, PROCESS_STDIN | PROCESS_STDOUT, NULL), BGM_OK);
    assert_int_equal(pthread_create(&feeder, NULL, feed, &child), 0);
    static char piece[65536];
    int total = 0;
    bool same = true;
    for (ssize_t got; (got = read(child.stdout_fd, piece, sizeof piece)) > 0;) {
        for (ssize_t i = 0; i < got; i++, total++)
            same = same && piece[i] == (char)(total * 31 >> 3);
    }
    pthread_join(feeder, NULL);
    assert_int_equal(total, BIG_BYTES);
    assert_true(same);
    int code = -1;
    assert_int_equal(process_finish(&child, PATIENCE_MS, &code, NULL), BGM_OK);
    assert_int_equal(code, 0);
    process_release(&child);
    process_release(&child); /* legal in every state */
}

static void floods(void **state)
{
    (void)state;
    static const char *const complains[] = {"sh", "-c", "head -c 1000000 /dev/zero | tr '\\0' x >&2; echo done; exit 3",
                                            NULL};
    struct buf out, complaint;
    int code = -1;
    buf_init(&complaint, 1000000);
    assert_int_equal(capture(complains, &out, &complaint, &code, NULL), BGM_OK);
    assert_int_equal(code, 3);
    assert_string_equal(out.bytes, "done\n");
    assert_int_equal(complaint.length, 16 * 1024); /* the first of it */
    buf_release(&out);
    buf_release(&complaint);

    static const char *const talks[] = {"sh", "-c", "while :; do echo too much; done", NULL};
    struct bgm_error err = BGM_ERROR_INIT;
    assert_int_equal(capture(talks, &out, NULL, &code, &err), BGM_TOO_LARGE);
    buf_release(&out);
}

static void deadlines(void **state)
{
    (void)state;
    static const char *const sleeps[] = {"sleep", "600", NULL};
    static const char *const deaf[] = {"sh", "-c", "trap '' TERM INT; sleep 600; sleep 600", NULL};
    const char *const *const programs[] = {sleeps, deaf};
    for (size_t i = 0; i < 2; i++) {
        struct buf out;
        struct bgm_error err = BGM_ERROR_INIT;
        int code = 0;
        int64_t before = clock_real_ms();
        buf_init(&out, 100);
        assert_int_equal(process_capture(programs[i], 50, &out, NULL, &code, &err), BGM_TIMED_OUT);
        assert_in_range(clock_real_ms() - before, 50, 60000);
        buf_release(&out);

        struct process child = PROCESS_INIT;
        assert_int_equal(process_start(&child, programs[i], 0, NULL), BGM_OK);
        pid_t pid = child.pid;
        assert_int_equal(process_finish(&child, 20, &code, &err), BGM_TIMED_OUT);
        assert_int_equal(kill(pid, 0), -1);
        process_release(&child);
    }
}

/* A process that the child leaves behind keeps its stderr open; our wait for the child must end all the same. */
static void orphans_do_not_hold_us(void **state)
{
    (void)state;
    static const char *const argv[] = {"sh", "-c", "echo said >&2; sleep 600 & exit 4", NULL};
    struct process child = PROCESS_INIT;
    int code = -1;
    int64_t before = clock_real_ms();
    assert_int_equal(process_start(&child, argv, 0, NULL), BGM_OK);
    pid_t group = child.pid;
    assert_int_equal(process_finish(&child, PATIENCE_MS, &code, NULL), BGM_OK);
    assert_int_equal(code, 4);
    assert_string_equal(child.stderr_text.bytes, "said\n");
    assert_in_range(clock_real_ms() - before, 0, 60000);
    process_release(&child);
    kill(-group, SIGKILL);
}

/* Is the pipe without a writer, at the latest after `most_ms`? */
static bool ends_within(int fd, int most_ms)
{
    char piece[64];
    int64_t end = clock_real_ms() + most_ms;
    for (int64_t left = most_ms; left >= 0; left = end - clock_real_ms()) {
        struct pollfd look = {.fd = fd, .events = POLLIN};
        if (poll(&look, 1, (int)left) > 0 && read(fd, piece, sizeof piece) <= 0)
            return true;
    }
    return false;
}

/* Starts `script`, waits until it said something, and gives a reading end of a pipe that is open as long as the child
 * or one of its children is there. */
static int start_talking(struct process *child, const char *script)
{
    const char *argv[] = {"sh", "-c", script, NULL};
    char said;
    assert_int_equal(process_start(child, argv, PROCESS_STDOUT, NULL), BGM_OK);
    assert_int_equal(read(child->stdout_fd, &said, 1), 1);
    return fcntl(child->stdout_fd, F_DUPFD_CLOEXEC, 10);
}

static void the_children_of_a_child_go_with_it(void **state)
{
    (void)state;
    struct process child = PROCESS_INIT;
    int code;
    int life = start_talking(&child, "sleep 600 & echo x; wait");
    assert_int_equal(process_finish(&child, 20, &code, NULL), BGM_TIMED_OUT);
    assert_true(ends_within(life, PATIENCE_MS));
    process_release(&child);
    close(life);

    life = start_talking(&child, "sleep 600 & echo x; wait");
    interrupt_kill_children();
    assert_true(ends_within(life, PATIENCE_MS));
    process_release(&child);
    close(life);
}

/* Its number may be another program's soon. */
static void a_child_that_ended_is_forgotten(void **state)
{
    (void)state;
    struct process child = PROCESS_INIT;
    int code;
    int life = start_talking(&child, "sleep 600 & echo x");
    pid_t group = child.pid;
    assert_int_equal(process_finish(&child, PATIENCE_MS, &code, NULL), BGM_OK);
    interrupt_kill_children();
    assert_false(ends_within(life, 50)); /* what it left behind still has its number as a group */
    process_release(&child);
    assert_int_equal(kill(-group, SIGKILL), 0);
    close(life);
}

static void killed_children_make_room_for_others(void **state)
{
    (void)state;
    enum { MORE_THAN_ARE_NOTED = 300 };
    static const char *const argv[] = {"sleep", "600", NULL};
    struct process child = PROCESS_INIT;
    for (int i = 0; i < MORE_THAN_ARE_NOTED; i++) {
        assert_int_equal(process_start(&child, argv, 0, NULL), BGM_OK);
        process_release(&child);
    }
    int life = start_talking(&child, "echo x; exec sleep 600");
    interrupt_kill_children();
    assert_true(ends_within(life, PATIENCE_MS));
    process_release(&child);
    close(life);
}

#ifdef __linux__
static void children_die_with_their_parent(void **state)
{
    (void)state;
    int life[2];
    char ready;
    assert_int_equal(pipe(life), 0); /* inherited by the child's child, too */
    pid_t parent = fork();
    if (parent == 0) {
        static const char *const argv[] = {"sleep", "600", NULL};
        struct process child = PROCESS_INIT;
        close(life[0]);
        if (process_start(&child, argv, 0, NULL) != BGM_OK || write(life[1], "x", 1) != 1)
            _exit(1);
        for (;;)
            pause();
    }
    close(life[1]);
    assert_int_equal(read(life[0], &ready, 1), 1);
    kill(parent, SIGKILL);
    assert_int_equal(waitpid(parent, NULL, 0), parent);
    assert_true(ends_within(life[0], PATIENCE_MS));
    close(life[0]);
}
#endif

/* The child must see 0, 1, 2, and 3 when there is a progress pipe; nothing of what this process has open. */
static void descriptors_do_not_leak(void **state)
{
    (void)state;
    enum { MOST_FD = 1024 };
    static bool inherited[MOST_FD];
    for (int fd = 0; fd < MOST_FD; fd++)
        inherited[fd] = fcntl(fd, F_GETFD) >= 0 && (fcntl(fd, F_GETFD) & FD_CLOEXEC) == 0;
    static const char *const argv[] = {"sh", "-c", "echo /proc/self/fd/*; echo half >&3", NULL};
    int kept = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 20);
    struct process other = PROCESS_INIT, child = PROCESS_INIT;
    static const char *const waits[] = {"cat", NULL};
    assert_int_equal(process_start(&other, waits, PROCESS_STDIN | PROCESS_STDOUT | PROCESS_PROGRESS, NULL), BGM_OK);
    assert_int_equal(process_start(&child, argv, PROCESS_STDOUT | PROCESS_PROGRESS, NULL), BGM_OK);
    char text[1000] = "", progress[10] = "";
    size_t used = 0;
    for (ssize_t got; used < sizeof text - 1 && (got = read(child.stdout_fd, text + used, sizeof text - 1 - used)) > 0;)
        used += (size_t)got;
    assert_int_equal(read(child.progress_fd, progress, 9), 5);
    assert_string_equal(progress, "half\n");
    int code = -1;
    assert_int_equal(process_finish(&child, PATIENCE_MS, &code, NULL), BGM_OK);
    /* What this process was itself started with is inherited; the shell's own look into the folder is 4, 10 or 11. */
    for (const char *at = strstr(text, "/fd/"); at != NULL; at = strstr(at + 1, "/fd/")) {
        long fd = strtol(at + 4, NULL, 10);
        if (fd > 3 && fd != 4 && fd != 10 && fd != 11 && (fd >= MOST_FD || !inherited[fd]))
            fail_msg("descriptor %ld leaked", fd);
    }
    assert_non_null(strstr(text, "/fd/3"));
    process_release(&child);
    process_close_stdin(&other);
    assert_int_equal(process_finish(&other, PATIENCE_MS, &code, NULL), BGM_OK);
    process_release(&other);
    close(kept);
}

static int count_open(void)
{
    int count = 0;
    for (int fd = 0; fd < 256; fd++)
        count += fcntl(fd, F_GETFD) >= 0;
    return count;
}

static void nothing_stays_open_here(void **state)
{
    (void)state;
    int before = count_open();
    exit_codes(state);
    a_missing_program(state);
    deadlines(state);
    assert_int_equal(count_open(), before);
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arguments_arrive_as_they_are),
        cmocka_unit_test(exit_codes),
        cmocka_unit_test(nohup_reaches_children),
        cmocka_unit_test(a_missing_program),
        cmocka_unit_test_setup_teardown(the_path_is_searched, scratch_setup, scratch_teardown),
        cmocka_unit_test(big_pipes_both_ways),
        cmocka_unit_test(floods),
        cmocka_unit_test(deadlines),
        cmocka_unit_test(orphans_do_not_hold_us),
        cmocka_unit_test(the_children_of_a_child_go_with_it),
        cmocka_unit_test(a_child_that_ended_is_forgotten),
        cmocka_unit_test(killed_children_make_room_for_others),
#ifdef __linux__
        cmocka_unit_test(children_die_with_their_parent),
#endif
        cmocka_unit_test(descriptors_do_not_leak),
        cmocka_unit_test(nothing_stays_open_here),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
