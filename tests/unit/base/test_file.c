/* Files: whole reads, atomic replacement, modes, folders, unnamed files. */
#include "unit/unit_test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "bgmusic/base/interrupt.h"

static char *content(const char *path)
{
    struct buf text;
    buf_init(&text, 1000);
    if (file_read(path, &text, NULL) != BGM_OK)
        buf_append_text(&text, "(unreadable)");
    return buf_take(&text);
}

static void assert_content(const char *path, const char *wanted)
{
    char *found = content(path);
    assert_string_equal(found, wanted);
    free(found);
}

static int mode_of(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 ? (int)(info.st_mode & 07777) : -1;
}

static void reading(void **state)
{
    struct bgm_error err = BGM_ERROR_INIT;
    struct buf text;
    buf_init(&text, 10);
    char *path = path_join(*state, "f");
    assert_int_equal(file_read(path, &text, &err), BGM_NOT_FOUND);
    assert_non_null(strstr(err.message, path));
    assert_int_equal(file_write(path, 0600, "0123456789", 10, NULL), BGM_OK);
    assert_int_equal(file_read(path, &text, NULL), BGM_OK);
    assert_string_equal(text.bytes, "0123456789");
    assert_int_equal(file_read(path, &text, &err), BGM_TOO_LARGE); /* appends: no room is left */
    assert_int_equal(file_read(*state, &text, &err), BGM_INPUT);   /* a folder */
    assert_int_equal(file_size(path), 10);
    assert_int_equal(file_size(*state), -1);
    buf_release(&text);
    free(path);
}

static void replacing(void **state)
{
    char *path = path_join(*state, "config.json");
    umask(0);
    assert_int_equal(file_write(path, 0600, "old", 3, NULL), BGM_OK);
    assert_int_equal(mode_of(path), 0600);
    assert_int_equal(file_write(path, 0644, "new", 3, NULL), BGM_OK);
    assert_int_equal(mode_of(path), 0644);
    assert_content(path, "new");
    umask(077);
    assert_int_equal(file_write(path, 0644, "", 0, NULL), BGM_OK);
    assert_int_equal(mode_of(path), 0600); /* what was asked for, less the umask */
    assert_content(path, "");
    free(path);
}

