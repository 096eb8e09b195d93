/* What is tidied away, and what must stay. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <utime.h>

#include "alive_lock.h"
#include "bgmusic/base/file.h"
#include "bgmusic/engine/engine_clean.h"
#include "database.h"
#include "housekeeping.h"
#include "render_rows.h"
#include "session_rows.h"
#include "upload_rows.h"
#include "unit/unit_test.h"

struct house {
    char *folder, *uploads, *renders;
    struct database *database;
    struct alive_lock alive;
    int64_t user;
};

static int house_build(void **state)
{
    struct house *house = calloc(1, sizeof *house);
    struct token_row token;
    house->alive = (struct alive_lock)ALIVE_LOCK_INIT;
    assert_int_equal(temporary_folder_make(&house->folder), BGM_OK);
    house->uploads = path_join(house->folder, "uploads");
    house->renders = path_join(house->folder, "renders");
    char *path = path_join(house->folder, "engine.db"), *engines = path_join(house->folder, "engines");
    assert_int_equal(file_make_folders(house->uploads, 0700, NULL), BGM_OK);
    assert_int_equal(file_make_folders(house->renders, 0700, NULL), BGM_OK);
    assert_int_equal(file_make_folders(engines, 0700, NULL), BGM_OK);
    assert_int_equal(database_open(path, 1000, &house->database, NULL), BGM_OK);
    assert_int_equal(alive_lock_take(&house->alive, engines, NULL), BGM_OK);
    assert_int_equal(token_issue(house->database, "client", &token, NULL), BGM_OK);
    house->user = token.user;
    free(path);
    free(engines);
    *state = house;
    return 0;
}

static int house_raze(void **state)
{
    struct house *house = *state;
    database_close(house->database);
    alive_lock_release(&house->alive);
    file_remove_folder(house->folder, 3);
    free(house->folder);
    free(house->uploads);
    free(house->renders);
    free(house);
    return 0;
}

static void tidy(struct house *house)
{
    struct housekeeping tidied = {house->database, &house->alive, house->folder, house->uploads, house->renders};
    assert_int_equal(housekeeping_run(&tidied, NULL), BGM_OK);
}

/* A session last touched so many days ago. */
static void session_add(struct house *house, struct session_row *row, int days)
{
    int64_t at = (int64_t)time(NULL) - (int64_t)days * 24 * 3600;
    assert_int_equal(session_create(house->database, house->user, "a", "en", row, NULL), BGM_OK);
    assert_int_equal(
        database_exec(house->database, NULL, NULL, "UPDATE sessions SET updated = ? WHERE id = ?", "it", at, row->id),
        BGM_OK);
}

static void render_add(struct house *house, const char *session, const char *id, int days)
{
    int64_t at = (int64_t)time(NULL) - (int64_t)days * 24 * 3600;
    struct render_row row = {.duration_ms = 1};
    snprintf(row.id, sizeof row.id, "%s", id);
    snprintf(row.session, sizeof row.session, "%s", session);
    snprintf(row.file, sizeof row.file, "%032d.mp4", days);
    assert_int_equal(render_insert(house->database, &row, "{}", NULL), BGM_OK);
    assert_int_equal(render_complete(house->database, id,
                                     &(struct render_outcome){.size_bytes = 1, .duration_ms = 1, .notes = ""}, NULL),
                     BGM_OK);
    assert_int_equal(
        database_exec(house->database, NULL, NULL, "UPDATE renders SET updated = ? WHERE id = ?", "it", at, id),
        BGM_OK);
}

static bool is_there(struct house *house, const char *sql, const char *id)
{
    struct query query = QUERY_INIT;
    bool row = false;
    assert_int_equal(query_start(&query, house->database, NULL, sql, "t", id), BGM_OK);
    assert_int_equal(query_next(&query, &row, NULL), BGM_OK);
    query_end(&query);
    return row;
}

