/* Messages and the edits they mean, English and Chinese. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "agent.h"
#include "score.h"

struct row {
    const char *message, *edits;
};

static const char *const roles[] = {"keys", "pad", "bass", "guitar", "arp", "lead", "counter", "drums", "perc"};

static const char *const places[] = {
    "",
    "span",
    "point",
    "first",
    "last",
    "opening",
    "middle",
    "ending",
    "first half",
    "second half",
    "first third",
    "middle third",
    "last third",
    "speech",
    "no speech",
    "until goodbye",
    "after first speech",
    "from goodbye",
    "cut",
    "first quarter",
    "last quarter",
};

/* "volume 0.35; fade_in 1000": one edit after the other, with what belongs to its kind. */
static void edits_describe(const struct edit_list *edits, struct buf *out)
{
    for (size_t i = 0; i < edits->count; i++) {
        const struct edit *edit = &edits->edits[i];
        buf_appendf(out, "%s%s", i > 0 ? "; " : "", edit_kind_name(edit->kind));
        switch (edit->kind) {
        case EDIT_MUSIC:
        case EDIT_MUSIC_OWN:
            buf_appendf(out, " [%s]", edit->text);
            break;
        case EDIT_TITLE:
            buf_appendf(out, " [%s] %lld %lld", edit->text, (long long)edit->ms, (long long)edit->length_ms);
            break;
        case EDIT_FADE_IN:
        case EDIT_FADE_OUT:
        case EDIT_START:
        case EDIT_END:
            buf_appendf(out, " %lld", (long long)edit->ms);
            break;
        case EDIT_SEED:
            buf_appendf(out, " %llu", (unsigned long long)edit->seed);
            break;
        case EDIT_KEY:
            buf_appendf(out, " %d %d", edit->tonic, edit->mode);
            break;
        case EDIT_MOOD:
            buf_appendf(out, " [%s]", edit->text);
            break;
        case EDIT_COURSE:
            buf_appendf(out, " %s%.3g from %lld for %lld%s", edit->is_added ? "add " : "", edit->number,
                        (long long)edit->ms, (long long)edit->length_ms,
                        edit->mode == COURSE_RISING    ? " rising"
                        : edit->mode == COURSE_DROP    ? " drop"
                        : edit->mode == COURSE_TO_DROP ? " rising drop"
                        : edit->mode == COURSE_RAMP    ? " ramp"
                                                       : "");
            break;
        case EDIT_METER:
            buf_appendf(out, " %g/%d", edit->number, edit->mode);
            break;
        case EDIT_STOP:
            buf_appendf(out, " %lld for %lld", (long long)edit->ms, (long long)edit->length_ms);
            break;
        case EDIT_LEVEL_SPAN:
            buf_appendf(out, " %.3g", edit->number);
            break;
        case EDIT_PART_LEVEL:
            buf_appendf(out, " %s %.3g", roles[edit->role], edit->number);
            break;
        case EDIT_PARTS_ONLY:
            buf_appendf(out, " %x", edit->roles);
            break;
        case EDIT_PART_WITH:
        case EDIT_PART_WITHOUT:
            buf_appendf(out, " %s %d", roles[edit->role], edit->program);
            break;
        case EDIT_MUSIC_REMOVE:
        case EDIT_MUSIC_ANOTHER:
        case EDIT_TITLE_REMOVE:
        case EDIT_LOUDNESS_KEEP:
            break;
        case EDIT_SILENCE:
        case EDIT_ONLY_THERE:
        case EDIT_ALSO_THERE:
            break;
        default:
            buf_appendf(out, " %.3g", edit->number);
            break;
        }
        if (edit->place.kind == PLACE_SPAN || edit->place.kind == PLACE_POINT)
            buf_appendf(out, " %s %lld-%lld", places[edit->place.kind], (long long)edit->place.from_ms,
                        (long long)edit->place.to_ms);
        else if (edit->place.kind != PLACE_WHOLE)
            buf_appendf(out, " %s %lld", places[edit->place.kind], (long long)edit->place.from_ms);
        if (edit->place.except)
            buf_append_text(out, " but there");
    }
}

