/* What the local engine makes of a prompt, before anything is done: for plans and results. The same readers as a
 * turn's; nothing is started, nothing can fail. */
#ifndef BGMUSIC_ENGINE_ENGINE_PROMPT_H
#define BGMUSIC_ENGINE_ENGINE_PROMPT_H

#include <stdbool.h>

struct buf;

/* Appends what was understood, "lo-fi, calm, no drums, 90 bpm, D minor", and the words that were not; each parted by
 * ", ". Where no style is named, the pictures choose one, which is not known here. */
void engine_prompt_read(const char *prompt, struct buf *understood, struct buf *unknown);
/* Does the prompt ask for no music at all ("silence", "no music", 静音)? Nothing could be added then. */
bool engine_prompt_is_silence(const char *prompt);

#endif
