/* Drives a fuzz target without a fuzzer: gives it saved inputs, each whole and cut at every point, and tells of it in
 * TAP. Any compiler will do.
 *
 *     build/fuzz/fuzz_sse                      all of tests/fuzz/corpus/sse and tests/fuzz/findings/sse
 *     build/fuzz/fuzz_sse FILE_OR_FOLDER...    these
 *
 * Each input is named on stderr before it is given, and a property that breaks says at which cut: `head -c N FILE`. */
#include <dirent.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz.h"

#include "bgmusic/base/file.h"

enum { MOST_INPUT_BYTES = 1 << 20, MOST_CUT_BYTES = 4096, MOST_FILES = 20000 };

struct replay {
    size_t inputs, cuts;
    bool failed;
};

static char where[64]; /* for the signal handler alone */

static void tell_where(int signal_number)
{
    (void)!write(STDERR_FILENO, where, strlen(where));
    signal(signal_number, SIG_DFL);
}

/* Each length in an allocation of its own, so that a sanitizer sees a read past the end. */
static void give(const char *bytes, size_t length)
{
    uint8_t *copy = xmalloc(length > 0 ? length : 1);
    memcpy(copy, bytes, length);
    snprintf(where, sizeof where, "# of it the first %zu bytes\n", length);
    LLVMFuzzerTestOneInput(copy, length);
    free(copy);
}

static void replay_file(struct replay *replay, const char *path)
{
    struct buf input;
    struct bgm_error err = BGM_ERROR_INIT;
    buf_init(&input, MOST_INPUT_BYTES);
    fprintf(stderr, "# %s\n", path);
    if (file_read(path, &input, &err) != BGM_OK) {
        fprintf(stderr, "# %s\n", err.message);
        replay->failed = true;
    } else {
        give(input.bytes, input.length);
        replay->inputs++;
        for (size_t length = 0; length < input.length && length < MOST_CUT_BYTES; length++) {
            give(input.bytes, length);
            replay->cuts++;
        }
    }
    buf_release(&input);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void replay_folder(struct replay *replay, DIR *folder, const char *path)
{
    char **names = xcalloc(MOST_FILES, sizeof *names);
    size_t count = 0;
    for (struct dirent *entry; count < MOST_FILES && (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] != '.')
            names[count++] = xasprintf("%s/%s", path, entry->d_name);
    }
    qsort(names, count, sizeof *names, by_name);
    for (size_t i = 0; i < count; i++) {
        replay_file(replay, names[i]);
        free(names[i]);
    }
    free(names);
}

/* A folder that may be missing is skipped: a subject without findings has none. */
static void replay_path(struct replay *replay, const char *path, bool may_be_missing)
{
    struct stat facts;
    if (may_be_missing && stat(path, &facts) != 0)
        return;
    DIR *folder = opendir(path);
    if (folder == NULL) {
        replay_file(replay, path);
        return;
    }
    replay_folder(replay, folder, path);
    closedir(folder);
}

int main(int argc, char **argv)
{
    struct replay replay = {0};
    signal(SIGABRT, tell_where);
    const char *name = strrchr(argv[0], '/');
    name = name != NULL ? name + 1 : argv[0];
    if (argc > 1) {
        for (int i = 1; i < argc; i++)
            replay_path(&replay, argv[i], false);
    } else {
        const char *subject = text_starts_with(name, "fuzz_") ? name + 5 : name;
        char *corpus = xasprintf("tests/fuzz/corpus/%s", subject);
        char *findings = xasprintf("tests/fuzz/findings/%s", subject);
        replay_path(&replay, corpus, false);
        replay_path(&replay, findings, true);
        free(corpus);
        free(findings);
    }
    bool good = !replay.failed && replay.inputs > 0;
    printf("%sok 1 - %s: %zu inputs, %zu cuts\n1..1\n", good ? "" : "not ", name, replay.inputs, replay.cuts);
    return good ? 0 : 1;
}