/* Thirty days: what is older goes, but a session whose video was rendered since stays with its render. */
static void rows(void **state)
{
    struct house *house = *state;
    struct session_row fresh, old, rendered, rendered_long_ago;
    session_add(house, &fresh, 29);
    session_add(house, &old, 31);
    session_add(house, &rendered, 31);
    session_add(house, &rendered_long_ago, 40);
    render_add(house, rendered.id, "new", 1);
    render_add(house, rendered_long_ago.id, "old", 31);
    tidy(house);
    static const char session[] = "SELECT 1 FROM sessions WHERE id = ?",
                      render[] = "SELECT 1 FROM renders WHERE id = ?";
    assert_true(is_there(house, session, fresh.id));
    assert_false(is_there(house, session, old.id));
    assert_true(is_there(house, session, rendered.id));
    assert_true(is_there(house, render, "new"));
    assert_false(is_there(house, session, rendered_long_ago.id));
    assert_false(is_there(house, render, "old"));
    session_row_release(&fresh);
    session_row_release(&old);
    session_row_release(&rendered);
    session_row_release(&rendered_long_ago);
}

static char *file_add(const char *folder, const char *name, int hours)
{
    char *path = path_join(folder, name);
    struct utimbuf times = {.actime = time(NULL) - hours * 3600, .modtime = time(NULL) - hours * 3600};
    assert_int_equal(file_write(path, 0600, "x", 1, NULL), BGM_OK);
    assert_int_equal(utime(path, &times), 0);
    return path;
}

/* Files without a row go once they are too old to be on their way into the database; those with one stay. */
static void files(void **state)
{
    struct house *house = *state;
    struct session_row session;
    session_add(house, &session, 0);
    render_add(house, session.id, "kept", 3);
    char name[40];
    snprintf(name, sizeof name, "%032d.mp4", 3);
    char *kept = file_add(house->renders, name, 5);
    char *orphan = file_add(house->renders, "00000000000000000000000000000009.mp4", 5);
    char *young = file_add(house->renders, "00000000000000000000000000000008.mp4", 0);
    char *upload = file_add(house->uploads, "abc", 5);
    tidy(house);
    assert_true(file_exists(kept));
    assert_false(file_exists(orphan));
    assert_true(file_exists(young));
    assert_false(file_exists(upload));
    session_row_release(&session);
    free(kept);
    free(orphan);
    free(young);
    free(upload);
}

/* What a kill left of a spool goes once it is old; the socket's folder that could not be removed is found by the lock.
 */
static void what_a_kill_left(void **state)
{
    struct house *house = *state;
    char *old = file_add(house->renders, ".spool-aB3dE6", 2), *young = file_add(house->renders, ".spool-aB3dE7", 0);
    char *folder = path_join(house->folder, SOCKET_FOLDER_PREFIX "left"), *inside = path_join(folder, "kept");
    struct alive_lock ended = ALIVE_LOCK_INIT;
    assert_int_equal(alive_lock_take(&ended, house->folder, NULL), BGM_OK);
    char *lock = xasprintf("%s/%s.lock", house->folder, ended.id);
    alive_lock_note(&ended, folder);
    /* A folder in it stays, as if its removal failed. */
    assert_int_equal(file_make_folders(inside, 0700, NULL), BGM_OK);
    alive_lock_release(&ended);
    assert_true(file_exists(lock));
    assert_int_equal(rmdir(inside), 0);
    assert_int_equal(alive_lock_take(&ended, house->folder, NULL), BGM_OK);
    alive_lock_sweep(&ended);
    assert_false(file_exists(folder));
    assert_false(file_exists(lock));
    alive_lock_release(&ended);
    tidy(house);
    assert_false(file_exists(old));
    assert_true(file_exists(young));
    free(old);
    free(young);
    free(folder);
    free(inside);
    free(lock);
}

static bool has_file(const struct house *house, int days)
{
    char name[40];
    snprintf(name, sizeof name, "%032d.mp4", days);
    char *path = path_join(house->renders, name);
    bool is_there = file_exists(path);
    free(path);
    return is_there;
}

