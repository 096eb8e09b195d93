/* Edits done to a timeline. */
#include "timeline_edit.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "composer.h"
#include "timeline_course.h"
#include "edit_apply.h"

static bool need_music(struct applying *a)
{
    if (a->timeline->has_music)
        return true;
    SAY(a->notes, "There is no music yet; say for example \"add calm lo-fi music\".",
        "还没有音乐；可以说“加一段轻松的低保真音乐”。");
    return false;
}

/* "use my track.mp3" may mean "track.mp3", and "use track.mp3" "my track.mp3". */
static bool ends_alike(const char *name, const char *said)
{
    size_t n = strlen(name), m = strlen(said), more = n > m ? n - m : m - n;
    /* Whole words: "a.mp3" is no "beta.mp3". */
    const char *longer = n > m ? name : said;
    if (more > 0 && strchr(" _-/", longer[more - 1]) == NULL)
        return false;
    return n > m ? text_equal_ignore_case(name + n - m, said) : text_equal_ignore_case(name, said + m - n);
}

static void apply_own(struct applying *a, const struct edit *edit)
{
    const struct upload_row *found = NULL;
    bool whole = false; /* a name that is the same throughout wins */
    for (size_t i = 0; i < a->context->upload_count; i++) {
        const struct upload_row *row = &a->context->uploads[i];
        bool exact = text_equal_ignore_case(row->name, edit->text);
        /* A film lends its sound when it is named, and is not the video itself. */
        bool other_film = row->group == MEDIA_GROUP_VIDEO && strcmp(row->id, a->timeline->video_upload) != 0;
        bool audio = row->group == MEDIA_GROUP_AUDIO || (exact && other_film);
        if (edit->mode == OWN_FILM && other_film)
            found = row;
        if (edit->mode != OWN_FILM && audio &&
            (exact || (!whole && (edit->text[0] == '\0' || ends_alike(row->name, edit->text)))))
            found = row;
        whole = whole || (audio && exact);
    }
    if (found == NULL) {
        if (edit->mode == OWN_FILM)
            SAY(a->notes, "There is no other clip in this session; upload it first.",
                "这个会话里没有别的视频；请先上传。");
        else if (edit->text[0] != '\0')
            SAY(a->notes, "There is no uploaded track \"%s\".", "没有上传过音乐“%s”。", edit->text);
        else
            SAY(a->notes, "No track was uploaded yet.", "还没有上传音乐。");
        return;
    }
    struct timeline_music *music = &a->timeline->music, before = *music;
    timeline_music_init(music, a->timeline->duration_ms);
    if (a->timeline->has_music)
        timeline_music_replace(music, &before);
    memcpy(music->upload, found->id, sizeof found->id);
    snprintf(music->name, sizeof music->name, "%s", found->name);
    a->timeline->has_music = true;
    a->outcome->composed = false;
    SAY(a->done, "Your track \"%s\" is the background music now.", "已用您的音乐“%s”作为背景音乐。", found->name);
}

/* Holes that the music has left behind. */
static void holes_cut(struct timeline_music *music)
{
    size_t kept = 0;
    for (size_t i = 0; i < music->spans_count; i++) {
        const struct timeline_span *span = &music->spans[i];
        bool outside = span->end_ms <= music->start_ms || span->start_ms >= music->start_ms + music->length_ms;
        if (!(outside && span->factor == 0))
            music->spans[kept++] = *span;
    }
    music->spans_count = kept;
}

static int64_t shifted(int64_t ms)
{
    return ms < 0 ? 0 : ms;
}

