/* The cage (process_cage.h) of an ffmpeg or ffprobe that reads a file from outside. */
#ifndef BGMUSIC_ENGINE_MEDIA_MEDIA_CAGE_H
#define BGMUSIC_ENGINE_MEDIA_MEDIA_CAGE_H

#include <stdbool.h>
#include <stdint.h>

struct process_cage;

/* One that reads `input` alone and writes to its pipes, for `timeout_ms` at most. NULL is a good answer: none is
 * possible here. process_cage_free(). */
struct process_cage *media_cage_reader(const char *program, const char *input, int64_t timeout_ms);
/* One that makes a video of `length_ms`, with pictures of so many points, from `input` in `output_folder`, with what
 * lies in `scratch_folder` (NULL: nothing). */
struct process_cage *media_cage_writer(const char *input, const char *output_folder, const char *scratch_folder,
                                       int64_t pixels, int64_t length_ms, int64_t timeout_ms);

/* A program that cannot even load its libraries in its cage runs without one from now on: true when that is new, and
 * the call is worth another try. */
bool media_cage_give_up(const struct process_cage *cage, int exit_code, const char *complaint);

#endif
