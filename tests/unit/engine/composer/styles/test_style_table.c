/* What a prompt's words mean. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "prompt_words.h"
#include "style_table.h"
#include "bgmusic/base/count.h"

static const struct {
    const char *prompt, *style;
    int energy, valence, tempo; /* signs: -1, 0, 1; 2: whatever */
} prompts[] = {
    {"calm lo-fi", "lofi", -1, 1, 0},
    {"Calm LO-FI beats to study to", "lofi", -1, 1, 0},
    {"lofi", "lofi", 0, 0, 0},
    {"calm", "calm", 0, 0, 0},
    {"upbeat", "upbeat", 0, 0, 0},
    {"upbeat jazz", "jazz", 1, 1, 0},
    {"sad piano", "piano", -1, -1, 0},
    {"epic cinematic trailer", "cinematic", 1, -1, 0},
    {"happy acoustic guitar", "acoustic", 1, 1, 0},
    {"something slow and dark", "dark", -1, 0, -1},
    {"fast electronic", "electronic", 1, 0, 1},
    {"popular", "", 0, 0, 0},
    {"cats on a sofa", "kids", 0, 0, 0},
    {"xylorimba on a sofa", "", 0, 0, 0},
    {"a sad film about my dog", "cinematic", -1, -1, 0},
    {"sad music for my dog", "sad", 2, 2, 0},
    {"aggressive metal", "metal", 0, 0, 0},
    {"product promo", "corporate", 0, 0, 0},
    {"meditation", "meditation", 0, 0, 0},
    {"80s", "synthwave", 0, 0, 0},
    {"1950s diner", "doowop", 0, 0, 0},
    {"r&b", "rnb", 0, 0, 0},
    {"drum & bass", "dnb", 0, 0, 0},
    {"华尔兹", "waltz", 0, 0, 0},
    {"科幻太空", "space", 0, 0, 0},
    {"武侠", "chinese", 0, 0, 0},
    {"", "", 0, 0, 0},
    {"no piano, ambient please", "ambient", 0, 0, 0},
    {"not sad, jazz", "jazz", 0, 0, 0},
    {"indie rock", "rock", 0, 0, 0},
    {"punk rock", "punk", 0, 0, 0},
    {"朋克", "punk", 0, 0, 0},
    {"a k-pop beat", "kpop", 0, 0, 0},
    {"uplifting trance", "trance", 1, 1, 0},
    {"bossa nova for a cafe", "bossa", -1, 1, -1},
    {"平静的低保真音乐", "lofi", -1, 1, 0},
    {"欢快的旅行vlog", "travel", 1, 1, 0},
    {"悲伤的钢琴曲", "piano", -1, -1, 0},
    {"史诗", "epic", 0, 0, 0},
    {"中国风", "chinese", 0, 0, 0},
    {"不要钢琴，爵士", "jazz", 0, 0, 0},
    {"電影", "", 0, 0, 0},
    {"travel vlog", "travel", 0, 0, 0},
};

static void check_sign(const char *prompt, double value, int sign)
{
    bool good = sign > 1 || (sign == 0 && value == 0) || (sign > 0 && value > 0) || (sign < 0 && value < 0);
    if (!good)
        fail_msg("\"%s\": %g", prompt, value);
}

static void prompts_find_their_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(prompts); i++) {
        struct style_match match;
        style_match_prompt(prompts[i].prompt, &match);
        if (strcmp(match.style, prompts[i].style) != 0)
            fail_msg("\"%s\" is \"%s\" (%s)", prompts[i].prompt, match.style, match.words);
        check_sign(prompts[i].prompt, match.energy, prompts[i].energy);
        check_sign(prompts[i].prompt, match.valence, prompts[i].valence);
        check_sign(prompts[i].prompt, match.tempo_factor - 1, prompts[i].tempo);
    }
}

