/* Japanese words whose meaning hangs on the clause. */
#include "agent_tongues_japanese.h"

#include "agent_look.h"

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

void agent_tongues_japanese(struct word *words, size_t count)
{
    take_not_so_much(words, count);
    take_all_but(words, count);
    take_japanese(words, count);
}
