/* A conversation with the agent on a clip of 20 s, and whether the facts of an outcome hold: what a message must change
 * has changed, and nothing else has. For test_agent_messages.c. */
#ifndef BGMUSIC_TESTS_MESSAGE_JUDGE_H
#define BGMUSIC_TESTS_MESSAGE_JUDGE_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agent.h"
#include "agent_lexicon.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "bgmusic/draft/music_key.h"
#include "message_sound.h"
#include "score.h"
#include "timeline.h"
#include "timeline_edit.h"
#include "timeline_pieces.h"

enum { MOST_STEPS = 8 };
#define PLAIN_BPM 80.0

/* What of a timeline can change: a fact of the outcome frees what it is about. */
enum facet {
    FACET_MUSIC = 1 << 0,
    FACET_PLACE = 1 << 1,
    FACET_VOLUME = 1 << 2,
    FACET_LEVELS = 1 << 3,
    FACET_FADES = 1 << 4,
    FACET_DUCK = 1 << 5,
    FACET_ORIGINAL = 1 << 6,
    FACET_TITLES = 1 << 7,
    FACET_STYLE = 1 << 8,
    FACET_MOOD = 1 << 9,
    FACET_TEMPO = 1 << 10,
    FACET_KEY = 1 << 11,
    FACET_SEED = 1 << 12,
    FACET_PARTS = 1 << 13,
    FACET_COURSE = 1 << 14,
    FACET_METER = 1 << 15,
    FACET_OF_MUSIC = FACET_MUSIC | FACET_PLACE | FACET_VOLUME | FACET_LEVELS | FACET_FADES | FACET_DUCK | FACET_STYLE |
                     FACET_MOOD | FACET_TEMPO | FACET_KEY | FACET_SEED | FACET_PARTS | FACET_COURSE | FACET_METER,
};

static const struct music_span speech[] = {{1000, 7000}, {10000, 16000}};
static const struct music_cut cuts[] = {
    {5000, 1, MUSIC_CUT_HARD}, {8000, 1, MUSIC_CUT_HARD}, {13000, 1, MUSIC_CUT_HARD}};
static const struct edit_scene scene = {true, speech, COUNT(speech), cuts, COUNT(cuts)};

struct conversation {
    struct timeline steps[MOST_STEPS];
    size_t count;
    struct agent_memory memory;
    struct agent_reading reading;
    struct buf done, notes;
};

static struct timeline *now(struct conversation *talk)
{
    return &talk->steps[talk->count - 1];
}

static double tempo_of(const struct timeline *timeline)
{
    const struct timeline_music *music = &timeline->music;
    return music->wanted_bpm > 0 ? music->wanted_bpm : PLAIN_BPM * music->tempo_factor;
}

/* One turn: true where it changed the timeline, which is a step more then. */
static bool turn(struct conversation *talk, const char *say)
{
    const struct edit_context context = {.scene = &scene, .known_length = agent_known_length, .chinese = false};
    struct edit_outcome outcome = {0};
    struct timeline fresh = *now(talk);
    talk->memory.has_music = fresh.has_music;
    talk->memory.titles = now(talk)->titles;
    talk->memory.title_count = fresh.title_count;
    agent_read(say, &talk->memory, &talk->reading);
    buf_clear(&talk->done);
    buf_clear(&talk->notes);
    if (talk->reading.verdict == AGENT_EDITS || talk->reading.verdict == AGENT_HISTORY)
        timeline_apply(&fresh, &talk->reading.edits, &context, &outcome, &talk->done, &talk->notes);
    if (!outcome.changed || talk->count == MOST_STEPS)
        return false;
    if (fresh.has_music) { /* as composing would */
        fresh.music.bpm = tempo_of(&fresh);
        snprintf(fresh.music.key, sizeof fresh.music.key, "C major");
    }
    talk->steps[talk->count++] = fresh;
    talk->memory.last = talk->reading.edits;
    return true;
}

