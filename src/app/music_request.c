/* Wishes into words, and the check afterwards. */
#include "bgmusic/app/music_request.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "bgmusic/draft/draft.h"
#include "bgmusic/draft/draft_words.h"
#include "bgmusic/draft/music_key.h"
#include "bgmusic/store/settings.h"

enum {
    MESSAGE_CEILING = 1024 * 1024,
    TIME_TOLERANCE_MS = 250, /* services round times to a quarter of a second */
};

void music_request_init(struct music_request *request)
{
    *request = (struct music_request){0};
    music_wishes_init(&request->wishes);
}

static void append_seconds(struct buf *out, int64_t ms)
{
    if (ms % 1000 == 0)
        buf_appendf(out, "%lld s", (long long)(ms / 1000));
    else
        buf_appendf(out, "%lld.%0*lld s", (long long)(ms / 1000),
                    ms % 100 == 0  ? 1
                    : ms % 10 == 0 ? 2
                                   : 3,
                    (long long)(ms % 1000 /
                                (ms % 100 == 0  ? 100
                                 : ms % 10 == 0 ? 10
                                                : 1)));
}

/* The text in quotes; quotes inside would end it too early. */
static void append_quoted(struct buf *out, const char *text)
{
    buf_append_char(out, '"');
    for (; *text != '\0'; text++)
        buf_append_char(out, *text == '"' ? '\'' : *text);
    buf_append_char(out, '"');
}

static void append_prompt(struct buf *out, const char *prompt)
{
    buf_append_text(out, "Add background music: ");
    size_t length = strlen(prompt);
    while (length > 0 && strchr(" \t\r\n.", prompt[length - 1]) != NULL)
        length--;
    for (size_t i = 0; i < length; i++)
        buf_append_char(out, prompt[i] == '\n' || prompt[i] == '\r' || prompt[i] == '\t' ? ' ' : prompt[i]);
    buf_append_char(out, '.');
}

static void append_loudness(struct buf *out, const char *loudness)
{
    double lufs;
    bool keep;
    if (!loudness_target(loudness, &lufs, NULL, &keep))
        return;
    if (keep)
        buf_append_text(out, " Keep the loudness.");
    else
        buf_appendf(out, " Loudness %g LUFS.", lufs);
}

/* The part of the video, once for both of its ends. */
static void append_part(struct buf *out, const struct music_wishes *wishes, int64_t video_ms)
{
    int64_t to_ms = wishes->to_ms != MUSIC_UNSET ? wishes->to_ms : video_ms;
    if (wishes->from_ms != MUSIC_UNSET && to_ms < 0) {
        buf_append_text(out, " Start the music at ");
        append_seconds(out, wishes->from_ms);
        buf_append_char(out, '.');
    } else if (wishes->from_ms != MUSIC_UNSET || wishes->to_ms != MUSIC_UNSET) {
        buf_append_text(out, " Music from ");
        append_seconds(out, wishes->from_ms != MUSIC_UNSET ? wishes->from_ms : 0);
        buf_append_text(out, " to ");
        append_seconds(out, to_ms);
        buf_append_char(out, '.');
    }
}

/* Some in a sentence: a message's sentences have a length that the agent reads. */
static void append_markers(struct buf *out, const struct music_request *request)
{
    enum { IN_A_SENTENCE = 30 };
    for (size_t i = 0; i < request->marker_count; i++) {
        bool begins = i % IN_A_SENTENCE == 0, ends = i % IN_A_SENTENCE == IN_A_SENTENCE - 1;
        buf_append_text(out, begins ? " Meet the marks at " : ", ");
        append_seconds(out, request->markers_ms[i]);
        if (ends || i + 1 == request->marker_count)
            buf_append_char(out, '.');
    }
}

/* The sentence of a row, `#`, `~`, `$` and `*` replaced by the wish. */
static void append_wish(struct buf *out, const struct music_wishes *wishes, const struct music_wish_row *row)
{
    buf_append_char(out, ' ');
    for (const char *at = row->sentence; *at != '\0'; at++) {
        if (*at == '#')
            buf_appendf(out, "%lld", (long long)music_wish_number(wishes, row));
        else if (*at == '~')
            append_seconds(out, music_wish_number(wishes, row));
        else if (*at == '$')
            append_quoted(out, music_wish_text(wishes, row));
        else if (*at == '*')
            buf_append_text(out, music_wish_text(wishes, row));
        else
            buf_append_char(out, *at);
    }
    buf_append_char(out, '.');
}

