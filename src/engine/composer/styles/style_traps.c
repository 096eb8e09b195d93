/* Words of genres that stand for something else: "rock climbing", "dark chocolate", "house tour". */
#include <string.h>

#include "bgmusic/base/count.h"
#include "style_context.h"
#include "style_table.h"

/* clang-format off */
static const char *const traps[] = {
    "rock climbing", "rock climber", "rock garden", "rock formation", "rock pool", "rock bottom", "rock collection",
    "metal workshop", "metal working", "metalworking", "metal work", "metal detector", "metal detecting",
    "metal detection", "heavy metal detection", "metal parts", "metal shop", "sheet metal", "scrap metal",
    "mouse trap", "mousetrap", "jazz age", "trap shooting", "bear trap", "tourist trap", "speed trap", "lobster trap",
    "dark chocolate", "rock pools", "rock slide", "rock crusher", "rock hunting", "rock hounding", "rockhounding",
    "rock balancing", "rock painting", "painted rocks", "rock candy", "rock art", "pet rock", "rocking horse",
    "metal print", "metal lathe", "metal polishing", "metal straw", "metal bucket", "metal frame", "metal art",
    "metal box", "metal bed", "metal recycling", "metal detectorist", "metal stairs", "metal railing", "metal sheet",
    "metal tube", "metal forming", "metal furniture", "precious metal", "metal waste", "trap door", "trapdoor",
    "sand trap", "fly trap", "venus flytrap", "thirst trap", "drain trap", "crab trap", "crab traps",
    "lobster traps", "camera trap", "rat trap", "fish trap", "dark brown", "dark blue", "dark green", "dark red",
    "dark grey", "dark gray", "dark hair", "dark-haired", "dark wood", "dark room", "darkroom", "dark matter",
    "dark sky park", "dark meat", "dark skin", "dark spots", "dark rum", "country garden", "country walk",
    "country kitchen", "country inn", "country club", "country store", "country lane", "our country", "my country",
    "this country", "new country", "home country", "across the country", "around the country", "countryside",
    "moving house", "house paint", "house painting", "housewarming", "house warming", "house fire", "house sitting",
    "house swap", "house inspection", "house guest", "lake house", "beach house", "farm house", "farmhouse",
    "house keys", "house wiring", "house extension", "dog house", "doghouse", "bird house", "birdhouse",
    "summer house", "playhouse", "full house", "house rules", "auction house", "house makeover", "house makeovers",
    "house flip", "house flipping", "flipping a house", "house tours", "house viewing", "house build", "house plans",
    "house projects", "house insurance", "house sale", "the houses", "houses", "bass lake", "striped bass",
    "peacock bass", "swing chair", "porch swing", "baby swing", "mood swing", "mood swings", "tire swing",
    "rope swing", "swings", "pop tart", "pop tarts", "pop art", "soda pop", "folk costume", "folk costumes",
    "traffic light", "traffic lights", "light switch", "light fixture", "light box", "light aircraft", "lightweight",
    "lightsaber", "light saber", "light rail", "light painting", "spring roll", "spring rolls", "spring cleaning",
    "spring onion", "spring onions", "french toast", "french fries", "french braid", "french press",
    "french bulldog", "french lesson", "french lessons", "learn french", "french exam", "german shepherd",
    "irish setter", "irish coffee", "irish stew", "scottish fold", "persian cat", "persian rug", "turkish delight",
    "hawaiian pizza", "greek yogurt", "greek salad", "russian doll", "russian dolls", "japanese lesson",
    "japanese lessons", "learn japanese", "korean skincare", "korean lesson", "korean lessons", "chinese lesson",
    "chinese lessons", "learn chinese", "latin lesson", "latin class", "latin exam", "indian ink", "african violet",
    "african grey", "club foot", "chess club", "running club", "drum brake", "drum brakes", "blue cheese",
    "soul searching", "dark roast", "stock market", "market crash", "market report", "market research", "supermarket", "market share", "labour market", "labor market", "housing market", "job market", "market stall", "dark mode", "dark circles", "dark beer", "country road", "country house",
    "country side", "cross country", "country fair", "house tour", "house plant", "house plants", "house cleaning",
    "house renovation", "house building", "house hunting", "tree house", "my house", "our house", "new house",
    "the house", "open house", "house for sale", "white house", "green house", "dream house", "house cat",
    "bass fishing", "sea bass", "bass boat", "largemouth bass", "soul food", "soul mate", "swing set", "golf swing",
    "garage sale", "garage door", "my garage", "the garage", "two-car garage", "club sandwich", "book club",
    "golf club", "yacht club", "dance class", "pop quiz", "pop up", "pop-up", "popcorn", "folk museum", "jazz hands",
    "trance state", "drum sander", "oil drum", "funky smell", "indie game", "indie film", "classical architecture",
    "blue sky", "classic car", "love letter", "love seat", "epic games", "metal roof", "metal gate", "metal fence",
    "metal sculpture", "metal casting", "drill press", "power drill", "drill bit", "fire drill", "sleep study",
    "march madness", "women's march", "happy hour", "light bulb", "light house", "film camera", "film photography",
    "salsa recipe", "tomato salsa", "salsa dip", "new york strip", "swing state", "swing bridge", "garden house",
    "guest house", "coffee house", "tiny house", "house of", "house move", "house moving", "house party planning",
    "rock wall", "rock salt", "rocking chair", "ghost town", "dub over", "spanish lesson", "spanish lessons",
    "learn spanish", "spanish class", "trip to japan", "japan trip", "trip to china", "trip to africa",
    "trip to india", "trip to egypt", "march of", "ballet shoes", "重金属检测", "重金属污染", "重金属含量", "重金属超标", "金属加工", "陷阱门",
    "爵士村", "岩石", "木陷阱", "做陷阱", "陷阱制作", "陷阱教程", "老鼠陷阱", "捕鼠陷阱", "捕鱼陷阱", "消费陷阱", "陷阱题",
    "陷阱机关", "金属探测", "金属工艺", "金属雕塑", "摇篮车", "黑暗料理", "暗黑料理", "乡村教师", "电子产品", "电子秤", "电子书", "流行病",
    "流行色", "古典园林", "古典家具", "舞曲编排", "说唱节目", "灵魂画手",
};
/* clang-format on */

