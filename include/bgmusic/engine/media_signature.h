/* Which of the accepted kinds a file is, by its first bytes; its name does not count. */
#ifndef BGMUSIC_ENGINE_MEDIA_SIGNATURE_H
#define BGMUSIC_ENGINE_MEDIA_SIGNATURE_H

#include <stddef.h>

enum { MEDIA_SIGNATURE_BYTES = 64 };

/* "mp4", "avi", "webm" (Matroska too), "jpg", "png", "gif", "webp", "mp3", "wav", "aac"; NULL: none of them. */
const char *media_signature(const unsigned char *bytes, size_t length);

/* The last component of what a client calls a file, without control characters and broken UTF-8; into `size` bytes. */
void media_clean_name(const char *client_name, char *place, size_t size);

#endif
