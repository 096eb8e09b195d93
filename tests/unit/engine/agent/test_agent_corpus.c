/* Messages written from the manual, in seven languages, and what a person who edits would call right: the reading's
 * verdict, and the kinds of its edits with their direction. Judged in one process, by what was read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agent.h"
#include "agent_tokens.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "../../../fuzz/remove_frame.h"

struct row {
    const char *message, *facts;
};

static const char *const verdicts[] = {"unknown", "", "asks", "answers", "refuses", "agrees", "history", "exports"};

/* "volume_factor>": the kind, and > or < where its number is a direction. */
static void facts_describe(const struct agent_reading *reading, struct buf *out)
{
    buf_append_text(out, verdicts[reading->verdict]);
    for (size_t i = 0; i < reading->edits.count; i++) {
        const struct edit *edit = &reading->edits.edits[i];
        bool factor = edit->kind == EDIT_VOLUME_FACTOR || edit->kind == EDIT_TEMPO_FACTOR ||
                      edit->kind == EDIT_ORIGINAL_GAIN || edit->kind == EDIT_LEVEL_SPAN ||
                      edit->kind == EDIT_FADE_FACTOR || edit->kind == EDIT_TITLE_STAY;
        bool step = edit->kind == EDIT_ENERGY || edit->kind == EDIT_VALENCE || edit->kind == EDIT_PART_LEVEL ||
                    edit->kind == EDIT_DUCK_STEP || edit->kind == EDIT_BPM_BY;
        double against = factor ? 1 : 0;
        buf_appendf(out, "%s%s%s", i > 0 ? " " : "", edit_kind_name(edit->kind),
                    !factor && !step         ? ""
                    : edit->number > against ? ">"
                    : edit->number < against ? "<"
                                             : "=");
    }
}

static const struct row english[] = {
    {"never remove the soundtrack", "agrees"},
    {"please do not delete the music", "agrees"},
    {"don't turn it up", "agrees"},
    {"it isn't too quiet", "agrees"},
    {"leave the tempo as it is", "agrees"},
    {"don't take the piano away", "agrees"},
    {"I don't want a fade in", "fade_in"},
    {"no music before 4 seconds", "silence"},
    {"mute the music from 0:02 to 0:06", "silence"},
    {"silence the last 4 seconds", "silence"},
    {"end the music at 0:12", "silence"},
    {"stop playing after 9 seconds", "silence"},
    {"music only between 2 and 8 seconds", "only_there"},
    {"play the music only while nobody speaks", "only_there"},
    {"music in the first half only", "only_there"},
    {"start the music at 3 s", "start"},
    {"begin the song after 0:05", "start"},
    {"everywhere except the first 2 seconds", "only_there"},
    {"louder in the second half", "level_span>"},
    {"a bit quieter until 0:06", "level_span<"},
    {"turn my voice up", "original_gain>"},
    {"the speech is too loud", "original_gain<"},
    {"drop the original audio", "original"},
    {"keep the original sound", "original"},
    {"bring my voice back", "original"},
    {"remove the voice", "original"},
    {"more ducking", "duck_step>"},
    {"less ducking please", "duck_step<"},
    {"don't duck the music", "duck"},
    {"duck by 15 dB", "duck_depth"},
    {"lower the music while people talk", "duck_step>"},
    {"turn the music down by 4 dB", "volume_factor<"},
    {"raise the volume by 20%", "volume_factor>"},
    {"set the volume to 45 percent", "volume"},
    {"half as loud", "volume_factor<"},
    {"double the volume", "volume_factor>"},
    {"music at 30%", "volume"},
    {"maximum volume", "volume"},
    {"a touch softer", "volume_factor<"},
    {"way too loud", "volume_factor<"},
    {"undo", "history"},
    {"undo three times", "history"},
    {"redo", "history"},
    {"undo the title", "history"},
    {"go back to version 2", "history"},
    {"I liked the previous one", "history"},
    {"back to the first version", "history"},
    {"without drums", "part_without"},
    {"take out the guitar", "part_without"},
    {"add a cello", "part_with"},
    {"bring in some strings", "part_with"},
    {"replace the piano with a harp", "part_without part_with"},
    {"only guitar", "part_with parts_only"},
    {"the bass is too quiet", "part_with part_level>"},
    {"less piano", "part_level<"},
    {"drums louder", "part_with part_level>"},
    {"no drums before 0:05", "part_there"},
    {"strings from 0:10", "part_there"},
    {"no guitar at the end", "part_there"},
    {"make it classical", "music"},
    {"switch to bossa nova", "music"},
    {"something more cinematic", "music"},
    {"not jazz", "style_not"},
    {"anything except rock", "style_not"},
    {"90 bpm", "bpm"},
    {"a bit slower", "tempo_factor<"},
    {"too slow", "tempo_factor>"},
    {"5 bpm slower", "bpm_by<"},
    {"in E major", "key"},
    {"change the key to F# minor", "key"},
    {"happier", "valence>"},
    {"much calmer", "energy<"},
    {"more energetic", "energy>"},
    {"too dramatic", "energy<"},
    {"fade in 3 s", "fade_in"},
    {"fade out over five seconds", "fade_out"},
    {"no fade out", "fade_out"},
    {"shorter fade out", "fade_factor<"},
    {"fade out from 0:11", "fade_out"},
    {"add the title \"Our Day\" for 4 s", "title"},
    {"write \"Fin\" at the end", "title"},
    {"change the title to \"Home\"", "title_text"},
    {"move the title to 0:03", "title_move"},
    {"keep the title for 6 seconds", "title_stay="},
    {"delete the title", "title_remove"},
    {"what tempo is this?", "answers"},
    {"which key is it in?", "answers"},
    {"what can you do?", "answers"},
    {"is it free to use?", "answers"},
    {"should it be louder?", "answers"},
    {"what did you change?", "answers"},
    {"lovely, thank you", "agrees"},
    {"perfect", "agrees"},
    {"crop it", "refuses"},
    {"add captions", "refuses"},
    {"reverse the video", "refuses"},
    {"let someone sing", "refuses"},
    {"make it like Queen", "refuses"},
    {"louder, no wait, quieter", "volume_factor<"},
    {"rock, I mean pop", "music"},
    {"remove the music", "music_remove"},
    {"no music at all please", "music_remove"},
    {"take the music away", "music_remove"},
    {"slower and a bit quieter", "tempo_factor< volume_factor<"},
    {"no piano, more bass", "part_without part_with part_level>"},
    {"another song please", "music_another"},
    {"maek it louder", "volume_factor>"},
    {"remove teh drums", "part_without"},
    {"faster and slower", "asks"},
    {"colorless green ideas", "unknown"},
    {"xyzzy", "unknown"},
};

