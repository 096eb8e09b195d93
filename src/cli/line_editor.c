/* Line editing and history by libedit. */
#include "line_editor.h"

#include <errno.h>
#include <fcntl.h>
#include <histedit.h>
#include <locale.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/interrupt.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

enum {
    HISTORY_CEILING = 16 * 1024 * 1024,
    LOOK_MS = 200,
};

struct line_editor {
    EditLine *edit;
    History *history;
    char *history_path;
    const char *prompt;
};

static char *show_prompt(EditLine *edit)
{
    void *editor = NULL;
    el_get(edit, EL_CLIENTDATA, &editor);
    return (char *)((struct line_editor *)editor)->prompt;
}

/* One character; -1 when a signal asks to stop, which libedit's own reading would pass over. */
static int read_character(EditLine *edit, wchar_t *character)
{
    (void)edit;
    mbstate_t state = {0};
    for (int used = 0; used < 8;) {
        struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
        char byte;
        if (interrupt_requested())
            return -1;
        int ready = poll(&input, 1, LOOK_MS);
        /* What was typed behind a Ctrl-C belongs to the next line. */
        if (ready == 0 || (ready < 0 && errno == EINTR) || interrupt_requested())
            continue;
        ssize_t got = ready < 0 ? -1 : read(STDIN_FILENO, &byte, 1);
        if (got < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (got <= 0)
            return (int)got;
        size_t length = mbrtowc(character, &byte, 1, &state);
        if (length == 0 || length == 1)
            return 1;
        if (length == (size_t)-1) {
            /* Not of this locale's encoding: dropped, as a lone byte of something else would only spoil the line. */
            memset(&state, 0, sizeof state);
            used = 0;
        } else {
            used++;
        }
    }
    *character = L'?';
    return 1;
}

static void remember(struct line_editor *editor, const char *line)
{
    HistEvent event;
    history(editor->history, &event, H_ENTER, line);
}

/* The last lines of the file; one of which more than half is older is written anew with them alone. */
static void load_history(struct line_editor *editor)
{
    struct buf text;
    size_t lines = 0;
    buf_init(&text, HISTORY_CEILING);
    if (editor->history_path == NULL || file_read_plain(editor->history_path, &text, NULL) != BGM_OK)
        goto out;
    const char *start = text.bytes + text.length;
    while (start > text.bytes) {
        if (start[-1] == '\n' && start < text.bytes + text.length && ++lines == LINE_HISTORY_MOST)
            break;
        start--;
    }
    if ((size_t)(start - text.bytes) > text.length / 2)
        file_write(editor->history_path, 0600, start, strlen(start), NULL);
    while (*start != '\0') {
        size_t length = strcspn(start, "\n");
        char *line = xstrndup(start, length);
        if (!text_is_blank(line))
            remember(editor, line);
        free(line);
        start += length + (start[length] == '\n');
    }
out:
    buf_release(&text);
}

/* One write at the end of the file, so that lines of several programs do not mix. No error: a conversation without a
 * history is still one. */
static void save_line(const struct line_editor *editor, const char *line)
{
    if (editor->history_path == NULL)
        return;
    char *folder = path_folder(editor->history_path);
    file_make_folders(folder, 0700, NULL);
    free(folder);
    int fd = open(editor->history_path, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW, 0600);
    struct buf text;
    buf_init(&text, HISTORY_CEILING);
    buf_appendf(&text, "%s\n", line);
    if (fd >= 0) {
        file_write_all(fd, text.bytes, text.length);
        close(fd);
    }
    buf_release(&text);
}

struct line_editor *line_editor_new(const char *history_path)
{
    const char *term = getenv("TERM");
    if (term == NULL || *term == '\0' || text_equal(term, "dumb"))
        return NULL;
    /* What is typed is read in the terminal's encoding; nothing else of the locale is taken. */
    setlocale(LC_CTYPE, "");
    struct line_editor *editor = xcalloc(1, sizeof *editor);
    HistEvent event;
    editor->prompt = "";
    editor->edit = el_init("bgmusic", stdin, stderr, stderr);
    editor->history = history_init();
    editor->history_path = history_path != NULL ? xstrdup(history_path) : NULL;
    if (editor->edit == NULL || editor->history == NULL) {
        line_editor_free(editor);
        return NULL;
    }
    history(editor->history, &event, H_SETSIZE, LINE_HISTORY_MOST);
    history(editor->history, &event, H_SETUNIQUE, 1);
    el_set(editor->edit, EL_CLIENTDATA, editor);
    el_set(editor->edit, EL_PROMPT, show_prompt);
    el_set(editor->edit, EL_EDITOR, "emacs");
    el_set(editor->edit, EL_SIGNAL, 0);
    el_set(editor->edit, EL_HIST, history, editor->history);
    el_set(editor->edit, EL_BIND, "^R", "em-inc-search-prev", NULL);
    el_set(editor->edit, EL_GETCFN, read_character);
    load_history(editor);
    return editor;
}

enum line_result line_editor_read(struct line_editor *editor, const char *prompt, char **line)
{
    int count = 0;
    *line = NULL;
    editor->prompt = prompt;
    el_resize(editor->edit);
    const char *text = el_gets(editor->edit, &count);
    if (interrupt_requested()) {
        el_reset(editor->edit);
        return LINE_INTERRUPTED;
    }
    if (text == NULL || count <= 0)
        return LINE_END;
    *line = xstrndup(text, strcspn(text, "\r\n"));
    if (!text_is_blank(*line)) {
        remember(editor, *line);
        save_line(editor, *line);
    }
    return LINE_READ;
}

void line_editor_free(struct line_editor *editor)
{
    if (editor == NULL)
        return;
    if (editor->edit != NULL)
        el_end(editor->edit);
    if (editor->history != NULL)
        history_end(editor->history);
    free(editor->history_path);
    free(editor);
}
