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
#include "bgmusic/base/media_cage.h"
#include "bgmusic/base/media_input.h"
#include "bgmusic/base/process.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"
#include "media_complaint.h"
#include "media_length.h"

enum {
    PROBE_TIMEOUT_MS = 30 * 1000,
    OUTPUT_CEILING = 4 << 20,
};

/* "30000/1001"; 0 when it says nothing. */
static double rate_of(const char *text)
{
    double over, under;
    if (text == NULL || sscanf(text, "%lf/%lf", &over, &under) != 2 || under <= 0 || over <= 0)
        return 0;
    double rate = over / under;
    return rate > 0 && rate < 100000 ? rate : 0;
}

static void copy_text(char *place, size_t size, const char *text)
{
    snprintf(place, size, "%s", text != NULL ? text : "");
    text_cut_partial_character(place);
}

static bool is_still_codec(const char *codec)
{
    static const char *const names[] = {"mjpeg", "png", "bmp", "gif", "webp", "tiff", NULL};
    for (size_t i = 0; names[i] != NULL; i++) {
        if (text_equal(codec, names[i]))
            return true;
    }
    return false;
}

static enum media_stream_kind kind_of(const struct json *stream)
{
    const char *type = json_text(stream, "codec_type");
    const struct json *disposition = json_get(stream, "disposition");
    if (text_equal(type, "video")) {
        if (json_int(disposition, "attached_pic", 0) != 0)
            return MEDIA_COVER;
        return json_int(disposition, "timed_thumbnails", 0) != 0 ? MEDIA_PREVIEW : MEDIA_VIDEO;
    }
    if (text_equal(type, "audio"))
        return MEDIA_AUDIO;
    return text_equal(type, "subtitle") ? MEDIA_SUBTITLE : MEDIA_DATA;
}

/* The muxers' own names for every track say nothing. */
static bool is_plain_handler(const char *name)
{
    static const char *const plain[] = {"VideoHandler", "SoundHandler",    "SubtitleHandler",
                                        "DataHandler",  "TimeCodeHandler", NULL};
    for (size_t i = 0; plain[i] != NULL; i++) {
        if (text_equal(name, plain[i]))
            return true;
    }
    return false;
}

/* What a stream is for, as ffmpeg's words for -disposition. */
static void read_roles(const struct json *node, struct media_stream *stream)
{
    for (const struct json *role = json_first(json_get(node, "disposition")); role != NULL; role = json_next(role)) {
        size_t length = strlen(stream->roles);
        if (json_value_number(role, 0) == 0 || text_equal(json_key(role), "default") ||
            length + strlen(json_key(role)) + 2 > sizeof stream->roles)
            continue;
        snprintf(stream->roles + length, sizeof stream->roles - length, "%s%s", length > 0 ? "+" : "", json_key(role));
    }
}

/* Formats of pixels with an alpha channel; WebM keeps it beside a picture that has none of its own. */
static bool is_transparent(const struct json *node, const char *format)
{
    static const char *const beginnings[] = {"yuva",  "rgba", "bgra", "argb", "abgr",
                                             "gbrap", "ya8",  "ya16", "pal8", NULL};
    for (size_t i = 0; beginnings[i] != NULL; i++) {
        if (text_starts_with(format, beginnings[i]))
            return true;
    }
    return json_int(json_get(node, "tags"), "alpha_mode", 0) != 0;
}

