/* Requests among the lines of a conversation, by tables of phrases (phrase_match.h says how they are written). */
#include "bgmusic/app/chat_route.h"

#include <stdlib.h>
#include <string.h>

#include "phrase_match.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

enum { PATH_MOST_BYTES = 4096, MOST_QUESTIONS = 16 };

/* What may stand around a request without changing it. */
/* clang-format off */
#define GREETING "ok|okay|great|perfect|thanks|thank_you|good|nice|cool|done|im_done|all_done|looks_good|love_it|hey|hi|hello|" \
    "thats_perfect|thats_great|thats_it|sounds_good|that_looks_good|that_sounds_good|it_looks_good|i_like_it|" \
    "i_am_happy_with_it|im_happy_with_it|" \
    "好|好的|好了|可以了|没问题|完成了|你好|嗨? "

static const char before[] =
    GREETING GREETING "and|now|so|then|alright|那|那么|然后|现在? "
    "please|请|麻烦|麻烦你|请你|拜托? i_am_ready_to|im_ready_to|ready_to|time_to|its_time_to|go_ahead_and|just|lets|let_us|"
    "can_you|can_u|could_you|would_you|will_you|can_i|could_i|may_i|can_we|could_we|i_want_to|i_wanna|"
    "i_would_like_to|"
    "id_like_to|i_need_to|i_want_you_to|i_would_like_you_to|help_me|let_me|we_can|you_can|"
    "能|能不能|可以|可不可以|你能|你能不能|你可以|能否|我想|我要|我想要|我需要|想|我们? "
    "please|just|now|kindly|help_me|go_ahead_and|请|帮|帮我|给我|替我|为我|帮忙|现在|直接|马上|赶紧? 请|直接|马上|现在? ";
static const char behind[] =
    "吧|一下|出来|了|给我|给我吧|now|right_now|then|again|for_me|asap|already|today|currently|at_the_moment|so_far? "
    "please|吧|好吗|可以吗|行吗|好不好|吗|呢|嘛|啊|哦|now|for_me? "
    "thanks|thank_you|thx|bye|谢谢|谢谢你|多谢|please? ";

#define VIDEO "video|videos|clip|movie|film|file|mp4|result|project|session|version|output|render|reel|short|vlog"
#define OWN "the|my|our|this|that|a|an|your"
#define KIND "final|finished|whole|complete|completed|full|new|edited|resulting|current|ready|rendered|exported"
#define VIDEO_ZH "视频|影片|片子|成片|成品|文件|结果|项目|作品|最终视频|最终版|完成的视频|做好的视频|最终的视频|這個視頻|視頻"
#define EXPORT_ZH "导出|下载|输出|导出来|導出|匯出|下載"
#define FORMAT "as|to|in|into? an|a|high|full|best|hd|full-hd|good? mp4|hd|1080p|720p|full-hd|quality|file|disk|*.mp4? "
#define FORMAT_ZH "为|成|成为|到? mp4|mp4格式|高清|文件|*.mp4? 格式? "

