/* libfluidsynth, loaded when it is first needed.
 *
 * It brings some sixty other libraries along (sound servers, among them), which would double the start of every
 * command that plays nothing. So the program is not linked against it; its functions stand in a table:
 *
 *     const struct fluid_library *fluid = fluid_library_load(err);
 *     if (fluid != NULL) fluid->new_fluid_settings() ...
 *
 * Loaded once for the life of the process, from any thread. */
#ifndef BGMUSIC_ENGINE_SOUND_FLUID_LIBRARY_H
#define BGMUSIC_ENGINE_SOUND_FLUID_LIBRARY_H

#include <fluidsynth.h>

#include "bgmusic/base/error.h"

#define FLUID_LIBRARY_FUNCTIONS(X)   \
    X(new_fluid_settings)            \
    X(delete_fluid_settings)         \
    X(fluid_settings_setint)         \
    X(fluid_settings_setnum)         \
    X(fluid_settings_setstr)         \
    X(new_fluid_synth)               \
    X(delete_fluid_synth)            \
    X(new_fluid_defsfloader)         \
    X(fluid_sfloader_set_callbacks)  \
    X(fluid_synth_add_sfloader)      \
    X(fluid_synth_sfload)            \
    X(fluid_synth_get_sfont_by_id)   \
    X(fluid_sfont_iteration_start)   \
    X(fluid_sfont_iteration_next)    \
    X(fluid_preset_get_banknum)      \
    X(fluid_synth_set_interp_method) \
    X(fluid_synth_program_change)    \
    X(fluid_synth_noteon)            \
    X(fluid_synth_noteoff)           \
    X(fluid_synth_cc)                \
    X(fluid_synth_set_gen)           \
    X(fluid_synth_set_channel_type)  \
    X(fluid_synth_bank_select)       \
    X(fluid_synth_pitch_bend)        \
    X(fluid_synth_all_sounds_off)    \
    X(fluid_synth_process)           \
    X(fluid_version_str)             \
    X(fluid_set_log_function)

struct fluid_library {
#define FLUID_LIBRARY_POINTER(name) __typeof__(&name) name;
    FLUID_LIBRARY_FUNCTIONS(FLUID_LIBRARY_POINTER)
#undef FLUID_LIBRARY_POINTER
};

/* NULL, with the line that installs it, when the library or one of its functions is not there. */
const struct fluid_library *fluid_library_load(struct bgm_error *err);

#endif
