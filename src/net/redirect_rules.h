/* Where a redirect may lead, and what goes along: pure rules, no I/O.
 *
 * GET and HEAD are followed everywhere that is allowed (url_is_allowed()), other methods for 307 and 308 within the
 * origin alone; from outside never to this machine. The token and the X- headers never leave the origin that was asked
 * first, and once away they stay away, also when a later hop leads back: whoever chose the way has chosen what is
 * asked.
 */
#ifndef BGMUSIC_NET_REDIRECT_RULES_H
#define BGMUSIC_NET_REDIRECT_RULES_H

#include <stdbool.h>

enum redirect_verdict {
    REDIRECT_FOLLOWED,
    REDIRECT_NOT_ALLOWED,  /* a URL of a kind that is not spoken to, or this machine named from outside */
    REDIRECT_OF_A_MESSAGE, /* what was sent is not sent to somewhere else */
};

struct redirect_facts {
    const char *method;       /* of the request that was answered */
    int status;               /* 301, 302, 303, 307, 308 */
    const char *from;         /* the URL that answered */
    const char *to;           /* the absolute URL that it names; NULL: it names none */
    const char *first_origin; /* of the URL that was asked for */
    bool has_private_headers; /* of the request that was answered */
};

struct redirect_rule {
    enum redirect_verdict verdict;
    bool keeps_private_headers; /* the token and the X- headers go along */
};

bool redirect_is_one(int status);
struct redirect_rule redirect_rule(const struct redirect_facts *facts);

#endif
