/* Errors as values: what a function that can fail returns, and the sentence it fills in.
 *
 * A function that can fail returns `enum bgm_status` and takes `struct bgm_error *err` last. On success
 * `err` is untouched; on failure it holds the status, a sentence and, where there is one, a hint:
 *
 *     if (!file_read(path, ceiling, &bytes, err)) ...
 *     return bgm_fail(err, BGM_INPUT, "cannot read \"%s\": %s", path, strerror(errno));
 *
 * Wording: lower case, no full stop, the thing in quotes, the cause first; the hint says what to do.
 * `err` may be NULL where the caller only wants the status. Nothing here allocates or prints.
 */
#ifndef BGMUSIC_BASE_ERROR_H
#define BGMUSIC_BASE_ERROR_H

/* One row a status: identifier, the finer name that stands in JSON, the exit code of the program.
 * The exit codes are a promise to scripts (docs/changes.md); several names may share one. */
#define BGM_STATUS_LIST(X)                            \
    X(BGM_OK, "ok", 0)                                \
    X(BGM_FAILED, "failed", 1)                        \
    X(BGM_USAGE, "usage", 2)                          \
    X(BGM_AUTH, "auth", 3)                            \
    X(BGM_OUT_OF_CREDITS, "out_of_credits", 4)        \
    X(BGM_PLAN_BLOCKED, "plan_blocked", 4)            \
    X(BGM_NETWORK, "network", 5)                      \
    X(BGM_TIMED_OUT, "timed_out", 5)                  \
    X(BGM_SERVICE, "service", 6)                      \
    X(BGM_RENDER_FAILED, "render_failed", 6)          \
    X(BGM_INPUT, "input", 7)                          \
    X(BGM_UNSUPPORTED, "unsupported_type", 7)         \
    X(BGM_TOO_LARGE, "too_large", 7)                  \
    X(BGM_OUTPUT, "output", 8)                        \
    X(BGM_OUTPUT_EXISTS, "output_exists", 8)          \
    X(BGM_RATE_LIMITED, "rate_limited", 9)            \
    X(BGM_NOT_FOUND, "not_found", 10)                 \
    X(BGM_NOTHING_TO_EXPORT, "nothing_to_export", 10) \
    X(BGM_PARTIAL, "partial", 11)                     \
    X(BGM_ASKED, "asked", 12)                         \
    X(BGM_NOT_UNDERSTOOD, "not_understood", 13)       \
    X(BGM_INTERRUPTED, "interrupted", 130)            \
    X(BGM_PIPE_CLOSED, "pipe_closed", 141)

enum bgm_status {
#define BGM_STATUS_ENUM(id, name, code) id,
    BGM_STATUS_LIST(BGM_STATUS_ENUM)
#undef BGM_STATUS_ENUM
};

struct bgm_error {
    enum bgm_status status;
    int http_status;   /* 0: no HTTP answer is involved */
    int service_code;  /* the service's own code (1001, 2001, ...); 0: none */
    char message[768]; /* one sentence, UTF-8, no secrets in it */
    char hint[512];    /* what to do next; "" where there is nothing to say */
    char link[512];    /* a page for people (registration, plans); "" where there is none */
};

/* A fresh, empty error: `struct bgm_error err = BGM_ERROR_INIT;` */
#define BGM_ERROR_INIT   \
    {                    \
        .status = BGM_OK \
    }

/* Fills `err` (which may be NULL; an older content is replaced) and returns `status`, so that a failing
 * function can end with `return bgm_fail(...)`. A text too long for its place is cut at a character. */
enum bgm_status bgm_fail(struct bgm_error *err, enum bgm_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Adds or replaces the hint of a filled error. */
void bgm_hint(struct bgm_error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Puts "PREFIX: " before the message: for a caller that knows to what it happened. */
void bgm_prefix(struct bgm_error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* "out_of_credits" and its kin; never NULL. */
const char *bgm_status_name(enum bgm_status status);

/* The program's exit code for a status, 0-141. */
int bgm_status_exit_code(enum bgm_status status);

#endif
