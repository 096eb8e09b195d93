/* Whether, and after which pause, a call is tried again: pure rules, no waiting and no I/O.
 *
 *     struct retry_advice advice = retry_advise(&(struct retry_facts){
 *         .call = RETRY_READ, .verdict = v, .http_status = s, .attempts = n, .retry_after_ms = r}, jitter);
 *     if (advice.again) clock_sleep_ms(advice.wait_ms), then the same call once more
 *
 * The rules (docs/protocol.md, "Trying again"): a read is repeated up to 4 times with pauses of about 1, 2, 4 and
 * 8 s; an upload once; a message never, unless the service refused it before any work (429); a submit is
 * the caller's matter, for it needs a new id; 429 anywhere: once, after Retry-After or 30 s; a Retry-After over
 * 60 s is not waited for. A poll of a render goes on until its time is up: trouble never loses the render. A download
 * goes on after trouble of the network or the server; what is refused is refused. 4xx is never a reason to repeat but
 * 408, 425 and 429. What work may have begun on is not repeated by anybody. Re-authentication is not a retry: the
 * caller gets a new token first. */
#ifndef BGMUSIC_NET_RETRY_POLICY_H
#define BGMUSIC_NET_RETRY_POLICY_H

#include <stdbool.h>
#include <stdint.h>

#include "bgmusic/net/http.h"

enum retry_call {
    RETRY_READ, /* GETs, and the calls that make a session or a token: nothing is spent by a repeat */
    RETRY_UPLOAD,
    RETRY_CHAT,
    RETRY_SUBMIT,   /* a render */
    RETRY_POLL,     /* of a render that is at work */
    RETRY_DOWNLOAD, /* of its file */
};

enum {
    RETRY_MOST_READS = 4,           /* repeats, beyond the first try */
    RETRY_MOST_DOWNLOADS = 3,       /* the same, from each place that has the file */
    RETRY_RATE_PAUSE_MS = 30000,    /* 429 without Retry-After */
    RETRY_LONGEST_PAUSE_MS = 60000, /* a longer Retry-After ends the command with exit 9 */
    RETRY_FIRST_POLL_MS = 5000,     /* from the submit of a render to the first look at it */
    RETRY_LONGEST_POLL_MS = 30000,  /* the pauses grow by half up to this */
};

struct retry_facts {
    enum retry_call call;
    enum http_verdict verdict;
    int http_status;        /* 0: none */
    bool rate_limited;      /* the service said so in its envelope or stream, beside another HTTP status */
    bool work_began;        /* or may have: a repeat could be paid for twice */
    int attempts;           /* tries made so far, the failed one included; at least 1 */
    int rate_limits;        /* how many of them ended in 429, the last one included */
    int64_t retry_after_ms; /* -1: not said */
    int64_t left_ms;        /* until the caller's time is up; RETRY_NO_END: it has no end */
};

#define RETRY_NO_END INT64_MAX

struct retry_advice {
    bool again;
    int64_t wait_ms;   /* before the next try, at most what is left; 0 when `again` is false */
    int most_tries;    /* how many there will be at most; 0: as many as the time allows */
    bool rate_limited; /* not again, and the limit is the reason: exit 9 */
    bool too_late;     /* not again: the service asks to wait longer than there is time */
};

/* `jitter` in [0, 1): pauses of 1, 2, 4, 8 s become 0.75 to 1.25 of that. retry_jitter() makes one. */
struct retry_advice retry_advise(const struct retry_facts *facts, double jitter);
double retry_jitter(void);

/* Pause before poll number `polls` (1: the first after the submit) of a render that is at work: RETRY_FIRST_POLL_MS,
 * growing by half to RETRY_LONGEST_POLL_MS. A Retry-After (not -1) wins. */
int64_t retry_poll_pause_ms(int polls, int64_t retry_after_ms);

#endif
