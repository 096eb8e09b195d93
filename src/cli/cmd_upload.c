/* upload: media into the current session. */
#include "bgmusic/app/session_steps.h"
#include "bgmusic/app/upload_media.h"
#include "command.h"
#include "upload_view.h"

static enum bgm_status run_upload(struct cli *cli, struct bgm_error *err)
{
    struct session_record session = {0};
    const struct options *o = &cli->options;
    enum bgm_status status = BGM_OK;
    if (o->operand_count > API_UPLOAD_MOST_FILES)
        return bgm_fail(err, BGM_USAGE, "at most %d files go into one upload", API_UPLOAD_MOST_FILES);
    /* Before a session is made for it: is there anything to upload? */
    for (size_t i = 0; i < o->operand_count && status == BGM_OK; i++) {
        if (!upload_is_url(o->operands[i]))
            status = upload_check(o->operands[i], false, err);
    }
    if (status == BGM_OK)
        status = app_connect(&cli->app, err);
    if (status == BGM_OK)
        status = session_resolve(&cli->app, true, &session, err);
    if (status == BGM_OK)
        status = upload_view_run(cli, &session, o->operands, o->operand_count, NULL, err);
    session_record_release(&session);
    return status;
}

const struct command cmd_upload = {
    .name = "upload",
    .summary = "put media into the current session",
    .usage = "upload FILE|URL...",
    .details = "Takes mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3, wav, m4a and aac of at most 500 MB; the\n"
               "content decides, not the name. Without a current session one is made.\n",
    .first_operand = OPERAND_FILE,
    .least_operands = 1,
    .most_operands = 100000,
    .needs = NEEDS_APP,
    .run = run_upload,
};
