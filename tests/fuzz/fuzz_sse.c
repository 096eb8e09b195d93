/* Server-sent events: the same stream gives the same events however it is cut, and ceilings hold. */
#include "fuzz.h"

#include "bgmusic/net/sse.h"

struct record {
    struct buf events;
    size_t ceiling;
};

static bool on_event(void *context, const struct sse_event *event)
{
    struct record *record = context;
    PROPERTY(event->data[event->data_length] == '\0', "data ends in NUL");
    PROPERTY(event->comment || event->data_length <= record->ceiling, "an event keeps to its ceiling");
    PROPERTY(strlen(event->name) <= SSE_FIELD_CEILING_BYTES, "a name keeps to its ceiling");
    PROPERTY(strlen(event->id) <= SSE_FIELD_CEILING_BYTES, "an id keeps to its ceiling");
    PROPERTY(event->retry_ms >= -1, "no retry is negative");
    buf_appendf(&record->events, "%d%d %s|%s|%lld|", event->comment, event->unterminated, event->name, event->id,
                (long long)event->retry_ms);
    buf_append(&record->events, event->data, event->data_length);
    buf_append_char(&record->events, '\n');
    return true;
}

static void feed(const uint8_t *data, size_t size, size_t ceiling, enum fuzz_cut cut, struct record *record)
{
    struct sse_parser parser;
    struct prng prng;
    fuzz_chance(&prng, data, size);
    buf_init(&record->events, FUZZ_ROOM_BYTES);
    record->ceiling = ceiling;
    sse_init(&parser, on_event, record);
    sse_limit(&parser, ceiling);
    bool good = true;
    for (size_t at = 0, piece; at < size && good; at += piece) {
        piece = fuzz_piece(cut, &prng, size - at);
        good = sse_feed(&parser, (const char *)data + at, piece);
    }
    good = sse_finish(&parser) && good;
    PROPERTY(good == (parser.error == SSE_NO_ERROR), "a failure has a reason, and success none");
    PROPERTY(good || !sse_feed(&parser, "\n", 1), "errors are sticky");
    buf_appendf(&record->events, "end %d", parser.error);
    sse_release(&parser);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const size_t ceilings[] = {SSE_EVENT_CEILING_BYTES, 24};
    for (size_t i = 0; i < 2; i++) {
        struct record records[FUZZ_CUTS];
        for (enum fuzz_cut cut = FUZZ_WHOLE; cut < FUZZ_CUTS; cut++) {
            feed(data, size, ceilings[i], cut, &records[cut]);
            PROPERTY(records[cut].events.length == records[0].events.length &&
                         memcmp(records[cut].events.bytes, records[0].events.bytes, records[0].events.length) == 0,
                     "the cuts do not matter");
        }
        for (enum fuzz_cut cut = FUZZ_WHOLE; cut < FUZZ_CUTS; cut++)
            buf_release(&records[cut].events);
    }
    return 0;
}
