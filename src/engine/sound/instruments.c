/* Instruments decoded ahead of their use. */
#include "bgmusic/engine/sound/instruments.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

#include "bgmusic/base/xalloc.h"
#include "bgmusic/engine/composer/score.h"
#include "bgmusic/engine/sound/soundfont.h"
#include "bgmusic/engine/sound/synth.h"

struct instruments {
    pthread_mutex_t lock;
    pthread_t thread;
    bool started; /* the thread is to be joined */
    bool loading; /* and has not come to its end */
    char *soundfont;
    int programs[SYNTH_CHANNELS]; /* -1: the channel is not used */
    struct synth *holder;         /* keeps the samples in FluidSynth's cache */
};

static void *load(void *argument)
{
    struct instruments *instruments = argument;
    struct synth *synth = NULL;
    char *font = NULL;
    if (soundfont_find(instruments->soundfont, &font, NULL) == BGM_OK &&
        synth_new(font, NULL, &synth, NULL) == BGM_OK) {
        for (int channel = 0; channel < SYNTH_CHANNELS; channel++) {
            if (instruments->programs[channel] >= 0)
                synth_program(synth, channel, instruments->programs[channel]);
        }
    }
    free(font);
    /* The old one goes after the new one has its samples: what both use is not decoded again. */
    pthread_mutex_lock(&instruments->lock);
    struct synth *old = instruments->holder;
    instruments->holder = synth;
    instruments->loading = false;
    pthread_mutex_unlock(&instruments->lock);
    synth_free(old);
    return NULL;
}

struct instruments *instruments_new(void)
{
    struct instruments *instruments = xcalloc(1, sizeof *instruments);
    pthread_mutex_init(&instruments->lock, NULL);
    return instruments;
}

void instruments_free(struct instruments *instruments)
{
    if (instruments == NULL)
        return;
    if (instruments->started)
        pthread_join(instruments->thread, NULL);
    synth_free(instruments->holder);
    pthread_mutex_destroy(&instruments->lock);
    free(instruments->soundfont);
    free(instruments);
}

void instruments_prepare(struct instruments *instruments, const char *soundfont_path,
                         const struct score *score)
{
    pthread_mutex_lock(&instruments->lock);
    if (!instruments->loading) {
        if (instruments->started)
            pthread_join(instruments->thread, NULL);
        free(instruments->soundfont);
        instruments->soundfont = xstrdup(soundfont_path);
        for (int channel = 0; channel < SYNTH_CHANNELS; channel++)
            instruments->programs[channel] = -1;
        for (size_t i = 0; i < score->part_count; i++)
            instruments->programs[score->parts[i].channel & 15] = score->parts[i].program & 127;
        instruments->started = pthread_create(&instruments->thread, NULL, load, instruments) == 0;
        instruments->loading = instruments->started;
    }
    pthread_mutex_unlock(&instruments->lock);
}
