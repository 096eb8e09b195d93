/* The words of a prompt that speak of music: genres pick a row, moods shift it. English and
 * Chinese. */
#include <stdint.h>
#include <string.h>

#include "bgmusic/base/text.h"
#include "bgmusic/engine/composer/style_table.h"
#include "style_internal.h"

enum { NO_TEMPO = 100, MOST_PROMPT = 4096, MOST_HITS = 24 };

struct style_word {
    const char *word;
    const char *style;   /* NULL: a mood alone */
    int weight;          /* 3: a genre, 2: a use or a place, 1: a mood that has a row of its own */
    int energy, valence; /* hundredths, added when another word picks the row */
    int tempo_percent;
};

/* Weight 1 words pick their row only where no genre stands beside them: "calm lo-fi" is lo-fi,
 * "calm" is calm. */
static const struct style_word words[] = {
    {"lo-fi", "lofi", 3, 0, 0, NO_TEMPO},
    {"lofi", "lofi", 3, 0, 0, NO_TEMPO},
    {"lo fi", "lofi", 3, 0, 0, NO_TEMPO},
    {"chillhop", "lofi", 3, 0, 0, NO_TEMPO},
    {"低保真", "lofi", 3, 0, 0, NO_TEMPO},
    {"chill", "lofi", 1, -25, 5, NO_TEMPO},
    {"study", "lofi", 2, -15, 0, NO_TEMPO},
    {"studying", "lofi", 2, -15, 0, NO_TEMPO},
    {"relaxing", "calm", 1, -40, 10, NO_TEMPO},
    {"relaxed", "calm", 1, -40, 10, NO_TEMPO},
    {"放松", "lofi", 1, -40, 10, NO_TEMPO},
    {"学习", "lofi", 2, -15, 0, NO_TEMPO},
    {"calm", "calm", 1, -50, 5, NO_TEMPO},
    {"calming", "calm", 1, -50, 5, NO_TEMPO},
    {"peaceful", "calm", 1, -50, 15, NO_TEMPO},
    {"quiet", "calm", 1, -50, 0, NO_TEMPO},
    {"soft", "calm", 1, -40, 0, NO_TEMPO},
    {"gentle", "calm", 1, -40, 10, NO_TEMPO},
    {"mellow", "lofi", 1, -35, 0, NO_TEMPO},
    {"平静", "calm", 1, -50, 5, NO_TEMPO},
    {"安静", "calm", 1, -50, 0, NO_TEMPO},
    {"舒缓", "calm", 1, -45, 5, NO_TEMPO},
    {"轻柔", "calm", 1, -45, 5, NO_TEMPO},
    {"宁静", "calm", 1, -50, 5, NO_TEMPO},
    {"ambient", "ambient", 3, 0, 0, NO_TEMPO},
    {"dreamy", "ambient", 1, -30, 10, NO_TEMPO},
    {"ethereal", "ambient", 1, -30, 5, NO_TEMPO},
    {"meditation", "ambient", 2, -60, 10, NO_TEMPO},
    {"meditative", "ambient", 2, -60, 10, NO_TEMPO},
    {"yoga", "ambient", 2, -50, 10, NO_TEMPO},
    {"spa", "ambient", 2, -60, 10, NO_TEMPO},
    {"sleep", "ambient", 2, -70, 5, NO_TEMPO},
    {"氛围", "ambient", 3, 0, 0, NO_TEMPO},
    {"梦幻", "ambient", 1, -30, 10, NO_TEMPO},
    {"空灵", "ambient", 1, -30, 5, NO_TEMPO},
    {"冥想", "ambient", 2, -60, 10, NO_TEMPO},
    {"瑜伽", "ambient", 2, -50, 10, NO_TEMPO},
    {"cinematic", "cinematic", 3, 0, 0, NO_TEMPO},
    {"orchestral", "cinematic", 3, 0, 0, NO_TEMPO},
    {"orchestra", "cinematic", 3, 0, 0, NO_TEMPO},
    {"film score", "cinematic", 3, 0, 0, NO_TEMPO},
    {"film", "cinematic", 2, 0, 0, NO_TEMPO},
    {"movie", "cinematic", 2, 0, 0, NO_TEMPO},
    {"电影感", "cinematic", 3, 0, 0, NO_TEMPO},
    {"电影", "cinematic", 2, 0, 0, NO_TEMPO},
    {"大片", "cinematic", 2, 20, 0, NO_TEMPO},
    {"管弦", "cinematic", 3, 0, 0, NO_TEMPO},
    {"epic", "epic", 1, 50, 0, NO_TEMPO},
    {"heroic", "epic", 1, 50, 20, NO_TEMPO},
    {"trailer", "epic", 2, 50, -10, NO_TEMPO},
    {"powerful", "epic", 1, 50, 0, NO_TEMPO},
    {"史诗", "epic", 1, 50, 0, NO_TEMPO},
    {"震撼", "epic", 1, 60, 0, NO_TEMPO},
    {"宏大", "epic", 1, 50, 0, NO_TEMPO},
    {"预告片", "epic", 2, 50, -10, NO_TEMPO},
    {"sad", "sad", 1, -35, -70, NO_TEMPO},
    {"melancholy", "sad", 1, -30, -60, NO_TEMPO},
    {"melancholic", "sad", 1, -30, -60, NO_TEMPO},
    {"nostalgic", "emotional", 1, -15, -15, NO_TEMPO},
    {"nostalgia", "emotional", 1, -15, -15, NO_TEMPO},
    {"悲伤", "sad", 1, -35, -70, NO_TEMPO},
    {"忧郁", "sad", 1, -30, -60, NO_TEMPO},
    {"伤感", "sad", 1, -30, -60, NO_TEMPO},
    {"怀旧", "emotional", 1, -15, -15, NO_TEMPO},
    {"emotional", "emotional", 1, 0, 0, NO_TEMPO},
    {"touching", "emotional", 1, -10, 10, NO_TEMPO},
    {"hopeful", "emotional", 1, 5, 40, NO_TEMPO},
    {"warm", "emotional", 1, -10, 30, NO_TEMPO},
    {"感人", "emotional", 1, 0, 0, NO_TEMPO},
    {"温暖", "emotional", 1, -10, 30, NO_TEMPO},
    {"温馨", "emotional", 1, -10, 30, NO_TEMPO},
    {"希望", "emotional", 1, 5, 40, NO_TEMPO},
    {"romantic", "romantic", 1, -15, 25, NO_TEMPO},
    {"love", "romantic", 1, -10, 25, NO_TEMPO},
    {"wedding", "romantic", 2, -10, 35, NO_TEMPO},
    {"浪漫", "romantic", 1, -15, 25, NO_TEMPO},
    {"爱情", "romantic", 1, -10, 25, NO_TEMPO},
    {"婚礼", "romantic", 2, -10, 35, NO_TEMPO},
    {"happy", "happy", 1, 30, 70, NO_TEMPO},
    {"cheerful", "happy", 1, 30, 70, NO_TEMPO},
    {"joyful", "happy", 1, 35, 75, NO_TEMPO},
    {"playful", "kids", 1, 25, 50, NO_TEMPO},
    {"fun", "happy", 1, 30, 55, NO_TEMPO},
    {"funny", "kids", 1, 25, 50, NO_TEMPO},
    {"bright", "happy", 1, 20, 50, NO_TEMPO},
    {"sunny", "happy", 1, 20, 55, NO_TEMPO},
    {"summer", "happy", 1, 20, 45, NO_TEMPO},
    {"开心", "happy", 1, 30, 70, NO_TEMPO},
    {"欢快", "happy", 1, 35, 70, NO_TEMPO},
    {"快乐", "happy", 1, 30, 70, NO_TEMPO},
    {"轻松愉快", "happy", 1, 15, 60, NO_TEMPO},
    {"愉快", "happy", 1, 20, 60, NO_TEMPO},
    {"轻快", "happy", 1, 25, 50, NO_TEMPO},
    {"upbeat", "upbeat", 1, 45, 45, NO_TEMPO},
    {"energetic", "upbeat", 1, 60, 20, NO_TEMPO},
    {"dynamic", "upbeat", 1, 45, 10, NO_TEMPO},
    {"driving", "upbeat", 1, 45, 0, NO_TEMPO},
    {"sport", "upbeat", 2, 50, 10, NO_TEMPO},
    {"sports", "upbeat", 2, 50, 10, NO_TEMPO},
    {"workout", "upbeat", 2, 60, 10, NO_TEMPO},
    {"gym", "upbeat", 2, 60, 0, NO_TEMPO},
    {"动感", "upbeat", 1, 55, 20, NO_TEMPO},
    {"活力", "upbeat", 1, 55, 30, NO_TEMPO},
    {"运动", "upbeat", 2, 50, 10, NO_TEMPO},
    {"corporate", "corporate", 3, 0, 0, NO_TEMPO},
    {"business", "corporate", 2, 0, 10, NO_TEMPO},
    {"tech", "corporate", 2, 10, 5, NO_TEMPO},
    {"technology", "corporate", 2, 10, 5, NO_TEMPO},
    {"presentation", "corporate", 2, 0, 5, NO_TEMPO},
    {"explainer", "corporate", 2, 0, 10, NO_TEMPO},
    {"tutorial", "corporate", 2, -10, 5, NO_TEMPO},
    {"product", "corporate", 2, 5, 10, NO_TEMPO},
    {"企业", "corporate", 3, 0, 0, NO_TEMPO},
    {"商务", "corporate", 3, 0, 0, NO_TEMPO},
    {"科技", "corporate", 2, 10, 5, NO_TEMPO},
    {"inspiring", "inspiring", 1, 25, 45, NO_TEMPO},
    {"inspirational", "inspiring", 1, 25, 45, NO_TEMPO},
    {"uplifting", "inspiring", 1, 30, 50, NO_TEMPO},
    {"motivational", "inspiring", 1, 35, 40, NO_TEMPO},
    {"励志", "inspiring", 1, 35, 40, NO_TEMPO},
    {"鼓舞", "inspiring", 1, 35, 40, NO_TEMPO},
    {"solo piano", "piano", 3, 0, 0, NO_TEMPO},
    {"piano", "piano", 2, 0, 0, NO_TEMPO},
    {"钢琴", "piano", 2, 0, 0, NO_TEMPO},
    {"acoustic", "acoustic", 3, 0, 0, NO_TEMPO},
    {"folk", "acoustic", 3, 0, 0, NO_TEMPO},
    {"indie", "acoustic", 2, 0, 10, NO_TEMPO},
    {"民谣", "acoustic", 3, 0, 0, NO_TEMPO},
    {"原声", "acoustic", 3, 0, 0, NO_TEMPO},
    {"country", "country", 3, 0, 0, NO_TEMPO},
    {"western", "country", 3, 0, 0, NO_TEMPO},
    {"乡村", "country", 3, 0, 0, NO_TEMPO},
    {"jazz", "jazz", 3, 0, 0, NO_TEMPO},
    {"jazzy", "jazz", 2, 0, 0, NO_TEMPO},
    {"swing", "jazz", 3, 10, 10, NO_TEMPO},
    {"lounge", "jazz", 2, -25, 5, 90},
    {"cafe", "jazz", 2, -20, 10, 95},
    {"café", "jazz", 2, -20, 10, 95},
    {"爵士", "jazz", 3, 0, 0, NO_TEMPO},
    {"咖啡馆", "jazz", 2, -20, 10, 95},
    {"咖啡", "jazz", 2, -20, 10, 95},
    {"bossa nova", "bossa", 3, 0, 0, NO_TEMPO},
    {"bossa", "bossa", 3, 0, 0, NO_TEMPO},
    {"latin", "bossa", 3, 10, 15, NO_TEMPO},
    {"拉丁", "bossa", 3, 10, 15, NO_TEMPO},
    {"波萨诺瓦", "bossa", 3, 0, 0, NO_TEMPO},
    {"funk", "funk", 3, 0, 0, NO_TEMPO},
    {"funky", "funk", 2, 10, 10, NO_TEMPO},
    {"groovy", "funk", 2, 10, 10, NO_TEMPO},
    {"disco", "funk", 3, 10, 15, NO_TEMPO},
    {"放克", "funk", 3, 0, 0, NO_TEMPO},
    {"迪斯科", "funk", 3, 10, 15, NO_TEMPO},
    {"rock", "rock", 3, 0, 0, NO_TEMPO},
    {"indie rock", "rock", 3, 0, 0, NO_TEMPO},
    {"punk", "rock", 3, 30, 0, 115},
    {"metal", "rock", 3, 40, -25, 110},
    {"摇滚", "rock", 3, 0, 0, NO_TEMPO},
    {"pop", "pop", 3, 0, 0, NO_TEMPO},
    {"流行", "pop", 3, 0, 0, NO_TEMPO},
    {"electronic", "electronic", 3, 0, 0, NO_TEMPO},
    {"edm", "electronic", 3, 15, 0, NO_TEMPO},
    {"house", "electronic", 3, 0, 0, NO_TEMPO},
    {"techno", "electronic", 3, 10, -10, NO_TEMPO},
    {"trance", "electronic", 3, 15, 0, 108},
    {"dance", "electronic", 2, 25, 20, NO_TEMPO},
    {"club", "electronic", 2, 20, 0, NO_TEMPO},
    {"synth", "electronic", 2, 0, 0, NO_TEMPO},
    {"电子", "electronic", 3, 0, 0, NO_TEMPO},
    {"舞曲", "electronic", 3, 20, 15, NO_TEMPO},
    {"synthwave", "synthwave", 3, 0, 0, NO_TEMPO},
    {"retrowave", "synthwave", 3, 0, 0, NO_TEMPO},
    {"retro", "synthwave", 2, 0, 0, NO_TEMPO},
    {"80s", "synthwave", 2, 0, 0, NO_TEMPO},
    {"cyberpunk", "synthwave", 2, 10, -15, NO_TEMPO},
    {"复古", "synthwave", 2, 0, 0, NO_TEMPO},
    {"赛博", "synthwave", 2, 10, -10, NO_TEMPO},
    {"hip-hop", "hiphop", 3, 0, 0, NO_TEMPO},
    {"hip hop", "hiphop", 3, 0, 0, NO_TEMPO},
    {"hiphop", "hiphop", 3, 0, 0, NO_TEMPO},
    {"rap", "hiphop", 3, 0, 0, NO_TEMPO},
    {"boom bap", "hiphop", 3, 0, 0, NO_TEMPO},
    {"trap", "trap", 3, 0, 0, NO_TEMPO},
    {"嘻哈", "hiphop", 3, 0, 0, NO_TEMPO},
    {"说唱", "hiphop", 3, 0, 0, NO_TEMPO},
    {"travel", "travel", 2, 10, 25, NO_TEMPO},
    {"vlog", "travel", 2, 10, 20, NO_TEMPO},
    {"adventure", "travel", 2, 25, 20, NO_TEMPO},
    {"旅行", "travel", 2, 10, 25, NO_TEMPO},
    {"旅拍", "travel", 2, 10, 25, NO_TEMPO},
    {"nature", "nature", 2, -15, 10, NO_TEMPO},
    {"documentary", "nature", 2, -5, 0, NO_TEMPO},
    {"landscape", "nature", 2, -15, 10, NO_TEMPO},
    {"自然", "nature", 2, -15, 10, NO_TEMPO},
    {"纪录片", "nature", 2, -5, 0, NO_TEMPO},
    {"风景", "nature", 2, -15, 10, NO_TEMPO},
    {"tense", "tense", 1, 25, -45, NO_TEMPO},
    {"suspense", "tense", 1, 15, -45, NO_TEMPO},
    {"suspenseful", "tense", 1, 15, -45, NO_TEMPO},
    {"thriller", "tense", 2, 25, -45, NO_TEMPO},
    {"mysterious", "tense", 1, -10, -35, NO_TEMPO},
    {"mystery", "tense", 1, -10, -35, NO_TEMPO},
    {"dramatic", "cinematic", 1, 30, -20, NO_TEMPO},
    {"紧张", "tense", 1, 25, -45, NO_TEMPO},
    {"悬疑", "tense", 1, 15, -45, NO_TEMPO},
    {"神秘", "tense", 1, -10, -35, NO_TEMPO},
    {"dark", "dark", 1, -5, -60, NO_TEMPO},
    {"horror", "dark", 2, 0, -70, NO_TEMPO},
    {"scary", "dark", 1, 0, -70, NO_TEMPO},
    {"spooky", "dark", 1, 0, -55, NO_TEMPO},
    {"黑暗", "dark", 1, -5, -60, NO_TEMPO},
    {"恐怖", "dark", 2, 0, -70, NO_TEMPO},
    {"christmas", "christmas", 3, 0, 0, NO_TEMPO},
    {"xmas", "christmas", 3, 0, 0, NO_TEMPO},
    {"holiday", "christmas", 2, 5, 30, NO_TEMPO},
    {"winter", "christmas", 2, -5, 5, NO_TEMPO},
    {"圣诞", "christmas", 3, 0, 0, NO_TEMPO},
    {"冬天", "christmas", 2, -5, 5, NO_TEMPO},
    {"kids", "kids", 2, 20, 45, NO_TEMPO},
    {"children", "kids", 2, 20, 45, NO_TEMPO},
    {"cartoon", "kids", 2, 25, 40, NO_TEMPO},
    {"comedy", "kids", 2, 20, 40, NO_TEMPO},
    {"儿童", "kids", 2, 20, 45, NO_TEMPO},
    {"卡通", "kids", 2, 25, 40, NO_TEMPO},
    {"搞笑", "kids", 2, 25, 45, NO_TEMPO},
    {"可爱", "kids", 1, 10, 50, NO_TEMPO},
    {"cute", "kids", 1, 10, 50, NO_TEMPO},
    {"chiptune", "chiptune", 3, 0, 0, NO_TEMPO},
    {"8-bit", "chiptune", 3, 0, 0, NO_TEMPO},
    {"8bit", "chiptune", 3, 0, 0, NO_TEMPO},
    {"video game", "chiptune", 2, 0, 0, NO_TEMPO},
    {"game", "chiptune", 2, 0, 0, NO_TEMPO},
    {"游戏", "chiptune", 2, 0, 0, NO_TEMPO},
    {"八位机", "chiptune", 3, 0, 0, NO_TEMPO},
    {"chinese", "chinese", 3, 0, 0, NO_TEMPO},
    {"guofeng", "chinese", 3, 0, 0, NO_TEMPO},
    {"oriental", "chinese", 2, 0, 0, NO_TEMPO},
    {"国风", "chinese", 3, 0, 0, NO_TEMPO},
    {"中国风", "chinese", 3, 0, 0, NO_TEMPO},
    {"古风", "chinese", 3, 0, 0, NO_TEMPO},
    /* Moods that have no row. */
    {"slow", NULL, 0, -20, 0, 85},
    {"slower", NULL, 0, -10, 0, 85},
    {"fast", NULL, 0, 25, 0, 115},
    {"faster", NULL, 0, 15, 0, 115},
    {"intense", NULL, 0, 50, -15, NO_TEMPO},
    {"exciting", NULL, 0, 50, 20, NO_TEMPO},
    {"light", NULL, 0, -15, 20, NO_TEMPO},
    {"minimal", NULL, 0, -40, 0, NO_TEMPO},
    {"simple", NULL, 0, -20, 0, NO_TEMPO},
    {"subtle", NULL, 0, -40, 0, NO_TEMPO},
    {"sleepy", NULL, 0, -55, 0, 92},
    {"cozy", NULL, 0, -25, 20, NO_TEMPO},
    {"positive", NULL, 0, 10, 45, NO_TEMPO},
    {"慢", NULL, 0, -20, 0, 85},
    {"快节奏", NULL, 0, 25, 0, 115},
    {"激烈", NULL, 0, 50, -10, NO_TEMPO},
    {"激昂", NULL, 0, 50, 15, NO_TEMPO},
    {"简单", NULL, 0, -20, 0, NO_TEMPO},
};

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Chinese has no spaces; ASCII words stand alone ("pop" is not in "popular"). */
static bool stands_alone(const char *prompt, const char *at, size_t length)
{
    if ((unsigned char)at[0] >= 0x80)
        return true;
    return (at == prompt || !is_word_byte(at[-1])) && !is_word_byte(at[length]);
}

