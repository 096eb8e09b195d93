/* Requests in a conversation that this program answers itself. */
#include "chat_request.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/app/export_session.h"
#include "bgmusic/app/session_steps.h"
#include "bgmusic/app/upload_media.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "command.h"
#include "cmd_credits.h"
#include "export_view.h"
#include "results.h"
#include "state_view.h"
#include "terminal_ask.h"
#include "cmd_upload.h"
#include "bgmusic/json/json_write.h"

enum { PATH_MOST_BYTES = 4096 };

/* No shell has read the line, so "~/" is still there. The caller's. */
static char *home_expanded(const char *path)
{
    const char *home = getenv("HOME");
    if (!text_starts_with(path, "~/") || home == NULL || *home == '\0')
        return xstrdup(path);
    return path_join(home, path + 2);
}

static bool is_plain_file(void *context, const char *path)
{
    (void)context;
    char *expanded = home_expanded(path);
    bool is_one = file_size(expanded) >= 0;
    free(expanded);
    return is_one;
}

void chat_request_read(const char *line, struct chat_request *request)
{
    char *path = NULL;
    *request = (struct chat_request){.action = chat_route(line, is_plain_file, NULL, &path)};
    if (path != NULL)
        request->path = home_expanded(path);
    free(path);
}

void chat_request_make(enum chat_action action, const char *place, struct chat_request *request)
{
    *request = (struct chat_request){.action = action};
    if (text_is_blank(place))
        return;
    char *words = xstrdup(place), *path = NULL;
    text_trim(words);
    /* A file that is there is what was meant; else the path may be written as for a shell. */
    if (action != CHAT_UPLOAD || chat_route(words, is_plain_file, NULL, &path) != CHAT_UPLOAD || path == NULL) {
        free(path);
        size_t length = strlen(words);
        bool is_quoted = length > 1 && (words[0] == '"' || words[0] == '\'') && words[length - 1] == words[0];
        path = is_quoted ? xstrndup(words + 1, length - 2) : xstrdup(words);
    }
    request->path = home_expanded(path);
    free(path);
    free(words);
}

void chat_request_release(struct chat_request *request)
{
    free(request->path);
    *request = (struct chat_request){.action = CHAT_EDIT};
}

static enum bgm_status ask_for_file(struct chat_request *request, struct bgm_error *err)
{
    char *answer = terminal_is_here() ? terminal_read_line("which file? ", PATH_MOST_BYTES) : NULL;
    if (answer == NULL || text_is_blank(answer)) {
        free(answer);
        bgm_fail(err, BGM_USAGE, "upload: which file?");
        bgm_hint(err, "name it: upload clip.mp4");
        return BGM_USAGE;
    }
    /* What is no file is refused by the upload. */
    chat_request_make(CHAT_UPLOAD, answer, request);
    free(answer);
    return BGM_OK;
}

enum bgm_status chat_request_settle(struct chat_request *request, struct bgm_error *err)
{
    if (request->action == CHAT_UPLOAD) {
        enum bgm_status status = request->path == NULL ? ask_for_file(request, err) : BGM_OK;
        /* Before a session is made for it: is there anything to upload? */
        if (status == BGM_OK)
            status = upload_check(request->path, UPLOAD_ANY, err);
        return status;
    }
    return BGM_OK;
}

bool chat_request_needs_session(const struct chat_request *request)
{
    return request->action != CHAT_CREDITS;
}

enum bgm_status chat_request_run(struct cli *cli, const struct chat_request *request, struct session_record *session,
                                 struct bgm_error *err)
{
    const char *action = chat_action_name(request->action), *place = request->path;
    if (request->action == CHAT_CREDITS)
        return credits_show(cli, action, err);
    if (request->action == CHAT_STATE)
        return state_view_show(cli, &(struct state_wish){.session_id = session->id, .action = action}, err);
    if (request->action == CHAT_UPLOAD)
        return upload_run(cli, session, &place, 1, action, err);
    /* The conversation's session, though another process may have changed the current one since. */
    const char *wanted = cli->app.session_wanted;
    struct export_session_request export = {.output = request->path, .numbers = true, .stdout_fd = STDOUT_FILENO};
    cli->app.session_wanted = session->id;
    enum bgm_status status = export_view_run(cli, &export, action, err);
    cli->app.session_wanted = wanted;
    return status;
}