/* A second style colours the first; moods that energy and valence can say do not. */
static void blends_have_a_colour(void **state)
{
    (void)state;
    static const struct {
        const char *prompt, *style, *blend;
    } rows[] = {
        {"dark jazz", "jazz", "dark"},
        {"epic lo-fi", "lofi", "epic"},
        {"lo-fi jazz", "lofi", "jazz"},
        {"calm lo-fi", "lofi", ""},
        {"happy jazz", "jazz", ""},
        {"dreamy synthwave", "synthwave", "ambient"},
        {"christmas jazz", "christmas", "jazz"},
        {"medieval techno", "medieval", "techno"},
        {"黑暗爵士", "jazz", "dark"},
        {"jazz", "jazz", ""},
        {"jazzy jazz", "jazz", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct style_match match;
        style_match_prompt(rows[i].prompt, &match);
        if (strcmp(match.style, rows[i].style) != 0 || strcmp(match.blend, rows[i].blend) != 0)
            fail_msg("\"%s\" is \"%s\" with \"%s\"", rows[i].prompt, match.style, match.blend);
    }
}

static void unknown_words_fall_to_the_nearest(void **state)
{
    (void)state;
    static const struct {
        const char *prompt, *style, *unknown;
    } rows[] = {
        {"melancolic", "sad", ""},
        {"cinmatic", "cinematic", ""},
        {"uppbeat", "upbeat", ""},
        /* Never by a stem, and no style for what a video is about. */
        {"highlights", "", "highlights"},
        {"hikes ships", "", "hikes, ships"},
        {"a video about how to build a mouse trap", "", "build"},
        {"gentle music for a dark chocolate recipe", "calm", ""},
        {"our team recap of March 2024", "", "team, recap"},
        {"rock climbing", "", ""},
        {"something romantc", "romantic", ""},
        {"xylorimba brisk", "", "xylorimba, brisk"},
        {"positive, fresh", "inspiring", ""},
        {"intense and cold", "tense", ""},
        {"very subtle, minimal", "calm", ""},
        {"激烈", "epic", ""},
        {"jazz with zorblax", "jazz", "zorblax"},
        /* Accents cut no word. */
        {"devuélveme música", "", "devuélveme, música"},
        {"mets de l'électro", "electronic", "mets"},
        {"rápido pópular", "", "rápido, pópular"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct style_match match;
        style_match_near(rows[i].prompt, &match);
        if (strcmp(match.style, rows[i].style) != 0 || strcmp(match.unknown, rows[i].unknown) != 0)
            fail_msg("\"%s\" is \"%s\", unknown: \"%s\"", rows[i].prompt, match.style, match.unknown);
        style_match_prompt(rows[i].prompt, &match);
        assert_false(match.guessed);
    }
}

static size_t count_known(const char *const *words, size_t count)
{
    size_t known = 0;
    for (size_t i = 0; i < count; i++) {
        struct style_match match;
        style_match_prompt(words[i], &match);
        bool is_known = (match.style[0] != '\0' || match.words[0] != '\0') && match.unknown[0] == '\0';
        if (!is_known)
            print_message("not known: %s %s\n", words[i], match.unknown);
        known += is_known;
    }
    return known;
}

static void what_people_write_is_known(void **state)
{
    (void)state;
    assert_true(count_known(words_english, COUNT(words_english)) * 100 >= COUNT(words_english) * 95);
    assert_true(count_known(words_chinese, COUNT(words_chinese)) * 100 >= COUNT(words_chinese) * 95);
}

static void rows_are_picked(const char *const rows[][2], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct style_match match;
        style_match_prompt(rows[i][0], &match);
        if (strcmp(match.style, rows[i][1]) != 0)
            fail_msg("\"%s\" is \"%s\"", rows[i][0], match.style);
    }
}

static void kinds_have_rows_of_their_own(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"reggaeton", "reggaeton"}, {"UK garage", "ukgarage"},  {"amapiano", "amapiano"},
        {"dubstep", "dubstep"},     {"grime", "grime"},         {"ska", "ska"},
        {"cumbia", "cumbia"},       {"samba", "samba"},         {"bossa nova", "bossa"},
        {"drum and bass", "dnb"},   {"klezmer", "klezmer"},     {"mariachi", "mariachi"},
        {"opera", "opera"},         {"bluegrass", "bluegrass"}, {"gospel", "gospel"},
        {"polka", "polka"},         {"电音", "electronic"},     {"京剧", "chinese"},
        {"国潮", "chinese"},        {"赛博朋克", "synthwave"},
    };
    rows_are_picked(rows, COUNT(rows));
}

