/* What a prompt means to the local engine. */
#include "bgmusic/app/prompt_reading.h"

#include "bgmusic/app/app.h"
#include "bgmusic/app/music_request.h"
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
