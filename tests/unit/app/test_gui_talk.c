/* Sentences about buttons and panels become what this program does; content stays. */
#include "unit/unit_test.h"

#include "gui_talk.h"

#define EXPORT     "(`bgmusic export` does this here.)"
#define CHAT       "(Ask for such an edit with `bgmusic chat`.)"
#define API        "(This is done through the API here; ask for it with `bgmusic chat`.)"
#define STATE      "(`bgmusic state` shows the session here.)"
#define TRACKS     "(`bgmusic state` shows the tracks here.)"
#define CREDITS    "(`bgmusic credits` shows the balance.)"
#define UPLOAD     "(`bgmusic upload FILE` does this here.)"
#define EXPORT_ZH  "(这里用 `bgmusic export` 导出。)"
#define UPLOAD_ZH  "(这里用 `bgmusic upload 文件` 上传。)"
#define API_ZH     "(这里通过 API 完成；用 `bgmusic chat` 提出要求。)"
#define STATE_ZH   "(这里用 `bgmusic state` 查看。)"
#define TRACKS_ZH  "(这里用 `bgmusic state` 查看轨道。)"
#define CHAT_ZH    "(用 `bgmusic chat` 提出这样的修改。)"
#define CREDITS_ZH "(用 `bgmusic credits` 查看余额。)"

