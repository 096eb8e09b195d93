/* Puts together the command of the encoding ffmpeg. */
#include "encode_arguments.h"

#include <stdio.h>
#include <string.h>

#include "bgmusic/base/media_input.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "encode_streams.h"
#include "encoders.h"
#include "hdr_light.h"
#include "media_container.h"
#include "media_note.h"
#include "picture_plan.h"
#include "picture_titles.h"
#include "spool.h"
#include "subtitle_charset.h"

/* HDR to what a compatible picture can show: linear light at a reference white of 203 cd/m2 (ITU-R BT.2408), and the
 * Hable curve, which keeps colours of highlights. */
#define TONEMAP                                                                                               \
    "zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,tonemap=tonemap=hable:desat=0,zscale=t=bt709:m=" \
    "bt709:r=tv,format=yuv420p,"

static bool may_be_interlaced(const struct media_info *info)
{
    static const char *const codecs[] = {"dvvideo", "mpeg2video", "mpeg4",   "h264", "vc1",      "wmv3",  "prores",
                                         "dnxhd",   "rawvideo",   "v210",    "ffv1", "huffyuv",  "mjpeg", "utvideo",
                                         "cfhd",    "hevc",       "ffvhuff", "v308", "jpeg2000", NULL};
    const char *codec = info->streams[info->video_stream].codec;
    size_t i = 0;
    while (codecs[i] != NULL && !text_equal(codec, codecs[i]))
        i++;
    return codecs[i] != NULL && info->coded_width >= 16 && info->coded_height >= 16;
}

static enum bgm_status make_graph(struct buf *graph, const struct media_encode_request *request,
                                  const struct picture_plan *plan, bool tonemap, struct buf *notes,
                                  struct bgm_error *err)
{
    int64_t hold_us = media_hold_us(request->info);
    /* The decoder counts from the time of decoding: all come late by the pictures that it holds back. */
    if (request->info->picture_times == MEDIA_TIMES_OF_DECODING)
        buf_append_text(graph, "setpts=PTS-STARTPTS,");
    /* One picture for two fields: as many pictures as before. Frames that are whole already stay as they are. Not every
     * container says that its pictures are interlaced; the frames do. */
    if (plan->deinterlace || may_be_interlaced(request->info))
        buf_append_text(graph, "bwdif=mode=send_frame:deint=interlaced,");
    if (tonemap)
        buf_append_text(graph, TONEMAP);
    buf_append_text(graph, "pad=ceil(iw/2)*2:ceil(ih/2)*2"); /* H.264 in 4:2:0 has even sides */
    if (hold_us > 0)
        buf_appendf(graph, ",tpad=stop_mode=clone:stop_duration=%.3f", (double)hold_us / 1e6);
    return picture_titles_append(graph, request, notes, err);
}

static void add_hdr(struct argument_list *arguments, const struct media_encode_request *request,
                    const struct picture_encoder *encoder)
{
    const struct media_info *info = request->info;
    const char *transfer = info->is_hlg ? "arib-std-b67" : "smpte2084";
    static const char *const colours[] = {"-color_primaries", "bt2020", "-colorspace", "bt2020nc",
                                          "-tag:v:0",         "hvc1",   "-color_trc",  NULL};
    argument_add_all(arguments, colours);
    argument_add(arguments, "%s", transfer);
    if (!text_equal(encoder->name, "libx265"))
        return;
    struct buf words;
    buf_init(&words, 2048);
    buf_appendf(&words, "log-level=error:repeat-headers=1:colorprim=bt2020:transfer=%s:colormatrix=bt2020nc", transfer);
    hdr_light_append(request->video_path, info->streams[info->video_stream].index, &words);
    argument_add(arguments, "-x265-params");
    argument_take(arguments, buf_take(&words));
}