static const struct row chinese[] = {
    {"不要删除音乐", "agrees"},
    {"别动鼓", "agrees"},
    {"不用改速度", "agrees"},
    {"前三秒不要音乐", "silence"},
    {"最后两秒静音", "silence"},
    {"2秒到6秒不要音乐", "silence"},
    {"音乐在8秒停", "silence"},
    {"从第5秒开始放音乐", "only_there"},
    {"音乐只放后半段", "only_there"},
    {"前半段小声一点", "level_span<"},
    {"人声大一点", "original_gain>"},
    {"去掉原声", "original"},
    {"保留原声", "original"},
    {"压低效果强一点", "duck_step>"},
    {"说话时压低音乐", "duck_step>"},
    {"音量调到30%", "volume"},
    {"音量调到三成", "volume"},
    {"音乐小3分贝", "volume_factor<"},
    {"太吵了", "volume_factor<"},
    {"撤销", "history"},
    {"重做", "history"},
    {"回到第一个版本", "history"},
    {"不要贝斯", "part_without"},
    {"加个大提琴", "part_with"},
    {"只要吉他", "part_with parts_only"},
    {"用长笛代替小提琴", "part_with"},
    {"鼓大声一点", "part_with part_level>"},
    {"前5秒不要鼓", "part_there"},
    {"换成古典", "music"},
    {"不要爵士", "style_not"},
    {"速度90", "bpm"},
    {"快一点", "tempo_factor>"},
    {"用G大调", "key"},
    {"更欢快", "valence>"},
    {"平静一点", "energy<"},
    {"淡出3秒", "fade_out"},
    {"不要淡入", "fade_in"},
    {"淡出长一点", "fade_factor>"},
    {"加标题“周末”", "title"},
    {"标题改成“旅行”", "title_text"},
    {"删除标题", "title_remove"},
    {"速度是多少？", "answers"},
    {"有哪些乐器？", "answers"},
    {"可以商用吗？", "answers"},
    {"很好听", "agrees"},
    {"谢谢", "agrees"},
    {"加字幕", "refuses"},
    {"裁剪视频", "refuses"},
    {"删掉音乐", "music_remove"},
    {"换一首", "music_another"},
    {"慢一点，小声一点", "tempo_factor< volume_factor<"},
    {"大声点，不对，小声点", "volume_factor<"},
};

