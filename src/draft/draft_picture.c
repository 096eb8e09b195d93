/* The timeline as a picture for a terminal. */
#include "bgmusic/draft/draft_picture.h"

#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "bgmusic/draft/draft.h"
#include "bgmusic/draft/draft_scene.h"
#include "bgmusic/draft/draft_words.h"

enum { NAME_CEILING = 64 * 1024, LABEL_LEAST = 14, MARK_COLUMNS = 11, BLOCK_COUNT = 8 };

struct canvas {
    const struct draft_scene *scene;
    const struct picture_look *look;
    struct buf *out;
    size_t label_columns, bar_columns;
    int64_t end_ms;
};

/* Safe, on one line, in the look's letters. */
static void append_plain(struct buf *out, const char *text, bool ascii)
{
    struct buf shown;
    buf_init(&shown, NAME_CEILING);
    text_append_shown(&shown, text, strnlen(text, NAME_CEILING / 4));
    for (size_t at = 0; at < shown.length;) {
        uint32_t character;
        size_t used = text_decode_utf8(shown.bytes + at, shown.length - at, &character);
        used = used > 0 ? used : 1;
        if (shown.bytes[at] == '\n' || shown.bytes[at] == '\t')
            buf_append_char(out, ' ');
        else if (ascii && used > 1)
            buf_append_char(out, '?');
        else
            buf_append(out, shown.bytes + at, used);
        at += used;
    }
    buf_release(&shown);
}

/* The beginning of a text in exactly `columns`, cut with an ellipsis or filled up with spaces. */
static void append_fitted(struct buf *out, const char *text, size_t columns, bool ascii)
{
    size_t length = strlen(text), used = 0, keep = 0;
    bool is_cut = text_columns(text, length) > columns;
    size_t room = is_cut && columns > 0 ? columns - 1 : columns;
    while (keep < length) {
        uint32_t character;
        size_t size = text_decode_utf8(text + keep, length - keep, &character);
        size = size > 0 ? size : 1;
        size_t wide = text_columns(text + keep, size);
        if (used + wide > room)
            break;
        used += wide;
        keep += size;
    }
    buf_append(out, text, keep);
    if (is_cut && columns > 0) {
        buf_append_text(out, ascii ? "~" : "…");
        used++;
    }
    for (; used < columns; used++)
        buf_append_char(out, ' ');
}

/* Spaces at the end of a line are nothing to see, and in the way when it is copied. */
static void end_line(struct buf *out)
{
    while (out->length > 0 && out->bytes[out->length - 1] == ' ')
        out->bytes[--out->length] = '\0';
    buf_append_char(out, '\n');
}

static int64_t time_of(const struct canvas *canvas, size_t column)
{
    return (int64_t)(((double)column + 0.5) * (double)canvas->end_ms / (double)canvas->bar_columns);
}

static size_t column_of(const struct canvas *canvas, int64_t ms)
{
    return (size_t)((double)ms * (double)canvas->bar_columns / (double)canvas->end_ms);
}

static void draw_axis(const struct canvas *canvas)
{
    int64_t step_ms = picture_step_ms(canvas->end_ms, (int)(canvas->bar_columns / MARK_COLUMNS) + 1);
    struct buf labels, marks;
    buf_init(&labels, NAME_CEILING);
    buf_init(&marks, NAME_CEILING);
    for (int64_t ms = 0; ms <= canvas->end_ms; ms += step_ms) {
        size_t column = column_of(canvas, ms);
        if (column >= canvas->bar_columns)
            break;
        struct buf label;
        buf_init(&label, 64);
        picture_append_time(&label, ms, step_ms);
        /* A label that would stand over the edge is left out, its mark stays. */
        while (marks.length < column)
            buf_append_char(&marks, ' ');
        buf_append_char(&marks, '|');
        if (column + label.length <= canvas->bar_columns) {
            while (labels.length < column)
                buf_append_char(&labels, ' ');
            buf_append_text(&labels, label.bytes);
        }
        buf_release(&label);
    }
    const struct buf *lines[] = {&labels, &marks};
    for (size_t i = 0; i < 2; i++) {
        buf_appendf(canvas->out, "%*s ", (int)canvas->label_columns, "");
        buf_append_text(canvas->out, lines[i]->bytes);
        end_line(canvas->out);
    }
    buf_release(&labels);
    buf_release(&marks);
}

