/* A message cut into clauses, and what each is asked: the rules one after the other, the style last. */
#include "agent_clause.h"

#include <stdio.h>
#include <string.h>

#include "bgmusic/base/text.h"
#include "style_table.h"

static bool rule_style(const struct clause *clause, const char *text, bool had_other)
{
    const struct word *named = clause_find(clause, WORD_STYLE);
    struct style_match match;
    style_match_prompt(named != NULL ? named->style : text, &match);
    bool music = clause_has(clause, WORD_MUSIC);
    bool wants = clause_has(clause, WORD_ADD) || clause_has(clause, WORD_MAKE) || clause_has(clause, WORD_USE) ||
                 clause_has(clause, WORD_REPLACE);
    if (clause_refuses(clause) && named == NULL)
        return false;
    bool spoken_of = (music && (wants || clause_has(clause, WORD_MORE))) || clause_has(clause, WORD_TUNE);
    if (match.words[0] == '\0' && spoken_of && named == NULL)
        style_match_near(text, &match);
    bool understood = match.words[0] != '\0' || match.style[0] != '\0';
    /* Without a word of style, only an order for music is one: "add some music". */
    if (!understood && !(music && clause_has(clause, WORD_ADD)))
        return false;
    bool keeps = clause->edits->keeps_tune && understood && !had_other;
    if (had_other && named == NULL && !(wants && music) && !keeps)
        return false;
    /* "calm and dreamy": two clauses, one wish. */
    struct edit_list *edits = clause->edits;
    struct edit *last = edits->count > 0 ? &edits->edits[edits->count - 1] : NULL;
    bool joins = last != NULL && last->kind == EDIT_MUSIC;
    struct edit *edit = joins ? last : edit_list_add(edits, EDIT_MUSIC);
    size_t used = strlen(edit->text);
    snprintf(edit->text + used, sizeof edit->text - used, "%s%s", joins ? ", " : "",
             named != NULL ? named->style : text);
    text_cut_partial_character(edit->text);
    text_trim(edit->text);
    return true;
}
/* A clause of a prompt that speaks of the style. */
static void style_add(struct edit_list *edits, const char *text)
{
    size_t used = strlen(edits->style);
    snprintf(edits->style + used, sizeof edits->style - used, "%s%s", used > 0 ? ", " : "", text);
    text_cut_partial_character(edits->style);
}

/* One clause; `text` is all of it, words that mean nothing to us included. */
static void clause_edits(const struct clause *clause, const char *text)
{
    if (clause->prompt) {
        rule_tempo(clause);
        rule_parts(clause);
        if (!rule_course(clause))
            style_add(clause->edits, text);
        return;
    }
    /* "Keep the tune": how, another clause says. */
    if (clause_has(clause, WORD_TUNE) && !clause_refuses(clause)) {
        clause->edits->keeps_tune = true;
        if (clause_has(clause, WORD_KEEP))
            return;
    }
    if (rule_title(clause) || rule_own_track(clause) || rule_seed(clause) || rule_loudness(clause) ||
        rule_fade(clause) || rule_duck(clause) || rule_original(clause))
        return;
    bool course = rule_course(clause), level = !course && rule_level_span(clause);
    bool any = course || level || rule_span(clause);
    any = rule_tempo(clause) || any;
    any = (!level && rule_volume(clause)) || any;
    any = (!course && rule_mood(clause)) || any;
    any = rule_parts(clause) || any;
    if (clause_has(clause, WORD_ANOTHER)) {
        edit_list_add(clause->edits, EDIT_MUSIC_ANOTHER);
        any = true;
    }
    if (!any && clause_refuses(clause) && clause_has(clause, WORD_MUSIC) && !clause_has(clause, WORD_ROLE)) {
        edit_list_add(clause->edits, EDIT_MUSIC_REMOVE);
        return;
    }
    rule_style(clause, text, any);
}
static enum word_kind clause_verb(const struct clause *clause)
{
    if (clause_refuses(clause) || clause_has(clause, WORD_LESS))
        return WORD_NOT;
    if (clause_has(clause, WORD_ONLY) && clause_has(clause, WORD_ROLE))
        return WORD_ONLY;
    if (clause_has(clause, WORD_ADD) || clause_has(clause, WORD_WITH) || clause_has(clause, WORD_MORE))
        return WORD_WITH;
    return WORD_NONE;
}

/* "Travel vlog with ukulele", "add jazz with piano": what stands from `begin` to the word "with" orders a style, and is
 * a clause of its own. "Replace the music with jazz" and "louder with more drums" are none. */
static bool style_stands_before(const char *begin, const struct word *words, size_t first, size_t with)
{
    struct word before = {.start = begin, .length = (size_t)(words[with].start - begin)};
    struct style_match match;
    char text[512];
    for (size_t i = first; i < with; i++) {
        switch (words[i].kind) {
        case WORD_FILLER:
        case WORD_ADD:
        case WORD_MAKE:
        case WORD_USE:
        case WORD_WITH:
        case WORD_MUSIC:
        case WORD_ENERGY:
        case WORD_VALENCE:
        case WORD_LEVEL:
        case WORD_STYLE:
            break;
        default:
            return false;
        }
    }
    agent_word_text(&before, text, sizeof text);
    style_match_prompt(text_trim(text), &match);
    return match.words[0] != '\0';
}

void agent_clauses(const char *message, const struct word *words, size_t count, bool prompt, struct edit_list *edits)
{
    enum word_kind verb = WORD_NONE;
    const char *begin = message;
    for (size_t first = 0; first <= count;) {
        size_t end = first;
        bool between = false, bare = true;
        while (end < count && words[end].kind != WORD_BREAK && end - first < AGENT_MOST_CLAUSE &&
               (words[end].kind != WORD_AND || between) &&
               (prompt || words[end].kind != WORD_WITH || !style_stands_before(begin, words, first, end))) {
            between = between || words[end].kind == WORD_BETWEEN;
            bare = bare && (words[end].kind == WORD_ROLE || words[end].kind == WORD_FILLER);
            end++;
        }
        /* The clause's text goes from mark to mark: it may hold words that only the style table knows. */
        struct word whole = {.start = begin};
        whole.length = end < count ? (size_t)(words[end].start - begin) : strlen(begin);
        struct clause clause = {words + first, end - first, prompt, bare ? verb : WORD_NONE, edits};
        char text[512];
        agent_word_text(&whole, text, sizeof text);
        clause_edits(&clause, text_trim(text));
        verb = bare ? verb : clause_verb(&clause);
        /* Past the mark that ended the clause; a clause that is merely too long goes on where it was cut. */
        bool marked = end < count && (words[end].kind == WORD_BREAK || words[end].kind == WORD_AND);
        first = marked || end == count ? end + 1 : end;
        if (end < count)
            begin = words[end].start + (marked ? words[end].length : 0);
    }
}
