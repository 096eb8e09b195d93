/* From the timeline's music to the composer's brief. */
#include "music_plan.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "media_analysis.h"
#include "score_join.h"
#include "timeline_pieces.h"
#include "plan_events.h"

/* Makes room for what sounds in the clip, [start, end) of which has music; the spans come by their starts. */
static void room_add(struct music_plan *plan, const struct music_span *span, int64_t start, int64_t end)
{
    struct music_brief *brief = &plan->brief;
    int64_t from = (span->start_ms > start ? span->start_ms : start) - start;
    int64_t to = (span->end_ms < end ? span->end_ms : end) - start;
    if (from >= to)
        return;
    struct music_span *last = brief->speech_count > 0 ? &plan->speech[brief->speech_count - 1] : NULL;
    if (last != NULL && from <= last->end_ms)
        last->end_ms = to > last->end_ms ? to : last->end_ms;
    else
        plan->speech[brief->speech_count++] = (struct music_span){from, to};
}

/* Two pieces at once are bearable in one key, in one tempo and with one kit. What was asked for stands. */
static void clip_music_follow(struct music_brief *brief, const struct media_analysis *analysis)
{
    const unsigned drums = 1u << SCORE_DRUMS, all = (1u << SCORE_ROLE_COUNT) - 1;
    if (analysis->music_share < ANALYSIS_MOSTLY_MUSIC)
        return;
    if (brief->tonic < 0 && brief->mode < 0 && analysis->music_tonic >= 0) {
        brief->tonic = analysis->music_tonic;
        brief->mode = analysis->music_is_minor ? SCORE_MINOR : SCORE_MAJOR;
    }
    if (brief->bpm <= 0 && brief->tempo_factor == 1 && analysis->music_bpm > 0)
        brief->bpm = analysis->music_bpm;
    if ((brief->with_roles & drums) == 0 && brief->programs[SCORE_DRUMS] < 0 && (brief->without_roles | drums) != all)
        brief->without_roles |= drums;
}

/* What of the video's speech, music and cuts falls into the music, in the music's own time. */
static void events_copy(struct music_plan *plan, const struct timeline *timeline, const struct media_analysis *analysis)
{
    int64_t start = timeline->music.start_ms, end = start + plan->brief.duration_ms;
    struct music_brief *brief = &plan->brief;
    plan->cuts = xcalloc(analysis->cut_count + 1, sizeof *plan->cuts);
    for (size_t i = 0; i < analysis->cut_count; i++) {
        struct music_cut cut = analysis->cuts[i];
        if (cut.at_ms < start || cut.at_ms >= end)
            continue;
        cut.at_ms -= start;
        plan->cuts[brief->cut_count++] = cut;
    }
    brief->cuts = plan->cuts;
    /* What nobody will hear needs no room. */
    if (!timeline->keep_original)
        return;
    plan->speech = xcalloc(analysis->speech_count + analysis->music_count + 1, sizeof *plan->speech);
    size_t speech = 0, music = 0;
    while (speech < analysis->speech_count || music < analysis->music_count) {
        bool is_speech =
            music == analysis->music_count ||
            (speech < analysis->speech_count && analysis->speech[speech].start_ms <= analysis->music[music].start_ms);
        const struct music_span *span = is_speech ? &analysis->speech[speech++] : &analysis->music[music++];
        room_add(plan, span, start, end);
    }
    brief->speech = plan->speech;
}

/* The marks that fall into the music, in its own time. */
static void markers_copy(struct music_plan *plan, const struct timeline_music *music)
{
    struct music_brief *brief = &plan->brief;
    plan->markers_ms = xcalloc(music->markers_count + 1, sizeof *plan->markers_ms);
    for (size_t i = 0; i < music->markers_count; i++) {
        int64_t at_ms = music->markers[i].at_ms - music->start_ms;
        if (at_ms >= 0 && at_ms < brief->duration_ms)
            plan->markers_ms[brief->marker_count++] = at_ms;
    }
    brief->markers_ms = plan->markers_ms;
}

/* Where titles appear in the music, in its own time; what stands there from its start needs no event. */
static void titles_copy(struct music_plan *plan, const struct timeline *timeline)
{
    struct music_brief *brief = &plan->brief;
    for (size_t i = 0; i < timeline->title_count; i++) {
        int64_t at_ms = timeline->titles[i].start_ms - timeline->music.start_ms;
        if (at_ms <= 0 || at_ms >= brief->duration_ms)
            continue;
        size_t place = brief->title_count++;
        for (; place > 0 && plan->titles_ms[place - 1] > at_ms; place--)
            plan->titles_ms[place] = plan->titles_ms[place - 1];
        plan->titles_ms[place] = at_ms;
    }
    brief->titles_ms = plan->titles_ms;
}

