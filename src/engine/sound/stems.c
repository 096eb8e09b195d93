/* Sums the parts of a score, with their room, effects and ending, into the music bus. */
#include "stems.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/xalloc.h"
#include "biquad.h"
#include "effects.h"
#include "fades.h"
#include "finish.h"
#include "loudness.h"
#include "reverb.h"
#include "part_group.h"

enum { MOST_ENDING_MS = 1500, SLOTS = 3 };

/* Fonts carry DC of up to 0.029 of full scale; nothing musical lies under this. */
#define RUMBLE_HERTZ     28.0
#define ROOM_LEAST_HERTZ 120.0 /* bass in a room is mud */
/* The thread that sums also runs room and effects: about this much of the whole work. */
#define SUMMING_SHARE 0.3
/* A shorter piece is played by one thread: opening and measuring a second synthesiser costs more than it brings (a clip
 * of 2 s alone: 0.43 s with one, 0.45 with two for lo-fi; 0.49 and 0.54 for a piano; the same for an orchestra). */
enum { LEAST_SHARED_MS = 6000 };
/* Decoding an instrument's samples and measuring the part cost as much as this much sounding. */
#define LOADING_TICKS 40000.0

/* A group that renders ahead in a thread of its own, by a few chunks. */
struct companion {
    struct part_group group;
    const struct stems_request *request;
    unsigned parts;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct group_chunk slots[SLOTS];
    int64_t made, taken; /* chunks */
    bool stop, ended;
    enum bgm_status status;
    struct bgm_error error;
};

static int64_t chunk_count(const struct stems_request *request)
{
    return (request->frames + SOUND_CHUNK_FRAMES - 1) / SOUND_CHUNK_FRAMES;
}

static size_t chunk_frames(const struct stems_request *request, int64_t number)
{
    int64_t left = request->frames - number * SOUND_CHUNK_FRAMES;
    return left < SOUND_CHUNK_FRAMES ? (size_t)left : SOUND_CHUNK_FRAMES;
}

static void *run_companion(void *argument)
{
    struct companion *companion = argument;
    const struct stems_request *request = companion->request;
    companion->status = part_group_open(&companion->group, request, companion->parts, &companion->error);
    int64_t total = companion->status == BGM_OK ? chunk_count(request) : 0;
    for (int64_t i = 0; i < total; i++) {
        pthread_mutex_lock(&companion->lock);
        while (!companion->stop && companion->made - companion->taken >= SLOTS)
            pthread_cond_wait(&companion->changed, &companion->lock);
        bool stop = companion->stop;
        pthread_mutex_unlock(&companion->lock);
        if (stop)
            break;
        part_group_render(&companion->group, i * SOUND_CHUNK_FRAMES, chunk_frames(request, i),
                          &companion->slots[i % SLOTS]);
        pthread_mutex_lock(&companion->lock);
        companion->made++;
        pthread_cond_broadcast(&companion->changed);
        pthread_mutex_unlock(&companion->lock);
    }
    pthread_mutex_lock(&companion->lock);
    companion->ended = true;
    pthread_cond_broadcast(&companion->changed);
    pthread_mutex_unlock(&companion->lock);
    return NULL;
}

/* NULL without parts for it, or without a thread: then the caller plays them itself. */
static struct companion *companion_new(const struct stems_request *request, unsigned parts)
{
    if (parts == 0)
        return NULL;
    struct companion *companion = xcalloc(1, sizeof *companion);
    companion->request = request;
    companion->parts = parts;
    pthread_mutex_init(&companion->lock, NULL);
    pthread_cond_init(&companion->changed, NULL);
    if (pthread_create(&companion->thread, NULL, run_companion, companion) == 0)
        return companion;
    pthread_cond_destroy(&companion->changed);
    pthread_mutex_destroy(&companion->lock);
    free(companion);
    return NULL;
}

