/* Every ffmpeg and ffprobe of the client runs in the cage, and is given one file. This program stands in their place:
 * it does what is asked only where the cage is closed around it. Where the system has no cage, that they work. */
#include "unit/unit_test.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "bgmusic/app/sound_picture.h"
#include "bgmusic/base/process.h"
#include "bgmusic/base/process_cage.h"
#include "bgmusic/base/text.h"
#include "convert_file.h"
#include "marker_list.h"

enum { RATE = 48000, LEFT_OPEN = 3, NOT_LOADED = 127 };

/* What the program in ffmpeg's place is told: a file that is none of its business, and whether it may not load. */
#define OUTSIDE "TEST_OUTSIDE"
#define BREAKS  "TEST_BREAKS"

static bool opens(const char *path)
{
    int fd = open(path, O_RDONLY);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

static bool connects(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

static bool is_limited(int what)
{
    struct rlimit limit;
    return getrlimit(what, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
}

static bool has(const char *cage, const char *part)
{
    return strstr(cage, part) != NULL;
}

/* As far as this system can close it. */
static bool is_closed(void)
{
    char cage[200];
    process_cage_describe("ffmpeg", cage, sizeof cage);
    return !(has(cage, "Landlock") && opens(getenv(OUTSIDE))) && !(has(cage, "no sockets") && connects()) &&
           !(has(cage, "limits") && !(is_limited(RLIMIT_AS) && is_limited(RLIMIT_FSIZE) && is_limited(RLIMIT_CPU)));
}

static bool is_guarded(char *const argv[])
{
    bool formats = false, pixels = false, file = false;
    for (size_t i = 1; argv[i] != NULL && argv[i + 1] != NULL; i++) {
        formats = formats || text_equal(argv[i], "-format_whitelist");
        pixels = pixels || text_equal(argv[i], "-max_pixels");
        if (text_equal(argv[i], "-i"))
            file = text_starts_with(argv[i + 1], strchr(argv[i + 1], '%') != NULL ? "concat:file:" : "file:");
    }
    return formats && pixels && file;
}

static int stand_in(const char *name, int argc, char *const argv[])
{
    static float samples[2 * RATE];
    bool closed = is_closed();
    if (getenv(BREAKS) != NULL && closed) {
        fputs("ffmpeg: error while loading shared libraries: libx.so: cannot open shared object file\n", stderr);
        return NOT_LOADED;
    }
    if (getenv(BREAKS) == NULL && (!closed || !is_guarded(argv)))
        return LEFT_OPEN;
    if (text_equal(name, "ffprobe")) {
        puts("3.5");
    } else if (text_equal(argv[argc - 1], "-")) {
        for (size_t i = 0; i < COUNT(samples); i++)
            samples[i] = 0.5f;
        fwrite(samples, sizeof samples, 1, stdout);
    } else {
        FILE *made = fopen(argv[argc - 1] + strlen("file:"), "w");
        return made != NULL && fputs("made", made) >= 0 && fclose(made) == 0 ? 0 : LEFT_OPEN;
    }
    return 0;
}

struct yard {
    char *folder, *input, *pattern, *output;
};

static int yard_open(void **state)
{
    struct yard *yard = xcalloc(1, sizeof *yard);
    assert_int_equal(temporary_folder_make(&yard->folder), BGM_OK);
    char *outside = path_join(yard->folder, "outside"), *own = process_own_path();
    yard->input = path_join(yard->folder, "input.mp4");
    yard->pattern = path_join(yard->folder, "q%d.png");
    yard->output = path_join(yard->folder, "output.part");
    char *const files[] = {yard->input, yard->pattern, outside};
    for (size_t i = 0; i < COUNT(files); i++)
        assert_int_equal(file_write(files[i], 0600, "film", 4, NULL), BGM_OK);
    static const char *const programs[] = {"ffmpeg", "ffprobe"};
    for (size_t i = 0; i < COUNT(programs); i++) {
        char *link = path_join(yard->folder, programs[i]);
        assert_int_equal(symlink(own, link), 0);
        free(link);
    }
    setenv("PATH", yard->folder, 1);
    setenv(OUTSIDE, outside, 1);
    free(outside);
    free(own);
    *state = yard;
    return 0;
}

static int yard_close(void **state)
{
    struct yard *yard = *state;
    file_remove_folder(yard->folder, 1);
    free(yard->folder);
    free(yard->input);
    free(yard->pattern);
    free(yard->output);
    free(yard);
    return 0;
}

static void converts(const struct yard *yard)
{
    struct bgm_error err = BGM_ERROR_INIT;
    struct buf made;
    buf_init(&made, 100);
    assert_int_equal(file_write(yard->output, 0600, "part", 4, NULL), BGM_OK);
    assert_int_equal(convert_file(yard->input, yard->output, "wav", &err), BGM_OK);
    assert_int_equal(file_read(yard->output, &made, NULL), BGM_OK);
    assert_string_equal(made.bytes, "made");
    buf_release(&made);
}

static void finds_chapters(const char *video)
{
    struct bgm_error err = BGM_ERROR_INIT;
    struct marker_list list;
    assert_int_equal(marker_list_read(&list, "chapters", video, &err), BGM_OK);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.at_ms[0], 3500);
    marker_list_release(&list);
}

static void draws_sound(const char *path)
{
    struct bgm_error err = BGM_ERROR_INIT;
    struct sound_picture picture;
    assert_int_equal(sound_picture_read(path, &picture, &err), BGM_OK);
    assert_int_equal(picture.count, 10);
    sound_picture_release(&picture);
}

static void a_conversion(void **state)
{
    converts(*state);
}

static void chapters(void **state)
{
    struct yard *yard = *state;
    finds_chapters(yard->input);
    finds_chapters(yard->pattern);
}

static void the_sound_of_a_report(void **state)
{
    struct yard *yard = *state;
    draws_sound(yard->input);
    draws_sound(yard->pattern);
}

/* The cage is given up once and for all, so this comes last. */
static void a_cage_that_is_too_narrow(void **state)
{
    struct yard *yard = *state;
    setenv(BREAKS, "yes", 1);
    draws_sound(yard->input);
    converts(yard);
    finds_chapters(yard->input);
}

int main(int argc, char *argv[])
{
    const char *slash = strrchr(argv[0], '/'), *name = slash != NULL ? slash + 1 : argv[0];
#define IN_YARD(test) cmocka_unit_test_setup_teardown(test, yard_open, yard_close)
    const struct CMUnitTest tests[] = {
        IN_YARD(a_conversion),
        IN_YARD(chapters),
        IN_YARD(the_sound_of_a_report),
        IN_YARD(a_cage_that_is_too_narrow),
    };
    if (text_equal(name, "ffmpeg") || text_equal(name, "ffprobe"))
        return stand_in(name, argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
