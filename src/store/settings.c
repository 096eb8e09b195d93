/* Settings: the table, the precedence, the file. */
#include "bgmusic/store/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"
#include "bgmusic/store/store.h"

enum { FILE_CEILING = 256 * 1024 };

static const struct setting_row rows[SETTING_COUNT] = {
    [SETTING_ENGINE] = {"engine", "BGMUSIC_ENGINE", "auto", SETTING_CHOICE, "auto|cloud|local", 0, 0,
                        "which engine does the work"},
    [SETTING_API_URL] = {"api_url", "NEMO_API_URL", "https://mega-api-prod.nemovideo.ai", SETTING_URL, NULL, 0, 0,
                         "base address of the service"},
    [SETTING_WEB_URL] = {"web_url", "NEMO_WEB_URL", "https://nemovideo.com", SETTING_URL, NULL, 0, 0,
                         "base address of links for people"},
    [SETTING_LANGUAGE] = {"language", "BGMUSIC_LANGUAGE", "", SETTING_TEXT, NULL, 0, 0,
                          "language of sessions; empty: from the locale"},
    [SETTING_OUTPUT] = {"output", "BGMUSIC_OUTPUT", "{dir}/{stem}-music.mp4", SETTING_TEXT, NULL, 0, 0,
                        "where results go: a template"},
    [SETTING_VOLUME] = {"volume", "BGMUSIC_VOLUME", "", SETTING_INTEGER, NULL, 0, 100,
                        "level of the music in percent; empty: the engine's"},
    [SETTING_LOUDNESS] = {"loudness", "BGMUSIC_LOUDNESS", "social", SETTING_LOUDNESS_TARGET, NULL, 0, 0,
                          "how loud the result is"},
    [SETTING_SOUNDFONT] = {"soundfont", "BGMUSIC_SOUNDFONT", "", SETTING_TEXT, NULL, 0, 0,
                           "the local engine's SoundFont; empty: searched"},
    [SETTING_COLOR] = {"color", "BGMUSIC_COLOR", "auto", SETTING_CHOICE, "auto|always|never", 0, 0,
                       "colour on the terminal"},
    [SETTING_PROGRESS] = {"progress", "BGMUSIC_PROGRESS", "auto", SETTING_CHOICE, "auto|bar|plain|json|none", 0, 0,
                          "how progress is shown"},
    [SETTING_JOBS] = {"jobs", "BGMUSIC_JOBS", "", SETTING_INTEGER, NULL, 1, 64,
                      "inputs at a time; empty: 1 on the cloud, the cores on the local engine"},
};

const struct setting_row *setting_row(enum setting setting)
{
    return &rows[setting];
}

enum setting setting_find(const char *name)
{
    for (int i = 0; i < SETTING_COUNT; i++) {
        if (text_equal(rows[i].name, name))
            return (enum setting)i;
    }
    return SETTING_COUNT;
}

const char *setting_origin_name(enum setting_origin origin)
{
    static const char *const names[] = {"default", "file", "environment", "option"};
    return names[origin];
}

bool loudness_target(const char *text, double *lufs, double *peak_dbtp, bool *keep)
{
    static const struct {
        const char *name;
        double lufs, peak_dbtp;
    } targets[] = {
        {"social", -14, -1}, {"podcast", -16, -1}, {"broadcast", -23, -1}, {"us-tv", -24, -2}, {"keep", 0, -1},
    };
    *keep = text_equal(text, "keep");
    for (size_t i = 0; i < COUNT(targets); i++) {
        if (text_equal(text, targets[i].name)) {
            *lufs = targets[i].lufs;
            if (peak_dbtp != NULL)
                *peak_dbtp = targets[i].peak_dbtp;
            return true;
        }
    }
    if (peak_dbtp != NULL)
        *peak_dbtp = -1;
    /* Quieter than -40 is hardly heard, louder than -5 cannot be reached with the peaks under the ceiling. */
    return text_to_double(text, -40, -5, lufs);
}

static bool is_choice(const char *choices, const char *value)
{
    size_t length = strlen(value);
    while (length > 0 && *choices != '\0') {
        size_t word = strcspn(choices, "|");
        if (word == length && strncmp(choices, value, word) == 0)
            return true;
        choices += word + (choices[word] == '|');
    }
    return false;
}

enum bgm_status setting_check(enum setting setting, const char *value, struct bgm_error *err)
{
    const struct setting_row *row = &rows[setting];
    int64_t number;
    double lufs;
    bool keep;
    switch (row->kind) {
    case SETTING_CHOICE:
        if (!is_choice(row->choices, value))
            return bgm_fail(err, BGM_USAGE, "%s takes %s, not \"%s\"", row->name, row->choices, value);
        break;
    case SETTING_INTEGER:
        if (*value != '\0' && !text_to_int(value, row->least, row->most, &number))
            return bgm_fail(err, BGM_USAGE, "%s takes a whole number from %ld to %ld, not \"%s\"", row->name,
                            row->least, row->most, value);
        break;
    case SETTING_LOUDNESS_TARGET:
        if (!loudness_target(value, &lufs, NULL, &keep))
            return bgm_fail(err, BGM_USAGE,
                            "%s takes social, podcast, broadcast, us-tv, keep or a number of LUFS from "
                            "-40 to -5, not \"%s\"",
                            row->name, value);
        break;
    case SETTING_URL:
        if (!text_starts_with_ignore_case(value, "https://") && !text_starts_with_ignore_case(value, "http://"))
            return bgm_fail(err, BGM_USAGE, "%s takes an address that begins with https://, not \"%s\"", row->name,
                            value);
        break;
    case SETTING_TEXT:
        if (!text_is_utf8(value, strlen(value)) || strlen(value) > 4096)
            return bgm_fail(err, BGM_USAGE, "%s takes a text of at most 4096 bytes in UTF-8", row->name);
        break;
    }
    return BGM_OK;
}

