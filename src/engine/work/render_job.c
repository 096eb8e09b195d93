/* One render from the claimed row to the file. */
#include "render_job.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/clock.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/random.h"
#include "bgmusic/base/trace.h"
#include "bgmusic/base/xalloc.h"
#include "midi_write.h"
#include "music_plan.h"
#include "loudness.h"
#include "media_sound_file.h"
#include "mixdown.h"
#include "probe_cache.h"
#include "render_queue.h"
#include "render_parts.h"
#include "sound_cache.h"
#include "stop_flag.h"
#include "upload_analysis.h"

enum { PROGRESS_PAUSE_MS = 200, PROGRESS_BEFORE_MIX = 10, MIDI_CEILING = 64 << 20 };

/* Peaks: -1 dBTP is what EBU R 128 and the platforms ask for; the programmes that are mixed as soft as ATSC A/85 has it
 * (-24 LKFS, 2 LU of tolerance) may have -2 at most. Between -23 (EBU R 128) and -24 runs the line. */
#define BROADCAST_LUFS      (-23.5)
#define BROADCAST_PEAK_DBTP (-2.0)
#define ONLINE_PEAK_DBTP    (-1.0)

struct render_job {
    const struct render_room *room;
    const struct render_row *row;
    struct timeline timeline;
    struct upload_row video, track;
    struct media_info info;
    struct media_analysis analysis;
    struct spool sound; /* of the video, when it is decoded already */
    struct score score;
    bool has_score;
    char *folder; /* scratch, "<engine id>.<random>.tmp" */
    char *output; /* in the scratch folder until it is whole */
    char *parts;  /* likewise: the folder of stems and MIDI */
    int64_t stored_ms;
    int progress;
    char notes[4800];     /* for the user: the damage first, why the picture was encoded, what was dropped */
    double loudness_lufs; /* of the result */
    bool damaged;         /* the input is */
    bool cancelled;       /* by somebody, not by the engine's end */
};

/* Stores the progress, not too often, and looks whether somebody cancelled. */
static bool job_progress(void *context, double share)
{
    struct render_job *job = context;
    int64_t now_ms = clock_real_ms();
    if (stop_flag_or_signal(job->room->stopping) || job->cancelled)
        return true;
    int progress = PROGRESS_BEFORE_MIX + (int)(share * (99 - PROGRESS_BEFORE_MIX));
    progress = progress > 99 ? 99 : progress;
    if (now_ms - job->stored_ms < PROGRESS_PAUSE_MS)
        return false;
    job->stored_ms = now_ms;
    job->progress = progress > job->progress ? progress : job->progress;
    render_progress(job->room->reader->database, job->row->id, job->progress, &job->cancelled, NULL);
    render_queue_notify(job->room->queue);
    return job->cancelled;
}

static bool job_is_cancelled(void *context)
{
    struct render_job *job = context;
    return job_progress(job, 0);
}

static enum bgm_status job_prepare(struct render_job *job, struct bgm_error *err)
{
    const struct upload_reader *reader = job->room->reader;
    struct timeline *timeline = &job->timeline;
    enum bgm_status status = timeline_parse(job->row->draft, strlen(job->row->draft), timeline, err);
    if (status == BGM_OK)
        status = upload_load(reader->database, job->row->session, timeline->video_upload, &job->video, err);
    if (status == BGM_OK)
        status = upload_check_file(&job->video, err);
    if (status == BGM_OK)
        status = probe_cached(reader->probes, job->video.path, &job->info, err);
    if (status == BGM_OK)
        status = media_choose_sound(&job->info, timeline->voice_track, err);
    if (status == BGM_OK)
        status = upload_analysis(reader, &job->video, timeline->has_music && timeline->music.sync_cuts,
                                 timeline->voice_track, job_is_cancelled, job, &job->analysis, err);
    if (status == BGM_OK && timeline->voice_track == 0)
        sound_cache_get(reader->sounds, job->video.path, &job->sound);
    if (status != BGM_OK || !timeline->has_music)
        return status;
    if (timeline->music.upload[0] != '\0') {
        status = upload_load(reader->database, job->row->session, timeline->music.upload, &job->track, err);
        return status == BGM_OK ? upload_check_file(&job->track, err) : status;
    }
    status = music_plan_compose(timeline, &job->analysis, &job->score, err);
    job->has_score = status == BGM_OK;
    return status;
}

