/* Instruments decoded ahead of their use.
 *
 * Decoding a compressed SoundFont's samples costs as much as playing half a minute with them, and FluidSynth keeps what
 * is in use for all synths of the process. So as soon as it is known which instruments a piece will have, one silent
 * synth picks them up in a thread of its own, while ffmpeg still reads the video:
 *
 *     instruments_prepare(instruments, soundfont_path, &score);     returns at once
 *     ... mixdown_run() finds the samples decoded ...
 *
 * Only a matter of speed: what is not ready, or cannot be loaded, is loaded (and complained about) by who needs it. */
#ifndef BGMUSIC_ENGINE_SOUND_INSTRUMENTS_H
#define BGMUSIC_ENGINE_SOUND_INSTRUMENTS_H

struct instruments;
struct score;

struct instruments *instruments_new(void);
/* Waits for a thread that still loads. NULL is legal. */
void instruments_free(struct instruments *instruments);

/* `soundfont_path` as for soundfont_find(). Does nothing while an earlier call still loads. From any thread. */
void instruments_prepare(struct instruments *instruments, const char *soundfont_path, const struct score *score);

#endif
