/* Events of a turn, one a line: each is understood as something, and text is shown once and in whole. */
#include "fuzz.h"

#include "api_chat_text.h"

struct turn {
    struct chat_text text;
    struct buf fresh;
    size_t events, ended;
};

static void on_event(void *context, const struct api_event *event)
{
    struct turn *turn = context;
    turn->events++;
    PROPERTY(event->text != NULL && event->name != NULL && event->code != NULL, "texts are never NULL");
    PROPERTY(event->kind != API_EVENT_TEXT || *event->text != '\0', "a text has words");
    size_t before = turn->text.count, ended = chat_text_add(&turn->text, event, &turn->fresh);
    PROPERTY(turn->text.count - before == ended, "turns that ended are there");
    PROPERTY(event->kind == API_EVENT_TEXT || ended <= 1, "an event without words ends one turn at most");
    turn->ended += ended;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct turn turn = {0};
    chat_text_init(&turn.text);
    buf_init(&turn.fresh, FUZZ_ROOM_BYTES);
    const char *at = (const char *)data, *end = at + size;
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t length = (size_t)((stop != NULL ? stop : end) - at), before = turn.events;
        api_event_read(at, length, on_event, &turn);
        PROPERTY(turn.events > before, "every event is something");
        at += length + (stop != NULL);
    }
    turn.ended += chat_text_end(&turn.text);
    PROPERTY(chat_text_end(&turn.text) == 0, "a turn ends once");
    PROPERTY(turn.ended == turn.text.count && turn.text.count <= CHAT_TEXT_MOST_TURNS, "turns are counted");
    for (size_t i = 0; i < turn.text.count; i++)
        PROPERTY(!text_is_blank(turn.text.turns[i]), "blank turns are left out");
    PROPERTY(turn.text.count == 0 || turn.fresh.length > 0, "what was said was shown");
    chat_text_release(&turn.text);
    buf_release(&turn.fresh);
    return 0;
}
