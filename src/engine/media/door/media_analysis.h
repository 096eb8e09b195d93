/* What the engine learns from a video before it composes: cuts and mood of the picture, speech and
 * loudness of the sound. The picture scan and the sound scan run side by side, in a short file as one.
 *
 * Cost: key frames alone are decoded, unless every frame is asked for (docs/sound.md has the figures). */
#ifndef BGMUSIC_ENGINE_MEDIA_MEDIA_ANALYSIS_H
#define BGMUSIC_ENGINE_MEDIA_MEDIA_ANALYSIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/error.h"
#include "time_span.h"
#include "media_probe.h"

enum { ANALYSIS_MOST_SPANS = 8192, ANALYSIS_MOST_CUTS = 8192 };

/* From this share of the clip on its own music is what is heard. */
#define ANALYSIS_MOSTLY_MUSIC 0.5

struct media_analysis {
    bool has_sound;      /* an audio stream that is not silent throughout */
    double sound_lufs;   /* integrated loudness of the original, -70 when silent */
    double speech_lufs;  /* gated by the speech spans; -70 without speech */
    double speech_share; /* 0-1 of the length */
    struct music_span *speech;
    size_t speech_count;
    struct music_span *music; /* where the clip has music of its own, speech over it or not */
    size_t music_count;
    double music_share; /* 0-1 of the length */
    int music_tonic;    /* pitch class 0-11 of its key, -1 unknown */
    bool music_is_minor;
    double music_bpm; /* 0: unknown */
    struct music_cut *cuts;
    size_t cut_count;
    double brightness; /* mean luma 0-255, -1 unknown */
    double saturation; /* mean, 0-180 in ffmpeg's SATAVG, -1 unknown */
    double warmth;     /* mean V - mean U, > 0 warm; 0 unknown */
    double motion;     /* median inter-packet size / median key packet size; -1 unknown */
    int voice_track;   /* whose sound it is: the number of the track, from 1; 0: the default one */
    bool is_damaged;   /* a decoder could do nothing with some packets: worth a look (media_check.h) */
    bool every_frame;  /* the cuts come from every frame: exact */
};

void media_analysis_init(struct media_analysis *analysis);
void media_analysis_release(struct media_analysis *analysis);

struct spool;

struct media_analysis_request {
    const char *path;
    const struct media_info *info;
    bool every_frame;                 /* decode every frame for exact cuts: about a tenth of the clip's length */
    struct spool *sound;              /* NULL, or an open one: the decoded sound is left there */
    bool (*cancelled)(void *context); /* may be NULL; polled with `context` */
    void *context;
};

/* Is the clip so small or so short that every frame may be looked at unasked? Who sees them all finds crossfades, fades
 * and flashes besides hard cuts. */
bool media_frames_are_cheap(const struct media_info *info);

/* A file without picture or without sound is fine: the fields keep their "unknown". */
enum bgm_status media_analyse(const struct media_analysis_request *request, struct media_analysis *analysis,
                              struct bgm_error *err);

/* To and from one line of JSON, for the database, so that a file is read once. */
struct buf;
bool media_analysis_print(const struct media_analysis *analysis, struct buf *out);
enum bgm_status media_analysis_parse(const char *text, struct media_analysis *analysis, struct bgm_error *err);

#endif
