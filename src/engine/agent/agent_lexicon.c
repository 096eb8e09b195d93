/* Looking words up in the lexicon's tables: an index of all words, made once. */
#include "agent_lexicon.h"

#include <ctype.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/prefix_index.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

enum {
    LEAST_LIKE_LETTERS = 5,
    LEAST_DOUBLED_LETTERS = 3,
    MOST_LIKE_LETTERS = 24,
    LEAST_PLAIN_LETTERS = 4,
    LEAST_LETTERS_WITH_OTHER_FIRST = 7
};

struct entry {
    const char *word;
    size_t length;
    const struct lexeme *row;
    enum agent_language language;
    bool is_slip; /* a slip of the keys: nothing is likened to one */
};

/* Numbered as the index of their words numbers them: the languages in their order. */
static struct entry *entries;
static struct prefix_index by_word;
/* What a slip of the keys may be read as, by the first two letters, the longest first. */
static const struct entry **guesses;
static size_t guess_count;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void entry_add(const struct entry *entry)
{
    size_t count = by_word.count;
    entries = xgrow(entries, count, sizeof *entries);
    entries[count] = *entry;
    prefix_index_add(&by_word, entry->word, entry->length);
}

/* "música" as it is typed in a hurry, "musica"; of German, "für" as "fuer". NULL: the word has no accent, or is so
 * short without it that another word looks the same. The index keeps it to the end of the program. */
static char *plain_copy(const char *word, size_t length, enum agent_language language)
{
    static const struct {
        const char *accented, *plain, *german;
    } letters[] = {
        {"á", "a", NULL}, {"à", "a", NULL}, {"â", "a", NULL}, {"ã", "a", NULL}, {"ä", "a", "ae"},  {"é", "e", NULL},
        {"è", "e", NULL}, {"ê", "e", NULL}, {"ë", "e", NULL}, {"í", "i", NULL}, {"î", "i", NULL},  {"ï", "i", NULL},
        {"ó", "o", NULL}, {"ô", "o", NULL}, {"õ", "o", NULL}, {"ö", "o", "oe"}, {"ú", "u", NULL},  {"ù", "u", NULL},
        {"û", "u", NULL}, {"ü", "u", "ue"}, {"ç", "c", NULL}, {"ñ", "n", NULL}, {"ß", "ss", "ss"},
    };
    if (language != LANGUAGE_SPANISH && language != LANGUAGE_GERMAN && language != LANGUAGE_FRENCH &&
        language != LANGUAGE_PORTUGUESE)
        return NULL;
    char *plain = xmalloc(length + 1);
    size_t used = 0, changed = 0;
    for (size_t at = 0; at < length;) {
        const char *with = NULL;
        for (size_t i = 0; i < COUNT(letters) && with == NULL; i++)
            if (at + 1 < length && strncmp(word + at, letters[i].accented, 2) == 0)
                with = language == LANGUAGE_GERMAN && letters[i].german != NULL ? letters[i].german : letters[i].plain;
        if (with == NULL) {
            plain[used++] = word[at++];
            continue;
        }
        memcpy(plain + used, with, strlen(with)); /* never longer than what it stands for */
        used += strlen(with);
        at += 2;
        changed++;
    }
    plain[used] = '\0';
    if (changed == 0 || used < LEAST_PLAIN_LETTERS) {
        free(plain);
        return NULL;
    }
    return plain;
}

/* 忧伤一点 is 忧伤点, 忧伤些, 忧伤一些, 忧伤点儿, too: entries for those. One character and 点 may be another word
 * (重点, 甜点). The index keeps the copies to the end of the program. */
