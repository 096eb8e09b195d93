/* The one file that speaks to FluidSynth (fluid_library.c finds its functions). */
#include "fluid_synth.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "spool.h"
#include "fluid_library.h"
#include "soundfont_view.h"

/* Fewer than this in bank 0 is no General MIDI set (128 programs; some fonts lack a few
 * effects). */
enum { LEAST_MELODIC_PRESETS = 120, DRUM_BANK = 128 };

struct synth {
    const struct fluid_library *library;
    fluid_settings_t *settings;
    fluid_synth_t *fluid;
    struct soundfont_view *view; /* NULL: the font's file itself was loaded */
    char *path;                  /* of the font */
};

/* FluidSynth 2.3.1 reads an entry of its cache of samples after it let go of the cache's lock: another synth that goes
 * at that moment takes the entry with it. So whatever touches the cache, in any synth, does it by itself. */
static pthread_mutex_t sample_cache_lock = PTHREAD_MUTEX_INITIALIZER;

/* Did the library complain in this thread? Choosing a program tells in no other way that samples could not be read, and
 * playing them then reads where nothing is. */
static _Thread_local bool has_complained;

static void keep_quiet(int level, const char *message, void *data)
{
    (void)data;
    has_complained = has_complained || level <= FLUID_ERR;
    if (level <= FLUID_WARN) /* the rest names every sample */
        trace(TRACE_ENGINE, "fluidsynth: %s", message);
}

/* Every value that shapes the sound is stated, because defaults change between versions of the
 * library (2.4 changed chorus and reverb). */
static void state_settings(const struct fluid_library *library, fluid_settings_t *settings)
{
    static const struct {
        const char *name;
        int value;
    } whole[] = {
        {"synth.audio-groups", SYNTH_GROUPS},
        {"synth.audio-channels", SYNTH_GROUPS},
        {"synth.effects-channels", 2},
        {"synth.midi-channels", SYNTH_CHANNELS},
        {"synth.polyphony", 256},
        {"synth.cpu-cores", 1}, /* with two the sums change their order from run to run */
        {"synth.dynamic-sample-loading", 1},
        {"synth.threadsafe-api", 0},
        {"synth.lock-memory", 0},
        {"synth.chorus.active", 0},
        {"synth.reverb.active", 0}, /* ours is better and the same everywhere: reverb.h */
        {"synth.chorus.nr", 3},
    };
    static const struct {
        const char *name;
        double value;
    } real[] = {
        {"synth.sample-rate", SOUND_RATE}, {"synth.gain", 0.5},          {"synth.reverb.room-size", 0.2},
        {"synth.reverb.damp", 0.0},        {"synth.reverb.width", 0.5},  {"synth.reverb.level", 0.9},
        {"synth.chorus.level", 0.0},       {"synth.chorus.depth", 4.25}, {"synth.chorus.speed", 0.3},
    };
    for (size_t i = 0; i < COUNT(whole); i++)
        library->fluid_settings_setint(settings, whole[i].name, whole[i].value);
    for (size_t i = 0; i < COUNT(real); i++)
        library->fluid_settings_setnum(settings, real[i].name, real[i].value);
    library->fluid_settings_setstr(settings, "synth.midi-bank-select", "gs");
}

static bool holds_general_midi(const struct fluid_library *library, fluid_sfont_t *font)
{
    int melodic = 0, drums = 0;
    fluid_preset_t *preset;
    library->fluid_sfont_iteration_start(font);
    while ((preset = library->fluid_sfont_iteration_next(font)) != NULL) {
        int bank = library->fluid_preset_get_banknum(preset);
        melodic += bank == 0;
        drums += bank == DRUM_BANK;
    }
    return melodic >= LEAST_MELODIC_PRESETS && drums > 0;
}

/* The library fills its tables when the first synth is made, without a lock: a second thread
 * would play with half of them (heard as wrong levels, measured 4 dB). So one is made and
 * dropped before any other. */
static void prepare_library(void)
{
    const struct fluid_library *library = fluid_library_load(NULL);
    if (library == NULL)
        return;
    for (int level = 0; level < LAST_LOG_LEVEL; level++)
        library->fluid_set_log_function(level, keep_quiet, NULL);
    fluid_settings_t *settings = library->new_fluid_settings();
    if (settings == NULL)
        return;
    state_settings(library, settings);
    fluid_synth_t *fluid = library->new_fluid_synth(settings);
    if (fluid != NULL)
        library->delete_fluid_synth(fluid);
    library->delete_fluid_settings(settings);
}

