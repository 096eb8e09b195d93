/* A text of ours at a name of the user's: a report, a drawing, a list of beats.
 *
 *     status = output_text_write("report.html", page.bytes, page.length, err);
 *
 * Replaces what stands there, in one step. It is written beside it as NAME.part meanwhile, which the next run to the
 * same name clears when a kill left it; the umask decides who may read it. */
#ifndef BGMUSIC_APP_OUTPUT_TEXT_H
#define BGMUSIC_APP_OUTPUT_TEXT_H

#include <stddef.h>

#include "bgmusic/base/error.h"

/* BGM_OUTPUT: it cannot be written, or another process writes to the same name right now. */
enum bgm_status output_text_write(const char *path, const char *text, size_t length, struct bgm_error *err);

#endif