/* Where the original sound is silent nobody is heard to speak, and the music has nothing to give way to. */
static void speech_mute(const struct timeline *timeline, struct media_analysis *analysis)
{
    for (size_t i = 0; i < timeline->original_spans_count; i++) {
        const struct timeline_span *hole = &timeline->original_spans[i];
        if (hole->factor != 0)
            continue;
        struct music_span *heard = xcalloc(analysis->speech_count + 2, sizeof *heard);
        size_t count = 0, wanted = analysis->speech_count + 1; /* one hole parts one span at most */
        for (size_t k = 0; k < analysis->speech_count; k++) {
            struct music_span before = analysis->speech[k], behind = before;
            before.end_ms = before.end_ms < hole->start_ms ? before.end_ms : hole->start_ms;
            behind.start_ms = behind.start_ms > hole->end_ms ? behind.start_ms : hole->end_ms;
            if (before.end_ms > before.start_ms && count < wanted)
                heard[count++] = before;
            if (behind.end_ms > behind.start_ms && count < wanted)
                heard[count++] = behind;
        }
        free(analysis->speech);
        analysis->speech = heard;
        analysis->speech_count = count;
    }
}

static enum bgm_status job_mix(struct render_job *job, struct bgm_error *err)
{
    const struct timeline *timeline = &job->timeline;
    const struct timeline_music *music = &timeline->music;
    struct mixdown_report report = {0};
    speech_mute(timeline, &job->analysis);
    struct mixdown_request request = {
        .video_path = job->video.path,
        .info = &job->info,
        .analysis = &job->analysis,
        .original = job->sound.fd >= 0 ? &job->sound : NULL,
        .output_path = job->output,
        .scratch_folder = job->folder,
        .soundfont_path = job->room->soundfont,
        .score = job->has_score ? &job->score : NULL,
        .music_path = job->track.path,
        .track_start_ms = music->track_start_ms,
        .music_start_ms = music->start_ms,
        .music_end_ms = music->start_ms + music->length_ms,
        .volume = music->volume,
        .fade_in_ms = music->fade_in_ms,
        .fade_out_ms = music->fade_out_ms,
        .duck = music->duck,
        .duck_lu = music->duck_lu,
        .keep_original = timeline->keep_original && timeline->original_volume > 0,
        .original_volume = timeline->original_volume,
        .keep_loudness = timeline->keep_loudness,
        .loudness_lufs = timeline->loudness_lufs,
        .true_peak_dbtp = timeline->loudness_lufs < BROADCAST_LUFS ? BROADCAST_PEAK_DBTP : ONLINE_PEAK_DBTP,
        .title_count = timeline->title_count,
        .stems_folder = (job->row->wanted & RENDER_STEMS) != 0 ? job->parts : NULL,
        .sound_only = (job->row->wanted & RENDER_SOUND) != 0,
        .copy_picture = (job->row->wanted & RENDER_COPY_PICTURE) != 0,
        .compatible = (job->row->wanted & RENDER_COMPATIBLE) != 0,
        .strict = (job->row->wanted & RENDER_STRICT) != 0,
        .in_batch = job->room->in_batch,
        .progress = job_progress,
        .context = job,
    };
    for (size_t i = 0; i < music->spans_count && i < MIX_MOST_LEVELS; i++)
        request.levels[request.level_count++] =
            (struct mix_level){music->spans[i].start_ms, music->spans[i].end_ms, music->spans[i].factor};
    for (size_t i = 0; i < timeline->original_spans_count && i < MIX_MOST_LEVELS; i++)
        request.original_levels[request.original_level_count++] =
            (struct mix_level){timeline->original_spans[i].start_ms, timeline->original_spans[i].end_ms,
                               timeline->original_spans[i].factor};
    for (size_t i = 0; i < timeline->title_count; i++) {
        const struct timeline_title *title = &timeline->titles[i];
        request.titles[i] = (struct picture_title){title->text, title->start_ms, title->start_ms + title->length_ms};
    }
    enum bgm_status status = mixdown_run(&request, &report, err);
    job->loudness_lufs = report.loudness_lufs;
    job->damaged = report.damage[0] != '\0';
    trace(TRACE_ENGINE, "mixdown %s: %s, %.1f LUFS, %.1f dBTP, picture %s %s", job->row->id, bgm_status_name(status),
          report.loudness_lufs, report.true_peak_dbtp, report.picture_copied ? "copied" : "encoded:", report.reason);
    snprintf(job->notes, sizeof job->notes, "%s%s%s%s%s%s%s", report.damage,
             job->damaged && (report.reason[0] != '\0' || report.notes[0] != '\0') ? "\n" : "",
             report.reason[0] != '\0' ? "The picture was encoded again: " : "", report.reason,
             report.reason[0] != '\0' ? "." : "", report.reason[0] != '\0' && report.notes[0] != '\0' ? "\n" : "",
             report.notes);
    return status;
}