char *music_request_words(const struct music_request *request, int64_t video_ms, bool is_local)
{
    const struct music_wishes *wishes = &request->wishes;
    struct buf out;
    buf_init(&out, MESSAGE_CEILING);
    if (request->track_name != NULL) {
        buf_append_text(&out, "Use the uploaded track ");
        append_quoted(&out, request->track_name);
        buf_append_text(&out, " as the background music.");
    } else {
        append_prompt(&out, request->prompt != NULL ? request->prompt : MUSIC_DEFAULT_PROMPT);
    }
    for (size_t i = 0; i < MUSIC_WISH_COUNT; i++) {
        const struct music_wish_row *row = &music_wish_rows[i];
        if (row->offset == offsetof(struct music_wishes, to_ms))
            append_part(&out, wishes, video_ms);
        else if (!music_wish_is_set(wishes, row) || (row->told != TOLD_TO_BOTH && !is_local))
            continue;
        else if (row->offset == offsetof(struct music_wishes, loudness))
            append_loudness(&out, wishes->loudness);
        else if (row->offset == offsetof(struct music_wishes, markers))
            append_markers(&out, request);
        else if (row->sentence != NULL)
            append_wish(&out, wishes, row);
    }
    return buf_take(&out);
}

static void start_complaint(struct buf *complaints)
{
    if (complaints->length > 0)
        buf_append_char(complaints, '\n');
}

static void compare_ms(struct buf *complaints, const char *what, int64_t wanted_ms, int64_t found_ms)
{
    if (wanted_ms == MUSIC_UNSET || found_ms < 0 || llabs(wanted_ms - found_ms) <= TIME_TOLERANCE_MS)
        return;
    start_complaint(complaints);
    buf_appendf(complaints, "%s is ", what);
    draft_append_seconds(complaints, found_ms);
    buf_append_text(complaints, " s in the timeline, not the ");
    draft_append_seconds(complaints, wanted_ms);
    buf_append_text(complaints, " s that were asked for");
}

static void compare_volume(struct buf *complaints, const char *what, int64_t percent, double volume)
{
    if (percent == MUSIC_UNSET || volume < 0 || fabs(volume * 100 - (double)percent) < 1)
        return;
    start_complaint(complaints);
    buf_appendf(complaints, "%s is ", what);
    draft_append_percent(complaints, volume);
    buf_appendf(complaints, " in the timeline, not the %lld%% that were asked for", (long long)percent);
}

/* Fitting the music to its length and to the cuts may move the tempo by so much. */
#define TEMPO_TOLERANCE 0.05

static void compare_tempo(struct buf *complaints, int64_t wanted_bpm, const char *found)
{
    double bpm;
    if (wanted_bpm == MUSIC_UNSET || found == NULL || !text_to_double(found, 1, 1000, &bpm) ||
        fabs(bpm - (double)wanted_bpm) <= TEMPO_TOLERANCE * (double)wanted_bpm)
        return;
    start_complaint(complaints);
    buf_appendf(complaints, "the tempo is %s bpm in the timeline, not the %lld that were asked for", found,
                (long long)wanted_bpm);
}

static void compare_key(struct buf *complaints, const char *wanted, const char *found)
{
    struct music_key asked, there;
    if (wanted == NULL || found == NULL || !music_key_read(wanted, &asked) || !music_key_read(found, &there) ||
        (asked.tonic == there.tonic && (asked.mode < 0 || asked.mode == there.mode)))
        return;
    start_complaint(complaints);
    buf_appendf(complaints, "the key is %s in the timeline, not the %s that was asked for", found, wanted);
}

static bool has_title(const struct draft *draft)
{
    for (size_t t = 0; t < draft->track_count; t++) {
        if (draft->tracks[t].type == DRAFT_TEXT && draft->tracks[t].segment_count > 0)
            return true;
    }
    return false;
}

static double original_volume(const struct draft *draft)
{
    for (size_t t = 0; t < draft->track_count; t++) {
        if (draft->tracks[t].type == DRAFT_VIDEO)
            return draft_track_volume(&draft->tracks[t]);
    }
    return -1;
}

void music_request_verify(const struct music_wishes *wishes, const struct draft *draft, struct buf *complaints)
{
    const struct draft_track *music = draft_music(draft);
    if (music == NULL)
        return;
    compare_volume(complaints, "the music's volume", wishes->volume_percent, draft_track_volume(music));
    compare_volume(complaints, "the original sound's volume", wishes->replace_audio ? 0 : wishes->original_percent,
                   original_volume(draft));
    compare_ms(complaints, "the fade in", wishes->fade_in_ms, music->segments[0].fade_in_ms);
    compare_ms(complaints, "the fade out", wishes->fade_out_ms, music->segments[music->segment_count - 1].fade_out_ms);
    int64_t start_ms, end_ms;
    if (draft_track_times(music, &start_ms, &end_ms)) {
        compare_ms(complaints, "the start of the music", wishes->from_ms, start_ms);
        /* An end behind the video's is the video's. */
        if (draft->duration_ms < 0 || wishes->to_ms <= draft->duration_ms)
            compare_ms(complaints, "the end of the music", wishes->to_ms, end_ms);
    }
    compare_tempo(complaints, wishes->bpm, draft_music_fact(draft, "bpm"));
    compare_key(complaints, wishes->key, draft_music_fact(draft, "key"));
    if (wishes->title != NULL && !has_title(draft)) {
        start_complaint(complaints);
        buf_append_text(complaints, "the timeline has no title");
    }
}
