/* The words of a prompt that speak of music: genres pick a row, moods shift it, a second style colours it. English and
 * Chinese. What the lexicon does not know is read as the word most like it, or falls to the nearest mood. */
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/prefix_index.h"
#include "bgmusic/base/text.h"
#include "style_table.h"
#include "style_row.h"
#include "style_context.h"
#include "style_lexicon.h"

enum { MOST_PROMPT = 4096, MOST_HITS = 24 };

struct hit {
    const struct style_word *word;
    size_t at, length;
};

static const struct style_word *lexicon_at(size_t index)
{
    if (index < style_lexicon_count)
        return &style_lexicon[index];
    index -= style_lexicon_count;
    if (index < style_lexicon_subjects_count)
        return &style_lexicon_subjects[index];
    index -= style_lexicon_subjects_count;
    if (index < style_lexicon_stock_count)
        return &style_lexicon_stock[index];
    index -= style_lexicon_stock_count;
    if (index < style_lexicon_languages_count)
        return &style_lexicon_languages[index];
    index -= style_lexicon_languages_count;
    return index < style_lexicon_tongues_count ? &style_lexicon_tongues[index] : NULL;
}

static struct prefix_index by_word;

static void index_make(void)
{
    const struct style_word *word;
    for (size_t i = 0; (word = lexicon_at(i)) != NULL; i++)
        prefix_index_add(&by_word, word->word, strlen(word->word));
    prefix_index_sort(&by_word);
}

/* The longest word of the lexicon at `at`. */
static const struct style_word *longest_at(const char *prompt, const char *at, size_t *length)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, index_make);
    struct prefix_walk walk = {.text = at};
    size_t number;
    while (prefix_index_next(&by_word, &walk, &number, length))
        if (style_stands_alone(prompt, at, *length))
            return lexicon_at(number);
    *length = 0;
    return NULL;
}

/* "jazzz": a letter held down. */
static bool has_held_letter(const char *text)
{
    for (size_t i = 2; text[0] != '\0' && text[1] != '\0' && text[i] != '\0'; i++)
        if (text[i] == text[i - 1] && text[i] == text[i - 2])
            return true;
    return false;
}

/* "Clam" for "calm": the same letters, two neighbours behind the first one swapped. */
static bool letters_swapped(const char *a, const char *b)
{
    size_t i = 1;
    while (a[i] != '\0' && a[i] == b[i])
        i++;
    return a[0] == b[0] && a[i] != '\0' && a[i + 1] != '\0' && a[i] == b[i + 1] && a[i + 1] == b[i] &&
           strcmp(a + i + 2, b + i + 2) == 0;
}

/* The word that an unknown one is a slip of the keys of ("melancolic"): long words alone, for short ones are too like
 * each other, with the same first letter, and never by a stem: "highlights" is no "highlife". */
static const struct style_word *most_like(const char *at, size_t length)
{
    enum { LEAST_LETTERS = 6, LONG_LETTERS = 9, MOST_LETTERS = 24, LEAST_DOUBLED = 3 };
    const struct style_word *best = NULL, *word;
    size_t least = 3;
    char said[MOST_LETTERS + 1];
    if (length < LEAST_DOUBLED || length > MOST_LETTERS || style_is_real_word(at, length))
        return NULL;
    memcpy(said, at, length);
    said[length] = '\0';
    bool held = has_held_letter(said);
    for (size_t i = 0; (word = lexicon_at(i)) != NULL; i++) {
        size_t size = strlen(word->word);
        if (word->word[0] == at[0] && (size > LEAST_DOUBLED || held) && text_same_but_doubled(said, word->word))
            return word;
        if (size == length && length > LEAST_DOUBLED && size < LEAST_LETTERS && letters_swapped(said, word->word))
            return word; /* "clam music" */
        if (length < LEAST_LETTERS || word->word[0] != at[0] || size < LEAST_LETTERS || size > length + 2 ||
            length > size + 2)
            continue;
        size_t slips = text_distance(said, word->word);
        if (slips <= (length >= LONG_LETTERS ? 2u : 1u) && slips < least) {
            least = slips;
            best = word;
        }
    }
    return best;
}

