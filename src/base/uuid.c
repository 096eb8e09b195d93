/* Random identifiers, from libuuid. */
#include "bgmusic/base/uuid.h"

#include <uuid/uuid.h>

void uuid_text(char text[UUID_TEXT_SIZE])
{
    uuid_t id;
    uuid_generate_random(id);
    uuid_unparse_lower(id, text);
}
