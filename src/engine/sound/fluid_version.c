/* The version of the loaded FluidSynth. */
#include "fluid_version.h"

#include "fluid_library.h"

const char *fluid_library_version(struct bgm_error *err)
{
    const struct fluid_library *fluid = fluid_library_load(err);
    return fluid != NULL ? fluid->fluid_version_str() : NULL;
}
