/* Finds out how long a file is. */
#include "media_length.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/media_cage.h"
#include "bgmusic/base/media_input.h"
#include "bgmusic/base/process.h"
#include "bgmusic/base/process_cage.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"
#include "media_ending.h"
#include "media_lines.h"
#include "mp4_index.h"

/* Longer than any clip: what a file claims past this is no length. */
#define MOST_DURATION_S (7 * 24 * 3600.0)
/* A sound may end so much later than the picture (the padding of its coder, a cut between two of its packets). */
#define SOUND_TAIL_US INT64_C(100000)
/* A file that ends so much ahead of its promise is cut short: headers are rounded, and count from other moments. */
#define BROKEN_S 1.0
/* Edit lists count in the movie's ticks, usually of a millisecond, and many are written a little short. */
#define EDIT_ROUNDING_US INT64_C(50000)
/* Packets are read from disk: half a minute, and a second for each 4 MB. */
#define SCAN_TIMEOUT_MS(bytes) (30 * 1000 + (bytes) / 4096)

double media_seconds_of(const char *text)
{
    double value;
    return text != NULL && text_to_double(text, -MOST_DURATION_S, MOST_DURATION_S, &value) ? value : NAN;
}

static int64_t us_of(double seconds)
{
    return llround(seconds * 1e6);
}

/* What the packets say of one stream, in seconds from the start of the container. */
struct packet_span {
    double tick, end, last, last_length;
    double decoded, least_step, most_step; /* between times of decoding */
    double least_delay;                    /* from decoding to display, in ticks, of packets that have both */
    size_t packets, keys, damaged;
};

struct packet_scan {
    struct packet_span spans[MEDIA_MOST_STREAMS];
};

/* Lines of framecrc: "#tb 0: 1/1000" and "0, dts, pts, duration, bytes, 0xcrc[, F=0x0]"; the first bit of F is a key
 * frame, the second damage. */
static void take_line(void *context, const char *line)
{
    struct packet_scan *scan = context;
    double over, under, dts, pts, length;
    int number;
    if (sscanf(line, "#tb %d: %lf/%lf", &number, &over, &under) == 3) {
        if (number >= 0 && number < MEDIA_MOST_STREAMS && over > 0 && under > 0)
            scan->spans[number].tick = over / under;
        return;
    }
    if (sscanf(line, "%d, %lf, %lf, %lf,", &number, &dts, &pts, &length) != 4 || number < 0 ||
        number >= MEDIA_MOST_STREAMS)
        return;
    struct packet_span *span = &scan->spans[number];
    /* "none" is the least number there is. AVI has times of decoding alone; elsewhere a packet without a time of
     * display is shown as much later as the others are, at least. */
    bool has_both = pts > -9e18 && dts > -9e18;
    if (has_both && (span->packets == 0 || pts - dts < span->least_delay))
        span->least_delay = fmax(0, pts - dts);
    double at = (pts > -9e18 ? pts : dts + span->least_delay) * span->tick;
    length *= span->tick;
    if (!(fabs(at) < MOST_DURATION_S))
        return;
    double decoded = (dts > -9e18 ? dts : pts) * span->tick, step = decoded - span->decoded;
    if (span->packets > 0 && step > 0) {
        span->least_step = span->least_step == 0 || step < span->least_step ? step : span->least_step;
        span->most_step = fmax(span->most_step, step);
    }
    span->decoded = decoded;
    const char *flags = strstr(line, "F=0x"); /* not there: a key frame, and nothing else to say */
    span->packets++;
    unsigned long bits = flags != NULL ? strtoul(flags + strlen("F="), NULL, 16) : 1;
    span->keys += (bits & 1) != 0;
    span->damaged += (bits & 2) != 0;
    if (span->packets == 1 || at > span->last) {
        span->last = at;
        span->last_length = length > 0 && length < 3600 ? length : 0;
    }
    span->end = fmax(span->end, span->last + span->last_length);
}

static bool is_measured(const struct media_info *info, size_t place)
{
    return (int)place == info->video_stream || info->streams[place].kind == MEDIA_AUDIO;
}

