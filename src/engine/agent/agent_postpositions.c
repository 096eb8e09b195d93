/* Particles behind times, put where places are looked for. */
#include "agent_postpositions.h"

#include "agent_look.h"
#include "bgmusic/base/count.h"

/* What a particle behind a time makes of it; `needs_turn`: only where the clause says that something starts or ends,
 * for 3秒でフェードアウト is a length. */
struct particle {
    const char *text;
    enum word_kind kind;
    int value;
    bool needs_turn;
};

static const struct particle particles[] = {
    {"から", WORD_FROM, 0, false},     {"からは", WORD_FROM, 0, false}, {"以降", WORD_FROM, 0, false},
    {"より後", WORD_FROM, 0, false},   {"のあと", WORD_FROM, 0, false}, {"の後", WORD_FROM, 0, false},
    {"より前", WORD_TO, 1, false},     {"よりも前", WORD_TO, 1, false}, {"後に", WORD_FROM, 0, false},
    {"後から", WORD_FROM, 0, false},   {"後", WORD_FROM, 0, false},     {"まで", WORD_TO, 1, false},
    {"に", WORD_AT, 0, false},         {"で", WORD_AT, 0, true},        {"の時点で", WORD_AT, 0, false},
    {"のところで", WORD_AT, 0, false},
};

static const struct particle *particle_of(const struct word *word)
{
    for (size_t i = 0; i < COUNT(particles); i++)
        if (word_is(word, particles[i].text))
            return &particles[i];
    return NULL;
}

/* 5秒目から, 5秒のところから, 5秒あたりから: what stands between says nothing. */
static size_t particle_behind(const struct word *words, size_t count, size_t time)
{
    static const char *const between[] = {"目",     "の",     "ところ", "あたり", "辺り",
                                          "くらい", "ぐらい", "時点",   "頃",     "ごろ"};
    size_t i = time + 1;
    while (i < count && word_is_one(&words[i], between, COUNT(between)))
        i++;
    return i;
}

static bool clause_turns(const struct word *words, size_t count, size_t i)
{
    for (size_t k = i; k < count && words[k].kind != WORD_JOINT; k++)
        if (words[k].kind == WORD_STOP || words[k].kind == WORD_START || words[k].kind == WORD_CUT ||
            (words[k].kind == WORD_REMOVE && word_starts(&words[k], "切")))
            return true;
    return false;
}

/* The particle comes first; both say where they stood together. */
static void swap(struct word *words, size_t time, size_t behind, const struct particle *particle)
{
    struct word number = words[time], lead = words[behind];
    lead.kind = particle->kind;
    lead.value = particle->value;
    lead.is_style = false;
    lead.length = number.length = (size_t)(lead.start + lead.length - number.start);
    lead.start = number.start;
    words[time] = lead;
    words[time + 1] = number;
    for (size_t i = time + 2; i <= behind; i++) {
        words[i].kind = WORD_FILLER;
        words[i].is_style = false;
    }
}

/* 3秒から5秒, 3秒から5秒まで, 3秒から5秒の間: `behind` is at から, a time follows. Returns where it ends. */
static size_t span_take(struct word *words, size_t count, size_t behind)
{
    words[behind].kind = WORD_TO;
    words[behind].value = 0;
    size_t last = particle_behind(words, count, behind + 1);
    const struct particle *until = last < count ? particle_of(&words[last]) : NULL;
    if (until == NULL || until->kind != WORD_TO)
        return behind + 1;
    words[last].kind = WORD_BETWEEN;
    return last;
}

void agent_postpositions(struct word *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!agent_names_time(&words[i]))
            continue;
        size_t behind = particle_behind(words, count, i);
        const struct particle *particle = behind < count ? particle_of(&words[behind]) : NULL;
        bool led = i > 0 && (words[i - 1].kind == WORD_FIRST || words[i - 1].kind == WORD_LAST ||
                             words[i - 1].kind == WORD_OPENING || words[i - 1].kind == WORD_ENDING);
        if (particle == NULL || led || (particle->needs_turn && !clause_turns(words, count, behind + 1)))
            continue;
        if (particle->kind == WORD_FROM && behind + 1 < count && agent_names_time(&words[behind + 1])) {
            i = span_take(words, count, behind);
            continue;
        }
        swap(words, i, behind, particle);
        i = behind;
    }
}
