/* From a clause to edits of the mix and of the music that is there: which meanings stand together, and what that asks
 * for. */
#include "agent_clause.h"

#include <math.h>
#include <string.h>

/* How much louder "louder" is: about 2.6 dB; "a bit" 1.2 dB, "much" 5 dB. */
#define LOUDER_FACTOR          1.35
#define LOUDER_SLIGHTLY_FACTOR 1.15
#define LOUDER_MUCH_FACTOR     1.8
/* Tempo changes of 3 % are just noticed (docs/music.md); these are meant to be heard. */
#define FASTER_FACTOR          1.12
#define FASTER_SLIGHTLY_FACTOR 1.06
#define FASTER_MUCH_FACTOR     1.25

bool rule_title(const struct clause *clause)
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
    agent_word_text(quoted, edit->text, sizeof edit->text);
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

bool rule_own_track(const struct clause *clause)
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
        agent_word_text(quoted, edit->text, sizeof edit->text);
    return true;
}

bool rule_seed(const struct clause *clause)
{
    const struct word *number = clause_find(clause, WORD_NUMBER);
    if (!clause_has(clause, WORD_SEED) || number == NULL)
        return false;
    double seed = fabs(number->number);
    edit_list_add(clause->edits, EDIT_SEED)->seed = seed < 0x1p64 ? (uint64_t)seed : UINT64_MAX;
    return true;
}

bool rule_loudness(const struct clause *clause)
{
    const struct word *lufs = clause_number(clause, UNIT_LUFS);
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
bool rule_fade(const struct clause *clause)
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
            edit_list_add(clause->edits, EDIT_FADE_IN)->ms = none ? 0 : number != NULL ? agent_word_ms(number) : 1000;
        if (kind != WORD_FADE_IN)
            edit_list_add(clause->edits, EDIT_FADE_OUT)->ms = none ? 0 : number != NULL ? agent_word_ms(number) : 2000;
        any = true;
    }
    return any;
}

bool rule_duck(const struct clause *clause)
{
    if (!clause_has(clause, WORD_DUCK))
        return false;
    edit_list_add(clause->edits, EDIT_DUCK)->number = clause_refuses(clause) ? 0 : 1;
    return true;
}

bool rule_original(const struct clause *clause)
{
    if (!clause_has(clause, WORD_ORIGINAL))
        return false;
    bool drop = clause_refuses(clause) || clause_has(clause, WORD_REPLACE);
    bool keep = clause_has(clause, WORD_KEEP) || clause_has(clause, WORD_ADD);
    if (!drop && !keep)
        return false;
    /* "do not drop the original sound" keeps it. */
    bool twice = clause_has(clause, WORD_NOT) && (clause_has(clause, WORD_REMOVE) || clause_has(clause, WORD_REPLACE));
    edit_list_add(clause->edits, EDIT_ORIGINAL)->number = drop && !twice ? 0 : 1;
    return true;
}

/* "from 0:05 to 0:20", "between 5 s and 20 s", "start the music at 5 s", "until 20 s", "第5秒开始". */
bool rule_span(const struct clause *clause)
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

bool rule_tempo(const struct clause *clause)
{
    const struct word *bpm = clause_number(clause, UNIT_BPM), *key = clause_find(clause, WORD_KEY);
    const struct word *plain = clause_number(clause, UNIT_NONE);
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
    double factor = clause_strength(clause, FASTER_FACTOR, FASTER_SLIGHTLY_FACTOR, FASTER_MUCH_FACTOR);
    if (clause_has(clause, WORD_FASTER) || (tempo && clause_has(clause, WORD_UP)))
        edit_list_add(clause->edits, EDIT_TEMPO_FACTOR)->number = factor;
    else if (clause_has(clause, WORD_SLOWER) || (tempo && clause_has(clause, WORD_DOWN)))
        edit_list_add(clause->edits, EDIT_TEMPO_FACTOR)->number = 1 / factor;
    else
        return any;
    return true;
}

bool rule_volume(const struct clause *clause)
{
    const struct word *percent = clause_number(clause, UNIT_PERCENT), *plain = clause_number(clause, UNIT_NONE);
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
        edit_list_add(clause->edits, EDIT_VOLUME)->number = fmin(fmax(percent->number, 0), 100) / 100;
    } else if ((volume || music) && clause_has(clause, WORD_HALF)) {
        edit_list_add(clause->edits, EDIT_VOLUME_FACTOR)->number = 0.5;
    } else if ((volume || music) && clause_has(clause, WORD_DOUBLE)) {
        edit_list_add(clause->edits, EDIT_VOLUME_FACTOR)->number = 2;
    } else if (up || down) {
        double factor = clause_strength(clause, LOUDER_FACTOR, LOUDER_SLIGHTLY_FACTOR, LOUDER_MUCH_FACTOR);
        edit_list_add(clause->edits, EDIT_VOLUME_FACTOR)->number = up ? factor : 1 / factor;
    } else {
        return false;
    }
    return true;
}

bool rule_mood(const struct clause *clause)
{
    bool any = false;
    double strength = clause_strength(clause, 1, 0.5, 1.6);
    for (size_t i = 0; i < clause->count; i++) {
        const struct word *word = &clause->words[i];
        if (word->kind != WORD_ENERGY && word->kind != WORD_VALENCE)
            continue;
        edit_list_add(clause->edits, word->kind == WORD_ENERGY ? EDIT_ENERGY : EDIT_VALENCE)->number =
            word->number * strength;
        any = true;
    }
    return any;
}