static void sentences(void **state)
{
    (void)state;
    static const struct {
        const char *said, *means;
    } rows[] = {
        {"", ""},
        {"Added lo-fi music at 35%.", "Added lo-fi music at 35%."},
        {"Click the Export button to finish.", EXPORT},
        {"Done. Click the \"Export\" button.\nEnjoy!", "Done. " EXPORT "\nEnjoy!"},
        {"Click the Apply button.", API},
        {"Try clicking the play button!", API},
        {"Open the Audio panel.", STATE},
        {"Opening the audio panels helps.", STATE},
        {"Drag the clip to the left.", CHAT},
        {"You can try dragging it.", CHAT},
        {"Preview it in the timeline.", TRACKS},
        {"Please check your account.", CREDITS},
        {"See the billing page.", CREDITS},
        {"The Export button is at the top.", EXPORT},
        {"Drag it. Drag it again. Done.", CHAT " Done."}, /* not twice in a row */
        {"\xe7\x82\xb9\xe5\x87\xbb\xe5\xaf\xbc\xe5\x87\xba\xe6\x8c\x89\xe9\x92\xae\xe3\x80\x82\xe5\xae\x8c\xe6\x88\x90"
         "\xe3\x80\x82",
         "(\xe8\xbf\x99\xe9\x87\x8c\xe7\x94\xa8 `bgmusic export` "
         "\xe5\xaf\xbc\xe5\x87\xba\xe3\x80\x82)\xe5\xae\x8c\xe6\x88\x90\xe3\x80\x82"},
        /* Content, though it holds such words. */
        {"Added the title \"Dragon Quest\".", "Added the title \"Dragon Quest\"."},
        {"A dragonfly lands on the water.", "A dragonfly lands on the water."},
        {"The beat drags a little.", "The beat drags a little."},
        {"The drums click softly.", "The drums click softly."},
        {"The clip opens on a control panel.", "The clip opens on a control panel."},
        {"I checked the accounts of the mood.", "I checked the accounts of the mood."},
        {"The timeline is 30.5 s long.", "The timeline is 30.5 s long."},
        {"Music 0-10 s, v1.2 of the mix", "Music 0-10 s, v1.2 of the mix"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *means = gui_talk_translate(rows[i].said);
        assert_string_equal(means, rows[i].means);
        free(means);
    }
}

static void translated(void **state)
{
    (void)state;
    static const struct {
        const char *said, *means;
    } rows[] = {
        {"Click Export.", EXPORT},
        {"Just click on Export in the top right corner.", EXPORT},
        {"You can now click the **Export** button!", EXPORT},
        {"To save it, press the Download button.", EXPORT},
        {"When you're happy with it, hit Export.", EXPORT},
        {"Select Export from the File menu.", EXPORT},
        {"Use the Export option in the toolbar.", EXPORT},
        {"The export panel is on the right.", EXPORT},
        {"Find the download icon and tap it.", EXPORT},
        {"Next, open the export settings dialog.", EXPORT},
        {"Click the Generate button.", API},
        {"Please tap the gear icon.", API},
        {"Simply right-click the clip.", API},
        {"You need to click the Save button.", API},
        {"Click here to continue.", API},
        {"Then click \"Apply\" to confirm the changes.", API},
        {"Press the undo button if you do not like it.", API},
        {"Choose the Audio tab.", API},
        {"The Save button is at the bottom.", API},
        {"Select the clip in the timeline.", API},
        {"Click the Upload button.", UPLOAD},
        {"Drag and drop your video file here.", UPLOAD},
        {"Drag your clip into the upload area.", UPLOAD},
        {"Open the media library.", STATE},
        {"You can open the Effects panel.", STATE},
        {"Switch to the Audio inspector.", STATE},
        {"Please open your project in the editor.", STATE},
        {"Try opening the settings window.", STATE},
        {"Drag the handles to trim it.", CHAT},
        {"You can drag clips to reorder them.", CHAT},
        {"By dragging the edges, you make it shorter.", CHAT},
        {"Drop it onto the timeline.", CHAT},
        {"Adjust the volume slider.", CHAT},
        {"Move the playhead to 0:10.", CHAT},
        {"You can adjust the volume in the Audio panel.", CHAT},
        {"Feel free to trim the clip in the editor.", CHAT},
        {"Drag-and-drop works as well.", CHAT},
        {"Preview the result in the timeline.", TRACKS},
        {"You can preview it.", TRACKS},
        {"Check the timeline to see the new track.", TRACKS},
        {"Press play to listen.", TRACKS},
        {"Scrub through the timeline.", TRACKS},
        {"You can see the tracks in the timeline.", TRACKS},
        {"Check your account for the balance.", CREDITS},
        {"Visit the billing page to top up.", CREDITS},
        {"Please review your subscription.", CREDITS},
        {"Open your account settings.", CREDITS},
        {"Your billing details have changed.", CREDITS},
        /* What was done is still told. */
        {"I added lo-fi music at 35%, so you can click Export.", "I added lo-fi music at 35%. " EXPORT},
        {"Your video is ready: click the Download button.", "Your video is ready. " EXPORT},
        {"I have lowered the music and you can click the play button to preview.", "I have lowered the music. " API},
        {"音乐已经添加好了，请点击导出按钮。", "音乐已经添加好了。" EXPORT_ZH},
        {"1. Click the Apply button.\n2. Drag the clip.\n", "1. " API "\n2. " CHAT "\n"},
        {"点击“导出”按钮。", EXPORT_ZH},
        {"请点击右上角的下载按钮！", EXPORT_ZH},
        {"您现在可以导出视频了。", EXPORT_ZH},
        {"在右上角点击导出。", EXPORT_ZH},
        {"导出按钮在右上角。", EXPORT_ZH},
        {"点击播放按钮。", API_ZH},
        {"您可以点击片段。", API_ZH},
        {"请选择音频选项卡。", API_ZH},
        {"打开音频面板。", STATE_ZH},
        {"请打开素材库。", STATE_ZH},
        {"您可以切换到效果面板。", STATE_ZH},
        {"拖拽片段到左边。", CHAT_ZH},
        {"您可以拖动片段来调整顺序。", CHAT_ZH},
        {"把音乐拖到时间线上。", CHAT_ZH},
        {"请调整音量滑块。", CHAT_ZH},
        {"在时间线中预览效果。", TRACKS_ZH},
        {"您可以在时间轴上查看。", TRACKS_ZH},
        {"预览时间线。", TRACKS_ZH},
        {"请查看您的账户。", CREDITS_ZH},
        {"前往账单页面充值。", CREDITS_ZH},
        {"点击上传按钮。", UPLOAD_ZH},
        {"请把文件拖到上传区域。", UPLOAD_ZH},
    };
    assert_true(COUNT(rows) >= 60);
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *means = gui_talk_translate(rows[i].said);
        CHECK_ROW(strcmp(means, rows[i].means) == 0, i, means);
        free(means);
    }
}

