/* Japanese words whose meaning hangs on the clause. */
#include "agent_tongues_japanese.h"

#include <string.h>

#include "agent_look.h"
#include "bgmusic/base/count.h"

/* そんなに大きくしないで: the other way. */
static void take_not_so_much(struct word *words, size_t count)
{
    struct word *step = NULL;
    bool so = false;
    for (size_t i = 0; i < count; i++) {
        so = so || word_is(&words[i], "そんなに") || word_is(&words[i], "あまり");
        if (so && (words[i].kind == WORD_LOUD || words[i].kind == WORD_FAST || words[i].kind == WORD_ENERGY ||
                   words[i].kind == WORD_VALENCE))
            step = &words[i];
        if (step != NULL && words[i].kind == WORD_NOT) {
            step->value = -step->value;
            step->number = -step->number;
            step->is_style = false;
            word_say_nothing(&words[i]);
            return;
        }
    }
}

/* ギター以外を全部消して: that alone is left. */
static void take_all_but(struct word *words, size_t count)
{
    struct word *except = NULL;
    for (size_t i = 1; i < count; i++)
        if (words[i].kind == WORD_EXCEPT && word_starts(&words[i], "以外") && words[i - 1].kind == WORD_ROLE)
            except = &words[i];
    if (except == NULL || !words_have(words, count, WORD_REMOVE))
        return;
    except->kind = WORD_ONLY;
    except->value = 0;
    for (size_t i = 0; i < count; i++)
        if (words[i].kind == WORD_REMOVE || words[i].kind == WORD_ALL || words[i].kind == WORD_INSTRUMENTS)
            word_say_nothing(&words[i]);
}

/* Japanese: ドラムが邪魔 takes them away, 音楽が邪魔 is too loud; 2秒かけて is a length; 徐々に音を入れて a fade;
 * 音楽だけにして leaves the music alone; 最初のフェードイン is the one that there is. */
static void take_japanese(struct word *words, size_t count)
{
    bool role = words_have(words, count, WORD_ROLE) && !words_have(words, count, WORD_MUSIC) &&
                !words_have(words, count, WORD_VOICE);
    bool gradual = words_have(words, count, WORD_GRADUAL) &&
                   (words_have(words, count, WORD_MUSIC) || words_have(words, count, WORD_VOLUME));
    for (size_t i = 0; i < count; i++) {
        if (!word_is_wide(&words[i]))
            continue;
        enum word_kind next = words_kind_at(words, count, i + 1), last = i > 0 ? words[i - 1].kind : WORD_JOINT;
        bool mood = words[i].kind == WORD_ENERGY || words[i].kind == WORD_VALENCE;
        if (mood && words[i].is_style && next == WORD_MUSIC && words_have(words, count, WORD_ADD))
            words[i].kind = WORD_STYLE; /* 落ち着いた音楽を追加して */
        if (role && words[i].kind == WORD_LOUD && word_starts(&words[i], "邪魔")) {
            words[i].kind = WORD_REMOVE;
            words[i].value = 0;
        }
        if (i > 1 && words[i].kind == WORD_VOLUME && word_is(&words[i], "音") && words[i - 2].kind == WORD_ROLE)
            word_say_nothing(&words[i]);                                              /* ピアノの音 */
        if (i > 0 && words[i].kind == WORD_FAST && agent_names_time(&words[i - 1])) { /* 5秒早く */
            words[i].kind = WORD_LATER;
            words[i].value = -words[i].value;
        }
        if (i > 0 && words[i].kind == WORD_ADD && word_is(&words[i], "かけて") && agent_names_time(&words[i - 1]))
            word_say_nothing(&words[i]);
        if (gradual && words[i].kind == WORD_ADD && word_starts(&words[i], "入れ")) {
            words[i].kind = WORD_FADE;
            words[i].value = 1;
            for (size_t k = 0; k < i; k++)
                if (words[k].kind == WORD_GRADUAL || words[k].kind == WORD_VOLUME)
                    word_say_nothing(&words[k]);
        }
        if (words[i].kind == WORD_MAKE && last == WORD_ONLY && i > 1 && words[i - 2].kind == WORD_MUSIC)
            word_say_nothing(&words[i]);
        if ((words[i].kind == WORD_FIRST || words[i].kind == WORD_LAST) && next == WORD_FADE) {
            if (words[i + 1].value == 3)
                words[i + 1].value = words[i].kind == WORD_FIRST ? 1 : 2;
            word_say_nothing(&words[i]);
        }
    }
}

