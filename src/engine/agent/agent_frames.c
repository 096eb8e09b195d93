/* The frames: which meanings of a clause stand together, and what that asks for. The first row that fits wins, so what
 * says more stands before what says less, and what refuses before what orders.
 *
 * To add a wish: an edit in edit_list.h with its effect on the timeline, an effect_...() in
 * agent_effects_*.c that makes it, and a row.
 * Whatever destroys (music, titles, the original sound) names all that may stand beside it: no row with "*" or UNKNOWN.
 */
#include "agent_frame.h"
#include "bgmusic/base/count.h"

/* What may stand beside nearly anything: verbs without a direction of their own, and words for the music itself. */
#define VERB "MAKE WANT CHANGE USE"
#define SELF "IT MUSIC"
#define HOW  "DEGREE AGAIN EVEN MORE"
/* Words of direction. */
#define STEP "LOUD|TURN|MORE|STRONG"

/* clang-format off */
static const struct frame_row rows[] = {
    /* out of reach */
    {"REFUSED", "*", effect_refuse},
    {"PICTURE FAST|PACE|TEMPO|LONG|STRONG", VERB " IT AMOUNT FACTOR TWICE ADD DEGREE TURN PLACE NUMBER START BY", effect_refuse_picture},
    {"MAKE PICTURE UNKNOWN", "DEGREE MORE", effect_refuse_picture_look},
    {"REMOVE PICTURE PLACE", "IT WANT", effect_refuse_picture},
    {"TITLE LOOK", VERB " IT ADD LOOK DEGREE QUOTED ALL SHOW WITH MOVE", effect_refuse_look},
    /* questions change nothing */
    {"WHAT", "*", effect_question},
    {"SHOULD", "*", effect_question},
    {"ISIT", "*", effect_question},
    /* titles */
    {"NOT REMOVE|CHANGE|MOVE TITLE", "IT ALL WANT QUOTED", effect_nothing},
    {"REMOVE|NOT TITLE", "IT ALL WANT QUOTED USE ADD SHOW MAKE", effect_title_remove},
    {"QUOTED REMOVE PLACE", "IT MAKE WANT", effect_title_stop},
    {"TITLE|SHOW QUOTED REPLACE|CHANGE|MAKE", VERB " IT PLACE AMOUNT WITH ADD SHOW SAYS TITLE", effect_title_change},
    {"CHANGE|SAYS QUOTED", "IT TO MAKE WANT", effect_title_rename},
    {"TITLE|SHOW|ADD QUOTED", "ADD WITH PLACE AMOUNT SHOW SAYS WANT KEEP TITLE IT PICTURE MAKE ALL STAY LONG USE ONE SUBJECT MUSIC", effect_title},
    {"TITLE REMOVE PLACE|AMOUNT", "IT MAKE WANT SHOW ALL", effect_title_stop},
    {"TITLE|QUOTED STOP PLACE", "IT MAKE WANT SHOW ALL TITLE QUOTED", effect_title_stop},
    {"QUOTED", "IT MAKE WANT REPLACE", effect_title_instead},
    {"REMOVE QUOTED", "IT ALL WANT", effect_title_remove},
    {"QUOTED START PLACE", "MAKE WANT IT AMOUNT SHOW TITLE", effect_title},
    {"QUOTED PLACE|AMOUNT", "IT PLACE AMOUNT MUSIC", effect_title},
    {"TITLE LATER", VERB " IT SHOW AMOUNT DEGREE START STOP MOVE ALL", effect_title_shift},
    {"TITLE MOVE|START|STOP|PLACE", "MAKE WANT IT PLACE AMOUNT ALL ADD SHOW MOVE USE BRING KEEP START STOP ONLY LATER DEGREE REPLACE", effect_title_move},
    {"TITLE LONG|AMOUNT|KEEP", "MAKE WANT IT DEGREE LONG AMOUNT MORE SHOW KEEP SUBJECT USE ALL FACTOR PRAISE ENOUGH", effect_title_stay},
    /* the picture's own sound, when the picture is named */
    {"REMOVE PICTURE", "IT WANT ALL VOLUME", effect_picture_mute},
    /* versions */
    {"NOT UNDO|REDO|BACK", "*", effect_nothing},
    {"UNDO", "IT TWICE FACTOR AMOUNT ALL FADE LOUD TURN FAST TITLE ROLE ADD CHANGE VERSION PREVIOUS MUSIC VOLUME MAKE TEMPO STYLE ONE DUCK VOICE "
             "KEY MODE ENERGY VALENCE DEGREE REMOVE BACK FIRST AGAIN PLACE QUOTED REPLACE ENDING MOVE ONLY BY BRING", effect_undo},
    {"BACK TWICE", "IT WANT", effect_undo},
    {"REDO", "IT AGAIN ALL CHANGE PREVIOUS TWICE AMOUNT BRING BACK", effect_redo},
    {"BACK|VERSION VERSION", "ONE IT PREVIOUS MUSIC AMOUNT WANT BETTER PRAISE USE BACK MAKE BRING FIRST AGAIN KEEP DEGREE SECTION ALL WITH", effect_back},
    {"BACK|USE|BRING|BETTER PREVIOUS", "ONE IT PREVIOUS MUSIC VERSION WANT BETTER PRAISE USE BACK MAKE BRING AGAIN KEEP DEGREE", effect_back},
    {"STYLE ONE AGAIN", "IT WANT MAKE MUSIC COURSE LEVEL GENRE USE", effect_back},
    {"BACK STYLE", "MORE ONE IT PREVIOUS MUSIC VERSION WANT USE MAKE BRING ROLE COURSE AGAIN PRAISE GENRE LEVEL KEEP BETTER", effect_back},
    {"FIRST|PREVIOUS ONE|VERSION|MUSIC", "BACK USE WANT IT BETTER PRAISE BRING PREVIOUS", effect_back},
    {"OTHER", "USE MUSIC ONE WANT IT TUNE MAKE VERSION CHANGE BACK PREVIOUS TRY", effect_other},
    {"PREVIOUS", "IT WANT USE MAKE BETTER BRING ADD SHOW CHANGE VERSION ONE BACK", effect_previous},
    {"BACK FIRST", "IT WANT USE", effect_back},
    {"BACK", "IT BACK PREVIOUS WANT", effect_back},
    {"BACK|BRING DEGREE", "IT MAKE", effect_less_of_it},
    {"BRING VOLUME|TEMPO|KEY", "ADD IT MAKE WANT MUSIC", effect_undo},
    {"BACK|BETTER NOT ROLE", "IT MUSIC WANT", effect_parts},
    /* keeping and praising */
    {"NOT NOT ROLE", VERB " IT ADD MUSIC REMOVE WITH", effect_parts},
    {"NOT NOT", "*", effect_nothing},
    {"NOT ADD ALL", "IT MUSIC WANT ANOTHER MORE", effect_nothing},
    {"NOT ADD INSTRUMENTS", "IT MUSIC WANT ANOTHER MORE OTHER ALL ONE AGAIN", effect_nothing},
    {"NOT DUCK|TURN|LOUD|CHANGE PLACE", "MUSIC VOLUME IT MAKE WANT DEGREE CHANGE", effect_not_there},
    {"NOT REMOVE VOICE", "IT ALL WANT", effect_voice_keep},
    {"NOT REMOVE|STOP|REPLACE|UNDO|CHANGE|MOVE|ANOTHER", "SUBJECT IT MUSIC ROLE TITLE VOICE TUNE TEMPO KEY FADE VOLUME ALL STYLE PLACE DEGREE DUCK PICTURE WANT MODE "
        "AGAIN INSTRUMENTS GENRE MAKE ENERGY VALENCE LEVEL COURSE ENDING QUOTED PRAISE EXPORT USE START INSTEAD MORE SECTION KEEP", effect_keep},
    {"PRAISE", "IT MUSIC ROLE VOICE VOLUME TEMPO TITLE FADE STYLE DEGREE ALL TUNE PICTURE GENRE PLACE NOT CHANGE KEEP LEVEL PACE EVEN INSTRUMENTS KEY MODE "
        "COURSE MORE DUCK ONE AGAIN USE VERSION ENDING BETTER EXPORT ENERGY SECTION", effect_praise},
    {"NOT MORE", "", effect_nothing},
    {"TURN|LOUD NOT VOICE|ROLE", "MAKE IT WANT DEGREE AMOUNT BY FACTOR", effect_all_but},
    {"NOT LOUD|FAST|LONG|ENERGY|VALENCE|TURN|LEVEL|PACE|STRONG|MODE|KEY", "ALL ENOUGH IT MUSIC VOLUME TEMPO ROLE VOICE WANT MAKE DEGREE TOO MORE TITLE FADE KEY FACTOR AGAIN EVEN", effect_nothing},
    /* the music under speech */
    {"BRING|FILL PLACE", "IT MUSIC ALL AGAIN WITH ADD WANT BY", effect_also_there},
    {"FILL", "IT MUSIC ALL AGAIN WITH ADD WANT BY BRING", effect_also_there},
    {"NORMAL", VERB " " SELF " AGAIN VOLUME LEVEL", effect_normal},
    {"NOT|REMOVE DUCK", "MUSIC IT ALL WANT USE PLACE VOICE ADD", effect_duck_off},
    {"DUCK ROLE", VERB " IT WITH PLACE VOICE UNDER DEGREE ROLE", effect_duck_parts},
    {"DUCK", VERB " " SELF " AMOUNT PLACE DEGREE MORE STRONG TURN LOUD ADD AGAIN BRING VOICE VOLUME KEEP START TOO ENOUGH UNDER LONG", effect_duck},
    {"VOICE LOUD MUSIC", "ALL IT DEGREE BECAUSE TOO PLACE REMOVE BY UNDER", effect_duck_more},
    {"VOICE LOUD|TURN|FACTOR|FULL|AMOUNT|LEVEL PLACE", VERB " IT DEGREE AGAIN EVEN VOLUME MORE BRING PICTURE TOO TURN LOUD", effect_voice},
    {"TURN|LOUD|KEEP PLACE", "MUSIC VOLUME IT MAKE WANT DEGREE AMOUNT AGAIN EVEN MORE BY WITH FACTOR TOO LEVEL", effect_volume},
    {"FACTOR|AMOUNT|FULL VOLUME|LEVEL|LOUD|MUSIC PLACE", "MUSIC VOLUME IT MAKE WANT TURN LEVEL FACTOR KEEP", effect_volume},
    /* fades */
    {"NOT|REMOVE FADE", "ONLY MUSIC IT ALL WANT ADD PLACE DEGREE USE REPLACE MAKE AGAIN", effect_fade_none},
    {"KEEP FADE", "IT ALL MUSIC WANT ONLY FADE", effect_keep},
    {"FADE LONG|FACTOR", VERB " " SELF " DEGREE PLACE MORE FACTOR AMOUNT BY", effect_fade_longer},
    {"FADE", VERB " " SELF " ADD PLACE AMOUNT START WITH DEGREE GRADUAL REPLACE ALL STOP SUBJECT KEEP LONG ENDING", effect_fade},
    /* the original sound */
    {"NOT|REMOVE|REPLACE VOICE", "IT ALL WANT USE KEEP WITH MUSIC PICTURE EXPORT PLACE MAKE SUBJECT", effect_voice_off},
    {"REPLACE|CHANGE VOICE STYLE|ROLE", "IT USE WITH BY WANT MUSIC GENRE ONE STYLE ROLE", effect_voice_replaced},
    {"ONLY MUSIC", "KEEP USE WANT IT ALL EXPORT ONLY", effect_voice_off},
    {"BRING|AGAIN PICTURE", "IT AGAIN ALL WANT", effect_voice_keep},
    {"KEEP SUBJECT VOICE", "IT", effect_same_for},
    {"KEEP|BRING|ONLY|AGAIN VOICE", "IT ALL WANT BRING PICTURE ADD AGAIN MAKE USE PLACE ONLY", effect_voice_keep},
    {"VOICE LOUD|TURN|MORE|FACTOR|FULL|STRONG|AMOUNT|ENOUGH", VERB " KEEP IT DEGREE AGAIN EVEN VOLUME LEVEL MORE AMOUNT BRING ADD PICTURE WANT TOO FACTOR FULL", effect_voice},
    {"VOICE TOO", "IT DEGREE VOLUME", effect_voice},
    {"WANT|START VOICE", "IT PICTURE MAKE", effect_voice_keep},
    /* instruments */
    {"REPLACE|USE|CHANGE|MAKE ROLE REPLACE|CHANGE|MAKE ROLE", "WITH IT USE WANT STYLE ONE SUBJECT BY", effect_parts_replace},
    {"ONLY ROLE", VERB " " SELF " KEEP WITH PLACE STYLE JOINT ALL PLAY ADD COURSE ONE", effect_parts},
    {"ROLE LATER", VERB " IT START STOP MOVE BRING ADD ROLE MUSIC AMOUNT DEGREE PLACE WITH TOO LATER", effect_part_shift},
    {"TUNE ROLE", "MAKE WANT USE WITH BY ADD REPLACE CHANGE", effect_parts},
    {"ROLE ENERGY", VERB " IT DEGREE WITH PLACE ALL ADD", effect_parts},
    {"ROLE NOT|REMOVE|ADD|WITH|WANT|USE|LOUD|TURN|MORE|KEEP|BRING|TOO|ENOUGH|STRONG|START|PLACE|LEVEL|FACTOR", "IT ADD WITH WANT USE MAKE MUSIC DEGREE PLACE ALL AGAIN EVEN "
        "MORE VOLUME LEVEL BACK START AMOUNT NOT REMOVE ONE CHANGE LOUD TURN FACTOR BRING COURSE MELODY STOP", effect_parts},
    {"NOT|REMOVE|LOUD|TURN|MORE TUNE", "IT WANT MAKE DEGREE PLACE", effect_parts},
    /* places of the music */
    {"NOT|REMOVE|STOP PLACE AMOUNT", "IT MUSIC MAKE WANT ADD USE BRING REMOVE ALL SUBJECT KEEP STOP", effect_pause},
    {"NOT|REMOVE MUSIC PLACE", "WANT ADD USE IT ALL KEEP MAKE WITH", effect_silence},
    {"REMOVE|STOP PLACE", "IT MUSIC WANT MAKE USE KEEP", effect_stop},
    {"STOP LATER", "IT MUSIC MAKE WANT AMOUNT DEGREE", effect_stop_shift},
    {"STOP", "IT MUSIC", effect_stop_there},
    {"NOT USE PLACE", "IT MUSIC WANT ALL", effect_silence},
    {"NOT PLACE", "IT", effect_not_everywhere},
    {"NOT START PLACE", "IT MUSIC MAKE WANT USE ADD BRING", effect_start_not},
    {"START REMOVE", "IT MUSIC WITH ALL WANT MAKE", effect_start_silent},
    {"START PLACE", "IT MUSIC MAKE WANT USE AGAIN ADD MOVE ALL WITH", effect_start},
    {"START|MOVE LATER", "IT MUSIC MAKE WANT AMOUNT DEGREE ADD", effect_start},
    {"LATER", "IT MUSIC MAKE WANT AMOUNT DEGREE START SHOW", effect_start},
    {"BRING MUSIC PLACE", "IT ADD MAKE AGAIN ALL USE WANT", effect_also_there},
    {"LEVEL MUSIC PLACE", "IT MAKE WANT START DEGREE KEEP USE", effect_course},
    {"STYLE MUSIC PLACE", "ADD WANT COURSE ROLE USE SUBJECT WITH LEVEL GENRE", effect_style},
    {"START LEVEL|COURSE", "IT MUSIC MAKE", effect_course},
    {"KEEP LEVEL PLACE", "MUSIC IT WANT", effect_level_there},
    {"TURN|LOUD GRADUAL", "MUSIC VOLUME IT PLACE WANT MAKE DEGREE", effect_swell},
    {"LEVEL PLACE", "IT MAKE WANT START DEGREE KEEP MUSIC USE", effect_course},
    {"BUILD|COURSE PLACE|GRADUAL|BUILD", VERB " " SELF " GRADUAL COURSE BUILD PLACE STYLE DEGREE START ENDING ADD WITH LEVEL SPIRIT", effect_course},
    {"MUSIC PLACE", "ONLY WANT USE ADD KEEP IT START ALL MAKE SUBJECT WITH AGAIN", effect_only_there},
    {"ONLY|USE PLACE", "WANT USE ADD KEEP IT MAKE", effect_only_there},
    /* volume */
    {"LOUD MUSIC|VOLUME", VERB " " SELF " " HOW " VOLUME AMOUNT FACTOR WITH UNKNOWN LEVEL SUBJECT EXPORT TOO USE", effect_volume},
    {"LOUD", VERB " " HOW " IT AMOUNT FACTOR WITH TOO LEVEL ADD", effect_volume},
    {"MORE IT", "EVEN AGAIN DEGREE IT", effect_again},
    {"MORE VOLUME", "ADD AMOUNT DEGREE IT MUSIC WANT FACTOR", effect_volume},
    {"TURN|MORE|TOO MUSIC|VOLUME|IT", VERB " " SELF " " HOW " VOLUME AMOUNT FACTOR TURN USE", effect_volume},
    {"TURN", HOW " AMOUNT FACTOR MAKE IT TOO", effect_volume},
    {"AMOUNT VOLUME|MUSIC|IT", VERB " " SELF " VOLUME TURN KEEP WITH ADD LEVEL LOUD USE EXPORT", effect_volume},
    {"FULL", "IT MUSIC VOLUME WANT USE", effect_volume},
    {"FULL TURN|MAKE", "IT MUSIC VOLUME DEGREE", effect_volume},
    {"FACTOR|FULL VOLUME|LEVEL|MUSIC|LOUD", VERB " " SELF " VOLUME TURN LEVEL", effect_volume},
    {"LEVEL MAKE|MUSIC|TOO|IT", VERB " " SELF " DEGREE TOO", effect_volume},
    /* tempo, key, mood */
    {"BACK TEMPO|KEY|VOLUME|FADE|TITLE", VERB " IT MUSIC KEEP PREVIOUS BRING ADD", effect_undo},
    {"KEEP ROLE SUBJECT", "IT MUSIC WITH", effect_same_for},
    {"KEEP TEMPO|KEY|TUNE|GENRE|STYLE|ROLE|INSTRUMENTS", "IT MUSIC ALL TEMPO KEY TUNE SAME WITH", effect_keep},
    {"FAST|PACE MUSIC|TEMPO", VERB " WITH EXPORT " SELF " " HOW " TEMPO AMOUNT FACTOR UNKNOWN TURN TOO", effect_tempo},
    {"FAST", VERB " IT " HOW " TEMPO AMOUNT FACTOR PACE", effect_tempo},
    {"FACTOR|TOO PACE", VERB " " SELF, effect_tempo},
    {"PACE MAKE|IT", VERB " " SELF " DEGREE TEMPO", effect_tempo},
    {"TEMPO TURN|MORE|AMOUNT|FACTOR", VERB " " SELF " " HOW " AMOUNT FACTOR LEVEL", effect_tempo},
    {"TURN FAST|TEMPO", VERB " " SELF " " HOW, effect_tempo},
    {"METER", VERB " " SELF " REPLACE USE ADD WITH GENRE TEMPO", effect_meter},
    {"KEY", VERB " " SELF " KEY MODE REPLACE USE AMOUNT ADD MOVE TURN TUNE", effect_key},
    {"ENERGY|VALENCE", VERB " " SELF " " HOW " PLACE TUNE GENRE ENERGY VALENCE MODE ADD STYLE BUILD GRADUAL WITH", effect_mood},
    /* the mix as a whole, the seed, the cuts, the user's track */
    {"LOUDNESS", VERB " AMOUNT IT KEEP", effect_loudness},
    {"AMOUNT SEED", "USE MAKE", effect_seed},
    {"SYNC", "NOT MUSIC IT MAKE CUT PICTURE USE WITH REMOVE WANT", effect_sync},
    {"OWN|QUOTED USE|ADD|PLAY|OWN|REPLACE", "MUSIC IT WITH WANT MAKE CHANGE VOLUME VOICE PICTURE", effect_own},
    {"REMOVE OWN", "IT", effect_remove_music},
    /* style */
    {"ANOTHER|OTHER GENRE", VERB " " SELF " ONE ADD REPLACE ALL WITH TRY AGAIN", effect_other_genre},
    {"ANOTHER STYLE", VERB " " SELF " ADD GENRE", effect_style},
    {"ANOTHER", VERB " " SELF " ONE VERSION TUNE ADD GENRE ALL REPLACE AGAIN", effect_another},
    {"NOT|EXCEPT STYLE", "WANT USE MAKE IT MUSIC GENRE EXCEPT NOT ALL ROLE COURSE LEVEL ANOTHER OTHER PRAISE ADD TOO", effect_style_not},
    {"NOT|MORE|TOO|AGAIN STYLE", VERB " " SELF " DEGREE TOO COURSE LEVEL GENRE NOT AGAIN", effect_style_less},
    {"LIKE|BY UNKNOWN|STYLE|ROLE|MUSIC", "*-", effect_like},
    {"UNKNOWN GENRE", VERB " " SELF " ADD LIKE BY WITH ANOTHER ONE", effect_artist},
    /* follow-ups */
    {"FACTOR", "MAKE WANT IT", effect_factor_of_it},
    {"OPPOSITE", VERB " IT DEGREE BACK", effect_opposite},
    {"TOO", "IT DEGREE MUSIC", effect_less_of_it},
    {"REMOVE IT", "WANT MAKE AGAIN", effect_remove_it},
    {"REMOVE", "", effect_remove_it},
    {"BRING", "IT AGAIN ALL ADD WANT BACK MAKE", effect_bring_it},
    {"ADD IT AGAIN", "ALL", effect_bring_it},
    {"AGAIN|MORE|ENOUGH|EVEN|DEGREE", HOW " IT MAKE ENOUGH WANT", effect_again},
    {"LONG", VERB " IT DEGREE MORE KEEP AMOUNT SHOW", effect_longer_of_it},
    {"AMOUNT MORE|TURN", VERB " IT", effect_more_of_it},
    {"STRONG", HOW " IT MAKE", effect_stronger},
    {"AMOUNT PLACE", "IT MAKE KEEP WANT", effect_amount_there},
    {"MOVE AMOUNT|PLACE", "IT WANT", effect_move_it},
    {"SHOW AMOUNT|PLACE", "IT KEEP SUBJECT", effect_amount_of_it},
    {"AMOUNT", "MAKE CHANGE SUBJECT WANT REPLACE USE BETTER", effect_amount_of_it},
    {"PLACE", "MAKE USE MOVE REPLACE", effect_amount_of_it},
    /* all of the music: nothing may be left over */
    {"REMOVE|NOT MUSIC", "IT ALL WANT ADD", effect_remove_music},
    {"EXPORT", "IT ALL PICTURE MUSIC NOW WHEN WANT ADD", effect_export},
    /* leaving as it is */
    {"KEEP", "IT ALL MUSIC VOLUME TITLE LIKE FADE VERSION ONE", effect_keep},
    {"NOT", "IT WANT DEGREE MUSIC ALL VOICE ROLE MAKE", effect_nothing},
    {"ROLE", "WITH ADD ONE IT MAKE CHANGE MUSIC REPLACE WANT USE COURSE", effect_parts},
    {"STYLE DEGREE", "IT MUSIC MAKE WANT AGAIN", effect_style_more},
    {"START STYLE", "WITH IT MUSIC MAKE WANT COURSE LEVEL", effect_style},
    {"STYLE MAKE|ADD|WANT|USE|CHANGE|MUSIC|GENRE|MORE|ANOTHER|REPLACE|SUBJECT", "*-", effect_style},
    {"STYLE", "VOLUME COURSE LEVEL ROLE WITH AMOUNT KEY IT DEGREE GENRE PRAISE PACE PLACE ONE TUNE STRONG COURSE ENERGY VALENCE ALL", effect_style},
    {"ADD MUSIC|SUBJECT", "IT PICTURE DEGREE WITH ALL GENRE PLACE ONE UNKNOWN STAY LIKE WANT USE", effect_style},
    {"WANT|USE MUSIC|SUBJECT", "IT PICTURE DEGREE WITH ALL GENRE PLACE ONE STAY LIKE", effect_style},
};

