/* What a whole clause of another language makes of one of its words. */
#include "agent_tongues_clause.h"

#include "agent_look.h"
#include "agent_refusal.h"
#include "agent_tongues_fade.h"
#include "agent_tongues_japanese.h"
#include "agent_tongues_title.h"
#include "bgmusic/base/count.h"

static bool names_picture(const struct word *word)
{
    static const char *const names[] = {"vídeo",    "video",   "vidéo",  "la vidéo",  "el vídeo",  "o vídeo",
                                        "do vídeo", "o video", "dieses", "el video",  "das video", "動画",
                                        "ビデオ",   "映像",    "clip",   "la imagen", "a imagem",  "l'image"};
    return word->kind == WORD_FILLER && word_is_one(word, names, COUNT(names));
}

/* "Silencia el vídeo", "accélère la vidéo", "baisse le son de la vidéo": of the picture, where nothing else is named.
 */
static void take_picture(struct word *words, size_t count)
{
    bool order = false, sound = false, cut = false;
    struct word *picture = NULL;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        picture = names_picture(&words[i]) ? &words[i] : picture;
        sound = sound || (kind == WORD_VOLUME && words[i].value == 1);
        order = order || kind == WORD_REMOVE || kind == WORD_FAST || kind == WORD_PACE || kind == WORD_TURN ||
                kind == WORD_LOUD || (kind == WORD_LONG && words[i].value < 0);
        bool edge = kind == WORD_FIRST || kind == WORD_LAST || kind == WORD_OPENING || kind == WORD_ENDING;
        cut = cut || edge;
        if (edge || kind == WORD_STOP || kind == WORD_TO || kind == WORD_AT)
            continue;
        if (kind != WORD_REMOVE && kind != WORD_FAST && kind != WORD_PACE && kind != WORD_TURN && kind != WORD_LONG &&
            kind != WORD_LOUD && kind != WORD_MAKE && kind != WORD_WANT && kind != WORD_DEGREE && kind != WORD_IT &&
            kind != WORD_FILLER && kind != WORD_NUMBER && kind != WORD_FROM && kind != WORD_NOT && kind != WORD_MORE &&
            !(kind == WORD_VOLUME && words[i].value == 1))
            return;
    }
    /* "Corta los primeros 3 segundos del vídeo" is of the picture. */
    for (size_t i = 0; i < count && cut && picture != NULL; i++)
        if (words[i].kind == WORD_STOP || words[i].kind == WORD_REMOVE) {
            words[i].kind = WORD_REFUSED;
            words[i].value = BEYOND_TRIM;
        }
    /* "Corta el vídeo a los 10 segundos", 動画を10秒にカットして */
    for (size_t i = 0; i < count && picture != NULL && words_have(words, count, WORD_NUMBER); i++)
        if (words[i].kind == WORD_STOP || (words[i].kind == WORD_REMOVE && words[i].value == 0)) {
            words[i].kind = WORD_REFUSED;
            words[i].value = BEYOND_TRIM;
            return;
        }
    if (cut || words_have(words, count, WORD_STOP))
        return;
    bool loud = words_have(words, count, WORD_TURN) || words_have(words, count, WORD_LOUD);
    if (order && picture != NULL && (!loud || sound))
        picture->kind = WORD_PICTURE;
}

/* The small word at the end of a German clause makes the verb: "nimm noch eine Geige dazu", "nimm das Tempo raus",
 * "den Originalton aus". */
