/* Turns the draft's short keys into a timeline; accepts unknown keys and the likely spellings of unpublished ones. */
#include "bgmusic/draft/draft.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "draft_facts.h"
#include "draft_markup.h"
#include "bgmusic/json/json_read.h"

static const char *const start_keys[] = {"s",          "st",        "start", "start_ms", "startMs",
                                         "start_time", "startTime", "begin", "offset",   NULL};
static const char *const end_keys[] = {"e", "end", "end_ms", "endMs", "end_time", "endTime", NULL};
static const char *const duration_keys[] = {"d", "duration", "duration_ms", "durationMs", "dur", NULL};
static const char *const volume_keys[] = {"v", "vol", "volume", NULL};
static const char *const fade_in_keys[] = {"fi", "fade_in", "fadeIn", "fade_in_ms", "fadeInMs", NULL};
static const char *const fade_out_keys[] = {"fo", "fade_out", "fadeOut", "fade_out_ms", "fadeOutMs", NULL};
static const char *const name_keys[] = {"n", "name", "title", "file_name", "fileName", "filename", "label", NULL};
static const char *const text_keys[] = {"text", "content", "txt", "tx", NULL};

/* The first key that holds a number, in the segment itself, then in its metadata. */
static double find_number(const struct json *segment, const char *const keys[])
{
    const struct json *places[] = {segment, json_get(segment, "m")};
    for (size_t p = 0; p < 2; p++) {
        for (size_t k = 0; keys[k] != NULL; k++) {
            double number = json_number_or_text(places[p], keys[k], NAN);
            if (!isnan(number))
                return number;
        }
    }
    return NAN;
}

static int64_t find_ms(const struct json *segment, const char *const keys[])
{
    double number = find_number(segment, keys);
    return number >= 0 && number <= (double)DRAFT_MOST_MS ? llround(number) : -1;
}

static char *find_text(const struct json *segment, const char *const keys[])
{
    const struct json *places[] = {segment, json_get(segment, "m")};
    for (size_t p = 0; p < 2; p++) {
        for (size_t k = 0; keys[k] != NULL; k++) {
            const char *text = json_text(places[p], keys[k]);
            if (text != NULL && *text != '\0')
                return xstrdup(text);
        }
    }
    return NULL;
}

/* "35%"; -1: no such text. */
static double find_percent(const struct json *segment)
{
    char *text = find_text(segment, volume_keys);
    double percent = -1;
    if (text != NULL && text_ends_with_ignore_case(text, "%")) {
        text[strlen(text) - 1] = '\0';
        if (!text_to_double(text, 0, 10000, &percent))
            percent = -1;
    }
    free(text);
    return percent >= 0 ? percent / 100 : -1;
}

/* Shares and percentages are both in use; nobody asks for music at more than four times its level. */
static double find_volume(const struct json *segment)
{
    double volume = find_number(segment, volume_keys);
    if (isnan(volume))
        return find_percent(segment);
    if (!(volume >= 0))
        return -1;
    if (volume > 4)
        volume /= 100;
    return volume <= 100 ? volume : -1;
}

static void parse_segment(const struct json *node, int type, int64_t follows_ms, struct draft_segment *segment)
{
    segment->name = find_text(node, name_keys);
    char *text = find_text(node, text_keys);
    if (type == DRAFT_TEXT) {
        /* Which key holds a title's words is not published: its name is the best guess without any other. */
        segment->text = text != NULL || segment->name == NULL ? text : xstrdup(segment->name);
        text = NULL;
    } else if (segment->name == NULL) {
        segment->name = text;
        text = NULL;
    }
    free(text);
    if (type == DRAFT_AUDIO)
        segment->facts = draft_facts_read(json_get(node, "m"));
    segment->volume = find_volume(node);
    segment->fade_in_ms = find_ms(node, fade_in_keys);
    segment->fade_out_ms = find_ms(node, fade_out_keys);
    segment->start_ms = find_ms(node, start_keys);
    segment->duration_ms = find_ms(node, duration_keys);
    if (segment->start_ms < 0)
        segment->start_ms = follows_ms;
    int64_t end_ms = find_ms(node, end_keys);
    if (segment->duration_ms < 0 && segment->start_ms >= 0 && end_ms >= segment->start_ms)
        segment->duration_ms = end_ms - segment->start_ms;
}

