/* The balance. */
#ifndef BGMUSIC_API_API_CREDITS_H
#define BGMUSIC_API_API_CREDITS_H

#include <stdint.h>

#include "bgmusic/api/api.h"

struct api_credits {
    int64_t available; /* -1: not said, for all three */
    int64_t frozen;    /* held by work in progress */
    int64_t total;
};

enum bgm_status api_credits_read(struct api_client *client, struct api_credits *credits, struct bgm_error *err);

#endif