static void take_german_verb(struct word *words, size_t count)
{
    static const char *const adds[] = {"dazu",     "rein",    "mit rein",   "hinzu",
                                       "mit dazu", "mit auf", "dazunehmen", "dazu nehmen"};
    static const char *const removes[] = {"raus", "weg", "heraus", "rausnehmen", "wegnehmen", "fort"};
    struct word *verb = NULL, *last = NULL;
    bool thing = false, quoted = false;
    for (size_t i = 0; i < count; i++) {
        verb = word_is(&words[i], "nimm") || word_is(&words[i], "nehmen") ? &words[i] : verb;
        enum word_kind kind = words[i].kind;
        quoted = quoted || kind == WORD_QUOTED || kind == WORD_TITLE;
        thing = thing || kind == WORD_VOICE || kind == WORD_MUSIC || kind == WORD_ROLE || quoted;
        if (!word_is(&words[i], "bitte"))
            last = &words[i];
    }
    if (last == NULL || last == words)
        return;
    bool tempo = words_have(words, count, WORD_TEMPO) && !words_have(words, count, WORD_FAST);
    if (verb != NULL && word_is_one(last, removes, COUNT(removes)) && tempo) {
        verb->kind = WORD_FILLER;
        last->kind = WORD_FAST;
        last->value = -1;
    } else if (verb != NULL && word_is_one(last, adds, COUNT(adds))) {
        verb->kind = WORD_FILLER;
        last->kind = WORD_ADD;
    } else if (verb != NULL && !words_have(words, (size_t)(verb - words), WORD_REMOVE)) {
        bool removed = false;
        for (struct word *word = verb + 1; word <= last; word++)
            removed = removed || word->kind == WORD_REMOVE || word->kind == WORD_TURN;
        if (!removed)
            verb->kind = tempo ? WORD_MAKE : WORD_USE;
    }
    if (thing && !quoted && word_is(last, "aus") && last->kind == WORD_UNKNOWN)
        last->kind = WORD_REMOVE;
    if (thing && !quoted && word_is(last, "zurück") && last->kind == WORD_UNKNOWN)
        last->kind = WORD_BRING;
    for (struct word *word = words; word < last && last->kind == WORD_BRING; word++)
        if (word_is(word, "bring") || word_is(word, "hol") || word_is(word, "hole") || word_is(word, "bringe"))
            word_say_nothing(word);
    if (last->kind == WORD_REMOVE && last->value == 1)
        for (struct word *word = words; word < last; word++)
            if (word_is(word, "schalte") || word_is(word, "schalt") || word_is(word, "stell") ||
                word_is(word, "stelle"))
                word_say_nothing(word);
    for (struct word *word = words; word < last && quoted && word_is(last, "ein"); word++)
        if (word_is(word, "blende") || word_is(word, "blend"))
            word->kind = WORD_SHOW;
    if (quoted && last->kind == WORD_FADE && word_is(last, "einblenden"))
        last->kind = WORD_SHOW;
}

/* "Deixa a bateria como está": it stays so. "Que a música entre no segundo 5": it comes in there. */
static void take_stay_or_enter(struct word *words, size_t count)
{
    static const char *const lets[] = {"deixa", "deixe", "deja", "mach", "mache"};
    static const char *const states[] = {"como está",         "como estão",      "como tá",
                                         "do jeito que está", "do jeito que tá", "tal como está",
                                         "wie es ist",        "wie sie ist",     "unverändert"};
    bool stays = false, timed = false;
    for (size_t i = 0; i < count; i++) { /* "deixa a música" */
        stays = stays || (count == 2 && i == 1 && (words[i].kind == WORD_MUSIC || words[i].kind == WORD_ROLE));
        stays = stays || (i > 0 && i + 1 == count && (word_is(&words[i], "assim") || word_is(&words[i], "así")));
        stays = stays || (words[i].kind == WORD_KEEP && word_is_one(&words[i], states, COUNT(states)));
        timed = timed || words[i].kind == WORD_NUMBER;
    }
    for (size_t i = 0; i < count; i++)
        if (stays && words[i].kind == WORD_MAKE && word_is_one(&words[i], lets, COUNT(lets)))
            words[i].kind = WORD_KEEP;
        else if (words[i].kind == WORD_MAKE && word_is_one(&words[i], lets, COUNT(lets)) &&
                 words_kind_at(words, count, i + 1) == WORD_ONLY)
            words[i].kind = WORD_KEEP; /* "deixa só a música" */
    for (size_t i = 1; i + 1 < count && timed; i++) {
        size_t next = words_past_filler(words, count, i + 1);
        bool at = next < count &&
                  (words[next].kind == WORD_AT || words[next].kind == WORD_ONLY || words[next].kind == WORD_UNKNOWN);
        if (words[i].kind == WORD_BETWEEN && word_is(&words[i], "entre") && words[i - 1].kind == WORD_MUSIC && at)
            words[i].kind = WORD_START;
    }
}

