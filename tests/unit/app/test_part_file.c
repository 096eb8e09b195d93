/* What an output is written into: always a new file of one's own, whatever stands at its name, and nothing else is
 * touched by it. */
#include "unit/unit_test.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "bgmusic/app/output_text.h"
#include "part_file.h"

static void write_text(const char *path, const char *text)
{
    assert_int_equal(file_write(path, 0600, text, strlen(text), NULL), BGM_OK);
}

static void expect_text(const char *path, const char *wanted)
{
    struct buf text;
    buf_init(&text, 4096);
    assert_int_equal(file_read(path, &text, NULL), BGM_OK);
    assert_string_equal(text.bytes, wanted);
    buf_release(&text);
}

/* Opens, writes and names an output; a failure is returned. */
static enum bgm_status make(const char *goal, bool force)
{
    struct part_file part = PART_FILE_INIT;
    enum bgm_status status = part_file_open(&part, goal, NULL);
    if (status == BGM_OK) {
        assert_true(file_write_all(part.fd, "film", 4));
        status = part_file_sync(&part, NULL);
    }
    if (status == BGM_OK)
        status = part_file_publish(&part, force, NULL);
    part_file_release(&part);
    return status;
}

/* Texts go the same way: what a kill left of one is gone after the next, and no name is left over. */
static void a_text_clears_what_a_kill_left(void **state)
{
    char *goal = path_join(*state, "report.html"), *part = path_join(*state, "report.html.part");
    write_text(part, "half");
    write_text(goal, "old");
    assert_int_equal(output_text_write(goal, "new", 3, NULL), BGM_OK);
    expect_text(goal, "new");
    assert_false(file_exists(part));
    char *nowhere = path_join(*state, "no/report.html");
    struct bgm_error err = BGM_ERROR_INIT;
    assert_int_equal(output_text_write(nowhere, "new", 3, &err), BGM_OUTPUT);
    assert_non_null(strstr(err.message, "no/report.html"));
    free(goal);
    free(part);
    free(nowhere);
}

static void a_link_in_the_way_is_not_followed(void **state)
{
    char *goal = path_join(*state, "a.mp4"), *part = path_join(*state, "a.mp4.part"),
         *victim = path_join(*state, "diary");
    write_text(victim, "mine");
    assert_int_equal(symlink(victim, part), 0);
    assert_int_equal(make(goal, false), BGM_OK);
    expect_text(goal, "film");
    expect_text(victim, "mine");
    struct stat info;
    assert_int_equal(lstat(part, &info), 0); /* somebody else's: left where it is */
    assert_true(S_ISLNK(info.st_mode));
    free(goal);
    free(part);
    free(victim);
}

/* What a killed run left may be another name of a finished file: it is deleted, never written into. */
static void a_left_over_is_made_anew(void **state)
{
    char *goal = path_join(*state, "a.mp4"), *part = path_join(*state, "a.mp4.part"),
         *finished = path_join(*state, "finished.mp4");
    write_text(finished, "another film");
    assert_int_equal(link(finished, part), 0);
    assert_int_equal(make(goal, false), BGM_OK);
    expect_text(goal, "film");
    expect_text(finished, "another film");
    assert_false(file_exists(part));
    free(goal);
    free(part);
    free(finished);
}

static void what_another_run_writes_is_left_alone(void **state)
{
    char *goal = path_join(*state, "a.mp4"), *part = path_join(*state, "a.mp4.part");
    int fd = open(part, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    assert_int_equal(make(goal, false), BGM_OUTPUT);
    assert_true(file_exists(part));
    assert_false(file_exists(goal));
    close(fd); /* that run was killed */
    assert_int_equal(make(goal, false), BGM_OK);
    free(goal);
    free(part);
}

static void a_goal_is_replaced_by_force_alone(void **state)
{
    char *goal = path_join(*state, "a.mp4"), *part = path_join(*state, "a.mp4.part");
    write_text(goal, "before");
    assert_int_equal(make(goal, false), BGM_OUTPUT_EXISTS);
    expect_text(goal, "before");
    assert_false(file_exists(part)); /* nothing is left of it */
    assert_int_equal(make(goal, true), BGM_OK);
    expect_text(goal, "film");
    free(goal);
    free(part);
}

#define SCRATCH(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH(a_text_clears_what_a_kill_left),    SCRATCH(a_link_in_the_way_is_not_followed),
        SCRATCH(a_left_over_is_made_anew),          SCRATCH(what_another_run_writes_is_left_alone),
        SCRATCH(a_goal_is_replaced_by_force_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
