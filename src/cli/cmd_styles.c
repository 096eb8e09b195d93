/* styles: what the local engine can play. */
#include "cmd_styles.h"

#include <ctype.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "command.h"
#include "results.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"
#if BGMUSIC_WITH_ENGINE
#include "bgmusic/engine/engine_styles.h"

enum { LINE_CEILING = 64 * 1024 };

/* How well a style answers a word; the best are listed first. */
enum match { MATCH_NONE, MATCH_INSIDE, MATCH_BEGINNING, MATCH_WHOLE };

/* "lo" begins a word of "Lo-fi" and of "slow rock, low"; it is inside one of "melodic". */
static enum match match_of(const char *text, const char *word)
{
    enum match best = MATCH_NONE;
    for (const char *at = text; (at = text_find_ignore_case(at, word)) != NULL; at++) {
        if (at == text || !isalnum((unsigned char)at[-1]))
            return MATCH_BEGINNING;
        best = MATCH_INSIDE;
    }
    return best;
}

static enum match best_text(const char *id, const char *(*text_of)(const char *id, size_t index), const char *word)
{
    enum match best = MATCH_NONE;
    const char *text;
    for (size_t i = 0; best < MATCH_BEGINNING && (text = text_of(id, i)) != NULL; i++) {
        enum match match = match_of(text, word);
        best = match > best ? match : best;
    }
    return best;
}

/* A style is asked for by its name, by an instrument, or by a word that calls for it. */
static enum match match_style(const struct engine_style *style, const char *word)
{
    if (word == NULL)
        return MATCH_NONE;
    if (text_equal_ignore_case(style->id, word) || text_equal_ignore_case(style->title, word))
        return MATCH_WHOLE;
    const enum match all[] = {match_of(style->id, word), match_of(style->title, word),
                              best_text(style->id, engine_style_word, word),
                              best_text(style->id, engine_style_instrument, word)};
    enum match best = MATCH_NONE;
    for (size_t i = 0; i < COUNT(all); i++)
        best = all[i] > best ? all[i] : best;
    return best;
}

/* What a style must reach to be listed: words that only hold WORD count where none begins with it. */
static enum match least_match(const char *word)
{
    struct engine_style style;
    for (size_t i = 0; engine_style_at(i, &style); i++) {
        if (match_style(&style, word) >= MATCH_BEGINNING)
            return MATCH_BEGINNING;
    }
    return MATCH_INSIDE;
}

static struct json *texts_json(const char *id, const char *(*text_of)(const char *id, size_t index))
{
    struct json *array = json_new_array();
    const char *text;
    for (size_t i = 0; (text = text_of(id, i)) != NULL; i++)
        json_append(array, json_new_text(text));
    return array;
}

static struct json *style_json(const struct engine_style *style)
{
    struct json *object = json_new_object();
    json_set_text(object, "id", style->id);
    json_set_text(object, "title", style->title);
    json_set_int(object, "least_bpm", style->least_bpm);
    json_set_int(object, "most_bpm", style->most_bpm);
    json_set(object, "instruments", texts_json(style->id, engine_style_instrument));
    json_set(object, "words", texts_json(style->id, engine_style_word));
    return object;
}

static void append_texts(struct buf *line, const char *id, const char *(*text_of)(const char *id, size_t index))
{
    const char *text;
    for (size_t i = 0; (text = text_of(id, i)) != NULL; i++)
        buf_appendf(line, "%s%s", i > 0 ? ", " : "", text);
}

static void print_style(struct cli *cli, const struct engine_style *style)
{
    struct buf line;
    buf_init(&line, LINE_CEILING);
    buf_appendf(&line, "%-12s %3d-%-3d BPM  ", style->id, style->least_bpm, style->most_bpm);
    append_texts(&line, style->id, engine_style_instrument);
    result_print_line(cli, line.bytes);
    buf_clear(&line);
    buf_append_text(&line, "    words: ");
    append_texts(&line, style->id, engine_style_word);
    result_print_line(cli, line.bytes);
    buf_release(&line);
}

/* Lists those that answer `word` just so; how many. */
static size_t list_styles(struct cli *cli, const char *word, enum match wanted, struct json *array)
{
    struct engine_style style;
    size_t found = 0;
    for (size_t i = 0; engine_style_at(i, &style); i++) {
        if (match_style(&style, word) != wanted)
            continue;
        found++;
        if (cli->options.json)
            json_append(array, style_json(&style));
        else
            print_style(cli, &style);
    }
    return found;
}

static enum bgm_status run_styles(struct cli *cli, struct bgm_error *err)
{
    const char *word = cli->options.operand_count > 0 ? cli->options.operands[0] : NULL;
    struct json *array = json_new_array();
    enum match least = word != NULL ? least_match(word) : MATCH_NONE;
    size_t found = 0;
    for (int match = MATCH_WHOLE; match >= (int)least; match--)
        found += list_styles(cli, word, (enum match)match, array);
    if (found == 0) {
        json_free(array);
        bgm_fail(err, BGM_NOT_FOUND,
                 "no style is called \"%s\", none has such an instrument, no such word calls for one", word);
        bgm_hint(err, "`bgmusic styles` lists all");
        return BGM_NOT_FOUND;
    }
    struct json *result = result_new(cli, true);
    json_set(result, "styles", array);
    if (cli->options.json)
        result_print(cli, result);
    else
        json_free(result);
    return BGM_OK;
}

void styles_append_ids(struct buf *out, char separator)
{
    struct engine_style style;
    for (size_t i = 0; engine_style_at(i, &style); i++) {
        if (i > 0)
            buf_append_char(out, separator);
        buf_append_text(out, style.id);
    }
}
#else
static enum bgm_status run_styles(struct cli *cli, struct bgm_error *err)
{
    (void)cli;
    return bgm_fail(err, BGM_FAILED, "this bgmusic was built without the local engine: it has no styles of its own");
}

void styles_append_ids(struct buf *out, char separator)
{
    (void)out;
    (void)separator;
}
#endif

const struct command cmd_styles = {
    .name = "styles",
    .summary = "list what the local engine can play",
    .usage = "styles [WORD]",
    .details = "Each style with its range of tempo, its instruments and the words of a prompt that call for it.\n"
               "With WORD those that are called so, then those with a word that begins so in their name,\n"
               "their instruments or their words; where there is none, those that have it inside one.\n",
    .first_operand = OPERAND_STYLE,
    .most_operands = 1,
    .run = run_styles,
};
