/* What is there already: every wish, the video's content and the user's track tell; names and times alone do not. */
#include "unit/unit_test.h"

#include <stdio.h>

#include "bgmusic/app/add_music.h"
#include "bgmusic/app/app.h"
#include "bgmusic/store/finished_store.h"
#include "finished_work.h"

struct place {
    char *folder, *video, *output;
    struct app app;
};

static void place_make(struct place *place, const char *folder)
{
    *place = (struct place){.folder = xstrdup(folder)};
    place->video = path_join(folder, "a.mp4");
    place->output = path_join(folder, "a-music.mp4");
    place->app.store.state_folder = path_join(folder, "state");
    assert_int_equal(file_write(place->video, 0600, "video", 5, NULL), BGM_OK);
}

static void place_release(struct place *place)
{
    free(place->folder);
    free(place->video);
    free(place->output);
    free(place->app.store.state_folder);
}

static struct add_request request_of(const struct place *place)
{
    struct add_request request = {.input = place->video, .output = place->output};
    music_request_init(&request.music);
    return request;
}

static void mark(const struct place *place, const struct add_request *request, const char *engine, const char *track,
                 struct work_mark *mark)
{
    struct bgm_error err = BGM_ERROR_INIT;
    if (work_mark_make(&place->app, request, engine, track, mark, &err) != BGM_OK)
        fail_msg("%s", err.message);
    assert_int_equal(strlen(mark->fingerprint), CONTENT_HASH_SIZE - 1);
}

static void every_wish_tells(void **state)
{
    struct place place;
    place_make(&place, *state);
    enum { WISHES = 20 };
    struct add_request requests[WISHES];
    for (size_t i = 0; i < WISHES; i++)
        requests[i] = request_of(&place);
    requests[1].music.prompt = "calm";
    requests[2].music.wishes.volume_percent = 35;
    requests[3].music.wishes.fade_in_ms = 1000;
    requests[4].music.wishes.fade_out_ms = 1000;
    requests[5].music.wishes.from_ms = 1000;
    requests[6].music.wishes.to_ms = 1000;
    requests[7].music.wishes.no_duck = true;
    requests[8].music.wishes.replace_audio = true;
    requests[9].music.wishes.title = "calm";
    requests[10].music.wishes.loudness = "keep";
    requests[11].music.wishes.seed = 7;
    requests[12].music.wishes.duck_lu = 20;
    requests[13].music.wishes.sync = "cuts";
    requests[14].sound_only = true;
    requests[15].stems_folder = "stems";
    requests[16].midi_path = "a.mid";
    requests[17].music.wishes.volume_percent = 0;
    requests[18].music.wishes.title = "";
    struct work_mark marks[WISHES + 2];
    for (size_t i = 0; i < WISHES - 1; i++)
        mark(&place, &requests[i], "auto", NULL, &marks[i]);
    mark(&place, &requests[0], "local", NULL, &marks[WISHES - 1]);
    mark(&place, &requests[0], "auto", "0123", &marks[WISHES]);
    mark(&place, &requests[0], "auto", "0124", &marks[WISHES + 1]);
    for (size_t i = 0; i < WISHES + 2; i++) {
        for (size_t k = 0; k < i; k++) {
            if (strcmp(marks[i].fingerprint, marks[k].fingerprint) == 0)
                fail_msg("wishes %zu and %zu look the same", k, i);
        }
    }
    /* The prompt that is taken when none is said is the same wish as its words; where a result goes and how long one
     * waits is none at all. */
    struct work_mark same;
    struct add_request request = request_of(&place);
    request.music.prompt = MUSIC_DEFAULT_PROMPT;
    request.wait_ms = 5;
    request.force = true;
    mark(&place, &request, "auto", NULL, &same);
    assert_string_equal(same.fingerprint, marks[0].fingerprint);
    place_release(&place);
}

static void content_tells_and_times_do_not(void **state)
{
    struct place place;
    place_make(&place, *state);
    struct add_request request = request_of(&place);
    struct work_mark first, again, other;
    mark(&place, &request, "auto", NULL, &first);
    assert_int_equal(work_state_of_output(&place.app, &request, &first), WORK_MISSING);
    assert_int_equal(file_write(place.output, 0600, "made", 4, NULL), BGM_OK);
    assert_int_equal(work_state_of_output(&place.app, &request, &first), WORK_FOREIGN);
    work_keep(&place.app, &request, &first);
    assert_int_equal(work_state_of_output(&place.app, &request, &first), WORK_SAME);

    assert_int_equal(file_write(place.video, 0600, "video", 5, NULL), BGM_OK); /* another file, the same bytes */
    mark(&place, &request, "auto", NULL, &again);
    assert_string_not_equal(again.input_identity, first.input_identity);
    assert_string_equal(again.fingerprint, first.fingerprint);
    assert_int_equal(work_state_of_output(&place.app, &request, &again), WORK_SAME);

    assert_int_equal(file_write(place.video, 0600, "movie", 5, NULL), BGM_OK);
    mark(&place, &request, "auto", NULL, &other);
    assert_int_equal(work_state_of_output(&place.app, &request, &other), WORK_OTHER);

    /* Somebody worked on the output: it is theirs now, whatever the video. */
    assert_int_equal(file_write(place.output, 0600, "mine", 4, NULL), BGM_OK);
    assert_int_equal(work_state_of_output(&place.app, &request, &again), WORK_FOREIGN);
    unlink(place.video);
    struct bgm_error err = BGM_ERROR_INIT;
    assert_int_equal(work_mark_make(&place.app, &request, "auto", NULL, &other, &err), BGM_INPUT);
    place_release(&place);
}