/* The word at the end of the clause makes the verb at its start: "fang erst bei Sekunde 5 an", "dreh die Musik auf",
 * "senk sie nicht ab". */
static void take_parted_verb(struct word *words, size_t count)
{
    static const struct {
        const char *verb, *end;
        enum word_kind kind;
        int value;
    } rows[] = {
        {"fang", "an", WORD_START, 0},    {"fängt", "an", WORD_START, 0},    {"dreh", "auf", WORD_TURN, 1},
        {"drehe", "auf", WORD_TURN, 1},   {"senk", "ab", WORD_TURN, -1},     {"senke", "ab", WORD_TURN, -1},
        {"heb", "an", WORD_TURN, 1},      {"hebe", "an", WORD_TURN, 1},      {"hör", "auf", WORD_STOP, 0},
        {"hört", "auf", WORD_STOP, 0},    {"blend", "aus", WORD_FADE, 2},    {"blende", "aus", WORD_FADE, 2},
        {"blend", "ein", WORD_FADE, 1},   {"blende", "ein", WORD_FADE, 1},   {"setzt", "ein", WORD_START, 0},
        {"mach", "aus", WORD_REMOVE, 0},  {"schalt", "aus", WORD_REMOVE, 0}, {"schalte", "aus", WORD_REMOVE, 0},
        {"schalt", "ab", WORD_REMOVE, 0}, {"schalte", "ab", WORD_REMOVE, 0}, {"stell", "ab", WORD_REMOVE, 0},
        {"klingt", "aus", WORD_FADE, 2},  {"kling", "aus", WORD_FADE, 2},
    };
    size_t last = count;
    for (size_t i = count; i-- > 1;)
        last = words[i].kind == WORD_WHEN ? i : last; /* "senk sie ab, wenn ich rede" */
    while (last > 0 && (word_is(&words[last - 1], "bitte") || word_is(&words[last - 1], ",")))
        last--;
    if (last < 2 || words_have(words, count, WORD_QUOTED) || words_have(words, count, WORD_TITLE))
        return;
    for (size_t i = 0; i + 1 < last; i++)
        for (size_t k = 0; k < COUNT(rows); k++)
            if (word_is(&words[i], rows[k].verb) && word_is(&words[last - 1], rows[k].end)) {
                words[i].kind = rows[k].kind;
                words[i].value = rows[k].value;
                word_say_nothing(&words[last - 1]);
                return;
            }
}

/* "Que el título desaparezca en el segundo 5", "das Schlagzeug soll verschwinden": what vanishes says how. */
static void take_vanish(struct word *words, size_t count)
{
    static const char *const verbs[] = {"desaparezca",  "desaparecer", "desaparece",  "verschwinden",
                                        "verschwindet", "disparaisse", "disparaître", "disparaît",
                                        "suma",         "sumir",       "desapareça"};
    bool title = words_have(words, count, WORD_TITLE), role = words_have(words, count, WORD_ROLE);
    if ((!title && !role) || words_have(words, count, WORD_MUSIC))
        return;
    for (size_t i = 0; i < count; i++)
        if (words[i].kind == WORD_FADE && word_is_one(&words[i], verbs, COUNT(verbs))) {
            words[i].kind = title && words_have(words, count, WORD_NUMBER) ? WORD_STOP : WORD_REMOVE;
            words[i].value = 0;
        }
}

/* "Man hört die Musik kaum": too soft. */
static void take_hardly_heard(struct word *words, size_t count)
{
    static const char *const verbs[] = {"hört", "höre", "hör"};
    static const char *const hardly[] = {"kaum", "fast", "schlecht", "wenig"};
    struct word *verb = NULL;
    for (size_t i = 0; i < count; i++) {
        verb = word_is_one(&words[i], verbs, COUNT(verbs)) ? &words[i] : verb;
        bool no = word_is_one(&words[i], hardly, COUNT(hardly)) || words[i].kind == WORD_NOT;
        if (verb == NULL || !no || verb->kind == WORD_LOUD)
            continue;
        verb->kind = WORD_LOUD;
        verb->value = 1;
        for (size_t k = i; k < count; k++)
            word_say_nothing(&words[k]);
        return;
    }
}