static void talk_begin(struct conversation *talk, const char *setup)
{
    static const struct {
        char name;
        const char *say[2];
    } setups[] = {
        {'n', {NULL}},
        {'l', {"add calm lo-fi music"}},
        {'t', {"add calm lo-fi music", "put the title \"Beach Day\" for 3 s"}},
        {'f', {"add calm lo-fi music", "fade in 2 s, fade out 3 s"}},
        {'v', {"add calm lo-fi music", "add epic music"}},
        {'h', {"add calm lo-fi music", "no music from 7 to 10 s"}},
        {'o', {"add calm lo-fi music", "drop the original sound"}},
        {'d', {"add calm lo-fi music", "do not lower the music under speech"}},
    };
    memset(talk, 0, sizeof *talk);
    buf_init(&talk->done, 65536);
    buf_init(&talk->notes, 65536);
    talk->count = 1;
    timeline_init(now(talk));
    now(talk)->has_video = true;
    now(talk)->duration_ms = CLIP_MS;
    for (size_t i = 0; i < COUNT(setups); i++)
        for (size_t k = 0; k < 2 && setups[i].name == setup[0] && setups[i].say[k] != NULL; k++)
            turn(talk, setups[i].say[k]);
    for (const char *at = strchr(setup, ';'); at != NULL; at = strchr(at + 1, ';')) {
        char say[128];
        snprintf(say, sizeof say, "%.*s", (int)strcspn(at + 1, ";"), at + 1);
        bool changed = turn(talk, say);
        talk->memory.undone = !changed && talk->reading.verdict == AGENT_HISTORY && talk->count > 1;
        if (talk->memory.undone)
            talk->count--;
    }
}

static void talk_end(struct conversation *talk)
{
    buf_release(&talk->done);
    buf_release(&talk->notes);
}

/* --- what changed --- */

static bool holes_differ(const struct timeline_music *a, const struct timeline_music *b, bool holes)
{
    size_t i = 0, k = 0;
    for (;;) {
        while (i < a->spans_count && (a->spans[i].factor == 0) != holes)
            i++;
        while (k < b->spans_count && (b->spans[k].factor == 0) != holes)
            k++;
        if (i == a->spans_count || k == b->spans_count)
            return (i < a->spans_count) != (k < b->spans_count);
        if (memcmp(&a->spans[i++], &b->spans[k++], sizeof a->spans[0]) != 0)
            return true;
    }
}

static unsigned changed_facets(const struct timeline *a, const struct timeline *b)
{
    const struct timeline_music *m = &a->music, *n = &b->music;
    unsigned facets = 0;
    if (a->has_music != b->has_music)
        facets |= FACET_MUSIC;
    if (m->start_ms != n->start_ms || m->length_ms != n->length_ms || holes_differ(m, n, true))
        facets |= FACET_PLACE;
    if (m->volume != n->volume)
        facets |= FACET_VOLUME;
    if (holes_differ(m, n, false))
        facets |= FACET_LEVELS;
    if (m->fade_in_ms != n->fade_in_ms || m->fade_out_ms != n->fade_out_ms)
        facets |= FACET_FADES;
    if (m->duck != n->duck || m->duck_lu != n->duck_lu)
        facets |= FACET_DUCK;
    if (a->keep_original != b->keep_original || a->original_volume != b->original_volume ||
        memcmp(a->original_spans, b->original_spans, sizeof a->original_spans) != 0)
        facets |= FACET_ORIGINAL;
    if (a->title_count != b->title_count || memcmp(a->titles, b->titles, sizeof a->titles) != 0)
        facets |= FACET_TITLES;
    if (strcmp(m->style, n->style) != 0 || strcmp(m->blend, n->blend) != 0 || strcmp(m->then, n->then) != 0)
        facets |= FACET_STYLE;
    if (m->energy != n->energy || m->valence != n->valence)
        facets |= FACET_MOOD;
    if (tempo_of(a) != tempo_of(b))
        facets |= FACET_TEMPO;
    if (m->tonic != n->tonic || m->mode != n->mode)
        facets |= FACET_KEY;
    if (strcmp(m->meter, n->meter) != 0)
        facets |= FACET_METER;
    if (m->seed != n->seed)
        facets |= FACET_SEED;
    if (m->with_roles != n->with_roles || m->without_roles != n->without_roles ||
        memcmp(m->programs, n->programs, sizeof m->programs) != 0 ||
        memcmp(m->part_levels_lu, n->part_levels_lu, sizeof m->part_levels_lu) != 0 ||
        m->parts_there_count != n->parts_there_count ||
        memcmp(m->parts_there, n->parts_there, sizeof m->parts_there) != 0)
        facets |= FACET_PARTS;
    if (m->course_count != n->course_count || memcmp(m->course, n->course, sizeof m->course) != 0)
        facets |= FACET_COURSE;
    return a->has_music || b->has_music ? facets : facets & ~(unsigned)FACET_OF_MUSIC;
}

