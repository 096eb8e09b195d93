/* Settings: precedence, where a bad value came from, the file. */
#include "unit/store/store_scratch.h"

static void precedence(void **state)
{
    struct store *store = &((struct scratch *)*state)->store;
    static const struct {
        const char *file, *environment, *option, *value, *origin;
    } rows[] = {
        {NULL, NULL, NULL, "auto", "default"},
        {"{\"engine\":\"cloud\"}", NULL, NULL, "cloud", "file"},
        {"{\"engine\":\"cloud\"}", "local", NULL, "local", "environment"},
        {"{\"engine\":\"cloud\"}", "local", "auto", "auto", "option"},
        {"{\"engine\":\"cloud\"}", "", NULL, "cloud", "file"},
        {"{\"Engine\":\"cloud\"}", NULL, NULL, "auto", "default"},
        {"{\"engine\":null}", NULL, NULL, "auto", "default"},
        {"{\"engine\":\"nonsense\"}", "local", NULL, "local", "environment"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        put_file(store->config_folder, "config.json", 0600, rows[i].file != NULL ? rows[i].file : "{}");
        if (rows[i].environment != NULL)
            setenv("BGMUSIC_ENGINE", rows[i].environment, 1);
        else
            unsetenv("BGMUSIC_ENGINE");
        struct settings settings;
        assert_int_equal(settings_load(&settings, store, NULL), BGM_OK);
        if (rows[i].option != NULL)
            assert_int_equal(settings_set_option(&settings, SETTING_ENGINE, rows[i].option, NULL), BGM_OK);
        assert_string_equal(settings_get(&settings, SETTING_ENGINE), rows[i].value);
        assert_string_equal(setting_origin_name(settings_origin(&settings, SETTING_ENGINE)), rows[i].origin);
        settings_release(&settings);
    }
}

static void without_a_file(void **state)
{
    struct store *store = &((struct scratch *)*state)->store;
    struct settings settings;
    assert_int_equal(settings_load(&settings, store, NULL), BGM_OK);
    static const struct {
        enum setting setting;
        const char *value;
    } rows[] = {
        {SETTING_ENGINE, "auto"},
        {SETTING_API_URL, "https://mega-api-prod.nemovideo.ai"},
        {SETTING_WEB_URL, "https://nemovideo.com"},
        {SETTING_LANGUAGE, ""},
        {SETTING_OUTPUT, "{dir}/{stem}-music.mp4"},
        {SETTING_VOLUME, ""},
        {SETTING_LOUDNESS, "social"},
        {SETTING_COLOR, "auto"},
        {SETTING_PROGRESS, "auto"},
        {SETTING_JOBS, ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(settings_get(&settings, rows[i].setting), rows[i].value);
    settings_release(&settings);
    assert_false(file_exists(store->config_folder)); /* looking makes nothing */
    assert_int_equal(setting_find("volume"), SETTING_VOLUME);
    assert_int_equal(setting_find("Volume"), SETTING_COUNT);
    assert_int_equal(setting_find(""), SETTING_COUNT);
}

static void bad_values_say_where_from(void **state)
{
    struct store *store = &((struct scratch *)*state)->store;
    static const struct {
        const char *file, *variable, *value;
        const char *words[3];
    } rows[] = {
        {"{\"engine\":\"moon\"}", NULL, NULL, {"settings file", "auto|cloud|local", "\"moon\""}},
        {"{\"volume\":101}", NULL, NULL, {"settings file", "volume", "101"}},
        {"{\"volume\":\"35%\"}", NULL, NULL, {"settings file", "volume", "35%"}},
        {"{\"jobs\":1.5}", NULL, NULL, {"settings file", "jobs", "1.5"}},
        {"{\"engine\":true}", NULL, NULL, {"settings file", "engine", ""}},
        {"{\"output\":[\"x\"]}", NULL, NULL, {"settings file", "output", ""}},
        {"{\"loudness\":\"loud\"}", NULL, NULL, {"settings file", "loudness", "LUFS"}},
        {"{\"api_url\":\"ftp://x\"}", NULL, NULL, {"settings file", "api_url", "ftp://x"}},
        {"[]", NULL, NULL, {"config.json", "not a JSON object", ""}},
        {"{\"engine\":", NULL, NULL, {"config.json", "not a JSON object", ""}},
        {"", NULL, NULL, {"config.json", "not a JSON object", ""}},
        {"{}", "BGMUSIC_ENGINE", "moon", {"variable BGMUSIC_ENGINE", "engine", "\"moon\""}},
        {"{}", "NEMO_API_URL", "example.com", {"variable NEMO_API_URL", "api_url", "https://"}},
        {"{}", "BGMUSIC_VOLUME", "-1", {"variable BGMUSIC_VOLUME", "volume", "100"}},
        {"{}", "BGMUSIC_JOBS", "0", {"variable BGMUSIC_JOBS", "jobs", "64"}},
        {"{}", "BGMUSIC_OUTPUT", "\xff", {"variable BGMUSIC_OUTPUT", "UTF-8", ""}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct settings settings;
        struct bgm_error err = BGM_ERROR_INIT;
        put_file(store->config_folder, "config.json", 0600, rows[i].file);
        if (rows[i].variable != NULL)
            setenv(rows[i].variable, rows[i].value, 1);
        CHECK_ROW(settings_load(&settings, store, &err) == BGM_USAGE, i, rows[i].file);
        for (size_t k = 0; k < 3; k++)
            CHECK_ROW(strstr(err.message, rows[i].words[k]) != NULL, i, err.message);
        CHECK_ROW(rows[i].variable != NULL || err.hint[0] != '\0', i, err.message);
        settings_release(&settings);
        if (rows[i].variable != NULL)
            unsetenv(rows[i].variable);
    }
}

static void saving(void **state)
{
    struct store *store = &((struct scratch *)*state)->store;
    assert_int_equal(settings_save(store, SETTING_VOLUME, "35", NULL), BGM_OK); /* makes folder and file */
    assert_int_equal(mode_in(store->config_folder, "config.json"), 0600);
    assert_int_equal(mode_in(store->config_folder, ""), 0700);
    put_file(store->config_folder, "config.json", 0644,
             "{\"new_in_2030\":{\"a\":[1,null]},\"volume\":35,\"x\":\"\\u001b\"}");
    assert_int_equal(settings_save(store, SETTING_ENGINE, "local", NULL), BGM_OK);
    char *text = get_file(store->config_folder, "config.json");
    assert_string_equal(text,
                        "{\"new_in_2030\":{\"a\":[1,null]},\"volume\":35,\"x\":\"\\u001b\",\"engine\":\"local\"}\n");
    free(text);
    assert_int_equal(mode_in(store->config_folder, "config.json"), 0600);
    assert_int_equal(settings_save(store, SETTING_VOLUME, NULL, NULL), BGM_OK);
    assert_int_equal(settings_save(store, SETTING_VOLUME, NULL, NULL), BGM_OK); /* taking out what is not there */
    struct bgm_error err = BGM_ERROR_INIT;
    assert_int_equal(settings_save(store, SETTING_ENGINE, "moon", &err), BGM_USAGE);
    text = get_file(store->config_folder, "config.json");
    assert_string_equal(text, "{\"new_in_2030\":{\"a\":[1,null]},\"x\":\"\\u001b\",\"engine\":\"local\"}\n");
    free(text);
    /* A broken file is not written over. */
    put_file(store->config_folder, "config.json", 0600, "{\"engine\":\"local\"");
    assert_int_equal(settings_save(store, SETTING_VOLUME, "35", &err), BGM_USAGE);
    text = get_file(store->config_folder, "config.json");
    assert_string_equal(text, "{\"engine\":\"local\"");
    free(text);
}

static void loudness(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double lufs, peak_dbtp;
        bool good, keep;
    } rows[] = {
        {"social", -14, -1, true, false}, {"podcast", -16, -1, true, false}, {"broadcast", -23, -1, true, false},
        {"us-tv", -24, -2, true, false},  {"keep", 0, -1, true, true},       {"-16.5", -16.5, -1, true, false},
        {"-40", -40, -1, true, false},    {"-5", -5, -1, true, false},       {"-41", 0, 0, false, false},
        {"-4.9", 0, 0, false, false},     {"14", 0, 0, false, false},        {"Social", 0, 0, false, false},
        {"", 0, 0, false, false},         {"nan", 0, 0, false, false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        double lufs = 99, peak_dbtp = 99;
        bool keep = !rows[i].keep;
        CHECK_ROW(loudness_target(rows[i].text, &lufs, &peak_dbtp, &keep) == rows[i].good, i, rows[i].text);
        CHECK_ROW(!rows[i].good || (lufs == rows[i].lufs && peak_dbtp == rows[i].peak_dbtp), i, rows[i].text);
        CHECK_ROW(keep == rows[i].keep, i, rows[i].text);
    }
}

static void where_things_are_kept(void **state)
{
    (void)state;
    struct store store;
    setenv("HOME", "/home/x", 1);
    setenv("XDG_CONFIG_HOME", "relative", 1); /* ignored, says the specification */
    setenv("XDG_STATE_HOME", "/state", 1);
    unsetenv("XDG_DATA_HOME");
    assert_int_equal(store_init(&store, NULL), BGM_OK);
    assert_string_equal(store.config_folder, "/home/x/.config/bgmusic");
    assert_string_equal(store.shared_folder, "/home/x/.config/nemovideo");
    assert_string_equal(store.state_folder, "/state/bgmusic");
    assert_string_equal(store.data_folder, "/home/x/.local/share/bgmusic");
    store_release(&store);
    struct bgm_error err = BGM_ERROR_INIT;
    unsetenv("HOME");
    assert_int_equal(store_init(&store, &err), BGM_USAGE);
    assert_null(store.state_folder);
    store_release(&store);

    char a[17], b[17];
    store_base_name(BASE, a);
    store_base_name(STORE_LOCAL_BASE, b);
    assert_string_not_equal(a, b);
    assert_int_equal(strspn(a, "0123456789abcdef"), 16);
}

static void safe_ids(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        bool safe;
    } rows[] = {
        {"1234567890123456789", true},
        {"job-0aZ_9", true},
        {"", false},
        {NULL, false},
        {".", false},
        {"..", false},
        {"../x", false},
        {"a/b", false},
        {"a.json", false},
        {"a b", false},
        {"a\n", false},
        {"\xc3\xa4", false},
        {"%2e%2e", false},
        {"01234567890123456789012345678901234567890123456789012345678901234567890123456789", true},
        {"012345678901234567890123456789012345678901234567890123456789012345678901234567890", false},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        CHECK_ROW(store_id_is_safe(rows[i].id) == rows[i].safe, i, rows[i].id);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORE_TEST(precedence),     STORE_TEST(without_a_file), STORE_TEST(bad_values_say_where_from),
        STORE_TEST(saving),         cmocka_unit_test(loudness), STORE_TEST(where_things_are_kept),
        cmocka_unit_test(safe_ids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
