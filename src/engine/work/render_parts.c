/* The folder of a render's stems and MIDI. */
#include "render_parts.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/file.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_write.h"

enum { MOST_PARTS = 64 };

char *render_parts_folder(const char *renders_folder, const struct render_row *row)
{
    char *name = xasprintf("%.32s.parts", row->file);
    char *path = path_join(renders_folder, name);
    free(name);
    return path;
}

bool render_part_name_is_good(const char *name)
{
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
    const char *dot = name + length;
    return length > 0 && strlen(name) < RENDER_PART_MOST && (strcmp(dot, ".wav") == 0 || strcmp(dot, ".mid") == 0);
}

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static size_t names_read(const char *folder_path, char *names[MOST_PARTS])
{
    size_t count = 0;
    DIR *folder = opendir(folder_path);
    struct dirent *entry;
    while (folder != NULL && count < MOST_PARTS && (entry = readdir(folder)) != NULL) {
        if (render_part_name_is_good(entry->d_name))
            names[count++] = xstrdup(entry->d_name);
    }
    if (folder != NULL)
        closedir(folder);
    qsort(names, count, sizeof *names, compare_names);
    return count;
}

struct json *render_parts_list(const char *renders_folder, const char *service_url, const struct render_row *row)
{
    if ((row->wanted & (RENDER_STEMS | RENDER_MIDI)) == 0)
        return NULL;
    char *names[MOST_PARTS], *folder = render_parts_folder(renders_folder, row);
    size_t count = names_read(folder, names);
    struct json *list = json_new_array();
    for (size_t i = 0; i < count; i++) {
        struct json *part = json_new_object();
        char *path = path_join(folder, names[i]);
        char *url = xasprintf("%s/api/render/proxy/%s/parts/%s", service_url, row->id, names[i]);
        json_set_text(part, "name", names[i]);
        json_set_int(part, "size", file_size(path));
        json_set_text(part, "url", url);
        json_append(list, part);
        free(url);
        free(path);
        free(names[i]);
    }
    free(folder);
    return list;
}
