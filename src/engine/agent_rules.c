/* From words to edits: which meanings stand together in a clause, and what that asks for. */
#include "agent_internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bgmusic/base/text.h"
#include "bgmusic/engine/composer/style_table.h"
#include "bgmusic/engine/timeline.h"

/* How much louder "louder" is: about 2.6 dB; "a bit" 1.2 dB, "much" 5 dB. */
#define LOUDER_FACTOR          1.35
#define LOUDER_SLIGHTLY_FACTOR 1.15
#define LOUDER_MUCH_FACTOR     1.8
/* Tempo changes of 3 % are just noticed (music.md §5); these are meant to be heard. */
#define FASTER_FACTOR          1.12
#define FASTER_SLIGHTLY_FACTOR 1.06
#define FASTER_MUCH_FACTOR     1.25

const struct word *clause_find(const struct clause *clause, enum word_kind kind)
{
    for (size_t i = 0; i < clause->count; i++) {
        if (clause->words[i].kind == kind)
            return &clause->words[i];
    }
    return NULL;
}

bool clause_has(const struct clause *clause, enum word_kind kind)
{
    return clause_find(clause, kind) != NULL;
}

bool clause_refuses(const struct clause *clause)
{
    return clause_has(clause, WORD_NOT) || clause_has(clause, WORD_REMOVE);
}

bool agent_is_time(const struct word *word)
{
    return word->kind == WORD_NUMBER && (word->unit == UNIT_SECONDS || word->unit == UNIT_MINUTES ||
                                         word->unit == UNIT_CLOCK || word->unit == UNIT_NONE);
}

int64_t agent_word_ms(const struct word *word)
{
    double ms = word->number * 1000;
    return ms < 0 ? 0 : ms > TIMELINE_MOST_MS ? TIMELINE_MOST_MS : (int64_t)llround(ms);
}

/* The first number of a unit; UNIT_SECONDS stands for any time that names its unit. */
static const struct word *number_of(const struct clause *clause, enum word_unit unit)
{
    for (size_t i = 0; i < clause->count; i++) {
        const struct word *word = &clause->words[i];
        bool named_time = unit == UNIT_SECONDS && agent_is_time(word) && word->unit != UNIT_NONE;
        if (word->kind == WORD_NUMBER && (word->unit == unit || named_time))
            return word;
    }
    return NULL;
}

static double by_strength(const struct clause *clause, double plain, double slightly, double much)
{
    return clause_has(clause, WORD_SLIGHTLY) ? slightly
           : clause_has(clause, WORD_MUCH)   ? much
                                             : plain;
}

static void word_text(const struct word *word, char *place, size_t size)
{
    size_t length = word->length < size ? word->length : size - 1;
    memcpy(place, word->start, length);
    place[length] = '\0';
    text_cut_partial_character(place);
}

static bool rule_title(const struct clause *clause)
{
    const struct word *quoted = clause_find(clause, WORD_QUOTED);
    if (!clause_has(clause, WORD_TITLE))
        return false;
    if (clause_refuses(clause)) {
        edit_list_add(clause->edits, EDIT_TITLE_REMOVE);
        return true;
    }
    if (quoted == NULL)
        return false;
    struct edit *edit = edit_list_add(clause->edits, EDIT_TITLE);
    word_text(quoted, edit->text, sizeof edit->text);
    bool from = false;
    for (size_t i = 0; i < clause->count; i++) {
        const struct word *word = &clause->words[i];
        from = from || word->kind == WORD_FROM || word->kind == WORD_AT;
        if (!agent_is_time(word))
            continue;
        if (from || word->unit == UNIT_CLOCK)
            edit->ms = agent_word_ms(word);
        else
            edit->length_ms = agent_word_ms(word);
        from = false;
    }
    if (clause_has(clause, WORD_END) && edit->ms == 0)
        edit->ms = -1;
    return true;
}

static bool rule_own_track(const struct clause *clause)
{
    const struct word *quoted = clause_find(clause, WORD_QUOTED);
    bool names_file = quoted != NULL && clause_has(clause, WORD_USE);
    if (!clause_has(clause, WORD_OWN_TRACK) && !names_file)
        return false;
    if (clause_refuses(clause)) {
        edit_list_add(clause->edits, EDIT_MUSIC_REMOVE);
        return true;
    }
    struct edit *edit = edit_list_add(clause->edits, EDIT_MUSIC_OWN);
    if (quoted != NULL)
        word_text(quoted, edit->text, sizeof edit->text);
    return true;
}

