/* GUI talk in replies, sentence by sentence, by a table of patterns (phrase_match.h says how they are written). */
#include "gui_talk.h"

#include <stdbool.h>
#include <string.h>

#include "phrase_match.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"

enum { TEXT_CEILING = 32 * 1024 * 1024 };

/* Names of their own, so that two sentences in a row that mean the same are seen to be one. */
static const char export_en[] = "(`bgmusic export` does this here.)";
static const char export_zh[] = "(这里用 `bgmusic export` 导出。)";
static const char upload_en[] = "(`bgmusic upload FILE` does this here.)";
static const char upload_zh[] = "(这里用 `bgmusic upload 文件` 上传。)";
static const char api_en[] = "(This is done through the API here; ask for it with `bgmusic chat`.)";
static const char api_zh[] = "(这里通过 API 完成；用 `bgmusic chat` 提出要求。)";
static const char state_en[] = "(`bgmusic state` shows the session here.)";
static const char state_zh[] = "(这里用 `bgmusic state` 查看。)";
static const char tracks_en[] = "(`bgmusic state` shows the tracks here.)";
static const char tracks_zh[] = "(这里用 `bgmusic state` 查看轨道。)";
static const char edit_en[] = "(Ask for such an edit with `bgmusic chat`.)";
static const char edit_zh[] = "(用 `bgmusic chat` 提出这样的修改。)";
static const char credits_en[] = "(`bgmusic credits` shows the balance.)";
static const char credits_zh[] = "(用 `bgmusic credits` 查看余额。)";

/* clang-format off */
#define CLICK "click|clicking|tap|tapping|double-click|double-clicking|right-click|right-clicking|left-click"
#define PRESS CLICK "|press|pressing|hit|hitting|push|pushing"
#define CHOOSE "select|selecting|choose|choosing|pick|use|using|find|locate|look_for|toggle|go_to|head_to"
#define BUTTON "button|buttons|icon|icons|menu|menus|checkbox|dropdown|tab|tabs|toolbar|option"
#define PANEL "panel|panels|sidebar|inspector|tab|window|menu|editor|toolbar|dialog|drawer|library|workspace|settings|properties|mixer"
#define CLICK_ZH "点击|點擊|单击|双击|点按|点选|轻点|轻触|按下"
#define PANEL_ZH "面板|菜单|窗口|设置|编辑器|页面|标签页|选项卡|素材库|媒体库|工具栏|侧边栏|侧栏|界面|对话框|属性"

/* The first row that fits counts. "@" is where a verb speaks to the user (talks_to_user()); a row without one names a thing of
 * the editor, and counts only where the sentence does not describe a picture or a text. */
