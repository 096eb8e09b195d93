/* What an output is, by the ending of its name: a film, or the music alone. */
#ifndef BGMUSIC_APP_OUTPUT_KIND_H
#define BGMUSIC_APP_OUTPUT_KIND_H

#include <stdbool.h>

#include "bgmusic/base/error.h"

struct output_kind {
    const char *ending;   /* "mp4", without the dot */
    bool is_sound;        /* the music alone */
    bool is_the_services; /* the service makes it, too */
};

/* A name without any ending, "-" and NULL are an MP4. BGM_USAGE for an ending that nothing is made for. */
enum bgm_status output_kind_find(const char *output, const struct output_kind **kind, struct bgm_error *err);
/* The same as a check, for the engine at hand. What the service does not make is made here of its MP4, where there is
 * an ffmpeg, and the music alone only when the film has no other sound (`drops_original`); else BGM_USAGE. */
enum bgm_status output_kind_check(const char *output, bool is_local, bool drops_original, struct bgm_error *err);

/* An ending other than MP4's may surprise who only wanted another name: a notice says what it is. */
struct app;
void output_kind_tell(struct app *app, const char *output);

#endif
