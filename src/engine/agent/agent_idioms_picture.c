/* Wishes for the picture: nobody here changes it, and no word of one is to be taken for a style.
 *
 * A wish is a verb with the thing it is done to right behind it: "add confetti", "replace the sky". "Music for a
 * confetti party" has the same noun and is none, nor is anything that names the music. */
#include "agent_idioms_picture.h"

#include "agent_look.h"
#include "agent_refusal.h"
#include "bgmusic/base/count.h"

enum act {
    ACT_ADD = 1,    /* add, put, insert, draw, show */
    ACT_REMOVE = 2, /* remove, hide, erase */
    ACT_CHANGE = 4, /* make, change, replace, fix */
    ACT_ANY = 7
};

struct wish {
    const char *things; /* parted by '|' */
    enum act acts;
    enum agent_beyond beyond;
};

/* clang-format off */
static const struct wish wishes[] = {
    {"photo|photos|picture of|image of|pictures|images|arrow|arrows|circle|circles|rectangle|shape|emoji|emojis|sticker|stickers|icon|map|chart|graph|slide|slides|border|frame around|progress bar|timer|countdown|countdown timer|clock overlay|split screen|"
     "webcam|overlay|b-roll|broll|stock footage|speech bubble|thought bubble|meme|selfie|screenshot|subscribe button|like button|qr code|barcode|banner image|my logo|flag|highlight box", ACT_ADD, BEYOND_LOGO},
    {"confetti|fireworks|snow|rain|snowflakes|sparkles|sparks|flames|smoke|fog|hearts|balloons|lightning|explosion|explosions|glitter|bubbles|rainbow|shadow|glow|makeup|lipstick|sunglasses|glasses|hat|a hat|moustache|mustache|beard|wig|mask|crown|timelapse effect|time-lapse effect|"
     "vhs effect|retro filter|old film effect|motion blur|bokeh|lens flare|film look|cinematic look|vintage look|retro look|color grade|lut|luts", ACT_ADD, BEYOND_FILTER},
    {"sky|skin|teeth|eyes|eye color|hair|hair color|hairstyle|my shirt|shirt|dress|clothes|wall|walls|wrinkles|pimple|pimples|blemish|blemishes|acne|stain|shirt stain|double chin|belly|body|nose|lips|red eyes|dark circles|eyebrows", ACT_ANY, BEYOND_FILTER},
    {"guy|guys|man|woman|person|people|stranger|strangers|passerby|passersby|bystander|bystanders|tourist|tourists|kid in the back|car in the back|cars|object|objects|trash can|pole|wires|cables|power line|power lines|reflection|photobomber|everyone else|crowd in the back", ACT_REMOVE, BEYOND_FILTER},
    {"license plate|licence plate|number plate|address|phone number|faces|her face|his face|kid's face|kids' faces|children's faces", (enum act)(ACT_REMOVE | ACT_CHANGE), BEYOND_BLUR},
    {"black bars|black borders|letterboxing|borders|pillarbox|frame rate|framerate|fps|bitrate|file size|resolution|dimensions|orientation|60fps|30fps|24fps|60 fps|30 fps", (enum act)(ACT_REMOVE | ACT_CHANGE), BEYOND_SIZE},
    {"horizon|camera angle|perspective", ACT_ANY, BEYOND_ROTATE},
    {"white balance|exposure|highlights and shadows|shadows|lighting|tint|hue|vibrance|color temperature|colour temperature", ACT_ANY, BEYOND_COLOUR},
    {"hiss|hissing|static|buzz|buzzing|humming|crackle|crackling|clicks|pops|echo|reverb|room echo|wind|wind sounds|rumble|mouth noises|breaths|breathing|ums|uhs|umms|filler words|plosives|sibilance|mic noise|microphone noise|coughing|cough|sneeze", ACT_REMOVE, BEYOND_NOISE},
    {"echo|voice changer|voice filter|helium voice|chipmunk voice|deep voice", ACT_ADD, BEYOND_VOICE},
    {"voiceover|voice-over|voice over|narrator voice|ai voiceover|an ai voice|voice recording|narration track", ACT_ADD, BEYOND_TRANSLATE},
    {"jump cut|jump cuts|wipe|dissolve|cross dissolve|crossfade|page turn|swipe|fade to black|fade to white|dip to black|fade from black", ACT_ADD, BEYOND_TRANSITION},
    {"doorbell|door bell|gunshot|gunshots|siren|sirens|footsteps|barking|dog barking|dog bark|bark|meow|meowing|birds chirping|bird sounds|chirping|birdsong|bird song|crickets|ocean sounds|wave sounds|waves crashing|water sounds|rain sounds|rain sound|sound of rain|thunder|thunder sounds|wind sound|forest sounds|nature sounds|city sounds|"
     "traffic sounds|crowd sounds|cheering|crowd cheering|clapping|laughing|laugh|giggle|scream|screaming|car horn|engine sound|engine noise|phone ringing|ringtone|alarm sound|camera click|camera shutter|shutter sound|click sound|click sounds|typing sounds|keyboard sounds|ding sound|beep|beeps|bleep|boom sound|pop sound|pop sounds|heartbeat|heartbeat sound|ticking clock|clock ticking|ticking|glass breaking|"
     "glass shattering|splash sound|fire crackling|snoring|fart|fart sound|burp|record scratch|vinyl scratch|crickets chirping|rooster|cow sound|lion roar|roar|explosion sound|punch sound|sound of waves|sound of the sea|sounds of nature|sound of birds|sound of thunder|dog sounds|cat sounds|animal sounds|doorbell sound|gunshot sound|siren sound|drum roll sound effect", ACT_ADD, BEYOND_EFFECT},
    {"sheet music|the sheet music|notation|chord chart|tabs|guitar tabs|score as pdf|score as a pdf|stem files|midi file|project file|source files|wav|aac|ogg|audio only|instrumental file", ACT_ADD, BEYOND_SOUND_FILE},
};

