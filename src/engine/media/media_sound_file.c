/* One ffmpeg, from WAV to something smaller. */
#include "media_sound_file.h"

#include <stdlib.h>

#include "argument_list.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/media_cage.h"
#include "bgmusic/base/media_input.h"
#include "bgmusic/base/process.h"
#include "bgmusic/base/process_cage.h"
#include "bgmusic/base/xalloc.h"
#include "media_complaint.h"
#include "media_container.h"
#include "media_decode.h"

/* The slowest of these encoders is thirty times as fast as the music. */
#define TIMEOUT_MS(length_ms) (60 * 1000 + (length_ms))

enum bgm_status media_sound_file_make(const char *from, const char *to, int64_t length_ms, struct bgm_error *err)
{
    static const char *const opening[] = {"ffmpeg", "-nostdin", "-hide_banner",     "-v", "error",
                                          "-n",     "-nostats", MEDIA_INPUT_GUARDS, "-i", NULL};
    const struct media_container *container = media_container_of_path(to);
    struct argument_list *words = xcalloc(1, sizeof *words);
    struct process child = PROCESS_INIT;
    int exit_code = 0;
    argument_add_all(words, opening);
    argument_take(words, MEDIA_INPUT_URL(from));
    argument_add(words, "-c:a:0");
    argument_add_all(words, container->sound);
    argument_add(words, "-f");
    argument_add(words, "%s", container->muxer);
    argument_take(words, MEDIA_INPUT_URL(to));
    char *folder = path_folder(to);
    struct process_cage *cage = media_cage_writer(from, folder, NULL, 0, length_ms, TIMEOUT_MS(length_ms));
    enum bgm_status status = process_start_caged(&child, (const char *const *)words->words, 0, cage, err);
    if (status == BGM_OK)
        status = process_finish(&child, TIMEOUT_MS(length_ms), &exit_code, err);
    if (status == BGM_OK && exit_code != 0) {
        char complaint[200];
        media_first_complaint(&child, complaint, sizeof complaint);
        status = bgm_fail(err, BGM_FAILED, "ffmpeg could not write the %s file: %s", container->name, complaint);
        media_fail_killed("write the sound", exit_code, err);
    }
    process_cage_free(cage);
    process_release(&child);
    argument_list_release(words);
    free(words);
    free(folder);
    return status;
}
