/* What a render gives beside its video: stems and MIDI, as files in a folder of its own,
 * renders/<32 hex>.parts, listed in the answer and fetched one by one. */
#ifndef BGMUSIC_ENGINE_WORK_RENDER_PARTS_H
#define BGMUSIC_ENGINE_WORK_RENDER_PARTS_H

#include "render_rows.h"

struct json;

enum { RENDER_PART_MOST = 80 }; /* bytes of a name */

/* The folder for the parts of a row; the caller's. */
char *render_parts_folder(const char *renders_folder, const struct render_row *row);
/* Lower-case letters, digits, "-" and one "." before the type: nothing that leads anywhere else. */
bool render_part_name_is_good(const char *name);
/* [{"name","size","url"}], by name, each at SERVICE_URL/api/render/proxy/<id>/parts/<name>; NULL when there are none.
 * The caller's. */
struct json *render_parts_list(const char *renders_folder, const char *service_url, const struct render_row *row);

#endif