static void read_stream(const struct json *node, struct media_stream *stream)
{
    const char *tag = json_text_or(node, "codec_tag_string", ""), *id = json_text_or(node, "id", "");
    const char *handler = json_text(json_get(node, "tags"), "handler_name");
    *stream = (struct media_stream){
        .index = (int)json_int(node, "index", 0),
        .id = (uint32_t)strtoul(id, NULL, 0),
        .kind = kind_of(node),
        .is_default = json_int(json_get(node, "disposition"), "default", 0) != 0,
        .width = (int)json_int(node, "width", 0),
        .height = (int)json_int(node, "height", 0),
        .channels = (int)json_int(node, "channels", 0),
        .sample_rate = (int)json_int(node, "sample_rate", 0),
        .bits_per_raw_sample = (int)json_int(node, "bits_per_raw_sample", 0),
        .end_us = -1,
    };
    copy_text(stream->codec, sizeof stream->codec, json_text(node, "codec_name"));
    if (text_equal(stream->codec, "unknown") || text_equal(stream->codec, "none"))
        stream->codec[0] = '\0';
    copy_text(stream->tag, sizeof stream->tag, tag[0] != '[' ? tag : "");
    copy_text(stream->pixel_format, sizeof stream->pixel_format, json_text(node, "pix_fmt"));
    copy_text(stream->language, sizeof stream->language, json_text(json_get(node, "tags"), "language"));
    if (text_equal(stream->language, "und"))
        stream->language[0] = '\0';
    copy_text(stream->handler, sizeof stream->handler, is_plain_handler(handler) ? NULL : handler);
    copy_text(stream->title, sizeof stream->title, json_text(json_get(node, "tags"), "title"));
    read_roles(node, stream);
    stream->has_alpha = stream->kind == MEDIA_VIDEO && is_transparent(node, stream->pixel_format);
    stream->fps = rate_of(json_text(node, "avg_frame_rate"));
    if (stream->fps == 0)
        stream->fps = rate_of(json_text(node, "r_frame_rate"));
    /* Where there is no decoder, ffprobe knows no format of samples. */
    const char *samples = json_text(node, "sample_fmt");
    if (stream->kind == MEDIA_AUDIO)
        stream->is_decodable = stream->codec[0] != '\0' && samples != NULL && !text_equal(samples, "unknown") &&
                               stream->channels > 0 && stream->sample_rate > 0;
    else
        stream->is_decodable = stream->codec[0] != '\0' && stream->width > 0;
}

static int rotation_of(const struct json *stream)
{
    const struct json *side = json_get(stream, "side_data_list");
    int64_t degrees = json_int(json_get(stream, "tags"), "rotate", 0);
    for (const struct json *item = json_first(side); item != NULL; item = json_next(item))
        degrees = json_get(item, "rotation") != NULL ? -json_int(item, "rotation", 0) : degrees;
    return (int)(((degrees % 360) + 360) % 360);
}

static bool has_side_data(const struct json *stream, const char *part_of_name)
{
    const struct json *side = json_get(stream, "side_data_list");
    for (const struct json *item = json_first(side); item != NULL; item = json_next(item)) {
        if (strstr(json_text_or(item, "side_data_type", ""), part_of_name) != NULL)
            return true;
    }
    return false;
}

/* Containers without times of display: in them, pictures that are stored in the order of decoding have lost their
 * places. Matroska is one for what was taken over from AVI, and has a FourCC then. */
static bool lacks_display_times(const struct media_info *info)
{
    const struct media_stream *picture = &info->streams[info->video_stream];
    return text_equal(info->format, "avi") || text_equal(info->format, "h264") || text_equal(info->format, "hevc") ||
           text_equal(info->format, "m4v") || text_equal(info->format, "mpegvideo") ||
           (text_starts_with(info->format, "matroska") && picture->tag[0] != '\0');
}

static void read_picture(const struct json *node, struct media_info *info)
{
    const char *transfer = json_text(node, "color_transfer"), *fields = json_text(node, "field_order");
    info->coded_width = info->width = (int)json_int(node, "width", 0);
    info->coded_height = info->height = (int)json_int(node, "height", 0);
    info->rotation_degrees = rotation_of(node);
    if (info->rotation_degrees == 90 || info->rotation_degrees == 270) {
        info->width = info->coded_height;
        info->height = info->coded_width;
    }
    info->fps = info->streams[info->video_stream].fps;
    if (sscanf(json_text_or(node, "time_base", ""), "1/%d", &info->ticks) != 1 || info->ticks <= 0)
        info->ticks = 0;
    info->is_hlg = text_equal(transfer, "arib-std-b67");
    info->is_hdr = info->is_hlg || text_equal(transfer, "smpte2084");
    info->is_interlaced =
        text_equal(fields, "tt") || text_equal(fields, "bb") || text_equal(fields, "tb") || text_equal(fields, "bt");
    info->is_dolby_vision = has_side_data(node, "DOVI");
    if (lacks_display_times(info) && json_int(node, "has_b_frames", 0) > 0)
        info->picture_times = MEDIA_TIMES_OF_DECODING;
}