static void add_degrees(const struct entry *entry)
{
    static const char *const degrees[] = {"点", "些", "一些", "点儿", "一点儿", "一丢丢"}, whole[] = "一点";
    static const enum word_kind kinds[] = {WORD_ENERGY, WORD_VALENCE, WORD_TURN,   WORD_LOUD,
                                           WORD_FAST,   WORD_LONG,    WORD_STRONG, WORD_LATER};
    size_t tail = strlen(whole), stem = entry->length - tail, character = strlen("点");
    bool moves = false;
    for (size_t i = 0; i < COUNT(kinds); i++)
        moves = moves || entry->row->kind == kinds[i];
    if (entry->language != LANGUAGE_CHINESE || !moves || entry->length <= tail ||
        strncmp(entry->word + stem, whole, tail) != 0)
        return;
    for (size_t i = stem > character ? 0 : 1; i < COUNT(degrees); i++) {
        size_t length = stem + strlen(degrees[i]);
        char *word = xmalloc(length + 1);
        memcpy(word, entry->word, stem);
        memcpy(word + stem, degrees[i], strlen(degrees[i]) + 1);
        entry_add(&(struct entry){word, length, entry->row, entry->language, entry->is_slip});
    }
}

/* Kinds that a slip of the keys may be read as: words of editing, none that turns a sentence round or says where. */
static bool may_be_guessed(enum word_kind kind)
{
    static const enum word_kind kinds[] = {WORD_ADD,  WORD_MAKE,   WORD_REMOVE,  WORD_REPLACE, WORD_TURN,   WORD_LOUD,
                                           WORD_FAST, WORD_ENERGY, WORD_VALENCE, WORD_MUSIC,   WORD_VOLUME, WORD_VOICE,
                                           WORD_DUCK, WORD_ROLE,   WORD_TEMPO,   WORD_TITLE,   WORD_FADE,   WORD_UNDO,
                                           WORD_LONG, WORD_EXPORT, WORD_CHANGE,  WORD_TUNE,    WORD_LEVEL};
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (kinds[i] == kind)
            return true;
    return false;
}

static int by_first_two_longest_first(const void *a, const void *b)
{
    const struct entry *x = *(const struct entry *const *)a, *y = *(const struct entry *const *)b;
    int order = strncmp(x->word, y->word, 2);
    return order != 0 ? order : x->length != y->length ? (x->length > y->length ? -1 : 1) : x < y ? -1 : x > y;
}

static void guesses_make(void)
{
    guesses = xcalloc(by_word.count, sizeof *guesses);
    for (size_t i = 0; i < by_word.count; i++) {
        const struct entry *entry = &entries[i];
        if (entry->language == LANGUAGE_ENGLISH && !entry->is_slip && entry->length >= LEAST_PLAIN_LETTERS &&
            entry->word[0] >= 'a' && entry->word[0] <= 'z' && may_be_guessed(entry->row->kind))
            guesses[guess_count++] = entry;
    }
    qsort(guesses, guess_count, sizeof *guesses, by_first_two_longest_first);
}

