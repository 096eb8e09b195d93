/* The versions of a session: what is kept, and which one is current. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/file.h"
#include "database.h"
#include "draft_history.h"
#include "session_rows.h"
#include "support/temporary_folder.h"

static void add(struct database *database, const char *session, int number, int64_t parent, int64_t *made)
{
    char draft[32], said[32], edits[1] = "";
    snprintf(draft, sizeof draft, "draft %d", number);
    snprintf(said, sizeof said, "wish %d", number);
    const struct draft_version version = {.parent = parent, .draft = draft, .said = said, .edits = edits};
    assert_int_equal(draft_history_add(database, session, &version, made, NULL), BGM_OK);
}

/* Each version knows where it comes from, one is the current one, and the oldest go. */
static void history(void **state)
{
    (void)state;
    char *folder = NULL;
    int64_t number = 0, first = 0;
    size_t count = 0;
    struct database *database = NULL;
    struct draft_version *versions = NULL;
    struct token_row token;
    struct session_row mine, other;
    assert_int_equal(temporary_folder_make(&folder), BGM_OK);
    char *path = path_join(folder, "db");
    assert_int_equal(database_open(path, 1000, &database, NULL), BGM_OK);
    assert_int_equal(token_issue(database, "client", &token, NULL), BGM_OK);
    assert_int_equal(session_create(database, token.user, "a", "en", &mine, NULL), BGM_OK);
    assert_int_equal(session_create(database, token.user, "b", "en", &other, NULL), BGM_OK);
    for (int i = 1; i <= DRAFT_HISTORY_MOST + 5; i++) {
        add(database, mine.id, i, number, &number);
        first = i == 6 ? number : first;
    }
    add(database, other.id, 1, 0, &number);
    assert_int_equal(draft_history_list(database, mine.id, &versions, &count, NULL), BGM_OK);
    assert_int_equal(count, DRAFT_HISTORY_MOST); /* the five oldest were dropped */
    assert_string_equal(versions[0].draft, "draft 6");
    assert_string_equal(versions[0].said, "wish 6");
    assert_true(versions[count - 1].is_current && !versions[0].is_current);
    assert_int_equal(versions[1].parent, versions[0].number);
    draft_versions_free(versions, count);
    assert_int_equal(draft_history_select(database, mine.id, first, NULL), BGM_OK);
    assert_int_equal(draft_history_list(database, mine.id, &versions, &count, NULL), BGM_OK);
    assert_true(versions[0].is_current && !versions[count - 1].is_current);
    draft_versions_free(versions, count);
    assert_int_equal(draft_history_list(database, other.id, &versions, &count, NULL), BGM_OK);
    assert_true(count == 1 && versions[0].is_current);
    draft_versions_free(versions, count);
    session_row_release(&mine);
    session_row_release(&other);
    database_close(database);
    file_remove_folder(folder, 1);
    free(path);
    free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(history),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