static void rows_check(const struct row *rows, size_t count)
{
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        static struct agent_reading reading;
        const struct agent_memory memory = {.has_music = true};
        struct buf text;
        buf_init(&text, 65536);
        agent_read(rows[i].message, &memory, &reading);
        edits_describe(&reading.edits, &text);
        if (strcmp(text.bytes, rows[i].edits) != 0) {
            print_message("\"%s\"\n  wanted: %s\n  found:  %s\n", rows[i].message, rows[i].edits, text.bytes);
            wrong++;
        }
        buf_release(&text);
    }
    assert_int_equal(wrong, 0);
}

static const struct row fixed_rows[] = {
    {"Add background music: calm lo-fi.", "music [calm lo-fi]"},
    {"Add background music: calm lo-fi. Music volume 35%. Fade in 1 s. Fade out 2 s. Music from 0 "
     "s to 20 s. "
     "Do not lower the music under speech. Drop the original sound. Add the title \"Urban Dreams\" "
     "at the start. "
     "Loudness -16 LUFS. Seed 42.",
     "music [calm lo-fi]; volume 0.35; fade_in 1000; fade_out 2000; start 0; end 20000; duck 0; "
     "original 0; "
     "title [Urban Dreams] 0 0; loudness -16; seed 42"},
    {"Add background music: calm. Keep the music 20 LU under speech. Sync the music to the cuts.",
     "music [calm]; duck_depth 20; sync 1"},
    {"Add background music: Mr. Smith goes to town. Happy. Volume is not said. Seed 7.",
     "music [Mr. Smith goes to town. Happy. Volume is not said]; seed 7"},
    {"Add background music: fade out slowly, then remove the title. Music volume 50%.",
     "music [fade out slowly, then remove the title]; volume 0.5"},
    {"Add background music: lo-fi without drums, 80 bpm, in D minor. Keep the loudness.",
     "music [lo-fi without drums, 80 bpm, in D minor]; part_without drums -1; bpm 80; key 2 1; "
     "loudness_keep"},
    {"Add background music: 轻松的低保真. Music volume 35%.", "music [轻松的低保真]; volume 0.35"},
    {"Add background music: jazz. Add the title \"He said \"hi\". Seed 5.\" at the start.",
     "music [jazz]; title [He said \"hi\". Seed 5.] 0 0"},
    {"Add background music: jazz. Fade out 1 s. Start the music at 2.5 s.", "music [jazz]; fade_out 1000; start 2500"},
    {"Add background music: jazz. Music from 2.5 s to the end.", "music [jazz]; start 2500; end -1"},
    {"Add background music: jazz. Music from 1:05 to 2:00.", "music [jazz]; start 65000; end 120000"},
    {"Add background music: jazz. Music until 12.5 s.", "music [jazz]; end 12500"},
    {"Use the uploaded track \"my song.mp3\" as the background music. Music volume 20%.",
     "music_own [my song.mp3]; volume 0.2"},
    {"Add background music: calm. Use the uploaded track \"a.wav\" as the background music.",
     "music [calm]; music_own [a.wav]"},
    {"Fade in 0.5 s. Fade out 0 s.", "fade_in 500; fade_out 0"},
    {"Add background music: x. Seed 18446744073709551615.", "music [x]; seed 18446744073709551615"},
    {"add background music: calm.\nMusic volume 0%.", "music [calm]; volume 0"},
    {"Add background music:", "music []"},
};

