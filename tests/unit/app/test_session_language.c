/* The language of a session, from the settings or the locale; and messages that are refused before they are sent. */
#include "unit/unit_test.h"

#include "bgmusic/app/edit_turn.h"
#include "bgmusic/app/session_steps.h"
#include "bgmusic/store/settings.h"

static void from_locales(void **state)
{
    (void)state;
    static const struct {
        const char *locale, *language;
    } rows[] = {
        {"en_US.UTF-8", "en"},
        {"en_GB", "en"},
        {"en", "en"},
        {"EN_us", "en"},
        {"zh_CN.UTF-8", "zh-CN"},
        {"zh_CN", "zh-CN"},
        {"zh-TW", "zh-TW"},
        {"zh_Hant_TW.UTF-8", "zh-Hant-TW"},
        {"de_DE@euro", "de-DE"},
        {"ja", "ja"},
        {"sr_RS.UTF-8@latin", "sr-RS"},
        {"C", "en"},
        {"POSIX", "en"},
        {"C.UTF-8", "en"},
        {"", "en"},
        {NULL, "en"},
        {".UTF-8", "en"},
        {"@x", "en"},
        {"de DE", "en"},
        {"../../etc", "en"},
        {"\xff\xfe", "en"},
        {"a\"b", "en"},
        {"_", "en"},
        {"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz", "en"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *language = language_from_locale(rows[i].locale);
        CHECK_ROW(strcmp(language, rows[i].language) == 0, i, language);
        free(language);
    }
}

static void who_tells_it(void **state)
{
    (void)state;
    static const struct {
        const char *setting, *lc_all, *lc_messages, *lang, *language;
    } rows[] = {
        {"fr", "de_DE", "ja_JP", "it_IT", "fr"},
        {"", "de_DE", "ja_JP", "it_IT", "de-DE"},
        {"", "", "ja_JP", "it_IT", "ja-JP"},
        {"", NULL, NULL, "it_IT", "it-IT"},
        {"", NULL, NULL, NULL, "en"},
        {"", "C", "ja_JP", "it_IT", "en"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct settings settings = {0};
        assert_int_equal(settings_set_option(&settings, SETTING_LANGUAGE, rows[i].setting, NULL), BGM_OK);
        const char *const pairs[][2] = {
            {"LC_ALL", rows[i].lc_all}, {"LC_MESSAGES", rows[i].lc_messages}, {"LANG", rows[i].lang}};
        for (size_t k = 0; k < 3; k++) {
            if (pairs[k][1] != NULL)
                setenv(pairs[k][0], pairs[k][1], 1);
            else
                unsetenv(pairs[k][0]);
        }
        char *language = session_language(&settings);
        CHECK_ROW(strcmp(language, rows[i].language) == 0, i, language);
        free(language);
        settings_release(&settings);
    }
}

static void messages(void **state)
{
    (void)state;
    char *most = xmalloc(TURN_MOST_BYTES + 2);
    memset(most, 'a', TURN_MOST_BYTES + 1);
    most[TURN_MOST_BYTES + 1] = '\0';
    const struct {
        const char *message;
        enum bgm_status status;
    } rows[] = {
        {"calm lo-fi", BGM_OK},
        {"\xe5\xae\x89\xe9\x9d\x99 \xf0\x9f\x8e\xb5", BGM_OK},
        {"a\nb", BGM_OK},
        {most + 1, BGM_OK},
        {most, BGM_USAGE},
        {"", BGM_USAGE},
        {" \t\n", BGM_USAGE},
        {"caf\xe9", BGM_USAGE},
        {"cut \xe5\xae", BGM_USAGE},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct bgm_error err = BGM_ERROR_INIT;
        CHECK_ROW(turn_check_message(rows[i].message, &err) == rows[i].status, i, err.message);
        CHECK_ROW(err.status == rows[i].status, i, err.message);
    }
    free(most);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(from_locales),
        cmocka_unit_test(who_tells_it),
        cmocka_unit_test(messages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
