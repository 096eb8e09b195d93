/* Speech, energy and facts of the music, from a state. */
#include "bgmusic/draft/draft_scene.h"

#include <stdio.h>
#include <stdlib.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/draft/draft.h"
#include "bgmusic/json/json_read.h"

enum { MADE_CEILING = 1024, MOST_FACTOR = 1000 };

void draft_scene_release(struct draft_scene *scene)
{
    free(scene->speech);
    free(scene->energy);
    free(scene->holes);
    free(scene->muted);
    free(scene->levels);
    free(scene->original_levels);
    free(scene->made);
    free(scene->style);
    free(scene->key);
    free(scene->seed);
    free(scene->instruments);
    free(scene->sections);
    free(scene->beats_ms);
    free(scene->bars_ms);
    *scene = (struct draft_scene){0};
}

static struct json *parse(const struct json_span *span)
{
    return span->length > 0 ? json_parse(span->bytes, span->length, NULL) : NULL;
}

/* [{"start_ms":0,"end_ms":900,...}, ...]: those that are times. */
static void read_spans(const struct json *list, struct scene_span **spans, size_t *count)
{
    size_t most = json_is_array(list) ? json_count(list) : 0;
    if (most == 0)
        return;
    most = most > SCENE_MOST_SPANS ? SCENE_MOST_SPANS : most;
    free(*spans);
    *spans = xcalloc(most, sizeof **spans);
    *count = 0;
    for (const struct json *node = json_first(list); node != NULL && *count < most; node = json_next(node)) {
        struct scene_span span = {.start_ms = json_int(node, "start_ms", -1),
                                  .end_ms = json_int(node, "end_ms", -1),
                                  .energy = json_number(node, "energy", 1)};
        if (!json_is_object(node) || span.start_ms < 0 || span.end_ms <= span.start_ms)
            continue;
        span.energy = span.energy > 1 ? 1 : span.energy > 0 ? span.energy : 0;
        (*spans)[(*count)++] = span;
    }
}

/* The first segment of the first track of a type that has one. */
static const struct json *first_segment(const struct json *draft, int type)
{
    const struct json *tracks = json_get(draft, "t");
    for (const struct json *track = json_first(tracks); track != NULL; track = json_next(track)) {
        const struct json *segment = json_first(json_get(track, "sg"));
        if (json_int(track, "tt", -1) == type && segment != NULL)
            return segment;
    }
    return NULL;
}

/* The analysis of the file that the picture comes from; with a single one no name is needed. */
static void read_original(const struct json *draft, const struct json *analyses, struct draft_scene *scene)
{
    const char *upload = json_text(json_get(first_segment(draft, DRAFT_VIDEO), "m"), "upload");
    const struct json *analysis = upload != NULL ? json_get(analyses, upload) : NULL;
    if (analysis == NULL && json_is_object(analyses) && json_count(analyses) == 1)
        analysis = json_first(analyses);
    read_spans(json_get(analysis, "speech"), &scene->speech, &scene->speech_count);
    scene->has_before = json_bool(analysis, "has_sound", false) && json_is_number(json_get(analysis, "sound_lufs"));
    scene->before_lufs = json_number(analysis, "sound_lufs", 0);
}

/* Ascending times; what is out of order ends the list. */
static void read_times(const struct json *list, int64_t **times, size_t *count)
{
    size_t most = json_is_array(list) ? json_count(list) : 0;
    most = most > SCENE_MOST_BEATS ? SCENE_MOST_BEATS : most;
    if (most == 0)
        return;
    *times = xcalloc(most, sizeof **times);
    for (const struct json *node = json_first(list); node != NULL && *count < most; node = json_next(node)) {
        double at_ms = json_value_number(node, -1);
        if (!(at_ms >= 0 && at_ms < 1e12) || (*count > 0 && at_ms <= (double)(*times)[*count - 1]))
            break;
        (*times)[(*count)++] = (int64_t)at_ms;
    }
}

static void read_sections(const struct json *list, struct draft_scene *scene)
{
    size_t most = json_is_array(list) ? json_count(list) : 0;
    most = most > SCENE_MOST_SPANS ? SCENE_MOST_SPANS : most;
    if (most == 0)
        return;
    scene->sections = xcalloc(most, sizeof *scene->sections);
    for (const struct json *node = json_first(list); node != NULL && scene->section_count < most;
         node = json_next(node)) {
        struct scene_section *section = &scene->sections[scene->section_count];
        section->start_ms = json_int(node, "start_ms", -1);
        section->end_ms = json_int(node, "end_ms", -1);
        snprintf(section->name, sizeof section->name, "%s", json_text_or(node, "name", ""));
        text_cut_partial_character(section->name);
        scene->section_count += json_is_object(node) && section->start_ms >= 0 && section->end_ms > section->start_ms;
    }
}

