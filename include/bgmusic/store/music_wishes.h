/* What can be wished of the music, one row a wish: kind, member, option and column of a list, argument and choices as
 * the help writes them, range, the sentence by which both engines are told, who is told, a line of help.
 *
 * From a row come the member, the option of `add`, the column of --from-list, the key in a job's record and in the
 * fingerprint of what was made, and the sentence at the end of the message. A new wish is a row here, the sentence's
 * row in src/engine/agent/agent_fixed.c, a line in man/bgmusic-add.1, and its use.
 *
 * In a sentence `#` stands for a whole number, `~` for seconds, `$` for a text in quotes, `*` for a text as it is;
 * NULL: music_request.c says it, for it takes more than one wish or a table; or no sentence does, for it is the render
 * that is told. */
#ifndef BGMUSIC_STORE_MUSIC_WISHES_H
#define BGMUSIC_STORE_MUSIC_WISHES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct json;

#define MUSIC_UNSET INT64_MIN

enum music_wish_kind {
    WISH_FLAG,     /* bool */
    WISH_INTEGER,  /* int64_t from least to most */
    WISH_PERCENT,  /* int64_t 0-100 */
    WISH_SECONDS,  /* int64_t in milliseconds, least and most in seconds */
    WISH_TIME,     /* int64_t in milliseconds: 90, 1:30, 1:02:03 */
    WISH_TEXT,     /* const char * */
    WISH_CHOICE,   /* const char *: one of the choices */
    WISH_FILE,     /* const char *: a path */
    WISH_LOUDNESS, /* const char *: a name or a number of LUFS (store/settings.h) */
    WISH_KEY,      /* const char *: "F# minor" (draft/music_key.h) */
};

enum music_wish_listener {
    TOLD_TO_BOTH,
    TOLD_TO_LOCAL,   /* the service knows nothing of it: passed over there in silence */
    REFUSED_BY_CLOUD /* the service cannot do it, and saying nothing would mislead */
};

/* clang-format off */
#define MUSIC_WISHES(W)                                                                                                \
    W(PERCENT, volume_percent, "volume", "PERCENT", NULL, 0, 100, "Music volume #%", TOLD_TO_BOTH,                     \
      "level of the music")                                                                                            \
    W(SECONDS, fade_in_ms, "fade-in", "S", NULL, 0, 3600, "Fade in ~", TOLD_TO_BOTH, "fade the music in")              \
    W(SECONDS, fade_out_ms, "fade-out", "S", NULL, 0, 3600, "Fade out ~", TOLD_TO_BOTH, "fade the music out")          \
    W(TIME, from_ms, "from", "TIME", NULL, 0, 0, NULL, TOLD_TO_BOTH, "music begins here in the video")                 \
    W(TIME, to_ms, "to", "TIME", NULL, 0, 0, NULL, TOLD_TO_BOTH, "music ends here in the video")                       \
    W(FLAG, no_duck, "no-duck", NULL, NULL, 0, 1, "Do not lower the music under speech", TOLD_TO_BOTH,                 \
      "do not lower the music under speech")                                                                           \
    W(INTEGER, duck_lu, "duck", "LU", NULL, 10, 20, "Keep the music # LU under speech", TOLD_TO_BOTH,                  \
      "how far under the voice the music lies; 20 for accessibility (WCAG)")                                           \
    W(CHOICE, sync, "sync", "WHAT", "cuts", 0, 0, "Sync the music to the *", TOLD_TO_BOTH,                             \
      "cuts: look at every frame, so that beats meet the cuts")                                                        \
    W(FLAG, replace_audio, "replace-audio", NULL, NULL, 0, 1, "Drop the original sound", TOLD_TO_BOTH,                 \
      "drop the original sound")                                                                                       \
    W(PERCENT, original_percent, "original-volume", "PERCENT", NULL, 0, 100, "Original sound volume #%", TOLD_TO_BOTH, \
      "level of the original sound")                                                                                   \
    W(INTEGER, audio_track, "audio-track", "N", NULL, 1, 32, "The voice is audio track #", REFUSED_BY_CLOUD,           \
      "which of several sound tracks is the voice; all are kept (local engine)")                                       \
    W(TIME, music_start_ms, "music-start", "TIME", NULL, 0, 0, "Start the track at ~ of it", TOLD_TO_BOTH,             \
      "your own track plays from this place in it")                                                                    \
    W(INTEGER, bpm, "bpm", "N", NULL, 40, 220, "Tempo # bpm", TOLD_TO_BOTH, "tempo, 40 to 220 beats a minute")         \
    W(KEY, key, "key", "KEY", NULL, 0, 0, "Key *", TOLD_TO_BOTH, "key, such as \"F# minor\" or \"C dorian\"")          \
    W(FILE, markers, "markers", "FILE", NULL, 0, 0, NULL, REFUSED_BY_CLOUD,                                            \
      "places the music shall meet: lines of times, an editor's CSV, or chapters (local engine)")                      \
    W(TEXT, title, "title", "TEXT", NULL, 0, 0, "Add the title $ at the start", TOLD_TO_BOTH, "a title at the start")  \
    W(LOUDNESS, loudness, "loudness", "TARGET", "social|podcast|broadcast|us-tv|keep", 0, 0, NULL, TOLD_TO_BOTH,       \
      "social, podcast, broadcast, us-tv, keep, or LUFS")                                                              \
    W(INTEGER, seed, "seed", "N", NULL, 0, 9007199254740992.0, "Seed #", REFUSED_BY_CLOUD,                                \
      "the same seed, prompt and video give the same music (local engine)")                                            \
    W(FLAG, copy_picture, "copy-picture", NULL, NULL, 0, 1, NULL, REFUSED_BY_CLOUD,                                    \
      "keep the picture's packets, whatever players say (local engine)")                                               \
    W(FLAG, compatible, "compatible", NULL, NULL, 0, 1, NULL, REFUSED_BY_CLOUD,                                        \
      "encode whatever is not H.264 in yuv420p with AAC (local engine)")                                               \
    W(FLAG, strict, "strict", NULL, NULL, 0, 1, NULL, REFUSED_BY_CLOUD,                                                \
      "a damaged input is an error (7) instead of a warning (local engine)")
