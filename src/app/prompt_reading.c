/* What a prompt means to the local engine. */
#include "bgmusic/app/prompt_reading.h"

#include "bgmusic/app/app.h"
#include "bgmusic/app/music_request.h"
#include "bgmusic/base/buf.h"

enum { WORDS_CEILING = 64 * 1024 };

#if BGMUSIC_WITH_ENGINE
#include "bgmusic/engine/engine_prompt.h"

bool prompt_reading(const struct app *app, const struct music_request *request, struct buf *understood,
                    struct buf *unknown)
{
    if (!app->is_local || request->track_name != NULL)
        return false;
    engine_prompt_read(request->prompt != NULL ? request->prompt : MUSIC_DEFAULT_PROMPT, understood, unknown);
    return true;
}

bool prompt_is_silence(const struct app *app, const struct music_request *request)
{
    return app->is_local && request->track_name == NULL && request->prompt != NULL &&
           engine_prompt_is_silence(request->prompt);
}
#else
bool prompt_is_silence(const struct app *app, const struct music_request *request)
{
    (void)app;
    (void)request;
    return false;
}

bool prompt_reading(const struct app *app, const struct music_request *request, struct buf *understood,
                    struct buf *unknown)
{
    (void)app;
    (void)request;
    (void)understood;
    (void)unknown;
    return false;
}
#endif

char *prompt_complaint(const struct app *app, const struct music_request *request)
{
    struct buf understood, unknown, line;
    char *complaint = NULL;
    buf_init(&understood, WORDS_CEILING);
    buf_init(&unknown, WORDS_CEILING);
    buf_init(&line, 2 * WORDS_CEILING);
    if (prompt_reading(app, request, &understood, &unknown) && unknown.length > 0) {
        buf_appendf(&line, "\"%s\" of the prompt was not understood and did not count", unknown.bytes);
        complaint = buf_take(&line);
    }
    buf_release(&understood);
    buf_release(&unknown);
    buf_release(&line);
    return complaint;
}
