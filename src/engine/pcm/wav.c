/* Float WAV files. */
#include "wav.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/file.h"
#include "bgmusic/base/xalloc.h"
#include "spool.h"

enum { HEAD_BYTES = 44, FRAME_BYTES = 8 };

static void put_u32(unsigned char *place, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        place[i] = (unsigned char)(value >> (8 * i));
}

static void make_head(unsigned char head[HEAD_BYTES], int64_t frames)
{
    uint32_t bytes = frames > (int64_t)((UINT32_MAX - HEAD_BYTES) / FRAME_BYTES) ? UINT32_MAX - HEAD_BYTES
                                                                                 : (uint32_t)(frames * FRAME_BYTES);
    memcpy(head, "RIFF....WAVEfmt ", 16);
    put_u32(head + 4, bytes + HEAD_BYTES - 8);
    put_u32(head + 16, 16);
    put_u32(head + 20, 3 | 2 << 16); /* IEEE float, two channels */
    put_u32(head + 24, SOUND_RATE);
    put_u32(head + 28, SOUND_RATE * FRAME_BYTES);
    put_u32(head + 32, FRAME_BYTES | 32 << 16);
    memcpy(head + 36, "data", 4);
    put_u32(head + 40, bytes);
}

enum bgm_status wav_open(struct wav *wav, const char *folder, const char *name, struct bgm_error *err)
{
    unsigned char head[HEAD_BYTES];
    char *file_name = xasprintf("%s.wav", name);
    char *path = path_join(folder, file_name);
    *wav = (struct wav){.file = fopen(path, "wb")};
    enum bgm_status status = BGM_OK;
    if (wav->file == NULL)
        status = bgm_fail(err, BGM_OUTPUT, "cannot write \"%s\": %s", path, strerror(errno));
    make_head(head, 0);
    if (wav->file != NULL && fwrite(head, sizeof head, 1, wav->file) != 1)
        wav->failed = true;
    free(path);
    free(file_name);
    return status;
}

void wav_write(struct wav *wav, const float *stereo, size_t frames)
{
    /* Memory order is the file's on every machine this builds for (little endian). */
    if (wav->file != NULL && fwrite(stereo, FRAME_BYTES, frames, wav->file) != frames)
        wav->failed = true;
    wav->frames += (int64_t)frames;
}

enum bgm_status wav_close(struct wav *wav, struct bgm_error *err)
{
    if (wav->file == NULL)
        return BGM_OK;
    unsigned char head[HEAD_BYTES];
    make_head(head, wav->frames);
    if (fseek(wav->file, 0, SEEK_SET) != 0 || fwrite(head, sizeof head, 1, wav->file) != 1)
        wav->failed = true;
    if (fclose(wav->file) != 0)
        wav->failed = true;
    bool failed = wav->failed;
    *wav = (struct wav){.file = NULL};
    return failed ? bgm_fail(err, BGM_OUTPUT, "cannot write a stem: the disk may be full") : BGM_OK;
}
