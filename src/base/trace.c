/* Trace lines by area. */
#include "bgmusic/base/trace.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"

enum { LINE_CEILING = 64 * 1024 };

static const struct {
    const char *name;
    enum trace_area area;
} area_names[] = {
    {"http", TRACE_HTTP},   {"sse", TRACE_SSE},       {"draft", TRACE_DRAFT},
    {"store", TRACE_STORE}, {"engine", TRACE_ENGINE}, {"all", TRACE_ALL},
};

static unsigned enabled_areas;
static int trace_fd = STDERR_FILENO;
static void (*trace_writer)(const char *line);
static pthread_once_t trace_once = PTHREAD_ONCE_INIT;

static void read_environment(void)
{
    const char *list = getenv("BGMUSIC_TRACE");
    while (list != NULL && *list != '\0') {
        size_t length = strcspn(list, ",");
        for (size_t i = 0; i < COUNT(area_names); i++) {
            if (strlen(area_names[i].name) == length && strncmp(list, area_names[i].name, length) == 0)
                enabled_areas |= area_names[i].area;
        }
        list += length + (list[length] == ',');
    }
    const char *path = getenv("BGMUSIC_TRACE_FILE");
    if (path != NULL && *path != '\0') {
        /* A pipe that nobody reads does not hold us. */
        int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK | O_CLOEXEC, 0600);
        if (fd >= 0)
            trace_fd = fd;
    }
}

void trace_enable(unsigned areas)
{
    pthread_once(&trace_once, read_environment);
    enabled_areas |= areas;
}

void trace_set_writer(void (*writer)(const char *line))
{
    trace_writer = writer;
}

bool trace_on(enum trace_area area)
{
    pthread_once(&trace_once, read_environment);
    return (enabled_areas & area) != 0;
}

void trace(enum trace_area area, const char *format, ...)
{
    if (!trace_on(area))
        return;
    struct buf text, line;
    buf_init(&text, LINE_CEILING);
    buf_init(&line, 2 * LINE_CEILING);
    char body[4096];
    va_list args;
    va_start(args, format);
    vsnprintf(body, sizeof body, format, args);
    va_end(args);
    text_append_shown(&text, body, strlen(body));
    const char *name = "all";
    for (size_t i = 0; i < COUNT(area_names); i++) {
        if (area_names[i].area == area)
            name = area_names[i].name;
    }
    int64_t now = clock_real_ms();
    buf_appendf(&line, "[%lld.%03lld %s] ", (long long)(now / 1000 % 100000), (long long)(now % 1000), name);
    trace_mask(&line, text.bytes, text.length);
    if (trace_fd == STDERR_FILENO && trace_writer != NULL) {
        trace_writer(line.bytes);
        buf_release(&line);
        buf_release(&text);
        return;
    }
    buf_append_char(&line, '\n');
    /* One write, so that lines of several threads do not mix; a full disk loses a trace, no more. */
    ssize_t ignored = write(trace_fd, line.bytes, line.length);
    (void)ignored;
    buf_release(&line);
    buf_release(&text);
}