static void parse_track(const struct json *node, struct draft_track *track)
{
    double type = json_number_or_text(node, "tt", -1);
    track->type = type >= 0 && type <= 1000 ? (int)type : -1;
    const struct json *list = json_get(node, "sg");
    size_t count = json_is_array(list) ? json_count(list) : 0;
    if (count > DRAFT_MOST_SEGMENTS)
        count = DRAFT_MOST_SEGMENTS;
    track->segments = xcalloc(count, sizeof *track->segments);
    int64_t follows_ms = 0;
    for (const struct json *segment = json_first(list); track->segment_count < count; segment = json_next(segment)) {
        if (!json_is_object(segment)) {
            count--;
            continue;
        }
        struct draft_segment *place = &track->segments[track->segment_count++];
        parse_segment(segment, track->type, follows_ms, place);
        follows_ms = place->start_ms >= 0 && place->duration_ms >= 0 ? place->start_ms + place->duration_ms : -1;
    }
}

void draft_init(struct draft *draft)
{
    *draft = (struct draft){.duration_ms = -1};
}

void draft_release(struct draft *draft)
{
    for (size_t t = 0; t < draft->track_count; t++) {
        for (size_t s = 0; s < draft->tracks[t].segment_count; s++) {
            free(draft->tracks[t].segments[s].name);
            free(draft->tracks[t].segments[s].text);
            draft_facts_free(draft->tracks[t].segments[s].facts);
        }
        free(draft->tracks[t].segments);
    }
    free(draft->tracks);
    free(draft->title);
    draft_facts_free(draft->facts);
    draft_init(draft);
}

static bool has_container(const struct json *object)
{
    for (const struct json *member = json_first(object); member != NULL; member = json_next(member)) {
        if (json_count(member) > 0)
            return true;
    }
    return false;
}

/* Something that is no timeline of a kind that is known, but has lists or more than facts in it: not to be taken for an
 * empty one. */
static bool is_unknown_kind(const struct json *root)
{
    if (json_is_text(root))
        return !text_is_blank(json_value_text(root));
    if (json_is_array(root))
        return json_count(root) > 0;
    if (json_is_array(json_get(root, "t")))
        return false;
    for (const struct json *member = json_first(root); member != NULL; member = json_next(member)) {
        bool is_list = json_is_array(member) && json_count(member) > 0;
        if (strcmp(json_key(member), "m") != 0 && (is_list || has_container(member)))
            return true;
    }
    return false;
}

enum bgm_status draft_parse(const char *bytes, size_t length, struct draft *draft, struct bgm_error *err)
{
    draft_init(draft);
    if (bytes == NULL || length == 0)
        return BGM_OK;
    struct json *root = json_parse(bytes, length, err);
    if (root == NULL) {
        bgm_prefix(err, "the draft");
        return BGM_SERVICE;
    }
    if (draft_is_markup(json_value_text(root))) {
        draft_read_markup(json_value_text(root), draft);
        json_free(root);
        return BGM_OK;
    }
    draft->is_unknown = is_unknown_kind(root);
    const char *title = json_text(json_get(root, "m"), "title");
    draft->title = xstrdup(title);
    draft->facts = draft_facts_read(json_get(root, "m"));
    draft->duration_ms = find_ms(root, duration_keys);
    const struct json *list = json_get(root, "t");
    size_t count = json_is_array(list) ? json_count(list) : 0;
    if (count > DRAFT_MOST_TRACKS)
        count = DRAFT_MOST_TRACKS;
    draft->tracks = xcalloc(count, sizeof *draft->tracks);
    for (const struct json *track = json_first(list); draft->track_count < count; track = json_next(track)) {
        if (!json_is_object(track)) {
            count--;
            continue;
        }
        parse_track(track, &draft->tracks[draft->track_count++]);
    }
    json_free(root);
    return BGM_OK;
}