/* 日本旅行, 去印度: where it was filmed, and no music of there. */
static size_t journey_length(const char *prompt, const char *at)
{
    static const char *const places[] = {"日本",   "印度", "韩国", "泰国",   "法国",   "意大利", "西班牙",
                                         "墨西哥", "巴西", "非洲", "埃及",   "中国",   "希腊",   "土耳其",
                                         "俄罗斯", "德国", "古巴", "阿根廷", "夏威夷", "爱尔兰", "苏格兰",
                                         "蒙古",   "越南", "西藏", "摩洛哥"};
    static const char *const journeys[] = {"旅行", "旅游", "之旅", "之行", "游记", "自由行",
                                           "出差", "留学", "度假", "蜜月", "攻略", "签证"};
    static const char *const ways[] = {"去", "到", "在", "飞"};
    for (size_t i = 0; i < COUNT(places); i++) {
        size_t size = strlen(places[i]);
        if (strncmp(at, places[i], size) != 0)
            continue;
        for (size_t k = 0; k < COUNT(journeys); k++)
            if (strncmp(at + size, journeys[k], strlen(journeys[k])) == 0)
                return size;
        for (size_t k = 0; k < COUNT(ways); k++) {
            size_t lead = strlen(ways[k]);
            if ((size_t)(at - prompt) >= lead && strncmp(at - lead, ways[k], lead) == 0)
                return size;
        }
    }
    return 0;
}

/* Words that are no style where they stand so: "rock climbing", "dark chocolate", "March 2024". Passed over whole. */
size_t style_trap_length(const char *prompt, const char *at)
{
    static const char *const months[] = {"in march",    "our march", "my march",    "for march",
                                         "until march", "of march",  "last march",  "this march",
                                         "since march", "by march",  "early march", "late march"};
    size_t best = 0;
    for (size_t i = 0; i < COUNT(traps); i++) {
        size_t size = strlen(traps[i]);
        if (size > best && strncmp(at, traps[i], size) == 0 && style_stands_alone(prompt, at, size))
            best = size;
    }
    for (size_t i = 0; i < COUNT(months); i++) {
        size_t size = strlen(months[i]);
        if (size > best && strncmp(at, months[i], size) == 0 && style_stands_alone(prompt, at, size))
            best = size;
    }
    /* "a country road trip" is a road trip. */
    if (strncmp(at, "country road trip", 17) == 0)
        best = strlen("country");
    if (best == 0 && strncmp(at, "march ", 6) == 0 && at[6] >= '0' && at[6] <= '9' && style_stands_alone(prompt, at, 5))
        best = 5;
    return best > 0 ? best : journey_length(prompt, at);
}
