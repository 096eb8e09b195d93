/* The endings that outputs may have. */
#include "bgmusic/app/output_kind.h"

#include <stddef.h>
#include <string.h>

#include "bgmusic/app/app.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "convert_file.h"

static const struct output_kind kinds[] = {
    {"mp4", false, true},   {"m4v", false, true}, {"mov", false, false}, {"mkv", false, false},
    {"webm", false, false}, {"wav", true, false}, {"mp3", true, false},  {"m4a", true, false},
    {"flac", true, false},  {"ogg", true, false}, {"opus", true, false},
};

enum bgm_status output_kind_find(const char *output, const struct output_kind **kind, struct bgm_error *err)
{
    const char *name = output != NULL ? strrchr(output, '/') : NULL;
    name = name != NULL ? name + 1 : output;
    const char *dot = name != NULL ? strrchr(name, '.') : NULL;
    *kind = &kinds[0];
    if (dot == NULL || dot == name)
        return BGM_OK;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (text_equal_ignore_case(dot + 1, kinds[i].ending)) {
            *kind = &kinds[i];
            return BGM_OK;
        }
    }
    bgm_fail(err, BGM_USAGE, "cannot make \"%s\": no kind of file is known by \"%s\"", output, dot);
    bgm_hint(err, "a film is .mp4, .m4v, .mov, .mkv or .webm; the music alone .wav, .mp3, .m4a, .flac, .ogg or .opus");
    return BGM_USAGE;
}

enum bgm_status output_kind_check(const char *output, bool is_local, bool drops_original, struct bgm_error *err)
{
    const struct output_kind *kind;
    enum bgm_status status = output_kind_find(output, &kind, err);
    if (status != BGM_OK || is_local || kind->is_the_services)
        return status;
    if (kind->is_sound && !drops_original) {
        bgm_fail(err, BGM_USAGE, "the service gives no music without its video, and so no .%s", kind->ending);
        bgm_hint(err, "the local engine does: --engine local; or give an output that ends in .mp4");
        return BGM_USAGE;
    }
    if (convert_is_possible(kind->ending))
        return BGM_OK;
    bgm_fail(err, BGM_USAGE, "the service gives MP4 files, and there is no ffmpeg here to make a .%s of one",
             kind->ending);
    bgm_hint(err, "install ffmpeg; or give an output that ends in .mp4");
    return BGM_USAGE;
}

void output_kind_tell(struct app *app, const char *output)
{
    const struct output_kind *kind;
    output_kind_find(output, &kind, NULL);
    if (kind->is_sound)
        app_notice(app, "an output that ends in .%s is the music alone; .mp4 is the film with it", kind->ending);
    else if (text_equal(kind->ending, "mkv") || text_equal(kind->ending, "webm"))
        app_notice(app, "not everything plays .%s; an output that ends in .mp4 plays nearly everywhere", kind->ending);
}
