/* A take: a prompt brought through agent, timeline, composer, synthesiser, mixer and encoder, as for a user. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/process.h"
#include "bgmusic/base/xalloc.h"
#include "agent.h"
#include "midi_write.h"
#include "music_plan.h"
#include "mixdown.h"
#include "soundfont.h"
#include "stems.h"
#include "fluid_synth.h"
#include "timeline_edit.h"
#include "music_check.h"
#include "support/temporary_folder.h"

static void demand(enum bgm_status status, const char *what, const struct bgm_error *err)
{
    if (status == BGM_OK)
        return;
    fprintf(stderr, "check_music: %s: %s\n", what, err->message);
    exit(2);
}

static void run(const char *const *words)
{
    struct bgm_error err = BGM_ERROR_INIT;
    struct buf said;
    int exit_code = -1;
    buf_init(&said, 1 << 16);
    demand(process_capture(words, 120000, &said, NULL, &exit_code, &err), words[0], &err);
    if (exit_code != 0) {
        fprintf(stderr, "check_music: %s ended with %d\n", words[0], exit_code);
        exit(2);
    }
    buf_release(&said);
}

void studio_open(struct studio *studio)
{
    struct bgm_error err = BGM_ERROR_INIT;
    memset(studio, 0, sizeof *studio);
    demand(temporary_folder_make(&studio->folder), "folder", &err);
    demand(soundfont_find(NULL, &studio->font, &err), "soundfont", &err);
}

void studio_close(struct studio *studio)
{
    for (size_t i = 0; i < studio->clip_count; i++)
        free(studio->clips[i].path);
    for (size_t i = 0; i < COUNT(studio->holders); i++)
        synth_free(studio->holders[i]);
    file_remove_folder(studio->folder, 2);
    free(studio->folder);
    free(studio->font);
}

/* A silent black clip of the length, made once. */
static const struct studio_clip *studio_clip(struct studio *studio, int64_t length_ms)
{
    struct bgm_error err = BGM_ERROR_INIT;
    for (size_t i = 0; i < studio->clip_count; i++)
        if (studio->clips[i].length_ms == length_ms)
            return &studio->clips[i];
    if (studio->clip_count == COUNT(studio->clips))
        exit(2);
    struct studio_clip *clip = &studio->clips[studio->clip_count++];
    char *name = xasprintf("clip-%lld.mp4", (long long)length_ms);
    char *source = xasprintf("color=s=64x64:r=20:d=%.3f", (double)length_ms / 1000);
    clip->length_ms = length_ms;
    clip->path = path_join(studio->folder, name);
    run((const char *const[]){"ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", source, "-c:v", "libx264",
                              "-preset", "ultrafast", clip->path, NULL});
    demand(media_probe(clip->path, &clip->info, &err), "probe", &err);
    free(source);
    free(name);
    return clip;
}

/* Instruments that were decoded once stay in FluidSynth's cache as long as a synth holds them. */
static void hold_instruments(struct studio *studio, const struct score *score)
{
    struct bgm_error err = BGM_ERROR_INIT;
    for (size_t i = 0; i < score->part_count; i++) {
        bool drums = score->parts[i].role == SCORE_DRUMS, known = false;
        int id = score->parts[i].program + (drums ? 1000 : 0);
        for (size_t k = 0; k < studio->held_count; k++)
            known = known || studio->held[k] == id;
        size_t holder = studio->held_count / 8;
        if (known || holder >= COUNT(studio->holders))
            continue;
        if (studio->holders[holder] == NULL && synth_new(studio->font, NULL, &studio->holders[holder], NULL) != BGM_OK)
            return;
        /* Drums have one channel a synth, so the second kit of a holder takes the place of the first. */
        int channel = drums ? 9 : (int)(studio->held_count % 8);
        demand(synth_program(studio->holders[holder], channel, score->parts[i].program, &err), "instrument", &err);
        studio->held[studio->held_count++] = id;
    }
}

