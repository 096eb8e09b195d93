/* The two scans of an analysis; each runs in a thread of its own. */
#ifndef BGMUSIC_ENGINE_MEDIA_MEDIA_SCAN_H
#define BGMUSIC_ENGINE_MEDIA_MEDIA_SCAN_H

#include <stdatomic.h>

#include "media_analysis.h"
#include "media_decode.h"

/* Key frames take a hundredth of the length at the most; sequences of key frames alone (ProRes, MJPEG) are decoded as a
 * whole. */
#define ANALYSIS_PICTURE_TIMEOUT_MS(info) (10 * 1000 + (info)->duration_us / 1000 / 20)

/* A decoded picture, and how much changed since the one before. */
struct key_frame {
    double at_s, change, score, luma, u, v, saturation;
};

struct picture_packet {
    double at_s;
    int32_t bytes;
    bool is_key;
};

struct picture_scan {
    struct key_frame *keys;
    size_t key_count;
    struct picture_packet *packets;
    size_t packet_count;
    double packet_base; /* seconds in one tick of the packets' times */
};

/* Reads the pictures: key frames alone, or every one. What cannot be learned stays unknown. */
void picture_scan_frames(struct picture_scan *scan, const struct media_analysis_request *request,
                         const atomic_bool *stop);
/* For struct media_packet_lines, with the scan as context. Packets alone may come in another thread than
 * picture_scan_frames() runs in. */
void picture_scan_line(void *scan, const char *line);
/* The packets of a file without sound. */
void picture_scan_packets(struct picture_scan *scan, const struct media_analysis_request *request,
                          const atomic_bool *stop);
/* With both read: brightness, saturation, warmth, motion and the cuts. */
void picture_scan_judge(const struct picture_scan *scan, const struct media_analysis_request *request,
                        struct media_analysis *analysis);
/* soft_cuts.c: to the hard cuts that were found in every frame, the other turns of the picture. */
void soft_cuts_find(const struct picture_scan *scan, struct media_analysis *analysis);
void picture_scan_release(struct picture_scan *scan);

/* Fills the loudness and the speech; `packets` (may be NULL) gets its lines on the way. */
enum bgm_status analysis_scan_sound(const struct media_analysis_request *request,
                                    const struct media_packet_lines *packets, struct media_analysis *analysis,
                                    const atomic_bool *stop, struct bgm_error *err);

#endif
