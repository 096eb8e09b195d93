/* A message as words. */
#include "agent_tokens.h"

#include "agent_gerund.h"
#include "agent_key.h"
#include "agent_meter.h"
#include "agent_numerals.h"
#include "agent_refusal.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "score.h"
#include "style_table.h"
#include "timeline.h"

enum { MOST_QUOTED_BYTES = 480, MOST_GUESSES = 3 };

bool agent_is_time(const struct word *word)
{
    return word->kind == WORD_NUMBER && (word->unit == UNIT_NONE || agent_names_time(word));
}

bool agent_names_time(const struct word *word)
{
    return word->kind == WORD_NUMBER &&
           (word->unit == UNIT_SECONDS || word->unit == UNIT_MINUTES || word->unit == UNIT_CLOCK);
}

int64_t agent_word_ms(const struct word *word)
{
    double ms = word->number * 1000;
    return ms < 0 ? 0 : ms > TIMELINE_MOST_MS ? TIMELINE_MOST_MS : (int64_t)llround(ms);
}

void agent_word_text(const struct word *word, char *place, size_t size)
{
    size_t length = word->length < size ? word->length : size - 1;
    memcpy(place, word->start, length);
    place[length] = '\0';
    text_cut_partial_character(place);
}

size_t agent_quote_open(const char *at, const char **closing)
{
    static const char *const pairs[][2] = {
        {"\"", "\""}, {"“", "”"}, {"”", "”"}, {"「", "」"}, {"『", "』"},
        {"《", "》"}, {"«", "»"}, {"„", "“"}, {"‘", "’"},
    };
    for (size_t i = 0; i < COUNT(pairs); i++) {
        size_t length = strlen(pairs[i][0]);
        if (strncmp(at, pairs[i][0], length) == 0) {
            *closing = pairs[i][1];
            return length;
        }
    }
    return 0;
}

/* A quotation at `at`: its whole length, 0: none. An apostrophe opens one only before a word: 'Urban Dreams'. */
static size_t quoted_read(const char *at, bool word_start, struct word *word)
{
    const char *closing = "'";
    size_t opening = agent_quote_open(at, &closing);
    if (opening == 0 && *at == '\'' && word_start && isalnum((unsigned char)at[1]))
        opening = 1;
    const char *end = opening > 0 ? strstr(at + opening, closing) : NULL;
    if (end == NULL || end == at + opening || end - at > MOST_QUOTED_BYTES)
        return 0;
    word->kind = WORD_QUOTED;
    word->start = at + opening;
    word->length = (size_t)(end - at) - opening;
    return (size_t)(end - at) + strlen(closing);
}

/* "8th second", "la 5e seconde": how long the ending is. */
static size_t ordinal_end(const char *at)
{
    static const char *const endings[] = {"st", "nd", "rd", "th", "ème", "eme", "e", "º", "ª"};
    for (size_t i = 0; i < COUNT(endings); i++)
        if (text_starts_with_ignore_case(at, endings[i]) && !isalnum((unsigned char)at[strlen(endings[i])]))
            return strlen(endings[i]);
    return 0;
}

/* "0:05", "1:02:03.5", "35", "-16", "1.5"; its length, 0: none. */
static size_t number_read(const char *at, bool word_start, struct word *word)
{
    size_t sign = *at == '-' && word_start ? 1 : 0, length = sign;
    bool clock = false;
    if (!isdigit((unsigned char)at[sign]))
        return 0;
    while (isdigit((unsigned char)at[length]) ||
           ((at[length] == '.' || at[length] == ':') && isdigit((unsigned char)at[length + 1]))) {
        clock = clock || at[length] == ':';
        length++;
    }
    char text[32];
    int64_t ms;
    if (length >= sizeof text)
        return 0;
    memcpy(text, at, length);
    text[length] = '\0';
    word->kind = WORD_NUMBER;
    word->start = at;
    length += ordinal_end(at + length);
    word->length = length;
    if (clock) {
        word->unit = UNIT_CLOCK;
        if (!text_to_time_ms(text, &ms))
            return 0;
        word->number = (double)ms / 1000;
    } else {
        word->number = strtod(text, NULL);
    }
    return length;
}

