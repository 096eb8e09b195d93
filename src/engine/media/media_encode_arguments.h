/* The argument list of the encoding ffmpeg; every text in it is owned by the list. */
#ifndef BGMUSIC_ENGINE_MEDIA_MEDIA_ENCODE_ARGUMENTS_H
#define BGMUSIC_ENGINE_MEDIA_MEDIA_ENCODE_ARGUMENTS_H

#include "media_encode.h"

enum { MOST_ENCODE_ARGUMENTS = 320 };

struct encode_arguments {
    char *list[MOST_ENCODE_ARGUMENTS]; /* ends in NULL */
    size_t count;
};

/* Fills `arguments` to write `target`; writes the texts of titles into the scratch folder. */
enum bgm_status encode_arguments_init(struct encode_arguments *arguments, const struct media_encode_request *request,
                                      const char *target, struct media_encode_result *result, struct buf *notes,
                                      struct bgm_error *err);
void encode_arguments_release(struct encode_arguments *arguments);

#endif
