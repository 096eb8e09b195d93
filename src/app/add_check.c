/* What can be known to be wrong of a job before anything is sent. */
#include "bgmusic/app/add_music.h"

#include <string.h>

#include "bgmusic/app/app.h"
#include "bgmusic/app/edit_turn.h"
#include "marker_list.h"
#include "bgmusic/app/output_kind.h"
#include "bgmusic/app/output_name.h"
#include "bgmusic/app/prompt_reading.h"
#include "bgmusic/app/upload_media.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"

static enum bgm_status check_beats(const struct add_request *request, struct bgm_error *err)
{
    if (request->music_path != NULL)
        return bgm_fail(err, BGM_USAGE, "--beats is for composed music, not for a track of your own");
    if (!text_ends_with_ignore_case(request->beats_path, ".json") &&
        !text_ends_with_ignore_case(request->beats_path, ".txt"))
        return bgm_fail(err, BGM_USAGE, "--beats takes a name that ends in .json, or in .txt for Audacity labels");
    return output_check(request->beats_path, request->input, request->force, err);
}

/* What comes from elsewhere is looked at when it is here. */
static enum bgm_status check_input(const char *input, struct bgm_error *err)
{
    if (text_equal(input, "-"))
        return BGM_OK;
    return upload_check(input, UPLOAD_FILM, err);
}

enum bgm_status add_check(const struct add_request *request, struct bgm_error *err)
{
    enum bgm_status status = check_input(request->input, err);
    if (status == BGM_OK && request->music_path != NULL)
        status = upload_check(request->music_path, UPLOAD_TRACK, err);
    if (status == BGM_OK)
        status = output_check(request->output, request->input, request->force, err);
    if (status == BGM_OK && request->midi_path != NULL)
        status = output_check(request->midi_path, request->input, request->force, err);
    if (status == BGM_OK && request->midi_path != NULL && request->music_path != NULL)
        status = bgm_fail(err, BGM_USAGE, "--midi is for composed music, not for a track of your own");
    if (status == BGM_OK && request->beats_path != NULL)
        status = check_beats(request, err);
    bool is_here = !text_equal(request->input, "-") && !upload_is_url(request->input);
    if (status == BGM_OK && request->music.wishes.markers != NULL &&
        (is_here || !text_equal(request->music.wishes.markers, "chapters"))) {
        struct marker_list markers;
        status = marker_list_read(&markers, request->music.wishes.markers, request->input, err);
        marker_list_release(&markers);
    }
    if (status == BGM_OK && request->stems_folder != NULL && file_exists(request->stems_folder) &&
        !file_is_folder(request->stems_folder))
        status = bgm_fail(err, BGM_OUTPUT, "\"%s\" is no folder", request->stems_folder);
    if (status == BGM_OK && request->music.prompt != NULL) {
        status = turn_check_message(request->music.prompt, err);
        if (status != BGM_OK)
            bgm_prefix(err, "--prompt");
    }
    if (status == BGM_OK && request->music.wishes.title != NULL) {
        status = turn_check_message(request->music.wishes.title, err);
        if (status != BGM_OK)
            bgm_prefix(err, "--title");
    }
    if (status == BGM_OK && request->music.wishes.from_ms != MUSIC_UNSET &&
        request->music.wishes.to_ms != MUSIC_UNSET && request->music.wishes.to_ms <= request->music.wishes.from_ms)
        status = bgm_fail(err, BGM_USAGE, "--to must be later than --from");
    return status;
}

enum bgm_status add_check_engine(const struct app *app, const struct add_request *request, struct bgm_error *err)
{
    enum bgm_status status = request->preview ? BGM_OK : output_kind_check(request->output, app->is_local, true, err);
    if (status != BGM_OK)
        return status;
    const struct {
        bool is_wanted;
        const char *what;
    } parts[] = {{request->preview, "music without its video"},
                 {request->stems_folder != NULL, "stems"},
                 {request->midi_path != NULL, "MIDI file"},
                 {request->beats_path != NULL, "times of the beats"},
                 {request->variant > 0, "takes by seeds"}};
    for (size_t i = 0; i < COUNT(parts) && !app->is_local; i++) {
        if (parts[i].is_wanted) {
            bgm_fail(err, BGM_USAGE, "the service gives no %s", parts[i].what);
            bgm_hint(err, "the local engine does: --engine local");
            return BGM_USAGE;
        }
    }
    for (size_t i = 0; i < MUSIC_WISH_COUNT && !app->is_local; i++) {
        const struct music_wish_row *row = &music_wish_rows[i];
        if (row->told == REFUSED_BY_CLOUD && music_wish_is_set(&request->music.wishes, row)) {
            bgm_fail(err, BGM_USAGE, "the service does nothing for --%s", row->name);
            bgm_hint(err, "the local engine does: --engine local");
            return BGM_USAGE;
        }
    }
    if (request->music_path == NULL && prompt_is_silence(app, &request->music)) {
        bgm_fail(err, BGM_USAGE, "--prompt \"%.100s\" asks for no music: there is nothing to add",
                 request->music.prompt);
        bgm_hint(err, "say what the music should be, such as \"calm piano\"");
        return BGM_USAGE;
    }
    return request->music_path != NULL ? upload_check_engine(app, request->music_path, err) : BGM_OK;
}