static enum bgm_status take_value(struct settings *settings, enum setting setting, const char *value,
                                  enum setting_origin origin, struct bgm_error *err)
{
    enum bgm_status status = setting_check(setting, value, err);
    if (status != BGM_OK)
        return status;
    free(settings->values[setting]);
    settings->values[setting] = xstrdup(value);
    settings->origins[setting] = origin;
    return BGM_OK;
}

/* The file as JSON; an absent one is an empty object. */
static enum bgm_status read_file(const struct store *store, struct json **root, struct bgm_error *err)
{
    enum bgm_status status = BGM_OK;
    struct bgm_error problem = BGM_ERROR_INIT;
    struct buf text;
    buf_init(&text, FILE_CEILING);
    char *path = path_join(store->config_folder, "config.json");
    status = store_read(path, &text, &problem);
    if (status == BGM_NOT_FOUND) {
        *root = json_new_object();
        status = BGM_OK;
    } else if (status != BGM_OK) {
        if (err != NULL)
            *err = problem;
    } else {
        *root = json_parse(text.bytes, text.length, &problem);
        if (!json_is_object(*root)) {
            json_free(*root);
            *root = NULL;
            status = bgm_fail(err, BGM_USAGE, "the settings in \"%s\" are not a JSON object", path);
            bgm_hint(err, "mend the file or delete it");
        }
    }
    free(path);
    buf_release(&text);
    return status;
}

static enum bgm_status load(struct settings *settings, const struct store *store, bool lenient, struct bgm_error *err)
{
    *settings = (struct settings){0};
    struct json *root = NULL;
    enum bgm_status status = read_file(store, &root, err);
    for (int i = 0; i < SETTING_COUNT && status == BGM_OK; i++) {
        const struct json *node = json_get(root, rows[i].name);
        char number[32];
        const char *value = json_value_text(node);
        if (json_is_number(node)) {
            snprintf(number, sizeof number, "%.10g", json_value_number(node, 0));
            value = number;
        }
        const char *environment = rows[i].environment != NULL ? getenv(rows[i].environment) : NULL;
        if (environment != NULL && *environment != '\0') {
            status = take_value(settings, (enum setting)i, environment, ORIGIN_ENVIRONMENT, err);
            if (status != BGM_OK)
                bgm_prefix(err, "the variable %s", rows[i].environment);
        } else if (value != NULL || json_is_object(node) || json_is_array(node) || json_is_true(node) ||
                   json_is_false(node)) {
            status = value != NULL ? take_value(settings, (enum setting)i, value, ORIGIN_FILE, err)
                                   : bgm_fail(err, BGM_USAGE, "%s takes a text or a number", rows[i].name);
            if (status != BGM_OK) {
                bgm_prefix(err, "the settings file");
                bgm_hint(err, "bgmusic config unset %s", rows[i].name);
            }
            /* Whoever is about to mend the file goes on with the default. */
            if (status != BGM_OK && lenient)
                status = BGM_OK;
        }
    }
    json_free(root);
    if (status != BGM_OK)
        settings_release(settings);
    return status;
}

enum bgm_status settings_load(struct settings *settings, const struct store *store, struct bgm_error *err)
{
    return load(settings, store, false, err);
}

enum bgm_status settings_load_to_mend(struct settings *settings, const struct store *store, struct bgm_error *err)
{
    return load(settings, store, true, err);
}

void settings_release(struct settings *settings)
{
    for (int i = 0; i < SETTING_COUNT; i++)
        free(settings->values[i]);
    *settings = (struct settings){0};
}

enum bgm_status settings_set_option(struct settings *settings, enum setting setting, const char *value,
                                    struct bgm_error *err)
{
    return take_value(settings, setting, value, ORIGIN_OPTION, err);
}

const char *settings_get(const struct settings *settings, enum setting setting)
{
    return settings->values[setting] != NULL ? settings->values[setting] : rows[setting].fallback;
}

enum setting_origin settings_origin(const struct settings *settings, enum setting setting)
{
    return settings->origins[setting];
}

enum bgm_status settings_save(const struct store *store, enum setting setting, const char *value, struct bgm_error *err)
{
    enum bgm_status status = value != NULL ? setting_check(setting, value, err) : BGM_OK;
    if (status != BGM_OK)
        return status;
    struct file_lock lock = FILE_LOCK_INIT;
    struct json *old = NULL, *new = json_new_object();
    struct buf text;
    buf_init(&text, FILE_CEILING);
    char *path = NULL, *lock_path = NULL;
    if ((status = store_path(store->config_folder, "config.json", &path, err)) != BGM_OK ||
        (status = store_path(store->state_folder, "config.lock", &lock_path, err)) != BGM_OK ||
        (status = file_lock(&lock, lock_path, err)) != BGM_OK || (status = read_file(store, &old, err)) != BGM_OK)
        goto out;
    for (const struct json *member = json_first(old); member != NULL; member = json_next(member)) {
        if (!text_equal(json_key(member), rows[setting].name))
            json_set(new, json_key(member), json_copy(member));
    }
    if (value != NULL)
        json_set_text(new, rows[setting].name, value);
    if (!json_print(new, &text) || !buf_append_char(&text, '\n'))
        status = bgm_fail(err, BGM_TOO_LARGE, "the settings file would be too large");
    else
        status = file_write(path, 0600, text.bytes, text.length, err);
out:
    file_unlock(&lock);
    json_free(old);
    json_free(new);
    buf_release(&text);
    free(path);
    free(lock_path);
    return status;
}
