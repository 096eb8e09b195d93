/* Uploaded media in the database. */
#include "upload_rows.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/xalloc.h"
#include "database.h"

#define UPLOAD_COLUMNS                                                                            \
    "id, name, kind, path, is_reference, size, mtime_ns, hash, duration_ms, width, height, fps, " \
    "analysis"

static void upload_fill(const struct query *query, struct upload_row *row)
{
    memset(row, 0, sizeof *row);
    snprintf(row->id, sizeof row->id, "%s", query_text(query, 0));
    snprintf(row->name, sizeof row->name, "%s", query_text(query, 1));
    row->group = media_group_of_word(query_text(query, 2));
    row->path = xstrdup(query_text(query, 3));
    row->is_reference = query_int(query, 4) != 0;
    row->size_bytes = query_int(query, 5);
    row->mtime_ns = query_int(query, 6);
    snprintf(row->hash, sizeof row->hash, "%s", query_text(query, 7));
    row->duration_ms = query_int(query, 8);
    row->width = (int)query_int(query, 9);
    row->height = (int)query_int(query, 10);
    row->fps = query_real(query, 11);
    const char *analysis = query_text(query, 12);
    row->analysis = *analysis != '\0' ? xstrdup(analysis) : NULL;
}

enum bgm_status upload_insert(struct database *database, const char *session, const struct upload_row *row,
                              struct bgm_error *err)
{
    return database_exec(database, NULL, err,
                         "INSERT INTO uploads(session, " UPLOAD_COLUMNS ", created)"
                         " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                         "tttttiiitiiirti", session, row->id, row->name, media_group_name(row->group), row->path,
                         (int64_t)row->is_reference, row->size_bytes, row->mtime_ns, row->hash, row->duration_ms,
                         (int64_t)row->width, (int64_t)row->height, row->fps, row->analysis, clock_wall_s());
}

enum bgm_status upload_load(struct database *database, const char *session, const char *id, struct upload_row *row,
                            struct bgm_error *err)
{
    struct query query = QUERY_INIT;
    bool found = false;
    memset(row, 0, sizeof *row);
    enum bgm_status status =
        query_start(&query, database, err, "SELECT " UPLOAD_COLUMNS " FROM uploads WHERE session = ? AND id = ?", "tt",
                    session, id);
    if (status == BGM_OK)
        status = query_next(&query, &found, err);
    if (status == BGM_OK && found)
        upload_fill(&query, row);
    query_end(&query);
    if (status == BGM_OK && !found)
        return bgm_fail(err, BGM_NOT_FOUND, "the session has no upload \"%.40s\"", id);
    return status;
}

enum bgm_status upload_list(struct database *database, const char *session, struct upload_row **rows, size_t *count,
                            struct bgm_error *err)
{
    struct query query = QUERY_INIT;
    bool row = true;
    *rows = NULL;
    *count = 0;
    enum bgm_status status =
        query_start(&query, database, err, "SELECT " UPLOAD_COLUMNS " FROM uploads WHERE session = ? ORDER BY number",
                    "t", session);
    while (status == BGM_OK && *count < SESSION_MOST_UPLOADS) {
        status = query_next(&query, &row, err);
        if (status != BGM_OK || !row)
            break;
        *rows = xreallocarray(*rows, *count + 1, sizeof **rows);
        upload_fill(&query, &(*rows)[(*count)++]);
    }
    query_end(&query);
    return status;
}

enum bgm_status upload_store_analysis(struct database *database, const char *id, const char *analysis,
                                      struct bgm_error *err)
{
    return database_exec(database, NULL, err, "UPDATE uploads SET analysis = ? WHERE id = ?", "tt", analysis, id);
}

enum bgm_status upload_find_analysis(struct database *database, const struct upload_row *row, int number,
                                     char **analysis, struct bgm_error *err)
{
    struct query query = QUERY_INIT;
    bool found = false;
    *analysis = NULL;
    enum bgm_status status =
        query_start(&query, database, err,
                    "SELECT analysis FROM uploads WHERE path = ? AND size = ? AND mtime_ns = ?"
                    " AND hash = ? AND id <> ? AND analysis IS NOT NULL AND is_reference = 1"
                    " ORDER BY number DESC LIMIT 1 OFFSET ?",
                    "tiitti", row->path, row->size_bytes, row->mtime_ns, row->hash, row->id, (int64_t)number);
    if (status == BGM_OK)
        status = query_next(&query, &found, err);
    if (status == BGM_OK && found)
        *analysis = xstrdup(query_text(&query, 0));
    query_end(&query);
    return status;
}

void upload_row_release(struct upload_row *row)
{
    free(row->path);
    free(row->analysis);
    memset(row, 0, sizeof *row);
}

void upload_rows_free(struct upload_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        upload_row_release(&rows[i]);
    free(rows);
}

enum bgm_status upload_check_file(const struct upload_row *row, struct bgm_error *err)
{
    struct stat about;
    if (stat(row->path, &about) != 0) {
        bgm_fail(err, BGM_INPUT, "\"%s\" is no longer where it was: %s", row->path, strerror(errno));
        bgm_hint(err, "put it back, or upload it again");
        return BGM_INPUT;
    }
    int64_t mtime_ns = file_modified_ns(&about);
    if (about.st_size != row->size_bytes || mtime_ns != row->mtime_ns) {
        bgm_fail(err, BGM_INPUT, "\"%s\" has changed since it was uploaded", row->path);
        bgm_hint(err, "upload it again");
        return BGM_INPUT;
    }
    return BGM_OK;
}
