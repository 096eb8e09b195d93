/* A SoundFont as FluidSynth is shown it: the file, but for the list of its presets and zones, which comes from memory
 * with what a piece does not hear taken out (soundfont_subset.h).
 *
 *     struct soundfont_view *view = soundfont_view_new(path, &use);     NULL: load the file as it is
 *     soundfont_view_attach(fluid, settings, synth);
 *     soundfont_view_show(view);
 *     fluid->fluid_synth_sfload(synth, path, 0);            and whatever else reads the font: choosing a program
 *     soundfont_view_show(NULL);
 *     ... delete the synth, then soundfont_view_free(view)
 *
 * The font keeps the name of its file, under which FluidSynth shares decoded samples between synths: they are the same
 * in all views. Its callback of opening is given nothing but that name, so the view stands beside, by thread. */
#ifndef BGMUSIC_ENGINE_SOUND_SOUNDFONT_VIEW_H
#define BGMUSIC_ENGINE_SOUND_SOUNDFONT_VIEW_H

#include "soundfont_subset.h"
#include "fluid_library.h"

struct soundfont_view;

struct soundfont_view *soundfont_view_new(const char *path, const struct font_use *use);
/* Not before the synth that reads through it is deleted: samples are read when a program is chosen. */
void soundfont_view_free(struct soundfont_view *view); /* NULL is legal */
/* Teaches a synth to open views. False: no memory. */
bool soundfont_view_attach(const struct fluid_library *fluid, fluid_settings_t *settings, fluid_synth_t *synth);
/* What this thread opens from now on; NULL: files. */
void soundfont_view_show(const struct soundfont_view *view);

#endif