static bool rule_seed(const struct clause *clause)
{
    const struct word *number = clause_find(clause, WORD_NUMBER);
    if (!clause_has(clause, WORD_SEED) || number == NULL)
        return false;
    double seed = fabs(number->number);
    edit_list_add(clause->edits, EDIT_SEED)->seed = seed < 0x1p64 ? (uint64_t)seed : UINT64_MAX;
    return true;
}

static bool rule_loudness(const struct clause *clause)
{
    const struct word *lufs = number_of(clause, UNIT_LUFS);
    const struct word *number = lufs != NULL ? lufs : clause_find(clause, WORD_NUMBER);
    if (lufs == NULL && !clause_has(clause, WORD_LOUDNESS))
        return false;
    if (number != NULL) {
        double value = -fabs(number->number);
        edit_list_add(clause->edits, EDIT_LOUDNESS)->number = value < -70 ? -70 : value;
    } else if (clause_has(clause, WORD_KEEP) || clause_refuses(clause)) {
        edit_list_add(clause->edits, EDIT_LOUDNESS_KEEP);
    } else {
        return false;
    }
    return true;
}

/* "fade in 1 s, fade out 2 s", "2 second fade out": the number after the word, else the one before it. */
static bool rule_fade(const struct clause *clause)
{
    bool any = false;
    for (size_t i = 0; i < clause->count; i++) {
        enum word_kind kind = clause->words[i].kind;
        if (kind != WORD_FADE_IN && kind != WORD_FADE_OUT && kind != WORD_FADE)
            continue;
        const struct word *number = NULL;
        for (size_t j = i + 1; j < clause->count && number == NULL; j++) {
            enum word_kind next = clause->words[j].kind;
            if (next == WORD_FADE_IN || next == WORD_FADE_OUT || next == WORD_FADE)
                break;
            number = agent_is_time(&clause->words[j]) ? &clause->words[j] : NULL;
        }
        if (number == NULL && i > 0 && agent_is_time(&clause->words[i - 1]))
            number = &clause->words[i - 1];
        bool none = clause_refuses(clause);
        if (kind != WORD_FADE_OUT)
            edit_list_add(clause->edits, EDIT_FADE_IN)->ms = none ? 0
                                                             : number != NULL
                                                                 ? agent_word_ms(number)
                                                                 : 1000;
        if (kind != WORD_FADE_IN)
            edit_list_add(clause->edits, EDIT_FADE_OUT)->ms = none ? 0
                                                              : number != NULL
                                                                  ? agent_word_ms(number)
                                                                  : 2000;
        any = true;
    }
    return any;
}

static bool rule_duck(const struct clause *clause)
{
    if (!clause_has(clause, WORD_DUCK))
        return false;
    edit_list_add(clause->edits, EDIT_DUCK)->number = clause_refuses(clause) ? 0 : 1;
    return true;
}

static bool rule_original(const struct clause *clause)
{
    if (!clause_has(clause, WORD_ORIGINAL))
        return false;
    bool drop = clause_refuses(clause) || clause_has(clause, WORD_REPLACE);
    bool keep = clause_has(clause, WORD_KEEP) || clause_has(clause, WORD_ADD);
    if (!drop && !keep)
        return false;
    /* "do not drop the original sound" keeps it. */
    bool twice = clause_has(clause, WORD_NOT) &&
                 (clause_has(clause, WORD_REMOVE) || clause_has(clause, WORD_REPLACE));
    edit_list_add(clause->edits, EDIT_ORIGINAL)->number = drop && !twice ? 0 : 1;
    return true;
}

