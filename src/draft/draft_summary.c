/* The timeline in one line for people. */
#include "bgmusic/draft/draft.h"

#include <math.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/draft/draft_words.h"

bool draft_is_ready(const struct draft *draft)
{
    for (size_t t = 0; t < draft->track_count; t++) {
        if (draft->tracks[t].segment_count > 0)
            return true;
    }
    return false;
}

const struct draft_track *draft_music(const struct draft *draft)
{
    for (size_t t = 0; t < draft->track_count; t++) {
        if (draft->tracks[t].type == DRAFT_AUDIO && draft->tracks[t].segment_count > 0)
            return &draft->tracks[t];
    }
    return NULL;
}

bool draft_track_times(const struct draft_track *track, int64_t *start_ms, int64_t *end_ms)
{
    int64_t start = INT64_MAX, end = -1;
    for (size_t s = 0; s < track->segment_count; s++) {
        const struct draft_segment *segment = &track->segments[s];
        if (segment->start_ms < 0 || segment->duration_ms < 0)
            continue;
        if (segment->start_ms < start)
            start = segment->start_ms;
        if (segment->start_ms + segment->duration_ms > end)
            end = segment->start_ms + segment->duration_ms;
    }
    if (end < 0)
        return false;
    *start_ms = start;
    *end_ms = end;
    return true;
}

double draft_track_volume(const struct draft_track *track)
{
    for (size_t s = 0; s < track->segment_count; s++) {
        if (track->segments[s].volume >= 0)
            return track->segments[s].volume;
    }
    return -1;
}

const char *draft_track_label(const struct draft_track *track)
{
    switch (track->type) {
    case DRAFT_VIDEO:
        return "Video";
    case DRAFT_AUDIO:
        return "BGM";
    case DRAFT_TEXT:
        return "Title";
    default:
        return "Track";
    }
}

const char *draft_track_kind(const struct draft_track *track)
{
    switch (track->type) {
    case DRAFT_VIDEO:
        return "video";
    case DRAFT_AUDIO:
        return "audio";
    case DRAFT_TEXT:
        return "text";
    default:
        return "other";
    }
}

void draft_append_seconds(struct buf *out, int64_t ms)
{
    int64_t tenths = (ms + 50) / 100;
    if (tenths % 10 == 0)
        buf_appendf(out, "%lld", (long long)(tenths / 10));
    else
        buf_appendf(out, "%lld.%lld", (long long)(tenths / 10), (long long)(tenths % 10));
}

void draft_append_percent(struct buf *out, double share)
{
    buf_appendf(out, "%ld%%", lround(share * 100));
}

void draft_append_gain(struct buf *out, double factor)
{
    buf_appendf(out, "%+.1f dB", 20 * log10(factor));
}

/* Titles may have several lines; the summary has one. */
static void append_on_one_line(struct buf *out, const char *text)
{
    for (; *text != '\0'; text++)
        buf_append_char(out, *text == '\n' || *text == '\r' || *text == '\t' ? ' ' : *text);
}

void draft_append_segment_name(struct buf *out, const struct draft_segment *segment)
{
    if (segment->text != NULL) {
        buf_append_char(out, '"');
        append_on_one_line(out, segment->text);
        buf_append_char(out, '"');
    } else if (segment->name != NULL) {
        append_on_one_line(out, segment->name);
    }
}

void draft_track_names(const struct draft_track *track, struct buf *out)
{
    size_t start = out->length;
    for (size_t s = 0; s < track->segment_count; s++) {
        const struct draft_segment *segment = &track->segments[s];
        if (segment->name == NULL && segment->text == NULL)
            continue;
        if (out->length > start)
            buf_append_text(out, ", ");
        draft_append_segment_name(out, segment);
    }
}

void draft_track_summary(const struct draft_track *track, struct buf *out)
{
    buf_append_text(out, draft_track_label(track));
    if (track->segment_count == 0) {
        buf_append_text(out, ": (empty)");
        return;
    }
    size_t before = out->length;
    buf_append_text(out, ": ");
    draft_track_names(track, out);
    if (out->length == before + 2)
        buf_append_text(out, "(no name)");
    int64_t start_ms, end_ms;
    bool timed = draft_track_times(track, &start_ms, &end_ms);
    double volume = draft_track_volume(track);
    /* The picture's own sound is always at its level: a number there would only confuse. */
    if (track->type != DRAFT_AUDIO)
        volume = -1;
    if (!timed && volume < 0)
        return;
    buf_append_text(out, " (");
    if (timed) {
        draft_append_seconds(out, start_ms);
        buf_append_char(out, '-');
        draft_append_seconds(out, end_ms);
        buf_append_char(out, 's');
    }
    if (volume >= 0) {
        if (timed)
            buf_append_text(out, ", ");
        draft_append_percent(out, volume);
    }
    buf_append_char(out, ')');
}

void draft_summary(const struct draft *draft, struct buf *out)
{
    if (draft->is_unknown) {
        buf_append_text(out, "Timeline (of a kind that is not known)");
        return;
    }
    buf_appendf(out, "Timeline (%zu track%s", draft->track_count, draft->track_count == 1 ? "" : "s");
    if (draft->is_markup)
        buf_append_text(out, ", a newer kind of draft");
    if (draft->is_markup && draft->duration_ms >= 0)
        buf_appendf(out, ", %.10g s", round((double)draft->duration_ms / 100) / 10);
    buf_append_text(out, "):");
    for (size_t t = 0; t < draft->track_count; t++) {
        buf_appendf(out, " %zu. ", t + 1);
        draft_track_summary(&draft->tracks[t], out);
    }
    if (draft->track_count == 0)
        buf_append_text(out, " (empty)");
}
