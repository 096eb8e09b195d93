/* Text: UTF-8, numbers, distances, and what is safe to show. Pure functions, no I/O. */
#ifndef BGMUSIC_BASE_TEXT_H
#define BGMUSIC_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

bool text_equal(const char *a, const char *b);             /* NULL equals NULL only */
bool text_equal_ignore_case(const char *a, const char *b); /* ASCII letters */
bool text_starts_with(const char *text, const char *start);
bool text_starts_with_ignore_case(const char *text, const char *start);
bool text_ends_with_ignore_case(const char *text, const char *end);
/* First place of `needle` in `text`, ASCII letters of either case; NULL: nowhere. */
const char *text_find_ignore_case(const char *text, const char *needle);
bool text_is_blank(const char *text); /* NULL, empty, or white space alone */

/* Lower-cases ASCII letters in place; other bytes (UTF-8 included) stay. */
void text_lower(char *text);
/* Traditional Chinese characters become simplified ones in place, each in as many bytes ("音樂" is "音乐"). A text with
 * kana is Japanese, and stays. */
void text_simplify_chinese(char *text);
/* Cuts white space from both ends in place; returns `text`. */
char *text_trim(char *text);

/* Decodes the character at `bytes` (at most `length` bytes) into `*code_point`; returns the bytes used, 1-4,
 * or 0 when they are not well-formed UTF-8 (overlong forms, surrogates, past U+10FFFF and cuts included). */
size_t text_decode_utf8(const char *bytes, size_t length, uint32_t *code_point);
bool text_is_utf8(const char *bytes, size_t length);
/* Appends `code_point` as UTF-8. */
void text_append_utf8(struct buf *out, uint32_t code_point);
/* Removes an incomplete UTF-8 character from the end of `text`, as left by a cut at a fixed size. */
void text_cut_partial_character(char *text);
/* Columns that a terminal needs for `text`: wide (CJK, emoji) count 2, combining marks 0. */
size_t text_columns(const char *text, size_t length);

/* Appends `bytes` as people may see them: escape sequences and control characters dropped (newline and tab
 * stay), ill-formed UTF-8 replaced by U+FFFD. Everything from outside goes through here before a terminal
 * or a pipe sees it as text. */
void text_append_shown(struct buf *out, const char *bytes, size_t length);

/* Appends `text` as one word of a shell, to be read and pasted: bare where nothing in it needs quotes, between double
 * quotes where those suffice, else between single quotes. Control characters other than newline become spaces. */
void text_append_quoted(struct buf *out, const char *text);
/* "1.5 MB" and its kin: decimal units, as curl and the network people count. */
void text_append_bytes(struct buf *out, int64_t bytes);

/* Whole text as a number, nothing before or after it: false otherwise or out of [least, most]. */
bool text_to_int(const char *text, int64_t least, int64_t most, int64_t *value);
bool text_to_double(const char *text, double least, double most, double *value);
/* Seconds as "90", "1.5", "90s", "1:30", "1:02:03.5" into milliseconds. */
bool text_to_time_ms(const char *text, int64_t *value_ms);

/* Edit distance (insert, delete, change, swap of neighbours), for "did you mean"; texts past 64 bytes
 * count as far apart. */
size_t text_distance(const char *a, const char *b);
/* Are they the same but for letters that stand twice in one of them: "hapy" and "happy"? */
bool text_same_but_doubled(const char *a, const char *b);

/* Words as "auto|cloud|local": is `word` one of them, and which one was it probably meant to be? The second puts a name
 * that is at most two slips away, and by less than half of the word, into `nearest`, cut to `size`; false: none is so
 * near. */
bool text_is_choice(const char *word, const char *choices);
bool text_nearest_choice(const char *word, const char *choices, char *nearest, size_t size);

/* FNV-1a, 64 bits: a seed from words, never a protection. Chain by passing an earlier value as `seed`;
 * begin with TEXT_HASH_INIT. Constants: the FNV page of Landon Curt Noll. */
#define TEXT_HASH_INIT UINT64_C(0xcbf29ce484222325)
uint64_t text_hash(const void *bytes, size_t length, uint64_t seed);

#endif
