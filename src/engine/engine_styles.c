/* The styles as others may list them. */
#include "bgmusic/engine/engine_styles.h"

#include "style_row.h"
#include "style_table.h"

bool engine_style_at(size_t index, struct engine_style *style)
{
    const char *id = style_id_at(index);
    if (id == NULL)
        return false;
    const struct style *row = style_row(id);
    *style = (struct engine_style){row->id, row->title, row->least_bpm, row->most_bpm};
    return true;
}

const char *engine_style_instrument(const char *id, size_t index)
{
    const struct style *row = style_row(id);
    if (index >= (size_t)row->part_count)
        return NULL;
    const struct part_row *part = &row->parts[index];
    return part->role == SCORE_DRUMS ? gm_kit_name(part->program) : gm_program_name(part->program);
}

const char *engine_style_word(const char *id, size_t index)
{
    return style_word_of(id, index);
}
