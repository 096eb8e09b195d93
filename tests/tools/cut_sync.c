/* Where the cuts of a clip fall in the music that is made for it, for tests/tools/cut_sync.sh.
 *
 *   cut_sync CLIP TRUTH      TRUTH: a line for each cut, "SECONDS"
 *
 * Looks at the clip with every frame and with key frames alone, composes in three styles for each, and prints for both:
 * MODE cuts found wrong strong strong_met all all_met main pieces bend_permille ms, where `strong` is the strongest
 * third by the change that every frame shows. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/clock.h"
#include "bgmusic/base/count.h"
#include "composer.h"
#include "media_analysis.h"
#include "support/cut_meeting.h"

enum { MOST_CUTS = 256, SEEN_MS = 60 };

struct truth {
    int64_t at_ms;
    double strength;
};

static int stronger_first(const void *left, const void *right)
{
    const struct truth *a = left, *b = right;
    return (a->strength < b->strength) - (a->strength > b->strength);
}

static void judge(const char *mode, const struct media_analysis *analysis, const struct truth *truth, size_t count,
                  int64_t length_ms, int64_t took_ms)
{
    static const char *const styles[] = {"lofi", "cinematic", "happy"};
    int found = 0, met = 0, strong = 0, strong_met = 0, all = 0, main_changes = 0, pieces = 0;
    double bend = 0;
    for (size_t i = 0; i < count; i++) {
        bool seen = false;
        for (size_t k = 0; k < analysis->cut_count; k++)
            seen = seen || llabs(analysis->cuts[k].at_ms - truth[i].at_ms) <= SEEN_MS;
        found += seen;
    }
    for (size_t s = 0; s < COUNT(styles); s++) {
        struct music_brief brief;
        struct score score;
        music_brief_init(&brief);
        snprintf(brief.style, sizeof brief.style, "%s", styles[s]);
        brief.duration_ms = length_ms;
        brief.seed = 11;
        brief.cuts = analysis->cuts;
        brief.cut_count = analysis->cut_count;
        if (music_compose(&brief, &score, NULL) != BGM_OK)
            exit(1);
        for (size_t i = 0; i < count; i++) {
            bool on = cut_off_ms(&score, truth[i].at_ms) <= NEAR_MS;
            all++;
            met += on;
            strong += i < (count + 2) / 3;
            strong_met += i < (count + 2) / 3 && on;
        }
        main_changes += cut_is_change(&score, truth[0].at_ms);
        pieces++;
        for (size_t i = 1; i < score.tempo_count; i++)
            bend = fmax(bend, fabs((double)score.tempos[i].us_per_quarter / score.tempos[i - 1].us_per_quarter - 1));
        score_release(&score);
    }
    printf("%s %zu %d %d %d %d %d %d %d %d %.0f %lld\n", mode, count, found, (int)analysis->cut_count - found, strong,
           strong_met, all, met, main_changes, pieces, bend * 1000, (long long)took_ms);
}

int main(int argc, char **argv)
{
    struct truth truth[MOST_CUTS];
    struct media_info info;
    struct media_analysis seen[2];
    size_t count = 0;
    int64_t took_ms[2];
    double seconds;
    FILE *file = argc == 3 ? fopen(argv[2], "r") : NULL;
    if (file == NULL || media_probe(argv[1], &info, NULL) != BGM_OK)
        return 2;
    while (count < MOST_CUTS && fscanf(file, "%lf", &seconds) == 1)
        truth[count++] = (struct truth){llround(seconds * 1000), 0};
    fclose(file);
    for (int i = 0; i < 2; i++) {
        struct media_analysis_request request = {.path = argv[1], .info = &info, .every_frame = i == 0};
        int64_t begun = clock_real_ms();
        media_analysis_init(&seen[i]);
        if (media_analyse(&request, &seen[i], NULL) != BGM_OK)
            return 1;
        took_ms[i] = clock_real_ms() - begun;
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < seen[0].cut_count; k++) {
            if (llabs(seen[0].cuts[k].at_ms - truth[i].at_ms) <= SEEN_MS)
                truth[i].strength = fmax(truth[i].strength, seen[0].cuts[k].strength);
        }
    }
    qsort(truth, count, sizeof *truth, stronger_first);
    for (int i = 0; i < 2; i++)
        judge(i == 0 ? "every" : "keys", &seen[i], truth, count, info.duration_us / 1000, took_ms[i]);
    return 0;
}