/* The extension of a sound file at `at` (".mp3"), whole: its length, 0: none. */
static size_t extension_read(const char *at)
{
    static const char *const extensions[] = {".mp3", ".wav", ".m4a", ".aac", ".flac", ".ogg", ".opus"};
    for (size_t i = 0; i < COUNT(extensions); i++) {
        size_t length = strlen(extensions[i]);
        if (text_starts_with_ignore_case(at, extensions[i]) && !isalnum((unsigned char)at[length]))
            return length;
    }
    return 0;
}

bool agent_names_sound(const struct word *word)
{
    for (size_t at = 1; at < word->length; at++)
        if (word->start[at] == '.' && extension_read(word->start + at) == word->length - at)
            return true;
    return false;
}

/* A file's name without quotes, "track.mp3"; its length, 0: none. */
static size_t file_read_name(const char *at, struct word *word)
{
    size_t length = 0, extension = 0;
    while (extension == 0 && at[length] != '\0' && strchr(" \t\n,;!?\"'", at[length]) == NULL &&
           length < MOST_QUOTED_BYTES) {
        extension = length > 0 ? extension_read(at + length) : 0;
        length += extension > 0 ? extension : 1;
    }
    if (extension == 0)
        return 0;
    word->kind = WORD_QUOTED;
    word->start = at;
    word->length = length;
    return length;
}

/* A unit belongs to the number before it. */
static bool unit_join(struct word *words, size_t count, const struct lexeme *row)
{
    /* "les 3 premières secondes": the number stands before its "first". */
    bool behind = count > 1 && (words[count - 1].kind == WORD_FIRST || words[count - 1].kind == WORD_LAST ||
                                words[count - 1].kind == WORD_MORE); /* "two more seconds" */
    struct word *number = count > 0 ? &words[count - (behind ? 2 : 1)] : NULL;
    if (number == NULL || number->kind != WORD_NUMBER || number->unit != UNIT_NONE)
        return false;
    number->unit = (enum word_unit)row->value;
    if (number->unit == UNIT_MINUTES)
        number->number *= 60;
    if (number->unit == UNIT_TENTHS) {
        number->unit = UNIT_PERCENT;
        number->number *= 10;
    }
    return true;
}

static bool is_letter(char c)
{
    unsigned char byte = (unsigned char)c;
    return isalnum(byte) || (byte >= 0xc3 && byte <= 0xc5) || (byte >= 0x80 && byte < 0xc0);
}

/* Bytes of a word of letters at `at`; of other writing, one character. */
static size_t word_length(const char *at)
{
    size_t length = 0;
    unsigned char first = (unsigned char)at[0];
    if (isalnum(first) || (first >= 0xc3 && first <= 0xc5)) {
        while (isalnum((unsigned char)at[length]) ||
               ((unsigned char)at[length] >= 0xc3 && (unsigned char)at[length] <= 0xc5 && at[length + 1] != '\0') ||
               (length > 0 &&
                (at[length] == '\'' || ((unsigned char)at[length] >= 0x80 && (unsigned char)at[length] < 0xc0))))
            length++;
        return length > 0 ? length : 1; /* half a letter at the end of all */
    }
    do
        length++;
    while (at[length] != '\0' && ((unsigned char)at[length] & 0xc0) == 0x80);
    return length;
}

struct reading {
    const char *message, *lower;
    struct word *words;
    size_t count, most, guess_count;
    enum agent_language language;
    char *guesses;
    size_t guesses_size;
};

static void guess_tell(struct reading *reading, size_t at, size_t length, const char *word, size_t word_length)
{
    size_t used = strlen(reading->guesses);
    snprintf(reading->guesses + used, reading->guesses_size - used, "%s\"%.*s\" → %.*s", used > 0 ? ", " : "",
             (int)length, reading->message + at, (int)word_length, word);
    text_cut_partial_character(reading->guesses);
    reading->guess_count++;
}

/* 😡 and ✨ say nothing; 🎸 stands in a lexicon. */
static bool is_pictograph(const char *text)
{
    static const char *const planes[] = {"\xf0\x9f", "\xe2\x9c", "\xe2\x9d", "\xe2\x98", "\xef\xb8"};
    for (size_t i = 0; i < COUNT(planes); i++)
        if (text_starts_with(text, planes[i]))
            return true;
    return false;
}

