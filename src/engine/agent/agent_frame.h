/* A clause as a frame: which meanings stand together, and what that asks for.
 *
 * A row of the table (agent_frames.c) names the meanings that must be there and those that may; a clause fits a row
 * when all its words have a place in it. The first row that fits wins, and its effect makes the edits. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_FRAME_H
#define BGMUSIC_ENGINE_AGENT_AGENT_FRAME_H

#include "agent.h"
#include "agent_tokens.h"

enum { AGENT_MOST_CLAUSE = 96 };

/* Fades whose length nobody told. */
enum { DEFAULT_FADE_IN_MS = 1000, DEFAULT_FADE_OUT_MS = 2000 };

struct frame {
    const struct word *words; /* of the clause, filler included */
    size_t count;
    const struct agent_memory *memory;
    struct agent_reading *reading;
    bool prompt;             /* inside a style prompt: only musical wishes count */
    bool lenient;            /* words that change nothing may stand anywhere */
    bool adds;               /* behind "and" */
    bool says_too;           /* "..., the bass too" */
    bool says_again;         /* "now the drums", "the bass too" */
    bool corrects;           /* "no, a violin": in place of what was said before */
    enum word_kind borrowed; /* NOT, WITH or ONLY of the clause before, for "no drums, bass or piano" */
    enum word_kind lends;    /* what this one leaves to the next */
    bool after_music;        /* a clause before this one ordered music */
    unsigned kept_roles;     /* "keep the drums" */
    bool keeps_tune, keeps_tempo, keeps_volume;
    char style_not[128]; /* "not lo-fi": of the clause before */
};

struct frame_row {
    const char *needs; /* "REMOVE MUSIC|IT": of each group one at least; '|' parts the choices */
    const char *may;   /* what may stand besides; "*": anything; "*-": anything that refuses nothing */
    void (*effect)(struct frame *frame);
};

/* The first word of a kind, or NULL; a word that the style table knows is a STYLE, too. */
const struct word *frame_find(const struct frame *frame, enum word_kind kind);
bool frame_has(const struct frame *frame, enum word_kind kind);
size_t frame_count(const struct frame *frame, enum word_kind kind);
/* The first amount of a unit, or NULL; UNIT_SECONDS stands for any time that names its unit. */
const struct word *frame_amount(const struct frame *frame, enum word_unit unit);
/* One of the three, as the clause says "a bit", "much" or neither. */
double frame_strength(const struct frame *frame, double plain, double slightly, double much);
/* Where; PLACE_WHOLE when nothing is said. */
struct edit_place frame_place(const struct frame *frame);
/* All of the clause, as it was written. */
void frame_text(const struct frame *frame, char *place, size_t size);
struct edit *frame_edit(struct frame *frame, enum edit_kind kind);

/* Does the clause fit the row? */
bool frame_fits(const struct frame *frame, const struct frame_row *row);
/* The first row of the table that fits, or NULL. agent_frames.c */
const struct frame_row *frame_row_find(const struct frame *frame);
/* "Quiet", "calm" alone, where music plays: part of an order, none of its own. */
bool frame_is_mere_mood(const struct frame_row *row, const struct frame *frame);
/* Does it lead to another version? */
bool frame_row_steps(const struct frame_row *row);