static void untouched(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "The title reads \"Click the Export button.\" now",
        "\"Please click the Export button\" is what the voice says.",
        "I've added calm lo-fi music under your video.",
        "The music now plays from 0:05 to 0:30 at 35%.",
        "Added BGM: Lo-fi (0-30s, 35%).",
        "The track fades out over three seconds.",
        "A click track at 120 BPM keeps the beat.",
        "Click track removed.",
        "I removed the clicks and pops from the recording.",
        "The camera shutter clicks twice.",
        "A soft click marks each beat.",
        "The song opens with a gentle piano.",
        "I opened the piece with strings.",
        "The scene opens on a city at night.",
        "An open field under a grey sky.",
        "The window opens and light comes in.",
        "A drag race roars past the crowd.",
        "The tempo drags in the middle.",
        "The drop comes at 0:18.",
        "Rain drops on the window.",
        "I dropped the volume to 20%.",
        "The bass drops out before the chorus.",
        "The dragon theme uses low brass.",
        "I placed the music on the timeline at 0:05.",
        "The timeline has three tracks.",
        "Timeline (2 tracks): 1. Video: a (0-6s) 2. BGM: Lo-fi (0-6s, 35%)",
        "I can move the music later in the timeline if you like.",
        "I adjusted the level in the timeline.",
        "This is a preview of spring, so I chose light guitars.",
        "Your export is ready.",
        "The music suits an export to social media.",
        "Credits used: 12.",
        "You have 88 credits left.",
        "On account of the slow cuts I chose 70 BPM.",
        "Her account of the journey is told softly.",
        "The poster gives her top billing.",
        "The title says \"Click the button below\".",
        "Added the title \"Click here\".",
        "Added the title \"Open the panel\" for 3 s.",
        "The caption reads \"Drag me\".",
        "The text shows an export button.",
        "The clip shows a hand on a red button.",
        "A finger presses the button and the rocket starts.",
        "The drummer hits the button of his sampler.",
        "Someone clicks a button on the screen.",
        "She opens the door of the control panel.",
        "Solar panels glitter in the sun.",
        "The panel discussion has a calm bed of pads.",
        "A button falls off his coat.",
        "The drag queen enters to a fanfare.",
        "Hit songs of the eighties inspired it.",
        "Press photos flash by.",
        "The play of light asked for harp.",
        "What tempo do you have in mind?",
        "Would you like it louder?",
        "Done!",
        "I encountered a temporary issue.",
        "Music v1.2, 30.5 s, -14 LUFS",
        "已添加轻柔的背景音乐。",
        "音乐从第5秒开始，音量为35%。",
        "视频已导出。",
        "门打开，阳光照进来。",
        "她打开窗户，音乐响起。",
        "画面中一只手按下红色按钮。",
        "一只手点击屏幕。",
        "标题为“点击订阅按钮”。",
        "字幕写着“打开面板”。",
        "节奏有些拖沓。",
        "拖拉机驶过田野。",
        "时间线共有三条轨道。",
        "轨道2的音量为20%。",
        "音乐在第10秒淡出。",
        "这段音乐适合预告片。",
        "您还有88积分。",
        "控制面板的画面配上低沉的贝斯。",
        "按钮从外套上掉了下来。",
        "需要更欢快一点吗？",
        "完成！",
        "\xff\xfe click the button",
    };
    assert_true(COUNT(rows) >= 60);
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *means = gui_talk_translate(rows[i]);
        CHECK_ROW(strcmp(means, rows[i]) == 0, i, means);
        free(means);
    }
}

/* Long replies come back whole, and soon. */
static void long_replies(void **state)
{
    (void)state;
    struct buf text;
    buf_init(&text, 4 << 20);
    for (size_t i = 0; i < 20000; i++)
        buf_append_text(&text, "the drums click softly, ");
    char *means = gui_talk_translate(text.bytes);
    assert_string_equal(means, text.bytes);
    free(means);
    buf_clear(&text);
    for (size_t i = 0; i < 20000; i++)
        buf_append_text(&text, "Drag it. ");
    means = gui_talk_translate(text.bytes);
    assert_string_equal(means, CHAT " ");
    free(means);
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sentences), cmocka_unit_test(translated),
                                       cmocka_unit_test(untouched), cmocka_unit_test(long_replies)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
