/* Compares decoded pictures with packets, and reads the decoder's complaints among them. */
#include "media_check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/media_cage.h"
#include "bgmusic/base/media_input.h"
#include "bgmusic/base/process.h"
#include "bgmusic/base/process_cage.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "argument_list.h"
#include "media_lines.h"

enum { MOST_TIMES = 2000000 };

/* Decoding is slower than playing only where it would be hopeless. */
#define TIMEOUT_MS(info) (60 * 1000 + (info)->duration_us / 1000)

struct times {
    double *list;
    size_t count;
    double tick;
};

struct check {
    struct times packets, decoded; /* of the picture; of a sound `decoded` alone */
    size_t errors;                 /* lines that are errors by ffmpeg's own word */
    size_t complaints;             /* about what was decoded */
    double complaint_at;           /* the first one's */
    bool (*cancelled)(void *context);
    void *context;
    atomic_bool stop;
};

static void times_add(struct times *times, double at)
{
    if (times->count >= MOST_TIMES)
        return;
    if ((times->count & (times->count - 1)) == 0)
        times->list = xreallocarray(times->list, times->count == 0 ? 1 : times->count * 2, sizeof *times->list);
    times->list[times->count++] = at;
}

/* framecrc of two streams, 0 the packets and 1 what was decoded of them, and what ffmpeg says on the way: a complaint
 * stands behind the last one that was decoded before it. */
static void take_line(void *context, const char *line)
{
    struct check *check = context;
    double over, under, dts, pts;
    int number;
    if (check->cancelled != NULL && check->cancelled(check->context))
        atomic_store(&check->stop, true);
    if (sscanf(line, "#tb %d: %lf/%lf", &number, &over, &under) == 3 && (number == 0 || number == 1) && under > 0) {
        (number == 0 ? &check->packets : &check->decoded)->tick = over / under;
        return;
    }
    check->errors += strstr(line, "[error]") != NULL || strstr(line, "[fatal]") != NULL;
    if (media_says_damage(line) && check->complaints++ == 0)
        check->complaint_at = check->decoded.count > 0 ? check->decoded.list[check->decoded.count - 1] : 0;
    if (sscanf(line, "%d, %lf, %lf,", &number, &dts, &pts) != 3 || (number != 0 && number != 1))
        return;
    struct times *times = number == 0 ? &check->packets : &check->decoded;
    times_add(times, (pts > -9e18 ? pts : dts) * times->tick);
}

