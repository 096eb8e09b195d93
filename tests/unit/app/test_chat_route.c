/* Requests are told from edits: a table of lines for each side, and the ways to name a file. */
#include "unit/unit_test.h"

#include "bgmusic/app/chat_route.h"

static bool one_of(void *context, const char *path)
{
    for (const char *const *file = context; *file != NULL; file++) {
        if (strcmp(*file, path) == 0)
            return true;
    }
    return false;
}

static const char *const no_files[] = {NULL};

static void requests(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        enum chat_action action;
    } rows[] = {
        {"export", CHAT_EXPORT},
        {"Export!", CHAT_EXPORT},
        {"EXPORT THE VIDEO", CHAT_EXPORT},
        {"please export", CHAT_EXPORT},
        {"Please, export the final video now.", CHAT_EXPORT},
        {"Can you export it for me, please?", CHAT_EXPORT},
        {"could you please render the video", CHAT_EXPORT},
        {"export it as mp4", CHAT_EXPORT},
        {"Looks good, export it", CHAT_EXPORT},
        {"ok great, now export my video", CHAT_EXPORT},
        {"let's export", CHAT_EXPORT},
        {"I'd like to download the video", CHAT_EXPORT},
        {"download", CHAT_EXPORT},
        {"download my video", CHAT_EXPORT},
        {"I want to download it", CHAT_EXPORT},
        {"send me the video", CHAT_EXPORT},
        {"Send me the final video please", CHAT_EXPORT},
        {"send it to me", CHAT_EXPORT},
        {"give me the finished file", CHAT_EXPORT},
        {"save the video", CHAT_EXPORT},
        {"start the export", CHAT_EXPORT},
        {"where is my video?", CHAT_EXPORT},
        {"导出", CHAT_EXPORT},
        {"导出视频", CHAT_EXPORT},
        {"请导出视频。", CHAT_EXPORT},
        {"帮我导出一下", CHAT_EXPORT},
        {"可以帮我导出视频吗？", CHAT_EXPORT},
        {"好了，现在导出吧！", CHAT_EXPORT},
        {"把视频导出来", CHAT_EXPORT},
        {"下载", CHAT_EXPORT},
        {"下载视频", CHAT_EXPORT},
        {"我想下载视频", CHAT_EXPORT},
        {"把视频发给我", CHAT_EXPORT},
        {"ＥＸＰＯＲＴ", CHAT_EXPORT},
        {"帮我 export 一下视频", CHAT_EXPORT},
        {"匯出", CHAT_EXPORT},

        {"credits", CHAT_CREDITS},
        {"Credits?", CHAT_CREDITS},
        {"balance", CHAT_CREDITS},
        {"what's my balance?", CHAT_CREDITS},
        {"what’s my credit balance", CHAT_CREDITS},
        {"show me my credits", CHAT_CREDITS},
        {"Show my credits, please.", CHAT_CREDITS},
        {"how many credits do I have left?", CHAT_CREDITS},
        {"How many credits are left?", CHAT_CREDITS},
        {"how many credits are remaining", CHAT_CREDITS},
        {"can you tell me how many credits I have?", CHAT_CREDITS},
        {"check my credits", CHAT_CREDITS},
        {"Could you check the balance?", CHAT_CREDITS},
        {"do I have enough credits?", CHAT_CREDITS},
        {"credits left", CHAT_CREDITS},
        {"remaining credits", CHAT_CREDITS},
        {"am I out of credits", CHAT_CREDITS},
        {"积分", CHAT_CREDITS},
        {"余额", CHAT_CREDITS},
        {"余额多少", CHAT_CREDITS},
        {"余额是多少？", CHAT_CREDITS},
        {"我还有多少积分？", CHAT_CREDITS},
        {"还剩多少积分", CHAT_CREDITS},
        {"查一下余额", CHAT_CREDITS},
        {"请帮我查询积分", CHAT_CREDITS},
        {"我的积分还剩多少", CHAT_CREDITS},
        {"剩余积分", CHAT_CREDITS},
        {"看看我的余额", CHAT_CREDITS},

        {"status", CHAT_STATE},
        {"Status please", CHAT_STATE},
        {"what's the status?", CHAT_STATE},
        {"show tracks", CHAT_STATE},
        {"Show me the tracks.", CHAT_STATE},
        {"show me the timeline", CHAT_STATE},
        {"list all tracks", CHAT_STATE},
        {"What tracks do I have?", CHAT_STATE},
        {"what tracks are there", CHAT_STATE},
        {"what's in the timeline?", CHAT_STATE},
        {"how does the timeline look", CHAT_STATE},
        {"What does the timeline look like now?", CHAT_STATE},
        {"can you show me the current state of the project?", CHAT_STATE},
        {"give me a status update", CHAT_STATE},
        {"where are we?", CHAT_STATE},
        {"状态", CHAT_STATE},
        {"给我看看状态", CHAT_STATE},
        {"查看状态", CHAT_STATE},
        {"现在是什么状态？", CHAT_STATE},
        {"状态怎么样", CHAT_STATE},
        {"显示轨道", CHAT_STATE},
        {"有哪些轨道？", CHAT_STATE},
        {"请看一下时间线", CHAT_STATE},
        {"現在狀態", CHAT_STATE},

        {"upload", CHAT_UPLOAD},
        {"Upload a file.", CHAT_UPLOAD},
        {"I want to upload a video", CHAT_UPLOAD},
        {"can you upload my clip please", CHAT_UPLOAD},
        {"上传", CHAT_UPLOAD},
        {"上传文件", CHAT_UPLOAD},
        {"我要上传视频", CHAT_UPLOAD},
        {"上传一个新视频", CHAT_UPLOAD},
    };
    assert_true(COUNT(rows) >= 60);
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *path = NULL;
        CHECK_ROW(chat_route(rows[i].line, one_of, (void *)no_files, &path) == rows[i].action, i, rows[i].line);
        CHECK_ROW(path == NULL, i, rows[i].line);
    }
}