/* Without any music yet, what the video is about orders some. */
static const struct frame_row first_rows[] = {
    {"STYLE", "*-", effect_style},
    {"SUBJECT|ADD|WANT|MUSIC", "*-", effect_style},
};
/* clang-format on */

/* What takes something away, or changes nothing: only where each word has its place. */
static bool is_strict(const struct frame_row *row)
{
    static void (*const effects[])(struct frame *) = {
        effect_remove_music, effect_silence,       effect_stop,
        effect_stop_there,   effect_title_remove,  effect_voice_off,
        effect_only_there,   effect_another,       effect_remove_it,
        effect_nothing,      effect_praise,        effect_keep,
        effect_undo,         effect_back,          effect_other,
        effect_style,        effect_export,        effect_again,
        effect_less_of_it,   effect_opposite,      effect_amount_of_it,
        effect_bring_it,     effect_picture_mute,  effect_artist,
        effect_like,         effect_redo,          effect_refuse_picture_look,
        effect_other_genre,  effect_not_everywhere};
    for (size_t i = 0; i < COUNT(effects); i++)
        if (row->effect == effects[i])
            return true;
    return false;
}

bool frame_row_steps(const struct frame_row *row)
{
    return row->effect == effect_back || row->effect == effect_undo || row->effect == effect_redo ||
           row->effect == effect_other || row->effect == effect_previous;
}

