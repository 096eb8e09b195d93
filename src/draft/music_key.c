/* Reading the names of keys. */
#include "bgmusic/draft/music_key.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"

static const char *const modes[] = {MUSIC_KEY_MODES};

/* What people write for them. */
static const struct {
    const char *words;
    int mode;
} others[] = {{"maj", 0}, {"M", 0}, {"min", 1}, {"m", 1}, {"大调", 0}, {"小调", 1}};

/* "#", "sharp", "b", "flat" and their signs behind a letter; `at` moves over them. */
static int accidental_read(const char **at)
{
    static const struct {
        const char *text;
        int step;
    } rows[] = {{"#", 1},  {"\xe2\x99\xaf", 1},  {"-sharp", 1}, {" sharp", 1}, {"sharp", 1},
                {"b", -1}, {"\xe2\x99\xad", -1}, {"-flat", -1}, {" flat", -1}, {"flat", -1}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (!text_starts_with_ignore_case(*at, rows[i].text))
            continue;
        *at += strlen(rows[i].text);
        return rows[i].step;
    }
    return 0;
}

bool music_key_read(const char *text, struct music_key *key)
{
    static const int tonics[] = {9, 11, 0, 2, 4, 5, 7}; /* A B C D E F G */
    const char *at = text;
    int letter = toupper((unsigned char)*at);
    if (letter < 'A' || letter > 'G')
        return false;
    at++;
    *key = (struct music_key){.tonic = tonics[letter - 'A'], .mode = -1};
    key->tonic = (key->tonic + accidental_read(&at) + 12) % 12;
    while (*at == ' ' || *at == '-')
        at++;
    for (size_t i = 0; i < COUNT(modes) && key->mode < 0; i++)
        if (text_equal_ignore_case(at, modes[i]))
            key->mode = (int)i;
    /* "M" and "m" are not the same. */
    for (size_t i = 0; i < COUNT(others) && key->mode < 0; i++)
        if (strlen(others[i].words) > 1 ? text_equal_ignore_case(at, others[i].words) : text_equal(at, others[i].words))
            key->mode = others[i].mode;
    return *at == '\0' || key->mode >= 0;
}
