/* The one ffmpeg that writes the result: the picture copied where the container can hold it and what plays the
 * container plays it (else encoded), our sound, other tracks, subtitles, chapters and metadata kept. The ending of the
 * output's name decides on the container (media_container.h).
 *
 * The file is written under another name beside the output and renamed when it is whole: nobody
 * ever sees half a file, and nothing is left behind when it fails. */
#ifndef BGMUSIC_ENGINE_MEDIA_MEDIA_ENCODE_H
#define BGMUSIC_ENGINE_MEDIA_MEDIA_ENCODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/error.h"
#include "media_probe.h"

enum { PICTURE_MOST_TITLES = 16 };

/* A text drawn on the picture. */
struct picture_title {
    const char *text; /* UTF-8, one line */
    int64_t start_ms, end_ms;
};

struct media_encode_request {
    const char *video_path;
    const struct media_info *info;
    const char *output_path;
    const char *scratch_folder; /* for the texts of titles */
    const struct picture_title *titles;
    size_t title_count;
    bool keep_other_tracks; /* the other sound tracks of the original */
    bool copy_picture;      /* take its packets over whatever players say */
    bool compatible;        /* H.264 in yuv420p, whatever it costs */
    bool bare;              /* picture and sound alone: a second try, when the first one failed */
    int64_t frames;         /* of sound: the length of the result */
    /* Gives the sound, in ascending order. */
    enum bgm_status (*read_sound)(void *context, int64_t at_frame, float *stereo, size_t frames, struct bgm_error *err);
    bool (*progress)(void *context, double share); /* true cancels; may be NULL */
    void *context;
};

struct media_encode_result {
    bool picture_copied;
    char reason[160]; /* why not */
};

struct media_encoder;

/* Starts ffmpeg, which reads the head of the video and then waits for sound: the time that it
 * needs to begin passes beside other work. What the request points at must live until
 * media_encode_free(). `notes`: one sentence a line about what will be dropped is appended. */
enum bgm_status media_encode_start(const struct media_encode_request *request, struct media_encoder **encoder,
                                   struct media_encode_result *result, struct buf *notes, struct bgm_error *err);
/* Feeds the sound and waits for the finished file. */
enum bgm_status media_encode_finish(struct media_encoder *encoder, struct bgm_error *err);
/* After it is finished: did ffmpeg complain about the input, so that it is worth a look (media_check.h)? */
bool media_encode_complained(const struct media_encoder *encoder);
/* Kills what still runs and deletes what is not finished. NULL is legal. */
void media_encode_free(struct media_encoder *encoder);

#endif
