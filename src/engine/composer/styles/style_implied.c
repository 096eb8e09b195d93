/* Styles that instruments bring along. */
#include <stdint.h>
#include <string.h>

#include "style_context.h"
#include "style_lexicon.h"
#include "bgmusic/base/count.h"

static const struct {
    const char *instruments; /* parted by '|' */
    struct style_word word;
} rows[] = {
    {"banjo|pedal steel|lap steel|dobro|班卓琴", {"banjo", "country", 0, 0, 0, 100}},
    {"mandolin|washboard|曼陀林", {"mandolin", "bluegrass", 0, 0, 0, 100}},
    {"ukulele|ukelele|尤克里里|乌克丽丽|glockenspiel|whistle|hand claps|handclaps|口哨",
     {"ukulele", "happy", 0, 0, 0, 100}},
    {"古筝|guzheng|erhu|二胡|pipa|琵琶|古琴|guqin|dizi|笛子|竹笛|箫|唢呐|suona|yangqin|扬琴|马头琴|葫芦丝|koto|"
     "shamisen|"
     "shakuhachi|三味线",
     {"guzheng", "chinese", 0, 0, 0, 100}},
    {"bagpipe|bagpipes|tin whistle|fiddle|bodhran|风笛", {"bagpipes", "celtic", 0, 0, 0, 100}},
    {"oud|darbuka|duduk|ney|乌德琴", {"oud", "arabic", 0, 0, 0, 100}},
    {"tabla|tanpura|塔布拉", {"tabla", "indian", 0, 0, 0, 100}},
    {"steel drums|steel drum|steel pan|steelpan|钢鼓", {"steel drums", "tropical", 0, 0, 0, 100}},
    {"djembe|kora|balafon|talking drum|非洲鼓", {"djembe", "afro", 0, 0, 0, 100}},
    {"castanets|响板", {"castanets", "flamenco", 0, 0, 0, 100}},
    {"bandoneon|班多钮琴", {"bandoneon", "tango", 0, 0, 0, 100}},
    {"accordion|手风琴|musette", {"accordion", "waltz", 0, 0, 0, 100}},
    {"harmonica|slide guitar|口琴", {"harmonica", "blues", 0, 0, 0, 100}},
    {"harpsichord|string quartet|bassoon|oboe|羽管键琴|双簧管", {"harpsichord", "classical", 0, 0, 0, 100}},
    {"saxophone|sax|double bass|vibraphone|muted trumpet|upright bass|萨克斯", {"saxophone", "jazz", 0, 0, 0, 100}},
    {"handpan|hang drum|singing bowl|singing bowls|gong|didgeridoo|颂钵|空灵鼓",
     {"handpan", "meditation", 0, 0, 0, 100}},
    {"church organ|pipe organ|gospel choir|hammond|管风琴", {"church organ", "gospel", 0, 0, 0, 100}},
    {"brass band|bugle|snare drums|军号", {"brass band", "march", 0, 0, 0, 100}},
    {"taiko|timpani|war drums|太鼓|定音鼓|战鼓", {"taiko", "epic", 0, 0, 0, 100}},
    {"strings|string section|french horn|french horns|弦乐|圆号", {"strings", "cinematic", 0, 0, 0, 100}},
    {"violin|cello|小提琴|大提琴", {"violin", "emotional", 0, 0, 0, 100}},
    {"harp|flute|pan flute|竖琴|长笛", {"harp", "calm", 0, 0, 0, 100}},
    {"choir|a cappella|acappella|cappella|choral|合唱|人声合唱", {"choir", "ambient", 0, 0, 0, 100}},
    {"electric guitar|distorted guitar|power chords|电吉他", {"electric guitar", "rock", 0, 0, 0, 100}},
    {"acoustic guitar|classical guitar|nylon guitar|guitar|guitars|木吉他|古典吉他|吉他",
     {"guitar", "acoustic", 0, 0, 0, 100}},
    {"xylophone|marimba|kazoo|tuba|pizzicato|木琴|马林巴", {"xylophone", "kids", 0, 0, 0, 100}},
    {"slap bass|clavinet|wah wah|wah-wah", {"slap bass", "funk", 0, 0, 0, 100}},
    {"synthesizer|synthesiser|synths|合成器", {"synths", "electronic", 0, 0, 0, 100}},
};

static bool name_is_at(const char *prompt, const char *at, const char *name, size_t length)
{
    return strncmp(at, name, length) == 0 && style_stands_alone(prompt, at, length);
}

/* The longest name at `at`, and its row. */
static size_t name_find(const char *prompt, const char *at, const struct style_word **word)
{
    size_t longest = 0;
    for (size_t i = 0; i < COUNT(rows); i++)
        for (const char *name = rows[i].instruments; *name != '\0';) {
            size_t length = strcspn(name, "|");
            if (length > longest && name_is_at(prompt, at, name, length)) {
                longest = length;
                *word = &rows[i].word;
            }
            name += length + (name[length] == '|');
        }
    return longest;
}

size_t style_instrument_at(const char *prompt, const char *at)
{
    const struct style_word *word;
    return name_find(prompt, at, &word);
}

const struct style_word *style_implied(const char *prompt)
{
    const struct style_word *word = NULL;
    for (const char *at = prompt; *at != '\0'; at++) {
        const struct style_word *found = NULL;
        if (name_find(prompt, at, &found) > 0 && !style_negated(prompt, at)) {
            word = found;
            break;
        }
    }
    return word;
}
