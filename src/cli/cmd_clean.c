/* clean: what lies in the data folder, and freeing it. */
#include "bgmusic/app/data_clean.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "command.h"
#include "results.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"

enum { LINE_CEILING = 16 * 1024, SIZE_COLUMN = 28 };

static const struct option_row rows[] = {
    {"older-than", 0, OPTION_AGE, "AGE", offsetof(struct options, older_s), NULL, 0, 0,
     "only what nobody used for so long (30d, 12h, 2w), sessions too"},
    {"dry-run", 'n', OPTION_FLAG, NULL, offsetof(struct options, dry_run), NULL, 0, 0,
     "show what would be freed, change nothing"},
    OPTION_ROWS_END,
};

static void print_object(struct cli *cli, const struct data_part *parts, size_t count, const struct data_part *sum)
{
    struct json *object = result_new(cli, true), *array = json_new_array();
    json_set_text(object, "folder", cli->app.store.data_folder);
    json_set_bool(object, "dry_run", cli->options.dry_run);
    json_set_int(object, "bytes", sum->bytes);
    json_set_int(object, "freed_bytes", sum->freed_bytes);
    for (size_t i = 0; i < count; i++) {
        struct json *part = json_new_object();
        json_set_text(part, "name", parts[i].name);
        json_set_int(part, "files", parts[i].files);
        json_set_int(part, "bytes", parts[i].bytes);
        json_set_int(part, "freed_files", parts[i].freed_files);
        json_set_int(part, "freed_bytes", parts[i].freed_bytes);
        json_append(array, part);
    }
    json_set(object, "parts", array);
    result_print(cli, object);
}

static void print_row(struct cli *cli, const struct data_part *part)
{
    struct buf line;
    buf_init(&line, LINE_CEILING);
    buf_appendf(&line, "%-10s %6lld %s  ", part->name, (long long)part->files, part->files == 1 ? "file " : "files");
    text_append_bytes(&line, part->bytes);
    if (part->freed_bytes > 0 || part->freed_files > 0) {
        while (line.length < SIZE_COLUMN + 8)
            buf_append_char(&line, ' ');
        buf_append_text(&line, cli->options.dry_run ? "would free " : "freed ");
        text_append_bytes(&line, part->freed_bytes);
    }
    result_print_line(cli, line.bytes);
    buf_release(&line);
}

static enum bgm_status run_clean(struct cli *cli, struct bgm_error *err)
{
    struct data_part parts[DATA_MOST_PARTS], sum = {.name = "all"};
    size_t count = 0;
    int64_t older_s = cli->options.older_s == OPTION_UNSET ? -1 : cli->options.older_s;
    enum bgm_status status = data_clean(&cli->app, older_s, cli->options.dry_run, parts, &count, err);
    if (status != BGM_OK)
        return status;
    for (size_t i = 0; i < count; i++) {
        sum.files += parts[i].files;
        sum.bytes += parts[i].bytes;
        sum.freed_files += parts[i].freed_files;
        sum.freed_bytes += parts[i].freed_bytes;
    }
    if (cli->options.json) {
        print_object(cli, parts, count, &sum);
        return BGM_OK;
    }
    messages_notice(&cli->messages, "%s", cli->app.store.data_folder);
    for (size_t i = 0; i < count; i++)
        print_row(cli, &parts[i]);
    print_row(cli, &sum);
    return BGM_OK;
}

const struct command cmd_clean = {
    .name = "clean",
    .summary = "show what lies in the data folder, and free it",
    .usage = "clean [--older-than 7d] [-n]",
    .details = "Frees finished results, which `add` and `export` have put to their places long ago, and what a kill\n"
               "left. Sessions with their timelines and films stay; with --older-than, those that nobody used for\n"
               "so long go too, and younger results stay. What is being worked on stays in any case.\n",
    .options = rows,
    .needs = NEEDS_APP,
    .run = run_clean,
};
