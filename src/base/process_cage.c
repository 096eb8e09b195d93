/* Landlock, seccomp and limits around a child. */
#include "bgmusic/base/process_cage.h"

#include <stdio.h>

#ifdef __linux__

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/xalloc.h"

struct process_cage {
    int files;          /* a Landlock ruleset, -1: none */
    char **environment; /* ours is what it points to */
    struct rlimit memory, file, cpu;
};

static void limit_enter(int what, const struct rlimit *wanted)
{
    struct rlimit now;
    if (wanted->rlim_cur == RLIM_INFINITY || getrlimit(what, &now) != 0)
        return;
    if (now.rlim_cur == RLIM_INFINITY || now.rlim_cur > wanted->rlim_cur)
        now.rlim_cur = wanted->rlim_cur;
    setrlimit(what, &now);
}

static struct rlimit limit_of(int64_t most)
{
    return (struct rlimit){.rlim_cur = most > 0 ? (rlim_t)most : RLIM_INFINITY};
}

#if defined(__x86_64__)
#define OUR_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OUR_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

/* The three calls have no wrappers in the C library; their numbers are the same on every architecture. */
enum { CREATE_RULESET = 444, ADD_RULE = 445, RESTRICT_SELF = 446 };

/* Bits by their numbers, so that older kernel headers do (linux/landlock.h). */
#define MAY_WRITE (UINT64_C(1) << 1)
#define MAY_READ  (UINT64_C(3) << 2) /* a file, and the names in a folder */
#define OF_FILES  (UINT64_C(1) << 1 | UINT64_C(1) << 2 | MAY_TRUNCATE)
#define MAY_CHANGE \
    (UINT64_C(0x1ff) << 4) /* remove a folder or a file; make a device, folder, file, socket, pipe, link */
#define MAY_TRUNCATE (UINT64_C(1) << 14)                   /* since version 3 */
#define MAY_MAKE     (UINT64_C(1) << 8 | UINT64_C(1) << 5) /* of those: make a file, remove one */

static int landlock_version(void)
{
    return (int)syscall(CREATE_RULESET, NULL, 0, 1U /* only tells the version */);
}

static void allow(int files, const char *path, uint64_t rights)
{
    struct landlock_path_beneath_attr rule = {.allowed_access = rights};
    int fd = path != NULL && *path != '\0' ? open(path, O_PATH | O_CLOEXEC) : -1;
    if (fd < 0)
        return;
    rule.parent_fd = fd;
    /* A file can be read and written, not made in. */
    if (!file_is_folder(path))
        rule.allowed_access &= OF_FILES;
    syscall(ADD_RULE, files, LANDLOCK_RULE_PATH_BENEATH, &rule, 0U);
    close(fd);
}

/* Paths of a variable of the environment, parted by ":" or blanks. */
static void allow_variable(int files, const char *name, const char *parting)
{
    const char *value = getenv(name);
    char *copy = xstrdup(value != NULL ? value : ""), *rest = NULL;
    for (char *path = strtok_r(copy, parting, &rest); path != NULL; path = strtok_r(NULL, parting, &rest))
        allow(files, path, MAY_READ);
    free(copy);
}

static void allow_below_home(int files, const char *name)
{
    const char *home = getenv("HOME");
    char *path = home != NULL && home[0] == '/' ? path_join(home, name) : NULL;
    allow(files, path, MAY_READ);
    free(path);
}

/* The program's own installation: bin/ffmpeg, and lib and share beside bin. */
static void allow_program(int files, const char *program)
{
    static const char *const beside[] = {"lib", "lib64", "share", "etc"};
    char *folder = path_folder(program), *prefix = path_folder(folder);
    allow(files, folder, MAY_READ);
    for (size_t i = 0; i < COUNT(beside); i++) {
        char *path = path_join(prefix, beside[i]);
        allow(files, path, MAY_READ);
        free(path);
    }
    free(prefix);
    free(folder);
}

/* What any program reads of the system: libraries, fonts, what the kernel tells. Nobody's home, no temporary files, no
 * terminal, camera or disk, no other process, nothing of a session (/run/user) or a service (/run/secrets). */
