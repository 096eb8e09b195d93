/* What a clause has to do with those beside it: places that stand ahead or are meant by "then" and "there", names
 * behind a comma, what a question mark says. Words of a clause come without its joint; `count` may go past it. */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_JOINTS_H
#define BGMUSIC_ENGINE_AGENT_AGENT_JOINTS_H

#include "agent_tokens.h"

/* Nothing but places, up to the first joint: how many words; 0: something else stands there, or nothing. */
size_t words_bare_places(const struct word *words, size_t count);
bool words_have_place(const struct word *words, size_t count);
/* Does the clause say in which direction, so that "then" tells where? `courses`: words of strength do, too. */
bool words_say_direction(const struct word *words, size_t count, bool courses);
/* "No music at all there": where, the clause before said. */
bool words_say_there(const struct word *words, size_t count);
/* "60% elsewhere": everywhere but there; the word becomes filler. */
bool words_say_elsewhere(struct word *words, size_t count);
/* "No drums until 0:08, then louder": after that place. False: nothing comes after it. */
bool place_after(const struct edit_place *place, struct edit_place *after);
/* "... and drop them at 0:10": instruments that come or go at a place. */
bool words_move_them(const struct word *words, size_t count);
/* "Jazz, but really quiet": how loud it is to play; the clause behind the "but". */
void joints_but_level(struct word *words, size_t count);
/* "... and quieter at the end", "... and muted after 0:12": a direction and a place, and nothing that it is of. */
bool words_change_there(const struct word *words, size_t count);
/* "Energetic afterwards": the joint that stands behind its clause goes ahead of it. */
void joints_then_lead(struct word *words, size_t count);
/* "A little louder, the strings": from `first` to the joint at `end` a direction, and behind it of what. */
bool joint_names_behind(const struct word *words, size_t first, size_t end, size_t count);
/* "Do we have any fades?" asks; "can we have a fade?" orders one. Changes the first word. */
void joint_asks(struct word *words, size_t first, size_t end, size_t count);

/* "Too loud", "can't hear": a complaint, which what follows may put into an order. */
bool words_complain(const struct word *words, size_t count);
/* "Too sad", "boring": of the mood. */
bool words_complain_of_mood(const struct word *words, size_t count);
/* "A bit over the top", behind a complaint: the same once more. */
bool words_complain_again(const struct word *words, size_t count);
/* Nothing but how much of what was said: "a bit softer", "turn it down by 3 dB". */
bool words_only_direct(const struct word *words, size_t count);
/* "add jazz with piano", "sad music with a title", "louder with more drums", "lo-fi without drums": does the word at
 * `i` begin an order of its own? */
bool words_begin_order(const struct word *words, size_t first, size_t i, size_t end);
/* "too", "so", "the": belongs to the word behind it. */
bool word_leads_on(const struct word *word);

/* "Add an accordion for a French feel": where some music plays, what an instrument is wanted for orders no other one.
 */
void words_drop_flavour(struct word *words, size_t count);

#endif
