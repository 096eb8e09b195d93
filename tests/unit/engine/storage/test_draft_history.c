/* What can be undone: which messages mean it, and what is kept of a session. */
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
#include "unit/unit_test.h"

static void messages(void **state)
{
    (void)state;
    static const struct {
        const char *message;
        bool is_undo;
    } rows[] = {
        {"Undo the last change.", true},
        {"undo", true},
        {"  UNDO THAT, please! ", true},
        {"please undo that", true},
        {"撤销", true},
        {"撤销吧。", true},
        {"", false},
        {"undo the title", false},
        {"make it undone", false},
        {"please", false},
        {"undo undo", false},
        {"...", false},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        CHECK_ROW(message_is_undo(rows[i].message) == rows[i].is_undo, i, rows[i].message);
}

static void history(void **state)
{
    (void)state;
    char *folder = NULL, *draft = NULL, text[16];
    int64_t number = 0;
    struct database *database = NULL;
    struct token_row token;
    struct session_row mine, other;
    assert_int_equal(file_make_temporary_folder(&folder, NULL), BGM_OK);
    char *path = path_join(folder, "db");
    assert_int_equal(database_open(path, 1000, &database, NULL), BGM_OK);
    assert_int_equal(token_issue(database, "client", &token, NULL), BGM_OK);
    assert_int_equal(session_create(database, token.user, "a", "en", &mine, NULL), BGM_OK);
    assert_int_equal(session_create(database, token.user, "b", "en", &other, NULL), BGM_OK);
    for (int i = 1; i <= DRAFT_HISTORY_MOST + 5; i++) {
        snprintf(text, sizeof text, "draft %d", i);
        assert_int_equal(draft_history_add(database, mine.id, text, NULL), BGM_OK);
    }
    assert_int_equal(draft_history_add(database, other.id, "of another", NULL), BGM_OK);
    for (int i = DRAFT_HISTORY_MOST + 5; i > 5; i--) {
        snprintf(text, sizeof text, "draft %d", i);
        /* A look takes nothing away: an undo that fails can be tried again. */
        for (int look = 0; look < 2; look++) {
            assert_int_equal(draft_history_latest(database, mine.id, &number, &draft, NULL), BGM_OK);
            assert_non_null(draft);
            assert_string_equal(draft, text);
            free(draft);
        }
        assert_int_equal(draft_history_remove(database, number, NULL), BGM_OK);
    }
    assert_int_equal(draft_history_latest(database, mine.id, &number, &draft, NULL), BGM_OK);
    assert_null(draft); /* the five oldest were dropped */
    assert_int_equal(draft_history_clear(database, other.id, NULL), BGM_OK);
    assert_int_equal(draft_history_latest(database, other.id, &number, &draft, NULL), BGM_OK);
    assert_null(draft);
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
        cmocka_unit_test(messages),
        cmocka_unit_test(history),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
