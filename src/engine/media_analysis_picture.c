/* Colours and cuts from the key frames, motion from the sizes of packets: no full decode. */
#include <errno.h>
#include <math.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/process.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "media_analysis_internal.h"
#include "media_input_internal.h"

/* Sequences of key frames alone (ProRes, MJPEG) are decoded as a whole: what is not through by
 * then is judged by what was seen. */
enum {
    LEAST_TIMEOUT_MS = 10 * 1000,
    MOST_KEYS = 20000,
    MOST_PACKETS = 400000,
};

/* Mean change per pixel between key frames from which there may be a cut between them (of 255). */
#define CUT_CHANGE      12.0
#define FULL_CUT_CHANGE 50.0

struct key_frame {
    double at_s, change, luma, u, v, saturation;
};

struct packet {
    double at_s;
    int32_t bytes;
    bool is_key;
};

struct picture_scan {
    struct key_frame *keys;
    size_t key_count;
    struct packet *packets;
    size_t packet_count;
    double start_s;
};

/* Hands each line of the child's output to `take`, until the end, the deadline or the stop. */
static void read_lines(struct process *child, int64_t deadline_ms, const atomic_bool *stop,
                       void (*take)(struct picture_scan *scan, const char *line),
                       struct picture_scan *scan)
{
    char line[512], piece[16384];
    size_t length = 0;
    while (!atomic_load(stop)) {
        int64_t left = deadline_ms - clock_real_ms();
        struct pollfd wait = {.fd = child->stdout_fd, .events = POLLIN};
        if (left <= 0)
            return;
        if (poll(&wait, 1, left < 50 ? (int)left : 50) <= 0)
            continue;
        ssize_t got = read(child->stdout_fd, piece, sizeof piece);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return;
        for (ssize_t i = 0; i < got; i++) {
            if (piece[i] != '\n') {
                if (length + 1 < sizeof line)
                    line[length++] = piece[i];
                continue;
            }
            line[length] = '\0';
            length = 0;
            take(scan, line);
        }
    }
}

static void *grown(void *list, size_t count, size_t bytes_each)
{
    if ((count & (count - 1)) != 0)
        return list;
    return xreallocarray(list, count == 0 ? 1 : count * 2, bytes_each);
}

/* "frame:3    pts:4096    pts_time:8" opens a key frame, "lavfi.signalstats.YAVG=82.1" and such
 * follow. */
static void take_statistic(struct picture_scan *scan, const char *line)
{
    double value;
    if (text_starts_with(line, "frame:")) {
        const char *time = strstr(line, "pts_time:");
        if (scan->key_count >= MOST_KEYS || time == NULL || sscanf(time + 9, "%lf", &value) != 1)
            return;
        scan->keys = grown(scan->keys, scan->key_count, sizeof *scan->keys);
        scan->keys[scan->key_count++] = (struct key_frame){.at_s = value};
        return;
    }
    const char *equals = strchr(line, '=');
    if (scan->key_count == 0 || equals == NULL || sscanf(equals + 1, "%lf", &value) != 1 ||
        !isfinite(value))
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
}

/* "8.341667,20145,K_" */
static void take_packet(struct picture_scan *scan, const char *line)
{
    double at;
    int bytes;
    char flag;
    if (scan->packet_count >= MOST_PACKETS || sscanf(line, "%lf,%d,%c", &at, &bytes, &flag) != 3 ||
        bytes <= 0)
        return;
    scan->packets = grown(scan->packets, scan->packet_count, sizeof *scan->packets);
    scan->packets[scan->packet_count++] = (struct packet){at - scan->start_s, bytes, flag == 'K'};
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
static void judge_colours(const struct picture_scan *scan, double end_s,
                          struct media_analysis *analysis)
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
    analysis->cuts = grown(analysis->cuts, count, sizeof *analysis->cuts);
    double strength = change / FULL_CUT_CHANGE;
    analysis->cuts[analysis->cut_count++] = (struct music_cut){at_ms, strength < 1 ? strength : 1};
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
        const struct packet *greatest = NULL;
        if (key->change < CUT_CHANGE)
            continue;
        while (next < scan->packet_count && scan->packets[next].at_s <= key[-1].at_s + 1e-3)
            next++;
        for (size_t j = next; j < scan->packet_count; j++) {
            const struct packet *packet = &scan->packets[j];
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

static enum bgm_status start_packets(struct process *child, const char *url, int stream_index)
{
    char stream[16];
    snprintf(stream, sizeof stream, "%d", stream_index);
    const char *argv[] = {"ffprobe",
                          "-v",
                          "error",
                          MEDIA_INPUT_GUARDS,
                          "-select_streams",
                          stream,
                          "-show_entries",
                          "packet=pts_time,size,flags",
                          "-of",
                          "csv=p=0",
                          "-i",
                          url,
                          NULL};
    return process_start(child, argv, PROCESS_STDOUT, NULL);
}

static enum bgm_status start_keys(struct process *child, const char *url, int stream_index)
{
    char map[16];
    snprintf(map, sizeof map, "0:%d", stream_index);
    const char *argv[] = {
        "ffmpeg",
        "-nostdin",
        "-v",
        "error",
        MEDIA_INPUT_GUARDS,
        "-discard:v",
        "nokey",
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
        "scale=160:-2:flags=fast_bilinear,scdet=t=8,signalstats,metadata=print:file=-",
        "-fps_mode",
        "passthrough",
        "-f",
        "null",
        "-",
        NULL};
    return process_start(child, argv, PROCESS_STDOUT, NULL);
}

void analysis_scan_picture(const char *path, const struct media_info *info,
                           struct media_analysis *analysis, const atomic_bool *stop)
{
    struct picture_scan scan = {.start_s = (double)info->start_us / 1e6};
    struct process keys = PROCESS_INIT, packets = PROCESS_INIT;
    int stream_index = info->streams[info->video_stream].index;
    char *url = MEDIA_INPUT_URL(path);
    int64_t deadline = clock_real_ms() + LEAST_TIMEOUT_MS + info->duration_us / 1000 / 20;
    /* Both at once; ffprobe waits at its full pipe until it is read. */
    bool has_packets = start_packets(&packets, url, stream_index) == BGM_OK;
    if (start_keys(&keys, url, stream_index) == BGM_OK)
        read_lines(&keys, deadline, stop, take_statistic, &scan);
    if (has_packets)
        read_lines(&packets, deadline, stop, take_packet, &scan);
    process_release(&keys);
    process_release(&packets);
    judge_colours(&scan, (double)info->duration_us / 1e6, analysis);
    find_cuts(&scan, analysis);
    double key_bytes = median_bytes(&scan, true), other_bytes = median_bytes(&scan, false);
    if (key_bytes > 0 && other_bytes > 0)
        analysis->motion = other_bytes / key_bytes;
    free(scan.packets);
    free(scan.keys);
    free(url);
}
