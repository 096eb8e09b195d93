/* Whole sentences in the fixed form that `bgmusic add` writes, read from the end of the message. */
#include "agent_fixed.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "agent_tokens.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "bgmusic/draft/music_key.h"

enum { MOST_SENTENCE_BYTES = 700, END_STAYS = 1 };

/* In a pattern: `#` a number, `~` a time ("5 s", "0:05"), `=` one that says so ("music to 70" is a volume), `$` a
 * quotation, `*` a key to the end, `@` times to the end, a blank any white space. */
struct fixed_sentence {
    const char *pattern;
    enum edit_kind kind;
    double factor; /* for `#` */
    double number; /* where the pattern has no `#` */
};

static const struct fixed_sentence sentences[] = {
    {"Music volume #%", EDIT_VOLUME, 0.01, 0},
    {"Fade in ~", EDIT_FADE_IN, 0, 0},
    {"Fade out ~", EDIT_FADE_OUT, 0, 0},
    {"Music from ~ to ~", EDIT_START, 0, 0}, /* with EDIT_END after it */
    {"Music from ~ to the end", EDIT_START, 0, 0},
    {"Music from ~", EDIT_START, 0, 0},
    {"Start the music at ~", EDIT_START, 0, END_STAYS},
    {"Music to =", EDIT_END, 0, 0},
    {"Music until ~", EDIT_END, 0, 0},
    {"Do not lower the music under speech", EDIT_DUCK, 0, 0},
    {"Lower the music under speech", EDIT_DUCK, 0, 1},
    {"Keep the music # LU under speech", EDIT_DUCK_DEPTH, 1, 0},
    {"Sync the music to the cuts", EDIT_SYNC, 0, 1},
    {"Do not sync the music to the cuts", EDIT_SYNC, 0, 0},
    {"Drop the original sound", EDIT_ORIGINAL, 0, 0},
    {"Keep the original sound", EDIT_ORIGINAL, 0, 1},
    {"Add the title $ at the start", EDIT_TITLE, 0, 0},
    {"Add the title $", EDIT_TITLE, 0, 0},
    {"Loudness # LUFS", EDIT_LOUDNESS, 1, 0},
    {"Keep the loudness", EDIT_LOUDNESS_KEEP, 0, 0},
    {"Seed #", EDIT_SEED, 1, 0},
    {"Original sound volume #%", EDIT_ORIGINAL_GAIN, 0.01, 0},
    {"The voice is audio track #", EDIT_VOICE_TRACK, 1, 0},
    {"Start the track at ~ of it", EDIT_TRACK_START, 0, 0},
    {"Tempo # bpm", EDIT_BPM, 1, 0},
    {"Key *", EDIT_KEY, 0, 0},
    {"Meet the marks at @", EDIT_MARKERS, 0, 0},
    {"Use the uploaded track $ as the background music", EDIT_MUSIC_OWN, 0, 0},
};

struct captures {
    double number;
    uint64_t seed;
    int64_t times_ms[2];
    int time_count;
    const char *quoted; /* the times of `@`, too */
    size_t quoted_length;
    struct music_key key;
};

static const char *number_take(const char *at, struct captures *captures)
{
    char text[32];
    size_t sign = *at == '-' ? 1 : 0, length = sign + strspn(at + sign, "0123456789.");
    while (length > sign && at[length - 1] == '.') /* the sentence's own full stop */
        length--;
    if (length == sign || length >= sizeof text)
        return NULL;
    memcpy(text, at, length);
    text[length] = '\0';
    if (!text_to_double(text, -1e19, 2e19, &captures->number))
        return NULL;
    captures->seed = sign > 0 ? (uint64_t)strtoll(text, NULL, 10) : strtoull(text, NULL, 10);
    return at + length;
}

static const char *time_take(const char *at, bool named, struct captures *captures)
{
    char text[32];
    const char *first = at;
    size_t length = strspn(at, "0123456789.:");
    while (length > 0 && at[length - 1] == '.')
        length--;
    if (length == 0 || length >= sizeof text || captures->time_count == 2)
        return NULL;
    memcpy(text, at, length);
    text[length] = '\0';
    if (!text_to_time_ms(text, &captures->times_ms[captures->time_count++]))
        return NULL;
    at += length;
    const char *unit = at + strspn(at, " ");
    static const char *const units[] = {"seconds", "second", "sec", "s"};
    for (size_t i = 0; i < COUNT(units); i++) {
        size_t size = strlen(units[i]);
        if (text_starts_with_ignore_case(unit, units[i]) && !isalnum((unsigned char)unit[size]))
            return unit + size;
    }
    return named && memchr(first, ':', length) == NULL ? NULL : at;
}

static bool rest_fits(const char *pattern, const char *at, struct captures *captures);

/* A title may hold quotes itself: the longest quotation after which the rest fits. */
static bool quotation_fits(const char *pattern, const char *at, struct captures *captures)
{
    const char *closing;
    size_t opening = agent_quote_open(at, &closing);
    if (opening == 0)
        return false;
    at += opening;
    for (size_t end = strlen(at); end > 0; end--) {
        if (strncmp(at + end, closing, strlen(closing)) == 0 &&
            rest_fits(pattern, at + end + strlen(closing), captures)) {
            captures->quoted = at;
            captures->quoted_length = end;
            return true;
        }
    }
    return false;
}

