/* What is done after a message whose fate is not known. */
#include "recovery_policy.h"

#include "bgmusic/base/text.h"

enum recovery_step recovery_decide(const struct recovery_facts *facts)
{
    if (facts->step < JOB_SENDING)
        return RECOVERY_SEND;
    if (facts->step >= JOB_RENDERING)
        return RECOVERY_GO_ON;
    bool is_changed = facts->before != NULL ? !text_equal(facts->before, facts->now) : facts->has_music;
    if (is_changed)
        return RECOVERY_GO_ON;
    if (facts->send_again)
        return RECOVERY_SEND;
    if (facts->is_asked)
        return RECOVERY_ASK;
    if (facts->step == JOB_SENT)
        return RECOVERY_STOP;
    /* What the embedded engine had not finished when its process ended, it never will. */
    if (facts->is_local && facts->looks == 0)
        return RECOVERY_SEND;
    return facts->looks < RECOVERY_MOST_LOOKS ? RECOVERY_WAIT : RECOVERY_STOP;
}