/* --- the facts --- */

struct judging {
    struct conversation *talk;
    const struct timeline *before, *after;
    unsigned freed;
};

/* The role that a name of the corpus means. */
static const struct lexeme *instrument(const char *fact)
{
    size_t length;
    char name[32];
    snprintf(name, sizeof name, "%s", fact);
    for (char *c = name; *c != '\0'; c++) /* "music_box" */
        *c = *c == '_' ? ' ' : *c;
    const struct lexeme *row = strcmp(name, "guzheng") == 0 ? lexicon_find("古筝", true, LANGUAGE_CHINESE, &length)
                               : strcmp(name, "lead") == 0
                                   ? lexicon_find("melody part", true, LANGUAGE_ENGLISH, &length)
                                   : lexicon_find(name, true, LANGUAGE_ENGLISH, &length);
    static const struct lexeme lead = {"", WORD_ROLE, SCORE_LEAD, -1};
    if (strcmp(name, "lead") == 0)
        return &lead;
    return row != NULL && row->kind == WORD_ROLE ? row : NULL;
}

static bool part_silent_at(const struct timeline *timeline, int role, int64_t ms)
{
    bool silent = (timeline->music.without_roles & 1u << role) != 0;
    for (size_t i = 0; i < timeline->music.parts_there_count; i++) {
        const struct timeline_part *part = &timeline->music.parts_there[i];
        silent = silent ||
                 (part->role == role && part->lu <= TIMELINE_SILENT_LU && ms >= part->start_ms && ms < part->end_ms);
    }
    return silent;
}

/* "drums@0-6", "drums@end", "drums". */
static bool part_holds(const struct judging *judging, bool has, const char *fact)
{
    char name[32];
    const char *at = strchr(fact, '@');
    const struct timeline *after = judging->after;
    snprintf(name, sizeof name, "%.*s", (int)strcspn(fact, "@"), fact);
    const struct lexeme *row = instrument(name);
    if (row == NULL || !after->has_music)
        return false;
    double from = 0, to = CLIP_MS / 1000.0;
    if (at != NULL && strcmp(at, "@end") == 0)
        from = to - 2;
    else if (at != NULL) {
        char *end;
        from = strtod(at + 1, &end);
        to = strtod(end + 1, NULL);
    }
    bool inside = part_silent_at(after, row->value, (int64_t)((from + to) * 500));
    bool elsewhere =
        part_silent_at(after, row->value, from > 0 ? (int64_t)(from * 500) : (int64_t)((to * 1000 + CLIP_MS) / 2));
    if (!has)
        return inside && (at == NULL || !elsewhere);
    bool wished = (after->music.with_roles & 1u << row->value) != 0;
    bool program = row->number < 0 || after->music.programs[row->value] == (int)row->number;
    return wished && program && !inside && (at == NULL || elsewhere);
}

static bool only_holds(const struct timeline *after, const char *fact)
{
    char name[32];
    snprintf(name, sizeof name, "%.*s", (int)strcspn(fact, "@"), fact);
    const struct lexeme *row = instrument(name);
    int64_t ms = strchr(fact, '@') != NULL ? CLIP_MS - 1000 : CLIP_MS / 2;
    unsigned silent = 0, sung = 1u << SCORE_LEAD | 1u << SCORE_KEYS;
    for (int role = 0; role < SCORE_ROLE_COUNT; role++)
        silent |= part_silent_at(after, role, ms) ? 1u << role : 0;
    return row != NULL && (silent | sung | 1u << row->value) == (1u << SCORE_ROLE_COUNT) - 1 &&
           !(silent & 1u << row->value);
}

