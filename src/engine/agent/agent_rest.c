/* The rest of the instruments. */
#include "agent_rest.h"

#include "agent_look.h"
#include "bgmusic/base/count.h"

bool rest_is_removed(const struct word *words, size_t count, unsigned kept, struct edit_list *edits)
{
    static const char *const goes[] = {"goes", "go", "can go", "out", "leaves"};
    static const char *const rests[] = {"everything else", "the rest",   "all the rest", "all else",      "all others",
                                        "all the others",  "其他的",     "其他",         "其它",          "其余的",
                                        "剩下的",          "das andere", "alles andere", "den rest",      "le reste",
                                        "tout le reste",   "el resto",   "lo demás",     "todo lo demás", "o resto"};
    bool removes = false, rest = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        bool names = word_is_one(&words[i], rests, COUNT(rests));
        bool gone = rest && word_is_one(&words[i], goes, COUNT(goes)); /* "the rest goes" */
        removes = removes || gone || kind == WORD_REMOVE || (kind == WORD_NOT && words[i].value == REFUSAL_NO);
        rest = rest || names;
        if (!names && !gone && kind != WORD_REMOVE && kind != WORD_NOT && kind != WORD_FILLER &&
            kind != WORD_INSTRUMENTS && kind != WORD_ALL && kind != WORD_OTHER && kind != WORD_IT && kind != WORD_WANT)
            return false;
    }
    if (!removes || !rest || kept == 0)
        return false;
    edit_list_add(edits, EDIT_PARTS_ONLY)->roles = kept;
    return true;
}