static void read_made(const struct json *draft, struct draft_scene *scene)
{
    const struct json *facts = json_get(first_segment(draft, DRAFT_AUDIO), "m");
    const char *style = json_text(facts, "style"), *key = json_text(facts, "key"), *seed = json_text(facts, "seed");
    double bpm = json_number(facts, "bpm", -1);
    struct buf made;
    buf_init(&made, MADE_CEILING);
    scene->style = text_is_blank(style) ? NULL : xstrdup(style);
    scene->key = text_is_blank(key) ? NULL : xstrdup(key);
    scene->seed = text_is_blank(seed) ? NULL : xstrdup(seed);
    scene->bpm = bpm > 0 && bpm < 1000 ? bpm : 0;
    if (!text_is_blank(style))
        buf_appendf(&made, "%.100s", style);
    if (bpm > 0 && bpm < 1000)
        buf_appendf(&made, "%s%.0f bpm", made.length > 0 ? ", " : "", bpm);
    if (!text_is_blank(key))
        buf_appendf(&made, "%s%.100s", made.length > 0 ? ", " : "", key);
    if (!text_is_blank(seed))
        buf_appendf(&made, "%sseed %.100s", made.length > 0 ? ", " : "", seed);
    if (made.length > 0)
        scene->made = buf_take(&made);
    buf_release(&made);
}

/* Stretches of another volume, [[from ms, to ms, factor], ...]: those that are silent, or the others. */
static void read_stretches(const struct json *list, bool silent, struct scene_span **spans, size_t *span_count)
{
    size_t most = json_is_array(list) ? json_count(list) : 0;
    most = most > SCENE_MOST_SPANS ? SCENE_MOST_SPANS : most;
    if (most == 0)
        return;
    *spans = xcalloc(most, sizeof **spans);
    for (const struct json *node = json_first(list); node != NULL && *span_count < most; node = json_next(node)) {
        double columns[3] = {-1, -1, -1};
        size_t count = 0;
        for (const struct json *number = json_is_array(node) ? json_first(node) : NULL; number != NULL && count < 3;
             number = json_next(number))
            columns[count++] = json_value_number(number, -1);
        double factor = columns[2];
        bool is_wanted = silent ? factor == 0 : factor > 0 && factor < MOST_FACTOR && factor != 1;
        if (count == 3 && is_wanted && columns[0] >= 0 && columns[1] > columns[0] && columns[1] < 1e12)
            (*spans)[(*span_count)++] =
                (struct scene_span){.start_ms = (int64_t)columns[0], .end_ms = (int64_t)columns[1], .factor = factor};
    }
}

void draft_scene_read(const struct draft_sources *sources, struct draft_scene *scene)
{
    *scene = (struct draft_scene){0};
    struct json *draft = parse(&sources->draft), *analyses = parse(&sources->analyses);
    struct json *media = parse(&sources->media);
    const struct json *music = json_get(media, "music");
    read_original(draft, analyses, scene);
    read_made(draft, scene);
    const struct json *of_music = json_get(json_get(first_segment(draft, DRAFT_AUDIO), "m"), "spans");
    const struct json *of_original = json_get(json_get(draft, "m"), "original_spans");
    read_stretches(of_music, true, &scene->holes, &scene->hole_count);
    read_stretches(of_music, false, &scene->levels, &scene->level_count);
    read_stretches(of_original, true, &scene->muted, &scene->muted_count);
    read_stretches(of_original, false, &scene->original_levels, &scene->original_level_count);
    read_spans(json_get(music, "sections"), &scene->energy, &scene->energy_count);
    read_sections(json_get(music, "sections"), scene);
    read_times(json_get(music, "beats_ms"), &scene->beats_ms, &scene->beat_count);
    read_times(json_get(music, "bars_ms"), &scene->bars_ms, &scene->bar_count);
    const char *instruments = json_text(music, "instruments");
    scene->instruments = text_is_blank(instruments) ? NULL : xstrdup(instruments);
    json_free(draft);
    json_free(analyses);
    json_free(media);
}
