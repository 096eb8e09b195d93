/* Instruments: wanted, unwanted, louder, softer, alone. */
#include "agent_clause.h"

#include <stdio.h>

#include "style_table.h"

/* How much "more piano" and "less piano" are: clearly heard, still in the mix. */
#define MORE_LU 3.0
#define LESS_LU (-4.0)

enum wish { WISH_NONE, WISH_WITH, WISH_WITHOUT, WISH_MORE, WISH_LESS };

static void wish_add(const struct clause *clause, const struct word *word, enum wish wish)
{
    enum edit_kind kind = wish == WISH_WITHOUT ? EDIT_PART_WITHOUT : EDIT_PART_WITH;
    if (wish != WISH_LESS) {
        struct edit *edit = edit_list_add(clause->edits, kind);
        edit->role = word->value;
        edit->program = word->program;
    }
    if (wish != WISH_MORE && wish != WISH_LESS)
        return;
    struct edit *level = edit_list_add(clause->edits, EDIT_PART_LEVEL);
    level->role = word->value;
    level->number = wish == WISH_MORE ? MORE_LU : LESS_LU;
}

/* "solo piano", "nothing but strings and a harp", "piano only", "just guitar": the named parts and no others. */
static bool parts_only(const struct clause *clause)
{
    bool only = false;
    for (size_t i = 0; i < clause->count; i++) {
        const struct word *word = &clause->words[i];
        /* "just a bit more piano" is no solo. */
        bool before = i + 1 < clause->count && clause->words[i + 1].kind == WORD_ROLE;
        bool after = i > 0 && clause->words[i - 1].kind == WORD_ROLE;
        only = only || (word->kind == WORD_ONLY && (before || after));
    }
    if (!only || clause_refuses(clause) || clause_has(clause, WORD_MORE) || clause_has(clause, WORD_LESS))
        return false;
    unsigned roles = 0;
    for (size_t i = 0; i < clause->count; i++) {
        const struct word *word = &clause->words[i];
        if (word->kind != WORD_ROLE)
            continue;
        roles |= 1u << word->value;
        wish_add(clause, word, WISH_WITH);
    }
    edit_list_add(clause->edits, EDIT_PARTS_ONLY)->roles = roles;
    return true;
}

/* "just guitar and bass": the second one joins those that stay. */
static bool parts_join(const struct clause *clause)
{
    struct edit *only = NULL;
    for (size_t i = 0; i < clause->edits->count; i++)
        if (clause->edits->edits[i].kind == EDIT_PARTS_ONLY)
            only = &clause->edits->edits[i];
    for (size_t i = 0; i < clause->count && only != NULL; i++)
        if (clause->words[i].kind == WORD_ROLE) {
            only->roles |= 1u << clause->words[i].value;
            wish_add(clause, &clause->words[i], WISH_WITH);
        }
    return only != NULL;
}

static enum wish wish_of(enum word_kind kind, enum wish before)
{
    switch (kind) {
    case WORD_ADD:
    case WORD_WITH:
    case WORD_USE:
    case WORD_KEEP:
        return WISH_WITH;
    case WORD_NOT:
    case WORD_REMOVE:
        return WISH_WITHOUT;
    case WORD_LESS:
    case WORD_DOWN:
    case WORD_QUIETER:
        return before == WISH_WITHOUT ? before : WISH_LESS;
    case WORD_MORE:
    case WORD_UP:
    case WORD_LOUDER:
        return before == WISH_WITHOUT ? before : WISH_MORE;
    default:
        return before;
    }
}

/* In a prompt, and right behind an order for music, an instrument that nothing is said about is wanted, where it does
 * not name the style itself: "travel vlog, ukulele", but not "piano jazz". */
static bool is_wanted_so(const struct clause *clause, const struct word *word)
{
    struct style_match match;
    char text[64];
    const struct edit_list *edits = clause->edits;
    bool behind_order = edits->count > 0 && edits->edits[edits->count - 1].kind == EDIT_MUSIC;
    if (!clause->prompt && !behind_order)
        return false;
    snprintf(text, sizeof text, "%.*s", (int)(word->length < 60 ? word->length : 60), word->start);
    style_match_prompt(text, &match);
    return match.words[0] == '\0';
}

/* "more piano", "no drums", "with soft strings": each instrument goes by the last verb before it, or by what is said
 * right behind it ("the drums louder"). "piano music" names a style, not a part. */
bool rule_parts(const struct clause *clause)
{
    if (parts_only(clause) || (clause->borrowed == WORD_ONLY && parts_join(clause)))
        return true;
    bool any = false;
    enum wish wish = clause->borrowed == WORD_NOT    ? WISH_WITHOUT
                     : clause->borrowed == WORD_WITH ? WISH_WITH
                                                     : WISH_NONE;
    for (size_t i = 0; i < clause->count; i++) {
        const struct word *word = &clause->words[i];
        wish = wish_of(word->kind, wish);
        if (word->kind != WORD_ROLE)
            continue;
        enum wish mine = wish;
        bool style = i + 1 < clause->count && clause->words[i + 1].kind == WORD_MUSIC;
        for (size_t k = i + 1; k < clause->count && mine == WISH_NONE && clause->words[k].kind != WORD_ROLE; k++)
            mine =
                wish_of(clause->words[k].kind, mine) == WISH_MORE || wish_of(clause->words[k].kind, mine) == WISH_LESS
                    ? wish_of(clause->words[k].kind, mine)
                    : mine;
        if (mine == WISH_NONE && is_wanted_so(clause, word))
            mine = WISH_WITH;
        if (mine == WISH_NONE || (style && mine != WISH_WITHOUT))
            continue;
        wish_add(clause, word, mine);
        any = true;
    }
    return any;
}
