/* What the agent asks, for programs: the value of the key "question". */
#ifndef BGMUSIC_CLI_QUESTION_JSON_H
#define BGMUSIC_CLI_QUESTION_JSON_H

struct api_question;
struct json;

/* {"title","questions":[{"id","prompt","options":[{"id","label"}],"allow_multiple"}]}; the caller's. */
struct json *question_json(const struct api_question *question);

#endif
