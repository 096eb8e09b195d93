/* What a state tells beyond the tracks: where somebody speaks, how the music's energy goes, what the music is.
 * Everything is read leniently; the cloud tells little of it, the local engine all.
 *
 *     struct draft_scene scene;
 *     draft_scene_read(&(struct draft_sources){.draft = ..., .analyses = ..., .media = ...}, &scene);
 *     draft_scene_release(&scene);
 *
 * Times are those of the finished video. */
#ifndef BGMUSIC_DRAFT_DRAFT_SCENE_H
#define BGMUSIC_DRAFT_DRAFT_SCENE_H

#include <stddef.h>
#include <stdint.h>

#include "bgmusic/json/json_span.h"

enum { SCENE_MOST_SPANS = 1024 };

struct scene_span {
    int64_t start_ms, end_ms;
    double energy; /* of the music, 0-1; of speech 1 */
};

struct draft_scene {
    struct scene_span *speech, *energy;
    size_t speech_count, energy_count;
    char *made; /* "lofi, 78 bpm, Bb dorian, seed 17"; NULL: not known */
};

/* Of the state's answer; length 0: it is not there. */
struct draft_sources {
    struct json_span draft, analyses, media;
};

/* What cannot be understood is left out; never fails. */
void draft_scene_read(const struct draft_sources *sources, struct draft_scene *scene);
void draft_scene_release(struct draft_scene *scene); /* legal twice, and on a zeroed struct */

#endif
