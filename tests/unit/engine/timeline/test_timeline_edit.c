/* What edits do to a timeline: messages in, facts out. */
#include "unit/engine/timeline/timeline_bench.h"

/* What the draft says of bars and of times reaches the composer. */
static void test_timed_wishes_reach_the_brief(void **state)
{
    struct bench *bench = *state;
    struct timeline_music *music = &bench->timeline.music;
    tell(bench, "Add background music: pop rock. Music from 2 s to 30 s.");
    const struct edit_list wishes = {
        .edits = {{.kind = EDIT_METER, .number = 6, .mode = 8},
                  {.kind = EDIT_PART_THERE, .role = SCORE_DRUMS, .place = {PLACE_SPAN, 0, 12000, false}},
                  {.kind = EDIT_PART_THERE, .role = SCORE_LEAD, .place = {PLACE_SPAN, 20000, -1, false}},
                  {.kind = EDIT_STOP, .ms = 15000, .length_ms = 1500},
                  {.kind = EDIT_COURSE, .ms = 18000, .number = 1, .mode = COURSE_DROP},
                  {.kind = EDIT_COURSE, .ms = 22000, .number = -0.8, .mode = COURSE_RAMP}},
        .count = 6};
    const struct edit_context context = {.known_length = agent_known_length};
    timeline_apply(&bench->timeline, &wishes, &context, &bench->outcome, &bench->done, &bench->notes);
    assert_true(bench->outcome.composed);
    assert_string_equal(music->meter, "6/8");
    struct music_plan plan;
    music_plan_init(&plan, &bench->timeline, NULL);
    static const struct music_event expected[] = {
        {.at_ms = 10000, .kind = MUSIC_EVENT_ENTRY, .role = SCORE_DRUMS},
        {.at_ms = 13000, .length_ms = 1500, .kind = MUSIC_EVENT_STOP},
        {.at_ms = 16000, .kind = MUSIC_EVENT_DROP, .energy = 1},
        {.at_ms = 18000, .kind = MUSIC_EVENT_EXIT, .role = SCORE_LEAD},
        {.at_ms = 20000, .kind = MUSIC_EVENT_RAMP, .energy = -0.8},
    };
    assert_int_equal(plan.brief.meter.beats, 6);
    assert_int_equal(plan.brief.meter.unit, 8);
    assert_int_equal(plan.brief.event_count, COUNT(expected));
    for (size_t i = 0; i < COUNT(expected); i++) {
        const struct music_event *event = &plan.brief.events[i];
        assert_int_equal(event->kind, expected[i].kind);
        assert_int_equal(event->at_ms, expected[i].at_ms);
        assert_int_equal(event->length_ms, expected[i].length_ms);
        assert_true(event->energy == expected[i].energy);
        assert_int_equal(event->role, expected[i].role);
    }
    music_plan_release(&plan);
    /* Another style has its own bars. */
    tell(bench, "make it jazz");
    assert_string_equal(music->meter, "");
}

static void test_new_music(void **state)
{
    struct bench *bench = *state;
    struct timeline_music *music = &bench->timeline.music;
    tell(bench, "Add background music: calm lo-fi. Music volume 20%. Music from 5 s to 20 s.");
    assert_true(bench->outcome.composed && bench->outcome.changed && bench->timeline.has_music);
    assert_string_equal(music->style, "lofi");
    assert_int_equal(music->start_ms, 5000);
    assert_int_equal(music->length_ms, 15000);
    assert_true(music->volume == 0.2);
    uint64_t seed = music->seed;
    assert_true(seed != 0);
    /* A change keeps the seed; "another" does not. */
    tell(bench, "make it jazzier, slower and a bit louder");
    assert_string_equal(music->style, "jazz");
    assert_true(music->seed == seed && music->tempo_factor < 1);
    assert_true(music->volume == 0.23);
    tell(bench, "another one");
    assert_true(music->seed != seed && strcmp(music->style, "jazz") == 0);
    tell(bench, "remove the music");
    assert_false(bench->timeline.has_music);
}

