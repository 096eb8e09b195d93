/* What stands around a word of a prompt. */
#include "style_context.h"

#include <string.h>

#include "bgmusic/base/count.h"

bool style_is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* The two bytes of "é", "ñ", "ü": U+00C0 to U+017F without the signs of times and division. */
static bool is_accented(const char *at)
{
    const unsigned char *bytes = (const unsigned char *)at;
    bool sign = bytes[0] == 0xc3 && (bytes[1] == 0x97 || bytes[1] == 0xb7);
    return bytes[0] >= 0xc3 && bytes[0] <= 0xc5 && (bytes[1] & 0xc0) == 0x80 && !sign;
}

size_t style_letter_at(const char *at)
{
    return style_is_word_byte(*at) ? 1 : is_accented(at) ? 2 : 0;
}

bool style_letter_before(const char *prompt, const char *at)
{
    return (at > prompt && style_is_word_byte(at[-1])) || (at > prompt + 1 && is_accented(at - 2));
}

/* Chinese has no spaces; ASCII words stand alone ("pop" is not in "popular", nor in "pópular"). */
bool style_stands_alone(const char *prompt, const char *at, size_t length)
{
    if ((unsigned char)at[0] >= 0x80)
        return true;
    return !style_letter_before(prompt, at) && style_letter_at(at + length) == 0;
}

/* "no piano", "without drums", "not sad", 不要钢琴: the word says what is not wanted. */
bool style_negated(const char *prompt, const char *at)
{
    static const char *const before[] = {"no ",  "not ", "not too ", "without ", "without any ", "less ", "不要",
                                         "没有", "不",   "别",       "无"};
    size_t room = (size_t)(at - prompt);
    for (size_t i = 0; i < COUNT(before); i++) {
        size_t size = strlen(before[i]);
        if (size <= room && memcmp(at - size, before[i], size) == 0 &&
            ((unsigned char)before[i][0] >= 0x80 || size == room || !style_is_word_byte(at[-(ptrdiff_t)size - 1])))
            return true;
    }
    return false;
}

/* Names of genres that are common nouns as well. */
static const char *const nouns[] = {"rock",       "metal", "house", "trap",  "drill",  "garage", "country",
                                    "bass",       "soul",  "swing", "pop",   "punk",   "march",  "folk",
                                    "industrial", "dance", "grime", "salsa", "dub",    "trance", "drum",
                                    "rap",        "blues", "funk",  "club",  "ballet", "opera",  "heavy metal"};

/* "Music for my rock tumbler", "a video of a metal gate": behind "for a", the noun of a thing. A word of music or a
 * mood behind it leaves the genre one. */
static bool is_noun_of_thing(const char *prompt, const char *at, const char *end)
{
    static const char *const leads[] = {" for ", " about ", " of ", " my ", " our ", "for ", "my ", "our "};
    static const char *const kinds[] = {
        "music",   "song",  "songs", "track",   "tracks",   "beat",   "beats",      "tune",  "ballad", "style",
        "vibe",    "vibes", "feel",  "version", "anthem",   "guitar", "piano",      "drums", "sound",  "and",
        "or",      "with",  "but",   "please",  "from",     "at",     "in",         "on",    "until",  "for",
        "to",      "then",  "band",  "concert", "festival", "gig",    "jam",        "show",  "night",  "party",
        "instead", "intro", "outro", "theme",   "loop",     "solo",   "background", "like",  "now",    "without",
        "no",      "after", "when",  "is",      "would",    "will",   "video",      "vlog",  "clip",   "film"};
    bool noun = false, led = false;
    for (size_t i = 0; i < COUNT(nouns); i++)
        noun = noun || (strlen(nouns[i]) == (size_t)(end - at) && strncmp(at, nouns[i], (size_t)(end - at)) == 0);
    if (!noun || *end != ' ' || !style_is_word_byte(end[1]))
        return false;
    for (size_t i = 0; i < COUNT(leads); i++)
        for (const char *lead = strstr(prompt, leads[i]); lead != NULL && lead < at; lead = strstr(lead + 1, leads[i]))
            led = led || ((leads[i][0] == ' ' || lead == prompt) && lead + strcspn(lead, ",.;!?") > at);
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strncmp(end + 1, kinds[i], strlen(kinds[i])) == 0 && !style_is_word_byte(end[1 + strlen(kinds[i])]))
            return false;
    return led || strncmp(at, "march", 5) == 0;
}

/* 金属探测器, 电子产品: a genre's name with something behind it that is neither music nor the end. */
static bool is_chinese_noun(const char *at, const char *end)
{
    static const char *const names[] = {"金属", "重金属", "电子", "陷阱", "流行", "古典", "灵魂", "工业", "朋克"};
    static const char *const kinds[] = {"乐",   "音",   "风",   "曲",   "舞",   "感",   "摇滚", "核",   "节奏", "配",
                                        "歌",   "的",   "一",   "点",   "吧",   "流行", "电子", "爵士", "，",   "。",
                                        "！",   "和",   "或",   "味",   "、",   "类",   "嗓",   "钢琴", "吉他", "民",
                                        "说唱", "放克", "金属", "范",   "调",   "些",   "型",   "混",   "，",   "？",
                                        "嘻哈", "氛围", "轻",   "古风", "朋克", "蓝调"};
    bool name = false;
    for (size_t i = 0; i < COUNT(names); i++)
        name = name || (strlen(names[i]) == (size_t)(end - at) && strncmp(at, names[i], (size_t)(end - at)) == 0);
    if (!name || (unsigned char)*end < 0xe4)
        return false;
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strncmp(end, kinds[i], strlen(kinds[i])) == 0)
            return false;
    return true;
}

/* Is a genre here what the video is about? "A video about how to build a trap", "music for my trip to Japan": behind
 * such a word only moods, and genres with a word of music behind them, count. */
bool style_is_subject(const char *prompt, const char *at, const char *end)
{
    static const char *const leads[] = {
        "about ",      "shows ",       "showing ",      "how to ",     "trip to ",    "visit to ",       "travels to ",
        "holiday in ", "vacation in ", "footage of ",   "recipe for ", "journey to ", "documentary on ", "film of ",
        "clip of ",    "build a ",     "building a ",   "follows a ",  "follows my ", "follows our ",    "climb a ",
        "climbing ",   "video on ",    "i filmed ",     "we filmed ",  "i recorded ", "we recorded ",    "we visited ",
        "i visited ",  "visiting ",    "working with ", "made of ",    "hammering "};
    static const char *const sound[] = {" music", " song",  " band",  " concert", " festival", " style",
                                        " club",  " track", " beat",  " tune",    " jam",      " gig",
                                        " dance", " show",  " night", " vibe",    " sound"};
    if (is_noun_of_thing(prompt, at, end) || is_chinese_noun(at, end))
        return true;
    for (size_t i = 0; i < COUNT(sound); i++)
        if (strncmp(end, sound[i], strlen(sound[i])) == 0)
            return false;
    for (size_t i = 0; i < COUNT(leads); i++) {
        const char *lead = strstr(prompt, leads[i]);
        if (lead == NULL || lead >= at)
            continue;
        size_t between = strcspn(lead, ",.;!?");
        if (lead + between >= at)
            return true;
    }
    return false;
}
