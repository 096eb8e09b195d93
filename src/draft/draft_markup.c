/* Newer drafts: tracks and clips out of a text like XML. */
#include "draft_markup.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

/* A tag: "<track id="1" type="bgm">". Borrowed from the text. */
struct tag {
    const char *name, *attributes, *end; /* `end`: the '>' */
    size_t name_length;
    bool is_closing;
};

static const char spaces[] = " \t\r\n";

/* The next tag from `*at`, which moves behind it; false: there is none. Comments and declarations are passed over. */
static bool next_tag(const char **at, struct tag *tag)
{
    for (const char *open = strchr(*at, '<'); open != NULL; open = strchr(*at, '<')) {
        const char *end = text_starts_with(open, "<!--") ? strstr(open, "-->") : NULL;
        bool is_comment = end != NULL;
        char quote = '\0';
        for (end = is_comment ? end + 2 : open + 1; !is_comment && *end != '\0' && (quote != '\0' || *end != '>');
             end++) {
            if (quote == '\0' && (*end == '"' || *end == '\''))
                quote = *end;
            else if (*end == quote)
                quote = '\0';
        }
        if (*end == '\0')
            return false;
        *at = end + 1;
        tag->is_closing = open[1] == '/';
        tag->name = open + 1 + tag->is_closing;
        tag->name_length = strcspn(tag->name, " \t\r\n/>");
        tag->attributes = tag->name + tag->name_length;
        tag->end = end;
        if (!is_comment && tag->name_length > 0 && *tag->name != '!' && *tag->name != '?')
            return true;
    }
    return false;
}

static bool is_named(const struct tag *tag, const char *name)
{
    return strlen(name) == tag->name_length && strncmp(tag->name, name, tag->name_length) == 0;
}

