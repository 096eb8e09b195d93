/* Phrases of English words and Chinese characters, and the patterns that fit them. */
#include "phrase_match.h"

#include <string.h>

#include "bgmusic/base/text.h"

enum { WORDS_CEILING = 64 * 1024 };

enum kind { KIND_BETWEEN, KIND_COMMA, KIND_QUOTE, KIND_APOSTROPHE, KIND_JOINER, KIND_WORD, KIND_SIGN };

/* Full-width letters, digits and punctuation are those of ASCII (Unicode block FF00). */
static uint32_t fold(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        c -= 0xFF01 - '!';
    if (c == 0x3000 || c == 0xA0)
        return ' ';
    if (c == 0x2019 || c == 0x2018)
        return '\'';
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

static enum kind kind_of(uint32_t c)
{
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
        return KIND_WORD;
    if (c == '\'')
        return KIND_APOSTROPHE;
    if (c == '"' || c == 0x201C || c == 0x201D || (c >= 0x300A && c <= 0x300F))
        return KIND_QUOTE;
    if (c == '.' || c == '/' || c == '-' || c == '_' || c == '&' || c == '+')
        return KIND_JOINER;
    if (c < 0x80)
        return c != 0 && strchr(",;:!?()\n", (int)c) != NULL ? KIND_COMMA : KIND_BETWEEN;
    /* Dashes, the Chinese comma and full stop, brackets; a bullet. */
    if ((c >= 0x2012 && c <= 0x2015) || c == 0x2022 || c == 0x3001 || c == 0x3002 || (c >= 0x3008 && c <= 0x3011))
        return KIND_COMMA;
    /* Latin signs, general punctuation, arrows to dingbats, variation selectors, emoji. */
    bool is_symbol = (c >= 0x80 && c <= 0xBF) || (c >= 0x2000 && c <= 0x206F) || (c >= 0x2190 && c <= 0x2BFF) ||
                     (c >= 0x3000 && c <= 0x303F) || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x1F000 && c <= 0x1FAFF);
    return is_symbol ? KIND_BETWEEN : KIND_SIGN;
}

static enum kind kind_at(const char *text, size_t length, size_t at, uint32_t *c, size_t *used)
{
    *c = ' ';
    *used = at < length ? text_decode_utf8(text + at, length - at, c) : 0;
    *c = fold(*c);
    return kind_of(*c);
}

/* Takes the rest of an English word whose first letter stands at unit->start; apostrophes within it are dropped. */
static void read_word(struct phrase *phrase, struct phrase_unit *unit, const char *text, size_t length)
{
    uint32_t c, next;
    size_t used, next_used, at = unit->start;
    for (;;) {
        enum kind kind = kind_at(text, length, at, &c, &used);
        bool joins = (kind == KIND_JOINER || kind == KIND_APOSTROPHE) &&
                     kind_at(text, length, at + used, &next, &next_used) == KIND_WORD;
        if (kind != KIND_WORD && !joins)
            break;
        if (kind != KIND_APOSTROPHE)
            buf_append_char(&phrase->words, (char)c);
        at += used;
    }
    unit->end = at;
}

bool phrase_read(struct phrase *phrase, const char *text, size_t length)
{
    *phrase = (struct phrase){0};
    buf_init(&phrase->words, WORDS_CEILING);
    if (!text_is_utf8(text, length))
        return false;
    bool opens = true, in_quotes = false;
    for (size_t at = 0, used = 0; at < length; at += used) {
        uint32_t c;
        enum kind kind = kind_at(text, length, at, &c, &used);
        if (kind == KIND_QUOTE)
            in_quotes = c == '"' ? !in_quotes : c == 0x201C || c == 0x300A || c == 0x300C || c == 0x300E;
        /* A hyphen or a full stop between words opens a clause, too; one within a word was read with it. */
        if (kind == KIND_COMMA || ((c == '-' || c == '.') && at + 1 < length && text[at + 1] == ' '))
            opens = true;
        if (kind != KIND_WORD && kind != KIND_SIGN)
            continue;
        if (phrase->count == PHRASE_MOST_UNITS) {
            phrase->is_cut = true;
            break;
        }
        struct phrase_unit *unit = &phrase->units[phrase->count++];
        *unit = (struct phrase_unit){
            .word = phrase->words.length, .start = at, .end = at + used, .opens_clause = opens, .is_quoted = in_quotes};
        if (kind == KIND_WORD)
            read_word(phrase, unit, text, length);
        else
            text_append_utf8(&phrase->words, c);
        unit->word_length = phrase->words.length - unit->word;
        used = unit->end - at;
        opens = false;
    }
    return true;
}