/* "no piano", "without drums", "not sad", 不要钢琴: the word says what is not wanted. */
static bool negated(const char *prompt, const char *at)
{
    static const char *const before[] = {"no ",          "not ",  "not too ", "without ",
                                         "without any ", "less ", "不要",     "没有",
                                         "不",           "别",    "无"};
    size_t room = (size_t)(at - prompt);
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        size_t size = strlen(before[i]);
        if (size <= room && memcmp(at - size, before[i], size) == 0 &&
            ((unsigned char)before[i][0] >= 0x80 || size == room ||
             !is_word_byte(at[-(ptrdiff_t)size - 1])))
            return true;
    }
    return false;
}

struct hit {
    const struct style_word *word;
    size_t at, length;
};

/* The longest word of the table at `at`. */
static const struct style_word *longest_at(const char *prompt, const char *at, size_t *length)
{
    const struct style_word *best = NULL;
    *length = 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t size = strlen(words[i].word);
        if (size > *length && strncmp(at, words[i].word, size) == 0 &&
            stands_alone(prompt, at, size)) {
            best = &words[i];
            *length = size;
        }
    }
    return best;
}

static size_t find_hits(const char *prompt, struct hit hits[MOST_HITS])
{
    size_t count = 0;
    for (const char *at = prompt; *at != '\0' && count < MOST_HITS;) {
        size_t length;
        const struct style_word *word = longest_at(prompt, at, &length);
        if (word == NULL) {
            at++;
            continue;
        }
        if (!negated(prompt, at))
            hits[count++] = (struct hit){word, (size_t)(at - prompt), length};
        at += length;
    }
    return count;
}

