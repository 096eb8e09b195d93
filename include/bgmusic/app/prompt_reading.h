/* What a prompt means to the local engine, as far as it is known here; the service keeps that to itself. */
#ifndef BGMUSIC_APP_PROMPT_READING_H
#define BGMUSIC_APP_PROMPT_READING_H

#include <stdbool.h>

struct app;
struct buf;
struct music_request;

/* Appends what was understood and what was not, each parted by ", ". False, and nothing: another engine, or a track of
 * the user's. `app` must have chosen its engine. */
bool prompt_reading(const struct app *app, const struct music_request *request, struct buf *understood,
                    struct buf *unknown);
/* A sentence about the words of the prompt that did not count; NULL: all did, or it is not known. The caller's. */
char *prompt_complaint(const struct app *app, const struct music_request *request);
/* Does the prompt ask the local engine for no music at all? */
bool prompt_is_silence(const struct app *app, const struct music_request *request);

#endif