/* "Possibly", "smoothly": how, which changes nothing of what; words of place and time are none. */
static bool is_adverb(const char *lower, size_t length)
{
    static const char *const nouns[] = {"early", "family", "reply",  "apply", "supply",
                                        "daily", "weekly", "lonely", "ugly"};
    for (size_t i = 0; i < COUNT(nouns); i++)
        if (strlen(nouns[i]) == length && strncmp(lower, nouns[i], length) == 0)
            return false;
    return length >= 5 && strncmp(lower + length - 2, "ly", 2) == 0;
}

/* "Jazzz", "slowerrr": letters held down, of which one or two are meant. False: none are. */
static bool held_read(const struct reading *reading, size_t at, size_t length, struct word *word)
{
    char text[32];
    for (size_t most = 1; most <= 2 && length < sizeof text; most++) {
        size_t kept = 0, run = 0, longest = 0, known;
        for (size_t i = 0; i < length; i++) {
            char c = reading->lower[at + i];
            run = i > 0 && c == reading->lower[at + i - 1] ? run + 1 : 1;
            longest = run > longest ? run : longest;
            if (run == 1 || (run <= most || longest < 3))
                text[kept++] = c;
        }
        text[kept] = '\0';
        if (longest < 3)
            return false;
        const struct lexeme *row = lexicon_find(text, true, reading->language, &known);
        bool style = style_word_at(text, text, NULL) == kept;
        if ((row == NULL || known != kept || row->kind == WORD_UNIT) && !style)
            continue;
        bool of_row = row != NULL && known == kept && row->kind != WORD_UNIT;
        word->kind = of_row ? row->kind : WORD_STYLE;
        word->value = of_row ? row->value : 0;
        word->number = of_row ? row->number : 0;
        word->is_style = style;
        return true;
    }
    return false;
}

/* A word that no row has: read as the word most like it, passed over, or unknown. */
static size_t unknown_read(struct reading *reading, size_t at)
{
    const char *lower = reading->lower + at;
    size_t length = word_length(lower);
    struct word word = {.kind = WORD_UNKNOWN, .start = reading->message + at, .length = length};
    const char *like;
    size_t like_length;
    const struct lexeme *row = NULL;
    unsigned char first = (unsigned char)lower[0], second = (unsigned char)lower[1];
    bool picture = first == 0xf0 || (first == 0xe2 && second >= 0x98 && second <= 0xad) ||
                   (first == 0xef && second == 0xb8); /* an emoji that no row has, and what follows one */
    if (picture) {
        word.kind = WORD_FILLER;
    } else if (held_read(reading, at, length, &word)) {
        word.guessed = true;
    } else if (is_pictograph(lower) || style_word_is_common(lower, length) || is_adverb(lower, length)) {
        word.kind = WORD_FILLER;
    } else if (reading->guesses != NULL && reading->guess_count < MOST_GUESSES &&
               reading->language == LANGUAGE_ENGLISH) {
        row = style_is_real_word(lower, length) ? NULL : lexicon_like(lower, length, &like, &like_length);
        const char *style = NULL;
        if (row != NULL) {
            word.kind = row->kind;
            word.value = row->value;
            word.number = row->number;
            word.guessed = true;
            word.is_style = style_word_at(like, like, NULL) == like_length;
            guess_tell(reading, at, length, like, like_length);
        } else if ((style = style_word_like(lower, length)) != NULL) {
            word.kind = WORD_STYLE;
            word.is_style = word.guessed = true;
            guess_tell(reading, at, length, style, strlen(style));
        }
    } else if (style_word_like(lower, length) != NULL && reading->language == LANGUAGE_ENGLISH) {
        word.kind = WORD_STYLE;
        word.is_style = true;
    }
    /* Characters that stand together are one unknown. */
    struct word *before = reading->count > 0 ? &reading->words[reading->count - 1] : NULL;
    bool joins = before != NULL && before->kind == WORD_UNKNOWN && word.kind == WORD_UNKNOWN &&
                 (lower[0] & 0x80) != 0 && before->start + before->length == word.start;
    if (joins)
        before->length += length;
    else if (word.kind != WORD_UNKNOWN || is_letter(lower[0]) || (lower[0] & 0x80) != 0)
        reading->words[reading->count++] = word;
    return length;
}