/* "Beach_Day@0-3", "@end", "@10" behind the text; `index` which title. */
static bool title_holds(const struct judging *judging, size_t index, const char *fact)
{
    const struct timeline *after = judging->after;
    char text[128];
    const char *at = strrchr(fact, '@');
    snprintf(text, sizeof text, "%.*s", at != NULL ? (int)(at - fact) : (int)strlen(fact), fact);
    for (char *c = text; *c != '\0'; c++)
        *c = *c == '_' ? ' ' : *c;
    if (strcmp(text, "none") == 0)
        return after->title_count == 0;
    if (after->title_count <= index || strcmp(after->titles[index].text, text) != 0)
        return false;
    const struct timeline_title *title = &after->titles[index];
    int64_t end_ms = title->start_ms + title->length_ms;
    if (at == NULL)
        return true;
    if (strcmp(at, "@end") == 0)
        return llabs(end_ms - CLIP_MS) < EDGE_MS;
    char *end;
    int64_t from = (int64_t)(strtod(at + 1, &end) * 1000);
    return llabs(title->start_ms - from) < EDGE_MS &&
           (*end != '-' || llabs(end_ms - (int64_t)(strtod(end + 1, NULL) * 1000)) < EDGE_MS);
}

/* One of the words stands in the id or the title of the style. */
static bool style_holds(const char *ids, const char *words)
{
    for (const char *at = words; *at != '\0'; at += strcspn(at, ",") + (at[strcspn(at, ",")] == ',')) {
        char word[32];
        snprintf(word, sizeof word, "%.*s", (int)strcspn(at, ","), at);
        if (strstr(ids, word) != NULL)
            return true;
    }
    return false;
}

/* "lofi@0-10,upbeat,pop@10-20": one of the styles in each stretch. */
static bool pieces_hold(const struct timeline *timeline, const char *pieces)
{
    for (const char *at = pieces; *at != '\0';) {
        char ids[64], style[32], *end;
        size_t length = strcspn(at, "@");
        snprintf(ids, sizeof ids, "%.*s", (int)length, at);
        double from = strtod(at + length + 1, &end), to = strtod(end + 1, &end);
        if (!sounds_at(timeline, (int64_t)((from + to) * 500)) ||
            !style_holds(timeline_style_at(&timeline->music, (int64_t)((from + 0.3) * 1000), style), ids) ||
            !style_holds(timeline_style_at(&timeline->music, (int64_t)((to - 0.3) * 1000), style), ids))
            return false;
        at = *end == ',' ? end + 1 : end;
    }
    return true;
}

static bool compares(char sign, double before, double after, const char *wanted, double within)
{
    if (sign == '>')
        return after > before;
    if (sign == '<')
        return after < before;
    return fabs(after - strtod(wanted, NULL)) <= within;
}

/* "volume<", "fade_out=3": a number of the timeline. */
static bool number_holds(struct judging *judging, const char *fact, bool *known)
{
    const struct timeline *a = judging->before, *b = judging->after;
    const struct {
        const char *name;
        unsigned facet;
        double before, after, within;
    } rows[] = {
        {"volume", FACET_VOLUME, a->music.volume * 100, b->music.volume * 100, 2.5},
        {"tempo", FACET_TEMPO, tempo_of(a), tempo_of(b), 1},
        {"fade_in", FACET_FADES, (double)a->music.fade_in_ms / 1000, (double)b->music.fade_in_ms / 1000, 0.1},
        {"fade_out", FACET_FADES, (double)a->music.fade_out_ms / 1000, (double)b->music.fade_out_ms / 1000, 0.1},
        {"energy", FACET_MOOD, a->music.energy, b->music.energy, 0.01},
        {"valence", FACET_MOOD, a->music.valence, b->music.valence, 0.01},
        {"original", FACET_ORIGINAL, a->keep_original ? a->original_volume * 100 : 0,
         b->keep_original ? b->original_volume * 100 : 0, 2},
        {"duck", FACET_DUCK, a->music.duck ? a->music.duck_lu : 0, b->music.duck ? b->music.duck_lu : 0, 0.5},
    };
    size_t length = strcspn(fact, "<>=");
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (strlen(rows[i].name) != length || strncmp(rows[i].name, fact, length) != 0 || fact[length + 1] == '@')
            continue;
        *known = true;
        judging->freed |= rows[i].facet;
        const char *wanted = fact + length + 1;
        if (strcmp(wanted, "off") == 0)
            return rows[i].after == 0;
        if (strcmp(wanted, "on") == 0)
            return rows[i].after > 0;
        /* What lies at the least that there is cannot go further: off is less. */
        return compares(fact[length], rows[i].before, rows[i].after, wanted, rows[i].within);
    }
    *known = false;
    return false;
}