/* What the chat turn does: the message into edits, the edits into the timeline. */
static void order(struct timeline *timeline, const char *prompt, int64_t length_ms, uint64_t seed)
{
    struct agent_memory *memory = xcalloc(1, sizeof *memory);
    struct agent_reading *reading = xcalloc(1, sizeof *reading);
    struct edit_context context = {.known_length = agent_known_length};
    struct edit_outcome outcome;
    struct buf done, notes;
    char *message = xasprintf("Add background music: %s.", prompt);
    timeline_init(timeline);
    timeline->has_video = true;
    timeline->duration_ms = length_ms;
    buf_init(&done, 1 << 16);
    buf_init(&notes, 1 << 16);
    agent_read(message, memory, reading);
    timeline_apply(timeline, &reading->edits, &context, &outcome, &done, &notes);
    timeline->music.seed = seed;
    buf_release(&done);
    buf_release(&notes);
    free(reading);
    free(memory);
    free(message);
}

static void mix_down(struct take *take, const struct studio *studio, const struct studio_clip *clip,
                     const struct timeline *timeline, const char *output)
{
    struct media_analysis analysis;
    struct mixdown_report report;
    struct bgm_error err = BGM_ERROR_INIT;
    media_analysis_init(&analysis);
    struct mixdown_request request = {
        .video_path = clip->path,
        .info = &clip->info,
        .analysis = &analysis,
        .output_path = output,
        .scratch_folder = studio->folder,
        .soundfont_path = studio->font,
        .score = &take->score,
        .music_end_ms = take->length_ms,
        .volume = timeline->music.volume,
        .duck = true,
        .keep_original = true,
        .loudness_lufs = timeline->loudness_lufs,
        .true_peak_dbtp = -1,
    };
    demand(mixdown_run(&request, &report, &err), take->name, &err);
    media_analysis_release(&analysis);
}

static void read_wav(const char *path, struct sound *sound)
{
    struct bgm_error err = BGM_ERROR_INIT;
    struct buf bytes;
    buf_init(&bytes, 512u << 20);
    demand(file_read(path, &bytes, &err), path, &err);
    size_t at = 12;
    while (at + 8 < bytes.length && memcmp(bytes.bytes + at, "data", 4) != 0) {
        uint32_t size;
        memcpy(&size, bytes.bytes + at + 4, 4);
        at += 8 + size;
    }
    at += 8;
    sound->frames = at < bytes.length ? (bytes.length - at) / 8 : 0;
    sound->stereo = xcalloc(sound->frames * 2 + 2, sizeof *sound->stereo);
    if (sound->frames > 0)
        memcpy(sound->stereo, bytes.bytes + at, sound->frames * 8);
    buf_release(&bytes);
}

/* The music bus without what has no pitch. */
static void render_tonal(struct take *take, const struct studio *studio)
{
    struct score tonal = take->score;
    struct bgm_error err = BGM_ERROR_INIT;
    tonal.part_count = 0;
    for (size_t i = 0; i < take->score.part_count; i++) {
        const struct score_part *part = &take->score.parts[i];
        bool noise = part->role == SCORE_DRUMS || (part->program >= 112 && part->program != 114);
        if (!noise)
            tonal.parts[tonal.part_count++] = *part;
    }
    struct spool spool = SPOOL_INIT;
    struct stems_request request = {
        .score = &tonal, .soundfont_path = studio->font, .frames = sound_frames_of_ms(take->length_ms)};
    if (tonal.part_count == 0)
        return;
    if (tonal.part_count == take->score.part_count) { /* the mix holds nothing else */
        take->tonal.frames = take->mix.frames;
        take->tonal.stereo = xcalloc(take->mix.frames * 2 + 2, sizeof *take->tonal.stereo);
        memcpy(take->tonal.stereo, take->mix.stereo, take->mix.frames * 8);
        return;
    }
    demand(spool_open(&spool, studio->folder, &err), "spool", &err);
    demand(stems_render(&request, &spool, &err), take->name, &err);
    take->tonal.frames = (size_t)request.frames;
    take->tonal.stereo = xcalloc(take->tonal.frames * 2 + 2, sizeof *take->tonal.stereo);
    demand(spool_read(&spool, 0, take->tonal.stereo, take->tonal.frames, &err), "spool", &err);
    spool_close(&spool);
}