/* The same words under the same video: the same seed, in any session. */
static void test_seed_of_prompt(void **state)
{
    struct bench *bench = *state;
    tell(bench, "Add background music: calm.");
    uint64_t seed = bench->timeline.music.seed;
    tell(bench, "Add background music: happy.");
    assert_true(bench->timeline.music.seed != seed);
    tell(bench, "Add background music: calm.");
    assert_true(bench->timeline.music.seed == seed);
    snprintf(bench->uploads[0].hash, sizeof bench->uploads[0].hash, "%s", "0012");
    tell(bench, "Add background music: calm.");
    assert_true(bench->timeline.music.seed != seed);
}

static void test_parts(void **state)
{
    struct bench *bench = *state;
    tell(bench, "more saxophone, no drums");
    assert_true(bench->timeline.has_music);
    assert_int_equal(bench->timeline.music.programs[SCORE_LEAD], 66);
    assert_int_equal(bench->timeline.music.without_roles, 1u << SCORE_DRUMS);
    tell(bench, "add drums");
    assert_int_equal(bench->timeline.music.without_roles, 0);
}

/* A second film is the picture then: its music is cut to it, never stretched over it, and the first one can lend its
 * sound. */
static void test_another_picture(void **state)
{
    struct bench *bench = *state;
    char told[512];
    tell(bench, "Add background music: calm lo-fi.");
    int64_t whole_ms = bench->timeline.duration_ms;
    struct upload_row longer = {.duration_ms = whole_ms * 2}, shorter = {.duration_ms = whole_ms / 2};
    snprintf(longer.id, sizeof longer.id, "%s", "cc");
    snprintf(longer.name, sizeof longer.name, "%s", "long.mp4");
    longer.group = MEDIA_GROUP_VIDEO;
    snprintf(shorter.id, sizeof shorter.id, "%s", "dd");
    snprintf(shorter.name, sizeof shorter.name, "%s", "short.mp4");
    shorter.group = MEDIA_GROUP_VIDEO;
    timeline_place_uploads(&bench->timeline, &longer, 1, told, sizeof told);
    assert_non_null(strstr(told, "The picture is now \"long.mp4\""));
    assert_non_null(strstr(told, "still ends at"));
    assert_int_equal(bench->timeline.music.length_ms, whole_ms);
    assert_int_equal(bench->timeline.duration_ms, whole_ms * 2);
    timeline_place_uploads(&bench->timeline, &shorter, 1, told, sizeof told);
    assert_null(strstr(told, "still ends at"));
    assert_int_equal(bench->timeline.music.length_ms, whole_ms / 2);
    bench->uploads[2] = longer;
    bench->upload_count = 3;
    memcpy(bench->timeline.video_upload, "dd", 3);
    tell(bench, "use the song from my other clip");
    assert_string_equal(bench->timeline.music.upload, "cc");
}

static void test_own_track(void **state)
{
    struct bench *bench = *state;
    tell(bench, "use \"other.mp3\" as the music");
    assert_non_null(strstr(bench->notes.bytes, "no uploaded track"));
    assert_false(bench->outcome.changed);
    tell(bench, "use my track, volume 50%");
    assert_string_equal(bench->timeline.music.upload, "bb");
    assert_false(bench->outcome.composed);
    tell(bench, "more piano");
    assert_non_null(strstr(bench->notes.bytes, "own track"));
    tell(bench, "add calm music");
    assert_string_equal(bench->timeline.music.upload, "");
    assert_true(bench->timeline.music.volume == 0.5);
}

/* The exact name beats a loose one, before it and behind it; of loose ones the newest counts; a film lends its sound by
 * its exact name alone. */