static const struct row others[] = {
    {"más bajo", "volume_factor<"},
    {"sin guitarra", "part_without"},
    {"no borres la música", "agrees"},
    {"quita la música", "music_remove"},
    {"añade un violín", "part_with"},
    {"más rápido", "tempo_factor>"},
    {"quita el título", "title_remove"},
    {"volumen 40%", "volume"},
    {"deshaz", "history"},
    {"otra canción", "music_another"},
    {"más triste", "valence<"},
    {"me gusta", "agrees"},
    {"lauter", "volume_factor>"},
    {"entferne die musik nicht", "agrees"},
    {"keine gitarre", "part_without"},
    {"keine musik in den ersten 3 sekunden", "silence"},
    {"ruhiger", "energy<"},
    {"schneller", "tempo_factor>"},
    {"lautstärke 30%", "volume"},
    {"entferne den titel", "title_remove"},
    {"danke", "agrees"},
    {"rückgängig", "history"},
    {"plus fort", "volume_factor>"},
    {"sans batterie", "part_without"},
    {"ne supprime pas la musique", "agrees"},
    {"plus vite", "tempo_factor>"},
    {"ajoute un violon", "part_with"},
    {"plus triste", "valence<"},
    {"volume 25%", "volume"},
    {"merci", "agrees"},
    {"annule", "history"},
    {"mais rápido", "tempo_factor>"},
    {"sem guitarra", "part_without"},
    {"não remova a música", "agrees"},
    {"remova a música", "music_remove"},
    {"mais baixo", "volume_factor<"},
    {"volume 20%", "volume"},
    {"desfazer", "history"},
    {"obrigado", "agrees"},
    {"ピアノなしで", "part_without"},
    {"もっと小さくして", "volume_factor<"},
    {"もっと速くして", "tempo_factor>"},
    {"音量30%", "volume"},
    {"ありがとう", "agrees"},
    {"元に戻して", "history"},
    {"フェードアウト3秒", "fade_out"},
};

static void rows_check(const struct row *rows, size_t count)
{
    static struct agent_reading reading;
    static const struct agent_memory memory = {.has_music = true, .title_count = 1};
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        struct buf facts;
        buf_init(&facts, 65536);
        agent_read(rows[i].message, &memory, &reading);
        facts_describe(&reading, &facts);
        if (strcmp(facts.bytes, rows[i].facts) != 0) {
            print_message("\"%s\"\n  wanted: %s\n  found:  %s\n", rows[i].message, rows[i].facts, facts.bytes);
            wrong++;
        }
        buf_release(&facts);
    }
    assert_int_equal(wrong, 0);
}

static void test_english(void **state)
{
    (void)state;
    rows_check(english, COUNT(english));
}

static void test_chinese(void **state)
{
    (void)state;
    rows_check(chinese, COUNT(chinese));
}

static void test_other_languages(void **state)
{
    (void)state;
    rows_check(others, COUNT(others));
}

/* Random words that the agent knows: music goes only where a clause has a word that takes away, names the music, and
 * holds nothing else that means something. */
static void test_random_words(void **state)
{
    (void)state;
    static const struct lexeme *words[2048];
    static struct agent_reading reading;
    static const struct agent_memory memory = {.has_music = true};
    size_t count = 0;
    for (size_t i = 0; i < agent_words_english_count; i++)
        words[count++] = &agent_words_english[i];
    for (size_t i = 0; i < agent_words_instruments_count; i++)
        words[count++] = &agent_words_instruments[i];
    for (size_t i = 0; i < agent_words_beyond_count; i++)
        words[count++] = &agent_words_beyond[i];
    uint32_t random = 12345;
    for (int round = 0; round < 20000; round++) {
        char message[512] = "";
        for (int k = 0; k < 2 + round % 5; k++) {
            random = random * 1664525u + 1013904223u;
            /* Every other word from the rows that could do harm, or name what it would be done to. */
            const struct lexeme *row = words[(random >> 8) % count];
            for (int tries = 0;
                 k < 2 && row->kind != WORD_REMOVE && row->kind != WORD_MUSIC && row->kind != WORD_NOT && tries < 400;
                 tries++) {
                random = random * 1664525u + 1013904223u;
                row = words[(random >> 8) % count];
            }
            size_t used = strlen(message);
            snprintf(message + used, sizeof message - used, "%s%.*s", used > 0 ? " " : "",
                     (int)strcspn(row->words, "|"), row->words);
        }
        agent_read(message, &memory, &reading);
        if (!removes_music(&reading))
            continue;
        bool whole = remove_frame_stands(message);
        if (!whole)
            print_message("\"%s\" removes the music\n", message);
        assert_true(whole);
    }
}

/* Where two wishes cannot both be done, or a number may mean two things, there are two messages to choose from; each
 * is understood. */
static void test_choices(void **state)
{
    (void)state;
    static struct agent_reading reading, chosen;
    static const struct agent_memory memory = {.has_music = true};
    static const char *const messages[] = {"louder and quieter", "faster but also slower", "remove the music from 3"};
    for (size_t i = 0; i < COUNT(messages); i++) {
        agent_read(messages[i], &memory, &reading);
        assert_int_equal(reading.verdict, AGENT_ASKS);
        for (int k = 0; k < 2; k++) {
            char answer[256];
            assert_string_not_equal(reading.choices[k], "");
            snprintf(answer, sizeof answer, "1. Which do you mean?: %s", reading.choices[k]);
            agent_read(answer, &memory, &chosen);
            assert_int_equal(chosen.verdict, AGENT_EDITS);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_english),      cmocka_unit_test(test_chinese), cmocka_unit_test(test_other_languages),
        cmocka_unit_test(test_random_words), cmocka_unit_test(test_choices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