/* As the hash of our own gave them for the video "video" and the track "track". */
#define OLD_PLAIN  "752ac5a76b48acad7f15d968ec45bdef"
#define OLD_TRACK  "dc6a2df69a4b5bdc458b4e78cfce7a06"
#define OLD_WISHES "d392179d6ae430ed6beb1e08cd16ef80"

static void old_fingerprints_are_known(void **state)
{
    struct place place;
    place_make(&place, *state);
    char *track = path_join(*state, "track.mp3");
    assert_int_equal(file_write(track, 0600, "track", 5, NULL), BGM_OK);
    struct add_request plain = request_of(&place), with_track = plain, wished = plain, newer = plain;
    with_track.music_path = track;
    with_track.music.prompt = "calm"; /* plays no part beside a track */
    wished.music = (struct music_request){.prompt = "calm",
                                          .wishes = {.volume_percent = 35,
                                                     .fade_in_ms = 1000,
                                                     .fade_out_ms = 2000,
                                                     .from_ms = 500,
                                                     .to_ms = 9000,
                                                     .no_duck = true,
                                                     .replace_audio = true,
                                                     .duck_lu = 20,
                                                     .sync = "cuts",
                                                     .title = "Dreams",
                                                     .loudness = "podcast",
                                                     .seed = 7,
                                                     .original_percent = MUSIC_UNSET,
                                                     .audio_track = MUSIC_UNSET,
                                                     .music_start_ms = MUSIC_UNSET,
                                                     .bpm = MUSIC_UNSET}};
    wished.sound_only = true;
    wished.stems_folder = "stems";
    wished.midi_path = "a.mid";
    newer.music.wishes.bpm = 90; /* nobody could wish that then */
    struct work_mark made;
    mark(&place, &plain, "auto", NULL, &made);
    assert_true(work_mark_is(&made, &plain, OLD_PLAIN));
    assert_true(work_mark_is(&made, &plain, made.fingerprint));
    assert_false(work_mark_is(&made, &plain, OLD_WISHES));
    assert_false(work_mark_is(&made, &plain, NULL));
    assert_false(work_mark_is(&made, &newer, OLD_PLAIN));
    mark(&place, &with_track, "local", "0123", &made);
    assert_true(work_mark_is(&made, &with_track, OLD_TRACK));
    assert_int_equal(file_write(track, 0600, "other", 5, NULL), BGM_OK);
    assert_false(work_mark_is(&made, &with_track, OLD_TRACK));
    mark(&place, &wished, "cloud", NULL, &made);
    assert_true(work_mark_is(&made, &wished, OLD_WISHES));
    mark(&place, &wished, "auto", NULL, &made);
    assert_false(work_mark_is(&made, &wished, OLD_WISHES));
    free(track);
    place_release(&place);
}

/* A record from then is the same work, and has the new fingerprints from then on: the old hash is not asked again. */
static void an_old_record_is_renewed_once(void **state)
{
    struct place place;
    place_make(&place, *state);
    struct add_request request = request_of(&place);
    struct work_mark made, again;
    assert_int_equal(file_write(place.output, 0600, "made", 4, NULL), BGM_OK);
    mark(&place, &request, "auto", NULL, &made);
    work_keep(&place.app, &request, &made);
    struct finished record;
    assert_int_equal(finished_store_get(&place.app.store, place.output, &record, NULL), BGM_OK);
    snprintf(record.fingerprint, strlen(record.fingerprint) + 1, "%s", OLD_PLAIN);
    snprintf(record.input_hash, strlen(record.input_hash) + 1, "%s", "fa5a9e132b9689664f94857f46dea331");
    assert_int_equal(finished_store_put(&place.app.store, &record, NULL), BGM_OK);
    finished_release(&record);

    mark(&place, &request, "auto", NULL, &again);
    assert_string_equal(again.input_hash, made.input_hash); /* the old one's is not taken over */
    request.music.wishes.seed = 7;
    assert_int_equal(work_state_of_output(&place.app, &request, &again), WORK_OTHER);
    request.music.wishes.seed = MUSIC_UNSET;
    assert_int_equal(work_state_of_output(&place.app, &request, &again), WORK_SAME);
    assert_int_equal(finished_store_get(&place.app.store, place.output, &record, NULL), BGM_OK);
    assert_string_equal(record.fingerprint, made.fingerprint);
    assert_string_equal(record.input_hash, made.input_hash);
    finished_release(&record);
    place_release(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_wish_tells, scratch_setup, scratch_teardown),
        cmocka_unit_test_setup_teardown(old_fingerprints_are_known, scratch_setup, scratch_teardown),
        cmocka_unit_test_setup_teardown(an_old_record_is_renewed_once, scratch_setup, scratch_teardown),
        cmocka_unit_test_setup_teardown(content_tells_and_times_do_not, scratch_setup, scratch_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
