/* Some parts of a score on a synthesiser of their own. Two groups may render in two threads:
 * FluidSynth alone uses one core, and most of a short job is its decoding of samples and its
 * rendering. */
#ifndef BGMUSIC_ENGINE_SOUND_PART_GROUP_H
#define BGMUSIC_ENGINE_SOUND_PART_GROUP_H

#include "early_reflections.h"
#include "glue.h"
#include "score_events.h"
#include "stems.h"
#include "part_source.h"
#include "pump.h"
#include "fluid_synth.h"
#include "wav.h"

/* What a group gives for one chunk. */
struct group_chunk {
    float dry[SOUND_CHUNK_FRAMES * 2];
    float send[SOUND_CHUNK_FRAMES * 2]; /* to the room */
};

struct part_group {
    const struct stems_request *request;
    unsigned parts; /* bit per part of the score */
    struct synth *synth;
    struct part_source sources[SCORE_MOST_PARTS];
    struct score_events list;
    size_t next;    /* into the list */
    int64_t *kicks; /* of the whole score: every group makes way for them */
    size_t kick_count, next_kick;
    struct pump pump;
    float drive; /* of drums and bass */
    float gains[SCORE_MOST_PARTS];
    struct early early[SCORE_MOST_PARTS];
    float early_shares[SCORE_MOST_PARTS]; /* 0: none */
    struct glue glue[SCORE_MOST_PARTS];   /* of drums and bass */
    struct wav files[SCORE_MOST_PARTS];
    struct synth_block block;
};

/* Loads the instruments, measures the parts, and stands ready at frame 0. */
enum bgm_status part_group_open(struct part_group *group, const struct stems_request *request, unsigned parts,
                                struct bgm_error *err);
/* The frames from `at` on, `frames` rounded up to whole blocks; in ascending order, chunk by
 * chunk. */
void part_group_render(struct part_group *group, int64_t at, size_t frames, struct group_chunk *chunk);
/* BGM_OUTPUT when a stem's file could not be written. Legal when opening failed, and on a zeroed
 * struct. */
enum bgm_status part_group_close(struct part_group *group, struct bgm_error *err);

#endif
