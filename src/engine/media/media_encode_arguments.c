/* Decides what ffmpeg shall do with every stream, and says it in its words. */
#include "media_encode_arguments.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "spool.h"
#include "media_input.h"

static bool is_one_of(const char *codec, const char *const names[])
{
    for (; *names != NULL; names++) {
        if (text_equal(codec, *names))
            return true;
    }
    return false;
}

/* What ffmpeg 5.1 puts into MP4 without a word; tried with real files of each. */
static bool picture_fits_mp4(const char *codec)
{
    static const char *const names[] = {"h264",  "hevc",       "av1",        "vp9", "mpeg4",
                                        "mjpeg", "mpeg2video", "mpeg1video", NULL};
    return is_one_of(codec, names);
}

static bool sound_fits_mp4(const char *codec)
{
    static const char *const names[] = {"aac", "mp3", "ac3", "eac3", "opus", "alac", NULL};
    return is_one_of(codec, names);
}

static bool cover_fits_mp4(const char *codec)
{
    static const char *const names[] = {"mjpeg", "png", "bmp", NULL};
    return is_one_of(codec, names);
}

static bool is_text_subtitle(const char *codec)
{
    static const char *const names[] = {"subrip", "srt", "ass", "ssa", "webvtt", "mov_text", "text", NULL};
    return is_one_of(codec, names);
}

const char *media_encode_reason(const struct media_info *info, size_t title_count, char *place, size_t size)
{
    const struct media_stream *picture = &info->streams[info->video_stream];
    if (title_count > 0)
        snprintf(place, size, "titles are drawn on the picture");
    else if (!picture_fits_mp4(picture->codec))
        snprintf(place, size, "an MP4 file cannot hold the picture's codec (%s)", picture->codec);
    else
        return NULL;
    return place;
}

static void add(struct encode_arguments *arguments, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(struct encode_arguments *arguments, const char *format, ...)
{
    char text[4096];
    va_list values;
    va_start(values, format);
    int length = vsnprintf(text, sizeof text, format, values);
    va_end(values);
    if (length < 0 || arguments->count + 1 >= MOST_ENCODE_ARGUMENTS)
        return;
    arguments->list[arguments->count++] = xstrdup(text);
}

static void add_all(struct encode_arguments *arguments, const char *const words[])
{
    for (; *words != NULL; words++)
        add(arguments, "%s", *words);
}

static void take(struct encode_arguments *arguments, char *word)
{
    arguments->list[arguments->count++] = word;
}

void encode_arguments_release(struct encode_arguments *arguments)
{
    for (size_t i = 0; i < arguments->count; i++)
        free(arguments->list[i]);
    arguments->count = 0;
}

/* A path inside a filter graph passes two readers: the filter's (\ ' :) and the graph's (\ ' [ ]
 * , ;). */
static void append_filter_path(struct buf *out, const char *path)
{
    for (; *path != '\0'; path++) {
        char option[3] = {*path, '\0', '\0'};
        if (strchr("\\':", *path) != NULL) {
            option[0] = '\\';
            option[1] = *path;
        }
        for (const char *c = option; *c != '\0'; c++) {
            if (strchr("\\'[],;", *c) != NULL)
                buf_append_char(out, '\\');
            buf_append_char(out, *c);
        }
    }
}

/* The text goes through a file, never through the graph's language. */
static enum bgm_status append_title(struct buf *graph, const struct media_encode_request *request, size_t number,
                                    struct bgm_error *err)
{
    const struct picture_title *title = &request->titles[number];
    int border = request->info->height / 60;
    struct buf text;
    buf_init(&text, 4096);
    text_append_shown(&text, title->text, strlen(title->text));
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '\n' || text.bytes[i] == '\t')
            text.bytes[i] = ' ';
    }
    char *name = xasprintf("title-%zu.txt", number);
    char *path = path_join(request->scratch_folder, name);
    enum bgm_status status = file_write(path, 0600, text.bytes, text.length, err);
    buf_append_text(graph, ",drawtext=expansion=none:textfile=");
    append_filter_path(graph, path);
    buf_appendf(graph,
                ":fontcolor=white:fontsize=h/16:x=(w-text_w)/2:y=h-text_h-h/10:box=1:"
                "boxcolor=black@0.45:boxborderw=%d:enable='between(t\\,%.3f\\,%.3f)'",
                border > 2 ? border : 2, (double)title->start_ms / 1000, (double)title->end_ms / 1000);
    free(path);
    free(name);
    buf_release(&text);
    return status;
}