/* "Set the song to 90 bpm": its tempo. */
static void take_bpm(struct word *words, size_t count)
{
    struct word *music = NULL;
    bool bpm = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        music = kind == WORD_MUSIC ? &words[i] : music;
        bpm = bpm || (kind == WORD_NUMBER && words[i].unit == UNIT_BPM);
        if (kind != WORD_MUSIC && kind != WORD_NUMBER && kind != WORD_MAKE && kind != WORD_TO && kind != WORD_AT &&
            kind != WORD_FILLER && kind != WORD_WANT)
            return;
    }
    if (bpm && music != NULL)
        music->kind = WORD_TEMPO;
}

/* "Mets le volume au maximum", "coloca o tempo em 100": nothing is added, it is set. */
static void take_set(struct word *words, size_t count)
{
    static const char *const pauses[] = {"pause", "en pause", "pausa", "en pausa", "em pausa"};
    static const char *const verbs[] = {"mets",    "mettre", "mettez", "pon",  "poner", "ponle", "ponme", "coloca",
                                        "coloque", "põe",    "ponha",  "bota", "gib",   "setz",  "setze", "bote",
                                        "colocar", "ponga",  "leg",    "add",  "mete",  "métele"};
    bool full = words_have(words, count, WORD_FULL) && words_have(words, count, WORD_MUSIC);
    bool set = full || words_have(words, count, WORD_VOLUME) || words_have(words, count, WORD_TEMPO) ||
               (words_have(words, count, WORD_KEY) && !words_have(words, count, WORD_STYLE));
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        set = set || (kind == WORD_STOP && word_is_one(&words[i], pauses, COUNT(pauses)));
        if (kind == WORD_ROLE || kind == WORD_TITLE || kind == WORD_FADE || kind == WORD_QUOTED || kind == WORD_MORE)
            return;
    }
    for (size_t i = 0; i < count && set; i++)
        if (words[i].kind == WORD_ADD && word_is_one(&words[i], verbs, COUNT(verbs)))
            words[i].kind = WORD_MAKE;
}

/* "Mir gefällt das Schlagzeug nicht", "ich mag die Musik nicht": it is disliked. */
static void take_german_dislike(struct word *words, size_t count)
{
    struct word *verb = NULL;
    for (size_t i = 0; i < count; i++) {
        bool likes = word_is(&words[i], "gefällt") || word_is(&words[i], "mag") || word_is(&words[i], "passt") ||
                     word_is(&words[i], "gefallen");
        verb = likes ? &words[i] : verb;
        if (verb != NULL && words[i].kind == WORD_NOT && word_is(&words[i], "nicht")) {
            word_say_nothing(verb);
            words[i].value = words_have(words, count, WORD_ROLE) ? REFUSAL_NO : REFUSAL_NOT;
            words[i].number = NOT_LIKED;
            return;
        }
    }
}

/* "Pon un arpa en lugar del piano", "add a harp instead of the piano": it is put in its place. */
static void take_put_instead(struct word *words, size_t count)
{
    size_t roles = 0, replaces = 0;
    for (size_t i = 0; i < count; i++) {
        roles += words[i].kind == WORD_ROLE;
        replaces += words[i].kind == WORD_REPLACE;
    }
    for (size_t i = 0; i < count && roles == 2 && replaces == 1; i++)
        if (words[i].kind == WORD_ADD)
            word_say_nothing(&words[i]);
}

