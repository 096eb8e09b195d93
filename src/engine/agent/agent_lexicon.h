/* The words that the agent knows: one row a meaning, its words side by side, a table a language.
 *
 *     {"louder|turn up", WORD_LOUD, +1, 0}
 *
 * The reader (agent_tokens.c) takes the longest word that fits at each place. A word of letters ends where letters end;
 * Chinese and Japanese ones anywhere. What the words of a clause mean together is the matter of the frames
 * (agent_frames.c). To teach a word, add it to a row; to teach a meaning, add a WORD_ and a frame that has it. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_LEXICON_H
#define BGMUSIC_ENGINE_AGENT_AGENT_LEXICON_H

#include <stdbool.h>
#include <stddef.h>

#include "edit_list.h"

/* The meanings. The names stand in the frames, too. */
/* clang-format off */
#define AGENT_WORD_KINDS(X)                                                                                            \
    X(UNKNOWN)  /* no row has it */                                                                                    \
    X(JOINT)    /* ends a clause; value: enum joint */                                                                 \
    X(NOT)      /* value: enum refusal */                                                                              \
    X(ADD) X(MAKE) X(REMOVE) X(REPLACE) X(KEEP) X(USE) X(MOVE) X(STOP) X(START) X(BRING) X(CHANGE) X(SHOW)             \
    X(UNDO) X(REDO) X(BACK) X(EXPORT) X(WANT)                                                                          \
    X(TURN)     /* up +1, down -1: says of what another word */                                                        \
    X(LOUD) X(FAST) X(LONG) X(STRONG) X(LATER) /* comparatives, value +1 or -1 */                                      \
    X(LEVEL) /* "loud", "quiet" as they are: value +1, -1 */ X(PACE) /* "fast", "slow" */                              \
    X(MORE)     /* +1 more, -1 less */                                                                                 \
    X(TOO) X(ENOUGH) X(DEGREE) /* value: -1 a bit, +1 much */ X(FACTOR) /* number: half, twice */ X(FULL)              \
    X(ENERGY) X(VALENCE) /* number: added */ X(MOODLESS) /* "less dramatic": number */                                 \
    X(MUSIC) X(VOLUME) X(VOICE) X(DUCK) X(GENRE) X(ROLE) X(TUNE) X(TEMPO) X(KEY) X(MODE) X(METER) X(TITLE) X(FADE) X(PICTURE)            \
    X(LOUDNESS) X(SEED) X(OWN) X(SYNC) X(STYLE) X(QUOTED) X(NUMBER) X(UNIT) X(INSTRUMENTS)                             \
    X(COURSE)   /* number: how strong a part is to be: "quiet", "climax" */                                            \
    X(BUILD)    /* likewise, and it rises to it; value 1: evenly, "louder and louder" */ X(GRADUAL)                     \
    X(SPIRIT)   /* "energy", "drama": up and down make it a mood */ X(LOOK) /* "red", of a title */                        \
    X(FIRST) X(LAST) X(HALF) X(OPENING) X(ENDING) X(MIDDLE) X(FROM) X(TO) X(AT) X(AFTER) X(BEFORE) X(BETWEEN)          \
    X(ONWARD) X(WHEN) X(TALK) X(NOBODY) X(EXCEPT) X(EVERYWHERE) X(CUT) X(SHOT) X(BYE) X(UNDER) X(SECTION)                      \
    X(PLACE) X(AMOUNT) /* what agent_place.c and agent_amount.c made of several words */                               \
    X(IT) X(AGAIN) X(EVEN) X(OPPOSITE) X(VERSION) X(ONE) X(ANOTHER) X(OTHER) X(TWICE) X(ALL) X(ONLY) X(WITH)           \
    X(PREVIOUS) X(NEXT) X(BETTER) X(STAY) X(FILL) X(NORMAL) /* "back to normal" */                                                                              \
    X(WHAT)     /* value: enum question */ X(SHOULD) X(ISIT)                                                           \
    X(PRAISE) X(REFUSED) /* value: row of agent_refusal.c */ X(LIKE) X(BY) X(SUBJECT)                                  \
    X(IF) X(BECAUSE) X(SAYS) X(UNCLEAR) /* fits no frame: the order hangs on it */ X(FILLER)
/* clang-format on */

enum word_kind {
#define AGENT_WORD_KIND(name) WORD_##name,
    AGENT_WORD_KINDS(AGENT_WORD_KIND)
#undef AGENT_WORD_KIND
        WORD_KIND_COUNT
};