/* What only a picture can have done to it: the verb says it. */
static const struct wish verbs[] = {
    {"sharpen|lighten|brighten|darken|desaturate|colorize|colourise|tint|recolor|color|grade|color correct|colour correct", ACT_ANY, BEYOND_COLOUR},
    {"loop|freeze|pause|speed up|slow down|slow|fast-forward|rewind", ACT_ANY, BEYOND_SPEED},
    {"reverse|play backwards", ACT_ANY, BEYOND_REVERSE},
    {"straighten|tilt|turn|spin", ACT_ANY, BEYOND_ROTATE},
    {"rearrange|reorder|shuffle|swap|switch|exchange|combine|join|merge|glue|splice|connect|attach|append|duplicate|repeat|move", ACT_ANY, BEYOND_JOIN},
    {"crossfade|cross-fade|dissolve|fade|wipe", ACT_ANY, BEYOND_TRANSITION},
    {"scale|enlarge|shrink|upscale|downscale|convert|compress|reframe", ACT_ANY, BEYOND_SIZE},
    {"steady|stabilise|smooth", ACT_ANY, BEYOND_SHAKE},
    {"censor|blur|pixelate", ACT_ANY, BEYOND_BLUR},
    {"trim|cut|shorten|crop|split", ACT_ANY, BEYOND_TRIM},
};
/* clang-format on */

/* The text from `first` on holds one of `things` as whole words, as many as `*used` of the words. */
static bool names_one(const char *things, const struct word *first, const struct word *end, size_t *used)
{
    for (const char *at = things; *at != '\0';) {
        size_t length = strcspn(at, "|");
        char thing[64];
        bool fits = length < sizeof thing;
        if (fits) {
            memcpy(thing, at, length);
            thing[length] = '\0';
            fits = text_starts_with_ignore_case(first->start, thing);
        }
        /* It ends where a word does. */
        for (const struct word *word = first; fits && word < end; word++)
            if (word->start + word->length == first->start + length) {
                *used = (size_t)(word - first) + 1;
                return true;
            }
        at += length + (at[length] == '|');
    }
    return false;
}