/* "Calm guitar music", "piano from 3 to 11 s", where none plays yet: an order for some, and no part that comes in. */
static bool orders_such_music(const struct frame *frame)
{
    static const enum word_kind others[] = {WORD_NOT,     WORD_REMOVE, WORD_ONLY, WORD_TURN,   WORD_LOUD,  WORD_QUOTED,
                                            WORD_TITLE,   WORD_VOICE,  WORD_FADE, WORD_STOP,   WORD_START, WORD_IF,
                                            WORD_UNDO,    WORD_BACK,   WORD_WHAT, WORD_SHOULD, WORD_ISIT,  WORD_REFUSED,
                                            WORD_REPLACE, WORD_CHANGE, WORD_KEEP, WORD_PRAISE, WORD_MORE,  WORD_TOO};
    bool such = frame_has(frame, WORD_PLACE) && frame_has(frame, WORD_ROLE) && !frame_has(frame, WORD_WITH);
    for (size_t i = 0; i < COUNT(others); i++)
        if (frame_has(frame, others[i]))
            return false;
    for (size_t i = 1; i < frame->count; i++)
        such = such || (frame->words[i].kind == WORD_MUSIC && frame->words[i - 1].kind == WORD_ROLE);
    return such && !frame->memory->has_music && !frame->after_music;
}