static void test_names_of_tracks(void **state)
{
    struct bench *bench = *state;
    static const char *const names[] = {"my song.mp3", "the song.mp3"};
    for (size_t i = 0; i < 2; i++) {
        struct upload_row *row = &bench->uploads[2 + i];
        snprintf(row->id, sizeof row->id, "c%zu", i);
        row->group = MEDIA_GROUP_AUDIO;
        snprintf(row->name, sizeof row->name, "%s", names[i]);
    }
    snprintf(bench->uploads[4].id, sizeof bench->uploads[4].id, "%s", "d0");
    bench->uploads[4].group = MEDIA_GROUP_VIDEO;
    snprintf(bench->uploads[4].name, sizeof bench->uploads[4].name, "%s", "film.mkv");
    bench->upload_count = 5;
    tell(bench, "Use the uploaded track \"song.mp3\" as the background music.");
    assert_string_equal(bench->timeline.music.upload, "bb");
    tell(bench, "Use the uploaded track \"the song.mp3\" as the background music.");
    assert_string_equal(bench->timeline.music.upload, "c1");
    tell(bench, "Use the uploaded track \"you and my song.mp3\" as the background music.");
    assert_string_equal(bench->timeline.music.upload, "c0");
    tell(bench, "Use the uploaded track \"film.mkv\" as the background music. Start the track at 12.5 s of it.");
    assert_string_equal(bench->timeline.music.upload, "d0");
    assert_true(bench->timeline.music.track_start_ms == 12500);
}

/* The sentences of `add`, their limits and what they need. */
static void test_fixed_wishes(void **state)
{
    struct bench *bench = *state;
    struct timeline_music *music = &bench->timeline.music;
    tell(bench, "Add background music: calm. Keep the music 60 LU under speech. Original sound volume 40%. "
                "The voice is audio track 2. Tempo 92 bpm. Key F# minor. Meet the marks at 3 s, 1.5 s, 3 s. "
                "Meet the marks at 0:20.");
    assert_true(music->duck_lu == 20 && bench->timeline.original_volume == 0.4 && bench->timeline.voice_track == 2);
    assert_true(music->wanted_bpm == 92 && music->tonic == 6 && music->mode == SCORE_MINOR);
    assert_int_equal(music->markers_count, 3);
    assert_true(music->markers[0].at_ms == 1500 && music->markers[1].at_ms == 3000 && music->markers[2].at_ms == 20000);
    tell(bench, "more ducking");
    assert_true(music->duck && music->duck_lu == 20); /* the most there is */
    tell(bench, "Keep the music 3 LU under speech.");
    assert_true(music->duck_lu == 10);
    tell(bench, "Start the track at 5 s of it.");
    assert_non_null(strstr(bench->notes.bytes, "composed for the video"));
    tell(bench, "Meet the marks at 7 s.");
    assert_int_equal(music->markers_count, 1);
    assert_true(bench->outcome.composed);
    /* A prompt may end like one of them. */
    tell(bench, "Add background music: key lime pie.");
    assert_int_equal(music->tonic, -1);
}

static void test_what_cannot_be(void **state)
{
    struct bench *bench = *state;
    tell(bench, "louder");
    assert_false(bench->outcome.changed);
    assert_non_null(strstr(bench->notes.bytes, "no music yet"));
    tell(bench, "add calm music");
    tell(bench, "music from 40 s to 50 s");
    assert_non_null(strstr(bench->notes.bytes, "no room"));
    assert_int_equal(bench->timeline.music.length_ms, 30000);
    tell(bench, "volume 100%");
    tell(bench, "louder");
    assert_true(bench->timeline.music.volume == 1);
    assert_false(bench->outcome.changed);
}

/* Music is composed for an hour at most, however the wish is put. */
static void test_long_video(void **state)
{
    struct bench *bench = *state;
    bench->timeline.duration_ms = 3 * 3600 * 1000;
    tell(bench, "add calm music");
    assert_int_equal(bench->timeline.music.length_ms, 3600 * 1000);
    assert_non_null(strstr(bench->notes.bytes, "60 minutes"));
    tell(bench, "music from 10 s to the end");
    assert_int_equal(bench->timeline.music.length_ms, 3600 * 1000);
}

