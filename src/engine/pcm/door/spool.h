/* Sound on disk: stereo floats at 48 kHz in a file without a name, so that memory stays the same
 * for a clip of ten seconds and of an hour. Reads past the end give silence. The system drops
 * the file when the descriptor is closed, also after a crash. */
#ifndef BGMUSIC_ENGINE_PCM_SPOOL_H
#define BGMUSIC_ENGINE_PCM_SPOOL_H

#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/error.h"

/* The one rate of the sound room, and the frames that its loops take at a time (a multiple of the
 * synthesiser's 64). */
enum { SOUND_RATE = 48000, SOUND_CHUNK_FRAMES = 8192 };

struct spool {
    int fd;         /* -1: not open */
    int64_t frames; /* highest frame written, plus one */
    int64_t origin; /* added to every position: what is frame 0 to one step may lie later in the file */
};
#define SPOOL_INIT \
    {              \
        .fd = -1   \
    }

enum bgm_status spool_open(struct spool *spool, const char *folder, struct bgm_error *err);
void spool_close(struct spool *spool); /* legal when not open */
/* The same file under a descriptor of its own, for a reader beside its owner. BGM_OUTPUT without
 * a descriptor to spare. */
enum bgm_status spool_share(const struct spool *spool, struct spool *other, struct bgm_error *err);

/* `stereo`: interleaved, 2 * frames values. BGM_OUTPUT when the disk is full. */
enum bgm_status spool_write(struct spool *spool, int64_t at_frame, const float *stereo, size_t frames,
                            struct bgm_error *err);
enum bgm_status spool_read(const struct spool *spool, int64_t at_frame, float *stereo, size_t frames,
                           struct bgm_error *err);

/* Milliseconds and microseconds in frames, to the nearest. */
static inline int64_t sound_frames_of_ms(int64_t ms)
{
    return ms * (SOUND_RATE / 1000);
}

static inline int64_t sound_frames_of_us(int64_t us)
{
    return (us * 6 + 62) / 125;
}

#endif