/* The longest of what the lexicon and the style table have at `at`. */
static size_t phrase_read(struct reading *reading, size_t at, bool word_start)
{
    const char *lower = reading->lower + at;
    size_t length, style_length = word_start || (lower[0] & 0x80) != 0 ? style_word_at(reading->lower, lower, NULL) : 0;
    const struct lexeme *row = lexicon_find(lower, word_start, reading->language, &length);
    size_t trap = word_start ? style_trap_length(reading->lower, lower) : 0;
    if (trap > (row != NULL ? length : 0)) { /* "metal detecting": no style, and no slip of another word */
        reading->words[reading->count++] =
            (struct word){.kind = WORD_UNKNOWN, .mode = -1, .start = reading->message + at, .length = trap};
        return trap;
    }
    if (row != NULL && row->kind == WORD_UNIT && length >= style_length &&
        unit_join(reading->words, reading->count, row))
        return length;
    static const struct lexeme tempo = {"", WORD_TEMPO, 0, 0};
    if (row != NULL && row->kind == WORD_UNIT && row->value == UNIT_BPM) {
        row = &tempo; /* "which bpm is it?" */
    } else if (row != NULL && row->kind == WORD_UNIT) {
        row = NULL;
        length = 0;
    }
    if (row == NULL && style_length == 0)
        return 0;
    size_t extension = row != NULL && row->kind == WORD_OWN ? extension_read(reading->message + at + length) : 0;
    struct word word = {.start = reading->message + at, .length = length, .mode = -1};
    if (extension > 0) { /* "my track.mp3" is a name, too */
        word.kind = WORD_QUOTED;
        word.length = length + extension;
    } else if (style_length > length) {
        word.kind = WORD_STYLE;
        word.is_style = true;
        word.length = style_length;
    } else {
        word.kind = row->kind;
        word.value = row->value;
        word.number = row->number;
        word.is_style = style_length == length && row->kind != WORD_TEMPO;
        if (row->kind == WORD_NUMBER)
            word.unit = (enum word_unit)row->value;
        if (row->kind == WORD_MODE) {
            word.kind = WORD_KEY;
            word.value = -1;
            word.mode = row->value == 1 ? SCORE_MINOR : SCORE_MAJOR;
        }
    }
    reading->words[reading->count++] = word;
    return word.length;
}

/* 标题改成海边: what stands behind the verb is the text, where it is neither a time nor a look nor a place. */
static bool is_text_ahead(const struct reading *reading, const char *text)
{
    static const char *const verbs[] = {"改成", "换成", "改为", "变成", "换为", "写", "写上", "写成", "打上"};
    const struct word *last = &reading->words[reading->count - 1];
    bool verb = false;
    for (size_t i = 0; i < COUNT(verbs); i++)
        verb = verb || (last->length == strlen(verbs[i]) && strncmp(last->start, verbs[i], last->length) == 0);
    if (!verb || isdigit((unsigned char)*text))
        return false;
    size_t length;
    double number;
    const struct lexeme *row = lexicon_find(text, true, LANGUAGE_CHINESE, &length);
    bool known = row != NULL && (row->kind == WORD_LOOK || row->kind == WORD_LONG || row->kind == WORD_LAST ||
                                 row->kind == WORD_FIRST || row->kind == WORD_OPENING || row->kind == WORD_ENDING ||
                                 row->kind == WORD_AT || row->kind == WORD_FROM || row->kind == WORD_MIDDLE ||
                                 row->kind == WORD_REFUSED || row->kind == WORD_EVERYWHERE || row->kind == WORD_TURN ||
                                 row->kind == WORD_TITLE || row->kind == WORD_FILLER || row->kind == WORD_SAYS ||
                                 row->kind == WORD_DEGREE);
    return !known && agent_chinese_number(text, &number) == 0;
}

/* 加个标题 我的假期: behind a blank, what is no word of editing. */
static bool is_named_ahead(const struct reading *reading, const char *text)
{
    static const enum word_kind may[] = {WORD_FILLER, WORD_STYLE, WORD_SUBJECT, WORD_PICTURE, WORD_ONE, WORD_TALK};
    bool adds = false;
    for (size_t i = reading->count; i-- > 0 && reading->words[i].kind != WORD_JOINT;)
        adds = adds || reading->words[i].kind == WORD_ADD;
    double number;
    size_t length;
    if (!adds || (text[0] & 0x80) == 0 || agent_chinese_number(text, &number) > 0)
        return false;
    const struct lexeme *row = lexicon_find(text, true, LANGUAGE_CHINESE, &length);
    bool plain = row == NULL;
    for (size_t i = 0; i < COUNT(may) && row != NULL; i++)
        plain = plain || row->kind == may[i];
    return plain && (text[0] & 0xe0) != 0xc0;
}

