/* Names of uploads. */
#ifndef BGMUSIC_ENGINE_MEDIA_MEDIA_NAME_H
#define BGMUSIC_ENGINE_MEDIA_MEDIA_NAME_H

#include <stddef.h>

/* The last component of what a client calls a file, without control characters and broken UTF-8; into `size` bytes. */
void media_clean_name(const char *client_name, char *place, size_t size);

#endif
