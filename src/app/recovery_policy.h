/* After a message whose fate is not known: what is done next. Pure rules, no waiting and no I/O; the counterpart of
 * net/retry_policy.h for what must never be sent twice.
 *
 * The timeline tells: it was read before the message was sent, and it is read now. The same bytes mean that nothing of
 * the message is there (yet); music that was there before is no proof of anything. */
#ifndef BGMUSIC_APP_RECOVERY_POLICY_H
#define BGMUSIC_APP_RECOVERY_POLICY_H

#include <stdbool.h>

#include "bgmusic/store/job_store.h"

enum {
    RECOVERY_FIRST_LOOK_MS = 30000, /* before the first look at the state after a cut */
    RECOVERY_NEXT_LOOK_MS = 60000,  /* between looks */
    RECOVERY_MOST_LOOKS = 5,        /* unchanged looks that end the search */
};

enum recovery_step {
    RECOVERY_SEND,  /* send the message: nothing of it can have arrived, or its user wants it once more */
    RECOVERY_WAIT,  /* it may be at work: look again later */
    RECOVERY_GO_ON, /* it was carried out, or the service has said so */
    RECOVERY_ASK,   /* it was answered by a question that is still open */
    RECOVERY_STOP,  /* nothing came of it: say so, and do nothing */
};

struct recovery_facts {
    enum job_step step; /* of the job; JOB_SENDING also for a turn without a job */
    /* Marks of the timeline (live_render_mark()) before the message and now; `before` NULL: not known. */
    const char *before, *now;
    bool has_music;  /* now; counts where `before` is not known */
    bool is_asked;   /* the turn ended with a question */
    bool is_local;   /* the engine ends with the process that asks it, and takes nothing */
    bool send_again; /* the user's will */
    int looks;       /* made after a pause, this one included */
};

enum recovery_step recovery_decide(const struct recovery_facts *facts);

#endif
