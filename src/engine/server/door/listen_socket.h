/* The two sockets an engine can listen on. */
#ifndef BGMUSIC_ENGINE_SERVER_LISTEN_SOCKET_H
#define BGMUSIC_ENGINE_SERVER_LISTEN_SOCKET_H

#include "bgmusic/base/error.h"

/* A UNIX socket in a new private folder under $XDG_RUNTIME_DIR, $TMPDIR or /tmp, the first that is there and short
 * enough. `note` gets the folder's name before it is made: who is killed in between leaves something to find it by.
 * Folder and path are the caller's, also to delete. */
enum bgm_status listen_on_socket(void (*note)(void *context, const char *folder), void *context, int *fd, char **folder,
                                 char **path, struct bgm_error *err);
/* 127.0.0.1; port 0: the system chooses. `*url` is the caller's. */
enum bgm_status listen_on_loopback(int port, int *fd, char **url, struct bgm_error *err);

#endif
