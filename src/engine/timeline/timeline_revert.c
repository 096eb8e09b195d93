/* Taking one thing back. */
#include "timeline_revert.h"

#include <string.h>

enum subject {
    OTHER,
    VOLUME,
    FADE_IN,
    FADE_OUT,
    TITLES,
    PARTS,
    DUCKING,
    TEMPO,
    KEY,
    METER,
    ORIGINAL,
    MOOD,
    MUSIC,
    SPAN,
    LOUDNESS
};

static enum subject subject_of(enum edit_kind kind)
{
    switch (kind) {
    case EDIT_VOLUME:
    case EDIT_VOLUME_FACTOR:
    case EDIT_LEVEL_SPAN:
        return VOLUME;
    case EDIT_FADE_IN:
        return FADE_IN;
    case EDIT_FADE_OUT:
    case EDIT_FADE_FACTOR:
        return FADE_OUT;
    case EDIT_TITLE:
    case EDIT_TITLE_REMOVE:
    case EDIT_TITLE_TEXT:
    case EDIT_TITLE_MOVE:
    case EDIT_TITLE_STAY:
        return TITLES;
    case EDIT_PART_WITH:
    case EDIT_PART_WITHOUT:
    case EDIT_PART_LEVEL:
    case EDIT_PARTS_ONLY:
    case EDIT_PART_THERE:
        return PARTS;
    case EDIT_DUCK:
    case EDIT_DUCK_DEPTH:
    case EDIT_DUCK_STEP:
        return DUCKING;
    case EDIT_BPM:
    case EDIT_BPM_BY:
    case EDIT_TEMPO_FACTOR:
        return TEMPO;
    case EDIT_KEY:
        return KEY;
    case EDIT_METER:
        return METER;
    case EDIT_ORIGINAL:
    case EDIT_ORIGINAL_GAIN:
        return ORIGINAL;
    case EDIT_ENERGY:
    case EDIT_VALENCE:
    case EDIT_MOOD:
    case EDIT_COURSE:
        return MOOD;
    case EDIT_MUSIC:
    case EDIT_MUSIC_THEN:
    case EDIT_MUSIC_OWN:
    case EDIT_MUSIC_REMOVE:
    case EDIT_MUSIC_ANOTHER:
    case EDIT_STYLE_NOT:
    case EDIT_SEED:
        return MUSIC;
    case EDIT_START:
    case EDIT_END:
    case EDIT_START_SHIFT:
    case EDIT_SILENCE:
    case EDIT_ONLY_THERE:
    case EDIT_ALSO_THERE:
    case EDIT_STOP:
        return SPAN;
    case EDIT_LOUDNESS:
    case EDIT_LOUDNESS_KEEP:
        return LOUDNESS;
    default:
        return OTHER;
    }
}

bool edit_kinds_alike(enum edit_kind a, enum edit_kind b)
{
    return subject_of(a) == subject_of(b) && subject_of(a) != OTHER;
}

static void spans_revert(struct timeline_music *music, const struct timeline_music *old)
{
    memcpy(music->spans, old->spans, sizeof music->spans);
    music->spans_count = old->spans_count;
}

void timeline_revert(struct timeline *timeline, const struct timeline *before, enum edit_kind kind)
{
    struct timeline_music *music = &timeline->music;
    const struct timeline_music *old = &before->music;
    switch (subject_of(kind)) {
    case VOLUME:
        music->volume = old->volume;
        spans_revert(music, old);
        break;
    case FADE_IN:
        music->fade_in_ms = old->fade_in_ms;
        break;
    case FADE_OUT:
        music->fade_out_ms = old->fade_out_ms;
        break;
    case TITLES:
        memcpy(timeline->titles, before->titles, sizeof timeline->titles);
        timeline->title_count = before->title_count;
        break;
    case PARTS:
        music->with_roles = old->with_roles;
        music->without_roles = old->without_roles;
        memcpy(music->programs, old->programs, sizeof music->programs);
        memcpy(music->part_levels_lu, old->part_levels_lu, sizeof music->part_levels_lu);
        memcpy(music->parts_there, old->parts_there, sizeof music->parts_there);
        music->parts_there_count = old->parts_there_count;
        break;
    case DUCKING:
        music->duck = old->duck;
        music->duck_lu = old->duck_lu;
        break;
    case TEMPO:
        music->wanted_bpm = old->wanted_bpm;
        music->tempo_factor = old->tempo_factor;
        break;
    case KEY:
        music->tonic = old->tonic;
        music->mode = old->mode;
        break;
    case METER:
        memcpy(music->meter, old->meter, sizeof music->meter);
        break;
    case ORIGINAL:
        timeline->keep_original = before->keep_original;
        timeline->original_volume = before->original_volume;
        memcpy(timeline->original_spans, before->original_spans, sizeof timeline->original_spans);
        timeline->original_spans_count = before->original_spans_count;
        break;
    case MOOD:
        music->energy = old->energy;
        music->valence = old->valence;
        memcpy(music->course, old->course, sizeof music->course);
        music->course_count = old->course_count;
        break;
    case MUSIC:
        timeline->has_music = before->has_music;
        timeline->music = before->music;
        break;
    case SPAN:
        music->start_ms = old->start_ms;
        music->length_ms = old->length_ms;
        spans_revert(music, old);
        break;
    case LOUDNESS:
        timeline->loudness_lufs = before->loudness_lufs;
        timeline->keep_loudness = before->keep_loudness;
        break;
    case OTHER:
        break;
    }
}