/* Two finished renders, one under way, a sent film, what a kill left: what `clean` frees of it, and when. */
static void freeing(void **state)
{
    struct house *house = *state;
    struct session_row old, fresh;
    struct engine_clean_part parts[CLEAN_KINDS];
    char name[40];
    session_add(house, &old, 20);
    session_add(house, &fresh, 0);
    render_add(house, old.id, "old", 20);
    render_add(house, fresh.id, "new", 1);
    render_add(house, fresh.id, "works", 2);
    assert_int_equal(database_exec(house->database, NULL, NULL, "UPDATE renders SET owner = ? WHERE id = 'works'", "t",
                                   house->alive.id),
                     BGM_OK);
    for (int days = 1; days <= 20; days += days == 1 ? 1 : 18) {
        snprintf(name, sizeof name, "%032d.mp4", days);
        free(file_add(house->renders, name, 5));
    }
    char *left = file_add(house->renders, "00000000000000000000000000000009.mp4", 5);
    char *film = file_add(house->uploads, "film", 5);
    struct upload_row upload = {
        .id = "0123456789abcdef01234567", .name = "film", .group = MEDIA_GROUP_VIDEO, .path = film};
    assert_int_equal(upload_insert(house->database, old.id, &upload, NULL), BGM_OK);

    char *fetched = path_join(house->folder, "fetched/0123456789abcdef");
    assert_int_equal(file_make_folders(fetched, 0700, NULL), BGM_OK);
    char *address = file_add(fetched, "film.mp4", 5);
    struct upload_row other = {.id = "1123456789abcdef01234567",
                               .name = "film",
                               .group = MEDIA_GROUP_VIDEO,
                               .path = address,
                               .is_reference = true};
    assert_int_equal(upload_insert(house->database, fresh.id, &other, NULL), BGM_OK);

    const struct engine_clean_wish look = {.older_s = -1, .dry_run = true};
    assert_int_equal(engine_clean(house->folder, &look, parts, NULL), BGM_OK);
    assert_int_equal(parts[CLEAN_RENDERS].files, 3);
    assert_int_equal(parts[CLEAN_RENDERS].freed_files, 2); /* the third's engine lives */
    assert_int_equal(parts[CLEAN_RENDERS].freed_bytes, 2);
    assert_int_equal(parts[CLEAN_LEFT].freed_files, 1);
    assert_int_equal(parts[CLEAN_UPLOADS].files, 1);
    assert_int_equal(parts[CLEAN_UPLOADS].freed_files + parts[CLEAN_FETCHED].freed_files, 0);
    assert_int_equal(parts[CLEAN_FETCHED].bytes, 1);
    assert_true(parts[CLEAN_DATABASE].bytes > 0);
    assert_true(has_file(house, 20) && has_file(house, 1) && file_exists(left));

    /* By age: the old session goes with its render and its film, the young render stays. */
    const struct engine_clean_wish week = {.older_s = 7 * 24 * 3600};
    assert_int_equal(engine_clean(house->folder, &week, parts, NULL), BGM_OK);
    assert_int_equal(parts[CLEAN_UPLOADS].freed_files, 1);
    assert_false(file_exists(film) || file_exists(left) || has_file(house, 20));
    assert_true(has_file(house, 1) && has_file(house, 2));
    assert_false(is_there(house, "SELECT 1 FROM sessions WHERE id = ?", old.id));

    const struct engine_clean_wish all = {.older_s = -1};
    assert_int_equal(engine_clean(house->folder, &all, parts, NULL), BGM_OK);
    assert_int_equal(parts[CLEAN_RENDERS].freed_files, 1);
    assert_false(has_file(house, 1));
    assert_true(has_file(house, 2) && is_there(house, "SELECT 1 FROM renders WHERE id = ?", "works"));
    assert_true(is_there(house, "SELECT 1 FROM sessions WHERE id = ?", fresh.id));

    assert_true(file_exists(address));
    const struct engine_clean_wish now = {.older_s = 0};
    assert_int_equal(database_exec(house->database, NULL, NULL, "DELETE FROM renders", ""), BGM_OK);
    assert_int_equal(engine_clean(house->folder, &now, parts, NULL), BGM_OK);
    assert_false(file_exists(fetched));

    assert_int_equal(engine_clean("/nonexistent/folder", &all, parts, NULL), BGM_OK);
    assert_int_equal(parts[CLEAN_RENDERS].files + parts[CLEAN_DATABASE].bytes, 0);
    session_row_release(&old);
    session_row_release(&fresh);
    free(film);
    free(left);
    free(fetched);
    free(address);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rows, house_build, house_raze),
        cmocka_unit_test_setup_teardown(files, house_build, house_raze),
        cmocka_unit_test_setup_teardown(what_a_kill_left, house_build, house_raze),
        cmocka_unit_test_setup_teardown(freeing, house_build, house_raze),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
