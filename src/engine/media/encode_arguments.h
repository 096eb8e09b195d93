/* What ffmpeg is told to write a result: every stream's part, in its words. */
#ifndef BGMUSIC_ENGINE_MEDIA_ENCODE_ARGUMENTS_H
#define BGMUSIC_ENGINE_MEDIA_ENCODE_ARGUMENTS_H

#include "argument_list.h"
#include "bgmusic/base/buf.h"
#include "media_encode.h"

/* Fills `arguments` to write `target`; writes the texts of titles into the scratch folder. Sentences on what is
 * changed or left out are appended to `notes`. */
enum bgm_status encode_arguments_make(struct argument_list *arguments, const struct media_encode_request *request,
                                      const char *target, struct media_encode_result *result, struct buf *notes,
                                      struct bgm_error *err);

#endif
