/* Which FluidSynth plays the music, without its header. */
#ifndef BGMUSIC_ENGINE_SOUND_FLUID_VERSION_H
#define BGMUSIC_ENGINE_SOUND_FLUID_VERSION_H

#include "bgmusic/base/error.h"

/* "2.3.1", borrowed. NULL, with the line that installs it, when the library cannot be used. */
const char *fluid_library_version(struct bgm_error *err);

#endif