static const struct row english_rows[] = {
    {"add calm lo-fi music", "music [add calm lo-fi music]"},
    {"Please add some background music", "music [add some background music]"},
    {"make it jazzier and a bit louder", "music [make it jazzier]; volume_factor 1.15"},
    {"slower", "tempo_factor 0.893"},
    {"a bit faster please", "tempo_factor 1.06"},
    {"much faster", "tempo_factor 1.25"},
    {"happier", "valence 0.5"},
    {"make it darker and slower", "valence -0.5; tempo_factor 0.893"},
    {"louder", "volume_factor 1.35"},
    {"quieter", "volume_factor 0.741"},
    {"turn the music down", "volume_factor 0.741"},
    {"turn the volume up a bit", "volume_factor 1.15"},
    {"set the music volume to 50%", "volume 0.5"},
    {"turn the music down to 20 percent", "volume 0.2"},
    {"volume 35", "volume 0.35"},
    {"volume 0.5", "volume 0.5"},
    {"20% louder", "volume_factor 1.2"},
    {"half the volume", "volume_factor 0.5"},
    {"the music is too loud", "volume_factor 0.741"},
    {"fade in 2 s", "fade_in 2000"},
    {"fade out over 3 seconds", "fade_out 3000"},
    {"add a 2 second fade out", "fade_out 2000"},
    {"fade in and out 1.5 s", "fade_in 1500; fade_out 1500"},
    {"no fade out", "fade_out 0"},
    {"fade in 1 s and fade out 2 s", "fade_in 1000; fade_out 2000"},
    {"music from 0:05 to 0:20", "start 5000; end 20000"},
    {"start the music at 5 s", "start 5000"},
    {"end the music at 0:25", "silence span 25000--1"},
    {"music between 5 s and 20 s", "only_there span 5000-20000"},
    {"play it until 12 seconds", "only_there span 0-12000"},
    {"do not lower the music under speech", "duck 0"},
    {"lower the music when someone speaks", "duck_step 3 speech 0"},
    {"turn off ducking", "duck 0"},
    {"remove the original sound", "original 0"},
    {"mute the original audio", "original 0"},
    {"replace the original sound with the music", "original 0"},
    {"keep the original sound", "original 1"},
    {"remove the music", "music_remove"},
    {"no music please", "music_remove"},
    {"add the title \"Urban Dreams\"", "title [Urban Dreams] 0 0"},
    {"add a title 'Night Drive' for 5 seconds", "title [Night Drive] 0 5000"},
    {"put the text “The End” at the end", "title [The End] 0 0 ending 0"},
    {"title \"Part 2\" at 0:10", "title [Part 2] 0 0 point 10000-0"},
    {"remove the title", "title_remove"},
    {"loudness -16 LUFS", "loudness -16"},
    {"keep the loudness", "loudness_keep"},
    {"seed 42", "seed 42"},
    {"use my track", "music_own []"},
    {"use \"beat.wav\" as the music", "music_own [beat.wav]"},
    {"more piano", "part_with keys 0; part_level keys 3"},
    {"no drums", "part_without drums -1"},
    {"no drums, bass or guitar", "part_without drums -1; part_without bass -1; part_without guitar -1"},
    {"remove the drums and add strings", "part_without drums -1; part_with pad 48"},
    {"less drums", "part_level drums -4"},
    {"add some saxophone", "part_with lead 66"},
    {"90 bpm", "bpm 90"},
    {"set the tempo to 120", "bpm 120"},
    {"in D minor", "key 2 1"},
    {"change it to F# major", "key 6 0"},
    {"Bb minor please", "key 10 1"},
    {"another one", "music_another"},
    {"try something different", "music_another"},
    {"more energetic", "energy 0.5"},
    {"calmer", "energy -0.4"},
    {"make the music epic", "music [make the music epic]"},
    {"change the style to jazz", "music [change the style to jazz]"},
    {"upbeat pop", "music [upbeat pop]"},
    {"add calm and dreamy music, louder", "music [add calm, dreamy music]; volume_factor 1.35"},
    {"something cinematic for the background", "music [cinematic for the background]"},
    {"make it louder, then fade out 2 s. Remove the title!", "volume_factor 1.35; fade_out 2000; title_remove"},
};