/* The effects, by file: agent_effects_mix.c */
void effect_volume(struct frame *frame);
void effect_voice(struct frame *frame);
void effect_voice_off(struct frame *frame);
void effect_voice_replaced(struct frame *frame);
void effect_voice_keep(struct frame *frame);
void effect_picture_mute(struct frame *frame);
void effect_duck(struct frame *frame);
void effect_all_but(struct frame *frame);
void effect_not_there(struct frame *frame);
void effect_duck_off(struct frame *frame);
void effect_duck_more(struct frame *frame);
void effect_stronger(struct frame *frame);
void effect_amount_there(struct frame *frame);
void effect_fade(struct frame *frame);
void effect_fade_none(struct frame *frame);
void effect_fade_longer(struct frame *frame);
void effect_loudness(struct frame *frame);
/* agent_effects_place.c */
void effect_silence(struct frame *frame);
void effect_not_everywhere(struct frame *frame);
void effect_pause(struct frame *frame);
void effect_only_there(struct frame *frame);
void effect_also_there(struct frame *frame);
void effect_start(struct frame *frame);
void effect_start_not(struct frame *frame);
void effect_start_silent(struct frame *frame);
void effect_stop(struct frame *frame);
void effect_stop_shift(struct frame *frame);
void effect_normal(struct frame *frame);
void effect_stop_there(struct frame *frame);
void effect_level_there(struct frame *frame);
void effect_swell(struct frame *frame);
void effect_course(struct frame *frame);
void effect_remove_music(struct frame *frame);
/* agent_effects_parts.c */
void effect_parts(struct frame *frame);
void effect_duck_parts(struct frame *frame);
void effect_part_shift(struct frame *frame);
void effect_parts_replace(struct frame *frame);
/* agent_effects_music.c */
void effect_style(struct frame *frame);
void effect_style_not(struct frame *frame);
void effect_style_more(struct frame *frame);
void effect_style_less(struct frame *frame);
void effect_another(struct frame *frame);
void effect_other_genre(struct frame *frame);
void effect_mood(struct frame *frame);
void effect_tempo(struct frame *frame);
void effect_key(struct frame *frame);
void effect_meter(struct frame *frame);
void effect_own(struct frame *frame);
void effect_seed(struct frame *frame);
void effect_sync(struct frame *frame);
void effect_keep(struct frame *frame);
/* agent_effects_title.c */
void effect_title(struct frame *frame);
void effect_title_remove(struct frame *frame);
void effect_title_change(struct frame *frame);
void effect_title_rename(struct frame *frame);
void effect_title_instead(struct frame *frame);
void effect_title_stay(struct frame *frame);
void effect_title_move(struct frame *frame);
void effect_title_stop(struct frame *frame);
void effect_title_shift(struct frame *frame);
/* agent_effects_talk.c: what makes no edit, and what leans on the last one. */
void effect_nothing(struct frame *frame);
void effect_praise(struct frame *frame);
void effect_question(struct frame *frame);
void effect_refuse(struct frame *frame);
void effect_refuse_picture(struct frame *frame);
void effect_refuse_picture_look(struct frame *frame);
void effect_refuse_look(struct frame *frame);
void effect_artist(struct frame *frame);
void effect_like(struct frame *frame);
void effect_undo(struct frame *frame);
void effect_redo(struct frame *frame);
void effect_back(struct frame *frame);
void effect_previous(struct frame *frame);
void effect_other(struct frame *frame);
void effect_export(struct frame *frame);
void effect_again(struct frame *frame);
void effect_less_of_it(struct frame *frame);
void effect_opposite(struct frame *frame);
void effect_factor_of_it(struct frame *frame);
void effect_more_of_it(struct frame *frame);
void effect_same_for(struct frame *frame);
bool frame_says_again(struct frame *frame);
/* The edits that "it" means: of this message, else of the last turn. */
struct edit_list frame_lean_on(const struct frame *frame);
void effect_amount_of_it(struct frame *frame);
bool frame_stop_shifts(struct frame *frame, int64_t by_ms);
bool frame_same_fade(struct frame *frame);
bool frame_amount_leans(const struct frame *frame);
void effect_move_it(struct frame *frame);
void effect_longer_of_it(struct frame *frame);
void effect_bring_it(struct frame *frame);
void effect_bring_music(struct frame *frame);
void effect_remove_it(struct frame *frame);
/* "Still too loud", of a part, a stretch or the original sound: agent_effects_still.c. False: it is not that. */
bool frame_says_still(struct frame *frame);

#endif