/* Reads all packets of picture and sounds. `*is_cut`: the reader says itself that the file ends too early. */
static bool scan_packets(const char *path, struct media_info *info, struct packet_scan *scan, bool *is_cut)
{
    static const char *const opening[] = {"ffmpeg",   "-nostdin",       "-hide_banner", "-v", "error",
                                          "-nostats", MEDIA_INPUT_FILM, "-i",           NULL};
    static const char *const closing[] = {"-c", "copy", "-copyinkf", "-f", "framecrc", "pipe:1", NULL};
    const char *argv[32 + 2 * MEDIA_MOST_STREAMS];
    char maps[MEDIA_MOST_STREAMS][16];
    size_t count = 0;
    char *url = MEDIA_INPUT_URL(path);
    struct process child = PROCESS_INIT;
    memset(scan, 0, sizeof *scan);
    for (size_t i = 0; opening[i] != NULL; i++)
        argv[count++] = opening[i];
    argv[count++] = url;
    for (size_t i = 0; i < info->stream_count; i++) {
        if (!is_measured(info, i))
            continue;
        snprintf(maps[i], sizeof maps[i], "0:%d", info->streams[i].index);
        argv[count++] = "-map";
        argv[count++] = maps[i];
    }
    for (size_t i = 0; closing[i] != NULL; i++)
        argv[count++] = closing[i];
    argv[count] = NULL;
    int64_t deadline = clock_real_ms() + SCAN_TIMEOUT_MS(file_size(path));
    bool whole = false;
    int exit_code;
    struct process_cage *cage = media_cage_reader(argv[0], path, SCAN_TIMEOUT_MS(file_size(path)));
    if (process_start_caged(&child, argv, PROCESS_STDOUT, cage, NULL) == BGM_OK) {
        whole = media_lines_read(&child, deadline, NULL, take_line, scan);
        if (whole && process_finish(&child, 1000, &exit_code, NULL) == BGM_OK)
            *is_cut = text_find_ignore_case(child.stderr_text.bytes, "prematurely") != NULL ||
                      text_find_ignore_case(child.stderr_text.bytes, "partial file") != NULL;
    }
    process_cage_free(cage);
    process_release(&child);
    free(url);
    return whole;
}

static void take_scan(const struct packet_scan *scan, struct media_info *info, size_t *keys)
{
    size_t number = 0;
    for (size_t i = 0; i < info->stream_count; i++) {
        struct media_stream *stream = &info->streams[i];
        if (!is_measured(info, i))
            continue;
        const struct packet_span *span = &scan->spans[number++];
        double end = span->end;
        /* WebM does not keep how long the last picture lasts. */
        if (stream->kind == MEDIA_VIDEO && span->last_length <= 0 && stream->fps > 0)
            end = fmax(end, span->last + 1 / stream->fps);
        stream->end_us = span->packets > 0 ? us_of(end) : -1;
        if ((int)i != info->video_stream)
            continue;
        *keys = span->keys;
        /* In MXF each edit unit has its picture (SMPTE 377-1); a reader passes over what it cannot read. In a transport
         * stream the packets' own count tells that some are lost, and so do files that were joined, without a hole. */
        bool may_lack = text_equal(info->format, "mxf") || (text_equal(info->format, "mpegts") && span->damaged > 0);
        info->lacks_pictures = may_lack && span->most_step > 1.5 * span->least_step;
    }
}

/* An MP4's stream by its index: the edit list, encryption, and where the file breaks off. */
static void take_track(const struct mp4_track *track, bool is_picture, struct media_info *info,
                       struct media_stream *stream)
{
    double frame = stream->fps > 0 ? 1 / stream->fps : 0.04;
    stream->is_encrypted = track->is_encrypted;
    stream->is_decodable = stream->is_decodable && !track->is_encrypted;
    if (stream->end_us < 0 && track->media_s > 0 && track->media_s < MOST_DURATION_S)
        stream->end_us = us_of(track->edit_parts > 0 ? track->edit_lead_s + track->edit_length_s : track->media_s);
    /* Some of ffprobe's lengths are those of the samples, cut or not. */
    double shown = track->edit_lead_s + track->edit_length_s;
    if (!is_picture && track->edit_parts > 0 && track->edit_length_s > 0 &&
        us_of(shown) < stream->end_us - EDIT_ROUNDING_US)
        stream->end_us = us_of(shown);
    /* A cut that lies behind the last sample's end is none, and one by a part of a picture harms none. */
    if (is_picture && (track->edit_parts > 1 || (track->edit_parts == 1 && track->edit_length_s > 0 &&
                                                 track->edit_media_end_s < track->media_s - 1.5 * frame)))
        info->picture_times = MEDIA_TIMES_CUT;
    if (track->whole_s >= track->media_s - 1e-6)
        return;
    double lead = track->edit_lead_s, first = track->edit_parts == 1 ? track->edit_media_s : 0;
    double broken = fmax(0, lead + track->whole_s - first);
    if (stream->end_us < 0 || us_of(broken) < stream->end_us) {
        info->promised_us = stream->end_us > info->promised_us ? stream->end_us : info->promised_us;
        info->broken_us = info->broken_us == 0 || us_of(broken) < info->broken_us ? us_of(broken) : info->broken_us;
        stream->end_us = us_of(broken);
    }
}

/* Ends by ffprobe's word: good for MP4, whose samples have times of their own. */
static void take_words(const struct json *root, double container_start, struct media_info *info)
{
    size_t place = 0;
    const struct json *node = json_first(json_get(root, "streams"));
    for (; node != NULL && place < info->stream_count; node = json_next(node), place++) {
        struct media_stream *stream = &info->streams[place];
        double start = media_seconds_of(json_text(node, "start_time"));
        double seconds = media_seconds_of(json_text(node, "duration"));
        double offset = isnan(start) ? 0 : fmax(0, start - container_start);
        stream->start_us = us_of(offset);
        stream->end_us = isnan(seconds) || seconds <= 0 ? -1 : us_of(offset + seconds);
    }
}

