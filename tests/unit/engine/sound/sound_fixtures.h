/* What the tests of the sound room share: a private folder, media made by ffmpeg, measuring with
 * it. */
#ifndef BGMUSIC_TESTS_SOUND_FIXTURES_H
#define BGMUSIC_TESTS_SOUND_FIXTURES_H

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/process.h"
#include "bgmusic/base/random.h"
#include "bgmusic/base/xalloc.h"
#include "score.h"
#include "support/temporary_folder.h"

static char *fixture_folder;

static inline int fixture_set_up(void **state)
{
    (void)state;
    signal(SIGPIPE, SIG_IGN);
    return temporary_folder_make(&fixture_folder) == BGM_OK ? 0 : -1;
}

static inline int fixture_tear_down(void **state)
{
    (void)state;
    file_remove_folder(fixture_folder, 2);
    free(fixture_folder);
    return 0;
}

/* A path in the folder; the caller's. */
static inline char *fixture_path(const char *name)
{
    return path_join(fixture_folder, name);
}

/* Runs a program whose arguments stand in one string, apart by single spaces; "@name" is a file
 * of the folder and "~" inside an argument becomes a space. What it says on stdout and stderr
 * goes to `out` when that is not NULL. */
static inline int fixture_run(const char *line, struct buf *out)
{
    char *words[96];
    size_t count = 0;
    int exit_code = -1;
    struct buf said;
    buf_init(&said, 1 << 20);
    for (const char *at = line; *at != '\0' && count < 95;) {
        size_t length = strcspn(at, " ");
        char *word = xstrndup(at, length);
        for (char *c = word; *c != '\0'; c++)
            *c = *c == '~' ? ' ' : *c;
        if (word[0] == '@') {
            char *path = fixture_path(word + 1);
            free(word);
            word = path;
        }
        words[count++] = word;
        at += length + (at[length] == ' ');
    }
    words[count] = NULL;
    process_capture((const char *const *)words, 60000, out != NULL ? out : &said, out, &exit_code, NULL);
    for (size_t i = 0; i < count; i++)
        free(words[i]);
    buf_release(&said);
    return exit_code;
}

#define MAKE    "ffmpeg -nostdin -y -v error "
#define PICTURE "-f lavfi -i testsrc2=s=160x120:r=30:d=2 "
#define TONE    "-f lavfi -i sine=f=400:d=2 "
#define H264    "-c:v libx264 -preset ultrafast -pix_fmt yuv420p "

/* A few bars at 120 bpm in parts that a test may play; free with free_small_score(). */
static inline void make_small_score(struct score *score, int64_t length_ms)
{
    *score = (struct score){.bpm = 120, .reverb_t60_s = 1, .end_ms = length_ms};
    score->tempos = xcalloc(1, sizeof *score->tempos);
    score->tempos[0] = (struct score_tempo){0, 500000};
    score->tempo_count = 1;
    score->last_chord_ms = length_ms > 2000 ? length_ms - 2000 : 0;
    static const struct {
        enum score_role role;
        uint8_t channel, program;
        double level_lu;
    } rows[] = {{SCORE_KEYS, 0, 4, 0}, {SCORE_BASS, 1, 33, -4}, {SCORE_DRUMS, 9, 0, -6}};
    for (size_t i = 0; i < 3; i++) {
        struct score_part *part = &score->parts[score->part_count++];
        part->role = rows[i].role;
        part->channel = rows[i].channel;
        part->program = rows[i].program;
        part->level_lu = rows[i].level_lu;
        part->reverb_send = 0.2;
        size_t beats = (size_t)(score->last_chord_ms / 500) + 1;
        part->notes = xcalloc(beats, sizeof *part->notes);
        for (size_t j = 0; j < beats; j++) {
            uint8_t key = i == 2 ? (j % 2 == 0 ? 36 : 38) : (uint8_t)((i == 0 ? 60 : 36) + (j % 3) * 4);
            part->notes[part->note_count++] =
                (struct score_note){(int32_t)j * 480, j + 1 == beats ? 1600 : 460, key, 80};
        }
    }
}

static inline void free_small_score(struct score *score)
{
    for (size_t i = 0; i < score->part_count; i++)
        free(score->parts[i].notes);
    free(score->tempos);
}

#endif
