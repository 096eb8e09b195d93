/* The analysis of an upload, made once. */
#include "upload_analysis_internal.h"

#include "bgmusic/base/buf.h"
#include "bgmusic/engine/media_analysis.h"
#include "bgmusic/engine/upload_rows.h"
#include "engine_internal.h"
#include "probe_cache_internal.h"

enum { ANALYSIS_CEILING = 4 << 20 };

enum bgm_status upload_analysis(struct engine *engine, const struct upload_row *row,
                                bool (*cancelled)(void *context), void *context,
                                struct media_analysis *analysis, struct bgm_error *err)
{
    struct media_info info;
    struct buf text;
    media_analysis_init(analysis);
    if (row->analysis != NULL) {
        if (media_analysis_parse(row->analysis, analysis, NULL) == BGM_OK)
            return BGM_OK;
        /* Written by an older program: made again. */
        media_analysis_release(analysis);
        media_analysis_init(analysis);
    }
    enum bgm_status status = upload_check_file(row, err);
    if (status == BGM_OK)
        status = probe_cached(engine->probes, row->path, &info, err);
    if (status == BGM_OK)
        status = media_analyse(row->path, &info, cancelled, context, analysis, err);
    if (status != BGM_OK)
        return status;
    buf_init(&text, ANALYSIS_CEILING);
    if (media_analysis_print(analysis, &text))
        upload_store_analysis(engine->database, row->id, text.bytes, NULL);
    buf_release(&text);
    return BGM_OK;
}
