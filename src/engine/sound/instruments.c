/* Instruments decoded ahead of their use. */
#include "instruments.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

#include "bgmusic/base/xalloc.h"
#include "score.h"
#include "score_events.h"
#include "soundfont.h"

struct instruments {
    pthread_mutex_t lock;
    pthread_t thread;
    bool started; /* the thread is to be joined */
    bool loading; /* and has not come to its end */
    char *soundfont;
    struct font_use *use;
    struct synth *holder; /* keeps the samples in FluidSynth's cache */
};

static void *load(void *argument)
{
    struct instruments *instruments = argument;
    struct synth *synth = NULL;
    char *font = NULL;
    if (soundfont_find(instruments->soundfont, &font, NULL) == BGM_OK &&
        synth_new(font, instruments->use, &synth, NULL) == BGM_OK) {
        bool good = true;
        for (int channel = 0; channel < SYNTH_CHANNELS && good; channel++) {
            if (instruments->use->channels[channel].plays)
                good = synth_program(synth, channel, instruments->use->channels[channel].program, NULL) == BGM_OK;
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
    free(instruments->use);
    free(instruments);
}

void instruments_prepare(struct instruments *instruments, const char *soundfont_path, const struct score *score)
{
    pthread_mutex_lock(&instruments->lock);
    if (!instruments->loading) {
        if (instruments->started)
            pthread_join(instruments->thread, NULL);
        free(instruments->soundfont);
        instruments->soundfont = xstrdup(soundfont_path);
        free(instruments->use);
        instruments->use = score_font_use(score, ~0u);
        instruments->started = pthread_create(&instruments->thread, NULL, load, instruments) == 0;
        instruments->loading = instruments->started;
    }
    pthread_mutex_unlock(&instruments->lock);
}