/* clang-format on */

/* The C type of a kind's member. */
#define WISH_C_FLAG                                                                             bool
#define WISH_C_INTEGER                                                                          int64_t
#define WISH_C_PERCENT                                                                          int64_t
#define WISH_C_SECONDS                                                                          int64_t
#define WISH_C_TIME                                                                             int64_t
#define WISH_C_TEXT                                                                             const char *
#define WISH_C_CHOICE                                                                           const char *
#define WISH_C_FILE                                                                             const char *
#define WISH_C_LOUDNESS                                                                         const char *
#define WISH_C_KEY                                                                              const char *
#define WISH_MEMBER(kind, member, option, argument, choices, least, most, sentence, told, help) WISH_C_##kind member;

/* Numbers that are not wanted are MUSIC_UNSET, texts NULL; the texts are borrowed, but for a job's own. */
struct music_wishes {
    MUSIC_WISHES(WISH_MEMBER)
};

struct music_wish_row {
    enum music_wish_kind kind;
    size_t offset; /* in struct music_wishes */
    const char *name, *sentence;
    enum music_wish_listener told;
};

#define WISH_ONE(...) +1
enum { MUSIC_WISH_COUNT = 0 MUSIC_WISHES(WISH_ONE) };

/* In the order of MUSIC_WISHES. */
extern const struct music_wish_row music_wish_rows[MUSIC_WISH_COUNT];

void music_wishes_init(struct music_wishes *wishes); /* all unset */
bool music_wish_is_text(enum music_wish_kind kind);
bool music_wish_is_set(const struct music_wishes *wishes, const struct music_wish_row *row);
int64_t music_wish_number(const struct music_wishes *wishes, const struct music_wish_row *row);
const char *music_wish_text(const struct music_wishes *wishes, const struct music_wish_row *row);

/* With texts of its own; ended by music_wishes_release(). */
void music_wishes_copy(struct music_wishes *copy, const struct music_wishes *wishes);
void music_wishes_release(struct music_wishes *wishes);
/* To and from an object that holds what is wished and nothing else; what is read has texts of its own. */
void music_wishes_print(const struct music_wishes *wishes, struct json *object);
void music_wishes_read(struct music_wishes *wishes, const struct json *object);

#endif