static const struct {
    const char *pattern, *instead;
} rows[] = {
    {"@ " PRESS " ... upload|import", upload_en},
    {"@ drag|dragging|drop|dropping|drag-and-drop ... file|files|video|videos|media|clip|clips ... upload|here|"
     "library|area|window", upload_en},
    {"@ " CLICK_ZH "|拖拽|拖放|拖入|拖动|拖 ... 上传", upload_zh},
    {"@ 把|将 ... 文件|视频|素材 ... 拖 ... 上传", upload_zh},

    {"@ " PRESS " ... export|download", export_en},
    {"@ " CHOOSE " ... export|download ... " BUTTON "|panel|dialog", export_en},
    {"@ select|selecting|choose|choosing|pick export|download", export_en},
    {"export|download button|buttons|icon|menu|dialog|panel|tab", export_en},
    {"@ open|opening ... export|download ... panel|dialog|menu|window|settings", export_en},
    {"@ " CLICK_ZH "|选择|使用|找到|打开 ... 导出|下载|導出|匯出", export_zh},
    {"导出|下载|導出|匯出 按钮|按鈕|图标|菜单|面板|选项|对话框", export_zh},
    {"@ 导出|導出|匯出 视频|影片|成片|文件|作品|项目|它|最终|即可|了|吧|為|为", export_zh},

    {"@ check|checking|visit|visiting|manage|go_to|head_to|log_into|log_in_to|sign_in_to ... account|billing|"
     "subscription", credits_en},
    {"@ view|see|open|opening|review|update|upgrade|check|top_up|" PRESS " ... your|billing|account|the_account "
     "account|billing|subscription|plan|"
     "credits|balance|page|settings|dashboard|panel|icon|section|menu|tab|details|button", credits_en},
    {"@ view|see|open|opening|review|update|check|visit ... billing", credits_en},
    {"@ billing is|can|settings|page|lives", credits_en},
    {"billing page|section|settings|panel|details|information|tab|portal|history|dashboard", credits_en},
    {"your billing", credits_en},
    {"account page|settings|dashboard|section", credits_en},
    {"@ 查看|检查|打开|前往|进入|登录|访问|管理|核对|" CLICK_ZH " ... 账户|账号|帐户|账单|帐单|计费|订阅|余额|積分|积分", credits_zh},
    {"账单|计费|账户 页面|设置|中心|面板|信息", credits_zh},

    {"@ press|pressing|hit|hitting the? play|space|spacebar|space_bar", tracks_en},
    {"@ preview|previewing|play|playing|scrub|scrubbing|watch|watching|review|reviewing|view|viewing|see|check|"
     "look|open|opening ... timeline", tracks_en},
    {"@ preview|previewing it|the|your|this|that|result|changes|everything|them|how", tracks_en},
    {"@ play|watch|replay ... preview|player|playback|canvas", tracks_en},
    {"@ 预览|播放|查看|浏览|回放|打开|看看|检查 ... 时间线|时间轴|時間線|預覽窗口|预览窗口|播放器", tracks_zh},
    {"@ 在 时间线|时间轴 ... 预览|查看|播放|看到|回放", tracks_zh},

    {"@ move|moving|adjust|adjusting|use|using|drag|dragging|set|pull|slide|grab ... slider|sliders|handle|"
     "handles|playhead|knob|fader|faders", edit_en},
    {"@ drag|dragging|drag-and-drop the|it|them|your|this|that|these|those|a|an|and|any|each|its|in|clip|clips|"
     "files|media|music|left|right|to", edit_en},
    {"@ dragging", edit_en},
    {"@ drop|dropping it|them|your|the|a|clips|files|media ... timeline|track|canvas|panel|editor|area|window|"
     "here", edit_en},
    {"drag-and-drop|drag_and_drop", edit_en},
    {"@ adjust|adjusting|change|changing|edit|editing|trim|trimming|set|tweak|cut|resize|modify|fine-tune|"
     "customize|split|move ... "
     "in|on|from|using|via|with|through|inside ... panel|sidebar|inspector|toolbar|menu|editor|timeline|tab|"
     "settings", edit_en},
    {"@ 拖拽|拖动|拖放|拖到|拖入|拖进|拖曳|拖移|拖至", edit_zh},
    {"@ 把|将|將 ... 拖拽|拖动|拖放|拖到|拖入|拖进|拖曳|拖至|拖", edit_zh},
    {"@ 调整|调节|移动|使用|滑动|拉动 ... 滑块|滑杆|推子|播放头|手柄", edit_zh},
    {"@ 在 ... 面板|时间线|时间轴|编辑器|工具栏 ... 调整|修改|裁剪|编辑|设置|更改|剪切|移动", edit_zh},

    {"@ " PRESS " ... " BUTTON, api_en},
    {"@ " CHOOSE "|press|hit ... " BUTTON "|toggle|slider", api_en},
    {"@ " CLICK " on|the|your|it|this|that|any|a|an|here|to|and|apply|save|done|ok|play|add|generate|next|confirm|"
     "continue|share|undo|render|edit|settings",
     api_en},
    {"@ select|selecting|choose|pick ... from|in|on ... panel|sidebar|timeline|library|list", api_en},
    {"apply|generate|save|share|undo|redo|settings|render|preview button|icon", api_en},
    {"@ " CLICK_ZH, api_zh},
    {"@ 按|点|选择|选中|使用|找到|勾选 ... 按钮|按鈕|图标|菜单|选项卡|工具栏|开关|复选框", api_zh},

    {"@ open|opening|reopen|expand|go_to|head_to|switch_to|navigate_to|return_to|see|check|visit|look_at ... "
     "" PANEL, state_en},
    {"@ open|opening your|the project|session|timeline", state_en},
    {"@ 打开|打開|展开|进入|切换到|前往|查看|回到|转到 ... " PANEL_ZH "|面闆", state_zh},
};
/* clang-format on */