static bool is_writing(const struct word *word)
{
    static const char *const verbs[] = {"write", "display", "print", "type"};
    for (size_t i = 0; i < COUNT(verbs); i++)
        if (word->length == strlen(verbs[i]) && text_starts_with_ignore_case(word->start, verbs[i]))
            return true;
    return false;
}

/* "Un título que salga al final": the word shows, and a place stands behind it. */
static bool is_place_ahead(const struct reading *reading, const char *text)
{
    static const char *const verbs[] = {"que salga", "que aparezca", "que apareça", "que saia"};
    const struct word *last = &reading->words[reading->count - 1];
    size_t length;
    const struct lexeme *row = lexicon_find(text, true, reading->language, &length);
    bool shows = false;
    for (size_t i = 0; i < COUNT(verbs); i++)
        shows = shows || (last->length == strlen(verbs[i]) && text_starts_with_ignore_case(last->start, verbs[i]));
    return shows && row != NULL &&
           (row->kind == WORD_OPENING || row->kind == WORD_ENDING || row->kind == WORD_MIDDLE ||
            row->kind == WORD_FIRST || row->kind == WORD_LAST || row->kind == WORD_AT || row->kind == WORD_FROM ||
            row->kind == WORD_HALF || row->kind == WORD_EVERYWHERE);
}

/* "a title that says Beach Day", "rename the title (to) Forest Walk": what follows up to the clause's end is the
 * title's text; behind a change of the title, where it begins with a capital. */
static size_t says_read(struct reading *reading, size_t at)
{
    if (reading->count < 1)
        return 0;
    size_t blank = strspn(reading->message + at, " \t");
    const char *text = reading->message + at + blank, *closing;
    enum word_kind last = reading->words[reading->count - 1].kind;
    bool title = false, changes = false, says = last == WORD_SAYS;
    for (size_t i = reading->count; i-- > 0 && reading->words[i].kind != WORD_JOINT;) {
        enum word_kind kind = reading->words[i].kind;
        title = title || kind == WORD_TITLE ||
                (kind == WORD_REFUSED && reading->words[i].value == BEYOND_CAPTIONS); /* "a caption that reads Fin" */
        changes = changes || kind == WORD_CHANGE || kind == WORD_REPLACE;
    }
    size_t joint = reading->count; /* 加一个标题，内容是我的周末: the title stands in the clause before */
    while (joint > 0 && reading->words[joint - 1].kind != WORD_JOINT)
        joint--;
    bool wide = says && (reading->words[reading->count - 1].start[0] & 0x80) != 0;
    for (size_t i = joint; wide && i-- > 1 && reading->words[i - 1].kind != WORD_JOINT;)
        title = title || reading->words[i - 1].kind == WORD_TITLE;
    static const char *const verbs[] = {"换成", "改成", "改为", "变成", "换为", "是", "为", "写", "换"};
    for (size_t i = 0; i < COUNT(verbs) && says; i++) /* 标题内容换成… */
        says = !text_starts_with(text, verbs[i]);
    says = says || (changes && (last == WORD_TITLE || last == WORD_TO) && *text >= 'A' && *text <= 'Z');
    says = says || (title && is_text_ahead(reading, text)) ||
           (blank > 0 && last == WORD_TITLE && is_named_ahead(reading, text));
    /* "Write Hello World at the beginning". */
    bool writes = is_writing(&reading->words[reading->count - 1]) && *text >= 'A' && *text <= 'Z' && text[1] != ' ';
    says = says || writes;
    title = title || writes;
    if (!says)
        return 0;
    if (!title || *text == '\0' || is_place_ahead(reading, text) || agent_quote_open(text, &closing) > 0 ||
        *text == '\'')
        return 0;
    static const char *const ends[] = {
        " and another", " and a title", " and one ", " and then ", " at 0",    " at 1",  " at 2",
        " at 3",        " at 4",        " at 5",     " at 6",      " at 7",    " at 8",  " at 9",
        " on the ",     " on screen",   " in the ",  " until ",    " across ", " from ", " for ",
        " during ",     " at the ",     ".",         ",",          ";",        "!",      "\n",
        "，",           "。",           "；",        "！"};
    size_t length = strlen(text);
    for (size_t i = 0; i < COUNT(ends); i++) {
        const char *end = strstr(text, ends[i]);
        if (end != NULL && end > text && (size_t)(end - text) < length)
            length = (size_t)(end - text);
    }
    while (length > 0 && text[length - 1] == ' ')
        length--;
    if (length == 0 || length > MOST_QUOTED_BYTES)
        return 0;
    reading->words[reading->count++] = (struct word){.kind = WORD_QUOTED, .start = text, .length = length};
    return blank + length;
}

