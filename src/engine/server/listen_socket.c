/* The two sockets an engine can listen on. */
#include "listen_socket.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "alive_lock.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/random.h"
#include "bgmusic/base/xalloc.h"

enum { BACKLOG = 64 };

static int socket_cloexec(int family)
{
    int fd = socket(family, SOCK_STREAM, 0);
    if (fd >= 0)
        fcntl(fd, F_SETFD, FD_CLOEXEC);
    return fd;
}

/* A private folder under `root`, if a socket's path in it can be as long as the system allows. */
static char *folder_under(const char *root, size_t most_path, void (*note)(void *context, const char *folder),
                          void *context)
{
    enum { MOST_TRIES = 20 };
    if (root == NULL || *root != '/' || !file_is_folder(root))
        return NULL;
    for (int tries = 0; tries < MOST_TRIES; tries++) {
        char digits[13];
        random_hex(digits, 12);
        char *path = xasprintf("%s/" SOCKET_FOLDER_PREFIX "%s", root, digits);
        bool fits = strlen(path) + strlen("/s") < most_path;
        errno = EEXIST;
        if (fits && !file_exists(path)) {
            note(context, path);
            if (mkdir(path, 0700) == 0)
                return path;
        }
        int reason = fits ? errno : ENAMETOOLONG;
        free(path);
        errno = reason;
        if (reason != EEXIST && reason != EINTR)
            break;
    }
    return NULL;
}

enum bgm_status listen_on_socket(void (*note)(void *context, const char *folder), void *context, int *fd, char **folder,
                                 char **path, struct bgm_error *err)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    const char *roots[] = {getenv("XDG_RUNTIME_DIR"), getenv("TMPDIR"), "/tmp"};
    *folder = NULL;
    for (size_t i = 0; i < COUNT(roots) && *folder == NULL; i++)
        *folder = folder_under(roots[i], sizeof address.sun_path, note, context);
    if (*folder == NULL)
        return bgm_fail(err, BGM_OUTPUT, "cannot make a folder for the local engine's socket: %s", strerror(errno));
    *path = path_join(*folder, "s");
    memcpy(address.sun_path, *path, strlen(*path) + 1);
    *fd = socket_cloexec(AF_UNIX);
    if (*fd < 0 || bind(*fd, (struct sockaddr *)&address, sizeof address) != 0 || listen(*fd, BACKLOG) != 0) {
        int reason = errno;
        if (*fd >= 0)
            close(*fd);
        *fd = -1;
        return bgm_fail(err, BGM_OUTPUT, "cannot listen on \"%s\": %s", *path, strerror(reason));
    }
    return BGM_OK;
}

enum bgm_status listen_on_loopback(int port, int *fd, char **url, struct bgm_error *err)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    int on = 1;
    if (port < 0 || port > 65535)
        return bgm_fail(err, BGM_USAGE, "%d is no port, 0 to 65535 are", port);
    *fd = socket_cloexec(AF_INET);
    if (*fd >= 0)
        setsockopt(*fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (*fd < 0 || bind(*fd, (struct sockaddr *)&address, sizeof address) != 0 || listen(*fd, BACKLOG) != 0 ||
        getsockname(*fd, (struct sockaddr *)&address, &size) != 0) {
        int reason = errno;
        if (*fd >= 0)
            close(*fd);
        *fd = -1;
        bgm_fail(err, BGM_FAILED, "cannot listen on 127.0.0.1, port %d: %s", port, strerror(reason));
        if (reason == EADDRINUSE)
            bgm_hint(err, "another program uses the port; choose another, or 0 for a free one");
        return BGM_FAILED;
    }
    *url = xasprintf("http://127.0.0.1:%d", ntohs(address.sin_port));
    return BGM_OK;
}
