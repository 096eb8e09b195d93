/* What people write into the field of a stock site or an editor, English and Chinese: written down before the table of
 * words was looked at. At the first run 186 of the 219 and 115 of the 145 were known. */
#ifndef BGMUSIC_TESTS_PROMPT_WORDS_H
#define BGMUSIC_TESTS_PROMPT_WORDS_H

/* clang-format off */
static const char *const words_english[] = {
    "ambient", "calm", "relaxing", "peaceful", "dreamy", "meditation", "uplifting", "inspiring",
    "motivational", "inspirational", "euphoric", "glamorous", "humorous", "haunting", "sneaky", "mysterious",
    "suspenseful", "eerie", "creepy", "spooky", "playful", "quirky", "whimsical", "funny", "comedy", "silly",
    "cheerful", "joyful", "happy", "sunny", "carefree", "feel-good", "hopeful", "optimistic", "romantic",
    "sentimental", "tender", "nostalgic", "bittersweet", "melancholic", "emotional", "touching", "sad",
    "somber", "mournful", "tragic", "dramatic", "intense", "aggressive", "powerful", "heroic", "triumphant",
    "majestic", "adventurous", "action", "chase", "tense", "dark", "ominous", "sinister", "menacing", "gritty",
    "moody", "brooding", "chill", "laid-back", "mellow", "groovy", "funky", "sexy", "sensual", "elegant",
    "classy", "sophisticated", "luxury", "fashion", "runway", "corporate", "business", "presentation",
    "technology", "science", "medical", "explainer", "tutorial", "interview", "podcast", "vlog", "travel",
    "documentary", "nature", "timelapse", "drone footage", "wildlife", "ocean", "space", "sci-fi",
    "futuristic", "cyberpunk", "retro", "vintage", "80s", "90s", "synthwave", "chillwave", "vaporwave", "trap",
    "drill", "boom bap", "hip hop", "r&b", "soul", "gospel", "blues", "country", "bluegrass", "folk", "indie",
    "acoustic", "singer-songwriter", "rock", "punk", "metal", "grunge", "pop", "dance", "edm", "house",
    "deep house", "techno", "trance", "dubstep", "drum and bass", "uk garage", "grime", "amapiano", "afrobeat",
    "reggaeton", "reggae", "ska", "dancehall", "salsa", "cumbia", "samba", "bossa nova", "tango", "flamenco",
    "mariachi", "klezmer", "polka", "celtic", "medieval", "fantasy", "orchestral", "cinematic", "trailer",
    "epic", "classical", "baroque", "opera", "waltz", "ragtime", "swing", "big band", "lounge", "smooth jazz",
    "elevator", "christmas", "halloween", "birthday", "wedding", "baby", "kids", "lullaby", "game", "chiptune",
    "8-bit", "arcade", "sports", "workout", "fitness", "yoga", "spa", "sleep", "study", "cooking", "food",
    "real estate", "news", "countdown", "magic", "circus", "western", "spy", "detective", "noir", "war",
    "military", "pirate", "tropical", "summer", "beach", "winter", "spring", "autumn", "rainy", "night drive",
    "city", "coffee shop", "gaming", "unboxing", "product launch", "fundraiser", "charity", "memorial",
    "graduation", "anniversary", "slideshow", "love story",
};

static const char *const words_chinese[] = {
    "电音", "卡点", "治愈", "忧伤", "抒情", "动漫", "纯音乐", "儿歌", "京剧", "国潮",
    "赛博朋克", "鬼畜", "轻快", "欢快", "舒缓", "放松", "温暖", "浪漫", "甜蜜", "伤感",
    "悲伤", "感人", "励志", "正能量", "激昂", "热血", "燃", "史诗", "大气", "震撼",
    "紧张", "悬疑", "恐怖", "搞笑", "可爱", "萌", "俏皮", "清新", "文艺", "小清新",
    "民谣", "古风", "中国风", "古典", "爵士", "蓝调", "摇滚", "金属", "说唱", "嘻哈",
    "流行", "舞曲", "电子", "轻音乐", "钢琴曲", "吉他曲", "冥想", "瑜伽", "助眠",
    "睡眠", "学习", "咖啡馆", "旅行", "旅拍", "美食", "探店", "萌宠", "宠物", "亲子",
    "宝宝", "婚礼", "生日", "毕业", "校园", "青春", "怀旧", "复古", "夏天", "海边",
    "冬天", "圣诞", "新年", "春节", "喜庆", "航拍", "风景", "自然", "城市", "夜晚",
    "下雨", "雨天", "科技", "科普", "商务", "企业宣传", "宣传片", "产品介绍", "发布会",
    "游戏", "电竞", "运动", "健身", "篮球", "赛车", "时尚", "走秀", "穿搭", "美妆",
    "开箱", "测评", "教程", "口播", "采访", "纪录片", "新闻", "倒计时", "片头", "片尾",
    "武侠", "仙侠", "江湖", "禅意", "佛系", "空灵", "唯美", "梦幻", "神秘", "太空",
    "科幻", "未来", "魔幻", "蒸汽波", "慵懒", "高级感", "氛围感", "孤独", "思念",
    "回忆", "告别", "希望", "阳光", "胜利", "战斗", "追逐", "滑稽",
};
/* clang-format on */

#endif