static void edits(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "",
        "   ",
        "?!…",
        "hello",
        "please",
        "can you",
        "好的",
        "add calm lo-fi music",
        "add end credits with a slow fade",
        "roll the credits at the end",
        "put the credits over the last five seconds",
        "credits should scroll faster",
        "show the credits at 0:25",
        "give the credits a softer font",
        "credit the composer in the title",
        "balance the voice and the music",
        "balance it better",
        "make the balance between music and voice warmer",
        "check the balance of voice and music",
        "better balance please",
        "balance the left and right channels",
        "make the download arrow bigger",
        "download arrow in the corner, animated",
        "add a download button to the end card",
        "remove the download sound effect",
        "add an upload animation to the title",
        "upload progress bar as an overlay",
        "the upload icon should bounce",
        "make it look like an upload screen",
        "upload energy, faster beat",
        "add the word export in the title",
        "make it sound export ready",
        "export quality music please, but calmer",
        "don't export yet",
        "do not download anything, make it louder",
        "export only the music without the voice",
        "title: \"Export\" for 3 s",
        "put the text \"send me the video\" at the end",
        "write credits at the end",
        "add a status bar at the top",
        "state of the art synth sound",
        "make the status text blue",
        "show tracks of footprints in the snow",
        "the train tracks should rumble",
        "two tracks: one calm, one tense",
        "mute all tracks but the voice",
        "show the state name as a title",
        "show tracks in the snow with a title",
        "lower the music track to 20%",
        "delete the second track",
        "make the timeline 30 seconds long",
        "fade the status sound out",
        "send the music to the background",
        "send me into space with synths",
        "render it in a dreamier style",
        "save the drop for the end",
        "give me the final countdown feeling",
        "give the video a happier mood",
        "get the drums louder",
        "what is the tempo?",
        "show me the money",
        "how many beats per minute do I have?",
        "start the music later",
        "where is the drop?",
        "在片尾加上制作人员名单和积分",
        "片尾显示积分商城的广告",
        "让下载箭头大一点",
        "给下载按钮加音效",
        "不要导出，再欢快一点",
        "标题写“导出”",
        "把音乐和人声平衡一下",
        "余额两个字放大",
        "添加状态栏动画",
        "状态更紧张一点的音乐",
        "把轨道二的音量调低",
        "加一个上传动画",
        "上传按钮做得更亮",
        "火车轨道的声音",
        "标题“余额多少”放三秒",
        "音乐换成轻快的",
        "把背景音乐调大一点",
        "不要下载图标",
        "加一段吉他",
    };
    assert_true(COUNT(rows) >= 60);
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *path = (char *)"untouched";
        CHECK_ROW(chat_route(rows[i], one_of, (void *)no_files, &path) == CHAT_EDIT, i, rows[i]);
        CHECK_ROW(path == NULL, i, rows[i]);
    }
}

