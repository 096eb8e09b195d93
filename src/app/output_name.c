/* Where a result goes. */
#include "bgmusic/app/output_name.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bgmusic/app/app.h"
#include "bgmusic/app/upload_media.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

enum { PATH_CEILING = 16 * 1024 };

/* The name of an input: an address has one without its folders, the standard input is called "stdin". */
static char *name_of(const char *input)
{
    if (text_equal(input, "-"))
        return xstrdup("stdin");
    return upload_is_url(input) ? upload_place_name(input) : xstrdup(input);
}

static enum bgm_status expand(const char *pattern, const char *input, int number, struct buf *out,
                              struct bgm_error *err)
{
    char *folder = path_folder(input), *stem = path_stem(input);
    enum bgm_status status = BGM_OK;
    for (const char *at = pattern; *at != '\0' && status == BGM_OK;) {
        if (*at != '{') {
            buf_append_char(out, *at++);
            continue;
        }
        size_t length = strcspn(at, "}");
        char *name = xstrndup(at + 1, length > 0 ? length - 1 : 0);
        if (at[length] != '}')
            status = bgm_fail(err, BGM_USAGE, "the output \"%s\" has a \"{\" without a \"}\"", pattern);
        else if (text_equal(name, "dir"))
            buf_append_text(out, text_equal(folder, "/") && at[length + 1] == '/' ? "" : folder);
        else if (text_equal(name, "stem"))
            buf_append_text(out, stem);
        else if (text_equal(name, "ext"))
            buf_append_text(out, path_extension(input));
        else if (text_equal(name, "n"))
            buf_appendf(out, "%d", number);
        else
            status = bgm_fail(err, BGM_USAGE, "the output \"%s\" holds {%s}", pattern, name);
        free(name);
        at += length + (at[length] == '}');
    }
    if (status != BGM_OK)
        bgm_hint(err, "{dir}, {stem}, {ext} and {n} can stand there");
    free(folder);
    free(stem);
    return status;
}

bool output_name_is_fixed(const char *pattern)
{
    return strchr(pattern, '{') == NULL && !file_is_folder(pattern) &&
           (*pattern == '\0' || pattern[strlen(pattern) - 1] != '/');
}

enum bgm_status output_name(const char *pattern, const char *place, int number, char **path, struct bgm_error *err)
{
    if (*pattern == '\0')
        return bgm_fail(err, BGM_USAGE, "the output is empty");
    if (text_equal(pattern, "-")) {
        *path = xstrdup("-");
        return BGM_OK;
    }
    struct buf text;
    char *input = name_of(place);
    buf_init(&text, PATH_CEILING);
    enum bgm_status status = expand(pattern, input, number, &text, err);
    /* "new/" is a folder that is not there yet. */
    size_t length = text.length;
    bool is_folder = length > 1 && text.bytes[length - 1] == '/';
    while (status == BGM_OK && length > 1 && text.bytes[length - 1] == '/')
        text.bytes[--length] = '\0';
    if (status == BGM_OK && (is_folder || file_is_folder(text.bytes))) {
        char *stem = path_stem(input), *name = xasprintf("%s-music.mp4", stem);
        *path = path_join(text.bytes, name);
        free(stem);
        free(name);
    } else if (status == BGM_OK) {
        /* "./clip-music.mp4" for a bare name reads badly in a script's output. */
        const char *plain =
            text_starts_with(text.bytes, "./") && !text_starts_with(pattern, "./") && !text_starts_with(input, "./")
                ? text.bytes + 2
                : text.bytes;
        *path = xstrdup(plain);
    }
    buf_release(&text);
    free(input);
    return status;
}

char *output_next_free(const char *path)
{
    enum { MOST_NUMBERS = 9999 };
    const char *extension = path_extension(path), *dot = *extension != '\0' ? "." : "";
    int stem_length = (int)(strlen(path) - strlen(extension) - strlen(dot));
    char *other = xstrdup(path);
    for (int number = 2; file_exists(other) && number <= MOST_NUMBERS; number++) {
        free(other);
        other = xasprintf("%.*s-%d%s%s", stem_length, path, number, dot, extension);
    }
    return other;
}

enum bgm_status output_make_folder(struct app *app, const char *path, struct bgm_error *err)
{
    char *folder = path_folder(path);
    enum bgm_status status = BGM_OK;
    if (!text_equal(path, "-") && !file_is_folder(folder)) {
        status = file_make_folders(folder, 0777, err);
        if (status == BGM_OK)
            app_notice(app, "made the folder \"%s\"", folder);
    }
    free(folder);
    return status;
}

static bool same_file(const char *a, const char *b)
{
    struct stat left, right;
    return stat(a, &left) == 0 && stat(b, &right) == 0 && left.st_dev == right.st_dev && left.st_ino == right.st_ino;
}

/* May what stands here be replaced? In a sticky folder (/tmp) only its owner may, and the folder's. */
static bool is_anothers(const char *path)
{
    struct stat file, folder;
    char *place = path_folder(path);
    bool known = lstat(path, &file) == 0 && stat(place, &folder) == 0;
    uid_t we = geteuid();
    free(place);
    return known && (folder.st_mode & S_ISVTX) != 0 && we != 0 && file.st_uid != we && folder.st_uid != we;
}

enum bgm_status output_check(const char *path, const char *input, bool force, struct bgm_error *err)
{
    struct stat info;
    if (text_equal(path, "-"))
        return BGM_OK;
    if (input != NULL && same_file(path, input)) {
        bgm_fail(err, BGM_OUTPUT, "the output \"%s\" is the input itself", path);
        bgm_hint(err, "give another name with -o");
        return BGM_OUTPUT;
    }
    if (file_is_folder(path))
        return bgm_fail(err, BGM_OUTPUT, "cannot write \"%s\": it is a folder", path);
    /* Replacing means renaming over it: /dev/null would become a plain file. */
    if (file_exists(path) && force && stat(path, &info) == 0 && !S_ISREG(info.st_mode))
        return bgm_fail(err, BGM_OUTPUT, "cannot write \"%s\": it is no plain file", path);
    if (file_exists(path) && !force) {
        bgm_fail(err, BGM_OUTPUT_EXISTS, "\"%s\" exists already", path);
        bgm_hint(err, "give another name with -o, or --force to replace it");
        return BGM_OUTPUT_EXISTS;
    }
    if (is_anothers(path)) {
        bgm_fail(err, BGM_OUTPUT, "cannot replace \"%s\": it is another user's, in a folder where all may write", path);
        bgm_hint(err, "give another name with -o");
        return BGM_OUTPUT;
    }
    /* Folders that are missing will be made: what counts is the one that stands. */
    char *folder = path_folder(path);
    enum bgm_status status = BGM_OK;
    while (!file_exists(folder)) {
        char *above = path_folder(folder);
        free(folder);
        folder = above;
    }
    if (access(folder, W_OK) != 0 || !file_is_folder(folder)) {
        if (!file_is_folder(folder))
            errno = ENOTDIR;
        status = bgm_fail(err, BGM_OUTPUT, "cannot write \"%s\": %s", path, strerror(errno));
        bgm_hint(err, "give another place with -o");
    }
    free(folder);
    return status;
}
