/* Asks ffprobe about a file and makes a struct of the answer. */
#include "media_probe.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/process.h"
#include "bgmusic/base/process_cage.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"
#include "media_cage.h"
#include "media_complaint.h"
#include "media_input.h"

enum {
    PROBE_TIMEOUT_MS = 30 * 1000,
    SCAN_TIMEOUT_MS = 120 * 1000,
    OUTPUT_CEILING = 4 << 20,
};

/* Longer than any clip: what a file claims past this is no length. */
#define MOST_DURATION_S (7 * 24 * 3600.0)

static double seconds_of(const char *text)
{
    double value;
    return text != NULL && text_to_double(text, -MOST_DURATION_S, MOST_DURATION_S, &value) ? value : NAN;
}

/* "30000/1001"; 0 when it says nothing. */
static double rate_of(const char *text)
{
    double over, under;
    if (text == NULL || sscanf(text, "%lf/%lf", &over, &under) != 2 || under <= 0 || over <= 0)
        return 0;
    double rate = over / under;
    return rate > 0 && rate < 100000 ? rate : 0;
}

/* Matroska keeps the length of a stream as "00:00:30.023000000" in a tag. */
static double tag_seconds(const struct json *stream)
{
    int hours, minutes;
    double seconds;
    const char *text = json_text(json_get(stream, "tags"), "DURATION");
    if (text == NULL || sscanf(text, "%d:%d:%lf", &hours, &minutes, &seconds) != 3 || hours < 0 || hours > 24 * 7 ||
        minutes < 0 || minutes > 59 || !(seconds >= 0 && seconds < 60))
        return NAN;
    return hours * 3600.0 + minutes * 60.0 + seconds;
}

static double stream_seconds(const struct json *stream)
{
    double seconds = seconds_of(json_text(stream, "duration"));
    return isnan(seconds) ? tag_seconds(stream) : seconds;
}

static void copy_text(char *place, size_t size, const char *text)
{
    snprintf(place, size, "%s", text != NULL ? text : "");
    text_cut_partial_character(place);
}

static enum media_stream_kind kind_of(const struct json *stream)
{
    const char *type = json_text(stream, "codec_type");
    if (text_equal(type, "video"))
        return json_int(json_get(stream, "disposition"), "attached_pic", 0) != 0 ? MEDIA_COVER : MEDIA_VIDEO;
    if (text_equal(type, "audio"))
        return MEDIA_AUDIO;
    return text_equal(type, "subtitle") ? MEDIA_SUBTITLE : MEDIA_DATA;
}

static void read_stream(const struct json *node, struct media_stream *stream)
{
    const struct json *disposition = json_get(node, "disposition");
    double seconds = stream_seconds(node);
    *stream = (struct media_stream){
        .index = (int)json_int(node, "index", 0),
        .kind = kind_of(node),
        .is_default = json_int(disposition, "default", 0) != 0,
        .channels = (int)json_int(node, "channels", 0),
        .bits_per_raw_sample = (int)json_int(node, "bits_per_raw_sample", 0),
        .duration_ms = isnan(seconds) || seconds < 0 ? -1 : (int64_t)llround(seconds * 1000),
    };
    copy_text(stream->codec, sizeof stream->codec, json_text(node, "codec_name"));
    copy_text(stream->pixel_format, sizeof stream->pixel_format, json_text(node, "pix_fmt"));
    copy_text(stream->language, sizeof stream->language, json_text(json_get(node, "tags"), "language"));
}

static int rotation_of(const struct json *stream)
{
    const struct json *side = json_get(stream, "side_data_list");
    int64_t degrees = json_int(json_get(stream, "tags"), "rotate", 0);
    for (const struct json *item = json_first(side); item != NULL; item = json_next(item))
        degrees = json_get(item, "rotation") != NULL ? -json_int(item, "rotation", 0) : degrees;
    return (int)(((degrees % 360) + 360) % 360);
}

