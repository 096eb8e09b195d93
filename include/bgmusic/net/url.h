/* Small pure helpers around URLs, over libcurl's URL parser. No I/O.
 *
 * An origin is scheme, host and port (RFC 6454): "https://mega.example" with the default port left out,
 * "http://127.0.0.1:8080" with another one. The bearer token goes to one origin only, so comparing two is a
 * matter of safety: anything that cannot be parsed has no origin and equals nothing. */
#ifndef BGMUSIC_NET_URL_H
#define BGMUSIC_NET_URL_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

/* "https://host[:port]" in lower case, the caller's; NULL when `url` is no absolute URL with a host, or carries
 * a user name or password (such URLs are refused everywhere). */
char *url_origin(const char *url);
/* The host as people know it ("mega.example", "[::1]"), the caller's; NULL as above. */
char *url_host(const char *url);
bool url_same_origin(const char *a, const char *b);

/* Is the host `localhost`, an address of 127.0.0.0/8, or ::1? Names that only resolve there are not. */
bool url_is_loopback(const char *url);

/* May this program talk to it? `https` to anywhere, plain `http` to loopback alone. */
bool url_is_allowed(const char *url);

/* `target` (absolute or relative, as in a Location header) seen from `base`; the caller's. NULL: neither makes a URL.
 */
char *url_resolve(const char *base, const char *target);

/* Appends `text` with everything but RFC 3986's unreserved characters as %XX. */
void url_append_encoded(struct buf *out, const char *text);

/* "/a b/c.mp4" -> "file:///a%20b/c.mp4"; `absolute_path` begins with '/'. The caller's. */
char *url_from_path(const char *absolute_path);

#endif
