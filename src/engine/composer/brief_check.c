/* Is a brief inside its ranges? One function for each kind of wish. */
#include <string.h>

#include "bgmusic/base/count.h"

#include "composer.h"
#include "piece.h"

/* Written so that a NaN is out of range. */
static bool within(double value, double least, double most)
{
    return value >= least && value <= most;
}

bool music_meter_known(struct music_meter meter)
{
    static const struct music_meter known[] = {{0, 0}, {4, 4}, {3, 4}, {5, 4}, {6, 8}, {7, 8}, {12, 8}};
    for (size_t i = 0; i < COUNT(known); i++)
        if (known[i].beats == meter.beats && known[i].unit == meter.unit)
            return true;
    return false;
}

bool music_meter_read(const char *text, struct music_meter *meter)
{
    static const char *const names[] = {"4/4", "3/4", "5/4", "6/8", "7/8", "12/8"};
    static const struct music_meter meters[] = {{4, 4}, {3, 4}, {5, 4}, {6, 8}, {7, 8}, {12, 8}};
    *meter = (struct music_meter){0, 0};
    for (size_t i = 0; i < COUNT(names); i++)
        if (strcmp(text, names[i]) == 0)
            *meter = meters[i];
    return *text == '\0' || meter->unit != 0;
}

static enum bgm_status check_wishes(const struct music_brief *brief, struct bgm_error *err)
{
    if (brief->duration_ms < MUSIC_LEAST_MS || brief->duration_ms > MUSIC_MOST_MS)
        return bgm_fail(err, BGM_USAGE, "music can be 0.5 seconds to 60 minutes long");
    if (!within(brief->bpm, 0, 0) && !within(brief->bpm, 40, 220))
        return bgm_fail(err, BGM_USAGE, "a tempo is 40 to 220 beats a minute");
    if (!within(brief->tempo_factor, 0.5, 2))
        return bgm_fail(err, BGM_USAGE, "a tempo changes by a factor of 0.5 to 2");
    if (brief->tonic < -1 || brief->tonic > 11 || brief->mode < -1 || brief->mode >= SCORE_MODE_COUNT)
        return bgm_fail(err, BGM_USAGE, "the key is none that is known");
    if (!within(brief->energy, -1, 1) || !within(brief->valence, -1, 1))
        return bgm_fail(err, BGM_USAGE, "energy and valence lie between -1 and 1");
    if (!music_meter_known(brief->meter))
        return bgm_fail(err, BGM_USAGE, "a bar can be 4/4, 3/4, 5/4, 6/8, 7/8 or 12/8, not %d/%d", brief->meter.beats,
                        brief->meter.unit);
    return BGM_OK;
}

static enum bgm_status check_parts(const struct music_brief *brief, struct bgm_error *err)
{
    for (int i = 0; i < SCORE_ROLE_COUNT; i++) {
        if (brief->programs[i] < -1 || brief->programs[i] > 127)
            return bgm_fail(err, BGM_USAGE, "an instrument number lies between 0 and 127");
        if (!within(brief->part_level_lu[i], -30, 30))
            return bgm_fail(err, BGM_USAGE, "a part can be 30 LU louder or softer");
    }
    return BGM_OK;
}

static enum bgm_status check_course(const struct music_brief *brief, struct bgm_error *err)
{
    if (brief->course_count > MUSIC_MOST_POINTS)
        return bgm_fail(err, BGM_USAGE, "the course of the music has too many points");
    for (size_t i = 0; i < brief->course_count; i++)
        if (brief->course[i].at_ms < 0 || !within(brief->course[i].energy, -1, 1) ||
            (i > 0 && brief->course[i].at_ms < brief->course[i - 1].at_ms))
            return bgm_fail(err, BGM_USAGE, "the course of the music is out of order");
    return BGM_OK;
}

static bool event_sound(const struct music_event *event)
{
    return event->at_ms >= 0 && event->at_ms <= MUSIC_MOST_MS && event->length_ms >= 0 &&
           event->length_ms <= MUSIC_MOST_MS && (unsigned)event->kind < MUSIC_EVENT_KINDS &&
           (unsigned)event->role < SCORE_ROLE_COUNT && within(event->energy, -1, 1);
}

static enum bgm_status check_events(const struct music_brief *brief, struct bgm_error *err)
{
    if (brief->event_count > MUSIC_MOST_EVENTS)
        return bgm_fail(err, BGM_USAGE, "the music can follow at most %d timed wishes", MUSIC_MOST_EVENTS);
    if (brief->marker_count > MUSIC_MOST_MARKERS)
        return bgm_fail(err, BGM_USAGE, "the music can meet at most %d markers", MUSIC_MOST_MARKERS);
    for (size_t i = 0; i < brief->event_count; i++)
        if (!event_sound(&brief->events[i]) || (i > 0 && brief->events[i].at_ms < brief->events[i - 1].at_ms))
            return bgm_fail(err, BGM_USAGE, "the timed wishes are out of order");
    for (size_t i = 0; i < brief->marker_count; i++)
        if (brief->markers_ms[i] < 0 || (i > 0 && brief->markers_ms[i] < brief->markers_ms[i - 1]))
            return bgm_fail(err, BGM_USAGE, "the markers are out of order");
    for (size_t i = 0; i < brief->title_count; i++)
        if (brief->titles_ms[i] < 0 || (i > 0 && brief->titles_ms[i] < brief->titles_ms[i - 1]))
            return bgm_fail(err, BGM_USAGE, "the titles are out of order");
    return BGM_OK;
}

static enum bgm_status check_clip(const struct music_brief *brief, struct bgm_error *err)
{
    for (size_t i = 0; i < brief->cut_count; i++)
        if (brief->cuts[i].at_ms < 0 || !within(brief->cuts[i].strength, 0, 1) ||
            (i > 0 && brief->cuts[i].at_ms < brief->cuts[i - 1].at_ms))
            return bgm_fail(err, BGM_USAGE, "the picture's cuts are out of order");
    for (size_t i = 0; i < brief->speech_count; i++)
        if (brief->speech[i].start_ms < 0 || brief->speech[i].end_ms < brief->speech[i].start_ms ||
            (i > 0 && brief->speech[i].start_ms < brief->speech[i - 1].end_ms))
            return bgm_fail(err, BGM_USAGE, "the stretches of speech are out of order");
    return BGM_OK;
}

enum bgm_status brief_check(const struct music_brief *brief, struct bgm_error *err)
{
    enum bgm_status (*const checks[])(const struct music_brief *, struct bgm_error *) = {
        check_wishes, check_parts, check_course, check_events, check_clip};
    for (size_t i = 0; i < COUNT(checks); i++) {
        enum bgm_status status = checks[i](brief, err);
        if (status != BGM_OK)
            return status;
    }
    return BGM_OK;
}
