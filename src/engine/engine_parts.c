/* What the local engine is made of, with versions: for `doctor`. */
#include "bgmusic/engine/engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/process.h"
#include "bgmusic/base/process_cage.h"
#include "encoders.h"
#include "fluid_version.h"
#include "soundfont.h"
#include "title_font.h"

enum { ASK_MS = 10000, ANSWER_CEILING = 256 * 1024 };

static const char ffmpeg_fix[] =
    "install ffmpeg: sudo apt install ffmpeg (Debian, Ubuntu), brew install ffmpeg (macOS)";

static struct engine_part bad_part(const char *name, enum bgm_status status, const char *text, const char *fix)
{
    struct engine_part part = {.name = name, .status = status};
    snprintf(part.text, sizeof part.text, "%s", text);
    snprintf(part.fix, sizeof part.fix, "%s", fix);
    return part;
}

/* "ffmpeg version 5.1.6-0+deb12u1 Copyright (c) ..." */
static struct engine_part look_at_program(const char *name)
{
    const char *argv[] = {name, "-version", NULL};
    struct bgm_error err = BGM_ERROR_INIT;
    struct engine_part part = {.name = name};
    struct buf answer;
    int exit_code = 0;
    if (!process_program_exists(name))
        return bad_part(name, BGM_FAILED, "is not installed", ffmpeg_fix);
    buf_init(&answer, ANSWER_CEILING);
    enum bgm_status status = process_capture(argv, ASK_MS, &answer, NULL, &exit_code, &err);
    if (status != BGM_OK || exit_code != 0) {
        part = bad_part(name, BGM_FAILED, status != BGM_OK ? err.message : "cannot even tell its version", ffmpeg_fix);
    } else {
        const char *version = strstr(answer.bytes, "version ");
        version = version != NULL ? version + strlen("version ") : answer.bytes;
        snprintf(part.text, sizeof part.text, "%.*s", (int)strcspn(version, " \n"), version);
        part.is_good = true;
    }
    buf_release(&answer);
    return part;
}

/* Without AAC no film can be made; without H.264 the picture is copied where it can be. */
static struct engine_part look_at_encoders(void)
{
    static const char fix[] = "install an ffmpeg with libx264 and aac (Fedora: from RPM Fusion)";
    struct engine_part part = {.name = "encoders", .is_good = true};
    if (!encoder_exists("aac"))
        return bad_part("encoders", BGM_FAILED, "this ffmpeg has no aac", fix);
    const struct picture_encoder *h264 = picture_encoder_find(PICTURE_H264);
    if (h264 == NULL) {
        part = bad_part(
            "encoders", BGM_FAILED,
            "this ffmpeg encodes no H.264: titles and pictures that have to be encoded again cannot be made", fix);
        part.is_minor = true;
        return part;
    }
    snprintf(part.text, sizeof part.text, "%s%s, aac", h264->name,
             strcmp(h264->name, "libx264") == 0 ? "" : " in place of libx264");
    return part;
}

static bool font_has(const char *characters)
{
    struct buf missing;
    buf_init(&missing, 1024);
    char *font = title_font_find(characters, &missing);
    bool has = font != NULL && missing.length == 0;
    free(font);
    buf_release(&missing);
    return has;
}

/* Titles in the scripts that people ask for most; another one that is missing is told with the title. */
static struct engine_part look_at_fonts(void)
{
    static const struct {
        const char *script, *characters;
    } scripts[] = {{"Latin", "Aa"}, {"Chinese", "\xe4\xb8\xad\xe6\x96\x87"}};
    struct engine_part part = {.name = "fonts", .is_good = true};
    size_t found = 0;
    for (size_t i = 0; i < COUNT(scripts) && process_program_exists("fc-list"); i++, found++) {
        if (!font_has(scripts[i].characters))
            break;
    }
    if (found == COUNT(scripts)) {
        snprintf(part.text, sizeof part.text, "for titles in Latin and Chinese characters");
        return part;
    }
    char text[120];
    snprintf(text, sizeof text, "titles: no font has %s characters", scripts[found].script);
    part = bad_part("fonts", BGM_FAILED,
                    process_program_exists("fc-list") ? text : "titles: there is no fontconfig to find fonts with",
                    "sudo apt install fontconfig fonts-wqy-zenhei (Debian, Ubuntu), sudo dnf install wqy-zenhei-fonts");
    part.is_minor = true;
    return part;
}

static struct engine_part look_at_soundfont(const char *wanted)
{
    struct bgm_error err = BGM_ERROR_INIT;
    struct engine_part part = {.name = "soundfont"};
    char *path = NULL;
    if (soundfont_find(wanted, &path, &err) != BGM_OK)
        return bad_part("soundfont", err.status, err.message, err.hint);
    snprintf(part.text, sizeof part.text, "%s (%.1f MB)", path, (double)file_size(path) / 1e6);
    part.is_good = true;
    free(path);
    return part;
}

static struct engine_part look_at_fluidsynth(void)
{
    struct bgm_error err = BGM_ERROR_INIT;
    struct engine_part part = {.name = "fluidsynth", .is_good = true};
    const char *version = fluid_library_version(&err);
    if (version == NULL)
        return bad_part("fluidsynth", err.status, err.message, err.hint);
    snprintf(part.text, sizeof part.text, "%s", version);
    return part;
}

/* What holds ffmpeg to its input and output. Without it everything works as well, so it is never a fault. */
static struct engine_part look_at_cage(void)
{
    struct engine_part part = {.name = "cage", .is_good = true};
    process_cage_describe("ffmpeg", part.text, sizeof part.text);
    return part;
}

size_t engine_inspect(const struct engine_options *options, struct engine_part parts[ENGINE_MOST_PARTS])
{
    size_t count = 0;
    parts[count++] = look_at_program("ffmpeg");
    if (parts[0].is_good)
        parts[count++] = look_at_encoders();
    parts[count++] = look_at_program("ffprobe");
    if (parts[0].is_good)
        parts[count++] = look_at_cage();
    parts[count++] = look_at_soundfont(options->soundfont);
    parts[count++] = look_at_fluidsynth();
    parts[count++] = look_at_fonts();
    return count;
}