static bool names_music(const struct word *words, size_t count)
{
    static const enum word_kind kinds[] = {WORD_TUNE, WORD_GENRE, WORD_TITLE, WORD_QUOTED, WORD_VOLUME,     WORD_TEMPO,
                                           WORD_OWN,  WORD_WHAT,  WORD_NOT,   WORD_FADE,   WORD_INSTRUMENTS};
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (words_have(words, count, kinds[i]) && kinds[i] != WORD_VOLUME)
            return true;
    for (size_t i = 0; i < count; i++) /* "the doorbell sound" is none of them */
        if (words[i].kind == WORD_VOLUME && words[i].value != 1)
            return true;
    /* "The background" is music, too, and behind a thing a place of the picture. */
    for (size_t i = 0; i < count; i++)
        if (words[i].kind == WORD_MUSIC && !word_starts(&words[i], "background"))
            return true;
    return false;
}

static int act_of(const struct word *word)
{
    static const char *const draws[] = {"draw",  "insert", "paste",   "place",  "show", "overlay",
                                        "stick", "give",   "give me", "export", "print"};
    static const char *const hides[] = {"hide",  "censor",   "erase",    "cover",
                                        "clean", "clean up", "take out", "edit out"};
    static const char *const fixes[] = {"fix",        "correct", "improve", "adjust",   "whiten", "smooth", "retouch",
                                        "straighten", "color",   "swap",    "increase", "reduce", "lower",  "boost"};
    int acts = 0;
    if (word->kind == WORD_ADD || word->kind == WORD_SHOW || word_is_one(word, draws, COUNT(draws)))
        acts |= ACT_ADD;
    if (word->kind == WORD_REMOVE || word_is_one(word, hides, COUNT(hides)))
        acts |= ACT_REMOVE;
    if (word->kind == WORD_MAKE || word->kind == WORD_CHANGE || word->kind == WORD_REPLACE ||
        word_is_one(word, fixes, COUNT(fixes)))
        acts |= ACT_CHANGE;
    return acts;
}

static void refuse(struct word *word, enum agent_beyond beyond)
{
    word->kind = WORD_REFUSED;
    word->value = (int)beyond;
    word->is_style = false;
}

/* Past articles, and an adjective where `loosely`. */
static size_t object_of(const struct word *words, size_t count, size_t i)
{
    i = words_past_filler(words, count, i);
    while (i < count && (word_is(&words[i], "all") || word_is(&words[i], "some") || word_is(&words[i], "any") ||
                         word_is(&words[i], "this") || word_is(&words[i], "that") || word_is(&words[i], "those") ||
                         word_is(&words[i], "these") || words[i].kind == WORD_FILLER))
        i++;
    return i;
}

/* "Add confetti", "remove the red car in the background". */
static void take_thing(struct word *words, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++) {
        int acts = act_of(&words[i]);
        size_t at = object_of(words, count, i + 1);
        for (size_t word = 0; acts != 0 && word < 2 && at + word < count; word++) { /* one adjective may stand ahead */
            const struct word *thing = &words[at + word];
            bool passes = word == 0 || words[at].kind == WORD_UNKNOWN || words[at].kind == WORD_LOOK ||
                          words[at].kind == WORD_NUMBER || words[at].is_style;
            for (size_t k = 0; k < COUNT(wishes) && passes; k++) {
                size_t used = 0;
                if ((wishes[k].acts & (enum act)acts) == 0 || !names_one(wishes[k].things, thing, words + count, &used))
                    continue;
                enum word_kind next = words_kind_at(words, count, at + word + used);
                bool sounds = wishes[k].beyond == BEYOND_EFFECT || wishes[k].beyond == BEYOND_NOISE;
                if (next == WORD_MUSIC || next == WORD_GENRE || next == WORD_ROLE || next == WORD_STYLE ||
                    next == WORD_VOICE || (next == WORD_VOLUME && !sounds))
                    continue;
                refuse(&words[at + word], wishes[k].beyond);
                return;
            }
        }
    }
}

/* A shot, or the picture as a whole, right behind the verb. */
static bool is_shot(const struct word *word)
{
    static const char *const shots[] = {"scene",     "scenes",    "shot",   "shots",   "clip",    "clips",
                                        "sequence",  "sequences", "frame",  "frames",  "takes",   "the clip",
                                        "the video", "video",     "videos", "footage", "picture", "the picture",
                                        "image",     "the image", "film",   "movie",   "screen",  "the screen"};
    return word_is_one(word, shots, COUNT(shots));
}