/* Waits for chunk `number`; NULL when there will be none. */
static const struct group_chunk *companion_wait(struct companion *companion, int64_t number)
{
    pthread_mutex_lock(&companion->lock);
    while (companion->made <= number && !companion->ended)
        pthread_cond_wait(&companion->changed, &companion->lock);
    bool there = companion->made > number;
    pthread_mutex_unlock(&companion->lock);
    return there ? &companion->slots[number % SLOTS] : NULL;
}

static void companion_take(struct companion *companion)
{
    pthread_mutex_lock(&companion->lock);
    companion->taken++;
    pthread_cond_broadcast(&companion->changed);
    pthread_mutex_unlock(&companion->lock);
}

static enum bgm_status companion_free(struct companion *companion, struct bgm_error *err)
{
    if (companion == NULL)
        return BGM_OK;
    pthread_mutex_lock(&companion->lock);
    companion->stop = true;
    pthread_cond_broadcast(&companion->changed);
    pthread_mutex_unlock(&companion->lock);
    pthread_join(companion->thread, NULL);
    enum bgm_status status = companion->status;
    if (status != BGM_OK && err != NULL)
        *err = companion->error;
    enum bgm_status closed = part_group_close(&companion->group, status == BGM_OK ? err : NULL);
    pthread_cond_destroy(&companion->changed);
    pthread_mutex_destroy(&companion->lock);
    free(companion);
    return status == BGM_OK ? closed : status;
}

/* What a part costs: FluidSynth works as long as its notes sound, and a little after. */
static double part_cost(const struct score_part *part)
{
    double ticks = 0;
    for (size_t i = 0; i < part->note_count; i++)
        ticks += part->notes[i].length_ticks + SCORE_TICKS_PER_QUARTER / 2;
    return ticks;
}

/* Deals the parts out by their cost, the dearest first, each to who has less to do. The score
 * alone decides, so that the sound is the same on every machine. */
static unsigned parts_for_companion(const struct score *score)
{
    double costs[SCORE_MOST_PARTS], total = 0, their_load = 0;
    unsigned dealt = 0, theirs = 0;
    if (score->end_ms < LEAST_SHARED_MS)
        return 0;
    for (size_t i = 0; i < score->part_count; i++)
        total += costs[i] = part_cost(&score->parts[i]);
    double our_load = SUMMING_SHARE * total;
    for (size_t round = 0; round < score->part_count && score->part_count > 1; round++) {
        size_t dearest = SCORE_MOST_PARTS;
        for (size_t i = 0; i < score->part_count; i++) {
            if ((dealt >> i & 1) == 0 && (dearest == SCORE_MOST_PARTS || costs[i] > costs[dearest]))
                dearest = i;
        }
        double cost = costs[dearest] + LOADING_TICKS;
        dealt |= 1u << dearest;
        if (their_load <= our_load) {
            theirs |= 1u << dearest;
            their_load += cost;
        } else {
            our_load += cost;
        }
    }
    return theirs;
}

struct bus {
    struct reverb *reverb;
    struct effects *effects;
    struct spectrum *spectrum; /* what finish_pass() goes by */
    struct loudness *meter;
    struct biquad high_pass, send_high_pass;
};

static void add_chunk(struct group_chunk *sum, const struct group_chunk *other, size_t frames)
{
    for (size_t i = 0; i < 2 * frames; i++) {
        sum->dry[i] += other->dry[i];
        sum->send[i] += other->send[i];
    }
}

/* Turns the summed chunk into the bus, in place in `dry`. */
static void run_bus(struct bus *bus, struct group_chunk *chunk, size_t frames)
{
    biquad_run(&bus->high_pass, chunk->dry, frames);
    biquad_run(&bus->send_high_pass, chunk->send, frames);
    reverb_run(bus->reverb, chunk->send, chunk->dry, frames);
    effects_run(bus->effects, chunk->dry, frames);
    spectrum_add(bus->spectrum, chunk->dry, frames);
    loudness_add(bus->meter, chunk->dry, frames);
}