static enum bgm_status add_encode(struct argument_list *arguments, const struct media_encode_request *request,
                                  const struct picture_plan *plan, const struct picture_encoder *encoder, bool hdr,
                                  struct buf *notes, struct bgm_error *err)
{
    struct buf graph;
    buf_init(&graph, 256 * 1024);
    enum bgm_status status = make_graph(&graph, request, plan, request->info->is_hdr && !hdr, notes, err);
    argument_add(arguments, "-filter:v:0");
    argument_take(arguments, buf_take(&graph));
    argument_add(arguments, "-c:v:0");
    argument_add(arguments, "%s", encoder->name);
    argument_add_all(arguments, encoder->words);
    /* Old containers have no captions that could be lost with the coder's own remarks, and tools that list the times of
     * pictures stumble over those. */
    if (request->info->picture_times == MEDIA_TIMES_OF_DECODING && text_equal(encoder->name, "libx264")) {
        argument_add(arguments, "-bsf:v:0");
        argument_add(arguments, "filter_units=remove_types=6");
    }
    if (hdr)
        add_hdr(arguments, request, encoder);
    if (request->info->is_dolby_vision)
        note_add(notes, "The picture was encoded again and is no Dolby Vision any more.");
    /* The pictures keep their own times: counted in frames of the average rate they would move
     * by up to half a frame, and where the rate varies, some would be lost. All usual rates
     * are whole in 90 kHz. */
    static const char *const times[] = {"-fps_mode", "vfr", "-enc_time_base", "1:90000", NULL};
    argument_add_all(arguments, times);
    return status;
}

static void add_copy(struct argument_list *arguments, const struct media_encode_request *request,
                     const struct media_container *container)
{
    const struct media_info *info = request->info;
    bool boxes = container->kind == CONTAINER_MP4 || container->kind == CONTAINER_MOV;
    argument_add(arguments, "-c:v:0");
    argument_add(arguments, "copy");
    if (boxes && text_equal(info->streams[info->video_stream].codec, "hevc")) {
        /* Players of Apple's know HEVC in MP4 by this name alone. */
        argument_add(arguments, "-tag:v:0");
        argument_add(arguments, "hvc1");
    }
    struct buf filters;
    buf_init(&filters, 1024);
    /* A packet whose structure is broken goes no further: of the AV1 of a download that broke off ffmpeg's writers make
     * samples of an impossible size, which nothing reads. What is taken out, the mark between two pictures, they take
     * out themselves. */
    if (text_equal(info->streams[info->video_stream].codec, "av1"))
        buf_append_text(&filters, "filter_units=remove_types=2");
    /* The last picture is shown on: its packet, which nothing follows, lasts to the end of the film. */
    if (boxes && media_hold_us(info) > 0 && info->ticks > 0) {
        /* In ticks of the file itself: the filter counts in those, the muxer would take others. Without a word about
         * them it would set the times of display to those of decoding, and pictures out of order would be lost. */
        argument_add(arguments, "-video_track_timescale");
        argument_add(arguments, "%d", info->ticks);
        buf_appendf(&filters, "%ssetts=pts=PTS:dts=DTS:duration=if(eq(NEXT_PTS\\,NOPTS)\\,%.6f/TB-PTS\\,DURATION)",
                    filters.length > 0 ? "," : "", (double)request->frames / SOUND_RATE);
    }
    if (filters.length > 0) {
        argument_add(arguments, "-bsf:v:0");
        argument_add(arguments, "%s", filters.bytes);
    }
    buf_release(&filters);
}

/* Without an encoder the picture is taken over after all, if the container can hold it. */
static enum bgm_status copy_for_want(struct argument_list *arguments, const struct media_encode_request *request,
                                     const struct media_container *container, struct picture_plan *plan,
                                     struct buf *notes, struct bgm_error *err)
{
    struct media_encode_request bare = *request;
    bare.copy_picture = true;
    bare.title_count = 0;
    char reason[sizeof plan->reason];
    memcpy(reason, plan->reason, sizeof reason);
    picture_plan_make(plan, &bare, container);
    if (!plan->copy) {
        bgm_fail(err, BGM_UNSUPPORTED,
                 "the picture has to be encoded again (%s), and this ffmpeg has no encoder for it", reason);
        bgm_hint(err, "install an ffmpeg with libx264 or libopenh264; bgmusic doctor tells what is there");
        return BGM_UNSUPPORTED;
    }
    plan->remark[0] = '\0';
    note_add(notes, "The picture was copied although %s: this ffmpeg has no H.264 encoder.%s", reason,
             request->title_count > 0 ? " The title is not on it." : "");
    add_copy(arguments, request, container);
    return BGM_OK;
}

/* Copied packets keep what is transparent, but for VP8 and VP9, which have it in a place of Matroska's and WebM's own.
 */
