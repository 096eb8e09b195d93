/* Beats, bars and sections of the music, as others read them. */
#include "bgmusic/draft/draft_scene.h"

#include "bgmusic/base/buf.h"
#include "bgmusic/json/json_read.h"
#include "bgmusic/json/json_write.h"

static void append_times(struct buf *out, const int64_t *times_ms, size_t count)
{
    buf_append_text(out, "[");
    for (size_t i = 0; i < count; i++)
        buf_appendf(out, "%s%.3f", i > 0 ? "," : "", (double)times_ms[i] / 1000);
    buf_append_text(out, "]");
}

static void set_times(struct json *object, const char *key, const int64_t *times_ms, size_t count)
{
    struct buf text;
    buf_init(&text, 16 * (size_t)SCENE_MOST_BEATS);
    append_times(&text, times_ms, count);
    json_set_raw(object, key, text.bytes);
    buf_release(&text);
}

void draft_scene_print_beats(const struct draft_scene *scene, struct buf *out)
{
    struct json *object = json_new_object(), *sections = json_new_array();
    json_set_text(object, "unit", "s");
    json_set_number(object, "bpm", scene->bpm);
    json_set_text(object, "key", scene->key);
    set_times(object, "beats", scene->beats_ms, scene->beat_count);
    set_times(object, "bars", scene->bars_ms, scene->bar_count);
    for (size_t i = 0; i < scene->section_count; i++) {
        struct json *section = json_new_object();
        json_set_text(section, "name", scene->sections[i].name);
        json_set_number(section, "start", (double)scene->sections[i].start_ms / 1000);
        json_set_number(section, "end", (double)scene->sections[i].end_ms / 1000);
        json_append(sections, section);
    }
    json_set(object, "sections", sections);
    json_print(object, out);
    buf_append_char(out, '\n');
    json_free(object);
}

/* "1.500000\t1.500000\tbar 2": start, end, text; a point where both are the same. */
static void append_label(struct buf *out, int64_t start_ms, int64_t end_ms, const char *what, size_t number)
{
    buf_appendf(out, "%.6f\t%.6f\t%s", (double)start_ms / 1000, (double)end_ms / 1000, what);
    if (number > 0)
        buf_appendf(out, " %zu", number);
    buf_append_char(out, '\n');
}

void draft_scene_print_labels(const struct draft_scene *scene, struct buf *out)
{
    size_t bar = 0, in_bar = 0;
    for (size_t i = 0; i < scene->section_count; i++)
        append_label(out, scene->sections[i].start_ms, scene->sections[i].end_ms, scene->sections[i].name, 0);
    for (size_t i = 0; i < scene->beat_count; i++) {
        int64_t at_ms = scene->beats_ms[i];
        bool begins = bar < scene->bar_count && scene->bars_ms[bar] == at_ms;
        bar += begins;
        in_bar = begins ? 1 : in_bar + 1;
        append_label(out, at_ms, at_ms, begins ? "bar" : "beat", begins ? bar : in_bar);
    }
}
