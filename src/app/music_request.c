/* Wishes into words, and the check afterwards. */
#include "bgmusic/app/music_request.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "bgmusic/draft/draft.h"
#include "bgmusic/draft/draft_words.h"
#include "bgmusic/store/settings.h"

enum {
    MESSAGE_CEILING = 1024 * 1024,
    TIME_TOLERANCE_MS = 250, /* services round times to a quarter of a second */
};

void music_request_init(struct music_request *request)
{
    *request = (struct music_request){
        .volume_percent = MUSIC_UNSET,
        .fade_in_ms = MUSIC_UNSET,
        .fade_out_ms = MUSIC_UNSET,
        .from_ms = MUSIC_UNSET,
        .to_ms = MUSIC_UNSET,
        .seed = MUSIC_UNSET,
        .duck_lu = MUSIC_UNSET,
    };
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

char *music_request_words(const struct music_request *request, int64_t video_ms, bool is_local)
{
    struct buf out;
    buf_init(&out, MESSAGE_CEILING);
    if (request->track_name != NULL) {
        buf_append_text(&out, "Use the uploaded track ");
        append_quoted(&out, request->track_name);
        buf_append_text(&out, " as the background music.");
    } else {
        append_prompt(&out, request->prompt != NULL ? request->prompt : MUSIC_DEFAULT_PROMPT);
    }
    if (request->volume_percent != MUSIC_UNSET)
        buf_appendf(&out, " Music volume %lld%%.", (long long)request->volume_percent);
    if (request->fade_in_ms != MUSIC_UNSET) {
        buf_append_text(&out, " Fade in ");
        append_seconds(&out, request->fade_in_ms);
        buf_append_char(&out, '.');
    }
    if (request->fade_out_ms != MUSIC_UNSET) {
        buf_append_text(&out, " Fade out ");
        append_seconds(&out, request->fade_out_ms);
        buf_append_char(&out, '.');
    }
    int64_t to_ms = request->to_ms != MUSIC_UNSET ? request->to_ms : video_ms;
    if (request->from_ms != MUSIC_UNSET && to_ms < 0) {
        buf_append_text(&out, " Start the music at ");
        append_seconds(&out, request->from_ms);
        buf_append_char(&out, '.');
    } else if (request->from_ms != MUSIC_UNSET || request->to_ms != MUSIC_UNSET) {
        buf_append_text(&out, " Music from ");
        append_seconds(&out, request->from_ms != MUSIC_UNSET ? request->from_ms : 0);
        buf_append_text(&out, " to ");
        append_seconds(&out, to_ms);
        buf_append_char(&out, '.');
    }
    if (request->no_duck)
        buf_append_text(&out, " Do not lower the music under speech.");
    if (request->duck_lu != MUSIC_UNSET)
        buf_appendf(&out, " Keep the music %lld LU under speech.", (long long)request->duck_lu);
    if (request->sync_cuts)
        buf_append_text(&out, " Sync the music to the cuts.");
    if (request->replace_audio)
        buf_append_text(&out, " Drop the original sound.");
    if (request->title != NULL) {
        buf_append_text(&out, " Add the title ");
        append_quoted(&out, request->title);
        buf_append_text(&out, " at the start.");
    }
    if (request->loudness != NULL)
        append_loudness(&out, request->loudness);
    if (is_local && request->seed != MUSIC_UNSET)
        buf_appendf(&out, " Seed %lld.", (long long)request->seed);
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

void music_request_verify(const struct music_request *request, const struct draft *draft, struct buf *complaints)
{
    const struct draft_track *music = draft_music(draft);
    if (music == NULL)
        return;
    double volume = draft_track_volume(music);
    if (request->volume_percent != MUSIC_UNSET && volume >= 0 &&
        fabs(volume * 100 - (double)request->volume_percent) >= 1) {
        start_complaint(complaints);
        buf_append_text(complaints, "the music's volume is ");
        draft_append_percent(complaints, volume);
        buf_appendf(complaints, " in the timeline, not the %lld%% that were asked for",
                    (long long)request->volume_percent);
    }
    compare_ms(complaints, "the fade in", request->fade_in_ms, music->segments[0].fade_in_ms);
    compare_ms(complaints, "the fade out", request->fade_out_ms, music->segments[music->segment_count - 1].fade_out_ms);
    int64_t start_ms, end_ms;
    if (draft_track_times(music, &start_ms, &end_ms)) {
        compare_ms(complaints, "the start of the music", request->from_ms, start_ms);
        /* An end behind the video's is the video's. */
        if (draft->duration_ms < 0 || request->to_ms <= draft->duration_ms)
            compare_ms(complaints, "the end of the music", request->to_ms, end_ms);
    }
    if (request->title == NULL)
        return;
    for (size_t t = 0; t < draft->track_count; t++) {
        if (draft->tracks[t].type == DRAFT_TEXT && draft->tracks[t].segment_count > 0)
            return;
    }
    start_complaint(complaints);
    buf_append_text(complaints, "the timeline has no title");
}