/* What tells that a thing's name is part of a picture, a text or a song. */
static const char description[] =
    "title|titles|titled|caption|captions|text|says|reads|reading|shows|showing|depicts|footage|scene|shot|"
    "shots|lyrics|subtitle|subtitles|poster|画面|标题|字幕|镜头|文字|海报|歌词";

/* The verb at `index` is told to the user: it opens a clause, or follows "please", "you can", "by", "need to", 请,
 * 可以. "A dragon opens", "the drums click", "I can move it" are content. */
static bool talks_to_user(const struct phrase *phrase, size_t index)
{
    static const char adverbs[] = "just|simply|also|then|now|easily|always|still|directly|either|first|next|"
                                  "finally|manually|again|"
                                  "well|ok|okay|sure|instead|quickly|later|直接|再|先";
    while (index > 0 && !phrase->units[index].opens_clause && phrase_unit_is(phrase, index - 1, adverbs))
        index--;
    if (phrase->units[index].opens_clause)
        return true;
    if (phrase_unit_is(phrase, index - 1,
                       "please|try|you|by|and|or|kindly|either|corner|lets|请|請|以|能|要|后|後|并|过|需|"
                       "你|您|接|或|"
                       "去|者|和|试|先|再|来|即|标|可|应|该|勿|只|就"))
        return true;
    if (phrase_unit_is(phrase, index - 1, "can|could|may|might|should|must|will|cant|cannot") && index > 1)
        return phrase_unit_is(phrase, index - 2, "you|users|u|just|and");
    if (phrase_unit_is(phrase, index - 1, "to") && index > 1)
        return phrase->units[index - 1].opens_clause ||
               phrase_unit_is(phrase, index - 2,
                              "need|have|want|like|able|free|sure|remember|wish|how|ready|"
                              "prefer|possible|easy|where|"
                              "forget|required|you|order");
    if (phrase_unit_is(phrase, index - 1, "to"))
        return true;
    /* 在右上角点击: behind a place that opens the clause. */
    size_t opening = index;
    while (opening > 0 && !phrase->units[opening].opens_clause)
        opening--;
    return phrase_unit_is(phrase, opening, "在|从|到|于|in|on|from|at") &&
           phrase_unit_is(phrase, index - 1,
                          "中|上|里|角|侧|边|栏|下|方|处|内|右|左|板|框|面|线|轴|right|left|top|bar|screen|panel|"
                          "menu|toolbar|"
                          "sidebar|editor|timeline");
}

static uint64_t gate_of(const struct phrase *phrase)
{
    uint64_t gate = 0;
    for (size_t i = 0; i < phrase->count; i++) {
        if (!phrase->units[i].is_quoted && talks_to_user(phrase, i))
            gate |= UINT64_C(1) << i;
    }
    return gate;
}

/* What to say instead of the sentence; NULL: it may stay. `*verb` is the place where the GUI talk begins. */
static const char *replacement(const struct phrase *phrase, size_t *verb)
{
    uint64_t gate = gate_of(phrase), all = phrase_everywhere(phrase);
    bool describes = phrase_walk(phrase, description, all, 0) != 0;
    *verb = 0;
    for (size_t r = 0; r < COUNT(rows); r++) {
        bool is_verb = *rows[r].pattern == '@';
        if ((!is_verb && describes) || phrase_walk(phrase, rows[r].pattern, all, gate) == 0)
            continue;
        while (is_verb && *verb < phrase->count &&
               phrase_walk(phrase, rows[r].pattern, UINT64_C(1) << *verb, gate) == 0)
            ++*verb;
        return rows[r].instead;
    }
    return NULL;
}

