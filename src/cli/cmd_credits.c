/* credits: the balance. */
#include "command.h"
#include "credits_view.h"

static enum bgm_status run_credits(struct cli *cli, struct bgm_error *err)
{
    return credits_view_show(cli, NULL, err);
}

const struct command cmd_credits = {
    .name = "credits",
    .summary = "show the balance",
    .usage = "credits",
    .details = "Frozen credits are held by work in progress. The local engine costs nothing.\n",
    .needs = NEEDS_APP | NEEDS_SERVICE,
    .run = run_credits,
};