/* In a child, for its limit. */
static int count_what_may_be_opened(void *context)
{
    (void)context;
    struct rlimit limit = {20, 20};
    if (!file_may_open(12) || setrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 1;
    errno = 0;
    if (file_may_open(20) || errno != EMFILE)
        return 2;
    return file_may_open(1) && file_may_open(4) && file_may_open(4) ? 0 : 3; /* what was tried is closed again */
}

static void open_files_are_counted(void **state)
{
    (void)state;
    assert_int_equal(child_exit_code(start_child(count_what_may_be_opened, NULL)), 0);
}

/* In a child, since the limit on file sizes is the process's: the write fails in the middle. */
static int write_over_the_limit(void *context)
{
    struct rlimit limit = {1000, 1000};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    static char big[5000];
    struct bgm_error err = BGM_ERROR_INIT;
    enum bgm_status status = file_write(context, 0600, big, sizeof big, &err);
    return status == BGM_OUTPUT && err.message[0] != '\0' ? 0 : 1;
}

/* In a child: a pipe in the place of a file would be waited for for ever. */
static int read_a_pipe(void *context)
{
    struct buf text;
    struct bgm_error err = BGM_ERROR_INIT;
    int fd = 0;
    buf_init(&text, 100);
    alarm(20);
    if (file_open_plain(context, &fd, &err) != BGM_INPUT || fd != -1)
        return 1;
    return file_read_plain(context, &text, &err) == BGM_INPUT && strstr(err.message, "no plain file") != NULL ? 0 : 1;
}

/* In a child: no descriptor is left. A file that is good must not be called bad for that. */
static int read_without_descriptors(void *context)
{
    struct buf text;
    struct bgm_error err = BGM_ERROR_INIT;
    const struct rlimit none = {0, 0};
    buf_init(&text, 100);
    if (setrlimit(RLIMIT_NOFILE, &none) != 0)
        return 1;
    return file_read_plain(context, &text, &err) == BGM_FAILED && strstr(err.message, context) != NULL &&
                   strstr(err.hint, "ulimit -n") != NULL
               ? 0
               : 1;
}

static void a_machine_that_is_short_is_no_bad_file(void **state)
{
    char *path = path_join(*state, "good");
    assert_int_equal(file_write(path, 0600, "good", 4, NULL), BGM_OK);
    assert_int_equal(child_exit_code(start_child(read_without_descriptors, path)), 0);
    free(path);
}

static void a_pipe_is_no_file_of_ours(void **state)
{
    char *path = path_join(*state, "config.json");
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(child_exit_code(start_child(read_a_pipe, path)), 0);
    free(path);
}

/* A reader that stalls does not keep a stopped program, and one that went away is told. */
static void streams_end_when_asked(void **state)
{
    (void)state;
    static char big[1000000];
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    interrupt_install();
    raise(SIGTERM);
    assert_false(file_write_stream(ends[1], big, sizeof big));
    assert_int_equal(errno, EINTR);
    interrupt_clear();
    assert_true(file_write_stream(ends[1], big, 1000));
    close(ends[0]);
    assert_false(file_write_stream(ends[1], big, sizeof big));
    assert_int_equal(errno, EPIPE);
    close(ends[1]);
}

static void copying_to_a_stream(void **state)
{
    struct bgm_error err = BGM_ERROR_INIT;
    int ends[2], folder = open(*state, O_RDONLY);
    char back[8] = "";
    char *path = path_join(*state, "film");
    assert_int_equal(pipe(ends), 0);
    /* A folder can be opened and not read. */
    assert_int_equal(file_copy_to_stream(folder, ends[1], &err), BGM_OUTPUT);
    assert_non_null(strstr(err.message, strerror(EISDIR)));
    assert_int_equal(file_write(path, 0600, "content", 7, NULL), BGM_OK);
    int file = open(path, O_RDONLY);
    assert_int_equal(file_copy_to_stream(file, ends[1], &err), BGM_OK);
    assert_int_equal(read(ends[0], back, 7), 7);
    assert_string_equal(back, "content");
    close(file);
    close(folder);
    close(ends[0]);
    close(ends[1]);
    free(path);
}

static void publishing(void **state)
{
    char *part = path_join(*state, "film.part"), *path = path_join(*state, "film.mp4");
    assert_int_equal(file_write(part, 0600, "one", 3, NULL), BGM_OK);
    assert_true(file_publish(part, path, false));
    assert_false(file_exists(part));
    assert_int_equal(file_write(part, 0600, "two", 3, NULL), BGM_OK);
    assert_false(file_publish(part, path, false));
    assert_int_equal(errno, EEXIST);
    assert_content(path, "one");
    assert_true(file_exists(part));
    assert_true(file_publish(part, path, true));
    assert_content(path, "two");
    assert_false(file_exists(part));
    free(part);
    free(path);
}

static void a_failed_write_keeps_the_old(void **state)
{
    char *path = path_join(*state, "kept");
    assert_int_equal(file_write(path, 0600, "old", 3, NULL), BGM_OK);
    assert_int_equal(child_exit_code(start_child(write_over_the_limit, path)), 0);
    assert_content(path, "old");
    /* Nothing is left behind beside it: the folder can go once the file is gone. */
    unlink(path);
    char *folder = path_join(*state, "taken");
    assert_int_equal(mkdir(folder, 0700), 0);
    struct bgm_error err = BGM_ERROR_INIT;
    assert_int_equal(file_write(folder, 0600, "x", 1, &err), BGM_OUTPUT); /* a folder stands there */
    assert_true(file_is_folder(folder));
    assert_int_equal(rmdir(folder), 0);
    char *nowhere = path_join(*state, "no/such/f");
    assert_int_equal(file_write(nowhere, 0600, "x", 1, &err), BGM_OUTPUT);
    assert_int_equal(rmdir(*state), 0);
    assert_int_equal(mkdir(*state, 0700), 0);
    free(nowhere);
    free(folder);
    free(path);
}

static void folders(void **state)
{
    umask(022);
    char *deep = path_join(*state, "a//b/c"), *b = path_join(*state, "a/b"), *file = path_join(b, "f"),
         *under_file = path_join(file, "x");
    struct bgm_error err = BGM_ERROR_INIT;
    assert_int_equal(file_make_folders(deep, 0700, NULL), BGM_OK);
    assert_int_equal(file_make_folders(deep, 0755, NULL), BGM_OK);
    assert_int_equal(mode_of(deep), 0700);
    assert_int_equal(mode_of(b), 0700);
    assert_int_equal(file_make_folders("/", 0700, NULL), BGM_OK);
    assert_int_equal(file_write(file, 0600, "x", 1, NULL), BGM_OK);
    assert_int_equal(file_make_folders(under_file, 0700, &err), BGM_OUTPUT);
    assert_int_equal(file_make_folders(file, 0700, &err), BGM_OUTPUT);
    assert_true(file_exists(file));
    assert_false(file_is_folder(file));
    free(under_file);
    free(file);
    free(b);
    free(deep);
}

static void removing_does_not_follow_links(void **state)
{
    char *kept = path_join(*state, "kept"), *gone = path_join(*state, "gone"), *inner = path_join(gone, "in"),
         *file = path_join(kept, "f"), *link_path = path_join(gone, "link");
    assert_int_equal(file_make_folders(kept, 0700, NULL), BGM_OK);
    assert_int_equal(file_make_folders(inner, 0700, NULL), BGM_OK);
    assert_int_equal(file_write(file, 0600, "x", 1, NULL), BGM_OK);
    assert_int_equal(symlink(kept, link_path), 0);
    file_remove_folder(gone, 0); /* not deep enough: the sub-folder stays */
    assert_true(file_is_folder(inner));
    file_remove_folder(gone, 1);
    assert_false(file_exists(gone));
    assert_true(file_exists(file));
    file_remove_folder(gone, 1);
    free(link_path);
    free(file);
    free(inner);
    free(gone);
    free(kept);
}

static void links_and_existence(void **state)
{
    char *dangling = path_join(*state, "dangling");
    assert_int_equal(symlink("nowhere", dangling), 0);
    assert_true(file_exists(dangling)); /* something stands there: writing must not surprise */
    assert_int_equal(file_size(dangling), -1);
    assert_false(file_is_folder(dangling));
    free(dangling);
}

static void unnamed_files(void **state)
{
    int fd = file_open_unnamed(*state);
    assert_true(fd >= 0);
    assert_true(fcntl(fd, F_GETFD) & FD_CLOEXEC);
    assert_true(file_write_all(fd, "hello", 5));
    char back[6] = "";
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    assert_int_equal(read(fd, back, 5), 5);
    assert_string_equal(back, "hello");
    struct stat info;
    assert_int_equal(fstat(fd, &info), 0);
    assert_int_equal(info.st_nlink, 0);
    assert_int_equal(rmdir(*state), 0); /* it has no name */
    close(fd);
    assert_int_equal(mkdir(*state, 0700), 0);
    assert_int_equal(file_open_unnamed("/no/such/folder"), -1);
    assert_false(file_write_all(-1, "x", 1));
}

#define SCRATCH(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH(reading),
        SCRATCH(open_files_are_counted),
        SCRATCH(replacing),
        SCRATCH(a_machine_that_is_short_is_no_bad_file),
        SCRATCH(a_pipe_is_no_file_of_ours),
        SCRATCH(streams_end_when_asked),
        SCRATCH(copying_to_a_stream),
        SCRATCH(publishing),
        SCRATCH(a_failed_write_keeps_the_old),
        SCRATCH(folders),
        SCRATCH(removing_does_not_follow_links),
        SCRATCH(links_and_existence),
        SCRATCH(unnamed_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