static void test_titles(void **state)
{
    struct bench *bench = *state;
    tell(bench, "add the title \"A\"");
    tell(bench, "add the title \"B\" at the end");
    assert_int_equal(bench->timeline.title_count, 2);
    assert_int_equal(bench->timeline.titles[1].start_ms, 27000);
    tell(bench, "title \"C\""); /* in A's place */
    assert_int_equal(bench->timeline.title_count, 2);
    assert_string_equal(bench->timeline.titles[0].text, "C");
    tell(bench, "title \"two\nlines\"");
    assert_string_equal(bench->timeline.titles[0].text, "two lines");
    tell(bench, "remove the titles");
    assert_int_equal(bench->timeline.title_count, 0);
}

/* The piece of the timeline as it stands. */
static void compose(struct bench *bench, struct score *score)
{
    struct bgm_error err = BGM_ERROR_INIT;
    if (music_plan_compose(&bench->timeline, NULL, score, &err) != BGM_OK)
        fail_msg("%s", err.message);
}

static const struct score_part *part_of(const struct score *score, enum score_role role)
{
    for (size_t i = 0; i < score->part_count; i++)
        if (score->parts[i].role == role)
            return &score->parts[i];
    return NULL;
}

static bool same_notes(const struct score *a, const struct score *b, enum score_role role)
{
    const struct score_part *x = part_of(a, role), *y = part_of(b, role);
    return x != NULL && y != NULL && x->note_count == y->note_count &&
           memcmp(x->notes, y->notes, x->note_count * sizeof *x->notes) == 0;
}

/* What an edit does not speak of plays the same notes. */
static void test_the_rest_stays(void **state)
{
    struct bench *bench = *state;
    static const struct {
        const char *message;
        enum score_role gone; /* or SCORE_ROLE_COUNT */
        bool same_tempo;
    } rows[] = {
        {"without drums", SCORE_DRUMS, true},
        {"no bass", SCORE_BASS, true},
        {"less drums", SCORE_ROLE_COUNT, true},
        {"louder from 0:10 to 0:15", SCORE_ROLE_COUNT, true},
        {"fade out over 4 s", SCORE_ROLE_COUNT, true},
        {"louder", SCORE_ROLE_COUNT, true},
        {"put the title 'Urban Dreams' for 3 s", SCORE_ROLE_COUNT, true},
    };
    static const enum score_role roles[] = {SCORE_KEYS, SCORE_BASS, SCORE_LEAD, SCORE_PAD};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct score before, after;
        tell(bench, "Add background music: lo-fi beat.");
        compose(bench, &before);
        tell(bench, rows[i].message);
        assert_true(bench->outcome.changed);
        compose(bench, &after);
        assert_true(before.bpm == after.bpm && before.tonic == after.tonic);
        if (rows[i].gone < SCORE_ROLE_COUNT)
            assert_null(part_of(&after, rows[i].gone));
        for (size_t r = 0; r < COUNT(roles); r++)
            if (roles[r] != rows[i].gone && !same_notes(&before, &after, roles[r]))
                fail_msg("\"%s\" changes role %d", rows[i].message, roles[r]);
        score_release(&before);
        score_release(&after);
    }
}

/* "More piano" is the same piano, louder; the others are the same. */
static void test_more_of_a_part(void **state)
{
    struct bench *bench = *state;
    struct score before, after;
    tell(bench, "Add background music: calm lo-fi. Seed 7.");
    compose(bench, &before);
    tell(bench, "more bass");
    compose(bench, &after);
    assert_true(part_of(&after, SCORE_BASS)->level_lu == part_of(&before, SCORE_BASS)->level_lu + 3);
    assert_true(same_notes(&before, &after, SCORE_KEYS) && same_notes(&before, &after, SCORE_DRUMS));
    score_release(&before);
    score_release(&after);
    tell(bench, "solo piano");
    compose(bench, &after);
    for (size_t i = 0; i < after.part_count; i++)
        assert_int_equal(after.parts[i].program, 0);
    score_release(&after);
}

