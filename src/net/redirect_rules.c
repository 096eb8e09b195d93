/* Where a redirect may lead, and what goes along. */
#include "redirect_rules.h"

#include <stddef.h>

#include "bgmusic/base/text.h"
#include "bgmusic/net/url.h"

bool redirect_is_one(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

struct redirect_rule redirect_rule(const struct redirect_facts *facts)
{
    bool is_reading = text_equal(facts->method, "GET") || text_equal(facts->method, "HEAD");
    bool keeps_method = facts->status == 307 || facts->status == 308;
    if (facts->to == NULL || !url_is_allowed(facts->to) ||
        (url_is_loopback(facts->to) && !url_is_loopback(facts->from)))
        return (struct redirect_rule){.verdict = REDIRECT_NOT_ALLOWED};
    if (!is_reading && (!keeps_method || !url_same_origin(facts->to, facts->from)))
        return (struct redirect_rule){.verdict = REDIRECT_OF_A_MESSAGE};
    return (struct redirect_rule){
        .verdict = REDIRECT_FOLLOWED,
        .keeps_private_headers = facts->has_private_headers && url_same_origin(facts->to, facts->first_origin),
    };
}
