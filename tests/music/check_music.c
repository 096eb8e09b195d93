/* Runs the corpus: check_music [short] [-v] [FROM-TO] [WORD...]: the first ten prompts alone; each failure as it comes;
 * prompts by number, from 1; prompts that hold one of the words. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "music_check.h"
#include "bgmusic/base/count.h"

static const int64_t lengths_ms[] = {6000, 30000, 75000};
static const uint64_t seeds[] = {1, 2};

enum { LENGTHS = COUNT(lengths_ms), SEEDS = COUNT(seeds), SHORT_CORPUS = 10 };

/* Ctrl-C: the table of what is done so far. */
static volatile sig_atomic_t stopped;

static void stop(int number)
{
    (void)number;
    stopped = 1;
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

int main(int argc, char **argv)
{
    bool brief = false, verbose = false, chosen = false;
    size_t first = 1, last = music_corpus_count;
    for (int i = 1; i < argc; i++) {
        brief = brief || strcmp(argv[i], "short") == 0;
        verbose = verbose || strcmp(argv[i], "-v") == 0;
        bool range = sscanf(argv[i], "%zu-%zu", &first, &last) == 2;
        chosen = chosen || (strcmp(argv[i], "short") != 0 && strcmp(argv[i], "-v") != 0 && !range);
    }
    signal(SIGPIPE, SIG_IGN);
    signal(SIGINT, stop);
    signal(SIGTERM, stop);
    setvbuf(stdout, NULL, _IOLBF, 0);
    struct studio studio;
    struct report *report = report_new(verbose);
    size_t count = brief && music_corpus_count > SHORT_CORPUS ? SHORT_CORPUS : music_corpus_count, done = 0;
    studio_open(&studio);
    for (size_t p = 0; p < count && !stopped; p++) {
        bool wanted = !chosen;
        if (p + 1 < first || p + 1 > last)
            continue;
        for (int i = 1; i < argc; i++)
            wanted = wanted || strstr(music_corpus[p], argv[i]) != NULL;
        if (!wanted)
            continue;
        check_prompt(&studio, music_corpus[p], report);
        done++;
        fprintf(stderr, "%zu/%zu %s\n", p + 1, count, music_corpus[p]);
    }
    studio_close(&studio);
    printf("%zu prompts, %d lengths, %d seeds\n\n", done, LENGTHS, SEEDS);
    bool good = report_print(report);
    report_free(report);
    return good ? 0 : 1;
}
