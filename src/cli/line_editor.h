/* A line from the terminal with editing and history (libedit).
 *
 *     struct line_editor *editor = line_editor_new(path);         NULL: this terminal cannot; read plain lines instead
 *     while (line_editor_read(editor, "bgmusic> ", &line) == LINE_READ) { ...; free(line); }
 *     line_editor_free(editor);
 *
 * The prompt and what is typed go to stderr: stdout has the results. The history is a file of one line each, 0600, kept
 * at LINE_HISTORY_MOST lines; several programs may add to it at once. */
#ifndef BGMUSIC_CLI_LINE_EDITOR_H
#define BGMUSIC_CLI_LINE_EDITOR_H

enum { LINE_HISTORY_MOST = 500 };

enum line_result {
    LINE_READ,        /* `*line` is the caller's, without its end; it is in the history, unless it is blank */
    LINE_END,         /* Ctrl-D on an empty line, or the terminal is gone */
    LINE_INTERRUPTED, /* a signal came (base/interrupt.h tells which); what was typed is dropped */
};

struct line_editor;

struct line_editor *line_editor_new(const char *history_path); /* NULL: no history is kept */
enum line_result line_editor_read(struct line_editor *editor, const char *prompt, char **line);
void line_editor_free(struct line_editor *editor); /* NULL is legal; the terminal is as it was */

#endif
