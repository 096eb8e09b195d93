/* What becomes of the picture: its packets are taken over, or it is encoded again, and why. */
#ifndef BGMUSIC_ENGINE_MEDIA_PICTURE_PLAN_H
#define BGMUSIC_ENGINE_MEDIA_PICTURE_PLAN_H

#include "media_container.h"
#include "media_encode.h"

struct picture_plan {
    bool copy;
    bool deinterlace;
    char reason[160]; /* why it is encoded; "" when it is copied */
    char remark[200]; /* one sentence on a picture that is copied although not everything plays it; "" */
};

void picture_plan_make(struct picture_plan *plan, const struct media_encode_request *request,
                       const struct media_container *container);

#endif
