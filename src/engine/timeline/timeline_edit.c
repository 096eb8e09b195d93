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
        bool audio = strcmp(row->kind, "audio") == 0;
        bool exact = text_equal_ignore_case(row->name, edit->text);
        if (audio && (exact || (!whole && (edit->text[0] == '\0' || ends_alike(row->name, edit->text)))))
            found = row;
        whole = whole || (audio && exact);
    }
    if (found == NULL) {
        if (edit->text[0] != '\0')
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
    if (edit->kind == EDIT_END || a->edits->edits + a->edits->count == edit + 1 || edit[1].kind != EDIT_END)
        SAY(a->done, "The music plays from %.1f s to %.1f s.", "音乐从 %.1f 秒播到 %.1f 秒。", seconds(start),
            seconds(end));
}

static void apply_title(struct applying *a, const struct edit *edit)
{
    struct timeline *timeline = a->timeline;
    if (timeline->title_count == TIMELINE_MOST_TITLES) {
        SAY(a->notes, "There are %d titles already; remove them first.", "已有 %d 个标题，请先删除。",
            TIMELINE_MOST_TITLES);
        return;
    }
    struct timeline_title title = {.start_ms = edit->ms, .length_ms = edit->length_ms};
    timeline_copy_line(title.text, edit->text);
    if (title.length_ms <= 0)
        title.length_ms = TIMELINE_TITLE_MS;
    if (title.start_ms < 0)
        title.start_ms = timeline->duration_ms - title.length_ms;
    if (title.start_ms < 0 || title.start_ms >= timeline->duration_ms)
        title.start_ms = 0;
    if (title.start_ms + title.length_ms > timeline->duration_ms)
        title.length_ms = timeline->duration_ms - title.start_ms;
    /* The same place again: the new title takes the old one's. */
    size_t at = 0;
    while (at < timeline->title_count && timeline->titles[at].start_ms != title.start_ms)
        at++;
    timeline->titles[at] = title;
    timeline->title_count += at == timeline->title_count;
    SAY(a->done, "Title \"%s\" from %.1f s to %.1f s.", "标题“%s”，从 %.1f 秒到 %.1f 秒。", title.text,
        seconds(title.start_ms), seconds(title.start_ms + title.length_ms));
}

static void apply_volume(struct applying *a, const struct edit *edit)
{
    struct timeline_music *music = &a->timeline->music;
    double volume = edit->kind == EDIT_VOLUME ? edit->number : music->volume * edit->number;
    music->volume = round(clamp(volume, 0, 1) * 1000) / 1000;
    SAY(a->done, "Music volume %.0f%%.", "音乐音量 %.0f%%。", music->volume * 100);
}

static void apply_level_span(struct applying *a, const struct edit *edit)
{
    struct timeline_music *music = &a->timeline->music;
    if (!timeline_span_set(music, a->timeline->duration_ms, edit)) {
        SAY(a->notes, "The video is %.1f s long; there is nothing to make louder or softer there.",
            "视频长 %.1f 秒，那里没有音乐可以调整。", seconds(a->timeline->duration_ms));
        return;
    }
    const struct timeline_span *span = &music->spans[music->spans_count - 1];
    if (span->factor >= 1)
        SAY(a->done, "Louder from %.1f s to %.1f s.", "从 %.1f 秒到 %.1f 秒更响。", seconds(span->start_ms),
            seconds(span->end_ms));
    else
        SAY(a->done, "Softer from %.1f s to %.1f s.", "从 %.1f 秒到 %.1f 秒更轻。", seconds(span->start_ms),
            seconds(span->end_ms));
}

/* Edits of how the music is played; they need some. */
static void apply_playing(struct applying *a, const struct edit *edit)
{
    struct timeline_music *music = &a->timeline->music;
    if (!need_music(a))
        return;
    int64_t most = music->length_ms;
    switch (edit->kind) {
    case EDIT_FADE_IN:
        music->fade_in_ms = edit->ms < most ? edit->ms : most;
        SAY(a->done, "Fade in %.1f s.", "淡入 %.1f 秒。", seconds(music->fade_in_ms));
        break;
    case EDIT_FADE_OUT:
        music->fade_out_ms = edit->ms < most ? edit->ms : most;
        SAY(a->done, "Fade out %.1f s.", "淡出 %.1f 秒。", seconds(music->fade_out_ms));
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
        music->duck_lu = clamp(edit->number, 10, 20);
        SAY(a->done, "The music lies %.3g LU under the voice.", "有人说话时音乐比人声低 %.3g LU。", music->duck_lu);
        break;
    case EDIT_START:
    case EDIT_END:
        apply_span(a, edit);
        break;
    case EDIT_LEVEL_SPAN:
        apply_level_span(a, edit);
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
    case EDIT_ORIGINAL:
        a->outcome->composed = a->outcome->composed || (timeline->has_music && timeline->music.upload[0] == '\0' &&
                                                        timeline->keep_original != (edit->number > 0));
        timeline->keep_original = edit->number > 0;
        if (timeline->keep_original)
            SAY(a->done, "The original sound stays.", "保留原声。");
        else
            SAY(a->done, "The original sound is dropped.", "已去掉原声。");
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
        apply_title(a, edit);
        break;
    case EDIT_TITLE_REMOVE:
        a->timeline->title_count = 0;
        SAY(a->done, "The titles are gone.", "已删除标题。");
        break;
    case EDIT_ORIGINAL:
    case EDIT_LOUDNESS:
    case EDIT_LOUDNESS_KEEP:
        apply_mix(a, edit);
        break;
    case EDIT_VOLUME:
    case EDIT_VOLUME_FACTOR:
    case EDIT_FADE_IN:
    case EDIT_FADE_OUT:
    case EDIT_START:
    case EDIT_END:
    case EDIT_DUCK:
    case EDIT_LEVEL_SPAN:
    case EDIT_DUCK_DEPTH:
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
