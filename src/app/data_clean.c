/* Freeing the data folder. */
#include "bgmusic/app/data_clean.h"

#include "bgmusic/app/app.h"
#if BGMUSIC_WITH_ENGINE
#include "bgmusic/engine/engine_clean.h"

enum bgm_status data_clean(const struct app *app, int64_t older_s, bool dry_run,
                           struct data_part parts[DATA_MOST_PARTS], size_t *count, struct bgm_error *err)
{
    const struct engine_clean_wish wish = {.older_s = older_s, .dry_run = dry_run};
    struct engine_clean_part found[CLEAN_KINDS];
    enum bgm_status status = engine_clean(app->store.data_folder, &wish, found, err);
    *count = 0;
    for (size_t i = 0; i < CLEAN_KINDS && i < DATA_MOST_PARTS; i++)
        parts[(*count)++] = (struct data_part){found[i].name, found[i].files, found[i].bytes, found[i].freed_files,
                                               found[i].freed_bytes};
    return status;
}
#else
enum bgm_status data_clean(const struct app *app, int64_t older_s, bool dry_run,
                           struct data_part parts[DATA_MOST_PARTS], size_t *count, struct bgm_error *err)
{
    (void)app;
    (void)older_s;
    (void)dry_run;
    (void)parts;
    (void)err;
    *count = 0;
    return BGM_OK;
}
#endif
