/* Chooses what goes along with picture and sound. */
#include "encode_streams.h"

#include <stdio.h>
#include <string.h>

#include "bgmusic/base/text.h"
#include "media_decode.h"
#include "media_note.h"

/* The choice as it grows: how many streams of each kind the output has so far. */
struct choice {
    struct other_streams *others;
    const struct media_encode_request *request;
    const struct media_container *container;
    struct buf *notes;
    int sounds, pictures, subtitles, data;
};

static bool is_one_of(const char *name, const char *const names[])
{
    for (; *names != NULL; names++) {
        if (text_equal(name, *names))
            return true;
    }
    return false;
}

/* Tried with ffmpeg 5.1 and real files of each. MP3 of less than 16 kHz is not standard in MP4. */
static bool sound_fits(const struct media_container *container, const struct media_stream *stream)
{
    static const char *const mp4[] = {"aac", "mp3", "ac3", "eac3", "opus", "alac", NULL};
    static const char *const mov[] = {"aac",       "mp3",       "ac3",       "eac3",      "alac",
                                      "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be", NULL};
    static const char *const webm[] = {"opus", "vorbis", NULL};
    switch (container->kind) {
    case CONTAINER_MKV:
        return true;
    case CONTAINER_WEBM:
        return is_one_of(stream->codec, webm);
    case CONTAINER_MOV:
        return is_one_of(stream->codec, mov) && (!text_equal(stream->codec, "mp3") || stream->sample_rate >= 16000);
    default:
        return is_one_of(stream->codec, mp4) && (!text_equal(stream->codec, "mp3") || stream->sample_rate >= 16000);
    }
}

/* "the sound track 2 (eng, apac)" for sentences. */
static const char *stream_name(const struct media_stream *stream, const char *what, char *place, size_t size)
{
    const char *codec = stream->codec[0] != '\0' ? stream->codec : stream->tag[0] != '\0' ? stream->tag : "unknown";
    if (text_equal(codec, "bin_data") && stream->tag[0] != '\0')
        codec = stream->tag;
    snprintf(place, size, "%s %d (%s%s%s%s%s%s)", what, stream->index, codec, stream->language[0] != '\0' ? ", " : "",
             stream->language, stream->handler[0] != '\0' ? ", \"" : "", stream->handler,
             stream->handler[0] != '\0' ? "\"" : "");
    text_cut_partial_character(place);
    return place;
}

static void map(struct choice *choice, const struct media_stream *stream)
{
    argument_add(&choice->others->maps, "-map");
    argument_add(&choice->others->maps, "0:%d", stream->index);
}

void track_name_keep(struct argument_list *arguments, const struct media_stream *stream,
                     const struct media_container *container, char kind, int number)
{
    bool boxes = container->kind == CONTAINER_MP4 || container->kind == CONTAINER_MOV;
    if (boxes && (stream->title[0] != '\0' || stream->handler[0] != '\0')) {
        argument_add(arguments, "-metadata:s:%c:%d", kind, number);
        argument_add(arguments, "handler_name=%s", stream->title[0] != '\0' ? stream->title : stream->handler);
    } else if (!boxes && stream->title[0] == '\0' && stream->handler[0] != '\0') {
        argument_add(arguments, "-metadata:s:%c:%d", kind, number);
        argument_add(arguments, "title=%s", stream->handler);
    }
}

static void choose_sound(struct choice *choice, const struct media_stream *stream)
{
    struct argument_list *codecs = &choice->others->codecs;
    char name[160];
    stream_name(stream, "sound track", name, sizeof name);
    if (!choice->request->keep_other_tracks) {
        note_add(choice->notes, "The %s was left out with the original sound.", name);
        return;
    }
    if (!stream->is_decodable) {
        note_add(choice->notes, "The %s was left out: this ffmpeg cannot read it.", name);
        return;
    }
    map(choice, stream);
    int number = choice->sounds++;
    argument_add(codecs, "-c:a:%d", number);
    if (sound_fits(choice->container, stream)) {
        argument_add(codecs, "copy");
    } else {
        argument_add(codecs, choice->container->kind == CONTAINER_WEBM ? "libopus" : "aac");
        if (stream->channels > 2) {
            argument_add(codecs, "-filter:a:%d", number);
            argument_take(codecs, media_stereo_filter(stream->channels));
            argument_add(codecs, "-ac:a:%d", number);
            argument_add(codecs, "2");
            note_add(choice->notes, "The %s was mixed down to stereo: %s cannot hold it as it is.", name,
                     choice->container->name);
        }
    }
    track_name_keep(codecs, stream, choice->container, 'a', number);
    /* Ours is the default now; "dub", "comment" and the like stay. */
    argument_add(codecs, "-disposition:a:%d", number);
    argument_add(codecs, "-default");
}