static enum bgm_status render(const struct stems_request *request, struct bus *bus, struct part_group *group,
                              struct companion *companion, struct group_chunk *chunk, struct spool *spool,
                              struct bgm_error *err)
{
    int64_t total = chunk_count(request);
    for (int64_t i = 0; i < total; i++) {
        int64_t at = i * SOUND_CHUNK_FRAMES;
        size_t frames = chunk_frames(request, i);
        part_group_render(group, at, frames, chunk);
        if (companion != NULL) {
            const struct group_chunk *other = companion_wait(companion, i);
            if (other == NULL)
                return BGM_FAILED; /* companion_free() has the reason */
            add_chunk(chunk, other, frames);
            companion_take(companion);
        }
        run_bus(bus, chunk, frames);
        enum bgm_status status = spool_write(spool, at, chunk->dry, frames, err);
        if (status != BGM_OK)
            return status;
        if (request->progress != NULL && request->progress(request->context, (double)at / (double)request->frames))
            return bgm_fail(err, BGM_INTERRUPTED, "interrupted");
    }
    return BGM_OK;
}

/* What is measured when all has been heard: spectrum, width and peaks by the style's row, then the ending. */
static enum bgm_status finish_pass(const struct stems_request *request, const struct bus *bus, float *stereo,
                                   struct spool *spool, struct bgm_error *err)
{
    int64_t ring_ms = request->score->end_ms - request->score->last_chord_ms;
    ring_ms = ring_ms < 0 ? 0 : ring_ms < MOST_ENDING_MS ? ring_ms : MOST_ENDING_MS;
    struct finish *finish = finish_new(mix_row_find(request->score->style), bus->spectrum, loudness_lufs(bus->meter));
    enum bgm_status status = BGM_OK;
    for (int64_t i = 0; status == BGM_OK && i < chunk_count(request); i++) {
        int64_t at = i * SOUND_CHUNK_FRAMES;
        size_t frames = chunk_frames(request, i);
        status = spool_read(spool, at, stereo, frames, err);
        if (status != BGM_OK)
            break;
        finish_run(finish, stereo, frames);
        fade_ending(stereo, frames, at, request->frames, sound_frames_of_ms(ring_ms));
        status = spool_write(spool, at, stereo, frames, err);
    }
    finish_free(finish);
    return status;
}

enum bgm_status stems_render(const struct stems_request *request, struct spool *spool, struct bgm_error *err)
{
    const struct score *score = request->score;
    bool hall = score->effects == SCORE_EFFECTS_HALL;
    unsigned all = (1u << score->part_count) - 1;
    struct bus bus = {.reverb = reverb_new(score->reverb_t60_s, hall ? 30 : 15),
                      .effects = effects_new(score->effects),
                      .spectrum = spectrum_new(),
                      .meter = loudness_new()};
    struct part_group *group = xcalloc(1, sizeof *group);
    struct group_chunk *chunk = xcalloc(1, sizeof *chunk);
    biquad_init_high_pass(&bus.high_pass, RUMBLE_HERTZ, 0.7071);
    biquad_init_high_pass(&bus.send_high_pass, ROOM_LEAST_HERTZ, 0.7071);

    struct companion *companion = companion_new(request, parts_for_companion(score));
    unsigned theirs = companion != NULL ? companion->parts : 0;
    enum bgm_status status = part_group_open(group, request, all & ~theirs, err);
    if (status == BGM_OK)
        status = render(request, &bus, group, companion, chunk, spool, err);
    if (status == BGM_OK)
        status = finish_pass(request, &bus, chunk->dry, spool, err);
    enum bgm_status closed = companion_free(companion, status == BGM_OK || status == BGM_FAILED ? err : NULL);
    if (status == BGM_OK || (status == BGM_FAILED && closed != BGM_OK))
        status = closed;
    closed = part_group_close(group, status == BGM_OK ? err : NULL);
    status = status == BGM_OK ? closed : status;
    free(chunk);
    free(group);
    spectrum_free(bus.spectrum);
    loudness_free(bus.meter);
    effects_free(bus.effects);
    reverb_free(bus.reverb);
    return status;
}