static void apply_span(struct applying *a, const struct edit *edit)
{
    struct timeline_music *music = &a->timeline->music;
    int64_t whole = a->timeline->duration_ms, end = music->start_ms + music->length_ms;
    int64_t start = music->start_ms;
    if (edit->kind == EDIT_START)
        start = edit->ms;
    else
        end = edit->ms < 0 ? whole : edit->ms;
    end = end > whole ? whole : end;
    /* "from 0:25 to 0:28" on music that ends at 0:20: the start comes first and must not fail for it. */
    if (edit->kind == EDIT_START && end - start < MUSIC_LEAST_MS)
        end = whole;
    if (music->upload[0] == '\0' && end - start > MUSIC_MOST_MS)
        end = start + MUSIC_MOST_MS;
    if (start < 0 || end - start < MUSIC_LEAST_MS) {
        SAY(a->notes, "The video is %.1f s long; music from %.1f s to %.1f s has no room in it.",
            "视频长 %.1f 秒，放不下从 %.1f 秒到 %.1f 秒的音乐。", seconds(whole), seconds(start), seconds(end));
        return;
    }
    music->start_ms = start;
    music->length_ms = end - start;
    a->outcome->composed = a->outcome->composed || music->upload[0] == '\0';
    holes_cut(music);
    bool listed = edit >= a->edits->edits && edit < a->edits->edits + a->edits->count;
    if (edit->kind == EDIT_END || !listed || a->edits->edits + a->edits->count == edit + 1 || edit[1].kind != EDIT_END)
        SAY(a->done, "The music plays from %.1f s to %.1f s.", "音乐从 %.1f 秒播到 %.1f 秒。", seconds(start),
            seconds(end));
}

static void apply_volume(struct applying *a, const struct edit *edit)
{
    struct timeline_music *music = &a->timeline->music;
    double volume = edit->kind == EDIT_VOLUME ? edit->number : music->volume * edit->number;
    music->volume = round(clamp(volume, 0, 1) * 1000) / 1000;
    SAY(a->done, "Music volume %.0f%%.", "音乐音量 %.0f%%。", music->volume * 100);
}

static void apply_fade(struct applying *a, const struct edit *edit)
{
    struct timeline_music *music = &a->timeline->music;
    int64_t most = music->length_ms;
    bool in = edit->kind == EDIT_FADE_IN || (edit->kind == EDIT_FADE_FACTOR && (edit->mode & 1));
    bool out = edit->kind == EDIT_FADE_OUT || (edit->kind == EDIT_FADE_FACTOR && (edit->mode & 2));
    for (int end = 0; end < 2; end++) {
        int64_t *fade = end == 0 ? &music->fade_in_ms : &music->fade_out_ms;
        int64_t ms = edit->ms;
        if ((end == 0 && !in) || (end == 1 && !out))
            continue;
        if (edit->kind == EDIT_FADE_FACTOR) /* longer than none is the usual one */
            ms = (int64_t)round((double)(*fade > 0 ? *fade : end == 0 ? 1000 : 2000) * edit->number);
        if (edit->is_added) /* "a second longer" */
            ms = *fade + edit->ms;
        struct place_spans found;
        /* "Fade out from 0:12 on" ends with the music. */
        if (edit->place.kind != PLACE_WHOLE &&
            place_find(&edit->place, a->timeline->duration_ms, a->context->scene, &found))
            ms = music->start_ms + music->length_ms - found.spans[0].start_ms;
        *fade = ms < 0 ? 0 : ms < most ? ms : most;
        if (end == 0)
            SAY(a->done, "Fade in %.1f s.", "淡入 %.1f 秒。", seconds(*fade));
        else
            SAY(a->done, "Fade out %.1f s.", "淡出 %.1f 秒。", seconds(*fade));
    }
}

/* More and less ducking; less than the least there is is none. */
static void apply_duck_step(struct applying *a, const struct edit *edit)
{
    struct timeline_music *music = &a->timeline->music;
    double lu = music->duck ? music->duck_lu + edit->number : music->duck_lu;
    if (!music->duck && edit->number < 0) {
        SAY(a->notes, "The music does not go down under speech as it is.", "有人说话时音乐本来就不压低。");
        return;
    }
    music->duck = lu >= TIMELINE_LEAST_DUCK_LU;
    music->duck_lu = clamp(lu, TIMELINE_LEAST_DUCK_LU, TIMELINE_MOST_DUCK_LU);
    if (music->duck)
        SAY(a->done, "The music lies %.3g LU under the voice.", "有人说话时音乐比人声低 %.3g LU。", music->duck_lu);
    else
        SAY(a->done, "The music keeps its level under speech.", "有人说话时音乐不再压低。");
}

/* Is it composed? Then what the notes make room for, or meet, is heard after composing again. */
static bool is_composed(const struct timeline *timeline)
{
    return timeline->has_music && timeline->music.upload[0] == '\0';
}

