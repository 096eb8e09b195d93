/* Time: monotonic and wall clock, interruptible sleep, the test scale. */
#include "bgmusic/base/clock.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/text.h"

static int64_t scale_value = 1;
static pthread_once_t scale_once = PTHREAD_ONCE_INIT;

static void read_scale(void)
{
    int64_t value;
    if (text_to_int(getenv("BGMUSIC_TEST_CLOCK_SCALE"), 1, 100000, &value))
        scale_value = value;
}

int64_t clock_scale(void)
{
    pthread_once(&scale_once, read_scale);
    return scale_value;
}

int64_t clock_real_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t real_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t scale = clock_scale();
    return (int64_t)now.tv_sec * 1000 * scale + now.tv_nsec * scale / 1000000;
}

void clock_condition_init(pthread_cond_t *condition)
{
#ifdef __APPLE__
    pthread_cond_init(condition, NULL);
#else
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(condition, &attributes);
    pthread_condattr_destroy(&attributes);
#endif
}

struct timespec clock_deadline(int64_t ahead_ms)
{
    struct timespec deadline;
    clock_gettime(CLOCK_MONOTONIC, &deadline);
    deadline.tv_sec += ahead_ms / 1000;
    deadline.tv_nsec += ahead_ms % 1000 * 1000000;
    deadline.tv_sec += deadline.tv_nsec / 1000000000;
    deadline.tv_nsec %= 1000000000;
    return deadline;
}

bool clock_wait(pthread_cond_t *condition, pthread_mutex_t *lock, const struct timespec *deadline)
{
#ifdef __APPLE__
    /* Its conditions know the wall clock alone, but take a time from now on. */
    struct timespec now = clock_deadline(0);
    int64_t left_ns =
        (int64_t)(deadline->tv_sec - now.tv_sec) * 1000000000 + (int64_t)deadline->tv_nsec - (int64_t)now.tv_nsec;
    if (left_ns <= 0)
        return false;
    struct timespec left = {.tv_sec = left_ns / 1000000000, .tv_nsec = left_ns % 1000000000};
    return pthread_cond_timedwait_relative_np(condition, lock, &left) == 0;
#else
    return pthread_cond_timedwait(condition, lock, deadline) == 0;
#endif
}

static int64_t real_wall_s(void)
{
    return (int64_t)time(NULL);
}

static bool real_sleep_ms(int64_t duration_ms)
{
    int64_t end = clock_real_ms() + clock_scaled_ms(duration_ms);
    for (;;) {
        if (interrupt_requested())
            return false;
        int64_t left = end - clock_real_ms();
        if (left <= 0)
            return true;
        /* Short slices: a signal may land on another thread, which then does not wake this one. */
        if (left > 100)
            left = 100;
        struct timespec slice = {.tv_sec = 0, .tv_nsec = left * 1000000};
        nanosleep(&slice, NULL);
    }
}

static const struct clock_ops real_ops = {real_now_ms, real_wall_s, real_sleep_ms};
static const struct clock_ops *ops = &real_ops;

void clock_replace(const struct clock_ops *replacement)
{
    ops = replacement != NULL ? replacement : &real_ops;
}

int64_t clock_now_ms(void)
{
    return ops->now_ms();
}

int64_t clock_wall_s(void)
{
    return ops->wall_s();
}

bool clock_sleep_ms(int64_t duration_ms)
{
    return ops->sleep_ms(duration_ms);
}

int64_t clock_scaled_ms(int64_t duration_ms)
{
    if (duration_ms <= 0)
        return 0;
    int64_t scaled = duration_ms / clock_scale();
    return scaled > 0 ? scaled : 1;
}

/* Exactly `count` digits, then `*at` stands behind them: sscanf and strptime would take signs, blanks and short
 * numbers, too. */
static bool take_digits(const char **at, int count, int *value)
{
    *value = 0;
    for (int i = 0; i < count; i++, (*at)++) {
        if (**at < '0' || **at > '9')
            return false;
        *value = *value * 10 + (**at - '0');
    }
    return true;
}

static bool take_char(const char **at, const char *choices)
{
    if (**at == '\0' || strchr(choices, **at) == NULL)
        return false;
    (*at)++;
    return true;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && is_leap);
}

/* "Z", "+hh", "+hhmm", "+hh:mm" or nothing, which is read as UTC, up to the end of the text. */
static bool take_offset(const char *at, int *minutes)
{
    *minutes = 0;
    bool is_west = *at == '-';
    if (take_char(&at, "+-")) {
        int hours, rest = 0;
        if (!take_digits(&at, 2, &hours))
            return false;
        if ((take_char(&at, ":") || *at != '\0') && !take_digits(&at, 2, &rest))
            return false;
        if (hours > 23 || rest > 59)
            return false;
        *minutes = (hours * 60 + rest) * (is_west ? -1 : 1);
    } else {
        take_char(&at, "Zz");
    }
    return *at == '\0';
}

bool clock_parse_iso8601(const char *text, int64_t *wall_s)
{
    int year, month, day, hour, minute, second, offset_minutes;
    if (text == NULL)
        return false;
    const char *at = text;
    if (!take_digits(&at, 4, &year) || !take_char(&at, "-") || !take_digits(&at, 2, &month) || !take_char(&at, "-") ||
        !take_digits(&at, 2, &day) || !take_char(&at, "Tt ") || !take_digits(&at, 2, &hour) || !take_char(&at, ":") ||
        !take_digits(&at, 2, &minute) || !take_char(&at, ":") || !take_digits(&at, 2, &second))
        return false;
    /* 24:00:00 ends a day, second 60 is a leap second. */
    if (year < 1970 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month) || hour > 24 ||
        minute > 59 || second > 60 || (hour == 24 && (minute > 0 || second > 0)))
        return false;
    if (take_char(&at, ".,")) {
        size_t digits = strspn(at, "0123456789");
        if (digits == 0)
            return false;
        at += digits;
    }
    if (!take_offset(at, &offset_minutes))
        return false;
    struct tm parts = {.tm_year = year - 1900,
                       .tm_mon = month - 1,
                       .tm_mday = day,
                       .tm_hour = hour,
                       .tm_min = minute,
                       .tm_sec = second};
    *wall_s = (int64_t)timegm(&parts) - (int64_t)offset_minutes * 60;
    return true;
}

void clock_format_iso8601(int64_t wall_s, char text[32])
{
    time_t seconds = (time_t)wall_s;
    struct tm parts;
    if (gmtime_r(&seconds, &parts) == NULL || strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0)
        memcpy(text, "1970-01-01T00:00:00Z", sizeof "1970-01-01T00:00:00Z");
}