/* ドラムもベースもなしで: the word behind is of all that are named. */
static void take_all_refused(struct word *words, size_t count)
{
    size_t last = count, roles = 0;
    while (last > 0 && words[last - 1].kind == WORD_FILLER)
        last--;
    if (last < 4 || words[last - 1].kind != WORD_NOT || !word_is_wide(&words[last - 1]))
        return;
    for (size_t i = 0; i + 1 < last; i++) {
        roles += words[i].kind == WORD_ROLE;
        if (words[i].kind != WORD_ROLE && !word_is(&words[i], "も") && !word_is(&words[i], "と") &&
            !word_is(&words[i], "や") && !word_is(&words[i], "は"))
            return;
    }
    if (roles < 2)
        return;
    struct word no = words[last - 1];
    no.start = words[0].start;
    no.length = words[0].length;
    memmove(words + 1, words, (last - 1) * sizeof *words);
    words[0] = no;
}

/* ギターじゃなくてピアノを小さく: the first one is not meant. */
static void take_not_but(struct word *words, size_t count)
{
    static const char *const buts[] = {"じゃなくて", "ではなくて", "じゃなく", "ではなく"};
    for (size_t i = 1; i + 2 < count; i++) {
        bool moves = words_have(words + i, count - i, WORD_LOUD) || words_have(words + i, count - i, WORD_TURN) ||
                     words_have(words + i, count - i, WORD_REMOVE) || words_have(words + i, count - i, WORD_MORE);
        if (words[i - 1].kind != WORD_ROLE || words[i + 1].kind != WORD_ROLE || !moves ||
            !word_is_one(&words[i], buts, COUNT(buts)))
            continue;
        word_say_nothing(&words[i - 1]);
        word_say_nothing(&words[i]);
    }
}

static bool is_music_said(const struct word *word)
{
    return word->is_style || word->kind == WORD_STYLE || word->kind == WORD_MUSIC || word->kind == WORD_VALENCE ||
           word->kind == WORD_ENERGY;
}

/* な behind the plain form of a verb, at the end of what is said. */
static bool is_forbidding(const struct word *words, size_t count, size_t i)
{
    static const char *const ends[] = {"る", "す", "く", "ぐ", "む", "ぶ", "う", "つ"};
    const struct word *verb = &words[i - 1];
    bool plain = false;
    for (size_t k = 0; k < COUNT(ends) && verb->length > strlen(ends[k]); k++)
        plain = plain || memcmp(verb->start + verb->length - strlen(ends[k]), ends[k], strlen(ends[k])) == 0;
    size_t next = i + 1 < count && (word_is(&words[i + 1], "よ") || word_is(&words[i + 1], "！")) ? i + 2 : i + 1;
    return plain && word_is(&words[i], "な") && (next >= count || words[next].kind == WORD_JOINT);
}

