/* Chinese numbers in a message: 十五秒, 六到九秒, 七成五, 百分之三十. */
#include "agent_numerals.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"

/* "十五", "两", "三十五", "半": its value; the bytes used, 0: none. */
size_t agent_chinese_number(const char *at, double *value)
{
    static const struct {
        const char *text;
        double value;
    } digits[] = {{"零", 0}, {"一", 1}, {"二", 2}, {"两", 2}, {"三", 3},  {"四", 4},   {"五", 5},
                  {"六", 6}, {"七", 7}, {"八", 8}, {"九", 9}, {"十", 10}, {"百", 100}, {"半", 0.5}};
    size_t used = 0;
    double total = 0, current = 0;
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < COUNT(digits) && !more; i++) {
            size_t length = strlen(digits[i].text);
            if (strncmp(at + used, digits[i].text, length) != 0)
                continue;
            if (digits[i].value >= 10) {
                total += (current > 0 ? current : 1) * digits[i].value;
                current = 0;
            } else {
                current = digits[i].value;
            }
            used += length;
            more = true;
        }
    }
    *value = total + current;
    return used;
}

/* 六到九秒: the unit stands behind the second one. */
static bool chinese_range(const char *behind, const char *const units[], size_t count)
{
    static const char *const joints[] = {"到", "至", "-", "~", "—"};
    double value;
    for (size_t i = 0; i < COUNT(joints); i++) {
        const char *second = behind + strlen(joints[i]);
        size_t used = text_starts_with(behind, joints[i]) ? agent_chinese_number(second, &value) : 0;
        for (size_t k = 0; k < count && used > 0; k++)
            if (text_starts_with(second + used, units[k]))
                return true;
    }
    return false;
}

/* A Chinese number is one only before a unit, or behind "per cent of". */
size_t agent_chinese_read(const char *at, const struct word *before, struct word *word)
{
    static const char *const units[] = {"秒", "分", "成", "拍", "%", "bpm", "db", "度"};
    static const char percent[] = "百分之";
    double value;
    size_t lead = text_starts_with(at, percent) ? strlen(percent) : 0, used = agent_chinese_number(at + lead, &value);
    if (lead > 0 && used == 0) {
        char *end;
        value = strtod(at + lead, &end);
        used = isdigit((unsigned char)at[lead]) ? (size_t)(end - at) - lead : 0;
    }
    if (used == 0)
        return 0;
    if (lead == 0 && text_starts_with(at + used, "分之")) /* 四分之一 */
        return 0;
    bool unit = lead > 0;
    /* 音量改成四十五 */
    bool set = before != NULL &&
               (before->kind == WORD_MAKE || before->kind == WORD_TO || before->kind == WORD_VOLUME) &&
               (before->start[0] & 0x80) != 0;
    unit = unit || (set && used >= 2 * strlen("十") &&
                    (at[used] == '\0' || strchr(" ,.!", at[used]) != NULL || text_starts_with(at + used, "，") ||
                     text_starts_with(at + used, "。") || text_starts_with(at + used, "吧") ||
                     text_starts_with(at + used, "就") || text_starts_with(at + used, "左右")));
    /* 七成五 */
    size_t tenths = lead == 0 && text_starts_with(at + used, "成") ? strlen("成") : 0;
    double percent_more = 0;
    size_t more = tenths > 0 ? agent_chinese_number(at + used + tenths, &percent_more) : 0;
    if (more > 0 && value < 10 && percent_more >= 1 && percent_more < 10) {
        *word = (struct word){.kind = WORD_NUMBER, .number = 10 * value + percent_more, .unit = UNIT_PERCENT};
        word->start = at;
        word->length = used + tenths + more;
        return word->length;
    }
    if (tenths > 0 && value <= 10 && value >= 1) { /* 三成了 */
        *word = (struct word){.kind = WORD_NUMBER, .number = 10 * value, .unit = UNIT_PERCENT};
        word->start = at;
        word->length = used + tenths;
        return word->length;
    }
    for (size_t i = 0; i < COUNT(units) && !unit; i++)
        unit = text_starts_with(at + used, units[i]);
    unit = unit || chinese_range(at + used, units, COUNT(units));
    if (!unit)
        return 0;
    *word = (struct word){.kind = WORD_NUMBER,
                          .number = value,
                          .unit = lead > 0 ? UNIT_PERCENT : UNIT_NONE,
                          .start = at,
                          .length = lead + used};
    return lead + used;
}
