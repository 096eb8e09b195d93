/* Which SoundFont plays the music: found in a fixed order of names and folders (docs/music.md), or told. */
#ifndef BGMUSIC_ENGINE_SOUND_SOUNDFONT_H
#define BGMUSIC_ENGINE_SOUND_SOUNDFONT_H

#include "bgmusic/base/error.h"

/* `wanted`: what an option or a setting says, NULL or "" for "search" ($BGMUSIC_SOUNDFONT first). `*path` is the
 * caller's. BGM_INPUT with an install line when none is there, or when the one told is no SoundFont file. */
enum bgm_status soundfont_find(const char *wanted, char **path, struct bgm_error *err);

#endif
