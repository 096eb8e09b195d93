/* Which command a word means. */
#include "command.h"

#include "bgmusic/base/text.h"

const struct command *command_find(const struct command *const *commands, const char *name)
{
    for (size_t i = 0; commands[i] != NULL; i++) {
        if (text_equal(commands[i]->name, name))
            return commands[i];
    }
    return NULL;
}

const char *command_nearest(const struct command *const *commands, const char *word)
{
    const char *nearest = NULL;
    size_t best = 3;
    for (size_t i = 0; commands[i] != NULL; i++) {
        size_t distance = text_distance(word, commands[i]->name);
        if (distance < best) {
            best = distance;
            nearest = commands[i]->name;
        }
    }
    return nearest;
}