static bool keeps_alpha(const struct media_info *info, const struct picture_plan *plan,
                        const struct media_container *container)
{
    const char *codec = info->streams[info->video_stream].codec;
    bool beside = text_equal(codec, "vp8") || text_equal(codec, "vp9");
    return plan->copy && (!beside || container->kind == CONTAINER_MKV || container->kind == CONTAINER_WEBM);
}

static enum bgm_status add_picture(struct argument_list *arguments, const struct media_encode_request *request,
                                   const struct media_container *container, struct media_encode_result *result,
                                   struct buf *notes, struct bgm_error *err)
{
    struct picture_plan plan;
    enum bgm_status status = BGM_OK;
    picture_plan_make(&plan, request, container);
    if (plan.copy) {
        add_copy(arguments, request, container);
    } else {
        bool hdr = request->info->is_hdr && !request->compatible && container->kind != CONTAINER_WEBM;
        enum picture_codec codec = hdr                                 ? PICTURE_HEVC_HDR
                                   : container->kind == CONTAINER_WEBM ? PICTURE_VP9
                                                                       : PICTURE_H264;
        const struct picture_encoder *encoder = picture_encoder_find(codec);
        if (encoder == NULL)
            status = copy_for_want(arguments, request, container, &plan, notes, err);
        else
            status = add_encode(arguments, request, &plan, encoder, hdr, notes, err);
    }
    track_name_keep(arguments, &request->info->streams[request->info->video_stream], container, 'v', 0);
    if (plan.remark[0] != '\0')
        note_add(notes, "%s", plan.remark);
    if (request->info->streams[request->info->video_stream].has_alpha && !keeps_alpha(request->info, &plan, container))
        note_add(notes, "The picture has a channel for transparency; the result has none%s.",
                 container->kind == CONTAINER_MP4 ? ": MP4 cannot hold one" : "");
    if (media_hold_us(request->info) > 0)
        note_add(notes, "The sound is %.1f s longer than the picture: the last picture is shown until it ends.",
                 (double)media_hold_us(request->info) / 1e6);
    result->picture_copied = plan.copy;
    memcpy(result->reason, plan.reason, sizeof result->reason);
    return status;
}

/* Our sound takes the place of the original's, and so its language. */
static void add_sound(struct argument_list *arguments, const struct media_info *info,
                      const struct media_container *container)
{
    argument_add(arguments, "-c:a:0");
    argument_add_all(arguments, container->sound);
    const struct media_stream *original = info->audio_stream >= 0 ? &info->streams[info->audio_stream] : NULL;
    argument_add(arguments, "-disposition:a:0");
    argument_add(arguments, "default%s%s", original != NULL && original->roles[0] != '\0' ? "+" : "",
                 original != NULL ? original->roles : "");
    if (original == NULL)
        return;
    if (original->language[0] != '\0') {
        argument_add(arguments, "-metadata:s:a:0");
        argument_add(arguments, "language=%s", original->language);
    }
    if (original->title[0] != '\0') {
        argument_add(arguments, "-metadata:s:a:0");
        argument_add(arguments, "title=%s", original->title);
    }
    track_name_keep(arguments, original, container, 'a', 0);
}

static void add_muxer(struct argument_list *arguments, const struct media_encode_request *request,
                      const struct media_container *container, bool has_cover)
{
    /* Packets of a stream that is ready wait for one that begins late: by the default, 128 of them are the end. */
    static const char *const patience[] = {"-max_muxing_queue_size", "1000000", "-strict", "unofficial", NULL};
    argument_add(arguments, "-t");
    argument_add(arguments, "%.6f", (double)request->frames / SOUND_RATE);
    argument_add_all(arguments, patience); /* unofficial: the boxes of Dolby Vision and of pictures all around */
    if (container->kind == CONTAINER_MP4 || container->kind == CONTAINER_MOV) {
        argument_add(arguments, "-movflags");
        /* Tags of any name go into a box of their own, and then the muxer writes no cover. */
        bool rare = request->info->has_rare_tags && !has_cover;
        argument_add(arguments, rare ? "+faststart+use_metadata_tags" : "+faststart");
        /* Facts of the old container, not of the new one. */
        static const char *const old[] = {
            "-metadata", "major_brand=", "-metadata", "minor_version=", "-metadata", "compatible_brands=", NULL};
        argument_add_all(arguments, old);
    }
    argument_add(arguments, "-f");
    argument_add(arguments, "%s", container->muxer);
}

