/* Lines of a conversation: each is a request to the program or an edit; case and blanks around it do not matter. */
#include "fuzz.h"

#include "bgmusic/app/chat_route.h"

struct disk {
    bool has_all; /* every path that is asked for is a file */
    size_t asked;
};

static bool file_exists(void *context, const char *path)
{
    struct disk *disk = context;
    disk->asked++;
    PROPERTY(*path != '\0' && strlen(path) <= 4096, "a path is one");
    return disk->has_all;
}

static enum chat_action route(const char *line, bool has_all)
{
    struct disk disk = {.has_all = has_all};
    char *path = NULL;
    enum chat_action action = chat_route(line, file_exists, &disk, &path);
    PROPERTY(action == CHAT_EDIT || action == CHAT_EXPORT || action == CHAT_CREDITS || action == CHAT_STATE ||
                 action == CHAT_UPLOAD,
             "an action is one");
    PROPERTY(disk.asked <= 16, "the disk is asked a few times at most");
    PROPERTY(path == NULL || *path != '\0', "a path is one");
    PROPERTY(path == NULL || action == CHAT_UPLOAD || action == CHAT_EXPORT, "only these have a path");
    PROPERTY(path == NULL || action != CHAT_EXPORT || text_ends_with_ignore_case(path, ".mp4"),
             "an export goes to an .mp4");
    PROPERTY(!text_is_blank(line) || action == CHAT_EDIT, "a blank line asks for nothing");
    free(path);
    return action;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *line = fuzz_text(data, size), *other = xasprintf(" \t%s  ", line);
    enum chat_action action = route(line, false);
    route(line, true);
    PROPERTY(route(other, false) == action, "blanks around a line do not matter");
    text_lower(other);
    /* A path keeps its case, but what is done with it does not change. */
    PROPERTY(route(other, false) == action, "case does not matter");
    free(line);
    free(other);
    return 0;
}