void music_plan_init(struct music_plan *plan, const struct timeline *timeline, const struct media_analysis *analysis)
{
    const struct timeline_music *music = &timeline->music;
    struct music_brief *brief = &plan->brief;
    memset(plan, 0, sizeof *plan);
    music_brief_init(brief);
    snprintf(brief->style, sizeof brief->style, "%s", music->style);
    snprintf(brief->blend, sizeof brief->blend, "%s", music->blend);
    brief->duration_ms = music->length_ms;
    brief->seed = music->seed;
    brief->bpm = music->wanted_bpm;
    brief->tonic = music->tonic;
    brief->mode = music->mode;
    brief->tempo_factor = music->tempo_factor;
    brief->energy = music->energy;
    brief->valence = music->valence;
    brief->with_roles = music->with_roles;
    brief->without_roles = music->without_roles;
    memcpy(brief->programs, music->programs, sizeof brief->programs);
    memcpy(brief->part_level_lu, music->part_levels_lu, sizeof brief->part_level_lu);
    for (size_t i = 0; i < music->course_count; i++)
        if (music->course[i].kind != TIMELINE_POINT_RAMP)
            plan->course[brief->course_count++] = (struct music_point){music->course[i].at_ms, music->course[i].energy};
    brief->course = plan->course;
    (void)music_meter_read(music->meter, &brief->meter);
    brief->event_count = plan_events(music, brief->duration_ms, plan->events);
    brief->events = plan->events;
    markers_copy(plan, music);
    titles_copy(plan, timeline);
    if (analysis != NULL)
        events_copy(plan, timeline, analysis);
    if (analysis != NULL && timeline->keep_original)
        clip_music_follow(brief, analysis);
}

void music_plan_release(struct music_plan *plan)
{
    free(plan->speech);
    free(plan->cuts);
    free(plan->markers_ms);
    memset(plan, 0, sizeof *plan);
}

/* Is every part in the score that was asked for, by name or by its instrument? */
static bool has_all_parts(const struct score *score, const struct music_brief *brief)
{
    unsigned there = 0, wanted = brief->with_roles;
    for (size_t i = 0; i < score->part_count; i++)
        there |= score->parts[i].note_count > 0 ? 1u << score->parts[i].role : 0;
    for (int role = 0; role < SCORE_ROLE_COUNT; role++)
        wanted |= brief->programs[role] >= 0 ? 1u << role : 0;
    return (wanted & ~brief->without_roles & ~there) == 0;
}

/* A note's velocity that is so many LU louder: velocity goes by the square in the synthesiser. */
static uint8_t velocity_by(uint8_t velocity, double lu)
{
    double wanted = velocity * pow(10, lu / 40);
    return wanted < 1 ? 1 : wanted > 127 ? 127 : (uint8_t)wanted;
}

/* What a part may not or shall play more softly at a place. */
static void part_place(struct score *score, struct score_part *part, const struct timeline_part *there,
                       int64_t music_start_ms)
{
    int32_t from = score_us_to_ticks(score, (there->start_ms - music_start_ms) * 1000);
    int32_t to = score_us_to_ticks(score, (there->end_ms - music_start_ms) * 1000);
    bool silent = there->lu <= TIMELINE_SILENT_LU;
    size_t kept = 0;
    for (size_t i = 0; i < part->note_count; i++) {
        struct score_note note = part->notes[i];
        bool inside = note.start_ticks >= from && note.start_ticks < to;
        if (inside && silent)
            continue;
        /* What still rings goes down before the silence begins. */
        if (silent && note.start_ticks < from && note.start_ticks + note.length_ticks > from)
            note.length_ticks = from - note.start_ticks;
        if (inside)
            note.velocity = velocity_by(note.velocity, there->lu);
        part->notes[kept++] = note;
    }
    part->note_count = kept;
}

static void parts_place(struct score *score, const struct timeline_music *music)
{
    for (size_t k = 0; k < music->parts_there_count; k++)
        for (size_t i = 0; i < score->part_count; i++)
            if ((int)score->parts[i].role == music->parts_there[k].role &&
                !plan_has_entry(music, &music->parts_there[k]))
                part_place(score, &score->parts[i], &music->parts_there[k], music->start_ms);
}

static enum bgm_status piece_compose(struct timeline *timeline, const struct media_analysis *analysis,
                                     struct score *score, struct bgm_error *err)
{
    struct music_plan plan;
    struct score own;
    struct score *target = score != NULL ? score : &own;
    score_init(target);
    music_plan_init(&plan, timeline, analysis);
    enum bgm_status status = music_compose(&plan.brief, target, err);
    /* A tune rests while somebody speaks. Where that leaves nothing of a part that was asked for, it plays all the
     * same, and the mixer keeps it under the voice. */
    if (status == BGM_OK && plan.brief.speech_count > 0 && !has_all_parts(target, &plan.brief)) {
        plan.brief.speech_count = 0;
        score_release(target);
        score_init(target);
        status = music_compose(&plan.brief, target, err);
    }
    if (status == BGM_OK) {
        struct timeline_music *music = &timeline->music;
        parts_place(target, music);
        snprintf(music->name, sizeof music->name, "%s", target->title);
        snprintf(music->style, sizeof music->style, "%s", target->style);
        music->bpm = target->bpm;
        score_key_name(target->tonic, target->mode, music->key);
        if (target->retries > 0)
            trace(TRACE_ENGINE, "composed %d times: %s", target->retries + 1, target->retried);
        trace(TRACE_ENGINE, "plan \"%s\": %s, %.1f bpm, %s", music->name, music->style, music->bpm, music->key);
    }
    if (score == NULL || status != BGM_OK)
        score_release(target);
    music_plan_release(&plan);
    return status;
}