static void read_picture(const struct json *node, struct media_info *info)
{
    const char *transfer = json_text(node, "color_transfer");
    info->coded_width = info->width = (int)json_int(node, "width", 0);
    info->coded_height = info->height = (int)json_int(node, "height", 0);
    info->rotation_degrees = rotation_of(node);
    if (info->rotation_degrees == 90 || info->rotation_degrees == 270) {
        info->width = info->coded_height;
        info->height = info->coded_width;
    }
    info->fps = rate_of(json_text(node, "avg_frame_rate"));
    if (info->fps == 0)
        info->fps = rate_of(json_text(node, "r_frame_rate"));
    info->is_hdr = text_equal(transfer, "smpte2084") || text_equal(transfer, "arib-std-b67");
}

/* Where the stream ends, counted from the container's start; NAN: the file does not say. */
static double end_of(const struct json *stream, double container_start)
{
    double seconds = seconds_of(json_text(stream, "duration")), tag = tag_seconds(stream);
    if (isnan(seconds)) /* the tag counts from 0, whenever the stream begins */
        return tag > container_start && container_start > 0 ? tag - container_start : tag;
    double start = seconds_of(json_text(stream, "start_time"));
    double offset = isnan(start) ? 0 : start - container_start;
    return seconds + (offset > 0 && offset < seconds ? offset : 0);
}

/* Reads all packets of one stream without decoding; the last time that ffmpeg reports is the
 * end. */
static double scan_seconds(const char *path, int stream_index, double fps)
{
    char *url = MEDIA_INPUT_URL(path);
    char map[32];
    snprintf(map, sizeof map, "0:%d", stream_index);
    const char *argv[] = {"ffmpeg",
                          "-nostdin",
                          "-hide_banner",
                          "-v",
                          "error",
                          "-nostats",
                          "-stats_period",
                          "10",
                          "-progress",
                          "pipe:1",
                          MEDIA_INPUT_GUARDS,
                          "-i",
                          url,
                          "-map",
                          map,
                          "-c",
                          "copy",
                          "-f",
                          "null",
                          "-",
                          NULL};
    struct buf out;
    int exit_code;
    double seconds = NAN;
    buf_init(&out, OUTPUT_CEILING);
    if (process_capture(argv, SCAN_TIMEOUT_MS, &out, NULL, &exit_code, NULL) == BGM_OK) {
        long long us;
        for (const char *at = out.bytes; (at = strstr(at, "out_time_us=")) != NULL; at++) {
            if (sscanf(at, "out_time_us=%lld", &us) == 1 && us > 0)
                seconds = (double)us / 1e6;
        }
        /* The report names the start of the last picture. */
        if (!isnan(seconds) && fps > 0)
            seconds += 1 / fps;
    }
    buf_release(&out);
    free(url);
    return seconds;
}

static bool is_still_format(const char *format)
{
    return text_equal(format, "image2") || text_ends_with_ignore_case(format, "_pipe");
}

static void find_duration(const char *path, const struct json *root, const struct json *picture,
                          const struct json *sound, struct media_info *info)
{
    const struct json *format = json_get(root, "format");
    double start = seconds_of(json_text(format, "start_time"));
    start = isnan(start) ? 0 : start;
    info->start_us = llround(start * 1e6);
    info->is_still = picture != NULL && is_still_format(info->format);
    if (info->is_still)
        return;
    const struct json *main = picture != NULL ? picture : sound;
    double seconds = end_of(main, start);
    if (isnan(seconds) || seconds <= 0)
        seconds = seconds_of(json_text(format, "duration"));
    if (isnan(seconds) || seconds <= 0)
        seconds = scan_seconds(path, (int)json_int(main, "index", 0), picture != NULL ? info->fps : 0);
    if (isnan(seconds) || seconds <= 0)
        info->is_still = picture != NULL;
    else
        info->duration_us = llround(seconds * 1e6);
    /* An "animation" of one picture. */
    if (text_equal(info->format, "gif") && info->duration_us * info->fps < 1.5e6)
        info->is_still = true;
}