/* Words that carry no style; others that nothing explains are told to be unknown. */
static bool is_common(const char *at, size_t length)
{
    static const char *const common[] = {
        "about",        "add",   "all",      "also",    "and",        "any",      "are",      "background",
        "based",        "beat",  "beats",    "bed",     "bgm",        "bit",      "but",      "can",
        "clip",         "could", "feel",     "feeling", "feels",      "film",     "first",    "fits",
        "fitting",      "for",   "from",     "genre",   "get",        "give",     "goes",     "good",
        "great",        "has",   "have",     "help",    "here",       "her",      "his",      "how",
        "instrumental", "into",  "its",      "just",    "kind",       "like",     "little",   "look",
        "looks",        "lot",   "make",     "maybe",   "match",      "matches",  "matching", "mix",
        "mixed",        "mood",  "moods",    "more",    "most",       "much",     "music",    "must",
        "need",         "new",   "nice",     "not",     "now",        "off",      "one",      "only",
        "our",          "out",   "over",     "part",    "perfect",    "piece",    "play",     "please",
        "really",       "scene", "should",   "some",    "something",  "somewhat", "song",     "songs",
        "sort",         "sound", "sounding", "sounds",  "soundtrack", "style",    "styled",   "suitable",
        "suits",        "than",  "that",     "the",     "their",      "them",     "then",     "there",
        "they",         "this",  "time",     "too",     "touch",      "track",    "tune",     "tunes",
        "type",         "under", "use",      "using",   "very",       "vibe",     "vibes",    "video",
        "videos",       "want",  "was",      "way",     "well",       "what",     "when",     "where",
        "which",        "while", "who",      "will",    "with",       "without",  "work",     "would",
        "you",          "your",
    };
    size_t low = 0, high = COUNT(common);
    for (; low < high; low++)
        if (strlen(common[low]) == length && memcmp(common[low], at, length) == 0)
            return true;
    return false;
}

static void list_add(char *list, size_t room, const char *word, size_t length)
{
    size_t used = strlen(list);
    if (used + length + 3 > room)
        return;
    if (used > 0) {
        memcpy(list + used, ", ", 2);
        used += 2;
    }
    memcpy(list + used, word, length);
    list[used + length] = '\0';
}

/* A word that the lexicon does not have: guessed at, or noted as unknown. Returns its length. */
static size_t read_unknown(const char *prompt, const char *at, struct hit hits[MOST_HITS], size_t *count,
                           struct style_match *match)
{
    size_t length = 0;
    /* "Don't" is one word, "l'électro" two. */
    for (size_t letter; (letter = style_letter_at(at + length)) > 0 || (at[length] == '\'' && length > 1);)
        length += letter > 0 ? letter : 1;
    bool digits = strspn(at, "0123456789") > 0;
    if (length < 3 || digits || is_common(at, length))
        return length > 0 ? length : 1;
    const struct style_word *like = most_like(at, length);
    if (like != NULL && !style_negated(prompt, at) && *count < MOST_HITS)
        hits[(*count)++] = (struct hit){like, (size_t)(at - prompt), length};
    else if (like == NULL && style_instrument_at(prompt, at) == 0)
        list_add(match->unknown, sizeof match->unknown, at, length);
    return length;
}

static bool is_han(const char *at)
{
    return (unsigned char)at[0] >= 0xe4 && (unsigned char)at[0] <= 0xe9 && at[1] != '\0' && at[2] != '\0';
}

/* Chinese characters up to the next known word. Returns their length. */
static size_t read_unknown_han(const char *prompt, const char *at, struct style_match *match)
{
    size_t length = 3, next;
    while (is_han(at + length) && longest_at(prompt, at + length, &next) == NULL &&
           style_trap_length(prompt, at + length) == 0)
        length += 3;
    if (!style_negated(prompt, at))
        list_add(match->unknown, sizeof match->unknown, at, length);
    return length;
}