/* "from 0:05 to 0:20", "between 5 s and 20 s", "start the music at 5 s", "until 20 s", "第5秒开始". */
static bool rule_span(const struct clause *clause)
{
    const struct word *times[2] = {NULL, NULL};
    enum word_kind before[2] = {WORD_NONE, WORD_NONE}, last = WORD_NONE;
    size_t count = 0;
    bool to_the_end = false;
    for (size_t i = 0; i < clause->count; i++) {
        const struct word *word = &clause->words[i];
        if (agent_is_time(word) && count < 2) {
            before[count] = last;
            times[count++] = word;
        }
        if (word->kind == WORD_END && last == WORD_TO)
            to_the_end = true;
        if (word->kind == WORD_FROM || word->kind == WORD_TO || word->kind == WORD_BETWEEN ||
            word->kind == WORD_START || word->kind == WORD_END || word->kind == WORD_AT)
            last = word->kind;
    }
    bool start = clause_has(clause, WORD_START), end = clause_has(clause, WORD_END) && !to_the_end;
    bool from = clause_has(clause, WORD_FROM) || clause_has(clause, WORD_BETWEEN);
    bool named = count > 0 && times[0]->unit != UNIT_NONE;
    if (count == 2 && (from || start) && (named || times[1]->unit != UNIT_NONE)) {
        edit_list_add(clause->edits, EDIT_START)->ms = agent_word_ms(times[0]);
        edit_list_add(clause->edits, EDIT_END)->ms = agent_word_ms(times[1]);
        return true;
    }
    if (count == 1 && named && (from || start) && before[0] != WORD_TO) {
        edit_list_add(clause->edits, EDIT_START)->ms = agent_word_ms(times[0]);
        if (to_the_end)
            edit_list_add(clause->edits, EDIT_END)->ms = -1;
        return true;
    }
    if (count == 1 && named && (end || before[0] == WORD_TO)) {
        edit_list_add(clause->edits, EDIT_END)->ms = agent_word_ms(times[0]);
        return true;
    }
    return false;
}

static bool rule_tempo(const struct clause *clause)
{
    const struct word *bpm = number_of(clause, UNIT_BPM), *key = clause_find(clause, WORD_KEY);
    const struct word *plain = number_of(clause, UNIT_NONE);
    bool any = false;
    if (bpm == NULL && clause_has(clause, WORD_TEMPO) && plain != NULL)
        bpm = plain;
    if (bpm != NULL && bpm->number >= 1) {
        edit_list_add(clause->edits, EDIT_BPM)->number = fmin(fmax(bpm->number, 40), 220);
        any = true;
    }
    if (key != NULL) {
        struct edit *edit = edit_list_add(clause->edits, EDIT_KEY);
        edit->tonic = key->value;
        edit->mode = key->program;
        any = true;
    }
    if (clause->prompt || bpm != NULL)
        return any;
    bool tempo = clause_has(clause, WORD_TEMPO);
    double factor = by_strength(clause, FASTER_FACTOR, FASTER_SLIGHTLY_FACTOR, FASTER_MUCH_FACTOR);
    if (clause_has(clause, WORD_FASTER) || (tempo && clause_has(clause, WORD_UP)))
        edit_list_add(clause->edits, EDIT_TEMPO_FACTOR)->number = factor;
    else if (clause_has(clause, WORD_SLOWER) || (tempo && clause_has(clause, WORD_DOWN)))
        edit_list_add(clause->edits, EDIT_TEMPO_FACTOR)->number = 1 / factor;
    else
        return any;
    return true;
}

static bool rule_volume(const struct clause *clause)
{
    const struct word *percent = number_of(clause, UNIT_PERCENT),
                      *plain = number_of(clause, UNIT_NONE);
    bool volume = clause_has(clause, WORD_VOLUME), music = clause_has(clause, WORD_MUSIC);
    bool up = clause_has(clause, WORD_LOUDER), down = clause_has(clause, WORD_QUIETER);
    bool turned = (volume || music || clause->count == 1 || clause_has(clause, WORD_MAKE)) &&
                  !clause_has(clause, WORD_ROLE) && !clause_has(clause, WORD_TEMPO);
    up = up || (turned && clause_has(clause, WORD_UP));
    down = down || (turned && clause_has(clause, WORD_DOWN));
    bool to = clause_has(clause, WORD_TO);
    if (clause_has(clause, WORD_ROLE) && !volume && !music && percent == NULL)
        return false; /* "louder drums": rule_parts() */
    if (percent == NULL && plain != NULL && volume) {
        /* "volume 0.5" is a share, "volume 50" is percent. */
        edit_list_add(clause->edits, EDIT_VOLUME)->number =
            fmin(fabs(plain->number) <= 1 ? fabs(plain->number) : fmax(plain->number, 0) / 100, 1);
    } else if (percent != NULL && (up || down) && !to) {
        double share = fmin(fabs(percent->number), 95) / 100;
        edit_list_add(clause->edits, EDIT_VOLUME_FACTOR)->number = up ? 1 + share : 1 - share;
    } else if (percent != NULL) {
        edit_list_add(clause->edits, EDIT_VOLUME)->number =
            fmin(fmax(percent->number, 0), 100) / 100;
    } else if ((volume || music) && clause_has(clause, WORD_HALF)) {
        edit_list_add(clause->edits, EDIT_VOLUME_FACTOR)->number = 0.5;
    } else if ((volume || music) && clause_has(clause, WORD_DOUBLE)) {
        edit_list_add(clause->edits, EDIT_VOLUME_FACTOR)->number = 2;
    } else if (up || down) {
        double factor =
            by_strength(clause, LOUDER_FACTOR, LOUDER_SLIGHTLY_FACTOR, LOUDER_MUCH_FACTOR);
        edit_list_add(clause->edits, EDIT_VOLUME_FACTOR)->number = up ? factor : 1 / factor;
    } else {
        return false;
    }
    return true;
}

