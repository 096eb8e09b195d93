/* The balance. */
#ifndef BGMUSIC_API_API_CREDITS_H
#define BGMUSIC_API_API_CREDITS_H

#include "bgmusic/api/api.h"

struct api_credits {
    double available; /* with fractions, below 0 where more was consumed than there was; NAN: not said, for all three */
    double frozen;    /* held by work in progress */
    double total;     /* where the service tells what was granted and consumed instead, the difference */
};

enum bgm_status api_credits_read(struct api_client *client, struct api_credits *credits, struct bgm_error *err);

#endif
