/* All commands. */
#include "command.h"

const struct command *const command_table[] = {
    &cmd_add,    &cmd_auth,    &cmd_session,    &cmd_upload, &cmd_chat,  &cmd_state,
    &cmd_export, &cmd_credits, &cmd_resume,     &cmd_styles, &cmd_clean, &cmd_serve,
    &cmd_doctor, &cmd_config,  &cmd_completion, &cmd_help,   NULL,
};
