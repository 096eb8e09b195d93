/* What is wanted of the music, as plain words: both engines get it by the one protocol, a message; and the check
 * afterwards whether the draft holds what was asked. */
#ifndef BGMUSIC_APP_MUSIC_REQUEST_H
#define BGMUSIC_APP_MUSIC_REQUEST_H

#include <stdbool.h>
#include <stdint.h>

struct buf;
struct draft;

#define MUSIC_UNSET          INT64_MIN
#define MUSIC_DEFAULT_PROMPT "calm background music that matches the mood of the video"

/* Texts are borrowed; numbers that are not wanted are MUSIC_UNSET. */
struct music_request {
    const char *prompt;     /* NULL: MUSIC_DEFAULT_PROMPT */
    const char *track_name; /* an uploaded track of the user's instead of composed music; NULL: none */
    int64_t volume_percent;
    int64_t fade_in_ms, fade_out_ms;
    int64_t from_ms, to_ms; /* the part of the video that gets music */
    bool no_duck, replace_audio;
    int64_t duck_lu;      /* how far under the voice the music shall lie */
    bool sync_cuts;       /* look at every frame, so that beats meet the cuts */
    const char *title;    /* NULL: none */
    const char *loudness; /* "social" ... or LUFS; NULL: the engine's own */
    int64_t seed;
};

void music_request_init(struct music_request *request); /* all unset */

/* The message: "Add background music: calm lo-fi. Music volume 35%. ...". `video_ms` (-1 unknown) fills in an open end.
 * The seed is said to the local engine alone. The caller's. */
char *music_request_words(const struct music_request *request, int64_t video_ms, bool is_local);

/* Appends a sentence for everything that was asked and is not in the draft, newlines between them. What the draft does
 * not tell is not judged. */
void music_request_verify(const struct music_request *request, const struct draft *draft, struct buf *complaints);

#endif