/* "Delete the second shot", "put the last scene first": of the shot, and not of the music under it. */
static void take_numbered_shot(struct word *words, size_t count)
{
    static const char *const takes[] = {"delete", "remove",     "cut out", "take out",
                                        "ditch",  "get rid of", "drop",    "erase"};
    for (size_t i = 0; i + 1 < count; i++) {
        size_t at = i + 1;
        while (at < count && (word_is(&words[at], "the") || word_is(&words[at], "that") || word_is(&words[at], "my")))
            at++;
        if (words_kind_at(words, count, at) != WORD_SHOT || words_have(words, count, WORD_ROLE) ||
            words_have(words, count, WORD_MUSIC) || words_have(words, count, WORD_VOICE) ||
            words_have(words, count, WORD_IT))
            continue;
        if (words[i].kind == WORD_REMOVE && word_is_one(&words[i], takes, COUNT(takes)))
            refuse(&words[at], BEYOND_TRIM);
        else if (words[i].kind == WORD_MOVE || word_is(&words[i], "put") || words[i].kind == WORD_REPLACE)
            refuse(&words[at], BEYOND_JOIN);
        else
            continue;
        return;
    }
}

/* "Move the title up", "make the title bounce": where it stands and how it moves is not told here. */
static void take_title_look(struct word *words, size_t count)
{
    static const char *const looks[] = {"bottom",         "top",         "left",      "corner",     "fly",
                                        "flies",          "bounce",      "bouncy",    "spin",       "slide in",
                                        "blink",          "flash",       "animate",   "typewriter", "glow",
                                        "shadow",         "outline",     "underline", "underlined", "center",
                                        "centre",         "transparent", "uppercase", "lowercase",  "all caps",
                                        "capital letters"};
    if (!words_have(words, count, WORD_TITLE) || words_have(words, count, WORD_QUOTED) ||
        words_have(words, count, WORD_MUSIC))
        return;
    for (size_t i = 0; i < count; i++) {
        bool way = words[i].kind == WORD_TURN && i + 1 == count && words_have(words, count, WORD_MOVE) &&
                   (word_is(&words[i], "up") || word_is(&words[i], "down"));
        bool middle = words[i].kind == WORD_MIDDLE && i == 0;
        if (way || middle || (word_is_one(&words[i], looks, COUNT(looks)) && words[i].kind != WORD_MIDDLE)) {
            refuse(&words[i], BEYOND_TITLE_LOOK);
            return;
        }
    }
}

/* "Sharpen the picture", "swap the two scenes". */
static void take_verb(struct word *words, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++) {
        size_t at = i + 1;
        while (at < count && at < i + 6 && !is_shot(&words[at]) &&
               (words[at].kind == WORD_FILLER || words[at].kind == WORD_NUMBER || words[at].kind == WORD_FIRST ||
                words[at].kind == WORD_LAST || words[at].kind == WORD_UNKNOWN || words[at].kind == WORD_ALL ||
                words[at].kind == WORD_SUBJECT || words[at].kind == WORD_VERSION || words[at].kind == WORD_NEXT ||
                words[at].kind == WORD_PREVIOUS || word_is(&words[at], "order")))
            at++;
        bool behind = at < count && is_shot(&words[at]);
        enum word_kind next = words_kind_at(words, count, at + 1);
        /* "Cut the video's sound" is none; nor is "fade in the video". */
        if (!behind || next == WORD_VOLUME || next == WORD_VOICE ||
            (words[at].length > 0 && words[at].start[words[at].length] == '\''))
            continue;
        bool part = at > i + 1 && !word_starts(&words[at], "video") && !word_starts(&words[at], "the video");
        bool ordinal = false;
        for (size_t k = i + 1; k < at; k++)
            ordinal = ordinal || words[k].kind == WORD_FIRST || words[k].kind == WORD_LAST ||
                      words[k].kind == WORD_NUMBER || words[k].kind == WORD_VERSION;
        if (part && ordinal && words[i].kind == WORD_REMOVE && words[i].value == 0) {
            refuse(&words[at], BEYOND_TRIM);
            return;
        }
        if (part && ordinal && (words[i].kind == WORD_MOVE || words[i].kind == WORD_ADD)) {
            refuse(&words[at], BEYOND_JOIN);
            return;
        }
        for (size_t k = 0; k < COUNT(verbs); k++) {
            size_t used = 0;
            if (!names_one(verbs[k].things, &words[i], &words[i] + 1, &used))
                continue;
            refuse(&words[i], verbs[k].beyond);
            return;
        }
    }
}