static enum bgm_status add_picture_encode(struct encode_arguments *arguments,
                                          const struct media_encode_request *request, struct bgm_error *err)
{
    struct buf graph;
    enum bgm_status status = BGM_OK;
    buf_init(&graph, 64 * 1024);
    buf_append_text(&graph, "pad=ceil(iw/2)*2:ceil(ih/2)*2"); /* H.264 in 4:2:0 has even sides */
    for (size_t i = 0; i < request->title_count && i < PICTURE_MOST_TITLES && status == BGM_OK; i++)
        status = append_title(&graph, request, i, err);
    add(arguments, "-filter:v:0");
    take(arguments, buf_take(&graph));
    if (request->info->is_hdr) {
        static const char *const hdr[] = {"-c:v:0",
                                          "libx265",
                                          "-preset",
                                          "veryfast",
                                          "-crf",
                                          "20",
                                          "-pix_fmt",
                                          "yuv420p10le",
                                          "-x265-params",
                                          "log-level=error",
                                          "-color_primaries",
                                          "bt2020",
                                          "-colorspace",
                                          "bt2020nc",
                                          "-tag:v:0",
                                          "hvc1",
                                          NULL};
        add_all(arguments, hdr);
    } else {
        static const char *const sdr[] = {"-c:v:0", "libx264",  "-preset", "veryfast", "-crf",
                                          "18",     "-pix_fmt", "yuv420p", NULL};
        add_all(arguments, sdr);
    }
    /* The pictures keep their own times: counted in frames of the average rate they would move
     * by up to half a frame, and where the rate varies, some would be lost. All usual rates
     * are whole in 90 kHz. */
    add(arguments, "-fps_mode");
    add(arguments, "vfr");
    add(arguments, "-enc_time_base");
    add(arguments, "1:90000");
    return status;
}