static void index_make(void)
{
    const struct {
        const struct lexeme *rows;
        size_t count;
        enum agent_language language;
        bool slips;
    } tables[] = {
        {agent_words_english, agent_words_english_count, LANGUAGE_ENGLISH, false},
        {agent_words_english_talk, agent_words_english_talk_count, LANGUAGE_ENGLISH, false},
        {agent_words_english_manners, agent_words_english_manners_count, LANGUAGE_ENGLISH, false},
        {agent_words_english_typos, agent_words_english_typos_count, LANGUAGE_ENGLISH, true},
        {agent_words_instruments, agent_words_instruments_count, LANGUAGE_ENGLISH, false},
        {agent_words_beyond, agent_words_beyond_count, LANGUAGE_ENGLISH, false},
        {agent_words_chinese, agent_words_chinese_count, LANGUAGE_CHINESE, false},
        {agent_words_chinese_spoken, agent_words_chinese_spoken_count, LANGUAGE_CHINESE, false},
        {agent_words_spanish, agent_words_spanish_count, LANGUAGE_SPANISH, false},
        {agent_words_german, agent_words_german_count, LANGUAGE_GERMAN, false},
        {agent_words_french, agent_words_french_count, LANGUAGE_FRENCH, false},
        {agent_words_portuguese, agent_words_portuguese_count, LANGUAGE_PORTUGUESE, false},
        {agent_words_japanese, agent_words_japanese_count, LANGUAGE_JAPANESE, false},
    };
    for (size_t i = 0; i < COUNT(tables); i++)
        for (size_t r = 0; r < tables[i].count; r++)
            for (const char *at = tables[i].rows[r].words; *at != '\0';) {
                size_t length = strcspn(at, "|");
                struct entry entry = {at, length, &tables[i].rows[r], tables[i].language, tables[i].slips};
                entry_add(&entry);
                add_degrees(&entry);
                const char *plain = plain_copy(at, length, tables[i].language);
                if (plain != NULL)
                    entry_add(&(struct entry){plain, strlen(plain), &tables[i].rows[r], tables[i].language, false});
                at += length + (at[length] == '|');
            }
    prefix_index_sort(&by_word);
    guesses_make();
}

/* The bytes of letters of Latin words: ASCII and what UTF-8 writes with two bytes (é, ß, ñ). */
static bool is_letter(char c)
{
    unsigned char byte = (unsigned char)c;
    return isalnum(byte) || (byte >= 0xc3 && byte <= 0xc5);
}

static bool stands_whole(const struct entry *entry, const char *text, bool at_word_start)
{
    unsigned char first = (unsigned char)entry->word[0], last = (unsigned char)entry->word[entry->length - 1];
    bool latin_start = isalnum(first) || (first >= 0xc3 && first <= 0xc5);
    bool latin_end = isalnum(last) || (entry->length > 1 && last >= 0x80 && latin_start);
    bool begun = at_word_start || !latin_start || entry->row->kind == WORD_UNIT;
    return begun && (!latin_end || !is_letter(text[entry->length]));
}

static const struct entry *entry_find(const char *text, bool at_word_start, enum agent_language language, bool alone)
{
    pthread_once(&once, index_make);
    const struct entry *best = NULL;
    struct prefix_walk walk = {.text = text};
    size_t number, length;
    while (prefix_index_next(&by_word, &walk, &number, &length) && (best == NULL || length == best->length)) {
        const struct entry *at = &entries[number];
        /* 配音乐 has no 配音 in it. */
        if (length == strlen("配音") && text_starts_with(text, "配音乐"))
            continue;
        bool read = at->language == language || (!alone && at->language <= LANGUAGE_CHINESE);
        if (!read || !stands_whole(at, text, at_word_start))
            continue;
        /* The message's own language wins over English where both have the word. */
        if (best == NULL || (at->language == language && best->language != language))
            best = at;
    }
    return best;
}

const struct lexeme *lexicon_find(const char *text, bool at_word_start, enum agent_language language, size_t *length)
{
    const struct entry *entry = entry_find(text, at_word_start, language, false);
    *length = entry != NULL ? entry->length : 0;
    return entry != NULL ? entry->row : NULL;
}

/* Hiragana and katakana: U+3041 to U+30FF. */
static bool has_kana(const char *text)
{
    for (const char *at = text; (at = strchr(at, '\xe3')) != NULL; at++)
        if ((unsigned char)at[1] >= 0x81 && (unsigned char)at[1] <= 0x83)
            return true;
    return false;
}

