/* Looking styles up: rows by id, titles, and how a role is played where a style has no such
 * part. */
#include "style_table.h"

#include <string.h>

#include "style_lexicon.h"
#include "style_row.h"
#include "bgmusic/base/count.h"

static const struct style *row_at(size_t index)
{
    const struct {
        const struct style *rows;
        size_t count;
    } tables[] = {
        {style_rows_quiet, style_rows_quiet_count}, {style_rows_songs, style_rows_songs_count},
        {style_rows_beats, style_rows_beats_count}, {style_rows_world, style_rows_world_count},
        {style_rows_bands, style_rows_bands_count}, {style_rows_scenes, style_rows_scenes_count},
        {style_rows_kinds, style_rows_kinds_count},
    };
    for (size_t i = 0; i < COUNT(tables); i++) {
        if (index < tables[i].count)
            return &tables[i].rows[index];
        index -= tables[i].count;
    }
    return NULL;
}

static const struct style *find(const char *id)
{
    const struct style *row;
    for (size_t i = 0; (row = row_at(i)) != NULL; i++)
        if (id != NULL && strcmp(row->id, id) == 0)
            return row;
    return NULL;
}

bool style_exists(const char *id)
{
    return find(id) != NULL;
}

const struct style *style_row(const char *id)
{
    const struct style *row = find(id);
    /* The first row is lo-fi: what people put under a video when they say nothing. */
    return row != NULL ? row : row_at(0);
}

const char *style_title(const char *id)
{
    const struct style *row = find(id);
    return row != NULL ? row->title : NULL;
}

const char *style_id_at(size_t index)
{
    const struct style *row = row_at(index);
    return row != NULL ? row->id : NULL;
}

const char *style_word_of(const char *id, size_t index)
{
    const struct {
        const struct style_word *words;
        size_t count;
    } tables[] = {{style_lexicon, style_lexicon_count},
                  {style_lexicon_subjects, style_lexicon_subjects_count},
                  {style_lexicon_stock, style_lexicon_stock_count}};
    for (size_t t = 0; t < COUNT(tables); t++) {
        for (size_t i = 0; i < tables[t].count; i++) {
            const struct style_word *word = &tables[t].words[i];
            if (word->style != NULL && strcmp(word->style, id) == 0 && index-- == 0)
                return word->word;
        }
    }
    return NULL;
}

const struct part_row *style_default_part(enum score_role role)
{
    static const struct part_row rows[SCORE_ROLE_COUNT] = {
        {SCORE_KEYS, 4, -1, FIGURE_HELD, 0, -3, -0.15, 0.35, 55, 76, 0},
        {SCORE_PAD, 89, -1, FIGURE_HELD, 0, -8, 0, 0.5, 52, 74, 0},
        {SCORE_BASS, 33, -1, FIGURE_ROOTS, 0, -2, 0, 0.05, 30, 50, 0},
        {SCORE_GUITAR, 25, -1, FIGURE_PICK, 0, -5, 0.35, 0.25, 48, 72, 0},
        {SCORE_ARP, 46, -1, FIGURE_EIGHTHS, 0, -7, -0.35, 0.4, 60, 86, 0},
        {SCORE_LEAD, 11, -1, FIGURE_SONG, 0, 0, 0.08, 0.4, 67, 84, 0},
        {SCORE_COUNTER, 48, -1, FIGURE_ANSWER, 0, -5, -0.3, 0.45, 58, 76, 0},
        {SCORE_DRUMS, 0, -1, FIGURE_KIT, 0, -2, 0, 0.12, 0, 0, 0},
        {SCORE_PERCUSSION, 116, -1, FIGURE_HITS, 0, -3, 0.1, 0.4, 36, 52, 0},
    };
    return &rows[role];
}