static int compare_times(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static void times_sort(struct times *times)
{
    if (times->count > 0)
        qsort(times->list, times->count, sizeof *times->list, compare_times);
}

static void judge_picture(struct check *check, const struct media_info *info, struct media_damage *damage)
{
    double first = 0, frame = info->fps > 0 ? 1 / info->fps : 0.04;
    size_t lost = 0;
    times_sort(&check->packets);
    times_sort(&check->decoded);
    size_t have = 0;
    for (size_t i = 0; i < check->packets.count; i++) {
        double at = check->packets.list[i];
        while (have < check->decoded.count && check->decoded.list[have] < at - frame / 2)
            have++;
        bool decoded = have < check->decoded.count && fabs(check->decoded.list[have] - at) <= frame / 2;
        /* Packets ahead of the start are there to decode others. */
        if (decoded || at < -frame / 2)
            continue;
        first = lost++ == 0 ? at : first;
    }
    if (check->complaints > 0 && (lost == 0 || check->complaint_at < first)) {
        first = check->complaint_at;
        lost += check->complaints;
    }
    /* A reader that lost its way leaves a hole in the packets themselves. */
    for (size_t i = 1; i < check->packets.count && lost == 0; i++) {
        double hole = check->packets.list[i] - check->packets.list[i - 1];
        if (hole <= (info->lacks_pictures ? 1.5 * frame : fmax(0.1, 2.5 * frame)))
            continue;
        first = check->packets.list[i - 1] + frame;
        lost = (size_t)lround(hole / frame) - 1;
    }
    damage->found = lost > 0;
    damage->at_us = llround(first * 1e6);
}

/* Some decoders of old codecs give out a broken picture and an error at once, which ends ffmpeg; they mark it as
 * broken. All others give none with "explode", else they would make one up. */
static bool can_explode(const char *codec)
{
    static const char *const names[] = {"mpeg4", "h263", "flv1", "wmv1", "wmv2", NULL};
    if (text_starts_with(codec, "msmpeg4"))
        return false;
    for (size_t i = 0; names[i] != NULL; i++) {
        if (text_equal(codec, names[i]))
            return false;
    }
    return true;
}

static void run(const char *path, const struct media_info *info, const struct media_stream *stream, struct check *check)
{
    static const char *const opening[] = {"ffmpeg",        "-nostdin", "-hide_banner",   "-v",
                                          "level+warning", "-nostats", MEDIA_INPUT_FILM, NULL};
    static const char *const explode[] = {"-err_detect", "explode", NULL};
    static const char *const picture[] = {
        "-c:v:0", "copy", "-c:v:1", "wrapped_avframe", "-fps_mode:v:1", "passthrough", "-enc_time_base:v:1",
        "-1",     NULL};
    static const char *const sound[] = {"-c:a:0", "copy", "-c:a:1", "pcm_s16le", NULL};
    static const char *const closing[] = {"-flush_packets", "1", "-f", "framecrc", "pipe:1", NULL};
    struct argument_list arguments = {.count = 0};
    struct process child = PROCESS_INIT;
    argument_add_all(&arguments, opening);
    if (stream->kind == MEDIA_VIDEO && can_explode(stream->codec))
        argument_add_all(&arguments, explode);
    argument_add(&arguments, "-i");
    argument_take(&arguments, MEDIA_INPUT_URL(path));
    for (int i = 0; i < 2; i++) {
        argument_add(&arguments, "-map");
        argument_add(&arguments, "0:%d", stream->index);
    }
    argument_add_all(&arguments, stream->kind == MEDIA_VIDEO ? picture : sound);
    argument_add_all(&arguments, closing);
    atomic_store(&check->stop, false);
    struct process_cage *cage = media_cage_reader("ffmpeg", path, TIMEOUT_MS(info));
    if (process_start_caged(&child, (const char *const *)arguments.words, PROCESS_STDOUT | PROCESS_STDERR_ALONG, cage,
                            NULL) == BGM_OK)
        media_lines_read(&child, clock_real_ms() + TIMEOUT_MS(info), &check->stop, take_line, check);
    process_cage_free(cage);
    process_release(&child);
    argument_list_release(&arguments);
}

static void check_stream(const char *path, const struct media_info *info, const struct media_stream *stream,
                         bool (*cancelled)(void *context), void *context, struct media_damage *damage)
{
    struct check check = {.cancelled = cancelled, .context = context};
    run(path, info, stream, &check);
    bool knows = !atomic_load(&check.stop),
         complains = check.errors > 0 || check.complaints > 0 || info->lacks_pictures;
    if (knows && complains && stream->kind == MEDIA_VIDEO)
        judge_picture(&check, info, damage);
    else if (knows && check.complaints > 0)
        *damage = (struct media_damage){.found = true, .at_us = llround(check.complaint_at * 1e6)};
    free(check.packets.list);
    free(check.decoded.list);
}

void media_check(const char *path, const struct media_info *info, bool (*cancelled)(void *context), void *context,
                 struct media_damage *picture, struct media_damage *sound)
{
    *picture = *sound = (struct media_damage){.at_us = -1};
    if (info->video_stream >= 0)
        check_stream(path, info, &info->streams[info->video_stream], cancelled, context, picture);
    if (info->audio_stream >= 0)
        check_stream(path, info, &info->streams[info->audio_stream], cancelled, context, sound);
}
