/* Streaming the service's words, and what they ask for. */
#include "bgmusic/app/reply_stream.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/app/app.h"
#include "gui_talk.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

enum { PENDING_CEILING = 64 * 1024, MOST_END_BYTES = 3 };

void reply_stream_init(struct reply_stream *stream, struct app *app)
{
    *stream = (struct reply_stream){.app = app, .begins_turn = true};
    buf_init(&stream->pending, PENDING_CEILING);
    buf_init(&stream->space, PENDING_CEILING);
}

void reply_stream_release(struct reply_stream *stream)
{
    buf_release(&stream->pending);
    buf_release(&stream->space);
    free(stream->last_note);
    stream->last_note = NULL;
}

bool reply_is_noise(const char *text)
{
    return text_find_ignore_case(text, "encountered a temporary issue") != NULL && strlen(text) < 400;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Bytes up to the end of the first sentence and the white space behind it; 0: it is not whole yet. No end lies before
 * `from`. */
static size_t sentence_length(const char *text, size_t from)
{
    static const char *const wide_ends[] = {"。", "！", "？"};
    for (size_t at = from; text[at] != '\0'; at++) {
        size_t end = 0;
        if (text[at] == '\n' || (strchr(".!?", text[at]) != NULL && is_space(text[at + 1])))
            end = at + 1;
        for (size_t i = 0; i < 3 && end == 0; i++) {
            if (text_starts_with(text + at, wide_ends[i]))
                end = at + strlen(wide_ends[i]);
        }
        if (end == 0)
            continue;
        while (is_space(text[end]))
            end++;
        return end;
    }
    return 0;
}

static void say(struct reply_stream *stream, const char *text)
{
    const struct app_listener *listener = &stream->app->listener;
    if (listener->on_reply != NULL && *text != '\0')
        listener->on_reply(listener->context, text);
}

/* The white space that came since the last sentence: a paragraph at the most, and what indents the next line. */
static void say_space(struct reply_stream *stream)
{
    size_t newlines = 0, tail = 0;
    for (size_t i = 0; i < stream->space.length; i++) {
        if (stream->space.bytes[i] == '\n') {
            newlines++;
            tail = i + 1;
        }
    }
    say(stream, newlines > 1 ? "\n\n" : newlines == 1 ? "\n" : "");
    say(stream, stream->space.bytes + tail);
}

/* Words with the white space behind them, which is said before the next sentence: a turn does not end in it. */
static void say_sentence(struct reply_stream *stream, const char *bytes, size_t length)
{
    size_t words = length;
    while (words > 0 && is_space(bytes[words - 1]))
        words--;
    char *sentence = xstrndup(bytes, words);
    char *translated = gui_talk_translate(sentence);
    bool is_note = !text_equal(translated, sentence);
    bool is_repeated = is_note && text_equal(translated, stream->last_note);
    bool is_noise = stream->has_said && stream->begins_turn && reply_is_noise(sentence);
    bool is_said = !is_repeated && !is_noise && !text_is_blank(translated);
    if (is_said) {
        if (stream->begins_turn && stream->has_said)
            say(stream, "\n\n");
        else if (!stream->begins_turn)
            say_space(stream);
        stream->begins_turn = false;
        stream->has_said = true;
        say(stream, translated);
        buf_clear(&stream->space);
    }
    if (words > 0) {
        free(stream->last_note);
        stream->last_note = is_note ? xstrdup(translated) : NULL;
    }
    /* More of it than the buffer holds is no loss. */
    if (is_said || words == 0)
        buf_append(&stream->space, bytes + words, length - words);
    free(translated);
    free(sentence);
}

void reply_stream_add(struct reply_stream *stream, const char *piece)
{
    struct buf *pending = &stream->pending;
    size_t length;
    if (!buf_append_text(pending, piece)) {
        /* Longer than any sentence: as it is. */
        say_sentence(stream, pending->bytes, pending->length);
        buf_clear(pending);
        stream->looked_bytes = 0;
        say_sentence(stream, piece, strlen(piece));
        return;
    }
    while ((length = sentence_length(pending->bytes, stream->looked_bytes)) > 0) {
        say_sentence(stream, pending->bytes, length);
        buf_drop_front(pending, length);
        stream->looked_bytes = 0;
    }
    /* The last bytes may be the first of an end. */
    stream->looked_bytes = pending->length > MOST_END_BYTES ? pending->length - MOST_END_BYTES : 0;
}

void reply_stream_end_turn(struct reply_stream *stream)
{
    struct buf *pending = &stream->pending;
    size_t length = pending->length;
    while (length > 0 && is_space(pending->bytes[length - 1]))
        length--;
    if (length > 0)
        say_sentence(stream, pending->bytes, length);
    buf_clear(pending);
    stream->looked_bytes = 0;
    stream->begins_turn = true;
}

/* Does the last sentence that asks something hold one of the words? */
static bool asks_for(const char *reply, const char *const *words)
{
    const char *question = NULL, *start = reply;
    for (const char *at = reply; *at != '\0'; at++) {
        bool is_wide = text_starts_with(at, "？");
        if (*at == '?' || is_wide)
            question = start;
        if (strchr(".!?\n", *at) != NULL || is_wide || text_starts_with(at, "。") || text_starts_with(at, "！"))
            start = at + 1;
    }
    if (question == NULL)
        return false;
    size_t length = strcspn(question, "?\n");
    char *sentence = xstrndup(question, length);
    bool is_found = false;
    for (; *words != NULL && !is_found; words++)
        is_found = text_find_ignore_case(sentence, *words) != NULL;
    free(sentence);
    return is_found;
}

enum reply_request reply_request_read(const char *reply)
{
    static const char *const export_words[] = {"export", "download it", "download the", "导出", "下载", NULL};
    static const char *const upload_words[] = {"upload", "上传", NULL};
    if (reply == NULL)
        return REPLY_ASKS_NOTHING;
    if (strstr(reply, "`bgmusic export`") != NULL || asks_for(reply, export_words))
        return REPLY_ASKS_EXPORT;
    if (strstr(reply, "`bgmusic upload ") != NULL || asks_for(reply, upload_words) ||
        text_find_ignore_case(reply, "please upload") != NULL ||
        text_find_ignore_case(reply, "upload one first") != NULL || strstr(reply, "请先上传") != NULL ||
        strstr(reply, "请上传") != NULL)
        return REPLY_ASKS_UPLOAD;
    return REPLY_ASKS_NOTHING;
}
