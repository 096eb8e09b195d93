/* Facts about the music, and which of them changed. */
#include "draft_facts.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/draft/draft.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"

enum fact_kind {
    FACT_TEXT,
    FACT_NUMBER,
    FACT_SWITCH, /* on, off */
    FACT_INSIDE, /* what changed in it takes more than a line: only that it did */
};

enum { MOST_FACT_BYTES = 64, INSIDE_CEILING_BYTES = 64 * 1024 };

/* In the order in which they are told; rows of the same words are told once. */
static const struct fact_row {
    const char *key, *words;
    enum fact_kind kind;
    const char *unit;
} rows[] = {
    {"style", "style", FACT_TEXT, ""},
    {"blend", "second style", FACT_TEXT, ""},
    {"bpm", "tempo", FACT_NUMBER, " bpm"},
    {"key", "key", FACT_TEXT, ""},
    {"meter", "meter", FACT_TEXT, ""},
    {"energy", "energy", FACT_NUMBER, ""},
    {"valence", "brightness", FACT_NUMBER, ""},
    {"with", "instruments", FACT_INSIDE, ""},
    {"without", "instruments", FACT_INSIDE, ""},
    {"programs", "instruments", FACT_INSIDE, ""},
    {"levels", "balance of the parts", FACT_INSIDE, ""},
    {"course", "course", FACT_INSIDE, ""},
    {"spans", "volume over time", FACT_INSIDE, ""},
    {"original_spans", "original sound over time", FACT_INSIDE, ""},
    {"duck", "lowering under speech", FACT_SWITCH, ""},
    {"duck_lu", "depth under speech", FACT_NUMBER, " LU"},
    {"sync_cuts", "sync to the cuts", FACT_SWITCH, ""},
    {"seed", "seed", FACT_TEXT, ""},
    {"loudness_lufs", "loudness", FACT_NUMBER, " LUFS"},
    {"keep_loudness", "loudness left as it is", FACT_SWITCH, ""},
};

enum { FACT_COUNT = COUNT(rows) };

struct draft_facts {
    char values[FACT_COUNT][MOST_FACT_BYTES]; /* "": not known */
};

static void read_inside(const struct json *node, char value[MOST_FACT_BYTES])
{
    struct buf text;
    buf_init(&text, INSIDE_CEILING_BYTES);
    if (json_print(node, &text))
        snprintf(value, MOST_FACT_BYTES, "%016" PRIx64, text_hash(text.bytes, text.length, TEXT_HASH_INIT));
    buf_release(&text);
}

static void read_fact(const struct json *about, const struct fact_row *row, char value[MOST_FACT_BYTES])
{
    const struct json *node = json_get(about, row->key);
    const char *text = json_text(about, row->key);
    double number = json_number(about, row->key, NAN);
    if (node == NULL)
        return;
    if (row->kind == FACT_TEXT && text != NULL)
        snprintf(value, MOST_FACT_BYTES, "%s", text);
    else if (row->kind == FACT_NUMBER && fabs(number) < 1e6)
        snprintf(value, MOST_FACT_BYTES, "%.3g", number);
    else if (row->kind == FACT_SWITCH)
        snprintf(value, MOST_FACT_BYTES, "%s", json_bool(about, row->key, false) ? "on" : "off");
    else if (row->kind == FACT_INSIDE)
        read_inside(node, value);
    text_cut_partial_character(value);
}

struct draft_facts *draft_facts_read(const struct json *about)
{
    struct draft_facts *facts = xcalloc(1, sizeof *facts);
    bool any = false;
    for (size_t i = 0; i < FACT_COUNT; i++) {
        read_fact(about, &rows[i], facts->values[i]);
        any = any || facts->values[i][0] != '\0';
    }
    if (any)
        return facts;
    free(facts);
    return NULL;
}

void draft_facts_free(struct draft_facts *facts)
{
    free(facts);
}

const char *draft_facts_value(const struct draft_facts *facts, const char *key)
{
    for (size_t i = 0; facts != NULL && i < FACT_COUNT; i++)
        if (strcmp(rows[i].key, key) == 0)
            return facts->values[i][0] != '\0' ? facts->values[i] : NULL;
    return NULL;
}

const char *draft_music_fact(const struct draft *draft, const char *key)
{
    const struct draft_track *music = draft_music(draft);
    return music != NULL ? draft_facts_value(music->segments[0].facts, key) : NULL;
}

void draft_facts_compare(struct buf *out, size_t start, const char *label, const struct draft_facts *before,
                         const struct draft_facts *after)
{
    const char *told = NULL;
    for (size_t i = 0; after != NULL && i < FACT_COUNT; i++) {
        const struct fact_row *row = &rows[i];
        const char *old = before != NULL ? before->values[i] : "", *new = after->values[i];
        bool inside = row->kind == FACT_INSIDE;
        /* What is not said any more is no news, but where the whole of it is gone. */
        if (strcmp(old, new) == 0 || (*new == '\0' && !inside) || (told != NULL && strcmp(told, row->words) == 0))
            continue;
        if (out->length > start)
            buf_append_text(out, "; ");
        if (label != NULL)
            buf_appendf(out, "%s ", label);
        buf_append_text(out, row->words);
        /* 0 and "" stand for "as the style has it". */
        bool shows_old = *old != '\0' && strcmp(old, "0") != 0;
        if (inside)
            buf_append_text(out, " changed");
        else
            buf_appendf(out, " %s%s%s%s", shows_old ? old : "", shows_old ? " -> " : "", new, row->unit);
        told = row->words;
    }
}