static const char *const export_phrases[] = {
    "export|download|render|导出|下载|导出来|渲染|導出|匯出|下載 it|this|that|everything|all|all_of_it? " FORMAT,
    "export|download|render|save|导出|下载 " OWN "? " KIND "? " VIDEO "|" VIDEO_ZH " " FORMAT FORMAT_ZH,
    "save it|this|everything " "as|to an|a? mp4|*.mp4|file|disk",
    "send|give|get|pass|hand me " OWN "? " KIND "? " VIDEO,
    "send|give|hand it|that over? to? me",
    "send " OWN "? " KIND "? " VIDEO " over? to? me?",
    "get|fetch " OWN "? " KIND "? " VIDEO,
    "start|do|run|begin|make|perform|trigger|finish " OWN "? final|full? export|exporting|download|downloading|"
    "render|rendering",
    "i_want|i_need|id_like|i_would_like|wheres|where_is " OWN "? " KIND "? video|clip|movie|file|mp4|download|"
    "export|download_link",
    "download|export link|time|ready",
    "render|export final",
    "finish|wrap_it_up and export|render",
    "发给我|发送给我|传给我",
    VIDEO_ZH " 导出|下载",
    "send|give|show me the|a? download|export link",
    "wheres|where_is the|my? download|export link?",
    "how|where can|do i|we? get|download " OWN "? " KIND "? " VIDEO,
    "开始|进行|执行|要|重新|再|一键? " EXPORT_ZH "|渲染 一下|一次|一遍? 我的|这个|整个|全部|最终|最终的|完整|完整的|做好的|高清? " VIDEO_ZH
    "|它|链接? " FORMAT_ZH "了?",
    EXPORT_ZH "|渲染|保存|保存好|生成|生成最终 我的|这个|整个|最终|最终的|完整|完整的|做好的|高清? " VIDEO_ZH " " FORMAT_ZH,
    "把|将 我的|这个|整个|最终|最终的|完整|完整的|做好的? " VIDEO_ZH "|它 给我? 导出|下载|输出|渲染|导|导出来|下载下来|保存|保存下来|保存下|渲染出来|"
    "发给我|给我|发我|发过来|传给我|发送给我|导出成|导出为|保存为|保存成 mp4|*.mp4|文件? 格式?",
    "给我|发我|发给我|发送给我|传给我|我要 我的|这个|最终|最终的|完整|完整的|做好的|导出的? " VIDEO_ZH "|下载链接|导出链接",
    VIDEO_ZH " 给我|发我|发给我|发过来|发送给我|传给我",
    "可以|准备|能 导出|下载|導出|下載 视频|了? 了?",
    "下载链接|导出链接|下载地址 在哪|在哪里|是什么|呢?",
    "我的视频|视频|成片 在哪|在哪里|在哪儿|怎么下载",
    "export|render|download|download_and_export 一下|一个? 这个|我的|最终的? 视频|影片|成片|文件? ",
};

#define CREDIT "credit|credits|credit_balance|credits_balance|account_balance|balance|token_balance"
#define CREDIT_ZH "积分|余额|点数|额度|积分余额|账户余额|帐户余额|账号余额|積分|餘額|點數|credits|credit"
#define LOOK "show|check|tell|give|see|view|get|display|print|list|report|look_at|look_up|know|find_out|whats|what_is|what_are|what"

static const char *const credits_phrases[] = {
    CREDIT "|" CREDIT_ZH " left|remaining|available|status|check|count|info|please?",
    LOOK " me|us? about? " OWN "? current|remaining|available|account|total|own|latest|user|full? " CREDIT
    " left|remaining|available|status|count|info|is|are|at? i_have|do_i_have|have_i? left|now?",
    "tell|show me? how many|much more? " CREDIT " i|we|are|is|do_i have|got|there? left|remaining|available?",
    "how many|much more? credit|credits|points|balance do|have|are|is|did|does|can|will? i|we|there|that|this|it|"
    "my_account? "
    "have|got|own|use|used|spend|spent|cost|remain|remaining|left|available|has? left|remaining|available|now|still?",
    "do|have i|we still? have|got? any|enough|some|more? " CREDIT " left|remaining|available?",
    "are_there|is_there any|enough? " CREDIT " left|remaining|available?",
    "any|enough " CREDIT " left|remaining|available?",
    "am|are i|we running? out_of|low_on " CREDIT,
    "whats|what_is left|remaining of|in|on my|the? " CREDIT "|account",
    "check|show|view|see|open me? my|the account|billing|account_status|billing_status|usage",
    "my|current|remaining|available|account|total credit|credits|balance left?",
    "billing|account_balance|account_credits|credit_status",
    "查看|查|查询|看|看看|看一下|看下|查一下|查下|显示|告诉我|列出|給我看|给我看看|给看看|给我看|给我查|知道|查一查|看一看 一下? 我|我的|当前|当前的|"
    "现在的|剩余|剩余的|账户|账户的|账号|账号的|还有|还剩|还剩下|我还有|我还剩|目前的|我账户的? 多少|几个|几|可用? " CREDIT_ZH " 还有|还剩|是|剩余|情况? 多少|几个?",
    "我|我的|当前|现在|目前|账户|账户里|账号|我账户|我的账户|你好? 现在|目前|当前|账户|还? 还有|还剩|剩|剩余|剩下|还剩下|有|可用|可用的|的? 多少|几个|几|哪些|没有|没? " CREDIT_ZH
    " 还|现在|目前? 有|剩|剩下|剩余|是|够|还有|还剩? 多少|几个|几分|不够|够? 了|可用|可以用|能用?",
    CREDIT_ZH " 查询|情况|剩余|明细|够用吗|够不够|还够吗|还有吗|怎么样|不足了吗",
    "还有|还剩|有没有|还有没有|剩 多少|几个? " CREDIT_ZH " 可用|可以用|能用|剩下?",
};

