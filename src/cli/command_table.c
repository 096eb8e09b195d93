/* All commands, and the words people type for them. */
#include "command.h"

#include "bgmusic/base/text.h"

const struct command *const command_table[] = {
    &cmd_add,    &cmd_auth,  &cmd_session, &cmd_upload, &cmd_chat,       &cmd_state, &cmd_export, &cmd_credits,
    &cmd_resume, &cmd_serve, &cmd_doctor,  &cmd_config, &cmd_completion, &cmd_help,  NULL,
};

const struct command *command_find(const char *name)
{
    for (size_t i = 0; command_table[i] != NULL; i++) {
        if (text_equal(command_table[i]->name, name))
            return command_table[i];
    }
    return NULL;
}

const char *command_nearest(const char *word)
{
    const char *nearest = NULL;
    size_t best = 3;
    for (size_t i = 0; command_table[i] != NULL; i++) {
        size_t distance = text_distance(word, command_table[i]->name);
        if (distance < best) {
            best = distance;
            nearest = command_table[i]->name;
        }
    }
    return nearest;
}
