/* Time: reading it and waiting for it, both replaceable.
 *
 * Durations in the program's rules are "rule time": what the service asks for (30 s between polls).
 * `BGMUSIC_TEST_CLOCK_SCALE=N` (1-100000, for tests only) runs rule time N times faster in the real
 * binary: clock_now_ms() advances N times faster and clock_sleep_ms() sleeps 1/N of what it is told. */
#ifndef BGMUSIC_BASE_CLOCK_H
#define BGMUSIC_BASE_CLOCK_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct clock_ops {
    int64_t (*now_ms)(void);            /* monotonic, any origin */
    int64_t (*wall_s)(void);            /* seconds since 1970 (UTC) */
    bool (*sleep_ms)(int64_t duration); /* false: interrupted before the end */
};

/* NULL restores the real clock. Not for use while threads run. */
void clock_replace(const struct clock_ops *ops);

int64_t clock_now_ms(void);
int64_t clock_wall_s(void);
/* Waits; returns false at once when a signal asked the program to stop (base/interrupt.h). */
bool clock_sleep_ms(int64_t duration_ms);

/* Rule time into real time, for waits inside other libraries (curl's timeouts); at least 1 for what was
 * positive. And the factor itself, 1 in normal use. */
int64_t clock_scaled_ms(int64_t duration_ms);
int64_t clock_scale(void);

/* Real time, never scaled: for measuring and for traces. */
int64_t clock_real_ms(void);

/* A timed wait for another thread, untouched by a clock that is set back: the condition is made by
 * clock_condition_init(), the deadline lies so many real milliseconds ahead, and clock_wait() is
 * pthread_cond_timedwait() against it: false when it has passed.
 *
 *     struct timespec deadline = clock_deadline(500);
 *     while (!ready && clock_wait(&changed, &lock, &deadline)) ... */
void clock_condition_init(pthread_cond_t *condition);
struct timespec clock_deadline(int64_t ahead_ms);
bool clock_wait(pthread_cond_t *condition, pthread_mutex_t *lock, const struct timespec *deadline);

/* "2026-03-18T00:00:00Z" and its variants with fractions and offsets into seconds since 1970; false when
 * it is not a date. And back, into 21 bytes. */
bool clock_parse_iso8601(const char *text, int64_t *wall_s);
void clock_format_iso8601(int64_t wall_s, char text[32]);

#endif