#define STATE "status|state|timeline|tracks|track|track_list|tracklist|track_summary|session|session_state|session_status|" \
    "project_status|project_state|timeline_summary|summary|summary_of_the_tracks|progress|overview|current_state|" \
    "current_status"
#define WHOLE "video|project|session|timeline|edit|clip|film|movie|work|file|mix"
#define STATE_ZH "状态|狀態|进度|时间线|时间轴|時間線|轨道|軌道|音轨|轨道列表|项目状态|视频状态|会话状态|项目进度|时间线状态|轨道信息|轨道情况|" \
    "当前状态|时间线情况|项目情况|情况"

static const char *const state_phrases[] = {
    STATE " please|update|report|check|overview|summary|info|list?",
    "show|check|list|display|see|view|print|describe|summarize|summarise|get|give|tell|know|report|look_at|whats|"
    "what_is|what_are me|us? about? all? "
    OWN "? all|current|project|session|latest|full|whole|video|present|existing|overall? status|state|timeline|"
    "tracks|track_list|tracklist|"
    "session|status_update|status_report|track_summary|timeline_summary|overview|summary|progress update|report|"
    "overview|summary|info|list|is? "
    "of|for|in|on|with|i_have|we_have|there_are? " OWN "|all? current|whole? " WHOLE "|tracks|everything? "
    "look_like|now?",
    "show|list|tell|give me? " OWN "|all? tracks i_have|we_have|that_i_have|there_are",
    "what|which tracks do|are|have? i|we|there? have|got|exist? in|on " OWN "? " WHOLE,
    "what|which tracks do|are|have i|we|there have|got|exist? so_far|right_now|now|there?",
    "how many tracks do|are|does|have? i|we|there|it|" WHOLE "? have|has|got|exist? there? in|on|so_far? " OWN "? "
    "" WHOLE "?",
    "show|tell me? whats|what_is in|on " OWN "? current? timeline|session|project|tracks",
    "status|state|progress|overview|current_state|current_status of|for|in " OWN "? current? " WHOLE,
    "whats|what_is currently|now? in|on " OWN "? current? timeline|session|project|tracks",
    "what|how does|do " OWN "? current? timeline|tracks|project|session look|looks like? so_far|now?",
    "where are we|things at|now?",
    "where do we|i|things stand now?",
    "what_do_we_have|what_have_we_got|what_do_i_have|what_have_i_got so_far|now|in_the_timeline|on_the_timeline",
    "hows|how_is " OWN "? " WHOLE "|progress|it going|coming|looking|doing along?",
    "give|show|send|get me|us a|an|the? quick|short|brief? status|progress|track|timeline|state|project? update|"
    "report|summary|overview|info",
    "any status|progress update|updates",
    "查看|看|看看|看一下|看下|查|查询|查一下|显示|显示一下|列出|列出所有|告诉我|给我看|给我看看|给看看|汇报|说说|知道|看一看|报告|查看一下|列一下 一下? 我的|我|当前|当前的|"
    "现在|现在的|目前|目前的|所有|所有的|全部|这个|项目|项目的|视频|视频的|会话|会话的|现有|现有的|有哪些|有几条|整个|项目当前? 的? " STATE_ZH " 如何|怎么样|是什么|上有什么|里有什么?",
    "现在|当前|目前|我的|项目|视频|项目的|视频的|会话|这个视频|这个项目|我|現在? 的|是|处于|现在|目前|当前? 什么|啥|怎样的|怎么样的? " STATE_ZH " 是|现在|目前? 如何|怎么样|怎样|"
    "是什么|什么样|"
    "是怎样的|到哪了|到哪儿了|什么|有哪些|有几条|上有什么|里有什么|长什么样?",
    "现在|目前|当前|时间线上|时间线里|视频里|项目里|我|我们|一共|总共|里面? 一共|总共? 有|都有|有了 哪些|几条|几个|什么|多少|多少条|多少个 轨道|音轨|軌道",
    "轨道|音轨|时间线上|时间线里 有|都有 哪些|几条|几个|什么|多少",
    "做到哪了|进行到哪了|现在怎么样了|现在做到哪了|到哪一步了|现在到哪一步了|进展如何|进展怎么样",
    "show|查看|看看|看一下|check status|state|timeline|tracks|状态|时间线",
};

