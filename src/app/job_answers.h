/* Answers that were given beforehand to what the agent may ask: kept in the job's record, one a line, used in order. */
#ifndef BGMUSIC_APP_JOB_ANSWERS_H
#define BGMUSIC_APP_JOB_ANSWERS_H

struct api_question;
struct job;

/* For the record, of a NULL-terminated list (or NULL); the caller's; NULL: none. */
char *job_join_answers(const char *const *answers);

/* The message that answers all that is asked, its answers taken off the job's list; the caller's; NULL: they do not
 * suffice. */
char *job_answer_beforehand(struct job *job, const struct api_question *question);

#endif
