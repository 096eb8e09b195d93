/* From a score (or a track of the user's) and a video to the finished MP4.
 *
 * The chain: synthesise the score by blocks into stems, level them by measured loudness, effects, music
 * bus -> levels and ducking against the original sound -> sum -> loudness -> true-peak limiter -> one ffmpeg
 * that encodes the sound and copies the picture. Numbers and their sources: docs/music.md. */
#ifndef BGMUSIC_ENGINE_SOUND_MIXDOWN_H
#define BGMUSIC_ENGINE_SOUND_MIXDOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/error.h"
#include "score.h"
#include "media_analysis.h"
#include "media_encode.h"
#include "media_probe.h"

struct spool;

/* Default volume; the levels of docs/music.md are meant at this setting, others shift the music by
 * 20*log10(volume / MIX_DEFAULT_VOLUME) dB everywhere. */
#define MIX_DEFAULT_VOLUME 0.35

/* A stretch of the video in which the music is louder or softer. */
struct mix_level {
    int64_t start_ms, end_ms;
    double factor;
};

enum { MIX_MOST_LEVELS = 32 };

struct mixdown_request {
    const char *video_path;
    const struct media_info *info;
    const struct media_analysis *analysis;
    const struct spool *original; /* the video's sound, decoded already; NULL: it is decoded now */
    const char *output_path;      /* written whole or not at all; must not exist */
    const char *scratch_folder;   /* private, for spools */
    const char *soundfont_path;   /* NULL: searched (soundfont.h) */
    /* Music: a score, or a file of the user's, or neither (then the original sound alone). */
    const struct score *score;
    const char *music_path;
    int64_t track_start_ms;               /* of the file: from there on it plays */
    int64_t music_start_ms, music_end_ms; /* within the video; the score was composed for the difference */
    double volume;                        /* 0-1 */
    struct mix_level levels[MIX_MOST_LEVELS];
    size_t level_count;
    int64_t fade_in_ms, fade_out_ms;                   /* on top of what the score does itself */
    bool duck;                                         /* lower the music under speech */
    double duck_lu;                                    /* by how much it lies under the voice then; 0: 14 */
    bool keep_original;                                /* false: the original sound is dropped */
    double original_volume;                            /* what its level is multiplied by; 0: as it is */
    struct mix_level original_levels[MIX_MOST_LEVELS]; /* on top of that, by place */
    size_t original_level_count;
    bool keep_loudness;                               /* true: no common gain, the original stays at 0 dB */
    double loudness_lufs;                             /* target of the whole, -70 ... 0 (default -14) */
    double true_peak_dbtp;                            /* ceiling after encoding, default -1 */
    struct picture_title titles[PICTURE_MOST_TITLES]; /* drawn on the picture: forces an encode */
    size_t title_count;
    /* Called with 0-1, never going back; returns true to cancel (BGM_INTERRUPTED). May be NULL. */
    bool (*progress)(void *context, double share);
    void *context;
    /* NULL, or a folder for stems as WAV: "original" and "music" as they were added up (before the common
     * gain), and each part of a score dry. All begin with the video. */
    const char *stems_folder;
    bool sound_only;               /* the music alone, as a WAV file `output_path` (whose name ends so): no picture,
                                    * no original sound */
    bool copy_picture, compatible; /* media_encode.h */
    bool strict;                   /* a damaged input is an error */
    bool in_batch;                 /* one of many: a piece of seconds keeps to one core */
};

struct mixdown_report {
    double loudness_lufs; /* measured of what was sent to the encoder */
    double true_peak_dbtp;
    bool picture_copied;
    char damage[160]; /* of the input, and where: one sentence; "": none is known */
    char reason[160]; /* why the picture was encoded again; "" when copied */
    char notes[4096]; /* what was dropped or changed, for the user: one sentence each, newlines between */
};

enum bgm_status mixdown_run(const struct mixdown_request *request, struct mixdown_report *report,
                            struct bgm_error *err);

#endif