#define MEDIA "file|files|video|videos|clip|clips|movie|song|track|music|image|picture|photo|audio|media|footage|recording"
#define MEDIA_ZH "文件|视频|素材|图片|照片|音乐|音频|歌曲|媒体|片段|影片|东西|檔案|視頻"

static const char *const upload_phrases[] = {
    "i_have|ive_got a|an|another|some|the|my? new? " MEDIA "|one to upload",
    "upload something|one|it|them|more",
    "有|还有|需要 一个|个|一段|新|一些? 新|的? " MEDIA_ZH " 要|需要|想? 上传|上傳",
};

/* A path stands between head and tail; with nothing between them none was named. */
static const struct {
    const char *head, *tail;
} upload_forms[] = {
    {"upload|uploading|上传|上傳 the|my|a|an|this|some|another|new|our? new|local? " MEDIA "? called|named|at|from? "
     "一下? 一个|个|这个|我的|一段|一些|几个|另一个|点? 新|新的|本地|本地的? " MEDIA_ZH "? 叫|到? ",
     "to|into? the|my|this? current? project|session|service|timeline? "},
    {"把|将 一个|个|这个|我的|一段? 新|新的|本地|本地的? " MEDIA_ZH "? ",
     "上传|上傳|传上去|上传上去|传上来|上传到项目|上传到会话|上传到时间线"},
};

static const struct {
    enum chat_action action;
    const char *const *phrases;
    size_t count;
} tables[] = {
    {CHAT_CREDITS, credits_phrases, COUNT(credits_phrases)},
    {CHAT_STATE, state_phrases, COUNT(state_phrases)},
    {CHAT_EXPORT, export_phrases, COUNT(export_phrases)},
    {CHAT_UPLOAD, upload_phrases, COUNT(upload_phrases)},
};
/* clang-format on */

static bool is_whole(const struct phrase *phrase, const char *body)
{
    uint64_t at = phrase_walk(phrase, before, PHRASE_FRONT, 0);
    at = phrase_walk(phrase, body, at, 0);
    return (phrase_walk(phrase, behind, at, 0) & phrase_end(phrase)) != 0;
}

struct asker {
    bool (*file_exists)(void *context, const char *path);
    void *context;
    size_t asked; /* a file system may be slow; no line is worth more than MOST_QUESTIONS */
};

static bool exists(struct asker *asker, const char *path)
{
    if (*path == '\0' || asker->file_exists == NULL || asker->asked >= MOST_QUESTIONS)
        return false;
    asker->asked++;
    return asker->file_exists(asker->context, path);
}

