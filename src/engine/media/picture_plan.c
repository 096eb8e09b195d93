/* Copy or encode. */
#include "picture_plan.h"

#include <stdio.h>
#include <string.h>

#include "bgmusic/base/text.h"

static bool is_one_of(const char *name, const char *const names[])
{
    for (; *names != NULL; names++) {
        if (text_equal(name, *names))
            return true;
    }
    return false;
}

/* What ffmpeg 5.1 puts into the container without a word; tried with real files of each. */
static bool container_holds(const struct media_container *container, const char *codec)
{
    static const char *const mp4[] = {"h264", "hevc", "av1", "vp9", "mpeg4", "mjpeg", "mpeg2video", "mpeg1video", NULL};
    static const char *const mov[] = {"h264",   "hevc",  "mpeg4", "mjpeg", "mpeg2video", "mpeg1video",
                                      "prores", "dnxhd", "cfhd",  "png",   "dvvideo",    NULL};
    static const char *const webm[] = {"vp8", "vp9", "av1", NULL};
    static const char *const not_mkv[] = {"gif", "", NULL};
    switch (container->kind) {
    case CONTAINER_MOV:
        return is_one_of(codec, mov);
    case CONTAINER_WEBM:
        return is_one_of(codec, webm);
    case CONTAINER_MKV:
        return !is_one_of(codec, not_mkv);
    default:
        return is_one_of(codec, mp4);
    }
}

static bool is_420(const char *format)
{
    static const char *const names[] = {"yuv420p", "yuvj420p", "nv12", "yuv420p10le", "p010le", NULL};
    return is_one_of(format, names);
}

/* Does everything that plays the container play this? NULL: yes, else what it is that does not. */
static const char *odd_for_players(const struct media_info *info, const struct media_container *container, char *place,
                                   size_t size)
{
    static const char *const masters[] = {"prores", "dnxhd", "cfhd", "png", "dvvideo", NULL};
    const struct media_stream *picture = &info->streams[info->video_stream];
    const char *codec = picture->codec, *format = picture->pixel_format;
    /* Who asks for Matroska wants what it can hold; QuickTime is where editors keep masters. */
    if (container->kind == CONTAINER_MKV || container->kind == CONTAINER_WEBM ||
        (container->kind == CONTAINER_MOV && is_one_of(codec, masters)))
        return NULL;
    bool h264 = text_equal(codec, "h264");
    bool modern = text_equal(codec, "hevc") || text_equal(codec, "av1") || text_equal(codec, "vp9");
    if (!h264 && !modern) {
        snprintf(place, size, "browsers and phones do not play its codec (%s)", codec);
        return place;
    }
    if (info->is_interlaced) {
        snprintf(place, size, "it is interlaced");
        return place;
    }
    if (info->is_hdr)
        return NULL;
    if (modern ? is_420(format) : text_equal(format, "yuv420p") || text_equal(format, "yuvj420p"))
        return NULL;
    snprintf(place, size, "browsers and phones do not play its kind of colours (%s)", format);
    return place;
}

/* A copy that needs a word. */
static void remark_make(struct picture_plan *plan, const struct media_info *info, const char *odd)
{
    const struct media_stream *picture = &info->streams[info->video_stream];
    if (odd != NULL)
        snprintf(plan->remark, sizeof plan->remark, "The picture was copied although not everything plays it: %s.",
                 odd);
    else if (text_equal(picture->codec, "hevc") || text_equal(picture->codec, "av1") || info->is_hdr)
        snprintf(plan->remark, sizeof plan->remark,
                 "The picture was copied as it is (%s%s), which some browsers and older devices do not play.",
                 picture->codec, info->is_hdr ? ", HDR" : "");
}

void picture_plan_make(struct picture_plan *plan, const struct media_encode_request *request,
                       const struct media_container *container)
{
    const struct media_info *info = request->info;
    const struct media_stream *picture = &info->streams[info->video_stream];
    char odd_place[120];
    const char *odd = odd_for_players(info, container, odd_place, sizeof odd_place);
    bool holds = container_holds(container, picture->codec);
    memset(plan, 0, sizeof *plan);
    const size_t size = sizeof plan->reason;
    if (request->title_count > 0)
        snprintf(plan->reason, size, "titles are drawn on it");
    else if (!holds)
        snprintf(plan->reason, size, "%s cannot hold its codec (%s)", container->name,
                 picture->codec[0] != '\0' ? picture->codec : "unknown");
    else if (request->copy_picture)
        ; /* whatever players say */
    else if (info->picture_times == MEDIA_TIMES_OF_DECODING)
        snprintf(plan->reason, size, "the file does not say when its pictures are shown");
    else if (info->picture_times == MEDIA_TIMES_CUT)
        snprintf(plan->reason, size, "it was cut without encoding, and its edit list cannot be copied");
    else if (request->compatible && container->kind != CONTAINER_WEBM &&
             (!text_equal(picture->codec, "h264") || odd != NULL || !text_equal(picture->pixel_format, "yuv420p")))
        snprintf(plan->reason, size, "a compatible picture is asked for (H.264, yuv420p)");
    else if (odd != NULL)
        snprintf(plan->reason, size, "%s", odd);
    plan->copy = plan->reason[0] == '\0';
    plan->deinterlace = info->is_interlaced;
    if (plan->copy)
        remark_make(plan, info, odd);
}
