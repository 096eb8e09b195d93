/* Lists of inputs for `add --from-list`: one video a row, where the format has columns with a prompt and an output of
 * its own.
 *
 *     struct input_list list = {0};
 *     status = input_list_read(&list, "clips.csv", err);      "-": the standard input, one path a line
 *     ... list.items[0].video ...
 *     input_list_release(&list);
 *
 * The format follows the name's ending: `.tsv` (tabs, no quotes), `.csv` (RFC 4180: quotes, doubled quotes, line ends
 * inside quotes), `.jsonl` or `.ndjson` (an object a line); anything else is one path a line. Columns are video,
 * prompt, output, and by name `music`, a track of one's own; a first row that begins with `video`, or holds nothing but
 * names of columns, is a header and says which column is which; it may also name wishes as the options do
 * (store/music_wishes.h): `seed`, `volume`. A name that is none is refused (BGM_INPUT). Blank lines and lines that
 * begin with # are skipped; CR LF is a line end.
 *
 * One bad row does not stop the others: it becomes an item whose `problem` names the line. */
#ifndef BGMUSIC_CLI_INPUT_LIST_H
#define BGMUSIC_CLI_INPUT_LIST_H

#include <stddef.h>

#include "bgmusic/base/error.h"

enum {
    INPUT_LIST_MOST_BYTES = 64 * 1024 * 1024,
    INPUT_LIST_MOST_ITEMS = 1000000,
    INPUT_LIST_MOST_COLUMNS = 64,
};

enum input_list_format { LIST_LINES, LIST_TSV, LIST_CSV, LIST_JSONL };

struct input_item {
    char *video;
    char *prompt, *output;     /* NULL: as the options say */
    char *music;               /* a track for this one; NULL: as the options say */
    char **wishes;             /* MUSIC_WISH_COUNT texts, NULL where the row says nothing; NULL: it says none */
    size_t line;               /* where it stands in its list, from 1; 0: it was an operand */
    struct bgm_error *problem; /* why it cannot be done; NULL: it can */
    int variant;               /* of so many takes, from 1; 0: there is one */
};

struct input_list {
    struct input_item *items;
    size_t count;
};

void input_list_release(struct input_list *list); /* legal twice, and on a zeroed struct */

/* By the ending of the name, whatever its case. */
enum input_list_format input_list_format(const char *name);

/* Adds the rows behind those that are there already. On failure (the list as a whole cannot be understood) nothing is
 * added. */
enum bgm_status input_list_parse(struct input_list *list, enum input_list_format format, const char *bytes,
                                 size_t length, struct bgm_error *err);
enum bgm_status input_list_read(struct input_list *list, const char *path, struct bgm_error *err);

/* `count` takes of each item in its place, numbered; for a count above 1. */
void input_list_repeat(struct input_list *list, int count);

/* The item cannot be done: `err` is copied, the line put before it. */
void input_item_refuse(struct input_item *item, const struct bgm_error *err);

/* One more, copied. */
void input_list_add(struct input_list *list, const char *video, const char *prompt, const char *output, size_t line);
/* input_folder.c: the films of a folder by their content, sorted by name, not those of its sub-folders. BGM_INPUT where
 * there is none. */
enum bgm_status input_list_add_folder(struct input_list *list, const char *path, struct bgm_error *err);

#endif