/* Takes off the quotes of a shell or a typesetter around the whole, or else the backslashes that terminals put before
 * spaces when a file is dropped on them. */
static char *unquoted(const char *text, size_t length)
{
    static const char *const pairs[][2] = {{"\"", "\""}, {"'", "'"},   {"`", "`"},  {"“", "”"},
                                           {"‘", "’"},   {"《", "》"}, {"「", "」"}};
    char *path = text_trim(xstrndup(text, length));
    size_t size = strlen(path);
    for (size_t i = 0; i < COUNT(pairs); i++) {
        size_t open = strlen(pairs[i][0]), close = strlen(pairs[i][1]);
        if (size > open + close && text_starts_with(path, pairs[i][0]) &&
            text_equal(path + size - close, pairs[i][1])) {
            memmove(path, path + open, size - open - close);
            path[size - open - close] = '\0';
            return path;
        }
    }
    char *to = path;
    for (const char *from = path; *from != '\0'; from++) {
        if (from[0] == '\\' && (from[1] == ' ' || from[1] == '(' || from[1] == ')' || from[1] == '\'' ||
                                from[1] == '&' || from[1] == '\\'))
            from++;
        *to++ = *from;
    }
    *to = '\0';
    return path;
}

/* The same without the full stop that ends a sentence, and without the colon that opened the path. */
static char *unpunctuated(const char *text, size_t length)
{
    static const char *const marks[] = {".", "!", "?", ",", ";", "。", "！", "？", "，", "；"};
    char *words = text_trim(xstrndup(text, length));
    for (bool again = true; again;) {
        size_t size = strlen(words);
        again = false;
        for (size_t i = 0; i < COUNT(marks) && !again; i++) {
            size_t mark = strlen(marks[i]);
            again = size > mark && text_equal(words + size - mark, marks[i]);
            if (again)
                words[size - mark] = '\0';
        }
    }
    size_t colon = text_starts_with(words, ":") ? 1 : text_starts_with(words, "：") ? strlen("：") : 0;
    char *path = unquoted(words + colon, strlen(words + colon));
    free(words);
    return path;
}

/* What is named like media, though no such file is there: "upload clip.mp4" must not be sent as chat. */
static bool looks_like_media(const char *path)
{
    static const char *const endings[] = {".mp4", ".mov", ".avi",  ".webm", ".mkv", ".jpg", ".jpeg",
                                          ".png", ".gif", ".webp", ".mp3",  ".wav", ".m4a", ".aac"};
    size_t spaces = 0;
    for (const char *at = path; *at != '\0'; at++)
        spaces += *at == ' ';
    if (spaces == 0 &&
        (text_starts_with_ignore_case(path, "https://") || text_starts_with_ignore_case(path, "http://")))
        return true;
    for (size_t i = 0; i < COUNT(endings); i++) {
        if (spaces <= 2 && text_ends_with_ignore_case(path, endings[i]))
            return true;
    }
    return false;
}

/* The file that a form of upload names, or what would be one; NULL: none. `*is_bare`: the form is whole without one. */
static char *find_path(const struct phrase *phrase, const char *line, struct asker *asker, uint64_t heads,
                       const char *tail, bool *is_bare)
{
    char *wanted = NULL;
    for (size_t head = 0; head <= phrase->count; head++) {
        if ((heads >> head & 1) == 0)
            continue;
        for (size_t end = phrase->count + 1; end-- > head;) {
            uint64_t at = phrase_walk(phrase, tail, UINT64_C(1) << end, 0);
            if ((phrase_walk(phrase, behind, at, 0) & phrase_end(phrase)) == 0)
                continue;
            size_t from = head > 0 ? phrase->units[head - 1].end : 0;
            size_t to = end < phrase->count ? phrase->units[end].start : strlen(line);
            if (head == end)
                *is_bare = true;
            if (to <= from || to - from > PATH_MOST_BYTES)
                continue;
            char *path = unquoted(line + from, to - from);
            if (!exists(asker, path)) {
                free(path);
                path = unpunctuated(line + from, to - from);
            }
            if (exists(asker, path)) {
                free(wanted);
                return path;
            }
            if (looks_like_media(path) && (wanted == NULL || strlen(path) < strlen(wanted))) {
                free(wanted);
                wanted = path;
            } else {
                free(path);
            }
        }
    }
    return wanted;
}