static double limit(double value)
{
    return value < -1 ? -1 : value > 1 ? 1 : value;
}

static void name_words(const struct hit *hits, size_t count, struct style_match *match)
{
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        bool again = false;
        for (size_t j = 0; j < i; j++)
            again = again || hits[j].word == hits[i].word;
        size_t size = strlen(hits[i].word->word);
        if (again || used + size + 3 > sizeof match->words)
            continue;
        if (used > 0) {
            memcpy(match->words + used, ", ", 2);
            used += 2;
        }
        memcpy(match->words + used, hits[i].word->word, size);
        used += size;
    }
    match->words[used] = '\0';
}

void style_match_prompt(const char *prompt, struct style_match *match)
{
    *match = (struct style_match){.tempo_factor = 1};
    if (prompt == NULL)
        return;
    char text[MOST_PROMPT];
    size_t length = strlen(prompt);
    length = length < sizeof text - 1 ? length : sizeof text - 1;
    memcpy(text, prompt, length);
    text[length] = '\0';
    text_lower(text);

    struct hit hits[MOST_HITS];
    size_t count = find_hits(text, hits);
    /* The heaviest word picks the row, the earlier of two as heavy. */
    const struct style_word *picked = NULL;
    for (size_t i = 0; i < count; i++)
        if (hits[i].word->style != NULL &&
            (picked == NULL || hits[i].word->weight > picked->weight))
            picked = hits[i].word;
    if (picked != NULL)
        memcpy(match->style, picked->style, strlen(picked->style) + 1);
    double energy = 0, valence = 0, factor = 1;
    int moods = 0;
    for (size_t i = 0; i < count; i++) {
        const struct style_word *word = hits[i].word;
        factor = factor * word->tempo_percent / 100;
        /* A word whose row was taken is already in the row's figures. */
        if (picked != NULL && word->style != NULL && strcmp(word->style, picked->style) == 0)
            continue;
        if (word->energy == 0 && word->valence == 0)
            continue;
        energy += word->energy;
        valence += word->valence;
        moods++;
    }
    /* Offsets are averaged per word, which is how listeners add cues up (Eerola et al. 2013). */
    if (moods > 0) {
        match->energy = limit(energy / moods / 100);
        match->valence = limit(valence / moods / 100);
    }
    match->tempo_factor = factor < 0.5 ? 0.5 : factor > 2 ? 2 : factor;
    name_words(hits, count, match);
}
