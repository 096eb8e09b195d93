/* What edits of one message mean beside each other. */
#include "agent_edit_order.h"

#include <string.h>

/* "Stop at 5 s, start again at 8": a gap. */
static void gap_order(struct edit_list *edits)
{
    for (size_t i = 0; i + 1 < edits->count; i++) {
        const struct edit *stop = &edits->edits[i];
        struct edit *start = &edits->edits[i + 1];
        bool open = stop->kind == EDIT_SILENCE && stop->place.kind == PLACE_SPAN && stop->place.to_ms < 0 &&
                    !stop->place.except;
        if (!open || start->kind != EDIT_START || start->ms <= stop->place.from_ms)
            continue;
        start->kind = EDIT_ALSO_THERE;
        start->place = (struct edit_place){PLACE_SPAN, start->ms, -1, false};
    }
}

/* "Start with silence, bring the music in at 0:04": what begins there is silent up to it. */
static void start_order(struct edit_list *edits)
{
    for (size_t i = 0; i + 1 < edits->count; i++)
        if (edits->edits[i].kind == EDIT_SILENCE && edits->edits[i].place.kind == PLACE_OPENING &&
            !edits->edits[i].place.except && edits->edits[i + 1].kind == EDIT_START) {
            memmove(&edits->edits[i], &edits->edits[i + 1], (edits->count - i - 1) * sizeof *edits->edits);
            edits->count--;
        }
}

void edits_order(struct edit_list *edits)
{
    start_order(edits);
    gap_order(edits);
}
