/* How many cores there are for us. */
#include "bgmusic/base/cores.h"

#include <limits.h>
#include <math.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/error.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/xalloc.h"

#define CGROUP_ROOT "/sys/fs/cgroup"
enum { PROC_FILE_CEILING_BYTES = 64 * 1024 };

int cores_of_quota(const char *text)
{
    char *end;
    double quota = strtod(text, &end), period = strtod(end, NULL);
    if (!(quota > 0) || !(period > 0))
        return 0;
    double cores = ceil(quota / period);
    return cores < INT_MAX ? (int)cores : 0;
}

/* The group's own path below the root, "/" and more; NULL: no cgroup of version 2. The caller's. */
static char *own_group(void)
{
    struct buf text;
    char *group = NULL;
    buf_init(&text, PROC_FILE_CEILING_BYTES);
    const char *line = file_read("/proc/self/cgroup", &text, NULL) == BGM_OK ? strstr(text.bytes, "0::/") : NULL;
    if (line != NULL && (line == text.bytes || line[-1] == '\n'))
        group = xstrndup(line + strlen("0::"), strcspn(line, "\n") - strlen("0::"));
    buf_release(&text);
    return group;
}

/* The least quota of the group and of all above it; 0: none. */
static int quota_cores(void)
{
    int least = 0;
    char *group = own_group(), *slash = group;
    while (slash != NULL) {
        struct buf text;
        char *path = xasprintf(CGROUP_ROOT "%s/cpu.max", group);
        buf_init(&text, PROC_FILE_CEILING_BYTES);
        int cores = file_read(path, &text, NULL) == BGM_OK ? cores_of_quota(text.bytes) : 0;
        least = cores > 0 && (least == 0 || cores < least) ? cores : least;
        buf_release(&text);
        free(path);
        slash = strrchr(group, '/');
        if (slash != NULL)
            *slash = '\0';
    }
    free(group);
    return least;
}

int cores_available(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
#ifdef CPU_COUNT
    cpu_set_t allowed;
    /* Fails on machines of more than 1024 cores; then the machine's own count stands. */
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0)
        count = CPU_COUNT(&allowed);
#endif
    int quota = quota_cores();
    if (quota > 0 && quota < count)
        count = quota;
    return count < 1 ? 1 : count > INT_MAX ? INT_MAX : (int)count;
}
