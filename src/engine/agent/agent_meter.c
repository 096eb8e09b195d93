/* The bar in words. */
#include "agent_meter.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"

static const struct meter_name {
    const char *name; /* lower case */
    int beats, unit;
} names[] = {
    {"waltz time", 3, 4},      {"waltz rhythm", 3, 4},
    {"waltz meter", 3, 4},     {"waltz feel", 3, 4},
    {"three four", 3, 4},      {"three-four", 3, 4},
    {"three quarter", 3, 4},   {"three-quarter", 3, 4},
    {"triple meter", 3, 4},    {"triple metre", 3, 4},
    {"triple time", 3, 4},     {"six eight", 6, 8},
    {"six-eight", 6, 8},       {"five four", 5, 4},
    {"five-four", 5, 4},       {"seven eight", 7, 8},
    {"seven-eight", 7, 8},     {"twelve eight", 12, 8},
    {"twelve-eight", 12, 8},   {"common time", 4, 4},
    {"four four time", 4, 4},  {"four-four", 4, 4},
    {"dreivierteltakt", 3, 4}, {"walzertakt", 3, 4},
    {"sechsachteltakt", 6, 8}, {"compás de tres por cuatro", 3, 4},
    {"seis por ocho", 6, 8},   {"tres por cuatro", 3, 4},
    {"trois temps", 3, 4},     {"三拍子", 3, 4},
    {"3拍子", 3, 4},           {"四三拍", 3, 4},
    {"三四拍", 3, 4},          {"八六拍", 6, 8},
    {"六八拍", 6, 8},          {"四分之三拍", 3, 4},
    {"八分之六拍", 6, 8},      {"四分之五拍", 5, 4},
    {"八分之七拍", 7, 8},      {"四分之四拍", 4, 4},
    {"六拍子", 6, 8},          {"五拍子", 5, 4},
    {"七拍子", 7, 8},          {"四拍子", 4, 4},
    {"四四拍", 4, 4},          {"五四拍", 5, 4},
    {"八七拍", 7, 8},          {"6拍子", 6, 8},
    {"5拍子", 5, 4},           {"7拍子", 7, 8},
    {"4拍子", 4, 4},
};

/* What may stand behind and belongs to it. */
static size_t tail_length(const char *at)
{
    static const char *const tails[] = {" time signature", " time", " meter", " metre", " bars", " takt",
                                        "-takt",           "takt",  " beat",  "拍子",   "拍",    "的拍子"};
    for (size_t i = 0; i < COUNT(tails); i++) {
        size_t length = strlen(tails[i]);
        if (strncmp(at, tails[i], length) == 0 && !islower((unsigned char)at[length]))
            return length;
    }
    return 0;
}

/* "3/4", but not "3/4 of the volume", "24/7/365" or "6/8/2024". */
static size_t fraction_read(const char *at, int *beats, int *unit)
{
    static const struct meter_name written[] = {{"3/4", 3, 4}, {"4/4", 4, 4},   {"5/4", 5, 4},
                                                {"6/8", 6, 8}, {"12/8", 12, 8}, {"7/8", 7, 8}};
    for (size_t i = 0; i < COUNT(written); i++) {
        size_t length = strlen(written[i].name);
        if (strncmp(at, written[i].name, length) != 0)
            continue;
        const char *behind = at + length;
        if (isdigit((unsigned char)*behind) || *behind == '/' || *behind == ':' || text_starts_with(behind, " of") ||
            text_starts_with(behind, " volume") || text_starts_with(behind, " as ") ||
            text_starts_with(behind, " the "))
            return 0;
        *beats = written[i].beats;
        *unit = written[i].unit;
        return length;
    }
    return 0;
}

size_t agent_meter_read(const char *at, bool word_start, struct word *word)
{
    int beats = 0, unit = 0;
    size_t used = word_start ? fraction_read(at, &beats, &unit) : 0;
    for (size_t i = 0; i < COUNT(names) && used == 0; i++) {
        size_t length = strlen(names[i].name);
        bool letters = islower((unsigned char)names[i].name[0]) != 0;
        if (strncmp(at, names[i].name, length) != 0 || (letters && (!word_start || islower((unsigned char)at[length]))))
            continue;
        beats = names[i].beats;
        unit = names[i].unit;
        used = length;
    }
    if (used == 0)
        return 0;
    used += tail_length(at + used);
    word->kind = WORD_METER;
    word->number = beats;
    word->value = unit;
    word->length = used;
    return used;
}
