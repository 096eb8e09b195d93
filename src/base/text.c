/* Text: comparing, trimming, numbers, distances. */
#include "bgmusic/base/text.h"

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool text_equal(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool text_equal_ignore_case(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    while (*a != '\0' && lower(*a) == lower(*b)) {
        a++;
        b++;
    }
    return lower(*a) == lower(*b);
}

bool text_starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

bool text_starts_with_ignore_case(const char *text, const char *start)
{
    while (*start != '\0') {
        if (lower(*text++) != lower(*start++))
            return false;
    }
    return true;
}

bool text_ends_with_ignore_case(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && text_equal_ignore_case(text + length - tail, end);
}

const char *text_find_ignore_case(const char *text, const char *needle)
{
    for (;; text++) {
        if (text_starts_with_ignore_case(text, needle))
            return text;
        if (*text == '\0')
            return NULL;
    }
}

bool text_is_blank(const char *text)
{
    if (text == NULL)
        return true;
    while (is_space(*text))
        text++;
    return *text == '\0';
}

void text_lower(char *text)
{
    for (; *text != '\0'; text++)
        *text = lower(*text);
}

char *text_trim(char *text)
{
    size_t start = 0, end = strlen(text);
    while (end > 0 && is_space(text[end - 1]))
        end--;
    while (start < end && is_space(text[start]))
        start++;
    memmove(text, text + start, end - start);
    text[end - start] = '\0';
    return text;
}

bool text_to_int(const char *text, int64_t least, int64_t most, int64_t *value)
{
    if (text == NULL || *text == '\0' || is_space(*text) || *text == '+')
        return false;
    char *end = NULL;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    if (errno != 0 || *end != '\0' || number < least || number > most)
        return false;
    *value = number;
    return true;
}

bool text_to_double(const char *text, double least, double most, double *value)
{
    /* strtod also reads "inf", "nan" and hexadecimal: none of them is a setting. */
    if (text == NULL || *text == '\0' || text[strspn(text, "-0123456789.eE+")] != '\0')
        return false;
    char *end = NULL;
    errno = 0;
    double number = strtod(text, &end);
    if (errno == ERANGE || *end != '\0' || !isfinite(number) || number < least || number > most)
        return false;
    *value = number;
    return true;
}

bool text_to_time_ms(const char *text, int64_t *value_ms)
{
    enum { LONGEST = 63, MOST_SECONDS = 360000 };
    if (text == NULL || strlen(text) > LONGEST)
        return false;
    char copy[LONGEST + 1];
    size_t length = strlen(text);
    memcpy(copy, text, length + 1);
    if (length > 1 && copy[length - 1] == 's' && strchr(copy, ':') == NULL)
        copy[length - 1] = '\0';
    /* Fields from the left: hours, minutes, seconds; only the last may have a fraction. */
    double total = 0;
    int fields = 0;
    for (char *field = copy; field != NULL; fields++) {
        char *colon = strchr(field, ':');
        if (colon != NULL)
            *colon = '\0';
        double number = 0;
        int64_t whole = 0;
        bool good = colon != NULL ? text_to_int(field, 0, MOST_SECONDS, &whole)
                                  : text_to_double(field, 0, MOST_SECONDS, &number);
        if (!good || fields > 2 || (fields > 0 && (colon != NULL ? (double)whole : number) >= 60))
            return false;
        total = total * 60 + (colon != NULL ? (double)whole : number);
        field = colon != NULL ? colon + 1 : NULL;
    }
    if (total > MOST_SECONDS)
        return false;
    *value_ms = llround(total * 1000);
    return true;
}

size_t text_distance(const char *a, const char *b)
{
    enum { MOST = 64 };
    size_t rows = strlen(a), columns = strlen(b);
    if (rows > MOST || columns > MOST)
        return MOST;
    /* Optimal string alignment: three rows of the table are enough for swaps of neighbours. */
    size_t table[3][MOST + 1];
    for (size_t j = 0; j <= columns; j++)
        table[0][j] = j;
    for (size_t i = 1; i <= rows; i++) {
        size_t *row = table[i % 3], *above = table[(i + 2) % 3], *two_above = table[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= columns; j++) {
            size_t change = above[j - 1] + (a[i - 1] != b[j - 1]);
            size_t best = change;
            if (above[j] + 1 < best)
                best = above[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && two_above[j - 2] + 1 < best)
                best = two_above[j - 2] + 1;
            row[j] = best;
        }
    }
    return table[rows % 3][columns];
}

bool text_same_but_doubled(const char *a, const char *b)
{
    while (*a != '\0' && *a == *b) {
        char letter = *a;
        a += strspn(a, (const char[]){letter, '\0'});
        b += strspn(b, (const char[]){letter, '\0'});
    }
    return *a == *b;
}

bool text_is_choice(const char *word, const char *choices)
{
    while (*choices != '\0') {
        size_t length = strcspn(choices, "|");
        if (strlen(word) == length && strncmp(word, choices, length) == 0)
            return true;
        choices += length + (choices[length] == '|');
    }
    return false;
}

bool text_nearest_choice(const char *word, const char *choices, char *nearest, size_t size)
{
    size_t best = 3;
    while (*choices != '\0') {
        char choice[64];
        size_t length = strcspn(choices, "|");
        snprintf(choice, sizeof choice, "%.*s", (int)length, choices);
        size_t distance = text_distance(word, choice);
        /* A word of which only half was kept is no near miss. */
        if (distance < best && 2 * distance < strlen(word)) {
            best = distance;
            snprintf(nearest, size, "%s", choice);
        }
        choices += length + (choices[length] == '|');
    }
    return best < 3;
}

uint64_t text_hash(const void *bytes, size_t length, uint64_t seed)
{
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < length; i++)
        seed = (seed ^ byte[i]) * UINT64_C(0x100000001b3);
    return seed;
}

void text_append_quoted(struct buf *out, const char *text)
{
    static const char bare[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:,+@%=";
    if (*text != '\0' && strspn(text, bare) == strlen(text)) {
        buf_append_text(out, text);
        return;
    }
    /* Between double quotes a shell still looks for these. */
    char quote = strpbrk(text, "$`\\\"!") == NULL ? '"' : '\'';
    buf_append_char(out, quote);
    for (const char *at = text; *at != '\0'; at++) {
        bool is_control = ((unsigned char)*at < ' ' && *at != '\n') || *at == 0x7f;
        if (*at == quote && quote == '\'')
            buf_append_text(out, "'\\''");
        else
            buf_append_char(out, is_control ? ' ' : *at);
    }
    buf_append_char(out, quote);
}

void text_append_bytes(struct buf *out, int64_t bytes)
{
    static const char *const units[] = {"B", "kB", "MB", "GB"};
    double value = (double)bytes;
    size_t unit = 0;
    while (value >= 1000 && unit + 1 < COUNT(units)) {
        value /= 1000;
        unit++;
    }
    buf_appendf(out, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
}