/* Decoding so many pixels takes a third of a second. */
#define WATCH_MOST_PIXELS 60e6

/* A picture that is copied is looked at on the way: decoded where that costs little, else by the structure of its
 * packets. What is wrong is only complained about; media_check.h then says where it is. */
static void add_watch(struct argument_list *arguments, const struct media_encode_request *request)
{
    const struct media_info *info = request->info;
    const struct media_stream *picture = &info->streams[info->video_stream];
    bool h264 = text_equal(picture->codec, "h264"), hevc = text_equal(picture->codec, "hevc");
    double pixels = (double)info->coded_width * info->coded_height * info->fps * (double)info->duration_us / 1e6;
    static const char *const ending[] = {"-fps_mode", "passthrough", "-f", "null", "-", NULL};
    static const char *const copied[] = {"-c", "copy", "-f", "null", "-", NULL};
    if (pixels > WATCH_MOST_PIXELS && !h264 && !hevc)
        return;
    argument_add(arguments, "-map");
    argument_add(arguments, "0:%d", picture->index);
    if (pixels <= WATCH_MOST_PIXELS) {
        argument_add_all(arguments, ending);
        return;
    }
    argument_add(arguments, "-bsf:v");
    argument_add(arguments, h264 ? "h264_mp4toannexb" : "hevc_mp4toannexb");
    argument_add_all(arguments, copied);
}

/* Opus begins 312 samples ahead (RFC 7845, libopus at 48 kHz). Readers of WebM take that off the times of its packets
 * by the word CodecDelay, which ffmpeg's writer has taken off already: the sound would come early by as much. */
#define OPUS_DELAY_S (312.0 / SOUND_RATE)

enum bgm_status encode_arguments_make(struct argument_list *arguments, const struct media_encode_request *request,
                                      const char *target, struct media_encode_result *result, struct buf *notes,
                                      struct bgm_error *err)
{
    static const char *const opening[] = {
        "ffmpeg", "-nostdin",  "-hide_banner", "-v", "error",          "-nostats", "-stats_period",
        "0.1",    "-progress", "pipe:3",       "-n", MEDIA_INPUT_FILM, NULL};
    static const char *const sound_in[] = {"-f", "f32le", "-ar", "48000", "-ac", "2", "-i", "pipe:0", "-map", NULL};
    static const char *const sound_map[] = {"-map", "1:a:0", NULL};
    static const char *const facts[] = {"-map_chapters", "0", "-map_metadata", NULL};
    const struct media_info *info = request->info;
    const struct media_container *container = media_container_of_path(request->output_path);
    struct other_streams others;
    arguments->count = 0;
    argument_add_all(arguments, opening);
    const char *charset = subtitle_charset_find(request->video_path, info);
    if (charset != NULL) {
        argument_add(arguments, "-sub_charenc");
        argument_add(arguments, "%s", charset);
        note_add(notes, "The subtitles are not in UTF-8; they were read as %s.", charset);
    }
    argument_add(arguments, "-i");
    argument_take(arguments, MEDIA_INPUT_URL(request->video_path));
    if (container->kind == CONTAINER_WEBM) {
        argument_add(arguments, "-itsoffset");
        argument_add(arguments, "%.6f", OPUS_DELAY_S);
    }
    argument_add_all(arguments, sound_in);
    argument_add(arguments, "0:%d", info->streams[info->video_stream].index);
    argument_add_all(arguments, sound_map);
    other_streams_choose(&others, request, container, notes);
    if (request->bare)
        other_streams_release(&others);
    argument_move(arguments, &others.maps);
    argument_add_all(arguments, facts);
    if (info->tagged_stream >= 0)
        argument_add(arguments, "0:s:%d", info->streams[info->tagged_stream].index);
    else
        argument_add(arguments, "0");
    argument_move(arguments, &others.codecs);
    add_sound(arguments, info, container);
    enum bgm_status status = add_picture(arguments, request, container, result, notes, err);
    add_muxer(arguments, request, container, others.has_cover);
    argument_take(arguments, MEDIA_INPUT_URL(target));
    if (result->picture_copied && !request->bare)
        add_watch(arguments, request);
    other_streams_release(&others);
    if (status != BGM_OK)
        argument_list_release(arguments);
    return status;
}
