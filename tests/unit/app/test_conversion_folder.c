/* The folder of a film that is being converted: what a kill left is cleared, and nothing else. */
#include "unit/unit_test.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "conversion_folder.h"

static const char *const OLD = "bgmusic.0123456789abcdef";

/* A folder as a killed run leaves it, with or without its film, so old. The path is the caller's. */
static char *leave(const char *root, const char *name, bool has_film, int age_s)
{
    char *path = path_join(root, name), *film = path_join(path, "film.mp4");
    assert_int_equal(mkdir(path, 0700), 0);
    if (has_film)
        assert_int_equal(file_write(film, 0600, "film", 4, NULL), BGM_OK);
    struct timespec times[2] = {{.tv_sec = time(NULL) - age_s}, {.tv_sec = time(NULL) - age_s}};
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    free(film);
    return path;
}

static char *outer; /* TMPDIR of this program */

static int temporary_setup(void **state)
{
    int failed = scratch_setup(state);
    outer = getenv("TMPDIR") != NULL ? xstrdup(getenv("TMPDIR")) : NULL;
    setenv("TMPDIR", *state, 1);
    return failed;
}

static int temporary_teardown(void **state)
{
    if (outer != NULL)
        setenv("TMPDIR", outer, 1);
    else
        unsetenv("TMPDIR");
    free(outer);
    return scratch_teardown(state);
}

static void drop(char *path)
{
    file_remove_folder(path, 0);
    free(path);
}

static void make_one(void)
{
    struct conversion_folder folder = CONVERSION_FOLDER_INIT;
    assert_int_equal(conversion_folder_make(&folder, NULL), BGM_OK);
    char *path = xstrdup(folder.path);
    assert_true(file_is_folder(path));
    assert_true(file_write_all(folder.fd, "film", 4));
    conversion_folder_release(&folder);
    assert_false(file_exists(path));
    conversion_folder_release(&folder);
    free(path);
}

static void what_a_kill_left_is_cleared(void **state)
{
    char *whole = leave(*state, OLD, true, 7200), *empty = leave(*state, "bgmusic.fedcba9876543210", false, 7200);
    make_one();
    assert_false(file_exists(whole));
    assert_false(file_exists(empty));
    free(whole);
    free(empty);
}

static void what_is_young_stays(void **state)
{
    char *young = leave(*state, OLD, true, 60);
    make_one();
    assert_true(file_exists(young));
    drop(young);
}

static void what_is_held_stays(void **state)
{
    char *held = leave(*state, OLD, true, 7200), *film = path_join(held, "film.mp4");
    int fd = open(film, O_RDWR | O_CLOEXEC);
    assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), 0);
    make_one();
    assert_true(file_exists(film));
    close(fd);
    make_one();
    assert_false(file_exists(held));
    free(held);
    free(film);
}

/* Names that are not ours, folders that others may write to, links. */
static void what_is_not_ours_stays(void **state)
{
    char *other = leave(*state, "bgmusic.notes", true, 7200), *shared = leave(*state, OLD, true, 7200);
    char *aim = leave(*state, "aim", true, 7200), *link = path_join(*state, "bgmusic.00112233445566aa");
    char *film = path_join(aim, "film.mp4");
    struct stat info;
    assert_int_equal(chmod(shared, 0777), 0);
    assert_int_equal(symlink(aim, link), 0);
    make_one();
    assert_true(file_exists(other));
    assert_true(file_exists(shared));
    assert_true(file_exists(film));
    assert_int_equal(lstat(link, &info), 0);
    unlink(link);
    free(link);
    free(film);
    drop(other);
    drop(shared);
    drop(aim);
}

/* A folder of ours in which another name of somebody's film lies. */
static void a_link_in_the_place_of_the_film_stays(void **state)
{
    char *folder = leave(*state, OLD, false, 7200), *link = path_join(folder, "film.mp4");
    char *aim = path_join(*state, "aim.mp4");
    struct stat info;
    assert_int_equal(file_write(aim, 0600, "film", 4, NULL), BGM_OK);
    assert_int_equal(symlink(aim, link), 0);
    struct timespec times[2] = {{.tv_sec = time(NULL) - 7200}, {.tv_sec = time(NULL) - 7200}};
    assert_int_equal(utimensat(AT_FDCWD, folder, times, 0), 0);
    make_one();
    assert_int_equal(lstat(link, &info), 0);
    assert_true(file_exists(aim));
    unlink(link);
    free(link);
    free(aim);
    drop(folder);
}

#define SCRATCH(test) cmocka_unit_test_setup_teardown(test, temporary_setup, temporary_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH(what_a_kill_left_is_cleared),
        SCRATCH(what_is_young_stays),
        SCRATCH(what_is_held_stays),
        SCRATCH(what_is_not_ours_stays),
        SCRATCH(a_link_in_the_place_of_the_film_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
