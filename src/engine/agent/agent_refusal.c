/* What is out of reach, said by name. */
#include "agent_refusal.h"

#include "bgmusic/base/buf.h"

struct beyond {
    const char *english, *chinese; /* the wish */
    const char *line;              /* does it outside of this program; NULL: no one line does */
};

/* clang-format off */
static const struct beyond rows[BEYOND_COUNT] = {
    [BEYOND_CROP] = {"crop the picture", "裁剪画面", "ffmpeg -i in.mp4 -vf \"crop='min(iw,ih)':'min(iw,ih)'\" -c:a copy out.mp4"},
    [BEYOND_TRIM] = {"trim or cut the video", "剪短视频画面", "ffmpeg -ss 3 -i in.mp4 -c copy out.mp4"},
    [BEYOND_CAPTIONS] = {"write subtitles or captions from speech", "根据语音加字幕", "ffmpeg -i in.mp4 -vf subtitles=words.srt -c:a copy out.mp4"},
    [BEYOND_COLOUR] = {"change the colours of the picture", "改变画面的颜色（如黑白）", "ffmpeg -i in.mp4 -vf hue=s=0 -c:a copy out.mp4"},
    [BEYOND_SPEED] = {"change the speed of the video", "改变视频画面的速度", "ffmpeg -i in.mp4 -vf setpts=PTS/2 -af atempo=2 out.mp4"},
    [BEYOND_BLUR] = {"blur the picture or a face in it", "模糊画面或人脸", "ffmpeg -i in.mp4 -vf gblur=sigma=10 -c:a copy out.mp4"},
    [BEYOND_EFFECT] = {"add sound effects: I make music, and nothing else sounds", "添加音效：只会配乐", NULL},
    [BEYOND_SINGING] = {"make somebody sing: the music is instrumental, without vocals or lyrics", "唱歌：音乐是纯音乐，没有人声和歌词", NULL},
    [BEYOND_ROTATE] = {"rotate or flip the picture", "旋转或翻转画面", "ffmpeg -i in.mp4 -vf transpose=1 -c:a copy out.mp4"},
    [BEYOND_FILTER] = {"put filters or effects on the picture", "给画面加滤镜或特效", "ffmpeg -i in.mp4 -vf eq=contrast=1.2:saturation=1.3 -c:a copy out.mp4"},
    [BEYOND_ZOOM] = {"zoom into the picture", "缩放画面", "ffmpeg -i in.mp4 -vf \"crop=iw/2:ih/2,scale=2*iw:-2\" -c:a copy out.mp4"},
    [BEYOND_TRANSITION] = {"add transitions to the picture", "添加画面转场", NULL},
    [BEYOND_JOIN] = {"join or split videos", "拼接或拆分视频", "ffmpeg -f concat -i list.txt -c copy out.mp4"},
    [BEYOND_LOGO] = {"put pictures, logos or stickers on the video", "给视频加图片、水印或贴纸", "ffmpeg -i in.mp4 -i logo.png -filter_complex overlay=20:20 -c:a copy out.mp4"},
    [BEYOND_VOICE] = {"change how the voice sounds", "改变人声的音色",
                      "ffmpeg -i in.mp4 -af rubberband=pitch=0.9 -c:v copy out.mp4"},
    [BEYOND_NOISE] = {"clean the original sound of noise", "给原声降噪", "ffmpeg -i in.mp4 -af afftdn -c:v copy out.mp4"},
    [BEYOND_REVERSE] = {"play the video backwards", "倒放视频", "ffmpeg -i in.mp4 -vf reverse -af areverse out.mp4"},
    [BEYOND_SIZE] = {"change the size or the format of the picture", "改变画面的尺寸或比例", "ffmpeg -i in.mp4 -vf scale=1080:-2 -c:a copy out.mp4"},
    [BEYOND_SHAKE] = {"steady a shaky picture", "给画面防抖", "ffmpeg -i in.mp4 -vf deshake -c:a copy out.mp4"},
    [BEYOND_TRANSLATE] = {"translate or dub what is said", "翻译或配音", NULL},
    [BEYOND_SOUND_FILE] = {"export another kind of file in this conversation; \"bgmusic export -o music.mp3\" writes the music alone", "在对话里导出别的文件；“bgmusic export -o music.mp3”只导出音乐", NULL},
    [BEYOND_TITLE_LOOK] = {"change the font, size or colour of a title", "改变标题的字体、大小或颜色", NULL},
    [BEYOND_POST] = {"post or send the video anywhere: it stays on this machine, \"bgmusic export\" writes the file", "发布或发送视频：文件只留在本机，“bgmusic export”导出视频", NULL},
};
/* clang-format on */

void agent_refuse(enum agent_beyond what, const char *name, bool chinese, struct buf *out)
{
    const struct beyond *row = &rows[what];
    if (what == BEYOND_ARTIST) {
        buf_appendf(out,
                    chinese ? "不模仿艺人或作曲家（“%s”），没有改动。请说曲风、情绪或乐器，例如“温暖的钢琴曲”。\n"
                            : "I cannot imitate an artist, a composer or a song by name (\"%s\"); nothing was changed. "
                              "Say a style, a "
                              "mood or instruments, for example \"epic orchestra\".\n",
                    name);
        return;
    }
    buf_appendf(out, chinese ? "不能%s，没有改动。" : "I cannot %s; nothing was changed.",
                chinese ? row->chinese : row->english);
    if (row->line != NULL)
        buf_appendf(out, chinese ? "这一行可以做到：%s" : " This line does it: %s", row->line);
    buf_append_text(out, "\n");
}