static bool is_still_format(const char *format)
{
    return text_equal(format, "image2") || text_ends_with_ignore_case(format, "_pipe");
}

/* The film among several pictures: no cover or slide where there is a film, then what the file calls its default, then
 * the largest. */
static bool is_better_picture(const struct media_stream *stream, const struct media_stream *known)
{
    bool slide = is_still_codec(stream->codec), known_slide = is_still_codec(known->codec);
    if (stream->is_decodable != known->is_decodable)
        return stream->is_decodable;
    if (slide != known_slide)
        return known_slide;
    if (stream->is_default != known->is_default)
        return stream->is_default;
    return (int64_t)stream->width * stream->height > (int64_t)known->width * known->height;
}

static bool is_better_sound(const struct media_stream *stream, const struct media_stream *known)
{
    if (stream->is_decodable != known->is_decodable)
        return stream->is_decodable;
    return stream->is_default && !known->is_default;
}

/* Whether a tag of the file or of one of its streams has that name, whatever language is added to it. */
static bool has_tag(const struct json *node, const char *name)
{
    for (const struct json *tag = json_first(json_get(node, "tags")); tag != NULL; tag = json_next(tag)) {
        if (text_starts_with_ignore_case(json_key(tag), name))
            return true;
    }
    return false;
}

/* The tags that players look for have places of their own in MP4; all others need a box that few of them read. */
static bool has_rare_tag(const struct json *format)
{
    static const char *const usual[] = {"title",     "artist",        "album",         "album_artist",
                                        "comment",   "composer",      "date",          "genre",
                                        "copyright", "description",   "synopsis",      "lyrics",
                                        "track",     "encoder",       "creation_time", "major_brand",
                                        "disc",      "minor_version", "duration",      "compatible_brands",
                                        "show",      "network",       "grouping",      "media_type",
                                        "location",  "location-eng",  "timecode",      NULL};
    for (const struct json *tag = json_first(json_get(format, "tags")); tag != NULL; tag = json_next(tag)) {
        size_t i = 0;
        while (usual[i] != NULL && !text_equal_ignore_case(json_key(tag), usual[i]))
            i++;
        if (usual[i] == NULL)
            return true;
    }
    return false;
}

static void read_streams(const struct json *root, struct media_info *info, const struct json **picture)
{
    const struct json *node = json_first(json_get(root, "streams"));
    for (; node != NULL; node = json_next(node)) {
        if (info->stream_count == MEDIA_MOST_STREAMS) {
            info->more_streams++;
            continue;
        }
        struct media_stream *stream = &info->streams[info->stream_count];
        read_stream(node, stream);
        int place = (int)info->stream_count++;
        info->has_timecode = info->has_timecode || has_tag(node, "timecode");
        if (stream->kind == MEDIA_VIDEO &&
            (info->video_stream < 0 || is_better_picture(stream, &info->streams[info->video_stream]))) {
            info->video_stream = place;
            *picture = node;
        }
    }
}

static void find_tagged_stream(const struct json *root, struct media_info *info)
{
    size_t place = 0, most = 0;
    info->tagged_stream = -1;
    if (!text_equal(info->format, "ogg"))
        return;
    const struct json *node = json_first(json_get(root, "streams"));
    for (; node != NULL && place < info->stream_count; node = json_next(node), place++) {
        size_t count = json_count(json_get(node, "tags"));
        if (count <= most)
            continue;
        most = count;
        info->tagged_stream = (int)place;
    }
}

