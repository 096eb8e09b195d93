/* What a program in a cage can do, and what it cannot. Where the system has no cage, that the program works. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bgmusic/base/file.h"
#include "bgmusic/base/process.h"
#include "bgmusic/base/process_cage.h"
#include "unit/unit_test.h"

struct yard {
    char *folder, *input, *other, *output, *outside;
};

static int yard_open(void **state)
{
    struct yard *yard = calloc(1, sizeof *yard);
    assert_int_equal(temporary_folder_make(&yard->folder), BGM_OK);
    yard->input = path_join(yard->folder, "input");
    yard->other = path_join(yard->folder, "other");
    yard->output = path_join(yard->folder, "output");
    yard->outside = path_join(yard->folder, "outside");
    assert_int_equal(file_write(yard->input, 0600, "in", 2, NULL), BGM_OK);
    assert_int_equal(file_write(yard->other, 0600, "ot", 2, NULL), BGM_OK);
    assert_int_equal(file_make_folders(yard->output, 0700, NULL), BGM_OK);
    *state = yard;
    return 0;
}

static int yard_close(void **state)
{
    struct yard *yard = *state;
    file_remove_folder(yard->folder, 2);
    free(yard->folder);
    free(yard->input);
    free(yard->other);
    free(yard->output);
    free(yard->outside);
    free(yard);
    return 0;
}

static bool system_has(const char *what)
{
    char text[200];
    process_cage_describe("cat", text, sizeof text);
    return strstr(text, what) != NULL;
}

static int run(const struct yard *yard, const char *const argv[], int64_t most_file_bytes)
{
    struct process_cage_rules rules = {
        .input = yard->input, .output = yard->output, .most_file_bytes = most_file_bytes};
    struct process_cage *cage = process_cage_new(argv[0], &rules);
    struct buf out;
    int exit_code = -1;
    buf_init(&out, 4096);
    struct bgm_error err = BGM_ERROR_INIT;
    enum bgm_status status = process_capture_caged(argv, cage, 20000, &out, NULL, &exit_code, &err);
    process_cage_free(cage);
    buf_release(&out);
    return status == BGM_OK ? exit_code : -1;
}

static void files(void **state)
{
    struct yard *yard = *state;
    bool closed = system_has("Landlock");
    char *made = path_join(yard->output, "made");
    assert_int_equal(run(yard, (const char *const[]){"cat", yard->input, NULL}, 0), 0);
    assert_int_equal(run(yard, (const char *const[]){"cat", yard->other, NULL}, 0) != 0, closed);
    assert_int_equal(run(yard, (const char *const[]){"cp", yard->input, made, NULL}, 0), 0);
    assert_int_equal(run(yard, (const char *const[]){"rm", made, NULL}, 0), 0);
    assert_int_equal(run(yard, (const char *const[]){"cp", yard->input, yard->outside, NULL}, 0) != 0, closed);
    assert_int_equal(run(yard, (const char *const[]){"rm", yard->other, NULL}, 0) != 0, closed);
    assert_int_equal(file_exists(yard->outside), !closed);
    assert_int_equal(file_exists(yard->other), closed);
    free(made);
}

/* What is no file of the system's, though it lies among them: a terminal, another process, what runs for a user; and
 * the names of others' files. */
static void what_is_not_the_systems(void **state)
{
    struct yard *yard = *state;
    bool closed = system_has("Landlock");
    int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    assert_true(terminal >= 0 && grantpt(terminal) == 0 && unlockpt(terminal) == 0);
    assert_int_equal(write(terminal, "\n", 1), 1); /* so that who may read it ends */
    const char *read_line[] = {"head", "-n", "1", ptsname(terminal), NULL};
    assert_int_equal(run(yard, read_line, 0) != 0, closed);
    close(terminal);
    char *environment = xasprintf("/proc/%d/environ", (int)getpid());
    assert_int_equal(run(yard, (const char *const[]){"cat", environment, NULL}, 0) != 0, closed);
    free(environment);
    assert_int_equal(run(yard, (const char *const[]){"cat", "/proc/self/status", NULL}, 0), 0);
    assert_int_equal(run(yard, (const char *const[]){"ls", yard->output, NULL}, 0), 0);
    assert_int_equal(run(yard, (const char *const[]){"ls", yard->folder, NULL}, 0) != 0, closed);
    char running[] = "/run/bgmusic-test-XXXXXX";
    int fd = mkstemp(running); /* root can */
    if (fd >= 0) {
        close(fd);
        assert_int_equal(run(yard, (const char *const[]){"cat", running, NULL}, 0) != 0, closed);
        unlink(running);
    }
}

/* Tokens and passwords of the environment are none of its business. */
static void secrets(void **state)
{
    struct yard *yard = *state;
    setenv("NEMO_TOKEN", "nmv_usr_a", 1);
    setenv("https_proxy", "http://me:pass@127.0.0.1:9", 1);
    setenv("BGMUSIC_TEST_WORD", "a", 1);
    assert_int_equal(run(yard, (const char *const[]){"printenv", "BGMUSIC_TEST_WORD", NULL}, 0), 0);
    assert_int_equal(run(yard, (const char *const[]){"printenv", "NEMO_TOKEN", NULL}, 0) != 0, system_has("limits"));
    assert_int_equal(run(yard, (const char *const[]){"printenv", "https_proxy", NULL}, 0) != 0, system_has("limits"));
}

static void limits(void **state)
{
    struct yard *yard = *state;
    char *made = path_join(yard->output, "made");
    const char *grow[] = {"truncate", "-s", "100000", made, NULL};
    if (!system_has("limits"))
        return;
    assert_int_equal(run(yard, grow, 200000), 0);
    assert_int_equal(unlink(made), 0);
    assert_int_not_equal(run(yard, grow, 50000), 0);
    free(made);
}

/* In a child of our own, since no program does just this. */
static void sockets(void **state)
{
    struct yard *yard = *state;
    struct process_cage *cage = process_cage_new("cat", &(struct process_cage_rules){.input = yard->input});
    int wait_status = 0;
    pid_t child = fork();
    if (child == 0) {
        process_cage_enter(cage);
        bool inet = socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EACCES;
        bool local = socket(AF_UNIX, SOCK_STREAM, 0) < 0 && errno == EACCES;
        _exit(inet && local ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &wait_status, 0), child);
    assert_int_equal(WEXITSTATUS(wait_status) == 0, system_has("no sockets"));
    process_cage_free(cage);
}

/* What it needs is anybody's guess: it runs as ever. */
static void a_script_is_free(void **state)
{
    struct yard *yard = *state;
    char *script = path_join(yard->folder, "script"), text[200];
    static const char words[] = "#!/bin/sh\nexec cat \"$1\"\n";
    assert_int_equal(file_write(script, 0700, words, sizeof words - 1, NULL), BGM_OK);
    assert_null(process_cage_new(script, &(struct process_cage_rules){.input = yard->input}));
    assert_int_equal(run(yard, (const char *const[]){script, yard->other, NULL}, 0), 0);
    process_cage_describe(script, text, sizeof text);
    assert_memory_equal(text, "none", 4);
    free(script);
}

int main(void)
{
#define IN_YARD(test) cmocka_unit_test_setup_teardown(test, yard_open, yard_close)
    const struct CMUnitTest tests[] = {
        IN_YARD(files),   IN_YARD(what_is_not_the_systems), IN_YARD(secrets), IN_YARD(limits),
        IN_YARD(sockets), IN_YARD(a_script_is_free),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