/* Onto the disk: a row that says "completed" must not outlive a power cut without its file. */
static bool file_settle(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool good = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0)
        close(fd);
    return good;
}

/* The files of a folder, and then their names. */
static bool folder_settle(const char *folder_path)
{
    DIR *folder = opendir(folder_path);
    struct dirent *entry;
    bool good = folder != NULL;
    while (good && (entry = readdir(folder)) != NULL) {
        char *path = path_join(folder_path, entry->d_name);
        good = entry->d_name[0] == '.' || file_settle(path);
        free(path);
    }
    if (folder != NULL)
        closedir(folder);
    return good && file_settle(folder_path);
}

/* The folder of the parts goes to its place ahead of the row's completion. */
static enum bgm_status job_parts(struct render_job *job, struct bgm_error *err)
{
    enum bgm_status status = BGM_OK;
    if ((job->row->wanted & (RENDER_STEMS | RENDER_MIDI)) == 0)
        return BGM_OK;
    if ((job->row->wanted & RENDER_MIDI) != 0 && job->has_score) {
        struct buf midi;
        char *path = path_join(job->parts, "music.mid");
        buf_init(&midi, MIDI_CEILING);
        if (midi_write(&job->score, &midi))
            status = file_write(path, 0600, midi.bytes, midi.length, err);
        else
            status = bgm_fail(err, BGM_TOO_LARGE, "the MIDI file would have more than %d bytes", MIDI_CEILING);
        buf_release(&midi);
        free(path);
    }
    char *final = render_parts_folder(job->room->renders_folder, job->row);
    /* What an engine left that died right here goes first. */
    if (status == BGM_OK)
        file_remove_folder(final, 0);
    if (status == BGM_OK && (!folder_settle(job->parts) || !file_publish(job->parts, final, true)))
        status = bgm_fail(err, BGM_OUTPUT, "cannot put the stems to \"%s\": %s", final, strerror(errno));
    free(final);
    return status;
}

/* The music as what it was asked for. */
static enum bgm_status job_convert(struct render_job *job, struct bgm_error *err)
{
    const char *dot = strrchr(job->row->file, '.');
    if ((job->row->wanted & RENDER_SOUND) == 0 || dot == NULL || strcmp(dot, ".wav") == 0)
        return BGM_OK;
    char *name = xasprintf("out%s", dot), *made = path_join(job->folder, name);
    enum bgm_status status = media_sound_file_make(job->output, made, job->info.duration_us / 1000, err);
    free(name);
    free(job->output);
    job->output = made;
    return status;
}