/* The tune sings in the same places, down or up by the new mode's steps. */
static void test_keep_the_tune(void **state)
{
    struct bench *bench = *state;
    struct score before, after;
    tell(bench, "Add background music: happy acoustic. Seed 3.");
    compose(bench, &before);
    tell(bench, "keep the tune but make it sad");
    compose(bench, &after);
    const struct score_part *x = part_of(&before, SCORE_LEAD), *y = part_of(&after, SCORE_LEAD);
    const int *steps;
    score_mode_steps(after.mode, &steps);
    assert_int_equal(steps[2], 3);
    score_mode_steps(before.mode, &steps);
    assert_int_equal(steps[2], 4);
    assert_string_equal(before.style, after.style);
    assert_int_equal(before.tonic, after.tonic);
    size_t count = x->note_count < y->note_count ? x->note_count : y->note_count, alike = 0;
    assert_true(count > 8);
    for (size_t i = 0, k = 0; i < x->note_count && k < y->note_count;) {
        int32_t off = x->notes[i].start_ticks - y->notes[k].start_ticks;
        alike += off > -60 && off < 60;
        i += off < 60;
        k += off > -60;
    }
    if (alike * 10 < count * 9)
        fail_msg("%zu of %zu notes fall where they were", alike, count);
    score_release(&before);
    score_release(&after);
}

/* However often it is said: no further than the ends of what a style can do. */
static void test_energy_and_mood_have_ends(void **state)
{
    struct bench *bench = *state;
    tell(bench, "Add background music: calm lo-fi.");
    for (int i = 0; i < 12; i++)
        tell(bench, "more energetic");
    assert_true(bench->timeline.music.energy == 1);
    for (int i = 0; i < 24; i++)
        tell(bench, "less energetic");
    assert_true(bench->timeline.music.energy == -1);
    for (int i = 0; i < 12; i++)
        tell(bench, "happier");
    assert_true(bench->timeline.music.valence == 1);
    for (int i = 0; i < 24; i++)
        tell(bench, "sadder");
    assert_true(bench->timeline.music.valence == -1);
}

static double energy_near(const struct score *score, int64_t ms)
{
    for (size_t i = 0; i < score->section_count; i++)
        if (ms < score->sections[i].end_ms)
            return score->sections[i].energy;
    return -1;
}

/* Sections turn where the course does, and have its energy. */
static void test_course(void **state)
{
    struct bench *bench = *state;
    struct score score;
    bench->timeline.duration_ms = 60000;
    tell(bench, "Add background music: starts quiet, builds up at 0:20, calm end, cinematic.");
    assert_string_equal(bench->timeline.music.style, "cinematic");
    assert_true(bench->timeline.music.energy == 0);
    assert_int_equal(bench->timeline.music.course_count, 3);
    compose(bench, &score);
    int64_t nearest = 60000;
    for (size_t i = 0; i < score.section_count; i++) {
        int64_t off = score.sections[i].start_ms - 20000;
        off = off < 0 ? -off : off;
        nearest = off < nearest ? off : nearest;
    }
    assert_true(nearest <= 1800);
    assert_true(energy_near(&score, 10000) < 0.4);
    assert_true(energy_near(&score, 30000) > 0.65);
    assert_true(energy_near(&score, 58000) < 0.45);
    score_release(&score);
    tell(bench, "make the ending calmer");
    assert_int_equal(bench->timeline.music.course_count, 3);
    assert_true(bench->timeline.music.course[2].energy == -1);
    tell(bench, "Add background music: starts quiet.");
    assert_int_equal(bench->timeline.music.course_count, 2);
}

static void expect_ascending(const struct bench *bench, const char *message)
{
    const struct timeline_music *music = &bench->timeline.music;
    for (size_t i = 1; i < music->course_count; i++)
        if (music->course[i].at_ms <= music->course[i - 1].at_ms)
            fail_msg("%s: point %zu comes at %lld ms after %lld ms", message, i, (long long)music->course[i].at_ms,
                     (long long)music->course[i - 1].at_ms);
}