static enum bgm_status read_answer(const char *path, const struct json *root, struct media_info *info,
                                   struct bgm_error *err)
{
    const struct json *format = json_get(root, "format"), *picture = NULL, *sound = NULL;
    copy_text(info->format, sizeof info->format, json_text(format, "format_name"));
    info->has_chapters = json_count(json_get(root, "chapters")) > 0;
    const struct json *node = json_first(json_get(root, "streams"));
    for (; node != NULL && info->stream_count < MEDIA_MOST_STREAMS; node = json_next(node)) {
        struct media_stream *stream = &info->streams[info->stream_count];
        read_stream(node, stream);
        int place = (int)info->stream_count++;
        if (stream->kind == MEDIA_VIDEO && info->video_stream < 0) {
            info->video_stream = place;
            picture = node;
        } else if (stream->kind == MEDIA_AUDIO &&
                   (info->audio_stream < 0 || (stream->is_default && !info->streams[info->audio_stream].is_default))) {
            info->audio_stream = place;
            sound = node;
        }
    }
    if (picture == NULL && sound == NULL)
        return bgm_fail(err, BGM_UNSUPPORTED, "\"%s\" holds neither picture nor sound", path);
    if (picture != NULL)
        read_picture(picture, info);
    find_duration(path, root, picture, sound, info);
    if (info->duration_us <= 0 && !info->is_still)
        return bgm_fail(err, BGM_UNSUPPORTED, "\"%s\" has no length: it may be cut short", path);
    return BGM_OK;
}

static enum bgm_status ask(const char *path, struct buf *answer, struct bgm_error *err)
{
    char *url = MEDIA_INPUT_URL(path);
    const char *argv[] = {"ffprobe",
                          "-hide_banner",
                          "-v",
                          "error",
                          MEDIA_INPUT_GUARDS,
                          "-print_format",
                          "json=compact=1",
                          "-show_entries",
                          "format=format_name,duration,start_time:"
                          "stream=index,codec_type,codec_name,width,height,pix_fmt,channels,bits_per_raw_sample,"
                          "duration,start_time,avg_frame_rate,r_frame_rate,color_transfer:"
                          "stream_tags=language,rotate,DURATION:stream_disposition=default,attached_pic:"
                          "stream_side_data=rotation:chapter=id:chapter_tags=",
                          "-i",
                          url,
                          NULL};
    struct buf complaint;
    int exit_code = 0;
    buf_init(&complaint, 64 * 1024);
    struct process_cage *cage = media_cage_reader(argv[0], path, PROBE_TIMEOUT_MS);
    enum bgm_status status = process_capture_caged(argv, cage, PROBE_TIMEOUT_MS, answer, &complaint, &exit_code, err);
    if (status == BGM_OK && media_cage_give_up(cage, exit_code, complaint.bytes)) {
        buf_clear(&complaint);
        status = process_capture(argv, PROBE_TIMEOUT_MS, answer, &complaint, &exit_code, err);
    }
    process_cage_free(cage);
    if (status == BGM_FAILED && !process_program_exists("ffprobe"))
        bgm_hint(err, MEDIA_INSTALL_HINT);
    if (status == BGM_OK && (exit_code != 0 || media_complaint_is_final(complaint.bytes)))
        status = media_complaint_fail(path, url, complaint.bytes, exit_code, err);
    buf_release(&complaint);
    free(url);
    return status;
}

enum bgm_status media_probe(const char *path, struct media_info *info, struct bgm_error *err)
{
    memset(info, 0, sizeof *info);
    info->video_stream = info->audio_stream = -1;
    if (file_is_folder(path))
        return bgm_fail(err, BGM_INPUT, "\"%s\" is a folder", path);
    if (access(path, R_OK) != 0)
        return bgm_fail(err, errno == ENOENT ? BGM_NOT_FOUND : BGM_INPUT, "cannot read \"%s\": %s", path,
                        strerror(errno));
    struct buf answer;
    buf_init(&answer, OUTPUT_CEILING);
    struct json *root = NULL;
    enum bgm_status status = ask(path, &answer, err);
    if (status == BGM_OK) {
        root = json_parse(answer.bytes, answer.length, NULL);
        status = root != NULL ? read_answer(path, root, info, err)
                              : bgm_fail(err, BGM_UNSUPPORTED, "cannot understand what ffprobe says of \"%s\"", path);
    }
    json_free(root);
    buf_release(&answer);
    return status;
}