static bool verdict_holds(const struct conversation *talk, const char *fact, bool *known)
{
    static const struct {
        const char *fact;
        enum agent_verdict verdict;
        enum agent_step_kind step;
        int count;
    } rows[] = {
        {"same", AGENT_AGREES, STEP_UNDO, 0},
        {"refused", AGENT_REFUSES, STEP_UNDO, 0},
        {"asks", AGENT_ASKS, STEP_UNDO, 0},
        {"answers", AGENT_ANSWERS, STEP_UNDO, 0},
        {"unknown", AGENT_UNKNOWN, STEP_UNDO, 0},
        {"exports", AGENT_EXPORTS, STEP_UNDO, 0},
        {"undo", AGENT_HISTORY, STEP_UNDO, 1},
        {"undo", AGENT_HISTORY, STEP_PREVIOUS, 1},
        {"undo", AGENT_HISTORY, STEP_OTHER, 1},
        {"undo", AGENT_HISTORY, STEP_UNDO_ONE, 1},
        {"undo2", AGENT_HISTORY, STEP_UNDO, 2},
        {"redo", AGENT_HISTORY, STEP_REDO, 1},
        {"style_version", AGENT_HISTORY, STEP_STYLE, 1},
        {"version=1", AGENT_HISTORY, STEP_VERSION, 1},
        {"version=2", AGENT_HISTORY, STEP_VERSION, 2},
        {"undo_none", AGENT_HISTORY, STEP_UNDO, 1},
    };
    *known = strcmp(fact, "undo_all") == 0;
    if (*known)
        return talk->reading.verdict == AGENT_HISTORY && talk->reading.step.all;
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (strcmp(rows[i].fact, fact) != 0)
            continue;
        *known = true;
        bool step =
            rows[i].verdict != AGENT_HISTORY || (talk->reading.step.kind == rows[i].step &&
                                                 talk->reading.step.count == rows[i].count && !talk->reading.step.all);
        if (talk->reading.verdict == rows[i].verdict && step)
            return true;
    }
    return false;
}

static bool value_holds(struct judging *judging, const char *name, const char *value)
{
    const struct timeline *a = judging->before, *b = judging->after;
    char ids[128];
    struct music_key key;
    snprintf(ids, sizeof ids, "%s %s", b->music.style, b->music.blend);
    if (strcmp(name, "music") == 0) {
        judging->freed |= strcmp(value, "off") == 0 ? FACET_OF_MUSIC : FACET_MUSIC;
        return b->has_music == (strcmp(value, "on") == 0);
    }
    if (strcmp(name, "sounds") == 0) {
        judging->freed |= FACET_PLACE;
        return sounds_only(b, value);
    }
    if (strcmp(name, "style") == 0 || strcmp(name, "style!") == 0) {
        judging->freed |= FACET_STYLE | FACET_MOOD | FACET_TEMPO | FACET_KEY;
        return b->has_music && style_holds(ids, value) == (name[5] != '!');
    }
    if (strcmp(name, "pieces") == 0) {
        judging->freed |= FACET_STYLE | FACET_MOOD | FACET_TEMPO | FACET_KEY;
        return b->has_music && pieces_hold(b, value);
    }
    if (strcmp(name, "key") == 0) {
        char text[32];
        judging->freed |= FACET_KEY;
        snprintf(text, sizeof text, "%s", value);
        if (strchr(text, '_') != NULL)
            *strchr(text, '_') = ' ';
        return music_key_read(text, &key) && b->music.tonic == key.tonic && b->music.mode == key.mode;
    }
    if (strcmp(name, "mode") == 0) {
        judging->freed |= FACET_KEY;
        return b->music.mode == (strcmp(value, "minor") == 0 ? SCORE_MINOR : SCORE_MAJOR);
    }
    if (strcmp(name, "has") == 0 || strcmp(name, "lacks") == 0) {
        judging->freed |= FACET_PARTS;
        return part_holds(judging, name[0] == 'h', value);
    }
    if (strcmp(name, "meter") == 0) {
        judging->freed |= FACET_METER;
        return strcmp(b->music.meter, value) == 0;
    }
    if (strcmp(name, "only") == 0) {
        judging->freed |= FACET_PARTS;
        return only_holds(b, value);
    }
    judging->freed |= FACET_TITLES;
    const struct timeline_title *old = &a->titles[0], *new = &b->titles[0];
    int64_t end_ms = new->start_ms + new->length_ms, ms = (int64_t)(strtod(value, NULL) * 1000);
    if (strcmp(name, "title") == 0)
        return title_holds(judging, 0, value);
    if (strcmp(name, "title2") == 0)
        return title_holds(judging, 1, value);
    if (strcmp(name, "title_start") == 0)
        return b->title_count == 1 && llabs(new->start_ms - ms) < EDGE_MS && new->length_ms == old->length_ms;
    if (strcmp(name, "title_end") == 0)
        return b->title_count == 1 && llabs(end_ms - ms) < EDGE_MS;
    if (strcmp(name, "title_span") == 0)
        return b->title_count == 1 && new->start_ms == 0 && end_ms == CLIP_MS;
    return false;
}

