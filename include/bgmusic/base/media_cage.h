/* The cage (process_cage.h) of an ffmpeg or ffprobe that reads a file from outside. Every one runs in it:
 *
 *     status = media_capture(argv, media_cage_reader(argv[0], path, 30000), 30000, &out, NULL, &exit_code, err);
 *
 * or, with the pipes in the caller's hands, process_start_caged() with a cage from here.
 *
 * NULL is a good answer of both media_cage_...(): none is possible here. */
#ifndef BGMUSIC_BASE_MEDIA_CAGE_H
#define BGMUSIC_BASE_MEDIA_CAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/error.h"

struct process_cage;

/* One that reads `input` alone and writes to its pipes, for `timeout_ms` at most. process_cage_free(). */
struct process_cage *media_cage_reader(const char *program, const char *input, int64_t timeout_ms);
/* One that makes a video of `length_ms`, with pictures of so many points, from `input` in `output_folder`, with what
 * lies in `scratch_folder` (NULL: nothing). */
struct process_cage *media_cage_writer(const char *input, const char *output_folder, const char *scratch_folder,
                                       int64_t pixels, int64_t length_ms, int64_t timeout_ms);
/* One that makes another kind of file of `input` in the file `output`, which is there already, and in no other. */
struct process_cage *media_cage_converter(const char *input, const char *output, int64_t timeout_ms);

/* A program that cannot even load its libraries in its cage runs without one from now on: true when that is new, and
 * the call is worth another try. */
bool media_cage_give_up(const struct process_cage *cage, int exit_code, const char *complaint);

/* process_capture_caged(), and once more where the cage was given up. Takes the cage. */
enum bgm_status media_capture(const char *const argv[], struct process_cage *cage, int64_t timeout_ms, struct buf *out,
                              struct buf *complaint, int *exit_code, struct bgm_error *err);

#endif
