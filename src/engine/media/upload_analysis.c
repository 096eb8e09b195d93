/* The analysis of an upload, made once. */
#include "upload_analysis.h"

#include <pthread.h>
#include <stdlib.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/trace.h"
#include "media_analysis.h"
#include "upload_rows.h"
#include "probe_cache.h"
#include "sound_cache.h"

enum { ANALYSIS_CEILING = 4 << 20, MOST_LOOKS = 4, MOST_SCANS = 64, SCAN_PAUSE_MS = 50 };

static bool analysis_fits(const char *text, bool every_frame, int voice_track, struct media_analysis *analysis)
{
    media_analysis_init(analysis);
    /* What an older program wrote is made again. */
    if (text == NULL || media_analysis_parse(text, analysis, NULL) != BGM_OK)
        return false;
    if (analysis->voice_track == voice_track && (analysis->every_frame || !every_frame))
        return true;
    media_analysis_release(analysis);
    return false;
}

/* Of the row itself, or of the same file in another session: takes of one film are scanned once. */
static bool analysis_stored(const struct upload_reader *reader, const struct upload_row *row, bool every_frame,
                            int voice_track, struct media_analysis *analysis)
{
    if (analysis_fits(row->analysis, every_frame, voice_track, analysis))
        return true;
    bool fits = false;
    for (int number = 0; number < MOST_LOOKS && row->is_reference && !fits; number++) {
        char *text = NULL;
        if (upload_find_analysis(reader->database, row, number, &text, NULL) != BGM_OK || text == NULL)
            break;
        fits = analysis_fits(text, every_frame, voice_track, analysis);
        if (fits)
            upload_store_analysis(reader->database, row->id, text, NULL);
        free(text);
    }
    return fits;
}

/* The files that are scanned right now: who comes for one of them waits, and finds what the other has found. */
static pthread_mutex_t scans_lock = PTHREAD_MUTEX_INITIALIZER;
static const char *scans[MOST_SCANS];

/* False: there is no place to note it, and it is scanned all the same. */
static bool scan_begin(const char *path, bool (*cancelled)(void *context), void *context)
{
    bool is_noted = false, waits = true;
    pthread_mutex_lock(&scans_lock);
    while (waits) {
        size_t place = MOST_SCANS;
        waits = false;
        for (size_t i = 0; i < MOST_SCANS; i++) {
            if (scans[i] == NULL)
                place = i;
            else if (text_equal(scans[i], path))
                waits = true;
        }
        if (waits) {
            pthread_mutex_unlock(&scans_lock);
            clock_sleep_ms(SCAN_PAUSE_MS);
            pthread_mutex_lock(&scans_lock);
            waits = cancelled == NULL || !cancelled(context);
        } else if (place < MOST_SCANS) {
            scans[place] = path;
            is_noted = true;
        }
    }
    pthread_mutex_unlock(&scans_lock);
    return is_noted;
}

static void scan_end(const char *path)
{
    pthread_mutex_lock(&scans_lock);
    for (size_t i = 0; i < MOST_SCANS; i++)
        scans[i] = scans[i] == path ? NULL : scans[i];
    pthread_mutex_unlock(&scans_lock);
}

/* Looks at the film itself. */
static enum bgm_status scan(const struct upload_reader *reader, const struct upload_row *row, bool every_frame,
                            int voice_track, bool (*cancelled)(void *context), void *context,
                            struct media_analysis *analysis, struct bgm_error *err)
{
    struct media_info info;
    struct spool sound = SPOOL_INIT;
    struct buf text;
    struct media_analysis_request request = {
        .path = row->path, .info = &info, .every_frame = every_frame, .cancelled = cancelled, .context = context};
    enum bgm_status status = upload_check_file(row, err);
    if (status == BGM_OK)
        status = probe_cached(reader->probes, row->path, &info, err);
    if (status == BGM_OK)
        status = media_choose_sound(&info, voice_track, err);
    if (status != BGM_OK)
        return status;
    request.every_frame = every_frame || media_frames_are_cheap(&info);
    /* Only to save time later: without a place for it, it is decoded again. */
    if (info.audio_stream >= 0 && voice_track == 0 && info.duration_us / 1000 <= SOUND_CACHE_MOST_MS &&
        spool_open(&sound, reader->scratch_folder, NULL) == BGM_OK)
        request.sound = &sound;
    status = media_analyse(&request, analysis, err);
    trace(TRACE_ENGINE, "scan of %s: %s", row->id, bgm_status_name(status));
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

enum bgm_status upload_analysis(const struct upload_reader *reader, const struct upload_row *row, bool every_frame,
                                int voice_track, bool (*cancelled)(void *context), void *context,
                                struct media_analysis *analysis, struct bgm_error *err)
{
    if (analysis_stored(reader, row, every_frame, voice_track, analysis))
        return BGM_OK;
    bool is_noted = scan_begin(row->path, cancelled, context);
    enum bgm_status status = BGM_OK;
    if (!analysis_stored(reader, row, every_frame, voice_track, analysis))
        status = scan(reader, row, every_frame, voice_track, cancelled, context, analysis, err);
    if (is_noted)
        scan_end(row->path);
    return status;
}
