/* What the program does, for its developers: `BGMUSIC_TRACE=http,sse,draft,store,engine` (or `all`) writes lines to
 * stderr, or appends them to `BGMUSIC_TRACE_FILE`.
 *
 *     trace(TRACE_HTTP, "POST %s -> %d", url, status);
 *
 * This is also the one place where secrets are masked, here and in anything that calls trace_mask(): tokens
 * (`nmv_usr_...`), claim tokens (`clm_...`), what follows "bearer", headers, JSON fields and parameters whose name
 * speaks of a token, a secret, a password, a signature, a credential or a cookie, the query of a URL whole or relative,
 * and what stands before the "@" of its host, slashes escaped or not; and the token in use, whatever it looks like
 * (trace_hide()). Safe to call from any thread. */
#ifndef BGMUSIC_BASE_TRACE_H
#define BGMUSIC_BASE_TRACE_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

enum trace_area {
    TRACE_HTTP = 1,
    TRACE_SSE = 2,
    TRACE_DRAFT = 4,
    TRACE_STORE = 8,
    TRACE_ENGINE = 16,
    TRACE_ALL = 31,
};

/* Adds areas to those of the environment: `-vv` turns TRACE_HTTP on. */
void trace_enable(unsigned areas);
/* Lines that would go to stderr go there instead, without their line end; from any thread. Set before there are
 * threads. */
void trace_set_writer(void (*writer)(const char *line));
bool trace_on(enum trace_area area);
void trace(enum trace_area area, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Has `secret` masked from now on wherever it stands; a copy is kept until the program ends. What begins like a token
 * of the service is known by that; fewer than 8 characters are no secret. NULL is legal. */
void trace_hide(const char *secret);
/* Appends `text` with every secret replaced by its kind and "***". */
void trace_mask(struct buf *out, const char *text, size_t length);
/* The same into a fixed place, for error sentences. */
void trace_mask_into(char *place, size_t size, const char *text);

#endif