void phrase_release(struct phrase *phrase)
{
    buf_release(&phrase->words);
    *phrase = (struct phrase){0};
}

uint64_t phrase_end(const struct phrase *phrase)
{
    return UINT64_C(1) << phrase->count;
}

uint64_t phrase_everywhere(const struct phrase *phrase)
{
    uint64_t end = phrase_end(phrase);
    return end | (end - 1);
}

/* Length of the first unit of an alternative. */
static size_t unit_length(const char *alternative, size_t length)
{
    uint32_t c;
    if ((unsigned char)alternative[0] >= 0x80)
        return text_decode_utf8(alternative, length, &c);
    size_t used = 0;
    while (used < length && alternative[used] != '_' && (unsigned char)alternative[used] < 0x80)
        used++;
    return used;
}

/* How many units from `index` on are the alternative; 0: they are not. */
static size_t alternative_fits(const struct phrase *phrase, size_t index, const char *alternative, size_t length)
{
    size_t first = index;
    while (length > 0) {
        if (*alternative == '_') {
            alternative++;
            length--;
            continue;
        }
        size_t used = unit_length(alternative, length);
        if (used == 0 || index >= phrase->count)
            return 0;
        const struct phrase_unit *unit = &phrase->units[index];
        const char *word = phrase->words.bytes + unit->word;
        bool is_ending = *alternative == '*';
        size_t compared = used - is_ending;
        if (unit->word_length < compared || (!is_ending && unit->word_length != compared) ||
            memcmp(word + unit->word_length - compared, alternative + is_ending, compared) != 0)
            return 0;
        alternative += used;
        length -= used;
        index++;
    }
    return index - first;
}

/* Where the alternatives of one token lead to. */
static uint64_t walk_token(const struct phrase *phrase, const char *token, size_t length, uint64_t from)
{
    uint64_t to = 0;
    while (length > 0) {
        const char *bar = memchr(token, '|', length);
        size_t own = bar != NULL ? (size_t)(bar - token) : length;
        for (size_t i = 0; i < phrase->count; i++) {
            size_t used = (from >> i & 1) != 0 ? alternative_fits(phrase, i, token, own) : 0;
            if (used > 0)
                to |= UINT64_C(1) << (i + used);
        }
        own += bar != NULL;
        token += own;
        length -= own;
    }
    return to;
}

uint64_t phrase_walk(const struct phrase *phrase, const char *pattern, uint64_t from, uint64_t gate)
{
    uint64_t at = from;
    while (at != 0) {
        pattern += strspn(pattern, " ");
        size_t length = strcspn(pattern, " ");
        if (length == 0)
            return at;
        if (length == 3 && memcmp(pattern, "...", 3) == 0)
            at = phrase_everywhere(phrase) & ~((at & (~at + 1)) - 1); /* the first place and all behind it */
        else if (length == 1 && *pattern == '@')
            at &= gate;
        else if (pattern[length - 1] == '?')
            at |= walk_token(phrase, pattern, length - 1, at);
        else
            at = walk_token(phrase, pattern, length, at);
        pattern += length;
    }
    return 0;
}

bool phrase_unit_is(const struct phrase *phrase, size_t index, const char *alternatives)
{
    return index < phrase->count && walk_token(phrase, alternatives, strlen(alternatives), UINT64_C(1) << index) != 0;
}