static const struct row chinese_rows[] = {
    {"加一段轻松的低保真音乐", "music [加一段轻松的低保真音乐]"},
    {"换成爵士", "music [换成爵士]"},
    {"大声一点", "volume_factor 1.35"},
    {"音乐小声一点", "volume_factor 0.741"},
    {"音量调到50%", "volume 0.5"},
    {"音量调大", "volume_factor 1.35"},
    {"音量百分之三十五，不要鼓", "volume 0.35; part_without drums -1"},
    {"音量百分之35，不要鼓", "volume 0.35; part_without drums -1"},
    {"淡入1秒，淡出2秒", "fade_in 1000; fade_out 2000"},
    {"淡出三秒", "fade_out 3000"},
    {"从5秒到20秒放音乐", "only_there span 5000-20000"},
    {"说话时不要降低音乐", "duck 0 speech 0"},
    {"去掉原声", "original 0"},
    {"保留原声", "original 1"},
    {"删除音乐", "music_remove"},
    {"不要音乐", "music_remove"},
    {"加标题《城市之梦》", "title [城市之梦] 0 0"},
    {"加标题「夜行」5秒", "title [夜行] 0 5000"},
    {"删除标题", "title_remove"},
    {"快一点", "tempo_factor 1.12"},
    {"慢一点", "tempo_factor 0.893"},
    {"欢快一点", "valence 0.5"},
    {"换一首", "music_another"},
    {"加钢琴", "part_with keys 0"},
    {"多一点吉他", "part_with guitar -1; part_level guitar 3"},
    {"D小调", "key 2 1"},
    {"用我上传的音乐", "music_own []"},
    {"响度 -16 LUFS", "loudness -16"},
    {"更动感", "energy 0.5"},
};

/* Instruments alone, louder and softer ones. */
static const struct row part_rows[] = {
    /* whichever piano plays */
    {"piano a bit louder", "part_with keys -1; part_level keys 1.8"},
    {"Klavier etwas lauter", "part_with keys -1; part_level keys 1.8"},
    {"solo piano", "part_with keys 0; parts_only 1"},
    {"Add background music: solo piano, sad.", "music [solo piano, sad]; part_with keys 0; parts_only 1"},
    {"just guitar and bass", "part_with guitar -1; part_with bass -1; parts_only c"},
    {"Add background music: travel vlog, ukulele, 110 bpm.",
     "music [travel vlog, ukulele, 110 bpm]; part_with guitar 24; bpm 110"},
    {"Add background music: piano jazz.", "music [piano jazz]"},
    {"add jazz with piano", "music [add jazz]; part_with keys 0"},
    {"travel vlog with ukulele, 110 bpm", "music [travel vlog]; part_with guitar 24; bpm 110"},
    {"travel vlog, ukulele", "music [travel vlog]; part_with guitar 24"},
    {"replace the music with jazz", "music [replace the music with jazz]"},
    {"piano only", "part_with keys 0; parts_only 1"},
    {"nothing but strings", "part_with pad 48; parts_only 2"},
    {"钢琴独奏", "part_with keys 0; parts_only 1"},
    {"只要吉他", "part_with guitar -1; parts_only 8"},
    {"just a bit more piano", "part_with keys 0; part_level keys 1.8"},
    {"louder drums", "part_with drums -1; part_level drums 3"},
    {"make the bass louder", "part_with bass -1; part_level bass 3"},
    {"the guitar quieter", "part_level guitar -4"},
    {"turn down the drums", "part_level drums -4"},
    {"without drums", "part_without drums -1"},
    {"with cello and oboe", "part_with lead 42; part_with lead 68"},
    {"add a harpsichord", "part_with keys 6"},
    {"no percussion, more strings", "part_without drums -1; part_with pad 48; part_level pad 3"},
    {"少一点鼓", "part_level drums -4"},
    {"加手风琴", "part_with lead 21"},
};

