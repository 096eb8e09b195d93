/* How much an ffmpeg may take, and of what. */
#include "bgmusic/base/media_cage.h"

#include <stdatomic.h>
#include <string.h>

#include "bgmusic/base/cores.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/process.h"
#include "bgmusic/base/process_cage.h"
#include "bgmusic/base/trace.h"

/* Address space, which is more than memory: a thread has a stack and an arena of the allocator, a decoder of the
 * largest pictures 16 of them to look back at. */
#define MEMORY_BYTES        (INT64_C(6) << 30)
#define MEMORY_A_CORE_BYTES (INT64_C(512) << 20)

/* An encoder looks some 50 pictures ahead and 16 back, of 1.5 bytes a point. */
#define MEMORY_A_POINT_BYTES 128

/* 256 Mbit/s is more than any encoder here makes, and a copied picture is as large as it was. */
#define FILE_BYTES          (INT64_C(256) << 20)
#define FILE_A_SECOND_BYTES (INT64_C(32) << 20)

/* Samples of 24 bits take 160 times the room of what was coded at 14 kbit/s. */
enum { CONVERTED_FILE_SIZES = 160 };

enum { CPU_S = 30, NOT_RUN = 126, COMPLAINT_CEILING = 16 * 1024 };

static atomic_bool is_given_up;

static struct process_cage *cage_new(const char *program, struct process_cage_rules *rules, int64_t timeout_ms)
{
    int cores = cores_available();
    if (atomic_load(&is_given_up))
        return NULL;
    rules->most_memory_bytes += MEMORY_BYTES + cores * MEMORY_A_CORE_BYTES;
    rules->most_cpu_s = (CPU_S + timeout_ms / 1000) * cores;
    return process_cage_new(program, rules);
}

struct process_cage *media_cage_reader(const char *program, const char *input, int64_t timeout_ms)
{
    struct process_cage_rules rules = {.input = input, .most_file_bytes = FILE_BYTES};
    return cage_new(program, &rules, timeout_ms);
}

struct process_cage *media_cage_writer(const char *input, const char *output_folder, const char *scratch_folder,
                                       int64_t pixels, int64_t length_ms, int64_t timeout_ms)
{
    struct process_cage_rules rules = {
        .input = input,
        .output = output_folder,
        .scratch_folder = scratch_folder,
        .most_memory_bytes = pixels * MEMORY_A_POINT_BYTES,
        .most_file_bytes = FILE_BYTES + 2 * file_size(input) + length_ms / 1000 * FILE_A_SECOND_BYTES,
    };
    return cage_new("ffmpeg", &rules, timeout_ms);
}

struct process_cage *media_cage_converter(const char *input, const char *output, int64_t timeout_ms)
{
    struct process_cage_rules rules = {
        .input = input,
        .output = output,
        .most_file_bytes = FILE_BYTES + CONVERTED_FILE_SIZES * file_size(input),
    };
    return cage_new("ffmpeg", &rules, timeout_ms);
}

bool media_cage_give_up(const struct process_cage *cage, int exit_code, const char *complaint)
{
    /* The words of the loader; a program killed for its memory says nothing. */
    if (cage == NULL || exit_code < NOT_RUN || exit_code > NOT_RUN + 1 || strstr(complaint, "shared") == NULL)
        return false;
    trace(TRACE_ENGINE, "no cage any more: %s", complaint);
    return !atomic_exchange(&is_given_up, true);
}

enum bgm_status media_capture(const char *const argv[], struct process_cage *cage, int64_t timeout_ms, struct buf *out,
                              struct buf *complaint, int *exit_code, struct bgm_error *err)
{
    struct buf said;
    buf_init(&said, COMPLAINT_CEILING);
    enum bgm_status status = process_capture_caged(argv, cage, timeout_ms, out, &said, exit_code, err);
    if (status == BGM_OK && media_cage_give_up(cage, *exit_code, said.bytes)) {
        buf_clear(&said);
        status = process_capture(argv, timeout_ms, out, &said, exit_code, err);
    }
    if (complaint != NULL)
        buf_append(complaint, said.bytes, said.length);
    buf_release(&said);
    process_cage_free(cage);
    return status;
}
