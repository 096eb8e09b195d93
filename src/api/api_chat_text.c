/* Shows the text of a stream once. */
#include "api_chat_text.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

void chat_text_init(struct chat_text *text)
{
    *text = (struct chat_text){0};
    buf_init(&text->current, CHAT_TEXT_CEILING_BYTES);
}

void chat_text_release(struct chat_text *text)
{
    for (size_t i = 0; i < text->count; i++)
        free(text->turns[i]);
    free(text->turns);
    buf_release(&text->current);
    chat_text_init(text);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Does `whole` begin with `start`, white space aside? `*rest` is then what follows in `whole`. */
static bool begins_with(const char *whole, const char *start, const char **rest)
{
    for (;;) {
        while (is_space(*start))
            start++;
        if (*start == '\0') {
            *rest = whole;
            return true;
        }
        while (is_space(*whole))
            whole++;
        if (*whole != *start)
            return false;
        whole++;
        start++;
    }
}

static bool same_words(const char *a, const char *b)
{
    const char *rest;
    return begins_with(a, b, &rest) && text_is_blank(rest);
}

/* Keeps the text of a turn that has ended; 0 for a blank one. */
static size_t keep_turn(struct chat_text *text, const char *words)
{
    size_t length = strlen(words);
    if (text_is_blank(words) || text->count >= CHAT_TEXT_MOST_TURNS || length > CHAT_TEXT_CEILING_BYTES - text->bytes)
        return 0;
    text->turns = xgrow(text->turns, text->count, sizeof *text->turns);
    text->turns[text->count++] = xstrndup(words, length);
    text->bytes += length;
    return 1;
}

static size_t close_turn(struct chat_text *text)
{
    if (!text->open)
        return 0;
    size_t ended = keep_turn(text, text->current.bytes);
    text->open = text->is_flat = false;
    buf_clear(&text->current);
    return ended;
}

/* A text without `partial`: the whole of the open turn, a late whole of the last one, or a turn of its own. */
static size_t add_whole(struct chat_text *text, const char *words, struct buf *fresh)
{
    const char *rest;
    size_t ended = 0;
    if (text->open) {
        if (begins_with(words, text->current.bytes, &rest)) {
            buf_append_text(fresh, rest);
            text->open = false;
            buf_clear(&text->current);
            return keep_turn(text, words);
        }
        /* A shorter repeat: what was shown is the fuller text. */
        bool shorter = begins_with(text->current.bytes, words, &rest);
        ended = close_turn(text);
        if (shorter)
            return ended;
    } else if (text->recap_due && text->count > 0 && same_words(words, text->turns[text->count - 1])) {
        text->recap_due = false;
        return 0;
    }
    text->recap_due = false;
    buf_append_text(fresh, words);
    return ended + keep_turn(text, words);
}

/* Does the text so far end a sentence, so that the next event's is one of its own? */
static bool ends_sentence(const char *words, size_t length)
{
    static const char *const ends[] = {".", "!", "?", ":", "…", "。", "！", "？"};
    for (size_t i = 0; i < COUNT(ends); i++) {
        size_t size = strlen(ends[i]);
        if (length >= size && memcmp(words + length - size, ends[i], size) == 0)
            return true;
    }
    return false;
}

/* Pieces join as they are when one ends or the next begins with white space, or when the first is no whole sentence. */
static bool joins(const struct chat_text *text, const char *next)
{
    const struct buf *current = &text->current;
    if (current->length == 0 || *next == '\0')
        return true;
    return is_space(current->bytes[current->length - 1]) || is_space(*next) ||
           !ends_sentence(current->bytes, current->length);
}

static bool is_flat_piece(const struct api_event *event)
{
    return event->kind == API_EVENT_TEXT && event->flat && !event->partial;
}

size_t chat_text_break(struct chat_text *text, const struct api_event *event)
{
    if (!text->open || event->kind != API_EVENT_TEXT)
        return 0;
    /* After pieces, a flat text is their repetition like another. */
    bool goes_on = is_flat_piece(event) ? !text->is_flat || joins(text, event->text) : !text->is_flat;
    return goes_on ? 0 : close_turn(text);
}

size_t chat_text_add(struct chat_text *text, const struct api_event *event, struct buf *fresh)
{
    size_t ended;
    bool was_flat;
    switch (event->kind) {
    case API_EVENT_TEXT:
        if (!event->partial && (!event->flat || (text->open && !text->is_flat) || text->recap_due))
            return add_whole(text, event->text, fresh);
        text->open = true;
        text->is_flat = !event->partial;
        text->recap_due = false;
        if (buf_append_text(&text->current, event->text))
            buf_append_text(fresh, event->text);
        return 0;
    case API_EVENT_TOOL_CALL:
    case API_EVENT_QUESTION:
    case API_EVENT_TOOL_RESULT:
    case API_EVENT_FAILURE:
        was_flat = text->is_flat;
        ended = close_turn(text);
        if (ended > 0 && !was_flat)
            text->recap_due = true;
        return ended;
    default:
        return 0;
    }
}

size_t chat_text_end(struct chat_text *text)
{
    return close_turn(text);
}
