/* A part being written: notes and controls that grow, and a chance that returns with its section. */
#include "piece.h"

#include "bgmusic/base/xalloc.h"

void part_begin_bar(const struct piece *piece, struct part_draft *draft, int bar)
{
    const struct bar_plan *plan = &piece->bars[bar];
    enum section_kind kind = piece->sections[plan->section].kind;
    unsigned material = kind == SECTION_B ? 1 : kind == SECTION_BREAK ? 2 : 0;
    unsigned place = plan->index % 8 == 7 ? 7 : (unsigned)plan->index % 2;
    uint64_t seed = draft->seed + (material * 8 + place + 1) * UINT64_C(0x9e3779b97f4a7c15);
    prng_init(&draft->prng, seed ^ seed >> 29);
}

int part_voice_chord(const struct piece *piece, struct part_draft *draft, const struct chord_plan *plan, int voices,
                     int lift, int keys[VOICING_MOST], int before)
{
    const struct bar_plan *bar = &piece->bars[plan->bar];
    bool closing = plan == &piece->chords[piece->chord_count - 1];
    int by = 0;
    if (!closing && plan->start_ticks == bar->start_ticks)
        part_begin_bar(piece, draft, plan->bar);
    if (!closing && bar->index % 4 == 0) {
        before = 0;
        by = prng_between(&draft->prng, -lift, lift);
    }
    int low = draft->row->low + (by < 0 ? 0 : by), high = draft->row->high + (by > 0 ? 0 : by);
    return voicing_next(&plan->chord, voices, low, high, keys, before);
}

void part_add(struct part_draft *draft, int32_t start, int32_t length, int key, int velocity)
{
    if (length <= 0 || key < 0 || key > 127)
        return;
    draft->notes = xgrow(draft->notes, draft->count, sizeof *draft->notes);
    draft->notes[draft->count++] = (struct draft_note){start, length, key, velocity};
}

void part_control(struct part_draft *draft, int32_t at, int controller, int value)
{
    /* Controls ascend: one that falls before the last is moved onto it. */
    if (draft->control_count > 0 && at < draft->controls[draft->control_count - 1].at_ticks)
        at = draft->controls[draft->control_count - 1].at_ticks;
    draft->controls = xgrow(draft->controls, draft->control_count, sizeof *draft->controls);
    draft->controls[draft->control_count++] =
        (struct score_control){at < 0 ? 0 : at, (uint8_t)controller, (uint16_t)value};
}