static void files(void **state)
{
    (void)state;
    static const char *const there[] = {"clip.mp4",       "my clip.mp4", "/a/b c.mov",  "视频 一.mp4",
                                        "notes",          "status",      "./status",    "holiday in Rome.mp4",
                                        "it's (new).mp4", "odd?.mp4",    "caf\xe9.mp4", NULL};
    static const struct {
        const char *line;
        enum chat_action action;
        const char *path;
    } rows[] = {
        {"clip.mp4", CHAT_UPLOAD, "clip.mp4"},
        {"  my clip.mp4  ", CHAT_UPLOAD, "my clip.mp4"},
        {"'my clip.mp4' ", CHAT_UPLOAD, "my clip.mp4"},
        {"\"/a/b c.mov\"", CHAT_UPLOAD, "/a/b c.mov"},
        {"/a/b\\ c.mov", CHAT_UPLOAD, "/a/b c.mov"},
        {"it\\'s\\ \\(new\\).mp4", CHAT_UPLOAD, "it's (new).mp4"},
        {"notes", CHAT_UPLOAD, "notes"},
        {"caf\xe9.mp4", CHAT_UPLOAD, "caf\xe9.mp4"}, /* not UTF-8, and still a file's name */
        {"status", CHAT_STATE, NULL},
        {"./status", CHAT_UPLOAD, "./status"},
        {"other.mp4", CHAT_EDIT, NULL},
        {"clip.mp4 louder", CHAT_EDIT, NULL},
        {"make clip.mp4 louder", CHAT_EDIT, NULL},
        {"upload clip.mp4", CHAT_UPLOAD, "clip.mp4"},
        {"Upload clip.mp4.", CHAT_UPLOAD, "clip.mp4"},
        {"upload: clip.mp4", CHAT_UPLOAD, "clip.mp4"},
        {"upload odd?.mp4?", CHAT_UPLOAD, "odd?.mp4"},
        {"please upload the file clip.mp4, thanks", CHAT_UPLOAD, "clip.mp4"},
        {"can you upload my clip.mp4 please?", CHAT_UPLOAD, "my clip.mp4"},
        {"upload \"my clip.mp4\" to the project", CHAT_UPLOAD, "my clip.mp4"},
        {"upload holiday in Rome.mp4", CHAT_UPLOAD, "holiday in Rome.mp4"},
        {"upload /a/b c.mov", CHAT_UPLOAD, "/a/b c.mov"},
        {"upload notes", CHAT_UPLOAD, "notes"},
        {"upload gone.mp4", CHAT_UPLOAD, "gone.mp4"},
        {"upload the file gone.mp4", CHAT_UPLOAD, "gone.mp4"},
        {"upload https://example.com/a.mp4", CHAT_UPLOAD, "https://example.com/a.mp4"},
        {"上传 clip.mp4", CHAT_UPLOAD, "clip.mp4"},
        {"上传clip.mp4。", CHAT_UPLOAD, "clip.mp4"},
        {"请上传视频：clip.mp4", CHAT_UPLOAD, "clip.mp4"},
        {"上传 视频 一.mp4 吧", CHAT_UPLOAD, "视频 一.mp4"},
        {"上传《my clip.mp4》", CHAT_UPLOAD, "my clip.mp4"},
        {"把 clip.mp4 上传", CHAT_UPLOAD, "clip.mp4"},
        {"请把clip.mp4上传一下", CHAT_UPLOAD, "clip.mp4"},
        {"把视频上传", CHAT_UPLOAD, NULL},
        {"upload a sense of dread", CHAT_EDIT, NULL},
        {"export it to final.mp4", CHAT_EXPORT, "final.mp4"},
        {"Export the video as ./out/Final.mp4, please", CHAT_EXPORT, "./out/Final.mp4"},
        {"导出视频为 成片.mp4", CHAT_EDIT, NULL}, /* not sure what is meant: the service is asked */
        {"导出为 out.mp4", CHAT_EXPORT, "out.mp4"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *path = NULL;
        CHECK_ROW(chat_route(rows[i].line, one_of, (void *)there, &path) == rows[i].action, i, rows[i].line);
        CHECK_ROW((path == NULL) == (rows[i].path == NULL), i, rows[i].line);
        if (path != NULL)
            assert_string_equal(path, rows[i].path);
        free(path);
    }
    assert_int_equal(chat_route("clip.mp4", NULL, NULL, NULL), CHAT_EDIT);
    assert_int_equal(chat_route("upload clip.mp4", NULL, NULL, NULL), CHAT_UPLOAD);
}

/* What was read is a request, but more was said than is looked at: it is no request. */
static void a_text_longer_than_is_read(void **state)
{
    (void)state;
    struct buf name, line;
    buf_init(&name, 4096);
    buf_init(&line, 4096);
    for (int words = 3; words < 63; words++) /* with "upload" and "please" as many as are looked at */
        buf_append_text(&name, "summer ");
    buf_append_text(&name, "film.mp4");
    const char *const there[] = {name.bytes, NULL};
    char *path = NULL;
    buf_appendf(&line, "upload %s please", name.bytes);
    assert_int_equal(chat_route(line.bytes, one_of, (void *)there, &path), CHAT_UPLOAD);
    assert_string_equal(path, name.bytes);
    free(path);
    buf_append_text(&line, ", then make the music louder");
    assert_int_equal(chat_route(line.bytes, one_of, (void *)there, NULL), CHAT_EDIT);
    buf_release(&line);
    buf_release(&name);
}

/* Long, broken and repeated input: an answer, soon, and never a request. */
static void hostile(void **state)
{
    (void)state;
    assert_int_equal(chat_route("export \xff", one_of, (void *)no_files, NULL), CHAT_EDIT);
    assert_int_equal(chat_route("\xe5\xaf", one_of, (void *)no_files, NULL), CHAT_EDIT);
    static const char *const pieces[] = {"please ", "upload ", "积分", "\"", "\\", "a.mp4 ", ". ", "x"};
    for (size_t i = 0; i < COUNT(pieces); i++) {
        struct buf line;
        buf_init(&line, 1 << 20);
        for (size_t n = 0; n < 8000; n++)
            buf_append_text(&line, pieces[i]);
        assert_int_equal(chat_route(line.bytes, one_of, (void *)no_files, NULL), CHAT_EDIT);
        buf_release(&line);
    }
    struct buf line;
    buf_init(&line, 4096);
    for (size_t n = 0; n < 70; n++) {
        buf_append_text(&line, "upload the ");
        chat_route(line.bytes, one_of, (void *)no_files, NULL);
    }
    buf_release(&line);
    assert_string_equal(chat_action_name(CHAT_STATE), "state");
    assert_string_equal(chat_action_name(CHAT_EDIT), "chat");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(requests), cmocka_unit_test(edits), cmocka_unit_test(files),
                                       cmocka_unit_test(a_text_longer_than_is_read), cmocka_unit_test(hostile)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
