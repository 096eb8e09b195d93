/* Between the agent's files: a message as words, and what each step hands to the next. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_CLAUSE_H
#define BGMUSIC_ENGINE_AGENT_AGENT_CLAUSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "agent.h"
#include "phrase_table.h"

enum { AGENT_MOST_WORDS = 2048, AGENT_MOST_CLAUSE = 64 };

struct word {
    enum word_kind kind;
    enum word_unit unit; /* of a number */
    double number;       /* a number's value, or the row's */
    int value, program;  /* of the row; for a key: tonic and mode */
    const char *style;
    const char *start; /* where in the message */
    size_t length;     /* bytes there; of a quotation: what stands between the quotes */
};

/* What stands between two joints of a message. */
struct clause {
    const struct word *words;
    size_t count;
    bool prompt;             /* inside a style prompt: only musical wishes count */
    enum word_kind borrowed; /* verb of the clause before, for "no drums, bass or piano" */
    struct edit_list *edits;
};

/* agent_clause.c: the first word of a kind, or NULL; whether there is one; whether the clause says no. */
const struct word *clause_find(const struct clause *clause, enum word_kind kind);
bool clause_has(const struct clause *clause, enum word_kind kind);
bool clause_refuses(const struct clause *clause);
/* The first number of a unit, or NULL; UNIT_SECONDS stands for any time that names its unit. */
const struct word *clause_number(const struct clause *clause, enum word_unit unit);
/* One of the three, as the clause says "a bit", "much" or neither. */
double clause_strength(const struct clause *clause, double plain, double slightly, double much);
bool agent_is_time(const struct word *word);
int64_t agent_word_ms(const struct word *word);
void agent_word_text(const struct word *word, char *place, size_t size); /* whole characters, as many as fit */

/* The rules: true when the clause asked for such a thing, and the edit is in its list. */
/* agent_rules.c: the picture's title, the user's track, the mix, when the music plays, its tempo, key and mood. */
bool rule_title(const struct clause *clause);
bool rule_own_track(const struct clause *clause);
bool rule_seed(const struct clause *clause);
bool rule_loudness(const struct clause *clause);
bool rule_fade(const struct clause *clause);
bool rule_duck(const struct clause *clause);
bool rule_original(const struct clause *clause);
bool rule_span(const struct clause *clause);
bool rule_tempo(const struct clause *clause);
bool rule_volume(const struct clause *clause);
bool rule_mood(const struct clause *clause);
/* agent_parts.c: instruments wanted, unwanted, louder, softer, alone. */
bool rule_parts(const struct clause *clause);
/* agent_course.c: "starts quiet", "builds up at 0:20", "louder from 0:10 to 0:15". */
bool rule_course(const struct clause *clause);
bool rule_level_span(const struct clause *clause);

/* Reads words; returns how many. `message` must outlive them. */
size_t agent_words(const char *message, struct word *words, size_t most);

/* The edits of all clauses of the message that the words were read from. `prompt`: only musical wishes count (parts,
 * tempo, key). */
void agent_clauses(const char *message, const struct word *words, size_t count, bool prompt, struct edit_list *edits);

/* Takes whole fixed sentences off the end of `message` (which is cut) and adds their edits, in the message's order. */
void agent_fixed_sentences(char *message, struct edit_list *edits);

/* Length of the quotation mark at `at`, 0: none; `*closing` becomes the mark that ends it. */
size_t agent_quote_open(const char *at, const char **closing);

#endif
