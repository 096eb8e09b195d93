/* Questions on the terminal. */
#include "terminal_ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"

enum { ANSWER_MOST_BYTES = 64 };

bool terminal_is_here(void)
{
    return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

char *terminal_read_line(const char *prompt, size_t most_bytes)
{
    struct buf line;
    if (prompt != NULL) {
        fputs(prompt, stderr);
        fflush(stderr);
    }
    buf_init(&line, most_bytes);
    int c = getc(stdin);
    bool is_over = c == EOF;
    for (; c != EOF && c != '\n'; c = getc(stdin))
        /* A NUL would end the text early and leave half a wish; as ill-formed UTF-8 the line is refused whole. */
        buf_append_char(&line, c == '\0' ? (char)0xff : (char)c);
    if (!is_over)
        return buf_take(&line);
    buf_release(&line);
    if (prompt != NULL)
        fputc('\n', stderr); /* what comes next begins a line of its own */
    return NULL;
}

bool terminal_ask_yes(const char *question)
{
    static const char *const words[] = {"y", "yes", "是", "好", "对"};
    char *answer = terminal_read_line(question, ANSWER_MOST_BYTES);
    bool is_yes = false;
    if (answer != NULL)
        text_trim(answer);
    for (size_t i = 0; answer != NULL && i < COUNT(words); i++)
        is_yes = is_yes || text_equal_ignore_case(answer, words[i]);
    free(answer);
    return is_yes;
}