static const char *const system_paths[] = {
    "/usr",
    "/bin",
    "/sbin",
    "/lib",
    "/lib32",
    "/lib64",
    "/libx32",
    "/etc",
    "/opt",
    "/nix",
    "/gnu",
    "/snap",
    "/var/cache",
    "/var/lib/flatpak",
    "/run/current-system",
    "/run/opengl-driver",
    "/run/host",
    "/sys",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/stat",
    "/proc/filesystems",
    "/proc/version",
    "/proc/sys",
    "/dev/zero",
    "/dev/random",
    "/dev/urandom",
};

static void allow_system(int files)
{
    static const char *const of_home[] = {".fonts", ".fonts.conf", ".config/fontconfig", ".local/share/fonts",
                                          ".cache/fontconfig"};
    for (size_t i = 0; i < COUNT(system_paths); i++)
        allow(files, system_paths[i], MAY_READ);
    for (size_t i = 0; i < COUNT(of_home); i++)
        allow_below_home(files, of_home[i]);
    allow(files, "/dev/null", MAY_READ | MAY_WRITE);
    allow_variable(files, "LD_LIBRARY_PATH", ":");
    allow_variable(files, "LD_PRELOAD", ": ");
    allow_variable(files, "FONTCONFIG_PATH", ":");
    allow_variable(files, "FONTCONFIG_FILE", ":");
}

/* Where PATH leads for `program`, links resolved, into `place`; false: nowhere. */
static bool program_find(const char *program, char place[PATH_MAX])
{
    if (strchr(program, '/') != NULL)
        return realpath(program, place) != NULL;
    const char *path = getenv("PATH");
    while (path != NULL && *path != '\0') {
        size_t length = strcspn(path, ":");
        char *candidate = xasprintf("%.*s/%s", length > 0 ? (int)length : 1, length > 0 ? path : ".", program);
        bool found = access(candidate, X_OK) == 0 && realpath(candidate, place) != NULL;
        free(candidate);
        if (found)
            return true;
        path += length + (path[length] == ':');
    }
    return false;
}

static bool is_binary(const char *path)
{
    char magic[4] = "";
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    bool good = fd >= 0 && read(fd, magic, sizeof magic) == sizeof magic && memcmp(magic, "\177ELF", 4) == 0;
    if (fd >= 0)
        close(fd);
    return good;
}

static int files_close(const char *program, const struct process_cage_rules *rules)
{
    int version = landlock_version();
    uint64_t all = MAY_READ | MAY_WRITE | MAY_CHANGE | (version >= 3 ? MAY_TRUNCATE : 0);
    uint64_t make = (MAY_WRITE | MAY_MAKE | MAY_TRUNCATE) & all;
    struct landlock_ruleset_attr attributes = {.handled_access_fs = all};
    if (version < 1)
        return -1;
    int files = (int)syscall(CREATE_RULESET, &attributes, sizeof attributes.handled_access_fs, 0U);
    if (files < 0)
        return -1;
    fcntl(files, F_SETFD, FD_CLOEXEC);
    allow_system(files);
    allow_program(files, program);
    allow(files, rules->input, MAY_READ);
    allow(files, rules->output, MAY_READ | make);
    allow(files, rules->scratch_folder, MAY_READ | make);
    return files;
}

/* Words in the names of variables that no program in a cage has to know. */
static const char *const secret_words[] = {"token", "secret", "passw", "credential", "cookie", "key", "auth", "proxy"};

static bool speaks_of_secret(const char *variable)
{
    size_t length = strcspn(variable, "=");
    for (size_t at = 0; at < length; at++) {
        for (size_t i = 0; i < COUNT(secret_words); i++) {
            if (strncasecmp(variable + at, secret_words[i], strlen(secret_words[i])) == 0)
                return true;
        }
    }
    return false;
}

/* Our environment without secrets. */
static char **harmless_environment(void)
{
    size_t count = 0, kept = 0;
    while (environ[count] != NULL)
        count++;
    char **made = xcalloc(count + 1, sizeof *made);
    for (size_t i = 0; i < count; i++) {
        if (!speaks_of_secret(environ[i]))
            made[kept++] = environ[i];
    }
    return made;
}

