/* Colours and cuts from the key frames, motion from the sizes of packets: no full decode. */
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
#include "media_scan.h"
#include "media_lines.h"
#include "picture_scan.h"

/* What is not through in its time is judged by what was seen. */
enum {
    MOST_KEYS = 500000,
    MOST_PACKETS = 400000,
};

/* Mean change per pixel between key frames from which there may be a cut between them (of 255). */
#define CUT_CHANGE 12.0
/* And where a cut is two thirds as strong as can be. */
#define STRONG_CUT_CHANGE 40.0
/* Of lavfi.scd.score between neighbouring frames: finds all cuts of generated clips and no other. */
#define CUT_SCORE  10.0
#define SAME_CUT_S 0.2

/* "frame:3    pts:4096    pts_time:8" opens a key frame, "lavfi.signalstats.YAVG=82.1" and such
 * follow. */
static void take_statistic(void *context, const char *line)
{
    struct picture_scan *scan = context;
    double value;
    if (text_starts_with(line, "frame:")) {
        const char *time = strstr(line, "pts_time:");
        if (scan->key_count >= MOST_KEYS || time == NULL || sscanf(time + 9, "%lf", &value) != 1)
            return;
        scan->keys = xgrow(scan->keys, scan->key_count, sizeof *scan->keys);
        scan->keys[scan->key_count++] = (struct key_frame){.at_s = value};
        return;
    }
    const char *equals = strchr(line, '=');
    if (scan->key_count == 0 || equals == NULL || sscanf(equals + 1, "%lf", &value) != 1 || !isfinite(value))
        return;
    struct key_frame *key = &scan->keys[scan->key_count - 1];
    if (text_starts_with(line, "lavfi.signalstats.YAVG="))
        key->luma = value;
    else if (text_starts_with(line, "lavfi.signalstats.UAVG="))
        key->u = value;
    else if (text_starts_with(line, "lavfi.signalstats.VAVG="))
        key->v = value;
    else if (text_starts_with(line, "lavfi.signalstats.SATAVG="))
        key->saturation = value;
    else if (text_starts_with(line, "lavfi.scd.mafd="))
        key->change = value;
    else if (text_starts_with(line, "lavfi.scd.score="))
        key->score = value;
}

/* "#tb 0: 1/15360" says what a tick is; "0, dts, pts, duration, bytes, 0xcrc" is a key packet, and
 * with ", F=0x0" behind it any other. */
void picture_scan_line(void *context, const char *line)
{
    struct picture_scan *scan = context;
    double dts, ticks, over, under;
    int bytes;
    if (text_starts_with(line, "frame:") || text_starts_with(line, "lavfi.")) {
        take_statistic(scan, line);
        return;
    }
    if (sscanf(line, "#tb 0: %lf/%lf", &over, &under) == 2 && over > 0 && under > 0)
        scan->packet_base = over / under;
    if (scan->packet_count >= MOST_PACKETS || sscanf(line, "0, %lf, %lf, %*[^,], %d", &dts, &ticks, &bytes) != 3)
        return;
    /* AVI has times of decoding alone; "none" is the least number there is. */
    ticks = ticks > -9e18 ? ticks : dts;
    if (bytes <= 0 || !(fabs(ticks) < 1e15))
        return;
    scan->packets = xgrow(scan->packets, scan->packet_count, sizeof *scan->packets);
    scan->packets[scan->packet_count++] =
        (struct picture_packet){ticks * scan->packet_base, bytes, strstr(line, "F=0x0") == NULL};
}