/* "Make it look vintage", "give the picture a warm look", "make the video brighter", "put me on a beach". */
static void take_look(struct word *words, size_t count)
{
    bool picture = words_have(words, count, WORD_PICTURE);
    for (size_t i = 1; i < count; i++) {
        bool mine = word_is(&words[i - 1], "me") || word_is(&words[i - 1], "us") || word_is(&words[i - 1], "him") ||
                    word_is(&words[i - 1], "her") || word_is(&words[i - 1], "everyone");
        bool looks =
            word_is(&words[i], "look") &&
            (picture || mine || (words[i - 1].kind == WORD_IT && i + 1 < count && !word_is(&words[i + 1], "like")));
        bool shines = picture && (word_is(&words[i], "brighter") || word_is(&words[i], "darker") ||
                                  word_is(&words[i], "warmer") || word_is(&words[i], "colder") ||
                                  word_is(&words[i], "too dark") || word_is(&words[i], "too bright"));
        if (looks || shines) {
            refuse(&words[i], looks ? BEYOND_FILTER : BEYOND_COLOUR);
            return;
        }
        bool put = words[i - 1].kind == WORD_ADD || words[i - 1].kind == WORD_MOVE || words[i - 1].kind == WORD_MAKE;
        bool onto = i + 1 < count && (word_is(&words[i + 1], "on") || word_is(&words[i + 1], "in front of") ||
                                      word_is(&words[i + 1], "in") || word_is(&words[i + 1], "onto"));
        if (put && onto && word_is(&words[i], "me") && word_starts(&words[i - 1], "put")) {
            refuse(&words[i], BEYOND_FILTER);
            return;
        }
        /* "make it snow" */
        if (words[i - 1].kind == WORD_IT && i > 1 && words[i - 2].kind == WORD_MAKE &&
            (word_is(&words[i], "snow") || word_is(&words[i], "rain"))) {
            refuse(&words[i], BEYOND_FILTER);
            return;
        }
        /* "make me sound like a robot" */
        if (mine && word_starts(&words[i], "sound")) {
            refuse(&words[i], BEYOND_VOICE);
            return;
        }
    }
}

/* "Swap the background for a forest": what is behind somebody is no music then. */
static void take_background(struct word *words, size_t count)
{
    static const char *const scenes[] = {
        "beach",   "forest", "sky",       "sunset",   "city",         "mountain", "mountains", "space",
        "ocean",   "sea",    "office",    "room",     "studio",       "castle",   "street",    "skyline",
        "library", "desert", "park",      "garden",   "kitchen",      "wall",     "picture",   "photo",
        "image",   "video",  "color",     "colour",   "green screen", "galaxy",   "moon",      "jungle",
        "lake",    "river",  "bookshelf", "new york", "paris"};
    bool takes = false;
    for (size_t i = 0; i < count; i++) {
        takes = takes || words[i].kind == WORD_REPLACE || words[i].kind == WORD_CHANGE || words[i].kind == WORD_MAKE ||
                words[i].kind == WORD_REMOVE;
        bool background =
            word_is(&words[i], "background") || word_is(&words[i], "the background") || word_is(&words[i], "backdrop");
        for (size_t k = i + 1; takes && background && k < count; k++)
            if (word_is_one(&words[k], scenes, COUNT(scenes)) && words_kind_at(words, count, k + 1) != WORD_MUSIC) {
                refuse(&words[i], BEYOND_FILTER);
                return;
            }
    }
}

void agent_idioms_picture(struct word *words, size_t count)
{
    if (words_have(words, count, WORD_REFUSED))
        return;
    take_background(words, count);
    take_title_look(words, count);
    if (names_music(words, count))
        return;
    take_numbered_shot(words, count);
    if (!words_have(words, count, WORD_REFUSED))
        take_thing(words, count);
    if (!words_have(words, count, WORD_REFUSED))
        take_verb(words, count);
    if (!words_have(words, count, WORD_REFUSED))
        take_look(words, count);
}