static enum chat_action route_upload(const struct phrase *phrase, const char *line, struct asker *asker, char **path)
{
    uint64_t front = phrase_walk(phrase, before, PHRASE_FRONT, 0);
    for (size_t i = 0; i < COUNT(upload_forms); i++) {
        bool is_bare = false;
        uint64_t heads = phrase_walk(phrase, upload_forms[i].head, front, 0);
        *path = find_path(phrase, line, asker, heads, upload_forms[i].tail, &is_bare);
        if (*path != NULL || is_bare)
            return CHAT_UPLOAD;
    }
    return CHAT_EDIT;
}

/* The .mp4 that an export is to be written to, as it was spelled. */
static char *named_output(const struct phrase *phrase, const char *line)
{
    for (size_t i = 0; i < phrase->count; i++) {
        const struct phrase_unit *unit = &phrase->units[i];
        size_t from = unit->start, to = unit->end;
        if (phrase_walk(phrase, "*.mp4", UINT64_C(1) << i, 0) == 0)
            continue;
        /* The way to it begins with signs that are no part of a word: "./", "/", "~/". */
        while (from > 0 && strchr("./~", line[from - 1]) != NULL)
            from--;
        return xstrndup(line + from, to - from);
    }
    return NULL;
}

static enum chat_action route_phrase(const struct phrase *phrase, const char *line, struct asker *asker, char **path)
{
    for (size_t t = 0; t < COUNT(tables); t++) {
        for (size_t i = 0; i < tables[t].count; i++) {
            if (!is_whole(phrase, tables[t].phrases[i]))
                continue;
            if (tables[t].action == CHAT_EXPORT)
                *path = named_output(phrase, line);
            return tables[t].action;
        }
    }
    return route_upload(phrase, line, asker, path);
}

/* "/clip.mp4", "./status", "~/a": nothing that is said begins so. */
static bool begins_like_path(const char *path)
{
    return text_starts_with(path, "/") || text_starts_with(path, "./") || text_starts_with(path, "../") ||
           text_starts_with(path, "~/");
}

enum chat_action chat_route(const char *line, bool (*file_exists)(void *context, const char *path), void *context,
                            char **path)
{
    struct asker asker = {.file_exists = file_exists, .context = context};
    struct phrase phrase;
    char *found = NULL;
    enum chat_action action = CHAT_EDIT;
    /* File names need not be UTF-8. */
    char *file = strlen(line) <= PATH_MOST_BYTES ? unquoted(line, strlen(line)) : xstrdup("");
    bool is_file = exists(&asker, file);
    bool is_text = phrase_read(&phrase, line, strlen(line));
    if (is_text && phrase.count > 0 && !phrase.is_cut && !(is_file && begins_like_path(file)))
        action = route_phrase(&phrase, line, &asker, &found);
    phrase_release(&phrase);
    if (action == CHAT_EDIT && is_file) {
        action = CHAT_UPLOAD;
        found = file;
    } else {
        free(file);
    }
    if (path != NULL)
        *path = found;
    else
        free(found);
    return action;
}

const char *chat_action_name(enum chat_action action)
{
    switch (action) {
    case CHAT_EXPORT:
        return "export";
    case CHAT_CREDITS:
        return "credits";
    case CHAT_STATE:
        return "state";
    case CHAT_UPLOAD:
        return "upload";
    default:
        return "chat";
    }
}
