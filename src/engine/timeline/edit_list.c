/* A list of edits. */
#include "edit_list.h"

#include <string.h>

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
    static const char *const names[EDIT_KIND_COUNT] = {
        "music",        "music_own",    "music_remove", "music_another", "volume",       "volume_factor", "fade_in",
        "fade_out",     "start",        "end",          "duck",          "duck_depth",   "sync",          "original",
        "title",        "title_remove", "loudness",     "loudness_keep", "seed",         "bpm",           "key",
        "tempo_factor", "energy",       "valence",      "part_with",     "part_without", "part_level",    "parts_only",
        "course",       "level_span",   "mood",
    };
    return kind < EDIT_KIND_COUNT ? names[kind] : "unknown";
}