static void read_bars(struct take *take)
{
    int32_t bar_ticks = take->score.bar_beats * SCORE_TICKS_PER_QUARTER;
    for (int bar = 0; bar < MOST_BARS; bar++) {
        int64_t from = score_ticks_to_us(&take->score, bar * bar_ticks);
        int64_t to = score_ticks_to_us(&take->score, (bar + 1) * bar_ticks);
        if (to > take->score.last_chord_ms * 1000 + 2000)
            break;
        figure_chroma(&take->tonal, (size_t)sound_frames_of_us(from), (size_t)sound_frames_of_us(to),
                      take->chroma[take->bars++]);
    }
}

static void ask_lengths(struct take *take, const char *path)
{
    static const char *const streams[] = {"v:0", "a:0"};
    double *places[] = {&take->video_s, &take->audio_s};
    for (int i = 0; i < 2; i++) {
        struct buf said;
        int exit_code;
        buf_init(&said, 4096);
        process_capture((const char *const[]){"ffprobe", "-v", "error", "-select_streams", streams[i], "-show_entries",
                                              "stream=duration", "-of", "default=nk=1:nw=1", path, NULL},
                        30000, &said, NULL, &exit_code, NULL);
        *places[i] = said.length > 0 ? strtod(said.bytes, NULL) : -1;
        buf_release(&said);
    }
}

/* Orders and composes twice; the timeline becomes the caller's to free. */
static struct take *compose(const char *prompt, int64_t length_ms, uint64_t seed, struct timeline **ordered)
{
    struct take *take = xcalloc(1, sizeof *take);
    struct timeline *timeline = xcalloc(1, sizeof *timeline), *again = xcalloc(1, sizeof *again);
    struct bgm_error err = BGM_ERROR_INIT;
    take->seed = seed;
    take->length_ms = length_ms;
    snprintf(take->name, sizeof take->name, "%s, %lld s, seed %llu", prompt, (long long)length_ms / 1000,
             (unsigned long long)seed);
    order(timeline, prompt, length_ms, seed);
    *again = *timeline;
    struct score second;
    buf_init(&take->midi, 8u << 20);
    buf_init(&take->midi_again, 8u << 20);
    demand(music_plan_compose(timeline, NULL, &take->score, &err), take->name, &err);
    demand(music_plan_compose(again, NULL, &second, &err), take->name, &err);
    midi_write(&take->score, &take->midi);
    midi_write(&second, &take->midi_again);
    score_release(&second);
    free(again);
    *ordered = timeline;
    return take;
}

struct take *take_compose(const char *prompt, int64_t length_ms, uint64_t seed)
{
    struct timeline *timeline;
    struct take *take = compose(prompt, length_ms, seed, &timeline);
    free(timeline);
    return take;
}

struct take *take_new(struct studio *studio, const char *prompt, int64_t length_ms, uint64_t seed)
{
    struct timeline *timeline;
    struct take *take = compose(prompt, length_ms, seed, &timeline);
    const struct studio_clip *clip = studio_clip(studio, length_ms);
    hold_instruments(studio, &take->score);
    char *output = path_join(studio->folder, "take.mp4");
    take->wav = path_join(studio->folder, "take.wav");
    remove(output);
    remove(take->wav);
    mix_down(take, studio, clip, timeline, output);
    ask_lengths(take, output);
    run((const char *const[]){"ffmpeg", "-nostdin", "-v", "error", "-i", output, "-map", "0:a:0", "-c:a", "pcm_f32le",
                              "-ar", "48000", "-ac", "2", take->wav, NULL});
    read_wav(take->wav, &take->mix);
    render_tonal(take, studio);
    read_bars(take);
    free(output);
    free(timeline);
    return take;
}

void take_free(struct take *take)
{
    if (take == NULL)
        return;
    score_release(&take->score);
    buf_release(&take->midi);
    buf_release(&take->midi_again);
    free(take->mix.stereo);
    free(take->tonal.stereo);
    free(take->wav);
    free(take);
}
