/* A list of edits. */
#include "edit_list.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "score.h"

struct edit *edit_list_add(struct edit_list *edits, enum edit_kind kind)
{
    /* Past the last place the newest one is written over: nobody means that many edits. */
    struct edit *edit = &edits->edits[edits->count < EDIT_LIST_MOST ? edits->count++ : EDIT_LIST_MOST - 1];
    memset(edit, 0, sizeof *edit);
    edit->kind = kind;
    edit->mode = edit->tonic = edit->role = edit->program = -1;
    return edit;
}

const char *edit_kind_name(enum edit_kind kind)
{
    static const char *const names[] = {
        "music",     "music_own",    "music_remove", "music_another", "volume",      "volume_factor",
        "fade_in",   "fade_out",     "start",        "end",           "duck",        "duck_depth",
        "sync",      "original",     "title",        "title_remove",  "loudness",    "loudness_keep",
        "seed",      "bpm",          "key",          "tempo_factor",  "energy",      "valence",
        "part_with", "part_without", "part_level",   "parts_only",    "course",      "level_span",
        "mood",      "silence",      "only_there",   "also_there",    "start_shift", "original_gain",
        "duck_step", "fade_factor",  "title_text",   "title_move",    "title_stay",  "part_there",
        "style_not", "bpm_by",       "voice_track",  "track_start",   "markers",     "meter",
        "stop",      "music_then",
    };
    _Static_assert(COUNT(names) == EDIT_KIND_COUNT, "each kind of edit has its name here, in order");
    return kind < EDIT_KIND_COUNT ? names[kind] : "unknown";
}

void edit_list_print(const struct edit_list *edits, struct buf *out)
{
    for (size_t i = 0; i < edits->count; i++) {
        const struct edit *edit = &edits->edits[i];
        buf_appendf(out, "%s %.9g %" PRId64 " %" PRId64 " %d %d %d %d %u %d %d %" PRId64 " %" PRId64 " %d %d|",
                    edit_kind_name(edit->kind), edit->number, edit->ms, edit->length_ms, edit->tonic, edit->mode,
                    edit->role, edit->program, edit->roles, edit->is_added, (int)edit->place.kind, edit->place.from_ms,
                    edit->place.to_ms, edit->place.except, edit->title);
        for (const char *at = edit->text; *at != '\0'; at++)
            buf_appendf(out, "%c", *at == '\n' ? ' ' : *at);
        buf_append_text(out, "\n");
    }
}

static void line_parse(const char *line, size_t length, struct edit_list *edits)
{
    char text[sizeof((struct edit *)0)->text + 256], name[32];
    struct edit edit = {.kind = EDIT_KIND_COUNT};
    int added = 0, place = 0, except = 0, used = 0;
    if (length >= sizeof text)
        return;
    memcpy(text, line, length);
    text[length] = '\0';
    int fields =
        sscanf(text, "%31s %lf %" SCNd64 " %" SCNd64 " %d %d %d %d %u %d %d %" SCNd64 " %" SCNd64 " %d %d|%n", name,
               &edit.number, &edit.ms, &edit.length_ms, &edit.tonic, &edit.mode, &edit.role, &edit.program, &edit.roles,
               &added, &place, &edit.place.from_ms, &edit.place.to_ms, &except, &edit.title, &used);
    for (int kind = 0; kind < EDIT_KIND_COUNT && fields == 15; kind++)
        if (strcmp(edit_kind_name((enum edit_kind)kind), name) == 0)
            edit.kind = (enum edit_kind)kind;
    bool good = edit.kind < EDIT_KIND_COUNT && isfinite(edit.number) && edit.role >= -1 &&
                edit.role < SCORE_ROLE_COUNT && place >= 0 && place < PLACE_KIND_COUNT && edits->count < EDIT_LIST_MOST;
    if (!good)
        return;
    edit.is_added = added != 0;
    edit.place.kind = (enum edit_place_kind)place;
    edit.place.except = except != 0;
    snprintf(edit.text, sizeof edit.text, "%s", text + used);
    text_cut_partial_character(edit.text);
    *edit_list_add(edits, edit.kind) = edit;
}

void edit_list_parse(const char *text, struct edit_list *edits)
{
    memset(edits, 0, sizeof *edits);
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        line_parse(text, length, edits);
        text += length + (text[length] == '\n');
    }
}