static void choose_sound(struct media_info *info)
{
    info->audio_stream = info->mute_stream = -1;
    for (size_t i = 0; i < info->stream_count; i++) {
        const struct media_stream *stream = &info->streams[i];
        if (stream->kind == MEDIA_AUDIO &&
            (info->audio_stream < 0 || is_better_sound(stream, &info->streams[info->audio_stream])))
            info->audio_stream = (int)i;
    }
    if (info->audio_stream >= 0 && !info->streams[info->audio_stream].is_decodable) {
        info->mute_stream = info->audio_stream;
        info->audio_stream = -1;
    }
}

static enum bgm_status read_answer(const char *path, const struct json *root, struct media_info *info,
                                   struct bgm_error *err)
{
    const struct json *format = json_get(root, "format"), *picture = NULL;
    copy_text(info->format, sizeof info->format, json_text(format, "format_name"));
    info->has_chapters = json_count(json_get(root, "chapters")) > 0;
    info->has_timecode = has_tag(format, "timecode");
    info->has_rare_tags = has_rare_tag(format);
    read_streams(root, info, &picture);
    find_tagged_stream(root, info);
    choose_sound(info);
    if (picture == NULL && info->audio_stream < 0 && info->mute_stream < 0)
        return bgm_fail(err, BGM_UNSUPPORTED, "\"%s\" holds neither picture nor sound", path);
    if (picture == NULL && info->audio_stream < 0)
        return bgm_fail(err, BGM_UNSUPPORTED, "the sound of \"%s\" cannot be decoded by this ffmpeg", path);
    if (picture != NULL)
        read_picture(picture, info);
    double start = media_seconds_of(json_text(format, "start_time"));
    info->start_us = isnan(start) ? 0 : llround(start * 1e6);
    info->is_still = picture != NULL && is_still_format(info->format);
    if (info->is_still)
        return BGM_OK;
    enum bgm_status status = media_length_find(path, root, info, err);
    if (status != BGM_OK)
        return status;
    choose_sound(info); /* by now it is known what is encrypted */
    if (info->duration_us <= 0) {
        info->is_still = picture != NULL && is_still_codec(info->streams[info->video_stream].codec);
        info->duration_us = 0;
    }
    /* An "animation" of one picture. */
    if (text_equal(info->format, "gif") && (double)info->duration_us * info->fps < 1.5e6)
        info->is_still = true;
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
                          "format=format_name,duration,start_time:format_tags:"
                          "stream=index,id,codec_type,codec_name,codec_tag_string,width,height,pix_fmt,field_order,"
                          "has_b_frames,sample_fmt,sample_rate,channels,bits_per_raw_sample,"
                          "duration,nb_frames,start_time,time_base,avg_frame_rate,r_frame_rate,color_transfer:"
                          "stream_tags:stream_disposition:"
                          "stream_side_data=side_data_type,rotation:chapter=id:chapter_tags=",
                          "-i",
                          url,
                          NULL};
    struct buf complaint;
    int exit_code = 0;
    buf_init(&complaint, 64 * 1024);
    enum bgm_status status = media_capture(argv, media_cage_reader(argv[0], path, PROBE_TIMEOUT_MS), PROBE_TIMEOUT_MS,
                                           answer, &complaint, &exit_code, err);
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
    info->video_stream = info->audio_stream = info->mute_stream = info->tagged_stream = -1;
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

enum bgm_status media_choose_sound(struct media_info *info, int number, struct bgm_error *err)
{
    int count = 0;
    for (size_t i = 0; number > 0 && i < info->stream_count; i++) {
        if (info->streams[i].kind != MEDIA_AUDIO || ++count != number)
            continue;
        info->audio_stream = (int)i;
        return BGM_OK;
    }
    if (number == 0)
        return BGM_OK;
    bgm_fail(err, BGM_INPUT, "the video has %d sound track%s; there is no number %d", count, count == 1 ? "" : "s",
             number);
    bgm_hint(err, "ffprobe lists them; the first is number 1");
    return BGM_INPUT;
}