/* Markers of all edits of the message, in order of time. */
static void apply_markers(struct applying *a, const struct edit *edit)
{
    struct timeline_music *music = &a->timeline->music;
    const struct edit *first = a->edits->edits;
    while (first->kind != EDIT_MARKERS)
        first++;
    if (first == edit)
        music->markers_count = 0;
    for (const char *at = edit->text; *at != '\0';) {
        char text[32];
        size_t length = strspn(at, "0123456789.:");
        int64_t ms = -1;
        snprintf(text, sizeof text, "%.*s", (int)(length < sizeof text ? length : 0), at);
        size_t place = music->markers_count;
        if (text_to_time_ms(text, &ms) && ms <= TIMELINE_MOST_MS) {
            while (place > 0 && music->markers[place - 1].at_ms > ms)
                place--;
            bool there = place > 0 && music->markers[place - 1].at_ms == ms;
            if (!there && music->markers_count < TIMELINE_MOST_MARKERS) {
                memmove(&music->markers[place + 1], &music->markers[place],
                        (music->markers_count - place) * sizeof *music->markers);
                music->markers[place].at_ms = ms;
                music->markers_count++;
            }
        }
        at += length > 0 ? length : 1;
    }
    a->outcome->composed = a->outcome->composed || is_composed(a->timeline);
    const struct edit *end = a->edits->edits + a->edits->count;
    for (const struct edit *next = edit + 1; next < end; next++)
        if (next->kind == EDIT_MARKERS)
            return;
    SAY(a->done, "The music meets %zu marks.", "音乐对准 %zu 个标记。", music->markers_count);
}

/* Only a track of the user's has a place to begin at. */
static void apply_track_start(struct applying *a, const struct edit *edit)
{
    if (is_composed(a->timeline)) {
        SAY(a->notes, "The music is composed for the video; it begins at its beginning.",
            "音乐是为视频作的曲，从头开始。");
        return;
    }
    a->timeline->music.track_start_ms = edit->ms;
    SAY(a->done, "Your track begins at %.1f s of it.", "您的音乐从第 %.1f 秒开始播放。", seconds(edit->ms));
}

/* Edits of how the music is played; they need some. */
static void apply_playing(struct applying *a, const struct edit *edit)
{
    struct timeline_music *music = &a->timeline->music;
    if (!need_music(a))
        return;
    switch (edit->kind) {
    case EDIT_FADE_IN:
    case EDIT_FADE_OUT:
    case EDIT_FADE_FACTOR:
        apply_fade(a, edit);
        break;
    case EDIT_DUCK_STEP:
        apply_duck_step(a, edit);
        break;
    case EDIT_DUCK:
        music->duck = edit->number > 0;
        if (music->duck)
            SAY(a->done, "The music goes down under speech.", "有人说话时音乐会压低。");
        else
            SAY(a->done, "The music keeps its level under speech.", "有人说话时音乐不再压低。");
        break;
    case EDIT_DUCK_DEPTH:
        music->duck = true;
        music->duck_lu = clamp(edit->number, TIMELINE_LEAST_DUCK_LU, TIMELINE_MOST_DUCK_LU);
        if (music->duck_lu != edit->number)
            SAY(a->notes, "%.3g LU is out of reach: it goes from %g to %g.", "%.3g LU 超出范围，只能从 %g 到 %g。",
                edit->number, TIMELINE_LEAST_DUCK_LU, TIMELINE_MOST_DUCK_LU);
        SAY(a->done, "The music lies %.3g LU under the voice.", "有人说话时音乐比人声低 %.3g LU。", music->duck_lu);
        break;
    case EDIT_START:
    case EDIT_END:
        apply_span(a, edit);
        break;
    case EDIT_START_SHIFT:
        apply_span(a, &(const struct edit){.kind = EDIT_START, .ms = shifted(music->start_ms + edit->ms)});
        break;
    case EDIT_SILENCE:
    case EDIT_ALSO_THERE:
        apply_sounding(a, edit);
        break;
    case EDIT_STOP:
        apply_stop(a, edit);
        break;
    case EDIT_LEVEL_SPAN:
        apply_level_span(a, edit);
        break;
    case EDIT_TRACK_START:
        apply_track_start(a, edit);
        break;
    case EDIT_MARKERS:
        apply_markers(a, edit);
        break;
    default:
        apply_volume(a, edit);
        break;
    }
}