static bool rule_mood(const struct clause *clause)
{
    bool any = false;
    double strength = by_strength(clause, 1, 0.5, 1.6);
    for (size_t i = 0; i < clause->count; i++) {
        const struct word *word = &clause->words[i];
        if (word->kind != WORD_ENERGY && word->kind != WORD_VALENCE)
            continue;
        edit_list_add(clause->edits, word->kind == WORD_ENERGY ? EDIT_ENERGY : EDIT_VALENCE)
            ->number = word->number * strength;
        any = true;
    }
    return any;
}

static bool rule_style(const struct clause *clause, const char *text, bool had_other)
{
    const struct word *named = clause_find(clause, WORD_STYLE);
    struct style_match match;
    style_match_prompt(named != NULL ? named->style : text, &match);
    bool music = clause_has(clause, WORD_MUSIC);
    bool wants = clause_has(clause, WORD_ADD) || clause_has(clause, WORD_MAKE) ||
                 clause_has(clause, WORD_USE) || clause_has(clause, WORD_REPLACE);
    if (clause_refuses(clause) && named == NULL)
        return false;
    bool spoken_of =
        (music && (wants || clause_has(clause, WORD_MORE))) || clause_has(clause, WORD_TUNE);
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
    if (rule_title(clause) || rule_own_track(clause) || rule_seed(clause) ||
        rule_loudness(clause) || rule_fade(clause) || rule_duck(clause) || rule_original(clause))
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
    if (!any && clause_refuses(clause) && clause_has(clause, WORD_MUSIC) &&
        !clause_has(clause, WORD_ROLE)) {
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
    if (clause_has(clause, WORD_ADD) || clause_has(clause, WORD_WITH) ||
        clause_has(clause, WORD_MORE))
        return WORD_WITH;
    return WORD_NONE;
}

/* "Travel vlog with ukulele": what stands from `begin` to the word "with" is a style, and a clause of its own. "Replace
 * the music with jazz" is none. */
static bool style_stands_before(const char *begin, const struct word *words, size_t first,
                                size_t with)
{
    struct word before = {.start = begin, .length = (size_t)(words[with].start - begin)};
    struct style_match match;
    char text[512];
    for (size_t i = first; i < with; i++) {
        if (words[i].kind != WORD_FILLER)
            return false;
    }
    word_text(&before, text, sizeof text);
    style_match_prompt(text_trim(text), &match);
    return match.words[0] != '\0';
}

void agent_rules(const char *message, const struct word *words, size_t count, bool prompt,
                 struct edit_list *edits)
{
    enum word_kind verb = WORD_NONE;
    const char *begin = message;
    for (size_t first = 0; first <= count;) {
        size_t end = first;
        bool between = false, bare = true;
        while (end < count && words[end].kind != WORD_BREAK && end - first < AGENT_MOST_CLAUSE &&
               (words[end].kind != WORD_AND || between) &&
               (prompt || words[end].kind != WORD_WITH ||
                !style_stands_before(begin, words, first, end))) {
            between = between || words[end].kind == WORD_BETWEEN;
            bare = bare && (words[end].kind == WORD_ROLE || words[end].kind == WORD_FILLER);
            end++;
        }
        /* The clause's text goes from mark to mark: it may hold words that only the style table knows. */
        struct word whole = {.start = begin};
        whole.length = end < count ? (size_t)(words[end].start - begin) : strlen(begin);
        struct clause clause = {words + first, end - first, prompt, bare ? verb : WORD_NONE, edits};
        char text[512];
        word_text(&whole, text, sizeof text);
        clause_edits(&clause, text_trim(text));
        verb = bare ? verb : clause_verb(&clause);
        /* Past the mark that ended the clause; a clause that is merely too long goes on where it was cut. */
        bool marked = end < count && (words[end].kind == WORD_BREAK || words[end].kind == WORD_AND);
        first = marked || end == count ? end + 1 : end;
        if (end < count)
            begin = words[end].start + (marked ? words[end].length : 0);
    }
}
