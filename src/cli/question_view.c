/* What the agent asks, for people and for programs. */
#include "question_view.h"

#include <stdio.h>
#include <stdlib.h>

#include "bgmusic/app/edit_turn.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/interrupt.h"
#include "command.h"
#include "results.h"
#include "terminal_ask.h"

enum { WORDS_CEILING = 1024 * 1024 };

void question_print(struct cli *cli, const struct api_question *question)
{
    struct buf words;
    buf_init(&words, WORDS_CEILING);
    api_question_append_words(question, &words);
    result_print_line(cli, words.bytes);
    buf_release(&words);
}

bool question_ask(struct cli *cli, const struct api_question *question, struct buf *message)
{
    question_print(cli, question);
    output_flush();
    for (size_t i = 0; i < question->count; i++) {
        const struct api_question_item *item = &question->items[i];
        char prompt[64];
        snprintf(prompt, sizeof prompt, "%zu. %s ", i + 1,
                 item->option_count == 0 ? "your answer:"
                 : item->allow_multiple  ? "numbers, or your own words:"
                                         : "a number, or your own words:");
        char *answer = terminal_read_line(prompt, TURN_MOST_BYTES / 2);
        while (answer != NULL && !interrupt_requested() && api_question_misses(question, i, answer)) {
            messages_warning(&cli->messages, "there is no choice %s", answer);
            free(answer);
            answer = terminal_read_line(prompt, TURN_MOST_BYTES / 2);
        }
        if (answer == NULL || interrupt_requested()) {
            free(answer);
            return false;
        }
        if (i > 0)
            buf_append_char(message, '\n');
        api_question_append_answer(question, i, answer, message);
        free(answer);
    }
    return true;
}