/* Points keep their order, whatever is said after what, and a rise has its steps however short it is. */
static void test_course_in_order(void **state)
{
    static const char *const messages[] = {
        "builds up slowly",
        "builds up slowly",
        "build up gradually until 4 s",
        "build up gradually until 2 s",
        "climax at 3 s",
        "intense from 2 s to 2.5 s",
        "quiet from 1.6 s to 3.4 s",
        "more energy from 0:02",
        "big finish",
        "quiet in the middle",
        "starts quiet",
        "builds up towards the end",
    };
    struct bench *bench = *state;
    tell(bench, "add calm music");
    for (size_t i = 0; i < COUNT(messages); i++)
        for (size_t k = 0; k < COUNT(messages); k++) {
            tell(bench, messages[i]);
            expect_ascending(bench, messages[i]);
            tell(bench, messages[k]);
            expect_ascending(bench, messages[k]);
        }
    tell(bench, "Add background music: calm, build up gradually until 4 s.");
    assert_true(bench->timeline.music.course_count >= 4);
    assert_int_equal(bench->timeline.music.course[3].at_ms, 3000);
    assert_true(bench->timeline.music.course[3].energy > bench->timeline.music.course[0].energy + 1);
    /* A stretch within another ends where it was told to, and what was said of the rest still holds. */
    tell(bench, "Add background music: calm.");
    tell(bench, "intense from 0:10 to 0:20");
    tell(bench, "quiet from 0:14 to 0:14.6");
    const struct timeline_point *course = bench->timeline.music.course;
    assert_int_equal(bench->timeline.music.course_count, 4);
    assert_true(course[1].at_ms == 14000 && course[1].energy < 0);
    assert_true(course[2].at_ms == 14600 && course[2].energy == course[0].energy);
    assert_true(course[3].at_ms == 20000 && course[3].energy == 0);
}

static void test_spans(void **state)
{
    struct bench *bench = *state;
    tell(bench, "add calm music");
    tell(bench, "louder from 0:10 to 0:15");
    assert_int_equal(bench->timeline.music.spans_count, 1);
    assert_int_equal(bench->timeline.music.spans[0].start_ms, 10000);
    assert_int_equal(bench->timeline.music.spans[0].end_ms, 15000);
    assert_true(bench->timeline.music.spans[0].factor > 1.3);
    assert_false(bench->outcome.composed);
    tell(bench, "louder from 0:40 to 0:45");
    assert_non_null(strstr(bench->notes.bytes, "no such place"));
    assert_int_equal(bench->timeline.music.spans_count, 1);
}

/* Blends and words that nobody taught it. */
static void test_words(void **state)
{
    struct bench *bench = *state;
    tell(bench, "Add background music: dark jazz.");
    assert_string_equal(bench->timeline.music.style, "jazz");
    assert_string_equal(bench->timeline.music.blend, "dark");
    assert_non_null(strstr(bench->done.bytes, "Understood: dark, jazz"));
    tell(bench, "Add background music: xylorimba frenzy with saxophone.");
    assert_non_null(strstr(bench->notes.bytes, "\"xylorimba, frenzy\""));
    tell(bench, "use my song.mp3");
    assert_string_equal(bench->timeline.music.upload, "bb");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BENCH(test_timed_wishes_reach_the_brief),
        WITH_BENCH(test_energy_and_mood_have_ends),
        WITH_BENCH(test_new_music),
        WITH_BENCH(test_seed_of_prompt),
        WITH_BENCH(test_parts),
        WITH_BENCH(test_names_of_tracks),
        WITH_BENCH(test_fixed_wishes),
        WITH_BENCH(test_own_track),
        WITH_BENCH(test_another_picture),
        WITH_BENCH(test_what_cannot_be),
        WITH_BENCH(test_titles),
        WITH_BENCH(test_long_video),
        WITH_BENCH(test_the_rest_stays),
        WITH_BENCH(test_more_of_a_part),
        WITH_BENCH(test_keep_the_tune),
        WITH_BENCH(test_course),
        WITH_BENCH(test_course_in_order),
        WITH_BENCH(test_spans),
        WITH_BENCH(test_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
