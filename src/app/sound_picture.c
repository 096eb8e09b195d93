/* Peaks and loudness of a file. */
#include "bgmusic/app/sound_picture.h"

#include <errno.h>
#include <math.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/media_cage.h"
#include "bgmusic/base/media_input.h"
#include "bgmusic/base/process.h"
#include "bgmusic/base/process_cage.h"
#include "bgmusic/base/xalloc.h"

enum {
    RATE = 48000,
    STEP_FRAMES = RATE / 1000 * SOUND_PICTURE_STEP_MS,
    READ_PAUSE_MS = 100,
    DECODE_MOST_MS = 20 * 60 * 1000,
    PIECE_BYTES = 64 * 1024,
};

void sound_picture_release(struct sound_picture *picture)
{
    free(picture->peaks);
    free(picture->loudness);
    *picture = (struct sound_picture){0};
}

void sound_meter_init(struct sound_meter *meter)
{
    *meter = (struct sound_meter){0};
}

/* One sample through the K-weighting. Coefficients for 48 kHz: ITU-R BS.1770-4, annex 1, tables 1 and 2. */
static double weigh(struct sound_meter *meter, int channel, double in)
{
    double in1 = meter->channels[channel].in1, in2 = meter->channels[channel].in2;
    double mid1 = meter->channels[channel].mid1, mid2 = meter->channels[channel].mid2;
    double out1 = meter->channels[channel].out1, out2 = meter->channels[channel].out2;
    double mid = 1.53512485958697 * in - 2.69169618940638 * in1 + 1.19839281085285 * in2 + 1.69065929318241 * mid1 -
                 0.73248077421585 * mid2;
    double out = mid - 2.0 * mid1 + mid2 + 1.99004745483398 * out1 - 0.99007225036621 * out2;
    meter->channels[channel].in2 = in1;
    meter->channels[channel].in1 = in;
    meter->channels[channel].mid2 = mid1;
    meter->channels[channel].mid1 = mid;
    meter->channels[channel].out2 = out1;
    meter->channels[channel].out1 = out;
    return out;
}

static double to_lufs(double power)
{
    double lufs = power > 0 ? -0.691 + 10 * log10(power) : (double)SOUND_PICTURE_SILENCE_LUFS;
    return lufs > (double)SOUND_PICTURE_SILENCE_LUFS ? lufs : (double)SOUND_PICTURE_SILENCE_LUFS;
}

static void end_step(struct sound_meter *meter)
{
    struct sound_picture *picture = &meter->picture;
    picture->peaks = xgrow(picture->peaks, picture->count, sizeof *picture->peaks);
    picture->loudness = xgrow(picture->loudness, picture->count, sizeof *picture->loudness);
    meter->blocks = xgrow(meter->blocks, picture->count, sizeof *meter->blocks);
    memmove(meter->powers, meter->powers + 1, 3 * sizeof meter->powers[0]);
    meter->powers[3] = meter->step_power / (double)meter->step_frames;
    double power = 0;
    size_t known = picture->count + 1 < 4 ? picture->count + 1 : 4;
    for (size_t i = 4 - known; i < 4; i++)
        power += meter->powers[i] / (double)known;
    meter->blocks[picture->count] = power;
    picture->peaks[picture->count] = meter->step_peak;
    picture->loudness[picture->count++] = (float)to_lufs(power);
    meter->step_power = 0;
    meter->step_peak = 0;
    meter->step_frames = 0;
}

void sound_meter_add(struct sound_meter *meter, const float *samples, size_t frames)
{
    for (size_t i = 0; i < frames && meter->picture.count < SOUND_PICTURE_MOST_STEPS; i++) {
        for (int channel = 0; channel < 2; channel++) {
            float sample = isfinite(samples[2 * i + (size_t)channel]) ? samples[2 * i + (size_t)channel] : 0;
            double weighed = weigh(meter, channel, sample);
            meter->step_power += weighed * weighed;
            if (fabsf(sample) > meter->step_peak)
                meter->step_peak = fabsf(sample);
        }
        if (++meter->step_frames == STEP_FRAMES)
            end_step(meter);
    }
}

