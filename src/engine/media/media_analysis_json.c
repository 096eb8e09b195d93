/* An analysis as one line of JSON and back. */
#include <string.h>

#include "bgmusic/base/xalloc.h"
#include "media_analysis.h"
#include "loudness.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"

enum { FORMAT = 2 };

static struct json *spans_json(const struct music_span *spans, size_t count)
{
    struct json *list = json_new_array();
    for (size_t i = 0; i < count; i++) {
        struct json *span = json_new_object();
        json_set_int(span, "start_ms", spans[i].start_ms);
        json_set_int(span, "end_ms", spans[i].end_ms);
        json_append(list, span);
    }
    return list;
}

bool media_analysis_print(const struct media_analysis *analysis, struct buf *out)
{
    struct json *root = json_new_object(), *cuts = json_new_array();
    json_set_int(root, "format", FORMAT);
    json_set_bool(root, "has_sound", analysis->has_sound);
    json_set_number(root, "sound_lufs", analysis->sound_lufs);
    json_set_number(root, "speech_lufs", analysis->speech_lufs);
    json_set_number(root, "speech_share", analysis->speech_share);
    json_set_number(root, "brightness", analysis->brightness);
    json_set_number(root, "saturation", analysis->saturation);
    json_set_number(root, "warmth", analysis->warmth);
    json_set_number(root, "motion", analysis->motion);
    json_set_bool(root, "every_frame", analysis->every_frame);
    if (analysis->is_damaged)
        json_set_bool(root, "is_damaged", true);
    if (analysis->voice_track > 0)
        json_set_int(root, "voice_track", analysis->voice_track);
    if (analysis->music_count > 0) {
        json_set_int(root, "music_tonic", analysis->music_tonic);
        json_set_bool(root, "music_is_minor", analysis->music_is_minor);
        json_set_number(root, "music_bpm", analysis->music_bpm);
        json_set_number(root, "music_share", analysis->music_share);
        json_set(root, "music", spans_json(analysis->music, analysis->music_count));
    }
    for (size_t i = 0; i < analysis->cut_count; i++) {
        struct json *cut = json_new_object();
        json_set_int(cut, "at_ms", analysis->cuts[i].at_ms);
        json_set_number(cut, "strength", analysis->cuts[i].strength);
        if (analysis->cuts[i].kind != MUSIC_CUT_HARD)
            json_set_text(cut, "kind", analysis->cuts[i].kind == MUSIC_CUT_SOFT ? "soft" : "flash");
        json_append(cuts, cut);
    }
    json_set(root, "speech", spans_json(analysis->speech, analysis->speech_count));
    json_set(root, "cuts", cuts);
    bool fits = json_print(root, out);
    json_free(root);
    return fits;
}

static bool read_spans(const struct json *list, struct music_span **spans, size_t *read)
{
    size_t count = json_count(list);
    if (count == 0 || count > ANALYSIS_MOST_SPANS)
        return count == 0;
    *spans = xcalloc(count, sizeof **spans);
    int64_t last = 0;
    for (const struct json *node = json_first(list); node != NULL; node = json_next(node)) {
        struct music_span span = {json_int(node, "start_ms", -1), json_int(node, "end_ms", -1)};
        if (span.start_ms < last || span.end_ms <= span.start_ms)
            return false;
        last = span.end_ms;
        (*spans)[(*read)++] = span;
    }
    return true;
}

static bool read_cuts(const struct json *list, struct media_analysis *analysis)
{
    size_t count = json_count(list);
    if (count == 0 || count > ANALYSIS_MOST_CUTS)
        return count == 0;
    analysis->cuts = xcalloc(count, sizeof *analysis->cuts);
    int64_t last = -1;
    for (const struct json *node = json_first(list); node != NULL; node = json_next(node)) {
        struct music_cut cut = {json_int(node, "at_ms", -1), json_number(node, "strength", 0), MUSIC_CUT_HARD};
        const char *kind = json_text(node, "kind");
        if (kind != NULL)
            cut.kind = strcmp(kind, "soft") == 0 ? MUSIC_CUT_SOFT : MUSIC_CUT_FLASH;
        if (cut.at_ms <= last)
            return false;
        last = cut.at_ms;
        cut.strength = loudness_clamp(cut.strength, 0, 1);
        analysis->cuts[analysis->cut_count++] = cut;
    }
    return true;
}

enum bgm_status media_analysis_parse(const char *text, struct media_analysis *analysis, struct bgm_error *err)
{
    struct json *root = json_parse(text, strlen(text), NULL);
    media_analysis_release(analysis);
    bool good = root != NULL && json_int(root, "format", 0) == FORMAT;
    if (good) {
        analysis->has_sound = json_bool(root, "has_sound", false);
        analysis->sound_lufs = json_number(root, "sound_lufs", LOUDNESS_SILENCE_LUFS);
        analysis->speech_lufs = json_number(root, "speech_lufs", LOUDNESS_SILENCE_LUFS);
        analysis->speech_share = loudness_clamp(json_number(root, "speech_share", 0), 0, 1);
        analysis->brightness = json_number(root, "brightness", -1);
        analysis->saturation = json_number(root, "saturation", -1);
        analysis->warmth = json_number(root, "warmth", 0);
        analysis->motion = json_number(root, "motion", -1);
        analysis->is_damaged = json_bool(root, "is_damaged", false);
        analysis->every_frame = json_bool(root, "every_frame", false);
        analysis->voice_track = (int)json_int(root, "voice_track", 0);
        analysis->music_tonic = (int)json_int(root, "music_tonic", -1);
        analysis->music_is_minor = json_bool(root, "music_is_minor", false);
        analysis->music_bpm = json_number(root, "music_bpm", 0);
        analysis->music_share = loudness_clamp(json_number(root, "music_share", 0), 0, 1);
        good = analysis->music_tonic >= -1 && analysis->music_tonic < 12 && analysis->music_bpm >= 0 &&
               analysis->music_bpm <= 220 &&
               read_spans(json_get(root, "speech"), &analysis->speech, &analysis->speech_count) &&
               read_spans(json_get(root, "music"), &analysis->music, &analysis->music_count) &&
               read_cuts(json_get(root, "cuts"), analysis);
    }
    json_free(root);
    if (good)
        return BGM_OK;
    media_analysis_release(analysis);
    return bgm_fail(err, BGM_FAILED, "a stored analysis cannot be understood");
}