const struct frame_row *frame_row_find(const struct frame *frame)
{
    static const struct frame_row such_music = {"ROLE MUSIC|PLACE", "*", effect_style};
    /* "Bring the music back", where none plays: the one that was taken away, and no other. */
    static const struct frame_row gone_music = {
        "BRING|BACK|AGAIN MUSIC", "BRING BACK AGAIN IT ADD WANT MAKE USE ALL PICTURE AMOUNT", effect_bring_music};
    if (!frame->memory->has_music && frame_fits(frame, &gone_music))
        return &gone_music;
    if (orders_such_music(frame))
        return &such_music;
    for (size_t i = 0; i < COUNT(rows); i++)
        if (frame_fits(frame, &rows[i]))
            return &rows[i];
    struct frame lenient = *frame;
    lenient.lenient = true;
    for (size_t i = 0; i < COUNT(rows); i++)
        if (!is_strict(&rows[i]) && frame_fits(&lenient, &rows[i]))
            return &rows[i];
    for (size_t i = 0; i < COUNT(first_rows) && !frame->memory->has_music; i++)
        if (frame_fits(frame, &first_rows[i]))
            return &first_rows[i];
    return NULL;
}

/* "Quiet", "calm" alone, where music plays: part of an order, none of its own. */
bool frame_is_mere_mood(const struct frame_row *row, const struct frame *frame)
{
    if (row->effect != effect_style || !frame->memory->has_music)
        return false;
    bool style = false, music = false, add = false;
    for (size_t i = 0; i < frame->count; i++) {
        style = style || frame->words[i].kind == WORD_STYLE;
        music = music || frame->words[i].kind == WORD_MUSIC;
        add = add || frame->words[i].kind == WORD_ADD;
    }
    return !style && !(add && music);
}
