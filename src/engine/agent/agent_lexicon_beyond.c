/* Words for what is out of reach, English and Chinese. */
#include "agent_lexicon.h"
#include "agent_refusal.h"
#include "bgmusic/base/count.h"

/* clang-format off */
const struct lexeme agent_words_beyond[] = {
    {"crop|cropped|square format|crop it|裁剪|裁切|裁成|裁|方形|正方形", WORD_REFUSED, BEYOND_CROP, 0},
    {"cut out the scene|cut the scene|remove the scene|delete the scene|cut out the shot|remove the shot|delete the shot|cut out the part where|cut out the bit where|take out the scene|cut that scene|trim|cut the video|shorten the video|cut the clip|trim the|cut away|trimmed|剪短|剪辑视频|剪视频|剪一下|修剪|截取", WORD_REFUSED, BEYOND_TRIM, 0},
    {"subtitles|subtitle|captions|caption|closed captions|transcribe|transcript|srt|字幕", WORD_REFUSED, BEYOND_CAPTIONS, 0},
    {"black and white|black & white|grayscale|greyscale|colour grade|color grade|colour grading|color grading|sepia|saturation|contrast|colors|colours|monochrome|"
     "brighten the picture|brighten the image|brighten the footage|brighten up the picture|brighten up the video|darken the picture|darken the image|darken the footage|lighten the picture|lighten the video|picture brighter|video brighter|image brighter|footage brighter|picture darker|video darker|image darker|footage darker|brighten the video|brightness|darken the video|画面调亮|画面亮一点|画面更亮|画面调暗|调亮画面|视频调亮|视频亮一点|画面太暗|画面太亮|黑白|调色|亮度|对比度|饱和度|颜色|色调", WORD_REFUSED, BEYOND_COLOUR, 0},
    {"slow-mo|slow mo|in slowmo|slow motion|slow-motion|slo-mo|slowmo|fast forward|fast-forward|speed of the video|time lapse effect|慢动作|慢放|快进|视频速度|视频加速|视频变速|视频快放", WORD_REFUSED, BEYOND_SPEED, 0},
    {"license plate|licence plate|number plate|blur|blurred|pixelate|mosaic|模糊|马赛克|打码|虚化", WORD_REFUSED, BEYOND_BLUR, 0},
    {"click sound|a click sound|beep|a beep|pop sound|ping sound|chime sound|notification sound|camera shutter|shutter sound|bell sound|typing sound|keyboard sound|record scratch|cash register sound|a dog barking|dogs barking|birds chirping|a cat meowing|a phone ringing|a baby crying|people clapping|people cheering|crowd cheering|people laughing|an audience laughing|glass breaking|a door slamming|a car horn|a gunshot|a doorbell|reverb|more reverb|add echo|add an echo|add some echo|some echo|more echo|less echo|an echo effect|echo effect|reverberation|flanger|phaser|equalizer|equaliser|sound effect|sound effects|sfx|whoosh|applause|laugh track|ding|explosion sound|swoosh|foley|laughter|door sound|thunder sound|音效|掌声|笑声|爆炸声|雷声", WORD_REFUSED, BEYOND_EFFECT, 0},
    {"rap over|rap part|a rap part|rap verse|rap section|rapping|rapper|a rap verse|sing|singing|singer|lyrics|vocals|vocal|sings|rap about|sung|唱|唱歌|歌词|歌手|演唱|献唱", WORD_REFUSED, BEYOND_SINGING, 0},
    {"rotate|flip|mirror|turn the video sideways|turn the video upside down|turn the video by|turn the video round|turn the video around|turn the video 90|upside down|portrait mode|旋转|翻转|镜像|转90度|竖屏|横屏", WORD_REFUSED, BEYOND_ROTATE, 0},
    {"background behind me|the background behind|background behind us|background image|background picture|background of the video|background of the picture|virtual background|blurry background|the room behind me|add snow|snow effect|rain effect|fire effect|light leak|light leaks|lens flare|particle effect|filter|filters|visual effect|special effects|vignette|film grain|beauty filter|glitch effect|green screen|remove the background|background removal|滤镜|特效|美颜|绿幕|抠图|换背景", WORD_REFUSED, BEYOND_FILTER, 0},
    {"zoom|zoom in|zoom out|pan and scan|拉近|推近|画面放大|视频放大|放大视频|画面缩小|拉近镜头|放大画面|缩放", WORD_REFUSED, BEYOND_ZOOM, 0},
    {"fade to black|fades to black|fade the picture to black|fade the video to black|fade to white|dip to black|fade from black|fade in from black|fade out to black|add a transition|transition between|transition effect|transitions between|crossfade between|transitions|crossfade the clips|wipe between|dissolve|转场|转场效果", WORD_REFUSED, BEYOND_TRANSITION, 0},
    {"join it with|combine it with|merge it with|put it together with|join them|glue it to|attach it to|merge|join the videos|split the video|combine the videos|stitch|concatenate|join the clips|merge the clips|拼接|合并|拆分|分割", WORD_REFUSED, BEYOND_JOIN, 0},
    {"logo|watermark|sticker|stickers|overlay a picture|emoji on|gif|thumbnail|水印|贴纸|图标|表情包|封面|logo图", WORD_REFUSED, BEYOND_LOGO, 0},
    {"voice deeper|my voice deeper|the voice deeper|voice higher pitched|pitch my voice|robot voice|change my voice|autotune|auto-tune|echo on my voice|reverb on my voice|机器人|机器人声|娃娃音|萝莉音|大叔音|变声", WORD_REFUSED, BEYOND_VOICE, 0},
    {"denoise|noise reduction|background noise|remove the noise|wind noise|hum|clean up the audio|降噪|杂音|噪音|底噪", WORD_REFUSED, BEYOND_NOISE, 0},
    {"backwards|reverse the video|play in reverse|倒放|反向播放", WORD_REFUSED, BEYOND_REVERSE, 0},
    {"vertical|horizontal|widescreen|landscape format|portrait format|the video square|video square|resize|aspect ratio|resolution|4k|vertical video|vertical format|16:9|9:16|1080p|720p|letterbox|compress|分辨率|尺寸|画幅|比例|竖版|横版|压缩", WORD_REFUSED, BEYOND_SIZE, 0},
    {"stabilize|stabilise|stabilization|shaky|防抖|稳定画面", WORD_REFUSED, BEYOND_SHAKE, 0},
    {"in chinese|in english|in german|in french|in spanish|in japanese|in korean|translate|dub it|dub my voice|dub me|dub the voice|dub the video|dub over|into french|into spanish|into german|into english|into chinese|into japanese|dubbing|voice clone|text to speech|text-to-speech|ai voice|翻译|文字转语音|克隆声音", WORD_REFUSED, BEYOND_TRANSLATE, 0},
    {"sheet music|the sheet music|print the score|the score as pdf|score as a pdf|mp3|as wav|midi|stems|as a wav|flac|wav file|a wav|wav of|as wav|wav|aiff|as a separate file|as separate file|separate audio file|only the audio|just the audio|audio only|just the music file|only the music file|music as a file|midi文件|只导出音乐|音频文件", WORD_REFUSED, BEYOND_SOUND_FILE, 0},
    {"in red|in blue|in green|in white|in black|in yellow|in pink|red|blue|green|yellow|pink|purple|white|black|orange|colour|color|centered|centred|animated|in the corner|in capitals|红色|蓝色|白色|黄色|黑色|居中|动画", WORD_LOOK, BEYOND_TITLE_LOOK, 0},
    {"font|font size|typeface|bold|italic|bigger letters|字体|字号|粗体", WORD_REFUSED, BEYOND_TITLE_LOOK, 0},
};
/* clang-format on */
const size_t agent_words_beyond_count = COUNT(agent_words_beyond);
