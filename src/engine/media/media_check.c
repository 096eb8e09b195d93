/* Compares decoded pictures with packets. */
#include "media_check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/process.h"
#include "bgmusic/base/process_cage.h"
#include "bgmusic/base/xalloc.h"
#include "media_cage.h"
#include "media_input.h"
#include "media_lines.h"

enum { MOST_PICTURES = 2000000 };

/* Decoding is slower than playing only where it would be hopeless. */
#define TIMEOUT_MS(info) (60 * 1000 + (info)->duration_us / 1000)

struct times {
    double *list;
    size_t count;
    double tick;
};

struct check {
    struct times packets, pictures;
    bool (*cancelled)(void *context);
    void *context;
    atomic_bool stop;
};

static void times_add(struct times *times, double at)
{
    if (times->count >= MOST_PICTURES)
        return;
    if ((times->count & (times->count - 1)) == 0)
        times->list = xreallocarray(times->list, times->count == 0 ? 1 : times->count * 2, sizeof *times->list);
    times->list[times->count++] = at;
}

/* framecrc of two streams: 0 holds the packets, 1 what was decoded of them. */
static void take_line(void *context, const char *line)
{
    struct check *check = context;
    double over, under, dts, pts;
    int number;
    if (check->cancelled != NULL && check->cancelled(check->context))
        atomic_store(&check->stop, true);
    if (sscanf(line, "#tb %d: %lf/%lf", &number, &over, &under) == 3 && (number == 0 || number == 1) && under > 0) {
        (number == 0 ? &check->packets : &check->pictures)->tick = over / under;
        return;
    }
    if (sscanf(line, "%d, %lf, %lf,", &number, &dts, &pts) != 3 || (number != 0 && number != 1))
        return;
    struct times *times = number == 0 ? &check->packets : &check->pictures;
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

static void compare(struct check *check, const struct media_info *info, struct media_damage *damage)
{
    double first = 0, frame = info->fps > 0 ? 1 / info->fps : 0.04;
    times_sort(&check->packets);
    times_sort(&check->pictures);
    size_t have = 0;
    for (size_t i = 0; i < check->packets.count; i++) {
        double at = check->packets.list[i];
        while (have < check->pictures.count && check->pictures.list[have] < at - frame / 2)
            have++;
        bool decoded = have < check->pictures.count && fabs(check->pictures.list[have] - at) <= frame / 2;
        /* Packets ahead of the start are there to decode others. */
        if (decoded || at < -frame / 2)
            continue;
        first = damage->pictures++ == 0 ? at : first;
    }
    /* A reader that lost its way leaves a hole in the packets themselves. */
    for (size_t i = 1; i < check->packets.count && damage->pictures == 0; i++) {
        double hole = check->packets.list[i] - check->packets.list[i - 1];
        if (hole > fmax(0.2, 4 * frame)) {
            first = check->packets.list[i - 1] + frame;
            damage->pictures = (size_t)lround(hole / frame) - 1;
        }
    }
    damage->at_us = damage->pictures > 0 ? llround(first * 1e6) : -1;
}

void media_check_picture(const char *path, const struct media_info *info, bool (*cancelled)(void *context),
                         void *context, struct media_damage *damage)
{
    char map[16];
    char *url = MEDIA_INPUT_URL(path);
    struct check check = {.cancelled = cancelled, .context = context};
    struct process child = PROCESS_INIT;
    snprintf(map, sizeof map, "0:%d", info->streams[info->video_stream].index);
    /* With "explode" a broken picture is none; else the decoder would make one up. */
    const char *argv[] = {"ffmpeg",
                          "-nostdin",
                          "-hide_banner",
                          "-v",
                          "error",
                          "-nostats",
                          MEDIA_INPUT_GUARDS,
                          "-err_detect",
                          "explode",
                          "-i",
                          url,
                          "-map",
                          map,
                          "-map",
                          map,
                          "-c:v:0",
                          "copy",
                          "-c:v:1",
                          "wrapped_avframe",
                          "-fps_mode:v:1",
                          "passthrough",
                          "-enc_time_base:v:1",
                          "-1",
                          "-f",
                          "framecrc",
                          "pipe:1",
                          NULL};
    *damage = (struct media_damage){.at_us = -1};
    atomic_store(&check.stop, false);
    struct process_cage *cage = media_cage_reader(argv[0], path, TIMEOUT_MS(info));
    if (process_start_caged(&child, argv, PROCESS_STDOUT, cage, NULL) == BGM_OK) {
        int exit_code = 0;
        bool ended = media_lines_read(&child, clock_real_ms() + TIMEOUT_MS(info), &check.stop, take_line, &check);
        bool complained =
            ended && process_finish(&child, 5000, &exit_code, NULL) == BGM_OK && child.stderr_text.length > 0;
        if (complained) {
            compare(&check, info, damage);
            damage->found = damage->pictures > 0;
        }
    }
    process_cage_free(cage);
    process_release(&child);
    free(check.packets.list);
    free(check.pictures.list);
    free(url);
}