static void note(struct buf *notes, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void note(struct buf *notes, const char *format, ...)
{
    char text[200];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    buf_appendf(notes, "%s%s", notes->length > 0 ? "\n" : "", text);
}

/* Other sound tracks behind ours, text subtitles, the cover; what MP4 cannot hold is left out
 * and told. Whether there is a cover. */
static bool add_other_streams(struct encode_arguments *arguments, const struct media_encode_request *request,
                              struct buf *notes)
{
    const struct media_info *info = request->info;
    int sounds = 1, subtitles = 0, dropped_subtitles = 0, dropped_sounds = 0, dropped_data = 0;
    int covers = 0, dropped_covers = 0;
    struct encode_arguments codecs = {.count = 0};
    for (size_t i = 0; i < info->stream_count; i++) {
        const struct media_stream *stream = &info->streams[i];
        if (stream->kind == MEDIA_AUDIO && (int)i != info->audio_stream) {
            if (!request->keep_other_tracks) {
                dropped_sounds++;
                continue;
            }
            add(arguments, "-map");
            add(arguments, "0:%d", stream->index);
            add(&codecs, "-c:a:%d", sounds);
            add(&codecs, "%s", sound_fits_mp4(stream->codec) ? "copy" : "aac");
            add(&codecs, "-disposition:a:%d", sounds++);
            add(&codecs, "0");
        } else if (stream->kind == MEDIA_SUBTITLE) {
            if (!is_text_subtitle(stream->codec)) {
                dropped_subtitles++;
                continue;
            }
            add(arguments, "-map");
            add(arguments, "0:%d", stream->index);
            subtitles++;
        } else if (stream->kind == MEDIA_DATA) {
            /* QuickTime keeps the names of chapters in such a track; the muxer makes it anew. */
            bool chapters = info->has_chapters && text_equal(stream->codec, "bin_data");
            dropped_data += !chapters;
        } else if (stream->kind == MEDIA_COVER) {
            if (covers > 0 || !cover_fits_mp4(stream->codec)) {
                dropped_covers++;
                continue;
            }
            add(arguments, "-map");
            add(arguments, "0:%d", stream->index);
            add(&codecs, "-c:v:%d", ++covers);
            add(&codecs, "copy");
            add(&codecs, "-disposition:v:%d", covers);
            add(&codecs, "attached_pic");
        }
    }
    for (size_t i = 0; i < codecs.count && arguments->count + 1 < MOST_ENCODE_ARGUMENTS; i++) {
        take(arguments, codecs.list[i]);
        codecs.list[i] = NULL;
    }
    encode_arguments_release(&codecs);
    if (subtitles > 0) {
        add(arguments, "-c:s");
        add(arguments, "mov_text");
    }
    if (dropped_subtitles > 0)
        note(notes, "Subtitles that are pictures were left out: MP4 cannot hold them.");
    if (dropped_sounds > 0)
        note(notes, "The other sound tracks were left out with the original sound.");
    if (dropped_covers > 0)
        note(notes, "The cover picture was left out.");
    if (dropped_data > 0)
        note(notes, "Data tracks were left out.");
    return covers > 0;
}

static enum bgm_status add_picture(struct encode_arguments *arguments, const struct media_encode_request *request,
                                   struct media_encode_result *result, struct bgm_error *err)
{
    const struct media_info *info = request->info;
    const char *reason = media_encode_reason(info, request->title_count, result->reason, sizeof result->reason);
    result->picture_copied = reason == NULL;
    if (reason != NULL)
        return add_picture_encode(arguments, request, err);
    result->reason[0] = '\0';
    add(arguments, "-c:v:0");
    add(arguments, "copy");
    if (text_equal(info->streams[info->video_stream].codec, "hevc")) {
        /* Players of Apple's know HEVC in MP4 by this name alone. */
        add(arguments, "-tag:v:0");
        add(arguments, "hvc1");
    }
    return BGM_OK;
}

/* Our sound takes the place of the original's, and so its language. */
static void add_language(struct encode_arguments *arguments, const struct media_info *info)
{
    if (info->audio_stream < 0 || info->streams[info->audio_stream].language[0] == '\0')
        return;
    add(arguments, "-metadata:s:a:0");
    add(arguments, "language=%s", info->streams[info->audio_stream].language);
}

enum bgm_status encode_arguments_init(struct encode_arguments *arguments, const struct media_encode_request *request,
                                      const char *target, struct media_encode_result *result, struct buf *notes,
                                      struct bgm_error *err)
{
    static const char *const opening[] = {"ffmpeg",   "-nostdin",         "-hide_banner", "-v",        "error",
                                          "-nostats", "-stats_period",    "0.1",          "-progress", "pipe:3",
                                          "-n",       MEDIA_INPUT_GUARDS, "-i",           NULL};
    static const char *const sound_in[] = {"-f", "f32le", "-ar", "48000", "-ac", "2", "-i", "pipe:0", "-map", NULL};
    /* The fast coder takes half the time of the default and loses nothing at this rate. Without
     * intensity stereo and noise substitution, which the rate does not need, peaks grow by 0.2 dB
     * at most; with them by up to 0.7 dB (measured on plucked strings). At 256k a drum stroke was
     * now and then cut short of bits and came out 2 dB higher. */
    static const char *const sound_out[] = {"-map_metadata", "0",    "-map_chapters",    "0",       "-c:a:0",   "aac",
                                            "-aac_coder",    "fast", "-aac_is",          "0",       "-aac_pns", "0",
                                            "-b:a:0",        "288k", "-disposition:a:0", "default", NULL};
    const struct media_info *info = request->info;
    arguments->count = 0;
    add_all(arguments, opening);
    take(arguments, MEDIA_INPUT_URL(request->video_path));
    add_all(arguments, sound_in);
    add(arguments, "0:%d", info->streams[info->video_stream].index);
    add(arguments, "-map");
    add(arguments, "1:a:0");
    bool has_cover = add_other_streams(arguments, request, notes);
    add_all(arguments, sound_out);
    add_language(arguments, info);
    enum bgm_status status = add_picture(arguments, request, result, err);
    add(arguments, "-t");
    add(arguments, "%.6f", (double)request->frames / SOUND_RATE);
    add(arguments, "-movflags");
    /* Tags of any name go into a box of their own, and then the muxer writes no cover. */
    add(arguments, has_cover ? "+faststart" : "+faststart+use_metadata_tags");
    add(arguments, "-f");
    add(arguments, "mp4");
    take(arguments, MEDIA_INPUT_URL(target));
    arguments->list[arguments->count] = NULL;
    if (status != BGM_OK)
        encode_arguments_release(arguments);
    return status;
}
