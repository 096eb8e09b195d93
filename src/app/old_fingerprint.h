/* The fingerprints of work that was made before they were XXH3's (base/content_hash.h), so that none of it is done
 * again. Whoever recognises one keeps the new one in its place. */
#ifndef BGMUSIC_APP_OLD_FINGERPRINT_H
#define BGMUSIC_APP_OLD_FINGERPRINT_H

#include <stdbool.h>

struct add_request;

/* Would `request` have had this fingerprint then? Reads the video and the track. `engine` as it was asked for. */
bool old_fingerprint_matches(const struct add_request *request, const char *engine, const char *fingerprint);

#endif
