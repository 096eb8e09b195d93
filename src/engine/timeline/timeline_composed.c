/* Edits of the composed music: style, mood, parts, course, tempo, key. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "composer.h"
#include "style_row.h"
#include "style_table.h"
#include "timeline_course.h"
#include "timeline_pieces.h"
#include "edit_apply.h"

static const struct upload_row *video_row(const struct applying *a)
{
    for (size_t i = 0; i < a->context->upload_count; i++) {
        if (strcmp(a->context->uploads[i].id, a->timeline->video_upload) == 0)
            return &a->context->uploads[i];
    }
    return NULL;
}

/* Seeds are told as JSON numbers, and can be asked for again: what a double holds exactly. */
static uint64_t told_seed(uint64_t hash)
{
    return hash & ((UINT64_C(1) << 53) - 1);
}

/* The same prompt under the same video gives the same music, whatever the session. */
static uint64_t default_seed(const struct applying *a, const char *prompt)
{
    const struct upload_row *video = video_row(a);
    uint64_t hash = text_hash(prompt, strlen(prompt), TEXT_HASH_INIT);
    return told_seed(video != NULL ? text_hash(video->hash, strlen(video->hash), hash) : hash);
}

/* What of the prompt said something, and what did not. */
static void tell_understood(struct applying *a, const struct style_match *match)
{
    char unknown[sizeof match->unknown];
    /* The agent's own words ("saxophone", "bpm") are none of the style table's, but known. */
    style_unknown_filter(match->unknown, a->context->known_length, unknown, sizeof unknown);
    if (match->words[0] != '\0')
        SAY(a->done, "Understood: %s.", "听懂了：%s。", match->words);
    if (unknown[0] == '\0')
        return;
    const char *style = style_title(match->style[0] != '\0' ? match->style : style_id_at(0));
    if (match->words[0] == '\0')
        SAY(a->notes, "I do not know \"%s\"; the nearest that I can do is %s.", "不认识“%s”，按最接近的%s来做。",
            unknown, style);
    else
        SAY(a->notes, "I do not know \"%s\", so that did not count.", "不认识“%s”，没有计入。", unknown);
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

void apply_music(struct applying *a, const struct edit *edit)
{
    struct timeline_music *music = &a->timeline->music;
    bool fresh = !a->timeline->has_music || music->upload[0] != '\0' || a->edits->new_piece;
    struct timeline_music before = *music;
    if (fresh) {
        timeline_music_init(music, a->timeline->duration_ms);
        if (a->timeline->has_music)
            timeline_music_replace(music, &before);
        music->seed = default_seed(a, edit->text);
        if (music->length_ms > MUSIC_MOST_MS) {
            music->length_ms = MUSIC_MOST_MS;
            SAY(a->notes, "Music is made for the first 60 minutes at most.", "音乐最长 60 分钟，只配前 60 分钟。");
        }
    }
    a->timeline->has_music = true;
    music->wanted_bpm = 0;
    memset(music->meter, 0, sizeof music->meter);
    memset(music->then, 0, sizeof music->then);
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

/* "A violin and a flute": one instrument plays a part, and that is the one named last. */
static void part_tell(struct applying *a, const struct edit *edit)
{
    for (size_t i = 0; i < a->edits->count; i++) {
        const struct edit *other = &a->edits->edits[i];
        if (other->kind != EDIT_PART_WITH || other->role != edit->role || other->program < 0)
            continue;
        if (other->program == edit->program) /* what stands behind it says so itself */
            return;
        SAY(a->notes, "One instrument plays that part: %s, in place of %s.", "那个声部只用一件乐器：%s，代替%s。",
            gm_program_name(edit->program), gm_program_name(other->program));
    }
}

static void apply_part(struct applying *a, const struct edit *edit)
{
    struct timeline_music *music = &a->timeline->music;
    unsigned bit = 1u << edit->role;
    if (edit->kind == EDIT_PART_LEVEL) {
        music->part_levels_lu[edit->role] = clamp(music->part_levels_lu[edit->role] + edit->number, -20, 12);
    } else if (edit->kind == EDIT_PART_WITHOUT) {
        music->without_roles |= bit;
        music->with_roles &= ~bit;
    } else {
        music->with_roles |= bit;
        music->without_roles &= ~bit;
        if (edit->program >= 0) {
            part_tell(a, edit);
            music->programs[edit->role] = edit->program;
        }
    }
}

/* "Solo piano": the named parts and no others. One that plays chords sings the tune as well; a tune alone keeps the
 * keys under it, for it rests half of the time. */
static void apply_only(struct applying *a, unsigned roles)
{
    struct timeline_music *music = &a->timeline->music;
    static const enum score_role singers[] = {SCORE_KEYS, SCORE_GUITAR};
    unsigned tunes = 1u << SCORE_LEAD | 1u << SCORE_COUNTER;
    for (size_t i = 0; i < COUNT(singers) && (roles & tunes) == 0; i++) {
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

/* "Keep the tune but make it sad": style, seed and tempo stay, so the motifs and their rhythm do; the mode and how it
 * is played follow the mood. */
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

/* For a half or a third: where that is, the video's length says. */
static void apply_course(struct applying *a, const struct edit *edit)
{
    struct edit placed = *edit;
    struct place_spans found;
    int64_t whole = a->timeline->duration_ms;
    if (edit->place.kind != PLACE_WHOLE && place_find(&edit->place, whole, a->context->scene, &found)) {
        placed.ms = found.spans[0].start_ms;
        placed.length_ms = found.spans[0].end_ms < whole ? found.spans[0].end_ms - found.spans[0].start_ms : 0;
    }
    timeline_course_set(&a->timeline->music, &placed);
}

/* "Anything but lo-fi": another style, where it is that one. */
static void apply_style_not(struct applying *a, const struct edit *edit)
{
    static const char *const others[] = {"acoustic", "calm", "cinematic", "upbeat"};
    struct timeline_music *music = &a->timeline->music;
    struct style_match match;
    style_match_prompt(edit->text, &match);
    if (edit->text[0] == '\0') /* "another style": any but this one */
        snprintf(match.style, sizeof match.style, "%s", music->style);
    bool is_that =
        match.style[0] != '\0' && (strcmp(music->style, match.style) == 0 || strcmp(music->blend, match.style) == 0);
    if (!is_that) {
        SAY(a->notes, "The music is no %s as it is.", "现在的音乐本来就不是%s。", edit->text);
        return;
    }
    music->blend[0] = '\0';
    for (size_t i = 0; i < COUNT(others); i++)
        if (strcmp(others[i], match.style) != 0 && (i > 0 || music->energy <= 0.3)) {
            snprintf(music->style, sizeof music->style, "%s", others[i]);
            break;
        }
    music->wanted_bpm = 0;
}

static void apply_meter(struct applying *a, const struct edit *edit)
{
    struct timeline_music *music = &a->timeline->music;
    struct music_meter meter = {(int)edit->number, edit->mode};
    memset(music->meter, 0, sizeof music->meter);
    bool own = style_row(music->style)->bar_beats == 3 && meter.beats == 3 && meter.unit == 4;
    if (own || meter.beats <= 0 || !music_meter_known(meter)) /* a waltz has three as it is */
        return;
    snprintf(music->meter, sizeof music->meter, "%d/%d", meter.beats % 100, meter.unit % 100);
    SAY(a->done, "Bars of %s.", "%s 拍。", music->meter);
}

/* "Jazz from 0:10 on", "lo-fi for the first half, then upbeat". */
static void apply_then(struct applying *a, const struct edit *edit)
{
    struct timeline_music *music = &a->timeline->music;
    struct place_spans found;
    struct style_match match;
    int64_t whole = a->timeline->duration_ms, end_ms = music->start_ms + music->length_ms;
    style_match_near(edit->text, &match);
    if (match.style[0] == '\0') {
        SAY(a->notes, "I do not know \"%s\" as a kind of music, so that did not count.",
            "不认识“%s”这种音乐，没有计入。", edit->text);
        return;
    }
    if (!place_find(&edit->place, whole, a->context->scene, &found)) {
        SAY(a->notes, "The video is %.1f s long; there is no such place in it.", "视频长 %.1f 秒，没有这个位置。",
            seconds(whole));
        return;
    }
    int64_t from = edit->mode == THEN_BEHIND ? found.spans[found.count - 1].end_ms : found.spans[0].start_ms;
    int64_t to = edit->mode == THEN_BEHIND ? end_ms : found.spans[found.count - 1].end_ms;
    to = to < end_ms ? to : end_ms;
    if (!timeline_piece_set(music, from, to, edit->text)) {
        SAY(a->notes, "There is no room for another piece from %.1f s to %.1f s.", "从 %.1f 秒到 %.1f 秒放不下另一首。",
            seconds(from), seconds(to));
        return;
    }
    SAY(a->done, "%s from %.1f s to %.1f s.", "%s，从 %.1f 秒到 %.1f 秒。", style_title(match.style), seconds(from),
        seconds(to));
}

/* Edits of the notes; the composer's outcome is told afterwards, so nothing is said here. */
void apply_composition(struct applying *a, const struct edit *edit)
{
    struct timeline_music *music = &a->timeline->music;
    if (!need_composed(a))
        return;
    switch (edit->kind) {
    case EDIT_MUSIC_ANOTHER:
        music->seed = told_seed(text_hash(&music->seed, sizeof music->seed, TEXT_HASH_INIT));
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
        music->tonic = edit->tonic >= 0 ? edit->tonic : music->tonic;
        music->mode = edit->mode >= 0 ? edit->mode : music->mode;
        break;
    case EDIT_METER:
        apply_meter(a, edit);
        break;
    case EDIT_MUSIC_THEN:
        apply_then(a, edit);
        break;
    case EDIT_BPM_BY:
        music->wanted_bpm = clamp((music->wanted_bpm > 0 ? music->wanted_bpm
                                   : music->bpm > 0      ? music->bpm
                                                         : 100) +
                                      edit->number,
                                  40, 220);
        break;
    case EDIT_TEMPO_FACTOR:
        /* Of what is heard: a factor of the style's tempo could be undone by the fit to the cuts. */
        if (music->wanted_bpm > 0 || music->bpm > 0)
            music->wanted_bpm = clamp((music->bpm > 0 ? music->bpm : music->wanted_bpm) * edit->number, 40, 220);
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
    case EDIT_STYLE_NOT:
        apply_style_not(a, edit);
        break;
    case EDIT_PART_THERE:
        apply_part_there(a, edit);
        break;
    case EDIT_COURSE:
        apply_course(a, edit);
        break;
    default:
        apply_part(a, edit);
        break;
    }
}