static void instruments_bring_a_style_along(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"古筝", "chinese"},       {"banjo", "country"},
        {"ukulele", "happy"},      {"a cappella choir", "ambient"},
        {"sad banjo", "sad"},      {"jazz with a banjo", "jazz"},
        {"no banjo", ""},          {"solo violin", "emotional"},
        {"calm piano", "piano"},   {"二胡独奏", "chinese"},
        {"handpan", "meditation"},
    };
    rows_are_picked(rows, COUNT(rows));
}

static void subjects_are_no_genres(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"rock climbing", ""},
        {"my country road trip", "travel"},
        {"a metal workshop", ""},
        {"our house tour", ""},
        {"music for my trip to Japan", ""},
        {"bass fishing trip", ""},
        {"a jazz festival", "jazz"},
        {"soul food", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct style_match match;
        style_match_prompt(rows[i][0], &match);
        static const char *const genres[] = {"rock", "country", "metal", "house", "rnb", "chinese"};
        for (size_t k = 0; k < COUNT(genres); k++)
            if (strcmp(match.style, genres[k]) == 0)
                fail_msg("\"%s\" is \"%s\"", rows[i][0], match.style);
        if (rows[i][1][0] != '\0' && strcmp(match.style, rows[i][1]) != 0)
            fail_msg("\"%s\" is \"%s\"", rows[i][0], match.style);
    }
}

static void the_words_are_named(void **state)
{
    (void)state;
    struct style_match match;
    style_match_prompt("A Calm, calm lo-fi bed", &match);
    assert_string_equal(match.words, "calm, lo-fi");
    style_match_prompt(NULL, &match);
    assert_string_equal(match.words, "");
}

static void long_and_odd_prompts_end(void **state)
{
    (void)state;
    char text[20001];
    for (size_t i = 0; i + 5 < sizeof text; i += 5)
        memcpy(text + i, "jazz ", 5);
    text[20000] = '\0';
    struct style_match match;
    style_match_prompt(text, &match);
    assert_string_equal(match.style, "jazz");
    style_match_prompt("slow slow slow slow slow slow slow slow slow", &match);
    assert_true(match.tempo_factor >= 0.5);
    style_match_prompt("\xe7\x88\xb5", &match);
    assert_string_equal(match.style, "");
    style_match_prompt("\xff\xfe 爵士 \xe7", &match);
    assert_string_equal(match.style, "jazz");
}

static void every_row_has_a_title_and_a_word(void **state)
{
    (void)state;
    const char *id;
    size_t count = 0;
    for (; (id = style_id_at(count)) != NULL; count++) {
        assert_non_null(style_title(id));
        struct style_match match;
        style_match_prompt(style_title(id), &match);
        if (strcmp(match.style, id) != 0)
            fail_msg("the title of \"%s\" leads to \"%s\"", id, match.style);
    }
    assert_true(count >= 14);
    assert_null(style_title("none"));
    assert_null(style_title(NULL));
    assert_string_equal(style_title("lofi"), "Lo-fi");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prompts_find_their_rows),           cmocka_unit_test(blends_have_a_colour),
        cmocka_unit_test(unknown_words_fall_to_the_nearest), cmocka_unit_test(the_words_are_named),
        cmocka_unit_test(what_people_write_is_known),        cmocka_unit_test(kinds_have_rows_of_their_own),
        cmocka_unit_test(instruments_bring_a_style_along),   cmocka_unit_test(subjects_are_no_genres),
        cmocka_unit_test(long_and_odd_prompts_end),          cmocka_unit_test(every_row_has_a_title_and_a_word),
    };
    return cmocka_run_group_tests_name("style_table", tests, NULL, NULL);
}