void style_unknown_filter(const char *unknown, size_t (*known_length)(const char *text), char *place, size_t size)
{
    enum { LEAST_HAN_BYTES = 6 };
    place[0] = '\0';
    for (const char *at = unknown; *at != '\0';) {
        size_t length = strcspn(at, ","), used = 0;
        bool han = is_han(at);
        while (used < length) {
            size_t known = known_length(at + used), left = used;
            if (known > 0 && known <= length - used) {
                used += known;
                if (!han)
                    used = length; /* the whole word, or as good as */
                continue;
            }
            while (left < length && (!han || known_length(at + left) == 0))
                left += han ? 3 : length - left;
            left = left < length ? left : length;
            if (!han || left - used >= LEAST_HAN_BYTES)
                list_add(place, size, at + used, left - used);
            used = left;
        }
        at += length;
        at += strspn(at, ", ");
    }
}

static size_t find_hits(const char *prompt, struct hit hits[MOST_HITS], struct style_match *match)
{
    size_t count = 0;
    for (const char *at = prompt; *at != '\0' && count < MOST_HITS;) {
        size_t length, trap = style_trap_length(prompt, at);
        if (trap > 0) {
            at += trap;
            continue;
        }
        const struct style_word *word = longest_at(prompt, at, &length);
        if (word != NULL) {
            bool passed = word->weight == 3 && style_is_subject(prompt, at, at + length);
            if (!style_negated(prompt, at) && !passed)
                hits[count++] = (struct hit){word, (size_t)(at - prompt), length};
            at += length;
        } else if (style_letter_at(at) > 0 && !style_letter_before(prompt, at)) {
            at += read_unknown(prompt, at, hits, &count, match);
        } else if (is_han(at) && style_instrument_at(prompt, at) == 0) {
            at += read_unknown_han(prompt, at, match);
        } else {
            at++;
        }
    }
    return count;
}

static double limit(double value)
{
    return value < -1 ? -1 : value > 1 ? 1 : value;
}

static void name_words(const struct hit *hits, size_t count, struct style_match *match)
{
    for (size_t i = 0; i < count; i++) {
        bool again = false;
        for (size_t j = 0; j < i; j++)
            again = again || hits[j].word == hits[i].word;
        if (!again)
            list_add(match->words, sizeof match->words, hits[i].word->word, strlen(hits[i].word->word));
    }
}

/* Rows whose colour is a mood that any other row can take on by energy and valence alone. */
static bool is_plain(const char *style)
{
    static const char *const plain[] = {"calm", "happy", "sad", "upbeat", "emotional", "inspiring", "lofi"};
    for (size_t i = 0; i < COUNT(plain); i++)
        if (strcmp(plain[i], style) == 0)
            return true;
    return false;
}

/* The heaviest word picks the row, the earlier of two as heavy; the heaviest of the rest colours it. */
static const struct style_word *pick(const struct hit *hits, size_t count, const char *except)
{
    const struct style_word *picked = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct style_word *word = hits[i].word;
        if (word->style == NULL || (except != NULL && (strcmp(word->style, except) == 0 || word->weight < 1)))
            continue;
        /* "lofi" as a word is a genre; its moods ("chill", "mellow") are plain. */
        if (except != NULL && word->weight < 3 && is_plain(word->style))
            continue;
        if (picked == NULL || word->weight > picked->weight)
            picked = word;
    }
    return picked;
}