static void choose_subtitle(struct choice *choice, const struct media_stream *stream)
{
    static const char *const texts[] = {"subrip", "srt", "ass", "ssa", "webvtt", "mov_text", "text", NULL};
    struct argument_list *codecs = &choice->others->codecs;
    enum media_container_kind kind = choice->container->kind;
    bool text = is_one_of(stream->codec, texts);
    char name[160];
    stream_name(stream, "subtitle track", name, sizeof name);
    if (stream->codec[0] == '\0' || (!text && kind != CONTAINER_MKV)) {
        note_add(choice->notes, "The %s was left out: %s cannot hold %s.", name, choice->container->name,
                 text_starts_with(stream->codec, "eia_") || stream->codec[0] == '\0' ? "its kind"
                                                                                     : "subtitles that are pictures");
        return;
    }
    map(choice, stream);
    int number = choice->subtitles++;
    argument_add(codecs, "-c:s:%d", number);
    if (kind == CONTAINER_MKV)
        argument_add(codecs,
                     text_equal(stream->codec, "mov_text") || text_equal(stream->codec, "text") ? "srt" : "copy");
    else
        argument_add(codecs, kind == CONTAINER_WEBM ? "webvtt" : "mov_text");
    track_name_keep(codecs, stream, choice->container, 's', number);
    if (kind != CONTAINER_MKV && (text_equal(stream->codec, "ass") || text_equal(stream->codec, "ssa")))
        note_add(choice->notes, "The %s lost its fonts and places: %s holds its text alone.", name,
                 choice->container->name);
}

static void choose_cover(struct choice *choice, const struct media_stream *stream)
{
    static const char *const codecs[] = {"mjpeg", "png", "bmp", NULL};
    struct argument_list *words = &choice->others->codecs;
    bool holds = choice->container->kind == CONTAINER_MP4 || choice->container->kind == CONTAINER_MOV;
    if (choice->others->has_cover || !holds || !is_one_of(stream->codec, codecs)) {
        char name[160];
        note_add(choice->notes, "The %s was left out.", stream_name(stream, "cover picture", name, sizeof name));
        return;
    }
    map(choice, stream);
    int number = choice->pictures++;
    choice->others->has_cover = true;
    argument_add(words, "-c:v:%d", number);
    argument_add(words, "copy");
    argument_add(words, "-disposition:v:%d", number);
    argument_add(words, "attached_pic");
}

static void name_picture(struct choice *choice, const struct media_stream *stream)
{
    char name[160];
    note_add(choice->notes, "The %s of %d x %d was left out: the result holds one picture.",
             stream_name(stream, stream->kind == MEDIA_PREVIEW ? "preview" : "picture track", name, sizeof name),
             stream->width, stream->height);
}

static void choose_data(struct choice *choice, const struct media_stream *stream)
{
    const struct media_info *info = choice->request->info;
    enum media_container_kind kind = choice->container->kind;
    char name[160];
    /* QuickTime keeps the names of chapters in a track of text; the muxer makes it anew. So it does with the timecode,
     * from its tag. */
    if (info->has_chapters && text_equal(stream->codec, "bin_data") && text_equal(stream->tag, "text"))
        return;
    if (text_equal(stream->tag, "tmcd") && info->has_timecode)
        return;
    /* GoPro's telemetry has a name of its own in MP4. */
    if (text_equal(stream->tag, "gpmd") && (kind == CONTAINER_MP4 || kind == CONTAINER_MOV)) {
        map(choice, stream);
        argument_add(&choice->others->codecs, "-c:d:%d", choice->data);
        argument_add(&choice->others->codecs, "copy");
        argument_add(&choice->others->codecs, "-tag:d:%d", choice->data++);
        argument_add(&choice->others->codecs, "gpmd");
        return;
    }
    note_add(choice->notes, "The %s was left out: ffmpeg cannot write it into %s.",
             stream_name(stream, "data track", name, sizeof name), choice->container->name);
}

void other_streams_choose(struct other_streams *others, const struct media_encode_request *request,
                          const struct media_container *container, struct buf *notes)
{
    const struct media_info *info = request->info;
    struct choice choice = {
        .others = others, .request = request, .container = container, .notes = notes, .sounds = 1, .pictures = 1};
    memset(others, 0, sizeof *others);
    for (size_t i = 0; i < info->stream_count; i++) {
        const struct media_stream *stream = &info->streams[i];
        if ((int)i == info->video_stream || (int)i == info->audio_stream)
            continue;
        switch (stream->kind) {
        case MEDIA_AUDIO:
            choose_sound(&choice, stream);
            break;
        case MEDIA_SUBTITLE:
            choose_subtitle(&choice, stream);
            break;
        case MEDIA_COVER:
            choose_cover(&choice, stream);
            break;
        case MEDIA_VIDEO:
        case MEDIA_PREVIEW:
            name_picture(&choice, stream);
            break;
        case MEDIA_DATA:
            choose_data(&choice, stream);
            break;
        }
    }
    if (info->more_streams > 0)
        note_add(notes, "%zu more tracks were left out: at most %d are looked at.", info->more_streams,
                 MEDIA_MOST_STREAMS);
}

void other_streams_release(struct other_streams *others)
{
    argument_list_release(&others->maps);
    argument_list_release(&others->codecs);
}
