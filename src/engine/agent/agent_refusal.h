/* What is out of this engine's reach: pictures are taken as they are, nobody sings. A refusal names the wish, and the
 * ffmpeg line that does it where one line does. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_REFUSAL_H
#define BGMUSIC_ENGINE_AGENT_AGENT_REFUSAL_H

#include <stdbool.h>

struct buf;

/* Values of WORD_REFUSED. */
enum agent_beyond {
    BEYOND_CROP,
    BEYOND_TRIM,
    BEYOND_CAPTIONS,
    BEYOND_COLOUR,
    BEYOND_SPEED,
    BEYOND_BLUR,
    BEYOND_EFFECT,
    BEYOND_SINGING,
    BEYOND_ROTATE,
    BEYOND_FILTER,
    BEYOND_ZOOM,
    BEYOND_TRANSITION,
    BEYOND_JOIN,
    BEYOND_LOGO,
    BEYOND_NOISE,
    BEYOND_VOICE,
    BEYOND_REVERSE,
    BEYOND_SIZE,
    BEYOND_SHAKE,
    BEYOND_TRANSLATE,
    BEYOND_SOUND_FILE,
    BEYOND_TITLE_LOOK,
    BEYOND_ARTIST,
    BEYOND_POST,
    BEYOND_COUNT
};

/* Appends the sentence. `name` is what was said, for an artist. */
void agent_refuse(enum agent_beyond what, const char *name, bool chinese, struct buf *out);

#endif
