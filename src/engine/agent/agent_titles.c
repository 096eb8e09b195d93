/* Titles by their texts and by their order. */
#include "agent_titles.h"

#include <ctype.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agent_look.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "style_table.h"
#include "timeline.h"

enum { LEAST_NAME_BYTES = 3 };

static bool is_word_byte(char c)
{
    return isalnum((unsigned char)c) != 0;
}

/* One of the words ends right before `at`, filler like "the title" left out? */
static bool follows(const char *message, const char *at, const char *const *words, size_t count)
{
    static const char *const between[] = {"the ", "title ", "caption ", "text ", "把", "将", "标题"};
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < COUNT(between); i++) {
            size_t length = strlen(between[i]);
            if ((size_t)(at - message) >= length && text_starts_with_ignore_case(at - length, between[i])) {
                at -= length;
                again = true;
            }
        }
    }
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(words[i]);
        bool fits = (size_t)(at - message) >= length && text_starts_with_ignore_case(at - length, words[i]);
        if (fits && ((size_t)(at - message) == length || !is_word_byte(at[-(ptrdiff_t)length - 1])))
            return true;
    }
    return false;
}

static const char *const change_verbs[] = {"change ", "rename ", "replace ", "swap ", "retitle ", "turn ", "make "};
static const char *const title_verbs[] = {"change ", "rename ", "replace ", "swap ", "retitle ", "remove ",
                                          "delete ", "move ",   "hide ",    "drop ", "lose ",    "删掉",
                                          "去掉",    "删除",    "改",       "换",    "移动",     "shift "};

/* Is the title named at `at`? With its own capitals, or behind a verb for titles; a word that may mean something else
 * names none. */
static bool is_named(const char *message, const char *at, const char *text)
{
    size_t length = strlen(text);
    bool latin = ((unsigned char)text[0] & 0x80) == 0;
    if (length < LEAST_NAME_BYTES || !text_starts_with_ignore_case(at, text))
        return false;
    if ((latin && at > message && is_word_byte(at[-1])) || (is_word_byte(text[length - 1]) && is_word_byte(at[length])))
        return false;
    if (follows(message, at, title_verbs, COUNT(title_verbs)))
        return true;
    if (!text_starts_with(at, text))
        return false;
    if (strchr(text, ' ') != NULL || !latin)
        return true;
    /* One word: a name inside the sentence, which no lexicon has. */
    char lower[64];
    snprintf(lower, sizeof lower, "%.60s", text);
    text_lower(lower);
    return at > message && isupper((unsigned char)text[0]) &&
           lexicon_find(lower, true, LANGUAGE_ENGLISH, &length) == NULL && style_word_at(lower, lower, NULL) == 0;
}

/* The length of the title's text at `at`, the longest one; 0: none is named. */
static size_t name_at(const char *message, const char *at, const struct agent_memory *memory)
{
    size_t longest = 0;
    for (size_t i = 0; i < memory->title_count && memory->titles != NULL; i++) {
        size_t length = strlen(memory->titles[i].text);
        if (length > longest && is_named(message, at, memory->titles[i].text))
            longest = length;
    }
    return longest;
}

/* " to Mountain Day", 改成山里一日: how many bytes lead to the text, and how many that one has; 0: no new text follows.
 */
static size_t new_text(const char *message, const char *name, const char *behind, size_t *lead)
{
    static const struct {
        const char *words;
        bool verb_ahead, capital;
    } ways[] = {{" to ", true, false},           {" with ", true, false},      {" into ", true, false},
                {" by ", true, false},           {" should be ", false, true}, {" should say ", false, false},
                {" should read ", false, false}, {"改成", false, false},       {"换成", false, false},
                {"改为", false, false},          {"变成", false, false},       {"换为", false, false}};
    static const char *const others[] = {"the ",      "a ",      "an ",    "at ",    "from ", "be ",
                                         "after ",    "before ", "last ",  "first ", "end",   "start ",
                                         "beginning", "bold",    "italic", "white",  "black", "red"};
    const char *closing;
    for (size_t i = 0; i < COUNT(ways); i++) {
        const char *text = behind + strlen(ways[i].words);
        if (!text_starts_with_ignore_case(behind, ways[i].words) ||
            (ways[i].verb_ahead && !follows(message, name, change_verbs, COUNT(change_verbs))))
            continue;
        if (isdigit((unsigned char)*text) || agent_quote_open(text, &closing) > 0 || *text == '\'' ||
            (ways[i].capital && !isupper((unsigned char)*text)))
            return 0;
        for (size_t k = 0; k < COUNT(others); k++)
            if (text_starts_with_ignore_case(text, others[k]))
                return 0;
        static const char *const ends[] = {".", ",", ";", "!", "?", "\n", "，", "。", "；", "！", " and ", " please"};
        size_t length = strlen(text);
        for (size_t k = 0; k < COUNT(ends); k++) {
            const char *end = strstr(text, ends[k]);
            length = end != NULL && (size_t)(end - text) < length ? (size_t)(end - text) : length;
        }
        while (length > 0 && text[length - 1] == ' ')
            length--;
        *lead = strlen(ways[i].words);
        return length;
    }
    return 0;
}