/* The row whose mood lies nearest: for words that name none. */
static const char *nearest_mood(int energy, int valence)
{
    static const struct {
        const char *style;
        int energy, valence;
    } moods[] = {
        {"calm", -50, 10},     {"ambient", -65, 5},   {"sad", -35, -65},    {"dark", -5, -60},
        {"tense", 28, -45},    {"epic", 50, -5},      {"upbeat", 60, 25},   {"happy", 30, 65},
        {"inspiring", 25, 42}, {"emotional", -5, 22}, {"corporate", 5, 10},
    };
    size_t best = 0;
    int least = 1 << 30;
    for (size_t i = 0; i < COUNT(moods); i++) {
        int x = energy - moods[i].energy, y = valence - moods[i].valence;
        if (x * x + y * y < least) {
            least = x * x + y * y;
            best = i;
        }
    }
    return moods[best].style;
}

static void take_moods(const struct hit *hits, size_t count, const struct style_word *picked, struct style_match *match)
{
    int energy = 0, valence = 0, moods = 0, all_energy = 0, all_valence = 0, all = 0;
    double factor = 1;
    for (size_t i = 0; i < count; i++) {
        const struct style_word *word = hits[i].word;
        factor = factor * word->tempo_percent / 100;
        if (word->energy != 0 || word->valence != 0) {
            all_energy += word->energy;
            all_valence += word->valence;
            all++;
        }
        /* A word whose row was taken is already in the row's figures. */
        if (picked != NULL && word->style != NULL && strcmp(word->style, picked->style) == 0)
            continue;
        if (word->energy == 0 && word->valence == 0)
            continue;
        energy += word->energy;
        valence += word->valence;
        moods++;
    }
    match->tempo_factor = factor < 0.5 ? 0.5 : factor > 2 ? 2 : factor;
    if (all > 0) {
        match->mood_energy = limit((double)all_energy / all / 100);
        match->mood_valence = limit((double)all_valence / all / 100);
    }
    if (moods == 0)
        return;
    /* Offsets are averaged per word, which is how listeners add cues up (Eerola et al. 2013). */
    match->energy = limit((double)energy / moods / 100);
    match->valence = limit((double)valence / moods / 100);
    if (picked == NULL && match->guessed) {
        const char *style = nearest_mood(energy / moods, valence / moods);
        memcpy(match->style, style, strlen(style) + 1);
    }
}

static void match_words(const char *prompt, bool guess, struct style_match *match)
{
    *match = (struct style_match){.tempo_factor = 1, .guessed = guess};
    if (prompt == NULL)
        return;
    char text[MOST_PROMPT];
    size_t length = strlen(prompt);
    length = length < sizeof text - 1 ? length : sizeof text - 1;
    memcpy(text, prompt, length);
    text[length] = '\0';
    text_lower(text);

    struct hit hits[MOST_HITS];
    size_t count = find_hits(text, hits, match);
    const struct style_word *picked = pick(hits, count, NULL);
    if (picked == NULL)
        picked = style_implied(text);
    if (picked != NULL) {
        memcpy(match->style, picked->style, strlen(picked->style) + 1);
        const struct style_word *second = pick(hits, count, picked->style);
        if (second != NULL)
            memcpy(match->blend, second->style, strlen(second->style) + 1);
    }
    take_moods(hits, count, picked, match);
    name_words(hits, count, match);
}

void style_match_prompt(const char *prompt, struct style_match *match)
{
    match_words(prompt, false, match);
}

void style_match_near(const char *prompt, struct style_match *match)
{
    match_words(prompt, true, match);
}

size_t style_word_at(const char *text, const char *at, const char **style)
{
    size_t length;
    if (style_trap_length(text, at) > 0) {
        if (style != NULL)
            *style = NULL;
        return 0;
    }
    const struct style_word *word = longest_at(text, at, &length);
    if (style != NULL)
        *style = word != NULL ? word->style : NULL;
    return word != NULL ? length : 0;
}

const char *style_word_like(const char *word, size_t length)
{
    const struct style_word *like = most_like(word, length);
    return like != NULL ? like->word : NULL;
}

bool style_word_is_common(const char *word, size_t length)
{
    return is_common(word, length);
}