void agent_tongues_japanese_joint(struct word *words, size_t count, size_t i)
{
    if (i > 0 && is_forbidding(words, count, i)) { /* 音楽を消すな */
        words[i].kind = WORD_NOT;
        words[i].value = REFUSAL_NOT;
        words[i].is_style = false;
        return;
    }
    if (i == 0 || i + 1 >= count || !word_is_wide(&words[i]))
        return;
    enum word_kind last = words[i - 1].kind, next = words[i + 1].kind;
    /* フェードアウトを3秒じゃなくて5秒に */
    bool led = (next == WORD_AT || next == WORD_TO) && words_kind_at(words, count, i + 2) == WORD_NUMBER;
    if (last == WORD_NUMBER && (next == WORD_NUMBER || led) &&
        (word_starts(&words[i], "じゃなく") || word_starts(&words[i], "ではなく"))) {
        word_say_nothing(&words[i - 1]);
        word_say_nothing(&words[i]);
        if (led && words_have(words, i, WORD_FADE))
            word_say_nothing(&words[i + 1]);
        return;
    }
    /* ドラムなしの明るい音楽にして: none of them, and such music */
    bool without = word_is(&words[i], "の") && last == WORD_NOT && i > 1 && words[i - 2].kind == WORD_ROLE &&
                   is_music_said(&words[i + 1]);
    /* ジャズに変えてゆっくりにして: the one, and then the other */
    bool chain = words[i].kind == WORD_MAKE && words[i - 1].is_style && words[i].length >= strlen("て") &&
                 memcmp(words[i].start + words[i].length - strlen("て"), "て", strlen("て")) == 0 &&
                 (next == WORD_FAST || next == WORD_LOUD || next == WORD_TURN);
    bool turns =
        next == WORD_LOUD || next == WORD_TURN || next == WORD_FAST || next == WORD_ENERGY || next == WORD_VALENCE;
    bool turned = last == WORD_LOUD || last == WORD_FAST || last == WORD_ENERGY || last == WORD_VALENCE;
    /* 大きくしないで速くして: the second alone */
    bool instead = words[i].kind == WORD_NOT && turned && turns && (i == 1 || !word_is(&words[i - 2], "そんなに"));
    if (instead) {
        word_say_nothing(&words[i - 1]);
        words[i].kind = WORD_JOINT;
        words[i].value = JOINT_AND;
        return;
    }
    /* タイトルなしで音楽を小さく: none of it, and quieter */
    bool both = words[i].kind == WORD_MUSIC && last == WORD_NOT && words[i - 1].value == REFUSAL_WITHOUT && i > 1 &&
                (words[i - 2].kind == WORD_TITLE || words[i - 2].kind == WORD_ROLE) &&
                (words_have(words + i, words_clause_end(words, count, i) - i, WORD_LOUD) ||
                 words_have(words + i, words_clause_end(words, count, i) - i, WORD_TURN));
    without = without || both;
    /* 気に入らないので別の曲にして: what is disliked, and then the order */
    bool disliked = last == WORD_NOT && words[i - 1].value == REFUSAL_NOT &&
                    (word_is(&words[i], "ので") || word_is(&words[i], "から"));
    if (!without && !chain && !disliked)
        return;
    words[i].kind = WORD_JOINT;
    words[i].value = disliked ? JOINT_HARD : JOINT_AND;
}

/* タイトルをずっと表示して; 終わりの3秒前に, in the order of the other languages. */
static void take_always_and_before(struct word *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (words[i].kind == WORD_DEGREE && word_is(&words[i], "ずっと") && words_have(words, count, WORD_TITLE)) {
            words[i].kind = WORD_EVERYWHERE;
            words[i].value = 0;
        }
        if (i + 2 >= count || words[i].kind != WORD_LAST || !word_is_wide(&words[i]) ||
            !agent_names_time(&words[i + 1]) || !word_is(&words[i + 2], "前"))
            continue;
        struct word number = words[i + 1], end = words[i];
        words[i] = number;
        words[i + 1] = words[i + 2];
        words[i + 1].kind = WORD_BEFORE;
        words[i + 1].value = 0;
        words[i + 2] = end;
        words[i + 2].kind = WORD_ENDING;
        words[i + 2].value = 0;
    }
}

void agent_tongues_japanese(struct word *words, size_t count)
{
    take_all_refused(words, count);
    take_not_but(words, count);
    take_not_so_much(words, count);
    take_all_but(words, count);
    take_always_and_before(words, count);
    take_japanese(words, count);
}
