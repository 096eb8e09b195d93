/* GUI talk in replies, sentence by sentence, by a table. */
#include "bgmusic/app/gui_talk.h"

#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"

enum { TEXT_CEILING = 32 * 1024 * 1024 };

/* A sentence that holds both words (the second may be NULL) is replaced. The first row that fits counts. */
static const struct {
    const char *word, *with, *instead;
} rows[] = {
    {"click", "export", "(`bgmusic export` does this here.)"},
    {"导出", "点击", "(这里用 `bgmusic export` 导出。)"},
    {"export button", NULL, "(`bgmusic export` does this here.)"},
    {"click", "button", "(This is done through the API here; ask for it with `bgmusic chat`.)"},
    {"点击", NULL, "(这里通过 API 完成；用 `bgmusic chat` 提出要求。)"},
    {"open", "panel", "(`bgmusic state` shows the session here.)"},
    {"打开", "面板", "(这里用 `bgmusic state` 查看。)"},
    {"drag", NULL, "(Ask for such an edit with `bgmusic chat`.)"},
    {"拖拽", NULL, "(用 `bgmusic chat` 提出这样的修改。)"},
    {"preview", "timeline", "(`bgmusic state` shows the tracks here.)"},
    {"check", "account", "(`bgmusic credits` shows the balance.)"},
    {"billing", NULL, "(`bgmusic credits` shows the balance.)"},
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Does the sentence hold the word as one of its own, or with such an ending? "A dragon opens the clip" is content. */
static bool holds(const char *sentence, const char *word, const char *const endings[3])
{
    bool is_ascii = is_letter(word[0]);
    for (const char *at = text_find_ignore_case(sentence, word); at != NULL;
         at = text_find_ignore_case(at + 1, word)) {
        if (!is_ascii)
            return true;
        const char *rest = at + strlen(word);
        for (size_t i = 0; i < 3; i++) {
            if ((at == sentence || !is_letter(at[-1])) && text_starts_with_ignore_case(rest, endings[i]) &&
                !is_letter(rest[strlen(endings[i])]))
                return true;
        }
    }
    return false;
}

static const char *replacement(const char *sentence)
{
    static const char *const doing[] = {"", "ing", "ging"}, *const plural[] = {"", "s", "s"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (holds(sentence, rows[i].word, doing) &&
            (rows[i].with == NULL || holds(sentence, rows[i].with, plural)))
            return rows[i].instead;
    }
    return NULL;
}

/* Length of the sentence at `text`, with its end mark and the white space after it. */
static size_t sentence_length(const char *text)
{
    static const char *const ends[] = {"。", "！", "？"};
    for (const char *at = text; *at != '\0'; at++) {
        size_t mark = 0;
        if (*at == '\n')
            mark = 1;
        else if ((*at == '.' || *at == '!' || *at == '?') && (at[1] == ' ' || at[1] == '\n' || at[1] == '\0'))
            mark = 1;
        for (size_t i = 0; i < 3 && mark == 0; i++) {
            if (text_starts_with(at, ends[i]))
                mark = strlen(ends[i]);
        }
        if (mark > 0) {
            at += mark;
            while (*at == ' ' || *at == '\n')
                at++;
            return (size_t)(at - text);
        }
    }
    return strlen(text);
}

char *gui_talk_translate(const char *text)
{
    struct buf out;
    buf_init(&out, TEXT_CEILING);
    const char *last = NULL;
    while (*text != '\0') {
        size_t length = sentence_length(text);
        struct buf sentence;
        buf_init(&sentence, TEXT_CEILING);
        buf_append(&sentence, text, length);
        const char *instead = replacement(sentence.bytes);
        if (instead == NULL) {
            buf_append(&out, text, length);
        } else if (instead != last) {
            size_t words = length;
            while (words > 0 && (text[words - 1] == ' ' || text[words - 1] == '\n'))
                words--;
            buf_append_text(&out, instead);
            buf_append(&out, text + words, length - words);
        }
        last = instead;
        buf_release(&sentence);
        text += length;
    }
    return buf_take(&out);
}
