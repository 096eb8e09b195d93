/* The words of a prompt that counted. */
#include "prompt_view.h"

#include <stddef.h>

#include "bgmusic/app/add_music.h"
#include "bgmusic/app/prompt_reading.h"
#include "bgmusic/base/buf.h"
#include "command.h"
#include "results.h"

enum { LINE_CEILING = 64 * 1024 };

void prompt_view_set(struct cli *cli, struct json *object, const struct add_request *request)
{
    struct music_request music = request->music;
    struct buf understood, unknown;
    buf_init(&understood, LINE_CEILING);
    buf_init(&unknown, LINE_CEILING);
    music.track_name = request->music_path;
    prompt_reading(&cli->app, &music, &understood, &unknown);
    result_set_names(object, "understood", understood.length > 0 ? understood.bytes : NULL);
    result_set_names(object, "unknown", unknown.length > 0 ? unknown.bytes : NULL);
    buf_release(&understood);
    buf_release(&unknown);
}

void prompt_view_tell(struct cli *cli, const struct add_request *request)
{
    struct music_request music = request->music;
    struct buf understood, unknown;
    buf_init(&understood, LINE_CEILING);
    buf_init(&unknown, LINE_CEILING);
    music.track_name = request->music_path;
    if (music.prompt != NULL && prompt_reading(&cli->app, &music, &understood, &unknown)) {
        if (understood.length > 0)
            messages_notice(&cli->messages, "understood: %s", understood.bytes);
        else
            messages_notice(&cli->messages, "nothing of the prompt names a style; the pictures choose one");
    }
    buf_release(&understood);
    buf_release(&unknown);
}

void prompt_view_plan(struct cli *cli, const struct add_request *request)
{
    struct music_request music = request->music;
    struct buf understood, unknown, line;
    buf_init(&understood, LINE_CEILING);
    buf_init(&unknown, LINE_CEILING);
    buf_init(&line, LINE_CEILING);
    music.track_name = request->music_path;
    if (prompt_reading(&cli->app, &music, &understood, &unknown)) {
        buf_appendf(&line, "    understood: %s", understood.length > 0 ? understood.bytes : "no style");
        if (unknown.length > 0)
            buf_appendf(&line, "; not understood: %s", unknown.bytes);
        output_text(line.bytes);
    }
    buf_release(&understood);
    buf_release(&unknown);
    buf_release(&line);
}