/* A key, to the end of the message. */
static bool key_fits(const char *at, struct captures *captures)
{
    char text[32];
    size_t length = strlen(at);
    while (length > 0 && strchr(" \t\r\n.", at[length - 1]) != NULL)
        length--;
    if (length >= sizeof text)
        return false;
    memcpy(text, at, length);
    text[length] = '\0';
    return music_key_read(text, &captures->key);
}

/* Times with commas between, to the end of the message. */
static bool times_fit(const char *at, struct captures *captures)
{
    captures->quoted = at;
    for (;;) {
        captures->time_count = 0;
        at = time_take(at, false, captures);
        if (at == NULL)
            return false;
        captures->quoted_length = (size_t)(at - captures->quoted);
        if (*at != ',')
            return strspn(at, " \t\r\n.") == strlen(at);
        at += 1 + strspn(at + 1, " ");
    }
}

static bool rest_fits(const char *pattern, const char *at, struct captures *captures)
{
    for (; *pattern != '\0'; pattern++) {
        if (*pattern == ' ') {
            if (!isspace((unsigned char)*at) && pattern[1] != '%')
                return false;
            while (isspace((unsigned char)*at))
                at++;
        } else if (*pattern == '$') {
            return quotation_fits(pattern + 1, at, captures);
        } else if (*pattern == '*') {
            return key_fits(at, captures);
        } else if (*pattern == '@') {
            return times_fit(at, captures);
        } else if (*pattern == '#' || *pattern == '~' || *pattern == '=') {
            at = *pattern == '#' ? number_take(at, captures) : time_take(at, *pattern == '=', captures);
            if (at == NULL)
                return false;
        } else if (*pattern == '%') {
            at += strspn(at, " ");
            if (*at++ != '%')
                return false;
        } else if (tolower((unsigned char)*pattern) != tolower((unsigned char)*at++)) {
            return false;
        }
    }
    return strspn(at, " \t\r\n.") == strlen(at);
}

static void sentence_edit(const struct fixed_sentence *row, const struct captures *captures, struct edit_list *edits)
{
    struct edit *edit = edit_list_add(edits, row->kind);
    edit->number = row->factor != 0 ? captures->number * row->factor : row->number;
    edit->ms = captures->time_count > 0 ? captures->times_ms[0] : 0;
    edit->seed = captures->seed;
    if (captures->quoted != NULL) {
        size_t length = captures->quoted_length < sizeof edit->text ? captures->quoted_length : sizeof edit->text - 1;
        memcpy(edit->text, captures->quoted, length);
        edit->text[length] = '\0';
        text_cut_partial_character(edit->text);
    }
    if (row->kind == EDIT_KEY) {
        edit->tonic = captures->key.tonic;
        edit->mode = captures->key.mode;
    }
    if (row->kind == EDIT_VOLUME)
        edit->number = edit->number < 0 ? 0 : edit->number > 1 ? 1 : edit->number;
    if (row->kind == EDIT_START && row->number != END_STAYS) {
        struct edit *end = edit_list_add(edits, EDIT_END);
        end->ms = captures->time_count > 1 ? captures->times_ms[1] : -1;
    }
}

/* Does a fixed sentence stand at `at`, whole, to the end? */
static const struct fixed_sentence *sentence_find(const char *at, struct captures *captures)
{
    for (size_t i = 0; i < COUNT(sentences); i++) {
        memset(captures, 0, sizeof *captures);
        if (rest_fits(sentences[i].pattern, at, captures))
            return &sentences[i];
    }
    return NULL;
}

void agent_fixed_sentences(char *message, struct edit_list *edits)
{
    struct edit_list found = {.count = 0};
    size_t firsts[EDIT_LIST_MOST + 1], rounds = 0;
    bool more = true;
    while (more && rounds < EDIT_LIST_MOST - 1) {
        size_t length = strlen(message);
        more = false;
        for (size_t at = length; at-- > 0 && length - at < MOST_SENTENCE_BYTES && !more;) {
            /* Only where a sentence can begin: at the very start, or after white space and the mark before it. */
            size_t before = at;
            while (before > 0 && isspace((unsigned char)message[before - 1]))
                before--;
            bool begins = before == 0 || (before < at && (strchr(".!?\"", message[before - 1]) != NULL ||
                                                          (unsigned char)message[before - 1] >= 0x80));
            struct captures captures;
            const struct fixed_sentence *row =
                begins && !isspace((unsigned char)message[at]) ? sentence_find(message + at, &captures) : NULL;
            if (row == NULL)
                continue;
            firsts[rounds++] = found.count;
            sentence_edit(row, &captures, &found);
            message[before] = '\0';
            more = true;
        }
    }
    /* Found from the last to the first; told in the message's order. */
    firsts[rounds] = found.count;
    for (size_t i = rounds; i-- > 0;) {
        for (size_t j = firsts[i]; j < firsts[i + 1]; j++)
            *edit_list_add(edits, found.edits[j].kind) = found.edits[j];
    }
}
