/* What a render gives beside its video: stems and MIDI, as files in a folder of its own,
 * renders/<32 hex>.parts, listed in the answer and fetched one by one. */
#ifndef BGMUSIC_SRC_ENGINE_RENDER_PARTS_INTERNAL_H
#define BGMUSIC_SRC_ENGINE_RENDER_PARTS_INTERNAL_H

#include "bgmusic/engine/render_rows.h"

struct engine;
struct json;

enum { RENDER_PART_MOST = 80 }; /* bytes of a name */

/* The folder for the parts of a row; the caller's. */
char *render_parts_folder(const struct engine *engine, const struct render_row *row);
/* Lower-case letters, digits, "-" and one "." before the type: nothing that leads anywhere else. */
bool render_part_name_is_good(const char *name);
/* [{"name","size","url"}], by name; NULL when there are none. The caller's. */
struct json *render_parts_list(const struct engine *engine, const struct render_row *row);

#endif