/* Does a style's name begin here, which holds letters, and is longer than a number with its unit ("4 s")? */
static bool is_era(const char *text, const char *at, enum agent_language language)
{
    size_t known, digits = strspn(at, "0123456789");
    const struct lexeme *row = lexicon_find(at, true, language, &known);
    if (row != NULL && known > digits && row->kind != WORD_TWICE) /* "4k", "16:9" */
        return true;
    size_t length = style_word_at(text, at, NULL), letters = 0;
    for (size_t i = 0; i < length; i++)
        letters += isalpha((unsigned char)at[i]) != 0 || (at[i] & 0x80) != 0;
    return letters > 0;
}

/* Lower case, with the capitals of Latin-1: "Überschrift weg". */
static void lower_letters(char *text)
{
    text_lower(text);
    for (unsigned char *at = (unsigned char *)text; *at != '\0'; at++)
        if (*at == 0xc3 && at[1] >= 0x80 && at[1] <= 0x9e && at[1] != 0x97 /* × */)
            at[1] += 0x20;
}

size_t agent_tokens(const char *message, struct word *words, size_t most, char *guesses, size_t guesses_size)
{
    char *lower = xstrdup(message);
    lower_letters(lower);
    struct reading reading = {message, lower, words, 0, most, 0, lexicon_language(lower), guesses, guesses_size};
    if (reading.language == LANGUAGE_ENGLISH)
        agent_gerunds(lower);
    if (guesses != NULL)
        guesses[0] = '\0';
    for (size_t at = 0; message[at] != '\0' && reading.count < most;) {
        bool word_start = at == 0 || !isalnum((unsigned char)lower[at - 1]);
        struct word word = {.kind = WORD_UNKNOWN, .mode = -1};
        size_t used = says_read(&reading, at);
        if (used > 0) {
            at += used;
            continue;
        }
        if (isspace((unsigned char)lower[at]) && message[at] != '\n') {
            at++;
            continue;
        }
        used = quoted_read(message + at, word_start, &word);
        if (used == 0)
            used = agent_meter_read(lower + at, word_start, &word);
        /* "80s", "8-bit": a style that begins with a number. */
        bool era = used == 0 && word_start && isdigit((unsigned char)message[at]) &&
                   is_era(lower, lower + at, reading.language);
        if (used == 0 && !era)
            used = number_read(message + at, word_start, &word);
        if (used == 0 && !(reading.language == LANGUAGE_JAPANESE && text_starts_with(lower + at, "半")))
            used = agent_chinese_read(lower + at, reading.count > 0 ? &words[reading.count - 1] : NULL, &word);
        if (used == 0 && word_start)
            used = file_read_name(message + at, &word);
        if (used == 0 && (word_start || (message[at] & 0x80) != 0))
            used = agent_key_read(message + at, &word);
        if (used > 0) {
            word.start = word.start != NULL && word.kind == WORD_QUOTED ? word.start : message + at;
            words[reading.count++] = word;
        } else {
            used = phrase_read(&reading, at, word_start);
        }
        size_t end = at + (used > 0 ? used : unknown_read(&reading, at));
        /* Of a gerund, the letters that its stem has not. */
        struct word *newest = reading.count > 0 ? &words[reading.count - 1] : NULL;
        for (; at > 0 && newest != NULL && newest->start == message + at && lower[at - 1] == ' ' &&
               !isspace((unsigned char)message[at - 1]);
             at--) {
            newest->start--;
            newest->length++;
        }
        at = end;
    }
    free(lower);
    return reading.count;
}
