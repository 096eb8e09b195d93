/* What a message does to a timeline. */
#include "turn_edit.h"

#include <stddef.h>
#include <stdlib.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/xalloc.h"
#include "composer.h"
#include "music_plan.h"

void turn_edit(struct timeline *timeline, const struct edit_list *edits, const struct edit_context *context,
               struct edit_outcome *outcome, struct buf *done, struct buf *notes)
{
    struct timeline *before = xmalloc(sizeof *before), *tried = xmalloc(sizeof *tried);
    struct bgm_error refused = BGM_ERROR_INIT;
    *before = *timeline;
    timeline_apply(timeline, edits, context, outcome, done, notes);
    *tried = *timeline;
    /* Too little room for any music is the video's fault, and told by who knows the video. */
    bool judged = outcome->composed && timeline->has_music && timeline->music.upload[0] == '\0' &&
                  timeline->music.length_ms >= MUSIC_LEAST_MS;
    if (judged && music_plan_compose(tried, NULL, NULL, &refused) != BGM_OK) {
        timeline->has_music = before->has_music;
        timeline->music = before->music;
        outcome->composed = false;
        if (context->chinese)
            buf_appendf(notes, "这样的音乐做不出来（%s），音乐没有改动。\n", refused.message);
        else
            buf_appendf(notes, "There can be no such music (%s); the music stays as it was.\n", refused.message);
    }
    free(before);
    free(tried);
}
