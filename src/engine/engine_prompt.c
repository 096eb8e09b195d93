/* A prompt as it would be read. */
#include "bgmusic/engine/engine_prompt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agent.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "score.h"
#include "style_row.h"
#include "style_table.h"

static void append(struct buf *out, const char *text)
{
    /* Once: "piano" may be a style and an instrument. */
    size_t length = strlen(text);
    for (const char *at = out->length > 0 ? out->bytes : NULL; at != NULL && length > 0;) {
        size_t there = strcspn(at, ",");
        if (there == length && strncmp(at, text, length) == 0)
            return;
        at = at[there] == ',' ? at + there + 2 : NULL;
    }
    buf_appendf(out, "%s%s", out->length > 0 ? ", " : "", text);
}

static const char *part_name(const struct edit *edit)
{
    static const char *const names[SCORE_ROLE_COUNT] = {"keys", "pad",          "bass",  "guitar",    "arpeggio",
                                                        "tune", "second voice", "drums", "percussion"};
    return edit->program >= 0                                 ? gm_program_name(edit->program)
           : edit->role >= 0 && edit->role < SCORE_ROLE_COUNT ? names[edit->role]
                                                              : "parts";
}

static void append_edit(struct buf *out, const struct edit *edit)
{
    char text[96] = "", key[32];
    switch (edit->kind) {
    case EDIT_BPM:
        snprintf(text, sizeof text, "%.4g bpm", edit->number);
        break;
    case EDIT_KEY:
        if (edit->tonic >= 0) {
            score_key_name(edit->tonic, edit->mode >= 0 ? edit->mode : SCORE_MAJOR, key);
            snprintf(text, sizeof text, "%s", key);
        } else {
            snprintf(text, sizeof text, "%s", edit->mode == SCORE_MINOR ? "minor" : "major");
        }
        break;
    case EDIT_METER:
        snprintf(text, sizeof text, "%d/%d", (int)edit->number, edit->mode);
        break;
    case EDIT_PART_WITH:
        snprintf(text, sizeof text, "%s", part_name(edit));
        break;
    case EDIT_PART_WITHOUT:
        snprintf(text, sizeof text, "no %s", part_name(edit));
        break;
    case EDIT_PARTS_ONLY:
        snprintf(text, sizeof text, "nothing else");
        break;
    case EDIT_PART_THERE:
        snprintf(text, sizeof text, "%s at a place", part_name(edit));
        break;
    case EDIT_PART_LEVEL:
        snprintf(text, sizeof text, "%s %s", edit->number > 0 ? "more" : "less", part_name(edit));
        break;
    case EDIT_COURSE:
    case EDIT_STOP:
        snprintf(text, sizeof text, "its course");
        break;
    default:
        break;
    }
    if (text[0] != '\0')
        append(out, text);
}

bool engine_prompt_is_silence(const char *prompt)
{
    static const char *const silences[] = {
        "silence",
        "silent",
        "total silence",
        "no music",
        "no music at all",
        "no sound",
        "no sound at all",
        "without music",
        "nothing",
        "mute",
        "none",
        "静音",
        "无声",
        "不要音乐",
        "没有音乐",
        "无音乐",
        "不要背景音乐",
        "安静无声",
    };
    char *text = xstrdup(prompt);
    text_lower(text);
    size_t length = strlen(text_trim(text));
    while (length > 0 && strchr(".! ", text[length - 1]) != NULL)
        text[--length] = '\0';
    bool is_silence = false;
    for (size_t i = 0; i < COUNT(silences); i++)
        is_silence = is_silence || strcmp(text, silences[i]) == 0;
    free(text);
    return is_silence;
}

void engine_prompt_read(const char *prompt, struct buf *understood, struct buf *unknown)
{
    static const char opening[] = "Add background music: ";
    struct agent_reading *reading = xcalloc(1, sizeof *reading);
    struct agent_memory *memory = xcalloc(1, sizeof *memory);
    struct style_match match;
    char left[sizeof match.unknown];
    size_t length = strlen(prompt);
    char *message = xmalloc(sizeof opening + length);
    memcpy(message, opening, sizeof opening - 1);
    memcpy(message + sizeof opening - 1, prompt, length + 1);
    agent_read(message, memory, reading);
    style_match_near(reading->edits.style, &match);
    if (match.style[0] != '\0' && match.words[0] == '\0')
        append(understood, style_title(match.style)); /* brought along by an instrument */
    for (const char *at = match.words; *at != '\0';) {
        size_t size = strcspn(at, ",");
        char word[sizeof match.words];
        snprintf(word, sizeof word, "%.*s", (int)size, at);
        append(understood, word);
        at += size;
        at += strspn(at, ", ");
    }
    for (size_t i = 0; i < reading->edits.count; i++)
        append_edit(understood, &reading->edits.edits[i]);
    style_unknown_filter(match.unknown, agent_known_length, left, sizeof left);
    buf_append_text(unknown, left);
    free(message);
    free(memory);
    free(reading);
}
