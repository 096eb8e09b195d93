/* What stands around a word of a prompt, and turns it into something else: "no piano", "rock climbing", "a video about
 * jazz". `prompt` is lower case, `at` within it. */
#ifndef BGMUSIC_ENGINE_COMPOSER_STYLES_STYLE_CONTEXT_H
#define BGMUSIC_ENGINE_COMPOSER_STYLES_STYLE_CONTEXT_H

#include <stdbool.h>
#include <stddef.h>

bool style_is_word_byte(char c);
/* How many bytes the letter or digit at `at` has, accents included; 0: none stands there. */
size_t style_letter_at(const char *at);
bool style_letter_before(const char *prompt, const char *at);
/* Chinese has no spaces; ASCII words stand alone ("pop" is not in "popular"). */
bool style_stands_alone(const char *prompt, const char *at, size_t length);
bool style_negated(const char *prompt, const char *at);
/* Is the genre from `at` to `end` what the video is about? */
bool style_is_subject(const char *prompt, const char *at, const char *end);

#endif