static const char *color_of(int type)
{
    return type == DRAFT_VIDEO   ? "\033[34m"
           : type == DRAFT_AUDIO ? "\033[32m"
           : type == DRAFT_TEXT  ? "\033[33m"
                                 : "\033[35m";
}

static const char *block_of(const struct canvas *canvas, int type, double energy)
{
    static const char *const blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char *const signs[] = {".", "_", ":", "-", "=", "+", "*", "#"};
    if (type == DRAFT_AUDIO && energy >= 0) {
        int level = (int)(energy * BLOCK_COUNT);
        level = level < 0 ? 0 : level >= BLOCK_COUNT ? BLOCK_COUNT - 1 : level;
        return canvas->look->ascii ? signs[level] : blocks[level];
    }
    if (canvas->look->ascii)
        return type == DRAFT_VIDEO ? "#" : "=";
    return type == DRAFT_VIDEO ? "█" : type == DRAFT_AUDIO ? "▅" : "▬";
}

static const struct draft_segment *segment_at(const struct draft_track *track, int64_t ms)
{
    for (size_t s = 0; s < track->segment_count; s++) {
        const struct draft_segment *segment = &track->segments[s];
        if (segment->start_ms >= 0 && segment->duration_ms >= 0 && ms >= segment->start_ms &&
            ms < segment->start_ms + segment->duration_ms)
            return segment;
    }
    return NULL;
}

static void start_bar(const struct canvas *canvas, const char *label, const char *color)
{
    append_fitted(canvas->out, label, canvas->label_columns, canvas->look->ascii);
    buf_append_char(canvas->out, ' ');
    if (canvas->look->color)
        buf_append_text(canvas->out, color);
}

static void end_bar(const struct canvas *canvas)
{
    while (canvas->out->length > 0 && canvas->out->bytes[canvas->out->length - 1] == ' ')
        canvas->out->bytes[--canvas->out->length] = '\0';
    if (canvas->look->color)
        buf_append_text(canvas->out, "\033[0m");
    buf_append_char(canvas->out, '\n');
}

static void draw_track(const struct canvas *canvas, const struct draft_track *track, size_t number)
{
    struct buf label, names;
    int64_t start_ms, end_ms;
    buf_init(&label, NAME_CEILING);
    buf_init(&names, NAME_CEILING);
    draft_track_names(track, &names);
    buf_appendf(&label, "%2zu. %s ", number, draft_track_label(track));
    append_plain(&label, names.bytes, canvas->look->ascii);
    double volume = track->type == DRAFT_AUDIO ? draft_track_volume(track) : -1;
    if (volume >= 0) {
        /* The level stands at the end of its column, whatever the name's length. */
        struct buf fitted, level;
        buf_init(&fitted, NAME_CEILING);
        buf_init(&level, 64);
        buf_append_char(&level, ' ');
        draft_append_percent(&level, volume);
        append_fitted(&fitted, label.bytes,
                      canvas->label_columns > level.length ? canvas->label_columns - level.length : 0,
                      canvas->look->ascii);
        buf_append_text(&fitted, level.bytes);
        buf_clear(&label);
        buf_append_text(&label, fitted.bytes);
        buf_release(&fitted);
        buf_release(&level);
    }
    start_bar(canvas, label.bytes, color_of(track->type));
    bool is_timed = draft_track_times(track, &start_ms, &end_ms);
    if (!is_timed)
        buf_append_text(canvas->out, track->segment_count == 0 ? "(empty)" : "(times are not known)");
    for (size_t column = 0; is_timed && column < canvas->bar_columns; column++) {
        int64_t ms = time_of(canvas, column);
        const struct draft_segment *segment = segment_at(track, ms);
        bool silent = track->type == DRAFT_AUDIO && picture_is_hole(canvas->scene, ms);
        buf_append_text(canvas->out, segment == NULL || silent
                                         ? " "
                                         : block_of(canvas, track->type, picture_energy(canvas->scene, segment, ms)));
    }
    end_bar(canvas);
    buf_release(&label);
    buf_release(&names);
}

static void draw_speech(const struct canvas *canvas)
{
    const struct draft_scene *scene = canvas->scene;
    start_bar(canvas, "    speech", "\033[35m");
    for (size_t column = 0; column < canvas->bar_columns; column++) {
        int64_t ms = time_of(canvas, column);
        bool is_spoken = false;
        for (size_t i = 0; i < scene->speech_count && !is_spoken; i++)
            is_spoken = ms >= scene->speech[i].start_ms && ms < scene->speech[i].end_ms;
        for (size_t i = 0; i < scene->muted_count && is_spoken; i++)
            is_spoken = ms < scene->muted[i].start_ms || ms >= scene->muted[i].end_ms;
        buf_append_text(canvas->out, !is_spoken ? " " : canvas->look->ascii ? "~" : "▒");
    }
    end_bar(canvas);
}