/* "Corta la batería": gone, where no time says from where on. */
static void take_cut_part(struct word *words, size_t count)
{
    static const char *const verbs[] = {"corta", "corte", "cortar", "arrête", "stopp", "stoppe"};
    bool voice = words_have(words, count, WORD_VOICE) && !words_have(words, count, WORD_MUSIC);
    for (size_t i = 0; i < count && voice; i++) /* "corta o som original entre 3 e 6 segundos" */
        if (words[i].kind == WORD_STOP && word_is_one(&words[i], verbs, COUNT(verbs))) {
            words[i].kind = WORD_REMOVE;
            words[i].value = 1;
            return;
        }
    if (!words_have(words, count, WORD_ROLE) || words_have(words, count, WORD_NUMBER) ||
        words_have(words, count, WORD_WHEN) || words_have(words, count, WORD_MUSIC) ||
        words_have(words, count, WORD_ENDING) || words_have(words, count, WORD_NOT))
        return;
    for (size_t i = 0; i < count; i++)
        if (words[i].kind == WORD_STOP && word_is_one(&words[i], verbs, COUNT(verbs))) {
            words[i].kind = WORD_REMOVE;
            words[i].value = 0;
        }
}

/* "Dale un tono más triste": no key. */
static void take_tone(struct word *words, size_t count)
{
    static const char *const names[] = {"tono", "tom", "ton", "el tono", "o tom", "le ton", "um tom", "un tono"};
    if (!words_have(words, count, WORD_VALENCE) && !words_have(words, count, WORD_ENERGY))
        return;
    for (size_t i = 0; i < count; i++)
        if (words[i].kind == WORD_KEY && word_is_one(&words[i], names, COUNT(names)))
            word_say_nothing(&words[i]);
}

/* "Déjala al 30": it is to be so loud. */
static void take_left_at(struct word *words, size_t count)
{
    static const char *const verbs[] = {"déjala", "déjalo", "laisse-la", "laisse-le", "déjame", "mantenla"};
    struct word *verb = NULL;
    bool number = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        verb = kind == WORD_KEEP && word_is_one(&words[i], verbs, COUNT(verbs)) ? &words[i] : verb;
        number = number || (kind == WORD_NUMBER && (words[i].unit == UNIT_NONE || words[i].unit == UNIT_PERCENT));
        if (kind != WORD_KEEP && kind != WORD_TO && kind != WORD_AT && kind != WORD_NUMBER && kind != WORD_FILLER)
            return;
    }
    if (verb != NULL && number)
        verb->kind = WORD_IT;
}

/* "In den letzten 5 Sekunden langsam leiser", 最後の5秒で徐々に小さく: the music fades out. */
static void take_fade_behind(struct word *words, size_t count)
{
    struct word *gradual = NULL, *down = NULL;
    bool last = false;
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = words[i].kind;
        static const char *const names[] = {"徐々に",     "だんだん",  "langsam",         "allmählich",  "poco a poco",
                                            "aos poucos", "peu à peu", "progressivement", "gradualmente"};
        gradual = kind == WORD_GRADUAL && word_is_one(&words[i], names, COUNT(names)) ? &words[i] : gradual;
        down = (kind == WORD_LOUD || kind == WORD_TURN) && words[i].value < 0 ? &words[i] : down;
        last = last || kind == WORD_LAST || kind == WORD_ENDING;
        if (kind == WORD_ROLE || kind == WORD_VOICE || kind == WORD_NOT || kind == WORD_TITLE)
            return;
    }
    if (gradual == NULL || down == NULL || !last)
        return;
    word_say_nothing(gradual);
    down->kind = WORD_FADE;
    down->value = 2;
    for (size_t i = 0; i < count; i++)
        if (words[i].kind == WORD_KEEP || (words[i].kind == WORD_VOLUME && words[i].value == 1))
            word_say_nothing(&words[i]);
}

void agent_tongues_clause(struct word *words, size_t count)
{
    take_picture(words, count);
    take_set(words, count);
    take_bpm(words, count);
    take_german_verb(words, count);
    take_parted_verb(words, count);
    take_vanish(words, count);
    take_hardly_heard(words, count);
    take_stay_or_enter(words, count);
    take_german_dislike(words, count);
    take_tone(words, count);
    take_cut_part(words, count);
    take_put_instead(words, count);
    take_left_at(words, count);
    take_fade_behind(words, count);
    agent_tongues_fade_clause(words, count);
    agent_tongues_title_clause(words, count);
    agent_tongues_japanese(words, count);
}