/* "I added lo-fi music, so you can click "
    "Export": the report before the clause that speaks of the GUI stays. Its length, 0: there is
 * none. */
static size_t report_length(const struct phrase *phrase, const char *sentence, size_t verb)
{
    static const char *const marks[] = {",", ";", ":", "(", "—", "–", " - ", "，", "；", "：", "（", "、"};
    size_t clause = verb;
    while (clause > 0 && !phrase->units[clause].opens_clause)
        clause--;
    /* "... under the voice and you can click": no comma, and still two clauses. */
    for (size_t i = verb; i > clause + 2 && i + 4 > verb; i--) {
        if (phrase_unit_is(phrase, i, "and|so") && phrase_unit_is(phrase, 0, "i|ive|we|weve"))
            return phrase->units[i - 1].end;
    }
    if (clause < 3 || !phrase_unit_is(phrase, 0,
                                      "i|ive|we|weve|your|the|it|its|music|all|everything|added|我|已|音|"
                                      "视|背|配"))
        return 0;
    size_t at = phrase->units[clause - 1].end;
    for (; at < phrase->units[clause].start; at++) {
        for (size_t i = 0; i < COUNT(marks); i++) {
            if (text_starts_with(sentence + at, marks[i]))
                return at;
        }
    }
    return 0;
}

/* Length of the sentence at `text`, with its end mark and the white space after it. */
static size_t sentence_length(const char *text)
{
    static const char *const ends[] = {"。", "！", "？"};
    for (const char *at = text; *at != '\0'; at++) {
        size_t mark = 0;
        if (*at == '\n')
            mark = 1;
        else if ((*at == '.' || *at == '!' || *at == '?') && (at[1] == ' ' || at[1] == '\n' || at[1] == '\0'))
            mark = 1;
        for (size_t i = 0; i < 3 && mark == 0; i++) {
            if (text_starts_with(at, ends[i]))
                mark = strlen(ends[i]);
        }
        if (mark > 0) {
            at += mark;
            while (*at == ' ' || *at == '\n')
                at++;
            return (size_t)(at - text);
        }
    }
    return strlen(text);
}

/* Appends the sentence or what stands for it; returns what stood for it, NULL: itself. */
static const char *append_sentence(struct buf *out, const char *text, size_t length, const char *last)
{
    struct buf sentence;
    struct phrase phrase;
    size_t verb = 0;
    buf_init(&sentence, TEXT_CEILING);
    buf_append(&sentence, text, length);
    const char *instead = phrase_read(&phrase, sentence.bytes, sentence.length) ? replacement(&phrase, &verb) : NULL;
    size_t kept = instead != NULL ? report_length(&phrase, sentence.bytes, verb) : length;
    size_t words = length;
    while (words > 0 && (text[words - 1] == ' ' || text[words - 1] == '\n'))
        words--;
    buf_append(out, text, kept);
    if (instead != NULL && kept > 0)
        buf_append_text(out, (unsigned char)instead[1] >= 0x80 ? "。" : ". ");
    if (instead != NULL && (instead != last || kept > 0)) {
        buf_append_text(out, instead);
        buf_append(out, text + words, length - words);
    }
    phrase_release(&phrase);
    buf_release(&sentence);
    return instead;
}

char *gui_talk_translate(const char *text)
{
    struct buf out;
    buf_init(&out, TEXT_CEILING);
    const char *last = NULL;
    while (*text != '\0') {
        size_t length = sentence_length(text);
        last = append_sentence(&out, text, length, last);
        text += length;
    }
    return buf_take(&out);
}