/* Mean power of the blocks of full length that are louder than `gate_lufs`; 0: none is. */
static double gated_power(const struct sound_meter *meter, double gate_lufs)
{
    double sum = 0;
    size_t count = 0;
    for (size_t i = 3; i < meter->picture.count; i++) {
        if (to_lufs(meter->blocks[i]) > gate_lufs) {
            sum += meter->blocks[i];
            count++;
        }
    }
    return count > 0 ? sum / (double)count : 0;
}

void sound_meter_finish(struct sound_meter *meter, struct sound_picture *picture)
{
    if (meter->picture.count == 0 && meter->step_frames > 0)
        end_step(meter);
    double power = gated_power(meter, -70);
    meter->picture.integrated_lufs = to_lufs(power > 0 ? gated_power(meter, to_lufs(power) - 10) : 0);
    *picture = meter->picture;
    free(meter->blocks);
    sound_meter_init(meter);
}

/* Reads floats from the child until it ends. */
static enum bgm_status read_samples(struct process *child, struct sound_meter *meter, struct bgm_error *err)
{
    float *frames = xmalloc(PIECE_BYTES);
    size_t have = 0;
    enum bgm_status status = BGM_OK;
    while (meter->picture.count < SOUND_PICTURE_MOST_STEPS) {
        struct pollfd ready = {.fd = child->stdout_fd, .events = POLLIN};
        if (interrupt_requested()) {
            status = bgm_fail(err, BGM_INTERRUPTED, "interrupted");
            break;
        }
        if (poll(&ready, 1, READ_PAUSE_MS) <= 0)
            continue;
        ssize_t got = read(child->stdout_fd, (char *)frames + have, PIECE_BYTES - have);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        have += (size_t)got;
        size_t whole = have / (2 * sizeof *frames);
        sound_meter_add(meter, frames, whole);
        have -= whole * 2 * sizeof *frames;
        memmove(frames, frames + 2 * whole, have);
    }
    free(frames);
    return status;
}

/* One ffmpeg's reading of all sound. */
static enum bgm_status measure(const char *const argv[], const struct process_cage *cage, struct sound_picture *picture,
                               bool *again, struct bgm_error *err)
{
    struct process child = PROCESS_INIT;
    struct sound_meter meter;
    int exit_code = 0;
    sound_meter_init(&meter);
    enum bgm_status status = process_start_caged(&child, argv, PROCESS_STDOUT, cage, err);
    if (status == BGM_OK)
        status = read_samples(&child, &meter, err);
    sound_meter_finish(&meter, picture);
    if (status == BGM_OK) {
        process_close_stdout(&child);
        status = process_finish(&child, DECODE_MOST_MS, &exit_code, err);
    }
    *again = status == BGM_OK && media_cage_give_up(cage, exit_code, child.stderr_text.bytes);
    process_release(&child);
    /* Without a sound track ffmpeg has nothing to write and fails; what else it cannot read has no sound for us, too.
     */
    if (status != BGM_OK || *again)
        sound_picture_release(picture);
    return status;
}

enum bgm_status sound_picture_read(const char *path, struct sound_picture *picture, struct bgm_error *err)
{
    char *url = media_input_url(path);
    /* The map with ? allows for no sound. */
    const char *argv[] = {"ffmpeg", "-nostdin", "-v",   "error",  MEDIA_INPUT_GUARDS,
                          "-i",     url,        "-map", "0:a:0?", "-vn",
                          "-ac",    "2",        "-ar",  "48000",  "-f",
                          "f32le",  "-",        NULL};
    struct process_cage *cage = media_cage_reader(argv[0], path, DECODE_MOST_MS);
    bool again = false;
    *picture = (struct sound_picture){0};
    enum bgm_status status = measure(argv, cage, picture, &again, err);
    if (again)
        status = measure(argv, NULL, picture, &again, err);
    process_cage_free(cage);
    free(url);
    return status;
}
