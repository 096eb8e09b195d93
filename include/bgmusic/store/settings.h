/* Settings and where each value comes from: option, environment, file, default, in this order.
 *
 *     settings_load(&settings, &store, err);
 *     settings_set_option(&settings, SETTING_ENGINE, "local", err);      from the command line
 *     const char *engine = settings_get(&settings, SETTING_ENGINE);      never NULL
 *
 * The file is one flat JSON object, 0600; keys it does not know are kept. */
#ifndef BGMUSIC_STORE_SETTINGS_H
#define BGMUSIC_STORE_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "bgmusic/base/error.h"

struct store;

enum setting {
    SETTING_ENGINE,
    SETTING_API_URL,
    SETTING_WEB_URL,
    SETTING_LANGUAGE,
    SETTING_OUTPUT,
    SETTING_VOLUME,
    SETTING_LOUDNESS,
    SETTING_SOUNDFONT,
    SETTING_COLOR,
    SETTING_PROGRESS,
    SETTING_JOBS,
    SETTING_COUNT
};

enum setting_origin { ORIGIN_DEFAULT, ORIGIN_FILE, ORIGIN_ENVIRONMENT, ORIGIN_OPTION };

enum setting_kind { SETTING_TEXT, SETTING_CHOICE, SETTING_URL, SETTING_INTEGER, SETTING_LOUDNESS_TARGET };

struct setting_row {
    const char *name;        /* key in the file and for `config` */
    const char *environment; /* NULL: none */
    const char *fallback;    /* the default; "" means unset */
    enum setting_kind kind;
    const char *choices; /* "auto|cloud|local"; NULL for other kinds */
    long least, most;    /* for integers */
    const char *help;
};

struct settings {
    char *values[SETTING_COUNT]; /* NULL: default */
    enum setting_origin origins[SETTING_COUNT];
};

const struct setting_row *setting_row(enum setting setting);
/* By its name; SETTING_COUNT when there is none. */
enum setting setting_find(const char *name);

/* BGM_USAGE for a value of the file or the environment that does not fit; the message says where it came from. */
enum bgm_status settings_load(struct settings *settings, const struct store *store, struct bgm_error *err);
/* The same, but a value of the file that does not fit is passed over: for the command that changes the file. */
enum bgm_status settings_load_to_mend(struct settings *settings, const struct store *store, struct bgm_error *err);
void settings_release(struct settings *settings);

enum bgm_status settings_set_option(struct settings *settings, enum setting setting, const char *value,
                                    struct bgm_error *err);
const char *settings_get(const struct settings *settings, enum setting setting);
enum setting_origin settings_origin(const struct settings *settings, enum setting setting);
const char *setting_origin_name(enum setting_origin origin); /* "option", "environment", "file", "default" */

/* Does the value fit the row? The sentence names the setting and what it takes. */
enum bgm_status setting_check(enum setting setting, const char *value, struct bgm_error *err);
/* Writes one value into the file, or takes it out (`value` NULL); under a lock, whole or not at all. */
enum bgm_status settings_save(const struct store *store, enum setting setting, const char *value,
                              struct bgm_error *err);

/* "social" and its kin, "keep", or a number, as LUFS (0 for keep: no target); false when it is none. `peak_dbtp` may be
 * NULL. */
bool loudness_target(const char *text, double *lufs, double *peak_dbtp, bool *keep);

#endif
