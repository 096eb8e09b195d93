/* One turn of the conversation. */
#include "chat_turn_work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "agent.h"
#include "agent_answer.h"
#include "event_writer.h"
#include "media_analysis.h"
#include "music_plan.h"
#include "picture_mood.h"
#include "render_rows.h"
#include "session_rows.h"
#include "instruments.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"
#include "stop_flag.h"
#include "turn_edit.h"
#include "turn_history.h"
#include "session_edit.h"
#include "upload_analysis.h"

enum { REPLY_CEILING = 64 * 1024, DRAFT_CEILING = 1 << 20 };

struct chat_turn {
    const struct chat_room *room;
    int64_t user;
    char session[SESSION_ID_SIZE];
    char *message;
    struct event_writer *events;
    bool chinese;
    struct agent_memory memory;
    struct agent_reading reading;
    struct turn_history history;
    bool stepped; /* the step through the versions led somewhere */
    struct upload_row *uploads;
    size_t upload_count;
    struct media_analysis analysis;
    bool analysed;
    struct edit_outcome outcome;
    struct buf done, notes;
    struct buf earlier;       /* the timeline before this turn */
    struct timeline timeline; /* as it was stored */
};

/* Text to the stream; both formats take the same arguments. */
#define TELL(turn, in_english, in_chinese, ...)                         \
    do {                                                                \
        char piece_[1024];                                              \
        if ((turn)->chinese)                                            \
            snprintf(piece_, sizeof piece_, in_chinese, ##__VA_ARGS__); \
        else                                                            \
            snprintf(piece_, sizeof piece_, in_english, ##__VA_ARGS__); \
        text_cut_partial_character(piece_);                             \
        event_writer_text((turn)->events, piece_);                      \
    } while (0)

/* Is there a character of the CJK blocks in it? Then the answer is Chinese. */
static bool text_is_chinese(const char *text)
{
    size_t left = strlen(text);
    while (left > 0) {
        uint32_t code_point = 0;
        size_t used = text_decode_utf8(text, left, &code_point);
        if (used > 0 && code_point >= 0x4e00 && code_point <= 0x9fff)
            return true;
        used = used > 0 ? used : 1;
        text += used;
        left -= used;
    }
    return false;
}

static const struct upload_row *video_of(const struct chat_turn *turn, const struct timeline *timeline)
{
    for (size_t i = 0; i < turn->upload_count; i++) {
        if (strcmp(turn->uploads[i].id, timeline->video_upload) == 0)
            return &turn->uploads[i];
    }
    return NULL;
}

static struct json *analysis_facts(const struct chat_turn *turn)
{
    const struct media_analysis *analysis = &turn->analysis;
    struct json *facts = json_new_object();
    json_set_int(facts, "cuts", (int64_t)analysis->cut_count);
    json_set_number(facts, "speech_share", analysis->speech_share);
    json_set_bool(facts, "has_sound", analysis->has_sound);
    json_set_number(facts, "sound_lufs", analysis->sound_lufs);
    json_set_number(facts, "brightness", analysis->brightness);
    json_set_number(facts, "motion", analysis->motion);
    return facts;
}

/* Looks at the video, once a turn; the second time the database knows. */
static enum bgm_status picture_read(struct chat_turn *turn, const struct timeline *timeline, struct bgm_error *err)
{
    const struct upload_row *video = video_of(turn, timeline);
    if (turn->analysed || video == NULL)
        return BGM_OK;
    TELL(turn, "Reading \"%.200s\": %.1f s, %dx%d, %.4g fps.\n", "正在读取“%.200s”：%.1f 秒，%dx%d，%.4g fps。\n",
         video->name, (double)video->duration_ms / 1000, video->width, video->height, video->fps);
    struct json *arguments = json_new_object();
    json_set_text(arguments, "filename", video->name);
    event_writer_call(turn->events, "read_picture", arguments);
    enum bgm_status status =
        upload_analysis(turn->room->reader, video, timeline->music.sync_cuts, timeline->voice_track,
                        stop_flag_or_signal, turn->room->stopping, &turn->analysis, err);
    if (status != BGM_OK) {
        struct json *failed = json_new_object();
        json_set_text(failed, "error", "the video could not be read");
        event_writer_response(turn->events, "read_picture", failed);
        return status;
    }
    turn->analysed = true;
    event_writer_response(turn->events, "read_picture", analysis_facts(turn));
    int speech = (int)(turn->analysis.speech_share * 100 + 0.5);
    TELL(turn, "%zu cuts found; ", "找到 %zu 处剪切；", turn->analysis.cut_count);
    if (!turn->analysis.has_sound)
        TELL(turn, "the video has no sound of its own.\n", "视频没有自己的声音。\n");
    else
        TELL(turn, "somebody speaks in %d%% of it.\n", "人声占 %d%%。\n", speech);
    return BGM_OK;
}

/* Which instruments there will be is known before the picture is: style and seed choose them. */
static void prepare_instruments(struct chat_turn *turn, const struct timeline *timeline)
{
    struct timeline draft = *timeline;
    struct score score;
    if (music_plan_compose(&draft, NULL, &score, NULL) == BGM_OK)
        instruments_prepare(turn->room->instruments, turn->room->soundfont, &score);
    score_release(&score);
}

static bool orders_music(const struct chat_turn *turn)
{
    for (size_t i = 0; i < turn->reading.edits.count; i++) {
        if (turn->reading.edits.edits[i].kind == EDIT_MUSIC)
            return true;
    }
    return false;
}

/* What the prompt leaves open, the pictures decide. */
static void take_mood(struct chat_turn *turn, struct timeline *timeline)
{
    struct picture_mood mood;
    picture_mood_read(&turn->analysis, timeline->duration_ms, &mood);
    if (!picture_mood_apply(&mood, &timeline->music))
        return;
    TELL(turn, "The pictures are %s and %s.\n", "画面%s、%s。\n",
         turn->chinese ? (mood.valence > 0.2    ? "明亮"
                          : mood.valence < -0.2 ? "昏暗"
                                                : "明暗适中")
                       : (mood.valence > 0.2    ? "bright"
                          : mood.valence < -0.2 ? "dark"
                                                : "neither bright nor dark"),
         turn->chinese ? (mood.arousal > 0.2    ? "节奏快"
                          : mood.arousal < -0.2 ? "节奏慢"
                                                : "节奏适中")
                       : (mood.arousal > 0.2    ? "lively"
                          : mood.arousal < -0.2 ? "slow"
                                                : "of medium pace"));
}

static enum bgm_status music_make(struct chat_turn *turn, struct timeline *timeline, struct bgm_error *err)
{
    bool prompted = orders_music(turn), open = prompted && picture_mood_decides(timeline->music.prompt);
    if (!open)
        prepare_instruments(turn, timeline);
    enum bgm_status status = picture_read(turn, timeline, err);
    if (status != BGM_OK)
        return status;
    if (prompted)
        take_mood(turn, timeline);
    if (open)
        prepare_instruments(turn, timeline);
    struct json *arguments = json_new_object(), *result = json_new_object();
    json_set_text(arguments, "prompt", timeline->music.prompt);
    json_set_number(arguments, "duration", (double)timeline->music.length_ms / 1000);
    event_writer_call(turn->events, "compose_music", arguments);
    struct score score;
    status = music_plan_compose(timeline, &turn->analysis, &score, err);
    if (status != BGM_OK) {
        json_set_text(result, "error", err->message);
        event_writer_response(turn->events, "compose_music", result);
        return status;
    }
    const struct timeline_music *music = &timeline->music;
    json_set_text(result, "name", music->name);
    json_set_text(result, "style", music->style);
    json_set_number(result, "bpm", music->bpm);
    json_set_text(result, "key", music->key);
    struct buf instruments, form;
    buf_init(&instruments, 2048);
    buf_init(&form, 2048);
    score_describe(&score, &instruments, &form);
    json_set_text(result, "instruments", instruments.bytes);
    json_set_text(result, "form", form.bytes);
    event_writer_response(turn->events, "compose_music", result);
    TELL(turn, "Composed \"%s\": %s, %.0f bpm, %.1f s.\n", "已作曲“%s”：%s，%.0f bpm，%.1f 秒。\n", music->name,
         music->key, music->bpm, (double)music->length_ms / 1000);
    TELL(turn, "Instruments: %s. Form: %s.\n", "乐器：%s。曲式：%s。\n", instruments.bytes, form.bytes);
    buf_release(&instruments);
    buf_release(&form);
    score_release(&score);
    return BGM_OK;
}

/* Speech and cuts, where an edit's place hangs on them. */
static enum bgm_status scene_read(struct chat_turn *turn, const struct timeline *timeline, struct edit_scene *scene,
                                  struct bgm_error *err)
{
    bool needed = false;
    for (size_t i = 0; i < turn->reading.edits.count; i++)
        needed = needed || place_needs_scene(turn->reading.edits.edits[i].place.kind);
    enum bgm_status status = needed ? picture_read(turn, timeline, err) : BGM_OK;
    *scene = (struct edit_scene){turn->analysed, turn->analysis.speech, turn->analysis.speech_count,
                                 turn->analysis.cuts, turn->analysis.cut_count};
    return status;
}

/* The change of session_edit(): may run again on a fresher timeline. */
static enum bgm_status turn_change(void *context, struct timeline *timeline, struct bgm_error *err)
{
    struct chat_turn *turn = context;
    struct edit_scene scene;
    struct edit_context about = {turn->uploads, turn->upload_count, turn->chinese, &scene, agent_known_length};
    buf_clear(&turn->done);
    buf_clear(&turn->notes);
    buf_clear(&turn->earlier);
    timeline_print(timeline, &turn->earlier);
    enum bgm_status status =
        turn_history_load(&turn->history, turn->room->reader->database, turn->session, turn->earlier.bytes, err);
    if (status == BGM_OK)
        status = scene_read(turn, timeline, &scene, err);
    if (status != BGM_OK)
        return status;
    turn_edit(timeline, &turn->reading.edits, &about, &turn->outcome, &turn->done, &turn->notes);
    if (timeline->has_music && timeline->music.length_ms < MUSIC_LEAST_MS && turn->outcome.composed)
        return bgm_fail(err, BGM_INPUT, "the video is shorter than half a second: too short for music");
    if (turn->outcome.composed && timeline->has_music)
        status = music_make(turn, timeline, err);
    turn->timeline = *timeline;
    return status;
}

/* Nothing was understood: a failure event, so that nobody takes it for done. */
static void turn_help(struct chat_turn *turn)
{
    event_writer_failure(
        turn->events, bgm_status_name(BGM_NOT_UNDERSTOOD),
        turn->chinese
            ? "没有看懂要改什么，所以没有改动。可以说：“加一段轻松的低保真音乐”、“音乐小声一点”、“最后三秒淡出”。"
            : "I did not find an edit in that, so nothing was changed. Say for example: \"add calm lo-fi music\", "
              "\"make it jazzier and a bit louder\", \"fade out 3 s\". English and Chinese are understood whole.");
}

/* Something was understood, but not what would decide: asks, and does nothing. */
static void turn_ask(struct chat_turn *turn)
{
    const struct agent_reading *reading = &turn->reading;
    char prompt[700];
    const struct event_option options[] = {{"first", reading->choices[0]}, {"second", reading->choices[1]}};
    bool open = reading->choices[0][0] != '\0' && reading->choices[1][0] != '\0';
    if (open)
        snprintf(prompt, sizeof prompt,
                 turn->chinese ? "是要“%s”还是“%s”？" : "Nothing was changed yet. Which do you mean, \"%s\" or \"%s\"?",
                 reading->choices[0], reading->choices[1]);
    else if (turn->chinese)
        snprintf(prompt, sizeof prompt, "没有完全听懂“%s”，所以没有改动。请换一种说法，一次说一件事？",
                 reading->leftover[0] != '\0' ? reading->leftover : turn->message);
    else
        snprintf(prompt, sizeof prompt,
                 "I did not understand \"%s\" for certain, so nothing was changed. Could you say it in other words, "
                 "one wish at a time?",
                 reading->leftover[0] != '\0' ? reading->leftover : turn->message);
    text_cut_partial_character(prompt);
    event_writer_ask(turn->events, turn->chinese ? "没有完全听懂" : "Not quite understood",
                     &(const struct event_question){
                         .id = "say", .prompt = prompt, .options = open ? options : NULL, .option_count = open ? 2 : 0},
                     1);
}

static void turn_summary(struct chat_turn *turn)
{
    const struct timeline_music *music = &turn->timeline.music;
    if (turn->reading.guesses[0] != '\0')
        TELL(turn, "Took %s.\n", "把%s来理解。\n", turn->reading.guesses);
    event_writer_text(turn->events, turn->done.bytes);
    event_writer_text(turn->events, turn->notes.bytes);
    if (turn->reading.refuses_too) {
        struct buf refusal;
        buf_init(&refusal, REPLY_CEILING);
        agent_refusal(&turn->reading, turn->chinese, &refusal);
        event_writer_text(turn->events, refusal.bytes);
        buf_release(&refusal);
    }
    if (turn->reading.leftover[0] != '\0')
        TELL(turn, "\"%s\" was not understood and did not count.\n", "“%s”没有听懂，没有计入。\n",
             turn->reading.leftover);
    if (turn->outcome.composed && turn->timeline.has_music)
        TELL(turn, "The music is in the timeline: \"%s\", %.1f-%.1f s, %.0f%%.",
             "音乐已放入时间线：“%s”，%.1f-%.1f 秒，%.0f%%。", music->name, (double)music->start_ms / 1000,
             (double)(music->start_ms + music->length_ms) / 1000, music->volume * 100);
    else if (turn->done.length == 0 && turn->notes.length == 0)
        TELL(turn, "It is so already; nothing was changed.", "已经是这样了，没有改动。");
}

/* With the timeline goes its version, when the turn changed it. */
static enum bgm_status turn_remember(void *context, struct bgm_error *err)
{
    struct chat_turn *turn = context;
    struct buf draft, said;
    enum bgm_status status = BGM_OK;
    buf_init(&draft, DRAFT_CEILING);
    buf_init(&said, REPLY_CEILING);
    buf_appendf(&said, "%.300s\n%s", turn->message, turn->done.bytes);
    if (timeline_print(&turn->timeline, &draft) && !text_equal(draft.bytes, turn->earlier.bytes))
        status =
            turn_history_store(&turn->history, turn->earlier.bytes, draft.bytes, said.bytes, &turn->reading.edits, err);
    buf_release(&draft);
    buf_release(&said);
    return status;
}

/* The change of session_edit() that goes to another version; there may be none. */
static enum bgm_status step_change(void *context, struct timeline *timeline, struct bgm_error *err)
{
    struct chat_turn *turn = context;
    buf_clear(&turn->earlier);
    timeline_print(timeline, &turn->earlier);
    enum bgm_status status =
        turn_history_load(&turn->history, turn->room->reader->database, turn->session, turn->earlier.bytes, err);
    struct timeline before = *timeline;
    turn->stepped = status == BGM_OK && turn_history_step(&turn->history, &turn->reading.step, timeline);
    if (!turn->stepped)
        *timeline = before;
    /* Names and tempo are facts of the piece as it is then. */
    if (status == BGM_OK && turn->stepped && turn->reading.step.kind == STEP_UNDO_ONE && timeline->has_music &&
        timeline->music.upload[0] == '\0') {
        status = picture_read(turn, timeline, err);
        if (status == BGM_OK)
            status = music_plan_compose(timeline, &turn->analysis, NULL, err);
    }
    turn->timeline = *timeline;
    return status;
}

static void step_tell(struct chat_turn *turn)
{
    bool walks = turn->reading.step.kind == STEP_UNDO || turn->reading.step.kind == STEP_REDO;
    struct buf told;
    buf_init(&told, REPLY_CEILING);
    if (walks && turn->stepped)
        turn_history_tell(&turn->history, &turn->reading.step, turn->chinese, &told);
    event_writer_text(turn->events, told.bytes);
    buf_release(&told);
    switch (turn->reading.step.kind) {
    case STEP_UNDO:
        if (!turn->stepped)
            TELL(turn, "There is nothing to undo.", "没有可以撤销的修改。");
        break;
    case STEP_REDO:
        if (!turn->stepped)
            TELL(turn, "There is nothing to redo.", "没有可以重做的修改。");
        break;
    case STEP_UNDO_ONE:
        if (turn->stepped)
            TELL(turn, "That alone was undone.", "只撤销了这一项。");
        else
            TELL(turn, "There is no such change to undo; nothing was changed.", "没有找到这样的修改，没有改动。");
        break;
    default:
        if (turn->stepped)
            TELL(turn, "That version is back: \"%s\".", "已回到那个版本：“%s”。", turn->timeline.music.name);
        else
            TELL(turn, "There is no such version; nothing was changed. \"Which versions are there?\" lists them.",
                 "没有找到这样的版本，没有改动。问“有哪些版本？”可以列出。");
        break;
    }
}

static enum bgm_status edits_work(struct chat_turn *turn, struct bgm_error *err);

static enum bgm_status turn_step(struct chat_turn *turn, struct bgm_error *err)
{
    const struct session_edit step = {step_change, turn_remember, turn};
    enum bgm_status status = session_edit(turn->room->reader->database, turn->user, turn->session, &step, err);
    const struct agent_step *asked = &turn->reading.step;
    /* No version in that style, no other one, no music that was taken away: the wish makes one. */
    bool wants_music = asked->kind == STEP_UNDO_ONE && asked->about == EDIT_MUSIC_REMOVE;
    if (status == BGM_OK && !turn->stepped && (asked->kind == STEP_STYLE || asked->kind == STEP_OTHER || wants_music)) {
        struct edit *edit =
            edit_list_add(&turn->reading.edits, asked->kind == STEP_OTHER ? EDIT_MUSIC_ANOTHER : EDIT_MUSIC);
        snprintf(edit->text, sizeof edit->text, "%s", asked->text);
        return edits_work(turn, err);
    }
    if (status == BGM_OK)
        step_tell(turn);
    /* "Go back to the first one but louder" */
    if (status != BGM_OK || !turn->stepped || turn->reading.edits.count == 0)
        return status;
    event_writer_text(turn->events, "\n");
    return edits_work(turn, err);
}

/* The notes of the music that plays, and what there is to tell of them. */
static void notes_describe(struct chat_turn *turn, struct timeline *timeline, struct buf *instruments, struct buf *form)
{
    const struct upload_row *video = video_of(turn, timeline);
    struct bgm_error unread = BGM_ERROR_INIT;
    struct score score;
    if (!timeline->has_music || timeline->music.upload[0] != '\0' || video == NULL)
        return;
    if (upload_analysis(turn->room->reader, video, timeline->music.sync_cuts, timeline->voice_track,
                        stop_flag_or_signal, turn->room->stopping, &turn->analysis, &unread) != BGM_OK)
        return;
    if (music_plan_compose(timeline, &turn->analysis, &score, &unread) == BGM_OK)
        score_describe(&score, instruments, form);
    score_release(&score);
}

/* A question: from the timeline, and of composed music from its notes. */
static void turn_answer(struct chat_turn *turn, struct timeline *timeline)
{
    struct buf instruments, form, versions, answer;
    buf_init(&instruments, 2048);
    buf_init(&form, 2048);
    buf_init(&versions, REPLY_CEILING);
    buf_init(&answer, REPLY_CEILING);
    notes_describe(turn, timeline, &instruments, &form);
    turn_history_list(&turn->history, &versions);
    const struct answer_facts facts = {timeline, instruments.bytes, form.bytes, turn_history_said(&turn->history),
                                       versions.bytes};
    agent_answer(turn->reading.topic, &facts, turn->chinese, &answer);
    event_writer_text(turn->events, answer.bytes);
    buf_release(&instruments);
    buf_release(&form);
    buf_release(&versions);
    buf_release(&answer);
}

static enum bgm_status edits_work(struct chat_turn *turn, struct bgm_error *err)
{
    struct database *database = turn->room->reader->database;
    const struct session_edit edit = {turn_change, turn_remember, turn};
    enum bgm_status status = session_edit(database, turn->user, turn->session, &edit, err);
    if (status == BGM_OK)
        turn_summary(turn);
    return status;
}

/* What was said before, and what is there: the dialogue's memory. */
static enum bgm_status memory_read(struct chat_turn *turn, struct timeline *timeline, struct bgm_error *err)
{
    struct database *database = turn->room->reader->database;
    struct session_row row;
    enum bgm_status status = session_load(database, turn->user, turn->session, &row, err);
    if (status == BGM_OK)
        status = timeline_parse(row.draft, strlen(row.draft), timeline, err);
    if (status == BGM_OK) {
        buf_clear(&turn->earlier);
        timeline_print(timeline, &turn->earlier);
        status = turn_history_load(&turn->history, database, turn->session, turn->earlier.bytes, err);
    }
    if (status == BGM_OK) {
        turn->memory.has_music = timeline->has_music;
        turn->memory.titles = timeline->titles;
        turn->memory.title_count = timeline->title_count;
        turn->memory.undone = turn_history_undone(&turn->history);
        turn_history_last(&turn->history, &turn->memory.last);
    }
    session_row_release(&row);
    return status;
}

static void turn_refuse(struct chat_turn *turn)
{
    struct buf refusal;
    buf_init(&refusal, REPLY_CEILING);
    agent_refusal(&turn->reading, turn->chinese, &refusal);
    event_writer_text(turn->events, refusal.bytes);
    buf_release(&refusal);
}

enum bgm_status chat_turn_work(struct chat_turn *turn, struct bgm_error *err)
{
    struct timeline timeline;
    enum bgm_status status =
        upload_list(turn->room->reader->database, turn->session, &turn->uploads, &turn->upload_count, err);
    if (status == BGM_OK)
        status = memory_read(turn, &timeline, err);
    if (status != BGM_OK)
        return status;
    struct agent_reading *reading = &turn->reading;
    agent_read(turn->message, &turn->memory, reading);
    for (size_t i = 0; i < reading->edits.count; i++)
        trace(TRACE_ENGINE, "edit %s %g %lld \"%s\"", edit_kind_name(reading->edits.edits[i].kind),
              reading->edits.edits[i].number, (long long)reading->edits.edits[i].ms, reading->edits.edits[i].text);
    bool has_video = false;
    for (size_t i = 0; i < turn->upload_count; i++)
        has_video = has_video || turn->uploads[i].group == MEDIA_GROUP_VIDEO;
    if (!has_video && reading->verdict == AGENT_EDITS) {
        TELL(turn, "There is no video in this session yet; upload one first, then say that again.",
             "这个会话里还没有视频；请先上传视频，再说一遍。");
        return BGM_OK;
    }
    switch (reading->verdict) {
    case AGENT_EDITS:
        return edits_work(turn, err);
    case AGENT_HISTORY:
        return turn_step(turn, err);
    case AGENT_ANSWERS:
        turn_answer(turn, &timeline);
        break;
    case AGENT_ASKS:
        turn_ask(turn);
        break;
    case AGENT_REFUSES:
        turn_refuse(turn);
        break;
    case AGENT_AGREES:
        TELL(turn, "Good, it stays as it is.", "好的，保持不变。");
        break;
    case AGENT_EXPORTS:
        TELL(turn, "The timeline is ready; \"export\" alone writes the file.",
             "时间线已就绪；单独说“导出”就会写出文件。");
        break;
    case AGENT_UNKNOWN:
        turn_help(turn);
        break;
    }
    return BGM_OK;
}

void chat_turn_free(struct chat_turn *turn)
{
    upload_rows_free(turn->uploads, turn->upload_count);
    media_analysis_release(&turn->analysis);
    buf_release(&turn->done);
    buf_release(&turn->notes);
    buf_release(&turn->earlier);
    turn_history_release(&turn->history);
    free(turn->message);
    free(turn);
}

void chat_turn_close(struct chat_turn *turn, enum bgm_status status, const struct bgm_error *err)
{
    trace(TRACE_ENGINE, "turn in session %s: %s", turn->session, bgm_status_name(status));
    if (status != BGM_OK) {
        char text[1400];
        snprintf(text, sizeof text, "%s%s%s", err->message, err->hint[0] != '\0' ? "; " : "", err->hint);
        bool input = status == BGM_INPUT || status == BGM_UNSUPPORTED || status == BGM_TOO_LARGE;
        const char *code = input                  ? RENDER_CODE_INPUT_TEXT
                           : status == BGM_FAILED ? RENDER_CODE_MACHINE_TEXT
                                                  : bgm_status_name(status);
        event_writer_failure(turn->events, code, text);
    }
    event_writer_finish(turn->events);
    event_writer_release(turn->events);
}

struct chat_turn *chat_turn_new(const struct chat_room *room, int64_t user, const struct session_row *session,
                                const char *message, struct event_writer *events)
{
    struct chat_turn *turn = xcalloc(1, sizeof *turn);
    turn->room = room;
    turn->user = user;
    memcpy(turn->session, session->id, sizeof turn->session);
    turn->message = xstrdup(message);
    turn->events = events;
    turn->chinese = text_is_chinese(message) || text_starts_with(session->language, "zh");
    media_analysis_init(&turn->analysis);
    buf_init(&turn->done, REPLY_CEILING);
    buf_init(&turn->notes, REPLY_CEILING);
    buf_init(&turn->earlier, DRAFT_CEILING);
    return turn;
}
