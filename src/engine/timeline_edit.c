/* Edits done to a timeline. */
#include "bgmusic/engine/timeline_edit.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "bgmusic/engine/composer/composer.h"
#include "bgmusic/engine/composer/style_table.h"
#include "bgmusic/engine/phrase_table.h"
#include "timeline_course_internal.h"

struct applying {
    struct timeline *timeline;
    const struct edit_list *edits;
    const struct edit_context *context;
    struct edit_outcome *outcome;
    struct buf *done, *notes;
};

/* A sentence in the language of the message; both formats take the same arguments. */
#define SAY(where, in_english, in_chinese, ...)                                                    \
    (a->context->chinese ? buf_appendf(where, in_chinese "\n", ##__VA_ARGS__)                      \
                         : buf_appendf(where, in_english "\n", ##__VA_ARGS__))

static double seconds(int64_t ms)
{
    return (double)ms / 1000;
}

static double clamp(double value, double least, double most)
{
    return value < least ? least : value > most ? most : value;
}

static const struct upload_row *video_row(const struct applying *a)
{
    for (size_t i = 0; i < a->context->upload_count; i++) {
        if (strcmp(a->context->uploads[i].id, a->timeline->video_upload) == 0)
            return &a->context->uploads[i];
    }
    return NULL;
}

/* The same prompt under the same video gives the same music, whatever the session. */
static uint64_t default_seed(const struct applying *a, const char *prompt)
{
    const struct upload_row *video = video_row(a);
    uint64_t hash = text_hash(prompt, strlen(prompt), TEXT_HASH_INIT);
    return video != NULL ? text_hash(video->hash, strlen(video->hash), hash) : hash;
}

/* What of the prompt said something, and what did not. */
static void tell_understood(struct applying *a, const struct style_match *match)
{
    char unknown[sizeof match->unknown] = "";
    for (const char *at = match->unknown; *at != '\0';) {
        size_t length = strcspn(at, ","), known = 0;
        /* The agent's own words ("saxophone", "bpm") are none of the style table's, but known. */
        if (phrase_find(at, 1, &known) == NULL || known < length) {
            size_t used = strlen(unknown);
            snprintf(unknown + used, sizeof unknown - used, "%s%.*s", used > 0 ? ", " : "",
                     (int)length, at);
        }
        at += length;
        at += strspn(at, ", ");
    }
    if (match->words[0] != '\0')
        SAY(a->done, "Understood: %s.", "听懂了：%s。", match->words);
    if (unknown[0] == '\0')
        return;
    const char *style = style_title(match->style[0] != '\0' ? match->style : style_id_at(0));
    if (match->words[0] == '\0')
        SAY(a->notes, "I do not know \"%s\"; the nearest that I can do is %s.",
            "不认识“%s”，按最接近的%s来做。", unknown, style);
    else
        SAY(a->notes, "I do not know \"%s\", so that did not count.", "不认识“%s”，没有计入。",
            unknown);
}

static void style_take(struct applying *a, const char *prompt)
{
    struct timeline_music *music = &a->timeline->music;
    struct style_match match;
    style_match_near(a->edits->new_piece ? a->edits->style : prompt, &match);
    snprintf(music->prompt, sizeof music->prompt, "%s", prompt);
    text_cut_partial_character(music->prompt);
    tell_understood(a, &match);
    if (match.style[0] != '\0')
        snprintf(music->style, sizeof music->style, "%s", match.style);
    if (match.style[0] != '\0' || match.words[0] != '\0')
        snprintf(music->blend, sizeof music->blend, "%s", match.blend);
    music->energy = clamp(match.energy, -1, 1);
    music->valence = clamp(match.valence, -1, 1);
    music->tempo_factor = clamp(match.tempo_factor > 0 ? match.tempo_factor : 1, 0.5, 2);
}

static void apply_music(struct applying *a, const struct edit *edit)
{
    struct timeline_music *music = &a->timeline->music;
    bool fresh = !a->timeline->has_music || music->upload[0] != '\0' || a->edits->new_piece;
    struct timeline_music before = *music;
    if (fresh) {
        timeline_music_init(music, a->timeline->duration_ms);
        if (a->timeline->has_music) { /* another piece, in the place of the old one */
            music->volume = before.volume;
            music->duck = before.duck;
            music->duck_lu = before.duck_lu;
            music->sync_cuts = before.sync_cuts;
            music->fade_in_ms = before.fade_in_ms;
            music->fade_out_ms = before.fade_out_ms;
            music->start_ms = before.start_ms;
            music->length_ms = before.length_ms;
        }
        music->seed = default_seed(a, edit->text);
        if (music->length_ms > MUSIC_MOST_MS) {
            music->length_ms = MUSIC_MOST_MS;
            SAY(a->notes, "Music is made for the first 60 minutes at most.",
                "音乐最长 60 分钟，只配前 60 分钟。");
        }
    }
    a->timeline->has_music = true;
    music->wanted_bpm = 0;
    style_take(a, edit->text);
    a->outcome->composed = true;
}

/* Edits of the composed music need some: a wish like "more piano" orders a piece then. */
static bool need_composed(struct applying *a)
{
    if (!a->timeline->has_music) {
        struct edit edit = {.kind = EDIT_MUSIC};
        apply_music(a, &edit);
        return true;
    }
    if (a->timeline->music.upload[0] != '\0') {
        SAY(a->notes, "The music is your own track; its notes cannot be changed.",
            "现在用的是您自己的音乐，不能改动其中的音符。");
        return false;
    }
    a->outcome->composed = true;
    return true;
}

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
    return n > m ? text_equal_ignore_case(name + n - m, said)
                 : text_equal_ignore_case(name, said + m - n);
}

static void apply_own(struct applying *a, const struct edit *edit)
{
    const struct upload_row *found = NULL;
    bool whole = false; /* a name that is the same throughout wins */
    for (size_t i = 0; i < a->context->upload_count; i++) {
        const struct upload_row *row = &a->context->uploads[i];
        bool audio = strcmp(row->kind, "audio") == 0;
        bool exact = text_equal_ignore_case(row->name, edit->text);
        if (audio &&
            (exact || (!whole && (edit->text[0] == '\0' || ends_alike(row->name, edit->text)))))
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
    if (a->timeline->has_music) {
        music->volume = before.volume;
        music->duck = before.duck;
        music->duck_lu = before.duck_lu;
        music->fade_in_ms = before.fade_in_ms;
        music->fade_out_ms = before.fade_out_ms;
        music->start_ms = before.start_ms;
        music->length_ms = before.length_ms;
    }
    memcpy(music->upload, found->id, sizeof found->id);
    snprintf(music->name, sizeof music->name, "%s", found->name);
    a->timeline->has_music = true;
    a->outcome->composed = false;
    SAY(a->done, "Your track \"%s\" is the background music now.", "已用您的音乐“%s”作为背景音乐。",
        found->name);
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
            "视频长 %.1f 秒，放不下从 %.1f 秒到 %.1f 秒的音乐。", seconds(whole), seconds(start),
            seconds(end));
        return;
    }
    music->start_ms = start;
    music->length_ms = end - start;
    a->outcome->composed = a->outcome->composed || music->upload[0] == '\0';
    if (edit->kind == EDIT_END || a->edits->edits + a->edits->count == edit + 1 ||
        edit[1].kind != EDIT_END)
        SAY(a->done, "The music plays from %.1f s to %.1f s.", "音乐从 %.1f 秒播到 %.1f 秒。",
            seconds(start), seconds(end));
}

static void apply_title(struct applying *a, const struct edit *edit)
{
    struct timeline *timeline = a->timeline;
    if (timeline->title_count == TIMELINE_MOST_TITLES) {
        SAY(a->notes, "There are %d titles already; remove them first.",
            "已有 %d 个标题，请先删除。", TIMELINE_MOST_TITLES);
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
    SAY(a->done, "Title \"%s\" from %.1f s to %.1f s.", "标题“%s”，从 %.1f 秒到 %.1f 秒。",
        title.text, seconds(title.start_ms), seconds(title.start_ms + title.length_ms));
}

static void apply_volume(struct applying *a, const struct edit *edit)
{
    struct timeline_music *music = &a->timeline->music;
    double volume = edit->kind == EDIT_VOLUME ? edit->number : music->volume * edit->number;
    music->volume = round(clamp(volume, 0, 1) * 1000) / 1000;
    SAY(a->done, "Music volume %.0f%%.", "音乐音量 %.0f%%。", music->volume * 100);
}

static void apply_part(struct applying *a, const struct edit *edit)
{
    struct timeline_music *music = &a->timeline->music;
    unsigned bit = 1u << edit->role;
    if (edit->kind == EDIT_PART_LEVEL) {
        music->part_levels_lu[edit->role] =
            clamp(music->part_levels_lu[edit->role] + edit->number, -20, 12);
    } else if (edit->kind == EDIT_PART_WITHOUT) {
        music->without_roles |= bit;
        music->with_roles &= ~bit;
    } else {
        music->with_roles |= bit;
        music->without_roles &= ~bit;
        if (edit->program >= 0)
            music->programs[edit->role] = edit->program;
    }
}

/* "Solo piano": the named parts and no others. One that plays chords sings the tune as well; a tune alone keeps the keys
 * under it, for it rests half of the time. */
static void apply_only(struct applying *a, unsigned roles)
{
    struct timeline_music *music = &a->timeline->music;
    static const enum score_role singers[] = {SCORE_KEYS, SCORE_GUITAR};
    unsigned tunes = 1u << SCORE_LEAD | 1u << SCORE_COUNTER;
    for (size_t i = 0; i < sizeof singers / sizeof *singers && (roles & tunes) == 0; i++) {
        if (roles != 1u << singers[i])
            continue;
        int program = music->programs[singers[i]];
        program = program >= 0 ? program : singers[i] == SCORE_KEYS ? 0 : 24;
        music->programs[singers[i]] = music->programs[SCORE_LEAD] = program;
        roles |= 1u << SCORE_LEAD;
    }
    if ((roles & ~tunes) == 0)
        roles |= 1u << SCORE_KEYS;
    music->without_roles = ((1u << SCORE_ROLE_COUNT) - 1) & ~roles;
    music->with_roles &= roles;
}

/* "Keep the tune but make it sad": style, seed and tempo stay, so the motifs and their rhythm do; the mode and how it is
 * played follow the mood. */
static void apply_mood(struct applying *a, const char *text)
{
    struct timeline_music *music = &a->timeline->music;
    struct style_match match;
    style_match_near(text, &match);
    music->energy = clamp(match.mood_energy, -1, 1);
    music->valence = clamp(match.mood_valence, -1, 1);
    music->mode = -1;
    if (music->bpm > 0 && music->wanted_bpm <= 0)
        music->wanted_bpm = clamp(music->bpm, 40, 220);
}

/* Edits of the notes; the composer's outcome is told afterwards, so nothing is said here. */
static void apply_composition(struct applying *a, const struct edit *edit)
{
    struct timeline_music *music = &a->timeline->music;
    if (!need_composed(a))
        return;
    switch (edit->kind) {
    case EDIT_MUSIC_ANOTHER:
        music->seed = text_hash(&music->seed, sizeof music->seed, TEXT_HASH_INIT);
        break;
    case EDIT_SEED:
        music->seed = edit->seed;
        break;
    case EDIT_SYNC:
        music->sync_cuts = edit->number > 0;
        break;
    case EDIT_BPM:
        music->wanted_bpm = clamp(edit->number, 40, 220);
        break;
    case EDIT_KEY:
        music->tonic = edit->tonic;
        music->mode = edit->mode >= 0 ? edit->mode : music->mode;
        break;
    case EDIT_TEMPO_FACTOR:
        if (music->wanted_bpm > 0)
            music->wanted_bpm = clamp(music->wanted_bpm * edit->number, 40, 220);
        else
            music->tempo_factor = clamp(music->tempo_factor * edit->number, 0.5, 2);
        break;
    case EDIT_ENERGY:
        music->energy = clamp(music->energy + edit->number, -1, 1);
        break;
    case EDIT_VALENCE:
        music->valence = clamp(music->valence + edit->number, -1, 1);
        break;
    case EDIT_PARTS_ONLY:
        apply_only(a, edit->roles);
        break;
    case EDIT_MOOD:
        apply_mood(a, edit->text);
        break;
    case EDIT_COURSE:
        timeline_course_set(music, edit);
        break;
    default:
        apply_part(a, edit);
        break;
    }
}

static void apply_level_span(struct applying *a, const struct edit *edit)
{
    struct timeline_music *music = &a->timeline->music;
    if (!timeline_span_set(music, a->timeline->duration_ms, edit)) {
        SAY(a->notes, "The video is %.1f s long; there is nothing to make louder or softer there.",
            "视频长 %.1f 秒，那里没有音乐可以调整。", seconds(a->timeline->duration_ms));
        return;
    }
    const struct timeline_span *span = &music->spans[music->span_count - 1];
    if (span->factor >= 1)
        SAY(a->done, "Louder from %.1f s to %.1f s.", "从 %.1f 秒到 %.1f 秒更响。",
            seconds(span->start_ms), seconds(span->end_ms));
    else
        SAY(a->done, "Softer from %.1f s to %.1f s.", "从 %.1f 秒到 %.1f 秒更轻。",
            seconds(span->start_ms), seconds(span->end_ms));
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
        SAY(a->done, "The music lies %.3g LU under the voice.", "有人说话时音乐比人声低 %.3g LU。",
            music->duck_lu);
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
        a->outcome->composed =
            a->outcome->composed || (timeline->has_music && timeline->music.upload[0] == '\0' &&
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

void timeline_apply(struct timeline *timeline, const struct edit_list *edits,
                    const struct edit_context *context, struct edit_outcome *outcome,
                    struct buf *done, struct buf *notes)
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