/* Where the video's own sound was taken away. */
static void draw_muted(const struct canvas *canvas)
{
    const struct draft_scene *scene = canvas->scene;
    start_bar(canvas, "    no sound", "\033[35m");
    for (size_t column = 0; column < canvas->bar_columns; column++) {
        int64_t ms = time_of(canvas, column);
        bool is_muted = false;
        for (size_t i = 0; i < scene->muted_count && !is_muted; i++)
            is_muted = ms >= scene->muted[i].start_ms && ms < scene->muted[i].end_ms;
        buf_append_text(canvas->out, !is_muted ? " " : canvas->look->ascii ? "x" : "×");
    }
    end_bar(canvas);
}

/* What the sound is multiplied by at a time. */
static double factor_at(const struct scene_span *levels, size_t count, int64_t ms)
{
    double factor = 1;
    for (size_t i = 0; i < count; i++)
        if (ms >= levels[i].start_ms && ms < levels[i].end_ms)
            factor *= levels[i].factor;
    return factor;
}

/* Where the sound of the track above is louder (+) or softer (-); by how much stands where there is room for it. */
static void draw_levels(const struct canvas *canvas, const struct scene_span *levels, size_t count)
{
    if (count == 0)
        return;
    start_bar(canvas, "    level", "\033[35m");
    for (size_t column = 0, end = 0; column < canvas->bar_columns; column = end) {
        double factor = factor_at(levels, count, time_of(canvas, column));
        while (end < canvas->bar_columns && factor_at(levels, count, time_of(canvas, end)) == factor)
            end++;
        struct buf run;
        buf_init(&run, NAME_CEILING);
        if (factor != 1)
            draft_append_gain(&run, factor);
        if (run.length > end - column)
            buf_clear(&run);
        while (run.length < end - column)
            buf_append_char(&run, factor > 1 ? '+' : factor < 1 ? '-' : ' ');
        buf_append_text(canvas->out, run.bytes);
        buf_release(&run);
    }
    end_bar(canvas);
}

/* As wide as the widest label, but no more than a third of the line. */
static size_t label_columns(const struct draft *draft, size_t columns)
{
    size_t widest = LABEL_LEAST, most = columns / 3;
    for (size_t t = 0; t < draft->track_count; t++) {
        struct buf names;
        buf_init(&names, NAME_CEILING);
        draft_track_names(&draft->tracks[t], &names);
        size_t wide = text_columns(names.bytes, names.length) + strlen("99. Video  100%");
        widest = wide > widest ? wide : widest;
        buf_release(&names);
    }
    return widest < most ? widest : most;
}

void draft_picture(const struct draft *draft, const struct draft_scene *scene, const struct picture_look *look,
                   struct buf *out)
{
    size_t columns = look->columns < PICTURE_LEAST_COLUMNS  ? PICTURE_LEAST_COLUMNS
                     : look->columns > PICTURE_MOST_COLUMNS ? PICTURE_MOST_COLUMNS
                                                            : look->columns;
    struct canvas canvas = {.scene = scene, .look = look, .out = out, .end_ms = picture_end_ms(draft)};
    if (draft->track_count == 0)
        return;
    canvas.label_columns = label_columns(draft, columns);
    canvas.bar_columns = columns - canvas.label_columns - 2;
    draw_axis(&canvas);
    bool has_sound = false, has_music = false;
    for (size_t t = 0; t < draft->track_count && t < PICTURE_MOST_TRACKS; t++) {
        draw_track(&canvas, &draft->tracks[t], t + 1);
        if (draft->tracks[t].type == DRAFT_AUDIO && !has_music) {
            has_music = true;
            draw_levels(&canvas, scene->levels, scene->level_count);
        }
        if (draft->tracks[t].type != DRAFT_VIDEO || has_sound)
            continue;
        has_sound = true;
        if (scene->speech_count > 0)
            draw_speech(&canvas);
        if (scene->muted_count > 0)
            draw_muted(&canvas);
        draw_levels(&canvas, scene->original_levels, scene->original_level_count);
    }
    if (draft->track_count > PICTURE_MOST_TRACKS)
        buf_appendf(out, "    and %zu tracks more\n", draft->track_count - PICTURE_MOST_TRACKS);
}