/* The course of the piece, and stretches of it. */
static const struct row course_rows[] = {
    {"Add background music: starts quiet, builds up at 0:20, calm end.",
     "music [starts quiet, builds up at 0:20, calm end]; course -0.8 from -1 for 0; course 0.7 from 20000 for 0; "
     "course -0.7 from -3 for 0"},
    {"it starts quiet", "course -0.8 from -1 for 0"},
    {"builds slowly", "course 0.7 from -1 for 0 rising"},
    {"gradually builds up until 0:20", "course 0.7 from 0 for 20000 rising"},
    {"builds up towards the end", "course 0.7 from -2 for 0 ramp"},
    {"climax at 0:40", "course 1 from 40000 for 0 drop"},
    {"big finish", "course 0.8 from -3 for 0"},
    {"a calm ending", "course -0.7 from -3 for 0"},
    {"intense from 0:10 to 0:20", "course 0.8 from 10000 for 10000"},
    {"make the ending calmer", "course add -0.4 from -3 for 0"},
    {"more energy from 0:20", "course add 0.5 from 20000 for 0"},
    {"quiet in the middle", "course -0.8 from -2 for 0"},
    {"开头安静，20秒推向高潮，结尾平静",
     "course -0.8 from -1 for 0; course 0.9 from 20000 for 0 drop; course -0.7 from -3 for 0"},
    {"louder from 0:10 to 0:15", "level_span 1.35 span 10000-15000"},
    {"a bit quieter until 0:05", "level_span 0.87 span 0-5000"},
    {"turn the music up after 20 s", "level_span 1.35 span 20000--1"},
    {"much louder at the end", "level_span 1.8 ending 0"},
    {"从10秒到15秒大声一点", "level_span 1.35 span 10000-15000"},
    {"start the music at 5 s", "start 5000"},
    {"fade out over 4 s", "fade_out 4000"},
    {"calm music from 0:10 to 0:20", "music_then 0 span 10000-20000"},
};

static const struct row tune_rows[] = {
    {"keep the tune but make it sad", "mood [make it sad]"},
    {"make it happy but keep the melody", "mood [make it happy]"},
    {"same melody, but epic", "mood [epic]"},
    {"保留旋律，悲伤", "mood [悲伤]"},
    {"use my track.mp3", "music_own [my track.mp3]"},
    {"use track.mp3 as the music", "music_own [track.mp3]"},
    {"please use beat_01.wav, volume 30%", "music_own [beat_01.wav]; volume 0.3"},
    {"put the title 'Urban Dreams' for 3 s", "title [Urban Dreams] 0 3000"},
    {"make the music melancolic", "music [make the music melancolic]"},
    {"in D minor, 90 bpm", "key 2 1; bpm 90"},
    {"D小调，90 bpm，大提琴", "key 2 1; bpm 90; part_with lead 42"},
    {"换成黑暗爵士", "music [换成黑暗爵士]"},
};

static const struct row nothing_rows[] = {
    {"hello there", ""},
    {"what is the weather like?", ""},
    {"crop the picture to a square", ""},
    {"", ""},
    {"   ", ""},
    {"\"just a quotation\"", ""},
    {"你好", ""},
    {"a minor change of the wording", ""},
};

static void test_fixed_sentences(void **state)
{
    (void)state;
    rows_check(fixed_rows, COUNT(fixed_rows));
}

static void test_english(void **state)
{
    (void)state;
    rows_check(english_rows, COUNT(english_rows));
}

static void test_chinese(void **state)
{
    (void)state;
    rows_check(chinese_rows, COUNT(chinese_rows));
}

static void test_parts(void **state)
{
    (void)state;
    rows_check(part_rows, COUNT(part_rows));
}

/* The bar, stops and ramps, in a prompt and by themselves. */
static const struct row timed_rows[] = {
    {"Add background music: pop in 6/8.", "music [pop in 6/8]; meter 6/8"},
    {"Add background music: a slow jazz waltz.", "music [a slow jazz waltz]; meter 3/4"},
    {"Add background music: piano in 5/4, 90 bpm.", "music [piano in 5/4, 90 bpm]; meter 5/4; bpm 90"},
    {"Add background music: prog rock in seven eight time.", "music [prog rock in seven eight time]; meter 7/8"},
    {"添加背景音乐：三拍子的钢琴曲。", "music [三拍子的钢琴曲。]; meter 3/4"},
    {"make it 3/4", "meter 3/4"},
    {"put it in 6/8", "meter 6/8"},
    {"stops at 0:10 for two seconds", "stop 10000 for 2000"},
    {"a pause at 0:10 for 1 second", "stop 10000 for 1000"},
    {"第10秒停两秒", "stop 10000 for 2000"},
    {"louder and louder until the end", "course 0.9 from -1 for 0 ramp"},
    {"quieter and quieter from 0:20", "course -0.8 from 20000 for 0 ramp"},
    {"越来越响", "course 0.9 from -1 for 0 ramp"},
    {"Add background music: epic, louder and louder until the end.",
     "music [epic, louder and louder until the end]; course 0.9 from -1 for 0 ramp"},
    {"Add background music: rock, stops at 0:30 for two seconds.",
     "music [rock, stops at 0:30 for two seconds]; stop 30000 for 2000"},
    {"Add background music: edm, drop at 0:20.", "music [edm, drop at 0:20]; course 1 from 20000 for 0 drop"},
};