static void apply_mix(struct applying *a, const struct edit *edit)
{
    struct timeline *timeline = a->timeline;
    switch (edit->kind) {
    case EDIT_ORIGINAL_GAIN:
    case EDIT_ORIGINAL:
        apply_original(a, edit);
        break;
    case EDIT_VOICE_TRACK:
        a->outcome->composed = a->outcome->composed || is_composed(timeline);
        timeline->voice_track = (int)clamp(edit->number, 1, 32);
        SAY(a->done, "The voice is sound track %d.", "人声是第 %d 条音轨。", timeline->voice_track);
        break;
    case EDIT_LOUDNESS:
        timeline->loudness_lufs = clamp(edit->number, -70, 0);
        timeline->keep_loudness = false;
        SAY(a->done, "Loudness %.1f LUFS.", "响度 %.1f LUFS。", timeline->loudness_lufs);
        break;
    default:
        timeline->keep_loudness = true;
        SAY(a->done, "The loudness of the original is kept.", "保持原来的响度。");
        break;
    }
}

/* "I want music from 0:07 on" orders some where there is none. */
static void apply_only_there(struct applying *a, const struct edit *edit)
{
    if (!a->timeline->has_music)
        apply_music(a, &(const struct edit){.kind = EDIT_MUSIC});
    apply_sounding(a, edit);
}

static void apply_one(struct applying *a, const struct edit *edit)
{
    switch (edit->kind) {
    case EDIT_MUSIC:
        apply_music(a, edit);
        break;
    case EDIT_MUSIC_OWN:
        apply_own(a, edit);
        break;
    case EDIT_MUSIC_REMOVE:
        if (!need_music(a))
            break;
        a->timeline->has_music = false;
        a->outcome->composed = false;
        timeline_music_init(&a->timeline->music, 0);
        SAY(a->done, "The music is gone.", "已删除音乐。");
        break;
    case EDIT_TITLE:
    case EDIT_TITLE_TEXT:
    case EDIT_TITLE_MOVE:
    case EDIT_TITLE_STAY:
    case EDIT_TITLE_REMOVE:
        apply_title(a, edit);
        break;
    case EDIT_ONLY_THERE:
        apply_only_there(a, edit);
        break;
    case EDIT_ORIGINAL_GAIN:
    case EDIT_ORIGINAL:
    case EDIT_VOICE_TRACK:
    case EDIT_LOUDNESS:
    case EDIT_LOUDNESS_KEEP:
        apply_mix(a, edit);
        break;
    case EDIT_VOLUME:
    case EDIT_VOLUME_FACTOR:
    case EDIT_FADE_IN:
    case EDIT_FADE_OUT:
    case EDIT_FADE_FACTOR:
    case EDIT_START:
    case EDIT_START_SHIFT:
    case EDIT_END:
    case EDIT_SILENCE:
    case EDIT_ALSO_THERE:
    case EDIT_STOP:
    case EDIT_DUCK_STEP:
    case EDIT_DUCK:
    case EDIT_LEVEL_SPAN:
    case EDIT_DUCK_DEPTH:
    case EDIT_TRACK_START:
    case EDIT_MARKERS:
        apply_playing(a, edit);
        break;
    default:
        apply_composition(a, edit);
        break;
    }
}

/* Music first: "volume 35%, use my track" means the new track's volume. */
static int edit_rank(enum edit_kind kind)
{
    return kind == EDIT_MUSIC || kind == EDIT_MUSIC_OWN || kind == EDIT_MUSIC_REMOVE ? 0 : 1;
}

void timeline_apply(struct timeline *timeline, const struct edit_list *edits, const struct edit_context *context,
                    struct edit_outcome *outcome, struct buf *done, struct buf *notes)
{
    struct applying applying = {timeline, edits, context, outcome, done, notes};
    struct timeline before = *timeline;
    memset(outcome, 0, sizeof *outcome);
    for (int rank = 0; rank < 2; rank++) {
        for (size_t i = 0; i < edits->count; i++) {
            if (edit_rank(edits->edits[i].kind) == rank)
                apply_one(&applying, &edits->edits[i]);
        }
    }
    for (size_t i = 0; i < edits->count; i++)
        if (edits->edits[i].kind == EDIT_COURSE && timeline->has_music) {
            timeline_course_finish(&timeline->music);
            break;
        }
    outcome->changed = memcmp(&before, timeline, sizeof before) != 0;
}
