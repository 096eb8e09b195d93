/* The table of commands: found by name, near misses, rows that hold together. */
#include "unit/unit_test.h"

#include "command.h"

static void finding(void **state)
{
    (void)state;
    static const char *const names[] = {"add",    "auth",    "session", "upload", "chat",   "state",
                                        "export", "credits", "resume",  "serve",  "config", "help"};
    for (size_t i = 0; i < COUNT(names); i++) {
        const struct command *command = command_find(command_table, names[i]);
        CHECK_ROW(command != NULL && strcmp(command->name, names[i]) == 0, i, names[i]);
    }
    assert_null(command_find(command_table, "ADD"));
    assert_null(command_find(command_table, "ad"));
    assert_null(command_find(command_table, ""));
}

static void nearest(void **state)
{
    (void)state;
    static const struct {
        const char *word, *nearest;
    } rows[] = {
        {"ad", "add"},         {"exprot", "export"}, {"exports", "export"}, {"sate", "state"},
        {"sesion", "session"}, {"upolad", "upload"}, {"credit", "credits"}, {"hepl", "help"},
        {"resmue", "resume"},  {"chta", "chat"},     {"frobnicate", NULL},  {"", NULL},
        {"x", NULL},           {"zz", NULL},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *found = command_nearest(command_table, rows[i].word);
        CHECK_ROW((found == NULL) == (rows[i].nearest == NULL), i, rows[i].word);
        CHECK_ROW(found == NULL || strcmp(found, rows[i].nearest) == 0, i, found);
    }
}

static bool takes_value(const struct option_row *row)
{
    return row->kind != OPTION_FLAG && row->kind != OPTION_COUNT;
}

/* Every row of every command: help and parsing rely on these. */
static void rows_hold_together(void **state)
{
    (void)state;
    for (size_t c = 0; command_table[c] != NULL; c++) {
        const struct command *command = command_table[c];
        assert_non_null(command->name);
        assert_non_null(command->summary);
        assert_non_null(command->run);
        assert_int_equal(strncmp(command->usage, command->name, strlen(command->name)), 0);
        assert_true(command->least_operands <= command->most_operands);
        assert_ptr_equal(command_find(command_table, command->name), command);
        const struct option_row *tables[] = {command->options, global_option_rows};
        for (size_t t = 0; t < 2; t++) {
            for (const struct option_row *row = tables[t]; row != NULL && row->name != NULL; row++) {
                CHECK_ROW(strspn(row->name, "abcdefghijklmnopqrstuvwxyz-") == strlen(row->name), c, row->name);
                CHECK_ROW(row->help != NULL && row->help[0] != '\0', c, row->name);
                CHECK_ROW((row->argument != NULL) == takes_value(row), c, row->name);
                CHECK_ROW((row->choices != NULL) == (row->kind == OPTION_CHOICE || row->kind == OPTION_LOUDNESS), c,
                          row->name);
                CHECK_ROW(row->offset < sizeof(struct options), c, row->name);
                CHECK_ROW(row->least <= row->most, c, row->name);
                /* A name or a letter means one thing in a command. */
                for (size_t u = t; u < 2; u++) {
                    for (const struct option_row *other = u == t ? row + 1 : tables[u];
                         other != NULL && other->name != NULL; other++) {
                        CHECK_ROW(strcmp(row->name, other->name) != 0, c, row->name);
                        CHECK_ROW(row->letter == 0 || row->letter != other->letter, c, row->name);
                    }
                }
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finding),
        cmocka_unit_test(nearest),
        cmocka_unit_test(rows_hold_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
