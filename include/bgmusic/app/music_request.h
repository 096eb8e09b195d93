/* What is wanted of the music, as plain words: both engines get it by the one protocol, a message; and the check
 * afterwards whether the draft holds what was asked. */
#ifndef BGMUSIC_APP_MUSIC_REQUEST_H
#define BGMUSIC_APP_MUSIC_REQUEST_H

#include <stdbool.h>
#include <stdint.h>

#include "bgmusic/store/music_wishes.h"

struct buf;
struct draft;

#define MUSIC_DEFAULT_PROMPT "calm background music that matches the mood of the video"

enum { MUSIC_REQUEST_MOST_MARKERS = 240 };

/* Texts are borrowed. */
struct music_request {
    const char *prompt;     /* NULL: MUSIC_DEFAULT_PROMPT */
    const char *track_name; /* an uploaded track of the user's instead of composed music; NULL: none */
    struct music_wishes wishes;
    const int64_t *markers_ms; /* of wishes.markers, ascending; at most MUSIC_REQUEST_MOST_MARKERS */
    size_t marker_count;
};

void music_request_init(struct music_request *request); /* all unset */

/* The message: "Add background music: calm lo-fi. Music volume 35%. ...". `video_ms` (-1 unknown) fills in an open end.
 * What the service does not know, the seed, is said to the local engine alone. The caller's. */
char *music_request_words(const struct music_request *request, int64_t video_ms, bool is_local);

/* Appends a sentence for everything that was asked and is not in the draft, newlines between them. What the draft does
 * not tell is not judged. */
void music_request_verify(const struct music_wishes *wishes, const struct draft *draft, struct buf *complaints);

#endif