/* A tempo by which a bar line falls where the next piece begins: the nearest one to what the piece would have. A tempo
 * that was asked for is changed by what is hardly noticed (docs/music.md). */
static void whole_bars(struct timeline_music *music, bool is_wanted, const struct timeline *timeline,
                       const struct media_analysis *analysis)
{
    struct timeline *tried = xmalloc(sizeof *tried);
    struct bgm_error unmade = BGM_ERROR_INIT;
    struct score score;
    *tried = *timeline;
    if (piece_compose(tried, analysis, &score, &unmade) == BGM_OK) {
        double bar_ms = 60000 / score.bpm * (double)score.bar_ticks / SCORE_TICKS_PER_QUARTER;
        double bars = fmax(round((double)music->length_ms / bar_ms), 1);
        double bpm = score.bpm * bars * bar_ms / (double)music->length_ms;
        bool near = !is_wanted || fabs(bpm / score.bpm - 1) < 0.04;
        if (near && bpm >= TIMELINE_LEAST_BPM && bpm <= 220)
            music->wanted_bpm = bpm;
        score_release(&score);
    }
    free(tried);
}

/* Several pieces in a row, each composed for its own stretch, so that it fills it with whole bars. */
static enum bgm_status pieces_compose(struct timeline *timeline, const struct timeline_piece *pieces, size_t count,
                                      const struct media_analysis *analysis, struct score *score, struct bgm_error *err)
{
    struct timeline *alone = xmalloc(sizeof *alone);
    enum bgm_status status = BGM_OK;
    int32_t joined_ticks = 0;
    struct buf name;
    buf_init(&name, 4096);
    score_init(score);
    for (size_t i = 0; i < count && status == BGM_OK; i++) {
        struct score next;
        *alone = *timeline;
        timeline_piece_alone(&timeline->music, &pieces[i], &alone->music);
        if (i + 1 < count)
            whole_bars(&alone->music, timeline->music.wanted_bpm > 0, alone, analysis);
        status = piece_compose(alone, analysis, i == 0 ? score : &next, err);
        if (status != BGM_OK)
            break;
        if (i > 0)
            joined_ticks = score_join(score, &next, pieces[i].start_ms - timeline->music.start_ms, joined_ticks);
        buf_appendf(&name, "%s%s", i > 0 ? ", then " : "", alone->music.name);
        if (i == 0) {
            timeline->music.bpm = alone->music.bpm;
            memcpy(timeline->music.key, alone->music.key, sizeof timeline->music.key);
        }
        if (pieces[i].prompt[0] == '\0') /* the seed may have chosen */
            memcpy(timeline->music.style, alone->music.style, sizeof timeline->music.style);
    }
    if (status == BGM_OK) {
        timeline_copy_line(timeline->music.name, name.bytes);
        timeline->music.bpm = score->bpm;
    } else {
        score_release(score);
    }
    buf_release(&name);
    free(alone);
    return status;
}

enum bgm_status music_plan_compose(struct timeline *timeline, const struct media_analysis *analysis,
                                   struct score *score, struct bgm_error *err)
{
    struct timeline_piece pieces[TIMELINE_MOST_PIECES + 1];
    struct score own;
    size_t count = timeline_pieces(&timeline->music, pieces);
    if (count == 1 && pieces[0].prompt[0] == '\0')
        return piece_compose(timeline, analysis, score, err);
    enum bgm_status status = pieces_compose(timeline, pieces, count, analysis, score != NULL ? score : &own, err);
    if (status == BGM_OK && score == NULL)
        score_release(&own);
    return status;
}

void score_describe(const struct score *score, struct buf *instruments, struct buf *form)
{
    for (size_t i = 0; i < score->part_count; i++) {
        bool again = false;
        for (size_t k = 0; k < i; k++)
            again = again || strcmp(score->parts[k].name, score->parts[i].name) == 0;
        if (!again)
            buf_appendf(instruments, "%s%s", instruments->length > 0 ? ", " : "", score->parts[i].name);
    }
    size_t told = score->section_count < 16 ? score->section_count : 16;
    for (size_t i = 0; i < told; i++) {
        int64_t s = score->sections[i].start_ms / 1000;
        buf_appendf(form, "%s%s %lld:%02lld", i > 0 ? ", " : "", score->sections[i].name, (long long)(s / 60),
                    (long long)(s % 60));
    }
    if (told < score->section_count)
        buf_appendf(form, ", ...");
}