static enum bgm_status job_work(struct render_job *job, struct bgm_error *err)
{
    char random[17];
    random_hex(random, 16);
    job->folder = xasprintf("%s/%s.%s.tmp", job->room->renders_folder, job->room->owner, random);
    /* The ending names the kind; music is made as WAV first. */
    const char *dot = strrchr(job->row->file, '.');
    char *name = xasprintf("out%s", (job->row->wanted & RENDER_SOUND) != 0 || dot == NULL ? ".wav" : dot);
    job->output = path_join(job->folder, name);
    free(name);
    job->parts = path_join(job->folder, "parts");
    enum bgm_status status = file_make_folders(job->parts, 0700, err);
    if (status == BGM_OK)
        status = job_prepare(job, err);
    if (status == BGM_OK)
        status = job_mix(job, err);
    if (status == BGM_OK)
        status = job_convert(job, err);
    if (status == BGM_OK)
        status = job_parts(job, err);
    if (status != BGM_OK)
        return status;
    char *final = path_join(job->room->renders_folder, job->row->file);
    int64_t size = file_size(job->output);
    /* First the bytes, then the name, then the row that promises them. */
    if (size <= 0 || !file_settle(job->output) || !file_publish(job->output, final, true) ||
        !file_settle(job->room->renders_folder))
        status = bgm_fail(err, BGM_OUTPUT, "cannot put the finished video to \"%s\": %s", final, strerror(errno));
    else
        status = render_complete(job->room->reader->database, job->row->id,
                                 &(struct render_outcome){.size_bytes = size,
                                                          .duration_ms = job->info.duration_us / 1000,
                                                          .notes = job->notes,
                                                          .has_loudness = job->loudness_lufs > LOUDNESS_SILENCE_LUFS,
                                                          .loudness_lufs = job->loudness_lufs,
                                                          .damaged = job->damaged},
                                 err);
    free(final);
    return status;
}

void render_job_run(const struct render_room *room, const struct render_row *row)
{
    struct bgm_error err = BGM_ERROR_INIT;
    struct render_job *job = xcalloc(1, sizeof *job);
    int64_t begun_ms = clock_real_ms();
    job->room = room;
    job->row = row;
    media_analysis_init(&job->analysis);
    score_init(&job->score);
    job->sound = (struct spool)SPOOL_INIT;
    enum bgm_status status = job_work(job, &err);
    bool stopping = stop_flag_or_signal(room->stopping);
    if (status != BGM_OK && job->cancelled)
        render_fail(room->reader->database, row->id, "cancelled", 0, NULL);
    else if (status != BGM_OK && !stopping) {
        char reason[1400];
        snprintf(reason, sizeof reason, "%s%s%s", err.message, err.hint[0] != '\0' ? "; " : "", err.hint);
        bool input = status == BGM_INPUT || status == BGM_UNSUPPORTED || status == BGM_TOO_LARGE;
        int code = input                                     ? RENDER_CODE_INPUT
                   : status == BGM_OUTPUT                    ? RENDER_CODE_OUTPUT
                   : err.service_code == RENDER_CODE_MACHINE ? RENDER_CODE_MACHINE
                                                             : 0;
        render_fail(room->reader->database, row->id, reason, code, NULL);
    }
    /* With the engine stopping, the row stays as it is and engine_stop() makes it pending. */
    trace(TRACE_ENGINE, "render %s: %s after %lld ms", row->id, bgm_status_name(status),
          (long long)(clock_real_ms() - begun_ms));
    if (job->folder != NULL)
        file_remove_folder(job->folder, 2);
    score_release(&job->score);
    spool_close(&job->sound);
    media_analysis_release(&job->analysis);
    upload_row_release(&job->video);
    upload_row_release(&job->track);
    free(job->folder);
    free(job->output);
    free(job->parts);
    free(job);
}
