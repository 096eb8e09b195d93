/* Random identifiers, from libuuid. */
#ifndef BGMUSIC_BASE_UUID_H
#define BGMUSIC_BASE_UUID_H

enum { UUID_TEXT_SIZE = 37 };

/* A random UUID (version 4, RFC 9562) in lower case, 36 characters and a NUL. */
void uuid_text(char text[UUID_TEXT_SIZE]);

#endif