/* What the header of another container says, from the container's start; 0: nothing. */
static double promised_seconds(const struct json *root, double container_start)
{
    double seconds = media_seconds_of(json_text(json_get(root, "format"), "duration"));
    return isnan(seconds) ? 0 : seconds - fmax(0, container_start);
}

/* These say nowhere how long they are; ffprobe takes the last time for the end, and a recording whose clock was set
 * anew (a channel changed, two files joined) has that anywhere. */
static bool is_stream(const char *format)
{
    return text_equal(format, "mpegts") || text_equal(format, "mpeg");
}

/* By the number of pictures in the header, which stays when its length is guessed from what is there (AVI). */
static double announced_pictures(const struct json *root, const struct media_info *info)
{
    const struct json *node = json_first(json_get(root, "streams"));
    for (int i = 0; i < info->video_stream && node != NULL; i++)
        node = json_next(node);
    double count = info->video_stream >= 0 && node != NULL ? (double)json_int(node, "nb_frames", 0) : 0;
    double seconds = info->fps > 0 ? count / info->fps : 0;
    return seconds < MOST_DURATION_S ? seconds : 0;
}

static bool has_kind(const struct media_info *info, enum media_stream_kind kind)
{
    for (size_t i = 0; i < info->stream_count; i++) {
        if (info->streams[i].kind == kind)
            return true;
    }
    return false;
}

static int64_t longest_sound(const struct media_info *info)
{
    int64_t longest = 0;
    for (size_t i = 0; i < info->stream_count; i++) {
        const struct media_stream *stream = &info->streams[i];
        if (stream->kind == MEDIA_AUDIO && stream->is_decodable && stream->end_us > longest)
            longest = stream->end_us;
    }
    return longest;
}

static void settle(struct media_info *info)
{
    int64_t sound_us = longest_sound(info);
    int64_t picture_us = info->video_stream >= 0 ? info->streams[info->video_stream].end_us : 0;
    info->picture_us = picture_us > 0 ? picture_us : 0;
    info->duration_us = info->picture_us;
    if (info->video_stream < 0 || sound_us > info->picture_us + SOUND_TAIL_US)
        info->duration_us = sound_us;
}

enum bgm_status media_length_find(const char *path, const struct json *root, struct media_info *info,
                                  struct bgm_error *err)
{
    double container_start = (double)info->start_us / 1e6;
    struct mp4_index index = {.count = 0};
    bool mp4 = strstr(info->format, "mp4") != NULL && mp4_index_read(path, &index);
    bool picture = info->video_stream >= 0, is_cut = false;
    take_words(root, container_start, info);
    for (size_t i = 0; mp4 && i < info->stream_count; i++) {
        const struct mp4_track *track = mp4_index_track(&index, info->streams[i].id);
        if (track != NULL && is_measured(info, i))
            take_track(track, (int)i == info->video_stream, info, &info->streams[i]);
    }
    if (picture && info->streams[info->video_stream].is_encrypted)
        return bgm_fail(err, BGM_UNSUPPORTED, "the picture of \"%s\" is encrypted: nobody can see it without its key",
                        path);
    bool trusted =
        picture ? mp4 && !index.is_fragmented : info->audio_stream < 0 || info->streams[info->audio_stream].end_us > 0;
    for (size_t i = 0; i < info->stream_count; i++)
        trusted = trusted && (!is_measured(info, i) || info->streams[i].end_us > 0 || !info->streams[i].is_decodable);
    if (!trusted) {
        struct packet_scan *scan = xmalloc(sizeof *scan);
        size_t keys = 1;
        if (scan_packets(path, info, scan, &is_cut)) {
            take_scan(scan, info, &keys);
            double promised = promised_seconds(root, container_start);
            settle(info);
            double found = (double)info->duration_us / 1e6;
            is_cut = is_cut || media_ends_early(path, info->format);
            promised = fmax(is_stream(info->format) ? 0 : promised, announced_pictures(root, info));
            /* Subtitles and data may go on behind the rest. */
            bool alone = !has_kind(info, MEDIA_SUBTITLE) && !has_kind(info, MEDIA_DATA);
            if (!index.is_fragmented && promised > found + (is_cut ? 0.05 : BROKEN_S) && (is_cut || alone)) {
                info->promised_us = us_of(promised);
                info->broken_us = info->duration_us;
            } else if (is_cut) {
                info->promised_us = info->broken_us = info->duration_us;
            }
        }
        free(scan);
        if (picture && keys == 0)
            return bgm_fail(err, BGM_UNSUPPORTED,
                            "the picture of \"%s\" cannot be shown: it has no key frame, its beginning is missing",
                            path);
    }
    settle(info);
    return BGM_OK;
}

int64_t media_hold_us(const struct media_info *info)
{
    int64_t gap_us = info->duration_us - info->picture_us;
    return info->picture_us > 0 && gap_us > SOUND_TAIL_US ? gap_us : 0;
}
