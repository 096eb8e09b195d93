/* A request as the command line that it came from. */
#include "command_again.h"

#include <stdlib.h>

#include "add_view.h"
#include "bgmusic/app/add_music.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

/* What --seed takes. */
#define MOST_SEED INT64_C(9007199254740992)

static void append_option(struct buf *out, const char *name, const char *value)
{
    if (value == NULL)
        return;
    buf_appendf(out, " --%s ", name);
    text_append_quoted(out, value);
}

static void append_seconds(struct buf *out, const char *name, int64_t ms)
{
    if (ms % 1000 == 0)
        buf_appendf(out, " --%s %lld", name, (long long)(ms / 1000));
    else
        buf_appendf(out, " --%s %lld.%03lld", name, (long long)(ms / 1000), (long long)(ms % 1000));
}

static void append_wish(struct buf *out, const struct music_wishes *wishes, const struct music_wish_row *row)
{
    if (!music_wish_is_set(wishes, row))
        return;
    if (music_wish_is_text(row->kind))
        append_option(out, row->name, music_wish_text(wishes, row));
    else if (row->kind == WISH_FLAG)
        buf_appendf(out, " --%s", row->name);
    else if (row->kind == WISH_SECONDS || row->kind == WISH_TIME)
        append_seconds(out, row->name, music_wish_number(wishes, row));
    else
        buf_appendf(out, " --%s %lld", row->name, (long long)music_wish_number(wishes, row));
}

void command_again_append(struct buf *out, const struct add_request *request, const char *engine, const char *seed)
{
    const struct music_request *music = &request->music;
    char *input = xstrndup(request->input, (size_t)add_view_shown(request->input));
    int64_t number;
    buf_append_text(out, "bgmusic add ");
    text_append_quoted(out, input);
    free(input);
    buf_append_text(out, " -o ");
    text_append_quoted(out, request->output);
    if (request->music_path == NULL) {
        buf_append_text(out, " -p ");
        text_append_quoted(out, music->prompt != NULL ? music->prompt : MUSIC_DEFAULT_PROMPT);
    }
    append_option(out, "music", request->music_path);
    for (size_t i = 0; i < MUSIC_WISH_COUNT; i++)
        append_wish(out, &music->wishes, &music_wish_rows[i]);
    if (request->music_path == NULL && music->wishes.seed == MUSIC_UNSET && seed != NULL &&
        text_to_int(seed, 0, MOST_SEED, &number))
        append_option(out, "seed", seed);
    append_option(out, "engine", engine);
    buf_append_text(out, " --force");
}
