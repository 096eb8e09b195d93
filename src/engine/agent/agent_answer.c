/* Answers to questions. */
#include "agent_answer.h"

#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "style_table.h"
#include "timeline.h"

/* Both formats take the same arguments. */
#define ANSWER(english, chinese_text, ...) \
    (chinese ? buf_appendf(out, chinese_text "\n", ##__VA_ARGS__) : buf_appendf(out, english "\n", ##__VA_ARGS__))

static double seconds(int64_t ms)
{
    return (double)ms / 1000;
}

/* These need no music. */
static bool answer_general(enum agent_topic topic, const struct answer_facts *facts, bool chinese, struct buf *out)
{
    switch (topic) {
    case TOPIC_RIGHTS:
        ANSWER("Yes: the music was composed here for you, note by note, and is yours; it is free of royalties, also on "
               "YouTube and in "
               "commercial work. (A track that you upload yourself keeps its own licence.)",
               "可以：音乐是在本机为您逐音作曲的，归您所有，免版税，可以商用，也可以发布到各平台。（您自己上传的音乐仍"
               "按它自己的授权。）");
        return true;
    case TOPIC_HELP:
        ANSWER("You can say for example: \"add calm lo-fi music\", \"make it jazzier and a bit louder\", \"no drums\", "
               "\"no music in the "
               "first 5 seconds\", \"lower the music when I speak\", \"fade out 3 s\", \"put the title \"Beach "
               "Day\"\", \"undo\", \"go back to "
               "the first one\", \"what bpm is it?\".",
               "可以说：“加一段轻松的低保真音乐”、“爵士一点，小声一点”、“不要鼓”、“前5秒不要音乐”、“说话时压低音乐”、“"
               "最后三秒淡出”、"
               "“加标题“海边的一天””、“撤销”、“回到第一个版本”、“速度是多少？”。");
        return true;
    case TOPIC_DONE:
        if (facts->said[0] == '\0')
            ANSWER("Nothing was changed yet.", "还没有做过改动。");
        else
            ANSWER("The last change: %s", "上一次改动：%s", facts->said);
        return true;
    case TOPIC_VERSIONS:
        if (facts->versions[0] == '\0')
            ANSWER("There is no version yet.", "还没有版本。");
        else
            ANSWER("The versions (* is the present one):\n%s", "版本（* 是当前版本）：\n%s", facts->versions);
        return true;
    case TOPIC_ADVICE:
        ANSWER("That is yours to decide; nothing was changed. Say it as a wish (\"a bit louder\") and I do it, and "
               "\"undo\" takes it back.",
               "这由您决定，没有改动。直接说想要的效果（如“大声一点”）我就去做，说“撤销”可以还原。");
        return true;
    case TOPIC_TITLES:
        if (facts->timeline->title_count == 0)
            ANSWER("There is no title.", "没有标题。");
        for (size_t i = 0; i < facts->timeline->title_count; i++)
            ANSWER("Title \"%s\", %.1f-%.1f s.", "标题“%s”，%.1f–%.1f 秒。", facts->timeline->titles[i].text,
                   seconds(facts->timeline->titles[i].start_ms),
                   seconds(facts->timeline->titles[i].start_ms + facts->timeline->titles[i].length_ms));
        return true;
    case TOPIC_ORIGINAL:
        if (facts->timeline->keep_original)
            ANSWER("The original sound is kept, at %.0f%%.", "原声保留，音量 %.0f%%。",
                   facts->timeline->original_volume * 100);
        else
            ANSWER("The original sound is dropped.", "原声已去掉。");
        return true;
    default:
        return false;
    }
}

static void answer_music(enum agent_topic topic, const struct answer_facts *facts, bool chinese, struct buf *out)
{
    const struct timeline_music *music = &facts->timeline->music;
    const char *style = style_title(music->style);
    bool own = music->upload[0] != '\0';
    style = style != NULL ? style : music->style;
    if (own && (topic == TOPIC_TEMPO || topic == TOPIC_KEY || topic == TOPIC_STYLE || topic == TOPIC_INSTRUMENTS ||
                topic == TOPIC_SECTIONS)) {
        ANSWER("The music is your own track \"%s\"; I know neither its notes nor its tempo.",
               "现在用的是您自己的音乐“%s”，不知道它的音符和速度。", music->name);
        return;
    }
    switch (topic) {
    case TOPIC_TEMPO:
        ANSWER("The tempo is %.0f bpm.", "速度是 %.0f bpm（每分钟的拍数）。", music->bpm);
        break;
    case TOPIC_KEY:
        ANSWER("It is in %s.", "调性是 %s。", music->key);
        break;
    case TOPIC_VOLUME:
        ANSWER("The music plays at %.0f%%; the original sound %s.", "音乐音量 %.0f%%，原声%s。", music->volume * 100,
               facts->timeline->keep_original ? (chinese ? "保留" : "is kept") : (chinese ? "已去掉" : "is dropped"));
        break;
    case TOPIC_STYLE:
        ANSWER("It is \"%s\": %s.", "“%s”：%s。", music->name, style);
        break;
    case TOPIC_INSTRUMENTS:
        ANSWER("Instruments: %s.", "乐器：%s。", facts->instruments);
        break;
    case TOPIC_SECTIONS:
        ANSWER("Form: %s.", "曲式：%s。", facts->form);
        break;
    case TOPIC_FADES:
        ANSWER("Fade in %.1f s, fade out %.1f s.", "淡入 %.1f 秒，淡出 %.1f 秒。", seconds(music->fade_in_ms),
               seconds(music->fade_out_ms));
        break;
    case TOPIC_DUCKING:
        if (music->duck)
            ANSWER("While somebody speaks, the music lies %.3g LU under the voice.",
                   "有人说话时，音乐比人声低 %.3g LU。", music->duck_lu);
        else
            ANSWER("The music keeps its level while somebody speaks.", "有人说话时音乐不压低。");
        break;
    case TOPIC_PLACE:
    case TOPIC_LENGTH:
        ANSWER("The music plays from %.1f s to %.1f s, %.1f s long.", "音乐从 %.1f 秒到 %.1f 秒，长 %.1f 秒。",
               seconds(music->start_ms), seconds(music->start_ms + music->length_ms), seconds(music->length_ms));
        for (size_t i = 0; i < music->spans_count; i++)
            if (music->spans[i].factor == 0)
                ANSWER("It is silent from %.1f s to %.1f s.", "其中 %.1f 秒到 %.1f 秒没有音乐。",
                       seconds(music->spans[i].start_ms), seconds(music->spans[i].end_ms));
        break;
    default:
        ANSWER("\"%s\": %s, %s, %.0f bpm, at %.0f%%, from %.1f s to %.1f s. Instruments: %s.",
               "“%s”：%s，%s，%.0f bpm，音量 %.0f%%，从 %.1f 秒到 %.1f 秒。乐器：%s。", music->name, style, music->key,
               music->bpm, music->volume * 100, seconds(music->start_ms), seconds(music->start_ms + music->length_ms),
               facts->instruments);
        break;
    }
}

void agent_answer(enum agent_topic topic, const struct answer_facts *facts, bool chinese, struct buf *out)
{
    if (answer_general(topic, facts, chinese, out))
        return;
    if (!facts->timeline->has_music)
        ANSWER("There is no music yet; say for example \"add calm lo-fi music\".",
               "还没有音乐；可以说“加一段轻松的低保真音乐”。");
    else
        answer_music(topic, facts, chinese, out);
}