/* "Retitle it Summer Days": the text, which begins at `*text`; its length, 0: there is none. */
static size_t text_called(const char *at, const char **text)
{
    static const char *const verbs[] = {"retitle it to ", "retitle it ", "rename it to ", "rename it ", "retitle to "};
    for (size_t i = 0; i < COUNT(verbs); i++) {
        if (!text_starts_with_ignore_case(at, verbs[i]))
            continue;
        *text = at + strlen(verbs[i]);
        size_t length = isupper((unsigned char)**text) ? strcspn(*text, ".,;!?\n") : 0;
        while (length > 0 && (*text)[length - 1] == ' ')
            length--;
        return length;
    }
    return 0;
}

char *titles_quote(const char *message, const struct agent_memory *memory)
{
    struct buf out;
    buf_init(&out, 2 * AGENT_MOST_MESSAGE_BYTES + 64);
    for (const char *at = message; *at != '\0';) {
        const char *closing;
        size_t called = at == message || !is_word_byte(at[-1]) ? text_called(at, &closing) : 0;
        if (called > 0 && memory->title_count > 0) { /* "retitle it Summer Days" */
            buf_appendf(&out, "%.*s\"%.*s\"", (int)(closing - at), at, (int)called, closing);
            at = closing + called;
            continue;
        }
        size_t opening = agent_quote_open(at, &closing), length = 0, marks = 0;
        const char *end = opening > 0 ? strstr(at + opening, closing) : NULL;
        if (end != NULL) { /* quoted already: only what it is changed to may not be */
            marks = opening;
            length = (size_t)(end - at) - opening;
            buf_append(&out, at, opening + length + strlen(closing));
            end += strlen(closing);
            bool known = false;
            for (size_t i = 0; i < memory->title_count && memory->titles != NULL; i++)
                known = known || (strlen(memory->titles[i].text) == length &&
                                  text_starts_with_ignore_case(at + marks, memory->titles[i].text));
            length = known ? length : 0;
        } else if ((length = name_at(message, at, memory)) > 0) {
            end = at + length;
            buf_appendf(&out, "\"%.*s\"", (int)length, at);
        } else {
            buf_append(&out, at, 1);
            at++;
            continue;
        }
        size_t lead = 0, fresh = length > 0 ? new_text(message, at, end, &lead) : 0;
        if (fresh > 0) {
            buf_appendf(&out, "%.*s\"%.*s\"", (int)lead, end, (int)fresh, end + lead);
            end += lead + fresh;
        }
        at = end;
    }
    char *quoted = xstrdup(out.bytes != NULL ? out.bytes : "");
    buf_release(&out);
    return quoted;
}

