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

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgmusic/json/json_span.h"

enum { SCENE_MOST_SPANS = 1024, SCENE_MOST_BEATS = 65536 };

struct scene_span {
    int64_t start_ms, end_ms;
    double energy; /* of the music, 0-1; of speech 1 */
    double factor; /* of levels: what the sound is multiplied by, not 0 */
};

struct scene_section {
    char name[16]; /* "intro", "A", "outro" */
    int64_t start_ms, end_ms;
};

struct draft_scene {
    struct scene_span *speech, *energy, *holes;  /* holes: where the music is silent */
    struct scene_span *muted;                    /* where the video's own sound is silent */
    struct scene_span *levels, *original_levels; /* where the music, the video's own sound is louder or softer */
    size_t speech_count, energy_count, hole_count, muted_count, level_count, original_level_count;
    char *made; /* "lofi, 78 bpm, Bb dorian, seed 17"; NULL: not known */
    /* The same one by one, and what plays; NULL, 0: not known. */
    char *style, *key, *seed, *instruments;
    double bpm;
    struct scene_section *sections;
    size_t section_count;
    int64_t *beats_ms, *bars_ms; /* ascending */
    size_t beat_count, bar_count;
    bool has_before;
    double before_lufs; /* loudness of the original sound */
};

/* Of the state's answer; length 0: it is not there. */
struct draft_sources {
    struct json_span draft, analyses, media;
};

/* What cannot be understood is left out; never fails. */
void draft_scene_read(const struct draft_sources *sources, struct draft_scene *scene);
/* Beats, bars and sections: one JSON object, times in seconds; and labels as Audacity reads them, a line each. */
struct buf;
void draft_scene_print_beats(const struct draft_scene *scene, struct buf *out);
void draft_scene_print_labels(const struct draft_scene *scene, struct buf *out);
void draft_scene_release(struct draft_scene *scene); /* legal twice, and on a zeroed struct */

#endif