static bool fact_holds(struct judging *judging, const char *fact)
{
    const struct timeline *a = judging->before, *b = judging->after;
    bool known;
    bool holds = verdict_holds(judging->talk, fact, &known);
    if (known)
        return holds;
    holds = number_holds(judging, fact, &known);
    if (known)
        return holds;
    if (strcmp(fact, "seed") == 0) {
        judging->freed |= FACET_SEED;
        return a->music.seed != b->music.seed;
    }
    if (strcmp(fact, "style") == 0) {
        judging->freed |= FACET_STYLE | FACET_MOOD | FACET_TEMPO | FACET_KEY;
        return strcmp(a->music.style, b->music.style) != 0;
    }
    if (strcmp(fact, "title_longer") == 0) {
        judging->freed |= FACET_TITLES;
        return b->title_count == a->title_count && b->titles[0].length_ms > a->titles[0].length_ms;
    }
    if (strcmp(fact, "rise") == 0 || strcmp(fact, "course") == 0 || text_starts_with(fact, "energy<@")) {
        judging->freed |= FACET_COURSE | FACET_LEVELS;
        return (changed_facets(a, b) & (FACET_COURSE | FACET_LEVELS)) != 0;
    }
    if (text_starts_with(fact, "level")) {
        judging->freed |= FACET_LEVELS;
        return level_holds(b, fact + strlen("level"));
    }
    if (text_starts_with(fact, "original<@") || text_starts_with(fact, "original>@") ||
        text_starts_with(fact, "muted@")) {
        judging->freed |= FACET_ORIGINAL;
        return original_holds(b, fact);
    }
    if (text_starts_with(fact, "part")) {
        const struct lexeme *row = instrument(fact + strlen("part>"));
        judging->freed |= FACET_PARTS;
        return row != NULL &&
               compares(fact[4], a->music.part_levels_lu[row->value], b->music.part_levels_lu[row->value], "", 0);
    }
    char name[32];
    size_t length = strcspn(fact, "=");
    snprintf(name, sizeof name, "%.*s", (int)length, fact);
    return fact[length] == '=' && value_holds(judging, name, fact + length + 1);
}

static bool alternative_holds(struct judging *judging, const char *facts, size_t length)
{
    judging->freed = 0;
    bool all = true;
    for (size_t at = 0; at < length && all;) {
        char fact[256];
        size_t size = strcspn(facts + at, " ");
        size = size < length - at ? size : length - at;
        snprintf(fact, sizeof fact, "%.*s", (int)size, facts + at);
        all = fact_holds(judging, fact);
        at += size + (at + size < length);
    }
    unsigned freed = judging->before->has_music ? judging->freed : judging->freed | FACET_OF_MUSIC;
    return all && (changed_facets(judging->before, judging->after) & ~freed) == 0;
}

static bool outcome_holds(struct judging *judging, const char *outcome)
{
    for (const char *at = outcome;;) {
        const char *end = strstr(at, " / ");
        if (alternative_holds(judging, at, end != NULL ? (size_t)(end - at) : strlen(at)))
            return true;
        if (end == NULL)
            return false;
        at = end + 3;
    }
}

#endif