static void test_timed(void **state)
{
    (void)state;
    rows_check(timed_rows, COUNT(timed_rows));
}

/* "Strings at 0:20" enter there. */
static void test_entries(void **state)
{
    (void)state;
    static const struct {
        const char *message;
        int role, mode;
        int64_t from_ms, to_ms;
    } rows[] = {
        {"Add background music: pop, strings at 0:20.", SCORE_PAD, 1, 20000, 0},
        {"Add background music: pop, piano enters at 0:15.", SCORE_KEYS, 1, 15000, 0},
        {"Add background music: pop, no drums until 0:30.", SCORE_DRUMS, 0, 0, 30000},
        {"添加背景音乐：流行，第10秒进鼓。", SCORE_DRUMS, 1, 10000, 0},
        {"strings at 0:20", SCORE_PAD, 1, 20000, -1},
        {"no drums until 0:30", SCORE_DRUMS, 0, 0, 30000},
        {"第10秒进鼓", SCORE_DRUMS, 1, 10000, -1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        static struct agent_reading reading;
        const struct agent_memory memory = {.has_music = i >= 4};
        agent_read(rows[i].message, &memory, &reading);
        const struct edit *found = NULL;
        for (size_t k = 0; k < reading.edits.count; k++)
            if (reading.edits.edits[k].kind == EDIT_PART_THERE)
                found = &reading.edits.edits[k];
        if (found == NULL)
            fail_msg("%s: nothing enters", rows[i].message);
        if (found->role != rows[i].role || found->mode != rows[i].mode || found->place.from_ms != rows[i].from_ms ||
            found->place.to_ms != rows[i].to_ms)
            fail_msg("%s: role %d mode %d %lld %lld", rows[i].message, found->role, found->mode,
                     (long long)found->place.from_ms, (long long)found->place.to_ms);
    }
}

static void test_course(void **state)
{
    (void)state;
    rows_check(course_rows, COUNT(course_rows));
}

static void test_tunes_and_tracks(void **state)
{
    (void)state;
    rows_check(tune_rows, COUNT(tune_rows));
}

/* The style of a prompt is what its course leaves. */
static void test_style_of_prompt(void **state)
{
    (void)state;
    static struct agent_reading reading;
    static const struct agent_memory memory;
    agent_read("Add background music: starts quiet, cinematic, builds up at 0:20.", &memory, &reading);
    assert_string_equal(reading.edits.style, "cinematic");
}

static void test_nothing_known(void **state)
{
    (void)state;
    rows_check(nothing_rows, COUNT(nothing_rows));
}

/* More wishes than places, and more words than are read: no harm, the first ones count. */
static void test_endless_message(void **state)
{
    (void)state;
    static struct agent_reading reading;
    static const struct agent_memory memory = {.has_music = true};
    struct buf text;
    buf_init(&text, AGENT_MOST_MESSAGE_BYTES);
    while (buf_append_text(&text, "louder. Seed 4. \"x\" 5% "))
        ;
    agent_read(text.bytes, &memory, &reading);
    assert_in_range(reading.edits.count, 0, EDIT_LIST_MOST);
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fixed_sentences), cmocka_unit_test(test_english),
        cmocka_unit_test(test_chinese),         cmocka_unit_test(test_nothing_known),
        cmocka_unit_test(test_endless_message), cmocka_unit_test(test_parts),
        cmocka_unit_test(test_timed),           cmocka_unit_test(test_entries),
        cmocka_unit_test(test_course),          cmocka_unit_test(test_tunes_and_tracks),
        cmocka_unit_test(test_style_of_prompt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
