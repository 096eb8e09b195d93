/* Reads a pipe and cuts it into lines. */
#include "media_lines.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/interrupt.h"

bool media_lines_read(struct process *child, int64_t deadline_ms, const atomic_bool *stop,
                      void (*take)(void *context, const char *line), void *context)
{
    char line[512], piece[16384];
    size_t length = 0;
    while (!interrupt_requested() && (stop == NULL || !atomic_load(stop))) {
        int64_t left = deadline_ms - clock_real_ms();
        struct pollfd wait = {.fd = child->stdout_fd, .events = POLLIN};
        if (left <= 0)
            return false;
        if (poll(&wait, 1, left < 50 ? (int)left : 50) <= 0)
            continue;
        ssize_t got = read(child->stdout_fd, piece, sizeof piece);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0;
        for (ssize_t i = 0; i < got; i++) {
            if (piece[i] != '\n') {
                if (length + 1 < sizeof line)
                    line[length++] = piece[i];
                continue;
            }
            line[length] = '\0';
            length = 0;
            take(context, line);
        }
    }
    return false;
}

bool media_says_damage(const char *said)
{
    return strstr(said, "corrupt decoded frame") != NULL || strstr(said, "Error while decoding") != NULL ||
           strstr(said, "Error submitting packet") != NULL || strstr(said, "slice CRC mismatch") != NULL;
}
