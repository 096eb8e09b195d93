/* Answers that were given beforehand to what the agent may ask. */
#include "job_answers.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/api/api_question.h"
#include "bgmusic/app/edit_turn.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/store/job_store.h"

enum { ANSWERS_CEILING = 64 * 1024 };

/* The next answer that was given beforehand, taken off the job's list; the caller's; NULL: there is none. */
static char *take_answer(struct job *job)
{
    if (text_is_blank(job->answers))
        return NULL;
    size_t length = strcspn(job->answers, "\n");
    char *answer = xstrndup(job->answers, length);
    char *rest = job->answers[length] == '\n' ? xstrdup(job->answers + length + 1) : NULL;
    free(job->answers);
    job->answers = rest;
    return answer;
}

char *job_answer_beforehand(struct job *job, const struct api_question *question)
{
    struct buf message;
    buf_init(&message, TURN_MOST_BYTES);
    bool has_all = true;
    for (size_t i = 0; i < question->count && has_all; i++) {
        char *answer = take_answer(job);
        has_all = answer != NULL;
        if (i > 0)
            buf_append_char(&message, '\n');
        api_question_append_answer(question, i, answer, &message);
        free(answer);
    }
    char *text = has_all ? buf_take(&message) : NULL;
    buf_release(&message);
    return text;
}

char *job_join_answers(const char *const *answers)
{
    struct buf lines;
    buf_init(&lines, ANSWERS_CEILING);
    for (; answers != NULL && *answers != NULL; answers++) {
        if (lines.length > 0)
            buf_append_char(&lines, '\n');
        for (const char *at = *answers; *at != '\0'; at++)
            buf_append_char(&lines, *at == '\n' ? ' ' : *at);
    }
    char *joined = lines.length > 0 ? buf_take(&lines) : NULL;
    buf_release(&lines);
    return joined;
}
