/* "Still too loud": of what the last turn made quieter, and as far again. */
#include <math.h>

#include "agent_frame.h"
#include "agent_joints.h"
#include "agent_look.h"
#include "bgmusic/base/count.h"

/* +1 up, -1 down, 0: the clause says more than that it is still too loud, or less. */
static int still_direction(const struct frame *frame)
{
    static const char *const stills[] = {"还是", "还",   "依然",   "仍然",   "仍旧",
                                         "仍",   "依旧", "还有点", "还有些", "还嫌"};
    bool still = false;
    int up = 0;
    for (size_t i = 0; i < frame->count; i++) {
        const struct word *word = &frame->words[i];
        bool again =
            word_starts(word, "再") && (word->kind == WORD_AGAIN || word->kind == WORD_TURN || word->kind == WORD_LOUD);
        still = still || again || word->kind == WORD_EVEN || word_is_one(word, stills, COUNT(stills)) ||
                word_starts(word, "太") || /* 鼓小一点, and then 太小了 */
                word_starts(word, "大回") || word_starts(word, "小回");
        if (word->kind == WORD_LOUD || word->kind == WORD_TURN)
            up = word->value;
        else if (word->kind != WORD_DEGREE && word->kind != WORD_EVEN && word->kind != WORD_IT && !again &&
                 word->kind != WORD_FILLER)
            return 0;
    }
    return still ? up : 0;
}

/* The direction of a clause that says nothing else. */
static int direct_direction(const struct frame *frame)
{
    const struct word *loud = frame_find(frame, WORD_LOUD), *turn = frame_find(frame, WORD_TURN);
    return loud != NULL ? loud->value : turn != NULL ? turn->value : 0;
}

bool frame_says_still(struct frame *frame)
{
    const struct edit_list *own = &frame->reading->edits;
    /* 太小了，大一点点: what the complaint ahead was of. */
    bool behind = frame->corrects && own->count == 1 && words_only_direct(frame->words, frame->count);
    const struct edit_list *last = behind ? own : &frame->memory->last;
    int up = behind ? direct_direction(frame) : still_direction(frame);
    if (up == 0 || (own->count > 0 && !behind) || last->count == 0)
        return false;
    struct edit edit = last->edits[last->count - 1];
    bool gain = edit.kind == EDIT_LEVEL_SPAN || (edit.kind == EDIT_ORIGINAL_GAIN && edit.is_added);
    if (edit.kind == EDIT_PART_LEVEL)
        edit.number = up * fabs(edit.number);
    else if (edit.kind == EDIT_DUCK_STEP && edit.number != 0 && !behind) /* softer under speech is deeper */
        edit.number = -up * fabs(edit.number);
    else if (gain && edit.number > 0)
        edit.number = (edit.number > 1) == (up > 0) ? edit.number : 1 / edit.number;
    else
        return false;
    *edit_list_add(&frame->reading->edits, edit.kind) = edit;
    return true;
}
