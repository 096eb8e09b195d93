/* Loads libfluidsynth and finds its functions. */
#include "fluid_library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>

#include "bgmusic/base/count.h"

static struct fluid_library library;
static const char *missing; /* what was not found; NULL: all is there */
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void)
{
    /* The callbacks of soundfont_view.c have the types of version 2.2, whose shared object is the first with number 3.
     */
    static const char *const names[] = {
#ifdef __APPLE__
        "libfluidsynth.3.dylib",
        "libfluidsynth.dylib",
        "/opt/homebrew/lib/libfluidsynth.3.dylib",
        "/usr/local/lib/libfluidsynth.3.dylib",
#else
        "libfluidsynth.so.3",
        "libfluidsynth.so",
#endif
    };
    void *handle = NULL;
    for (size_t i = 0; i < COUNT(names) && handle == NULL; i++)
        handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
        missing = "the library";
        return;
    }
    /* POSIX lets an object pointer of dlsym() be a function; C wants it copied, not cast. */
#define FLUID_LIBRARY_FIND(name)                     \
    {                                                \
        void *found = dlsym(handle, #name);          \
        if (found == NULL)                           \
            missing = #name;                         \
        memcpy(&library.name, &found, sizeof found); \
    }
    FLUID_LIBRARY_FUNCTIONS(FLUID_LIBRARY_FIND)
#undef FLUID_LIBRARY_FIND
}

const struct fluid_library *fluid_library_load(struct bgm_error *err)
{
    pthread_once(&once, load);
    if (missing == NULL)
        return &library;
    bgm_fail(err, BGM_FAILED, "FluidSynth cannot be used: %s is missing", missing);
    bgm_hint(err, "install it: apt-get install libfluidsynth3");
    return NULL;
}