void titles_ordinals(struct word *words, size_t count)
{
    static const struct {
        const char *words;
        int number;
    } ordinals[] = {
        {"first", 1},     {"1st", 1},      {"primer", 1},      {"primera", 1},      {"primeiro", 1}, {"ersten", 1},
        {"erste", 1},     {"premier", 1},  {"最初の", 1},      {"opening", 1},      {"second", 2},   {"2nd", 2},
        {"segundo", 2},   {"zweiten", 2},  {"zweite", 2},      {"deuxième", 2},     {"二つ目の", 2}, {"third", 3},
        {"3rd", 3},       {"tercer", 3},   {"terceiro", 3},    {"dritten", 3},      {"dritte", 3},   {"troisième", 3},
        {"三つ目の", 3},  {"fourth", 4},   {"4th", 4},         {"cuarto", 4},       {"quarto", 4},   {"vierten", 4},
        {"quatrième", 4}, {"last", -1},    {"final", -1},      {"closing", -1},     {"último", -1},  {"letzten", -1},
        {"letzte", -1},   {"dernier", -1}, {"最後の", -1},     {"最后一个", -1},    {"最后的", -1},  {"the last", -1},
        {"the end", -1},  {"end", -1},     {"the first", 1},   {"the second", 2},   {"第一个", 1},   {"第二个", 2},
        {"第三个", 3},    {"第四个", 4},   {"the opening", 1}, {"the closing", -1}, {"片头", 1},     {"片尾", -1},
        {"第一", 1},      {"第二", 2},
    };
    for (size_t i = 0; i < count; i++) {
        struct word *before = i > 0 ? &words[i - 1] : NULL;
        if (words[i].kind != WORD_TITLE)
            continue;
        for (size_t k = 0; k < COUNT(ordinals); k++) {
            bool within = word_starts(&words[i], ordinals[k].words); /* "opening title" is one word */
            bool ahead = before != NULL && word_is(before, ordinals[k].words);
            if (!within && !ahead)
                continue;
            words[i].value = ordinals[k].number;
            if (ahead)
                before->kind = WORD_FILLER;
            break;
        }
    }
}

/* Is the quotation at `at` what is to be written ("change the title to "Hi"", "make it say "Hi"")? */
static bool is_to_be_written(const struct word *words, size_t count, size_t at)
{
    bool thing = false, says = false, other = false, moves = false, changes = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        bool said = kind == WORD_SAYS || (kind == WORD_FILLER && word_is(&words[i], "say"));
        if (i < at && kind == WORD_QUOTED)
            return true; /* the second one */
        thing = thing || (i < at && (kind == WORD_TITLE || kind == WORD_IT || said));
        says = says || (i < at && said);
        other = other || (i > at && kind == WORD_QUOTED);
        changes = changes || kind == WORD_CHANGE || kind == WORD_REPLACE || kind == WORD_MAKE;
        moves = moves || kind == WORD_LONG || kind == WORD_LATER || kind == WORD_MOVE || kind == WORD_REMOVE;
    }
    return thing && !other && (says || (changes && !moves));
}

/* ""A" should be "B"", where no title is called A: the only title is meant, of several none is known. */
static void stranger_told(struct word *words, size_t count, const struct agent_memory *memory)
{
    struct word *first = NULL;
    bool pair = false;
    for (size_t i = 0; i < count; i++)
        if (words[i].kind == WORD_QUOTED) {
            pair = first != NULL;
            first = first != NULL ? first : &words[i];
        }
    bool changes = words_have(words, count, WORD_CHANGE) || words_have(words, count, WORD_REPLACE) ||
                   words_have(words, count, WORD_MAKE);
    if (pair && !words_have(words, count, WORD_ADD) && !words_have(words, count, WORD_TITLE) &&
        (changes || words[0].kind == WORD_QUOTED))
        first->kind = memory->titles != NULL && memory->title_count > 1 ? WORD_UNKNOWN : WORD_FILLER;
}

void titles_named(struct word *words, size_t count, const struct agent_memory *memory)
{
    if (memory->titles == NULL || words_have(words, count, WORD_ADD)) {
        stranger_told(words, count, memory);
        return;
    }
    bool shown_there = words_have(words, count, WORD_SHOW) && words_have(words, count, WORD_PLACE);
    for (size_t i = 0; i < count; i++) {
        size_t index = 0;
        while (index < memory->title_count &&
               !(words[i].kind == WORD_QUOTED && strlen(memory->titles[index].text) == words[i].length &&
                 text_starts_with_ignore_case(words[i].start, memory->titles[index].text)))
            index++;
        if (index == memory->title_count || shown_there || is_to_be_written(words, count, i))
            continue;
        size_t before = i;
        while (before > 0 && words[before - 1].kind == WORD_FILLER)
            before--;
        if (before > 0 && words[before - 1].kind == WORD_NOT) /* ", not "Hello"": a contrast, and no order */
            continue;
        struct word *title = NULL;
        for (size_t k = 0; k < count; k++)
            title = words[k].kind == WORD_TITLE ? &words[k] : title;
        words[i].kind = title != NULL ? WORD_FILLER : WORD_TITLE;
        (title != NULL ? title : &words[i])->value = timeline_title_rank(memory->titles, memory->title_count, index);
    }
    stranger_told(words, count, memory);
}