static int compare_sizes(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

/* The median size of packets of one kind; 0 when there are none. */
static double median_bytes(const struct picture_scan *scan, bool keys)
{
    int32_t *sizes = xcalloc(scan->packet_count + 1, sizeof *sizes);
    size_t count = 0;
    for (size_t i = 0; i < scan->packet_count; i++) {
        if (scan->packets[i].is_key == keys)
            sizes[count++] = scan->packets[i].bytes;
    }
    qsort(sizes, count, sizeof *sizes, compare_sizes);
    double median = count > 0 ? sizes[count / 2] : 0;
    free(sizes);
    return median;
}

/* Each key frame stands for the time until the next. */
static void judge_colours(const struct picture_scan *scan, double end_s, struct media_analysis *analysis)
{
    double luma = 0, saturation = 0, warmth = 0, total = 0;
    for (size_t i = 0; i < scan->key_count; i++) {
        const struct key_frame *key = &scan->keys[i];
        double weight = (i + 1 < scan->key_count ? key[1].at_s : end_s) - key->at_s;
        weight = weight > 1e-3 ? weight : 1e-3;
        luma += weight * key->luma;
        saturation += weight * key->saturation;
        warmth += weight * (key->v - key->u);
        total += weight;
    }
    if (total <= 0)
        return;
    analysis->brightness = luma / total;
    analysis->saturation = saturation / total;
    analysis->warmth = warmth / total;
}

static void add_cut(struct media_analysis *analysis, double at_s, double change)
{
    int64_t at_ms = (int64_t)llround(at_s * 1000);
    size_t count = analysis->cut_count;
    if (count >= ANALYSIS_MOST_CUTS || (count > 0 && at_ms <= analysis->cuts[count - 1].at_ms))
        return;
    analysis->cuts = xgrow(analysis->cuts, count, sizeof *analysis->cuts);
    /* Grows with every change, so that the strongest of strong ones can be told. */
    analysis->cuts[analysis->cut_count++] =
        (struct music_cut){at_ms, 1 - exp(-change / STRONG_CUT_CHANGE), MUSIC_CUT_HARD};
}

/* Encoders put a key frame on a cut, or the next one when its turn has come. A key frame that
 * comes early is the cut; one that comes after the full interval saw it pass, and the greatest
 * packet between tells where. */
static void find_cuts(const struct picture_scan *scan, struct media_analysis *analysis)
{
    double longest = 0, usual_bytes = median_bytes(scan, false);
    for (size_t i = 1; i < scan->key_count; i++)
        longest = fmax(longest, scan->keys[i].at_s - scan->keys[i - 1].at_s);
    size_t next = 0;
    for (size_t i = 1; i < scan->key_count; i++) {
        const struct key_frame *key = &scan->keys[i];
        const struct picture_packet *greatest = NULL;
        if (key->change < CUT_CHANGE)
            continue;
        while (next < scan->packet_count && scan->packets[next].at_s <= key[-1].at_s + 1e-3)
            next++;
        for (size_t j = next; j < scan->packet_count; j++) {
            const struct picture_packet *packet = &scan->packets[j];
            if (packet->at_s >= key->at_s + 1)
                break;
            if (!packet->is_key && packet->at_s < key->at_s - 1e-3 && packet->at_s > key[-1].at_s &&
                (greatest == NULL || packet->bytes > greatest->bytes))
                greatest = packet;
        }
        bool early = key->at_s - key[-1].at_s < 0.9 * longest;
        if (early)
            add_cut(analysis, key->at_s, key->change);
        else if (greatest != NULL && greatest->bytes >= 3 * usual_bytes)
            add_cut(analysis, greatest->at_s, key->change);
        else if (key->change >= 2 * CUT_CHANGE)
            /* No packet between carries a new picture, so the key frame does; or a slow move
             * added up. */
            add_cut(analysis, key->at_s, key->change / 2);
    }
}

/* Every frame was seen: a cut is where the picture changes at once, which is what scdet's score measures
 * (the lesser of the change and of how much more it is than the change before). */
static void find_exact_cuts(const struct picture_scan *scan, struct media_analysis *analysis)
{
    double last_s = -1, last_score = 0;
    for (size_t i = 1; i < scan->key_count; i++) {
        const struct key_frame *frame = &scan->keys[i];
        if (frame->score < CUT_SCORE)
            continue;
        /* A flash, or the second frame of a new picture: the greater change is the cut. */
        bool same = analysis->cut_count > 0 && frame->at_s - last_s < SAME_CUT_S;
        if (same && frame->score <= last_score)
            continue;
        analysis->cut_count -= same;
        add_cut(analysis, frame->at_s, frame->change);
        last_s = frame->at_s;
        last_score = frame->score;
    }
}

static enum bgm_status start_frames(struct process *child, const struct media_analysis_request *request,
                                    int64_t timeout_ms)
{
    char map[16];
    char *url = MEDIA_INPUT_URL(request->path);
    snprintf(map, sizeof map, "0:%d", request->info->streams[request->info->video_stream].index);
    const char *argv[] = {"ffmpeg",
                          "-nostdin",
                          "-v",
                          "error",
                          MEDIA_INPUT_FILM,
                          "-discard:v",
                          request->every_frame ? "default" : "nokey",
                          "-skip_loop_filter",
                          "all",
                          "-i",
                          url,
                          "-map",
                          map,
                          "-an",
                          "-sn",
                          "-dn",
                          "-vf",
                          MEDIA_PICTURE_FILTER("-"),
                          "-fps_mode",
                          "passthrough",
                          "-f",
                          "null",
                          "-",
                          NULL};
    struct process_cage *cage = media_cage_reader(argv[0], request->path, timeout_ms);
    enum bgm_status status = process_start_caged(child, argv, PROCESS_STDOUT, cage, NULL);
    process_cage_free(cage);
    free(url);
    return status;
}

void picture_scan_frames(struct picture_scan *scan, const struct media_analysis_request *request,
                         const atomic_bool *stop)
{
    const struct media_info *info = request->info;
    struct process child = PROCESS_INIT;
    /* All frames take a tenth of the length on two cores. */
    int64_t timeout_ms = ANALYSIS_PICTURE_TIMEOUT_MS(info) + (request->every_frame ? 2 * info->duration_us / 1000 : 0);
    if (start_frames(&child, request, timeout_ms) == BGM_OK)
        media_lines_read(&child, clock_real_ms() + timeout_ms, stop, take_statistic, scan);
    process_release(&child);
}

void picture_scan_packets(struct picture_scan *scan, const struct media_analysis_request *request,
                          const atomic_bool *stop)
{
    const struct media_info *info = request->info;
    struct media_decoder decoder;
    struct media_packet_lines packets = {
        .stream_index = info->streams[info->video_stream].index, .take = picture_scan_line, .context = scan};
    float none[2];
    size_t got = 0;
    if (media_decode_start_with_packets(&decoder, request->path, -1, 0, &packets, ANALYSIS_PICTURE_TIMEOUT_MS(info),
                                        NULL) == BGM_OK)
        media_decode_read(&decoder, none, 1, &got, stop, NULL);
    media_decode_release(&decoder);
}

void picture_scan_judge(const struct picture_scan *scan, const struct media_analysis_request *request,
                        struct media_analysis *analysis)
{
    judge_colours(scan, (double)request->info->duration_us / 1e6, analysis);
    if (request->every_frame) {
        find_exact_cuts(scan, analysis);
        soft_cuts_find(scan, analysis);
    } else {
        find_cuts(scan, analysis);
    }
    analysis->every_frame = request->every_frame;
    double key_bytes = median_bytes(scan, true), other_bytes = median_bytes(scan, false);
    if (key_bytes > 0 && other_bytes > 0)
        analysis->motion = other_bytes / key_bytes;
}

void picture_scan_release(struct picture_scan *scan)
{
    free(scan->packets);
    free(scan->keys);
    *scan = (struct picture_scan){.keys = NULL};
}