/* Letters that one of the languages has alone. */
static bool has_own_letter(const char *text, enum agent_language language)
{
    static const struct {
        const char *letter;
        enum agent_language language;
    } rows[] = {
        {"ñ", LANGUAGE_SPANISH},    {"¿", LANGUAGE_SPANISH},    {"¡", LANGUAGE_SPANISH}, {"ß", LANGUAGE_GERMAN},
        {"ä", LANGUAGE_GERMAN},     {"ö", LANGUAGE_GERMAN},     {"è", LANGUAGE_FRENCH},  {"ù", LANGUAGE_FRENCH},
        {"ã", LANGUAGE_PORTUGUESE}, {"õ", LANGUAGE_PORTUGUESE}, {"û", LANGUAGE_FRENCH},  {"î", LANGUAGE_FRENCH},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        if (rows[i].language == language && strstr(text, rows[i].letter) != NULL)
            return true;
    return false;
}

/* Does a word begin at `at`? Behind the second byte of a letter ("músic|a") none does, behind "¿" one does. */
static bool begins_word(const char *text, const char *at)
{
    if (at == text)
        return true;
    bool second = ((unsigned char)at[-1] & 0xc0) == 0x80 && at - text > 1;
    return !is_letter(at[second ? -2 : -1]);
}

/* The bytes of `text` that the language's rows have. An instrument or a unit that English calls the same says nothing.
 */
static size_t covered_by(const char *text, enum agent_language language)
{
    size_t covered = 0;
    for (const char *at = text; *at != '\0';) {
        bool begins = begins_word(text, at);
        const struct entry *entry = entry_find(at, begins, language, true);
        const struct entry *english = entry_find(at, begins, LANGUAGE_ENGLISH, true);
        bool shared = entry != NULL && (entry->row->kind == WORD_ROLE || entry->row->kind == WORD_UNIT) &&
                      english != NULL && english->length >= entry->length;
        covered += entry != NULL && !shared ? entry->length : 0;
        at += entry != NULL ? entry->length : 1;
    }
    return covered;
}

enum agent_language lexicon_language(const char *text)
{
    enum { OWN_LETTER = 3 };
    enum agent_language best = LANGUAGE_ENGLISH;
    size_t most = 0;
    for (int of = 0; of < LANGUAGE_COUNT; of++) {
        enum agent_language language = (enum agent_language)of;
        /* Without a kana the characters are Chinese. */
        if (language == LANGUAGE_CHINESE || (language == LANGUAGE_JAPANESE && !has_kana(text)))
            continue;
        size_t covered = covered_by(text, language);
        if (covered > 0 && has_own_letter(text, language))
            covered += OWN_LETTER;
        /* A little more than English is no sign: the languages share words. */
        if (covered > most + (best == LANGUAGE_ENGLISH && language != LANGUAGE_ENGLISH ? 1 : 0)) {
            most = covered;
            best = language;
        }
    }
    return best;
}

const struct lexeme *lexicon_like(const char *text, size_t length, const char **word, size_t *word_length)
{
    const struct entry *best = NULL;
    size_t least = 3;
    pthread_once(&once, index_make);
    if (length < LEAST_DOUBLED_LETTERS || length > MOST_LIKE_LETTERS)
        return NULL;
    for (size_t i = 0; i < guess_count; i++) {
        const struct entry *at = guesses[i];
        /* Words differ in their first letter more often than slips do. */
        if (text[0] != at->word[0] && length < LEAST_LETTERS_WITH_OTHER_FIRST)
            continue;
        if (at->length > length + 2 || length > at->length + 2)
            continue;
        char said[MOST_LIKE_LETTERS + 1], known[MOST_LIKE_LETTERS + 3];
        memcpy(said, text, length);
        said[length] = '\0';
        memcpy(known, at->word, at->length);
        known[at->length] = '\0';
        size_t slips = text_same_but_doubled(said, known)                                 ? 0
                       : length >= LEAST_LIKE_LETTERS && at->length >= LEAST_LIKE_LETTERS ? text_distance(said, known)
                                                                                          : least;
        size_t most = length >= 9 ? 2 : 1;
        if (slips <= most && slips < least) {
            least = slips;
            best = at;
        }
    }
    if (best == NULL)
        return NULL;
    *word = best->word;
    *word_length = best->length;
    return best->row;
}
