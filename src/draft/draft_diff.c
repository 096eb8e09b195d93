/* What changed between two timelines, in words. */
#include "bgmusic/draft/draft.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "draft_facts.h"
#include "bgmusic/draft/draft_words.h"

/* One segment with its track: what is added, removed and compared. */
struct item {
    const struct draft_track *track;
    const struct draft_segment *segment;
    bool matched;
};

/* Each is compared with each: a timeline that is made to be large must not keep us busy for hours. */
enum { MOST_ITEMS = 4096 };

static size_t list_items(const struct draft *draft, struct item **items)
{
    size_t count = 0, used = 0;
    for (size_t t = 0; t < draft->track_count; t++)
        count += draft->tracks[t].segment_count;
    *items = xcalloc(count < MOST_ITEMS ? count : MOST_ITEMS, sizeof **items);
    for (size_t t = 0; t < draft->track_count; t++) {
        for (size_t s = 0; s < draft->tracks[t].segment_count && used < MOST_ITEMS; s++)
            (*items)[used++] = (struct item){&draft->tracks[t], &draft->tracks[t].segments[s], false};
    }
    return used;
}

static bool same_name(const struct item *a, const struct item *b)
{
    return a->track->type == b->track->type && text_equal(a->segment->name, b->segment->name) &&
           text_equal(a->segment->text, b->segment->text);
}

static void start_clause(struct buf *out, size_t start)
{
    if (out->length > start)
        buf_append_text(out, "; ");
}

static void append_label(struct buf *out, const struct item *item)
{
    buf_append_text(out, draft_track_label(item->track));
    if (item->segment->name != NULL || item->segment->text != NULL) {
        buf_append_text(out, ": ");
        draft_append_segment_name(out, item->segment);
    }
}

static void append_span(struct buf *out, const struct draft_segment *segment)
{
    draft_append_seconds(out, segment->start_ms);
    buf_append_char(out, '-');
    draft_append_seconds(out, segment->start_ms + segment->duration_ms);
    buf_append_text(out, " s");
}

static bool has_span(const struct draft_segment *segment)
{
    return segment->start_ms >= 0 && segment->duration_ms >= 0;
}

static void append_added(struct buf *out, const struct item *item)
{
    buf_append_text(out, "added ");
    append_label(out, item);
    if (has_span(item->segment)) {
        buf_append_text(out, ", ");
        append_span(out, item->segment);
    }
    if (item->track->type == DRAFT_AUDIO && item->segment->volume >= 0) {
        buf_append_text(out, ", ");
        draft_append_percent(out, item->segment->volume);
    }
}

static void append_fade(struct buf *out, size_t start, const char *label, int64_t before_ms, int64_t after_ms)
{
    if (before_ms == after_ms || after_ms < 0)
        return;
    start_clause(out, start);
    buf_appendf(out, "%s ", label);
    if (before_ms >= 0) {
        draft_append_seconds(out, before_ms);
        buf_append_text(out, " -> ");
    }
    draft_append_seconds(out, after_ms);
    buf_append_text(out, " s");
}

/* What differs in two versions of one segment, clause by clause. */
static void append_changed(struct buf *out, size_t start, const struct item *before, const struct item *after)
{
    const struct draft_segment *old = before->segment, *new = after->segment;
    const char *label = draft_track_label(after->track);
    if (!same_name(before, after)) {
        start_clause(out, start);
        buf_append_text(out, "changed ");
        append_label(out, before);
        buf_append_text(out, " -> ");
        draft_append_segment_name(out, new);
    }
    if (has_span(new) && (old->start_ms != new->start_ms || old->duration_ms != new->duration_ms)) {
        start_clause(out, start);
        buf_appendf(out, "%s time ", label);
        if (has_span(old)) {
            append_span(out, old);
            buf_append_text(out, " -> ");
        }
        append_span(out, new);
    }
    if (new->volume >= 0 && fabs(old->volume - new->volume) >= 0.005) {
        start_clause(out, start);
        buf_appendf(out, "%s volume ", label);
        if (old->volume >= 0) {
            draft_append_percent(out, old->volume);
            buf_append_text(out, " -> ");
        }
        draft_append_percent(out, new->volume);
    }
    char words[64];
    snprintf(words, sizeof words, "%s fade in", label);
    append_fade(out, start, words, old->fade_in_ms, new->fade_in_ms);
    snprintf(words, sizeof words, "%s fade out", label);
    append_fade(out, start, words, old->fade_out_ms, new->fade_out_ms);
    /* Another name is another piece: that it differs in all is no news. */
    if (same_name(before, after))
        draft_facts_compare(out, start, label, old->facts, new->facts);
}

/* Pairs items of one type: those of the same name first, then the rest in their order. */
static void match_items(struct item *before, size_t before_count, struct item *after, size_t after_count,
                        size_t *partner)
{
    for (int round = 0; round < 2; round++) {
        for (size_t a = 0; a < after_count; a++) {
            if (after[a].matched)
                continue;
            for (size_t b = 0; b < before_count; b++) {
                bool fits =
                    round == 0 ? same_name(&before[b], &after[a]) : before[b].track->type == after[a].track->type;
                if (before[b].matched || !fits)
                    continue;
                before[b].matched = after[a].matched = true;
                partner[a] = b;
                break;
            }
        }
    }
}

bool draft_changes(const struct draft *before, const struct draft *after, struct buf *out)
{
    size_t start = out->length;
    struct item *old = NULL, *new = NULL;
    size_t old_count = list_items(before, &old), new_count = list_items(after, &new);
    size_t *partner = xcalloc(new_count, sizeof *partner);
    match_items(old, old_count, new, new_count, partner);
    for (size_t a = 0; a < new_count; a++) {
        if (new[a].matched) {
            append_changed(out, start, &old[partner[a]], &new[a]);
        } else {
            start_clause(out, start);
            append_added(out, &new[a]);
        }
    }
    for (size_t b = 0; b < old_count; b++) {
        if (old[b].matched)
            continue;
        start_clause(out, start);
        buf_append_text(out, "removed ");
        append_label(out, &old[b]);
    }
    draft_facts_compare(out, start, NULL, before->facts, after->facts);
    free(partner);
    free(old);
    free(new);
    return out->length > start;
}