enum bgm_status synth_new(const char *soundfont_path, const struct font_use *use, struct synth **synth,
                          struct bgm_error *err)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, prepare_library);
    *synth = NULL;
    const struct fluid_library *library = fluid_library_load(err);
    if (library == NULL)
        return BGM_FAILED;
    struct synth *made = xcalloc(1, sizeof *made);
    made->library = library;
    made->settings = made->library->new_fluid_settings();
    if (made->settings != NULL) {
        state_settings(made->library, made->settings);
        made->fluid = made->library->new_fluid_synth(made->settings);
    }
    if (made->fluid == NULL) {
        synth_free(made);
        return bgm_fail(err, BGM_FAILED, "cannot start the synthesiser");
    }
    made->library->fluid_synth_set_interp_method(made->fluid, -1, FLUID_INTERP_4THORDER);
    for (int channel = SYNTH_KIT_CHANNEL; channel < SYNTH_DOUBLE_CHANNEL; channel++) {
        made->library->fluid_synth_set_channel_type(made->fluid, channel, CHANNEL_TYPE_DRUM);
        made->library->fluid_synth_bank_select(made->fluid, channel, DRUM_BANK);
    }
    made->view = use != NULL ? soundfont_view_new(soundfont_path, use) : NULL;
    if (made->view != NULL)
        soundfont_view_attach(made->library, made->settings, made->fluid);
    pthread_mutex_lock(&sample_cache_lock);
    soundfont_view_show(made->view);
    /* reset_presets = 0: else every channel would load a grand piano first. */
    int id = made->library->fluid_synth_sfload(made->fluid, soundfont_path, 0);
    soundfont_view_show(NULL);
    pthread_mutex_unlock(&sample_cache_lock);
    fluid_sfont_t *font = id == FLUID_FAILED ? NULL : made->library->fluid_synth_get_sfont_by_id(made->fluid, id);
    if (font == NULL || !holds_general_midi(made->library, font)) {
        synth_free(made);
        bgm_fail(err, BGM_INPUT,
                 font == NULL ? "cannot load the SoundFont \"%s\"" : "the SoundFont \"%s\" holds no General MIDI set",
                 soundfont_path);
        bgm_hint(err, "install one: apt-get install musescore-general-soundfont-small");
        return BGM_INPUT;
    }
    made->path = xstrdup(soundfont_path);
    *synth = made;
    return BGM_OK;
}

void synth_free(struct synth *synth)
{
    if (synth == NULL)
        return;
    if (synth->fluid != NULL) {
        pthread_mutex_lock(&sample_cache_lock);
        synth->library->delete_fluid_synth(synth->fluid);
        pthread_mutex_unlock(&sample_cache_lock);
    }
    if (synth->settings != NULL)
        synth->library->delete_fluid_settings(synth->settings);
    soundfont_view_free(synth->view);
    free(synth->path);
    free(synth);
}

enum bgm_status synth_program(struct synth *synth, int channel, int program, struct bgm_error *err)
{
    pthread_mutex_lock(&sample_cache_lock);
    has_complained = false;
    soundfont_view_show(synth->view); /* samples are read now */
    synth->library->fluid_synth_program_change(synth->fluid, channel, program);
    soundfont_view_show(NULL);
    pthread_mutex_unlock(&sample_cache_lock);
    if (!has_complained)
        return BGM_OK;
    bgm_fail(err, BGM_FAILED, "cannot read instruments of the SoundFont \"%s\"", synth->path);
    bgm_hint(err, "try again; if it stays so, name another with --soundfont or BGMUSIC_SOUNDFONT");
    return BGM_FAILED;
}

/* What the next stroke on the channel differs by from its sample: added to the generators of the font. */
static void colour(struct synth *synth, const struct synth_event *event)
{
    /* The modulation envelope, which kits leave alone, at once up and then down to nothing: 0.15 s from -12000. */
    enum { GLIDE_DECAY = 8700, GLIDE_TO_NOTHING = 1000 };
    const struct {
        int generator;
        float value;
    } rows[] = {
        {GEN_FINETUNE, event->tune_cents},
        {GEN_FILTERFC, (float)-event->darker_cents},
        {GEN_STARTADDROFS, event->late_points},
        {GEN_MODENVTOPITCH, event->glide_cents},
        {GEN_MODENVDECAY, event->glide_cents != 0 ? GLIDE_DECAY : 0},
        {GEN_MODENVSUSTAIN, event->glide_cents != 0 ? GLIDE_TO_NOTHING : 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        synth->library->fluid_synth_set_gen(synth->fluid, event->channel, rows[i].generator, rows[i].value);
}

void synth_send(struct synth *synth, const struct synth_event *event)
{
    switch ((enum synth_event_kind)event->kind) {
    case SYNTH_NOTE_ON:
        if (event->channel >= SYNTH_KIT_CHANNEL && event->channel < SYNTH_DOUBLE_CHANNEL)
            colour(synth, event);
        synth->library->fluid_synth_noteon(synth->fluid, event->channel, event->number, event->value);
        break;
    case SYNTH_NOTE_OFF:
        synth->library->fluid_synth_noteoff(synth->fluid, event->channel, event->number);
        break;
    case SYNTH_CONTROL:
        synth->library->fluid_synth_cc(synth->fluid, event->channel, event->number, event->value);
        break;
    case SYNTH_BEND: /* the wheel's range is two semitones */
        synth->library->fluid_synth_pitch_bend(synth->fluid, event->channel,
                                               8192 + (int)event->tune_cents * 8191 / 200);
        break;
    }
}

void synth_silence(struct synth *synth)
{
    for (int channel = 0; channel < SYNTH_CHANNELS; channel++) {
        synth->library->fluid_synth_all_sounds_off(synth->fluid, channel);
        synth->library->fluid_synth_cc(synth->fluid, channel, 121, 0); /* reset all controllers */
        synth->library->fluid_synth_pitch_bend(synth->fluid, channel, 8192);
    }
}

void synth_render_block(struct synth *synth, struct synth_block *block)
{
    float *planes[SYNTH_GROUPS * 2];
    memset(block, 0, sizeof *block); /* synth->library->fluid_synth_process() adds to what is there */
    for (int i = 0; i < SYNTH_GROUPS * 2; i++)
        planes[i] = block->planes[i / 2][i % 2];
    synth->library->fluid_synth_process(synth->fluid, SYNTH_BLOCK_FRAMES, 0, NULL, SYNTH_GROUPS * 2, planes);
}
