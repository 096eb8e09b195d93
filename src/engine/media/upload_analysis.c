/* The analysis of an upload, made once. */
#include "upload_analysis.h"

#include "bgmusic/base/buf.h"
#include "media_analysis.h"
#include "upload_rows.h"
#include "probe_cache.h"
#include "sound_cache.h"

enum { ANALYSIS_CEILING = 4 << 20 };

static bool analysis_stored(const struct upload_row *row, bool every_frame, int voice_track,
                            struct media_analysis *analysis)
{
    media_analysis_init(analysis);
    /* What an older program wrote is made again. */
    if (row->analysis == NULL || media_analysis_parse(row->analysis, analysis, NULL) != BGM_OK)
        return false;
    if (analysis->voice_track == voice_track && (analysis->every_frame || !every_frame))
        return true;
    media_analysis_release(analysis);
    return false;
}

enum bgm_status upload_analysis(const struct upload_reader *reader, const struct upload_row *row, bool every_frame,
                                int voice_track, bool (*cancelled)(void *context), void *context,
                                struct media_analysis *analysis, struct bgm_error *err)
{
    struct media_info info;
    struct spool sound = SPOOL_INIT;
    struct buf text;
    struct media_analysis_request request = {
        .path = row->path, .info = &info, .every_frame = every_frame, .cancelled = cancelled, .context = context};
    if (analysis_stored(row, every_frame, voice_track, analysis))
        return BGM_OK;
    enum bgm_status status = upload_check_file(row, err);
    if (status == BGM_OK)
        status = probe_cached(reader->probes, row->path, &info, err);
    if (status == BGM_OK)
        status = media_choose_sound(&info, voice_track, err);
    if (status != BGM_OK)
        return status;
    /* Only to save time later: without a place for it, it is decoded again. */
    if (info.audio_stream >= 0 && voice_track == 0 && info.duration_us / 1000 <= SOUND_CACHE_MOST_MS &&
        spool_open(&sound, reader->scratch_folder, NULL) == BGM_OK)
        request.sound = &sound;
    status = media_analyse(&request, analysis, err);
    analysis->voice_track = voice_track;
    if (status == BGM_OK && request.sound != NULL)
        sound_cache_put(reader->sounds, row->path, &sound);
    spool_close(&sound);
    if (status != BGM_OK)
        return status;
    buf_init(&text, ANALYSIS_CEILING);
    if (media_analysis_print(analysis, &text))
        upload_store_analysis(reader->database, row->id, text.bytes, NULL);
    buf_release(&text);
    return BGM_OK;
}