/* The five entities of XML, in place. */
static char *decoded(char *text)
{
    static const struct {
        const char *entity;
        char character;
    } rows[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
    char *to = text;
    for (const char *from = text; *from != '\0';) {
        size_t row = 0;
        while (row < COUNT(rows) && !text_starts_with(from, rows[row].entity))
            row++;
        *to++ = row < COUNT(rows) ? rows[row].character : *from;
        from += row < COUNT(rows) ? strlen(rows[row].entity) : 1;
    }
    *to = '\0';
    return text;
}

/* An attribute's value; the caller's; NULL: the tag has none of that name. */
static char *attribute(const struct tag *tag, const char *name)
{
    const char *at = tag->attributes;
    while (at < tag->end) {
        at += strspn(at, spaces);
        size_t length = strcspn(at, "= \t\r\n/>");
        const char *value = at + length + strspn(at + length, spaces);
        if (length == 0) {
            at++;
            continue;
        }
        if (*value != '=' || value >= tag->end) {
            at += length;
            continue;
        }
        value += 1 + strspn(value + 1, spaces);
        char quote = *value == '"' || *value == '\'' ? *value++ : '\0';
        size_t size = 0;
        while (value + size < tag->end && (quote != '\0' ? value[size] != quote : strchr(spaces, value[size]) == NULL))
            size++;
        if (length == strlen(name) && strncmp(at, name, length) == 0)
            return decoded(xstrndup(value, size));
        at = value + size + (quote != '\0');
    }
    return NULL;
}

static char *first_attribute(const struct tag *tag, const char *const *names)
{
    char *value = NULL;
    for (; *names != NULL && text_is_blank(value); names++) {
        free(value);
        value = attribute(tag, *names);
    }
    return value;
}

/* Milliseconds; -1: none. */
static int64_t time_ms(const struct tag *tag, const char *name)
{
    char *value = attribute(tag, name);
    double number = -1;
    if (value != NULL && text_ends_with_ignore_case(value, "ms"))
        value[strlen(value) - 2] = '\0';
    bool is_good = value != NULL && text_to_double(value, 0, (double)DRAFT_MOST_MS, &number);
    free(value);
    return is_good ? (int64_t)(number + 0.5) : -1;
}

/* Music is what is called so; voices and effects are tracks of another kind. */
static int track_type(const char *word)
{
    if (word == NULL)
        return -1;
    if (text_is_choice(word, "video|image"))
        return DRAFT_VIDEO;
    if (text_is_choice(word, "bgm|audio"))
        return DRAFT_AUDIO;
    return text_equal(word, "text") ? DRAFT_TEXT : -1;
}

static struct draft_track *add_track(struct draft *draft, const struct tag *tag)
{
    if (draft->track_count >= DRAFT_MOST_TRACKS)
        return NULL;
    char *type = attribute(tag, "type");
    draft->tracks = xreallocarray(draft->tracks, draft->track_count + 1, sizeof *draft->tracks);
    struct draft_track *track = &draft->tracks[draft->track_count++];
    *track = (struct draft_track){.type = track_type(type)};
    free(type);
    return track;
}

/* "asset://a/b/clip.mp4" by its last part. */
static char *clip_name(const struct tag *tag)
{
    static const char *const names[] = {"name", "title", "label", "src", "source", "asset", "asset-id", NULL};
    char *value = first_attribute(tag, names);
    const char *slash = value != NULL ? strrchr(value, '/') : NULL;
    char *name = slash != NULL && slash[1] != '\0' ? xstrdup(slash + 1) : NULL;
    if (name == NULL)
        return value;
    free(value);
    return name;
}

/* `words`: what stands between the tags of the clip, up to `words_end`. */
static void add_clip(struct draft_track *track, const struct tag *tag, const char *words, const char *words_end)
{
    static const char *const texts[] = {"text", "content", NULL};
    if (track->segment_count >= DRAFT_MOST_SEGMENTS)
        return;
    /* Room grows by doubling: at the powers of two. */
    if ((track->segment_count & (track->segment_count - 1)) == 0)
        track->segments = xreallocarray(track->segments, track->segment_count > 0 ? 2 * track->segment_count : 1,
                                        sizeof *track->segments);
    int64_t in_ms = time_ms(tag, "in"), out_ms = time_ms(tag, "out");
    struct draft_segment *segment = &track->segments[track->segment_count++];
    *segment = (struct draft_segment){
        .name = clip_name(tag),
        .start_ms = in_ms,
        .duration_ms = in_ms >= 0 && out_ms >= in_ms ? out_ms - in_ms : -1,
        .volume = -1,
        .fade_in_ms = -1,
        .fade_out_ms = -1,
    };
    char *volume = attribute(tag, "volume");
    if (volume == NULL || !text_to_double(volume, 0, 100, &segment->volume))
        segment->volume = -1;
    else if (segment->volume > 4)
        segment->volume /= 100;
    free(volume);
    if (track->type != DRAFT_TEXT)
        return;
    segment->text = first_attribute(tag, texts);
    if (text_is_blank(segment->text) && words < words_end) {
        free(segment->text);
        segment->text = text_trim(decoded(xstrndup(words, (size_t)(words_end - words))));
    }
}

bool draft_is_markup(const char *text)
{
    const char *at = text;
    struct tag tag;
    return text != NULL && next_tag(&at, &tag) && is_named(&tag, "draft") && !tag.is_closing;
}

void draft_read_markup(const char *text, struct draft *draft)
{
    struct draft_track *track = NULL;
    struct tag tag;
    draft->is_markup = true;
    for (const char *at = text; next_tag(&at, &tag);) {
        if (is_named(&tag, "draft") && !tag.is_closing && draft->duration_ms < 0) {
            draft->duration_ms = time_ms(&tag, "duration");
            draft->title = attribute(&tag, "title");
        } else if (is_named(&tag, "track")) {
            bool is_open = !tag.is_closing && tag.end[-1] != '/';
            struct draft_track *added = tag.is_closing ? NULL : add_track(draft, &tag);
            track = is_open ? added : NULL;
        } else if (is_named(&tag, "clip") && !tag.is_closing && track != NULL) {
            const char *words = tag.end[-1] != '/' ? at : "";
            add_clip(track, &tag, words, words + strcspn(words, "<"));
        }
    }
}