enum joint {
    JOINT_SOFT /* comma */,
    JOINT_HARD /* full stop, but */,
    JOINT_AND,
    JOINT_INSTEAD /* "no wait" */,
    JOINT_THEN /* what follows comes after what was said before */,
    JOINT_ASKS
};
enum because {
    BECAUSE_COMES, /* the reason stands behind the word */
    BECAUSE_STOOD  /* and ahead of it: ので */
};
enum refusal {
    REFUSAL_NOT,
    REFUSAL_NO,
    REFUSAL_WITHOUT,
    REFUSAL_BUT /* "anything but" */,
    REFUSAL_SO,      /* 别那么, "not so": less of it */
    REFUSAL_NEEDLESS /* "no need to": what is not done is to stay so */
};
enum { DUCK_UNHEARD = 1 }; /* of a DUCK: "man versteht mich nicht", which asks for more of it */
enum { NOT_LIKED = 1 };    /* the number of a NOT: "no me gusta", "mag ich nicht" */
/* Of FACTOR, IT, ALL and WHAT. */
enum {
    FACTOR_SHARE = 1, /* "by a third": the number is what is added or taken */
    FACTOR_LOUD = 2   /* "el doble de fuerte": names the volume itself */
};
enum { IT_SEVERAL = 2 /* "them" */ };
enum { ALL_TWO = 2 /* "both" */ };
enum {
    WHAT_ORDERS = 1 /* "post it": a question only beside one */,
    WHAT_PLATFORM = 2 /* "youtube": likewise; else what the music is for */
};
enum word_unit {
    UNIT_NONE,
    UNIT_PERCENT,
    UNIT_SECONDS,
    UNIT_MINUTES,
    UNIT_CLOCK,
    UNIT_LUFS,
    UNIT_DB,
    UNIT_BPM,
    UNIT_TENTHS,
    UNIT_TIMES,
    UNIT_BARS
};
enum question {
    QUESTION_ANY,
    QUESTION_HOW_LOUD,
    QUESTION_HOW_LONG,
    QUESTION_WHERE,
    QUESTION_WHY,
    QUESTION_RIGHTS,
    QUESTION_DONE,
    QUESTION_HELP,
    QUESTION_HOW_MANY,
    QUESTION_KEY,
    QUESTION_VERSIONS
};

/* What a language is called here; the common rows and English and Chinese are always read. */
enum agent_language {
    LANGUAGE_ENGLISH,
    LANGUAGE_CHINESE,
    LANGUAGE_SPANISH,
    LANGUAGE_GERMAN,
    LANGUAGE_FRENCH,
    LANGUAGE_PORTUGUESE,
    LANGUAGE_JAPANESE,
    LANGUAGE_COUNT
};

struct lexeme {
    const char *words; /* lower case, parted by '|' */
    enum word_kind kind;
    int value;     /* of the kind; of a ROLE: enum score_role */
    double number; /* of a ROLE: the General MIDI program, -1: the style's */
};

extern const struct lexeme agent_words_english[], agent_words_chinese[], agent_words_instruments[];
extern const size_t agent_words_english_count, agent_words_chinese_count, agent_words_instruments_count;
extern const struct lexeme agent_words_english_talk[];
extern const size_t agent_words_english_talk_count;
extern const struct lexeme agent_words_english_manners[];
extern const size_t agent_words_english_manners_count;
extern const struct lexeme agent_words_english_typos[];
extern const size_t agent_words_english_typos_count;
extern const struct lexeme agent_words_chinese_spoken[];
extern const size_t agent_words_chinese_spoken_count;
extern const struct lexeme agent_words_beyond[];
extern const size_t agent_words_beyond_count;
extern const struct lexeme agent_words_spanish[], agent_words_german[], agent_words_french[], agent_words_portuguese[],
    agent_words_japanese[];
extern const size_t agent_words_spanish_count, agent_words_german_count, agent_words_french_count,
    agent_words_portuguese_count, agent_words_japanese_count;

/* The longest word at the start of `text` (lower case) among English, Chinese, the instruments and `language`;
 * `*length` its bytes. NULL: none. `at_word_start`: the byte before is no letter or digit. */
const struct lexeme *lexicon_find(const char *text, bool at_word_start, enum agent_language language, size_t *length);
/* The word of editing most like an unknown one ("quiter"): a slip of the keys in a long enough word, never a small one.
 * `*word` and `*word_length` are what it was taken for. NULL: none. */
const struct lexeme *lexicon_like(const char *text, size_t length, const char **word, size_t *word_length);
/* The language whose rows cover most of `text` (lower case). */
enum agent_language lexicon_language(const char *text);

#endif