struct process_cage *process_cage_new(const char *program, const struct process_cage_rules *rules)
{
    char path[PATH_MAX];
    if (!program_find(program, path) || !is_binary(path))
        return NULL;
    struct process_cage *cage = xcalloc(1, sizeof *cage);
    cage->memory = limit_of(rules->most_memory_bytes);
    cage->file = limit_of(rules->most_file_bytes);
    cage->cpu = limit_of(rules->most_cpu_s);
    cage->files = files_close(path, rules);
    cage->environment = harmless_environment();
    return cage;
}

void process_cage_free(struct process_cage *cage)
{
    if (cage == NULL)
        return;
    if (cage->files >= 0)
        close(cage->files);
    free(cage->environment);
    free(cage);
}

/* What /proc tells a program of itself: in the child, for its number is not known before. */
static void allow_itself(int files)
{
    int fd = open("/proc/self", O_PATH | O_CLOEXEC);
    if (fd < 0)
        return;
    struct landlock_path_beneath_attr rule = {.allowed_access = MAY_READ, .parent_fd = fd};
    syscall(ADD_RULE, files, LANDLOCK_RULE_PATH_BENEATH, &rule, 0U);
    close(fd);
}

#ifdef OUR_ARCHITECTURE
/* No sockets of any kind, no looking into other processes, no second way to either (io_uring). A program for another
 * architecture passes: numbers mean other calls there, and files and limits still hold. */
static void sockets_close(void)
{
#define REFUSE(call, reason) \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (unsigned)(reason))
    struct sock_filter steps[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCHITECTURE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        REFUSE(SYS_socket, EACCES),
        REFUSE(SYS_socketpair, EACCES),
        REFUSE(SYS_ptrace, EPERM),
        REFUSE(SYS_process_vm_readv, EPERM),
        REFUSE(SYS_process_vm_writev, EPERM),
        REFUSE(425 /* io_uring_setup */, ENOSYS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
#undef REFUSE
    struct sock_fprog program = {.len = COUNT(steps), .filter = steps};
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}
#else
static void sockets_close(void)
{
}
#endif

char **process_cage_environment(const struct process_cage *cage)
{
    return cage->environment;
}

void process_cage_enter(const struct process_cage *cage)
{
    if (cage == NULL)
        return;
    limit_enter(RLIMIT_AS, &cage->memory);
    limit_enter(RLIMIT_FSIZE, &cage->file);
    limit_enter(RLIMIT_CPU, &cage->cpu);
    /* Without this neither of the two is given to who is not root. */
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return;
    if (cage->files >= 0) {
        allow_itself(cage->files);
        syscall(RESTRICT_SELF, cage->files, 0U);
    }
    sockets_close();
}

void process_cage_describe(const char *program, char *text, int size)
{
    char path[PATH_MAX];
    int version = landlock_version();
#ifdef OUR_ARCHITECTURE
    bool has_filter = prctl(PR_GET_SECCOMP) >= 0;
#else
    bool has_filter = false;
#endif
    if (!program_find(program, path) || !is_binary(path))
        snprintf(text, (size_t)size, "none: %s is a script, or not there", program);
    else if (version < 1)
        snprintf(text, (size_t)size, "limits%s; files are open: the kernel has no Landlock",
                 has_filter ? ", no sockets" : "");
    else
        snprintf(text, (size_t)size, "limits, %sno files but its own (Landlock %d)", has_filter ? "no sockets, " : "",
                 version);
}

#else

struct process_cage *process_cage_new(const char *program, const struct process_cage_rules *rules)
{
    (void)program;
    (void)rules;
    return NULL;
}

void process_cage_free(struct process_cage *cage)
{
    (void)cage;
}

char **process_cage_environment(const struct process_cage *cage)
{
    (void)cage;
    return NULL;
}

void process_cage_enter(const struct process_cage *cage)
{
    (void)cage;
}

void process_cage_describe(const char *program, char *text, int size)
{
    (void)program;
    snprintf(text, (size_t)size, "none: this system has neither Landlock nor seccomp");
}
#endif
