/* How fast the event stream parser is on one core: an agent's typical stream, fed as it would come from a socket.
 *
 *     sse_speed [MEGABYTES]      prints "MB/s" of processor time, for small and for large events */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bgmusic/base/count.h"
#include "bgmusic/net/sse.h"

enum { FEED_BYTES = 16 * 1024 };

static bool count(void *context, const struct sse_event *event)
{
    *(size_t *)context += event->data_length;
    return true;
}

/* As many whole events as fit into `size` bytes; returns how many bytes they are. */
static size_t fill(char *bytes, size_t size, size_t text_bytes)
{
    size_t used = 0, room = text_bytes + 128;
    while (size - used > room) {
        used += (size_t)snprintf(bytes + used, size - used,
                                 ": alive\n\ndata: {\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"");
        memset(bytes + used, 'x', text_bytes);
        used += text_bytes;
        used += (size_t)snprintf(bytes + used, size - used, "\"}]},\"partial\":true}\r\n\r\n");
    }
    return used;
}

int main(int argument_count, char **arguments)
{
    static const size_t text_bytes[] = {40, 4000, 400000};
    size_t megabytes = argument_count > 1 ? (size_t)strtoul(arguments[1], NULL, 10) : 512;
    size_t size = (size_t)8 << 20;
    char *bytes = malloc(size);
    if (bytes == NULL || megabytes == 0 || megabytes > 100000)
        return 1;
    for (size_t i = 0; i < COUNT(text_bytes); i++) {
        struct sse_parser parser;
        size_t seen = 0, fed = 0, whole = fill(bytes, size, text_bytes[i]);
        sse_init(&parser, count, &seen);
        clock_t start = clock();
        for (; fed < megabytes << 20; fed += whole) {
            for (size_t at = 0; at < whole; at += FEED_BYTES)
                sse_feed(&parser, bytes + at, whole - at < FEED_BYTES ? whole - at : FEED_BYTES);
        }
        double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        printf("event stream, %zu bytes of text an event: %.0f MB/s\n", text_bytes[i], (double)fed / 1e6 / seconds);
        sse_release(&parser);
        if (seen == 0)
            return 1;
    }
    free(bytes);
    return 0;
}
