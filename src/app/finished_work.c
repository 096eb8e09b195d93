/* What is there already, by content and wishes. */
#include "finished_work.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "bgmusic/app/add_music.h"
#include "bgmusic/app/app.h"
#include "bgmusic/app/upload_media.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/store/finished_store.h"
#include "old_fingerprint.h"

enum { WISHES_CEILING_BYTES = 4 * 1024 * 1024 }; /* a command line is shorter */

static enum bgm_status identify(const char *path, char *identity, size_t size, struct bgm_error *err)
{
    struct stat info;
    if (stat(path, &info) != 0)
        return bgm_fail(err, BGM_INPUT, "cannot read \"%s\": %s", path, strerror(errno));
    snprintf(identity, size, "%lld:%lld:%lld:%llu", (long long)info.st_size, (long long)file_modified_ns(&info),
             (long long)file_changed_ns(&info), (unsigned long long)info.st_ino);
    return BGM_OK;
}

static void add_text(struct buf *out, const char *name, const char *value)
{
    buf_append(out, name, strlen(name) + 1);
    buf_append_text(out, value != NULL ? value : "");
    buf_append_char(out, value != NULL ? '\1' : '\2');
}

static void add_number(struct buf *out, const char *name, int64_t value)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%lld", (long long)value);
    add_text(out, name, digits);
}

/* Every wish that changes what comes out; tests/unit/app/test_finished_work.c has a row for each. */
static void make_fingerprint(const struct add_request *request, const char *engine, const char *music_hash,
                             struct work_mark *mark)
{
    const struct music_request *music = &request->music;
    struct buf wished;
    buf_init(&wished, WISHES_CEILING_BYTES);
    add_text(&wished, "video", mark->input_hash);
    add_text(&wished, "track", music_hash);
    add_text(&wished, "engine", engine);
    /* With a track of one's own the prompt plays no part. */
    const char *prompt = music->prompt != NULL ? music->prompt : MUSIC_DEFAULT_PROMPT;
    add_text(&wished, "prompt", music_hash == NULL ? prompt : NULL);
    for (size_t i = 0; i < MUSIC_WISH_COUNT; i++) {
        const struct music_wish_row *row = &music_wish_rows[i];
        if (!music_wish_is_set(&music->wishes, row))
            continue;
        if (music_wish_is_text(row->kind))
            add_text(&wished, row->name, music_wish_text(&music->wishes, row));
        else
            add_number(&wished, row->name, music_wish_number(&music->wishes, row));
    }
    add_number(&wished, "sound-only", request->sound_only);
    add_text(&wished, "stems", request->stems_folder);
    add_text(&wished, "midi", request->midi_path);
    add_text(&wished, "beats", request->beats_path);
    content_hash_bytes(wished.bytes, wished.length, mark->fingerprint);
    buf_release(&wished);
}

enum bgm_status work_mark_make(const struct app *app, const struct add_request *request, const char *engine,
                               const char *music_hash, struct work_mark *mark, struct bgm_error *err)
{
    *mark = (struct work_mark){.engine = engine};
    if (upload_is_url(request->input)) {
        /* What lies there is not known before it is fetched: the address stands for it. */
        content_hash_bytes(request->input, strlen(request->input), mark->input_hash);
        make_fingerprint(request, engine, music_hash, mark);
        return BGM_OK;
    }
    enum bgm_status status = identify(request->input, mark->input_identity, sizeof mark->input_identity, err);
    if (status != BGM_OK)
        return status;
    struct finished known = {0};
    char *input = path_absolute(request->input), *output = path_absolute(request->output);
    bool is_known = !text_equal(request->output, "-") &&
                    finished_store_get(&app->store, output, &known, NULL) == BGM_OK && text_equal(known.input, input) &&
                    text_equal(known.input_identity, mark->input_identity) &&
                    text_starts_with(known.input_hash, CONTENT_HASH_MARK);
    if (is_known)
        snprintf(mark->input_hash, sizeof mark->input_hash, "%s", known.input_hash);
    else
        status = content_hash_file(request->input, mark->input_hash, err);
    if (status == BGM_OK)
        make_fingerprint(request, engine, music_hash, mark);
    finished_release(&known);
    free(input);
    free(output);
    return status;
}

bool work_mark_is(const struct work_mark *mark, const struct add_request *request, const char *fingerprint)
{
    return text_equal(fingerprint, mark->fingerprint) || old_fingerprint_matches(request, mark->engine, fingerprint);
}

static bool is_as_left(const char *path, const struct finished *known)
{
    struct stat info;
    if (stat(path, &info) != 0)
        return false;
    return (int64_t)info.st_size == known->output_bytes && file_modified_ns(&info) == known->output_mtime_ns;
}

void work_keep(const struct app *app, const struct add_request *request, const struct work_mark *mark)
{
    struct stat info;
    if (mark->fingerprint[0] == '\0' || text_equal(request->output, "-") || stat(request->output, &info) != 0)
        return;
    struct work_mark copy = *mark;
    struct finished made = {
        .output = path_absolute(request->output),
        .output_bytes = (int64_t)info.st_size,
        .output_mtime_ns = file_modified_ns(&info),
        .input = path_absolute(request->input),
        .input_identity = copy.input_identity,
        .input_hash = copy.input_hash,
        .fingerprint = copy.fingerprint,
    };
    finished_store_put(&app->store, &made, NULL);
    free(made.output);
    free(made.input);
}

enum work_state work_state_of_output(const struct app *app, const struct add_request *request,
                                     const struct work_mark *mark)
{
    if (text_equal(request->output, "-") || !file_exists(request->output))
        return WORK_MISSING;
    struct finished known = {0};
    char *output = path_absolute(request->output);
    enum work_state state = WORK_FOREIGN;
    if (finished_store_get(&app->store, output, &known, NULL) == BGM_OK && is_as_left(output, &known))
        state = work_mark_is(mark, request, known.fingerprint) ? WORK_SAME : WORK_OTHER;
    if (state == WORK_SAME && !text_equal(known.fingerprint, mark->fingerprint))
        work_keep(app, request, mark);
    finished_release(&known);
    free(output);
    return state;
}
