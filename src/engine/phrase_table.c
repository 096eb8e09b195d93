/* The words that the agent knows. */
#include "bgmusic/engine/phrase_table.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "bgmusic/engine/composer/score.h"

#define PLAIN(text, kind) {text, kind, 0, -1, 0, NULL}
#define VALUE(text, kind, value) {text, kind, value, -1, 0, NULL}
#define AMOUNT(text, kind, number) {text, kind, 0, -1, number, NULL}
#define ROLE(text, role, program) {text, WORD_ROLE, role, program, 0, NULL}
#define STYLE(text, style) {text, WORD_STYLE, 0, -1, 0, style}

static const struct phrase phrases[] = {
    /* verbs */
    PLAIN("add", WORD_ADD), PLAIN("put", WORD_ADD), PLAIN("insert", WORD_ADD), PLAIN("create", WORD_ADD),
    PLAIN("compose", WORD_ADD), PLAIN("generate", WORD_ADD), PLAIN("give me", WORD_ADD),
    PLAIN("i want", WORD_ADD), PLAIN("i need", WORD_ADD), PLAIN("i would like", WORD_ADD),
    PLAIN("i'd like", WORD_ADD), PLAIN("加上", WORD_ADD), PLAIN("添加", WORD_ADD), PLAIN("加入", WORD_ADD),
    PLAIN("配上", WORD_ADD), PLAIN("配一段", WORD_ADD), PLAIN("来一段", WORD_ADD), PLAIN("来一首", WORD_ADD),
    PLAIN("加一段", WORD_ADD), PLAIN("加一首", WORD_ADD), PLAIN("加个", WORD_ADD), PLAIN("加", WORD_ADD),
    PLAIN("配", WORD_ADD),
    PLAIN("make", WORD_MAKE), PLAIN("change", WORD_MAKE), PLAIN("set", WORD_MAKE), PLAIN("turn", WORD_MAKE),
    PLAIN("switch", WORD_MAKE), PLAIN("try", WORD_MAKE), PLAIN("换成", WORD_MAKE), PLAIN("改成", WORD_MAKE),
    PLAIN("改为", WORD_MAKE), PLAIN("变成", WORD_MAKE), PLAIN("设为", WORD_MAKE), PLAIN("调到", WORD_TO),
    PLAIN("调成", WORD_TO), PLAIN("换", WORD_MAKE), PLAIN("改", WORD_MAKE),
    PLAIN("remove", WORD_REMOVE), PLAIN("delete", WORD_REMOVE), PLAIN("drop", WORD_REMOVE),
    PLAIN("take out", WORD_REMOVE), PLAIN("take away", WORD_REMOVE), PLAIN("take off", WORD_REMOVE),
    PLAIN("get rid of", WORD_REMOVE), PLAIN("mute", WORD_REMOVE), PLAIN("silence", WORD_REMOVE),
    PLAIN("disable", WORD_REMOVE), PLAIN("turn off", WORD_REMOVE), PLAIN("switch off", WORD_REMOVE),
    PLAIN("cut out", WORD_REMOVE), PLAIN("cancel", WORD_REMOVE), PLAIN("off", WORD_REMOVE),
    PLAIN("删除", WORD_REMOVE), PLAIN("删掉", WORD_REMOVE), PLAIN("去掉", WORD_REMOVE), PLAIN("去除", WORD_REMOVE),
    PLAIN("移除", WORD_REMOVE), PLAIN("关闭", WORD_REMOVE), PLAIN("关掉", WORD_REMOVE), PLAIN("静音", WORD_REMOVE),
    PLAIN("取消", WORD_REMOVE),
    PLAIN("do not", WORD_NOT), PLAIN("don't", WORD_NOT), PLAIN("dont", WORD_NOT), PLAIN("no", WORD_NOT),
    PLAIN("not", WORD_NOT), PLAIN("without", WORD_NOT), PLAIN("never", WORD_NOT), PLAIN("stop", WORD_NOT),
    PLAIN("不要", WORD_NOT), PLAIN("不用", WORD_NOT), PLAIN("没有", WORD_NOT), PLAIN("别", WORD_NOT),
    PLAIN("不", WORD_NOT), PLAIN("无", WORD_NOT),
    PLAIN("keep", WORD_KEEP), PLAIN("leave", WORD_KEEP), PLAIN("restore", WORD_KEEP), PLAIN("bring back", WORD_KEEP),
    PLAIN("保留", WORD_KEEP), PLAIN("恢复", WORD_KEEP), PLAIN("保持", WORD_KEEP),
    PLAIN("replace", WORD_REPLACE), PLAIN("替换", WORD_REPLACE), PLAIN("代替", WORD_REPLACE),
    PLAIN("use", WORD_USE), PLAIN("使用", WORD_USE), PLAIN("用", WORD_USE),
    PLAIN("with", WORD_WITH), PLAIN("featuring", WORD_WITH), PLAIN("including", WORD_WITH), PLAIN("带", WORD_WITH),
    PLAIN("more", WORD_MORE), PLAIN("some", WORD_MORE), PLAIN("更多", WORD_MORE), PLAIN("多一点", WORD_MORE),
    PLAIN("多一些", WORD_MORE), PLAIN("多点", WORD_MORE),
    PLAIN("less", WORD_LESS), PLAIN("fewer", WORD_LESS), PLAIN("少一点", WORD_LESS), PLAIN("少一些", WORD_LESS),
    PLAIN("少点", WORD_LESS),
    PLAIN("up", WORD_UP), PLAIN("raise", WORD_UP), PLAIN("increase", WORD_UP), PLAIN("boost", WORD_UP),
    PLAIN("higher", WORD_UP), PLAIN("调大", WORD_UP), PLAIN("调高", WORD_UP), PLAIN("提高", WORD_UP),
    PLAIN("增大", WORD_UP), PLAIN("大一点", WORD_UP), PLAIN("大一些", WORD_UP), PLAIN("大点", WORD_UP),
    PLAIN("down", WORD_DOWN), PLAIN("lower", WORD_DOWN), PLAIN("reduce", WORD_DOWN), PLAIN("decrease", WORD_DOWN),
    PLAIN("调小", WORD_DOWN), PLAIN("调低", WORD_DOWN), PLAIN("降低", WORD_DOWN), PLAIN("减小", WORD_DOWN),
    PLAIN("小一点", WORD_DOWN), PLAIN("小一些", WORD_DOWN), PLAIN("小点", WORD_DOWN), PLAIN("压低", WORD_DOWN),
    PLAIN("a bit", WORD_SLIGHTLY), PLAIN("a little", WORD_SLIGHTLY), PLAIN("slightly", WORD_SLIGHTLY),
    PLAIN("a touch", WORD_SLIGHTLY), PLAIN("a little bit", WORD_SLIGHTLY), PLAIN("somewhat", WORD_SLIGHTLY),
    PLAIN("一点", WORD_SLIGHTLY), PLAIN("稍微", WORD_SLIGHTLY), PLAIN("一些", WORD_SLIGHTLY),
    PLAIN("much", WORD_MUCH), PLAIN("a lot", WORD_MUCH), PLAIN("far", WORD_MUCH), PLAIN("way", WORD_MUCH),
    PLAIN("很多", WORD_MUCH), PLAIN("大幅", WORD_MUCH),
    PLAIN("half", WORD_HALF), PLAIN("halve", WORD_HALF), PLAIN("一半", WORD_HALF), PLAIN("减半", WORD_HALF),
    PLAIN("double", WORD_DOUBLE), PLAIN("twice", WORD_DOUBLE), PLAIN("加倍", WORD_DOUBLE),
    /* things */
    PLAIN("music", WORD_MUSIC), PLAIN("background music", WORD_MUSIC), PLAIN("bgm", WORD_MUSIC),
    PLAIN("soundtrack", WORD_MUSIC), PLAIN("song", WORD_MUSIC), PLAIN("tune", WORD_MUSIC), PLAIN("score", WORD_MUSIC),
    PLAIN("beat", WORD_MUSIC), PLAIN("track", WORD_MUSIC), PLAIN("音乐", WORD_MUSIC), PLAIN("背景音乐", WORD_MUSIC),
    PLAIN("配乐", WORD_MUSIC), PLAIN("曲子", WORD_MUSIC), PLAIN("歌", WORD_MUSIC),
    PLAIN("volume", WORD_VOLUME), PLAIN("level", WORD_VOLUME), PLAIN("音量", WORD_VOLUME), PLAIN("声音", WORD_VOLUME),
    PLAIN("louder", WORD_LOUDER), PLAIN("more volume", WORD_LOUDER), PLAIN("too quiet", WORD_LOUDER),
    PLAIN("大声", WORD_LOUDER), PLAIN("更响", WORD_LOUDER), PLAIN("响一点", WORD_LOUDER),
    PLAIN("太小声", WORD_LOUDER), PLAIN("声音太小", WORD_LOUDER), PLAIN("音量太小", WORD_LOUDER),
    PLAIN("quieter", WORD_QUIETER), PLAIN("softer", WORD_QUIETER), PLAIN("less volume", WORD_QUIETER),
    PLAIN("less loud", WORD_QUIETER), PLAIN("too loud", WORD_QUIETER), PLAIN("小声", WORD_QUIETER),
    PLAIN("太大声", WORD_QUIETER), PLAIN("声音太大", WORD_QUIETER), PLAIN("音量太大", WORD_QUIETER),
    PLAIN("太吵", WORD_QUIETER), PLAIN("轻一点", WORD_QUIETER),
    PLAIN("fade in", WORD_FADE_IN), PLAIN("fade-in", WORD_FADE_IN), PLAIN("fades in", WORD_FADE_IN),
    PLAIN("fade the music in", WORD_FADE_IN), PLAIN("fade it in", WORD_FADE_IN), PLAIN("淡入", WORD_FADE_IN),
    PLAIN("渐强", WORD_FADE_IN), PLAIN("渐入", WORD_FADE_IN),
    PLAIN("fade out", WORD_FADE_OUT), PLAIN("fade-out", WORD_FADE_OUT), PLAIN("fades out", WORD_FADE_OUT),
    PLAIN("fade the music out", WORD_FADE_OUT), PLAIN("fade it out", WORD_FADE_OUT), PLAIN("淡出", WORD_FADE_OUT),
    PLAIN("渐弱", WORD_FADE_OUT), PLAIN("渐出", WORD_FADE_OUT),
    PLAIN("fade in and out", WORD_FADE), PLAIN("fades", WORD_FADE), PLAIN("fade", WORD_FADE),
    PLAIN("淡入淡出", WORD_FADE),
    PLAIN("start", WORD_START), PLAIN("starts", WORD_START), PLAIN("begin", WORD_START), PLAIN("beginning", WORD_START),
    PLAIN("starting", WORD_START), PLAIN("begins", WORD_START), PLAIN("opening", WORD_START),
    PLAIN("开始", WORD_START), PLAIN("开头", WORD_START), PLAIN("片头", WORD_START),
    PLAIN("end", WORD_END), PLAIN("ends", WORD_END), PLAIN("ending", WORD_END), PLAIN("stops", WORD_END),
    PLAIN("结尾", WORD_END), PLAIN("结束", WORD_END), PLAIN("最后", WORD_END), PLAIN("片尾", WORD_END),
    PLAIN("from", WORD_FROM), PLAIN("after", WORD_FROM), PLAIN("从", WORD_FROM),
    PLAIN("to", WORD_TO), PLAIN("until", WORD_TO), PLAIN("till", WORD_TO), PLAIN("up to", WORD_TO),
    PLAIN("到", WORD_TO), PLAIN("至", WORD_TO), PLAIN("为", WORD_TO),
    PLAIN("at", WORD_AT), PLAIN("by", WORD_AT), PLAIN("在", WORD_AT), PLAIN("第", WORD_AT),
    PLAIN("between", WORD_BETWEEN),
    PLAIN("under speech", WORD_DUCK), PLAIN("under the speech", WORD_DUCK), PLAIN("under the voice", WORD_DUCK),
    PLAIN("under voice", WORD_DUCK), PLAIN("under voices", WORD_DUCK), PLAIN("under dialogue", WORD_DUCK),
    PLAIN("under the dialogue", WORD_DUCK), PLAIN("during speech", WORD_DUCK), PLAIN("when people talk", WORD_DUCK),
    PLAIN("when people speak", WORD_DUCK), PLAIN("when someone speaks", WORD_DUCK),
    PLAIN("when someone talks", WORD_DUCK), PLAIN("while someone speaks", WORD_DUCK),
    PLAIN("while people talk", WORD_DUCK), PLAIN("when i speak", WORD_DUCK), PLAIN("when i talk", WORD_DUCK),
    PLAIN("duck", WORD_DUCK), PLAIN("ducking", WORD_DUCK), PLAIN("sidechain", WORD_DUCK),
    PLAIN("说话时", WORD_DUCK), PLAIN("讲话时", WORD_DUCK), PLAIN("说话的时候", WORD_DUCK), PLAIN("人声时", WORD_DUCK),
    PLAIN("闪避", WORD_DUCK), PLAIN("避让", WORD_DUCK),
    PLAIN("original sound", WORD_ORIGINAL), PLAIN("original audio", WORD_ORIGINAL),
    PLAIN("video sound", WORD_ORIGINAL), PLAIN("video's sound", WORD_ORIGINAL), PLAIN("video audio", WORD_ORIGINAL),
    PLAIN("existing audio", WORD_ORIGINAL), PLAIN("existing sound", WORD_ORIGINAL),
    PLAIN("sound of the video", WORD_ORIGINAL), PLAIN("audio of the video", WORD_ORIGINAL),
    PLAIN("original voice", WORD_ORIGINAL), PLAIN("原声", WORD_ORIGINAL), PLAIN("原音", WORD_ORIGINAL),
    PLAIN("视频声音", WORD_ORIGINAL), PLAIN("视频的声音", WORD_ORIGINAL), PLAIN("原视频声音", WORD_ORIGINAL),
    PLAIN("原来的声音", WORD_ORIGINAL),
    PLAIN("title", WORD_TITLE), PLAIN("titles", WORD_TITLE), PLAIN("caption", WORD_TITLE), PLAIN("headline", WORD_TITLE),
    PLAIN("text", WORD_TITLE), PLAIN("标题", WORD_TITLE), PLAIN("字幕", WORD_TITLE), PLAIN("文字", WORD_TITLE),
    PLAIN("loudness", WORD_LOUDNESS), PLAIN("响度", WORD_LOUDNESS),
    PLAIN("seed", WORD_SEED), PLAIN("种子", WORD_SEED),
    PLAIN("my track", WORD_OWN_TRACK), PLAIN("my own track", WORD_OWN_TRACK), PLAIN("my music", WORD_OWN_TRACK),
    PLAIN("my own music", WORD_OWN_TRACK), PLAIN("my song", WORD_OWN_TRACK), PLAIN("my own song", WORD_OWN_TRACK),
    PLAIN("my audio", WORD_OWN_TRACK), PLAIN("uploaded track", WORD_OWN_TRACK), PLAIN("uploaded music", WORD_OWN_TRACK),
    PLAIN("uploaded song", WORD_OWN_TRACK), PLAIN("uploaded audio", WORD_OWN_TRACK),
    PLAIN("track i uploaded", WORD_OWN_TRACK), PLAIN("song i uploaded", WORD_OWN_TRACK),
    PLAIN("music i uploaded", WORD_OWN_TRACK), PLAIN("我的音乐", WORD_OWN_TRACK), PLAIN("我的歌", WORD_OWN_TRACK),
    PLAIN("我上传的音乐", WORD_OWN_TRACK), PLAIN("上传的音乐", WORD_OWN_TRACK), PLAIN("我上传的歌", WORD_OWN_TRACK),
    PLAIN("自己的音乐", WORD_OWN_TRACK),
    PLAIN("tempo", WORD_TEMPO), PLAIN("speed", WORD_TEMPO), PLAIN("速度", WORD_TEMPO), PLAIN("节奏", WORD_TEMPO),
    /* how it should be */
    PLAIN("faster", WORD_FASTER), PLAIN("quicker", WORD_FASTER), PLAIN("speed up", WORD_FASTER),
    PLAIN("speed it up", WORD_FASTER), PLAIN("too slow", WORD_FASTER), PLAIN("快一点", WORD_FASTER),
    PLAIN("快一些", WORD_FASTER), PLAIN("快点", WORD_FASTER), PLAIN("更快", WORD_FASTER), PLAIN("太慢", WORD_FASTER),
    PLAIN("加快", WORD_FASTER),
    PLAIN("slower", WORD_SLOWER), PLAIN("slow down", WORD_SLOWER), PLAIN("slow it down", WORD_SLOWER),
    PLAIN("too fast", WORD_SLOWER), PLAIN("慢一点", WORD_SLOWER), PLAIN("慢一些", WORD_SLOWER),
    PLAIN("慢点", WORD_SLOWER), PLAIN("更慢", WORD_SLOWER), PLAIN("太快", WORD_SLOWER), PLAIN("放慢", WORD_SLOWER),
    AMOUNT("happier", WORD_VALENCE, 0.5), AMOUNT("more cheerful", WORD_VALENCE, 0.5),
    AMOUNT("brighter", WORD_VALENCE, 0.4), AMOUNT("warmer", WORD_VALENCE, 0.3), AMOUNT("too sad", WORD_VALENCE, 0.5),
    AMOUNT("more joyful", WORD_VALENCE, 0.5), AMOUNT("more hopeful", WORD_VALENCE, 0.4),
    AMOUNT("欢快一点", WORD_VALENCE, 0.5), AMOUNT("开心一点", WORD_VALENCE, 0.5), AMOUNT("更欢快", WORD_VALENCE, 0.5),
    AMOUNT("更开心", WORD_VALENCE, 0.5), AMOUNT("明亮一点", WORD_VALENCE, 0.4),
    AMOUNT("sadder", WORD_VALENCE, -0.5), AMOUNT("darker", WORD_VALENCE, -0.5), AMOUNT("moodier", WORD_VALENCE, -0.4),
    AMOUNT("more melancholic", WORD_VALENCE, -0.5), AMOUNT("too happy", WORD_VALENCE, -0.5),
    AMOUNT("more serious", WORD_VALENCE, -0.3), AMOUNT("悲伤一点", WORD_VALENCE, -0.5),
    AMOUNT("更悲伤", WORD_VALENCE, -0.5), AMOUNT("忧郁一点", WORD_VALENCE, -0.5), AMOUNT("更黑暗", WORD_VALENCE, -0.5),
    AMOUNT("more energetic", WORD_ENERGY, 0.5), AMOUNT("more energy", WORD_ENERGY, 0.5),
    AMOUNT("more upbeat", WORD_ENERGY, 0.5), AMOUNT("livelier", WORD_ENERGY, 0.4), AMOUNT("busier", WORD_ENERGY, 0.4),
    AMOUNT("more intense", WORD_ENERGY, 0.5), AMOUNT("punchier", WORD_ENERGY, 0.4), AMOUNT("bigger", WORD_ENERGY, 0.4),
    AMOUNT("more exciting", WORD_ENERGY, 0.5), AMOUNT("too boring", WORD_ENERGY, 0.4),
    AMOUNT("动感一点", WORD_ENERGY, 0.5), AMOUNT("更动感", WORD_ENERGY, 0.5), AMOUNT("更有活力", WORD_ENERGY, 0.5),
    AMOUNT("激烈一点", WORD_ENERGY, 0.5),
    AMOUNT("calmer", WORD_ENERGY, -0.4), AMOUNT("gentler", WORD_ENERGY, -0.4), AMOUNT("more relaxed", WORD_ENERGY, -0.4),
    AMOUNT("less energetic", WORD_ENERGY, -0.5), AMOUNT("less energy", WORD_ENERGY, -0.5),
    AMOUNT("less busy", WORD_ENERGY, -0.4), AMOUNT("simpler", WORD_ENERGY, -0.4), AMOUNT("sparser", WORD_ENERGY, -0.5),
    AMOUNT("more chill", WORD_ENERGY, -0.4), AMOUNT("mellower", WORD_ENERGY, -0.4),
    AMOUNT("more subtle", WORD_ENERGY, -0.4), AMOUNT("too busy", WORD_ENERGY, -0.4),
    AMOUNT("安静一点", WORD_ENERGY, -0.4), AMOUNT("平静一点", WORD_ENERGY, -0.4), AMOUNT("更平静", WORD_ENERGY, -0.4),
    AMOUNT("舒缓一点", WORD_ENERGY, -0.4), AMOUNT("柔和一点", WORD_ENERGY, -0.4),
    STYLE("jazzier", "jazz"), STYLE("jazzy", "jazz"), STYLE("funkier", "funk"), STYLE("funky", "funk"),
    STYLE("rockier", "rock"), STYLE("poppier", "pop"), STYLE("folkier", "folk"), STYLE("dreamier", "dreamy"),
    STYLE("more epic", "epic"), STYLE("more cinematic", "cinematic"), STYLE("爵士一点", "jazz"),
    STYLE("爵士一些", "jazz"),
    PLAIN("another one", WORD_ANOTHER), PLAIN("another", WORD_ANOTHER), PLAIN("different", WORD_ANOTHER),
    PLAIN("new version", WORD_ANOTHER), PLAIN("try again", WORD_ANOTHER), PLAIN("something else", WORD_ANOTHER),
    PLAIN("other music", WORD_ANOTHER), PLAIN("one more variant", WORD_ANOTHER), PLAIN("regenerate", WORD_ANOTHER),
    PLAIN("换一首", WORD_ANOTHER), PLAIN("换一个", WORD_ANOTHER), PLAIN("换首", WORD_ANOTHER),
    PLAIN("再来一首", WORD_ANOTHER), PLAIN("重新生成", WORD_ANOTHER), PLAIN("另一首", WORD_ANOTHER),
    /* instruments: the program is the one that the word names, -1 leaves it to the style */
    ROLE("drums", SCORE_DRUMS, -1), ROLE("drum", SCORE_DRUMS, -1), ROLE("beats", SCORE_DRUMS, -1),
    ROLE("percussion", SCORE_DRUMS, -1), ROLE("drumming", SCORE_DRUMS, -1), ROLE("鼓点", SCORE_DRUMS, -1),
    ROLE("鼓声", SCORE_DRUMS, -1), ROLE("打击乐", SCORE_DRUMS, -1), ROLE("鼓", SCORE_DRUMS, -1),
    ROLE("bass", SCORE_BASS, -1), ROLE("贝斯", SCORE_BASS, -1), ROLE("低音", SCORE_BASS, -1),
    ROLE("piano", SCORE_KEYS, 0), ROLE("钢琴", SCORE_KEYS, 0), ROLE("electric piano", SCORE_KEYS, 4),
    ROLE("rhodes", SCORE_KEYS, 4), ROLE("电钢琴", SCORE_KEYS, 4), ROLE("keys", SCORE_KEYS, -1),
    ROLE("keyboard", SCORE_KEYS, -1), ROLE("organ", SCORE_KEYS, 16), ROLE("风琴", SCORE_KEYS, 16),
    ROLE("guitar", SCORE_GUITAR, -1), ROLE("guitars", SCORE_GUITAR, -1), ROLE("acoustic guitar", SCORE_GUITAR, 25),
    ROLE("nylon guitar", SCORE_GUITAR, 24), ROLE("electric guitar", SCORE_GUITAR, 27),
    ROLE("ukulele", SCORE_GUITAR, 24), ROLE("吉他", SCORE_GUITAR, -1), ROLE("木吉他", SCORE_GUITAR, 25),
    ROLE("电吉他", SCORE_GUITAR, 27), ROLE("尤克里里", SCORE_GUITAR, 24),
    ROLE("strings", SCORE_PAD, 48), ROLE("string", SCORE_PAD, 48), ROLE("弦乐", SCORE_PAD, 48),
    ROLE("pad", SCORE_PAD, -1), ROLE("pads", SCORE_PAD, -1), ROLE("choir", SCORE_PAD, 52), ROLE("合唱", SCORE_PAD, 52),
    ROLE("synth", SCORE_PAD, 89), ROLE("synths", SCORE_PAD, 89), ROLE("合成器", SCORE_PAD, 89),
    ROLE("harp", SCORE_ARP, 46), ROLE("竖琴", SCORE_ARP, 46), ROLE("arpeggio", SCORE_ARP, -1),
    ROLE("arpeggios", SCORE_ARP, -1), ROLE("arp", SCORE_ARP, -1), ROLE("琶音", SCORE_ARP, -1),
    ROLE("melody", SCORE_LEAD, -1), ROLE("lead", SCORE_LEAD, -1), ROLE("旋律", SCORE_LEAD, -1),
    ROLE("flute", SCORE_LEAD, 73), ROLE("长笛", SCORE_LEAD, 73), ROLE("笛子", SCORE_LEAD, 73),
    ROLE("saxophone", SCORE_LEAD, 66), ROLE("sax", SCORE_LEAD, 66), ROLE("萨克斯", SCORE_LEAD, 66),
    ROLE("violin", SCORE_LEAD, 40), ROLE("小提琴", SCORE_LEAD, 40), ROLE("cello", SCORE_LEAD, 42),
    ROLE("大提琴", SCORE_LEAD, 42), ROLE("trumpet", SCORE_LEAD, 56), ROLE("小号", SCORE_LEAD, 56),
    ROLE("clarinet", SCORE_LEAD, 71), ROLE("单簧管", SCORE_LEAD, 71), ROLE("whistle", SCORE_LEAD, 78),
    ROLE("vibraphone", SCORE_LEAD, 11), ROLE("glockenspiel", SCORE_LEAD, 9), ROLE("music box", SCORE_LEAD, 10),
    ROLE("古筝", SCORE_LEAD, 107), ROLE("二胡", SCORE_LEAD, 110), ROLE("bells", SCORE_LEAD, 14),
    /* numbers and units */
    VALUE("%", WORD_UNIT, UNIT_PERCENT), VALUE("percent", WORD_UNIT, UNIT_PERCENT), VALUE("per cent", WORD_UNIT, UNIT_PERCENT),
    VALUE("s", WORD_UNIT, UNIT_SECONDS), VALUE("sec", WORD_UNIT, UNIT_SECONDS), VALUE("secs", WORD_UNIT, UNIT_SECONDS),
    VALUE("second", WORD_UNIT, UNIT_SECONDS), VALUE("seconds", WORD_UNIT, UNIT_SECONDS),
    VALUE("秒钟", WORD_UNIT, UNIT_SECONDS), VALUE("秒", WORD_UNIT, UNIT_SECONDS),
    VALUE("min", WORD_UNIT, UNIT_MINUTES), VALUE("minute", WORD_UNIT, UNIT_MINUTES),
    VALUE("minutes", WORD_UNIT, UNIT_MINUTES), VALUE("分钟", WORD_UNIT, UNIT_MINUTES), VALUE("分", WORD_UNIT, UNIT_MINUTES),
    VALUE("lufs", WORD_UNIT, UNIT_LUFS), VALUE("bpm", WORD_UNIT, UNIT_BPM),
    VALUE("beats per minute", WORD_UNIT, UNIT_BPM), VALUE("百分之", WORD_UNIT, UNIT_PERCENT),
    VALUE("one", WORD_NUMBER, 1), VALUE("two", WORD_NUMBER, 2), VALUE("three", WORD_NUMBER, 3),
    VALUE("four", WORD_NUMBER, 4), VALUE("five", WORD_NUMBER, 5), VALUE("six", WORD_NUMBER, 6),
    VALUE("seven", WORD_NUMBER, 7), VALUE("eight", WORD_NUMBER, 8), VALUE("nine", WORD_NUMBER, 9),
    VALUE("ten", WORD_NUMBER, 10), VALUE("twenty", WORD_NUMBER, 20), VALUE("thirty", WORD_NUMBER, 30),
    VALUE("fifty", WORD_NUMBER, 50), VALUE("一秒", WORD_NUMBER, 1), VALUE("两秒", WORD_NUMBER, 2),
    VALUE("二秒", WORD_NUMBER, 2), VALUE("三秒", WORD_NUMBER, 3), VALUE("四秒", WORD_NUMBER, 4),
    VALUE("五秒", WORD_NUMBER, 5), VALUE("十秒", WORD_NUMBER, 10), VALUE("二十秒", WORD_NUMBER, 20),
    VALUE("三十秒", WORD_NUMBER, 30),
    /* joints */
    PLAIN("and", WORD_AND), PLAIN("or", WORD_AND), PLAIN("nor", WORD_AND), PLAIN("plus", WORD_AND), PLAIN("&", WORD_AND),
    PLAIN("和", WORD_AND), PLAIN("、", WORD_AND), PLAIN("或", WORD_AND), PLAIN("then", WORD_BREAK),
    PLAIN("but", WORD_BREAK), PLAIN("并且", WORD_BREAK), PLAIN("并", WORD_BREAK), PLAIN("然后", WORD_BREAK),
    PLAIN("再", WORD_BREAK), PLAIN("，", WORD_BREAK), PLAIN("。", WORD_BREAK), PLAIN("；", WORD_BREAK),
    PLAIN("！", WORD_BREAK), PLAIN("？", WORD_BREAK),
    PLAIN("please", WORD_FILLER), PLAIN("请", WORD_FILLER),
};

const struct phrase *phrase_at(size_t index)
{
    return index < sizeof phrases / sizeof phrases[0] ? &phrases[index] : NULL;
}

const struct phrase *phrase_find(const char *text, int at_word_start, size_t *length)
{
    const struct phrase *best = NULL;
    *length = 0;
    for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++) {
        const struct phrase *row = &phrases[i];
        size_t size = strlen(row->text);
        if (size <= *length || row->text[0] != text[0] || strncmp(row->text, text, size) != 0)
            continue;
        /* Words of letters must be whole; a unit may touch its number ("5s"). */
        bool letters = isalnum((unsigned char)row->text[size - 1]);
        bool whole = !letters || !isalnum((unsigned char)text[size]);
        bool begun = at_word_start || !isalnum((unsigned char)row->text[0]) || row->kind == WORD_UNIT;
        if (whole && begun) {
            best = row;
            *length = size;
        }
    }
    return best;
}
