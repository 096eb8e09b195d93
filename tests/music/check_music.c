/* Runs the corpus: check_music [short] [scores] [-v] [FROM-TO] [WORD...]: the first ten prompts alone; the notes
 * without their sound, in seconds; each failure as it comes; prompts by number, from 1; prompts that hold one of the
 * words. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "music_check.h"
#include "bgmusic/base/count.h"

static const int64_t lengths_ms[] = {6000, 30000, 75000};
static const uint64_t seeds[] = {1, 2};

enum { LENGTHS = COUNT(lengths_ms), SEEDS = COUNT(seeds), SHORT_CORPUS = 10, RETURN_MS = 90000 };

/* Ctrl-C: the table of what is done so far. */
static volatile sig_atomic_t stopped;

static void stop(int number)
{
    (void)number;
    stopped = 1;
}

/* In pieces long enough to come back in, as the goals were measured. */
static void check_returns(const char *prompt, struct report *report)
{
    for (int s = 0; s < SEEDS; s++) {
        struct take *take = take_compose(prompt, RETURN_MS, seeds[s]);
        check_return(take, report);
        take_free(take);
    }
}

static void check_prompt(struct studio *studio, const char *prompt, struct report *report)
{
    for (int l = 0; l < LENGTHS; l++) {
        struct take *takes[SEEDS];
        for (int s = 0; s < SEEDS; s++) {
            takes[s] = take_new(studio, prompt, lengths_ms[l], seeds[s]);
            check_score(takes[s], report);
            check_sound(takes[s], report);
        }
        check_seeds(takes[0], takes[1], report);
        for (int s = 0; s < SEEDS; s++)
            take_free(takes[s]);
    }
}

static void check_notes(const char *prompt, struct report *report)
{
    for (int l = 0; l < LENGTHS; l++)
        for (int s = 0; s < SEEDS; s++) {
            struct take *take = take_compose(prompt, lengths_ms[l], seeds[s]);
            check_score(take, report);
            take_free(take);
        }
}

int main(int argc, char **argv)
{
    bool brief = false, verbose = false, chosen = false, notes = false;
    size_t first = 1, last = music_corpus_count;
    for (int i = 1; i < argc; i++) {
        brief = brief || strcmp(argv[i], "short") == 0;
        verbose = verbose || strcmp(argv[i], "-v") == 0;
        notes = notes || strcmp(argv[i], "scores") == 0;
        bool range = sscanf(argv[i], "%zu-%zu", &first, &last) == 2;
        chosen = chosen || (strcmp(argv[i], "short") != 0 && strcmp(argv[i], "-v") != 0 &&
                            strcmp(argv[i], "scores") != 0 && !range);
    }
    signal(SIGPIPE, SIG_IGN);
    signal(SIGINT, stop);
    signal(SIGTERM, stop);
    setvbuf(stdout, NULL, _IOLBF, 0);
    struct studio studio;
    struct report *report = report_new(verbose);
    size_t count = brief && music_corpus_count > SHORT_CORPUS ? SHORT_CORPUS : music_corpus_count, done = 0;
    if (!notes)
        studio_open(&studio);
    for (size_t p = 0; p < count && !stopped; p++) {
        bool wanted = !chosen;
        if (p + 1 < first || p + 1 > last)
            continue;
        for (int i = 1; i < argc; i++)
            wanted = wanted || strstr(music_corpus[p], argv[i]) != NULL;
        if (!wanted)
            continue;
        if (notes)
            check_notes(music_corpus[p], report);
        else
            check_prompt(&studio, music_corpus[p], report);
        check_returns(music_corpus[p], report);
        done++;
        fprintf(stderr, "%zu/%zu %s\n", p + 1, count, music_corpus[p]);
    }
    if (!notes)
        studio_close(&studio);
    printf("%zu prompts, %d lengths, %d seeds\n\n", done, LENGTHS, SEEDS);
    bool good = report_print(report);
    report_free(report);
    return good ? 0 : 1;
}
